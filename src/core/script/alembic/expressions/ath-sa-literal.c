/* ath-sa-literal.c: values as literals
 *
 * A run binds parameters; what is sent is what the driver makes of them, and
 * that is a literal in the place of the parameter.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/modules/datetime/ath-python-datetime.h"
#include "python/types/ath-python-format.h"
#include "script/alembic/ath-sa.h"
#include "script/alembic/expressions/ath-sa-operator.h"

/**
 * ath_sa_refuse_value:
 * @evaluator: an evaluator
 * @value: what has no place in SQL
 *
 * Returns: `FALSE`
 */
gboolean
ath_sa_refuse_value (AthPythonEvaluator *evaluator,
                     AthPythonValue     *value)
{
  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (evaluator, _("“%s” is needed here: %s"), value->unresolved.name,
                              value->unresolved.reason) != NULL;

  return ath_python_refuse (evaluator, _("%s as a value in SQL is not understood"),
                            ath_python_get_type_name (value)) != NULL;
}

/* SQLAlchemy takes nothing else for a Boolean. */
static gboolean
is_truth (AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_BOOL
         || (value->type == ATH_PYTHON_TYPE_INT && (value->integer == 0 || value->integer == 1));
}

/* Whether the driver takes the value for that type, and sends what “--sql” says. */
static gboolean
is_of_kind (AthPythonValue   *value,
            const AthSqlType *type)
{
  switch ((guint) type->kind)
    {
    case ATH_SQL_TYPE_BOOLEAN:
      return is_truth (value);

    case ATH_SQL_TYPE_INTEGER:
    case ATH_SQL_TYPE_SMALLINT:
    case ATH_SQL_TYPE_BIGINT:
    case ATH_SQL_TYPE_NUMERIC:
    case ATH_SQL_TYPE_FLOAT:
      return value->type != ATH_PYTHON_TYPE_BOOL;

    case ATH_SQL_TYPE_BINARY:
      return FALSE;

    case ATH_SQL_TYPE_ENUM:
      return ath_python_is_str (value);

    case ATH_SQL_TYPE_ARRAY:
      return ath_python_is_sequence (value);

    default:
      return TRUE;
    }
}

static gboolean
append_text (AthPythonEvaluator *evaluator,
             AthPythonValue     *value,
             GString            *sql)
{
  if (memchr (value->text.bytes, '\0', value->text.length) != NULL)
    return ath_python_refuse (evaluator, _("A text with a nul character cannot be sent")) != NULL;
  ath_sql_literal_append (value->text.bytes, sql);

  return TRUE;
}

/* A UUID as a text is written without its dashes. */
static gboolean
append_digits (AthPythonEvaluator *evaluator,
               AthPythonValue     *value,
               GString            *sql)
{
  g_autoptr(GString) digits = g_string_new (value->text.bytes);

  g_string_replace (digits, "-", "", 0);

  return append_text (evaluator, ath_python_str_new (ath_python_get_arena (evaluator),
                                                     digits->str), sql);
}

/* Alembic writes a duration in seconds, the driver in days and seconds, which is
 * not the same where a day is not 24 hours.  Without days both mean the same.
 */
static gboolean
append_duration (AthPythonEvaluator *evaluator,
                 AthPythonValue     *value,
                 GString            *sql)
{
  gint64 us = *(const gint64 *) value->host.data;

  if (us < 0 || us >= ATH_PYTHON_US_PER_DAY)
    return ath_python_refuse (evaluator, _("A duration of days is not understood: the driver and "
                                           "“--sql” write it differently")) != NULL;
  g_string_append (sql, "make_interval(secs=>");
  ath_python_append_float ((double) us / ATH_PYTHON_US_PER_SECOND, sql);
  g_string_append_c (sql, ')');

  return TRUE;
}

/* The driver says of what type a point in time is: that matters where the type
 * it is for has no time zone, or no time.
 */
static const char *
get_cast (const AthSqlType *type,
          const char       *name,
          const char       *text)
{
  const char *after_date = strlen (text) > 8 ? text + 8 : "";
  gboolean has_zone = strchr (after_date, '+') != NULL || strchr (after_date, '-') != NULL;
  gboolean takes_zone = type != NULL && type->has_timezone;

  if (g_str_equal (name, "datetime") && type != NULL && type->kind == ATH_SQL_TYPE_DATE)
    return has_zone ? "::timestamptz" : "::timestamp";
  if (g_str_equal (name, "datetime") && has_zone
      && !(takes_zone && type->kind == ATH_SQL_TYPE_DATETIME))
    return "::timestamptz";
  if (g_str_equal (name, "time") && has_zone && !(takes_zone && type->kind == ATH_SQL_TYPE_TIME))
    return "::timetz";

  return "";
}

/* What str() makes of a date, a time, a UUID, in quotes; of a Decimal without. */
static gboolean
append_object (AthPythonEvaluator *evaluator,
               AthPythonValue     *value,
               const AthSqlType   *type,
               GString            *sql)
{
  static const char *const quoted[] = { "datetime", "date", "time", "UUID" };
  const char *name = ath_python_get_type_name (value);
  AthPythonValue *text;

  for (guint i = 0; i < G_N_ELEMENTS (quoted); i++)
    if (g_str_equal (name, quoted[i]))
      {
        text = ath_python_str (evaluator, value);
        if (text == NULL || !append_text (evaluator, text, sql))
          return FALSE;
        g_string_append (sql, get_cast (type, name, text->text.bytes));
        return TRUE;
      }

  if (g_str_equal (name, "timedelta"))
    return append_duration (evaluator, value, sql);
  if (g_str_equal (name, "Decimal"))
    {
      text = ath_python_str (evaluator, value);
      if (text != NULL)
        g_string_append (sql, text->text.bytes);
      return text != NULL;
    }

  return ath_sa_refuse_value (evaluator, value);
}

/* What a member of an array says of its type; texts and numbers say nothing. */
static const char *
find_cast (AthPythonValue *item)
{
  const char *name = ath_python_get_type_name (item);

  if (g_str_equal (name, "UUID"))
    return "::uuid";
  if (g_str_equal (name, "date"))
    return "::date";

  return item->type != ATH_PYTHON_TYPE_HOST || g_str_equal (name, "Decimal") ? "" : NULL;
}

/* What an item needs to make an array of @type, not of what it looks like; NULL:
 * that is not known.
 */
static const char *
get_item_cast (AthPythonValue   *item,
               const AthSqlType *type)
{
  const char *name = ath_python_get_type_name (item);

  if (ath_python_is_none (item))
    return "";
  if (ath_sa_type_is_integer (type))
    return item->type == ATH_PYTHON_TYPE_INT ? "" : NULL;
  if (type->kind == ATH_SQL_TYPE_STRING)
    return ath_python_is_str (item) ? "" : NULL;
  if (type->kind == ATH_SQL_TYPE_BOOLEAN)
    return item->type == ATH_PYTHON_TYPE_BOOL ? "" : NULL;
  if (type->kind == ATH_SQL_TYPE_NUMERIC || type->kind == ATH_SQL_TYPE_FLOAT)
    return item->type == ATH_PYTHON_TYPE_INT || item->type == ATH_PYTHON_TYPE_FLOAT
           || g_str_equal (name, "Decimal") ? "" : NULL;
  if ((type->kind == ATH_SQL_TYPE_UUID && g_str_equal (name, "UUID"))
      || (type->kind == ATH_SQL_TYPE_DATE && g_str_equal (name, "date")))
    return find_cast (item);

  return NULL;
}

/* An array of nothing but NULL would be one of texts. */
static gboolean
has_value (AthPythonValue *list)
{
  for (guint i = 0; i < list->sequence.length; i++)
    if (ath_python_is_sequence (list->sequence.items[i])
        ? has_value (list->sequence.items[i]) : !ath_python_is_none (list->sequence.items[i]))
      return TRUE;

  return FALSE;
}

static gboolean
append_items (AthPythonEvaluator *evaluator,
              AthPythonValue     *value,
              const AthSqlType   *type,
              GString            *sql)
{
  g_string_append (sql, "ARRAY[");
  for (guint i = 0; i < value->sequence.length; i++)
    {
      AthPythonValue *item = value->sequence.items[i];
      gboolean is_nested = ath_python_is_sequence (item) && item->sequence.length > 0;
      const char *cast = is_nested ? "" : get_item_cast (item, type->item);

      if (cast == NULL)
        return ath_python_refuse (evaluator, _("%s inside an array is not understood"),
                                  ath_python_get_type_name (item)) != NULL;
      if (i > 0)
        g_string_append (sql, ", ");
      if (is_nested ? !append_items (evaluator, item, type, sql)
                    : !ath_sa_literal_append (evaluator, item, type->item, sql))
        return FALSE;
      g_string_append (sql, cast);
    }
  g_string_append_c (sql, ']');

  return TRUE;
}

/* An array of nothing has no type by itself, so the driver makes it a text. */
static gboolean
append_array (AthPythonEvaluator *evaluator,
              AthPythonValue     *value,
              const AthSqlType   *type,
              GString            *sql)
{
  if (value->sequence.length > 0)
    return has_value (value) ? append_items (evaluator, value, type, sql)
                             : ath_sa_refuse_value (evaluator, value);
  g_string_append (sql, "'{}'");

  return TRUE;
}

static gboolean
append_json (AthPythonEvaluator *evaluator,
             AthPythonValue     *value,
             GString            *sql)
{
  AthPythonValue *text = ath_python_json_dumps (evaluator, value);

  return text != NULL && append_text (evaluator, text, sql);
}

/* A member of an enumeration is written by its name where the type knows it. */
static gboolean
append_member (AthPythonEvaluator *evaluator,
               AthPythonValue     *value,
               const AthSqlType   *type,
               GString            *sql)
{
  AthPythonValue *name;

  if (type == NULL || type->kind != ATH_SQL_TYPE_ENUM || !type->enumeration->has_members)
    return value->instance.primitive != NULL
           ? ath_sa_literal_append (evaluator, value->instance.primitive, type, sql)
           : ath_sa_refuse_value (evaluator, value);

  name = ath_python_find_attribute (evaluator, value, "name");
  if (name == NULL || !ath_python_is_str (name))
    return ath_python_has_failed (evaluator) ? FALSE : ath_sa_refuse_value (evaluator, value);
  for (guint i = 0;
       type->enumeration->labels != NULL && type->enumeration->labels[i] != NULL;
       i++)
    if (g_str_equal (type->enumeration->labels[i], name->text.bytes))
      return append_text (evaluator, name, sql);

  return ath_sa_refuse_value (evaluator, value);
}

static gboolean
append_number (AthPythonEvaluator *evaluator,
               AthPythonValue     *value,
               GString            *sql)
{
  if (isnan (value->number) || isinf (value->number))
    return ath_sa_refuse_value (evaluator, value);
  ath_python_append_float (value->number, sql);

  return TRUE;
}

/* Whether ARRAY[…] of these is an array of @type by itself. */
static gboolean
is_natural (AthPythonValue   *list,
            const AthSqlType *type)
{
  gboolean is_natural_type = type->kind == ATH_SQL_TYPE_BOOLEAN || type->kind == ATH_SQL_TYPE_UUID
                             || type->kind == ATH_SQL_TYPE_DATE
                             || (type->kind == ATH_SQL_TYPE_STRING
                                 && g_str_equal (type->keyword, "TEXT"));

  for (guint i = 0; !is_natural_type && i < list->sequence.length; i++)
    {
      const AthPythonValue *item = list->sequence.items[i];

      if (type->kind != ATH_SQL_TYPE_INTEGER || item->type != ATH_PYTHON_TYPE_INT
          || item->integer > G_MAXINT32 || item->integer < G_MININT32)
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_sa_literal_append_operand:
 * @evaluator: an evaluator
 * @value: a value of Python's
 * @type: (nullable): of the literal
 * @sql: where it goes
 *
 * Writes @value as one side of an operator, where PostgreSQL finds out types by
 * itself: what would be an array of another type is cast, as the driver does.
 *
 * Returns: `FALSE` after refusing a value that is none in SQL
 */
gboolean
ath_sa_literal_append_operand (AthPythonEvaluator *evaluator,
                               AthPythonValue     *value,
                               const AthSqlType   *type,
                               GString            *sql)
{
  GError *error = NULL;

  if (!ath_sa_literal_append (evaluator, value, type, sql))
    return FALSE;
  if (!ath_sa_type_is_kind (type, ATH_SQL_TYPE_ARRAY) || !ath_python_is_sequence (value)
      || value->sequence.length == 0 || is_natural (value, type->item))
    return TRUE;
  g_string_append (sql, "::");

  return ath_sql_type_append (type, sql, &error)
         || ath_python_refuse (evaluator, "%s", error->message) != NULL;
}

/**
 * ath_sa_literal_append:
 * @evaluator: an evaluator
 * @value: a value of Python's
 * @type: (nullable): of the literal; `NULL`: of what type it looks
 * @sql: where it goes
 *
 * Writes @value as SQLAlchemy's literal processors do.
 *
 * Returns: `FALSE` after refusing a value that is none in SQL
 */
gboolean
ath_sa_literal_append (AthPythonEvaluator *evaluator,
                       AthPythonValue     *value,
                       const AthSqlType   *type,
                       GString            *sql)
{
  AthSqlName *name = ath_python_host_get (value, &ath_sa_name_class);

  if (type != NULL && type->converts)
    return ath_python_refuse (evaluator, _("A value of a type that changes its values is not "
                                           "understood")) != NULL;
  if (name != NULL)
    {
      ath_sql_literal_append (name->text, sql);
      return TRUE;
    }
  if (ath_python_is_none (value))
    {
      g_string_append (sql, ath_sa_type_is_kind (type, ATH_SQL_TYPE_JSON) && !type->none_is_null
                              ? "'null'" : "NULL");
      return TRUE;
    }
  if (type != NULL && type->kind == ATH_SQL_TYPE_UNKNOWN)
    return ath_sa_refuse_value (evaluator, value);
  if (value->type == ATH_PYTHON_TYPE_INSTANCE)
    return append_member (evaluator, value, type, sql);
  if (type != NULL && type->kind == ATH_SQL_TYPE_JSON)
    return append_json (evaluator, value, sql);

  if (type != NULL && !is_of_kind (value, type))
    return ath_sa_refuse_value (evaluator, value);

  switch ((guint) value->type)
    {
    case ATH_PYTHON_TYPE_STR:
      return type != NULL && type->kind == ATH_SQL_TYPE_UUID && type->is_text
             ? append_digits (evaluator, value, sql) : append_text (evaluator, value, sql);

    case ATH_PYTHON_TYPE_BOOL:
      g_string_append (sql, value->integer != 0 ? "true" : "false");
      return TRUE;

    case ATH_PYTHON_TYPE_INT:
      if (type != NULL && type->kind == ATH_SQL_TYPE_BOOLEAN)
        g_string_append (sql, value->integer != 0 ? "true" : "false");
      else
        g_string_append_printf (sql, "%" G_GINT64_FORMAT, value->integer);
      return TRUE;

    case ATH_PYTHON_TYPE_FLOAT:
      return append_number (evaluator, value, sql);

    case ATH_PYTHON_TYPE_LIST:
    case ATH_PYTHON_TYPE_TUPLE:
      if (type != NULL && type->kind == ATH_SQL_TYPE_ARRAY)
        return append_array (evaluator, value, type, sql);
      return ath_sa_refuse_value (evaluator, value);

    case ATH_PYTHON_TYPE_HOST:
      return append_object (evaluator, value, type, sql);

    default:
      return ath_sa_refuse_value (evaluator, value);
    }
}

/**
 * ath_sa_sequence_append:
 * @evaluator: an evaluator
 * @sequence: a list or a tuple that is bound without a type
 * @sql: where it goes
 *
 * Writes an array for a list, and for a tuple what IN takes, as psycopg2 does;
 * other drivers send the list as an array too, and fail with the tuple.
 *
 * Returns: `FALSE` after refusing what no driver can send, or where it would be
 *   of a type that is not known
 */
gboolean
ath_sa_sequence_append (AthPythonEvaluator *evaluator,
                        AthPythonValue     *sequence,
                        GString            *sql)
{
  gboolean is_list = sequence->type == ATH_PYTHON_TYPE_LIST;
  gboolean is_typed = FALSE;

  if (is_list && sequence->sequence.length == 0)
    return g_string_append (sql, "'{}'") != NULL;

  g_string_append (sql, is_list ? "ARRAY[" : "(");
  for (guint i = 0; i < sequence->sequence.length; i++)
    {
      AthPythonValue *item = sequence->sequence.items[i];
      const char *cast = find_cast (item);

      is_typed = is_typed || !ath_python_is_none (item);
      if (i > 0)
        g_string_append (sql, is_list ? "," : ", ");
      if (cast == NULL)
        return ath_sa_refuse_value (evaluator, item);
      if (!ath_sa_literal_append (evaluator, item, NULL, sql))
        return FALSE;
      if (is_list)
        g_string_append (sql, cast);
    }
  g_string_append_c (sql, is_list ? ']' : ')');

  return is_typed || ath_sa_refuse_value (evaluator, sequence);
}
