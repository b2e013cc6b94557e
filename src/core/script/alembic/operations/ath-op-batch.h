/* ath-op-batch.h: `op.batch_alter_table ()`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/operations/ath-op.h"

G_BEGIN_DECLS

AthPythonNativeCall ath_op_batch_alter_table;

G_END_DECLS
