/* ath-python-datetime.h: dates, times and durations of scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

#define ATH_PYTHON_US_PER_SECOND G_GINT64_CONSTANT (1000000)
#define ATH_PYTHON_US_PER_DAY (86400 * ATH_PYTHON_US_PER_SECOND)

/**
 * AthPythonDate:
 * @year: from 1 to 9999
 * @month: from 1
 * @day: from 1
 *
 * A `datetime.date`.
 */
typedef struct
{
  int year;
  int month;
  int day;
} AthPythonDate;

/**
 * AthPythonTime:
 * @hour: from 0 to 23
 * @minute: from 0 to 59
 * @second: from 0 to 59
 * @microsecond: from 0 to 999999
 * @tzinfo: (nullable): a `datetime.timezone`
 *
 * A `datetime.time`.
 */
typedef struct
{
  int             hour;
  int             minute;
  int             second;
  int             microsecond;
  AthPythonValue *tzinfo;
} AthPythonTime;

/**
 * AthPythonDateTime:
 *
 * A `datetime.datetime`.  Starts with its date, as datetime derives from date.
 */
typedef struct
{
  AthPythonDate date;
  AthPythonTime time;
} AthPythonDateTime;

/**
 * AthPythonTimezone:
 * @offset_us: how far it is ahead of UTC, in microseconds
 * @name: (nullable): a name of its own
 *
 * A `datetime.timezone`: a zone whose offset never changes.
 */
typedef struct
{
  gint64      offset_us;
  const char *name;
} AthPythonTimezone;

/* Host classes: ath_python_host_get (value, &class) gives the struct.  The data of
 * a timedelta is a gint64: microseconds.
 */
extern const AthPythonNativeClass ath_python_date_class;
extern const AthPythonNativeClass ath_python_time_class;
extern const AthPythonNativeClass ath_python_datetime_class;
extern const AthPythonNativeClass ath_python_timedelta_class;
extern const AthPythonNativeClass ath_python_timezone_class;

AthPythonValue *ath_python_date_new          (AthPythonEvaluator      *evaluator,
                                              const AthPythonDate     *date);
AthPythonValue *ath_python_time_new          (AthPythonEvaluator      *evaluator,
                                              const AthPythonTime     *time);
AthPythonValue *ath_python_datetime_new      (AthPythonEvaluator      *evaluator,
                                              const AthPythonDateTime *datetime);
AthPythonValue *ath_python_timedelta_new     (AthPythonEvaluator      *evaluator,
                                              gint64                   us);
AthPythonValue *ath_python_timezone_utc      (AthPythonEvaluator      *evaluator);

/* The calendar: days are counted from 0001-01-01, which is 1. */
gboolean        ath_python_year_is_leap      (gint64                   year);
int             ath_python_month_get_days    (int                      year,
                                              int                      month);
gboolean        ath_python_date_is_valid     (const AthPythonDate     *date);
gint64          ath_python_date_to_ordinal   (const AthPythonDate     *date);
gboolean        ath_python_date_from_ordinal (gint64                   ordinal,
                                              AthPythonDate           *date);
gboolean        ath_python_time_is_valid     (const AthPythonTime     *time);
gint64          ath_python_time_to_us        (const AthPythonTime     *time);
gint64          ath_python_datetime_to_us    (const AthPythonDateTime *datetime);
gboolean        ath_python_datetime_from_us  (gint64                   us,
                                              AthPythonDateTime       *datetime);
gint64          ath_python_time_get_offset   (const AthPythonTime     *time);

/* Texts */
void            ath_python_append_date       (GString                 *text,
                                              const AthPythonDate     *date);
void            ath_python_append_time       (GString                 *text,
                                              const AthPythonTime     *time);
void            ath_python_append_offset     (GString                 *text,
                                              gint64                   offset_us,
                                              const char              *separator);
AthPythonValue *ath_python_strftime          (AthPythonEvaluator      *evaluator,
                                              const AthPythonDateTime *datetime,
                                              const char              *format);
AthPythonValue *ath_python_strptime          (AthPythonEvaluator      *evaluator,
                                              const char              *text,
                                              const char              *format);
gboolean        ath_python_parse_iso         (AthPythonEvaluator      *evaluator,
                                              const char              *text,
                                              gboolean                 with_time,
                                              AthPythonDateTime       *datetime);

/* Time zones: a tzinfo argument, which may be None. */
gboolean        ath_python_take_tzinfo       (AthPythonEvaluator      *evaluator,
                                              AthPythonValue          *value,
                                              AthPythonValue         **tzinfo);
const char     *ath_python_timezone_get_name (AthPythonEvaluator      *evaluator,
                                              AthPythonValue          *tzinfo);
AthPythonValue *ath_python_timezone_new      (AthPythonEvaluator      *evaluator,
                                              gint64                   offset_us,
                                              const char              *name);

/* Shared by the classes: parts that are given as arguments, and parts that are
 * asked for.
 */
gboolean        ath_python_take_date         (AthPythonEvaluator      *evaluator,
                                              AthPythonValue         **values,
                                              AthPythonDate           *date);
gboolean        ath_python_take_time         (AthPythonEvaluator      *evaluator,
                                              AthPythonValue         **values,
                                              AthPythonTime           *time);
AthPythonValue *ath_python_time_get_part     (AthPythonEvaluator      *evaluator,
                                              const AthPythonTime     *time,
                                              const char              *name);
gboolean        ath_python_append_time_parts (AthPythonEvaluator      *evaluator,
                                              const AthPythonTime     *time,
                                              GString                 *text);
gboolean        ath_python_order_holds       (AthPythonOperator        op,
                                              gint64                   difference);

G_END_DECLS
