/* ath-alembic-script.h: runs a migration script of an Alembic project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/ath-script.h"

G_BEGIN_DECLS

gboolean ath_alembic_script_run (AthProject              *project,
                                 AthRevision             *revision,
                                 AthDirection             direction,
                                 const AthScriptContext  *context,
                                 AthSink                 *sink,
                                 GCancellable            *cancellable,
                                 GError                 **error);

G_END_DECLS
