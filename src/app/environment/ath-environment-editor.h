/* ath-environment-editor.h: adds or changes an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "profile/ath-profile-store.h"
#include "project/ath-project.h"

G_BEGIN_DECLS

#define ATH_TYPE_ENVIRONMENT_EDITOR (ath_environment_editor_get_type ())

G_DECLARE_FINAL_TYPE (AthEnvironmentEditor, ath_environment_editor,
                      ATH, ENVIRONMENT_EDITOR, AdwWindow)

GtkWidget *ath_environment_editor_new  (AthProfileStore      *store,
                                        AthProject           *project,
                                        AthProfile           *profile);
void       ath_environment_editor_fill (AthEnvironmentEditor *self,
                                        AthProfile           *profile);

G_END_DECLS
