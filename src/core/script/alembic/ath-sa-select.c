/* ath-sa-select.c: `select ()` and its methods
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa-select.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static const AthPythonParameter rest[] = { { "items", ATH_PYTHON_PARAM_REST } };

/**
 * ath_sa_is_query:
 * @expression: (nullable): an expression
 *
 * Returns: whether it is a query
 */
gboolean
ath_sa_is_query (const AthSaExpression *expression)
{
  return expression != NULL && expression->append == ath_sa_select_append_value;
}

/**
 * ath_sa_join_lists:
 * @evaluator: an evaluator
 * @one: a list or tuple
 * @two: another
 *
 * Returns: (transfer none): a list of the items of both
 */
AthPythonValue *
ath_sa_join_lists (AthPythonEvaluator *evaluator,
                   AthPythonValue     *one,
                   AthPythonValue     *two)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *list = ath_python_list_new (arena, one->sequence.items, one->sequence.length);

  for (guint i = 0; i < two->sequence.length; i++)
    ath_python_list_append (arena, list, two->sequence.items[i]);

  return list;
}

/**
 * ath_sa_collect_columns:
 * @evaluator: an evaluator
 * @items: a list or tuple of expressions and tables
 * @columns: (element-type AthSaExpression): where they go
 *
 * A table stands for all its columns.
 *
 * Returns: `FALSE` after refusing what is none of these
 */
gboolean
ath_sa_collect_columns (AthPythonEvaluator *evaluator,
                        AthPythonValue     *items,
                        GPtrArray          *columns)
{
  for (guint i = 0; i < items->sequence.length; i++)
    {
      AthPythonValue *item = items->sequence.items[i];
      AthSaTable *table = ath_python_host_get (item, &ath_sa_lower_table_class);

      if (ath_python_is_str (item) && g_str_equal (item->text.bytes, "*"))
        item = ath_sa_text_new (evaluator, "*");
      if (ath_sa_expression_get (item) == NULL
          || (table == NULL && ath_sa_is_from (ath_sa_expression_get (item)))
          || (table != NULL && table->columns->len == 0))
        return ath_python_refuse (evaluator, _("%s as a column of a query is not understood"),
                                  ath_python_get_type_name (item)) != NULL;
      if (table == NULL)
        g_ptr_array_add (columns, ath_sa_expression_get (item));
      for (guint j = 0; table != NULL && j < table->columns->len; j++)
        g_ptr_array_add (columns, ath_sa_expression_get (g_ptr_array_index (table->columns, j)));
    }

  return TRUE;
}

static AthPythonValue *
wrap (AthPythonEvaluator *evaluator,
      AthSaSelect        *select)
{
  if (select->columns->len > 0)
    select->expression.type = ((AthSaExpression *) g_ptr_array_index (select->columns, 0))->type;

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_select_class, select);
}

static AthSaSelect *
select_copy (AthPythonEvaluator *evaluator,
             AthPythonValue     *self)
{
  AthSaSelect *copy = ath_arena_new0 (ath_python_get_arena (evaluator), AthSaSelect);

  *copy = *(AthSaSelect *) self->host.data;

  return copy;
}

static AthSaSelect *
select_alloc (AthPythonEvaluator *evaluator)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSaSelect *select = ath_arena_new0 (arena, AthSaSelect);
  AthPythonValue *none = ath_python_list_new (arena, NULL, 0);

  select->expression.append = ath_sa_select_append_value;
  select->columns = ath_sql_items_new (arena);
  select->from = none;
  select->where = none;
  select->group_by = none;
  select->having = none;
  select->order_by = none;
  select->distinct_on = none;
  select->members = none;

  return select;
}

/**
 * ath_sa_select_new:
 * @evaluator: an evaluator
 * @items: a list or tuple of columns and tables
 *
 * Returns: (transfer none) (nullable): a query, or `NULL` after refusing
 */
AthPythonValue *
ath_sa_select_new (AthPythonEvaluator *evaluator,
                   AthPythonValue     *items)
{
  AthSaSelect *select = select_alloc (evaluator);

  return ath_sa_collect_columns (evaluator, items, select->columns) ? wrap (evaluator, select)
                                                                    : NULL;
}

static AthPythonValue *
make_select (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *items;

  return BIND ("select", rest, &items) ? ath_sa_select_new (evaluator, items) : NULL;
}

/**
 * ath_sa_table_select:
 * @evaluator: an evaluator
 * @self: a table
 * @arguments: none
 *
 * Returns: (transfer none) (nullable): a query for all of @self
 */
AthPythonValue *
ath_sa_table_select (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  if (arguments->n_positional + arguments->n_keywords > 0)
    return ath_python_refuse (evaluator, _("“%s ()” with arguments is not understood"), "select");

  return ath_sa_select_new (evaluator,
                            ath_python_tuple_new (ath_python_get_arena (evaluator), &self, 1));
}

static gboolean
check_expressions (AthPythonEvaluator *evaluator,
                   AthPythonValue     *items)
{
  for (guint i = 0; i < items->sequence.length; i++)
    if (ath_sa_expression_get (items->sequence.items[i]) == NULL)
      return ath_python_refuse (evaluator, _("%s in a query is not understood"),
                                ath_python_get_type_name (items->sequence.items[i])) != NULL;

  return TRUE;
}

/* A method that adds its arguments to a list of the query. */
static AthPythonValue *
add_items (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments,
           const char               *name,
           gsize                     offset,
           gboolean                  takes_names)
{
  AthSaSelect *copy = select_copy (evaluator, self);
  AthPythonValue **list = G_STRUCT_MEMBER_P (copy, offset);
  AthPythonValue *items;

  if (copy->set_operator != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” of “%s” is not understood"), name,
                              copy->set_operator);
  if (!BIND (name, rest, &items) || (!takes_names && !check_expressions (evaluator, items)))
    return NULL;
  *list = ath_sa_join_lists (evaluator, *list, items);

  return wrap (evaluator, copy);
}

static AthPythonValue *
select_where (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  return add_items (evaluator, self, arguments, "where", G_STRUCT_OFFSET (AthSaSelect, where),
                    FALSE);
}

static AthPythonValue *
select_having (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return add_items (evaluator, self, arguments, "having", G_STRUCT_OFFSET (AthSaSelect, having),
                    FALSE);
}

static AthPythonValue *
select_order_by (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return add_items (evaluator, self, arguments, "order_by",
                    G_STRUCT_OFFSET (AthSaSelect, order_by), TRUE);
}

static AthPythonValue *
select_group_by (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return add_items (evaluator, self, arguments, "group_by",
                    G_STRUCT_OFFSET (AthSaSelect, group_by), TRUE);
}

static AthPythonValue *
select_from (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  for (guint i = 0; i < arguments->n_positional; i++)
    if (!ath_sa_is_from (ath_sa_expression_get (arguments->positional[i]))
        && ath_python_host_get (arguments->positional[i], &ath_sa_text_class) == NULL)
      return ath_python_refuse (evaluator, _("%s to read from is not understood"),
                                ath_python_get_type_name (arguments->positional[i]));

  return add_items (evaluator, self, arguments, "select_from",
                    G_STRUCT_OFFSET (AthSaSelect, from), FALSE);
}

static AthPythonValue *
select_distinct (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  AthPythonValue *value = add_items (evaluator, self, arguments, "distinct",
                                     G_STRUCT_OFFSET (AthSaSelect, distinct_on), FALSE);

  if (value != NULL)
    ((AthSaSelect *) value->host.data)->is_distinct = TRUE;

  return value;
}

static gboolean
get_count (AthPythonEvaluator       *evaluator,
           const AthPythonArguments *arguments,
           const char               *name,
           AthPythonValue          **count)
{
  static const AthPythonParameter parameters[] = { { "count", ATH_PYTHON_PARAM_REQUIRED } };

  if (!BIND (name, parameters, count))
    return FALSE;
  if (ath_python_is_none (*count))
    *count = NULL;
  else if (!ath_python_is_int (*count))
    return ath_python_refuse (evaluator, _("%s as “%s” is not understood"),
                              ath_python_get_type_name (*count), name) != NULL;

  return TRUE;
}

static AthPythonValue *
select_limit (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  AthSaSelect *copy = select_copy (evaluator, self);

  return get_count (evaluator, arguments, "limit", &copy->limit) ? wrap (evaluator, copy) : NULL;
}

static AthPythonValue *
select_offset (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  AthSaSelect *copy = select_copy (evaluator, self);

  return get_count (evaluator, arguments, "offset", &copy->offset) ? wrap (evaluator, copy) : NULL;
}

static AthPythonValue *
select_with_only_columns (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  AthSaSelect *copy = select_copy (evaluator, self);
  AthPythonValue *items;

  copy->columns = ath_sql_items_new (ath_python_get_arena (evaluator));

  return BIND ("with_only_columns", rest, &items)
         && ath_sa_collect_columns (evaluator, items, copy->columns) ? wrap (evaluator, copy)
                                                                     : NULL;
}

/* A query joins the one thing that it reads from with another. */
static AthPythonValue *
join (AthPythonEvaluator       *evaluator,
      AthPythonValue           *self,
      const AthPythonArguments *arguments,
      gboolean                  is_outer)
{
  AthSaSelect *copy = select_copy (evaluator, self);
  g_autoptr(GPtrArray) froms = g_ptr_array_new ();
  AthPythonValue *joined;

  for (guint i = 0; i < copy->from->sequence.length; i++)
    ath_sa_froms_add (froms, ath_sa_expression_get (copy->from->sequence.items[i]));
  for (guint i = 0; froms->len == 0 && i < copy->columns->len; i++)
    ath_sa_expression_collect (g_ptr_array_index (copy->columns, i), froms);
  if (copy->from->sequence.length == 0 && copy->columns->len > 1)
    for (guint i = 1; i < copy->columns->len; i++)
      ath_sa_expression_collect (g_ptr_array_index (copy->columns, i), froms);
  if (arguments->n_positional > 0)
    g_ptr_array_remove (froms, ath_sa_expression_get (arguments->positional[0]));
  if (froms->len != 1 || copy->set_operator != NULL)
    return ath_python_refuse (evaluator, _("This join is not understood"));

  joined = ath_sa_join_new (evaluator, g_ptr_array_index (froms, 0), arguments, is_outer);
  if (joined == NULL)
    return NULL;
  copy->from = ath_python_list_new (ath_python_get_arena (evaluator), &joined, 1);

  return wrap (evaluator, copy);
}

static AthPythonValue *
select_join (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return join (evaluator, self, arguments, FALSE);
}

static AthPythonValue *
select_outer_join (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  return join (evaluator, self, arguments, TRUE);
}

static AthPythonValue *
select_with_for_update (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  AthSaSelect *copy = select_copy (evaluator, self);

  if (arguments->n_positional + arguments->n_keywords > 0 || copy->set_operator != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” with arguments is not understood"),
                              "with_for_update");
  copy->is_locking = TRUE;

  return wrap (evaluator, copy);
}

static AthPythonValue *
make_from (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments,
           const char               *method,
           gboolean                  is_cte)
{
  static const AthPythonParameter parameters[] = { { "name", ATH_PYTHON_PARAM_OPTIONAL } };
  AthSaSelect *select = self->host.data;
  AthPythonValue *value;
  AthSqlName name;

  if (!BIND (method, parameters, &value) || !ath_sa_get_name (evaluator, value, "name", &name))
    return NULL;

  return ath_sa_subquery_new (evaluator, &select->expression, name.text, select->columns, is_cte);
}

static AthPythonValue *
select_subquery (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return make_from (evaluator, self, arguments, "subquery", FALSE);
}

static AthPythonValue *
select_cte (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return make_from (evaluator, self, arguments, "cte", TRUE);
}

static AthPythonValue *
select_scalar_subquery (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  if (arguments->n_positional + arguments->n_keywords > 0)
    return ath_python_refuse (evaluator, _("“%s ()” with arguments is not understood"),
                              "scalar_subquery");

  return self;
}

static AthPythonValue *
select_exists (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  if (arguments->n_positional + arguments->n_keywords > 0)
    return ath_python_refuse (evaluator, _("“%s ()” with arguments is not understood"), "exists");

  return ath_sa_make_exists (evaluator, self->host.data);
}

static AthPythonValue *
compound_new (AthPythonEvaluator *evaluator,
              const char         *operator,
              AthPythonValue     *members)
{
  AthSaSelect *select = select_alloc (evaluator);

  for (guint i = 0; i < members->sequence.length; i++)
    if (!ath_sa_is_query (ath_sa_expression_get (members->sequence.items[i])))
      return ath_python_refuse (evaluator, _("%s in “%s” is not understood"),
                                ath_python_get_type_name (members->sequence.items[i]), operator);
  if (members->sequence.length == 0)
    return ath_python_refuse (evaluator, _("%s over nothing is not understood"), operator);
  select->set_operator = operator;
  select->members = members;
  select->columns = ((AthSaSelect *) members->sequence.items[0]->host.data)->columns;

  return wrap (evaluator, select);
}

/* Functions have no self, methods put theirs first. */
static AthPythonValue *
make_compound (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments,
               const char               *operator)
{
  AthPythonValue *members;

  if (!BIND (operator, rest, &members))
    return NULL;
  if (self != NULL)
    members = ath_sa_join_lists (evaluator,
                                 ath_python_tuple_new (ath_python_get_arena (evaluator), &self, 1),
                                 members);

  return compound_new (evaluator, operator, members);
}

static AthPythonValue *
make_union (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return make_compound (evaluator, self, arguments, "UNION");
}

static AthPythonValue *
make_union_all (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return make_compound (evaluator, self, arguments, "UNION ALL");
}

const AthPythonNativeFunction ath_sa_select_functions[] = {
  { "select", make_select },
  { "union", make_union },
  { "union_all", make_union_all },
  { NULL },
};

static const AthPythonNativeFunction select_methods[] = {
  { "where", select_where },
  { "filter", select_where },
  { "having", select_having },
  { "order_by", select_order_by },
  { "group_by", select_group_by },
  { "select_from", select_from },
  { "distinct", select_distinct },
  { "limit", select_limit },
  { "offset", select_offset },
  { "with_only_columns", select_with_only_columns },
  { "join", select_join },
  { "outerjoin", select_outer_join },
  { "with_for_update", select_with_for_update },
  { "subquery", select_subquery },
  { "alias", select_subquery },
  { "cte", select_cte },
  { "scalar_subquery", select_scalar_subquery },
  { "exists", select_exists },
  { "union", make_union },
  { "union_all", make_union_all },
  { NULL },
};

const AthPythonNativeClass ath_sa_select_class = {
  .name = "Select",
  .module = "sqlalchemy",
  .base = &ath_sa_expression_class,
  .methods = select_methods,
};
