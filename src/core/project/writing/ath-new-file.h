/* ath-new-file.h: files that must not be there yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean ath_new_file_write (GFile       *file,
                             const char  *text,
                             GError     **error);

G_END_DECLS
