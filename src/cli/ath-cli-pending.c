/* ath-cli-pending.c: what a database lacks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-environment.h"
#include "ath-cli-format.h"
#include "ath-cli-json.h"
#include "ath-cli-output.h"
#include "ath-cli-pending.h"
#include "graph/ath-plan.h"

/**
 * ath_cli_list_pending:
 * @cli: what the call works with
 * @target: where an upgrade would go
 * @error: set when the database cannot be asked, or there is no way
 *
 * Returns: (transfer full) (element-type AthRevision): what an upgrade would
 *   apply, in this order
 */
GPtrArray *
ath_cli_list_pending (AthCli      *cli,
                      const char  *target,
                      GError     **error)
{
  g_auto(GStrv) rows = NULL;
  g_autoptr(AthPlan) plan = NULL;
  GPtrArray *pending;

  if (ath_cli_get_graph (cli, error) == NULL)
    return NULL;
  rows = ath_cli_read_rows (cli, error);
  if (rows == NULL)
    return NULL;
  plan = ath_plan_new_upgrade (cli->graph, (const char *const *) rows, target, error);
  if (plan == NULL)
    return NULL;

  pending = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
  for (guint i = 0; i < ath_plan_get_n_steps (plan); i++)
    g_ptr_array_add (pending, ath_revision_ref (ath_plan_get_step (plan, i)->revision));

  return pending;
}

/**
 * ath_cli_print_pending:
 * @cli: what the call works with
 * @pending: (element-type AthRevision): what a database lacks
 *
 * Prints @pending: a line for each, or a JSON object.
 */
void
ath_cli_print_pending (AthCli    *cli,
                       GPtrArray *pending)
{
  if (cli->options.json)
    {
      ath_cli_json_print_revisions (cli, pending);
      return;
    }

  for (guint i = 0; i < pending->len; i++)
    {
      g_autofree char *line = ath_cli_dup_line (cli->graph, g_ptr_array_index (pending, i),
                                                ATH_CLI_FORMAT_PARENTS | ATH_CLI_FORMAT_LABELS
                                                | ATH_CLI_FORMAT_POINTS | ATH_CLI_FORMAT_MESSAGE);

      ath_cli_print (cli, "%s\n", line);
    }

  if (pending->len == 0)
    ath_cli_say (cli, "%s", _("The database is up to date."));
  else
    ath_cli_say (cli,
                 ngettext ("%u revision is pending.", "%u revisions are pending.", pending->len),
                 pending->len);
}
