/* ath-python-lazy.h: which statements of a file a name needs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-arena.h"
#include "python/syntax/ath-python-syntax.h"

G_BEGIN_DECLS

typedef struct _AthPythonLazy AthPythonLazy;

AthPythonLazy *ath_python_lazy_new        (AthArena         *arena,
                                           AthPythonSyntax  *module);
gboolean       ath_python_lazy_is_pending (AthPythonLazy    *self,
                                           const char       *name);
AthPythonNode *ath_python_lazy_take       (AthPythonLazy    *self,
                                           const char       *name);
const char    *ath_python_lazy_next_name  (AthPythonLazy    *self,
                                           AthPythonNode    *statement,
                                           guint            *position);

G_END_DECLS
