/* ath-relative-time.c: how long ago something was, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "workspace/ath-relative-time.h"

/**
 * ath_relative_time_format:
 * @then: a moment
 * @now: the moment it is seen from
 *
 * Says how long before @now @then was, as roughly as people do: “just now”,
 * “5 minutes ago”, “2 days ago”, and the date when it is more than four weeks.
 * A moment after @now, from a clock that is ahead, is “just now”.
 *
 * Returns: (transfer full): the words, translated, to stand inside a sentence
 */
char *
ath_relative_time_format (GDateTime *then,
                          GDateTime *now)
{
  g_autoptr(GDateTime) local = NULL;
  GTimeSpan span;
  guint n;

  g_return_val_if_fail (then != NULL && now != NULL, NULL);

  span = g_date_time_difference (now, then);

  if (span < G_TIME_SPAN_MINUTE)
    return g_strdup (_("just now"));

  if (span < G_TIME_SPAN_HOUR)
    {
      n = span / G_TIME_SPAN_MINUTE;
      return g_strdup_printf (ngettext ("%u minute ago", "%u minutes ago", n), n);
    }

  if (span < G_TIME_SPAN_DAY)
    {
      n = span / G_TIME_SPAN_HOUR;
      return g_strdup_printf (ngettext ("%u hour ago", "%u hours ago", n), n);
    }

  if (span < 28 * G_TIME_SPAN_DAY)
    {
      n = span / G_TIME_SPAN_DAY;
      return g_strdup_printf (ngettext ("%u day ago", "%u days ago", n), n);
    }

  local = g_date_time_to_local (then);

  /* TRANSLATORS: a date inside a sentence: “Last backup on 12 November 2025”. */
  return g_date_time_format (local, _("on %-e %B %Y"));
}
