/* ath-cli-revision.c: new scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-json.h"
#include "ath-cli-output.h"
#include "ath-cli-revision.h"
#include "ath-error.h"

/* They are programs of the project that Alembic runs over the new file. */
static void
warn_of_hooks (AthCli *cli)
{
  g_autoptr(GError) note =
    ath_error_new (ATH_ERROR_PROJECT,
                   _("The post-write hooks of the project were not run on the new script"));

  ath_cli_warn (cli, note);
}

/**
 * ath_cli_write_revision:
 * @cli: what the call works with
 * @request: what the new revision shall be
 * @error: set when it cannot be made
 *
 * Writes a script and prints its path.
 *
 * Returns: whether it is written
 */
gboolean
ath_cli_write_revision (AthCli                    *cli,
                        const AthRevisionRequest  *request,
                        GError                   **error)
{
  g_autoptr(AthRevision) revision = NULL;
  g_autoptr(GPtrArray) revisions = NULL;

  if (ath_cli_get_graph (cli, error) == NULL)
    return FALSE;
  revision = ath_revision_writer_write (cli->project, cli->graph, request, error);
  if (revision == NULL)
    return FALSE;

  if (ath_project_get_settings (cli->project)->has_post_write_hooks)
    warn_of_hooks (cli);

  if (cli->options.json)
    {
      revisions = g_ptr_array_new ();
      g_ptr_array_add (revisions, revision);
      ath_cli_json_print_revisions (cli, revisions);
      return TRUE;
    }

  /* Two blanks, as Alembic. */
  ath_cli_print (cli, "Generating %s ...  done\n", revision->path);

  return TRUE;
}
