/* ath-python-check.c: what Python refuses after parsing, private to the reader
 *
 * One walk over the tree does what CPython does in its symbol table and its
 * compiler as far as they can refuse a file; the order of visits is that of the
 * symbol table.  The walk also makes sure that the tree is not too deep for
 * later ones.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-check-private.h"
#include "python/syntax/ath-python-syntax.h"

/* Always FALSE, so that callers can return it. */
gboolean
ath_checker_fail (Checker    *checker,
                  guint32     offset,
                  const char *format,
                  ...)
{
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  checker->error = ath_python_source_new_error (checker->source, offset, "%s", message);
  return FALSE;
}

static gboolean
visit_cb (AthPythonNode *node,
          gpointer       user_data)
{
  return ath_checker_visit (user_data, node);
}

gboolean
ath_checker_visit_optional (Checker       *checker,
                            AthPythonNode *node)
{
  return node == NULL || ath_checker_visit (checker, node);
}

gboolean
ath_checker_visit_list (Checker       *checker,
                        AthPythonList *list)
{
  for (guint i = 0; i < list->length; i++)
    {
      if (!ath_checker_visit_optional (checker, list->items[i]))
        return FALSE;
    }

  return TRUE;
}

/* Visits a list whose items may be starred. */
gboolean
ath_checker_visit_elements (Checker       *checker,
                            AthPythonList *list)
{
  for (guint i = 0; i < list->length; i++)
    {
      AthPythonNode *node = list->items[i];

      if (node->kind == ATH_PYTHON_STARRED)
        node = node->unary.value;
      if (!ath_checker_visit (checker, node))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_name (Checker       *checker,
            AthPythonNode *node)
{
  ath_python_scope_add_flags (checker->scope, checker->arena, node->name.id, SYMBOL_USED);

  return TRUE;
}

static gboolean
check_starred (Checker       *checker,
               AthPythonNode *node)
{
  return ath_checker_fail (checker, node->start, _("A starred expression cannot stand here"));
}

static gboolean
check_sequence (Checker       *checker,
                AthPythonNode *node)
{
  return ath_checker_visit_elements (checker, node->sequence.elts);
}

gboolean
ath_checker_keywords (Checker       *checker,
                      AthPythonList *keywords)
{
  for (guint i = 0; i < keywords->length; i++)
    {
      AthPythonNode *keyword = keywords->items[i];

      if (!ath_checker_check_name (checker, keyword->keyword.arg, keyword->start))
        return FALSE;

      for (guint j = 0; keyword->keyword.arg != NULL && j < i; j++)
        {
          if (keywords->items[j]->keyword.arg == keyword->keyword.arg)
            return ath_checker_fail (checker, keyword->start,
                                     _("The keyword argument “%s” stands twice"),
                                     keyword->keyword.arg);
        }
    }

  return ath_checker_visit_list (checker, keywords);
}

static gboolean
check_call (Checker       *checker,
            AthPythonNode *node)
{
  return ath_checker_visit (checker, node->call.func)
         && ath_checker_visit_elements (checker, node->call.args)
         && ath_checker_keywords (checker, node->call.keywords);
}

/* Annotations and type parameters hold no yield, await or `:=`. */
static gboolean
check_may_act (Checker       *checker,
               AthPythonNode *node)
{
  AthPythonScopeKind kind = checker->scope->kind;

  if (kind == ATH_PYTHON_SCOPE_ANNOTATION || kind == ATH_PYTHON_SCOPE_TYPE)
    return ath_checker_fail (checker, node->start,
                             _("This expression cannot stand in an annotation"));

  return TRUE;
}

static gboolean
check_yield (Checker       *checker,
             AthPythonNode *node)
{
  AthPythonScope *scope = checker->scope;

  if (!check_may_act (checker, node))
    return FALSE;

  if (!ath_python_scope_is_function_like (scope))
    return ath_checker_fail (checker, node->start, _("“yield” can only stand in a function"));

  if (ath_python_scope_is_comprehension (scope))
    return ath_checker_fail (checker, node->start, _("“yield” cannot stand in a comprehension"));

  if (node->kind == ATH_PYTHON_YIELD_FROM && scope->is_async)
    return ath_checker_fail (checker, node->start,
                             _("“yield from” cannot stand in an asynchronous function"));

  scope->is_generator = TRUE;
  return ath_checker_visit_optional (checker, node->unary.value);
}

static gboolean
check_await (Checker       *checker,
             AthPythonNode *node)
{
  AthPythonScope *scope = checker->scope;

  if (!check_may_act (checker, node))
    return FALSE;

  if (!scope->is_async && !ath_python_scope_is_comprehension (scope))
    return ath_checker_fail (checker, node->start,
                             _("“await” can only stand in an asynchronous function"));

  scope->is_coroutine = TRUE;
  return ath_checker_visit (checker, node->unary.value);
}

/* In a comprehension, `:=` binds the name in the function around it. */
static gboolean
extend_scope (Checker       *checker,
              AthPythonNode *target)
{
  const char *name = target->name.id;
  AthPythonScope *scope = checker->scope;

  for (; ath_python_scope_is_comprehension (scope); scope = scope->parent)
    {
      if (ath_python_scope_get_flags (scope, name) & SYMBOL_ITERATION)
        return ath_checker_fail (checker, target->start,
                                 _("“:=” cannot assign to the loop variable “%s”"), name);
    }

  if (scope == checker->scope)
    return TRUE;

  if (scope->kind == ATH_PYTHON_SCOPE_CLASS)
    return ath_checker_fail (checker, target->start,
                             _("“:=” cannot stand in a comprehension in the body of a class"));

  if (scope->kind == ATH_PYTHON_SCOPE_ANNOTATION || scope->kind == ATH_PYTHON_SCOPE_TYPE)
    return ath_checker_fail (checker, target->start,
                             _("This expression cannot stand in an annotation"));

  if (scope->kind == ATH_PYTHON_SCOPE_MODULE
      || (ath_python_scope_get_flags (scope, name) & SYMBOL_GLOBAL))
    ath_python_scope_add_flags (checker->scope, checker->arena, name, SYMBOL_GLOBAL);
  else
    ath_python_scope_add_flags (checker->scope, checker->arena, name, SYMBOL_NONLOCAL);

  ath_python_scope_add_flags (scope, checker->arena, name,
                              scope->kind == ATH_PYTHON_SCOPE_MODULE ? SYMBOL_GLOBAL
                                                                     : SYMBOL_LOCAL);
  return TRUE;
}

static gboolean
check_named_expr (Checker       *checker,
                  AthPythonNode *node)
{
  if (!check_may_act (checker, node))
    return FALSE;

  if (checker->scope->n_iter_exprs > 0)
    return ath_checker_fail (checker, node->start,
                             _("“:=” cannot stand in the iterable of a comprehension"));

  return extend_scope (checker, node->named_expr.target)
         && ath_checker_visit (checker, node->named_expr.value)
         && ath_checker_bind (checker, node->named_expr.target);
}

static CheckFunc
get_check (AthPythonKind kind)
{
  static const CheckFunc checks[ATH_PYTHON_N_KINDS] = {
    [ATH_PYTHON_NAMED_EXPR] = check_named_expr,
    [ATH_PYTHON_SET] = check_sequence,
    [ATH_PYTHON_LIST] = check_sequence,
    [ATH_PYTHON_TUPLE] = check_sequence,
    [ATH_PYTHON_AWAIT] = check_await,
    [ATH_PYTHON_YIELD] = check_yield,
    [ATH_PYTHON_YIELD_FROM] = check_yield,
    [ATH_PYTHON_CALL] = check_call,
    [ATH_PYTHON_STARRED] = check_starred,
    [ATH_PYTHON_NAME] = check_name,
  };
  CheckFunc check = checks[kind];

  if (check == NULL)
    check = ath_checker_get_statement (kind);
  if (check == NULL)
    check = ath_checker_get_definition (kind);

  return check;
}

gboolean
ath_checker_visit (Checker       *checker,
                   AthPythonNode *node)
{
  CheckFunc check = get_check (node->kind);
  gboolean done;

  if (checker->depth == ATH_PYTHON_MAX_DEPTH)
    return ath_checker_fail (checker, node->start, _("The code is nested too deeply"));

  checker->depth++;
  if (check != NULL)
    done = check (checker, node);
  else
    done = ath_python_node_visit_children (node, visit_cb, checker);
  checker->depth--;

  return done;
}

/**
 * ath_python_check:
 * @source: a text
 * @arena: where the scopes go
 * @body: its statements
 * @error: set on failure
 *
 * Refuses what CPython refuses after parsing, and gives each block its scope.
 *
 * Returns: (transfer none) (nullable): the module's scope, or `NULL` with
 *   `ATH_ERROR_SCRIPT`
 */
AthPythonScope *
ath_python_check (const AthPythonSource  *source,
                  AthArena               *arena,
                  AthPythonList          *body,
                  GError                **error)
{
  gboolean done;
  AthPythonScope *scope;
  Checker checker = {
    .source = source,
    .arena = arena,
    .blocks = g_array_new (FALSE, FALSE, sizeof (BlockKind)),
  };

  ath_checker_enter_scope (&checker, ATH_PYTHON_SCOPE_MODULE, 0);
  scope = checker.scope;
  done = ath_checker_futures (&checker, body)
         && ath_checker_visit_list (&checker, body)
         && ath_checker_check_nonlocals (&checker);
  g_array_unref (checker.blocks);

  if (!done)
    {
      g_propagate_error (error, checker.error);
      return NULL;
    }

  return scope;
}
