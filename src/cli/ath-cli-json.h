/* ath-cli-json.h: results as one JSON object
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "ath-cli.h"
#include "graph/ath-plan.h"

G_BEGIN_DECLS

void ath_cli_json_add_text       (JsonBuilder         *builder,
                                  const char          *name,
                                  const char          *text);
void ath_cli_json_add_strings    (JsonBuilder         *builder,
                                  const char          *name,
                                  const char *const   *strings);
void ath_cli_json_add_error      (JsonBuilder         *builder,
                                  const char          *name,
                                  const GError        *error);
void ath_cli_json_print          (AthCli              *cli,
                                  JsonBuilder         *builder);

void ath_cli_json_print_error     (AthCli       *cli,
                                   const GError *error);
void ath_cli_json_print_revisions (AthCli       *cli,
                                   GPtrArray    *revisions);

G_END_DECLS
