/* ath-application.h: the window program as a whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "profile/ath-profile-store.h"

G_BEGIN_DECLS

#define ATH_TYPE_APPLICATION (ath_application_get_type ())

G_DECLARE_FINAL_TYPE (AthApplication, ath_application, ATH, APPLICATION, AdwApplication)

AthApplication *ath_application_new (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
