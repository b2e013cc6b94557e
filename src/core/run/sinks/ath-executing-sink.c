/* ath-executing-sink.c: sends what scripts do to a server
 *
 * Statements wait in a queue until somebody wants their rows, one comes that has
 * to run alone or there are many; the queue then goes out as one pipeline.  An
 * ordinary revision (BEGIN, its statements, its version row, COMMIT) needs
 * nothing that is known only after the one before it, so that a row of them
 * takes a single round trip.  Which step is at work is told by the entries as the
 * server gets to them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "run/sinks/ath-executing-entry.h"
#include "run/sinks/ath-executing-sink.h"
#include "run/sinks/ath-executing-step.h"
#include "run/sinks/ath-statement-pieces.h"
#include "script/ath-type-memo.h"
#include "script/sql/ath-sql-kind.h"

/* What a script makes faster than the server takes it must not pile up. */
#define MAX_QUEUED_BYTES (1024 * 1024)

struct _AthExecutingSink
{
  AthSink        parent_instance;

  AthConnection *connection;    /* (owned) */
  AthReporter   *reporter;      /* (owned) (nullable) */
  gboolean       transactional; /* FALSE: no BEGIN and COMMIT at all */
  guint          lock_timeout_ms;

  AthExecutingSinkFunc  step_func;
  gpointer              step_data;
  guint                 n_steps;
  GQueue                steps;  /* (element-type AthExecutingStep) the first is at work */

  AthTypeMemo   *memo;          /* (owned) */
  GArray        *queue;         /* (owned) (element-type AthExecutingEntry) */
  gsize          queued_bytes;
  gboolean       is_open;       /* a transaction is open once the queue has gone out */
  gboolean       in_block;      /* between begin and end of autocommit */

  gint64         started;       /* when the entry that runs began, monotonic */
  AthResult     *last_result;   /* (owned) (nullable) of the last entry that ended well */
  gboolean       is_inside;     /* the server is inside a transaction */
  gboolean       is_dirty;      /* the step at work has done what no COMMIT has seen yet */
  gboolean       is_partial;    /* the step at work has done what a COMMIT has seen */
  guint          n_committed;   /* steps that are whole and committed */
};

G_DEFINE_FINAL_TYPE (AthExecutingSink, ath_executing_sink, ATH_TYPE_SINK)

static void
report (AthExecutingSink *self,
        AthReportKind     kind,
        AthReportPhase    phase,
        const char       *text,
        gint64            rows,
        double            seconds)
{
  const AthExecutingStep *step = g_queue_peek_head (&self->steps);
  const AthReport said = {
    .kind = kind,
    .phase = phase,
    .step = step != NULL ? step->index : 0,
    .n_steps = self->n_steps,
    .revision = step != NULL ? step->revision : NULL,
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

static void
report_line (AthExecutingSink *self,
             const char       *line)
{
  report (self, ATH_REPORT_LOG, ATH_REPORT_FINISHED, line, -1, 0);
}

/* The first of the steps is at work. */
static void
start_step (AthExecutingSink *self)
{
  AthExecutingStep *step = g_queue_peek_head (&self->steps);

  if (step == NULL || step->started != 0)
    return;

  step->started = g_get_monotonic_time ();
  self->is_dirty = FALSE;
  self->is_partial = FALSE;
  self->step_func (step->index, ATH_REPORT_STARTED, 0, self->step_data);
  for (guint i = 0; i < step->lines->len; i++)
    report_line (self, g_ptr_array_index (step->lines, i));
}

static void
leave_step (AthExecutingSink *self,
            AthReportPhase    phase)
{
  g_autoptr(AthExecutingStep) step = g_queue_pop_head (&self->steps);

  self->step_func (step->index, phase,
                   (g_get_monotonic_time () - step->started) / (double) G_TIME_SPAN_SECOND,
                   self->step_data);
}

static void
finish_step (AthExecutingSink *self)
{
  const AthExecutingStep *step = g_queue_peek_head (&self->steps);

  if (!self->is_inside)
    {
      self->n_committed = step->index + 1;
      self->is_partial = FALSE;
    }
  leave_step (self, ATH_REPORT_FINISHED);
  start_step (self);
}

/* Those before the step that the server has got to have ended. */
static void
advance (AthExecutingSink *self,
         guint             index)
{
  const AthExecutingStep *step;

  while ((step = g_queue_peek_head (&self->steps)) != NULL && step->index != index)
    finish_step (self);
}

/* With an empty queue everything that was taken has ended. */
static void
settle (AthExecutingSink *self)
{
  const AthExecutingStep *step;

  while ((step = g_queue_peek_head (&self->steps)) != NULL && step->is_whole)
    finish_step (self);
}

static void
entry_started (AthExecutingSink        *self,
               const AthExecutingEntry *entry)
{
  advance (self, entry->step);
  self->started = g_get_monotonic_time ();
  if (ath_executing_entry_is_shown (entry))
    report (self, ATH_REPORT_STATEMENT, ATH_REPORT_STARTED, entry->statement->sql, -1, 0);
}

static void
entry_finished (AthExecutingSink        *self,
                const AthExecutingEntry *entry,
                AthResult               *result)
{
  double seconds = (g_get_monotonic_time () - self->started) / (double) G_TIME_SPAN_SECOND;
  const char *sql = entry->statement->sql;

  switch (entry->kind)
    {
    case ATH_EXECUTING_ENTRY_STATEMENT:
      self->is_dirty = TRUE;
      report (self, ATH_REPORT_STATEMENT, ATH_REPORT_FINISHED, sql,
              ath_result_get_n_affected (result), seconds);
      return;

    case ATH_EXECUTING_ENTRY_ROW_CHANGE:
      self->is_dirty = TRUE;
      report (self, ATH_REPORT_STATEMENT, ATH_REPORT_FINISHED, sql, 1, seconds);
      return;

    case ATH_EXECUTING_ENTRY_BEGIN:
      self->is_inside = TRUE;
      break;

    case ATH_EXECUTING_ENTRY_COMMIT:
      self->is_partial = entry->n_committed == entry->step && (self->is_partial || self->is_dirty);
      self->is_inside = FALSE;
      self->is_dirty = FALSE;
      self->n_committed = entry->n_committed;
      break;

    default:
      g_assert_not_reached ();
    }

  report (self, ATH_REPORT_TRANSACTION, ATH_REPORT_FINISHED, sql, -1, seconds);
}

static void
entry_failed (AthExecutingSink         *self,
              const AthExecutingEntry  *entry,
              GError                   *failure,
              GError                  **error)
{
  if (ath_executing_entry_is_shown (entry))
    report (self, ATH_REPORT_STATEMENT, ATH_REPORT_FAILED, entry->statement->sql, -1, 0);

  g_propagate_error (error, ath_executing_entry_explain (entry, failure));
}

static void
entry_done_cb (guint      index,
               AthResult *result,
               gpointer   user_data)
{
  AthExecutingSink *self = user_data;

  entry_finished (self, &g_array_index (self->queue, AthExecutingEntry, index), result);
  g_clear_pointer (&self->last_result, ath_result_unref);
  self->last_result = ath_result_ref (result);

  if (index + 1 < self->queue->len)
    entry_started (self, &g_array_index (self->queue, AthExecutingEntry, index + 1));
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
    items[i] = ath_executing_entry_get_item (&g_array_index (self->queue, AthExecutingEntry, i));

  entry_started (self, &g_array_index (self->queue, AthExecutingEntry, 0));
  n_done = ath_pipeline_run (self->connection, items, self->queue->len, entry_done_cb, self,
                             cancellable, &failure);
  if (failure != NULL)
    entry_failed (self, &g_array_index (self->queue, AthExecutingEntry, n_done), failure, error);
  clear_queue (self);
  if (failure != NULL)
    return FALSE;
  settle (self);

  return TRUE;
}

/* The step whose statements are being taken. */
static AthExecutingStep *
get_taken (AthExecutingSink *self)
{
  return g_queue_peek_tail (&self->steps);
}

/* @entry: (transfer full) */
static void
enqueue (AthExecutingSink  *self,
         AthExecutingEntry  entry)
{
  entry.step = get_taken (self)->index;
  g_array_append_val (self->queue, entry);
  self->queued_bytes += strlen (entry.statement->sql);
}

static void
enqueue_begin (AthExecutingSink *self)
{
  if (self->is_open)
    return;

  enqueue (self, ath_executing_entry_new_mark (ATH_EXECUTING_ENTRY_BEGIN));
  self->is_open = TRUE;
}

static void
enqueue_commit (AthExecutingSink *self,
                guint             n_committed)
{
  AthExecutingEntry entry = ath_executing_entry_new_mark (ATH_EXECUTING_ENTRY_COMMIT);

  entry.n_committed = n_committed;
  enqueue (self, entry);
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
send_alone (AthExecutingSink         *self,
            const AthExecutingEntry  *entry,
            GCancellable             *cancellable,
            GError                  **error)
{
  AthPipelineItem item = ath_executing_entry_get_item (entry);
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
run_alone (AthExecutingSink         *self,
           const AthExecutingEntry  *entry,
           GCancellable             *cancellable,
           GError                  **error)
{
  const char *sql = entry->statement->sql;
  gboolean waits = self->lock_timeout_ms > 0
                   && ath_sql_kind_of (sql, strlen (sql), 0) == ATH_SQL_KIND_CONCURRENT_INDEX;

  if (self->is_open)
    enqueue_commit (self, get_taken (self)->index);
  if (!send_queue (self, cancellable, error))
    return FALSE;

  if (!waits)
    return send_alone (self, entry, cancellable, error);

  return set_lock_timeout (self, 0, cancellable, error)
         && send_alone (self, entry, cancellable, error)
         && set_lock_timeout (self, self->lock_timeout_ms, cancellable, error);
}

/* @entry: (transfer full) */
static gboolean
take (AthExecutingSink   *self,
      AthExecutingEntry   entry,
      GCancellable       *cancellable,
      GError            **error)
{
  if (self->in_block || entry.statement->outside_transaction || !self->transactional)
    {
      g_auto(AthExecutingEntry) alone = entry;

      alone.step = get_taken (self)->index;
      return run_alone (self, &alone, cancellable, error);
    }

  enqueue_begin (self);
  enqueue (self, entry);

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
  g_autoptr(GPtrArray) pieces = NULL;

  if (!ath_type_memo_admit (self->memo, statement))
    return TRUE;

  pieces = ath_statement_list_pieces (statement,
                                      ath_connection_get_server_version (self->connection));
  for (guint i = 0; i < pieces->len; i++)
    {
      AthStatement *piece = g_ptr_array_index (pieces, i);

      if (!take (self, ath_executing_entry_new (ATH_EXECUTING_ENTRY_STATEMENT, piece),
                 cancellable, error))
        return FALSE;
    }
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
  AthExecutingSink *self = ATH_EXECUTING_SINK (sink);
  AthExecutingStep *step = get_taken (self);

  if (step->started != 0)
    report_line (self, line);
  else
    g_ptr_array_add (step->lines, g_strdup (line));
}

static void
ath_executing_sink_finalize (GObject *object)
{
  AthExecutingSink *self = ATH_EXECUTING_SINK (object);

  ath_connection_set_notice_func (self->connection, NULL, NULL);
  g_clear_object (&self->connection);
  g_clear_object (&self->reporter);
  g_queue_clear_full (&self->steps, (GDestroyNotify) ath_executing_step_free);
  g_clear_pointer (&self->memo, ath_type_memo_free);
  g_clear_pointer (&self->queue, g_array_unref);
  g_clear_pointer (&self->last_result, ath_result_unref);

  G_OBJECT_CLASS (ath_executing_sink_parent_class)->finalize (object);
}

static void
ath_executing_sink_class_init (AthExecutingSinkClass *klass)
{
  AthSinkClass *sink_class = ATH_SINK_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ath_executing_sink_finalize;

  sink_class->is_live = TRUE;
  sink_class->execute = ath_executing_sink_execute;
  sink_class->begin_autocommit = ath_executing_sink_begin_autocommit;
  sink_class->end_autocommit = ath_executing_sink_end_autocommit;
  sink_class->flush = ath_executing_sink_flush;
  sink_class->log = ath_executing_sink_log;
}

static void
ath_executing_sink_init (AthExecutingSink *self)
{
  g_queue_init (&self->steps);
  self->memo = ath_type_memo_new ();
  self->queue = g_array_new (FALSE, FALSE, sizeof (AthExecutingEntry));
  g_array_set_clear_func (self->queue, (GDestroyNotify) ath_executing_entry_clear);
}

/**
 * ath_executing_sink_new:
 * @connection: an open connection outside of a transaction; not to be used by
 *   others while @self lives
 * @transactional: %FALSE to leave out BEGIN and COMMIT altogether
 * @lock_timeout_ms: the `lock_timeout` that the session is set to
 * @n_steps: number of steps in the plan
 * @reporter: (nullable): told about statements, transactions and notices
 * @step_func: told about steps
 * @step_data: passed to @step_func
 *
 * Returns: (transfer full): a sink
 */
AthExecutingSink *
ath_executing_sink_new (AthConnection        *connection,
                        gboolean              transactional,
                        guint                 lock_timeout_ms,
                        guint                 n_steps,
                        AthReporter          *reporter,
                        AthExecutingSinkFunc  step_func,
                        gpointer              step_data)
{
  AthExecutingSink *self;

  g_return_val_if_fail (ATH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (reporter == NULL || ATH_IS_REPORTER (reporter), NULL);

  self = g_object_new (ATH_TYPE_EXECUTING_SINK, NULL);
  self->connection = g_object_ref (connection);
  self->transactional = transactional;
  self->lock_timeout_ms = lock_timeout_ms;
  self->n_steps = n_steps;
  self->step_func = step_func;
  self->step_data = step_data;
  if (reporter != NULL)
    self->reporter = g_object_ref (reporter);
  ath_connection_set_notice_func (connection, notice_cb, self);

  return self;
}

/**
 * ath_executing_sink_begin_step:
 * @self: a sink
 * @index: of the step in the plan
 * @revision: (nullable): id of its revision, for reports
 *
 * Says whose statements follow.  A transaction is begun with the first of them.
 * The step that was begun last may be begun again, after it was rolled back.
 */
void
ath_executing_sink_begin_step (AthExecutingSink *self,
                               guint             index,
                               const char       *revision)
{
  AthExecutingStep *last;

  g_return_if_fail (ATH_IS_EXECUTING_SINK (self));

  last = get_taken (self);
  if (last == NULL || last->index != index)
    g_queue_push_tail (&self->steps, ath_executing_step_new (index, revision));
  self->in_block = FALSE;
  if (self->queue->len == 0)
    start_step (self);
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
  g_return_val_if_fail (ATH_IS_EXECUTING_SINK (self), FALSE);

  return take (self, ath_executing_entry_new_row_change (table, change), cancellable, error);
}

/**
 * ath_executing_sink_end_step:
 * @self: a sink
 * @commit: whether the step is committed now; %FALSE leaves the transaction
 *   open for the next one
 *
 * Says that the step is whole.  Whether it has succeeded is known only after
 * ath_sink_flush().
 */
void
ath_executing_sink_end_step (AthExecutingSink *self,
                             gboolean          commit)
{
  g_return_if_fail (ATH_IS_EXECUTING_SINK (self));

  if (commit && self->is_open)
    enqueue_commit (self, get_taken (self)->index + 1);
  get_taken (self)->is_whole = TRUE;
  if (self->queue->len == 0)
    settle (self);
}

/**
 * ath_executing_sink_fail:
 * @self: a sink
 *
 * Says that the step at work, if there is one, has failed, and that those behind
 * it are not to begin.
 */
void
ath_executing_sink_fail (AthExecutingSink *self)
{
  g_return_if_fail (ATH_IS_EXECUTING_SINK (self));

  if (!g_queue_is_empty (&self->steps))
    leave_step (self, ATH_REPORT_FAILED);
  g_queue_clear_full (&self->steps, (GDestroyNotify) ath_executing_step_free);
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
  self->is_inside = FALSE;
  self->is_dirty = FALSE;

  /* Where this fails, the connection is lost and the server does the same. */
  if (ath_connection_is_in_transaction (self->connection)
      && ath_connection_execute (self->connection, "ROLLBACK", NULL, NULL))
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
 * Returns: whether a part of the step at work, but not the whole of it, is
 *   committed
 */
gboolean
ath_executing_sink_is_partial (AthExecutingSink *self)
{
  g_return_val_if_fail (ATH_IS_EXECUTING_SINK (self), FALSE);

  return self->is_partial;
}
