/* ath-python-date.c: dates of scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/datetime/ath-python-datetime.h"
#include "python/types/ath-python-types.h"

/**
 * ath_python_date_new:
 * @evaluator: an evaluator
 * @date: a valid date
 *
 * Returns: (transfer none): it as a `datetime.date`
 */
AthPythonValue *
ath_python_date_new (AthPythonEvaluator  *evaluator,
                     const AthPythonDate *date)
{
  AthPythonDate *data = ath_arena_new0 (evaluator->arena, AthPythonDate);

  *data = *date;

  return ath_python_host_new (evaluator->arena, &ath_python_date_class, data);
}

static gboolean
take_part (AthPythonEvaluator *evaluator,
           AthPythonValue     *value,
           int                *part)
{
  gint64 number = *part;

  if (!ath_python_take_int (evaluator, value, &number))
    return FALSE;
  *part = (int) CLAMP (number, G_MININT, G_MAXINT);

  return TRUE;
}

/**
 * ath_python_take_date:
 * @evaluator: an evaluator
 * @values: (array fixed-size=3) (element-type AthPythonValue): year, month and
 *   day; those that are `NULL` stay
 * @date: (inout): a date
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_take_date (AthPythonEvaluator  *evaluator,
                      AthPythonValue     **values,
                      AthPythonDate       *date)
{
  if (!take_part (evaluator, values[0], &date->year)
      || !take_part (evaluator, values[1], &date->month)
      || !take_part (evaluator, values[2], &date->day))
    return FALSE;
  if (!ath_python_date_is_valid (date))
    return ath_python_raise (evaluator, &ath_python_value_error_class, "%s",
                             date->year < 1 || date->year > 9999
                             ? ath_arena_printf (evaluator->arena, "year %d is out of range",
                                                 date->year)
                             : date->month < 1 || date->month > 12
                             ? "month must be in 1..12" : "day is out of range for month") != NULL;

  return TRUE;
}

static AthPythonValue *
construct_date (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "year", ATH_PYTHON_PARAM_REQUIRED },
    { "month", ATH_PYTHON_PARAM_REQUIRED },
    { "day", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonDate date = { 0 };

  if (!ATH_PYTHON_BIND ("date", parameters, values)
      || !ath_python_take_date (evaluator, values, &date))
    return NULL;

  return ath_python_date_new (evaluator, &date);
}

/* The day that it is now, where the program runs. */
static AthPythonValue *
date_today (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  g_autoptr(GDateTime) now = NULL;
  AthPythonDate date;

  if (!ath_python_take_none (evaluator, "today", arguments))
    return NULL;
  now = g_date_time_new_from_unix_local (evaluator->world->now_us / ATH_PYTHON_US_PER_SECOND);
  g_date_time_get_ymd (now, &date.year, &date.month, &date.day);

  return ath_python_date_new (evaluator, &date);
}

static AthPythonValue *
date_fromisoformat (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "date", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonDateTime datetime;
  AthPythonValue *text;

  if (!ATH_PYTHON_BIND ("fromisoformat", parameters, &text)
      || !ath_python_take_text (evaluator, text, &text)
      || !ath_python_parse_iso (evaluator, text->text.bytes, FALSE, &datetime))
    return NULL;
  if (!ath_python_date_is_valid (&datetime.date))
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "Invalid isoformat string: '%s'", text->text.bytes);

  return ath_python_date_new (evaluator, &datetime.date);
}

static AthPythonValue *
date_year (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return ath_python_int_new (evaluator->arena, ((AthPythonDate *) self->host.data)->year);
}

static AthPythonValue *
date_month (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return ath_python_int_new (evaluator->arena, ((AthPythonDate *) self->host.data)->month);
}

static AthPythonValue *
date_day (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  return ath_python_int_new (evaluator->arena, ((AthPythonDate *) self->host.data)->day);
}

static AthPythonValue *
date_toordinal (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "toordinal", arguments))
    return NULL;

  return ath_python_int_new (evaluator->arena, ath_python_date_to_ordinal (self->host.data));
}

/* 0 is Monday. */
static AthPythonValue *
date_weekday (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "weekday", arguments))
    return NULL;

  return ath_python_int_new (evaluator->arena,
                             (ath_python_date_to_ordinal (self->host.data) + 6) % 7);
}

static AthPythonValue *
date_isoweekday (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  AthPythonValue *weekday = date_weekday (evaluator, self, arguments);

  return weekday != NULL ? ath_python_int_new (evaluator->arena, weekday->integer + 1) : NULL;
}

static AthPythonValue *
date_str (AthPythonEvaluator *evaluator,
          AthPythonValue     *self)
{
  g_autoptr(GString) text = g_string_new (NULL);

  ath_python_append_date (text, self->host.data);

  return ath_python_str_take (evaluator, text);
}

static AthPythonValue *
date_isoformat (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "isoformat", arguments) ? date_str (evaluator, self)
                                                                  : NULL;
}

static AthPythonValue *
date_replace (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "year", ATH_PYTHON_PARAM_OPTIONAL },
    { "month", ATH_PYTHON_PARAM_OPTIONAL },
    { "day", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonDate date = *(AthPythonDate *) self->host.data;

  if (!ATH_PYTHON_BIND ("replace", parameters, values)
      || !ath_python_take_date (evaluator, values, &date))
    return NULL;

  return ath_python_date_new (evaluator, &date);
}

static AthPythonValue *
format_date (AthPythonEvaluator *evaluator,
             AthPythonValue     *self,
             const char         *specification)
{
  AthPythonDateTime datetime = { .date = *(AthPythonDate *) self->host.data };

  if (*specification == '\0')
    return date_str (evaluator, self);

  return ath_python_strftime (evaluator, &datetime, specification);
}

static AthPythonValue *
date_strftime (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "format", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonDateTime datetime = { .date = *(AthPythonDate *) self->host.data };
  AthPythonValue *format;

  if (!ATH_PYTHON_BIND ("strftime", parameters, &format)
      || !ath_python_take_text (evaluator, format, &format))
    return NULL;

  return ath_python_strftime (evaluator, &datetime, format->text.bytes);
}

static const AthPythonNativeFunction date_methods[] = {
  { "today", date_today, .is_class_method = TRUE },
  { "fromisoformat", date_fromisoformat, .is_class_method = TRUE },
  { "year", date_year, .is_property = TRUE },
  { "month", date_month, .is_property = TRUE },
  { "day", date_day, .is_property = TRUE },
  { "isoformat", date_isoformat },
  { "isoweekday", date_isoweekday },
  { "replace", date_replace },
  { "strftime", date_strftime },
  { "toordinal", date_toordinal },
  { "weekday", date_weekday },
  { NULL },
};

static AthPythonValue *
date_repr (AthPythonEvaluator *evaluator,
           AthPythonValue     *self)
{
  AthPythonDate *date = self->host.data;

  return ath_python_str_new (evaluator->arena,
                             ath_arena_printf (evaluator->arena, "datetime.date(%d, %d, %d)",
                                               date->year, date->month, date->day));
}

static AthPythonValue *
date_compare (AthPythonEvaluator *evaluator,
              AthPythonOperator   op,
              AthPythonValue     *self,
              AthPythonValue     *other)
{
  AthPythonDate *date = ath_python_host_get (other, &ath_python_date_class);

  /* A datetime is a date, but no equal of one. */
  if (date == NULL || other->host.class != &ath_python_date_class)
    {
      if (op == ATH_PYTHON_EQ || op == ATH_PYTHON_NOT_EQ)
        return ath_python_bool (op == ATH_PYTHON_NOT_EQ);
      if (ath_python_is_opaque (other) && date == NULL)
        return ath_python_not_implemented ();
      return ath_python_raise (evaluator, &ath_python_type_error_class,
                               "can't compare datetime.datetime to datetime.date");
    }

  return ath_python_bool (ath_python_order_holds (op, ath_python_date_to_ordinal (self->host.data)
                                                      - ath_python_date_to_ordinal (date)));
}

static gboolean
date_hash (AthPythonEvaluator *evaluator,
           AthPythonValue     *self,
           guint              *hash)
{
  *hash = (guint) ath_python_date_to_ordinal (self->host.data);
  return TRUE;
}

/* Only whole days of the duration count. */
static AthPythonValue *
move_date (AthPythonEvaluator *evaluator,
           AthPythonDate      *date,
           gint64              us,
           gint64              sign)
{
  gint64 days = us / ATH_PYTHON_US_PER_DAY - (us % ATH_PYTHON_US_PER_DAY < 0);
  AthPythonDate moved;

  if (!ath_python_date_from_ordinal (ath_python_date_to_ordinal (date) + sign * days, &moved))
    return ath_python_raise (evaluator, &ath_python_overflow_error_class,
                             "date value out of range");

  return ath_python_date_new (evaluator, &moved);
}

static AthPythonValue *
date_binary (AthPythonEvaluator *evaluator,
             AthPythonOperator   op,
             AthPythonValue     *self,
             AthPythonValue     *other,
             gboolean            is_reflected)
{
  gint64 *us = ath_python_host_get (other, &ath_python_timedelta_class);
  AthPythonDate *date = ath_python_host_get (other, &ath_python_date_class);

  if (us != NULL && op == ATH_PYTHON_ADD)
    return move_date (evaluator, self->host.data, *us, 1);
  if (us != NULL && op == ATH_PYTHON_SUB && !is_reflected)
    return move_date (evaluator, self->host.data, *us, -1);
  if (date != NULL && op == ATH_PYTHON_SUB && !is_reflected
      && other->host.class == &ath_python_date_class)
    return ath_python_timedelta_new (evaluator, (ath_python_date_to_ordinal (self->host.data)
                                                 - ath_python_date_to_ordinal (date))
                                                * ATH_PYTHON_US_PER_DAY);

  return ath_python_not_implemented ();
}

const AthPythonNativeClass ath_python_date_class = {
  .name = "date",
  .module = "datetime",
  .construct = construct_date,
  .methods = date_methods,
  .compare = date_compare,
  .binary = date_binary,
  .str = date_str,
  .repr = date_repr,
  .format = format_date,
  .hash = date_hash,
};
