/* ath-result-private.h: how a result is made
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libpq-fe.h>

#include "postgres/ath-result.h"

G_BEGIN_DECLS

AthResult *ath_result_new_take (PGresult *result) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
