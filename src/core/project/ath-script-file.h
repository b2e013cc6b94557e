/* ath-script-file.h: the text of a script
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ath_script_file_read (const char  *path,
                               GString     *text,
                               GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
