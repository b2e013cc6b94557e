/* ath-trial-sink.c: sends what can be taken back, and keeps it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "run/sinks/ath-statement-pieces.h"
#include "run/sinks/ath-trial-sink.h"

struct _AthTrialSink
{
  AthSink            parent_instance;

  AthConnection     *connection; /* (owned) */
  AthTypeMemo       *memo;       /* (unowned) of all scripts of the trial */
  AthCollectingSink *record;     /* (owned) */
};

G_DEFINE_FINAL_TYPE (AthTrialSink, ath_trial_sink, ATH_TYPE_SINK)

static gboolean
refuse (const AthStatement  *statement,
        GError             **error)
{
  GError *refusal = ath_error_new (ATH_ERROR_DEPENDS,
                                   _("From here on the SQL is not tried out: what follows cannot "
                                     "be rolled back"));

  if (statement != NULL)
    ath_error_set_place (refusal, statement->file, statement->line, statement->column);
  g_propagate_error (error, refusal);

  return FALSE;
}

static gboolean
execute_piece (AthTrialSink  *self,
               AthStatement  *piece,
               AthResult    **result,
               GCancellable  *cancellable,
               GError       **error)
{
  GError *failure = NULL;
  guint line;
  guint column;

  if (piece->outside_transaction)
    return refuse (piece, error);

  g_clear_pointer (result, ath_result_unref);
  *result = ath_connection_query (self->connection, piece->sql,
                                  (const char *const *) piece->parameters, piece->n_parameters,
                                  cancellable, &failure);
  if (failure == NULL)
    return TRUE;

  if (ath_error_get_details (failure) != NULL)
    {
      ath_statement_locate (piece, ath_error_get_details (failure)->statement_offset, &line,
                            &column);
      ath_error_set_place (failure, piece->file, line, column);
    }
  g_propagate_error (error, failure);

  return FALSE;
}

static gboolean
ath_trial_sink_execute (AthSink       *sink,
                        AthStatement  *statement,
                        AthResult    **result,
                        GCancellable  *cancellable,
                        GError       **error)
{
  AthTrialSink *self = ATH_TRIAL_SINK (sink);
  g_autoptr(GPtrArray) pieces = NULL;
  g_autoptr(AthResult) last = NULL;

  if (!ath_type_memo_admit (self->memo, statement))
    return TRUE;

  pieces = ath_statement_list_pieces (statement,
                                      ath_connection_get_server_version (self->connection));
  for (guint i = 0; i < pieces->len; i++)
    if (!execute_piece (self, g_ptr_array_index (pieces, i), &last, cancellable, error))
      return FALSE;
  if (result != NULL)
    *result = g_steal_pointer (&last);

  return statement->is_question
         || ath_sink_execute (ATH_SINK (self->record), statement, NULL, cancellable, error);
}

static gboolean
ath_trial_sink_begin_autocommit (AthSink       *sink,
                                 GCancellable  *cancellable,
                                 GError       **error)
{
  return refuse (NULL, error);
}

static void
ath_trial_sink_log (AthSink    *sink,
                    const char *line)
{
  ath_sink_log (ATH_SINK (ATH_TRIAL_SINK (sink)->record), line);
}

static void
ath_trial_sink_finalize (GObject *object)
{
  AthTrialSink *self = ATH_TRIAL_SINK (object);

  g_clear_object (&self->connection);
  g_clear_object (&self->record);

  G_OBJECT_CLASS (ath_trial_sink_parent_class)->finalize (object);
}

static void
ath_trial_sink_class_init (AthTrialSinkClass *klass)
{
  AthSinkClass *sink_class = ATH_SINK_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ath_trial_sink_finalize;

  sink_class->is_live = TRUE;
  sink_class->execute = ath_trial_sink_execute;
  sink_class->begin_autocommit = ath_trial_sink_begin_autocommit;
  sink_class->log = ath_trial_sink_log;
}

static void
ath_trial_sink_init (AthTrialSink *self)
{
}

/**
 * ath_trial_sink_new:
 * @connection: an open connection inside of a transaction
 * @memo: the types of the scripts before; outlives the sink
 * @record: keeps what is sent
 *
 * Returns: (transfer full): a sink that executes each statement at once, and fails
 *   with `ATH_ERROR_DEPENDS` at one that no ROLLBACK takes back
 */
AthTrialSink *
ath_trial_sink_new (AthConnection     *connection,
                    AthTypeMemo       *memo,
                    AthCollectingSink *record)
{
  AthTrialSink *self;

  g_return_val_if_fail (ATH_IS_CONNECTION (connection), NULL);
  g_return_val_if_fail (memo != NULL, NULL);
  g_return_val_if_fail (ATH_IS_COLLECTING_SINK (record), NULL);

  self = g_object_new (ATH_TYPE_TRIAL_SINK, NULL);
  self->connection = g_object_ref (connection);
  self->memo = memo;
  self->record = g_object_ref (record);

  return self;
}
