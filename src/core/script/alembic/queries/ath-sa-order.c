/* ath-sa-order.c: what ORDER BY, GROUP BY and DISTINCT ON refer to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/queries/ath-sa-select.h"

/* The name of a column of a query to those who refer to it by a name: one of a
 * table has that of the table before its own.  NULL: it has none.
 */
static char *
dup_key (const AthSaExpression *column)
{
  const AthSaTable *table = NULL;
  g_autoptr(GString) key = g_string_new (NULL);

  while (ath_sa_cast_get_operand (column) != NULL)
    column = ath_sa_cast_get_operand (column);
  if (column->name == NULL || column->is_wrapped
      || (column->role != ATH_SA_ROLE_NAME && column->role != ATH_SA_ROLE_LABEL))
    return NULL;
  if (ath_sa_column_get (column) != NULL)
    table = ath_sa_column_get (column)->table;
  if (table != NULL && table->anonymous != NULL)
    return NULL;

  if (table != NULL && table->table->schema.text != NULL)
    {
      g_string_printf (key, "%s_", table->table->schema.text);
      g_string_replace (key, ".", "_", 0);
    }
  if (table != NULL)
    g_string_append_printf (key, "%s_", table->table->name.text);
  g_string_append (key, column->name);

  return g_strdup (key->str);
}

/* The last of the columns that is known by the name, or NULL. */
static const AthSaExpression *
find_by_key (const AthSaSelect *select,
             const char        *name)
{
  for (guint i = select->columns->len; i > 0; i--)
    {
      const AthSaExpression *column = g_ptr_array_index (select->columns, i - 1);
      g_autofree char *key = dup_key (column);

      if (g_strcmp0 (key, name) == 0)
        return column;
    }

  return NULL;
}

/* What a name in an order or a group is: a column of the query, else one of the
 * tables that it reads from, where the last one counts.  NULL: nothing.
 */
static const AthSaExpression *
find_column (AthSaCompiler     *compiler,
             const AthSaSelect *select,
             const char        *name)
{
  const AthSaExpression *found = find_by_key (select, name);

  for (guint i = compiler->sources->len; found == NULL && i > 0; i--)
    {
      AthSaTable *table = ath_sa_table_get (g_ptr_array_index (compiler->sources, i - 1));
      AthPythonValue *column = NULL;

      for (guint j = 0; table != NULL && column == NULL && j < table->columns->len; j++)
        {
          AthPythonValue *value = g_ptr_array_index (table->columns, j);

          if (g_strcmp0 (ath_sa_expression_get (value)->name, name) == 0)
            column = value;
        }
      found = column != NULL ? ath_sa_expression_get (column) : NULL;
    }

  return found;
}

/* Whether a label in the order is one among the columns: itself, or another of
 * the same name for the same thing.  FALSE in @is_known: hard to tell.
 */
static gboolean
is_reference (const AthSaSelect     *select,
              const AthSaExpression *label,
              gboolean              *is_known)
{
  const AthSaExpression *column = find_by_key (select, label->name);
  const AthSaExpression *ours;
  const AthSaExpression *theirs;

  *is_known = TRUE;
  if (column == NULL || column == label)
    return column == label;
  ours = ath_sa_label_get_element (label);
  theirs = ath_sa_label_get_element (column);
  if (ours == theirs)
    return TRUE;

  /* Columns of tables and of queries over them may be the same. */
  *is_known = theirs->role != ATH_SA_ROLE_NAME && theirs->role != ATH_SA_ROLE_LABEL
              && ath_sa_cast_get_operand (theirs) == NULL;

  return FALSE;
}

/* A str in an order is the name of a column.  NULL after refusing. */
static AthPythonValue *
get_item (AthSaCompiler  *compiler,
          AthPythonValue *item)
{
  AthSqlName name = { .text = ath_python_is_str (item) ? item->text.bytes : NULL };

  if (name.text != NULL)
    return ath_sa_named_new (compiler->evaluator, &name, NULL);
  if (ath_sa_expression_get (item) != NULL)
    return item;

  return ath_python_refuse (compiler->evaluator, _("%s in the order of a query is not understood"),
                            ath_python_get_type_name (item));
}

/* DESC and NULLS LAST may follow each other; what they are about stands alone. */
static const AthSaExpression *
take_suffixes (const AthSaExpression *item,
               GString               *suffixes)
{
  const AthSaExpression *operand;
  const char *suffix = ath_sa_suffix_get (item, &operand);

  if (*suffix == '\0')
    return item;
  operand = take_suffixes (operand, suffixes);
  g_string_append (suffixes, suffix);

  return operand;
}

/* A name alone is that of a column. */
static gboolean
append_named (AthSaCompiler     *compiler,
              const AthSaSelect *select,
              const char        *name)
{
  const AthSaExpression *column = find_column (compiler, select, name);

  if (column == NULL)
    return ath_python_refuse (compiler->evaluator, _("“%s” is no column of the query"),
                              name) != NULL;
  if (column->role != ATH_SA_ROLE_LABEL)
    return ath_sa_expression_append (column, compiler);
  ath_sql_identifier_append (column->name, compiler->sql);

  return TRUE;
}

static gboolean
append_item (AthSaCompiler         *compiler,
             const AthSaSelect     *select,
             const AthSaExpression *item,
             gboolean               is_order)
{
  g_autoptr(GString) suffixes = g_string_new (NULL);
  const AthSaExpression *operand = take_suffixes (item, suffixes);
  const AthSqlName *name = ath_sa_named_get (operand);
  gboolean is_known = TRUE;

  if (name != NULL)
    {
      if (!append_named (compiler, select, name->text))
        return FALSE;
      g_string_append (compiler->sql, suffixes->str);
      return TRUE;
    }
  if (!is_order || operand->role != ATH_SA_ROLE_LABEL
      || !is_reference (select, operand, &is_known))
    return is_known ? ath_sa_expression_append (item, compiler)
                    : ath_python_refuse (compiler->evaluator, _("“%s” in the order of a query "
                                                                "may be one of its columns"),
                                         operand->name) != NULL;
  ath_sql_identifier_append (operand->name, compiler->sql);
  g_string_append (compiler->sql, suffixes->str);

  return TRUE;
}

/**
 * ath_sa_append_items:
 * @compiler: where it goes
 * @select: the query that is written
 * @items: a list of its: for the order, the groups or what is distinct
 * @keyword: what stands before them
 *
 * Labels stand for themselves in the order where they are among the columns;
 * names are those of columns.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_append_items (AthSaCompiler     *compiler,
                     const AthSaSelect *select,
                     AthPythonValue    *items,
                     const char        *keyword)
{
  for (guint i = 0; i < items->sequence.length; i++)
    {
      AthPythonValue *item = get_item (compiler, items->sequence.items[i]);

      if (item == NULL)
        return FALSE;
      g_string_append (compiler->sql, i == 0 ? keyword : ", ");
      if (!append_item (compiler, select, ath_sa_expression_get (item),
                        items == select->order_by))
        return FALSE;
    }

  return TRUE;
}

/* The only column of that name, or NULL. */
static const AthSaExpression *
find_only_column (const AthSaSelect *select,
                  const char        *name)
{
  const AthSaExpression *found = NULL;

  for (guint i = 0; i < select->columns->len; i++)
    {
      const AthSaExpression *column = g_ptr_array_index (select->columns, i);

      if (column->role != ATH_SA_ROLE_OPERATION && !column->is_wrapped
          && g_strcmp0 (column->name, name) == 0)
        {
          if (found != NULL)
            return NULL;
          found = column;
        }
    }

  return found;
}

/**
 * ath_sa_append_set_order:
 * @compiler: where it goes
 * @select: several queries in one
 *
 * Their rows are ordered by the names of their columns.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_sa_append_set_order (AthSaCompiler     *compiler,
                         const AthSaSelect *select)
{
  for (guint i = 0; i < select->order_by->sequence.length; i++)
    {
      AthPythonValue *item = get_item (compiler, select->order_by->sequence.items[i]);
      g_autoptr(GString) suffixes = g_string_new (NULL);
      const AthSaExpression *operand;

      if (item == NULL)
        return FALSE;
      g_string_append (compiler->sql, i == 0 ? " ORDER BY " : ", ");
      operand = take_suffixes (ath_sa_expression_get (item), suffixes);
      if (ath_sa_is_text (operand))
        {
          if (!ath_sa_expression_append (operand, compiler))
            return FALSE;
        }
      else if (operand->name != NULL && !operand->is_wrapped
               && (find_only_column (select, operand->name) == operand
                   || (ath_sa_named_get (operand) != NULL
                       && find_only_column (select, operand->name) != NULL)))
        ath_sql_identifier_append (operand->name, compiler->sql);
      else
        return ath_python_refuse (compiler->evaluator, _("%s in the order of a query is not "
                                                         "understood"),
                                  ath_python_get_type_name (item)) != NULL;
      g_string_append (compiler->sql, suffixes->str);
    }

  return TRUE;
}
