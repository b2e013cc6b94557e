/* ath-connection-info.h: how to reach a database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AthConnectionInfo:
 *
 * How to reach a database: libpq keywords and their values, password included.
 * Immutable, refcounted, usable from any thread.  Secrets are wiped from memory
 * when the last reference goes; no message and no text made for people ever
 * holds one.
 */
typedef struct _AthConnectionInfo AthConnectionInfo;

AthConnectionInfo *ath_connection_info_new              (const char *const  *keywords,
                                                         const char *const  *values,
                                                         GError            **error)
                                                         G_GNUC_WARN_UNUSED_RESULT;
AthConnectionInfo *ath_connection_info_new_from_url     (const char         *url,
                                                         GError            **error)
                                                         G_GNUC_WARN_UNUSED_RESULT;
AthConnectionInfo *ath_connection_info_new_from_environ (const char *const  *environ,
                                                         GError            **error)
                                                         G_GNUC_WARN_UNUSED_RESULT;
AthConnectionInfo *ath_connection_info_ref              (AthConnectionInfo  *self);
void               ath_connection_info_unref            (AthConnectionInfo  *self);

const char        *ath_connection_info_get              (AthConnectionInfo  *self,
                                                         const char         *keyword);
AthConnectionInfo *ath_connection_info_with             (AthConnectionInfo  *self,
                                                         const char         *keyword,
                                                         const char         *value)
                                                         G_GNUC_WARN_UNUSED_RESULT;
const char       **ath_connection_info_list_keywords    (AthConnectionInfo  *self)
                                                         G_GNUC_WARN_UNUSED_RESULT;
char              *ath_connection_info_dup_display      (AthConnectionInfo  *self)
                                                         G_GNUC_WARN_UNUSED_RESULT;
char              *ath_connection_info_dup_url          (AthConnectionInfo  *self)
                                                         G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthConnectionInfo, ath_connection_info_unref)

G_END_DECLS
