/* ath-variable-rows.h: the variables of an environment, a row each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define ATH_TYPE_VARIABLE_ROWS (ath_variable_rows_get_type ())

G_DECLARE_FINAL_TYPE (AthVariableRows, ath_variable_rows, ATH, VARIABLE_ROWS, AdwPreferencesGroup)

void    ath_variable_rows_set_variables (AthVariableRows    *self,
                                         const char *const  *variables);
char  **ath_variable_rows_dup_variables (AthVariableRows    *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
