/* ath-cli-revision.h: new scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-cli.h"
#include "project/writing/ath-revision-writer.h"

G_BEGIN_DECLS

gboolean ath_cli_write_revision (AthCli                    *cli,
                                 const AthRevisionRequest  *request,
                                 GError                   **error);

G_END_DECLS
