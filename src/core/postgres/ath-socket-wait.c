/* ath-socket-wait.c: waiting that can be cancelled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "postgres/ath-socket-wait.h"

static int
get_timeout_ms (gint64 deadline)
{
  gint64 left;

  if (deadline == ATH_WAIT_FOR_EVER)
    return -1;

  left = deadline - g_get_monotonic_time ();

  /* Rounded up: a wait that ends early would be repeated at once. */
  return CLAMP ((left + 999) / 1000, 0, G_MAXINT);
}

/**
 * ath_socket_wait:
 * @fd: descriptor to wait for, or -1 to wait for the time alone
 * @condition: what to wait for
 * @deadline: when to stop, as of g_get_monotonic_time(), or %ATH_WAIT_FOR_EVER
 * @cancellable: (nullable): ends the wait
 *
 * Blocks the calling thread.
 *
 * Returns: why it ended; a cancellation comes before everything else
 */
AthWait
ath_socket_wait (int           fd,
                 GIOCondition  condition,
                 gint64        deadline,
                 GCancellable *cancellable)
{
  GPollFD fds[2] = { { .fd = fd, .events = condition } };
  guint n_fds = 1;
  AthWait ended = ATH_WAIT_TIMEOUT;
  int n_ready;

  if (g_cancellable_make_pollfd (cancellable, &fds[1]))
    n_fds++;

  do
    n_ready = g_poll (fds, n_fds, get_timeout_ms (deadline));
  while (n_ready < 0);

  if (g_cancellable_is_cancelled (cancellable))
    ended = ATH_WAIT_CANCELLED;
  else if (n_ready > 0 && fds[0].revents != 0)
    ended = ATH_WAIT_READY;

  if (n_fds > 1)
    g_cancellable_release_fd (cancellable);

  return ended;
}
