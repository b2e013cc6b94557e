/* ath-profile-draft.h: a profile while it is being edited
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "profile/ath-profile.h"

G_BEGIN_DECLS

/**
 * AthDraftField:
 * @ATH_DRAFT_NAME: name of the environment
 * @ATH_DRAFT_HOST: host, or folder of the socket
 * @ATH_DRAFT_PORT: port
 * @ATH_DRAFT_DATABASE: database
 * @ATH_DRAFT_USER: user
 * @ATH_DRAFT_PASSWORD: password
 * @ATH_DRAFT_SSL_MODE: libpq's sslmode, empty for its default
 * @ATH_DRAFT_SSL_ROOT: file with certificates of authorities
 * @ATH_DRAFT_SSL_CERTIFICATE: file with the client's certificate
 * @ATH_DRAFT_SSL_KEY: file with the client's key
 * @ATH_DRAFT_SERVICE: name of a service in pg_service.conf
 * @ATH_DRAFT_OTHER: any other parameters, in libpq's `keyword=value` form
 *
 * What is one line of text.
 */
typedef enum
{
  ATH_DRAFT_NAME,
  ATH_DRAFT_HOST,
  ATH_DRAFT_PORT,
  ATH_DRAFT_DATABASE,
  ATH_DRAFT_USER,
  ATH_DRAFT_PASSWORD,
  ATH_DRAFT_SSL_MODE,
  ATH_DRAFT_SSL_ROOT,
  ATH_DRAFT_SSL_CERTIFICATE,
  ATH_DRAFT_SSL_KEY,
  ATH_DRAFT_SERVICE,
  ATH_DRAFT_OTHER,
} AthDraftField;

#define ATH_DRAFT_N_FIELDS (ATH_DRAFT_OTHER + 1)

#define ATH_TYPE_PROFILE_DRAFT (ath_profile_draft_get_type ())

G_DECLARE_FINAL_TYPE (AthProfileDraft, ath_profile_draft, ATH, PROFILE_DRAFT, GObject)

AthProfileDraft   *ath_profile_draft_new                (const char         *project,
                                                         AthProfile         *original)
                                                         G_GNUC_WARN_UNUSED_RESULT;

void               ath_profile_draft_fill               (AthProfileDraft    *self,
                                                         AthProfile         *profile);
gboolean           ath_profile_draft_fill_url           (AthProfileDraft    *self,
                                                         const char         *url,
                                                         GError            **error);
void               ath_profile_draft_set_taken_names    (AthProfileDraft    *self,
                                                         const char *const  *names);

const char        *ath_profile_draft_get_text           (AthProfileDraft    *self,
                                                         AthDraftField       field);
void               ath_profile_draft_set_text           (AthProfileDraft    *self,
                                                         AthDraftField       field,
                                                         const char         *text);
AthTier            ath_profile_draft_get_tier           (AthProfileDraft    *self);
void               ath_profile_draft_set_tier           (AthProfileDraft    *self,
                                                         AthTier             tier);
const AthPolicy   *ath_profile_draft_get_policy         (AthProfileDraft    *self);
void               ath_profile_draft_set_policy         (AthProfileDraft    *self,
                                                         const AthPolicy    *policy);
const char *const *ath_profile_draft_get_variables      (AthProfileDraft    *self);
void               ath_profile_draft_set_variables      (AthProfileDraft    *self,
                                                         const char *const  *variables);

gboolean           ath_profile_draft_is_changed           (AthProfileDraft *self);
const char        *ath_profile_draft_get_problem          (AthProfileDraft *self,
                                                           AthDraftField    field);
const char        *ath_profile_draft_get_variable_problem (const char      *variable);
gboolean           ath_profile_draft_can_save             (AthProfileDraft *self);
AthConnectionInfo *ath_profile_draft_make_connection      (AthProfileDraft *self,
                                                           GError         **error)
                                                           G_GNUC_WARN_UNUSED_RESULT;
AthProfile        *ath_profile_draft_make                 (AthProfileDraft *self,
                                                           GError         **error)
                                                           G_GNUC_WARN_UNUSED_RESULT;

gboolean           ath_profile_draft_is_url             (const char         *text);

G_END_DECLS
