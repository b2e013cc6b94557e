/* ath-connection-info-private.h: how connection information is put together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-connection-info.h"

G_BEGIN_DECLS

AthConnectionInfo *ath_connection_info_new_empty  (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean           ath_connection_info_set        (AthConnectionInfo  *self,
                                                   const char         *keyword,
                                                   const char         *value,
                                                   GError            **error);

gboolean           ath_connection_url_matches     (const char         *text);
gboolean           ath_connection_url_parse       (const char         *url,
                                                   AthConnectionInfo  *info,
                                                   GError            **error);
char              *ath_connection_url_format      (AthConnectionInfo  *info)
                                                   G_GNUC_WARN_UNUSED_RESULT;

gboolean           ath_connection_string_parse    (const char         *text,
                                                   AthConnectionInfo  *info,
                                                   GError            **error);

G_END_DECLS
