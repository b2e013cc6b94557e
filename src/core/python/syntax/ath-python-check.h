/* ath-python-check.h: what Python refuses after parsing, private to the reader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-arena.h"
#include "python/syntax/ath-python-scope.h"
#include "python/syntax/ath-python-source.h"

G_BEGIN_DECLS

AthPythonScope *ath_python_check (const AthPythonSource  *source,
                                  AthArena               *arena,
                                  AthPythonList          *body,
                                  GError                **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
