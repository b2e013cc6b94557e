/* ath-alembic-cell.c: one value that a statement returned
 *
 * Values are what SQLAlchemy over psycopg2 makes of them: numbers, truths, dates,
 * UUIDs, what JSON holds, lists, and texts for all types that it does not know.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/modules/ath-python-decimal.h"
#include "python/modules/ath-python-uuid.h"
#include "python/modules/datetime/ath-python-datetime.h"
#include "python/modules/json/ath-python-json.h"
#include "script/alembic/live/ath-alembic-result.h"

/* OIDs of types that every server has, from pg_type.dat. */
enum
{
  OID_BOOL = 16,
  OID_INT8 = 20,
  OID_INT2 = 21,
  OID_INT4 = 23,
  OID_TEXT = 25,
  OID_OID = 26,
  OID_JSON = 114,
  OID_FLOAT4 = 700,
  OID_FLOAT8 = 701,
  OID_DATE = 1082,
  OID_TIME = 1083,
  OID_TIMESTAMP = 1114,
  OID_TIMESTAMPTZ = 1184,
  OID_INTERVAL = 1186,
  OID_TIMETZ = 1266,
  OID_NUMERIC = 1700,
  OID_UUID = 2950,
  OID_JSONB = 3802,
};

/* Types of users have OIDs from here on: FirstNormalObjectId. */
#define OID_FIRST_OF_USERS 16384

/* Arrays, and the type of their items. */
static const guint array_oids[][2] = {
  { 1000, OID_BOOL }, { 1002, OID_TEXT },  { 1003, OID_TEXT },   { 1005, OID_INT2 },
  { 1007, OID_INT4 }, { 1009, OID_TEXT },  { 1014, OID_TEXT },   { 1015, OID_TEXT },
  { 1016, OID_INT8 }, { 1021, OID_FLOAT4 }, { 1022, OID_FLOAT8 }, { 1028, OID_OID },
  { 1231, OID_NUMERIC }, { 2951, OID_UUID },
};

/* Those that would become something else than a text, and of which that is not
 * understood: bytes, ranges, and arrays of these and of times.
 */
static const guint opaque_oids[] = {
  17, 199, 1001, 1115, 1182, 1183, 1185, 1187, 1270, 3807,
  3904, 3905, 3906, 3907, 3908, 3909, 3910, 3911, 3912, 3913, 3926, 3927,
};

static AthPythonValue *convert (AthPythonEvaluator *evaluator,
                                guint               oid,
                                const char         *text);

static gboolean
is_opaque (guint oid)
{
  for (guint i = 0; i < G_N_ELEMENTS (opaque_oids); i++)
    if (oid == opaque_oids[i])
      return TRUE;

  return FALSE;
}

/* The type of the items, or 0 when @oid is no array that is understood. */
static guint
get_item_oid (guint oid)
{
  for (guint i = 0; i < G_N_ELEMENTS (array_oids); i++)
    if (oid == array_oids[i][0])
      return array_oids[i][1];

  return 0;
}

static AthPythonValue *
convert_uuid (AthPythonEvaluator *evaluator,
              const char         *text)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  guint8 *bytes = ath_arena_alloc (arena, ATH_PYTHON_UUID_SIZE);
  guint n = 0;

  for (const char *c = text; c[0] != '\0' && c[1] != '\0' && n < ATH_PYTHON_UUID_SIZE; c++)
    if (*c != '-')
      {
        bytes[n++] = (guint8) (g_ascii_xdigit_value (c[0]) << 4 | g_ascii_xdigit_value (c[1]));
        c++;
      }

  return ath_python_host_new (arena, &ath_python_uuid_class, bytes);
}

/* `2024-01-02 03:04:05.6+00` as every version of Python reads it: six digits
 * behind the point, and the minutes of the offset.
 */
static char *
dup_full_timestamp (const char *text)
{
  GString *full = g_string_new (NULL);
  const char *point = strchr (text, '.');
  gsize zone = strlen (text);

  for (gsize i = strlen ("2024-01-02 "); i < strlen (text); i++)
    if (text[i] == '+' || text[i] == '-')
      zone = MIN (zone, i);

  g_string_append_len (full, text, (gssize) zone);
  if (point != NULL)
    for (gsize digits = text + zone - point - 1; digits < 6; digits++)
      g_string_append_c (full, '0');
  g_string_append (full, text + zone);
  if (strlen (text + zone) == strlen ("+00"))
    g_string_append (full, ":00");

  return g_string_free (full, FALSE);
}

static AthPythonValue *
convert_timestamp (AthPythonEvaluator *evaluator,
                   const char         *text)
{
  g_autofree char *full = strlen (text) > strlen ("2024-01-02 ") ? dup_full_timestamp (text)
                                                                 : g_strdup (text);
  AthPythonDateTime datetime;

  return ath_python_parse_iso (evaluator, full, TRUE, &datetime)
         ? ath_python_datetime_new (evaluator, &datetime) : NULL;
}

static AthPythonValue *
convert_date (AthPythonEvaluator *evaluator,
              const char         *text)
{
  AthPythonDateTime datetime;

  return ath_python_parse_iso (evaluator, text, FALSE, &datetime)
         ? ath_python_date_new (evaluator, &datetime.date) : NULL;
}

/* A time of day; the driver takes the end of a day for its beginning. */
static AthPythonValue *
convert_time (AthPythonEvaluator *evaluator,
              const char         *text)
{
  g_autofree char *dated = g_strconcat ("2000-01-01 ", text, NULL);
  g_autofree char *full = NULL;
  AthPythonDateTime datetime;

  if (g_str_has_prefix (text, "24:"))
    memcpy (dated + strlen ("2000-01-01 "), "00", 2);
  full = dup_full_timestamp (dated);

  return ath_python_parse_iso (evaluator, full, TRUE, &datetime)
         ? ath_python_time_new (evaluator, &datetime.time) : NULL;
}

/* `[-]HH:MM:SS[.ffffff]` in microseconds, or FALSE when it is something else. */
static gboolean
parse_clock (const char *text,
             gint64     *us)
{
  gboolean is_negative = *text == '-';
  char *end;
  gint64 hours = g_ascii_strtoll (text + (*text == '-' || *text == '+'), &end, 10);
  gint64 minutes;
  double seconds;

  if (*end != ':')
    return FALSE;
  minutes = g_ascii_strtoll (end + 1, &end, 10);
  if (*end != ':')
    return FALSE;
  seconds = g_ascii_strtod (end + 1, &end);
  *us = (hours * 3600 + minutes * 60) * ATH_PYTHON_US_PER_SECOND
        + (gint64) (seconds * ATH_PYTHON_US_PER_SECOND + 0.5);
  if (is_negative)
    *us = -*us;

  return *end == '\0';
}

/* How many days the driver takes a year and a month for. */
static gint64
get_days (const char *unit)
{
  static const struct
  {
    const char *unit;
    gint64      days;
  } units[] = {
    { "year", 365 }, { "years", 365 }, { "mon", 30 }, { "mons", 30 }, { "day", 1 }, { "days", 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (unit, units[i].unit))
      return units[i].days;

  return 0;
}

/* `1 year 2 mons 3 days 04:05:06.7`, as the server writes intervals unless it is
 * told another style.
 */
static AthPythonValue *
convert_interval (AthPythonEvaluator *evaluator,
                  const char         *text)
{
  g_auto(GStrv) words = g_strsplit (text, " ", -1);
  guint n_words = g_strv_length (words);
  gint64 us = 0;
  gint64 part;

  for (guint i = 0; i < n_words; i++)
    {
      char *end;
      gint64 count = g_ascii_strtoll (words[i], &end, 10);

      if (i + 1 == n_words && parse_clock (words[i], &part))
        us += part;
      else if (*end == '\0' && i + 1 < n_words && get_days (words[i + 1]) != 0
               && ABS (count) < G_MAXINT)
        us += count * get_days (words[++i]) * ATH_PYTHON_US_PER_DAY;
      else
        return ath_python_refuse (evaluator, _("“%s” as an interval is not understood"), text);
    }

  return ath_python_timedelta_new (evaluator, us);
}

/* One item of an array's text, up to the comma or the brace behind it. */
static AthPythonValue *
convert_item (AthPythonEvaluator  *evaluator,
              guint                oid,
              const char         **text)
{
  g_autoptr(GString) item = g_string_new (NULL);
  const char *c = *text;
  gboolean is_quoted = *c == '"';

  for (c += is_quoted; *c != '\0' && (is_quoted ? *c != '"' : *c != ',' && *c != '}'); c++)
    {
      if (*c == '\\' && c[1] != '\0')
        c++;
      g_string_append_c (item, *c);
    }
  *text = c + is_quoted;

  return !is_quoted && g_str_equal (item->str, "NULL") ? ath_python_none ()
                                                       : convert (evaluator, oid, item->str);
}

/* `{1,2}`; an array in an array, or one that does not start at 1, is not understood. */
static AthPythonValue *
convert_array (AthPythonEvaluator *evaluator,
               guint               oid,
               const char         *text)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *list = ath_python_list_new (arena, NULL, 0);
  const char *c = text + 1;

  if (*text != '{' || *c == '{')
    return ath_python_refuse (evaluator, _("An array with several dimensions is not understood"));

  while (*c != '}' && *c != '\0')
    {
      AthPythonValue *item = convert_item (evaluator, oid, &c);

      if (item == NULL)
        return NULL;
      ath_python_list_append (arena, list, item);
      c += *c == ',';
    }

  return list;
}

static AthPythonValue *
convert (AthPythonEvaluator *evaluator,
         guint               oid,
         const char         *text)
{
  AthArena *arena = ath_python_get_arena (evaluator);

  switch (oid)
    {
    case OID_BOOL:
      return ath_python_bool (text[0] == 't');

    case OID_INT2:
    case OID_INT4:
    case OID_INT8:
    case OID_OID:
      return ath_python_int_new (arena, g_ascii_strtoll (text, NULL, 10));

    case OID_FLOAT4:
    case OID_FLOAT8:
      return ath_python_float_new (arena, g_ascii_strtod (text, NULL));

    case OID_DATE:
      return convert_date (evaluator, text);

    case OID_TIMESTAMP:
    case OID_TIMESTAMPTZ:
      return convert_timestamp (evaluator, text);

    case OID_TIME:
    case OID_TIMETZ:
      return convert_time (evaluator, text);

    case OID_INTERVAL:
      return convert_interval (evaluator, text);

    case OID_UUID:
      return convert_uuid (evaluator, text);

    case OID_NUMERIC:
      return ath_python_decimal_new (evaluator, text);

    case OID_JSON:
    case OID_JSONB:
      return ath_python_json_read (evaluator, ath_python_str_new (arena, text));

    default:
      return ath_python_str_new (arena, text);
    }
}

/**
 * ath_alembic_cell_new:
 * @evaluator: an evaluator
 * @result: rows
 * @is_typed: whether the query is over typed columns
 * @row: index of a row
 * @column: index of a column
 *
 * Returns: (transfer none) (nullable): the value, or `NULL` after refusing a
 *   type that is not understood
 */
AthPythonValue *
ath_alembic_cell_new (AthPythonEvaluator *evaluator,
                      AthResult          *result,
                      gboolean            is_typed,
                      guint               row,
                      guint               column)
{
  const char *text = ath_result_get_value (result, row, column);
  guint oid = ath_result_get_type_oid (result, column);
  guint item_oid = get_item_oid (oid);

  if (text == NULL)
    return ath_python_none ();

  /* A typed column may make members of an enumeration of what the server sends, or
   * floats of decimal numbers.
   */
  if (is_opaque (oid)
      || (is_typed && (oid >= OID_FIRST_OF_USERS || oid == OID_NUMERIC
                       || item_oid == OID_NUMERIC)))
    return ath_python_refuse (evaluator, _("The type of column “%s”, as the server returns it, is "
                                           "not understood"), ath_result_get_name (result, column));

  return item_oid != 0 ? convert_array (evaluator, item_oid, text)
                       : convert (evaluator, oid, text);
}
