/* ath-run-terms.c: under which terms a run takes place, in sentences
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "run/preview/ath-run-step.h"
#include "run/preview/ath-run-terms.h"

static char *
dup_duration (guint milliseconds)
{
  if (milliseconds % 1000 == 0)
    /* TRANSLATORS: seconds */
    return g_strdup_printf (_("%u s"), milliseconds / 1000);

  /* TRANSLATORS: milliseconds */
  return g_strdup_printf (_("%u ms"), milliseconds);
}

static guint
count_kind (GListModel     *steps,
            AthRunStepKind  kind)
{
  guint n = g_list_model_get_n_items (steps);
  guint n_kind = 0;

  for (guint i = 0; i < n; i++)
    {
      g_autoptr(AthRunStep) step = g_list_model_get_item (steps, i);

      n_kind += ath_run_step_get_kind (step) == kind ? 1 : 0;
    }

  return n_kind;
}

/* Whether each step is known to be one transaction. */
static gboolean
is_whole (GListModel *steps)
{
  return count_kind (steps, ATH_RUN_STEP_WHOLE) == g_list_model_get_n_items (steps);
}

static void
add_transaction_terms (const AthRunRequest *request,
                       GListModel          *steps,
                       GPtrArray           *terms)
{
  const AthProjectSettings *settings = ath_project_get_settings (request->project);
  guint n_parts = count_kind (steps, ATH_RUN_STEP_IN_PARTS);
  guint n_dependent = count_kind (steps, ATH_RUN_STEP_DEPENDENT);
  guint n_foreign = count_kind (steps, ATH_RUN_STEP_FOREIGN);

  if (n_parts > 0)
    g_ptr_array_add (terms,
                     g_strdup_printf (ngettext ("%u revision has statements outside a transaction: "
                                                "if it fails, a part of it may remain.",
                                                "%u revisions have statements outside a "
                                                "transaction: if one fails, a part of it may "
                                                "remain.", n_parts),
                                      n_parts));
  if (n_dependent > 0)
    g_ptr_array_add (terms,
                     g_strdup_printf (ngettext ("What %u revision does depends on what the "
                                                "database answers: its SQL may become another "
                                                "than is shown.",
                                                "What %u revisions do depends on what the "
                                                "database answers: their SQL may become another "
                                                "than is shown.", n_dependent),
                                      n_dependent));
  if (n_foreign > 0)
    g_ptr_array_add (terms,
                     g_strdup_printf (ngettext ("The project’s own Alembic runs %u revision: if "
                                                "it fails, a part of it may remain.",
                                                "The project’s own Alembic runs %u revisions: if "
                                                "one fails, a part of it may remain.", n_foreign),
                                      n_foreign));
  if (!is_whole (steps))
    return;

  if (settings->transaction_per_migration)
    g_ptr_array_add (terms, g_strdup (_("Each revision is a transaction of its own: "
                                        "it is applied whole or not at all.")));
  else
    g_ptr_array_add (terms, g_strdup (_("All of it is one transaction: "
                                        "it is applied whole or not at all.")));
}

static void
add_timeout_terms (const AthRunRequest *request,
                   GPtrArray           *terms)
{
  const AthPolicy *policy = ath_profile_get_policy (request->profile);

  if (policy->lock_timeout_ms > 0)
    {
      g_autofree char *duration = dup_duration (policy->lock_timeout_ms);

      /* TRANSLATORS: a duration, as 5 s */
      g_ptr_array_add (terms, g_strdup_printf (_("A statement waits at most %s for a lock."),
                                               duration));
    }
  if (policy->statement_timeout_ms > 0)
    {
      g_autofree char *duration = dup_duration (policy->statement_timeout_ms);

      /* TRANSLATORS: a duration, as 5 s */
      g_ptr_array_add (terms, g_strdup_printf (_("No statement may take longer than %s."),
                                               duration));
    }
}

/**
 * ath_run_terms_list:
 * @request: what is asked for
 * @plan: (nullable): its plan, when there is a way
 * @steps: a list of AthRunStep, the steps of the plan
 *
 * Returns: (transfer full) (array zero-terminated=1): under which terms the run
 *   takes place, a sentence each
 */
char **
ath_run_terms_list (const AthRunRequest *request,
                    AthPlan             *plan,
                    GListModel          *steps)
{
  GPtrArray *terms;
  const char *warning;

  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (steps), NULL);

  terms = g_ptr_array_new ();
  warning = plan != NULL ? ath_plan_get_warning (plan) : NULL;
  if (warning != NULL)
    g_ptr_array_add (terms, g_strdup (warning));
  if (request->operation == ATH_PLAN_STAMP)
    g_ptr_array_add (terms, g_strdup (_("No script is run: "
                                        "the tables stay as they are.")));
  else
    {
      add_transaction_terms (request, steps, terms);
      add_timeout_terms (request, terms);
    }
  g_ptr_array_add (terms, g_strdup (_("Afterwards the version rows are read again and compared.")));
  g_ptr_array_add (terms, NULL);

  return (char **) g_ptr_array_free (terms, FALSE);
}

/**
 * ath_run_terms_get_cancelling:
 * @request: what is asked for
 * @steps: a list of AthRunStep, the steps of its plan
 *
 * Returns: (transfer none): what cancelling the run leaves, a sentence
 */
const char *
ath_run_terms_get_cancelling (const AthRunRequest *request,
                              GListModel          *steps)
{
  g_return_val_if_fail (request != NULL, NULL);
  g_return_val_if_fail (G_IS_LIST_MODEL (steps), NULL);

  if (!is_whole (steps))
    return _("If you cancel, what is applied stays; of the revision that runs, a part may remain.");
  if (!ath_project_get_settings (request->project)->transaction_per_migration)
    return _("If you cancel, all of it is rolled back.");

  return _("If you cancel, what is applied stays; the revision that runs is rolled back.");
}
