/* ath-python-hash.h: Python's hash of a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 ath_python_hash_text (const char *text);

G_END_DECLS
