/* ath-suggestions.h: how a project comes to its first environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "workspace/ath-project-item.h"

G_BEGIN_DECLS

#define ATH_TYPE_SUGGESTIONS (ath_suggestions_get_type ())

G_DECLARE_FINAL_TYPE (AthSuggestions, ath_suggestions, ATH, SUGGESTIONS, AdwBin)

void ath_suggestions_set_project (AthSuggestions *self,
                                  AthProjectItem *project);

G_END_DECLS
