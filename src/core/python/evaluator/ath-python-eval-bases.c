/* ath-python-eval-bases.c: what a class of a script derives from
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

/* Classes in the order in which attributes are looked up, the first of which are
 * taken out while several are merged.
 */
typedef struct
{
  AthPythonValue **classes;
  guint            n_classes;
} Line;

static Line
get_line_of (AthPythonEvaluator *self,
             AthPythonValue     *base)
{
  const AthPythonNativeClass *native;
  Line line = { NULL, 0 };

  if (base->type == ATH_PYTHON_TYPE_CLASS)
    return (Line) { base->class->mro, base->class->n_mro };

  for (native = base->native_class; native != NULL; native = native->base)
    line.n_classes++;
  line.classes = ath_arena_alloc (self->arena, sizeof *line.classes * (line.n_classes + 1));
  line.n_classes = 0;
  for (native = base->native_class; native != NULL; native = native->base)
    line.classes[line.n_classes++] = ath_python_native_class (self, native);

  return line;
}

/* Whether @class stands in one of the lines, but not at its head. */
static gboolean
is_behind (const Line     *lines,
           guint           n_lines,
           AthPythonValue *class)
{
  for (guint i = 0; i < n_lines; i++)
    for (guint j = 1; j < lines[i].n_classes; j++)
      if (lines[i].classes[j] == class)
        return TRUE;

  return FALSE;
}

static AthPythonValue *
find_head (const Line *lines,
           guint       n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    if (lines[i].n_classes > 0 && !is_behind (lines, n_lines, lines[i].classes[0]))
      return lines[i].classes[0];

  return NULL;
}

static void
remove_head (Line           *lines,
             guint           n_lines,
             AthPythonValue *class)
{
  for (guint i = 0; i < n_lines; i++)
    if (lines[i].n_classes > 0 && lines[i].classes[0] == class)
      {
        lines[i].classes++;
        lines[i].n_classes--;
      }
}

static gboolean
is_empty (const Line *lines,
          guint       n_lines)
{
  for (guint i = 0; i < n_lines; i++)
    if (lines[i].n_classes > 0)
      return FALSE;

  return TRUE;
}

/* Python's way (C3): every class before what it derives from, the bases in the
 * order in which they are given.
 */
static gboolean
linearize (AthPythonEvaluator *self,
           AthPythonValue     *value)
{
  AthPythonClass *class = value->class;
  g_autofree Line *lines = g_new0 (Line, class->n_bases + 1);
  guint n_lines = 0;
  guint n_classes = 1;

  for (guint i = 0; i < class->n_bases; i++)
    {
      lines[n_lines] = get_line_of (self, class->bases[i]);
      n_classes += lines[n_lines++].n_classes;
    }
  lines[n_lines++] = (Line) { class->bases, class->n_bases };

  class->mro = ath_arena_alloc (self->arena, sizeof *class->mro * n_classes);
  class->mro[class->n_mro++] = value;
  while (!is_empty (lines, n_lines))
    {
      AthPythonValue *head = find_head (lines, n_lines);

      if (head == NULL)
        return ath_python_raise (self, &ath_python_type_error_class,
                                 "Cannot create a consistent method resolution order (MRO) for "
                                 "the bases of %s", class->name) != NULL;
      class->mro[class->n_mro++] = head;
      remove_head (lines, n_lines, head);
    }

  return TRUE;
}

/* The most particular native class among the bases: str in `class A (str, Enum)`
 * loses to Enum, which knows what to do with str.
 */
static void
choose_native (AthPythonClass *class)
{
  class->native = &ath_python_object_class;
  for (guint i = 0; i < class->n_bases; i++)
    {
      const AthPythonNativeClass *native = ath_python_class_get_native (class->bases[i]);

      if (class->native == &ath_python_object_class || native->build != NULL)
        class->native = native;
    }
}

/* Bases that are there for people and type checkers. */
static gboolean
is_nominal (AthPythonClass *class,
            AthPythonValue *base)
{
  if (base->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
    return FALSE;
  class->is_abstract |= base->native_class == &ath_python_abc_class;
  class->is_generic |= base->native_class == &ath_python_generic_class
                       || base->native_class == &ath_python_abc_class;

  return class->is_generic && (base->native_class == &ath_python_generic_class
                               || base->native_class == &ath_python_abc_class);
}

static gboolean
add_base (AthPythonEvaluator *self,
          AthPythonClass     *class,
          AthPythonValue     *base)
{
  if (base->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (self, _("“%s” is needed here: %s"), base->unresolved.name,
                              base->unresolved.reason) != NULL;
  if (is_nominal (class, base)
      || base == ath_python_native_class (self, &ath_python_object_class))
    return TRUE;
  if ((base->type != ATH_PYTHON_TYPE_CLASS && base->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
      || ath_python_class_get_native (base) == &ath_python_typing_class)
    return ath_python_refuse (self, _("%s as the base of a class is not understood"),
                              ath_python_get_type_name (base)) != NULL;
  if (base->type == ATH_PYTHON_TYPE_CLASS)
    {
      class->is_generic |= base->class->is_generic;
      class->is_abstract |= base->class->is_abstract;
    }
  for (guint i = 0; i < class->n_bases; i++)
    if (class->bases[i] == base)
      return ath_python_raise (self, &ath_python_type_error_class, "duplicate base class %s",
                               ath_python_class_get_name (base)) != NULL;
  class->bases[class->n_bases++] = base;

  return TRUE;
}

/**
 * ath_python_class_set_bases:
 * @self: an evaluator
 * @value: a class of a script that is being made
 * @nodes: the expressions of its bases
 *
 * Sets what the class derives from, and in which order attributes are looked up.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_class_set_bases (AthPythonEvaluator  *self,
                            AthPythonValue      *value,
                            const AthPythonList *nodes)
{
  AthPythonClass *class = value->class;

  class->bases = ath_arena_alloc (self->arena, sizeof *class->bases * (nodes->length + 1));
  for (guint i = 0; i < nodes->length; i++)
    {
      AthPythonValue *base = ath_python_evaluate (self, nodes->items[i]);

      if (base == NULL || !add_base (self, class, base))
        return FALSE;
    }
  if (!linearize (self, value))
    return FALSE;
  choose_native (class);

  return TRUE;
}

/* The names of `__slots__`: one, or several. */
static AthPythonValue *
list_slots (AthPythonEvaluator *self,
            AthPythonValue     *slots)
{
  AthPythonValue *list;

  if (ath_python_is_str (slots))
    return ath_python_list_new (self->arena, &slots, 1);

  list = ath_python_list_of (self, slots);
  for (guint i = 0; list != NULL && i < list->sequence.length; i++)
    if (!ath_python_is_str (list->sequence.items[i]))
      return ath_python_raise (self, &ath_python_type_error_class,
                               "__slots__ items must be strings, not '%s'",
                               ath_python_get_type_name (list->sequence.items[i]));

  return list;
}

static gboolean
add_slots (AthPythonEvaluator *self,
           AthPythonClass     *class,
           AthPythonValue     *slots)
{
  AthPythonValue *list = list_slots (self, slots);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < list->sequence.length; i++)
    {
      const char *name = list->sequence.items[i]->text.bytes;

      if (ath_python_namespace_get (class->attributes, name) != NULL)
        return ath_python_raise (self, &ath_python_value_error_class,
                                 "'%s' in __slots__ conflicts with class variable", name) != NULL;
      if (g_str_equal (name, "__dict__"))
        class->has_dict = TRUE;
      ath_python_namespace_set (class->slots, ath_python_mangle_for (self, class->name, name),
                                ath_python_none ());
    }

  return TRUE;
}

/**
 * ath_python_class_set_slots:
 * @self: an evaluator
 * @value: a class of a script whose body has run
 *
 * Finds which attributes its objects may have, where `__slots__` of it and of
 * all it derives from say so.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_class_set_slots (AthPythonEvaluator *self,
                            AthPythonValue     *value)
{
  AthPythonClass *class = value->class;
  AthPythonValue *slots = ath_python_namespace_get (class->attributes, "__slots__");
  AthPythonValue *ignored;

  class->slots = ath_python_namespace_new (self->arena);
  class->has_dict = slots == NULL;
  if (slots != NULL && !add_slots (self, class, slots))
    return FALSE;

  for (guint i = 1; i < class->n_mro; i++)
    {
      AthPythonClass *base = class->mro[i]->class;

      if (class->mro[i]->type != ATH_PYTHON_TYPE_CLASS || base->has_dict)
        {
          class->has_dict = TRUE;
          continue;
        }
      for (guint j = 0; j < ath_python_namespace_get_n (base->slots); j++)
        ath_python_namespace_set (class->slots,
                                  ath_python_namespace_get_nth (base->slots, j, &ignored),
                                  ath_python_none ());
    }

  return TRUE;
}

static const char *
get_annotated_name (const AthPythonNode *node)
{
  return node->kind == ATH_PYTHON_ANN_ASSIGN && node->ann_assign.target->kind == ATH_PYTHON_NAME
         ? node->ann_assign.target->name.id : NULL;
}

/**
 * ath_python_class_is_field:
 * @self: a class of a script whose body has run
 * @index: of a statement of its body
 *
 * Returns: whether the statement is the first that annotates a name
 */
gboolean
ath_python_class_is_field (const AthPythonClass *self,
                           guint                 index)
{
  const char *name = get_annotated_name (self->body->items[index]);

  if (name == NULL)
    return FALSE;
  for (guint i = 0; i < index; i++)
    if (g_strcmp0 (get_annotated_name (self->body->items[i]), name) == 0)
      return FALSE;

  return TRUE;
}
