/* ath-revision-details.h: all about one revision
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "workspace/ath-project-item.h"

G_BEGIN_DECLS

#define ATH_TYPE_REVISION_DETAILS (ath_revision_details_get_type ())

G_DECLARE_FINAL_TYPE (AthRevisionDetails, ath_revision_details, ATH, REVISION_DETAILS, AdwBin)

void             ath_revision_details_show     (AthRevisionDetails *self,
                                                AthProjectItem     *project,
                                                AthEnvironmentItem *environment,
                                                AthRevisionItem    *item);

G_END_DECLS
