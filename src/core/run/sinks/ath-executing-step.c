/* ath-executing-step.c: a step whose statements wait or run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "run/sinks/ath-executing-step.h"

/**
 * ath_executing_step_new:
 * @index: its place in the plan
 * @revision: (nullable): id of its revision
 *
 * Returns: (transfer full): a step that has not begun
 */
AthExecutingStep *
ath_executing_step_new (guint       index,
                        const char *revision)
{
  AthExecutingStep *self = g_new0 (AthExecutingStep, 1);

  self->index = index;
  self->revision = g_strdup (revision);
  self->lines = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * ath_executing_step_free:
 * @self: (transfer full): a step
 */
void
ath_executing_step_free (AthExecutingStep *self)
{
  g_free (self->revision);
  g_ptr_array_unref (self->lines);
  g_free (self);
}
