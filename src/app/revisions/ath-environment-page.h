/* ath-environment-page.h: one environment and the revisions it has or lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "revisions/ath-revision-list.h"
#include "widgets/ath-panes.h"

G_BEGIN_DECLS

#define ATH_TYPE_ENVIRONMENT_PAGE (ath_environment_page_get_type ())

G_DECLARE_FINAL_TYPE (AthEnvironmentPage, ath_environment_page, ATH, ENVIRONMENT_PAGE, AdwBin)

void             ath_environment_page_show      (AthEnvironmentPage *self,
                                                 AthProjectItem     *project,
                                                 AthEnvironmentItem *environment);
AthRevisionList *ath_environment_page_get_list  (AthEnvironmentPage *self);
AthPanes        *ath_environment_page_get_panes (AthEnvironmentPage *self);

G_END_DECLS
