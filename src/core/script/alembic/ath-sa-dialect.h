/* ath-sa-dialect.h: PostgreSQL's dialect, and what scripts name of others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/* `PGDialect`, which the dialect of a connection is one of. */
extern const AthPythonNativeClass ath_sa_pg_dialect_class;

/* The modules of other databases: types that are not written, and dialects that
 * the connection's is none of.
 */
extern const AthPythonNativeModule ath_sa_mssql_module;
extern const AthPythonNativeModule ath_sa_mssql_base_module;
extern const AthPythonNativeModule ath_sa_mysql_module;
extern const AthPythonNativeModule ath_sa_mysql_base_module;
extern const AthPythonNativeModule ath_sa_oracle_module;
extern const AthPythonNativeModule ath_sa_oracle_base_module;
extern const AthPythonNativeModule ath_sa_sqlite_module;
extern const AthPythonNativeModule ath_sa_sqlite_base_module;

AthPythonValue *ath_sa_dialect_get (AthPythonEvaluator *evaluator);

G_END_DECLS
