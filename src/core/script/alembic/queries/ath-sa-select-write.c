/* ath-sa-select-write.c: how queries are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/queries/ath-sa-select.h"

/* What a cast or the opposite of something is about; NULL of anything else. */
static const AthSaExpression *
get_wrapped (const AthSaExpression *column)
{
  const AthSaExpression *operand = ath_sa_cast_get_operand (column);

  return operand != NULL ? operand : ath_sa_opposite_get_operand (column);
}

/* The name of an operation in the columns of a query, or NULL after refusing:
 * a cast has that of the column that it casts.
 */
static const char *
get_made_up_name (AthSaCompiler         *compiler,
                  const AthSaExpression *column)
{
  const AthSaExpression *operand = get_wrapped (column);

  while (operand != NULL && get_wrapped (operand) != NULL)
    operand = get_wrapped (operand);
  if (operand == NULL)
    return ath_sa_compiler_make_name (compiler, column, column->name != NULL ? column->name
                                                                             : "anon");
  if (operand->role == ATH_SA_ROLE_NAME && operand->name != NULL && !operand->is_wrapped)
    return operand->name;
  if (operand->role == ATH_SA_ROLE_OPERATION && !operand->is_wrapped)
    return ath_sa_compiler_make_name (compiler, column, ath_sa_is_call (operand) ? operand->name
                                                                                 : "anon");

  return ath_python_refuse (compiler->evaluator, _("A cast in the columns of a query needs "
                                                   "“label ()”"));
}

/* A cast has the name of its column, which only one of them may have. */
static const char *
get_plain_name (const AthSaExpression *column)
{
  gboolean is_cast = FALSE;

  while (ath_sa_cast_get_operand (column) != NULL)
    {
      column = ath_sa_cast_get_operand (column);
      is_cast = TRUE;
    }
  if (is_cast && (column->role != ATH_SA_ROLE_NAME || column->is_wrapped))
    return NULL;

  return column->role != ATH_SA_ROLE_OPERATION ? column->name : NULL;
}

static gboolean
is_repeated (const GPtrArray       *columns,
             guint                  n_before,
             const AthSaExpression *column)
{
  const char *name = get_plain_name (column);

  for (guint i = 0; name != NULL && i < n_before; i++)
    if (g_strcmp0 (get_plain_name (g_ptr_array_index (columns, i)), name) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
append_column (AthSaCompiler         *compiler,
               const AthSaExpression *column,
               gboolean               names_columns)
{
  g_autoptr(GPtrArray) froms = g_ptr_array_new ();
  const char *name = NULL;

  if (column->type != NULL && column->type->is_selected_by_function)
    return ath_python_refuse (compiler->evaluator, _("A query for a column whose type is written "
                                                     "through a function is not understood"))
           != NULL;
  if (ath_sa_is_prefixed_label (column))
    return ath_python_refuse (compiler->evaluator, _("This column of a query needs "
                                                     "“label ()”")) != NULL;
  if (column->role == ATH_SA_ROLE_LABEL)
    name = column->name;
  else if (column->role != ATH_SA_ROLE_NAME)
    {
      name = get_made_up_name (compiler, column);
      if (name == NULL)
        return FALSE;
    }
  else if (names_columns && column->is_wrapped)
    return ath_python_refuse (compiler->evaluator, _("This column of a query needs "
                                                     "“label ()”")) != NULL;
  else if (names_columns)
    {
      ath_sa_expression_collect (column, froms);
      name = froms->len > 0 ? column->name : NULL;
    }

  if (!ath_sa_expression_append (column, compiler))
    return FALSE;
  if (name != NULL)
    {
      g_string_append (compiler->sql, " AS ");
      ath_sql_identifier_append (name, compiler->sql);
    }

  return TRUE;
}

/* Whether it is a column of a table, with nothing around it. */
static gboolean
is_column (const AthSaExpression *column)
{
  g_autoptr(GPtrArray) froms = g_ptr_array_new ();

  if (column->role != ATH_SA_ROLE_NAME || column->is_wrapped || column->name == NULL)
    return FALSE;
  ath_sa_expression_collect (column, froms);

  return froms->len == 1;
}

/* Whether columns of other tables before it have its name, and nothing else. */
static gboolean
is_repeated_column (const GPtrArray       *columns,
                    guint                  n_before,
                    const AthSaExpression *column)
{
  gboolean is_one = FALSE;

  if (!is_column (column))
    return FALSE;
  for (guint i = 0; i < n_before; i++)
    {
      const AthSaExpression *other = g_ptr_array_index (columns, i);

      if (g_strcmp0 (get_plain_name (other), column->name) != 0)
        continue;
      if (other == column || !is_column (other))
        return FALSE;
      is_one = TRUE;
    }

  return is_one;
}

/**
 * ath_sa_append_columns:
 * @compiler: where they go
 * @columns: (element-type AthSaExpression): what is asked for
 * @names_columns: name columns of tables too, as inside FROM
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_append_columns (AthSaCompiler   *compiler,
                       const GPtrArray *columns,
                       gboolean         names_columns)
{
  for (guint i = 0; i < columns->len; i++)
    {
      const AthSaExpression *column = g_ptr_array_index (columns, i);
      gboolean is_numbered = !names_columns && !compiler->is_inner
                             && is_repeated_column (columns, i, column);

      if (!is_numbered && is_repeated (columns, i, column))
        return ath_python_refuse (compiler->evaluator, _("Two columns of a query with the same "
                                                         "name are not understood")) != NULL;
      if (i > 0)
        g_string_append (compiler->sql, ", ");
      if (!append_column (compiler, column, names_columns))
        return FALSE;

      /* Columns of several tables with the same name are numbered. */
      if (is_numbered)
        {
          g_string_append (compiler->sql, " AS ");
          ath_sql_identifier_append (ath_sa_compiler_make_name (compiler, column, column->name),
                                     compiler->sql);
        }
    }

  return TRUE;
}

/**
 * ath_sa_append_where:
 * @compiler: where it goes
 * @criteria: a list of conditions
 * @keyword: what stands before them
 *
 * Writes all of @criteria, or nothing when there is none.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_append_where (AthSaCompiler  *compiler,
                     AthPythonValue *criteria,
                     const char     *keyword)
{
  AthPythonValue *all;

  if (criteria->sequence.length == 0)
    return TRUE;
  all = ath_sa_combine_clause (compiler->evaluator, criteria);
  if (all == NULL)
    return FALSE;
  if (ath_sa_combination_is_empty (ath_sa_expression_get (all)))
    return TRUE;
  g_string_append (compiler->sql, keyword);

  return ath_sa_expression_append (ath_sa_expression_get (all), compiler);
}

static gboolean
append_limit (AthSaCompiler     *compiler,
              const AthSaSelect *select)
{
  if (select->limit != NULL)
    {
      g_string_append (compiler->sql, " \n LIMIT ");
      if (!ath_sa_literal_append (compiler->evaluator, select->limit, NULL, compiler->sql))
        return FALSE;
    }
  if (select->offset == NULL)
    return TRUE;
  g_string_append (compiler->sql, select->limit == NULL ? "\n LIMIT ALL OFFSET " : " OFFSET ");

  return ath_sa_literal_append (compiler->evaluator, select->offset, NULL, compiler->sql);
}

static gboolean
append_members (const AthSaSelect *select,
                AthSaCompiler     *compiler,
                gboolean           names_columns,
                const GPtrArray   *enclosing)
{
  for (guint i = 0; i < select->members->sequence.length; i++)
    {
      const AthSaExpression *member = ath_sa_expression_get (select->members->sequence.items[i]);
      const AthSaSelect *query = (const AthSaSelect *) member;
      gboolean is_grouped = query->limit != NULL || query->offset != NULL
                            || query->order_by->sequence.length > 0
                            || query->set_operator != NULL;

      if (query->locking != NULL)
        return ath_python_refuse (compiler->evaluator, _("This query inside “%s” is not "
                                                         "understood"),
                                  select->set_operator) != NULL;
      if (i > 0)
        g_string_append_printf (compiler->sql, " %s ", select->set_operator);
      g_string_append (compiler->sql, is_grouped ? "(" : "");
      if (!ath_sa_select_append (member, compiler, names_columns, enclosing))
        return FALSE;
      g_string_append (compiler->sql, is_grouped ? ")" : "");
    }

  return ath_sa_append_set_order (compiler, select) && append_limit (compiler, select);
}

/* `correlate ()` names the tables that are left out of FROM. */
static gboolean
correlate (const AthSaSelect *select,
           AthSaCompiler     *compiler,
           const GPtrArray   *enclosing,
           GPtrArray         *froms)
{
  for (guint i = 0; i < select->correlated->sequence.length; i++)
    {
      AthSaExpression *table = ath_sa_expression_get (select->correlated->sequence.items[i]);

      if (g_ptr_array_remove (froms, table)
          && !g_ptr_array_find ((GPtrArray *) enclosing, table, NULL))
        return ath_python_refuse (compiler->evaluator, _("“%s ()” here is not understood"),
                                  "correlate") != NULL;
    }
  if (froms->len == 0)
    return ath_python_refuse (compiler->evaluator, _("A query inside another reads from nothing "
                                                     "of its own")) != NULL;

  return TRUE;
}

static void
collect_froms (const AthSaSelect *select,
               GPtrArray         *froms)
{
  for (guint i = 0; i < select->from->sequence.length; i++)
    ath_sa_froms_add (froms, ath_sa_expression_get (select->from->sequence.items[i]));
  for (guint i = 0; i < select->columns->len; i++)
    ath_sa_expression_collect (g_ptr_array_index (select->columns, i), froms);
  for (guint i = 0; i < select->where->sequence.length; i++)
    ath_sa_expression_collect (ath_sa_expression_get (select->where->sequence.items[i]), froms);
  ath_sa_froms_hide (froms);
}

/* Tables of the statement around it are left out of FROM, unless nothing would
 * be left.
 */
static gboolean
leave_out (const AthSaSelect *select,
           AthSaCompiler     *compiler,
           const GPtrArray   *enclosing,
           GPtrArray         *froms)
{
  if (enclosing != NULL && select->correlated != NULL)
    return correlate (select, compiler, enclosing, froms);
  if (enclosing == NULL || froms->len < 2)
    return TRUE;
  for (guint i = 0; i < enclosing->len; i++)
    g_ptr_array_remove (froms, g_ptr_array_index (enclosing, i));
  if (froms->len == 0)
    return ath_python_refuse (compiler->evaluator, _("A query inside another reads from nothing "
                                                     "of its own")) != NULL;

  return TRUE;
}

static gboolean
append_froms (AthSaCompiler   *compiler,
              const GPtrArray *froms)
{
  for (guint i = 0; i < froms->len; i++)
    {
      g_string_append (compiler->sql, i == 0 ? " \nFROM " : ", ");
      if (!ath_sa_expression_append (g_ptr_array_index (froms, i), compiler))
        return FALSE;
    }

  return TRUE;
}

static gboolean
append_distinct (AthSaCompiler     *compiler,
                 const AthSaSelect *select)
{
  g_string_append (compiler->sql, select->is_distinct ? "SELECT DISTINCT " : "SELECT ");
  if (select->distinct_on->sequence.length == 0)
    return TRUE;
  if (!ath_sa_append_items (compiler, select, select->distinct_on, "ON ("))
    return FALSE;
  g_string_append (compiler->sql, ") ");

  return TRUE;
}

static gboolean
append_clauses (const AthSaSelect *select,
                AthSaCompiler     *compiler,
                const GPtrArray   *froms,
                gboolean           names_columns)
{
  if (!append_distinct (compiler, select)
      || !ath_sa_append_columns (compiler, select->columns, names_columns)
      || !append_froms (compiler, froms)
      || !ath_sa_append_where (compiler, select->where, " \nWHERE ")
      || !ath_sa_append_items (compiler, select, select->group_by, " GROUP BY ")
      || !ath_sa_append_where (compiler, select->having, " \nHAVING ")
      || !ath_sa_append_items (compiler, select, select->order_by, " ORDER BY ")
      || !append_limit (compiler, select))
    return FALSE;
  if (select->locking != NULL)
    g_string_append (compiler->sql, select->locking);

  return TRUE;
}

/**
 * ath_sa_select_append:
 * @query: a query
 * @compiler: where it goes
 * @names_columns: name all columns, as inside FROM
 * @enclosing: (nullable) (element-type AthSaExpression): tables that it may
 *   refer to without reading from them
 *
 * Writes a query without parentheses.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_select_append (const AthSaExpression *query,
                      AthSaCompiler         *compiler,
                      gboolean               names_columns,
                      const GPtrArray       *enclosing)
{
  const AthSaSelect *select = (const AthSaSelect *) query;
  const GPtrArray *outer = compiler->enclosing;
  const GPtrArray *outer_sources = compiler->sources;
  gboolean was_nested = compiler->is_nested;
  gboolean was_inner = compiler->is_inner;
  g_autoptr(GPtrArray) froms = g_ptr_array_new ();
  g_autoptr(GPtrArray) sources = NULL;
  g_autoptr(GPtrArray) own = NULL;
  gboolean is_written;

  if (compiler->is_ddl || compiler->is_conflict || compiler->names == NULL)
    return ath_python_refuse (compiler->evaluator, _("A query is not understood here")) != NULL;
  if (select->set_operator != NULL)
    return append_members (select, compiler, names_columns, enclosing);
  collect_froms (select, froms);
  sources = ath_sa_froms_expand (froms);
  if (!leave_out (select, compiler, enclosing, froms))
    return FALSE;

  own = ath_sa_froms_expand (froms);
  compiler->enclosing = own;
  compiler->sources = sources;
  compiler->is_inner = was_nested;
  compiler->is_nested = TRUE;
  is_written = append_clauses (select, compiler, froms, names_columns);
  compiler->enclosing = outer;
  compiler->sources = outer_sources;
  compiler->is_inner = was_inner;
  compiler->is_nested = was_nested;

  return is_written;
}

/**
 * ath_sa_select_append_value:
 * @self: a query
 * @compiler: where it goes
 *
 * Writes a query as a statement, or as a value in parentheses inside one.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_select_append_value (const AthSaExpression *self,
                            AthSaCompiler         *compiler)
{
  if (!compiler->is_nested)
    return ath_sa_select_append (self, compiler, FALSE, NULL);

  g_string_append_c (compiler->sql, '(');
  if (!ath_sa_select_append (self, compiler, FALSE, compiler->enclosing))
    return FALSE;
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}
