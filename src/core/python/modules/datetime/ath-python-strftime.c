/* ath-python-strftime.c: dates and times by a format, both ways
 *
 * Names of months and days are English: Python speaks the language of its C
 * library only after a program asked for that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/modules/datetime/ath-python-datetime.h"
#include "python/types/ath-python-types.h"

static const char *const month_names[] = {
  "January", "February", "March", "April", "May", "June", "July", "August", "September",
  "October", "November", "December", NULL
};

static const char *const day_names[] = {
  "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", NULL
};

static int
get_day_of_year (const AthPythonDate *date)
{
  const AthPythonDate first = { date->year, 1, 1 };

  return (int) (ath_python_date_to_ordinal (date) - ath_python_date_to_ordinal (&first)) + 1;
}

static void
append_zone (AthPythonEvaluator      *evaluator,
             const AthPythonDateTime *datetime,
             char                     directive,
             GString                 *text)
{
  if (datetime->time.tzinfo == NULL)
    return;
  if (directive == 'Z')
    g_string_append (text, ath_python_timezone_get_name (evaluator, datetime->time.tzinfo));
  else
    ath_python_append_offset (text, ath_python_time_get_offset (&datetime->time), "");
}

static gboolean
append_directive (AthPythonEvaluator      *evaluator,
                  const AthPythonDateTime *datetime,
                  char                     directive,
                  GString                 *text)
{
  const AthPythonDate *date = &datetime->date;
  const AthPythonTime *time = &datetime->time;
  int weekday = (int) ((ath_python_date_to_ordinal (date) + 6) % 7);

  switch (directive)
    {
    case 'Y':
      /* Whether it is filled with zeros is up to the C library. */
      if (date->year < 1000)
        return FALSE;
      g_string_append_printf (text, "%d", date->year);
      return TRUE;

    case 'y':
      g_string_append_printf (text, "%02d", date->year % 100);
      return TRUE;

    case 'm':
      g_string_append_printf (text, "%02d", date->month);
      return TRUE;

    case 'd':
      g_string_append_printf (text, "%02d", date->day);
      return TRUE;

    case 'j':
      g_string_append_printf (text, "%03d", get_day_of_year (date));
      return TRUE;

    case 'H':
      g_string_append_printf (text, "%02d", time->hour);
      return TRUE;

    case 'I':
      g_string_append_printf (text, "%02d", (time->hour + 11) % 12 + 1);
      return TRUE;

    case 'p':
      g_string_append (text, time->hour < 12 ? "AM" : "PM");
      return TRUE;

    case 'M':
      g_string_append_printf (text, "%02d", time->minute);
      return TRUE;

    case 'S':
      g_string_append_printf (text, "%02d", time->second);
      return TRUE;

    case 'f':
      g_string_append_printf (text, "%06d", time->microsecond);
      return TRUE;

    case 'B':
      g_string_append (text, month_names[date->month - 1]);
      return TRUE;

    case 'b':
      g_string_append_len (text, month_names[date->month - 1], 3);
      return TRUE;

    case 'A':
      g_string_append (text, day_names[weekday]);
      return TRUE;

    case 'a':
      g_string_append_len (text, day_names[weekday], 3);
      return TRUE;

    case 'w':
      g_string_append_printf (text, "%d", (weekday + 1) % 7);
      return TRUE;

    case 'z':
    case 'Z':
      append_zone (evaluator, datetime, directive, text);
      return TRUE;

    case '%':
      g_string_append_c (text, '%');
      return TRUE;

    default:
      return FALSE;
    }
}

/**
 * ath_python_strftime:
 * @evaluator: an evaluator
 * @datetime: a date and a time
 * @format: the form that is wanted
 *
 * Returns: (transfer none) (nullable): `datetime.strftime (format)`, or `NULL`
 *   after refusing a format
 */
/**
 * ath_python_strftime:
 * @evaluator: an evaluator
 * @datetime: a date and time
 * @format: a format of `strftime ()`
 *
 * Returns: (transfer none) (nullable): a str, or `NULL` after refusing
 */
AthPythonValue *
ath_python_strftime (AthPythonEvaluator      *evaluator,
                     const AthPythonDateTime *datetime,
                     const char              *format)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (const char *c = format; *c != '\0'; c++)
    {
      if (*c != '%')
        {
          g_string_append_c (text, *c);
          continue;
        }
      c++;
      if (*c == '\0' || !append_directive (evaluator, datetime, *c, text))
        return ath_python_refuse (evaluator, _("The format “%s” is not understood"), format);
    }

  return ath_python_str_take (evaluator, text);
}

/* What has been read of a text. */
typedef struct
{
  AthPythonEvaluator *evaluator;
  const char         *c;
  AthPythonDateTime   datetime;
  gboolean            is_afternoon;
  gboolean            has_half;
} Scan;

/* A number of at most @max_digits and at most @max. */
static gboolean
scan_number (Scan *scan,
             guint max_digits,
             int   max,
             int  *number)
{
  guint n_digits = 0;

  *number = 0;
  while (n_digits < max_digits && g_ascii_isdigit (*scan->c)
         && *number * 10 + (*scan->c - '0') <= max)
    {
      *number = *number * 10 + (*scan->c++ - '0');
      n_digits++;
    }

  return n_digits > 0;
}

/* Digits after the point: three of them are milliseconds. */
static gboolean
scan_fraction (Scan *scan)
{
  const char *start = scan->c;

  if (!scan_number (scan, 6, 999999, &scan->datetime.time.microsecond))
    return FALSE;
  for (glong n = scan->c - start; n < 6; n++)
    scan->datetime.time.microsecond *= 10;

  return TRUE;
}

static gboolean
scan_name (Scan              *scan,
           const char *const *names,
           gboolean           is_short,
           int               *number)
{
  for (int i = 0; names[i] != NULL; i++)
    {
      gsize length = is_short ? 3 : strlen (names[i]);

      if (g_ascii_strncasecmp (scan->c, names[i], length) == 0)
        {
          scan->c += length;
          *number = i + 1;
          return TRUE;
        }
    }

  return FALSE;
}

/* `+0200`, `+02:00` or `Z` */
static gboolean
scan_zone (Scan *scan)
{
  int sign = *scan->c == '-' ? -1 : 1;
  int hours, minutes;

  if (*scan->c == 'Z')
    {
      scan->c++;
      scan->datetime.time.tzinfo = ath_python_timezone_utc (scan->evaluator);
      return TRUE;
    }
  if (*scan->c != '+' && *scan->c != '-')
    return FALSE;
  scan->c++;
  if (!g_ascii_isdigit (scan->c[0]) || !g_ascii_isdigit (scan->c[1])
      || !scan_number (scan, 2, 99, &hours))
    return FALSE;
  if (*scan->c == ':')
    scan->c++;
  if (!g_ascii_isdigit (scan->c[0]) || !g_ascii_isdigit (scan->c[1])
      || !scan_number (scan, 2, 59, &minutes) || *scan->c == ':' || g_ascii_isdigit (*scan->c)
      || hours > 23)
    return FALSE;
  scan->datetime.time.tzinfo
    = ath_python_timezone_new (scan->evaluator,
                               sign * (hours * 60 + minutes) * 60 * ATH_PYTHON_US_PER_SECOND, NULL);

  return TRUE;
}

static gboolean
scan_directive (Scan *scan,
                char  directive)
{
  AthPythonDate *date = &scan->datetime.date;
  AthPythonTime *time = &scan->datetime.time;
  const char *start = scan->c;
  int number;

  switch (directive)
    {
    case 'Y':
      return scan_number (scan, 4, 9999, &date->year) && scan->c - start == 4;

    case 'm':
      return scan_number (scan, 2, 12, &date->month);

    case 'd':
      return scan_number (scan, 2, 31, &date->day);

    case 'H':
      return scan_number (scan, 2, 23, &time->hour);

    case 'M':
      return scan_number (scan, 2, 59, &time->minute);

    case 'S':
      return scan_number (scan, 2, 59, &time->second);

    case 'f':
      return scan_fraction (scan);

    case 'I':
      return scan_number (scan, 2, 12, &time->hour) && time->hour > 0;

    case 'p':
      scan->has_half = TRUE;
      scan->is_afternoon = g_ascii_toupper (*scan->c) == 'P';
      if (g_ascii_strncasecmp (scan->c, "AM", 2) != 0
          && g_ascii_strncasecmp (scan->c, "PM", 2) != 0)
        return FALSE;
      scan->c += 2;
      return TRUE;

    case 'B':
      return scan_name (scan, month_names, FALSE, &date->month);

    case 'b':
      return scan_name (scan, month_names, TRUE, &date->month);

    case 'A':
      return scan_name (scan, day_names, FALSE, &number);

    case 'a':
      return scan_name (scan, day_names, TRUE, &number);

    case 'z':
      return scan_zone (scan);

    case '%':
      return *scan->c++ == '%';

    default:
      return FALSE;
    }
}

static gboolean
scan_all (Scan       *scan,
          const char *format)
{
  for (; *format != '\0'; format++)
    {
      if (g_ascii_isspace (*format))
        {
          if (!g_ascii_isspace (*scan->c))
            return FALSE;
          while (g_ascii_isspace (*scan->c))
            scan->c++;
        }
      else if (*format == '%')
        {
          format++;
          if (*format == '\0' || !scan_directive (scan, *format))
            return FALSE;
        }
      else if (*scan->c++ != *format)
        return FALSE;
    }

  return *scan->c == '\0';
}

/**
 * ath_python_strptime:
 * @evaluator: an evaluator
 * @text: a text
 * @format: its form
 *
 * Reads from left to right without trying alternatives, as Python's regular
 * expressions would: where that fails the text is refused.
 *
 * Returns: (transfer none) (nullable): `datetime.strptime (text, format)`, or
 *   `NULL` after raising or refusing
 */
/**
 * ath_python_strptime:
 * @evaluator: an evaluator
 * @text: a text
 * @format: a format of `strptime ()`
 *
 * Returns: (transfer none) (nullable): a `datetime.datetime`, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_strptime (AthPythonEvaluator *evaluator,
                     const char         *text,
                     const char         *format)
{
  Scan scan = {
    .evaluator = evaluator,
    .c = text,
    .datetime = { .date = { 1900, 1, 1 } },
  };

  if (strchr (format, '%') == NULL || !g_str_is_ascii (text) || !scan_all (&scan, format))
    return ath_python_refuse (evaluator, _("“%s” by the format “%s” is not understood"), text,
                              format);
  if (scan.has_half && strstr (format, "%I") != NULL)
    scan.datetime.time.hour = scan.datetime.time.hour % 12 + (scan.is_afternoon ? 12 : 0);
  else if (strstr (format, "%I") != NULL)
    scan.datetime.time.hour %= 12;

  if (!ath_python_date_is_valid (&scan.datetime.date))
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "day is out of range for month");

  return ath_python_datetime_new (evaluator, &scan.datetime);
}
