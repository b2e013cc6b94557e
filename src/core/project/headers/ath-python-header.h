/* ath-python-header.h: what an Alembic script declares
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/ath-revision.h"

G_BEGIN_DECLS

AthRevision *ath_python_header_read (const char  *text,
                                     const char  *path,
                                     GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
