/* ath-exchange.h: sends to a server and reads what it answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-cancel-request.h"
#include "postgres/ath-connection-private.h"

G_BEGIN_DECLS

/**
 * AthExchange:
 * @connection: where
 * @cancellable: (nullable): makes the server end the statement
 * @cancel: (owned) (nullable): the request, once it was sent
 * @cancel_again_at: when it is sent again
 * @cancel_interval_ms: how long after the last one that is
 * @give_up_at: when a server that does not react to it is given up
 * @gave_up: the connection is of no further use, though it looks well
 *
 * One statement, or one pipeline of them, from the first byte sent to the last
 * one read.  On the stack: `{ .connection = self, .cancellable = cancellable }`.
 */
typedef struct
{
  AthConnection    *connection;
  GCancellable     *cancellable;
  AthCancelRequest *cancel;
  gint64            cancel_again_at;
  guint             cancel_interval_ms;
  gint64            give_up_at;
  gboolean          gave_up;
} AthExchange;

gboolean  ath_exchange_flush       (AthExchange     *self);
PGresult *ath_exchange_next_result (AthExchange     *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean  ath_exchange_wait_input  (AthExchange     *self);
void      ath_exchange_end         (AthExchange     *self);
GError   *ath_exchange_error_new   (AthExchange     *self,
                                    const PGresult  *failure,
                                    const char      *statement) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
