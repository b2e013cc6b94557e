/* ath-connection-info.h: how to reach a database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define ATH_TYPE_CONNECTION_INFO (ath_connection_info_get_type ())

/* libpq keywords and their values, password included; immutable, refcounted,
 * usable from any thread.  The password is wiped when the last reference goes.
 */
typedef struct _AthConnectionInfo AthConnectionInfo;

GType              ath_connection_info_get_type         (void);

/* postgresql://, postgres://, postgresql+psycopg2:// and the other SQLAlchemy
 * forms, or "host=... dbname=..." keywords.  ATH_ERROR_PROFILE on bad input; no
 * message ever holds the password.
 */
AthConnectionInfo *ath_connection_info_new_from_url     (const char         *url,
                                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
/* @keywords, @values: libpq names; NULL-terminated, same length */
AthConnectionInfo *ath_connection_info_new              (const char *const  *keywords,
                                                         const char *const  *values,
                                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
/* DATABASE_URL, else PG*, else NULL; @environ as of g_get_environ() */
AthConnectionInfo *ath_connection_info_new_from_environ (const char *const  *environ,
                                                         GError            **error) G_GNUC_WARN_UNUSED_RESULT;
AthConnectionInfo *ath_connection_info_ref              (AthConnectionInfo  *self);
void               ath_connection_info_unref            (AthConnectionInfo  *self);

/* (nullable): value of a libpq keyword as given */
const char        *ath_connection_info_get              (AthConnectionInfo  *self,
                                                         const char         *keyword);
/* (transfer full): a copy with one keyword set (or removed: value NULL) */
AthConnectionInfo *ath_connection_info_with             (AthConnectionInfo  *self,
                                                         const char         *keyword,
                                                         const char         *value) G_GNUC_WARN_UNUSED_RESULT;
/* (transfer container): the keywords that are set, NULL-terminated */
const char       **ath_connection_info_list_keywords    (AthConnectionInfo  *self) G_GNUC_WARN_UNUSED_RESULT;
/* "bank_statements on db1:5433" for people; never the password */
char              *ath_connection_info_dup_display      (AthConnectionInfo  *self) G_GNUC_WARN_UNUSED_RESULT;
/* postgresql:// without the password */
char              *ath_connection_info_dup_url          (AthConnectionInfo  *self) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthConnectionInfo, ath_connection_info_unref)

G_END_DECLS
