/* ath-overview-page.h: the environments of a project side by side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "revisions/ath-revision-list.h"
#include "widgets/ath-panes.h"

G_BEGIN_DECLS

#define ATH_TYPE_OVERVIEW_PAGE (ath_overview_page_get_type ())

G_DECLARE_FINAL_TYPE (AthOverviewPage, ath_overview_page, ATH, OVERVIEW_PAGE, AdwBin)

void             ath_overview_page_show      (AthOverviewPage *self,
                                              AthProjectItem  *project);
AthRevisionList *ath_overview_page_get_list  (AthOverviewPage *self);
AthPanes        *ath_overview_page_get_panes (AthOverviewPage *self);

G_END_DECLS
