/* ath-sa-ddl-element.c: `CreateSequence`, `CreateSchema`, `DDL` and their like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa.h"
#include "script/alembic/schema/ath-ddl.h"
#include "script/alembic/schema/ath-sa-ddl-element.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static AthPythonValue *
element_new (AthPythonEvaluator *evaluator,
             char               *sql,
             GError             *error)
{
  AthArena *arena = ath_python_get_arena (evaluator);

  if (sql != NULL)
    return ath_python_host_new (arena, &ath_sa_ddl_element_class,
                                ath_arena_adopt (arena, sql, g_free));

  ath_python_refuse (evaluator, "%s", error->message);
  g_error_free (error);

  return NULL;
}

static const AthPythonParameter element_parameters[] = {
  { "element", ATH_PYTHON_PARAM_REQUIRED },
  { "if_not_exists", ATH_PYTHON_PARAM_KEYWORD },
  { "if_exists", ATH_PYTHON_PARAM_KEYWORD },
  { "cascade", ATH_PYTHON_PARAM_KEYWORD },
};

/* What is passed, and the flags, in the order of element_parameters. */
static gboolean
bind_element (AthPythonEvaluator       *evaluator,
              const char               *name,
              const AthPythonArguments *arguments,
              AthPythonValue          **element,
              gboolean                 *flags)
{
  AthPythonValue *values[G_N_ELEMENTS (element_parameters)];

  if (!BIND (name, element_parameters, values))
    return FALSE;
  *element = values[0];
  for (guint i = 0; i < 3; i++)
    {
      flags[i] = FALSE;
      if (!ath_sa_get_bool (evaluator, values[i + 1], &flags[i]))
        return FALSE;
    }

  return TRUE;
}

static AthPythonValue *
make_sequence (AthPythonEvaluator       *evaluator,
               const AthPythonArguments *arguments,
               gboolean                  is_created)
{
  AthPythonValue *element;
  AthSaSequence *sequence;
  gboolean flags[3];
  GError *error = NULL;
  char *sql;

  if (!bind_element (evaluator, "Sequence", arguments, &element, flags))
    return NULL;
  sequence = ath_python_host_get (element, &ath_sa_sequence_class);
  if (sequence == NULL)
    return ath_python_refuse (evaluator, _("%s as a sequence is not understood"),
                              ath_python_get_type_name (element));

  sql = is_created ? ath_ddl_create_sequence (&sequence->schema, &sequence->name, sequence->type,
                                              &sequence->options, flags[0], &error)
                   : ath_ddl_drop_sequence (&sequence->schema, &sequence->name, flags[1]);

  return element_new (evaluator, sql, error);
}

static AthPythonValue *
construct_create_sequence (AthPythonEvaluator       *evaluator,
                           AthPythonValue           *self,
                           const AthPythonArguments *arguments)
{
  return make_sequence (evaluator, arguments, TRUE);
}

static AthPythonValue *
construct_drop_sequence (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  return make_sequence (evaluator, arguments, FALSE);
}

static AthPythonValue *
make_schema (AthPythonEvaluator       *evaluator,
             const AthPythonArguments *arguments,
             gboolean                  is_created)
{
  AthPythonValue *element;
  gboolean flags[3];
  AthSqlName schema;

  if (!bind_element (evaluator, "Schema", arguments, &element, flags)
      || !ath_sa_require_name (evaluator, element, "name", &schema))
    return NULL;

  return element_new (evaluator,
                      is_created ? ath_ddl_create_schema (&schema, flags[0])
                                 : ath_ddl_drop_schema (&schema, flags[1], flags[2]), NULL);
}

static AthPythonValue *
construct_create_schema (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  return make_schema (evaluator, arguments, TRUE);
}

static AthPythonValue *
construct_drop_schema (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  return make_schema (evaluator, arguments, FALSE);
}

/* `DDL ("… %% …")`: a percent sign is doubled, anything else after one is a
 * place for a name, which is not understood.
 */
static AthPythonValue *
construct_ddl (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "statement", ATH_PYTHON_PARAM_REQUIRED } };
  g_autoptr(GString) sql = g_string_new (NULL);
  AthPythonValue *value;
  const char *text;

  if (!BIND ("DDL", parameters, &value)
      || !ath_sa_get_text (evaluator, value, "statement", &text))
    return NULL;
  if (text == NULL)
    return ath_python_refuse (evaluator, _("“None” as a statement is not understood"));

  for (const char *c = text; *c != '\0'; c++)
    {
      if (*c == '%' && c[1] != '%')
        return ath_python_refuse (evaluator, _("“%%” in “DDL ()” is not understood"));
      if (*c == '%')
        c++;
      g_string_append_c (sql, *c);
    }

  return element_new (evaluator, g_string_free (g_steal_pointer (&sql), FALSE), NULL);
}

const AthPythonNativeClass ath_sa_ddl_element_class = {
  .name = "DDLElement",
  .module = "sqlalchemy.schema",
};

#define ELEMENT(symbol_, name_) \
  const AthPythonNativeClass ath_sa_##symbol_##_class = { \
    .name = name_, \
    .module = "sqlalchemy.schema", \
    .base = &ath_sa_ddl_element_class, \
    .construct = construct_##symbol_, \
  }

ELEMENT (create_sequence, "CreateSequence");
ELEMENT (drop_sequence, "DropSequence");
ELEMENT (create_schema, "CreateSchema");
ELEMENT (drop_schema, "DropSchema");
ELEMENT (ddl, "DDL");
