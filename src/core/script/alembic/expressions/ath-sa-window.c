/* ath-sa-window.c: what follows a call of a function: FILTER, OVER, WITHIN GROUP
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/expressions/ath-sa-pattern.h"
#include "script/alembic/queries/ath-sa-select.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

/* A call with something behind it. */
typedef struct
{
  AthSaExpression        expression;
  const AthSaExpression *call;
  const AthSaExpression *criterion;  /* (nullable): of FILTER */
  const GPtrArray       *partition;  /* of OVER */
  const GPtrArray       *order;      /* of OVER and WITHIN GROUP */
  const char            *frame;      /* (nullable): of OVER */
} Window;

static gboolean
append_list (AthSaCompiler   *compiler,
             const GPtrArray *items,
             const char      *keyword)
{
  for (guint i = 0; i < items->len; i++)
    {
      g_string_append (compiler->sql, i == 0 ? keyword : ", ");
      if (!ath_sa_expression_append_item (g_ptr_array_index (items, i), compiler))
        return FALSE;
    }

  return TRUE;
}

static gboolean
append_over (const AthSaExpression *self,
             AthSaCompiler         *compiler)
{
  const Window *window = (const Window *) self;

  if (!ath_sa_expression_append (window->call, compiler))
    return FALSE;
  g_string_append (compiler->sql, " OVER (");
  if (!append_list (compiler, window->partition, "PARTITION BY ")
      || !append_list (compiler, window->order, window->partition->len > 0 ? " ORDER BY "
                                                                          : "ORDER BY "))
    return FALSE;
  if (window->frame != NULL)
    g_string_append_printf (compiler->sql, "%s%s",
                            window->partition->len + window->order->len > 0 ? " " : "",
                            window->frame);
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static gboolean
append_filter (const AthSaExpression *self,
               AthSaCompiler         *compiler)
{
  const Window *window = (const Window *) self;

  if (!ath_sa_expression_append (window->call, compiler))
    return FALSE;
  g_string_append (compiler->sql, " FILTER (WHERE ");
  if (!ath_sa_expression_append (window->criterion, compiler))
    return FALSE;
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static gboolean
append_within (const AthSaExpression *self,
               AthSaCompiler         *compiler)
{
  const Window *window = (const Window *) self;

  if (!ath_sa_expression_append (window->call, compiler))
    return FALSE;
  g_string_append (compiler->sql, " WITHIN GROUP (");
  if (!append_list (compiler, window->order, "ORDER BY "))
    return FALSE;
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static void
collect_window (const AthSaExpression *self,
                GPtrArray             *froms)
{
  const Window *window = (const Window *) self;

  ath_sa_expression_collect (window->call, froms);
  if (window->criterion != NULL)
    ath_sa_expression_collect (window->criterion, froms);
  for (guint i = 0; window->partition != NULL && i < window->partition->len; i++)
    ath_sa_expression_collect (g_ptr_array_index (window->partition, i), froms);
  for (guint i = 0; window->order != NULL && i < window->order->len; i++)
    ath_sa_expression_collect (g_ptr_array_index (window->order, i), froms);
}

/* A call, or one with FILTER or WITHIN GROUP; NULL after refusing. */
static const AthSaExpression *
get_call (AthPythonEvaluator *evaluator,
          AthPythonValue     *self,
          const char         *name)
{
  const AthSaExpression *call = ath_sa_expression_get (self);

  if (ath_sa_is_call (call) || call->append == append_filter || call->append == append_within)
    return call;

  return ath_python_refuse (evaluator, _("“%s” of %s is not understood"), name,
                            ath_python_get_type_name (self));
}

static Window *
window_new (AthPythonEvaluator    *evaluator,
            const AthSaExpression *call,
            gboolean             (*append) (const AthSaExpression *self,
                                            AthSaCompiler         *compiler))
{
  Window *window = ath_arena_new0 (ath_python_get_arena (evaluator), Window);

  window->expression.append = append;
  window->expression.collect = collect_window;
  window->expression.type = call->type;
  window->call = call;

  return window;
}

/* One expression, or a list of them. */
static GPtrArray *
take_items (AthPythonEvaluator *evaluator,
            AthPythonValue     *value)
{
  GPtrArray *items = ath_sql_items_new (ath_python_get_arena (evaluator));
  AthPythonValue *list;

  if (value == NULL || ath_python_is_none (value))
    return items;
  list = ath_sa_expression_get (value) != NULL || ath_python_is_str (value)
         ? ath_python_list_new (ath_python_get_arena (evaluator), &value, 1)
         : ath_python_list_of (evaluator, value);
  for (guint i = 0; list != NULL && i < list->sequence.length; i++)
    {
      AthSaExpression *item = ath_sa_expression_get (list->sequence.items[i]);

      if (item == NULL || ath_sa_is_query (item))
        return ath_python_refuse (evaluator, _("%s in the order of a query is not understood"),
                                  ath_python_get_type_name (list->sequence.items[i]));
      g_ptr_array_add (items, item);
    }

  return list != NULL ? items : NULL;
}

static gboolean
append_limit (AthPythonEvaluator *evaluator,
              AthPythonValue     *value,
              gboolean            is_upper,
              GString            *frame)
{
  if (ath_python_is_none (value))
    g_string_append (frame, is_upper ? "UNBOUNDED FOLLOWING" : "UNBOUNDED PRECEDING");
  else if (value->type != ATH_PYTHON_TYPE_INT)
    return ath_python_refuse (evaluator, _("%s as a limit of a window is not understood"),
                              ath_python_get_type_name (value)) != NULL;
  else if (value->integer == 0)
    g_string_append (frame, "CURRENT ROW");
  else
    g_string_append_printf (frame, "%" G_GINT64_FORMAT " %s", ABS (value->integer),
                            value->integer < 0 ? "PRECEDING" : "FOLLOWING");

  return TRUE;
}

static gboolean
set_frame (AthPythonEvaluator *evaluator,
           AthPythonValue     *limits,
           const char         *keyword,
           Window             *window)
{
  g_autoptr(GString) frame = g_string_new (keyword);

  if (limits == NULL || ath_python_is_none (limits))
    return TRUE;
  if (limits->type != ATH_PYTHON_TYPE_TUPLE || limits->sequence.length != 2
      || window->frame != NULL)
    return ath_python_refuse (evaluator, _("%s as a limit of a window is not understood"),
                              ath_python_get_type_name (limits)) != NULL;

  g_string_append (frame, " BETWEEN ");
  if (!append_limit (evaluator, limits->sequence.items[0], FALSE, frame))
    return FALSE;
  g_string_append (frame, " AND ");
  if (!append_limit (evaluator, limits->sequence.items[1], TRUE, frame))
    return FALSE;
  window->frame = ath_arena_strdup (ath_python_get_arena (evaluator), frame->str);

  return TRUE;
}

static AthPythonValue *
method_over (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "partition_by", ATH_PYTHON_PARAM_OPTIONAL }, { "order_by", ATH_PYTHON_PARAM_OPTIONAL },
    { "rows", ATH_PYTHON_PARAM_KEYWORD },          { "range_", ATH_PYTHON_PARAM_KEYWORD },
    { "groups", ATH_PYTHON_PARAM_KEYWORD },
  };
  static const char *const keywords[] = { "ROWS", "RANGE", "GROUPS" };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const AthSaExpression *call;
  Window *window;

  if (!BIND ("over", parameters, values))
    return NULL;
  call = get_call (evaluator, self, "over");
  if (call == NULL)
    return NULL;
  window = window_new (evaluator, call, append_over);
  window->partition = take_items (evaluator, values[0]);
  window->order = window->partition != NULL ? take_items (evaluator, values[1]) : NULL;
  if (window->order == NULL)
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    if (!set_frame (evaluator, values[2 + i], keywords[i], window))
      return NULL;

  return ath_sa_expression_new (evaluator, window);
}

static AthPythonValue *
method_filter (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "criterion", ATH_PYTHON_PARAM_REST } };
  const AthSaExpression *call;
  AthPythonValue *criteria;
  AthPythonValue *all = NULL;
  Window *window;

  if (!BIND ("filter", parameters, &criteria))
    return NULL;
  call = get_call (evaluator, self, "filter");
  if (call == NULL)
    return NULL;
  if (criteria->sequence.length == 0 || call->append == append_filter)
    return ath_python_refuse (evaluator, _("“%s” of %s is not understood"), "filter",
                              ath_python_get_type_name (self));
  if (criteria->sequence.length == 1)
    all = criteria->sequence.items[0];
  if (all == NULL || ath_sa_expression_get (all) == NULL)
    all = ath_sa_combine (evaluator, ATH_SA_OPERATOR_AND, criteria);
  if (all == NULL)
    return NULL;

  window = window_new (evaluator, call, append_filter);
  window->expression.operator = ath_sa_operator_get (ATH_SA_OPERATOR_FILTER);
  window->criterion = ath_sa_expression_get (all);

  return ath_sa_expression_new (evaluator, window);
}

static AthPythonValue *
method_within_group (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "order_by", ATH_PYTHON_PARAM_REST } };
  const AthSaExpression *call = get_call (evaluator, self, "within_group");
  AthPythonValue *order;
  Window *window;

  if (call == NULL || !BIND ("within_group", parameters, &order))
    return NULL;
  window = window_new (evaluator, call, append_within);
  window->order = take_items (evaluator, order);
  if (window->order == NULL)
    return NULL;
  if (ath_sa_type_is_null (call->type) && window->order->len > 0)
    window->expression.type = ((AthSaExpression *) g_ptr_array_index (window->order, 0))->type;

  return ath_sa_expression_new (evaluator, window);
}

static const AthPythonNativeFunction window_methods[] = {
  { "over", method_over },
  { "filter", method_filter },
  { "within_group", method_within_group },
  { NULL },
};

const AthPythonNativeClass ath_sa_window_class = {
  .name = "FunctionElement",
  .module = "sqlalchemy.sql.functions",
  .base = &ath_sa_pattern_class,
  .methods = window_methods,
};
