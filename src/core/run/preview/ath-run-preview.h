/* ath-run-preview.h: what a run would do, before it is allowed to
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run/ath-run.h"

G_BEGIN_DECLS

#define ATH_TYPE_RUN_PREVIEW (ath_run_preview_get_type ())

G_DECLARE_FINAL_TYPE (AthRunPreview, ath_run_preview, ATH, RUN_PREVIEW, GObject)

AthRunPreview     *ath_run_preview_load              (const AthRunRequest  *request,
                                                      gboolean              is_trial,
                                                      GCancellable         *cancellable,
                                                      GError              **error)
                                                      G_GNUC_WARN_UNUSED_RESULT;
void               ath_run_preview_load_async        (const AthRunRequest  *request,
                                                      gboolean              is_trial,
                                                      GCancellable         *cancellable,
                                                      GAsyncReadyCallback   callback,
                                                      gpointer              user_data);
AthRunPreview     *ath_run_preview_load_finish       (GAsyncResult         *result,
                                                      GError              **error)
                                                      G_GNUC_WARN_UNUSED_RESULT;

AthRunRequest      ath_run_preview_get_request       (AthRunPreview        *self,
                                                      gboolean              with_backup);
const char *const *ath_run_preview_get_rows          (AthRunPreview        *self);
GListModel        *ath_run_preview_get_steps         (AthRunPreview        *self);
GListModel        *ath_run_preview_get_targets       (AthRunPreview        *self);
guint              ath_run_preview_get_target        (AthRunPreview        *self);
const GError      *ath_run_preview_get_obstacle      (AthRunPreview        *self);
gboolean           ath_run_preview_is_dependent      (AthRunPreview        *self);
gboolean           ath_run_preview_can_try_out       (AthRunPreview        *self);
gboolean           ath_run_preview_is_tried          (AthRunPreview        *self);
const GError      *ath_run_preview_get_trial_error   (AthRunPreview        *self);
const char        *ath_run_preview_get_database      (AthRunPreview        *self);
gboolean           ath_run_preview_must_back_up      (AthRunPreview        *self);
gboolean           ath_run_preview_lacks_space       (AthRunPreview        *self);
gboolean           ath_run_preview_can_purge         (AthRunPreview        *self);

char              *ath_run_preview_dup_title         (AthRunPreview        *self)
                                                      G_GNUC_WARN_UNUSED_RESULT;
char              *ath_run_preview_dup_summary       (AthRunPreview        *self)
                                                      G_GNUC_WARN_UNUSED_RESULT;
char              *ath_run_preview_dup_backup        (AthRunPreview        *self)
                                                      G_GNUC_WARN_UNUSED_RESULT;
char             **ath_run_preview_list_terms        (AthRunPreview        *self)
                                                      G_GNUC_WARN_UNUSED_RESULT;
const char        *ath_run_preview_get_cancelling    (AthRunPreview        *self);
const char        *ath_run_preview_get_action        (AthRunPreview        *self,
                                                      gboolean              with_backup);
gboolean           ath_run_preview_is_destructive    (AthRunPreview        *self);
gboolean           ath_run_preview_can_run           (AthRunPreview        *self,
                                                      gboolean              with_backup,
                                                      const char           *typed_name);

G_END_DECLS
