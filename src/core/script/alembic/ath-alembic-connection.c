/* ath-alembic-connection.c: the connection that scripts get
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/alembic/ath-alembic-connection.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/ath-sa-ddl-element.h"
#include "script/alembic/ath-sa-select.h"
#include "script/alembic/ath-sa.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

/**
 * ath_alembic_statement_to_sql:
 * @evaluator: an evaluator
 * @statement: a str, a `text ()`, an expression or a DDL element
 * @parameters: (nullable): a dict
 *
 * Returns: (transfer none) (nullable): the SQL with its parameters, or `NULL`
 *   after raising or refusing
 */
const char *
ath_alembic_statement_to_sql (AthPythonEvaluator *evaluator,
                              AthPythonValue     *statement,
                              AthPythonValue     *parameters)
{
  const char *ddl = ath_python_host_get (statement, &ath_sa_ddl_element_class);
  gboolean has_parameters = parameters != NULL && !ath_python_is_none (parameters);
  const char *text;

  if (ddl != NULL)
    return ddl;

  if (ath_sa_expression_get (statement) == NULL)
    {
      if (!ath_sa_get_text (evaluator, statement, "statement", &text))
        return NULL;
      if (text == NULL)
        return ath_python_refuse (evaluator, _("“None” as a statement is not understood"));
      statement = ath_sa_text_new (evaluator, text);
    }

  if (ath_sa_is_from (ath_sa_expression_get (statement)))
    return ath_python_refuse (evaluator, _("%s as a statement is not understood"),
                              ath_python_get_type_name (statement));
  if (!has_parameters)
    return ath_sa_expression_to_sql (evaluator, ath_sa_expression_get (statement));
  if (ath_python_host_get (statement, &ath_sa_text_class) == NULL
      || parameters->type != ATH_PYTHON_TYPE_DICT)
    return ath_python_refuse (evaluator, _("Parameters of this statement are not understood"));

  return ath_sa_text_bind (evaluator, statement, parameters);
}

/* A result of which nothing is known before it is asked for: without a server
 * the rows are not known, and a script that looks at them is stopped there.
 */
static AthPythonValue *
result_get_attribute (AthPythonEvaluator *evaluator,
                      AthPythonValue     *self,
                      const char         *name)
{
  return ath_python_refuse (evaluator, _("From here on the SQL depends on what the database "
                                         "answers (“.%s”)"), name);
}

static AthPythonValue *
result_iterate (AthPythonEvaluator *evaluator,
                AthPythonValue     *self)
{
  return ath_python_refuse (evaluator, _("From here on the SQL depends on what the database "
                                         "answers"));
}

static const AthPythonNativeClass result_class = {
  .name = "CursorResult",
  .module = "sqlalchemy",
  .get_attribute = result_get_attribute,
  .iterate = result_iterate,
};

/**
 * ath_alembic_result_new:
 * @evaluator: an evaluator
 * @sql: what was executed
 *
 * Returns: (transfer none): its result
 */
AthPythonValue *
ath_alembic_result_new (AthPythonEvaluator *evaluator,
                        const char         *sql)
{
  return ath_python_host_new (ath_python_get_arena (evaluator), &result_class, (gpointer) sql);
}

static AthPythonValue *
connection_execute (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "statement", ATH_PYTHON_PARAM_REQUIRED },
    { "parameters", ATH_PYTHON_PARAM_OPTIONAL },
    { "execution_options", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const char *sql;

  if (!BIND ("execute", parameters, values))
    return NULL;
  if (values[2] != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), "execute",
                              "execution_options");

  /* Without text() a str is no statement for SQLAlchemy 2. */
  if (ath_python_is_str (values[0]))
    return ath_python_refuse (evaluator, _("“execute ()” of a text needs “text ()” around it"));

  /* A list of parameters runs the statement for each. */
  if (values[1] != NULL && values[1]->type == ATH_PYTHON_TYPE_LIST)
    {
      for (guint i = 0; i < values[1]->sequence.length; i++)
        {
          sql = ath_alembic_statement_to_sql (evaluator, values[0],
                                              values[1]->sequence.items[i]);
          if (sql == NULL || !ath_alembic_run_send (evaluator, g_strdup (sql)))
            return NULL;
        }
      return ath_alembic_result_new (evaluator, NULL);
    }

  sql = ath_alembic_statement_to_sql (evaluator, values[0], values[1]);
  if (sql == NULL || !ath_alembic_run_send (evaluator, g_strdup (sql)))
    return NULL;

  return ath_alembic_result_new (evaluator, sql);
}

static AthPythonValue *
connection_exec_driver_sql (AthPythonEvaluator       *evaluator,
                            AthPythonValue           *self,
                            const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "statement", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;
  const char *sql;

  if (!BIND ("exec_driver_sql", parameters, &value)
      || !ath_sa_get_text (evaluator, value, "statement", &sql))
    return NULL;
  if (sql == NULL || !ath_alembic_run_send (evaluator, g_strdup (sql)))
    return NULL;

  return ath_alembic_result_new (evaluator, sql);
}

static AthPythonValue *
connection_get_dialect (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  return ath_alembic_run_get_dialect (evaluator);
}

static AthPythonValue *
connection_get_engine (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  return self;
}

static AthPythonValue *
connection_get_name (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  return ath_python_str_new (ath_python_get_arena (evaluator), "postgresql");
}

static const AthPythonNativeFunction connection_methods[] = {
  { "execute", connection_execute },
  { "exec_driver_sql", connection_exec_driver_sql },
  { "dialect", connection_get_dialect, .is_property = TRUE },
  { "engine", connection_get_engine, .is_property = TRUE },
  { "name", connection_get_name, .is_property = TRUE },
  { NULL },
};

static const AthPythonNativeClass connection_class = {
  .name = "Connection",
  .module = "sqlalchemy.engine",
  .methods = connection_methods,
};

/**
 * ath_alembic_connection_new:
 * @evaluator: an evaluator
 *
 * Returns: (transfer none): what `op.get_bind ()` gives
 */
AthPythonValue *
ath_alembic_connection_new (AthPythonEvaluator *evaluator)
{
  return ath_python_host_new (ath_python_get_arena (evaluator), &connection_class, (gpointer) "");
}
