/* ath-python-compare.c: `==`, `<`, `in`, `is`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/types/ath-python-types.h"

static gboolean
is_number (const AthPythonValue *value)
{
  return ath_python_is_int (value) || value->type == ATH_PYTHON_TYPE_FLOAT;
}

/* A long double holds every integer of 64 bits. */
static long double
get_number (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_FLOAT ? value->number : (long double) value->integer;
}

static int
compare_numbers (const AthPythonValue *a,
                 const AthPythonValue *b)
{
  if (ath_python_is_int (a) && ath_python_is_int (b))
    return a->integer < b->integer ? -1 : a->integer > b->integer;

  return get_number (a) < get_number (b) ? -1 : get_number (a) > get_number (b);
}

/* Code points of UTF-8 sort as its bytes do. */
static int
compare_texts (const AthPythonValue *a,
               const AthPythonValue *b)
{
  int order = memcmp (a->text.bytes, b->text.bytes, MIN (a->text.length, b->text.length));

  if (order != 0)
    return order;

  return a->text.length < b->text.length ? -1 : a->text.length > b->text.length;
}

static gboolean
sequences_equal (AthPythonEvaluator *self,
                 AthPythonValue     *a,
                 AthPythonValue     *b,
                 gboolean           *is_equal)
{
  *is_equal = a->sequence.length == b->sequence.length;
  for (guint i = 0; *is_equal && i < a->sequence.length; i++)
    if (!ath_python_equal (self, a->sequence.items[i], b->sequence.items[i], is_equal))
      return FALSE;

  return TRUE;
}

static gboolean
dicts_equal (AthPythonEvaluator *self,
             AthPythonValue     *a,
             AthPythonValue     *b,
             gboolean           *is_equal)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  *is_equal = ath_python_dict_get_length (a->dict) == ath_python_dict_get_length (b->dict);
  while (*is_equal && ath_python_dict_next (a->dict, &position, &key, &value))
    {
      AthPythonValue *other;

      if (!ath_python_dict_get (b->dict, self, key, &other))
        return FALSE;
      *is_equal = other != NULL;
      if (other != NULL && !ath_python_equal (self, value, other, is_equal))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_set (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_SET || value->type == ATH_PYTHON_TYPE_FROZENSET;
}

static gboolean
builtin_equal (AthPythonEvaluator *self,
               AthPythonValue     *a,
               AthPythonValue     *b,
               gboolean           *is_equal)
{
  *is_equal = a == b;

  if (is_number (a) && is_number (b))
    *is_equal = compare_numbers (a, b) == 0 && get_number (a) == get_number (b);
  else if (is_set (a) && is_set (b))
    return dicts_equal (self, a, b, is_equal);
  else if (a->type != b->type)
    return TRUE;
  else if (a->type == ATH_PYTHON_TYPE_STR || a->type == ATH_PYTHON_TYPE_BYTES)
    *is_equal = compare_texts (a, b) == 0;
  else if (ath_python_is_sequence (a))
    return sequences_equal (self, a, b, is_equal);
  else if (a->type == ATH_PYTHON_TYPE_DICT)
    return dicts_equal (self, a, b, is_equal);
  else if (a->type == ATH_PYTHON_TYPE_NATIVE_FUNCTION)
    *is_equal = a->native_function == b->native_function;
  else if (a->type == ATH_PYTHON_TYPE_RANGE)
    return ath_python_refuse (self, _("Comparing ranges is not understood")) != NULL;

  return TRUE;
}

static AthPythonValue *
host_compare (AthPythonEvaluator *self,
              AthPythonOperator   op,
              AthPythonValue     *a,
              AthPythonValue     *b)
{
  const AthPythonNativeClass *class = ath_python_get_hooks (a);

  for (; class != NULL; class = class->base)
    if (class->compare != NULL)
      return class->compare (self, op, a, b);

  return ath_python_not_implemented ();
}

static AthPythonOperator
mirror (AthPythonOperator op)
{
  switch ((guint) op)
    {
    case ATH_PYTHON_LT:
      return ATH_PYTHON_GT;

    case ATH_PYTHON_GT:
      return ATH_PYTHON_LT;

    case ATH_PYTHON_LT_E:
      return ATH_PYTHON_GT_E;

    case ATH_PYTHON_GT_E:
      return ATH_PYTHON_LT_E;

    default:
      return op;
    }
}

static gboolean
check_comparable (AthPythonEvaluator *self,
                  AthPythonValue     *value)
{
  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (self, _("“%s” is needed here: %s"), value->unresolved.name,
                              value->unresolved.reason) != NULL;
  /* What a text or number in the object would be compared with is not asked. */
  if (value->type == ATH_PYTHON_TYPE_INSTANCE && value->instance.primitive != NULL
      && ath_python_has_special (value, "__eq__"))
    return ath_python_refuse (self, _("Comparing a “%s” is not understood"),
                              ath_python_get_type_name (value)) != NULL;

  return TRUE;
}

/* `==` as a value: a column's is an expression, not a bool. */
static AthPythonValue *
compare_equal (AthPythonEvaluator *self,
               AthPythonOperator   op,
               AthPythonValue     *a,
               AthPythonValue     *b)
{
  AthPythonValue *result;
  gboolean is_equal;

  if (ath_python_special_compare (self, op, a, b, &result))
    return result;

  result = host_compare (self, op, a, b);
  if (result == ath_python_not_implemented ())
    result = host_compare (self, op, b, a);
  if (result != ath_python_not_implemented ())
    return result;

  if (!check_comparable (self, a) || !check_comparable (self, b)
      || !builtin_equal (self, ath_python_unwrap (a), ath_python_unwrap (b), &is_equal))
    return NULL;

  return ath_python_bool (is_equal == (op == ATH_PYTHON_EQ));
}

/**
 * ath_python_equal:
 * @evaluator: an evaluator
 * @a: a value
 * @b: another
 * @is_equal: (out): whether `a == b`, as keys and members are compared
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_equal (AthPythonEvaluator *evaluator,
                  AthPythonValue     *a,
                  AthPythonValue     *b,
                  gboolean           *is_equal)
{
  AthPythonValue *result;

  *is_equal = TRUE;
  if (a == b)
    return TRUE;

  if (!ath_python_descend (evaluator))
    return FALSE;
  result = compare_equal (evaluator, ATH_PYTHON_EQ, a, b);
  ath_python_leave (evaluator);

  return result != NULL && ath_python_is_true (evaluator, result, is_equal);
}

static gboolean
holds (AthPythonOperator op,
       int               order)
{
  switch ((guint) op)
    {
    case ATH_PYTHON_LT:
      return order < 0;

    case ATH_PYTHON_LT_E:
      return order <= 0;

    case ATH_PYTHON_GT:
      return order > 0;

    default:
      return order >= 0;
    }
}

/* The first items that differ decide, else the lengths. */
static AthPythonValue *
compare_sequences (AthPythonEvaluator *self,
                   AthPythonOperator   op,
                   AthPythonValue     *a,
                   AthPythonValue     *b)
{
  guint length = MIN (a->sequence.length, b->sequence.length);

  for (guint i = 0; i < length; i++)
    {
      AthPythonValue *result;
      gboolean is_equal;

      if (!ath_python_equal (self, a->sequence.items[i], b->sequence.items[i], &is_equal))
        return NULL;
      if (is_equal)
        continue;
      if (!ath_python_descend (self))
        return NULL;
      result = ath_python_compare (self, op, a->sequence.items[i], b->sequence.items[i]);
      ath_python_leave (self);
      return result;
    }

  return ath_python_bool (holds (op, (int) a->sequence.length - (int) b->sequence.length));
}

static gboolean
is_subset (AthPythonEvaluator *self,
           AthPythonValue     *a,
           AthPythonValue     *b,
           gboolean           *result)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  *result = TRUE;
  while (*result && ath_python_dict_next (a->dict, &position, &key, &value))
    {
      AthPythonValue *found;

      if (!ath_python_dict_get (b->dict, self, key, &found))
        return FALSE;
      *result = found != NULL;
    }

  return TRUE;
}

static AthPythonValue *
compare_sets (AthPythonEvaluator *self,
              AthPythonOperator   op,
              AthPythonValue     *a,
              AthPythonValue     *b)
{
  gboolean result;

  if (op == ATH_PYTHON_GT || op == ATH_PYTHON_GT_E)
    return compare_sets (self, mirror (op), b, a);
  if (!is_subset (self, a, b, &result))
    return NULL;

  return ath_python_bool (result
                          && (op == ATH_PYTHON_LT_E || ath_python_dict_get_length (a->dict)
                                                       < ath_python_dict_get_length (b->dict)));
}

static AthPythonValue *
compare_order (AthPythonEvaluator *self,
               AthPythonOperator   op,
               AthPythonValue     *a,
               AthPythonValue     *b)
{
  AthPythonValue *x = ath_python_unwrap (a);
  AthPythonValue *y = ath_python_unwrap (b);
  AthPythonValue *result;

  if (ath_python_special_compare (self, op, a, b, &result))
    return result;

  result = host_compare (self, op, a, b);
  if (result == ath_python_not_implemented ())
    result = host_compare (self, mirror (op), b, a);
  if (result != ath_python_not_implemented ())
    return result;

  if (is_number (x) && is_number (y))
    return ath_python_bool (!isnan (get_number (x)) && !isnan (get_number (y))
                            && holds (op, compare_numbers (x, y)));
  if (x->type == y->type && (x->type == ATH_PYTHON_TYPE_STR || x->type == ATH_PYTHON_TYPE_BYTES))
    return ath_python_bool (holds (op, compare_texts (x, y)));
  if (x->type == y->type && (ath_python_is_sequence (x)))
    return compare_sequences (self, op, x, y);
  if (is_set (x) && is_set (y))
    return compare_sets (self, op, x, y);

  if (x->type == ATH_PYTHON_TYPE_HOST || y->type == ATH_PYTHON_TYPE_HOST
      || (x->type == ATH_PYTHON_TYPE_INSTANCE && !ath_python_is_plain (x))
      || (y->type == ATH_PYTHON_TYPE_INSTANCE && !ath_python_is_plain (y))
      || x->type == ATH_PYTHON_TYPE_UNRESOLVED || y->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (self, _("Comparing %s with %s is not understood"),
                              ath_python_describe (self, a), ath_python_describe (self, b));

  return ath_python_raise (self, &ath_python_type_error_class,
                           "'%s' not supported between instances of '%s' and '%s'",
                           ath_python_operator_get_symbol (op), ath_python_get_type_name (a),
                           ath_python_get_type_name (b));
}

static gboolean
sequence_contains (AthPythonEvaluator *self,
                   AthPythonValue     *sequence,
                   AthPythonValue     *item,
                   gboolean           *result)
{
  *result = FALSE;
  for (guint i = 0; !*result && i < sequence->sequence.length; i++)
    if (!ath_python_equal (self, sequence->sequence.items[i], item, result))
      return FALSE;

  return TRUE;
}

static gboolean
find_bytes (const char *haystack,
            gsize       length,
            const char *needle,
            gsize       needle_length)
{
  for (gsize i = 0; i + needle_length <= length; i++)
    if (memcmp (haystack + i, needle, needle_length) == 0)
      return TRUE;

  return FALSE;
}

static gboolean
text_contains (AthPythonEvaluator *self,
               AthPythonValue     *text,
               AthPythonValue     *item,
               gboolean           *result)
{
  if (text->type == ATH_PYTHON_TYPE_BYTES && item->type != text->type)
    return ath_python_refuse (self, _("“in” bytes is not understood")) != NULL;
  if (item->type != text->type && ath_python_is_opaque (item))
    return ath_python_refuse_type (self, "in", item) != NULL;
  if (item->type != text->type)
    return ath_python_raise (self, &ath_python_type_error_class,
                             "'in <string>' requires string as left operand, not %s",
                             ath_python_get_type_name (item)) != NULL;

  *result = item->text.length == 0
            || find_bytes (text->text.bytes, text->text.length, item->text.bytes,
                           item->text.length);

  return TRUE;
}

static gboolean
range_contains (AthPythonValue *range,
                AthPythonValue *item)
{
  if ((item->integer - range->range.start) % range->range.step != 0)
    return FALSE;

  return range->range.step > 0
         ? item->integer >= range->range.start && item->integer < range->range.stop
         : item->integer <= range->range.start && item->integer > range->range.stop;
}

/* Whether it may be walked over. */
static gboolean
may_be_walked (AthPythonValue *value)
{
  if (ath_python_is_plain (value))
    return ath_python_has_special (value, "__iter__")
           || ath_python_has_special (value, "__getitem__");

  return ath_python_is_opaque (value) || value->type == ATH_PYTHON_TYPE_RANGE
         || value->type == ATH_PYTHON_TYPE_ITERATOR;
}

static gboolean
iterable_contains (AthPythonEvaluator *self,
                   AthPythonValue     *iterable,
                   AthPythonValue     *item,
                   gboolean           *result)
{
  AthPythonValue *iterator;
  AthPythonValue *candidate;

  if (!may_be_walked (iterable))
    return ath_python_raise (self, &ath_python_type_error_class,
                             "argument of type '%s' is not iterable",
                             ath_python_get_type_name (iterable)) != NULL;
  iterator = ath_python_iterate (self, iterable);

  *result = FALSE;
  if (iterator == NULL)
    return FALSE;
  while (!*result && (candidate = ath_python_next (self, iterator)) != NULL)
    if (!ath_python_equal (self, candidate, item, result))
      return FALSE;

  return !ath_python_has_failed (self);
}

/**
 * ath_python_contains:
 * @evaluator: an evaluator
 * @container: a value
 * @item: another
 * @result: (out): whether `item in container`
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_contains (AthPythonEvaluator *evaluator,
                     AthPythonValue     *container,
                     AthPythonValue     *item,
                     gboolean           *result)
{
  AthPythonValue *found;
  const AthPythonNativeClass *class;

  if (ath_python_has_special (container, "__contains__"))
    return ath_python_special_contains (evaluator, container, item, result);
  container = ath_python_unwrap (container);

  switch ((guint) container->type)
    {
    case ATH_PYTHON_TYPE_STR:
    case ATH_PYTHON_TYPE_BYTES:
      return text_contains (evaluator, container, ath_python_unwrap (item), result);

    case ATH_PYTHON_TYPE_LIST:
    case ATH_PYTHON_TYPE_TUPLE:
      return sequence_contains (evaluator, container, item, result);

    case ATH_PYTHON_TYPE_DICT:
    case ATH_PYTHON_TYPE_SET:
    case ATH_PYTHON_TYPE_FROZENSET:
      if (container->type != ATH_PYTHON_TYPE_DICT && item->type == ATH_PYTHON_TYPE_SET)
        return ath_python_refuse (evaluator, _("A set in a set is not understood")) != NULL;
      if (!ath_python_dict_get (container->dict, evaluator, item, &found))
        return FALSE;
      *result = found != NULL;
      return TRUE;

    case ATH_PYTHON_TYPE_RANGE:
      if (!ath_python_is_int (ath_python_unwrap (item)))
        return iterable_contains (evaluator, container, item, result);
      *result = range_contains (container, ath_python_unwrap (item));
      return TRUE;

    case ATH_PYTHON_TYPE_HOST:
      for (class = container->host.class; class != NULL; class = class->base)
        if (class->contains != NULL)
          return class->contains (evaluator, container, item, result);
      return iterable_contains (evaluator, container, item, result);

    case ATH_PYTHON_TYPE_CLASS:
    case ATH_PYTHON_TYPE_NATIVE_CLASS:
      class = ath_python_class_get_native (container);
      if (class->contains != NULL)
        return class->contains (evaluator, container, item, result);
      return iterable_contains (evaluator, container, item, result);

    default:
      return iterable_contains (evaluator, container, item, result);
    }
}

static gboolean
is_same (AthPythonValue *a,
         AthPythonValue *b)
{
  if (a == b)
    return TRUE;
  if (a->type != b->type)
    return FALSE;
  if (a->type == ATH_PYTHON_TYPE_NATIVE_FUNCTION)
    return a->native_function == b->native_function;
  if (a->type == ATH_PYTHON_TYPE_NATIVE_CLASS)
    return a->native_class == b->native_class;

  return FALSE;
}

static AthPythonValue *
compare_identity (AthPythonEvaluator *self,
                  AthPythonValue     *a,
                  AthPythonValue     *b,
                  gboolean            wanted)
{
  /* Whether two equal numbers or texts are one object is up to the interpreter. */
  if (a != b && a->type == b->type
      && (a->type == ATH_PYTHON_TYPE_INT || a->type == ATH_PYTHON_TYPE_STR
          || a->type == ATH_PYTHON_TYPE_FLOAT || a->type == ATH_PYTHON_TYPE_BYTES
          || a->type == ATH_PYTHON_TYPE_TUPLE))
    return ath_python_refuse (self, _("“is” between two values of type %s is not understood"),
                              ath_python_get_type_name (a));
  if (a->type == ATH_PYTHON_TYPE_UNRESOLVED || b->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return check_comparable (self, a) && check_comparable (self, b) ? ath_python_none () : NULL;

  return ath_python_bool (is_same (a, b) == wanted);
}

/**
 * ath_python_compare:
 * @evaluator: an evaluator
 * @op: an operator of comparisons
 * @a: the left operand
 * @b: the right one
 *
 * Returns: (transfer none) (nullable): the result, most often a bool, or `NULL`
 *   after raising or refusing
 */
AthPythonValue *
ath_python_compare (AthPythonEvaluator *evaluator,
                    AthPythonOperator   op,
                    AthPythonValue     *a,
                    AthPythonValue     *b)
{
  gboolean result;

  switch ((guint) op)
    {
    case ATH_PYTHON_EQ:
    case ATH_PYTHON_NOT_EQ:
      return compare_equal (evaluator, op, a, b);

    case ATH_PYTHON_IS:
    case ATH_PYTHON_IS_NOT:
      return compare_identity (evaluator, a, b, op == ATH_PYTHON_IS);

    case ATH_PYTHON_IN:
    case ATH_PYTHON_NOT_IN:
      if (!ath_python_contains (evaluator, b, a, &result))
        return NULL;
      return ath_python_bool (result == (op == ATH_PYTHON_IN));

    default:
      return compare_order (evaluator, op, a, b);
    }
}
