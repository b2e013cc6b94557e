/* ath-applied-set.h: what is applied, and its maximal elements
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-revision-graph-private.h"

G_BEGIN_DECLS

typedef struct _AthAppliedSet AthAppliedSet;

AthAppliedSet   *ath_applied_set_new          (AthRevisionGraph  *graph,
                                               GArray            *nodes) G_GNUC_WARN_UNUSED_RESULT;
void             ath_applied_set_free         (AthAppliedSet     *self);

const AthBitset *ath_applied_set_get_members  (AthAppliedSet     *self);
gboolean         ath_applied_set_is_maximal   (AthAppliedSet     *self,
                                               guint              node);
gboolean         ath_applied_set_check        (AthAppliedSet     *self,
                                               GArray            *nodes,
                                               GError           **error);

void             ath_applied_set_add          (AthAppliedSet     *self,
                                               guint              node);
void             ath_applied_set_remove       (AthAppliedSet     *self,
                                               guint              node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthAppliedSet, ath_applied_set_free)

G_END_DECLS
