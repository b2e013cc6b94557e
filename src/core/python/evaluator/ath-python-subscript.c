/* ath-python-subscript.c: `object[key]`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-special.h"
#include "python/types/ath-python-types.h"

/* More than any sequence holds. */
#define LONGEST (G_GINT64_CONSTANT (1) << 62)

/* A slice of a sequence, with its bounds brought inside. */
typedef struct
{
  gint64 start;
  gint64 stop;
  gint64 step;
} Bounds;

static gboolean
get_bound (AthPythonEvaluator *self,
           AthPythonValue     *value,
           gint64              fallback,
           gint64             *bound)
{
  if (ath_python_is_none (value))
    {
      *bound = fallback;
      return TRUE;
    }
  if (ath_python_is_opaque (value))
    return ath_python_refuse_type (self, "slice", value) != NULL;
  if (!ath_python_is_int (value))
    return ath_python_raise (self, &ath_python_type_error_class,
                             "slice indices must be integers or None or have an __index__ "
                             "method") != NULL;
  /* no sequence is as long, and a step from one of its indices stays a number */
  *bound = CLAMP (value->integer, -LONGEST, LONGEST);

  return TRUE;
}

static gint64
bring_inside (gint64 index,
              gint64 length,
              gint64 lowest,
              gint64 highest)
{
  if (index < 0)
    index += length;

  return CLAMP (index, lowest, highest);
}

static gboolean
get_bounds (AthPythonEvaluator *self,
            AthPythonValue     *slice,
            gint64              length,
            Bounds             *bounds)
{
  gboolean backwards;

  if (!get_bound (self, slice->slice.step, 1, &bounds->step))
    return FALSE;
  if (bounds->step == 0)
    return ath_python_raise (self, &ath_python_value_error_class,
                             "slice step cannot be zero") != NULL;
  backwards = bounds->step < 0;
  if (!get_bound (self, slice->slice.lower, backwards ? G_MAXINT64 : 0, &bounds->start)
      || !get_bound (self, slice->slice.upper, backwards ? G_MININT64 : G_MAXINT64, &bounds->stop))
    return FALSE;

  bounds->start = bring_inside (bounds->start, length, backwards ? -1 : 0,
                                backwards ? length - 1 : length);
  if (backwards && ath_python_is_none (slice->slice.upper))
    bounds->stop = -1;
  else
    bounds->stop = bring_inside (bounds->stop, length, backwards ? -1 : 0,
                                 backwards ? length - 1 : length);

  return TRUE;
}

static gboolean
is_inside (const Bounds *bounds,
           gint64        index)
{
  return bounds->step > 0 ? index < bounds->stop : index > bounds->stop;
}

static AthPythonValue *
slice_sequence (AthPythonEvaluator *self,
                AthPythonValue     *sequence,
                AthPythonValue     *slice)
{
  AthPythonValue *result = ath_python_list_new (self->arena, NULL, 0);
  Bounds bounds;

  if (!get_bounds (self, slice, sequence->sequence.length, &bounds))
    return NULL;
  for (gint64 i = bounds.start; is_inside (&bounds, i); i += bounds.step)
    ath_python_list_append (self->arena, result, sequence->sequence.items[i]);
  result->type = sequence->type;

  return result;
}

static const char *
char_at (AthPythonValue *text,
         gint64          index)
{
  return g_utf8_offset_to_pointer (text->text.bytes, index);
}

static AthPythonValue *
slice_text (AthPythonEvaluator *self,
            AthPythonValue     *text,
            AthPythonValue     *slice)
{
  g_autoptr(GString) result = g_string_new (NULL);
  gsize n_chars = ath_python_str_get_n_chars (text);
  Bounds bounds;

  if (!get_bounds (self, slice, n_chars, &bounds))
    return NULL;

  for (gint64 i = bounds.start; is_inside (&bounds, i); i += bounds.step)
    {
      const char *c = n_chars == text->text.length ? text->text.bytes + i : char_at (text, i);

      g_string_append_len (result, c, g_utf8_skip[*(const guchar *) c]);
    }

  return ath_python_str_new_len (self->arena, result->str, result->len);
}

/* @index: brought inside, so that it can be used */
static gboolean
get_index (AthPythonEvaluator *self,
           AthPythonValue     *key,
           gint64              length,
           const char         *what,
           gint64             *index)
{
  key = ath_python_unwrap (key);
  if (ath_python_is_opaque (key))
    return ath_python_refuse_type (self, "[]", key) != NULL;
  if (!ath_python_is_int (key))
    return ath_python_raise (self, &ath_python_type_error_class,
                             "%s indices must be integers or slices, not %s", what,
                             ath_python_get_type_name (key)) != NULL;

  *index = key->integer < 0 ? key->integer + length : key->integer;
  if (*index < 0 || *index >= length)
    return ath_python_raise (self, &ath_python_index_error_class,
                             "%s index out of range", what) != NULL;

  return TRUE;
}

static AthPythonValue *
get_char (AthPythonEvaluator *self,
          AthPythonValue     *text,
          AthPythonValue     *key)
{
  gint64 index;
  const char *c;

  if (!get_index (self, key, ath_python_str_get_n_chars (text), "string", &index))
    return NULL;
  c = char_at (text, index);

  return ath_python_str_new_len (self->arena, c, g_utf8_skip[*(const guchar *) c]);
}

/* A byte is a number. */
static AthPythonValue *
get_byte (AthPythonEvaluator *self,
          AthPythonValue     *bytes,
          AthPythonValue     *key)
{
  gint64 length = (gint64) bytes->text.length;
  gint64 index;

  key = ath_python_unwrap (key);
  if (ath_python_is_int (key) && (key->integer < -length || key->integer >= length))
    return ath_python_raise (self, &ath_python_index_error_class, "index out of range");
  if (!get_index (self, key, length, "byte", &index))
    return NULL;

  return ath_python_int_new (self->arena, (guint8) bytes->text.bytes[index]);
}

static AthPythonValue *
slice_bytes (AthPythonEvaluator *self,
             AthPythonValue     *bytes,
             AthPythonValue     *slice)
{
  g_autoptr(GString) result = g_string_new (NULL);
  Bounds bounds;

  if (!get_bounds (self, slice, (gint64) bytes->text.length, &bounds))
    return NULL;
  for (gint64 i = bounds.start; is_inside (&bounds, i); i += bounds.step)
    g_string_append_c (result, bytes->text.bytes[i]);

  return ath_python_bytes_new (self->arena, result->str, result->len);
}

static AthPythonValue *
get_from_dict (AthPythonEvaluator *self,
               AthPythonValue     *dict,
               AthPythonValue     *key)
{
  AthPythonValue *value;

  if (!ath_python_dict_get (dict->dict, self, key, &value))
    return NULL;
  if (value != NULL)
    return value;

  if (ath_python_dict_get_factory (dict->dict) != NULL)
    {
      value = ath_python_call_simple (self, ath_python_dict_get_factory (dict->dict), NULL, 0);
      return value != NULL && ath_python_dict_set (dict->dict, self, key, value) ? value : NULL;
    }

  return ath_python_raise_key_error (self, key);
}

static AthPythonValue *
get_from_host (AthPythonEvaluator         *self,
               AthPythonValue             *object,
               const AthPythonNativeClass *class,
               AthPythonValue             *key)
{
  for (; class != NULL; class = class->base)
    if (class->get_item != NULL)
      return class->get_item (self, object, key);

  return ath_python_refuse (self, _("“[…]” of %s is not understood"),
                            ath_python_describe (self, object));
}

/* A class of the script that derives from Generic: only for people. */
static AthPythonValue *
get_from_class (AthPythonEvaluator *self,
                AthPythonValue     *class,
                AthPythonValue     *key)
{
  AthPythonValue *method = ath_python_class_find (class, "__class_getitem__");
  AthPythonValue *pair[] = { class, key };

  if (method != NULL)
    {
      AthPythonValue *wrapped = ath_python_host_get (method, &ath_python_class_method_class);

      return ath_python_call_simple (self, wrapped != NULL ? wrapped : method, pair, 2);
    }
  if (class->type == ATH_PYTHON_TYPE_CLASS && class->class->is_generic)
    return class;

  return get_from_host (self, class, ath_python_class_get_native (class), key);
}

static AthPythonValue *
get_from_range (AthPythonEvaluator *self,
                AthPythonValue     *range,
                AthPythonValue     *key)
{
  gint64 length = ath_python_range_get_length (range);
  gint64 step = range->range.step;
  Bounds bounds;
  gint64 index;

  if (key->type != ATH_PYTHON_TYPE_SLICE)
    return get_index (self, key, length, "range object", &index)
           ? ath_python_int_new (self->arena, range->range.start + index * step) : NULL;

  if (!get_bounds (self, key, length, &bounds))
    return NULL;
  /* So far from the ends of what a number can be that nothing overflows. */
  if (ABS (range->range.start) > LONGEST / 2 || length > G_MAXINT32 || ABS (step) > G_MAXINT32
      || ABS (bounds.step) > G_MAXINT32 || ABS (step * bounds.step) > G_MAXINT32)
    return ath_python_refuse_type (self, "[]", range);

  return ath_python_range_new (self->arena, range->range.start + bounds.start * step,
                               range->range.start + bounds.stop * step, step * bounds.step);
}

/**
 * ath_python_get_item:
 * @evaluator: an evaluator
 * @object: a value
 * @key: an index, a slice or a key
 *
 * Returns: (transfer none) (nullable): `object[key]`, or `NULL` after raising
 *   or refusing
 */
AthPythonValue *
ath_python_get_item (AthPythonEvaluator *evaluator,
                     AthPythonValue     *object,
                     AthPythonValue     *key)
{
  AthPythonValue *result;
  gint64 index;

  if (ath_python_call_special (evaluator, object, "__getitem__", &key, 1, &result))
    return result;
  object = ath_python_unwrap (object);

  switch ((guint) object->type)
    {
    case ATH_PYTHON_TYPE_LIST:
    case ATH_PYTHON_TYPE_TUPLE:
      if (key->type == ATH_PYTHON_TYPE_SLICE)
        return slice_sequence (evaluator, object, key);
      if (!get_index (evaluator, key, object->sequence.length, ath_python_get_type_name (object),
                      &index))
        return NULL;
      return object->sequence.items[index];

    case ATH_PYTHON_TYPE_STR:
      return key->type == ATH_PYTHON_TYPE_SLICE ? slice_text (evaluator, object, key)
                                                : get_char (evaluator, object, key);

    case ATH_PYTHON_TYPE_DICT:
      if (ath_python_get_hooks (object) != NULL && ath_python_get_hooks (object)->get_item != NULL)
        return ath_python_get_hooks (object)->get_item (evaluator, object, key);
      return get_from_dict (evaluator, object, key);

    case ATH_PYTHON_TYPE_RANGE:
      return get_from_range (evaluator, object, key);

    case ATH_PYTHON_TYPE_HOST:
      return get_from_host (evaluator, object, object->host.class, key);

    case ATH_PYTHON_TYPE_CLASS:
    case ATH_PYTHON_TYPE_NATIVE_CLASS:
      return get_from_class (evaluator, object, key);

    case ATH_PYTHON_TYPE_BYTES:
      return key->type == ATH_PYTHON_TYPE_SLICE ? slice_bytes (evaluator, object, key)
                                                : get_byte (evaluator, object, key);

    case ATH_PYTHON_TYPE_UNRESOLVED:
      return ath_python_refuse (evaluator, _("“%s” is needed here: %s"),
                                object->unresolved.name, object->unresolved.reason);

    case ATH_PYTHON_TYPE_INSTANCE:
      if (!ath_python_is_plain (object))
        return ath_python_refuse (evaluator, _("“[…]” of %s is not understood"),
                                  ath_python_describe (evaluator, object));
      G_GNUC_FALLTHROUGH;

    default:
      return ath_python_raise (evaluator, &ath_python_type_error_class,
                               "'%s' object is not subscriptable",
                               ath_python_get_type_name (object));
    }
}

static gboolean
set_in_slice (AthPythonEvaluator *self,
              AthPythonValue     *list,
              AthPythonValue     *slice,
              AthPythonValue     *value)
{
  AthPythonValue *items;
  Bounds bounds;

  if (!get_bounds (self, slice, list->sequence.length, &bounds))
    return FALSE;
  if (bounds.step != 1)
    return ath_python_refuse (self, _("Setting a slice with a step is not understood")) != NULL;

  items = value != NULL ? ath_python_list_of (self, value) : ath_python_list_new (self->arena,
                                                                                 NULL, 0);
  if (items == NULL)
    return FALSE;
  if (bounds.stop > bounds.start)
    ath_python_list_remove (list, (guint) bounds.start, (guint) (bounds.stop - bounds.start));
  for (guint i = 0; i < items->sequence.length; i++)
    ath_python_list_insert (self->arena, list, (guint) bounds.start + i, items->sequence.items[i]);

  return TRUE;
}

static gboolean
set_in_list (AthPythonEvaluator *self,
             AthPythonValue     *list,
             AthPythonValue     *key,
             AthPythonValue     *value)
{
  gint64 index;

  if (key->type == ATH_PYTHON_TYPE_SLICE)
    return set_in_slice (self, list, key, value);
  if (!get_index (self, key, list->sequence.length, "list assignment", &index))
    return FALSE;

  if (value != NULL)
    list->sequence.items[index] = value;
  else
    ath_python_list_remove (list, (guint) index, 1);

  return TRUE;
}

static gboolean
remove_from_dict (AthPythonEvaluator *self,
                  AthPythonValue     *dict,
                  AthPythonValue     *key)
{
  gboolean was_there;

  if (!ath_python_dict_remove (dict->dict, self, key, &was_there))
    return FALSE;

  return was_there || ath_python_raise_key_error (self, key) != NULL;
}

/**
 * ath_python_set_item:
 * @evaluator: an evaluator
 * @object: a value
 * @key: an index, a slice or a key
 * @value: (nullable): what stands there from now on, or `NULL` for `del`
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_set_item (AthPythonEvaluator *evaluator,
                     AthPythonValue     *object,
                     AthPythonValue     *key,
                     AthPythonValue     *value)
{
  AthPythonValue *pair[] = { key, value };
  const AthPythonNativeClass *class;
  AthPythonValue *result;

  switch ((guint) object->type)
    {
    case ATH_PYTHON_TYPE_LIST:
      return set_in_list (evaluator, object, key, value);

    case ATH_PYTHON_TYPE_DICT:
      return value != NULL ? ath_python_dict_set (object->dict, evaluator, key, value)
                           : remove_from_dict (evaluator, object, key);

    case ATH_PYTHON_TYPE_HOST:
      for (class = object->host.class; class != NULL; class = class->base)
        if (class->set_item != NULL)
          return class->set_item (evaluator, object, key, value);
      break;

    case ATH_PYTHON_TYPE_UNRESOLVED:
      return ath_python_refuse (evaluator, _("“%s” is needed here: %s"),
                                object->unresolved.name, object->unresolved.reason) != NULL;

    case ATH_PYTHON_TYPE_INSTANCE:
      if (ath_python_call_special (evaluator, object, value != NULL ? "__setitem__" : "__delitem__",
                                   pair, value != NULL ? 2 : 1, &result))
        return result != NULL;
      if (!ath_python_is_plain (object))
        break;
      if (ath_python_has_special (object, value != NULL ? "__delitem__" : "__setitem__"))
        return ath_python_raise (evaluator, &ath_python_attribute_error_class, "%s",
                                 value != NULL ? "__setitem__" : "__delitem__") != NULL;
      G_GNUC_FALLTHROUGH;

    default:
      return ath_python_raise (evaluator, &ath_python_type_error_class,
                               value != NULL ? "'%s' object does not support item assignment"
                                             : "'%s' object doesn't support item deletion",
                               ath_python_get_type_name (object)) != NULL;
    }

  return ath_python_refuse (evaluator, _("Setting “[…]” of %s is not understood"),
                            ath_python_describe (evaluator, object)) != NULL;
}
