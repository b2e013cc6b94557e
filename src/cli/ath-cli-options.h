/* ath-cli-options.h: the options that every command has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthCliOptions:
 * @folder: (nullable): `--project`
 * @environment: (nullable): `--environment`
 * @url: (nullable): `--url`
 * @config_file: (nullable): `-c`
 * @section: (nullable): `-n`
 * @arguments: (nullable): `-x`, each as given
 * @json: whether results are one JSON object
 * @quiet: whether nothing is said but results and errors
 * @version: whether only the version is asked for
 * @help: whether only help is asked for
 *
 * The options that every command has.  They stand before the command; behind
 * it their long names are understood as well.
 */
typedef struct
{
  char      *folder;
  char      *environment;
  char      *url;
  char      *config_file;
  char      *section;
  char     **arguments;
  gboolean   json;
  gboolean   quiet;
  gboolean   version;
  gboolean   help;
} AthCliOptions;

GOptionEntry *ath_cli_options_list_entries (AthCliOptions       *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean      ath_cli_options_parse        (AthCliOptions       *self,
                                            const char *const   *arguments,
                                            GError             **error);
void          ath_cli_options_clear        (AthCliOptions       *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AthCliOptions, ath_cli_options_clear)

G_END_DECLS
