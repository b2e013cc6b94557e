/* ath-test-graph.h: graphs for tests, and a slow and plain look at them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-plan.h"

G_BEGIN_DECLS

/**
 * AthTestRevision:
 * @id: its id
 * @downs: (nullable): down revisions, with blanks between
 * @depends_on: (nullable): dependencies, with blanks between
 * @labels: (nullable): labels, with blanks between
 */
typedef struct
{
  const char *id;
  const char *downs;
  const char *depends_on;
  const char *labels;
} AthTestRevision;

AthRevisionGraph *ath_test_graph_new          (const AthTestRevision *revisions,
                                               guint                  n_revisions);
char             *ath_test_dup_ids            (GPtrArray             *revisions);
char             *ath_test_dup_steps          (AthPlan               *plan);
char             *ath_test_dup_changes        (const AthPlanStep     *step);

/* Found by following the fields of the revisions, not by asking the graph. */
gboolean          ath_test_is_above           (AthRevisionGraph      *graph,
                                               const char            *upper,
                                               const char            *lower);
char            **ath_test_dup_maximal        (AthRevisionGraph      *graph,
                                               const char *const     *ids);
void              ath_test_check_plan         (AthRevisionGraph      *graph,
                                               AthPlan               *plan);

G_END_DECLS
