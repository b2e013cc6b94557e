/* ath-sa-table-items.c: columns, constraints and indexes of a table
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/ath-sa.h"

static AthSqlConstraint *
get_primary_key (AthPythonEvaluator *evaluator,
                 AthSaTable         *table)
{
  AthSqlConstraint *key = ath_sql_table_find_primary_key (table->table);
  AthSqlName none = { NULL };

  if (key == NULL)
    {
      key = ath_sql_constraint_new (ath_python_get_arena (evaluator), ATH_SQL_PRIMARY_KEY, &none);
      key->is_implicit = TRUE;
      g_ptr_array_add (table->table->constraints, key);
    }

  return key;
}

static void
add_constraint (AthPythonEvaluator *evaluator,
                AthSaTable         *table,
                AthSqlConstraint   *constraint)
{
  constraint->order = ath_alembic_run_get (evaluator)->order++;
  g_ptr_array_add (table->table->constraints, constraint);
}

/* What `unique=True` and `index=True` stand for: both together are one index. */
static gboolean
add_unique_and_index (AthPythonEvaluator *evaluator,
                      AthSaTable         *table,
                      AthPythonValue     *value)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSaColumn *column = value->host.data;
  AthSqlName none = { NULL };
  AthSqlConstraint *unique;
  AthSqlIndex *index;

  if (column->is_indexed)
    {
      index = ath_sql_index_new (arena, &none);
      index->is_unique = column->is_unique;
      g_ptr_array_add (table->table->indexes, index);
      return ath_sa_index_add (evaluator, index, value);
    }
  if (!column->is_unique)
    return TRUE;

  unique = ath_sql_constraint_new (arena, ATH_SQL_UNIQUE, &none);
  g_array_append_vals (unique->columns, &column->column->name, 1);
  add_constraint (evaluator, table, unique);

  return TRUE;
}

/* What GeoAlchemy makes of a column of its types. */
static gboolean
add_spatial_index (AthPythonEvaluator *evaluator,
                   AthSaTable         *table,
                   AthPythonValue     *value)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  const AthSqlColumn *column = ((AthSaColumn *) value->host.data)->column;
  AthSqlName name = { NULL };
  AthSqlIndex *index;

  if (!column->type->has_spatial_index)
    return TRUE;

  name.text = ath_arena_printf (arena, "idx_%s_%s", table->table->name.text, column->name.text);
  index = ath_sql_index_new (arena, &name);
  index->using = "gist";
  g_ptr_array_add (table->table->indexes, index);

  return ath_sa_index_add (evaluator, index, value);
}

/* An enumeration that is a VARCHAR may check its labels. */
static void
add_type_check (AthPythonEvaluator *evaluator,
                AthSaTable         *table,
                AthSaColumn        *column)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  const AthSqlType *type = column->column->type;
  g_autoptr(GString) condition = g_string_new (NULL);
  AthSqlConstraint *check;

  if (type->kind != ATH_SQL_TYPE_ENUM || type->enumeration->is_native
      || !type->enumeration->has_check)
    return;

  ath_sql_name_append (&column->column->name, condition);
  g_string_append (condition, " IN (");
  for (guint i = 0; type->enumeration->labels[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append (condition, ", ");
      ath_sql_literal_append (type->enumeration->labels[i], condition);
    }
  g_string_append_c (condition, ')');

  check = ath_sql_constraint_new (arena, ATH_SQL_CHECK, &type->enumeration->name);
  check->condition = ath_arena_strdup (arena, condition->str);
  add_constraint (evaluator, table, check);
}

/* `inherit_schema=`: the type itself moves to the schema of the table, and is
 * there for everybody who has it.
 */
static gboolean
move_type (AthPythonEvaluator *evaluator,
           const AthSaTable   *table,
           const AthSqlType   *type)
{
  AthSqlEnum *enumeration;

  if (type->kind == ATH_SQL_TYPE_ARRAY)
    type = type->item;
  if (type->kind != ATH_SQL_TYPE_ENUM || !type->enumeration->inherits_schema)
    return TRUE;

  enumeration = (AthSqlEnum *) type->enumeration;
  if (enumeration->is_moved
      && g_strcmp0 (enumeration->schema.text, table->table->schema.text) != 0)
    return ath_python_refuse (evaluator, _("An enumeration in tables of several schemas is not "
                                           "understood")) != NULL;
  enumeration->schema = table->table->schema;
  enumeration->is_moved = TRUE;

  return TRUE;
}

static gboolean
add_column (AthPythonEvaluator *evaluator,
            AthSaTable         *table,
            AthPythonValue     *value)
{
  AthSaColumn *column = value->host.data;

  if (ath_sql_table_find_column (table->table, column->column->name.text) != NULL)
    return ath_python_refuse (evaluator, _("Table “%s” has column “%s” twice"),
                              table->table->name.text, column->column->name.text) != NULL;
  if (column->table != NULL)
    return ath_python_refuse (evaluator, _("Column “%s” is in another table already"),
                              column->column->name.text) != NULL;

  if (!move_type (evaluator, table, column->column->type))
    return FALSE;
  column->table = table;
  g_ptr_array_add (table->table->columns, column->column);
  g_ptr_array_add (table->columns, value);
  if (column->column->is_primary_key)
    g_array_append_vals (get_primary_key (evaluator, table)->columns, &column->column->name, 1);

  add_type_check (evaluator, table, column);
  if (!add_unique_and_index (evaluator, table, value)
      || !add_spatial_index (evaluator, table, value))
    return FALSE;
  for (guint i = 0; i < column->foreign_keys->len; i++)
    add_constraint (evaluator, table, g_ptr_array_index (column->foreign_keys, i));

  return TRUE;
}

static gboolean
refuse_quote (AthPythonEvaluator *evaluator,
              const char         *name)
{
  return ath_python_refuse (evaluator, _("“%s” is not understood here: its column says how it is "
                                         "quoted"), name) != NULL;
}

/* A name in a constraint is that of a column, which says how it is quoted.
 * @takes_quote: that can be followed
 */
static gboolean
find_columns (AthPythonEvaluator *evaluator,
              AthSaTable         *table,
              GArray             *names,
              gboolean            takes_quote)
{
  for (guint i = 0; names != NULL && i < names->len; i++)
    {
      AthSqlName *name = &g_array_index (names, AthSqlName, i);
      const AthSqlColumn *column = ath_sql_table_find_column (table->table, name->text);

      if (column == NULL)
        return ath_python_refuse (evaluator, _("Table “%s” has no column “%s”"),
                                  table->table->name.text, name->text) != NULL;
      if (!takes_quote && column->name.quote != ATH_SQL_QUOTE_AUTO)
        return refuse_quote (evaluator, name->text);
      *name = column->name;
    }

  return TRUE;
}

static gboolean
find_constrained_columns (AthPythonEvaluator *evaluator,
                          AthSaTable         *table,
                          AthSqlConstraint   *constraint)
{
  gboolean is_exclusion = constraint->kind == ATH_SQL_EXCLUDE;

  return find_columns (evaluator, table, constraint->columns, !is_exclusion)
         && find_columns (evaluator, table, constraint->include, TRUE);
}

/* A constraint makes its columns part of the key. */
static gboolean
add_primary_key (AthPythonEvaluator *evaluator,
                 AthSaTable         *table,
                 AthSqlConstraint   *constraint)
{
  AthSqlConstraint *implicit = ath_sql_table_find_primary_key (table->table);

  if (!find_constrained_columns (evaluator, table, constraint))
    return FALSE;
  if (implicit != NULL)
    {
      /* `PrimaryKeyConstraint (name=…)` names the key of the columns' flags; one
       * with columns takes its place.
       */
      if (constraint->columns->len == 0)
        constraint->columns = implicit->columns;
      g_ptr_array_remove (table->table->constraints, implicit);
    }

  for (guint i = 0; i < constraint->columns->len; i++)
    {
      const char *name = g_array_index (constraint->columns, AthSqlName, i).text;

      for (guint j = 0; j < table->columns->len; j++)
        {
          AthPythonValue *value = g_ptr_array_index (table->columns, j);
          AthSaColumn *column = value->host.data;

          if (!g_str_equal (column->column->name.text, name))
            continue;
          column->column->is_primary_key = TRUE;
          if (!column->has_nullable)
            column->column->is_nullable = FALSE;
        }
    }
  g_ptr_array_add (table->table->constraints, constraint);

  return TRUE;
}

static gboolean
add_table_constraint (AthPythonEvaluator *evaluator,
                      AthSaTable         *table,
                      AthSqlConstraint   *constraint)
{
  if (constraint->kind == ATH_SQL_PRIMARY_KEY)
    return add_primary_key (evaluator, table, constraint);

  if (!find_constrained_columns (evaluator, table, constraint))
    return FALSE;
  for (guint i = 0; constraint->kind == ATH_SQL_FOREIGN_KEY && i < constraint->columns->len; i++)
    {
      const char *name = g_array_index (constraint->columns, AthSqlName, i).text;

      ath_sql_table_find_column (table->table, name)->has_foreign_key = TRUE;
    }
  g_ptr_array_add (table->table->constraints, constraint);

  return TRUE;
}

/* The columns of an index are quoted as other names are. */
static gboolean
find_indexed_columns (AthPythonEvaluator *evaluator,
                      AthSaTable         *table,
                      const AthSqlIndex  *index)
{
  for (guint i = 0; i < index->elements->len; i++)
    {
      const char *name = g_array_index (index->elements, AthSqlIndexElement, i).column;
      const AthSqlColumn *column = name != NULL ? ath_sql_table_find_column (table->table, name)
                                                : NULL;

      if (column != NULL && column->name.quote != ATH_SQL_QUOTE_AUTO)
        return refuse_quote (evaluator, name);
    }

  return TRUE;
}

/**
 * ath_sa_table_add:
 * @evaluator: an evaluator
 * @table: a table
 * @item: a column, a constraint or an index
 *
 * Returns: `FALSE` after refusing what is none of these, or does not fit
 */
gboolean
ath_sa_table_add (AthPythonEvaluator *evaluator,
                  AthSaTable         *table,
                  AthPythonValue     *item)
{
  AthSqlConstraint *constraint = ath_python_host_get (item, &ath_sa_constraint_class);
  AthSqlIndex *index = ath_python_host_get (item, &ath_sa_index_class);

  if (ath_python_host_get (item, &ath_sa_column_class) != NULL)
    return add_column (evaluator, table, item);
  if (constraint != NULL)
    return add_table_constraint (evaluator, table, constraint);
  if (index != NULL)
    {
      if (!find_indexed_columns (evaluator, table, index))
        return FALSE;
      g_ptr_array_add (table->table->indexes, index);
      return TRUE;
    }
  if (ath_python_is_none (item))
    return TRUE;
  if (item->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (evaluator, _("“%s” is needed here: %s"), item->unresolved.name,
                              item->unresolved.reason) != NULL;

  return ath_python_refuse (evaluator, _("%s inside a table is not understood"),
                            ath_python_get_type_name (item)) != NULL;
}

/* SQLAlchemy knows no other table here, so that a name cannot be made of its
 * columns.
 */
static gboolean
check_reference (AthPythonEvaluator     *evaluator,
                 const AthSqlNaming     *naming,
                 const AthSqlTable      *table,
                 const AthSqlConstraint *constraint)
{
  gboolean is_own = g_strcmp0 (constraint->remote_table.text, table->name.text) == 0
                    && g_strcmp0 (constraint->remote_schema.text, table->schema.text) == 0;

  if (!ath_sql_naming_refers_to_columns (naming, constraint))
    return TRUE;
  for (guint i = 0; is_own && i < constraint->remote_columns->len; i++)
    is_own = ath_sql_table_find_column (table, g_array_index (constraint->remote_columns,
                                                              AthSqlName, i).text) != NULL;

  return is_own || ath_python_refuse (evaluator, _("The naming convention needs the columns of "
                                                   "table “%s”, which are not known here"),
                                      constraint->remote_table.text) != NULL;
}

/**
 * ath_sa_table_name_items:
 * @evaluator: an evaluator
 * @table: a table that is whole
 * @naming: the naming convention
 *
 * Names its constraints and indexes by the naming convention.
 *
 * Returns: `FALSE` after refusing a convention that cannot be followed
 */
gboolean
ath_sa_table_name_items (AthPythonEvaluator *evaluator,
                         AthSaTable         *table,
                         const AthSqlNaming *naming)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSqlTable *written = table->table;
  GError *error = NULL;

  for (guint i = 0; i < written->constraints->len; i++)
    if (!check_reference (evaluator, naming, written, g_ptr_array_index (written->constraints, i)))
      return FALSE;
  for (guint i = 0; i < written->constraints->len && error == NULL; i++)
    ath_sql_naming_name_constraint (naming, arena, &written->schema, &written->name,
                                    g_ptr_array_index (written->constraints, i), &error);
  for (guint i = 0; i < written->indexes->len && error == NULL; i++)
    ath_sql_naming_name_index (naming, arena, &written->schema, &written->name,
                               g_ptr_array_index (written->indexes, i), &error);
  for (guint i = 0; i < written->columns->len && error == NULL; i++)
    {
      AthSqlColumn *column = g_ptr_array_index (written->columns, i);

      for (guint j = 0; column->checks != NULL && j < column->checks->len && error == NULL; j++)
        ath_sql_naming_name_constraint (naming, arena, &written->schema, &written->name,
                                        g_ptr_array_index (column->checks, j), &error);
    }

  return error == NULL || ath_alembic_run_refuse (evaluator, error);
}
