/* ath-sa-case.c: `case ()` and `exists ()`
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

/* `CASE WHEN condition THEN result … ELSE otherwise END` */
typedef struct
{
  AthSaExpression        expression;
  const AthSaExpression *subject;    /* (nullable): what is compared with each condition */
  GPtrArray             *conditions;
  GPtrArray             *results;
  const AthSaExpression *otherwise;
} Case;

/* `EXISTS (query)` */
typedef struct
{
  AthSaExpression        expression;
  const AthSaExpression *query;
} Exists;

static gboolean
append_case (const AthSaExpression *self,
             AthSaCompiler         *compiler)
{
  const Case *choice = (const Case *) self;

  g_string_append (compiler->sql, "CASE");
  if (choice->subject != NULL)
    {
      g_string_append_c (compiler->sql, ' ');
      if (!ath_sa_expression_append (choice->subject, compiler))
        return FALSE;
    }
  for (guint i = 0; i < choice->conditions->len; i++)
    {
      const AthSaExpression *condition = g_ptr_array_index (choice->conditions, i);

      g_string_append (compiler->sql, " WHEN ");
      if (!ath_sa_expression_append_grouped (condition, compiler, NULL))
        return FALSE;
      g_string_append (compiler->sql, " THEN ");
      if (!ath_sa_expression_append (g_ptr_array_index (choice->results, i), compiler))
        return FALSE;
    }
  if (choice->otherwise != NULL)
    {
      g_string_append (compiler->sql, " ELSE ");
      if (!ath_sa_expression_append (choice->otherwise, compiler))
        return FALSE;
    }
  g_string_append (compiler->sql, " END");

  return TRUE;
}

static void
collect_case (const AthSaExpression *self,
              GPtrArray             *froms)
{
  const Case *choice = (const Case *) self;

  if (choice->subject != NULL)
    ath_sa_expression_collect (choice->subject, froms);
  for (guint i = 0; i < choice->conditions->len; i++)
    {
      ath_sa_expression_collect (g_ptr_array_index (choice->conditions, i), froms);
      ath_sa_expression_collect (g_ptr_array_index (choice->results, i), froms);
    }
  if (choice->otherwise != NULL)
    ath_sa_expression_collect (choice->otherwise, froms);
}

/* A condition, or what the subject is compared with, and what then is the result. */
static gboolean
add_when (AthPythonEvaluator *evaluator,
          Case               *choice,
          AthPythonValue     *condition,
          AthPythonValue     *result)
{
  const AthSaExpression *compared = ath_sa_expression_get (condition);
  const AthSaExpression *written;

  if (compared == NULL && choice->subject == NULL)
    return ath_python_refuse (evaluator, _("“case ()” takes pairs of a condition and a "
                                           "value")) != NULL;
  if (compared == NULL)
    compared = ath_sa_expression_of (evaluator, condition, choice->subject->type);
  written = compared != NULL ? ath_sa_expression_of (evaluator, result, NULL) : NULL;
  if (written == NULL)
    return FALSE;

  g_ptr_array_add (choice->conditions, (gpointer) compared);
  g_ptr_array_add (choice->results, (gpointer) written);
  if (!ath_sa_type_is_null (written->type))
    choice->expression.type = written->type;

  return TRUE;
}

/* Pairs one by one, or one dict. */
static gboolean
add_whens (AthPythonEvaluator *evaluator,
           Case               *choice,
           AthPythonValue     *whens)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  if (whens->sequence.length == 1 && whens->sequence.items[0]->type == ATH_PYTHON_TYPE_DICT)
    {
      while (ath_python_dict_next (whens->sequence.items[0]->dict, &position, &key, &value))
        if (!add_when (evaluator, choice, key, value))
          return FALSE;
      return TRUE;
    }

  for (guint i = 0; i < whens->sequence.length; i++)
    {
      AthPythonValue *when = whens->sequence.items[i];

      if (when->type != ATH_PYTHON_TYPE_TUPLE || when->sequence.length != 2)
        return ath_python_refuse (evaluator, _("“case ()” takes pairs of a condition and a "
                                               "value")) != NULL;
      if (!add_when (evaluator, choice, when->sequence.items[0], when->sequence.items[1]))
        return FALSE;
    }

  return TRUE;
}

static AthPythonValue *
make_case (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "whens", ATH_PYTHON_PARAM_REST },
    { "value", ATH_PYTHON_PARAM_KEYWORD },
    { "else_", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthArena *arena = ath_python_get_arena (evaluator);
  Case *choice = ath_arena_new0 (arena, Case);

  if (!BIND ("case", parameters, values))
    return NULL;

  choice->expression.append = append_case;
  choice->expression.collect = collect_case;
  choice->conditions = ath_sql_items_new (arena);
  choice->results = ath_sql_items_new (arena);
  if (values[1] != NULL && !ath_python_is_none (values[1]))
    {
      choice->subject = ath_sa_expression_of (evaluator, values[1], NULL);
      if (choice->subject == NULL)
        return NULL;
    }
  if (!add_whens (evaluator, choice, values[0]))
    return NULL;
  if (choice->conditions->len == 0)
    return ath_python_refuse (evaluator, _("“case ()” takes pairs of a condition and a value"));
  if (values[2] != NULL && !ath_python_is_none (values[2]))
    {
      choice->otherwise = ath_sa_expression_of (evaluator, values[2], NULL);
      if (choice->otherwise == NULL)
        return NULL;
      if (ath_sa_type_is_null (choice->expression.type))
        choice->expression.type = choice->otherwise->type;
    }

  return ath_sa_expression_new (evaluator, choice);
}

static gboolean
append_exists (const AthSaExpression *self,
               AthSaCompiler         *compiler)
{
  gboolean was_nested = compiler->is_nested;
  gboolean is_written;

  g_string_append (compiler->sql, "EXISTS ");
  compiler->is_nested = TRUE;
  is_written = ath_sa_expression_append (((const Exists *) self)->query, compiler);
  compiler->is_nested = was_nested;

  return is_written;
}

static AthPythonValue *
exists_where (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments);

static AthPythonValue *
exists_select_from (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments);

static AthPythonValue *
exists_correlate (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments);

static const AthPythonNativeFunction exists_methods[] = {
  { "where", exists_where },
  { "select_from", exists_select_from },
  { "correlate", exists_correlate },
  { NULL },
};

static const AthPythonNativeClass exists_class = {
  .name = "Exists",
  .module = "sqlalchemy",
  .base = &ath_sa_expression_class,
  .methods = exists_methods,
};

/**
 * ath_sa_make_exists:
 * @evaluator: an evaluator
 * @query: a query
 *
 * Returns: (transfer none): whether @query has rows
 */
AthPythonValue *
ath_sa_make_exists (AthPythonEvaluator    *evaluator,
                    const AthSaExpression *query)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  Exists *exists = ath_arena_new0 (arena, Exists);

  exists->expression.append = append_exists;
  exists->expression.operator = ath_sa_operator_get (ATH_SA_OPERATOR_EXISTS);
  exists->expression.type = &ath_sa_boolean_type;
  exists->query = query;

  return ath_python_host_new (arena, &exists_class, exists);
}

/* The query inside, with one of its own methods called. */
static AthPythonValue *
change_query (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments,
              const char               *method)
{
  const Exists *exists = self->host.data;
  AthPythonValue *query = ath_python_host_new (ath_python_get_arena (evaluator),
                                               &ath_sa_select_class, (gpointer) exists->query);
  AthPythonValue *bound = ath_python_get_attribute (evaluator, query, method);
  AthPythonValue *changed = bound != NULL ? ath_python_call (evaluator, bound, arguments) : NULL;

  return changed != NULL ? ath_sa_make_exists (evaluator, ath_sa_expression_get (changed)) : NULL;
}

static AthPythonValue *
exists_where (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  return change_query (evaluator, self, arguments, "where");
}

static AthPythonValue *
exists_select_from (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  return change_query (evaluator, self, arguments, "select_from");
}

static AthPythonValue *
exists_correlate (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return change_query (evaluator, self, arguments, "correlate");
}

static AthPythonValue *
make_exists (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "query", ATH_PYTHON_PARAM_OPTIONAL } };
  AthPythonValue *query;
  AthPythonValue *star;

  if (!BIND ("exists", parameters, &query))
    return NULL;
  if (query == NULL)
    {
      star = ath_sa_text_new (evaluator, "*");
      query = ath_sa_select_new (evaluator,
                                 ath_python_tuple_new (ath_python_get_arena (evaluator), &star, 1));
    }
  if (query == NULL)
    return NULL;
  if (!ath_sa_is_query (ath_sa_expression_get (query)))
    query = ath_sa_select_new (evaluator,
                               ath_python_tuple_new (ath_python_get_arena (evaluator), &query, 1));
  if (query == NULL)
    return NULL;

  return ath_sa_make_exists (evaluator, ath_sa_expression_get (query));
}

const AthPythonNativeFunction ath_sa_case_functions[] = {
  { "case", make_case },
  { "exists", make_exists },
  { NULL },
};
