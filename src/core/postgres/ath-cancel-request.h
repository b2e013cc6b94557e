/* ath-cancel-request.h: asks a server to end the statement that runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <libpq-fe.h>

G_BEGIN_DECLS

typedef struct _AthCancelRequest AthCancelRequest;

AthCancelRequest *ath_cancel_request_send     (PGconn           *conn) G_GNUC_WARN_UNUSED_RESULT;
gboolean          ath_cancel_request_is_taken (AthCancelRequest *self);
gboolean          ath_cancel_request_finish   (AthCancelRequest *self);

G_END_DECLS
