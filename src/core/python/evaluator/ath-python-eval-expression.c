/* ath-python-eval-expression.c: what expressions give
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/types/ath-python-types.h"

/* The frame of a function around the block whose own name it is. */
static AthPythonFrame *
find_owner (AthPythonFrame *frame,
            const char     *name)
{
  AthPythonFrame *owner;

  for (owner = frame->closure; owner != NULL; owner = owner->closure)
    {
      AthPythonScopeKind kind = ath_python_scope_get_kind (owner->scope);

      if (kind != ATH_PYTHON_SCOPE_CLASS && kind != ATH_PYTHON_SCOPE_MODULE
          && ath_python_scope_get_binding (owner->scope, name) == ATH_PYTHON_BINDING_LOCAL)
        return owner;
    }

  return NULL;
}

static AthPythonValue *
get_global (AthPythonEvaluator *self,
            const char         *name)
{
  AthPythonValue *value = ath_python_module_get_member (self, self->frame->module, name);

  if (value != NULL || ath_python_has_failed (self))
    return value;

  value = ath_python_module_get_starred (self, self->frame->module, name);
  if (value != NULL || ath_python_has_failed (self))
    return value;

  value = ath_python_native_module_get_member (self, &ath_python_builtins_module, name);
  if (value != NULL || ath_python_has_failed (self))
    return value;

  if (self->frame->module->stars != NULL)
    return ath_python_refuse (self, _("“%s”, which may come from an “import *”, is not "
                                      "understood"), name);

  return ath_python_raise (self, &ath_python_name_error_class,
                           "name '%s' is not defined", name);
}

/* In a class a private name, `__name`, is another one. */
static gboolean
check_private (AthPythonEvaluator *self,
               const char         *name)
{
  return ath_python_mangle (self, name) == name
         || ath_python_scope_get_binding (self->frame->scope, name) == ATH_PYTHON_BINDING_LOCAL
         || ath_python_refuse (self, _("The name “%s” in a class is not understood"), name) != NULL;
}

/**
 * ath_python_evaluate_name:
 * @self: an evaluator
 * @name: a name that is used in the running block
 *
 * Returns: (transfer none) (nullable): what it is bound to, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_evaluate_name (AthPythonEvaluator *self,
                          const char         *name)
{
  AthPythonFrame *frame = self->frame;
  AthPythonBinding binding = ath_python_scope_get_binding (frame->scope, name);
  AthPythonScopeKind kind = ath_python_scope_get_kind (frame->scope);
  AthPythonFrame *owner;
  AthPythonValue *value;

  if (kind == ATH_PYTHON_SCOPE_MODULE)
    return get_global (self, name);

  if (!check_private (self, name))
    return NULL;

  /* The body of a class falls back to what is around it. */
  if (kind == ATH_PYTHON_SCOPE_CLASS)
    {
      value = ath_python_namespace_get (frame->locals, ath_python_mangle (self, name));
      if (value != NULL)
        return value;
      owner = find_owner (frame, name);
      value = owner != NULL ? ath_python_namespace_get (owner->locals, name) : NULL;
      return value != NULL ? value : get_global (self, name);
    }

  if (binding == ATH_PYTHON_BINDING_GLOBAL)
    return get_global (self, name);

  owner = binding == ATH_PYTHON_BINDING_LOCAL ? frame : find_owner (frame, name);
  value = owner != NULL ? ath_python_namespace_get (owner->locals, name) : NULL;
  if (value == NULL)
    return ath_python_raise (self, &ath_python_unbound_local_error_class,
                             "cannot access local variable '%s' where it is not associated "
                             "with a value", name);

  return value;
}

static AthPythonValue *
evaluate_text (AthPythonEvaluator  *self,
               const AthPythonText *text,
               gboolean             is_bytes)
{
  AthPythonValue *value;

  if (text->has_unicode_name)
    return ath_python_refuse (self, _("A character by its name, “\\N{…}”, is not understood"));
  /* PostgreSQL takes neither; without them every str is UTF-8 that ends at its nul. */
  if (!is_bytes && !g_utf8_validate_len (text->bytes, text->length, NULL))
    return ath_python_refuse (self, _("A text with a zero character or half a character is not "
                                      "understood"));

  /* The text lives as long as its module, and that as long as the arena. */
  value = ath_arena_new0 (self->arena, AthPythonValue);
  value->type = is_bytes ? ATH_PYTHON_TYPE_BYTES : ATH_PYTHON_TYPE_STR;
  value->text.bytes = text->bytes;
  value->text.length = text->length;

  return value;
}

/* Adds what `*value` or a plain value stands for. */
static gboolean
append_element (AthPythonEvaluator *self,
                AthPythonNode      *node,
                AthPythonValue     *list)
{
  AthPythonValue *value;
  AthPythonValue *iterator;
  AthPythonValue *item;

  if (node->kind != ATH_PYTHON_STARRED)
    {
      value = ath_python_evaluate (self, node);
      if (value != NULL)
        ath_python_list_append (self->arena, list, value);
      return value != NULL;
    }

  value = ath_python_evaluate (self, node->unary.value);
  iterator = value != NULL ? ath_python_iterate (self, value) : NULL;
  if (iterator == NULL)
    return FALSE;
  while ((item = ath_python_next (self, iterator)) != NULL)
    ath_python_list_append (self->arena, list, item);

  return !ath_python_has_failed (self);
}

static AthPythonValue *
evaluate_sequence (AthPythonEvaluator *self,
                   AthPythonNode      *node)
{
  AthPythonValue *list = ath_python_list_new (self->arena, NULL, 0);
  AthPythonValue *set;

  for (guint i = 0; i < node->sequence.elts->length; i++)
    if (!append_element (self, node->sequence.elts->items[i], list))
      return NULL;

  if (node->kind == ATH_PYTHON_LIST)
    return list;
  if (node->kind == ATH_PYTHON_TUPLE)
    {
      list->type = ATH_PYTHON_TYPE_TUPLE;
      return list;
    }

  set = ath_python_set_new (self->arena, FALSE);
  for (guint i = 0; i < list->sequence.length; i++)
    if (!ath_python_dict_set (set->dict, self, list->sequence.items[i], ath_python_none ()))
      return NULL;
  /* Of three constants and more Python makes one beforehand, and that in two ways. */
  if (list->sequence.length > 2)
    ath_python_dict_disorder (set->dict, ATH_PYTHON_DISORDER_MERGED);

  return set;
}

/* `{**other}` */
static gboolean
merge (AthPythonEvaluator *self,
       AthPythonValue     *dict,
       AthPythonNode      *node)
{
  AthPythonValue *other = ath_python_evaluate (self, node);
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  if (other == NULL)
    return FALSE;
  if (other->type != ATH_PYTHON_TYPE_DICT)
    return ath_python_refuse (self, _("“**” before %s is not understood"),
                              ath_python_get_type_name (other)) != NULL;

  while (ath_python_dict_next (other->dict, &position, &key, &value))
    if (!ath_python_dict_set (dict->dict, self, key, value))
      return FALSE;

  return TRUE;
}

static AthPythonValue *
evaluate_dict (AthPythonEvaluator *self,
               AthPythonNode      *node)
{
  AthPythonValue *dict = ath_python_dict_value_new (self->arena);

  for (guint i = 0; i < node->dict.values->length; i++)
    {
      AthPythonValue *key;
      AthPythonValue *value;

      if (node->dict.keys->items[i] == NULL)
        {
          if (!merge (self, dict, node->dict.values->items[i]))
            return NULL;
          continue;
        }

      key = ath_python_evaluate (self, node->dict.keys->items[i]);
      value = key != NULL ? ath_python_evaluate (self, node->dict.values->items[i]) : NULL;
      if (value == NULL || !ath_python_dict_set (dict->dict, self, key, value))
        return NULL;
    }

  return dict;
}

/* `and` and `or` give one of their operands, not a bool. */
static AthPythonValue *
evaluate_bool_op (AthPythonEvaluator *self,
                  AthPythonNode      *node)
{
  AthPythonValue *value = NULL;

  for (guint i = 0; i < node->bool_op.values->length; i++)
    {
      gboolean truth;

      value = ath_python_evaluate (self, node->bool_op.values->items[i]);
      if (value == NULL)
        return NULL;
      if (i + 1 == node->bool_op.values->length)
        break;
      if (!ath_python_is_true (self, value, &truth))
        return NULL;
      if (truth == (node->bool_op.op == ATH_PYTHON_OR))
        break;
    }

  return value;
}

static AthPythonValue *
evaluate_compare (AthPythonEvaluator *self,
                  AthPythonNode      *node)
{
  AthPythonValue *left = ath_python_evaluate (self, node->compare.left);
  AthPythonValue *result = NULL;

  for (guint i = 0; left != NULL && i < node->compare.ops->length; i++)
    {
      AthPythonValue *right = ath_python_evaluate (self, node->compare.comparators->items[i]);
      gboolean truth;

      if (right == NULL)
        return NULL;
      self->node = node;
      result = ath_python_compare (self, node->compare.ops->items[i], left, right);
      if (result == NULL || i + 1 == node->compare.ops->length)
        return result;
      if (!ath_python_is_true (self, result, &truth))
        return NULL;
      if (!truth)
        return result;
      left = right;
    }

  return NULL;
}

static AthPythonValue *
evaluate_if_exp (AthPythonEvaluator *self,
                 AthPythonNode      *node)
{
  AthPythonValue *test = ath_python_evaluate (self, node->if_exp.test);
  gboolean truth;

  if (test == NULL || !ath_python_is_true (self, test, &truth))
    return NULL;

  return ath_python_evaluate (self, truth ? node->if_exp.body : node->if_exp.orelse);
}

static AthPythonValue *
evaluate_bin_op (AthPythonEvaluator *self,
                 AthPythonNode      *node)
{
  AthPythonValue *left = ath_python_evaluate (self, node->bin_op.left);
  AthPythonValue *right = left != NULL ? ath_python_evaluate (self, node->bin_op.right) : NULL;

  if (right == NULL)
    return NULL;
  self->node = node;

  return ath_python_binary (self, node->bin_op.op, left, right);
}

static AthPythonValue *
evaluate_unary_op (AthPythonEvaluator *self,
                   AthPythonNode      *node)
{
  AthPythonValue *operand = ath_python_evaluate (self, node->unary_op.operand);

  if (operand == NULL)
    return NULL;
  self->node = node;

  return ath_python_unary (self, node->unary_op.op, operand);
}

static AthPythonValue *
evaluate_bound (AthPythonEvaluator *self,
                AthPythonNode      *node)
{
  return node != NULL ? ath_python_evaluate (self, node) : ath_python_none ();
}

static AthPythonValue *
evaluate_slice (AthPythonEvaluator *self,
                AthPythonNode      *node)
{
  AthPythonValue *lower = evaluate_bound (self, node->slice.lower);
  AthPythonValue *upper = lower != NULL ? evaluate_bound (self, node->slice.upper) : NULL;
  AthPythonValue *step = upper != NULL ? evaluate_bound (self, node->slice.step) : NULL;
  AthPythonValue *slice;

  if (step == NULL)
    return NULL;

  slice = ath_arena_new0 (self->arena, AthPythonValue);
  slice->type = ATH_PYTHON_TYPE_SLICE;
  slice->slice.lower = lower;
  slice->slice.upper = upper;
  slice->slice.step = step;

  return slice;
}

static AthPythonValue *
evaluate_subscript (AthPythonEvaluator *self,
                    AthPythonNode      *node)
{
  AthPythonValue *object = ath_python_evaluate (self, node->subscript.value);
  AthPythonValue *key = object != NULL ? ath_python_evaluate (self, node->subscript.slice) : NULL;

  if (key == NULL)
    return NULL;
  self->node = node;

  return ath_python_get_item (self, object, key);
}

static AthPythonValue *
evaluate_attribute (AthPythonEvaluator *self,
                    AthPythonNode      *node)
{
  AthPythonValue *object = ath_python_evaluate (self, node->attribute.value);

  if (object == NULL)
    return NULL;
  self->node = node;

  return ath_python_get_attribute (self, object,
                                   ath_python_mangle (self, node->attribute.attr));
}

static AthPythonValue *
evaluate_named_expr (AthPythonEvaluator *self,
                     AthPythonNode      *node)
{
  AthPythonValue *value = ath_python_evaluate (self, node->named_expr.value);

  if (value == NULL || !ath_python_assign (self, node->named_expr.target, value))
    return NULL;

  return value;
}

static AthPythonValue *
evaluate_int (AthPythonEvaluator *self,
              AthPythonNode      *node)
{
  if (node->int_.is_big)
    return ath_python_refuse (self, _("The number %s is too large"), node->int_.text);

  return ath_python_int_new (self->arena, node->int_.value);
}

static AthPythonValue *
evaluate_node (AthPythonEvaluator *self,
               AthPythonNode      *node)
{
  switch ((guint) node->kind)
    {
    case ATH_PYTHON_NAME:
      return ath_python_evaluate_name (self, node->name.id);

    case ATH_PYTHON_STR:
      return evaluate_text (self, node->str.text, FALSE);

    case ATH_PYTHON_BYTES:
      return evaluate_text (self, node->bytes.text, TRUE);

    case ATH_PYTHON_CALL:
      return ath_python_evaluate_call (self, node);

    case ATH_PYTHON_ATTRIBUTE:
      return evaluate_attribute (self, node);

    case ATH_PYTHON_NONE:
      return ath_python_none ();

    case ATH_PYTHON_TRUE:
      return ath_python_bool (TRUE);

    case ATH_PYTHON_FALSE:
      return ath_python_bool (FALSE);

    case ATH_PYTHON_ELLIPSIS:
      return ath_python_ellipsis ();

    case ATH_PYTHON_INT:
      return evaluate_int (self, node);

    case ATH_PYTHON_FLOAT:
      return ath_python_float_new (self->arena, node->float_.value);

    case ATH_PYTHON_LIST:
    case ATH_PYTHON_TUPLE:
    case ATH_PYTHON_SET:
      return evaluate_sequence (self, node);

    case ATH_PYTHON_DICT:
      return evaluate_dict (self, node);

    case ATH_PYTHON_BOOL_OP:
      return evaluate_bool_op (self, node);

    case ATH_PYTHON_COMPARE:
      return evaluate_compare (self, node);

    case ATH_PYTHON_BIN_OP:
      return evaluate_bin_op (self, node);

    case ATH_PYTHON_UNARY_OP:
      return evaluate_unary_op (self, node);

    case ATH_PYTHON_IF_EXP:
      return evaluate_if_exp (self, node);

    case ATH_PYTHON_SUBSCRIPT:
      return evaluate_subscript (self, node);

    case ATH_PYTHON_SLICE:
      return evaluate_slice (self, node);

    case ATH_PYTHON_NAMED_EXPR:
      return evaluate_named_expr (self, node);

    case ATH_PYTHON_LAMBDA:
      return ath_python_function_new (self, node);

    case ATH_PYTHON_JOINED_STR:
      return ath_python_evaluate_joined_str (self, node);

    case ATH_PYTHON_LIST_COMP:
    case ATH_PYTHON_SET_COMP:
    case ATH_PYTHON_DICT_COMP:
    case ATH_PYTHON_GENERATOR_EXP:
      return ath_python_evaluate_comprehension (self, node);

    case ATH_PYTHON_COMPLEX:
      return ath_python_refuse (self, _("A complex number is not understood"));

    case ATH_PYTHON_AWAIT:
      return ath_python_refuse (self, _("“await” is not understood"));

    case ATH_PYTHON_YIELD:
    case ATH_PYTHON_YIELD_FROM:
      return ath_python_refuse (self, _("“yield” is not understood"));

    default:
      return ath_python_refuse (self, _("This expression is not understood"));
    }
}

/**
 * ath_python_evaluate:
 * @self: an evaluator
 * @node: an expression
 *
 * Returns: (transfer none) (nullable): its value, or `NULL` after raising or
 *   refusing
 */
AthPythonValue *
ath_python_evaluate (AthPythonEvaluator *self,
                     AthPythonNode      *node)
{
  AthPythonValue *value;

  self->node = node;
  if (!ath_python_enter (self))
    return NULL;
  value = evaluate_node (self, node);
  ath_python_leave (self);

  return value;
}
