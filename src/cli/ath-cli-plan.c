/* ath-cli-plan.c: plans, and what they look like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "run/ath-run.h"

#include "ath-cli-json.h"
#include "ath-cli-output.h"

#include "ath-cli-plan.h"

/**
 * ath_cli_make_plan:
 * @cli: what the call works with; its graph has been read
 * @operation: what to do
 * @rows: where to start
 * @targets: symbols; one, for a stamp several
 * @purge: for a stamp: whether @rows are forgotten first
 * @error: set when there is no way
 *
 * Plans as a run does.  What the user should know about the targets is said.
 *
 * Returns: (transfer full): the plan
 */
AthPlan *
ath_cli_make_plan (AthCli              *cli,
                   AthPlanOperation     operation,
                   const char *const   *rows,
                   const char *const   *targets,
                   gboolean             purge,
                   GError             **error)
{
  const AthRunRequest request = {
    .project = cli->project,
    .graph = cli->graph,
    .operation = operation,
    .targets = targets,
    .purge = purge,
  };
  AthPlan *plan = ath_run_request_plan (&request, rows, error);

  if (plan != NULL && ath_plan_get_warning (plan) != NULL)
    ath_cli_say (cli, "%s", ath_plan_get_warning (plan));

  return plan;
}

/**
 * ath_cli_dup_step:
 * @step: a step of a plan
 *
 * Returns: (transfer full): "upgrade a -> b, message", as Alembic logs it
 */
char *
ath_cli_dup_step (const AthPlanStep *step)
{
  g_autofree char *title = ath_plan_step_dup_title (step);

  if (step->operation == ATH_PLAN_STAMP || *step->revision->message == '\0')
    return g_steal_pointer (&title);

  return g_strconcat (title, ", ", step->revision->message, NULL);
}

/**
 * ath_cli_json_add_plan:
 * @builder: a builder in an object
 * @plan: a plan
 *
 * Adds the members "steps" and "heads_after".
 */
void
ath_cli_json_add_plan (JsonBuilder *builder,
                       AthPlan     *plan)
{
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ath_plan_get_n_steps (plan); i++)
    {
      const AthPlanStep *step = ath_plan_get_step (plan, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "operation");
      json_builder_add_string_value (builder, ath_plan_operation_get_name (step->operation));
      json_builder_set_member_name (builder, "revision");
      if (step->revision != NULL)
        json_builder_add_string_value (builder, step->revision->id);
      else
        json_builder_add_null_value (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  ath_cli_json_add_strings (builder, "heads_after", ath_plan_get_rows_after (plan));
}

static void
print_json (AthCli  *cli,
            AthPlan *plan)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  ath_cli_json_add_plan (builder, plan);
  json_builder_end_object (builder);
  ath_cli_json_print (cli, builder);
}

/**
 * ath_cli_print_plan:
 * @cli: what the call works with
 * @plan: a plan
 *
 * Prints @plan: a line for each step, or a JSON object.
 */
void
ath_cli_print_plan (AthCli  *cli,
                    AthPlan *plan)
{
  if (cli->options.json)
    {
      print_json (cli, plan);
      return;
    }

  for (guint i = 0; i < ath_plan_get_n_steps (plan); i++)
    {
      g_autofree char *step = ath_cli_dup_step (ath_plan_get_step (plan, i));

      ath_cli_print (cli, "%s\n", step);
    }
  if (ath_plan_get_n_steps (plan) == 0)
    ath_cli_say (cli, "%s", _("There is nothing to do."));
}
