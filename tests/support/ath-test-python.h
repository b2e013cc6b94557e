/* ath-test-python.h: the real Python as a judge
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

gboolean  ath_test_python_is_there (const char  *module);
JsonNode *ath_test_python_run      (const char  *script,
                                    JsonNode    *input) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
