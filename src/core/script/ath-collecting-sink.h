/* ath-collecting-sink.h: keeps what a script does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/ath-sink.h"
#include "script/ath-type-memo.h"

G_BEGIN_DECLS

/**
 * AthTransactionMarks:
 * @ATH_TRANSACTION_MARKS_NONE: none
 * @ATH_TRANSACTION_MARKS_BLOCKS: around autocommit blocks, as Alembic
 * @ATH_TRANSACTION_MARKS_ALL: also around statements that cannot run in a
 *   transaction, so that the text can be run as it is
 *
 * Where a text says `COMMIT;` and `BEGIN;`.
 */
typedef enum
{
  ATH_TRANSACTION_MARKS_NONE,
  ATH_TRANSACTION_MARKS_BLOCKS,
  ATH_TRANSACTION_MARKS_ALL,
} AthTransactionMarks;

#define ATH_TYPE_COLLECTING_SINK (ath_collecting_sink_get_type ())

G_DECLARE_FINAL_TYPE (AthCollectingSink, ath_collecting_sink, ATH, COLLECTING_SINK, AthSink)

AthCollectingSink *ath_collecting_sink_new            (void) G_GNUC_WARN_UNUSED_RESULT;

void               ath_collecting_sink_leave_out      (AthCollectingSink    *self,
                                                       AthTypeMemo          *memo);
GPtrArray         *ath_collecting_sink_get_statements (AthCollectingSink    *self);
gboolean           ath_collecting_sink_is_atomic      (AthCollectingSink    *self);
gboolean           ath_collecting_sink_is_in_parts    (AthCollectingSink    *self);
gboolean           ath_collecting_sink_is_dependent   (AthCollectingSink    *self);
void               ath_collecting_sink_end_open       (AthCollectingSink    *self,
                                                       GError               *reason);
const GError      *ath_collecting_sink_get_open_end   (AthCollectingSink    *self);
void               ath_collecting_sink_compare        (AthCollectingSink    *self,
                                                       AthCollectingSink    *other);
const GError      *ath_collecting_sink_get_variation  (AthCollectingSink    *self);
char              *ath_collecting_sink_dup_sql        (AthCollectingSink    *self,
                                                       AthTransactionMarks   marks)
                                                       G_GNUC_WARN_UNUSED_RESULT;
gboolean           ath_collecting_sink_replay         (AthCollectingSink    *self,
                                                       AthSink              *target,
                                                       GCancellable         *cancellable,
                                                       GError              **error);

G_END_DECLS
