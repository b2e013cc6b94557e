/* ath-python-check-statement.c: checks of statements
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-check-private.h"

#define MAX_BLOCKS 21 /* as in CPython 3.13; 20 before */

static gboolean
push_block (Checker   *checker,
            BlockKind  kind,
            guint32    offset)
{
  if (checker->blocks->len - checker->first_block == MAX_BLOCKS)
    return ath_checker_fail (checker, offset, _("Too many statements are nested"));

  g_array_append_val (checker->blocks, kind);
  return TRUE;
}

static void
pop_block (Checker *checker)
{
  g_array_set_size (checker->blocks, checker->blocks->len - 1);
}

static gboolean
visit_in_block (Checker       *checker,
                BlockKind      kind,
                AthPythonNode *node,
                AthPythonList *body)
{
  gboolean done;

  if (!push_block (checker, kind, node->start))
    return FALSE;

  done = ath_checker_visit_list (checker, body);
  pop_block (checker);

  return done;
}

static gboolean
check_async (Checker       *checker,
             AthPythonNode *node,
             gboolean       is_async)
{
  if (is_async && !checker->scope->is_async)
    return ath_checker_fail (checker, node->start,
                             _("“async” can only stand in an asynchronous function"));

  return TRUE;
}

static gboolean
check_break (Checker       *checker,
             AthPythonNode *node)
{
  for (guint i = checker->blocks->len; i > checker->first_block; i--)
    {
      BlockKind kind = g_array_index (checker->blocks, BlockKind, i - 1);

      if (kind == BLOCK_LOOP)
        return TRUE;

      if (kind == BLOCK_EXCEPT_STAR)
        return ath_checker_fail (checker, node->start, _("“except*” cannot be left this way"));
    }

  return ath_checker_fail (checker, node->start, _("“%s” can only stand in a loop"),
                           node->kind == ATH_PYTHON_BREAK ? "break" : "continue");
}

static gboolean
check_return (Checker       *checker,
              AthPythonNode *node)
{
  AthPythonScope *scope = checker->scope;

  if (!ath_python_scope_is_function_like (scope))
    return ath_checker_fail (checker, node->start, _("“return” can only stand in a function"));

  for (guint i = checker->first_block; i < checker->blocks->len; i++)
    {
      if (g_array_index (checker->blocks, BlockKind, i) == BLOCK_EXCEPT_STAR)
        return ath_checker_fail (checker, node->start, _("“except*” cannot be left this way"));
    }

  if (node->unary.value != NULL && scope->value_return == 0)
    scope->value_return = node->start;

  return ath_checker_visit_optional (checker, node->unary.value);
}

static gboolean
check_delete (Checker       *checker,
              AthPythonNode *node)
{
  return ath_checker_bind_list (checker, node->delete.targets);
}

static gboolean
check_assign (Checker       *checker,
              AthPythonNode *node)
{
  return ath_checker_bind_list (checker, node->assign.targets)
         && ath_checker_visit (checker, node->assign.value);
}

static gboolean
check_aug_assign (Checker       *checker,
                  AthPythonNode *node)
{
  AthPythonNode *target = node->aug_assign.target;
  gboolean done;

  if (target->kind == ATH_PYTHON_NAME)
    done = ath_checker_bind (checker, target);
  else
    done = ath_checker_visit (checker, target);

  return done && ath_checker_visit (checker, node->aug_assign.value);
}

static gboolean
annotate_name (Checker       *checker,
               AthPythonNode *node)
{
  AthPythonNode *target = node->ann_assign.target;
  SymbolFlags old = ath_python_scope_get_flags (checker->scope, target->name.id);
  SymbolFlags flags = 0;

  if ((old & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL)) && node->ann_assign.simple
      && checker->scope->kind != ATH_PYTHON_SCOPE_MODULE)
    return ath_checker_fail (checker, target->start,
                             _("“%s” has an annotation, it cannot be global or nonlocal"),
                             target->name.id);

  if (node->ann_assign.simple)
    flags = SYMBOL_ANNOTATED | SYMBOL_LOCAL;
  else if (node->ann_assign.value != NULL)
    flags = SYMBOL_LOCAL;

  return flags == 0 || ath_checker_define (checker, target->name.id, flags, target->start);
}

static gboolean
check_ann_assign (Checker       *checker,
                  AthPythonNode *node)
{
  gboolean done;

  if (node->ann_assign.target->kind == ATH_PYTHON_NAME)
    done = annotate_name (checker, node);
  else
    done = ath_checker_bind (checker, node->ann_assign.target);

  return done
         && ath_checker_annotation (checker, node->ann_assign.annotation)
         && ath_checker_visit_optional (checker, node->ann_assign.value);
}

static gboolean
check_for (Checker       *checker,
           AthPythonNode *node)
{
  return check_async (checker, node, node->for_.is_async)
         && ath_checker_bind (checker, node->for_.target)
         && ath_checker_visit (checker, node->for_.iter)
         && visit_in_block (checker, BLOCK_LOOP, node, node->for_.body)
         && ath_checker_visit_list (checker, node->for_.orelse);
}

static gboolean
check_while (Checker       *checker,
             AthPythonNode *node)
{
  return ath_checker_visit (checker, node->branch.test)
         && visit_in_block (checker, BLOCK_LOOP, node, node->branch.body)
         && ath_checker_visit_list (checker, node->branch.orelse);
}

static gboolean
check_with (Checker       *checker,
            AthPythonNode *node)
{
  guint n_items = node->with.items->length;
  gboolean done = check_async (checker, node, node->with.is_async);
  guint n_blocks = 0;

  while (done && n_blocks < n_items)
    {
      AthPythonNode *item = node->with.items->items[n_blocks];

      done = ath_checker_visit (checker, item->with_item.context_expr);
      if (done && item->with_item.optional_vars != NULL)
        done = ath_checker_bind (checker, item->with_item.optional_vars);
      if (!done || !push_block (checker, BLOCK_OTHER, item->start))
        {
          done = FALSE;
          break;
        }
      n_blocks++;
    }

  done = done && ath_checker_visit_list (checker, node->with.body);
  while (n_blocks-- > 0)
    pop_block (checker);

  return done;
}

static gboolean
check_handler (Checker       *checker,
               AthPythonNode *handler)
{
  const char *name = handler->except_handler.name;

  return ath_checker_visit_optional (checker, handler->except_handler.type)
         && (name == NULL || ath_checker_define (checker, name, SYMBOL_LOCAL, handler->start))
         && visit_in_block (checker, BLOCK_OTHER, handler, handler->except_handler.body);
}

static gboolean
check_handlers (Checker       *checker,
                AthPythonNode *node)
{
  AthPythonList *handlers = node->try_.handlers;
  BlockKind kind = node->kind == ATH_PYTHON_TRY_STAR ? BLOCK_EXCEPT_STAR : BLOCK_OTHER;
  gboolean done = TRUE;

  if (!push_block (checker, kind, node->start))
    return FALSE;

  for (guint i = 0; done && i < handlers->length; i++)
    {
      AthPythonNode *handler = handlers->items[i];

      if (handler->except_handler.type == NULL && i + 1 < handlers->length)
        done = ath_checker_fail (checker, handler->start,
                                 _("“except” without an exception must stand last"));
      else
        done = check_handler (checker, handler);
    }

  pop_block (checker);
  return done;
}

/* Without its `finally`. */
static gboolean
check_try_except (Checker       *checker,
                  AthPythonNode *node)
{
  if (node->try_.handlers->length == 0)
    return ath_checker_visit_list (checker, node->try_.body);

  return visit_in_block (checker, BLOCK_OTHER, node, node->try_.body)
         && ath_checker_visit_list (checker, node->try_.orelse)
         && check_handlers (checker, node);
}

static gboolean
check_try (Checker       *checker,
           AthPythonNode *node)
{
  gboolean done;

  if (node->try_.finalbody->length == 0)
    return check_try_except (checker, node);

  if (!push_block (checker, BLOCK_OTHER, node->start))
    return FALSE;

  done = check_try_except (checker, node);
  pop_block (checker);

  return done && visit_in_block (checker, BLOCK_OTHER, node, node->try_.finalbody);
}

static gboolean
check_import (Checker       *checker,
              AthPythonNode *node)
{
  for (guint i = 0; i < node->import.names->length; i++)
    {
      AthPythonNode *alias = node->import.names->items[i];

      if (!ath_checker_define (checker, alias->alias.bound, SYMBOL_LOCAL, alias->start))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_import_from (Checker       *checker,
                   AthPythonNode *node)
{
  AthPythonNode *first = node->import.names->items[0];

  if (node->start >= checker->futures_end && g_strcmp0 (node->import.module, "__future__") == 0)
    return ath_checker_fail (checker, node->start,
                             _("Imports from “__future__” must stand at the start of the file"));

  if (strcmp (first->alias.name, "*") != 0)
    return check_import (checker, node);

  if (checker->scope->kind != ATH_PYTHON_SCOPE_MODULE)
    return ath_checker_fail (checker, node->start,
                             _("“import *” cannot stand in a function or class"));

  return TRUE;
}

static gboolean
check_global (Checker       *checker,
              AthPythonNode *node)
{
  SymbolFlags flag = node->kind == ATH_PYTHON_GLOBAL ? SYMBOL_GLOBAL : SYMBOL_NONLOCAL;
  AthPythonNames *names = node->global.names;

  for (guint i = 0; i < names->length; i++)
    {
      SymbolFlags old = ath_python_scope_get_flags (checker->scope, names->items[i]);

      if (old & (SYMBOL_PARAMETER | SYMBOL_LOCAL | SYMBOL_USED | SYMBOL_ANNOTATED))
        return ath_checker_fail (checker, node->start, _("“%s” is used before it is declared %s"),
                                 names->items[i],
                                 flag == SYMBOL_GLOBAL ? "global" : "nonlocal");

      ath_python_scope_add_flags (checker->scope, checker->arena, names->items[i], flag);
    }

  return TRUE;
}

CheckFunc
ath_checker_get_statement (AthPythonKind kind)
{
  static const CheckFunc checks[ATH_PYTHON_N_KINDS] = {
    [ATH_PYTHON_RETURN] = check_return,
    [ATH_PYTHON_DELETE] = check_delete,
    [ATH_PYTHON_ASSIGN] = check_assign,
    [ATH_PYTHON_AUG_ASSIGN] = check_aug_assign,
    [ATH_PYTHON_ANN_ASSIGN] = check_ann_assign,
    [ATH_PYTHON_FOR] = check_for,
    [ATH_PYTHON_WHILE] = check_while,
    [ATH_PYTHON_WITH] = check_with,
    [ATH_PYTHON_MATCH] = ath_checker_match,
    [ATH_PYTHON_TRY] = check_try,
    [ATH_PYTHON_TRY_STAR] = check_try,
    [ATH_PYTHON_IMPORT] = check_import,
    [ATH_PYTHON_IMPORT_FROM] = check_import_from,
    [ATH_PYTHON_GLOBAL] = check_global,
    [ATH_PYTHON_NONLOCAL] = check_global,
    [ATH_PYTHON_BREAK] = check_break,
    [ATH_PYTHON_CONTINUE] = check_break,
  };

  return checks[kind];
}
