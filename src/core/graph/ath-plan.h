/* ath-plan.h: the ordered steps from the rows to a target
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "graph/ath-revision-graph.h"

G_BEGIN_DECLS

/**
 * AthPlanOperation:
 * @ATH_PLAN_UPGRADE: run upgrade() of the revision
 * @ATH_PLAN_DOWNGRADE: run downgrade() of the revision
 * @ATH_PLAN_STAMP: only the version rows change
 */
typedef enum
{
  ATH_PLAN_UPGRADE,
  ATH_PLAN_DOWNGRADE,
  ATH_PLAN_STAMP,
} AthPlanOperation;

/* "upgrade", "downgrade", "stamp" */
const char *ath_plan_operation_get_name (AthPlanOperation operation);

/**
 * AthRowChange:
 * @from: (nullable): the row that goes or changes; NULL: insert
 * @to: (nullable): what it becomes; NULL: delete
 *
 * One INSERT, UPDATE or DELETE that hits one row.
 */
typedef struct
{
  char *from;
  char *to;
} AthRowChange;

/**
 * AthPlanStep:
 * @operation: what is done
 * @revision: (nullable): the revision it is done with; NULL for a stamp to base
 * @rows_before: rows before the step
 * @rows_after: rows after it: the maximal elements of the applied set
 * @changes: (element-type AthRowChange): how the rows get there, in order
 *
 * One step of a plan.  The rows are sorted.
 */
typedef struct
{
  AthPlanOperation   operation;
  AthRevision       *revision;
  char             **rows_before;
  char             **rows_after;
  GPtrArray         *changes;
} AthPlanStep;

/* "upgrade a -> b", as Alembic writes it */
char       *ath_plan_step_dup_title     (const AthPlanStep *step) G_GNUC_WARN_UNUSED_RESULT;

#define ATH_TYPE_PLAN (ath_plan_get_type ())

G_DECLARE_FINAL_TYPE (AthPlan, ath_plan, ATH, PLAN, GObject)

AthPlan            *ath_plan_new_upgrade     (AthRevisionGraph    *graph,
                                              const char *const   *rows,
                                              const char          *target,
                                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;
AthPlan            *ath_plan_new_downgrade   (AthRevisionGraph    *graph,
                                              const char *const   *rows,
                                              const char          *target,
                                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;
/* @purge: forget @rows (known or not) first */
AthPlan            *ath_plan_new_stamp       (AthRevisionGraph    *graph,
                                              const char *const   *rows,
                                              const char *const   *targets,
                                              gboolean             purge,
                                              GError             **error) G_GNUC_WARN_UNUSED_RESULT;

AthPlanOperation    ath_plan_get_operation   (AthPlan             *self);
/* As given; several with spaces between. */
guint               ath_plan_get_n_steps     (AthPlan             *self);
const AthPlanStep  *ath_plan_get_step        (AthPlan             *self,
                                              guint                index);
const char *const  *ath_plan_get_rows_before (AthPlan             *self);
const char *const  *ath_plan_get_rows_after  (AthPlan             *self);

/* (nullable): what the user should know about the target, translated */
const char         *ath_plan_get_warning     (AthPlan             *self);

G_END_DECLS
