/* ath-python-time.c: times of day of scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/modules/datetime/ath-python-datetime.h"
#include "python/types/ath-python-types.h"

/**
 * ath_python_time_new:
 * @evaluator: an evaluator
 * @time: a valid time
 *
 * Returns: (transfer none): it as a `datetime.time`
 */
AthPythonValue *
ath_python_time_new (AthPythonEvaluator  *evaluator,
                     const AthPythonTime *time)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonTime *data = ath_arena_new0 (arena, AthPythonTime);

  *data = *time;

  return ath_python_host_new (arena, &ath_python_time_class, data);
}

/**
 * ath_python_take_time:
 * @evaluator: an evaluator
 * @values: (array fixed-size=5) (element-type AthPythonValue): hour, minute,
 *   second, microsecond and tzinfo; those that are `NULL` stay
 * @time: (inout): a time
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_take_time (AthPythonEvaluator  *evaluator,
                      AthPythonValue     **values,
                      AthPythonTime       *time)
{
  int *parts[] = { &time->hour, &time->minute, &time->second, &time->microsecond };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      gint64 number = *parts[i];

      if (!ath_python_take_int (evaluator, values[i], &number))
        return FALSE;
      *parts[i] = (int) CLAMP (number, -1, G_MAXINT);
    }
  if (!ath_python_take_tzinfo (evaluator, values[4], &time->tzinfo))
    return FALSE;
  if (!ath_python_time_is_valid (time))
    return ath_python_raise (evaluator, &ath_python_value_error_class, "%s",
                             time->hour < 0 || time->hour > 23 ? "hour must be in 0..23"
                             : time->minute < 0 || time->minute > 59 ? "minute must be in 0..59"
                             : time->second < 0 || time->second > 59 ? "second must be in 0..59"
                             : "microsecond must be in 0..999999") != NULL;

  return TRUE;
}

static const AthPythonParameter time_parameters[] = {
  { "hour", ATH_PYTHON_PARAM_OPTIONAL },
  { "minute", ATH_PYTHON_PARAM_OPTIONAL },
  { "second", ATH_PYTHON_PARAM_OPTIONAL },
  { "microsecond", ATH_PYTHON_PARAM_OPTIONAL },
  { "tzinfo", ATH_PYTHON_PARAM_OPTIONAL },
};

static AthPythonValue *
construct_time (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (time_parameters)];
  AthPythonTime time = { 0 };

  if (!ATH_PYTHON_BIND ("time", time_parameters, values)
      || !ath_python_take_time (evaluator, values, &time))
    return NULL;

  return ath_python_time_new (evaluator, &time);
}

static AthPythonValue *
time_replace (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (time_parameters)];
  AthPythonTime time = *(AthPythonTime *) self->host.data;

  if (!ATH_PYTHON_BIND ("replace", time_parameters, values)
      || !ath_python_take_time (evaluator, values, &time))
    return NULL;

  return ath_python_time_new (evaluator, &time);
}

static AthPythonValue *
get_time_attribute (AthPythonEvaluator *evaluator,
                    AthPythonValue     *self,
                    const char         *name)
{
  if (self->type != ATH_PYTHON_TYPE_HOST)
    return NULL;

  return ath_python_time_get_part (evaluator, self->host.data, name);
}

/**
 * ath_python_time_get_part:
 * @evaluator: an evaluator
 * @time: a time
 * @name: the name of an attribute
 *
 * For the attributes that times and datetimes share.
 *
 * Returns: (transfer none) (nullable): its value; `NULL` for what times do not
 *   have
 */
AthPythonValue *
ath_python_time_get_part (AthPythonEvaluator  *evaluator,
                          const AthPythonTime *time,
                          const char          *name)
{
  AthArena *arena = ath_python_get_arena (evaluator);

  if (g_str_equal (name, "hour"))
    return ath_python_int_new (arena, time->hour);
  if (g_str_equal (name, "minute"))
    return ath_python_int_new (arena, time->minute);
  if (g_str_equal (name, "second"))
    return ath_python_int_new (arena, time->second);
  if (g_str_equal (name, "microsecond"))
    return ath_python_int_new (arena, time->microsecond);
  if (g_str_equal (name, "tzinfo"))
    return time->tzinfo != NULL ? time->tzinfo : ath_python_none ();

  return NULL;
}

static AthPythonValue *
time_str (AthPythonEvaluator *evaluator,
          AthPythonValue     *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  ath_python_append_time (text, self->host.data);

  return ath_python_str_take (evaluator, text);
}

static AthPythonValue *
time_isoformat (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "isoformat", arguments) ? time_str (evaluator, self)
                                                                  : NULL;
}

static AthPythonValue *
time_repr (AthPythonEvaluator *evaluator,
           AthPythonValue     *self)
{
  g_autoptr(GString) text = g_string_new ("datetime.time(");

  if (!ath_python_append_time_parts (evaluator, self->host.data, text))
    return NULL;
  g_string_append_c (text, ')');

  return ath_python_str_take (evaluator, text);
}

/**
 * ath_python_append_time_parts:
 * @evaluator: an evaluator
 * @time: a time
 * @text: where it goes
 *
 * Writes it as `repr ()` does, as in `12, 0, 5, tzinfo=…`: seconds and what is
 * less only where they are not zero.
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_append_time_parts (AthPythonEvaluator  *evaluator,
                              const AthPythonTime *time,
                              GString             *text)
{
  AthPythonValue *zone;

  g_string_append_printf (text, "%d, %d", time->hour, time->minute);
  if (time->second != 0 || time->microsecond != 0)
    g_string_append_printf (text, ", %d", time->second);
  if (time->microsecond != 0)
    g_string_append_printf (text, ", %d", time->microsecond);
  if (time->tzinfo == NULL)
    return TRUE;

  zone = ath_python_repr (evaluator, time->tzinfo);
  if (zone == NULL)
    return FALSE;
  g_string_append_printf (text, ", tzinfo=%s", zone->text.bytes);

  return TRUE;
}

static AthPythonValue *
time_compare (AthPythonEvaluator *evaluator,
              AthPythonOperator   op,
              AthPythonValue     *self,
              AthPythonValue     *other)
{
  AthPythonTime *a = self->host.data;
  AthPythonTime *b = ath_python_host_get (other, &ath_python_time_class);
  gboolean is_equality = op == ATH_PYTHON_EQ || op == ATH_PYTHON_NOT_EQ;

  if (b == NULL || (a->tzinfo == NULL) != (b->tzinfo == NULL))
    {
      if (is_equality)
        return ath_python_bool (op == ATH_PYTHON_NOT_EQ);
      return b == NULL ? ath_python_not_implemented ()
             : ath_python_raise (evaluator, &ath_python_type_error_class,
                                 "can't compare offset-naive and offset-aware times");
    }

  return ath_python_bool (ath_python_order_holds (op, ath_python_time_to_us (a)
                                                      - ath_python_time_get_offset (a)
                                                      - ath_python_time_to_us (b)
                                                      + ath_python_time_get_offset (b)));
}

static gboolean
time_hash (AthPythonEvaluator *evaluator,
           AthPythonValue     *self,
           guint              *hash)
{
  gint64 us = ath_python_time_to_us (self->host.data)
              - ath_python_time_get_offset (self->host.data);

  *hash = g_int64_hash (&us);
  return TRUE;
}

static const AthPythonNativeFunction time_methods[] = {
  { "isoformat", time_isoformat },
  { "replace", time_replace },
  { NULL },
};

const AthPythonNativeClass ath_python_time_class = {
  .name = "time",
  .module = "datetime",
  .construct = construct_time,
  .methods = time_methods,
  .get_attribute = get_time_attribute,
  .compare = time_compare,
  .str = time_str,
  .repr = time_repr,
  .hash = time_hash,
};
