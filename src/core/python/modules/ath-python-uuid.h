/* ath-python-uuid.h: UUIDs of scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

#define ATH_PYTHON_UUID_SIZE 16

/* Host class: its data are the bytes (array fixed-size=16) (element-type guint8). */
extern const AthPythonNativeClass ath_python_uuid_class;

char *ath_python_uuid_dup_text (AthPythonValue *value) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
