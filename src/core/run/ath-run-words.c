/* ath-run-words.c: what came of a run, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "run/ath-run-words.h"

static char *
dup_applied_headline (AthRun *run)
{
  AthPlan *plan = ath_run_get_plan (run);
  guint n = ath_plan_get_n_steps (plan);

  switch (ath_plan_get_operation (plan))
    {
    case ATH_PLAN_UPGRADE:
      return g_strdup_printf (ngettext ("%u Revision Applied", "%u Revisions Applied", n), n);

    case ATH_PLAN_DOWNGRADE:
      return g_strdup_printf (ngettext ("%u Revision Taken Back", "%u Revisions Taken Back", n), n);

    case ATH_PLAN_STAMP:
      return g_strdup (_("Version Rows Set"));

    default:
      g_assert_not_reached ();
    }
}

static char *
dup_failed_headline (AthRun *run)
{
  int failed = ath_run_get_failed_step (run);

  if (failed >= 0)
    return g_strdup_printf (_("Step %d of %u Failed"), failed + 1,
                            ath_plan_get_n_steps (ath_run_get_plan (run)));
  if (g_error_matches (ath_run_get_error (run), ATH_ERROR, ATH_ERROR_BACKUP))
    return g_strdup (_("The Backup Failed"));

  return g_strdup (_("The Run Failed"));
}

/**
 * ath_run_dup_headline:
 * @run: a run
 *
 * Returns: (transfer full): what came of it, as a heading
 */
char *
ath_run_dup_headline (AthRun *run)
{
  g_return_val_if_fail (ATH_IS_RUN (run), NULL);

  switch (ath_run_get_outcome (run))
    {
    case ATH_RUN_APPLIED:
      return dup_applied_headline (run);

    case ATH_RUN_NOTHING:
      return g_strdup (_("Nothing Was to Be Done"));

    case ATH_RUN_FAILED:
      return dup_failed_headline (run);

    case ATH_RUN_CANCELLED:
      return g_strdup (_("Cancelled"));

    default:
      g_assert_not_reached ();
    }
}

static char *
dup_duration (double seconds)
{
  guint minutes = (guint) (seconds / 60);

  if (minutes == 0)
    /* TRANSLATORS: seconds */
    return g_strdup_printf (_("%.1f s"), seconds);

  /* TRANSLATORS: minutes and seconds */
  return g_strdup_printf (_("%u min %.0f s"), minutes, seconds - minutes * 60);
}

/**
 * ath_run_dup_account:
 * @run: a run
 * @seconds: how long it took
 *
 * Returns: (transfer full): where the database is now, in full sentences
 */
char *
ath_run_dup_account (AthRun *run,
                     double  seconds)
{
  g_autofree char *duration = dup_duration (seconds);
  g_autofree char *rows = NULL;

  g_return_val_if_fail (ATH_IS_RUN (run), NULL);

  if (ath_run_get_outcome (run) == ATH_RUN_FAILED
      || ath_run_get_outcome (run) == ATH_RUN_CANCELLED)
    return g_strconcat (ath_run_get_aftermath (run), ".", NULL);

  rows = g_strjoinv (", ", (char **) ath_run_get_rows_after (run));
  if (rows[0] == '\0')
    /* TRANSLATORS: the database holds no version row; a duration */
    return g_strdup_printf (_("Verified: before the first revision. It took %s."), duration);

  /* TRANSLATORS: ids of revisions, a duration */
  return g_strdup_printf (_("Verified: at %s. It took %s."), rows, duration);
}

static void
append_line (GString    *text,
             const char *name,
             const char *value)
{
  if (value != NULL && value[0] != '\0')
    g_string_append_printf (text, "%s: %s\n", name, value);
}

/**
 * ath_run_dup_details:
 * @error: an error of any domain
 *
 * Returns: (transfer full): all that is known of @error, to be handed on
 */
char *
ath_run_dup_details (const GError *error)
{
  const AthErrorDetails *details = ath_error_get_details (error);
  GString *text;

  g_return_val_if_fail (error != NULL, NULL);

  text = g_string_new (error->message);
  g_string_append_c (text, '\n');
  if (details == NULL)
    return g_string_free (text, FALSE);

  append_line (text, _("Detail"), details->detail);
  append_line (text, _("Hint"), details->hint);
  append_line (text, "SQLSTATE", details->sqlstate);
  if (details->file != NULL)
    g_string_append_printf (text, "%s:%u:%u\n", details->file, details->line, details->column);
  if (details->statement != NULL)
    g_string_append_printf (text, "\n%s\n", details->statement);

  return g_string_free (text, FALSE);
}
