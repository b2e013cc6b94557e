/* ath-sink.c: where the statements of a script go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/ath-sink.h"

/**
 * AthSink:
 *
 * Takes the statements of a script, one after the other.
 *
 * A script does not know whether its statements are kept, printed or executed.
 * To be used by one thread at a time.
 */

G_DEFINE_ABSTRACT_TYPE (AthSink, ath_sink, G_TYPE_OBJECT)

static gboolean
ath_sink_real_flush (AthSink       *self,
                     GCancellable  *cancellable,
                     GError       **error)
{
  return TRUE;
}

static void
ath_sink_real_depend (AthSink *self)
{
}

static void
ath_sink_real_log (AthSink    *self,
                   const char *line)
{
}

static void
ath_sink_class_init (AthSinkClass *klass)
{
  klass->depend = ath_sink_real_depend;
  klass->flush = ath_sink_real_flush;
  klass->log = ath_sink_real_log;
}

static void
ath_sink_init (AthSink *self)
{
}

/**
 * ath_sink_is_live:
 * @self: a sink
 *
 * Returns: whether there is a server, so that rows can be asked for
 */
gboolean
ath_sink_is_live (AthSink *self)
{
  g_return_val_if_fail (ATH_IS_SINK (self), FALSE);

  return ATH_SINK_GET_CLASS (self)->is_live;
}

/**
 * ath_sink_depend:
 * @self: a sink
 *
 * Says that what the script does from here on may depend on what a server holds.
 */
void
ath_sink_depend (AthSink *self)
{
  g_return_if_fail (ATH_IS_SINK (self));

  ATH_SINK_GET_CLASS (self)->depend (self);
}

/**
 * ath_sink_execute:
 * @self: a sink
 * @statement: what to execute
 * @result: (out) (optional) (nullable) (transfer full): its rows, when they are
 *   wanted; set to `NULL` by a sink that has no server
 * @cancellable: (nullable): cancels the waiting for a server
 * @error: set on failure
 *
 * Hands over a statement.  Without @result the sink may send it later, together
 * with others, and what goes wrong with it then comes out of a later call.
 *
 * Returns: whether all went well; the errors are those of the sink
 */
gboolean
ath_sink_execute (AthSink       *self,
                  AthStatement  *statement,
                  AthResult    **result,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_return_val_if_fail (ATH_IS_SINK (self), FALSE);
  g_return_val_if_fail (statement != NULL, FALSE);

  if (result != NULL)
    *result = NULL;

  return ATH_SINK_GET_CLASS (self)->execute (self, statement, result, cancellable, error);
}

/**
 * ath_sink_begin_autocommit:
 * @self: a sink, not in such a block
 * @cancellable: (nullable): cancels the waiting for a server
 * @error: set on failure
 *
 * Commits what came before; what follows runs statement by statement, outside
 * a transaction.
 *
 * Returns: whether all went well; the errors are those of the sink
 */
gboolean
ath_sink_begin_autocommit (AthSink       *self,
                           GCancellable  *cancellable,
                           GError       **error)
{
  g_return_val_if_fail (ATH_IS_SINK (self), FALSE);

  return ATH_SINK_GET_CLASS (self)->begin_autocommit (self, cancellable, error);
}

/**
 * ath_sink_end_autocommit:
 * @self: a sink in such a block
 * @cancellable: (nullable): cancels the waiting for a server
 * @error: set on failure
 *
 * Opens a transaction again.
 *
 * Returns: whether all went well; the errors are those of the sink
 */
gboolean
ath_sink_end_autocommit (AthSink       *self,
                         GCancellable  *cancellable,
                         GError       **error)
{
  g_return_val_if_fail (ATH_IS_SINK (self), FALSE);

  return ATH_SINK_GET_CLASS (self)->end_autocommit (self, cancellable, error);
}

/**
 * ath_sink_flush:
 * @self: a sink
 * @cancellable: (nullable): cancels the waiting for a server
 * @error: set on failure
 *
 * Waits until everything taken so far has been sent and has succeeded.
 *
 * Returns: whether all went well; the errors are those of the sink
 */
gboolean
ath_sink_flush (AthSink       *self,
                GCancellable  *cancellable,
                GError       **error)
{
  g_return_val_if_fail (ATH_IS_SINK (self), FALSE);

  return ATH_SINK_GET_CLASS (self)->flush (self, cancellable, error);
}

/**
 * ath_sink_log:
 * @self: a sink
 * @line: a line that the script printed
 */
void
ath_sink_log (AthSink    *self,
              const char *line)
{
  g_return_if_fail (ATH_IS_SINK (self));
  g_return_if_fail (line != NULL);

  ATH_SINK_GET_CLASS (self)->log (self, line);
}
