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

G_END_DECLS
