/* ath-executing-entry.h: what waits in the queue of an executing sink
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-pipeline.h"
#include "postgres/ath-version-table.h"
#include "script/ath-statement.h"

G_BEGIN_DECLS

/**
 * AthExecutingEntryKind:
 * @ATH_EXECUTING_ENTRY_BEGIN: opens a transaction
 * @ATH_EXECUTING_ENTRY_STATEMENT: of a script
 * @ATH_EXECUTING_ENTRY_ROW_CHANGE: of the version table
 * @ATH_EXECUTING_ENTRY_COMMIT: ends a transaction
 */
typedef enum
{
  ATH_EXECUTING_ENTRY_BEGIN,
  ATH_EXECUTING_ENTRY_STATEMENT,
  ATH_EXECUTING_ENTRY_ROW_CHANGE,
  ATH_EXECUTING_ENTRY_COMMIT,
} AthExecutingEntryKind;

/**
 * AthExecutingEntry:
 * @kind: what it is for
 * @statement: (owned): what is shown
 * @sent: (owned) (nullable): what is sent, where it differs
 * @step: index of the step it belongs to
 * @n_committed: of a COMMIT: steps that are whole behind it
 */
typedef struct
{
  AthExecutingEntryKind  kind;
  AthStatement          *statement;
  char                  *sent;
  guint                  step;
  guint                  n_committed;
} AthExecutingEntry;

AthExecutingEntry ath_executing_entry_new            (AthExecutingEntryKind     kind,
                                                      AthStatement             *statement)
                                                      G_GNUC_WARN_UNUSED_RESULT;
AthExecutingEntry ath_executing_entry_new_mark       (AthExecutingEntryKind     kind)
                                                      G_GNUC_WARN_UNUSED_RESULT;
AthExecutingEntry ath_executing_entry_new_row_change (const AthVersionTable    *table,
                                                      const AthRowChange       *change)
                                                      G_GNUC_WARN_UNUSED_RESULT;
void              ath_executing_entry_clear          (AthExecutingEntry        *self);

gboolean          ath_executing_entry_is_shown       (const AthExecutingEntry  *self);
AthPipelineItem   ath_executing_entry_get_item       (const AthExecutingEntry  *self);
GError           *ath_executing_entry_explain        (const AthExecutingEntry  *self,
                                                      GError                   *failure)
                                                      G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AthExecutingEntry, ath_executing_entry_clear)

G_END_DECLS
