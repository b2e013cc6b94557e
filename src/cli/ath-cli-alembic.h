/* ath-cli-alembic.h: commands of the project's own Alembic
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli.h"

G_BEGIN_DECLS

gboolean ath_cli_alembic_run     (AthCli             *cli,
                                  const char *const  *command,
                                  GError            **error);
gboolean ath_cli_alembic_compare (AthCli             *cli,
                                  gboolean           *differs,
                                  GError            **error);

G_END_DECLS
