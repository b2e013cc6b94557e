/* ath-result.h: rows that a statement returned
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AthResult:
 *
 * Rows that a statement returned.  Refcounted, read-only, usable from any
 * thread.  Texts live as long as the result.
 */
typedef struct _AthResult AthResult;

AthResult  *ath_result_ref            (AthResult *self);
void        ath_result_unref          (AthResult *self);

guint       ath_result_get_n_rows     (AthResult *self);
guint       ath_result_get_n_columns  (AthResult *self);
const char *ath_result_get_name       (AthResult *self,
                                       guint      column);
guint       ath_result_get_type_oid   (AthResult *self,
                                       guint      column);
const char *ath_result_get_value      (AthResult *self,
                                       guint      row,
                                       guint      column);
gint64      ath_result_get_n_affected (AthResult *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthResult, ath_result_unref)

G_END_DECLS
