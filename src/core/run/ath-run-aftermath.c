/* ath-run-aftermath.c: says in words in which state a run leaves the database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "run/ath-run-private.h"

static const char *
get_name (AthRun *self,
          guint   step)
{
  const AthRevision *revision = ath_plan_get_step (self->plan, step)->revision;

  return revision != NULL ? revision->id : "base";
}

static guint
count_applied (AthRun *self)
{
  guint n = 0;

  while (n < ath_plan_get_n_steps (self->plan) && self->states[n] == ATH_STEP_APPLIED)
    n++;

  return n;
}

static char *
describe_upgraded (AthRun *self,
                   guint   n)
{
  if (n == 1)
    return g_strdup_printf (_("Revision %s is applied"), get_name (self, 0));
  if (n == 2)
    return g_strdup_printf (_("Revisions %s and %s are applied"),
                            get_name (self, 0), get_name (self, 1));

  return g_strdup_printf (ngettext ("%u revision is applied, the last one is %s",
                                    "%u revisions are applied, the last one is %s", n),
                          n, get_name (self, n - 1));
}

static char *
describe_downgraded (AthRun *self,
                     guint   n)
{
  if (n == 1)
    return g_strdup_printf (_("Revision %s is taken back"), get_name (self, 0));
  if (n == 2)
    return g_strdup_printf (_("Revisions %s and %s are taken back"),
                            get_name (self, 0), get_name (self, 1));

  return g_strdup_printf (ngettext ("%u revision is taken back, the last one is %s",
                                    "%u revisions are taken back, the last one is %s", n),
                          n, get_name (self, n - 1));
}

/* What the first @n steps have done. */
static char *
describe_done (AthRun *self,
               guint   n)
{
  if (n == 0 && self->failed >= 0 && self->states[self->failed] == ATH_STEP_INTERRUPTED)
    return g_strdup (_("No revision is done as a whole"));
  if (n == 0)
    return g_strdup (_("Nothing was changed"));

  switch (ath_plan_get_operation (self->plan))
    {
    case ATH_PLAN_UPGRADE:
      return describe_upgraded (self, n);

    case ATH_PLAN_DOWNGRADE:
      return describe_downgraded (self, n);

    case ATH_PLAN_STAMP:
      return g_strdup (_("The version rows are set; the tables are as they were"));

    default:
      g_assert_not_reached ();
    }
}

/* What became of the step that failed, or would have been next; NULL when there
 * is none.
 */
static char *
describe_failed (AthRun *self,
                 guint   n_applied)
{
  if (self->failed < 0)
    return n_applied < ath_plan_get_n_steps (self->plan) && n_applied > 0
             ? g_strdup_printf (_("revision %s was not begun"), get_name (self, n_applied))
             : NULL;

  if (self->states[self->failed] == ATH_STEP_FAILED && self->failed > (int) n_applied)
    return g_strdup_printf (_("all since revision %s was rolled back, nothing of it remains"),
                            get_name (self, n_applied));
  if (self->states[self->failed] == ATH_STEP_FAILED)
    return g_strdup_printf (_("revision %s was rolled back, nothing of it remains"),
                            get_name (self, self->failed));
  if (self->rows_after == NULL)
    return g_strdup_printf (_("what became of revision %s is not known, "
                              "because the server cannot be asked"),
                            get_name (self, self->failed));

  if (self->is_foreign)
    return g_strdup_printf (_("what became of revision %s is not known, because the project’s own "
                              "Alembic ran it"),
                            get_name (self, self->failed));

  return g_strdup_printf (_("revision %s is done in part: what comes before the statement that "
                            "failed is committed, the version row is not changed"),
                          get_name (self, self->failed));
}

static char *
describe_leftovers (AthRun *self)
{
  g_autofree char *names = NULL;

  if (self->leftovers == NULL || self->leftovers[0] == NULL)
    return NULL;

  names = g_strjoinv (", ", self->leftovers);

  return g_strdup_printf (ngettext ("the index %s is left INVALID and has to be dropped",
                                    "the indexes %s are left INVALID and have to be dropped",
                                    g_strv_length (self->leftovers)),
                          names);
}

/**
 * ath_run_compose_aftermath:
 * @self: a run that has ended
 *
 * Returns: (transfer full): the state of the database in one translated
 *   sentence without a full stop
 */
char *
ath_run_compose_aftermath (AthRun *self)
{
  guint n_applied = count_applied (self);
  g_autoptr(GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);
  char *failed = describe_failed (self, n_applied);
  char *leftovers = describe_leftovers (self);

  g_ptr_array_add (clauses, describe_done (self, n_applied));
  if (failed != NULL)
    g_ptr_array_add (clauses, failed);
  if (leftovers != NULL)
    g_ptr_array_add (clauses, leftovers);
  g_ptr_array_add (clauses, NULL);

  return g_strjoinv ("; ", (char **) clauses->pdata);
}
