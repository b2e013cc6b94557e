/* ath-sql-text.h: a plan as SQL, instead of running it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-plan.h"
#include "project/ath-project.h"
#include "script/ath-script.h"

G_BEGIN_DECLS

char *ath_sql_text_dup (AthProject  *project,
                        AthPlan     *plan,
                        GPtrArray   *scripts,
                        gboolean     is_whole,
                        gboolean     has_version_table,
                        GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
