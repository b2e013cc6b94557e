/* ath-command-current.c: athanor-cli current
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-environment.h"
#include "ath-cli-format.h"
#include "ath-cli-json.h"
#include "ath-cli-output.h"
#include "ath-error.h"

typedef struct
{
  gboolean verbose;
  gboolean check_heads;
} Options;

/* Real heads: what a dependency has consumed is in the rows no more. */
static gboolean
is_at_heads (AthCli *cli,
             char  **rows)
{
  GPtrArray *heads = ath_revision_graph_get_real_heads (cli->graph);

  if (heads->len != g_strv_length (rows))
    return FALSE;
  for (guint i = 0; i < heads->len; i++)
    {
      AthRevision *head = g_ptr_array_index (heads, i);

      if (!g_strv_contains ((const char *const *) rows, head->id))
        return FALSE;
    }

  return TRUE;
}

static void
print_current (AthCli    *cli,
               GPtrArray *current,
               gboolean   verbose)
{
  g_autofree char *url = NULL;

  if (verbose)
    {
      url = ath_connection_info_dup_url (ath_profile_get_connection (cli->profile));
      ath_cli_print (cli, "Current revision(s) for %s:\n", url);
    }
  for (guint i = 0; i < current->len; i++)
    {
      AthRevision *revision = g_ptr_array_index (current, i);
      g_autofree char *text = NULL;

      if (verbose)
        text = ath_cli_dup_entry (cli->graph, revision, FALSE);
      else
        text = ath_cli_dup_line (cli->graph, revision, ATH_CLI_FORMAT_POINTS);
      ath_cli_print (cli, "%s\n", text);
    }
}

static AthCliStatus
run_current (AthCli               *cli,
             const AthCliCommand  *command,
             const char *const    *arguments,
             GError              **error)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "check-heads", 'c', 0, G_OPTION_ARG_NONE, &options.check_heads,
      N_("Fail unless the database is at all heads"), NULL },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &options.verbose,
      N_("Tell all about each revision, and which database it is"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  g_auto(GStrv) rows = NULL;
  g_autoptr(GPtrArray) current = NULL;
  g_autoptr(GPtrArray) revisions = NULL;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;
  if (ath_cli_get_graph (cli, error) == NULL)
    return ATH_CLI_FAILED;
  rows = ath_cli_read_rows (cli, error);
  if (rows == NULL)
    return ATH_CLI_FAILED;

  if (options.check_heads && !is_at_heads (cli, rows))
    {
      g_set_error_literal (error, ATH_ERROR, ATH_ERROR_PLAN,
                           _("The database is not at all heads"));
      return ATH_CLI_FAILED;
    }

  current = ath_revision_graph_list_current (cli->graph, (const char *const *) rows, error);
  if (current == NULL)
    return ATH_CLI_FAILED;
  if (!cli->options.json)
    {
      print_current (cli, current, options.verbose);
      return ATH_CLI_DONE;
    }

  revisions = ath_cli_list_rows (cli, (const char *const *) rows, error);
  ath_cli_json_print_revisions (cli, revisions);

  return ATH_CLI_DONE;
}

const AthCliCommand ath_command_current = {
  .name = "current",
  .summary = N_("Show what the database is at"),
  .run = run_current,
};
