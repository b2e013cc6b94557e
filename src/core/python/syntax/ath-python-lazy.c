/* ath-python-lazy.c: which statements of a file a name needs
 *
 * A statement at the top level belongs to every name that it binds, and to
 * every name that it may change in place: `STATES.append (…)`, `TABLE[k] = v`,
 * a loop or a condition around either.  A name needs all statements that belong
 * to it, in their order, each once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "python/syntax/ath-python-lazy.h"

typedef struct
{
  const char    *name;
  AthPythonNode *statement;
  guint          index;      /* of the statement in the file */
} Belonging;

/**
 * AthPythonLazy:
 *
 * The statements of a file by the names they belong to.  Lives in an arena.
 */
struct _AthPythonLazy
{
  GArray   *belongings; /* (owned by the arena) (element-type Belonging) in order */
  gboolean *taken;      /* by index of the statement */
};

/* What is left to be looked at of one statement; a list instead of recursion,
 * since targets and blocks nest into each other.
 */
typedef struct
{
  AthPythonLazy *lazy;
  AthPythonNode *statement;
  guint          index;
  GPtrArray     *pending; /* (element-type AthPythonNode) statements and targets */
} Walk;

static void
belong (Walk       *walk,
        const char *name)
{
  Belonging belonging = { name, walk->statement, walk->index };

  g_array_append_val (walk->lazy->belongings, belonging);
}

static void
push (Walk          *walk,
      AthPythonNode *node)
{
  if (node != NULL)
    g_ptr_array_add (walk->pending, node);
}

static void
push_list (Walk                *walk,
           const AthPythonList *list)
{
  for (guint i = 0; i < list->length; i++)
    push (walk, list->items[i]);
}

static void
push_try (Walk          *walk,
          AthPythonNode *node)
{
  push_list (walk, node->try_.body);
  for (guint i = 0; i < node->try_.handlers->length; i++)
    push_list (walk, node->try_.handlers->items[i]->except_handler.body);
  push_list (walk, node->try_.orelse);
  push_list (walk, node->try_.finalbody);
}

static void
belong_imports (Walk          *walk,
                AthPythonNode *node)
{
  for (guint i = 0; i < node->import.names->length; i++)
    {
      AthPythonNode *alias = node->import.names->items[i];
      const char *dot = strchr (alias->alias.name, '.');

      if (alias->alias.asname != NULL)
        belong (walk, alias->alias.asname);
      else if (dot == NULL || node->kind == ATH_PYTHON_IMPORT_FROM)
        belong (walk, alias->alias.name);
      else
        {
          g_autofree char *first = g_strndup (alias->alias.name, dot - alias->alias.name);

          belong (walk, g_intern_string (first));
        }
    }
}

static void
push_with (Walk          *walk,
           AthPythonNode *node)
{
  for (guint i = 0; i < node->with.items->length; i++)
    push (walk, node->with.items->items[i]->with_item.optional_vars);
  push_list (walk, node->with.body);
}

/* One statement or target: what it binds or changes, and what is inside it. */
static void
visit (Walk          *walk,
       AthPythonNode *node)
{
  switch ((guint) node->kind)
    {
    case ATH_PYTHON_NAME:
      belong (walk, node->name.id);
      break;

    /* `a.b.c ()` may change what `a` is bound to. */
    case ATH_PYTHON_ATTRIBUTE:
      push (walk, node->attribute.value);
      break;

    case ATH_PYTHON_SUBSCRIPT:
      push (walk, node->subscript.value);
      break;

    case ATH_PYTHON_CALL:
      push (walk, node->call.func->kind == ATH_PYTHON_ATTRIBUTE ? node->call.func : NULL);
      break;

    case ATH_PYTHON_STARRED:
    case ATH_PYTHON_EXPR:
      push (walk, node->unary.value);
      break;

    case ATH_PYTHON_TUPLE:
    case ATH_PYTHON_LIST:
      push_list (walk, node->sequence.elts);
      break;

    case ATH_PYTHON_FUNCTION_DEF:
      belong (walk, node->function_def.name);
      break;

    case ATH_PYTHON_CLASS_DEF:
      belong (walk, node->class_def.name);
      break;

    case ATH_PYTHON_IMPORT:
    case ATH_PYTHON_IMPORT_FROM:
      belong_imports (walk, node);
      break;

    case ATH_PYTHON_ASSIGN:
      push_list (walk, node->assign.targets);
      break;

    case ATH_PYTHON_ANN_ASSIGN:
      push (walk, node->ann_assign.value != NULL ? node->ann_assign.target : NULL);
      break;

    case ATH_PYTHON_AUG_ASSIGN:
      push (walk, node->aug_assign.target);
      break;

    case ATH_PYTHON_DELETE:
      push_list (walk, node->delete.targets);
      break;

    case ATH_PYTHON_FOR:
      push (walk, node->for_.target);
      push_list (walk, node->for_.body);
      push_list (walk, node->for_.orelse);
      break;

    case ATH_PYTHON_IF:
    case ATH_PYTHON_WHILE:
      push_list (walk, node->branch.body);
      push_list (walk, node->branch.orelse);
      break;

    case ATH_PYTHON_WITH:
      push_with (walk, node);
      break;

    case ATH_PYTHON_TRY:
      push_try (walk, node);
      break;

    default:
      break;
    }
}

static void
unref_array (gpointer data)
{
  g_array_unref (data);
}

/**
 * ath_python_lazy_new:
 * @arena: where it lives
 * @module: a parsed file, which lives as long
 *
 * Returns: (transfer none): its statements, of which none has been taken
 */
AthPythonLazy *
ath_python_lazy_new (AthArena        *arena,
                     AthPythonSyntax *module)
{
  const AthPythonList *body = ath_python_syntax_get_body (module);
  AthPythonLazy *self = ath_arena_new0 (arena, AthPythonLazy);
  g_autoptr(GPtrArray) pending = g_ptr_array_new ();

  self->belongings = ath_arena_adopt (arena, g_array_new (FALSE, FALSE, sizeof (Belonging)),
                                      unref_array);
  self->taken = ath_arena_alloc (arena, sizeof *self->taken * (body->length + 1));

  for (guint i = 0; i < body->length; i++)
    {
      Walk walk = { self, body->items[i], i, pending };

      push (&walk, body->items[i]);
      while (pending->len > 0)
        visit (&walk, g_ptr_array_steal_index (pending, pending->len - 1));
    }

  return self;
}

/**
 * ath_python_lazy_is_pending:
 * @self: the statements of a file
 * @name: a name
 *
 * Returns: whether statements that belong to @name have not been taken yet
 */
gboolean
ath_python_lazy_is_pending (AthPythonLazy *self,
                            const char    *name)
{
  for (guint i = 0; i < self->belongings->len; i++)
    {
      Belonging *belonging = &g_array_index (self->belongings, Belonging, i);

      if (!self->taken[belonging->index] && strcmp (belonging->name, name) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * ath_python_lazy_take:
 * @self: the statements of a file
 * @name: a name
 *
 * Returns: (transfer none) (nullable): the next statement that @name needs; it
 *   is not given out again
 */
AthPythonNode *
ath_python_lazy_take (AthPythonLazy *self,
                      const char    *name)
{
  for (guint i = 0; i < self->belongings->len; i++)
    {
      Belonging *belonging = &g_array_index (self->belongings, Belonging, i);

      if (self->taken[belonging->index] || strcmp (belonging->name, name) != 0)
        continue;
      self->taken[belonging->index] = TRUE;
      return belonging->statement;
    }

  return NULL;
}

/**
 * ath_python_lazy_next_name:
 * @self: the statements of a file
 * @statement: one of them
 * @position: (inout): where to go on; 0 at first
 *
 * Returns: (transfer none) (nullable): the next name that @statement belongs to
 */
const char *
ath_python_lazy_next_name (AthPythonLazy *self,
                           AthPythonNode *statement,
                           guint         *position)
{
  while (*position < self->belongings->len)
    {
      Belonging *belonging = &g_array_index (self->belongings, Belonging, (*position)++);

      if (belonging->statement == statement)
        return belonging->name;
    }

  return NULL;
}
