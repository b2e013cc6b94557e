/* ath-python-eval-call.c: how functions are made and called
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-generator.h"
#include "python/evaluator/ath-python-special.h"
#include "python/types/ath-python-types.h"

/* Arguments while they are being gathered. */
typedef struct
{
  AthPythonValue *positional; /* a list */
  GPtrArray      *keywords;
  GPtrArray      *values;
} Gathered;

static gboolean
gather_star (AthPythonEvaluator *self,
             AthPythonNode      *node,
             Gathered           *gathered)
{
  AthPythonValue *value = ath_python_evaluate (self, node->unary.value);
  AthPythonValue *iterator = value != NULL ? ath_python_iterate (self, value) : NULL;
  AthPythonValue *item;

  if (iterator == NULL)
    return FALSE;
  while ((item = ath_python_next (self, iterator)) != NULL)
    ath_python_list_append (self->arena, gathered->positional, item);

  return !ath_python_has_failed (self);
}

static gboolean
add_keyword (AthPythonEvaluator *self,
             Gathered           *gathered,
             const char         *name,
             AthPythonValue     *value)
{
  for (guint i = 0; i < gathered->keywords->len; i++)
    if (g_str_equal (g_ptr_array_index (gathered->keywords, i), name))
      return ath_python_raise (self, &ath_python_type_error_class,
                               "got multiple values for keyword argument '%s'", name) != NULL;

  g_ptr_array_add (gathered->keywords, (gpointer) name);
  g_ptr_array_add (gathered->values, value);

  return TRUE;
}

static gboolean
gather_double_star (AthPythonEvaluator *self,
                    AthPythonNode      *node,
                    Gathered           *gathered)
{
  AthPythonValue *dict = ath_python_evaluate (self, node);
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  if (dict == NULL)
    return FALSE;
  if (dict->type != ATH_PYTHON_TYPE_DICT)
    return ath_python_refuse (self, _("“**” before %s is not understood"),
                              ath_python_get_type_name (dict)) != NULL;

  while (ath_python_dict_next (dict->dict, &position, &key, &value))
    {
      if (!ath_python_is_str (key))
        return ath_python_raise (self, &ath_python_type_error_class,
                                 "keywords must be strings") != NULL;
      if (!add_keyword (self, gathered, key->text.bytes, value))
        return FALSE;
    }

  return TRUE;
}

static gboolean
gather (AthPythonEvaluator *self,
        AthPythonNode      *node,
        Gathered           *gathered)
{
  for (guint i = 0; i < node->call.args->length; i++)
    {
      AthPythonNode *argument = node->call.args->items[i];
      AthPythonValue *value;

      if (argument->kind == ATH_PYTHON_STARRED)
        {
          if (!gather_star (self, argument, gathered))
            return FALSE;
          continue;
        }
      value = ath_python_evaluate (self, argument);
      if (value == NULL)
        return FALSE;
      ath_python_list_append (self->arena, gathered->positional, value);
    }

  for (guint i = 0; i < node->call.keywords->length; i++)
    {
      AthPythonNode *keyword = node->call.keywords->items[i];
      AthPythonValue *value;

      if (keyword->keyword.arg == NULL)
        {
          if (!gather_double_star (self, keyword->keyword.value, gathered))
            return FALSE;
          continue;
        }
      value = ath_python_evaluate (self, keyword->keyword.value);
      if (value == NULL || !add_keyword (self, gathered, keyword->keyword.arg, value))
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_python_evaluate_call:
 * @self: an evaluator
 * @node: a CALL
 *
 * Returns: (transfer none) (nullable): what the call gives, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_evaluate_call (AthPythonEvaluator *self,
                          AthPythonNode      *node)
{
  g_autoptr(GPtrArray) keywords = g_ptr_array_new ();
  g_autoptr(GPtrArray) values = g_ptr_array_new ();
  AthPythonValue *callable = ath_python_evaluate (self, node->call.func);
  Gathered gathered = { NULL, keywords, values };
  AthPythonArguments arguments;

  if (callable == NULL)
    return NULL;
  gathered.positional = ath_python_list_new (self->arena, NULL, 0);
  if (!gather (self, node, &gathered))
    return NULL;

  arguments = (AthPythonArguments) {
    .positional = gathered.positional->sequence.items,
    .n_positional = gathered.positional->sequence.length,
    .keywords = (const char *const *) keywords->pdata,
    .keyword_values = (AthPythonValue *const *) values->pdata,
    .n_keywords = keywords->len,
  };
  self->node = node;

  return ath_python_call (self, callable, &arguments);
}

static AthPythonValue **
evaluate_defaults (AthPythonEvaluator *self,
                   AthPythonNode      *arguments)
{
  const AthPythonList *lists[] = {
    arguments->arguments.posonlyargs, arguments->arguments.args, arguments->arguments.kwonlyargs,
  };
  guint n_parameters = lists[0]->length + lists[1]->length + lists[2]->length;
  AthPythonValue **defaults = ath_arena_alloc (self->arena, sizeof *defaults * (n_parameters + 1));
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    for (guint j = 0; j < lists[i]->length; j++, n++)
      {
        AthPythonNode *node = lists[i]->items[j]->arg.default_value;

        if (node == NULL)
          continue;
        defaults[n] = ath_python_evaluate (self, node);
        if (defaults[n] == NULL)
          return NULL;
      }

  return defaults;
}

/**
 * ath_python_function_new:
 * @self: an evaluator
 * @node: a FUNCTION_DEF or a LAMBDA
 *
 * Makes a function of the running block.  Its annotations are not looked at.
 *
 * Returns: (transfer none) (nullable): the function without its decorators, or
 *   `NULL` after raising or refusing
 */
AthPythonValue *
ath_python_function_new (AthPythonEvaluator *self,
                         AthPythonNode      *node)
{
  gboolean is_lambda = node->kind == ATH_PYTHON_LAMBDA;
  AthPythonFunction *function = ath_arena_new0 (self->arena, AthPythonFunction);
  AthPythonValue *value = ath_arena_new0 (self->arena, AthPythonValue);

  function->name = is_lambda ? "<lambda>" : node->function_def.name;
  function->node = node;
  function->frame = self->frame;
  function->defaults = evaluate_defaults (self, is_lambda ? node->lambda.args
                                                          : node->function_def.args);
  if (function->defaults == NULL)
    return NULL;

  value->type = ATH_PYTHON_TYPE_FUNCTION;
  value->function = function;

  return value;
}

/**
 * ath_python_define_function:
 * @self: an evaluator
 * @node: a FUNCTION_DEF
 *
 * Returns: (transfer none) (nullable): what the name of the function is bound
 *   to: the function, or what its decorators made of it
 */
AthPythonValue *
ath_python_define_function (AthPythonEvaluator *self,
                            AthPythonNode      *node)
{
  const AthPythonList *decorators = node->function_def.decorator_list;
  gsize n_values = decorators->length + 1;
  AthPythonValue **values = ath_arena_alloc (self->arena, sizeof *values * n_values);
  AthPythonValue *function;

  for (guint i = 0; i < decorators->length; i++)
    {
      values[i] = ath_python_evaluate (self, decorators->items[i]);
      if (values[i] == NULL)
        return NULL;
    }

  function = ath_python_function_new (self, node);
  for (guint i = decorators->length; function != NULL && i > 0; i--)
    {
      self->node = decorators->items[i - 1];
      function = ath_python_call_simple (self, values[i - 1], &function, 1);
    }

  return function;
}

/* Binding of a call's arguments to a function's parameters. */
typedef struct
{
  AthPythonEvaluator       *self;
  AthPythonFunction        *function;
  const AthPythonArguments *arguments;
  AthPythonValue           *first;      /* (nullable) the object of a method */
  AthPythonNamespace       *locals;
  gboolean                 *used;       /* keywords that a parameter took */
  guint                     n_taken;    /* positional ones that a parameter took */
  guint                     n_defaults; /* parameters looked at so far */
} Binding;

static guint
get_n_positional (Binding *binding)
{
  return binding->arguments->n_positional + (binding->first != NULL);
}

static AthPythonValue *
get_positional (Binding *binding,
                guint    i)
{
  if (binding->first == NULL)
    return binding->arguments->positional[i];

  return i == 0 ? binding->first : binding->arguments->positional[i - 1];
}

static AthPythonValue *
take_keyword (Binding    *binding,
              const char *name)
{
  for (guint i = 0; i < binding->arguments->n_keywords; i++)
    if (g_str_equal (binding->arguments->keywords[i], name))
      {
        binding->used[i] = TRUE;
        return binding->arguments->keyword_values[i];
      }

  return NULL;
}

static gboolean
bind_parameter (Binding       *binding,
                AthPythonNode *parameter,
                gboolean       by_position,
                gboolean       by_name)
{
  const char *name = parameter->arg.arg;
  AthPythonValue *fallback = binding->function->defaults[binding->n_defaults++];
  AthPythonValue *value = NULL;
  AthPythonValue *keyword = by_name ? take_keyword (binding, name) : NULL;

  if (by_position && binding->n_taken < get_n_positional (binding))
    value = get_positional (binding, binding->n_taken++);
  if (value != NULL && keyword != NULL)
    return ath_python_raise (binding->self, &ath_python_type_error_class,
                             "%s() got multiple values for argument '%s'",
                             binding->function->name, name) != NULL;
  if (value == NULL)
    value = keyword != NULL ? keyword : fallback;
  if (value == NULL)
    return ath_python_raise (binding->self, &ath_python_type_error_class,
                             "%s() missing 1 required argument: '%s'",
                             binding->function->name, name) != NULL;

  ath_python_namespace_set (binding->locals, name, value);

  return TRUE;
}

static gboolean
bind_list (Binding             *binding,
           const AthPythonList *parameters,
           gboolean             by_position,
           gboolean             by_name)
{
  for (guint i = 0; i < parameters->length; i++)
    if (!bind_parameter (binding, parameters->items[i], by_position, by_name))
      return FALSE;

  return TRUE;
}

static gboolean
bind_rest (Binding       *binding,
           AthPythonNode *vararg)
{
  AthPythonValue *rest;

  if (vararg == NULL)
    return binding->n_taken == get_n_positional (binding)
           || ath_python_raise (binding->self, &ath_python_type_error_class,
                                "%s() takes %u positional arguments but %u were given",
                                binding->function->name, binding->n_taken,
                                get_n_positional (binding)) != NULL;

  rest = ath_python_list_new (binding->self->arena, NULL, 0);
  for (; binding->n_taken < get_n_positional (binding); binding->n_taken++)
    ath_python_list_append (binding->self->arena, rest, get_positional (binding, binding->n_taken));
  rest->type = ATH_PYTHON_TYPE_TUPLE;
  ath_python_namespace_set (binding->locals, vararg->arg.arg, rest);

  return TRUE;
}

static gboolean
bind_other_keywords (Binding       *binding,
                     AthPythonNode *kwarg)
{
  AthPythonValue *rest = kwarg != NULL ? ath_python_dict_value_new (binding->self->arena) : NULL;

  for (guint i = 0; i < binding->arguments->n_keywords; i++)
    {
      if (binding->used[i])
        continue;
      if (rest == NULL)
        return ath_python_raise (binding->self, &ath_python_type_error_class,
                                 "%s() got an unexpected keyword argument '%s'",
                                 binding->function->name, binding->arguments->keywords[i]) != NULL;
      ath_python_dict_set_text (rest->dict, binding->arguments->keywords[i],
                                binding->arguments->keyword_values[i]);
    }
  if (rest != NULL)
    ath_python_namespace_set (binding->locals, kwarg->arg.arg, rest);

  return TRUE;
}

static gboolean
bind_all (Binding       *binding,
          AthPythonNode *parameters)
{
  return bind_list (binding, parameters->arguments.posonlyargs, TRUE, FALSE)
         && bind_list (binding, parameters->arguments.args, TRUE, TRUE)
         && bind_rest (binding, parameters->arguments.vararg)
         && bind_list (binding, parameters->arguments.kwonlyargs, FALSE, TRUE)
         && bind_other_keywords (binding, parameters->arguments.kwarg);
}

static AthPythonValue *
run_body (AthPythonEvaluator *self,
          AthPythonFunction  *function)
{
  AthPythonNode *node = function->node;

  if (ath_python_scope_is_generator (self->frame->scope))
    return node->kind == ATH_PYTHON_LAMBDA
           ? ath_python_refuse (self, _("“yield” here is not understood"))
           : ath_python_generator_new (self, function, self->frame);
  if (node->kind == ATH_PYTHON_LAMBDA)
    return ath_python_evaluate (self, node->lambda.body);

  if (ath_python_execute (self, node->function_def.body) == ATH_PYTHON_FLOW_FAILED)
    return NULL;

  return self->frame->returned != NULL ? self->frame->returned : ath_python_none ();
}

static gboolean
check_kind (AthPythonEvaluator *self,
            AthPythonFunction  *function)
{
  if (function->node->kind == ATH_PYTHON_LAMBDA)
    return TRUE;
  if (function->node->function_def.is_async)
    return ath_python_refuse (self, _("“async def” is not understood")) != NULL;

  return TRUE;
}

/* @first: (nullable): goes before the other arguments: the object of a method. */
static AthPythonValue *
call_function (AthPythonEvaluator       *self,
               AthPythonFunction        *function,
               AthPythonValue           *first,
               const AthPythonArguments *arguments)
{
  AthPythonNode *node = function->node;
  gboolean is_lambda = node->kind == ATH_PYTHON_LAMBDA;
  g_autofree gboolean *used = g_new0 (gboolean, arguments->n_keywords + 1);
  const AthPythonNode *caller = self->node;
  AthPythonValue *result = NULL;
  AthPythonFrame *frame;
  Binding binding = {
    .self = self,
    .function = function,
    .arguments = arguments,
    .first = first,
    .used = used,
  };

  if (!check_kind (self, function))
    return NULL;

  frame = ath_python_frame_push (self, function->frame->module,
                                 is_lambda ? node->lambda.scope : node->function_def.scope,
                                 function->frame);
  if (ath_python_scope_get_kind (function->frame->scope) == ATH_PYTHON_SCOPE_CLASS)
    frame->class = function->frame->class;
  frame->first_argument = first != NULL ? first
                          : arguments->n_positional > 0 ? arguments->positional[0] : NULL;
  binding.locals = frame->locals;
  if (bind_all (&binding, is_lambda ? node->lambda.args : node->function_def.args))
    result = run_body (self, function);
  ath_python_frame_pop (self);

  /* A failure keeps the place it happened at. */
  if (result != NULL)
    self->node = caller;

  return result;
}

/* A method that is neither: with its object in front. */
static AthPythonValue *
call_with_object (AthPythonEvaluator       *self,
                  AthPythonValue           *method,
                  const AthPythonArguments *arguments)
{
  g_autofree AthPythonValue **positional = g_new (AthPythonValue *, arguments->n_positional + 1);
  AthPythonArguments all = *arguments;

  positional[0] = method->method.self;
  if (arguments->n_positional > 0)
    memcpy (positional + 1, arguments->positional, sizeof *positional * arguments->n_positional);
  all.positional = positional;
  all.n_positional++;

  return ath_python_call (self, method->method.function, &all);
}

static AthPythonValue *
call_value (AthPythonEvaluator       *evaluator,
            AthPythonValue           *callable,
            const AthPythonArguments *arguments)
{
  AthPythonValue *function;

  switch ((guint) callable->type)
    {
    case ATH_PYTHON_TYPE_FUNCTION:
      return call_function (evaluator, callable->function, NULL, arguments);

    case ATH_PYTHON_TYPE_NATIVE_FUNCTION:
      return callable->native_function->call (evaluator, NULL, arguments);

    case ATH_PYTHON_TYPE_METHOD:
      function = callable->method.function;
      if (function->type == ATH_PYTHON_TYPE_FUNCTION)
        return call_function (evaluator, function->function, callable->method.self,
                              arguments);
      if (function->type == ATH_PYTHON_TYPE_NATIVE_FUNCTION)
        return function->native_function->call (evaluator, callable->method.self, arguments);
      return call_with_object (evaluator, callable, arguments);

    case ATH_PYTHON_TYPE_CLASS:
    case ATH_PYTHON_TYPE_NATIVE_CLASS:
      return ath_python_instantiate (evaluator, callable, arguments);

    case ATH_PYTHON_TYPE_INSTANCE:
      function = ath_python_class_find (callable->instance.class, "__call__");
      if (function != NULL)
        function = ath_python_bind_member (evaluator, callable, "__call__", function);
      else if (!ath_python_is_plain (callable))
        function = ath_python_refuse_type (evaluator, "__call__", callable);
      else
        break;
      return function != NULL ? ath_python_call (evaluator, function, arguments) : NULL;

    case ATH_PYTHON_TYPE_HOST:
      if (callable->host.class->call != NULL)
        return callable->host.class->call (evaluator, callable, arguments);
      return ath_python_refuse (evaluator, _("Calling %s is not understood"),
                                ath_python_get_type_name (callable));

    case ATH_PYTHON_TYPE_UNRESOLVED:
      return ath_python_refuse (evaluator, _("“%s” is needed here: %s"),
                                callable->unresolved.name, callable->unresolved.reason);

    default:
      break;
    }

  return ath_python_raise (evaluator, &ath_python_type_error_class,
                           "'%s' object is not callable", ath_python_get_type_name (callable));
}

/**
 * ath_python_call:
 * @evaluator: an evaluator
 * @callable: what is called
 * @arguments: what is passed
 *
 * Returns: (transfer none) (nullable): what the call gives, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_call (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *callable,
                 const AthPythonArguments *arguments)
{
  AthPythonValue *result;

  if (!ath_python_enter (evaluator))
    return NULL;
  result = call_value (evaluator, callable, arguments);
  ath_python_leave (evaluator);

  return result;
}

/**
 * ath_python_call_simple:
 * @evaluator: an evaluator
 * @callable: what is called
 * @arguments: (array length=n_arguments): positional arguments
 * @n_arguments: how many
 *
 * Returns: (transfer none) (nullable): see ath_python_call()
 */
AthPythonValue *
ath_python_call_simple (AthPythonEvaluator    *evaluator,
                        AthPythonValue        *callable,
                        AthPythonValue *const *arguments,
                        guint                  n_arguments)
{
  const AthPythonArguments all = { .positional = arguments, .n_positional = n_arguments };

  return ath_python_call (evaluator, callable, &all);
}
