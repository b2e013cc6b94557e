/* ath-revision-writer.h: new scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/ath-revision-graph.h"
#include "project/ath-project.h"

G_BEGIN_DECLS

/**
 * AthRevisionRequest:
 * @message: (nullable): the message
 * @id: (nullable): the id; `NULL` makes one
 * @parents: (nullable): symbols of the revisions that it revises; `NULL` for the
 *   head, `base` for none; several make a merge
 * @labels: (nullable): branch labels to declare
 * @depends_on: (nullable): symbols of the revisions that it depends on
 * @version_path: (nullable): folder to write to, when the project has several
 * @splice: whether a parent may have children already
 *
 * What a new revision shall be.
 */
typedef struct
{
  const char         *message;
  const char         *id;
  const char *const  *parents;
  const char *const  *labels;
  const char *const  *depends_on;
  const char         *version_path;
  gboolean            splice;
} AthRevisionRequest;

AthRevision *ath_revision_writer_write (AthProject                *project,
                                        AthRevisionGraph          *graph,
                                        const AthRevisionRequest  *request,
                                        GError                   **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
