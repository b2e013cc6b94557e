/* ath-alembic-connection.c: the connection that scripts get
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/ath-sa-dialect.h"
#include "script/alembic/ath-sa.h"
#include "script/alembic/live/ath-alembic-connection.h"
#include "script/alembic/live/ath-alembic-result.h"
#include "script/alembic/live/ath-alembic-savepoint.h"
#include "script/alembic/queries/ath-sa-select.h"
#include "script/alembic/schema/ath-sa-ddl-element.h"

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
  if (parameters->type != ATH_PYTHON_TYPE_DICT)
    return ath_python_refuse (evaluator, _("Parameters of this statement are not understood"));
  if (ath_python_host_get (statement, &ath_sa_text_class) == NULL)
    return ath_sa_statement_bind (evaluator, statement, parameters);

  return ath_sa_text_bind (evaluator, statement, parameters);
}

/* Sends a statement, with what it returns in @result. */
static gboolean
send (AthPythonEvaluator  *evaluator,
      AthPythonValue      *statement,
      AthPythonValue      *parameters,
      AthPythonValue     **result)
{
  const char *sql = ath_alembic_statement_to_sql (evaluator, statement, parameters);
  gboolean is_typed = ath_python_host_get (statement, &ath_sa_text_class) == NULL;
  AthResult *rows;

  if (sql == NULL || !ath_alembic_run_execute (evaluator, sql, &rows))
    return FALSE;

  *result = ath_alembic_result_new (evaluator, rows, is_typed);

  return TRUE;
}

/* A list of parameters runs the statement for each. */
static AthPythonValue *
send_many (AthPythonEvaluator *evaluator,
           AthPythonValue     *statement,
           AthPythonValue     *list)
{
  /* Without rows SQLAlchemy inserts one of defaults. */
  if (list->sequence.length == 0)
    return ath_python_refuse (evaluator, _("Parameters of this statement are not understood"));
  if (!ath_sa_check_rows (evaluator, list))
    return NULL;

  for (guint i = 0; i < list->sequence.length; i++)
    {
      const char *sql = ath_alembic_statement_to_sql (evaluator, statement,
                                                      list->sequence.items[i]);

      if (sql == NULL || !ath_alembic_run_send (evaluator, g_strdup (sql)))
        return NULL;
    }

  return ath_alembic_result_new (evaluator, NULL, FALSE);
}

/* A text that SQLAlchemy hands to the driver as it is: `exec_driver_sql ()` does,
 * and SQLAlchemy 1.4 does without `text ()` too.  What becomes of a “%” in it is
 * the driver's business.
 */
static AthPythonValue *
send_driver_sql (AthPythonEvaluator *evaluator,
                 const char         *sql)
{
  AthResult *rows;

  if (strchr (sql, '%') != NULL)
    return ath_python_refuse (evaluator, _("A “%%” in a text for the driver is not understood; "
                                           "write “text ()” around it"));
  if (!ath_alembic_run_execute (evaluator, sql, &rows))
    return NULL;

  return ath_alembic_result_new (evaluator, rows, FALSE);
}

/**
 * ath_alembic_connection_execute:
 * @evaluator: an evaluator
 * @name: what was called: `execute`, `scalar` or `scalars`
 * @arguments: what was passed
 *
 * Returns: (transfer none) (nullable): the result of a statement, or `NULL` after
 *   raising, refusing or an error of the sink
 */
AthPythonValue *
ath_alembic_connection_execute (AthPythonEvaluator       *evaluator,
                                const char               *name,
                                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "statement", ATH_PYTHON_PARAM_REQUIRED },
    { "parameters", ATH_PYTHON_PARAM_OPTIONAL },
    { "execution_options", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *result;

  if (!BIND (name, parameters, values))
    return NULL;
  if (values[2] != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), name,
                              "execution_options");

  if (ath_python_is_str (values[0]))
    return values[1] == NULL || ath_python_is_none (values[1])
           ? send_driver_sql (evaluator, values[0]->text.bytes)
           : ath_python_refuse (evaluator, _("Parameters of this statement are not understood"));
  if (values[1] != NULL && values[1]->type == ATH_PYTHON_TYPE_LIST)
    return send_many (evaluator, values[0], values[1]);

  return send (evaluator, values[0], values[1], &result) ? result : NULL;
}

static AthPythonValue *
connection_execute (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  return ath_alembic_connection_execute (evaluator, "execute", arguments);
}

static AthPythonValue *
connection_scalar (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  AthPythonValue *result = ath_alembic_connection_execute (evaluator, "scalar", arguments);

  return result != NULL ? ath_alembic_result_get_scalar (evaluator, result) : NULL;
}

static AthPythonValue *
connection_scalars (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  AthPythonValue *result = ath_alembic_connection_execute (evaluator, "scalars", arguments);

  return result != NULL ? ath_alembic_result_get_scalars (evaluator, result) : NULL;
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

  return sql != NULL ? send_driver_sql (evaluator, sql) : NULL;
}

static AthPythonValue *
connection_begin_nested (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "begin_nested", arguments)
         ? ath_alembic_savepoint_new (evaluator) : NULL;
}

static AthPythonValue *
connection_get_dialect (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  return ath_sa_dialect_get (evaluator);
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
  { "scalar", connection_scalar },
  { "scalars", connection_scalars },
  { "begin_nested", connection_begin_nested },
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

/**
 * ath_alembic_is_connection:
 * @value: a value
 *
 * Returns: whether @value is what `op.get_bind ()` gives
 */
gboolean
ath_alembic_is_connection (AthPythonValue *value)
{
  return ath_python_host_get (value, &connection_class) != NULL;
}
