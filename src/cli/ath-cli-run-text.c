/* ath-cli-run-text.c: how a run ended
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdio.h>

#include <glib/gi18n.h>

#include "ath-cli-json.h"
#include "ath-cli-output.h"
#include "ath-cli-plan.h"
#include "ath-cli-run-text.h"
#include "ath-cli-sql-text.h"

static const char *
name_outcome (AthRunOutcome outcome)
{
  switch (outcome)
    {
    case ATH_RUN_APPLIED:
      return "applied";

    case ATH_RUN_NOTHING:
      return "nothing";

    case ATH_RUN_FAILED:
      return "failed";

    case ATH_RUN_CANCELLED:
      return "cancelled";

    default:
      g_assert_not_reached ();
    }
}

static const char *
name_state (AthStepState state)
{
  switch (state)
    {
    case ATH_STEP_PENDING:
      return "pending";

    case ATH_STEP_APPLIED:
      return "applied";

    case ATH_STEP_FAILED:
      return "failed";

    case ATH_STEP_INTERRUPTED:
      return "interrupted";

    default:
      g_assert_not_reached ();
    }
}

static void
add_steps (JsonBuilder *builder,
           AthRun      *run)
{
  AthPlan *plan = ath_run_get_plan (run);

  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ath_plan_get_n_steps (plan); i++)
    {
      const AthPlanStep *step = ath_plan_get_step (plan, i);

      json_builder_begin_object (builder);
      ath_cli_json_add_text (builder, "revision",
                             step->revision != NULL ? step->revision->id : NULL);
      json_builder_set_member_name (builder, "seconds");
      json_builder_add_double_value (builder, ath_run_get_step_seconds (run, i));
      ath_cli_json_add_text (builder, "state", name_state (ath_run_get_step_state (run, i)));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* @heads: (nullable): `NULL` when nobody knows */
static void
add_heads (JsonBuilder       *builder,
           const char *const *heads)
{
  if (heads != NULL)
    ath_cli_json_add_strings (builder, "heads_after", heads);
  else
    ath_cli_json_add_text (builder, "heads_after", NULL);
}

static void
print_json (AthCli *cli,
            AthRun *run)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  AthBackup *backup = ath_run_get_backup (run);

  json_builder_begin_object (builder);
  ath_cli_json_add_text (builder, "result", name_outcome (ath_run_get_outcome (run)));
  add_steps (builder, run);
  add_heads (builder, ath_run_get_rows_after (run));
  ath_cli_json_add_text (builder, "backup", backup != NULL ? ath_backup_get_path (backup) : NULL);
  ath_cli_json_add_text (builder, "aftermath", ath_run_get_aftermath (run));
  ath_cli_json_add_error (builder, "error", ath_run_get_error (run));
  json_builder_end_object (builder);
  ath_cli_json_print (cli, builder);
}

static void
print_text (AthCli *cli,
            AthRun *run)
{
  const char *const *rows = ath_run_get_rows_after (run);
  g_autofree char *heads = rows != NULL ? g_strjoinv (", ", (char **) rows) : NULL;

  if (ath_run_get_backup (run) != NULL)
    ath_cli_print (cli, _("Backup: %s\n"), ath_backup_get_path (ath_run_get_backup (run)));
  if (heads != NULL)
    ath_cli_print (cli, _("The database is at %s.\n"), *heads != '\0' ? heads : "base");
}

/**
 * ath_cli_print_run:
 * @cli: what the call works with
 * @run: what happened
 *
 * Prints how @run ended; an error goes to standard error, with what state the
 * database is in.
 *
 * Returns: the status
 */
AthCliStatus
ath_cli_print_run (AthCli *cli,
                   AthRun *run)
{
  const GError *error = ath_run_get_error (run);
  const char *aftermath = ath_run_get_aftermath (run);

  cli->is_spoken = TRUE;
  if (ath_plan_get_warning (ath_run_get_plan (run)) != NULL)
    ath_cli_say (cli, "%s", ath_plan_get_warning (ath_run_get_plan (run)));
  if (error != NULL)
    {
      ath_cli_complain (error);
      if (aftermath != NULL)
        fprintf (stderr, "  %s\n", aftermath);
    }
  if (cli->options.json)
    print_json (cli, run);
  else
    print_text (cli, run);
  if (ath_run_get_outcome (run) == ATH_RUN_NOTHING)
    ath_cli_say (cli, "%s", _("There was nothing to do."));

  return error != NULL ? ATH_CLI_FAILED : ATH_CLI_DONE;
}

/**
 * ath_cli_print_no_run:
 * @cli: what the call works with
 * @error: why there was none
 *
 * Prints the JSON form of a run that failed before there was a plan; nothing
 * without `--json`.
 */
void
ath_cli_print_no_run (AthCli       *cli,
                      const GError *error)
{
  g_autoptr(JsonBuilder) builder = NULL;
  const char *none[] = { NULL };
  gboolean is_cancelled = g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  if (!cli->options.json || error->domain == G_OPTION_ERROR)
    return;

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  ath_cli_json_add_text (builder, "result",
                         name_outcome (is_cancelled ? ATH_RUN_CANCELLED : ATH_RUN_FAILED));
  ath_cli_json_add_strings (builder, "steps", none);
  add_heads (builder, NULL);
  ath_cli_json_add_text (builder, "backup", NULL);
  ath_cli_json_add_text (builder, "aftermath", NULL);
  ath_cli_json_add_error (builder, "error", error);
  json_builder_end_object (builder);
  ath_cli_json_print (cli, builder);
  cli->is_spoken = TRUE;
}

/**
 * ath_cli_print_dry_run:
 * @cli: what the call works with
 * @plan: what would be run
 * @error: set when a script cannot be written out
 *
 * Prints the plan and its SQL.
 *
 * Returns: whether it is printed
 */
gboolean
ath_cli_print_dry_run (AthCli   *cli,
                       AthPlan  *plan,
                       GError  **error)
{
  g_autofree char *sql = ath_cli_dup_sql (cli, plan, FALSE, error);
  g_autoptr(JsonBuilder) builder = NULL;

  if (sql == NULL)
    return FALSE;
  if (!cli->options.json)
    {
      g_string_append (cli->output, sql);
      return TRUE;
    }

  builder = json_builder_new ();
  json_builder_begin_object (builder);
  ath_cli_json_add_plan (builder, plan, NULL);
  json_builder_set_member_name (builder, "sql");
  json_builder_add_string_value (builder, sql);
  json_builder_end_object (builder);
  ath_cli_json_print (cli, builder);

  return TRUE;
}
