/* ath-percent-format.h: Python's % formatting with a mapping
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ath_percent_format (const char  *key,
                          const char  *format,
                          GHashTable  *values,
                          GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
