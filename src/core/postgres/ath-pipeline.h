/* ath-pipeline.h: many statements in one round trip
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-connection.h"

G_BEGIN_DECLS

/**
 * AthPipelineItem:
 * @sql: one statement
 * @parameters: (nullable) (array length=n_parameters): text forms of $1, $2, ...
 * @n_parameters: how many there are
 * @is_quick: its end need not be known before that of the next one
 */
typedef struct
{
  const char        *sql;
  const char *const *parameters;
  guint              n_parameters;
  gboolean           is_quick;
} AthPipelineItem;

/**
 * AthPipelineFunc:
 * @index: which item ended well
 * @result: what it returned
 * @user_data: what was given to ath_pipeline_run()
 *
 * Called in the thread that runs the pipeline, in the order of the items, as
 * soon as the server says so.
 */
typedef void (*AthPipelineFunc) (guint      index,
                                 AthResult *result,
                                 gpointer   user_data);

guint ath_pipeline_run (AthConnection          *connection,
                        const AthPipelineItem  *items,
                        guint                   n_items,
                        AthPipelineFunc         func,
                        gpointer                user_data,
                        GCancellable           *cancellable,
                        GError                **error);

G_END_DECLS
