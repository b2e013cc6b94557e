/* ath-revision.c: one migration script, as its header declares it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "project/ath-revision.h"

static void
revision_clear (gpointer data)
{
  AthRevision *self = data;

  g_free (self->id);
  g_strfreev (self->down_revisions);
  g_strfreev (self->depends_on);
  g_strfreev (self->labels);
  g_free (self->message);
  g_free (self->description);
  g_free (self->created);
  g_free (self->path);
}

/**
 * ath_revision_new:
 * @id: the revision id
 *
 * Makes a revision that revises nothing; its maker fills the fields before it
 * is shared.
 *
 * Returns: (transfer full): a revision
 */
AthRevision *
ath_revision_new (const char *id)
{
  AthRevision *self;

  g_return_val_if_fail (id != NULL, NULL);

  self = g_atomic_rc_box_new0 (AthRevision);
  self->id = g_strdup (id);
  self->down_revisions = g_new0 (char *, 1);
  self->depends_on = g_new0 (char *, 1);
  self->labels = g_new0 (char *, 1);
  self->message = g_strdup ("");
  self->description = g_strdup ("");
  self->path = g_strdup ("");

  return self;
}

/**
 * ath_revision_ref:
 * @self: a revision
 *
 * Returns: (transfer full): @self
 */
AthRevision *
ath_revision_ref (AthRevision *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * ath_revision_unref:
 * @self: (transfer full): a revision
 */
void
ath_revision_unref (AthRevision *self)
{
  g_atomic_rc_box_release_full (self, revision_clear);
}
