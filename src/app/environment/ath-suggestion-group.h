/* ath-suggestion-group.h: connections that were found, as ready rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "project/ath-project.h"

G_BEGIN_DECLS

#define ATH_TYPE_SUGGESTION_GROUP (ath_suggestion_group_get_type ())

G_DECLARE_FINAL_TYPE (AthSuggestionGroup, ath_suggestion_group,
                      ATH, SUGGESTION_GROUP, AdwPreferencesGroup)

void ath_suggestion_group_set_project (AthSuggestionGroup *self,
                                       AthProject         *project);

G_END_DECLS
