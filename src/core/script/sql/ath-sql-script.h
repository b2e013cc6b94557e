/* ath-sql-script.h: the body of a SQL script
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/ath-collecting-sink.h"
#include "script/ath-script.h"

G_BEGIN_DECLS

AthCollectingSink *ath_sql_script_compile      (const char              *text,
                                                gsize                    len,
                                                const char              *file,
                                                AthDirection             direction,
                                                const AthScriptContext  *context,
                                                GError                 **error)
                                                G_GNUC_WARN_UNUSED_RESULT;
AthCollectingSink *ath_sql_script_compile_file (const char              *file,
                                                AthDirection             direction,
                                                const AthScriptContext  *context,
                                                GError                 **error)
                                                G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
