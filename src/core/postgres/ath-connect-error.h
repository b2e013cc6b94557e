/* ath-connect-error.h: why a connection could not be made, and what helps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libpq-fe.h>

#include "ath-error.h"
#include "postgres/ath-connection-info.h"

G_BEGIN_DECLS

/* cannot_connect_now: the server starts up, shuts down or recovers */
#define ATH_SQLSTATE_STARTING_UP "57P03"

GError   *ath_connect_error_new          (AthConnectionInfo *info,
                                          PGconn            *conn,
                                          ConnStatusType     phase) G_GNUC_WARN_UNUSED_RESULT;
GError   *ath_connect_error_new_timeout  (AthConnectionInfo *info) G_GNUC_WARN_UNUSED_RESULT;
gboolean  ath_connect_error_is_temporary (const GError      *error);

G_END_DECLS
