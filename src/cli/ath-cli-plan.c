/* ath-cli-plan.c: plans, and what they look like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-json.h"
#include "ath-cli-output.h"
#include "ath-cli-plan.h"
#include "ath-cli-sql-text.h"
#include "ath-error.h"
#include "run/ath-run.h"
#include "script/ath-script.h"

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

/* (transfer full) (nullable): why the project's own Alembic has to run @step */
static char *
dup_foreign_reason (AthCli                  *cli,
                    const AthScriptContext  *context,
                    const AthPlanStep       *step)
{
  AthDirection direction = step->operation == ATH_PLAN_UPGRADE ? ATH_DIRECTION_UPGRADE
                                                               : ATH_DIRECTION_DOWNGRADE;
  g_autoptr(AthCollectingSink) script = NULL;
  g_autoptr(GError) refusal = NULL;
  const AthErrorDetails *details;

  if (step->operation == ATH_PLAN_STAMP)
    return NULL;

  script = ath_script_collect (cli->project, step->revision, direction, context, cli->cancellable,
                               &refusal);
  details = ath_error_get_details (refusal);
  if (!g_error_matches (refusal, ATH_ERROR, ATH_ERROR_SCRIPT) || details->is_raised)
    return NULL;

  return g_strdup_printf ("%s:%u: %s", details->file, details->line, refusal->message);
}

/* (transfer full) (element-type utf8): for each step NULL, or why Alembic runs it */
static GPtrArray *
list_foreign_reasons (AthCli  *cli,
                      AthPlan *plan)
{
  GPtrArray *reasons = g_ptr_array_new_with_free_func (g_free);
  AthScriptContext context;
  gboolean is_alembic = ath_project_get_kind (cli->project) == ATH_PROJECT_ALEMBIC
                        && ath_cli_get_script_context (cli, &context, NULL);

  for (guint i = 0; i < ath_plan_get_n_steps (plan); i++)
    g_ptr_array_add (reasons, is_alembic ? dup_foreign_reason (cli, &context,
                                                               ath_plan_get_step (plan, i))
                                         : NULL);

  return reasons;
}

/**
 * ath_cli_json_add_plan:
 * @builder: a builder in an object
 * @plan: a plan
 * @reasons: (nullable) (element-type utf8): for each step `NULL`, or why the
 *   project's own Alembic runs it
 *
 * Adds the members "steps" and "heads_after".
 */
void
ath_cli_json_add_plan (JsonBuilder *builder,
                       AthPlan     *plan,
                       GPtrArray   *reasons)
{
  json_builder_set_member_name (builder, "steps");
  json_builder_begin_array (builder);
  for (guint i = 0; i < ath_plan_get_n_steps (plan); i++)
    {
      const AthPlanStep *step = ath_plan_get_step (plan, i);

      json_builder_begin_object (builder);
      json_builder_set_member_name (builder, "operation");
      json_builder_add_string_value (builder, ath_plan_operation_get_name (step->operation));
      ath_cli_json_add_text (builder, "revision",
                             step->revision != NULL ? step->revision->id : NULL);
      if (reasons != NULL && g_ptr_array_index (reasons, i) != NULL)
        {
          json_builder_set_member_name (builder, "needs_alembic");
          json_builder_add_string_value (builder, g_ptr_array_index (reasons, i));
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  ath_cli_json_add_strings (builder, "heads_after", ath_plan_get_rows_after (plan));
}

static void
print_json (AthCli    *cli,
            AthPlan   *plan,
            GPtrArray *reasons)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  ath_cli_json_add_plan (builder, plan, reasons);
  json_builder_end_object (builder);
  ath_cli_json_print (cli, builder);
}

/**
 * ath_cli_print_plan:
 * @cli: what the call works with
 * @plan: a plan
 *
 * Prints @plan: a line for each step, or a JSON object.  Says which steps the
 * project's own Alembic would run, and why.
 */
void
ath_cli_print_plan (AthCli  *cli,
                    AthPlan *plan)
{
  g_autoptr(GPtrArray) reasons = list_foreign_reasons (cli, plan);

  if (cli->options.json)
    {
      print_json (cli, plan, reasons);
      return;
    }

  for (guint i = 0; i < ath_plan_get_n_steps (plan); i++)
    {
      g_autofree char *step = ath_cli_dup_step (ath_plan_get_step (plan, i));

      ath_cli_print (cli, "%s\n", step);
      if (g_ptr_array_index (reasons, i) != NULL)
        ath_cli_print (cli, _("    needs the project’s own Alembic: %s\n"),
                       (const char *) g_ptr_array_index (reasons, i));
    }
  if (ath_plan_get_n_steps (plan) == 0)
    ath_cli_say (cli, "%s", _("There is nothing to do."));
}
