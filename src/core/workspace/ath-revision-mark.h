/* ath-revision-mark.h: what a revision is to an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthRevisionMark:
 * @ATH_REVISION_MARK_NONE: there is nothing to say, because the environment was
 *   not read or the revision is no concern of it
 * @ATH_REVISION_MARK_APPLIED: its upgrade is in the database
 * @ATH_REVISION_MARK_CURRENT: applied, and the version table holds its row
 * @ATH_REVISION_MARK_PENDING: not applied
 * @ATH_REVISION_MARK_NOT_IN_PROJECT: the version table holds a row that the
 *   project does not know
 * @ATH_REVISION_MARK_UNREADABLE: its script cannot be read
 * @ATH_REVISION_MARK_PROBLEM: the project contradicts itself here
 */
typedef enum
{
  ATH_REVISION_MARK_NONE,
  ATH_REVISION_MARK_APPLIED,
  ATH_REVISION_MARK_CURRENT,
  ATH_REVISION_MARK_PENDING,
  ATH_REVISION_MARK_NOT_IN_PROJECT,
  ATH_REVISION_MARK_UNREADABLE,
  ATH_REVISION_MARK_PROBLEM,
} AthRevisionMark;

const char *ath_revision_mark_get_word (AthRevisionMark mark);

G_END_DECLS
