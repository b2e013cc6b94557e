/* ath-project-python.h: the interpreter of a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/ath-project.h"

G_BEGIN_DECLS

char *ath_project_python_find (AthProject    *project,
                               GCancellable  *cancellable,
                               GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
