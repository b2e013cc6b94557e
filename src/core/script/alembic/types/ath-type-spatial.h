/* ath-type-spatial.h: types of GeoAlchemy 2
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

extern const AthPythonNativeModule ath_type_spatial_module;
extern const AthPythonNativeModule ath_type_spatial_types_module;

G_END_DECLS
