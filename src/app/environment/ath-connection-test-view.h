/* ath-connection-test-view.h: the test of a connection, step by step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "postgres/ath-version-table.h"

G_BEGIN_DECLS

#define ATH_TYPE_CONNECTION_TEST_VIEW (ath_connection_test_view_get_type ())

G_DECLARE_FINAL_TYPE (AthConnectionTestView, ath_connection_test_view,
                      ATH, CONNECTION_TEST_VIEW, AdwPreferencesGroup)

void      ath_connection_test_view_start      (AthConnectionTestView  *self,
                                               AthConnectionInfo      *connection,
                                               const AthVersionTable  *table);
void      ath_connection_test_view_fail       (AthConnectionTestView  *self,
                                               const GError           *error);
void      ath_connection_test_view_reset      (AthConnectionTestView  *self);

G_END_DECLS
