/* ath-env-file.h: the variables of a .env file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char **ath_env_file_read  (const char         *path,
                           const char *const  *environ,
                           GError            **error) G_GNUC_WARN_UNUSED_RESULT;
char **ath_env_file_parse (const char         *text,
                           const char *const  *environ) G_GNUC_WARN_UNUSED_RESULT;
char  *ath_env_expand     (const char         *text,
                           const char *const  *environ) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
