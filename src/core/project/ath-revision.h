/* ath-revision.h: one migration script, as its header declares it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AthRevision:
 * @id: the revision id
 * @down_revisions: (array zero-terminated=1): what it revises, in file order;
 *   empty for a base
 * @depends_on: (array zero-terminated=1): ids or branch labels it depends on
 * @labels: (array zero-terminated=1): branch labels that it declares itself
 * @message: first paragraph of the docstring, in one line
 * @description: the docstring whole
 * @created: (nullable): date of creation as the script writes it
 * @path: path of the script
 *
 * What the header of one migration script declares.
 *
 * Immutable once it is in a project, and safe to use from any thread.
 */
typedef struct
{
  char  *id;
  char **down_revisions;
  char **depends_on;
  char **labels;
  char  *message;
  char  *description;
  char  *created;
  char  *path;
} AthRevision;

AthRevision *ath_revision_new      (const char  *id) G_GNUC_WARN_UNUSED_RESULT;
AthRevision *ath_revision_ref      (AthRevision *self);
void         ath_revision_unref    (AthRevision *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthRevision, ath_revision_unref)

G_END_DECLS
