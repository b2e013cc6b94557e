/* ath-connection-option.h: libpq's connection options, one by one
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ath_connection_option_is_known   (const char  *keyword);
gboolean ath_connection_option_is_secret  (const char  *keyword);
gboolean ath_connection_option_is_default (const char  *keyword,
                                           const char  *value);
gboolean ath_connection_option_is_nothing (const char  *keyword,
                                           const char  *value);
gboolean ath_connection_option_check      (const char  *keyword,
                                           const char  *value,
                                           GError     **error);

G_END_DECLS
