/* ath-sa-table.c: `Table`, `sa.table ()` and `MetaData`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/types/ath-python-types.h"
#include "script/alembic/ath-sa.h"
#include "script/alembic/operations/ath-op.h"
#include "script/alembic/queries/ath-sa-select.h"

static gboolean
append_table (const AthSaExpression *self,
              AthSaCompiler         *compiler)
{
  const AthSaTable *table = (const AthSaTable *) self;

  ath_sql_name_append_table (&table->table->schema, &table->table->name, compiler->sql);

  return TRUE;
}

static void
collect_table (const AthSaExpression *self,
               GPtrArray             *froms)
{
  ath_sa_froms_add (froms, self);
}

/**
 * ath_sa_table_get:
 * @expression: an expression
 *
 * Returns: (transfer none) (nullable): the table that it is, or `NULL`
 */
AthSaTable *
ath_sa_table_get (const AthSaExpression *expression)
{
  return expression->collect == collect_table ? (AthSaTable *) expression : NULL;
}

/**
 * ath_sa_table_append_reference:
 * @table: a table
 * @compiler: where it goes
 *
 * Writes how the columns of @table refer to it.
 */
void
ath_sa_table_append_reference (const AthSaTable *table,
                               AthSaCompiler    *compiler)
{
  if (table->anonymous != NULL)
    ath_sql_identifier_append (ath_sa_compiler_make_name (compiler, table, table->anonymous),
                               compiler->sql);
  else
    ath_sql_name_append_table (&table->table->schema, &table->table->name, compiler->sql);
}

/**
 * ath_sa_table_new:
 * @evaluator: an evaluator
 * @schema: its schema; may have no text
 * @name: its name
 *
 * Returns: (transfer none): a table without columns
 */
AthSaTable *
ath_sa_table_new (AthPythonEvaluator *evaluator,
                  const AthSqlName   *schema,
                  const AthSqlName   *name)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSaTable *self = ath_arena_new0 (arena, AthSaTable);

  self->expression.append = append_table;
  self->expression.collect = collect_table;
  self->table = ath_sql_table_new (arena, schema, name);
  self->columns = ath_sql_items_new (arena);

  return self;
}

static gboolean
append_inherits (AthPythonEvaluator *evaluator,
                 AthPythonValue     *value,
                 GString            *suffix)
{
  g_autoptr(GArray) names = g_array_new (FALSE, FALSE, sizeof (AthSqlName));
  AthSqlName name;

  if (ath_python_is_str (value))
    {
      name = (AthSqlName) { .text = value->text.bytes };
      g_array_append_val (names, name);
    }
  else if (!ath_sa_get_names (evaluator, value, "postgresql_inherits", names))
    return FALSE;

  g_string_append (suffix, "\n INHERITS ( ");
  for (guint i = 0; i < names->len; i++)
    {
      if (i > 0)
        g_string_append (suffix, ", ");
      ath_sql_name_append (&g_array_index (names, AthSqlName, i), suffix);
    }
  g_string_append (suffix, " )");

  return TRUE;
}

static gboolean
append_option (AthPythonEvaluator *evaluator,
               AthPythonValue     *keywords,
               const char         *name,
               GString            *suffix)
{
  AthPythonValue *value = ath_python_dict_get_text (keywords->dict, name);
  const char *text;
  AthSqlTristate tristate;

  if (value == NULL || ath_python_is_none (value))
    return TRUE;
  if (g_str_equal (name, "postgresql_inherits"))
    return append_inherits (evaluator, value, suffix);
  if (g_str_equal (name, "postgresql_with_oids"))
    {
      if (!ath_sa_get_tristate (evaluator, value, &tristate))
        return FALSE;
      g_string_append (suffix, tristate == ATH_SQL_TRUE ? "\n WITH OIDS" : "\n WITHOUT OIDS");
      return TRUE;
    }

  if (!ath_sa_get_text (evaluator, value, name, &text))
    return FALSE;
  if (g_str_equal (name, "postgresql_partition_by"))
    g_string_append_printf (suffix, "\n PARTITION BY %s", text);
  else if (g_str_equal (name, "postgresql_using"))
    g_string_append_printf (suffix, "\n USING %s", text);
  else if (g_str_equal (name, "postgresql_on_commit"))
    {
      g_autofree char *phrase = g_strdelimit (g_ascii_strup (text, -1), "_", ' ');

      g_string_append_printf (suffix, "\n ON COMMIT %s", phrase);
    }
  else
    {
      g_string_append (suffix, "\n TABLESPACE ");
      ath_sql_identifier_append (text, suffix);
    }

  return TRUE;
}

static gboolean
append_prefixes (AthPythonEvaluator *evaluator,
                 AthPythonValue     *value,
                 GString            *prefixes)
{
  AthPythonValue *list = ath_python_list_of (evaluator, value);

  for (guint i = 0; list != NULL && i < list->sequence.length; i++)
    {
      const char *text;

      if (!ath_sa_get_text (evaluator, list->sequence.items[i], "prefixes", &text))
        return FALSE;
      g_string_append_printf (prefixes, "%s%s", i > 0 ? " " : "", text);
    }

  return list != NULL;
}

static const char *const table_options[] = {
  "postgresql_inherits", "postgresql_partition_by", "postgresql_using", "postgresql_with_oids",
  "postgresql_on_commit", "postgresql_tablespace",
};

static gboolean
is_table_option (const char *name)
{
  static const char *const without_sql[] = {
    "postgresql_ignore_search_path", "info", "keep_existing", "extend_existing",
    "sqlite_autoincrement",
  };

  for (guint i = 0; i < G_N_ELEMENTS (table_options); i++)
    if (g_str_equal (name, table_options[i]))
      return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (without_sql); i++)
    if (g_str_equal (name, without_sql[i]))
      return TRUE;

  return g_str_equal (name, "comment") || g_str_equal (name, "prefixes")
         || ath_sa_is_foreign_option (name);
}

/**
 * ath_sa_table_set_options:
 * @evaluator: an evaluator
 * @table: a table
 * @keywords: a dict of the keywords that were passed
 *
 * Sets what `comment=`, `postgresql_partition_by=`, … say.
 *
 * Returns: `FALSE` after refusing a keyword that is not understood
 */
gboolean
ath_sa_table_set_options (AthPythonEvaluator *evaluator,
                          AthSaTable         *table,
                          AthPythonValue     *keywords)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  g_autoptr(GString) suffix = g_string_new (NULL);
  g_autoptr(GString) prefixes = g_string_new (NULL);
  AthPythonValue *prefix = ath_python_dict_get_text (keywords->dict, "prefixes");
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  while (ath_python_dict_next (keywords->dict, &position, &key, &value))
    if (!is_table_option (key->text.bytes))
      return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), "Table",
                                key->text.bytes) != NULL;

  for (guint i = 0; i < G_N_ELEMENTS (table_options); i++)
    if (!append_option (evaluator, keywords, table_options[i], suffix))
      return FALSE;
  if (prefix != NULL && !append_prefixes (evaluator, prefix, prefixes))
    return FALSE;
  if (suffix->len > 0)
    table->table->suffix = ath_arena_strdup (arena, suffix->str);
  if (prefixes->len > 0)
    table->table->prefixes = ath_arena_strdup (arena, prefixes->str);

  return ath_sa_get_text (evaluator, ath_python_dict_get_text (keywords->dict, "comment"),
                          "comment", &table->table->comment);
}

static AthPythonValue *
find_column (AthPythonEvaluator *evaluator,
             AthSaTable         *table,
             const char         *name)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      AthPythonValue *value = g_ptr_array_index (table->columns, i);
      AthSaColumn *column = value->host.data;

      if (g_str_equal (column->column->name.text, name))
        return value;
    }

  return NULL;
}

static AthPythonValue *
collection_get_attribute (AthPythonEvaluator *evaluator,
                          AthPythonValue     *self,
                          const char         *name)
{
  return find_column (evaluator, self->host.data, name);
}

static AthPythonValue *
collection_get_item (AthPythonEvaluator *evaluator,
                     AthPythonValue     *self,
                     AthPythonValue     *key)
{
  AthPythonValue *column;
  const char *name;

  if (!ath_sa_get_text (evaluator, key, "name", &name))
    return NULL;
  column = name != NULL ? find_column (evaluator, self->host.data, name) : NULL;

  return column != NULL ? column
         : ath_python_raise (evaluator, &ath_python_key_error_class, "%s",
                             name != NULL ? name : "None");
}

static AthPythonValue *
collection_iterate (AthPythonEvaluator *evaluator,
                    AthPythonValue     *self)
{
  AthSaTable *table = self->host.data;

  return ath_python_list_new (ath_python_get_arena (evaluator),
                              (AthPythonValue **) table->columns->pdata, table->columns->len);
}

static gboolean
collection_contains (AthPythonEvaluator *evaluator,
                     AthPythonValue     *self,
                     AthPythonValue     *item,
                     gboolean           *result)
{
  const char *name;

  if (!ath_sa_get_text (evaluator, item, "name", &name))
    return FALSE;
  *result = name != NULL && find_column (evaluator, self->host.data, name) != NULL;

  return TRUE;
}

static const AthPythonNativeClass collection_class = {
  .name = "ColumnCollection",
  .module = "sqlalchemy.sql",
  .get_attribute = collection_get_attribute,
  .get_item = collection_get_item,
  .iterate = collection_iterate,
  .contains = collection_contains,
};

static AthPythonValue *
table_get_attribute (AthPythonEvaluator *evaluator,
                     AthPythonValue     *self,
                     const char         *name)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSaTable *table = self->host.data;

  if (g_str_equal (name, "c") || g_str_equal (name, "columns"))
    return ath_python_host_new (arena, &collection_class, table);
  if (g_str_equal (name, "name"))
    return ath_python_str_new (arena, table->table->name.text);
  if (g_str_equal (name, "schema"))
    return table->table->schema.text != NULL
           ? ath_python_str_new (arena, table->table->schema.text) : ath_python_none ();

  return NULL;
}

static AthPythonValue *
table_create (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  return ath_op_create_table_of (evaluator, self, arguments);
}

static AthPythonValue *
table_drop (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return ath_op_drop_table_of (evaluator, self, arguments);
}

/* Statements over a table, and what a query takes it as. */
static const AthPythonNativeFunction lower_table_methods[] = {
  { "select", ath_sa_table_select },
  { "insert", ath_sa_table_insert },
  { "update", ath_sa_table_update },
  { "delete", ath_sa_table_delete },
  { "alias", ath_sa_table_alias },
  { "join", ath_sa_table_join },
  { "outerjoin", ath_sa_table_outer_join },
  { NULL },
};

static const AthPythonNativeFunction table_methods[] = {
  { "create", table_create },
  { "drop", table_drop },
  { NULL },
};

static AthPythonValue *
construct_table (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "name", ATH_PYTHON_PARAM_REQUIRED },
    { "metadata", ATH_PYTHON_PARAM_REQUIRED },
    { "args", ATH_PYTHON_PARAM_REST },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
    { "autoload_with", ATH_PYTHON_PARAM_KEYWORD },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSaTable *table;
  AthSqlName name;
  AthSqlName schema;

  if (!ath_python_arguments_bind (evaluator, "Table", arguments, parameters,
                                  G_N_ELEMENTS (parameters), values)
      || !ath_sa_require_name (evaluator, values[0], "name", &name)
      || !ath_sa_get_name (evaluator, values[3], "schema", &schema))
    return NULL;
  if (values[4] != NULL && !ath_python_is_none (values[4]))
    return ath_python_refuse (evaluator, _("A table that is read from the database is not "
                                           "understood"));

  table = ath_sa_table_new (evaluator, &schema, &name);
  table->metadata = ath_python_host_get (values[1], &ath_sa_meta_data_class);
  for (guint i = 0; i < values[2]->sequence.length; i++)
    if (!ath_sa_table_add (evaluator, table, values[2]->sequence.items[i]))
      return NULL;
  if (!ath_sa_table_set_options (evaluator, table, values[5]))
    return NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_table_class, table);
}

/**
 * ath_sa_make_table:
 * @evaluator: an evaluator
 * @self: (nullable): not used
 * @arguments: a name, columns and a schema
 *
 * `sa.table ()`: a table for statements, of which nothing is created.
 *
 * Returns: (transfer none) (nullable): the table, or `NULL` after refusing
 */
AthPythonValue *
ath_sa_make_table (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "name", ATH_PYTHON_PARAM_REQUIRED },
    { "columns", ATH_PYTHON_PARAM_REST },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSaTable *table;
  AthSqlName name;
  AthSqlName schema;

  if (!ath_python_arguments_bind (evaluator, "table", arguments, parameters,
                                  G_N_ELEMENTS (parameters), values)
      || !ath_sa_require_name (evaluator, values[0], "name", &name)
      || !ath_sa_get_name (evaluator, values[2], "schema", &schema))
    return NULL;

  table = ath_sa_table_new (evaluator, &schema, &name);
  for (guint i = 0; i < values[1]->sequence.length; i++)
    {
      AthPythonValue *item = values[1]->sequence.items[i];
      AthSaColumn *column = ath_python_host_get (item, &ath_sa_column_class);

      if (column == NULL)
        return ath_python_refuse (evaluator, _("%s inside a table is not understood"),
                                  ath_python_get_type_name (item));
      column->table = table;
      g_ptr_array_add (table->table->columns, column->column);
      g_ptr_array_add (table->columns, item);
    }

  return ath_python_host_new (arena, &ath_sa_lower_table_class, table);
}

const AthPythonNativeClass ath_sa_lower_table_class = {
  .name = "TableClause",
  .module = "sqlalchemy",
  .base = &ath_sa_expression_class,
  .methods = lower_table_methods,
  .get_attribute = table_get_attribute,
};

const AthPythonNativeClass ath_sa_table_class = {
  .name = "Table",
  .module = "sqlalchemy",
  .base = &ath_sa_lower_table_class,
  .construct = construct_table,
  .methods = table_methods,
};
