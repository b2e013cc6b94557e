/* ath-run-request.c: what is asked of a run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "run/ath-run.h"

/**
 * ath_run_request_copy:
 * @self: a request
 *
 * Copies what the caller may change or free while a worker still needs it.
 *
 * Returns: (transfer full): a request that owns all it points to
 */
AthRunRequest *
ath_run_request_copy (const AthRunRequest *self)
{
  AthRunRequest *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = g_memdup2 (self, sizeof *self);
  copy->project = g_object_ref (self->project);
  copy->graph = g_object_ref (self->graph);
  copy->profile = ath_profile_copy (self->profile);
  copy->targets = (const char *const *) g_strdupv ((char **) self->targets);
  copy->backup_folder = g_strdup (self->backup_folder);
  copy->arguments = (const char *const *) g_strdupv ((char **) self->arguments);

  return copy;
}

/**
 * ath_run_request_free:
 * @self: what ath_run_request_copy() gave
 */
void
ath_run_request_free (AthRunRequest *self)
{
  g_object_unref (self->project);
  g_object_unref (self->graph);
  g_object_unref (self->profile);
  g_strfreev ((char **) self->targets);
  g_free ((char *) self->backup_folder);
  g_strfreev ((char **) self->arguments);
  g_free (self);
}
