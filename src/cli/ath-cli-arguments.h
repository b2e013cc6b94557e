/* ath-cli-arguments.h: arguments as argparse takes them, made fit for GOption
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char      **ath_cli_arguments_normalize    (const GOptionEntry  *entries,
                                            const char *const   *arguments)
                                            G_GNUC_WARN_UNUSED_RESULT;
GPtrArray  *ath_cli_arguments_split        (const GOptionEntry  *entries,
                                            const GOptionEntry  *common,
                                            const char *const   *arguments,
                                            GPtrArray          **others)
                                            G_GNUC_WARN_UNUSED_RESULT;
guint       ath_cli_arguments_find_command (const GOptionEntry  *entries,
                                            const char *const   *arguments);

G_END_DECLS
