/* ath-cli-complete.h: what can come next on the command line
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli.h"

G_BEGIN_DECLS

void ath_cli_complete              (AthCli             *cli,
                                    const char *const  *words);

void ath_cli_complete_revision     (AthCli             *cli,
                                    guint               index);
void ath_cli_complete_words        (AthCli             *cli,
                                    const char *const  *words);
void ath_cli_complete_environments (AthCli             *cli);

G_END_DECLS
