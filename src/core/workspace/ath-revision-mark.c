/* ath-revision-mark.c: what a revision is to an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "workspace/ath-revision-mark.h"

/**
 * ath_revision_mark_get_word:
 * @mark: a mark
 *
 * Returns: (transfer none): the word for @mark, translated; empty for
 *   `ATH_REVISION_MARK_NONE`
 */
const char *
ath_revision_mark_get_word (AthRevisionMark mark)
{
  switch (mark)
    {
    case ATH_REVISION_MARK_NONE:
      return "";

    case ATH_REVISION_MARK_APPLIED:
      return _("Applied");

    case ATH_REVISION_MARK_CURRENT:
      return _("Current");

    case ATH_REVISION_MARK_PENDING:
      return _("Pending");

    case ATH_REVISION_MARK_NOT_IN_PROJECT:
      return _("Not in project");

    case ATH_REVISION_MARK_UNREADABLE:
      return _("Unreadable");

    case ATH_REVISION_MARK_PROBLEM:
      return _("Problem");

    default:
      g_assert_not_reached ();
    }
}
