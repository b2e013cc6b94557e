/* ath-sink.h: where the statements of a script go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "postgres/ath-result.h"
#include "script/ath-statement.h"

G_BEGIN_DECLS

#define ATH_TYPE_SINK (ath_sink_get_type ())

G_DECLARE_DERIVABLE_TYPE (AthSink, ath_sink, ATH, SINK, GObject)

/**
 * AthSinkClass:
 * @is_live: whether there is a server, so that rows can be asked for
 * @execute: takes a statement.  With @result not `NULL` its rows are wanted now;
 *   with `NULL` the sink may send it later, together with others.  A sink that
 *   has no server sets @result to `NULL`: the rows are not known.
 * @begin_autocommit: what follows runs statement by statement, outside a
 *   transaction; what came before is committed
 * @end_autocommit: a transaction is open again
 * @depend: what the script does from here on may depend on what a server holds,
 *   and would then be different with one
 * @flush: everything taken so far has been sent and has succeeded
 * @log: a line that the script printed
 *
 * Where the statements of a script go, one after the other: a collecting sink
 * makes previews and `--sql`, an executing sink talks to the server.
 */
struct _AthSinkClass
{
  GObjectClass parent_class;

  gboolean is_live;

  gboolean (*execute)          (AthSink       *self,
                                AthStatement  *statement,
                                AthResult    **result,
                                GCancellable  *cancellable,
                                GError       **error);
  gboolean (*begin_autocommit) (AthSink       *self,
                                GCancellable  *cancellable,
                                GError       **error);
  gboolean (*end_autocommit)   (AthSink       *self,
                                GCancellable  *cancellable,
                                GError       **error);
  void     (*depend)           (AthSink       *self);
  gboolean (*flush)            (AthSink       *self,
                                GCancellable  *cancellable,
                                GError       **error);
  void     (*log)              (AthSink       *self,
                                const char    *line);
};

gboolean ath_sink_is_live          (AthSink       *self);
gboolean ath_sink_execute          (AthSink       *self,
                                    AthStatement  *statement,
                                    AthResult    **result,
                                    GCancellable  *cancellable,
                                    GError       **error);
gboolean ath_sink_begin_autocommit (AthSink       *self,
                                    GCancellable  *cancellable,
                                    GError       **error);
gboolean ath_sink_end_autocommit   (AthSink       *self,
                                    GCancellable  *cancellable,
                                    GError       **error);
void     ath_sink_depend           (AthSink       *self);
gboolean ath_sink_flush            (AthSink       *self,
                                    GCancellable  *cancellable,
                                    GError       **error);
void     ath_sink_log              (AthSink       *self,
                                    const char    *line);

G_END_DECLS
