/* ath-sa-arguments.c: names, texts and flags that scripts pass
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa.h"

static AthPythonValue *
name_str (AthPythonEvaluator *evaluator,
          AthPythonValue     *self)
{
  AthSqlName *name = self->host.data;

  return ath_python_str_new (ath_python_get_arena (evaluator), name->text);
}

static AthPythonValue *
name_compare (AthPythonEvaluator *evaluator,
              AthPythonOperator   op,
              AthPythonValue     *self,
              AthPythonValue     *other)
{
  AthPythonValue *text = name_str (evaluator, self);

  return ath_python_compare (evaluator, op, text,
                             other->type == ATH_PYTHON_TYPE_HOST
                             && ath_python_host_get (other, &ath_sa_name_class) != NULL
                             ? name_str (evaluator, other) : other);
}

static AthPythonValue *
name_binary (AthPythonEvaluator *evaluator,
             AthPythonOperator   op,
             AthPythonValue     *self,
             AthPythonValue     *other,
             gboolean            is_reflected)
{
  AthPythonValue *text = name_str (evaluator, self);

  return is_reflected ? ath_python_binary (evaluator, op, other, text)
                      : ath_python_binary (evaluator, op, text, other);
}

/* `op.f ()` and `quoted_name ()`: a str that knows how it is written. */
const AthPythonNativeClass ath_sa_name_class = {
  .name = "quoted_name",
  .module = "sqlalchemy",
  .str = name_str,
  .compare = name_compare,
  .binary = name_binary,
};

/**
 * ath_sa_quoted_name_new:
 * @evaluator: an evaluator
 * @name: a name
 *
 * Returns: (transfer none): @name as a value
 */
AthPythonValue *
ath_sa_quoted_name_new (AthPythonEvaluator *evaluator,
                        const AthSqlName   *name)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSqlName *copy = ath_arena_new0 (arena, AthSqlName);

  *copy = *name;
  copy->text = ath_arena_strdup (arena, name->text);

  return ath_python_host_new (arena, &ath_sa_name_class, copy);
}

/**
 * ath_sa_get_name:
 * @evaluator: an evaluator
 * @value: (nullable): what a script passes as a name
 * @what: the parameter, for messages
 * @name: (out): the name; without text for `None` or `NULL`
 *
 * Returns: `FALSE` after refusing anything but a str or a name
 */
gboolean
ath_sa_get_name (AthPythonEvaluator *evaluator,
                 AthPythonValue     *value,
                 const char         *what,
                 AthSqlName         *name)
{
  AthSqlName *ready;

  *name = (AthSqlName) { NULL };
  if (value == NULL || ath_python_is_none (value))
    return TRUE;

  ready = ath_python_host_get (value, &ath_sa_name_class);
  if (ready != NULL)
    {
      *name = *ready;
      return TRUE;
    }

  return ath_sa_get_text (evaluator, value, what, &name->text);
}

/**
 * ath_sa_require_name:
 * @evaluator: an evaluator
 * @value: what a script passes as a name
 * @what: the parameter, for messages
 * @name: (out): the name
 *
 * Returns: `FALSE` after refusing anything but a str or a name, and what is empty
 */
gboolean
ath_sa_require_name (AthPythonEvaluator *evaluator,
                     AthPythonValue     *value,
                     const char         *what,
                     AthSqlName         *name)
{
  if (!ath_sa_get_name (evaluator, value, what, name))
    return FALSE;
  if (name->text == NULL || *name->text == '\0')
    return ath_python_refuse (evaluator, _("“%s” is empty"), what) != NULL;

  return TRUE;
}

/**
 * ath_sa_get_names:
 * @evaluator: an evaluator
 * @value: (nullable): what a script passes as a list of names
 * @what: the parameter, for messages
 * @names: (element-type AthSqlName): gets them
 *
 * Takes a list or tuple of names, or of columns.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_get_names (AthPythonEvaluator *evaluator,
                  AthPythonValue     *value,
                  const char         *what,
                  GArray             *names)
{
  AthPythonValue *list;

  if (value == NULL || ath_python_is_none (value))
    return TRUE;
  if (ath_python_is_str (ath_python_unwrap (value)))
    return ath_python_refuse (evaluator, _("A text as “%s” is not understood: it takes a list"),
                              what) != NULL;

  list = ath_python_list_of (evaluator, value);
  for (guint i = 0; list != NULL && i < list->sequence.length; i++)
    {
      AthPythonValue *item = list->sequence.items[i];
      AthSaColumn *column = ath_python_host_get (item, &ath_sa_column_class);
      AthSqlName name;

      if (column != NULL)
        name = column->column->name;
      else if (!ath_sa_get_name (evaluator, item, what, &name))
        return FALSE;
      if (name.text == NULL)
        return ath_python_refuse (evaluator, _("“None” in “%s” is not understood"), what) != NULL;
      g_array_append_val (names, name);
    }

  return list != NULL;
}

/**
 * ath_sa_get_text:
 * @evaluator: an evaluator
 * @value: (nullable): what a script passes as a text
 * @what: the parameter, for messages
 * @text: (out) (nullable): the text, which lives as long as the evaluator;
 *   `NULL` for `None` or `NULL`
 *
 * Returns: `FALSE` after refusing anything but a str
 */
gboolean
ath_sa_get_text (AthPythonEvaluator *evaluator,
                 AthPythonValue     *value,
                 const char         *what,
                 const char        **text)
{
  AthSqlName *name;

  *text = NULL;
  if (value == NULL || ath_python_is_none (value))
    return TRUE;

  name = ath_python_host_get (value, &ath_sa_name_class);
  value = ath_python_unwrap (value);
  if (name != NULL)
    *text = name->text;
  else if (ath_python_is_str (value))
    *text = value->text.bytes;
  else if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (evaluator, _("“%s” is needed here: %s"), value->unresolved.name,
                              value->unresolved.reason) != NULL;
  else
    return ath_python_refuse (evaluator, _("%s as “%s” is not understood"),
                              ath_python_get_type_name (value), what) != NULL;

  return TRUE;
}

/**
 * ath_sa_get_bool:
 * @evaluator: an evaluator
 * @value: (nullable): what a script passes as a flag
 * @truth: (inout): stays as it is when @value is `NULL`
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_get_bool (AthPythonEvaluator *evaluator,
                 AthPythonValue     *value,
                 gboolean           *truth)
{
  if (value == NULL)
    return TRUE;
  if (value->type == ATH_PYTHON_TYPE_HOST)
    return ath_python_refuse (evaluator, _("%s as a flag is not understood"),
                              ath_python_get_type_name (value)) != NULL;

  return ath_python_is_true (evaluator, value, truth);
}

/**
 * ath_sa_get_tristate:
 * @evaluator: an evaluator
 * @value: (nullable): what a script passes as a flag that may be left out
 * @tristate: (out): unset for `None` or `NULL`
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_get_tristate (AthPythonEvaluator *evaluator,
                     AthPythonValue     *value,
                     AthSqlTristate     *tristate)
{
  gboolean truth;

  *tristate = ATH_SQL_UNSET;
  if (value == NULL || ath_python_is_none (value))
    return TRUE;
  if (!ath_sa_get_bool (evaluator, value, &truth))
    return FALSE;
  *tristate = truth ? ATH_SQL_TRUE : ATH_SQL_FALSE;

  return TRUE;
}

/**
 * ath_sa_get_quote:
 * @evaluator: an evaluator
 * @value: (nullable): what a script passes as “quote”
 * @name: (inout): the name that it is about
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_get_quote (AthPythonEvaluator *evaluator,
                  AthPythonValue     *value,
                  AthSqlName         *name)
{
  AthSqlTristate is_quoted;

  if (!ath_sa_get_tristate (evaluator, value, &is_quoted))
    return FALSE;
  if (is_quoted != ATH_SQL_UNSET)
    name->quote = is_quoted == ATH_SQL_TRUE ? ATH_SQL_QUOTE_ALWAYS : ATH_SQL_QUOTE_NEVER;

  return TRUE;
}

/**
 * ath_sa_get_number:
 * @evaluator: an evaluator
 * @value: (nullable): what a script passes as a number
 * @what: the parameter, for messages
 * @number: (inout): stays as it is for `None` or `NULL`
 *
 * Returns: `FALSE` after refusing anything but a number from 0 on
 */
gboolean
ath_sa_get_number (AthPythonEvaluator *evaluator,
                   AthPythonValue     *value,
                   const char         *what,
                   int                *number)
{
  if (value == NULL || ath_python_is_none (value))
    return TRUE;
  value = ath_python_unwrap (value);
  if (value->type != ATH_PYTHON_TYPE_INT || value->integer < 0 || value->integer > G_MAXINT)
    return ath_python_refuse (evaluator, _("%s as “%s” is not understood"),
                              ath_python_get_type_name (value), what) != NULL;
  *number = (int) value->integer;

  return TRUE;
}

/**
 * ath_sa_is_foreign_option:
 * @name: a keyword
 *
 * Returns: whether it is an option of another database, which Alembic drops
 *   when it writes for PostgreSQL
 */
gboolean
ath_sa_is_foreign_option (const char *name)
{
  static const char *const prefixes[] = { "mysql_", "mariadb_", "sqlite_", "mssql_", "oracle_" };

  for (guint i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (name, prefixes[i]))
      return TRUE;

  return FALSE;
}
