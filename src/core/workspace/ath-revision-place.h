/* ath-revision-place.h: where in the history a new revision can go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "workspace/ath-project-item.h"

G_BEGIN_DECLS

/**
 * AthRevisionPlace:
 * @title: what people call it
 * @parents: (array zero-terminated=1): symbols of the revisions before it, as
 *   AthRevisionRequest has them
 * @splice: whether there is a revision after the parent already
 * @is_merge: whether it joins several heads
 * @is_base: whether nothing is before it
 *
 * One place.
 */
typedef struct
{
  char     *title;
  char    **parents;
  gboolean  splice;
  gboolean  is_merge;
  gboolean  is_base;
} AthRevisionPlace;

GPtrArray *ath_revision_place_list (AthProjectItem  *project,
                                    AthRevisionItem *selected) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
