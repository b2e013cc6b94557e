/* ath-alembic-run.c: what one run of an Alembic script holds together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/live/ath-sa-exception.h"
#include "script/sql/ath-sql-kind.h"

/**
 * ath_alembic_run_get:
 * @evaluator: the evaluator of an Alembic script
 *
 * Returns: (transfer none): what the run holds together
 */
AthAlembicRun *
ath_alembic_run_get (AthPythonEvaluator *evaluator)
{
  return ath_python_get_host_data (evaluator);
}

static AthStatement *
statement_new (AthPythonEvaluator *evaluator,
               const char         *sql)
{
  AthAlembicRun *run = ath_alembic_run_get (evaluator);
  g_autofree char *stripped = g_strstrip (g_strdup (sql));
  AthStatement *statement = ath_statement_new (stripped);
  const char *file;

  ath_python_get_place (evaluator, &file, &statement->line, &statement->column);
  statement->file = g_strdup (file);
  statement->outside_transaction =
    ath_sql_kind_is_outside_transaction (ath_sql_kind_of (sql, strlen (sql),
                                                          run->context->server_version));

  return statement;
}

/* A failure that the script may catch is an exception; what it is for people is
 * kept, for when nobody catches it.
 */
static gboolean
fail (AthPythonEvaluator *evaluator,
      GError             *error)
{
  AthAlembicRun *run = ath_alembic_run_get (evaluator);

  if (!g_error_matches (error, ATH_ERROR, ATH_ERROR_SQL) || !ath_python_is_guarded (evaluator))
    return ath_python_refuse_error (evaluator, error) != NULL;

  ath_sa_exception_raise (evaluator, error);
  run->failed = ath_python_get_exception (evaluator);
  g_clear_error (&run->failure);
  run->failure = error;

  return FALSE;
}

static gboolean
send_statement (AthPythonEvaluator  *evaluator,
                AthStatement        *statement,
                AthResult          **result)
{
  AthAlembicRun *run = ath_alembic_run_get (evaluator);
  g_autoptr(AthResult) unread = NULL;
  GError *error = NULL;

  /* What a `try` does after a failure is only known once there is a server, and
   * the failure has to show itself inside of it.
   */
  if (ath_python_is_guarded (evaluator))
    {
      ath_sink_depend (run->sink);
      result = result != NULL ? result : &unread;
    }

  return ath_sink_execute (run->sink, statement, result, ath_python_get_cancellable (evaluator),
                           &error)
         || fail (evaluator, error);
}

static gboolean
send (AthPythonEvaluator  *evaluator,
      const char          *sql,
      AthResult          **result)
{
  g_autoptr(AthStatement) statement = statement_new (evaluator, sql);

  return send_statement (evaluator, statement, result);
}

/**
 * ath_alembic_run_explain:
 * @exception: an exception that nobody caught
 * @data: an [struct@Ath.AlembicRun]
 *
 * Returns: (transfer full) (nullable): what the server said, when @exception is
 *   that
 */
GError *
ath_alembic_run_explain (AthPythonValue *exception,
                         gpointer        data)
{
  AthAlembicRun *run = data;

  return run->failure != NULL && exception == run->failed ? g_error_copy (run->failure) : NULL;
}

/**
 * ath_alembic_run_send:
 * @evaluator: the evaluator of an Alembic script
 * @sql: (transfer full): a statement
 *
 * Sends a statement whose rows do not matter.
 *
 * Returns: `FALSE` after an error of the sink
 */
gboolean
ath_alembic_run_send (AthPythonEvaluator *evaluator,
                      char               *sql)
{
  g_autofree char *owned = sql;

  return send (evaluator, owned, NULL);
}

/**
 * ath_alembic_run_send_ddl:
 * @evaluator: the evaluator of an Alembic script
 * @sql: (transfer full) (nullable): a statement
 * @error: (transfer full) (nullable): why there is none
 *
 * Sends a statement, or refuses the script for the reason why it could not be
 * written.
 *
 * Returns: `FALSE` after refusing or an error of the sink
 */
gboolean
ath_alembic_run_send_ddl (AthPythonEvaluator *evaluator,
                          char               *sql,
                          GError             *error)
{
  if (sql != NULL)
    return ath_alembic_run_send (evaluator, sql);

  ath_python_refuse (evaluator, "%s", error->message);
  g_error_free (error);

  return FALSE;
}

/**
 * ath_alembic_run_execute:
 * @evaluator: the evaluator of an Alembic script
 * @sql: a statement
 * @result: (out) (nullable) (transfer full): its rows; `NULL` when there is no
 *   server
 *
 * Sends a statement whose rows the script may look at.
 *
 * Returns: `FALSE` after raising or an error of the sink
 */
gboolean
ath_alembic_run_execute (AthPythonEvaluator  *evaluator,
                         const char          *sql,
                         AthResult          **result)
{
  *result = NULL;

  return send (evaluator, sql, ath_sink_is_live (ath_alembic_run_get (evaluator)->sink) ? result
                                                                                         : NULL);
}

/**
 * ath_alembic_run_query:
 * @evaluator: the evaluator of an Alembic script
 * @sql: a question of ours, which no text of the script shows
 * @result: (out) (transfer full): its rows
 *
 * Asks the server.  Without one the script is stopped here.
 *
 * Returns: `FALSE` after raising, an error of the sink, or stopping
 */
gboolean
ath_alembic_run_query (AthPythonEvaluator  *evaluator,
                       const char          *sql,
                       AthResult          **result)
{
  g_autoptr(AthStatement) statement = statement_new (evaluator, sql);

  *result = NULL;
  if (!ath_sink_is_live (ath_alembic_run_get (evaluator)->sink))
    return ath_alembic_run_stop (evaluator, NULL) != NULL;

  statement->is_question = TRUE;

  return send_statement (evaluator, statement, result);
}

/**
 * ath_alembic_run_stop:
 * @evaluator: the evaluator of an Alembic script
 * @what: (nullable): the member that gives what the server answers
 *
 * Stops a script that reads what a server answers, when there is none.
 *
 * Returns: `NULL`
 */
gpointer
ath_alembic_run_stop (AthPythonEvaluator *evaluator,
                      const char         *what)
{
  GError *error;

  if (what != NULL)
    error = ath_error_new (ATH_ERROR_DEPENDS, _("From here on the SQL depends on what the database "
                                                "answers (“.%s”)"), what);
  else
    error = ath_error_new (ATH_ERROR_DEPENDS, _("From here on the SQL depends on what the database "
                                                "answers"));
  ath_alembic_run_refuse (evaluator, error);

  return NULL;
}

static char *
dup_enum_key (const AthSqlEnum *enumeration)
{
  return g_strdup_printf ("%s.%s", enumeration->schema.text != NULL ? enumeration->schema.text : "",
                          enumeration->name.text != NULL ? enumeration->name.text : "");
}

/* Whether the server has the type; without a server it is not asked. */
static gboolean
enum_exists (AthPythonEvaluator *evaluator,
             const AthSqlEnum   *enumeration,
             gboolean            fallback,
             gboolean           *exists)
{
  AthAlembicRun *run = ath_alembic_run_get (evaluator);
  g_autoptr(GString) sql = g_string_new ("SELECT 1 FROM pg_catalog.pg_type t JOIN "
                                         "pg_catalog.pg_namespace n ON n.oid = t.typnamespace "
                                         "WHERE t.typname = ");
  g_autoptr(AthResult) result = NULL;

  *exists = fallback;
  if (!ath_sink_is_live (run->sink))
    {
      ath_sink_depend (run->sink);
      return TRUE;
    }

  ath_sql_literal_append (enumeration->name.text, sql);
  if (enumeration->schema.text != NULL)
    {
      g_string_append (sql, " AND n.nspname = ");
      ath_sql_literal_append (enumeration->schema.text, sql);
    }
  else
    g_string_append (sql, " AND pg_catalog.pg_type_is_visible(t.oid)");
  if (!ath_alembic_run_query (evaluator, sql->str, &result))
    return FALSE;
  *exists = ath_result_get_n_rows (result) > 0;

  return TRUE;
}

/**
 * ath_alembic_run_change_enum:
 * @evaluator: the evaluator of an Alembic script
 * @enumeration: an enumeration
 * @is_created: CREATE TYPE rather than DROP TYPE
 * @checks_first: only when it is not, or is, there
 *
 * Does what `enum.create ()` and `enum.drop ()` do.
 *
 * Returns: `FALSE` after refusing or an error of the sink
 */
gboolean
ath_alembic_run_change_enum (AthPythonEvaluator *evaluator,
                             const AthSqlEnum   *enumeration,
                             gboolean            is_created,
                             gboolean            checks_first)
{
  GError *error = NULL;
  gboolean exists = !is_created;
  char *sql;

  if (checks_first && !enum_exists (evaluator, enumeration, !is_created, &exists))
    return FALSE;
  if (exists == is_created)
    return TRUE;

  sql = is_created ? ath_sql_enum_dup_create_sql (enumeration, &error)
                   : ath_sql_enum_dup_drop_sql (enumeration, &error);

  return ath_alembic_run_send_ddl (evaluator, sql, error);
}

static gboolean
create_enum (AthPythonEvaluator *evaluator,
             const AthSqlEnum   *enumeration)
{
  GError *error = NULL;
  g_autofree char *sql = ath_sql_enum_dup_create_sql (enumeration, &error);
  g_autoptr(AthStatement) statement = NULL;

  if (sql == NULL)
    return ath_alembic_run_send_ddl (evaluator, NULL, error);

  statement = statement_new (evaluator, sql);
  statement->table_type = dup_enum_key (enumeration);

  return send_statement (evaluator, statement, NULL);
}

/**
 * ath_alembic_run_create_enums:
 * @evaluator: the evaluator of an Alembic script
 * @table: a table that is about to be created
 *
 * Creates the enumerations of its columns, as statements that are left out where
 * an earlier table of the run has brought them along.
 *
 * Returns: `FALSE` after refusing or an error of the sink
 */
gboolean
ath_alembic_run_create_enums (AthPythonEvaluator *evaluator,
                              const AthSqlTable  *table)
{
  for (guint i = 0; i < table->columns->len; i++)
    {
      const AthSqlColumn *column = g_ptr_array_index (table->columns, i);
      const AthSqlEnum *enumeration = ath_sql_type_get_native_enum (column->type);

      if (enumeration != NULL && enumeration->is_created && !create_enum (evaluator, enumeration))
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_alembic_run_refuse:
 * @evaluator: an evaluator
 * @error: (transfer full): why, with a hint of its own perhaps
 *
 * Stops the script with @error at the place that is being evaluated.
 *
 * Returns: `FALSE`
 */
gboolean
ath_alembic_run_refuse (AthPythonEvaluator *evaluator,
                        GError             *error)
{
  const char *file;
  guint line;
  guint column;

  ath_python_get_place (evaluator, &file, &line, &column);
  ath_error_set_place (error, file, line, column);

  return ath_python_refuse_error (evaluator, error) != NULL;
}
