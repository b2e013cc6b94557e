/* ath-connection.h: one session on a server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "postgres/ath-connection-info.h"
#include "postgres/ath-result.h"

G_BEGIN_DECLS

/**
 * AthNoticeFunc:
 * @severity: `NOTICE`, `WARNING`, `INFO`, …, never translated
 * @message: what the server says; its detail on a second line
 * @user_data: what was given to ath_connection_set_notice_func()
 *
 * Called in the thread that uses the connection, while a statement runs.
 */
typedef void (*AthNoticeFunc) (const char *severity,
                               const char *message,
                               gpointer    user_data);

/**
 * AthConnectionStage:
 * @ATH_CONNECTION_RESOLVED: the host has addresses, or needs none
 * @ATH_CONNECTION_REACHED: something listens there
 * @ATH_CONNECTION_ENCRYPTED: TLS is set up
 *
 * How far a connection came before the login.
 */
typedef enum
{
  ATH_CONNECTION_RESOLVED,
  ATH_CONNECTION_REACHED,
  ATH_CONNECTION_ENCRYPTED,
} AthConnectionStage;

/**
 * AthConnectionStageFunc:
 * @stage: what was reached; the stages come again for each address tried
 * @text: where or how, for people
 * @user_data: what was given to ath_connection_open_watched()
 *
 * Called in the thread that connects.
 */
typedef void (*AthConnectionStageFunc) (AthConnectionStage  stage,
                                        const char         *text,
                                        gpointer            user_data);

#define ATH_TYPE_CONNECTION (ath_connection_get_type ())

G_DECLARE_FINAL_TYPE (AthConnection, ath_connection, ATH, CONNECTION, GObject)

AthConnection *ath_connection_open                    (AthConnectionInfo  *info,
                                                       GCancellable       *cancellable,
                                                       GError            **error)
                                                       G_GNUC_WARN_UNUSED_RESULT;
AthConnection *ath_connection_open_watched            (AthConnectionInfo      *info,
                                                       AthConnectionStageFunc  func,
                                                       gpointer                user_data,
                                                       GCancellable           *cancellable,
                                                       GError                **error)
                                                       G_GNUC_WARN_UNUSED_RESULT;
gboolean       ath_connection_wait                    (AthConnectionInfo  *info,
                                                       guint               timeout_s,
                                                       GCancellable       *cancellable,
                                                       GError            **error);
void           ath_connection_close                   (AthConnection      *self);

void           ath_connection_set_notice_func         (AthConnection      *self,
                                                       AthNoticeFunc       func,
                                                       gpointer            user_data);

AthResult     *ath_connection_query                   (AthConnection      *self,
                                                       const char         *sql,
                                                       const char *const  *parameters,
                                                       guint               n_parameters,
                                                       GCancellable       *cancellable,
                                                       GError            **error)
                                                       G_GNUC_WARN_UNUSED_RESULT;
gboolean       ath_connection_execute                 (AthConnection      *self,
                                                       const char         *sql,
                                                       GCancellable       *cancellable,
                                                       GError            **error);

AthConnectionInfo
              *ath_connection_dup_effective_info      (AthConnection      *self)
                                                       G_GNUC_WARN_UNUSED_RESULT;
int            ath_connection_get_server_version      (AthConnection      *self);
const char    *ath_connection_get_server_version_text (AthConnection      *self);
gboolean       ath_connection_get_tls                 (AthConnection      *self);
gboolean       ath_connection_is_in_transaction       (AthConnection      *self);
const char    *ath_connection_get_database            (AthConnection      *self);

G_END_DECLS
