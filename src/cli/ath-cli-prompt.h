/* ath-cli-prompt.h: what is asked for on the terminal, or read from a pipe
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "postgres/ath-secret.h"

G_BEGIN_DECLS

gboolean  ath_cli_can_prompt (void);
char     *ath_cli_read_line  (const char  *prompt,
                              gboolean     is_secret,
                              GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
