/* ath-sa-ddl-element.h: `CreateSequence`, `CreateSchema`, `DDL` and their like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/* Its data is the statement. */
extern const AthPythonNativeClass ath_sa_ddl_element_class;

extern const AthPythonNativeClass ath_sa_create_sequence_class;
extern const AthPythonNativeClass ath_sa_drop_sequence_class;
extern const AthPythonNativeClass ath_sa_create_schema_class;
extern const AthPythonNativeClass ath_sa_drop_schema_class;
extern const AthPythonNativeClass ath_sa_ddl_class;

G_END_DECLS
