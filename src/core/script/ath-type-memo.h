/* ath-type-memo.h: which enumerations the tables of a run have brought along
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/ath-statement.h"

G_BEGIN_DECLS

typedef struct _AthTypeMemo AthTypeMemo;

AthTypeMemo *ath_type_memo_new   (void) G_GNUC_WARN_UNUSED_RESULT;
void         ath_type_memo_free  (AthTypeMemo        *self);
gboolean     ath_type_memo_admit (AthTypeMemo        *self,
                                  const AthStatement *statement);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthTypeMemo, ath_type_memo_free)

G_END_DECLS
