/* ath-connection-wait.c: until a server is there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "postgres/ath-connect-error.h"
#include "postgres/ath-connection-private.h"
#include "postgres/ath-socket-wait.h"

#define FIRST_PAUSE (50 * G_TIME_SPAN_MILLISECOND)
#define LONGEST_PAUSE (2 * G_TIME_SPAN_SECOND)

static GError *
new_waited_error (GError *last,
                  guint   timeout_s)
{
  g_prefix_error (&last, ngettext ("After %u second: ", "After %u seconds: ", timeout_s),
                  timeout_s);

  return last;
}

/**
 * ath_connection_wait:
 * @info: how to reach the database
 * @timeout_s: seconds to wait at most, or 0 to wait for ever
 * @cancellable: (nullable): ends the wait
 * @error: set on failure
 *
 * Waits until the server answers and accepts the login, asking again after
 * pauses of 50 ms that grow to 2 s.  What time does not mend (a wrong password,
 * an unknown database) ends it at once.  Blocks: for worker threads.
 *
 * Returns: whether a login was accepted, else `ATH_ERROR_CONNECT` with the last
 *   reason, `ATH_ERROR_PROFILE` when @info makes no sense, or
 *   `G_IO_ERROR_CANCELLED`
 */
gboolean
ath_connection_wait (AthConnectionInfo  *info,
                     guint               timeout_s,
                     GCancellable       *cancellable,
                     GError            **error)
{
  gint64 deadline = ATH_WAIT_FOR_EVER;
  gint64 pause = FIRST_PAUSE;

  g_return_val_if_fail (info != NULL, FALSE);

  if (timeout_s > 0)
    deadline = g_get_monotonic_time () + timeout_s * G_TIME_SPAN_SECOND;

  for (;;)
    {
      g_autoptr(GError) failure = NULL;
      g_autoptr(AthConnection) connection =
        ath_connection_open_before (info, deadline, cancellable, &failure);
      gint64 next = g_get_monotonic_time () + pause;

      if (connection != NULL)
        return TRUE;
      if (!ath_connect_error_is_temporary (failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return FALSE;
        }
      if (next >= deadline)
        {
          g_propagate_error (error, new_waited_error (g_steal_pointer (&failure), timeout_s));
          return FALSE;
        }
      if (ath_socket_wait (-1, 0, next, cancellable) == ATH_WAIT_CANCELLED)
        {
          g_cancellable_set_error_if_cancelled (cancellable, error);
          return FALSE;
        }
      pause = MIN (pause * 8 / 5, LONGEST_PAUSE);
    }
}
