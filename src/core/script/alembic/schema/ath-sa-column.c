/* ath-sa-column.c: `Column` and what stands inside it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa.h"

static gboolean
append_column (const AthSaExpression *self,
               AthSaCompiler         *compiler)
{
  const AthSaColumn *column = (const AthSaColumn *) self;

  if (column->table != NULL && !compiler->hides_tables)
    {
      ath_sa_table_append_reference (column->table, compiler);
      g_string_append_c (compiler->sql, '.');
    }
  ath_sql_name_append (&column->column->name, compiler->sql);

  return TRUE;
}

static void
collect_column (const AthSaExpression *self,
                GPtrArray             *froms)
{
  const AthSaColumn *column = (const AthSaColumn *) self;

  if (column->table != NULL)
    ath_sa_froms_add (froms, &column->table->expression);
}

/* Keywords of a column, in the order of column_parameters. */
enum
{
  COLUMN_ITEMS,
  COLUMN_NAME,
  COLUMN_TYPE,
  COLUMN_NULLABLE,
  COLUMN_PRIMARY_KEY,
  COLUMN_AUTOINCREMENT,
  COLUMN_SERVER_DEFAULT,
  COLUMN_DEFAULT,
  COLUMN_UNIQUE,
  COLUMN_INDEX,
  COLUMN_COMMENT,
  COLUMN_KEY,
  COLUMN_INFO,
  COLUMN_DOC,
  COLUMN_ONUPDATE,
  COLUMN_SERVER_ONUPDATE,
  COLUMN_QUOTE,
  COLUMN_KEYWORDS,
  COLUMN_N_PARAMETERS
};

static const AthPythonParameter column_parameters[COLUMN_N_PARAMETERS] = {
  [COLUMN_ITEMS] = { "args", ATH_PYTHON_PARAM_REST },
  [COLUMN_NAME] = { "name", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_TYPE] = { "type_", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_NULLABLE] = { "nullable", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_PRIMARY_KEY] = { "primary_key", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_AUTOINCREMENT] = { "autoincrement", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_SERVER_DEFAULT] = { "server_default", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_DEFAULT] = { "default", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_UNIQUE] = { "unique", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_INDEX] = { "index", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_COMMENT] = { "comment", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_KEY] = { "key", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_INFO] = { "info", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_DOC] = { "doc", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_ONUPDATE] = { "onupdate", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_SERVER_ONUPDATE] = { "server_onupdate", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_QUOTE] = { "quote", ATH_PYTHON_PARAM_KEYWORD },
  [COLUMN_KEYWORDS] = { "kwargs", ATH_PYTHON_PARAM_KEYWORDS },
};

static AthSaColumn *
column_new (AthPythonEvaluator *evaluator,
            const AthSqlName   *name,
            const AthSqlType   *type)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSaColumn *column = ath_arena_new0 (arena, AthSaColumn);

  column->expression.append = append_column;
  column->expression.collect = collect_column;
  column->expression.role = ATH_SA_ROLE_NAME;
  column->expression.name = name->text;
  column->expression.type = type;
  column->column = ath_sql_column_new (arena, name, type);
  column->foreign_keys = ath_sql_items_new (arena);

  return column;
}

/**
 * ath_sa_column_get:
 * @expression: an expression
 *
 * Returns: (transfer none) (nullable): the column that it is, or `NULL`
 */
AthSaColumn *
ath_sa_column_get (const AthSaExpression *expression)
{
  return expression->append == append_column ? (AthSaColumn *) expression : NULL;
}

/**
 * ath_sa_column_value_new:
 * @evaluator: an evaluator
 * @name: its name
 * @type: (nullable): its type
 * @table: the table that it is in
 *
 * Returns: (transfer none): a column for statements
 */
AthPythonValue *
ath_sa_column_value_new (AthPythonEvaluator *evaluator,
                         const AthSqlName   *name,
                         const AthSqlType   *type,
                         AthSaTable         *table)
{
  AthSaColumn *column = column_new (evaluator, name, type);

  column->table = table;

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_column_class, column);
}

static gboolean
set_identity (AthPythonEvaluator *evaluator,
              AthSaColumn        *column,
              AthPythonValue     *value)
{
  column->column->identity = ath_python_host_get (value, &ath_sa_identity_class);
  if (!column->has_nullable)
    column->column->is_nullable = FALSE;

  return TRUE;
}

/* One thing inside the parentheses: a foreign key, a check, an identity, … */
static gboolean
add_item (AthPythonEvaluator *evaluator,
          AthSaColumn        *column,
          AthPythonValue     *item)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSqlConstraint *constraint;
  AthSqlName *name;

  constraint = ath_python_host_get (item, &ath_sa_foreign_key_class);
  if (constraint != NULL)
    {
      constraint = ath_arena_adopt (arena, g_memdup2 (constraint, sizeof *constraint), g_free);
      name = &column->column->name;
      constraint->columns = ath_sql_names_new (arena);
      g_array_append_vals (constraint->columns, name, 1);
      g_ptr_array_add (column->foreign_keys, constraint);
      column->column->has_foreign_key = TRUE;
      return TRUE;
    }

  constraint = ath_python_host_get (item, &ath_sa_check_constraint_class);
  if (constraint != NULL)
    {
      if (constraint->is_expression)
        return ath_python_refuse (evaluator, _("A check of a column that is no text is not "
                                               "understood")) != NULL;
      if (column->column->checks == NULL)
        column->column->checks = ath_sql_items_new (arena);
      g_ptr_array_add (column->column->checks, constraint);
      return TRUE;
    }

  /* SQLAlchemy leaves a UniqueConstraint inside a Column alone. */
  if (ath_python_host_get (item, &ath_sa_unique_constraint_class) != NULL)
    return TRUE;
  if (ath_python_host_get (item, &ath_sa_identity_class) != NULL)
    return set_identity (evaluator, column, item);
  if (ath_python_host_get (item, &ath_sa_computed_class) != NULL)
    {
      column->column->computed = ath_python_host_get (item, &ath_sa_computed_class);
      return TRUE;
    }
  if (ath_python_host_get (item, &ath_sa_sequence_class) != NULL)
    {
      column->column->has_sequence = TRUE;
      return TRUE;
    }
  if (item->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (evaluator, _("“%s” is needed here: %s"), item->unresolved.name,
                              item->unresolved.reason) != NULL;

  return ath_python_refuse (evaluator, _("%s inside a column is not understood"),
                            ath_python_get_type_name (item)) != NULL;
}

static gboolean
set_autoincrement (AthPythonEvaluator *evaluator,
                   AthPythonValue     *value,
                   AthSqlColumn       *column)
{
  gboolean truth;

  if (value == NULL)
    return TRUE;

  if (ath_python_is_str (value))
    {
      if (g_str_equal (value->text.bytes, "auto"))
        return TRUE;
      if (g_str_equal (value->text.bytes, "ignore_fk"))
        {
          column->autoincrement = ATH_SQL_AUTOINCREMENT_IGNORE_FK;
          return TRUE;
        }
      return ath_python_refuse (evaluator, _("“autoincrement='%s'” is not understood"),
                                value->text.bytes) != NULL;
    }
  if (!ath_python_is_true (evaluator, value, &truth))
    return FALSE;
  column->autoincrement = truth ? ATH_SQL_AUTOINCREMENT_ALWAYS : ATH_SQL_AUTOINCREMENT_NEVER;

  return TRUE;
}

static gboolean
set_default (AthPythonEvaluator *evaluator,
             AthPythonValue     *value,
             AthSaColumn        *column)
{
  if (value == NULL || ath_python_is_none (value))
    return TRUE;
  if (ath_python_host_get (value, &ath_sa_sequence_class) != NULL)
    column->column->has_sequence = TRUE;
  else
    {
      column->column->has_client_default = TRUE;
      column->client_default = value;
    }

  return TRUE;
}

static gboolean
set_onupdate (AthPythonValue *value,
              AthSaColumn    *column)
{
  column->has_onupdate = value != NULL && !ath_python_is_none (value);

  return TRUE;
}

/* A server default may be an Identity or a Computed too. */
static gboolean
set_server_default (AthPythonEvaluator *evaluator,
                    AthPythonValue     *value,
                    AthSaColumn        *column)
{
  if (value == NULL || ath_python_is_none (value))
    return TRUE;
  if (ath_python_host_get (value, &ath_sa_identity_class) != NULL
      || ath_python_host_get (value, &ath_sa_computed_class) != NULL)
    return add_item (evaluator, column, value);
  if (ath_python_host_get (value, &ath_sa_fetched_value_class) != NULL)
    return ath_python_refuse (evaluator, _("“server_default=FetchedValue ()” is not "
                                           "understood")) != NULL;

  return ath_sa_server_default (evaluator, value, &column->column->server_default);
}

static gboolean
check_keywords (AthPythonEvaluator *evaluator,
                AthPythonValue     *keywords,
                const char         *function)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  while (ath_python_dict_next (keywords->dict, &position, &key, &value))
    if (!ath_sa_is_foreign_option (key->text.bytes))
      return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), function,
                                key->text.bytes) != NULL;

  return TRUE;
}

/* A text is taken for a name there, which SQLAlchemy does not accept. */
static gboolean
get_plain_flag (AthPythonEvaluator *evaluator,
                AthPythonValue     *value,
                gboolean           *flag)
{
  if (value != NULL && ath_python_is_str (ath_python_unwrap (value)))
    return ath_python_refuse (evaluator, _("%s as a flag is not understood"), "str") != NULL;

  return ath_sa_get_bool (evaluator, value, flag);
}

static gboolean
set_flags (AthPythonEvaluator  *evaluator,
           AthPythonValue     **values,
           AthSaColumn         *column)
{
  AthSqlColumn *written = column->column;

  if (!ath_sa_get_bool (evaluator, values[COLUMN_PRIMARY_KEY], &written->is_primary_key))
    return FALSE;
  written->is_nullable = !written->is_primary_key;
  column->has_nullable = values[COLUMN_NULLABLE] != NULL;

  return ath_sa_get_bool (evaluator, values[COLUMN_NULLABLE], &written->is_nullable)
         && get_plain_flag (evaluator, values[COLUMN_UNIQUE], &column->is_unique)
         && get_plain_flag (evaluator, values[COLUMN_INDEX], &column->is_indexed)
         && ath_sa_get_text (evaluator, values[COLUMN_COMMENT], "comment", &written->comment)
         && set_autoincrement (evaluator, values[COLUMN_AUTOINCREMENT], written)
         && set_default (evaluator, values[COLUMN_DEFAULT], column)
         && set_onupdate (values[COLUMN_ONUPDATE], column);
}

/* `Column ("name", Type, …)`: the name and the type may be left out. */
static gboolean
take_name_and_type (AthPythonEvaluator *evaluator,
                    AthPythonValue    **values,
                    guint              *taken,
                    AthSqlName         *name,
                    const AthSqlType  **type)
{
  AthPythonValue *items = values[COLUMN_ITEMS];
  AthPythonValue *name_value = values[COLUMN_NAME];
  AthPythonValue *type_value = values[COLUMN_TYPE];

  *taken = 0;
  if (name_value == NULL && items->sequence.length > 0
      && (ath_python_is_str (ath_python_unwrap (items->sequence.items[0]))
          || ath_python_host_get (items->sequence.items[0], &ath_sa_name_class) != NULL))
    name_value = items->sequence.items[(*taken)++];
  if (type_value == NULL && items->sequence.length > *taken
      && (ath_sa_is_type (items->sequence.items[*taken])
          || ath_python_is_none (items->sequence.items[*taken])
          || items->sequence.items[*taken]->type == ATH_PYTHON_TYPE_UNRESOLVED
          || items->sequence.items[*taken]->type == ATH_PYTHON_TYPE_CLASS))
    type_value = items->sequence.items[(*taken)++];

  if (!ath_sa_require_name (evaluator, name_value, "name", name))
    return FALSE;
  *type = ath_sa_type_of (evaluator, type_value);

  return *type != NULL;
}

/* Another name for Python is not understood. */
static gboolean
check_key (AthPythonEvaluator *evaluator,
           AthPythonValue     *value,
           const AthSqlName   *name)
{
  const char *key;

  if (!ath_sa_get_text (evaluator, value, "key", &key))
    return FALSE;

  return key == NULL || g_str_equal (key, name->text)
         || ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), "Column",
                               "key") != NULL;
}

/* What makes its own values takes no others. */
static gboolean
check_generated (AthPythonEvaluator *evaluator,
                 const AthSaColumn  *column,
                 AthPythonValue     *server_onupdate)
{
  const AthSqlColumn *written = column->column;
  gboolean has_onupdate = server_onupdate != NULL && !ath_python_is_none (server_onupdate);

  if ((written->identity != NULL || written->computed != NULL)
      && (has_onupdate || written->server_default != NULL
          || (written->identity != NULL && written->computed != NULL)
          || (written->identity != NULL
              && written->autoincrement == ATH_SQL_AUTOINCREMENT_NEVER)))
    return ath_python_refuse (evaluator, _("Column “%s” has values from several sources"),
                              written->name.text) != NULL;

  return TRUE;
}

static AthPythonValue *
construct_column (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  AthPythonValue *values[COLUMN_N_PARAMETERS];
  AthSaColumn *column;
  AthSqlName name;
  const AthSqlType *type = NULL;
  guint taken;

  if (!ath_python_arguments_bind (evaluator, "Column", arguments, column_parameters,
                                  COLUMN_N_PARAMETERS, values)
      || !check_keywords (evaluator, values[COLUMN_KEYWORDS], "Column")
      || !take_name_and_type (evaluator, values, &taken, &name, &type))
    return NULL;

  if (!ath_sa_get_quote (evaluator, values[COLUMN_QUOTE], &name)
      || !check_key (evaluator, values[COLUMN_KEY], &name))
    return NULL;
  column = column_new (evaluator, &name, type);
  column->is_schema = TRUE;
  if (!set_flags (evaluator, values, column))
    return NULL;
  for (; taken < values[COLUMN_ITEMS]->sequence.length; taken++)
    if (!add_item (evaluator, column, values[COLUMN_ITEMS]->sequence.items[taken]))
      return NULL;
  if (!set_server_default (evaluator, values[COLUMN_SERVER_DEFAULT], column)
      || !check_generated (evaluator, column, values[COLUMN_SERVER_ONUPDATE]))
    return NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_column_class, column);
}

/**
 * ath_sa_make_column:
 * @evaluator: an evaluator
 * @self: (nullable): not used
 * @arguments: a name and a type
 *
 * `sa.column ()`: a column for statements, of which nothing is created.
 *
 * Returns: (transfer none) (nullable): the column, or `NULL` after refusing
 */
AthPythonValue *
ath_sa_make_column (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "text", ATH_PYTHON_PARAM_REQUIRED },
    { "type_", ATH_PYTHON_PARAM_OPTIONAL },
    { "is_literal", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const AthSqlType *type;
  AthSqlName name;

  if (!ath_python_arguments_bind (evaluator, "column", arguments, parameters,
                                  G_N_ELEMENTS (parameters), values)
      || !ath_sa_require_name (evaluator, values[0], "text", &name))
    return NULL;
  if (values[2] != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), "column",
                              "is_literal");
  type = ath_sa_type_of (evaluator, values[1]);
  if (type == NULL)
    return NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_column_class,
                              column_new (evaluator, &name, type));
}

static AthPythonValue *
column_get_attribute (AthPythonEvaluator *evaluator,
                      AthPythonValue     *self,
                      const char         *name)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSaColumn *column = self->host.data;

  if (g_str_equal (name, "name") || g_str_equal (name, "key"))
    return ath_python_str_new (arena, column->column->name.text);
  if (g_str_equal (name, "type"))
    return ath_sa_type_new (evaluator, column->column->type);
  if (g_str_equal (name, "nullable"))
    return ath_python_bool (column->column->is_nullable);
  if (g_str_equal (name, "primary_key"))
    return ath_python_bool (column->column->is_primary_key);

  return NULL;
}

/* An application may copy a column of its own. */
static AthPythonValue *
column_copy (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSaColumn *copy = ath_arena_new0 (arena, AthSaColumn);

  *copy = *(AthSaColumn *) self->host.data;
  copy->column = ath_arena_adopt (arena, g_memdup2 (copy->column, sizeof *copy->column), g_free);
  copy->table = NULL;

  return ath_python_host_new (arena, &ath_sa_column_class, copy);
}

static const AthPythonNativeFunction column_methods[] = {
  { "copy", column_copy },
  { "_copy", column_copy },
  { NULL },
};

const AthPythonNativeClass ath_sa_column_class = {
  .name = "Column",
  .module = "sqlalchemy",
  .base = &ath_sa_expression_class,
  .construct = construct_column,
  .methods = column_methods,
  .get_attribute = column_get_attribute,
};

/**
 * ath_sa_server_default:
 * @evaluator: an evaluator
 * @value: what a script passes as `server_default`
 * @sql: (out): the default, as SQL
 *
 * A str is a literal, anything else an expression.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_server_default (AthPythonEvaluator  *evaluator,
                       AthPythonValue      *value,
                       const char         **sql)
{
  AthSaExpression *expression = ath_sa_expression_get (value);
  AthPythonValue *text = ath_python_unwrap (value);
  const char *ready = ath_python_host_get (value, &ath_sa_default_clause_class);

  if (ready != NULL)
    {
      *sql = ready;
      return TRUE;
    }
  if (expression != NULL)
    {
      *sql = ath_sa_expression_to_ddl (evaluator, expression);
      return *sql != NULL;
    }
  if (ath_python_is_str (text) || ath_python_host_get (value, &ath_sa_name_class) != NULL)
    {
      g_autoptr(GString) literal = g_string_new (NULL);

      if (!ath_sa_literal_append (evaluator, text, NULL, literal))
        return FALSE;
      *sql = ath_arena_strdup (ath_python_get_arena (evaluator), literal->str);
      return TRUE;
    }
  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (evaluator, _("“%s” is needed here: %s"), value->unresolved.name,
                              value->unresolved.reason) != NULL;

  return ath_python_refuse (evaluator, _("%s as “%s” is not understood"),
                            ath_python_get_type_name (value), "server_default") != NULL;
}
