/* ath-sql-error.c: from a server's error to ours
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "postgres/ath-sql-error.h"

/**
 * ath_sql_error_dup_text:
 * @text: (nullable): a message of libpq or of a server
 *
 * Returns: (transfer full) (nullable): the same in UTF-8, without the line
 *   break at its end; `NULL` when there is nothing left
 */
char *
ath_sql_error_dup_text (const char *text)
{
  g_autofree char *valid = NULL;

  if (text == NULL)
    return NULL;

  valid = g_strchomp (g_utf8_make_valid (text, -1));

  return *valid != '\0' ? g_steal_pointer (&valid) : NULL;
}

static void
append_line (GString    *text,
             const char *line)
{
  if (text->len > 0)
    g_string_append_c (text, '\n');
  g_string_append (text, line);
}

static void
append_field (GString        *text,
              const PGresult *result,
              int             field)
{
  g_autofree char *value = ath_sql_error_dup_text (PQresultErrorField (result, field));

  if (value != NULL)
    append_line (text, value);
}

/* "constraint “a”, table “billing.t”", or NULL when the server names nothing */
static char *
dup_objects (const PGresult *result)
{
  const char *schema = PQresultErrorField (result, PG_DIAG_SCHEMA_NAME);
  const char *table = PQresultErrorField (result, PG_DIAG_TABLE_NAME);
  const char *column = PQresultErrorField (result, PG_DIAG_COLUMN_NAME);
  const char *constraint = PQresultErrorField (result, PG_DIAG_CONSTRAINT_NAME);
  const char *type = PQresultErrorField (result, PG_DIAG_DATATYPE_NAME);
  g_autoptr(GPtrArray) objects = g_ptr_array_new_null_terminated (4, g_free, TRUE);
  g_autofree char *prefix = schema != NULL ? g_strconcat (schema, ".", NULL) : g_strdup ("");

  if (constraint != NULL)
    g_ptr_array_add (objects, g_strdup_printf (_("constraint “%s”"), constraint));
  if (column != NULL)
    g_ptr_array_add (objects, g_strdup_printf (_("column “%s”"), column));
  if (table != NULL)
    g_ptr_array_add (objects, g_strdup_printf (_("table “%s%s”"), prefix, table));
  if (type != NULL)
    g_ptr_array_add (objects, g_strdup_printf (_("type “%s%s”"), prefix, type));

  return objects->len > 0 ? g_strjoinv (", ", (char **) objects->pdata) : NULL;
}

/* The server's detail, what it is about, and where in a function it happened. */
static char *
dup_detail (const PGresult *result)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autofree char *objects = dup_objects (result);

  append_field (text, result, PG_DIAG_MESSAGE_DETAIL);
  if (objects != NULL)
    {
      g_autofree char *raw = g_strdup_printf (_("This is about %s."), objects);
      g_autofree char *line = ath_sql_error_dup_text (raw);

      append_line (text, line);
    }
  append_field (text, result, PG_DIAG_INTERNAL_QUERY);
  append_field (text, result, PG_DIAG_CONTEXT);

  return text->len > 0 ? g_string_free (g_steal_pointer (&text), FALSE) : NULL;
}

static guint
get_offset (const PGresult *result)
{
  const char *position = PQresultErrorField (result, PG_DIAG_STATEMENT_POSITION);

  return position != NULL ? g_ascii_strtoull (position, NULL, 10) : 0;
}

/**
 * ath_sql_error_new:
 * @result: a result that is an error
 * @statement: the statement that was sent
 *
 * Returns: (transfer full): `ATH_ERROR_SQL` with everything that the server
 *   said in its fields
 */
GError *
ath_sql_error_new (const PGresult *result,
                   const char     *statement)
{
  g_autofree char *message = NULL;
  g_autofree char *detail = dup_detail (result);
  g_autofree char *hint = NULL;
  GError *error;

  message = ath_sql_error_dup_text (PQresultErrorField (result, PG_DIAG_MESSAGE_PRIMARY));
  if (message == NULL)
    message = ath_sql_error_dup_text (PQresultErrorMessage (result));
  hint = ath_sql_error_dup_text (PQresultErrorField (result, PG_DIAG_MESSAGE_HINT));

  error = ath_error_new (ATH_ERROR_SQL, "%s",
                         message != NULL ? message : _("The server refused the statement"));
  ath_error_set_sqlstate (error, PQresultErrorField (result, PG_DIAG_SQLSTATE));
  ath_error_set_detail (error, detail);
  ath_error_set_hint (error, hint);
  ath_error_set_statement (error, statement, get_offset (result));

  return error;
}
