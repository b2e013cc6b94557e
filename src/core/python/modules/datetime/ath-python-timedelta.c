/* ath-python-timedelta.c: durations and time zones of scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/modules/datetime/ath-python-datetime.h"
#include "python/types/ath-python-types.h"

static AthPythonValue *
refuse_overflow (AthPythonEvaluator *evaluator)
{
  return ath_python_refuse (evaluator, _("A number becomes too large"));
}

/**
 * ath_python_timedelta_new:
 * @evaluator: an evaluator
 * @us: a duration, in microseconds
 *
 * Returns: (transfer none): it as a `datetime.timedelta`
 */
AthPythonValue *
ath_python_timedelta_new (AthPythonEvaluator *evaluator,
                          gint64              us)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  gint64 *data = ath_arena_new0 (arena, gint64);

  *data = us;

  return ath_python_host_new (arena, &ath_python_timedelta_class, data);
}

static gint64
get_us (AthPythonValue *self)
{
  return *(gint64 *) self->host.data;
}

/* Adds @value times @unit_us, to the microsecond where it is a float. */
static gboolean
add_unit (AthPythonEvaluator *evaluator,
          AthPythonValue     *value,
          gint64              unit_us,
          gint64             *us,
          double             *fraction_us)
{
  gint64 whole;

  if (value == NULL)
    return TRUE;

  value = ath_python_unwrap (value);
  if (value->type == ATH_PYTHON_TYPE_FLOAT)
    {
      double scaled = value->number * (double) unit_us;

      if (!(fabs (scaled) < 1e15))
        return refuse_overflow (evaluator) != NULL;
      *us += (gint64) trunc (scaled);
      *fraction_us += scaled - trunc (scaled);
      return TRUE;
    }
  if (!ath_python_take_int (evaluator, value, &whole))
    return FALSE;
  if (__builtin_mul_overflow (whole, unit_us, &whole) || __builtin_add_overflow (*us, whole, us))
    return refuse_overflow (evaluator) != NULL;

  return TRUE;
}

static AthPythonValue *
construct_timedelta (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "days", ATH_PYTHON_PARAM_OPTIONAL },
    { "seconds", ATH_PYTHON_PARAM_OPTIONAL },
    { "microseconds", ATH_PYTHON_PARAM_OPTIONAL },
    { "milliseconds", ATH_PYTHON_PARAM_OPTIONAL },
    { "minutes", ATH_PYTHON_PARAM_OPTIONAL },
    { "hours", ATH_PYTHON_PARAM_OPTIONAL },
    { "weeks", ATH_PYTHON_PARAM_OPTIONAL },
  };
  static const gint64 units[] = {
    ATH_PYTHON_US_PER_DAY, ATH_PYTHON_US_PER_SECOND, 1, 1000, 60 * ATH_PYTHON_US_PER_SECOND,
    3600 * ATH_PYTHON_US_PER_SECOND, 7 * ATH_PYTHON_US_PER_DAY,
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  double fraction_us = 0;
  gint64 us = 0;

  if (!ATH_PYTHON_BIND ("timedelta", parameters, values))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (!add_unit (evaluator, values[i], units[i], &us, &fraction_us))
      return NULL;
  /* Python rounds at each unit; where that could be told the number is refused. */
  if (fabs (fraction_us - rint (fraction_us)) > 1e-3)
    return ath_python_refuse (evaluator, _("A duration with parts of a microsecond is not "
                                           "understood"));

  return ath_python_timedelta_new (evaluator, us + (gint64) rint (fraction_us));
}

/* Days may be negative, the rest never is. */
static void
split_us (gint64  us,
          gint64 *days,
          gint64 *rest_us)
{
  *days = us / ATH_PYTHON_US_PER_DAY;
  *rest_us = us % ATH_PYTHON_US_PER_DAY;
  if (*rest_us < 0)
    {
      *rest_us += ATH_PYTHON_US_PER_DAY;
      (*days)--;
    }
}

static AthPythonValue *
timedelta_days (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  gint64 days, rest_us;

  split_us (get_us (self), &days, &rest_us);

  return ath_python_int_new (ath_python_get_arena (evaluator), days);
}

static AthPythonValue *
timedelta_seconds (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  gint64 days, rest_us;

  split_us (get_us (self), &days, &rest_us);

  return ath_python_int_new (ath_python_get_arena (evaluator), rest_us / ATH_PYTHON_US_PER_SECOND);
}

static AthPythonValue *
timedelta_microseconds (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  gint64 days, rest_us;

  split_us (get_us (self), &days, &rest_us);

  return ath_python_int_new (ath_python_get_arena (evaluator), rest_us % ATH_PYTHON_US_PER_SECOND);
}

static AthPythonValue *
timedelta_total_seconds (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "total_seconds", arguments))
    return NULL;

  return ath_python_float_new (ath_python_get_arena (evaluator), (double) get_us (self) / 1e6);
}

static const AthPythonNativeFunction timedelta_methods[] = {
  { "days", timedelta_days, .is_property = TRUE },
  { "seconds", timedelta_seconds, .is_property = TRUE },
  { "microseconds", timedelta_microseconds, .is_property = TRUE },
  { "total_seconds", timedelta_total_seconds },
  { NULL },
};

/* `1 day, 2:03:04.000005` */
static AthPythonValue *
timedelta_str (AthPythonEvaluator *evaluator,
               AthPythonValue     *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gint64 days, rest_us, seconds;

  split_us (get_us (self), &days, &rest_us);
  seconds = rest_us / ATH_PYTHON_US_PER_SECOND;
  if (days != 0)
    g_string_append_printf (text, "%" G_GINT64_FORMAT " day%s, ", days, ABS (days) != 1 ? "s" : "");
  g_string_append_printf (text, "%d:%02d:%02d", (int) (seconds / 3600), (int) (seconds / 60 % 60),
                          (int) (seconds % 60));
  if (rest_us % ATH_PYTHON_US_PER_SECOND != 0)
    g_string_append_printf (text, ".%06d", (int) (rest_us % ATH_PYTHON_US_PER_SECOND));

  return ath_python_str_take (evaluator, text);
}

static AthPythonValue *
timedelta_repr (AthPythonEvaluator *evaluator,
                AthPythonValue     *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  gint64 parts[3];
  static const char *const names[] = { "days", "seconds", "microseconds" };
  gint64 rest_us;

  split_us (get_us (self), &parts[0], &rest_us);
  parts[1] = rest_us / ATH_PYTHON_US_PER_SECOND;
  parts[2] = rest_us % ATH_PYTHON_US_PER_SECOND;
  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != 0)
      g_string_append_printf (text, "%s%s=%" G_GINT64_FORMAT, text->len > 0 ? ", " : "",
                              names[i], parts[i]);
  g_string_prepend (text, "datetime.timedelta(");
  g_string_append (text, get_us (self) == 0 ? "0)" : ")");

  return ath_python_str_take (evaluator, text);
}

static gboolean
timedelta_truth (AthPythonEvaluator *evaluator,
                 AthPythonValue     *self,
                 gboolean           *truth)
{
  *truth = get_us (self) != 0;
  return TRUE;
}

static gboolean
timedelta_hash (AthPythonEvaluator *evaluator,
                AthPythonValue     *self,
                guint              *hash)
{
  *hash = g_int64_hash (self->host.data);
  return TRUE;
}

static AthPythonValue *
timedelta_compare (AthPythonEvaluator *evaluator,
                   AthPythonOperator   op,
                   AthPythonValue     *self,
                   AthPythonValue     *other)
{
  gint64 *us = ath_python_host_get (other, &ath_python_timedelta_class);
  gint64 own = get_us (self);

  if (us != NULL)
    return ath_python_bool (ath_python_order_holds (op, own < *us ? -1 : own > *us));
  if (op == ATH_PYTHON_EQ || op == ATH_PYTHON_NOT_EQ)
    return ath_python_bool (op == ATH_PYTHON_NOT_EQ);

  return ath_python_not_implemented ();
}

/* With a number: only whole ones, for others Python has its own rounding. */
static AthPythonValue *
timedelta_scale (AthPythonEvaluator *evaluator,
                 AthPythonOperator   op,
                 gint64              us,
                 AthPythonValue     *other)
{
  gint64 number;

  other = ath_python_unwrap (other);
  if (!ath_python_is_int (other))
    return ath_python_refuse_type (evaluator, "timedelta", other);

  number = other->integer;
  if (op == ATH_PYTHON_MULT)
    {
      if (__builtin_mul_overflow (us, number, &us))
        return refuse_overflow (evaluator);
      return ath_python_timedelta_new (evaluator, us);
    }
  if (number == 0)
    return ath_python_raise (evaluator, &ath_python_zero_division_error_class,
                             "integer division or modulo by zero");
  if (op == ATH_PYTHON_DIV && us % number != 0)
    return ath_python_refuse_type (evaluator, "timedelta", other);

  return ath_python_timedelta_new (evaluator,
                                   us / number - (us % number != 0 && (us < 0) != (number < 0)));
}

static AthPythonValue *
timedelta_with_timedelta (AthPythonEvaluator *evaluator,
                          AthPythonOperator   op,
                          gint64              a,
                          gint64              b)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  gint64 result;

  switch ((guint) op)
    {
    case ATH_PYTHON_ADD:
      return __builtin_add_overflow (a, b, &result) ? refuse_overflow (evaluator)
             : ath_python_timedelta_new (evaluator, result);

    case ATH_PYTHON_SUB:
      return __builtin_sub_overflow (a, b, &result) ? refuse_overflow (evaluator)
             : ath_python_timedelta_new (evaluator, result);

    case ATH_PYTHON_DIV:
    case ATH_PYTHON_FLOOR_DIV:
      if (b == 0)
        return ath_python_raise (evaluator, &ath_python_zero_division_error_class,
                                 "division by zero");
      if (op == ATH_PYTHON_FLOOR_DIV)
        return ath_python_int_new (arena, a / b - (a % b != 0 && (a < 0) != (b < 0)));
      return ath_python_binary (evaluator, ATH_PYTHON_DIV, ath_python_int_new (arena, a),
                                ath_python_int_new (arena, b));

    default:
      return ath_python_not_implemented ();
    }
}

static AthPythonValue *
timedelta_binary (AthPythonEvaluator *evaluator,
                  AthPythonOperator   op,
                  AthPythonValue     *self,
                  AthPythonValue     *other,
                  gboolean            is_reflected)
{
  gint64 *us = ath_python_host_get (other, &ath_python_timedelta_class);

  if (us != NULL)
    return timedelta_with_timedelta (evaluator, op, is_reflected ? *us : get_us (self),
                                     is_reflected ? get_us (self) : *us);
  if (op == ATH_PYTHON_MULT
      || (!is_reflected && (op == ATH_PYTHON_FLOOR_DIV || op == ATH_PYTHON_DIV)))
    return timedelta_scale (evaluator, op, get_us (self), other);

  return ath_python_not_implemented ();
}

static AthPythonValue *
timedelta_unary (AthPythonEvaluator *evaluator,
                 AthPythonOperator   op,
                 AthPythonValue     *self)
{
  if (op == ATH_PYTHON_INVERT)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "bad operand type for unary ~: 'datetime.timedelta'");

  return ath_python_timedelta_new (evaluator, op == ATH_PYTHON_USUB ? -get_us (self)
                                                                    : get_us (self));
}

const AthPythonNativeClass ath_python_timedelta_class = {
  .name = "timedelta",
  .module = "datetime",
  .construct = construct_timedelta,
  .methods = timedelta_methods,
  .truth = timedelta_truth,
  .compare = timedelta_compare,
  .binary = timedelta_binary,
  .unary = timedelta_unary,
  .str = timedelta_str,
  .repr = timedelta_repr,
  .hash = timedelta_hash,
};

/**
 * ath_python_timezone_new:
 * @evaluator: an evaluator
 * @offset_us: how far it is ahead of UTC, in microseconds
 * @name: (nullable): a name of its own, in the arena
 *
 * Returns: (transfer none): a `datetime.timezone`
 */
AthPythonValue *
ath_python_timezone_new (AthPythonEvaluator *evaluator,
                         gint64              offset_us,
                         const char         *name)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonTimezone *zone;

  if (offset_us == 0 && name == NULL)
    return ath_python_timezone_utc (evaluator);

  zone = ath_arena_new0 (arena, AthPythonTimezone);
  zone->offset_us = offset_us;
  zone->name = name;

  return ath_python_host_new (arena, &ath_python_timezone_class, zone);
}

static AthPythonValue *
make_utc (AthPythonEvaluator *evaluator)
{
  AthArena *arena = ath_python_get_arena (evaluator);

  return ath_python_host_new (arena, &ath_python_timezone_class,
                              ath_arena_new0 (arena, AthPythonTimezone));
}

/**
 * ath_python_timezone_utc:
 * @evaluator: an evaluator
 *
 * Returns: (transfer none): `timezone.utc`; always the same value
 */
AthPythonValue *
ath_python_timezone_utc (AthPythonEvaluator *evaluator)
{
  return ath_python_get_once (evaluator, &ath_python_timezone_class, make_utc);
}

static AthPythonValue *
construct_timezone (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "offset", ATH_PYTHON_PARAM_REQUIRED },
    { "name", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gint64 *offset_us;

  if (!ATH_PYTHON_BIND ("timezone", parameters, values)
      || !ath_python_take_text (evaluator, values[1], &values[1]))
    return NULL;
  offset_us = ath_python_host_get (values[0], &ath_python_timedelta_class);
  if (offset_us == NULL)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "timezone() argument 1 must be datetime.timedelta, not %s",
                             ath_python_get_type_name (values[0]));
  if (*offset_us <= -ATH_PYTHON_US_PER_DAY || *offset_us >= ATH_PYTHON_US_PER_DAY)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "offset must be a timedelta strictly between "
                             "-timedelta(hours=24) and timedelta(hours=24)");

  return ath_python_timezone_new (evaluator, *offset_us,
                                  values[1] != NULL ? values[1]->text.bytes : NULL);
}

/**
 * ath_python_timezone_get_name:
 * @evaluator: an evaluator
 * @tzinfo: a `datetime.timezone`
 *
 * Returns: (transfer none): its own name, or one as in `UTC+02:00`
 */
const char *
ath_python_timezone_get_name (AthPythonEvaluator *evaluator,
                              AthPythonValue     *tzinfo)
{
  AthPythonTimezone *zone = ath_python_host_get (tzinfo, &ath_python_timezone_class);
  g_autoptr(GString) text = NULL;

  if (zone->name != NULL)
    return zone->name;
  text = g_string_new ("UTC");
  if (zone->offset_us != 0)
    ath_python_append_offset (text, zone->offset_us, ":");

  return ath_arena_strdup (ath_python_get_arena (evaluator), text->str);
}

/**
 * ath_python_take_tzinfo:
 * @evaluator: an evaluator
 * @value: (nullable): an argument; `NULL` when it was not given, which leaves what
 *   is there
 * @tzinfo: (inout) (nullable) (transfer none): the zone; `NULL` for None
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_take_tzinfo (AthPythonEvaluator  *evaluator,
                        AthPythonValue      *value,
                        AthPythonValue     **tzinfo)
{
  if (value == NULL)
    return TRUE;
  if (ath_python_is_none (value))
    {
      *tzinfo = NULL;
      return TRUE;
    }
  if (ath_python_host_get (value, &ath_python_timezone_class) == NULL)
    return ath_python_refuse_type (evaluator, "tzinfo", value) != NULL;
  *tzinfo = value;

  return TRUE;
}

static AthPythonValue *
timezone_str (AthPythonEvaluator *evaluator,
              AthPythonValue     *self)
{
  return ath_python_str_new (ath_python_get_arena (evaluator),
                             ath_python_timezone_get_name (evaluator, self));
}

static AthPythonValue *
timezone_repr (AthPythonEvaluator *evaluator,
               AthPythonValue     *self)
{
  AthPythonTimezone *zone = self->host.data;
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *offset;
  AthPythonValue *name;

  if (zone->offset_us == 0 && zone->name == NULL)
    return ath_python_str_new (arena, "datetime.timezone.utc");
  offset = timedelta_repr (evaluator, ath_python_timedelta_new (evaluator, zone->offset_us));
  if (zone->name == NULL)
    return ath_python_str_new (arena, ath_arena_printf (arena, "datetime.timezone(%s)",
                                                        offset->text.bytes));
  name = ath_python_repr (evaluator, ath_python_str_new (arena, zone->name));

  return ath_python_str_new (arena, ath_arena_printf (arena, "datetime.timezone(%s, %s)",
                                                      offset->text.bytes, name->text.bytes));
}

static AthPythonValue *
timezone_compare (AthPythonEvaluator *evaluator,
                  AthPythonOperator   op,
                  AthPythonValue     *self,
                  AthPythonValue     *other)
{
  AthPythonTimezone *zone = ath_python_host_get (other, &ath_python_timezone_class);
  gboolean is_equal;

  if (op != ATH_PYTHON_EQ && op != ATH_PYTHON_NOT_EQ)
    return ath_python_not_implemented ();
  is_equal = zone != NULL && zone->offset_us == ((AthPythonTimezone *) self->host.data)->offset_us;

  return ath_python_bool (is_equal == (op == ATH_PYTHON_EQ));
}

static gboolean
timezone_hash (AthPythonEvaluator *evaluator,
               AthPythonValue     *self,
               guint              *hash)
{
  *hash = g_int64_hash (&((AthPythonTimezone *) self->host.data)->offset_us);
  return TRUE;
}


static AthPythonValue *
get_timezone_attribute (AthPythonEvaluator *evaluator,
                        AthPythonValue     *self,
                        const char         *name)
{
  return g_str_equal (name, "utc") ? ath_python_timezone_utc (evaluator) : NULL;
}

const AthPythonNativeClass ath_python_timezone_class = {
  .name = "timezone",
  .module = "datetime",
  .construct = construct_timezone,
  .get_attribute = get_timezone_attribute,
  .compare = timezone_compare,
  .str = timezone_str,
  .repr = timezone_repr,
  .hash = timezone_hash,
};
