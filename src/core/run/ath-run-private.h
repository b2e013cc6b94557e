/* ath-run-private.h: how what happened is written down
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run/ath-run.h"

G_BEGIN_DECLS

struct _AthRun
{
  GObject         parent_instance;

  AthPlan        *plan;       /* (owned) */
  AthRunOutcome   outcome;
  AthStepState   *states;     /* (owned) one for each step of @plan */
  double         *seconds;    /* (owned) likewise */
  int             failed;     /* the step that failed, or -1 */
  gboolean        is_foreign; /* whether the project's own Alembic began the step that failed */
  char          **rows_after; /* (owned) (nullable) NULL when they are not known */
  AthBackup      *backup;     /* (owned) (nullable) */
  GError         *error;      /* (owned) (nullable) */
  char          **leftovers;  /* (owned) (nullable) what the failed step left behind, by name */
  char           *aftermath;  /* (owned) (nullable) */
};

void    ath_run_set_plan          (AthRun      *self,
                                   AthPlan     *plan);
char   *ath_run_compose_aftermath (AthRun      *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
