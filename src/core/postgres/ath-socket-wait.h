/* ath-socket-wait.h: waiting that can be cancelled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AthWait:
 * @ATH_WAIT_READY: the socket can be read from or written to
 * @ATH_WAIT_CANCELLED: the cancellable was triggered first
 * @ATH_WAIT_TIMEOUT: the time was up first
 *
 * What ended a wait.
 */
typedef enum
{
  ATH_WAIT_READY,
  ATH_WAIT_CANCELLED,
  ATH_WAIT_TIMEOUT,
} AthWait;

#define ATH_WAIT_FOR_EVER G_MAXINT64

AthWait ath_socket_wait (int           fd,
                         GIOCondition  condition,
                         gint64        deadline,
                         GCancellable *cancellable);

G_END_DECLS
