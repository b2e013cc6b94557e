/* ath-collecting-sink.h: keeps the statements of a script
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/ath-sink.h"

G_BEGIN_DECLS

#define ATH_TYPE_COLLECTING_SINK (ath_collecting_sink_get_type ())

G_DECLARE_FINAL_TYPE (AthCollectingSink, ath_collecting_sink, ATH, COLLECTING_SINK, AthSink)

AthCollectingSink *ath_collecting_sink_new            (void) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer none) (element-type AthStatement) */
GPtrArray         *ath_collecting_sink_get_statements (AthCollectingSink *self);
/* The body as Alembic lays it out: each statement, `;`, an empty line; COMMIT/BEGIN around autocommit. */
char              *ath_collecting_sink_dup_sql        (AthCollectingSink *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
