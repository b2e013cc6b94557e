/* ath-connection-fields.h: the fields of a connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "profile/ath-profile-draft.h"

G_BEGIN_DECLS

#define ATH_TYPE_CONNECTION_FIELDS (ath_connection_fields_get_type ())

G_DECLARE_FINAL_TYPE (AthConnectionFields, ath_connection_fields,
                      ATH, CONNECTION_FIELDS, GtkBox)

void ath_connection_fields_set_draft (AthConnectionFields  *self,
                                      AthProfileDraft      *draft);
void ath_connection_fields_add_entry (AthConnectionFields  *self,
                                      AthDraftField         field,
                                      GtkWidget            *entry,
                                      GtkLabel             *problem_label);
void ath_connection_fields_unfold    (AthConnectionFields  *self);

G_END_DECLS
