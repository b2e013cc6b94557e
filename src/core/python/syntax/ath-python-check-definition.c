/* ath-python-check-definition.c: functions, classes and comprehensions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-check-private.h"

/* Annotations that are not evaluated are a scope of their own to CPython. */
gboolean
ath_checker_annotation (Checker       *checker,
                        AthPythonNode *annotation)
{
  ScopeMark mark;
  gboolean done;

  if (annotation == NULL)
    return TRUE;

  /* *args: *Ts */
  if (annotation->kind == ATH_PYTHON_STARRED)
    annotation = annotation->unary.value;

  if (!checker->lazy_annotations)
    return ath_checker_visit (checker, annotation);

  mark = ath_checker_enter_scope (checker, ATH_PYTHON_SCOPE_ANNOTATION, annotation->start);
  done = ath_checker_visit (checker, annotation);
  ath_checker_leave_scope (checker, mark);

  return done;
}

static gboolean
visit_defaults (Checker       *checker,
                AthPythonList *args)
{
  for (guint i = 0; i < args->length; i++)
    {
      if (!ath_checker_visit_optional (checker, args->items[i]->arg.default_value))
        return FALSE;
    }

  return TRUE;
}

static gboolean
visit_all_defaults (Checker       *checker,
                    AthPythonNode *args)
{
  return visit_defaults (checker, args->arguments.posonlyargs)
         && visit_defaults (checker, args->arguments.args)
         && visit_defaults (checker, args->arguments.kwonlyargs);
}

typedef gboolean (*ArgFunc) (Checker       *checker,
                             AthPythonNode *arg);

static gboolean
define_arg (Checker       *checker,
            AthPythonNode *arg)
{
  return ath_checker_define (checker, arg->arg.arg, SYMBOL_PARAMETER, arg->start);
}

static gboolean
annotate_arg (Checker       *checker,
              AthPythonNode *arg)
{
  return ath_checker_annotation (checker, arg->arg.annotation);
}

static gboolean
for_each_arg (Checker       *checker,
              AthPythonNode *args,
              ArgFunc        func)
{
  AthPythonList *lists[] = {
    args->arguments.posonlyargs, args->arguments.args, args->arguments.kwonlyargs
  };
  AthPythonNode *rest[] = { args->arguments.vararg, args->arguments.kwarg };

  for (guint i = 0; i < G_N_ELEMENTS (lists); i++)
    {
      for (guint j = 0; j < lists[i]->length; j++)
        {
          if (!func (checker, lists[i]->items[j]))
            return FALSE;
        }
    }

  for (guint i = 0; i < G_N_ELEMENTS (rest); i++)
    {
      if (rest[i] != NULL && !func (checker, rest[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
visit_in_type_scope (Checker       *checker,
                     AthPythonNode *node)
{
  ScopeMark mark;
  gboolean done;

  if (node == NULL)
    return TRUE;

  if (node->kind == ATH_PYTHON_STARRED)
    node = node->unary.value;

  mark = ath_checker_enter_scope (checker, ATH_PYTHON_SCOPE_TYPE, node->start);
  done = ath_checker_visit (checker, node);
  ath_checker_leave_scope (checker, mark);

  return done;
}

static gboolean
define_type_params (Checker       *checker,
                    AthPythonList *params)
{
  gboolean has_default = FALSE;

  for (guint i = 0; i < params->length; i++)
    {
      AthPythonNode *param = params->items[i];

      if (has_default && param->type_param.default_value == NULL)
        return ath_checker_fail (checker, param->start,
                                 _("A type parameter without default follows one with a default"));
      has_default |= param->type_param.default_value != NULL;

      if (!ath_checker_define (checker, param->type_param.name, SYMBOL_TYPE_PARAM, param->start)
          || !visit_in_type_scope (checker, param->type_param.bound)
          || !visit_in_type_scope (checker, param->type_param.default_value))
        return FALSE;
    }

  return TRUE;
}

/* The scope of type parameters, where there are any. */
static gboolean
enter_type_params (Checker       *checker,
                   AthPythonList *params,
                   guint32        start,
                   ScopeMark     *mark)
{
  if (params->length == 0)
    {
      *mark = (ScopeMark) { checker->scope, checker->first_block };
      return TRUE;
    }

  *mark = ath_checker_enter_scope (checker, ATH_PYTHON_SCOPE_TYPE, start);
  return define_type_params (checker, params);
}

static gboolean
visit_function_body (Checker       *checker,
                     AthPythonNode *node)
{
  ScopeMark mark = ath_checker_enter_scope (checker, ATH_PYTHON_SCOPE_FUNCTION, node->start);
  AthPythonScope *scope = checker->scope;
  gboolean done;

  node->function_def.scope = scope;
  scope->is_async = node->function_def.is_async;
  scope->is_coroutine = scope->is_async;
  done = for_each_arg (checker, node->function_def.args, define_arg)
         && ath_checker_visit_list (checker, node->function_def.body);
  ath_checker_leave_scope (checker, mark);

  if (done && scope->value_return != 0 && scope->is_coroutine && scope->is_generator)
    return ath_checker_fail (checker, scope->value_return,
                             _("An asynchronous generator cannot return a value"));

  return done;
}

static gboolean
check_function (Checker       *checker,
                AthPythonNode *node)
{
  ScopeMark mark;
  gboolean done;

  if (!ath_checker_define (checker, node->function_def.name, SYMBOL_LOCAL, node->start)
      || !visit_all_defaults (checker, node->function_def.args)
      || !ath_checker_visit_list (checker, node->function_def.decorator_list))
    return FALSE;

  done = enter_type_params (checker, node->function_def.type_params, node->start, &mark)
         && for_each_arg (checker, node->function_def.args, annotate_arg)
         && ath_checker_annotation (checker, node->function_def.returns)
         && visit_function_body (checker, node);
  ath_checker_leave_scope (checker, mark);

  return done;
}

static gboolean
check_lambda (Checker       *checker,
              AthPythonNode *node)
{
  ScopeMark mark;
  gboolean done;

  if (!visit_all_defaults (checker, node->lambda.args))
    return FALSE;

  mark = ath_checker_enter_scope (checker, ATH_PYTHON_SCOPE_LAMBDA, node->start);
  done = for_each_arg (checker, node->lambda.args, define_arg)
         && ath_checker_visit (checker, node->lambda.body);
  node->lambda.scope = ath_checker_leave_scope (checker, mark);

  return done;
}

static gboolean
visit_class_body (Checker       *checker,
                  AthPythonNode *node)
{
  ScopeMark mark = ath_checker_enter_scope (checker, ATH_PYTHON_SCOPE_CLASS, node->start);
  gboolean done = ath_checker_visit_list (checker, node->class_def.body);

  node->class_def.scope = ath_checker_leave_scope (checker, mark);

  return done;
}

static gboolean
check_class (Checker       *checker,
             AthPythonNode *node)
{
  ScopeMark mark;
  gboolean done;

  if (!ath_checker_define (checker, node->class_def.name, SYMBOL_LOCAL, node->start)
      || !ath_checker_visit_list (checker, node->class_def.decorator_list))
    return FALSE;

  done = enter_type_params (checker, node->class_def.type_params, node->start, &mark)
         && ath_checker_visit_elements (checker, node->class_def.bases)
         && ath_checker_keywords (checker, node->class_def.keywords)
         && visit_class_body (checker, node);
  ath_checker_leave_scope (checker, mark);

  return done;
}

static gboolean
check_type_alias (Checker       *checker,
                  AthPythonNode *node)
{
  ScopeMark mark;
  gboolean done;

  if (!ath_checker_bind (checker, node->type_alias.name))
    return FALSE;

  done = enter_type_params (checker, node->type_alias.type_params, node->start, &mark)
         && visit_in_type_scope (checker, node->type_alias.value);
  ath_checker_leave_scope (checker, mark);

  return done;
}

static gboolean
visit_iter (Checker       *checker,
            AthPythonNode *iter)
{
  gboolean done;

  checker->scope->n_iter_exprs++;
  done = ath_checker_visit (checker, iter);
  checker->scope->n_iter_exprs--;

  return done;
}

/* A `for` of a comprehension; the first one's iterable has been visited. */
static gboolean
visit_generator (Checker       *checker,
                 AthPythonNode *generator,
                 gboolean       is_first)
{
  gboolean done;

  checker->scope->in_iter_target = TRUE;
  done = ath_checker_bind (checker, generator->comprehension.target);
  checker->scope->in_iter_target = FALSE;

  if (generator->comprehension.is_async)
    checker->scope->is_coroutine = TRUE;

  return done
         && (is_first || visit_iter (checker, generator->comprehension.iter))
         && ath_checker_visit_list (checker, generator->comprehension.ifs);
}

static gboolean
visit_generators (Checker       *checker,
                  AthPythonList *generators)
{
  for (guint i = 0; i < generators->length; i++)
    {
      if (!visit_generator (checker, generators->items[i], i == 0))
        return FALSE;
    }

  return TRUE;
}

/* A list, set or dict that awaits something makes the code around it do so. */
static gboolean
leave_comprehension (Checker        *checker,
                     AthPythonScope *scope)
{
  AthPythonScope *outer = checker->scope;

  if (!scope->is_coroutine || scope->kind == ATH_PYTHON_SCOPE_GENERATOR)
    return TRUE;

  outer->is_coroutine = TRUE;
  if (!outer->is_async && !ath_python_scope_is_comprehension (outer))
    return ath_checker_fail (checker, scope->start,
                             _("“async” can only stand in an asynchronous function"));

  return TRUE;
}

static AthPythonScope *
visit_comprehension (Checker            *checker,
                     AthPythonScopeKind  kind,
                     guint32             start,
                     AthPythonList      *generators,
                     AthPythonNode      *value,
                     AthPythonNode      *elt)
{
  AthPythonScope *scope;
  ScopeMark mark;
  gboolean done;

  if (!visit_iter (checker, generators->items[0]->comprehension.iter))
    return NULL;

  mark = ath_checker_enter_scope (checker, kind, start);
  done = visit_generators (checker, generators)
         && ath_checker_visit_optional (checker, value)
         && ath_checker_visit (checker, elt);
  scope = ath_checker_leave_scope (checker, mark);

  return done && leave_comprehension (checker, scope) ? scope : NULL;
}

static gboolean
check_comp (Checker       *checker,
            AthPythonNode *node)
{
  AthPythonScopeKind kind = ATH_PYTHON_SCOPE_COMPREHENSION;

  if (node->kind == ATH_PYTHON_GENERATOR_EXP)
    kind = ATH_PYTHON_SCOPE_GENERATOR;

  node->comp.scope = visit_comprehension (checker, kind, node->start, node->comp.generators,
                                          NULL, node->comp.elt);

  return node->comp.scope != NULL;
}

static gboolean
check_dict_comp (Checker       *checker,
                 AthPythonNode *node)
{
  node->dict_comp.scope = visit_comprehension (checker, ATH_PYTHON_SCOPE_COMPREHENSION,
                                               node->start, node->dict_comp.generators,
                                               node->dict_comp.value, node->dict_comp.key);

  return node->dict_comp.scope != NULL;
}

CheckFunc
ath_checker_get_definition (AthPythonKind kind)
{
  static const CheckFunc checks[ATH_PYTHON_N_KINDS] = {
    [ATH_PYTHON_FUNCTION_DEF] = check_function,
    [ATH_PYTHON_CLASS_DEF] = check_class,
    [ATH_PYTHON_TYPE_ALIAS] = check_type_alias,
    [ATH_PYTHON_LAMBDA] = check_lambda,
    [ATH_PYTHON_LIST_COMP] = check_comp,
    [ATH_PYTHON_SET_COMP] = check_comp,
    [ATH_PYTHON_GENERATOR_EXP] = check_comp,
    [ATH_PYTHON_DICT_COMP] = check_dict_comp,
  };

  return checks[kind];
}
