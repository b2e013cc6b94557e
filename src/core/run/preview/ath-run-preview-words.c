/* ath-run-preview-words.c: what a screen says of a run before it starts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "run/preview/ath-run-preview-private.h"
#include "run/preview/ath-run-terms.h"

/**
 * ath_run_preview_dup_title:
 * @self: a preview
 *
 * Returns: (transfer full): what is asked, in a line
 */
char *
ath_run_preview_dup_title (AthRunPreview *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->steps));

  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), NULL);

  if (n == 0 && self->plan != NULL)
    return g_strdup (_("Nothing to Do"));

  if (n == 0 && self->request->operation != ATH_PLAN_STAMP)
    return g_strdup (_("This Cannot Be Planned"));

  switch (self->request->operation)
    {
    case ATH_PLAN_UPGRADE:
      return g_strdup_printf (ngettext ("Apply %u Revision", "Apply %u Revisions", n), n);

    case ATH_PLAN_DOWNGRADE:
      return g_strdup_printf (ngettext ("Take Back %u Revision", "Take Back %u Revisions", n), n);

    case ATH_PLAN_STAMP:
      return g_strdup (_("Change the Version Rows Only"));

    default:
      g_assert_not_reached ();
    }
}

static char *
dup_rows (const char *const *rows)
{
  if (rows[0] == NULL)
    /* TRANSLATORS: stands where a revision's id stands otherwise */
    return g_strdup (_("nothing"));

  return g_strjoinv (", ", (char **) rows);
}

/**
 * ath_run_preview_dup_summary:
 * @self: a preview
 *
 * Returns: (transfer full): from which rows to which, in words
 */
char *
ath_run_preview_dup_summary (AthRunPreview *self)
{
  g_autofree char *before = dup_rows ((const char *const *) self->rows);
  g_autofree char *after = NULL;

  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), NULL);

  if (self->plan == NULL || ath_plan_get_n_steps (self->plan) == 0)
    /* TRANSLATORS: the ids of the revisions that the database is at */
    return g_strdup_printf (_("The database is at %s."), before);

  after = dup_rows (ath_plan_get_rows_after (self->plan));

  /* TRANSLATORS: ids of revisions */
  return g_strdup_printf (_("From %s to %s."), before, after);
}

/**
 * ath_run_preview_dup_backup:
 * @self: a preview
 *
 * Returns: (transfer full): what a backup takes, in words
 */
char *
ath_run_preview_dup_backup (AthRunPreview *self)
{
  g_autofree char *size = NULL;
  g_autofree char *space = NULL;

  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), NULL);

  size = g_format_size (self->estimate.size_bytes);
  space = g_format_size (self->estimate.free_bytes);
  if (ath_run_preview_lacks_space (self))
    /* TRANSLATORS: two sizes, as 4.2 GB */
    return g_strdup_printf (_("About %s, but only %s are free."), size, space);

  /* TRANSLATORS: two sizes, as 4.2 GB */
  return g_strdup_printf (_("About %s; %s are free."), size, space);
}

/**
 * ath_run_preview_list_terms:
 * @self: a preview
 *
 * Returns: (transfer full) (array zero-terminated=1): under which terms the run
 *   takes place, a sentence each
 */
char **
ath_run_preview_list_terms (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), NULL);

  return ath_run_terms_list (self->request, self->plan, G_LIST_MODEL (self->steps));
}

/**
 * ath_run_preview_get_cancelling:
 * @self: a preview
 *
 * Returns: (transfer none): what cancelling the run leaves, a sentence
 */
const char *
ath_run_preview_get_cancelling (AthRunPreview *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), NULL);

  return ath_run_terms_get_cancelling (self->request, G_LIST_MODEL (self->steps));
}

/**
 * ath_run_preview_get_action:
 * @self: a preview
 * @with_backup: whether a backup is made first
 *
 * Returns: (transfer none): what the button that starts the run says
 */
const char *
ath_run_preview_get_action (AthRunPreview *self,
                            gboolean       with_backup)
{
  g_return_val_if_fail (ATH_IS_RUN_PREVIEW (self), NULL);

  switch (self->request->operation)
    {
    case ATH_PLAN_UPGRADE:
      return with_backup ? _("Back Up and Upgrade") : _("Upgrade");

    case ATH_PLAN_DOWNGRADE:
      return with_backup ? _("Back Up and Downgrade") : _("Downgrade");

    case ATH_PLAN_STAMP:
      return with_backup ? _("Back Up and Stamp") : _("Stamp");

    default:
      g_assert_not_reached ();
    }
}
