/* ath-python-module-datetime.c: the module datetime, and its main class
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/modules/datetime/ath-python-datetime.h"
#include "python/types/ath-python-types.h"

/* 1970-01-01 */
#define EPOCH_US (719163 * ATH_PYTHON_US_PER_DAY)

/**
 * ath_python_datetime_new:
 * @evaluator: an evaluator
 * @datetime: a valid date and time
 *
 * Returns: (transfer none): it as a `datetime.datetime`
 */
AthPythonValue *
ath_python_datetime_new (AthPythonEvaluator      *evaluator,
                         const AthPythonDateTime *datetime)
{
  AthPythonDateTime *data = ath_arena_new0 (evaluator->arena, AthPythonDateTime);

  *data = *datetime;

  return ath_python_host_new (evaluator->arena, &ath_python_datetime_class, data);
}

static AthPythonDateTime *
get_datetime (AthPythonValue *self)
{
  return self->host.data;
}

static AthPythonValue *
new_from_us (AthPythonEvaluator *evaluator,
             gint64              us,
             AthPythonValue     *tzinfo)
{
  AthPythonDateTime datetime = { .time = { .tzinfo = tzinfo } };

  if (!ath_python_datetime_from_us (us, &datetime))
    return ath_python_raise (evaluator, &ath_python_overflow_error_class,
                             "date value out of range");

  return ath_python_datetime_new (evaluator, &datetime);
}

static const AthPythonParameter datetime_parameters[] = {
  { "year", ATH_PYTHON_PARAM_OPTIONAL },
  { "month", ATH_PYTHON_PARAM_OPTIONAL },
  { "day", ATH_PYTHON_PARAM_OPTIONAL },
  { "hour", ATH_PYTHON_PARAM_OPTIONAL },
  { "minute", ATH_PYTHON_PARAM_OPTIONAL },
  { "second", ATH_PYTHON_PARAM_OPTIONAL },
  { "microsecond", ATH_PYTHON_PARAM_OPTIONAL },
  { "tzinfo", ATH_PYTHON_PARAM_OPTIONAL },
};

static gboolean
take_datetime (AthPythonEvaluator  *evaluator,
               AthPythonValue     **values,
               AthPythonDateTime   *datetime)
{
  return ath_python_take_date (evaluator, values, &datetime->date)
         && ath_python_take_time (evaluator, values + 3, &datetime->time);
}

static AthPythonValue *
construct_datetime (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (datetime_parameters)];
  AthPythonDateTime datetime = { { 0 }, { 0 } };

  if (!ATH_PYTHON_BIND ("datetime", datetime_parameters, values))
    return NULL;
  for (guint i = 0; i < 3; i++)
    if (values[i] == NULL)
      return ath_python_raise (evaluator, &ath_python_type_error_class,
                               "function missing required argument '%s' (pos %u)",
                               datetime_parameters[i].name, i + 1);

  return take_datetime (evaluator, values, &datetime)
         ? ath_python_datetime_new (evaluator, &datetime) : NULL;
}

static AthPythonValue *
datetime_replace (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (datetime_parameters)];
  AthPythonDateTime datetime = *get_datetime (self);

  if (!ATH_PYTHON_BIND ("replace", datetime_parameters, values)
      || !take_datetime (evaluator, values, &datetime))
    return NULL;

  return ath_python_datetime_new (evaluator, &datetime);
}

/* How far local time is ahead of UTC at a moment of UTC. */
static gint64
get_local_offset (gint64 unix_us)
{
  g_autoptr(GDateTime) moment = NULL;

  moment = g_date_time_new_from_unix_local (unix_us / ATH_PYTHON_US_PER_SECOND
                                            - (unix_us % ATH_PYTHON_US_PER_SECOND < 0));

  return moment != NULL ? g_date_time_get_utc_offset (moment) : 0;
}

/* A moment as the clock of @tzinfo, or of the place, shows it. */
static AthPythonValue *
new_from_unix (AthPythonEvaluator *evaluator,
               gint64              unix_us,
               AthPythonValue     *tzinfo)
{
  AthPythonTime time = { .tzinfo = tzinfo };
  gint64 offset_us = tzinfo != NULL ? ath_python_time_get_offset (&time)
                                    : get_local_offset (unix_us);

  return new_from_us (evaluator, EPOCH_US + unix_us + offset_us, tzinfo);
}

static AthPythonValue *
datetime_now (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "tz", ATH_PYTHON_PARAM_OPTIONAL } };
  AthPythonValue *value;
  AthPythonValue *tzinfo = NULL;

  if (!ATH_PYTHON_BIND ("now", parameters, &value)
      || !ath_python_take_tzinfo (evaluator, value, &tzinfo))
    return NULL;

  return new_from_unix (evaluator, evaluator->world->now_us, tzinfo);
}

static AthPythonValue *
datetime_today (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "today", arguments))
    return NULL;

  return new_from_unix (evaluator, evaluator->world->now_us, NULL);
}

static AthPythonValue *
datetime_utcnow (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "utcnow", arguments))
    return NULL;

  return new_from_us (evaluator, EPOCH_US + evaluator->world->now_us, NULL);
}

/* Seconds since 1970, of which a float has microseconds too. */
static gboolean
take_timestamp (AthPythonEvaluator *evaluator,
                AthPythonValue     *value,
                gint64             *unix_us)
{
  double number;

  value = ath_python_unwrap (value);
  if (ath_python_is_int (value) && ABS (value->integer / 2) < G_GINT64_CONSTANT (1000000000000))
    {
      *unix_us = value->integer * ATH_PYTHON_US_PER_SECOND;
      return TRUE;
    }
  if (!ath_python_take_float (evaluator, value, &number))
    return FALSE;
  if (!(fabs (number) < 1e11))
    return ath_python_refuse (evaluator, _("A number becomes too large")) != NULL;

  /* Halves go to the even one, as in Python. */
  *unix_us = (gint64) rint (number * 1e6);
  return TRUE;
}

static AthPythonValue *
datetime_fromtimestamp (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "timestamp", ATH_PYTHON_PARAM_POSITIONAL },
    { "tz", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *tzinfo = NULL;
  gint64 unix_us;

  if (!ATH_PYTHON_BIND ("fromtimestamp", parameters, values)
      || !take_timestamp (evaluator, values[0], &unix_us)
      || !ath_python_take_tzinfo (evaluator, values[1], &tzinfo))
    return NULL;

  return new_from_unix (evaluator, unix_us, tzinfo);
}

static AthPythonValue *
datetime_utcfromtimestamp (AthPythonEvaluator       *evaluator,
                           AthPythonValue           *self,
                           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "timestamp", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *value;
  gint64 unix_us;

  if (!ATH_PYTHON_BIND ("utcfromtimestamp", parameters, &value)
      || !take_timestamp (evaluator, value, &unix_us))
    return NULL;

  return new_from_us (evaluator, EPOCH_US + unix_us, NULL);
}

static AthPythonValue *
datetime_fromisoformat (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "text", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonDateTime datetime;
  AthPythonValue *text;

  if (!ATH_PYTHON_BIND ("fromisoformat", parameters, &text)
      || !ath_python_take_text (evaluator, text, &text)
      || !ath_python_parse_iso (evaluator, text->text.bytes, TRUE, &datetime))
    return NULL;
  if (!ath_python_date_is_valid (&datetime.date) || !ath_python_time_is_valid (&datetime.time))
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "Invalid isoformat string: '%s'", text->text.bytes);

  return ath_python_datetime_new (evaluator, &datetime);
}

static AthPythonValue *
datetime_strptime (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "text", ATH_PYTHON_PARAM_POSITIONAL },
    { "format", ATH_PYTHON_PARAM_POSITIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND ("strptime", parameters, values)
      || !ath_python_take_text (evaluator, values[0], &values[0])
      || !ath_python_take_text (evaluator, values[1], &values[1]))
    return NULL;

  return ath_python_strptime (evaluator, values[0]->text.bytes, values[1]->text.bytes);
}

static AthPythonValue *
datetime_combine (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "date", ATH_PYTHON_PARAM_REQUIRED },
    { "time", ATH_PYTHON_PARAM_REQUIRED },
    { "tzinfo", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonDateTime datetime;
  AthPythonDate *date;
  AthPythonTime *time;

  if (!ATH_PYTHON_BIND ("combine", parameters, values))
    return NULL;
  date = ath_python_host_get (values[0], &ath_python_date_class);
  time = ath_python_host_get (values[1], &ath_python_time_class);
  if (date == NULL || time == NULL)
    return ath_python_refuse_type (evaluator, "combine", values[date == NULL ? 0 : 1]);
  datetime = (AthPythonDateTime) { *date, *time };
  if (!ath_python_take_tzinfo (evaluator, values[2], &datetime.time.tzinfo))
    return NULL;

  return ath_python_datetime_new (evaluator, &datetime);
}

static AthPythonValue *
datetime_date (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "date", arguments))
    return NULL;

  return ath_python_date_new (evaluator, &get_datetime (self)->date);
}

static AthPythonValue *
datetime_time (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  AthPythonTime time = get_datetime (self)->time;

  if (!ath_python_take_none (evaluator, "time", arguments))
    return NULL;
  time.tzinfo = NULL;

  return ath_python_time_new (evaluator, &time);
}

/* The moment in microseconds since 1970; a time without a zone is local. */
static gint64
get_unix (const AthPythonDateTime *datetime)
{
  gint64 us = ath_python_datetime_to_us (datetime) - EPOCH_US;

  if (datetime->time.tzinfo != NULL)
    return us - ath_python_time_get_offset (&datetime->time);

  return us - get_local_offset (us - get_local_offset (us));
}

static AthPythonValue *
datetime_timestamp (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "timestamp", arguments))
    return NULL;

  return ath_python_float_new (evaluator->arena, (double) get_unix (get_datetime (self)) / 1e6);
}

static AthPythonValue *
datetime_astimezone (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "tz", ATH_PYTHON_PARAM_OPTIONAL } };
  AthPythonValue *value;
  AthPythonValue *tzinfo = NULL;

  if (!ATH_PYTHON_BIND ("astimezone", parameters, &value)
      || !ath_python_take_tzinfo (evaluator, value, &tzinfo))
    return NULL;
  if (tzinfo == NULL)
    return ath_python_refuse (evaluator, _("“%s ()” without a time zone is not understood"),
                              "astimezone");

  return new_from_unix (evaluator, get_unix (get_datetime (self)), tzinfo);
}

static AthPythonValue *
datetime_utcoffset (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  AthPythonTime *time = &get_datetime (self)->time;

  if (!ath_python_take_none (evaluator, "utcoffset", arguments))
    return NULL;
  if (time->tzinfo == NULL)
    return ath_python_none ();

  return ath_python_timedelta_new (evaluator, ath_python_time_get_offset (time));
}

static AthPythonValue *
format_iso (AthPythonEvaluator *evaluator,
            AthPythonValue     *self,
            const char         *separator)
{
  g_autoptr(GString) text = g_string_new (NULL);

  ath_python_append_date (text, &get_datetime (self)->date);
  g_string_append (text, separator);
  ath_python_append_time (text, &get_datetime (self)->time);

  return ath_python_str_take (evaluator, text);
}

/* With `timespec=`: how much of the time is shown. */
static AthPythonValue *
format_iso_to (AthPythonEvaluator *evaluator,
               AthPythonValue     *self,
               const char         *separator,
               const char         *timespec)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const AthPythonTime *time = &get_datetime (self)->time;

  ath_python_append_date (text, &get_datetime (self)->date);
  g_string_append_printf (text, "%s%02d", separator, time->hour);
  if (g_str_equal (timespec, "minutes"))
    g_string_append_printf (text, ":%02d", time->minute);
  else if (g_str_equal (timespec, "seconds"))
    g_string_append_printf (text, ":%02d:%02d", time->minute, time->second);
  else if (g_str_equal (timespec, "milliseconds"))
    g_string_append_printf (text, ":%02d:%02d.%03d", time->minute, time->second,
                            time->microsecond / 1000);
  else if (g_str_equal (timespec, "microseconds"))
    g_string_append_printf (text, ":%02d:%02d.%06d", time->minute, time->second,
                            time->microsecond);
  else if (!g_str_equal (timespec, "hours"))
    return ath_python_raise (evaluator, &ath_python_value_error_class, "Unknown timespec value");
  if (time->tzinfo != NULL)
    ath_python_append_offset (text, ath_python_time_get_offset (time), ":");

  return ath_python_str_take (evaluator, text);
}

static AthPythonValue *
datetime_isoformat (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "sep", ATH_PYTHON_PARAM_OPTIONAL },
    { "timespec", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const char *separator = "T";

  if (!ATH_PYTHON_BIND ("isoformat", parameters, values)
      || !ath_python_take_text (evaluator, values[0], &values[0])
      || !ath_python_take_text (evaluator, values[1], &values[1]))
    return NULL;
  if (values[0] != NULL)
    {
      if (ath_python_str_get_n_chars (values[0]) != 1)
        return ath_python_raise (evaluator, &ath_python_type_error_class,
                                 "isoformat() argument 1 must be a unicode character");
      separator = values[0]->text.bytes;
    }
  if (values[1] != NULL && !g_str_equal (values[1]->text.bytes, "auto"))
    return format_iso_to (evaluator, self, separator, values[1]->text.bytes);

  return format_iso (evaluator, self, separator);
}

static AthPythonValue *
datetime_strftime (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "format", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *format;

  if (!ATH_PYTHON_BIND ("strftime", parameters, &format)
      || !ath_python_take_text (evaluator, format, &format))
    return NULL;

  return ath_python_strftime (evaluator, get_datetime (self), format->text.bytes);
}

static const AthPythonNativeFunction datetime_methods[] = {
  { "combine", datetime_combine, .is_class_method = TRUE },
  { "fromisoformat", datetime_fromisoformat, .is_class_method = TRUE },
  { "fromtimestamp", datetime_fromtimestamp, .is_class_method = TRUE },
  { "now", datetime_now, .is_class_method = TRUE },
  { "strptime", datetime_strptime, .is_class_method = TRUE },
  { "today", datetime_today, .is_class_method = TRUE },
  { "utcfromtimestamp", datetime_utcfromtimestamp, .is_class_method = TRUE },
  { "utcnow", datetime_utcnow, .is_class_method = TRUE },
  { "astimezone", datetime_astimezone },
  { "date", datetime_date },
  { "isoformat", datetime_isoformat },
  { "replace", datetime_replace },
  { "strftime", datetime_strftime },
  { "time", datetime_time },
  { "timestamp", datetime_timestamp },
  { "utcoffset", datetime_utcoffset },
  { NULL },
};

static AthPythonValue *
get_datetime_attribute (AthPythonEvaluator *evaluator,
                        AthPythonValue     *self,
                        const char         *name)
{
  if (self->type != ATH_PYTHON_TYPE_HOST)
    return NULL;

  return ath_python_time_get_part (evaluator, &get_datetime (self)->time, name);
}

static AthPythonValue *
datetime_str (AthPythonEvaluator *evaluator,
              AthPythonValue     *self)
{
  return format_iso (evaluator, self, " ");
}

static AthPythonValue *
datetime_repr (AthPythonEvaluator *evaluator,
               AthPythonValue     *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const AthPythonDate *date = &get_datetime (self)->date;

  g_string_printf (text, "datetime.datetime(%d, %d, %d, ", date->year, date->month, date->day);
  if (!ath_python_append_time_parts (evaluator, &get_datetime (self)->time, text))
    return NULL;
  g_string_append_c (text, ')');

  return ath_python_str_take (evaluator, text);
}

static AthPythonValue *
datetime_format (AthPythonEvaluator *evaluator,
                 AthPythonValue     *self,
                 const char         *specification)
{
  if (*specification == '\0')
    return datetime_str (evaluator, self);

  return ath_python_strftime (evaluator, get_datetime (self), specification);
}

static gint64
get_utc_us (const AthPythonDateTime *datetime)
{
  return ath_python_datetime_to_us (datetime) - ath_python_time_get_offset (&datetime->time);
}

static AthPythonValue *
datetime_compare (AthPythonEvaluator *evaluator,
                  AthPythonOperator   op,
                  AthPythonValue     *self,
                  AthPythonValue     *other)
{
  AthPythonDateTime *a = get_datetime (self);
  AthPythonDateTime *b = ath_python_host_get (other, &ath_python_datetime_class);

  if (b == NULL || (a->time.tzinfo == NULL) != (b->time.tzinfo == NULL))
    {
      if (op == ATH_PYTHON_EQ || op == ATH_PYTHON_NOT_EQ)
        return ath_python_bool (op == ATH_PYTHON_NOT_EQ);
      if (b == NULL && ath_python_host_get (other, &ath_python_date_class) == NULL)
        return ath_python_not_implemented ();
      return ath_python_raise (evaluator, &ath_python_type_error_class,
                               b == NULL ? "can't compare datetime.datetime to datetime.date"
                               : "can't compare offset-naive and offset-aware datetimes");
    }

  return ath_python_bool (ath_python_order_holds (op, get_utc_us (a) - get_utc_us (b)));
}

static gboolean
datetime_hash (AthPythonEvaluator *evaluator,
               AthPythonValue     *self,
               guint              *hash)
{
  gint64 us = get_utc_us (get_datetime (self));

  *hash = g_int64_hash (&us);
  return TRUE;
}

static AthPythonValue *
move_datetime (AthPythonEvaluator *evaluator,
               AthPythonDateTime  *datetime,
               gint64              us)
{
  if (__builtin_add_overflow (ath_python_datetime_to_us (datetime), us, &us))
    us = -1;

  return new_from_us (evaluator, us, datetime->time.tzinfo);
}

static AthPythonValue *
subtract_datetimes (AthPythonEvaluator *evaluator,
                    AthPythonDateTime  *a,
                    AthPythonDateTime  *b)
{
  if ((a->time.tzinfo == NULL) != (b->time.tzinfo == NULL))
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "can't subtract offset-naive and offset-aware datetimes");

  return ath_python_timedelta_new (evaluator, get_utc_us (a) - get_utc_us (b));
}

static AthPythonValue *
datetime_binary (AthPythonEvaluator *evaluator,
                 AthPythonOperator   op,
                 AthPythonValue     *self,
                 AthPythonValue     *other,
                 gboolean            is_reflected)
{
  gint64 *us = ath_python_host_get (other, &ath_python_timedelta_class);
  AthPythonDateTime *datetime = ath_python_host_get (other, &ath_python_datetime_class);

  if (us != NULL && op == ATH_PYTHON_ADD)
    return move_datetime (evaluator, get_datetime (self), *us);
  if (us != NULL && op == ATH_PYTHON_SUB && !is_reflected)
    return move_datetime (evaluator, get_datetime (self), -*us);
  if (datetime != NULL && op == ATH_PYTHON_SUB && !is_reflected)
    return subtract_datetimes (evaluator, get_datetime (self), datetime);

  return ath_python_not_implemented ();
}

const AthPythonNativeClass ath_python_datetime_class = {
  .name = "datetime",
  .module = "datetime",
  .base = &ath_python_date_class,
  .construct = construct_datetime,
  .methods = datetime_methods,
  .get_attribute = get_datetime_attribute,
  .compare = datetime_compare,
  .binary = datetime_binary,
  .str = datetime_str,
  .repr = datetime_repr,
  .format = datetime_format,
  .hash = datetime_hash,
};

static const AthPythonNativeMember members[] = {
  { "UTC", .get = ath_python_timezone_utc },
  { "date", .class = &ath_python_date_class },
  { "datetime", .class = &ath_python_datetime_class },
  { "time", .class = &ath_python_time_class },
  { "timedelta", .class = &ath_python_timedelta_class },
  { "timezone", .class = &ath_python_timezone_class },
  { NULL },
};

const AthPythonNativeModule ath_python_datetime_module = { "datetime", members };
