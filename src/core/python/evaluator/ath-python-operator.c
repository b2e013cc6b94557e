/* ath-python-operator.c: arithmetic and the truth of values
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-format.h"
#include "python/types/ath-python-number.h"
#include "python/types/ath-python-types.h"

static const char *const symbols[] = {
  [ATH_PYTHON_ADD] = "+",     [ATH_PYTHON_SUB] = "-",        [ATH_PYTHON_MULT] = "*",
  [ATH_PYTHON_MAT_MULT] = "@", [ATH_PYTHON_DIV] = "/",       [ATH_PYTHON_MOD] = "%",
  [ATH_PYTHON_POW] = "**",    [ATH_PYTHON_LSHIFT] = "<<",    [ATH_PYTHON_RSHIFT] = ">>",
  [ATH_PYTHON_BIT_OR] = "|",  [ATH_PYTHON_BIT_XOR] = "^",    [ATH_PYTHON_BIT_AND] = "&",
  [ATH_PYTHON_FLOOR_DIV] = "//",
};

static gboolean
is_repeatable (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_STR || value->type == ATH_PYTHON_TYPE_BYTES
         || ath_python_is_sequence (value);
}

static AthPythonValue *
raise_unsupported (AthPythonEvaluator *self,
                   AthPythonOperator   op,
                   AthPythonValue     *a,
                   AthPythonValue     *b)
{
  if (op == ATH_PYTHON_ADD && a->type == ATH_PYTHON_TYPE_BYTES)
    return ath_python_raise (self, &ath_python_type_error_class, "can't concat %s to bytes",
                             ath_python_get_type_name (b));
  if (op == ATH_PYTHON_ADD && is_repeatable (a))
    return ath_python_raise (self, &ath_python_type_error_class,
                             "can only concatenate %s (not \"%s\") to %s",
                             ath_python_get_type_name (a), ath_python_get_type_name (b),
                             ath_python_get_type_name (a));
  if (op == ATH_PYTHON_MULT && (is_repeatable (a) || is_repeatable (b)))
    return ath_python_raise (self, &ath_python_type_error_class,
                             "can't multiply sequence by non-int of type '%s'",
                             ath_python_get_type_name (is_repeatable (a) ? b : a));

  return ath_python_raise (self, &ath_python_type_error_class,
                           "unsupported operand type(s) for %s: '%s' and '%s'",
                           op == ATH_PYTHON_POW ? "** or pow()" : symbols[op],
                           ath_python_get_type_name (a), ath_python_get_type_name (b));
}

static gboolean
get_number (const AthPythonValue *value,
            double               *number)
{
  if (ath_python_is_int (value))
    *number = (double) value->integer;
  else if (value->type == ATH_PYTHON_TYPE_FLOAT)
    *number = value->number;
  else
    return FALSE;

  return TRUE;
}

static AthPythonValue *
number_binary (AthPythonEvaluator *self,
               AthPythonOperator   op,
               AthPythonValue     *a,
               AthPythonValue     *b)
{
  double x;
  double y;

  if (a->type == ATH_PYTHON_TYPE_BOOL && b->type == ATH_PYTHON_TYPE_BOOL
      && (op == ATH_PYTHON_BIT_AND || op == ATH_PYTHON_BIT_OR || op == ATH_PYTHON_BIT_XOR))
    return ath_python_bool (op == ATH_PYTHON_BIT_AND ? a->integer & b->integer
                            : op == ATH_PYTHON_BIT_OR ? a->integer | b->integer
                                                      : a->integer ^ b->integer);
  if (ath_python_is_int (a) && ath_python_is_int (b))
    return ath_python_int_binary (self, op, a->integer, b->integer);
  if (get_number (a, &x) && get_number (b, &y))
    return ath_python_float_binary (self, op, x, y);

  return ath_python_not_implemented ();
}

static AthPythonValue *
concatenate (AthPythonEvaluator *self,
             AthPythonValue     *a,
             AthPythonValue     *b)
{
  AthPythonValue *result;
  char *bytes;

  if (a->type != b->type)
    return ath_python_not_implemented ();

  if (a->type == ATH_PYTHON_TYPE_STR || a->type == ATH_PYTHON_TYPE_BYTES)
    {
      if (!ath_python_reserve (self, a->text.length + b->text.length))
        return NULL;
      bytes = ath_arena_alloc (self->arena, a->text.length + b->text.length + 1);
      memcpy (bytes, a->text.bytes, a->text.length);
      memcpy (bytes + a->text.length, b->text.bytes, b->text.length);
      result = ath_arena_new0 (self->arena, AthPythonValue);
      result->type = a->type;
      result->text.bytes = bytes;
      result->text.length = a->text.length + b->text.length;
      return result;
    }

  if (ath_python_is_sequence (a))
    {
      result = ath_python_list_new (self->arena, a->sequence.items, a->sequence.length);
      for (guint i = 0; i < b->sequence.length; i++)
        ath_python_list_append (self->arena, result, b->sequence.items[i]);
      result->type = a->type;
      return result;
    }

  return ath_python_not_implemented ();
}

/* More than there is memory is as good as any larger number. */
static gsize
multiply (gsize  n_bytes,
          gint64 times)
{
  gsize product;

  return g_size_checked_mul (&product, n_bytes, (gsize) times) ? product : G_MAXSIZE;
}

static AthPythonValue *
repeat (AthPythonEvaluator *self,
        AthPythonValue     *value,
        gint64              times)
{
  AthPythonValue *result;

  times = MAX (times, 0);

  if (value->type == ATH_PYTHON_TYPE_STR || value->type == ATH_PYTHON_TYPE_BYTES)
    {
      g_autoptr(GString) text = g_string_new (NULL);

      if (!ath_python_reserve (self, multiply (value->text.length, times)))
        return NULL;
      for (gint64 i = 0; i < times; i++)
        g_string_append_len (text, value->text.bytes, value->text.length);
      result = ath_python_str_new_len (self->arena, text->str, text->len);
      result->type = value->type;
      return result;
    }

  if (!ath_python_reserve (self, multiply (value->sequence.length * sizeof (gpointer), times)))
    return NULL;
  result = ath_python_list_new (self->arena, NULL, 0);
  for (gint64 i = 0; i < times; i++)
    for (guint j = 0; j < value->sequence.length; j++)
      ath_python_list_append (self->arena, result, value->sequence.items[j]);
  result->type = value->type;

  return result;
}

static gboolean
is_set (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_SET || value->type == ATH_PYTHON_TYPE_FROZENSET;
}

/* Adds the keys of @from that are in @other, or are not. */
static gboolean
add_keys (AthPythonEvaluator *self,
          AthPythonValue     *to,
          AthPythonValue     *from,
          AthPythonValue     *other,
          gboolean            wanted)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  while (ath_python_dict_next (from->dict, &position, &key, &value))
    {
      AthPythonValue *found = NULL;

      if (other != NULL && !ath_python_dict_get (other->dict, self, key, &found))
        return FALSE;
      if (other != NULL && (found != NULL) != wanted)
        continue;
      if (!ath_python_dict_set (to->dict, self, key, value))
        return FALSE;
    }

  return TRUE;
}

static AthPythonValue *
set_binary (AthPythonEvaluator *self,
            AthPythonOperator   op,
            AthPythonValue     *a,
            AthPythonValue     *b)
{
  AthPythonValue *result = ath_python_set_new (self->arena, a->type == ATH_PYTHON_TYPE_FROZENSET);
  gboolean done;

  switch ((guint) op)
    {
    case ATH_PYTHON_BIT_OR:
      done = add_keys (self, result, a, NULL, TRUE) && add_keys (self, result, b, NULL, TRUE);
      break;

    case ATH_PYTHON_BIT_AND:
      done = add_keys (self, result, a, b, TRUE);
      break;

    case ATH_PYTHON_SUB:
      done = add_keys (self, result, a, b, FALSE);
      break;

    case ATH_PYTHON_BIT_XOR:
      done = add_keys (self, result, a, b, FALSE) && add_keys (self, result, b, a, FALSE);
      break;

    default:
      return ath_python_not_implemented ();
    }

  ath_python_dict_disorder (result->dict, ATH_PYTHON_DISORDER_MERGED);
  return done ? result : NULL;
}

static AthPythonValue *
dict_union (AthPythonEvaluator *self,
            AthPythonValue     *a,
            AthPythonValue     *b)
{
  AthPythonValue *result = ath_python_dict_value_new (self->arena);

  if (ath_python_dict_get_class (a->dict) != NULL || ath_python_dict_get_class (b->dict) != NULL)
    return ath_python_refuse_type (self, "|", a);

  return add_keys (self, result, a, NULL, TRUE) && add_keys (self, result, b, NULL, TRUE) ? result
                                                                                          : NULL;
}

/* `int | None`: a type, which nothing is asked but its name. */
static gboolean
is_class (AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_CLASS || value->type == ATH_PYTHON_TYPE_NATIVE_CLASS;
}

static gboolean
are_types (AthPythonValue *a,
           AthPythonValue *b)
{
  return (is_class (a) && (is_class (b) || ath_python_is_none (b)))
         || (ath_python_is_none (a) && is_class (b));
}

static AthPythonValue *
builtin_binary (AthPythonEvaluator *self,
                AthPythonOperator   op,
                AthPythonValue     *a,
                AthPythonValue     *b)
{
  AthPythonValue *result = number_binary (self, op, a, b);

  if (result != ath_python_not_implemented ())
    return result;

  if (op == ATH_PYTHON_ADD)
    return concatenate (self, a, b);
  if (op == ATH_PYTHON_MULT && is_repeatable (a) && ath_python_is_int (b))
    return repeat (self, a, b->integer);
  if (op == ATH_PYTHON_MULT && is_repeatable (b) && ath_python_is_int (a))
    return repeat (self, b, a->integer);
  if (op == ATH_PYTHON_MOD && a->type == ATH_PYTHON_TYPE_BYTES)
    return ath_python_refuse (self, _("The format of bytes is not understood"));
  if (op == ATH_PYTHON_MOD && a->type == ATH_PYTHON_TYPE_STR)
    return ath_python_format_percent (self, a, b);
  if (is_set (a) && is_set (b))
    return set_binary (self, op, a, b);
  if (op == ATH_PYTHON_BIT_OR && a->type == ATH_PYTHON_TYPE_DICT && b->type == ATH_PYTHON_TYPE_DICT)
    return dict_union (self, a, b);
  if (op == ATH_PYTHON_BIT_OR && are_types (a, b))
    return ath_python_native_class (self, &ath_python_typing_class);

  return ath_python_not_implemented ();
}

static AthPythonValue *
host_binary (AthPythonEvaluator *self,
             AthPythonOperator   op,
             AthPythonValue     *host,
             AthPythonValue     *other,
             gboolean            is_reflected)
{
  const AthPythonNativeClass *class = ath_python_get_hooks (host);

  for (; class != NULL; class = class->base)
    if (class->binary != NULL)
      return class->binary (self, op, host, other, is_reflected);

  return ath_python_not_implemented ();
}

static AthPythonValue *
refuse_operand (AthPythonEvaluator *self,
                AthPythonOperator   op,
                AthPythonValue     *value)
{
  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (self, _("“%s” is needed here: %s"), value->unresolved.name,
                              value->unresolved.reason);

  return ath_python_refuse (self, _("“%s” with %s is not understood"), symbols[op],
                            ath_python_describe (self, value));
}

/**
 * ath_python_binary:
 * @evaluator: an evaluator
 * @op: an operator of two operands
 * @a: the left one
 * @b: the right one
 *
 * Returns: (transfer none) (nullable): the result, or `NULL` after raising or
 *   refusing
 */
AthPythonValue *
ath_python_binary (AthPythonEvaluator *evaluator,
                   AthPythonOperator   op,
                   AthPythonValue     *a,
                   AthPythonValue     *b)
{
  AthPythonValue *result;

  if (ath_python_special_binary (evaluator, op, a, b, &result))
    return result;

  result = host_binary (evaluator, op, a, b, FALSE);
  if (result == ath_python_not_implemented ())
    result = host_binary (evaluator, op, b, a, TRUE);
  if (result == ath_python_not_implemented ())
    result = builtin_binary (evaluator, op, ath_python_unwrap (a), ath_python_unwrap (b));
  if (result != ath_python_not_implemented ())
    return result;

  if (ath_python_is_opaque (a) && !ath_python_is_plain (a))
    return refuse_operand (evaluator, op, a);
  if (ath_python_is_opaque (b) && !ath_python_is_plain (b))
    return refuse_operand (evaluator, op, b);

  return raise_unsupported (evaluator, op, a, b);
}

/**
 * ath_python_binary_in_place:
 * @self: an evaluator
 * @op: an operator of two operands
 * @a: the left one, which a list, dict or set changes
 * @b: the right one
 *
 * Returns: (transfer none) (nullable): what the target of `a op= b` is bound to
 */
AthPythonValue *
ath_python_binary_in_place (AthPythonEvaluator *self,
                            AthPythonOperator   op,
                            AthPythonValue     *a,
                            AthPythonValue     *b)
{
  const AthPythonArguments others = { .positional = &b, .n_positional = 1 };
  AthPythonValue *result;
  AthPythonValue *list;

  if (ath_python_special_in_place (self, op, a, b, &result))
    return result;
  if (a->type == ATH_PYTHON_TYPE_LIST && op == ATH_PYTHON_ADD)
    {
      list = ath_python_list_of (self, b);
      for (guint i = 0; list != NULL && i < list->sequence.length; i++)
        ath_python_list_append (self->arena, a, list->sequence.items[i]);
      return list != NULL ? a : NULL;
    }

  if (a->type == ATH_PYTHON_TYPE_DICT && op == ATH_PYTHON_BIT_OR
      && (ath_python_dict_get_class (a->dict) == NULL
          || ath_python_dict_get_class (a->dict)->binary == NULL))
    return ath_python_dict_update (self, a, &others) ? a : NULL;

  result = ath_python_binary (self, op, a, b);
  if (result == NULL)
    return NULL;
  if (a->type == ATH_PYTHON_TYPE_LIST)
    {
      a->sequence = result->sequence;
      return a;
    }
  if (a->type == ATH_PYTHON_TYPE_DICT || a->type == ATH_PYTHON_TYPE_SET)
    {
      a->dict = result->dict;
      ath_python_dict_disorder (a->dict, ATH_PYTHON_DISORDER_REMOVED);
      return a;
    }

  return result;
}

static AthPythonValue *
number_unary (AthPythonEvaluator *self,
              AthPythonOperator   op,
              AthPythonValue     *operand)
{
  gint64 result;

  if (operand->type == ATH_PYTHON_TYPE_FLOAT)
    return op == ATH_PYTHON_USUB ? ath_python_float_new (self->arena, -operand->number)
           : op == ATH_PYTHON_UADD ? operand : NULL;

  if (op == ATH_PYTHON_INVERT)
    return ath_python_int_new (self->arena, ~operand->integer);
  if (op == ATH_PYTHON_UADD)
    return ath_python_int_new (self->arena, operand->integer);
  if (__builtin_sub_overflow ((gint64) 0, operand->integer, &result))
    return ath_python_refuse (self, _("A number becomes too large"));

  return ath_python_int_new (self->arena, result);
}

/**
 * ath_python_unary:
 * @self: an evaluator
 * @op: an operator of one operand
 * @operand: a value
 *
 * Returns: (transfer none) (nullable): the result, or `NULL` after raising or
 *   refusing
 */
AthPythonValue *
ath_python_unary (AthPythonEvaluator *self,
                  AthPythonOperator   op,
                  AthPythonValue     *operand)
{
  const AthPythonNativeClass *class;
  AthPythonValue *result = NULL;
  double number;
  gboolean truth;

  if (op == ATH_PYTHON_NOT)
    return ath_python_is_true (self, operand, &truth) ? ath_python_bool (!truth) : NULL;

  for (class = ath_python_get_hooks (operand); class != NULL; class = class->base)
    if (class->unary != NULL)
      return class->unary (self, op, operand);

  if (ath_python_call_special (self, operand, op == ATH_PYTHON_USUB ? "__neg__"
                                              : op == ATH_PYTHON_UADD ? "__pos__" : "__invert__",
                               NULL, 0, &result))
    return result;
  operand = ath_python_unwrap (operand);
  if (get_number (operand, &number))
    result = number_unary (self, op, operand);
  if (result != NULL || ath_python_has_failed (self))
    return result;

  if (!ath_python_is_opaque (operand) || ath_python_is_plain (operand))
    return ath_python_raise (self, &ath_python_type_error_class,
                             "bad operand type for unary %s: '%s'",
                             ath_python_operator_get_symbol (op),
                             ath_python_get_type_name (operand));

  return ath_python_refuse (self, _("This operator before %s is not understood"),
                            ath_python_describe (self, operand));
}

static gboolean
host_is_true (AthPythonEvaluator *self,
              AthPythonValue     *value,
              gboolean           *truth)
{
  const AthPythonNativeClass *class;
  guint length;

  for (class = value->host.class; class != NULL; class = class->base)
    {
      if (class->truth != NULL)
        return class->truth (self, value, truth);
      if (class->length == NULL)
        continue;
      if (!class->length (self, value, &length))
        return FALSE;
      *truth = length > 0;
      return TRUE;
    }
  *truth = TRUE;

  return TRUE;
}

/**
 * ath_python_is_true:
 * @evaluator: an evaluator
 * @value: a value
 * @truth: (out): whether it counts as true
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_is_true (AthPythonEvaluator *evaluator,
                    AthPythonValue     *value,
                    gboolean           *truth)
{
  /* A member of an enumeration is true whatever it holds, but for int and str mixed in. */
  if (value->type == ATH_PYTHON_TYPE_INSTANCE
      && (value->instance.primitive == NULL || ath_python_has_special (value, "__bool__")
          || ath_python_has_special (value, "__len__")))
    return ath_python_special_truth (evaluator, value, truth);
  value = ath_python_unwrap (value);

  switch ((guint) value->type)
    {
    case ATH_PYTHON_TYPE_NONE:
      *truth = FALSE;
      return TRUE;

    case ATH_PYTHON_TYPE_BOOL:
    case ATH_PYTHON_TYPE_INT:
      *truth = value->integer != 0;
      return TRUE;

    case ATH_PYTHON_TYPE_FLOAT:
      *truth = value->number != 0;
      return TRUE;

    case ATH_PYTHON_TYPE_STR:
    case ATH_PYTHON_TYPE_BYTES:
      *truth = value->text.length > 0;
      return TRUE;

    case ATH_PYTHON_TYPE_TUPLE:
    case ATH_PYTHON_TYPE_LIST:
      *truth = value->sequence.length > 0;
      return TRUE;

    case ATH_PYTHON_TYPE_DICT:
    case ATH_PYTHON_TYPE_SET:
    case ATH_PYTHON_TYPE_FROZENSET:
      *truth = ath_python_dict_get_length (value->dict) > 0;
      return TRUE;

    case ATH_PYTHON_TYPE_RANGE:
      *truth = value->range.step > 0 ? value->range.start < value->range.stop
                                     : value->range.start > value->range.stop;
      return TRUE;

    case ATH_PYTHON_TYPE_HOST:
      return host_is_true (evaluator, value, truth);

    case ATH_PYTHON_TYPE_UNRESOLVED:
      return ath_python_refuse (evaluator, _("“%s” is needed here: %s"), value->unresolved.name,
                                value->unresolved.reason) != NULL;

    default:
      *truth = TRUE;
      return TRUE;
    }
}
