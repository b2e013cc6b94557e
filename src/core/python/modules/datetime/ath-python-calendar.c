/* ath-python-calendar.c: the calendar of dates, and their texts in ISO 8601
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/modules/datetime/ath-python-datetime.h"

#define MAX_ORDINAL 3652059 /* 9999-12-31 */

/**
 * ath_python_year_is_leap:
 * @year: a year of any size
 *
 * Returns: whether it has a 29th of February
 */
gboolean
ath_python_year_is_leap (gint64 year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/**
 * ath_python_month_get_days:
 * @year: a year
 * @month: from 1 to 12
 *
 * Returns: how many days the month has
 */
int
ath_python_month_get_days (int year,
                           int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };

  return days[month - 1] + (month == 2 && ath_python_year_is_leap (year));
}

static gint64
get_days_before_year (int year)
{
  gint64 y = year - 1;

  return y * 365 + y / 4 - y / 100 + y / 400;
}

/**
 * ath_python_date_is_valid:
 * @date: a date
 *
 * Returns: whether the calendar has it, in the years 1 to 9999
 */
gboolean
ath_python_date_is_valid (const AthPythonDate *date)
{
  return date->year >= 1 && date->year <= 9999 && date->month >= 1 && date->month <= 12
         && date->day >= 1 && date->day <= ath_python_month_get_days (date->year, date->month);
}

/**
 * ath_python_date_to_ordinal:
 * @date: a valid date
 *
 * Returns: its day, counted from 0001-01-01, which is 1
 */
gint64
ath_python_date_to_ordinal (const AthPythonDate *date)
{
  gint64 ordinal = get_days_before_year (date->year) + date->day;

  for (int month = 1; month < date->month; month++)
    ordinal += ath_python_month_get_days (date->year, month);

  return ordinal;
}

/**
 * ath_python_date_from_ordinal:
 * @ordinal: a day, counted from 0001-01-01, which is 1
 * @date: (out): its date
 *
 * Returns: `FALSE` for a day outside the years 1 to 9999
 */
gboolean
ath_python_date_from_ordinal (gint64         ordinal,
                              AthPythonDate *date)
{
  if (ordinal < 1 || ordinal > MAX_ORDINAL)
    return FALSE;

  /* At most one too late, for a year is never longer than 366 days. */
  date->year = (int) (ordinal / 365) + 1;
  while (date->year > 9999 || get_days_before_year (date->year) >= ordinal)
    date->year--;
  ordinal -= get_days_before_year (date->year);

  date->month = 1;
  while (ordinal > ath_python_month_get_days (date->year, date->month))
    ordinal -= ath_python_month_get_days (date->year, date->month++);
  date->day = (int) ordinal;

  return TRUE;
}

/**
 * ath_python_time_is_valid:
 * @time: a time
 *
 * Returns: whether a clock shows it
 */
gboolean
ath_python_time_is_valid (const AthPythonTime *time)
{
  return time->hour >= 0 && time->hour < 24 && time->minute >= 0 && time->minute < 60
         && time->second >= 0 && time->second < 60
         && time->microsecond >= 0 && time->microsecond < ATH_PYTHON_US_PER_SECOND;
}

/**
 * ath_python_time_to_us:
 * @time: a time
 *
 * Returns: microseconds since midnight
 */
gint64
ath_python_time_to_us (const AthPythonTime *time)
{
  return ((time->hour * 60 + time->minute) * 60 + time->second) * ATH_PYTHON_US_PER_SECOND
         + time->microsecond;
}

/**
 * ath_python_datetime_to_us:
 * @datetime: a date and time
 *
 * Returns: microseconds since the day before 0001-01-01, as the clock of its own
 *   zone shows it
 */
gint64
ath_python_datetime_to_us (const AthPythonDateTime *datetime)
{
  return ath_python_date_to_ordinal (&datetime->date) * ATH_PYTHON_US_PER_DAY
         + ath_python_time_to_us (&datetime->time);
}

/**
 * ath_python_datetime_from_us:
 * @us: microseconds, as ath_python_datetime_to_us() gives them
 * @datetime: (inout): gets the date and the time; the zone stays
 *
 * Returns: `FALSE` outside the years 1 to 9999
 */
gboolean
ath_python_datetime_from_us (gint64             us,
                             AthPythonDateTime *datetime)
{
  gint64 rest = us % ATH_PYTHON_US_PER_DAY;

  if (us < 0 || !ath_python_date_from_ordinal (us / ATH_PYTHON_US_PER_DAY, &datetime->date))
    return FALSE;

  datetime->time.microsecond = (int) (rest % ATH_PYTHON_US_PER_SECOND);
  rest /= ATH_PYTHON_US_PER_SECOND;
  datetime->time.second = (int) (rest % 60);
  datetime->time.minute = (int) (rest / 60 % 60);
  datetime->time.hour = (int) (rest / 3600);

  return TRUE;
}

/**
 * ath_python_time_get_offset:
 * @time: a time
 *
 * Returns: how far its zone is ahead of UTC, in microseconds; 0 without one
 */
gint64
ath_python_time_get_offset (const AthPythonTime *time)
{
  AthPythonTimezone *zone;

  if (time->tzinfo == NULL)
    return 0;
  zone = ath_python_host_get (time->tzinfo, &ath_python_timezone_class);

  return zone->offset_us;
}

/**
 * ath_python_append_date:
 * @text: where it goes
 * @date: a date
 *
 * Writes it as in `2024-02-29`.
 */
void
ath_python_append_date (GString             *text,
                        const AthPythonDate *date)
{
  g_string_append_printf (text, "%04d-%02d-%02d", date->year, date->month, date->day);
}

/**
 * ath_python_append_offset:
 * @text: where it goes
 * @offset_us: how far ahead of UTC, in microseconds
 * @separator: what stands between the numbers
 *
 * Writes it as in `+02:00`, with seconds and what is less only where it has some.
 */
void
ath_python_append_offset (GString    *text,
                          gint64      offset_us,
                          const char *separator)
{
  gint64 seconds;

  g_string_append_c (text, offset_us < 0 ? '-' : '+');
  offset_us = ABS (offset_us);
  seconds = offset_us / ATH_PYTHON_US_PER_SECOND;
  g_string_append_printf (text, "%02d%s%02d", (int) (seconds / 3600), separator,
                          (int) (seconds / 60 % 60));
  if (offset_us % (60 * ATH_PYTHON_US_PER_SECOND) != 0)
    g_string_append_printf (text, "%s%02d", separator, (int) (seconds % 60));
  if (offset_us % ATH_PYTHON_US_PER_SECOND != 0)
    g_string_append_printf (text, ".%06d", (int) (offset_us % ATH_PYTHON_US_PER_SECOND));
}

/**
 * ath_python_append_time:
 * @text: where it goes
 * @time: a time
 *
 * Writes it as in `12:00:05.000001+02:00`, the microseconds and the zone only
 * where there are some.
 */
void
ath_python_append_time (GString             *text,
                        const AthPythonTime *time)
{
  g_string_append_printf (text, "%02d:%02d:%02d", time->hour, time->minute, time->second);
  if (time->microsecond != 0)
    g_string_append_printf (text, ".%06d", time->microsecond);
  if (time->tzinfo != NULL)
    ath_python_append_offset (text, ath_python_time_get_offset (time), ":");
}

static gboolean
take_digits (const char **c,
             guint        n_digits,
             int         *number)
{
  *number = 0;
  for (guint i = 0; i < n_digits; i++, (*c)++)
    {
      if (!g_ascii_isdigit (**c))
        return FALSE;
      *number = *number * 10 + (**c - '0');
    }

  return TRUE;
}

static gboolean
take_char (const char **c,
           char         wanted)
{
  if (**c != wanted)
    return FALSE;
  (*c)++;

  return TRUE;
}

/* `.123` or `.123456` */
static gboolean
take_fraction (const char **c,
               int         *microsecond)
{
  *microsecond = 0;
  if (!take_char (c, '.'))
    return TRUE;
  if (!take_digits (c, 3, microsecond))
    return FALSE;
  if (!g_ascii_isdigit (**c))
    {
      *microsecond *= 1000;
      return TRUE;
    }

  *c -= 3;
  return take_digits (c, 6, microsecond);
}

static gboolean
take_zone (AthPythonEvaluator  *evaluator,
           const char         **c,
           AthPythonTime       *time)
{
  int sign = **c == '-' ? -1 : 1;
  int hour, minute;
  int second = 0;

  if (**c != '+' && **c != '-')
    return TRUE;
  (*c)++;
  if (!take_digits (c, 2, &hour) || !take_char (c, ':') || !take_digits (c, 2, &minute))
    return FALSE;
  if (**c == ':' && (!take_char (c, ':') || !take_digits (c, 2, &second)))
    return FALSE;
  if (hour > 23 || minute > 59 || second > 59)
    return FALSE;
  time->tzinfo = ath_python_timezone_new (evaluator, sign * ((hour * 60 + minute) * 60 + second)
                                                     * ATH_PYTHON_US_PER_SECOND, NULL);

  return TRUE;
}

static gboolean
take_time (AthPythonEvaluator  *evaluator,
           const char         **c,
           AthPythonTime       *time)
{
  if (!take_digits (c, 2, &time->hour))
    return FALSE;
  if (**c == ':')
    {
      (*c)++;
      if (!take_digits (c, 2, &time->minute))
        return FALSE;
      if (**c == ':')
        {
          (*c)++;
          if (!take_digits (c, 2, &time->second) || !take_fraction (c, &time->microsecond))
            return FALSE;
        }
    }

  return take_zone (evaluator, c, time);
}

/**
 * ath_python_parse_iso:
 * @evaluator: an evaluator
 * @text: a text
 * @with_time: whether a time may follow the date
 * @datetime: (out): what it says
 *
 * Reads what every version of Python reads with fromisoformat().
 *
 * Returns: `FALSE` after refusing another form, which newer versions may read
 */
/**
 * ath_python_parse_iso:
 * @evaluator: an evaluator
 * @text: a date, or a date and time, in ISO 8601
 * @with_time: whether a time may follow
 * @datetime: (out): what it says
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_parse_iso (AthPythonEvaluator *evaluator,
                      const char         *text,
                      gboolean            with_time,
                      AthPythonDateTime  *datetime)
{
  const char *c = text;
  gboolean done;

  *datetime = (AthPythonDateTime) { { 0 }, { 0 } };
  done = take_digits (&c, 4, &datetime->date.year) && take_char (&c, '-')
         && take_digits (&c, 2, &datetime->date.month) && take_char (&c, '-')
         && take_digits (&c, 2, &datetime->date.day);

  if (done && with_time && *c != '\0')
    {
      c = g_utf8_next_char (c);
      done = take_time (evaluator, &c, &datetime->time);
    }
  if (!done || *c != '\0')
    return ath_python_refuse (evaluator, _("“%s” as a date is not understood"), text) != NULL;

  return TRUE;
}

/**
 * ath_python_order_holds:
 * @op: a comparison
 * @difference: what is left when the right operand is taken from the left one
 *
 * Returns: whether the comparison is true
 */
gboolean
ath_python_order_holds (AthPythonOperator op,
                        gint64            difference)
{
  switch ((guint) op)
    {
    case ATH_PYTHON_EQ:
      return difference == 0;

    case ATH_PYTHON_NOT_EQ:
      return difference != 0;

    case ATH_PYTHON_LT:
      return difference < 0;

    case ATH_PYTHON_LT_E:
      return difference <= 0;

    case ATH_PYTHON_GT:
      return difference > 0;

    default:
      return difference >= 0;
    }
}
