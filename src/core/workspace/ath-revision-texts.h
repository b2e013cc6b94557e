/* ath-revision-texts.h: what there is to read of one revision
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/ath-project.h"
#include "workspace/ath-revision-item.h"

G_BEGIN_DECLS

/**
 * AthRevisionText:
 * @text: (nullable): the text, in UTF-8
 * @error: (nullable): why there is none
 * @is_foreign: whether @error says no more than that the project's own Alembic
 *   runs the script, and why
 *
 * Text and error are `NULL` where there is nothing to be had.
 */
typedef struct
{
  char     *text;
  GError   *error;
  gboolean  is_foreign;
} AthRevisionText;

/**
 * AthRevisionTexts:
 * @upgrade: SQL of the upgrade
 * @downgrade: SQL of the downgrade
 * @file: the script as it is on disk
 *
 * A plain value.
 */
typedef struct
{
  AthRevisionText upgrade;
  AthRevisionText downgrade;
  AthRevisionText file;
} AthRevisionTexts;

void              ath_revision_texts_load_async  (AthProject           *project,
                                                  AthRevisionItem      *item,
                                                  const char *const    *variables,
                                                  GCancellable         *cancellable,
                                                  GAsyncReadyCallback   callback,
                                                  gpointer              user_data);
AthRevisionTexts *ath_revision_texts_load_finish (GAsyncResult         *result,
                                                  GError              **error)
                                                  G_GNUC_WARN_UNUSED_RESULT;
void              ath_revision_texts_free        (AthRevisionTexts     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthRevisionTexts, ath_revision_texts_free)

G_END_DECLS
