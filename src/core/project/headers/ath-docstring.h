/* ath-docstring.h: what the docstring of a script says about its revision
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/ath-revision.h"

G_BEGIN_DECLS

void ath_docstring_describe (const char  *docstring,
                             AthRevision *revision);

G_END_DECLS
