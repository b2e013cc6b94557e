/* ath-cli-signals.h: Ctrl+C cancels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _AthCliSignals AthCliSignals;

AthCliSignals *ath_cli_signals_new  (GCancellable  *cancellable) G_GNUC_WARN_UNUSED_RESULT;
void           ath_cli_signals_free (AthCliSignals *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthCliSignals, ath_cli_signals_free)

G_END_DECLS
