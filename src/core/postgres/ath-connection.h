/* ath-connection.h: one session on a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "postgres/ath-connection-info.h"
#include "postgres/ath-result.h"

G_BEGIN_DECLS

#define ATH_TYPE_CONNECTION (ath_connection_get_type ())

/* Blocking calls for worker threads (see ath-task.h): one thread at a time.
 * Each notices its GCancellable at any moment, also while connecting
 * (PQconnectPoll + poll), and then cancels on the server.
 */
G_DECLARE_FINAL_TYPE (AthConnection, ath_connection, ATH, CONNECTION, GObject)

typedef void (*AthNoticeFunc) (const char *severity,
                               const char *message,
                               gpointer    user_data);

/* ATH_ERROR_CONNECT (with SQLSTATE where the server answered: wrong password
 * 28P01, no such database 3D000 ... and a hint with the usual remedy),
 * G_IO_ERROR_CANCELLED.  connect_timeout of @info is honoured; default 10 s.
 */
AthConnection *ath_connection_open               (AthConnectionInfo  *info,
                                                  GCancellable       *cancellable,
                                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;
void           ath_connection_close              (AthConnection      *self);

void           ath_connection_set_notice_func    (AthConnection      *self,
                                                  AthNoticeFunc       func,
                                                  gpointer            user_data);

/* One statement, or several without parameters (simple protocol when
 * @parameters is NULL).  ATH_ERROR_SQL with every field; ATH_ERROR_CONNECT when
 * the connection was lost; G_IO_ERROR_CANCELLED only when our cancel hit it.
 * @parameters: (nullable) (array zero-terminated=0): text forms, NULL = NULL
 */
AthResult     *ath_connection_query              (AthConnection      *self,
                                                  const char         *sql,
                                                  const char *const  *parameters,
                                                  guint               n_parameters,
                                                  GCancellable       *cancellable,
                                                  GError            **error) G_GNUC_WARN_UNUSED_RESULT;
/* The same when the rows do not matter. */
gboolean       ath_connection_execute            (AthConnection      *self,
                                                  const char         *sql,
                                                  GCancellable       *cancellable,
                                                  GError            **error);

int            ath_connection_get_server_version (AthConnection      *self); /* 150020 */
const char    *ath_connection_get_server_version_text (AthConnection *self); /* "15.20 (Debian …)" */
int            ath_connection_get_backend_pid    (AthConnection      *self);
gboolean       ath_connection_get_tls            (AthConnection      *self);
gboolean       ath_connection_is_in_transaction  (AthConnection      *self);
const char    *ath_connection_get_database       (AthConnection      *self);
/* quote_ident / quote_literal of libpq; (transfer full) */
char          *ath_connection_quote_identifier   (AthConnection      *self, const char *identifier) G_GNUC_WARN_UNUSED_RESULT;
char          *ath_connection_quote_literal      (AthConnection      *self, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* Waits, with backoff, until the server answers and accepts the login.
 * @timeout_s: 0 waits for ever.  A wrong password or an unknown database end it at once.
 */
gboolean       ath_connection_wait               (AthConnectionInfo  *info,
                                                  guint               timeout_s,
                                                  GCancellable       *cancellable,
                                                  GError            **error);

G_END_DECLS
