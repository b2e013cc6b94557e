/* ath-sa-select.c: `select ()` and its methods
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/queries/ath-sa-select.h"

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

/* A number among the columns stands for itself and has no name. */
static AthPythonValue *
number_new (AthPythonEvaluator *evaluator,
            AthPythonValue     *number)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, number->integer);
  AthSaExpression *column = ath_sa_raw_new (evaluator, text, NULL);

  column->role = ATH_SA_ROLE_NAME;

  return ath_sa_expression_new (evaluator, column);
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
      if (item->type == ATH_PYTHON_TYPE_INT)
        item = number_new (evaluator, item);
      if (ath_sa_expression_get (item) == NULL
          || ath_sa_tuple_get_items (ath_sa_expression_get (item)) != NULL
          || (table == NULL && ath_sa_is_from (ath_sa_expression_get (item)))
          || (table != NULL && (table->columns->len == 0 || table->is_partial)))
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

/* Conditions may be constants of Python's too.  NULL after refusing. */
static AthPythonValue *
take_conditions (AthPythonEvaluator *evaluator,
                 AthPythonValue     *items)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *conditions = ath_python_list_new (arena, NULL, 0);

  for (guint i = 0; i < items->sequence.length; i++)
    {
      AthPythonValue *condition = ath_sa_condition_of (evaluator, items->sequence.items[i]);

      if (condition == NULL)
        return NULL;
      ath_python_list_append (arena, conditions, condition);
    }

  return conditions;
}

/* What a list of a query may have besides expressions. */
typedef enum
{
  TAKES_EXPRESSIONS,
  TAKES_CONDITIONS,
  TAKES_NAMES, /* and None, which empties it */
} Takes;

/* A method that adds its arguments to a list of the query. */
static AthPythonValue *
add_items (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments,
           const char               *name,
           gsize                     offset,
           Takes                     takes)
{
  AthSaSelect *copy = select_copy (evaluator, self);
  AthPythonValue **list = G_STRUCT_MEMBER_P (copy, offset);
  AthPythonValue *items;

  if (copy->set_operator != NULL && offset != G_STRUCT_OFFSET (AthSaSelect, order_by))
    return ath_python_refuse (evaluator, _("“%s ()” of “%s” is not understood"), name,
                              copy->set_operator);
  if (!BIND (name, rest, &items)
      || (takes == TAKES_EXPRESSIONS && !check_expressions (evaluator, items)))
    return NULL;
  if (takes == TAKES_CONDITIONS)
    items = take_conditions (evaluator, items);
  if (items == NULL)
    return NULL;
  if (takes == TAKES_NAMES && items->sequence.length == 1
      && ath_python_is_none (items->sequence.items[0]))
    *list = ath_python_list_new (ath_python_get_arena (evaluator), NULL, 0);
  else
    *list = ath_sa_join_lists (evaluator, *list, items);

  return wrap (evaluator, copy);
}

static AthPythonValue *
select_where (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  return add_items (evaluator, self, arguments, "where", G_STRUCT_OFFSET (AthSaSelect, where),
                    TAKES_CONDITIONS);
}

static AthPythonValue *
select_having (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return add_items (evaluator, self, arguments, "having", G_STRUCT_OFFSET (AthSaSelect, having),
                    TAKES_CONDITIONS);
}

static AthPythonValue *
select_order_by (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return add_items (evaluator, self, arguments, "order_by",
                    G_STRUCT_OFFSET (AthSaSelect, order_by), TAKES_NAMES);
}

static AthPythonValue *
select_group_by (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return add_items (evaluator, self, arguments, "group_by",
                    G_STRUCT_OFFSET (AthSaSelect, group_by), TAKES_NAMES);
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
                    G_STRUCT_OFFSET (AthSaSelect, from), TAKES_EXPRESSIONS);
}

static AthPythonValue *
select_distinct (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  AthPythonValue *value = add_items (evaluator, self, arguments, "distinct",
                                     G_STRUCT_OFFSET (AthSaSelect, distinct_on),
                                     TAKES_EXPRESSIONS);

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

static AthPythonValue *
select_add_columns (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  AthSaSelect *copy = select_copy (evaluator, self);
  GPtrArray *columns = ath_sql_items_new (ath_python_get_arena (evaluator));
  AthPythonValue *items;

  if (!BIND ("add_columns", rest, &items))
    return NULL;
  if (copy->set_operator != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” of “%s” is not understood"), "add_columns",
                              copy->set_operator);
  for (guint i = 0; i < copy->columns->len; i++)
    g_ptr_array_add (columns, g_ptr_array_index (copy->columns, i));
  copy->columns = columns;

  return ath_sa_collect_columns (evaluator, items, columns) ? wrap (evaluator, copy) : NULL;
}

/* Only the tables that are named are those of the statement around it. */
static AthPythonValue *
select_correlate (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  AthSaSelect *copy = select_copy (evaluator, self);
  AthPythonValue *tables;

  if (!BIND ("correlate", rest, &tables))
    return NULL;
  for (guint i = 0; i < tables->sequence.length; i++)
    if (ath_python_host_get (tables->sequence.items[i], &ath_sa_lower_table_class) == NULL)
      return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "correlate",
                                ath_python_get_type_name (tables->sequence.items[i]));
  if (copy->set_operator != NULL || copy->correlated != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” here is not understood"), "correlate");
  copy->correlated = tables;

  return wrap (evaluator, copy);
}

static gboolean
is_mentioned (const AthSaExpression *from,
              GPtrArray             *mentioned)
{
  g_autoptr(GPtrArray) one = g_ptr_array_new ();
  g_autoptr(GPtrArray) parts = NULL;

  g_ptr_array_add (one, (gpointer) from);
  parts = ath_sa_froms_expand (one);
  for (guint i = 0; i < parts->len; i++)
    if (g_ptr_array_find (mentioned, g_ptr_array_index (parts, i), NULL))
      return TRUE;

  return FALSE;
}

/* What is joined is what the condition is about, besides @right. */
static void
keep_mentioned (GPtrArray             *froms,
                const AthSaExpression *right,
                const AthSaExpression *condition)
{
  g_autoptr(GPtrArray) mentioned = g_ptr_array_new ();

  if (condition == NULL)
    return;
  ath_sa_expression_collect (condition, mentioned);
  g_ptr_array_remove (mentioned, (gpointer) right);
  for (guint i = froms->len; mentioned->len > 0 && i > 0; i--)
    if (!is_mentioned (g_ptr_array_index (froms, i - 1), mentioned))
      g_ptr_array_remove_index (froms, i - 1);
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
  if (arguments->n_positional > 1)
    keep_mentioned (froms, ath_sa_expression_get (arguments->positional[0]),
                    ath_sa_expression_get (arguments->positional[1]));
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

/* Both sides of the join are named. */
static AthPythonValue *
join_from (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments,
           gboolean                  is_outer)
{
  AthSaSelect *copy = select_copy (evaluator, self);
  AthPythonValue *joined = ath_sa_join_make (evaluator, arguments, is_outer);

  if (joined == NULL)
    return NULL;
  if (copy->set_operator != NULL || copy->from->sequence.length > 0)
    return ath_python_refuse (evaluator, _("This join is not understood"));
  copy->from = ath_python_list_new (ath_python_get_arena (evaluator), &joined, 1);

  return wrap (evaluator, copy);
}

static AthPythonValue *
select_join_from (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return join_from (evaluator, self, arguments, FALSE);
}

static AthPythonValue *
select_outer_join_from (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  return join_from (evaluator, self, arguments, TRUE);
}

static AthPythonValue *
select_with_for_update (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "nowait", ATH_PYTHON_PARAM_KEYWORD },
    { "read", ATH_PYTHON_PARAM_KEYWORD },
    { "skip_locked", ATH_PYTHON_PARAM_KEYWORD },
    { "key_share", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSaSelect *copy = select_copy (evaluator, self);
  gboolean options[G_N_ELEMENTS (parameters)] = { FALSE };
  const char *strength;

  if (!BIND ("with_for_update", parameters, values))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (parameters); i++)
    if (values[i] != NULL && !ath_sa_get_bool (evaluator, values[i], &options[i]))
      return NULL;
  if (copy->set_operator != NULL || (options[0] && options[2]))
    return ath_python_refuse (evaluator, _("“%s ()” here is not understood"), "with_for_update");

  if (options[1])
    strength = options[3] ? " FOR KEY SHARE" : " FOR SHARE";
  else
    strength = options[3] ? " FOR NO KEY UPDATE" : " FOR UPDATE";
  copy->locking = ath_arena_printf (ath_python_get_arena (evaluator), "%s%s%s", strength,
                                    options[0] ? " NOWAIT" : "",
                                    options[2] ? " SKIP LOCKED" : "");

  return wrap (evaluator, copy);
}

static AthPythonValue *
make_from (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments,
           const char               *method,
           gboolean                  is_cte)
{
  AthSaSelect *select = self->host.data;

  return ath_sa_subquery_new (evaluator, arguments, method, &select->expression, select->columns,
                              is_cte);
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
select_lateral (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  AthPythonValue *value = make_from (evaluator, self, arguments, "lateral", FALSE);

  if (value != NULL)
    ath_sa_subquery_set_lateral (value);

  return value;
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
  for (guint i = 1; i < members->sequence.length; i++)
    if (((AthSaSelect *) members->sequence.items[i]->host.data)->columns->len
        != ((AthSaSelect *) members->sequence.items[0]->host.data)->columns->len)
      return ath_python_refuse (evaluator, _("The queries of “%s” have different columns"),
                                operator);
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
  if (self != NULL && ((AthSaSelect *) self->host.data)->set_operator != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” of “%s” is not understood"), operator,
                              ((AthSaSelect *) self->host.data)->set_operator);
  if (self != NULL)
    members = ath_sa_join_lists (evaluator,
                                 ath_python_tuple_new (ath_python_get_arena (evaluator), &self, 1),
                                 members);

  return compound_new (evaluator, operator, members);
}

#define COMPOUND(symbol_, operator_) \
  static AthPythonValue * \
  make_##symbol_ (AthPythonEvaluator       *evaluator, \
                  AthPythonValue           *self, \
                  const AthPythonArguments *arguments) \
  { \
    return make_compound (evaluator, self, arguments, operator_); \
  }

COMPOUND (union, "UNION")
COMPOUND (union_all, "UNION ALL")
COMPOUND (intersect, "INTERSECT")
COMPOUND (intersect_all, "INTERSECT ALL")
COMPOUND (except, "EXCEPT")
COMPOUND (except_all, "EXCEPT ALL")

#undef COMPOUND

const AthPythonNativeFunction ath_sa_select_functions[] = {
  { "select", make_select },
  { "union", make_union },
  { "union_all", make_union_all },
  { "intersect", make_intersect },
  { "intersect_all", make_intersect_all },
  { "except_", make_except },
  { "except_all", make_except_all },
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
  { "join_from", select_join_from },
  { "outerjoin_from", select_outer_join_from },
  { "add_columns", select_add_columns },
  { "column", select_add_columns },
  { "correlate", select_correlate },
  { "with_for_update", select_with_for_update },
  { "subquery", select_subquery },
  { "alias", select_subquery },
  { "cte", select_cte },
  { "scalar_subquery", select_scalar_subquery },
  { "as_scalar", select_scalar_subquery },
  { "lateral", select_lateral },
  { "exists", select_exists },
  { "union", make_union },
  { "union_all", make_union_all },
  { "intersect", make_intersect },
  { "intersect_all", make_intersect_all },
  { "except_", make_except },
  { "except_all", make_except_all },
  { NULL },
};

const AthPythonNativeClass ath_sa_select_class = {
  .name = "Select",
  .module = "sqlalchemy",
  .base = &ath_sa_expression_class,
  .methods = select_methods,
};
