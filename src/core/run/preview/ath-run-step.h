/* ath-run-step.h: one step of a run, as it is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-plan.h"

G_BEGIN_DECLS

/**
 * AthRunStepMark:
 * @ATH_RUN_STEP_WAITING: it has not begun
 * @ATH_RUN_STEP_RUNNING: it runs
 * @ATH_RUN_STEP_APPLIED: it is done
 * @ATH_RUN_STEP_FAILED: it failed, and nothing of it remains
 * @ATH_RUN_STEP_INTERRUPTED: it failed, and a part of it remains
 */
typedef enum
{
  ATH_RUN_STEP_WAITING,
  ATH_RUN_STEP_RUNNING,
  ATH_RUN_STEP_APPLIED,
  ATH_RUN_STEP_FAILED,
  ATH_RUN_STEP_INTERRUPTED,
} AthRunStepMark;

GType       ath_run_step_mark_get_type (void);
#define ATH_TYPE_RUN_STEP_MARK (ath_run_step_mark_get_type ())
const char *ath_run_step_mark_get_word (AthRunStepMark mark);

/**
 * AthRunStepKind:
 * @ATH_RUN_STEP_WHOLE: all of it is in one transaction
 * @ATH_RUN_STEP_IN_PARTS: it has statements outside a transaction
 * @ATH_RUN_STEP_DEPENDENT: what it does goes by what the database answers
 * @ATH_RUN_STEP_FOREIGN: the project's own Alembic runs it
 *
 * What is known of a step before it runs.
 */
typedef enum
{
  ATH_RUN_STEP_WHOLE,
  ATH_RUN_STEP_IN_PARTS,
  ATH_RUN_STEP_DEPENDENT,
  ATH_RUN_STEP_FOREIGN,
} AthRunStepKind;

const char *ath_run_step_kind_get_word    (AthRunStepKind kind);
const char *ath_run_step_kind_get_meaning (AthRunStepKind kind);

#define ATH_TYPE_RUN_STEP (ath_run_step_get_type ())

G_DECLARE_FINAL_TYPE (AthRunStep, ath_run_step, ATH, RUN_STEP, GObject)

AthRunStep     *ath_run_step_new            (const AthPlanStep *step) G_GNUC_WARN_UNUSED_RESULT;

const char     *ath_run_step_get_title      (AthRunStep        *self);
const char     *ath_run_step_get_id         (AthRunStep        *self);
AthPlanOperation ath_run_step_get_operation (AthRunStep        *self);

const char    *ath_run_step_get_sql          (AthRunStep    *self);
AthRunStepKind ath_run_step_get_kind         (AthRunStep    *self);
guint          ath_run_step_get_n_statements (AthRunStep    *self);
void           ath_run_step_set_sql          (AthRunStep    *self,
                                              const char    *sql,
                                              guint          n_statements,
                                              AthRunStepKind kind);

AthRunStepMark ath_run_step_get_mark        (AthRunStep    *self);
void           ath_run_step_set_mark        (AthRunStep    *self,
                                             AthRunStepMark mark);
void           ath_run_step_set_seconds     (AthRunStep    *self,
                                             double         seconds);
const char    *ath_run_step_get_statement   (AthRunStep    *self);
void           ath_run_step_begin_statement (AthRunStep    *self,
                                             const char    *sql);
void           ath_run_step_end_statement   (AthRunStep    *self,
                                             gint64         rows);
void           ath_run_step_add_message     (AthRunStep    *self,
                                             const char    *message);
const char    *ath_run_step_get_messages    (AthRunStep    *self);
char          *ath_run_step_dup_detail      (AthRunStep    *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
