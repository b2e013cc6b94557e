/* ath-sa-constraint.c: constraints and foreign keys
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/ath-sa.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static AthSqlConstraint *
constraint_new (AthPythonEvaluator   *evaluator,
                AthSqlConstraintKind  kind,
                AthPythonValue       *name_value)
{
  AthSqlConstraint *constraint;
  AthSqlName name;

  if (!ath_sa_get_name (evaluator, name_value, "name", &name))
    return NULL;
  constraint = ath_sql_constraint_new (ath_python_get_arena (evaluator), kind, &name);
  constraint->order = ath_alembic_run_get (evaluator)->order++;

  return constraint;
}

/* @name: one of the keywords that more than one constraint takes; @is_known is
 * set when it is one
 */
static gboolean
set_option (AthPythonEvaluator *evaluator,
            AthSqlConstraint   *constraint,
            const char         *name,
            AthPythonValue     *value,
            gboolean           *is_known)
{
  AthArena *arena = ath_python_get_arena (evaluator);

  *is_known = TRUE;
  if (g_str_equal (name, "deferrable"))
    return ath_sa_get_tristate (evaluator, value, &constraint->deferrable);
  if (g_str_equal (name, "initially"))
    return ath_sa_get_text (evaluator, value, name, &constraint->initially);
  if (g_str_equal (name, "info") || g_str_equal (name, "comment"))
    return TRUE;
  if (g_str_equal (name, "use_alter"))
    return ath_sa_get_bool (evaluator, value, &constraint->use_alter);
  if (g_str_equal (name, "postgresql_not_valid")
      && (constraint->kind == ATH_SQL_FOREIGN_KEY || constraint->kind == ATH_SQL_CHECK))
    return ath_sa_get_bool (evaluator, value, &constraint->not_valid);
  if (g_str_equal (name, "postgresql_nulls_not_distinct") && constraint->kind == ATH_SQL_UNIQUE)
    return ath_sa_get_tristate (evaluator, value, &constraint->nulls_not_distinct);
  if (g_str_equal (name, "postgresql_include")
      && (constraint->kind == ATH_SQL_UNIQUE || constraint->kind == ATH_SQL_PRIMARY_KEY))
    {
      constraint->include = ath_sql_names_new (arena);
      return ath_sa_get_names (evaluator, value, name, constraint->include);
    }

  if (constraint->kind == ATH_SQL_FOREIGN_KEY && g_str_equal (name, "ondelete"))
    return ath_sa_get_text (evaluator, value, name, &constraint->on_delete);
  if (constraint->kind == ATH_SQL_FOREIGN_KEY && g_str_equal (name, "onupdate"))
    return ath_sa_get_text (evaluator, value, name, &constraint->on_update);
  if (constraint->kind == ATH_SQL_FOREIGN_KEY && g_str_equal (name, "match"))
    return ath_sa_get_text (evaluator, value, name, &constraint->match);
  *is_known = ath_sa_is_foreign_option (name);

  return TRUE;
}

/**
 * ath_sa_constraint_set_options:
 * @evaluator: an evaluator
 * @constraint: a constraint
 * @keywords: a dict of the keywords that were passed
 *
 * Sets what `deferrable=`, `ondelete=`, … say.
 *
 * Returns: `FALSE` after refusing a keyword that is not understood
 */
gboolean
ath_sa_constraint_set_options (AthPythonEvaluator *evaluator,
                               AthSqlConstraint   *constraint,
                               AthPythonValue     *keywords)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  while (ath_python_dict_next (keywords->dict, &position, &key, &value))
    {
      gboolean is_known;

      if (!set_option (evaluator, constraint, key->text.bytes, value, &is_known))
        return FALSE;
      if (!is_known)
        return ath_python_refuse (evaluator, _("A constraint with “%s=” is not understood"),
                                  key->text.bytes) != NULL;
    }

  return TRUE;
}

static AthPythonValue *
construct_over_columns (AthPythonEvaluator         *evaluator,
                        const AthPythonNativeClass *class,
                        AthSqlConstraintKind        kind,
                        const AthPythonArguments   *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "columns", ATH_PYTHON_PARAM_REST },
    { "name", ATH_PYTHON_PARAM_KEYWORD },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSqlConstraint *constraint;

  if (!BIND (class->name, parameters, values))
    return NULL;
  constraint = constraint_new (evaluator, kind, values[1]);
  if (constraint == NULL
      || !ath_sa_get_names (evaluator, values[0], "columns", constraint->columns)
      || !ath_sa_constraint_set_options (evaluator, constraint, values[2]))
    return NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), class, constraint);
}

static AthPythonValue *
construct_primary_key (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  return construct_over_columns (evaluator, &ath_sa_primary_key_constraint_class,
                                 ATH_SQL_PRIMARY_KEY, arguments);
}

static AthPythonValue *
construct_unique (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return construct_over_columns (evaluator, &ath_sa_unique_constraint_class, ATH_SQL_UNIQUE,
                                 arguments);
}

/* “schema.table.column”, of which the schema may have dots of its own. */
static gboolean
parse_reference_text (AthPythonEvaluator *evaluator,
                      const char         *text,
                      AthSqlConstraint   *constraint)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  const char *column = strrchr (text, '.');
  const char *table;
  AthSqlName name;

  if (column == NULL)
    return ath_python_refuse (evaluator, _("“%s” does not name a column of a table"), text) != NULL;

  for (table = column; table > text && table[-1] != '.'; table--)
    ;
  constraint->remote_table.text = ath_arena_strndup (arena, table, column - table);
  if (table > text)
    constraint->remote_schema.text = ath_arena_strndup (arena, text, table - text - 1);
  name = (AthSqlName) { .text = ath_arena_strdup (arena, column + 1) };
  g_array_append_val (constraint->remote_columns, name);

  return TRUE;
}

/* @value is a text or a column of a table; @constraint gets what it refers to. */
static gboolean
parse_reference (AthPythonEvaluator *evaluator,
                 AthPythonValue     *value,
                 AthSqlConstraint   *constraint)
{
  AthSaColumn *column = ath_python_host_get (value, &ath_sa_column_class);
  const char *text;

  if (column != NULL && column->table != NULL)
    {
      constraint->remote_schema = column->table->table->schema;
      constraint->remote_table = column->table->table->name;
      g_array_append_vals (constraint->remote_columns, &column->column->name, 1);
      return TRUE;
    }
  if (!ath_sa_get_text (evaluator, value, "column", &text))
    return FALSE;
  if (text == NULL)
    return ath_python_refuse (evaluator, _("“%s” does not name a column of a table"),
                              "None") != NULL;

  return parse_reference_text (evaluator, text, constraint);
}

static AthPythonValue *
construct_foreign_key (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "column", ATH_PYTHON_PARAM_REQUIRED },
    { "name", ATH_PYTHON_PARAM_KEYWORD },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSqlConstraint *constraint;

  if (!BIND ("ForeignKey", parameters, values))
    return NULL;
  constraint = constraint_new (evaluator, ATH_SQL_FOREIGN_KEY, values[1]);
  if (constraint == NULL || !parse_reference (evaluator, values[0], constraint)
      || !ath_sa_constraint_set_options (evaluator, constraint, values[2]))
    return NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_foreign_key_class,
                              constraint);
}

static AthPythonValue *
construct_foreign_key_constraint (AthPythonEvaluator       *evaluator,
                                  AthPythonValue           *self,
                                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "columns", ATH_PYTHON_PARAM_REQUIRED },
    { "refcolumns", ATH_PYTHON_PARAM_REQUIRED },
    { "name", ATH_PYTHON_PARAM_OPTIONAL },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSqlConstraint *constraint;
  AthPythonValue *remote;

  if (!BIND ("ForeignKeyConstraint", parameters, values))
    return NULL;
  constraint = constraint_new (evaluator, ATH_SQL_FOREIGN_KEY, values[2]);
  remote = ath_python_list_of (evaluator, values[1]);
  if (constraint == NULL || remote == NULL
      || !ath_sa_get_names (evaluator, values[0], "columns", constraint->columns)
      || !ath_sa_constraint_set_options (evaluator, constraint, values[3]))
    return NULL;

  for (guint i = 0; i < remote->sequence.length; i++)
    if (!parse_reference (evaluator, remote->sequence.items[i], constraint))
      return NULL;
  if (constraint->remote_columns->len != constraint->columns->len
      || constraint->columns->len == 0)
    return ath_python_refuse (evaluator, _("The foreign key has %u columns and refers to %u"),
                              constraint->columns->len, constraint->remote_columns->len);

  return ath_python_host_new (ath_python_get_arena (evaluator),
                              &ath_sa_foreign_key_constraint_class, constraint);
}

static AthPythonValue *
construct_check (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "sqltext", ATH_PYTHON_PARAM_REQUIRED },
    { "name", ATH_PYTHON_PARAM_OPTIONAL },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSqlConstraint *constraint;

  if (!BIND ("CheckConstraint", parameters, values))
    return NULL;
  constraint = constraint_new (evaluator, ATH_SQL_CHECK, values[1]);
  if (constraint == NULL
      || !ath_sa_ddl_text (evaluator, values[0], "sqltext", &constraint->condition)
      || !ath_sa_constraint_set_options (evaluator, constraint, values[2]))
    return NULL;
  if (constraint->condition == NULL)
    return ath_python_refuse (evaluator, _("A check of “None” is not understood"));
  constraint->is_expression = ath_sa_expression_get (values[0]) != NULL
                              && ath_sa_text_get (values[0]) == NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_check_constraint_class,
                              constraint);
}

/* A str in an exclusion names a column. */
static gboolean
add_excluded (AthPythonEvaluator *evaluator,
              AthPythonValue     *value,
              AthSqlConstraint   *constraint)
{
  AthSqlName name;

  if (!ath_sa_get_name (evaluator, value, "elements", &name))
    return FALSE;
  if (name.text == NULL)
    return ath_python_refuse (evaluator, _("“None” in “%s” is not understood"),
                              "elements") != NULL;
  g_array_append_val (constraint->columns, name);

  return TRUE;
}

/**
 * ath_sa_exclude_elements:
 * @evaluator: an evaluator
 * @elements: a list of pairs of an expression and an operator
 * @operators: (nullable): `ops=`: operator classes
 * @constraint: an exclusion; gets what is written of them
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_exclude_elements (AthPythonEvaluator *evaluator,
                         AthPythonValue     *elements,
                         AthPythonValue     *operators,
                         AthSqlConstraint   *constraint)
{
  g_autoptr(GString) sql = g_string_new (NULL);

  if (operators != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"),
                              "ExcludeConstraint", "ops") != NULL;

  for (guint i = 0; i < elements->sequence.length; i++)
    {
      AthPythonValue *pair = ath_python_list_of (evaluator, elements->sequence.items[i]);
      AthSaExpression *expression;
      const char *text;
      const char *operator;

      if (pair == NULL)
        return FALSE;
      if (pair->sequence.length != 2)
        return ath_python_refuse (evaluator, _("An element of an exclusion is an expression and "
                                               "an operator")) != NULL;
      expression = ath_sa_expression_get (pair->sequence.items[0]);
      if (expression == NULL && !add_excluded (evaluator, pair->sequence.items[0], constraint))
        return FALSE;
      if (expression != NULL)
        text = ath_sa_expression_to_ddl (evaluator, expression);
      else if (!ath_sa_get_text (evaluator, pair->sequence.items[0], "elements", &text))
        return FALSE;
      if (text == NULL
          || !ath_sa_get_text (evaluator, pair->sequence.items[1], "operator", &operator))
        return FALSE;

      if (i > 0)
        g_string_append (sql, ", ");
      if (expression != NULL)
        g_string_append (sql, text);
      else
        ath_sql_identifier_append (text, sql);
      g_string_append_printf (sql, " WITH %s", operator);
    }
  constraint->elements = ath_arena_strdup (ath_python_get_arena (evaluator), sql->str);

  return TRUE;
}

static AthPythonValue *
construct_exclude (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "elements", ATH_PYTHON_PARAM_REST },
    { "name", ATH_PYTHON_PARAM_KEYWORD },
    { "using", ATH_PYTHON_PARAM_KEYWORD },
    { "where", ATH_PYTHON_PARAM_KEYWORD },
    { "ops", ATH_PYTHON_PARAM_KEYWORD },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSqlConstraint *constraint;

  if (!BIND ("ExcludeConstraint", parameters, values))
    return NULL;
  constraint = constraint_new (evaluator, ATH_SQL_EXCLUDE, values[1]);
  if (constraint == NULL
      || !ath_sa_exclude_elements (evaluator, values[0], values[4], constraint)
      || !ath_sa_get_text (evaluator, values[2], "using", &constraint->using)
      || !ath_sa_ddl_text (evaluator, values[3], "where", &constraint->condition)
      || !ath_sa_constraint_set_options (evaluator, constraint, values[5]))
    return NULL;
  if (constraint->using == NULL)
    constraint->using = "gist";

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_exclude_constraint_class,
                              constraint);
}

const AthPythonNativeClass ath_sa_constraint_class = {
  .name = "Constraint",
  .module = "sqlalchemy",
};

#define CONSTRAINT(symbol_, name_, construct_) \
  const AthPythonNativeClass ath_sa_##symbol_##_class = { \
    .name = name_, \
    .module = "sqlalchemy", \
    .base = &ath_sa_constraint_class, \
    .construct = construct_, \
  }

CONSTRAINT (primary_key_constraint, "PrimaryKeyConstraint", construct_primary_key);
CONSTRAINT (unique_constraint, "UniqueConstraint", construct_unique);
CONSTRAINT (foreign_key_constraint, "ForeignKeyConstraint", construct_foreign_key_constraint);
CONSTRAINT (check_constraint, "CheckConstraint", construct_check);
CONSTRAINT (exclude_constraint, "ExcludeConstraint", construct_exclude);

const AthPythonNativeClass ath_sa_foreign_key_class = {
  .name = "ForeignKey",
  .module = "sqlalchemy",
  .construct = construct_foreign_key,
};
