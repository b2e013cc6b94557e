/* ath-project-watch.h: tells when a project changes on disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/ath-project.h"

G_BEGIN_DECLS

#define ATH_TYPE_PROJECT_WATCH (ath_project_watch_get_type ())

G_DECLARE_FINAL_TYPE (AthProjectWatch, ath_project_watch, ATH, PROJECT_WATCH, GObject)

AthProjectWatch *ath_project_watch_new         (void) G_GNUC_WARN_UNUSED_RESULT;
void             ath_project_watch_set_project (AthProjectWatch *self,
                                                AthProject      *project);

G_END_DECLS
