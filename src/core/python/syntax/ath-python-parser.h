/* ath-python-parser.h: tokens to a tree, private to the reader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-arena.h"
#include "python/syntax/ath-python-ast.h"
#include "python/syntax/ath-python-source.h"

G_BEGIN_DECLS

AthPythonList *ath_python_parse (const AthPythonSource  *source,
                                 AthArena               *arena,
                                 GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
