/* ath-executing-sink.c: sends what scripts do to a server
 *
 * Statements wait in a queue until somebody wants their rows, the step ends or
 * one comes that has to run alone; the queue then goes out as one pipeline, so
 * that an ordinary revision (BEGIN, its statements, its version row, COMMIT)
 * takes a single round trip.  A COMMIT in the same pipeline as the row change
 * leaves no moment to count the rows that were hit, therefore the change counts
 * them itself and fails when they are not one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "postgres/ath-pipeline.h"
#include "run/ath-executing-sink.h"
#include "script/sql/ath-sql-kind.h"

/* What a script makes faster than the server takes it must not pile up. */
#define MAX_QUEUED_BYTES (1024 * 1024)

#define SQLSTATE_DIVISION_BY_ZERO "22012"
#define SQLSTATE_UNIQUE_VIOLATION "23505"

typedef enum
{
  ENTRY_BEGIN,
  ENTRY_STATEMENT,
  ENTRY_ROW_CHANGE,
  ENTRY_COMMIT,
} EntryKind;

typedef struct
{
  EntryKind     kind;
  AthStatement *statement;   /* (owned) what is shown */
  char         *sent;        /* (owned) (nullable) what is sent, where it differs */
  guint         n_committed; /* of ENTRY_COMMIT: steps that are whole behind it */
} Entry;

struct _AthExecutingSink
{
  AthSink        parent_instance;

  AthConnection *connection;    /* (owned) */
  AthReporter   *reporter;      /* (owned) (nullable) */
  gboolean       transactional; /* FALSE: no BEGIN and COMMIT at all */
  guint          lock_timeout_ms;

  guint          step;
  guint          n_steps;
  char          *revision;      /* (owned) (nullable) */

  GArray        *queue;         /* (owned) (element-type Entry) */
  gsize          queued_bytes;
  gboolean       is_open;       /* a transaction is open once the queue has gone out */
  gboolean       in_block;      /* between begin and end of autocommit */

  gint64         started;       /* when the entry that runs began, monotonic */
  AthResult     *last_result;   /* (owned) (nullable) of the last entry that ended well */
  gboolean       is_dirty;      /* this step has done what no COMMIT has seen yet */
  gboolean       is_partial;    /* this step has done what a COMMIT has seen */
  guint          n_committed;   /* steps that are whole and committed */
};

G_DEFINE_FINAL_TYPE (AthExecutingSink, ath_executing_sink, ATH_TYPE_SINK)

static void
entry_clear (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->statement, ath_statement_unref);
  g_clear_pointer (&entry->sent, g_free);
}

static void
report (AthExecutingSink *self,
        AthReportKind     kind,
        AthReportPhase    phase,
        const char       *text,
        gint64            rows,
        double            seconds)
{
  const AthReport said = {
    .kind = kind,
    .phase = phase,
    .step = self->step,
    .n_steps = self->n_steps,
    .revision = self->revision,
    .text = text,
    .rows = rows,
    .seconds = seconds,
  };

  ath_reporter_report (self->reporter, &said);
}

static void
notice_cb (const char *severity,
           const char *message,
           gpointer    user_data)
{
  g_autofree char *text = g_strdup_printf ("%s: %s", severity, message);

  report (user_data, ATH_REPORT_NOTICE, ATH_REPORT_FINISHED, text, -1, 0);
}

static gboolean
is_shown (EntryKind kind)
{
  return kind == ENTRY_STATEMENT || kind == ENTRY_ROW_CHANGE;
}

static void
entry_started (AthExecutingSink *self,
               const Entry      *entry)
{
  self->started = g_get_monotonic_time ();
  if (is_shown (entry->kind))
    report (self, ATH_REPORT_STATEMENT, ATH_REPORT_STARTED, entry->statement->sql, -1, 0);
}

static void
entry_finished (AthExecutingSink *self,
                const Entry      *entry,
                AthResult        *result)
{
  double seconds = (g_get_monotonic_time () - self->started) / (double) G_TIME_SPAN_SECOND;

  switch (entry->kind)
    {
    case ENTRY_BEGIN:
      break;

    case ENTRY_STATEMENT:
    case ENTRY_ROW_CHANGE:
      self->is_dirty = TRUE;
      report (self, ATH_REPORT_STATEMENT, ATH_REPORT_FINISHED, entry->statement->sql,
              entry->kind == ENTRY_ROW_CHANGE ? 1 : ath_result_get_n_affected (result), seconds);
      return;

    case ENTRY_COMMIT:
      self->is_partial = entry->n_committed == self->step && (self->is_partial || self->is_dirty);
      self->is_dirty = FALSE;
      self->n_committed = entry->n_committed;
      break;

    default:
      g_assert_not_reached ();
    }

  report (self, ATH_REPORT_TRANSACTION, ATH_REPORT_FINISHED, entry->statement->sql, -1, seconds);
}

static GError *
moved_error_new (void)
{
  GError *error = ath_error_new (ATH_ERROR_MOVED,
                                 _("The version rows are not what the plan started from"));

  ath_error_set_hint (error, _("Somebody else changed the database meanwhile.  Look at its rows "
                               "and plan again."));

  return error;
}

static void
entry_failed (AthExecutingSink  *self,
              const Entry       *entry,
              GError            *failure,
              GError           **error)
{
  const AthErrorDetails *details = ath_error_get_details (failure);
  const AthStatement *statement = entry->statement;
  guint line;
  guint column;

  if (is_shown (entry->kind))
    report (self, ATH_REPORT_STATEMENT, ATH_REPORT_FAILED, statement->sql, -1, 0);

  if (entry->kind == ENTRY_ROW_CHANGE && details != NULL &&
      (g_strcmp0 (details->sqlstate, SQLSTATE_DIVISION_BY_ZERO) == 0 ||
       g_strcmp0 (details->sqlstate, SQLSTATE_UNIQUE_VIOLATION) == 0))
    {
      g_error_free (failure);
      failure = moved_error_new ();
    }
  else if (details != NULL)
    {
      ath_statement_locate (entry->statement, details->statement_offset, &line, &column);
      ath_error_set_place (failure, statement->file, line, column);
    }

  g_propagate_error (error, failure);
}

static void
entry_done_cb (guint      index,
               AthResult *result,
               gpointer   user_data)
{
  AthExecutingSink *self = user_data;

  entry_finished (self, &g_array_index (self->queue, Entry, index), result);
  g_clear_pointer (&self->last_result, ath_result_unref);
  self->last_result = ath_result_ref (result);

  if (index + 1 < self->queue->len)
    entry_started (self, &g_array_index (self->queue, Entry, index + 1));
}

static AthPipelineItem
get_item (const Entry *entry)
{
  return (AthPipelineItem) {
    .sql = entry->sent != NULL ? entry->sent : entry->statement->sql,
    .parameters = (const char *const *) entry->statement->parameters,
    .n_parameters = entry->statement->n_parameters,
    .is_quick = entry->kind == ENTRY_BEGIN || entry->kind == ENTRY_ROW_CHANGE,
  };
}

static void
clear_queue (AthExecutingSink *self)
{
  g_array_set_size (self->queue, 0);
  self->queued_bytes = 0;
}

static gboolean
send_queue (AthExecutingSink  *self,
            GCancellable      *cancellable,
            GError           **error)
{
  g_autofree AthPipelineItem *items = NULL;
  GError *failure = NULL;
  guint n_done;

  if (self->queue->len == 0)
    return TRUE;

  items = g_new (AthPipelineItem, self->queue->len);
  for (guint i = 0; i < self->queue->len; i++)
    items[i] = get_item (&g_array_index (self->queue, Entry, i));

  entry_started (self, &g_array_index (self->queue, Entry, 0));
  n_done = ath_pipeline_run (self->connection, items, self->queue->len, entry_done_cb, self,
                             cancellable, &failure);
  if (failure != NULL)
    entry_failed (self, &g_array_index (self->queue, Entry, n_done), failure, error);
  clear_queue (self);

  return failure == NULL;
}

static void
enqueue (AthExecutingSink *self,
         EntryKind         kind,
         AthStatement     *statement,
         const char       *sent)
{
  Entry entry = { .kind = kind, .statement = ath_statement_ref (statement), .sent = g_strdup (sent) };

  g_array_append_val (self->queue, entry);
  self->queued_bytes += strlen (statement->sql);
}

static void
enqueue_begin (AthExecutingSink *self)
{
  g_autoptr(AthStatement) statement = NULL;

  if (self->is_open)
    return;

  statement = ath_statement_new ("BEGIN");
  enqueue (self, ENTRY_BEGIN, statement, NULL);
  self->is_open = TRUE;
}

static void
enqueue_commit (AthExecutingSink *self,
                guint             n_committed)
{
  g_autoptr(AthStatement) statement = ath_statement_new ("COMMIT");

  enqueue (self, ENTRY_COMMIT, statement, NULL);
  g_array_index (self->queue, Entry, self->queue->len - 1).n_committed = n_committed;
  self->is_open = FALSE;
}

static gboolean
set_lock_timeout (AthExecutingSink  *self,
                  guint              timeout_ms,
                  GCancellable      *cancellable,
                  GError           **error)
{
  g_autofree char *sql = g_strdup_printf ("SET lock_timeout = %u", timeout_ms);

  return ath_connection_execute (self->connection, sql, cancellable, error);
}

static gboolean
send_alone (AthExecutingSink  *self,
            const Entry       *entry,
            GCancellable      *cancellable,
            GError           **error)
{
  AthPipelineItem item = get_item (entry);
  GError *failure = NULL;

  g_clear_pointer (&self->last_result, ath_result_unref);
  entry_started (self, entry);
  self->last_result = ath_connection_query (self->connection, item.sql, item.parameters,
                                            item.n_parameters, cancellable, &failure);
  if (failure != NULL)
    {
      entry_failed (self, entry, failure, error);
      return FALSE;
    }

  entry_finished (self, entry, self->last_result);
  self->is_dirty = FALSE;
  self->is_partial = TRUE;

  return TRUE;
}

/* Commits what precedes and runs @entry outside a transaction.
 *
 * A lock timeout is there so that nobody has to queue behind us.  Nobody does
 * behind a concurrent index, which waits for every older transaction, and would
 * leave an INVALID index if it gave up on them.
 */
static gboolean
run_alone (AthExecutingSink  *self,
           const Entry       *entry,
           GCancellable      *cancellable,
           GError           **error)
{
  const char *sql = entry->statement->sql;
  gboolean waits = self->lock_timeout_ms > 0 &&
                   ath_sql_kind_of (sql, strlen (sql), 0) == ATH_SQL_KIND_CONCURRENT_INDEX;

  if (self->is_open)
    enqueue_commit (self, self->step);
  if (!send_queue (self, cancellable, error))
    return FALSE;

  if (!waits)
    return send_alone (self, entry, cancellable, error);

  return set_lock_timeout (self, 0, cancellable, error) &&
         send_alone (self, entry, cancellable, error) &&
         set_lock_timeout (self, self->lock_timeout_ms, cancellable, error);
}

static gboolean
take (AthExecutingSink  *self,
      EntryKind          kind,
      AthStatement      *statement,
      const char        *sent,
      GCancellable      *cancellable,
      GError           **error)
{
  const Entry entry = { .kind = kind, .statement = statement, .sent = (char *) sent };

  if (self->in_block || statement->outside_transaction || !self->transactional)
    return run_alone (self, &entry, cancellable, error);

  enqueue_begin (self);
  enqueue (self, kind, statement, sent);

  return self->queued_bytes < MAX_QUEUED_BYTES || send_queue (self, cancellable, error);
}

static gboolean
ath_executing_sink_execute (AthSink       *sink,
                            AthStatement  *statement,
                            AthResult    **result,
                            GCancellable  *cancellable,
                            GError       **error)
{
  AthExecutingSink *self = ATH_EXECUTING_SINK (sink);

  if (!take (self, ENTRY_STATEMENT, statement, NULL, cancellable, error))
    return FALSE;
  if (result == NULL)
    return TRUE;
  if (!send_queue (self, cancellable, error))
    return FALSE;

  *result = g_steal_pointer (&self->last_result);

  return TRUE;
}

static gboolean
ath_executing_sink_begin_autocommit (AthSink       *sink,
                                     GCancellable  *cancellable,
                                     GError       **error)
{
  ATH_EXECUTING_SINK (sink)->in_block = TRUE;

  return TRUE;
}

static gboolean
ath_executing_sink_end_autocommit (AthSink       *sink,
                                   GCancellable  *cancellable,
                                   GError       **error)
{
  ATH_EXECUTING_SINK (sink)->in_block = FALSE;

  return TRUE;
}

static gboolean
ath_executing_sink_flush (AthSink       *sink,
                          GCancellable  *cancellable,
                          GError       **error)
{
  return send_queue (ATH_EXECUTING_SINK (sink), cancellable, error);
}

static void
ath_executing_sink_log (AthSink    *sink,
                        const char *line)
{
  report (ATH_EXECUTING_SINK (sink), ATH_REPORT_LOG, ATH_REPORT_FINISHED, line, -1, 0);
}

static void
ath_executing_sink_finalize (GObject *object)
{
  AthExecutingSink *self = ATH_EXECUTING_SINK (object);

  ath_connection_set_notice_func (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
  g_clear_object (&self->reporter);
  g_clear_pointer (&self->revision, g_free);
  g_clear_pointer (&self->queue, g_array_unref);
  g_clear_pointer (&self->last_result, ath_result_unref);

  G_OBJECT_CLASS (ath_executing_sink_parent_class)->finalize (object);
}

static void
ath_executing_sink_class_init (AthExecutingSinkClass *klass)
{
  AthSinkClass *sink_class = ATH_SINK_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ath_executing_sink_finalize;

  sink_class->execute = ath_executing_sink_execute;
  sink_class->begin_autocommit = ath_executing_sink_begin_autocommit;
  sink_class->end_autocommit = ath_executing_sink_end_autocommit;
  sink_class->flush = ath_executing_sink_flush;
  sink_class->log = ath_executing_sink_log;
}

static void
ath_executing_sink_init (AthExecutingSink *self)
{
  self->queue = g_array_new (FALSE, FALSE, sizeof (Entry));
  g_array_set_clear_func (self->queue, entry_clear);
}

/**
 * ath_executing_sink_new:
 * @connection: an open connection outside of a transaction; not to be used by
 *   others while @self lives
 * @transactional: %FALSE to leave out BEGIN and COMMIT altogether
 * @lock_timeout_ms: the `lock_timeout` that the session is set to
 * @reporter: (nullable): told about statements, transactions and notices
 *
 * Returns: (transfer full): a sink
 */
AthExecutingSink *
ath_executing_sink_new (AthConnection *connection,
                        gboolean       transactional,
                        guint          lock_timeout_ms,
                        AthReporter   *reporter)
{
  AthExecutingSink *self;

  g_return_val_if_fail (ATH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (reporter == NULL || ATH_IS_REPORTER (reporter), NULL);

  self = g_object_new (ATH_TYPE_EXECUTING_SINK, NULL);
  self->connection = g_object_ref (connection);
  self->transactional = transactional;
  self->lock_timeout_ms = lock_timeout_ms;
  if (reporter != NULL)
    self->reporter = g_object_ref (reporter);
  ath_connection_set_notice_func (connection, notice_cb, self);

  return self;
}

/**
 * ath_executing_sink_begin_step:
 * @self: a sink
 * @step: index of the step in the plan
 * @n_steps: number of steps in the plan
 * @revision: (nullable): id of its revision, for reports
 *
 * Says whose statements follow.  A transaction is begun with the first of them.
 */
void
ath_executing_sink_begin_step (AthExecutingSink *self,
                               guint             step,
                               guint             n_steps,
                               const char       *revision)
{
  g_return_if_fail (ATH_IS_EXECUTING_SINK (self));

  self->step = step;
  self->n_steps = n_steps;
  g_free (self->revision);
  self->revision = g_strdup (revision);
  self->is_dirty = FALSE;
  self->is_partial = FALSE;
}

/**
 * ath_executing_sink_change_row:
 * @self: a sink
 * @table: the version table
 * @change: what becomes of one row
 * @cancellable: (nullable): cancels the waiting
 * @error: set on failure
 *
 * Changes a version row inside the transaction of the step.  Unless exactly one
 * row is hit, that fails with `ATH_ERROR_MOVED`.
 *
 * Returns: whether all went well so far
 */
gboolean
ath_executing_sink_change_row (AthExecutingSink       *self,
                               const AthVersionTable  *table,
                               const AthRowChange     *change,
                               GCancellable           *cancellable,
                               GError                **error)
{
  g_autoptr(AthStatement) statement = NULL;
  g_autofree char *sql = NULL;
  g_autofree char *counted = NULL;

  g_return_val_if_fail (ATH_IS_EXECUTING_SINK (self), FALSE);

  sql = ath_version_table_dup_change_sql (table, change);
  statement = ath_statement_new (sql);
  if (change->from != NULL)
    counted = g_strdup_printf ("WITH hit AS (%s RETURNING 1) "
                               "SELECT 1 / (count(*) = 1)::integer FROM hit",
                               sql);

  return take (self, ENTRY_ROW_CHANGE, statement, counted, cancellable, error);
}

/**
 * ath_executing_sink_end_step:
 * @self: a sink
 * @commit: whether the step is committed now; %FALSE leaves the transaction
 *   open for the next one
 * @cancellable: (nullable): cancels the waiting
 * @error: set on failure
 *
 * Waits until the step has succeeded.
 *
 * Returns: whether it has
 */
gboolean
ath_executing_sink_end_step (AthExecutingSink  *self,
                             gboolean           commit,
                             GCancellable      *cancellable,
                             GError           **error)
{
  g_return_val_if_fail (ATH_IS_EXECUTING_SINK (self), FALSE);

  if (commit && self->is_open)
    enqueue_commit (self, self->step + 1);
  if (!send_queue (self, cancellable, error))
    return FALSE;

  if (!self->is_open)
    {
      self->n_committed = self->step + 1;
      self->is_partial = FALSE;
    }

  return TRUE;
}

/**
 * ath_executing_sink_roll_back:
 * @self: a sink
 *
 * Takes back what is not committed, after a failure.  Not to be cancelled: a
 * transaction that stays open would hold its locks.
 */
void
ath_executing_sink_roll_back (AthExecutingSink *self)
{
  g_return_if_fail (ATH_IS_EXECUTING_SINK (self));

  clear_queue (self);
  self->is_open = FALSE;
  self->is_dirty = FALSE;

  /* Where this fails, the connection is lost and the server does the same. */
  if (ath_connection_is_in_transaction (self->connection) &&
      ath_connection_execute (self->connection, "ROLLBACK", NULL, NULL))
    report (self, ATH_REPORT_TRANSACTION, ATH_REPORT_FINISHED, "ROLLBACK", -1, 0);
}

/**
 * ath_executing_sink_get_n_committed:
 * @self: a sink
 *
 * Returns: how many steps, from the first on, are whole and committed
 */
guint
ath_executing_sink_get_n_committed (AthExecutingSink *self)
{
  g_return_val_if_fail (ATH_IS_EXECUTING_SINK (self), 0);

  return self->n_committed;
}

/**
 * ath_executing_sink_is_partial:
 * @self: a sink
 *
 * Returns: whether a part of the step that was begun last, but not the whole of
 *   it, is committed
 */
gboolean
ath_executing_sink_is_partial (AthExecutingSink *self)
{
  g_return_val_if_fail (ATH_IS_EXECUTING_SINK (self), FALSE);

  return self->is_partial;
}
