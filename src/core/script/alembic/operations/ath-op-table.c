/* ath-op-table.c: `op.create_table ()` and what else is done with tables
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/operations/ath-op.h"
#include "script/alembic/schema/ath-ddl.h"

#define BIND(name_, parameters_, values_) \
  ath_op_bind (evaluator, name_, self, arguments, parameters_, G_N_ELEMENTS (parameters_), values_)

/**
 * ath_op_send_table_items:
 * @evaluator: an evaluator
 * @self: (nullable): the batch it belongs to
 * @table: a table
 * @is_operation: one of Alembic's, which leaves empty comments of columns out
 *
 * Sends what follows a CREATE TABLE: its indexes and the comments on it and its
 * columns.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_op_send_table_items (AthPythonEvaluator *evaluator,
                         AthPythonValue     *self,
                         const AthSqlTable  *table,
                         gboolean            is_operation)
{
  for (guint i = 0; i < table->indexes->len; i++)
    {
      GError *error = NULL;
      char *sql = ath_ddl_create_index (&table->schema, &table->name,
                                        g_ptr_array_index (table->indexes, i), FALSE, &error);

      if (!ath_op_send (evaluator, self, sql, error))
        return FALSE;
    }

  if (table->comment != NULL
      && !ath_op_send (evaluator, self,
                       ath_ddl_comment_table (&table->schema, &table->name, table->comment), NULL))
    return FALSE;
  for (guint i = 0; i < table->columns->len; i++)
    {
      AthSqlColumn *column = g_ptr_array_index (table->columns, i);

      if (column->comment != NULL && (column->comment[0] != '\0' || !is_operation)
          && !ath_op_send (evaluator, self,
                           ath_ddl_comment_column (&table->schema, &table->name, &column->name,
                                                   column->comment), NULL))
        return FALSE;
    }

  return TRUE;
}

static gboolean
create (AthPythonEvaluator *evaluator,
        AthSaTable         *table,
        gboolean            if_not_exists,
        gboolean            is_operation)
{
  const AthSqlNaming plain = { NULL };
  GError *error = NULL;
  char *sql;

  if (!ath_sa_table_name_items (evaluator, table,
                                is_operation ? &ath_alembic_run_get (evaluator)->naming : &plain)
      || !ath_alembic_run_create_enums (evaluator, table->table))
    return FALSE;
  sql = ath_ddl_create_table (table->table, if_not_exists, &error);

  return ath_op_send (evaluator, NULL, sql, error)
         && ath_op_send_table_items (evaluator, NULL, table->table, is_operation);
}

static AthPythonValue *
op_create_table (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "columns", ATH_PYTHON_PARAM_REST },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
    { "if_not_exists", ATH_PYTHON_PARAM_KEYWORD },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gboolean if_not_exists = FALSE;
  AthSaTable *table;
  AthSqlName schema;
  AthSqlName name;

  if (!BIND ("create_table", parameters, values)
      || !ath_sa_require_name (evaluator, values[0], "table_name", &name)
      || !ath_sa_get_name (evaluator, values[2], "schema", &schema)
      || !ath_sa_get_bool (evaluator, values[3], &if_not_exists))
    return NULL;

  /* Columns first: constraints and indexes may stand before those they name. */
  table = ath_sa_table_new (evaluator, &schema, &name);
  for (guint pass = 0; pass < 2; pass++)
    for (guint i = 0; i < values[1]->sequence.length; i++)
      {
        AthPythonValue *item = values[1]->sequence.items[i];
        gboolean is_column = ath_python_host_get (item, &ath_sa_column_class) != NULL;

        if (is_column == (pass == 0) && !ath_sa_table_add (evaluator, table, item))
          return NULL;
      }
  if (!ath_sa_table_set_options (evaluator, table, values[4])
      || !create (evaluator, table, if_not_exists, TRUE))
    return NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_table_class, table);
}

static const AthPythonParameter bind_parameters[] = {
  { "bind", ATH_PYTHON_PARAM_OPTIONAL },
  { "checkfirst", ATH_PYTHON_PARAM_OPTIONAL },
};

/* Whether `Table.create ()` makes nothing besides, and by no other convention. */
static gboolean
is_plain (const AthSaTable *table)
{
  for (guint i = 0; i < table->table->columns->len; i++)
    if (((AthSqlColumn *) g_ptr_array_index (table->table->columns, i))->has_sequence)
      return FALSE;

  return table->metadata != NULL && table->metadata[0] == '\0';
}

/**
 * ath_op_create_table_of:
 * @evaluator: an evaluator
 * @table: a `Table`
 * @arguments: what `Table.create ()` is passed
 *
 * Returns: (transfer none) (nullable): None, or `NULL` after raising or refusing
 */
AthPythonValue *
ath_op_create_table_of (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *table,
                        const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (bind_parameters)];
  gboolean checks_first = FALSE;

  if (!ath_python_arguments_bind (evaluator, "create", arguments, bind_parameters,
                                  G_N_ELEMENTS (bind_parameters), values)
      || !ath_sa_get_bool (evaluator, values[1], &checks_first))
    return NULL;
  if (!is_plain (table->host.data))
    return ath_python_refuse (evaluator, _("“%s ()” here is not understood"), "Table.create");
  if (checks_first)
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), "create",
                              "checkfirst");

  return create (evaluator, table->host.data, FALSE, FALSE) ? ath_python_none () : NULL;
}

/**
 * ath_op_drop_table_of:
 * @evaluator: an evaluator
 * @table: a `Table`
 * @arguments: what `Table.drop ()` is passed
 *
 * Returns: (transfer none) (nullable): None, or `NULL` after raising or refusing
 */
AthPythonValue *
ath_op_drop_table_of (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *table,
                      const AthPythonArguments *arguments)
{
  return ath_python_refuse (evaluator, _("“%s ()” is not understood"), "Table.drop");
}

static AthPythonValue *
op_drop_table (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
    { "if_exists", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gboolean if_exists = FALSE;
  AthSqlName schema;
  AthSqlName name;

  if (!BIND ("drop_table", parameters, values)
      || !ath_sa_require_name (evaluator, values[0], "table_name", &name)
      || !ath_sa_get_name (evaluator, values[1], "schema", &schema)
      || !ath_sa_get_bool (evaluator, values[2], &if_exists))
    return NULL;

  return ath_op_send (evaluator, self, ath_ddl_drop_table (&schema, &name, if_exists), NULL)
         ? ath_python_none () : NULL;
}

static AthPythonValue *
op_rename_table (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "old_table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "new_table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "schema", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSqlName schema;
  AthSqlName name;
  AthSqlName new_name;

  if (!BIND ("rename_table", parameters, values)
      || !ath_sa_require_name (evaluator, values[0], "old_table_name", &name)
      || !ath_sa_require_name (evaluator, values[1], "new_table_name", &new_name)
      || !ath_sa_get_name (evaluator, values[2], "schema", &schema))
    return NULL;

  return ath_op_send (evaluator, self, ath_ddl_rename_table (&schema, &name, &new_name), NULL)
         ? ath_python_none () : NULL;
}

static AthPythonValue *
comment_table (AthPythonEvaluator *evaluator,
               AthPythonValue     *self,
               AthPythonValue     *table_value,
               AthPythonValue     *schema_value,
               AthPythonValue     *comment_value)
{
  AthSqlName schema;
  AthSqlName name;
  const char *comment;

  if (!ath_sa_require_name (evaluator, table_value, "table_name", &name)
      || !ath_sa_get_name (evaluator, schema_value, "schema", &schema)
      || !ath_sa_get_text (evaluator, comment_value, "comment", &comment))
    return NULL;

  return ath_op_send (evaluator, self, ath_ddl_comment_table (&schema, &name, comment), NULL)
         ? ath_python_none () : NULL;
}

static AthPythonValue *
op_create_table_comment (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "comment", ATH_PYTHON_PARAM_REQUIRED },
    { "existing_comment", ATH_PYTHON_PARAM_KEYWORD },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  return BIND ("create_table_comment", parameters, values)
         ? comment_table (evaluator, self, values[0], values[3], values[1]) : NULL;
}

static AthPythonValue *
op_drop_table_comment (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "existing_comment", ATH_PYTHON_PARAM_KEYWORD },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  return BIND ("drop_table_comment", parameters, values)
         ? comment_table (evaluator, self, values[0], values[2], NULL) : NULL;
}

const AthPythonNativeFunction ath_op_table_functions[] = {
  { "create_table", op_create_table },
  { "drop_table", op_drop_table },
  { "rename_table", op_rename_table },
  { "create_table_comment", op_create_table_comment },
  { "drop_table_comment", op_drop_table_comment },
  { NULL },
};
