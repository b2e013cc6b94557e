/* ath-python-check-names.c: names, scopes and what may be bound where
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-check-private.h"

ScopeMark
ath_checker_enter_scope (Checker            *checker,
                         AthPythonScopeKind  kind,
                         guint32             start)
{
  ScopeMark mark = { checker->scope, checker->first_block };
  AthPythonScope *scope = ath_python_scope_new (checker->arena, kind, checker->scope, start);

  scope->next = checker->scopes;
  checker->scopes = scope;
  checker->scope = scope;
  checker->first_block = checker->blocks->len;

  return mark;
}

/* Returns: the scope that was left */
AthPythonScope *
ath_checker_leave_scope (Checker   *checker,
                         ScopeMark  mark)
{
  AthPythonScope *left = checker->scope;

  checker->scope = mark.scope;
  checker->first_block = mark.first_block;

  return left;
}

gboolean
ath_checker_check_name (Checker    *checker,
                        const char *name,
                        guint32     offset)
{
  if (name != NULL && strcmp (name, "__debug__") == 0)
    return ath_checker_fail (checker, offset, _("“%s” cannot be assigned to"), name);

  return TRUE;
}

/* Notes that the current scope gives @name a value, or declares it. */
gboolean
ath_checker_define (Checker     *checker,
                    const char  *name,
                    SymbolFlags  flags,
                    guint32      offset)
{
  AthPythonScope *scope = checker->scope;
  SymbolFlags old = ath_python_scope_get_flags (scope, name);

  if (!ath_checker_check_name (checker, name, offset))
    return FALSE;

  if (flags & old & SYMBOL_PARAMETER)
    return ath_checker_fail (checker, offset, _("The parameter “%s” stands twice"), name);

  if (flags & old & SYMBOL_TYPE_PARAM)
    return ath_checker_fail (checker, offset, _("The type parameter “%s” stands twice"), name);

  if (scope->in_iter_target)
    {
      if (old & (SYMBOL_GLOBAL | SYMBOL_NONLOCAL))
        return ath_checker_fail (checker, offset,
                                 _("“%s” is assigned to by “:=” in the comprehension"), name);
      flags |= SYMBOL_ITERATION;
    }

  ath_python_scope_add_flags (scope, checker->arena, name, flags);
  return TRUE;
}

gboolean
ath_checker_bind_list (Checker       *checker,
                       AthPythonList *targets)
{
  for (guint i = 0; i < targets->length; i++)
    {
      if (!ath_checker_bind (checker, targets->items[i]))
        return FALSE;
    }

  return TRUE;
}

/* Visits what is assigned to or deleted. */
gboolean
ath_checker_bind (Checker       *checker,
                  AthPythonNode *target)
{
  switch ((int) target->kind)
    {
    case ATH_PYTHON_NAME:
      return ath_checker_define (checker, target->name.id, SYMBOL_LOCAL, target->start);

    case ATH_PYTHON_STARRED:
      return ath_checker_bind (checker, target->unary.value);

    case ATH_PYTHON_LIST:
    case ATH_PYTHON_TUPLE:
      return ath_checker_bind_list (checker, target->sequence.elts);

    case ATH_PYTHON_ATTRIBUTE:
      return ath_checker_check_name (checker, target->attribute.attr, target->start)
             && ath_checker_visit (checker, target->attribute.value);

    default:
      return ath_checker_visit (checker, target);
    }
}

/* Whether a function around @scope has @name.  A class gives its methods the
 * name `__class__`.
 */
static gboolean
find_enclosing (const AthPythonScope *scope,
                const char           *name,
                SymbolFlags          *flags)
{
  *flags = 0;
  for (scope = scope->parent; scope != NULL; scope = scope->parent)
    {
      if (scope->kind == ATH_PYTHON_SCOPE_CLASS && strcmp (name, "__class__") == 0)
        return TRUE;

      if (!ath_python_scope_is_function_like (scope))
        continue;

      *flags = ath_python_scope_get_flags (scope, name);
      if (*flags & SYMBOL_GLOBAL)
        return FALSE;
      if (*flags & SYMBOL_BOUND)
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_nonlocal (Checker              *checker,
                const AthPythonScope *scope,
                const Symbol         *symbol)
{
  SymbolFlags flags;

  if (symbol->flags & SYMBOL_GLOBAL)
    return ath_checker_fail (checker, scope->start, _("“%s” is both nonlocal and global"),
                             symbol->name);

  if (scope->kind == ATH_PYTHON_SCOPE_MODULE)
    return ath_checker_fail (checker, scope->start, _("“nonlocal” cannot stand outside functions"));

  if (!find_enclosing (scope, symbol->name, &flags))
    return ath_checker_fail (checker, scope->start, _("No function around has the name “%s”"),
                             symbol->name);

  if (flags & SYMBOL_TYPE_PARAM)
    return ath_checker_fail (checker, scope->start, _("The type parameter “%s” cannot be nonlocal"),
                             symbol->name);

  return TRUE;
}

/* Once everything is known: whether all nonlocal names exist. */
gboolean
ath_checker_check_nonlocals (Checker *checker)
{
  for (const AthPythonScope *scope = checker->scopes; scope != NULL; scope = scope->next)
    {
      for (guint i = 0; i < scope->n_slots; i++)
        {
          const Symbol *symbol = &scope->symbols[i];

          if ((symbol->flags & SYMBOL_NONLOCAL) && !check_nonlocal (checker, scope, symbol))
            return FALSE;
        }
    }

  return TRUE;
}

static gboolean
is_future_import (AthPythonNode *node)
{
  return node->kind == ATH_PYTHON_IMPORT_FROM
         && g_strcmp0 (node->import.module, "__future__") == 0;
}

static gboolean
check_feature (Checker       *checker,
               AthPythonNode *alias)
{
  static const char *const features[] = {
    "nested_scopes", "generators", "division", "absolute_import", "with_statement",
    "print_function", "unicode_literals", "generator_stop", "annotations", NULL
  };

  if (!g_strv_contains (features, alias->alias.name))
    return ath_checker_fail (checker, alias->start, _("“%s” cannot be imported from “__future__”"),
                             alias->alias.name);

  if (strcmp (alias->alias.name, "annotations") == 0)
    checker->lazy_annotations = TRUE;

  return TRUE;
}

/* Reads the imports from __future__: only a docstring may stand before them. */
gboolean
ath_checker_futures (Checker       *checker,
                     AthPythonList *body)
{
  for (guint i = 0; i < body->length; i++)
    {
      AthPythonNode *node = body->items[i];

      checker->futures_end = node->start;
      if (is_future_import (node))
        {
          for (guint j = 0; j < node->import.names->length; j++)
            {
              if (!check_feature (checker, node->import.names->items[j]))
                return FALSE;
            }
        }
      else if (i > 0 || node->kind != ATH_PYTHON_EXPR
               || node->unary.value->kind != ATH_PYTHON_STR)
        return TRUE;
    }

  checker->futures_end = G_MAXUINT32;
  return TRUE;
}
