/* ath-executing-step.h: a step whose statements wait or run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthExecutingStep:
 * @index: its place in the plan
 * @revision: (owned) (nullable): id of its revision
 * @lines: (owned) (element-type utf8): what its script printed before it began
 * @started: when the first of its statements began, monotonic, or 0
 * @is_whole: whether all of its statements have been taken
 *
 * A step of a plan on its way through an executing sink.
 */
typedef struct
{
  guint      index;
  char      *revision;
  GPtrArray *lines;
  gint64     started;
  gboolean   is_whole;
} AthExecutingStep;

AthExecutingStep *ath_executing_step_new  (guint             index,
                                           const char       *revision) G_GNUC_WARN_UNUSED_RESULT;
void              ath_executing_step_free (AthExecutingStep *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthExecutingStep, ath_executing_step_free)

G_END_DECLS
