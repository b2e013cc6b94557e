/* ath-python-snippet.h: runs a small program by the evaluator
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *ath_python_snippet_run (const char  *source,
                              GError     **error);

G_END_DECLS
