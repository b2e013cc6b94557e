/* ath-revision-rows.h: what a list of revisions lists
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "workspace/ath-project-item.h"

G_BEGIN_DECLS

GListModel *ath_revision_rows_new         (AthProjectItem     *project,
                                           AthEnvironmentItem *environment)
                                           G_GNUC_WARN_UNUSED_RESULT;
gboolean    ath_revision_rows_is_repeated (AthProjectItem     *project,
                                           AthRevisionItem    *item);

G_END_DECLS
