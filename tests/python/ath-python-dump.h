/* ath-python-dump.h: syntax trees as text, for comparing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/syntax/ath-python-syntax.h"

G_BEGIN_DECLS

char *ath_python_dump (AthPythonSyntax *module) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
