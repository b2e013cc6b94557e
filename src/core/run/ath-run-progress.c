/* ath-run-progress.c: how far a run is, for a screen
 *
 * One bar for the whole run: its first half is the backup, by bytes, when there
 * is one; the rest is shared by the steps, by their statements.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "run/ath-run-progress.h"

#define BACKUP_SHARE 0.5

/**
 * AthRunProgress:
 *
 * Turns the reports of a run into what a screen shows: the marks of the steps,
 * a share between 0 and 1, and a sentence.  To be used from one thread.
 */

struct _AthRunProgress
{
  GObject     parent_instance;

  GListModel *steps;        /* (owned) of AthRunStep */
  double      backup_share; /* of the bar */
  guint       current;      /* index of the step that runs or ran last */
  gboolean    begun;        /* whether a step has begun */
  guint       n_done;       /* statements of the current step that have ended */
  gint64      start;        /* of all, monotonic */
  gint64      statement_start; /* of the statement that runs, monotonic; 0 when none does */
  double      fraction;
  char       *status;       /* (owned) */
};

typedef enum
{
  PROP_FRACTION = 1,
  PROP_STATUS,
  PROP_CURRENT,
} AthRunProgressProperty;

static GParamSpec *properties[PROP_CURRENT + 1];

G_DEFINE_FINAL_TYPE (AthRunProgress, ath_run_progress, G_TYPE_OBJECT)

static void
ath_run_progress_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  AthRunProgress *self = ATH_RUN_PROGRESS (object);

  switch ((AthRunProgressProperty) prop_id)
    {
    case PROP_FRACTION:
      g_value_set_double (value, self->fraction);
      break;

    case PROP_STATUS:
      g_value_set_string (value, self->status);
      break;

    case PROP_CURRENT:
      g_value_set_object (value, ath_run_progress_get_current (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_run_progress_finalize (GObject *object)
{
  AthRunProgress *self = ATH_RUN_PROGRESS (object);

  g_clear_object (&self->steps);
  g_clear_pointer (&self->status, g_free);

  G_OBJECT_CLASS (ath_run_progress_parent_class)->finalize (object);
}

static void
ath_run_progress_class_init (AthRunProgressClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ath_run_progress_finalize;
  object_class->get_property = ath_run_progress_get_property;

  /**
   * AthRunProgress:fraction: (getter get_fraction)
   *
   * Share of the run that is done.
   */
  properties[PROP_FRACTION] =
    g_param_spec_double ("fraction", NULL, NULL,
                         0, 1, 0,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * AthRunProgress:status: (getter get_status)
   *
   * What is being done, in a few words.
   */
  properties[PROP_STATUS] =
    g_param_spec_string ("status", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * AthRunProgress:current: (getter get_current)
   *
   * The step that runs, or `NULL`.
   */
  properties[PROP_CURRENT] =
    g_param_spec_object ("current", NULL, NULL,
                         ATH_TYPE_RUN_STEP,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ath_run_progress_init (AthRunProgress *self)
{
  self->start = g_get_monotonic_time ();
}

/* @status: (transfer full) */
static void
set_status (AthRunProgress *self,
            char           *status)
{
  g_free (self->status);
  self->status = status;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATUS]);
}

/* The bar never goes back, whatever is reported late. */
static void
set_fraction (AthRunProgress *self,
              double          fraction)
{
  fraction = MIN (fraction, 1);
  if (fraction <= self->fraction)
    return;

  self->fraction = fraction;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_FRACTION]);
}

/* Shows that @done of the current step are done, from 0 to 1. */
static void
set_step_fraction (AthRunProgress *self,
                   double          done)
{
  guint n = MAX (g_list_model_get_n_items (self->steps), 1);

  set_fraction (self, self->backup_share
                      + (1 - self->backup_share) * (self->current + done) / n);
}

static void
take_backup (AthRunProgress  *self,
             const AthReport *report)
{
  g_autofree char *size = g_format_size (report->bytes);
  double share = report->bytes_expected > 0
                   ? (double) report->bytes / (double) report->bytes_expected
                   : 0;

  set_fraction (self, self->backup_share * MIN (share, 1));
  if (report->phase == ATH_REPORT_FINISHED)
    set_fraction (self, self->backup_share);

  if (report->text != NULL)
    /* TRANSLATORS: size written so far, name of the table that is being written */
    set_status (self, g_strdup_printf (_("Backing up: %s, %s"), size, report->text));
  else
    set_status (self, g_strdup_printf (_("Backing up: %s"), size));
}

static void
begin_step (AthRunProgress *self,
            AthRunStep     *step,
            guint           index)
{
  guint n = g_list_model_get_n_items (self->steps);

  self->current = index;
  self->begun = TRUE;
  self->n_done = 0;
  ath_run_step_set_mark (step, ATH_RUN_STEP_RUNNING);
  set_step_fraction (self, 0);
  /* TRANSLATORS: number of the step, number of steps, message of the revision */
  set_status (self, g_strdup_printf (_("Step %u of %u: %s"), index + 1, n,
                                     ath_run_step_get_title (step)));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CURRENT]);
}

static void
take_step (AthRunProgress  *self,
           AthRunStep      *step,
           guint            position,
           const AthReport *report)
{
  switch (report->phase)
    {
    case ATH_REPORT_STARTED:
      begin_step (self, step, position);
      break;

    case ATH_REPORT_FINISHED:
      ath_run_step_set_seconds (step, report->seconds);
      ath_run_step_set_mark (step, ATH_RUN_STEP_APPLIED);
      set_step_fraction (self, 1);
      break;

    case ATH_REPORT_FAILED:
      ath_run_step_set_seconds (step, report->seconds);
      ath_run_step_set_mark (step, ATH_RUN_STEP_FAILED);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
take_statement (AthRunProgress  *self,
                AthRunStep      *step,
                const AthReport *report)
{
  guint n = MAX (ath_run_step_get_n_statements (step), 1);

  switch (report->phase)
    {
    case ATH_REPORT_STARTED:
      ath_run_step_begin_statement (step, report->text);
      self->statement_start = g_get_monotonic_time ();
      break;

    case ATH_REPORT_FINISHED:
      ath_run_step_end_statement (step, report->rows);
      self->statement_start = 0;
      self->n_done++;
      set_step_fraction (self, (double) MIN (self->n_done, n) / n);
      break;

    case ATH_REPORT_FAILED:
      break;

    default:
      g_assert_not_reached ();
    }
}

/* The step of @revision, wherever it is now: a run whose database moved meanwhile
 * has planned again, with other numbers.  @index counts where no revision is named.
 *
 * Returns: (transfer full) (nullable): the step
 */
static AthRunStep *
find_step (AthRunProgress *self,
           const char     *revision,
           guint           index,
           guint          *position)
{
  guint n = g_list_model_get_n_items (self->steps);

  /* A run of a thousand steps makes thousands of reports: where the step was
   * planned to be is where it mostly is.
   */
  for (guint i = 0; revision != NULL && i < n; i++)
    {
      guint guess = (index + i) % n;
      g_autoptr(AthRunStep) step = g_list_model_get_item (self->steps, guess);

      if (g_str_equal (ath_run_step_get_id (step), revision))
        {
          *position = guess;
          return g_steal_pointer (&step);
        }
    }

  *position = index;

  return g_list_model_get_item (self->steps, index);
}

/**
 * ath_run_progress_take_report:
 * @self: a progress
 * @report: what the run says
 */
void
ath_run_progress_take_report (AthRunProgress  *self,
                              const AthReport *report)
{
  g_autoptr(AthRunStep) step = NULL;
  guint position;

  g_return_if_fail (ATH_IS_RUN_PROGRESS (self));
  g_return_if_fail (report != NULL);

  step = find_step (self, report->revision, report->step, &position);
  switch (report->kind)
    {
    case ATH_REPORT_STAGE:
      if (report->phase == ATH_REPORT_STARTED && report->text != NULL)
        set_status (self, g_strdup (report->text));
      break;

    case ATH_REPORT_BACKUP:
      take_backup (self, report);
      break;

    case ATH_REPORT_STEP:
      if (step != NULL)
        take_step (self, step, position, report);
      break;

    case ATH_REPORT_STATEMENT:
      if (step != NULL)
        take_statement (self, step, report);
      break;

    case ATH_REPORT_NOTICE:
    case ATH_REPORT_LOG:
      if (step != NULL)
        ath_run_step_add_message (step, report->text);
      break;

    case ATH_REPORT_TRANSACTION:
      break;

    default:
      g_assert_not_reached ();
    }
}

static AthRunStepMark
mark_of_state (AthStepState state)
{
  switch (state)
    {
    case ATH_STEP_PENDING:
      return ATH_RUN_STEP_WAITING;

    case ATH_STEP_APPLIED:
      return ATH_RUN_STEP_APPLIED;

    case ATH_STEP_FAILED:
      return ATH_RUN_STEP_FAILED;

    case ATH_STEP_INTERRUPTED:
      return ATH_RUN_STEP_INTERRUPTED;

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_run_progress_end:
 * @self: a progress
 * @run: what happened
 *
 * Puts the marks as @run, which has the last word, says.
 */
void
ath_run_progress_end (AthRunProgress *self,
                      AthRun         *run)
{
  AthPlan *plan;

  g_return_if_fail (ATH_IS_RUN_PROGRESS (self));
  g_return_if_fail (ATH_IS_RUN (run));

  plan = ath_run_get_plan (run);
  for (guint i = 0; i < ath_plan_get_n_steps (plan); i++)
    {
      const AthRevision *revision = ath_plan_get_step (plan, i)->revision;
      g_autoptr(AthRunStep) step = NULL;
      guint position;

      step = find_step (self, revision != NULL ? revision->id : NULL, i, &position);
      if (step == NULL)
        continue;
      ath_run_step_set_mark (step, mark_of_state (ath_run_get_step_state (run, i)));
      ath_run_step_set_seconds (step, ath_run_get_step_seconds (run, i));
    }
  if (ath_run_get_outcome (run) == ATH_RUN_APPLIED)
    set_fraction (self, 1);
}

/**
 * ath_run_progress_new:
 * @steps: a list of AthRunStep, in the order of the plan
 * @with_backup: whether a backup comes first
 *
 * Returns: (transfer full): a progress at its beginning
 */
AthRunProgress *
ath_run_progress_new (GListModel *steps,
                      gboolean    with_backup)
{
  AthRunProgress *self;

  g_return_val_if_fail (G_IS_LIST_MODEL (steps), NULL);

  self = g_object_new (ATH_TYPE_RUN_PROGRESS, NULL);
  self->steps = g_object_ref (steps);
  self->backup_share = with_backup ? BACKUP_SHARE : 0;
  self->status = g_strdup (_("Connecting"));

  return self;
}

/**
 * ath_run_progress_get_steps:
 * @self: a progress
 *
 * Returns: (transfer none): the steps
 */
GListModel *
ath_run_progress_get_steps (AthRunProgress *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PROGRESS (self), NULL);

  return self->steps;
}

/**
 * ath_run_progress_get_current:
 * @self: a progress
 *
 * Returns: (transfer none) (nullable): the step that runs or ran last
 */
AthRunStep *
ath_run_progress_get_current (AthRunProgress *self)
{
  g_autoptr(AthRunStep) step = NULL;

  g_return_val_if_fail (ATH_IS_RUN_PROGRESS (self), NULL);

  if (!self->begun)
    return NULL;
  step = g_list_model_get_item (self->steps, self->current);

  /* The list holds it. */
  return step;
}

/**
 * ath_run_progress_get_fraction:
 * @self: a progress
 *
 * Returns: share of the run that is done, from 0 to 1; it never goes back
 */
double
ath_run_progress_get_fraction (AthRunProgress *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PROGRESS (self), 0);

  return self->fraction;
}

/**
 * ath_run_progress_get_status:
 * @self: a progress
 *
 * Returns: (transfer none): what is being done, in a few words
 */
const char *
ath_run_progress_get_status (AthRunProgress *self)
{
  g_return_val_if_fail (ATH_IS_RUN_PROGRESS (self), NULL);

  return self->status;
}

static char *
dup_clock (gint64 duration)
{
  guint seconds = (guint) (MAX (duration, 0) / G_TIME_SPAN_SECOND);

  return g_strdup_printf ("%u:%02u", seconds / 60, seconds % 60);
}

/**
 * ath_run_progress_dup_elapsed:
 * @self: a progress
 * @now: as of g_get_monotonic_time()
 *
 * Returns: (transfer full): how long it has taken so far, in words, and how long
 *   the statement that runs, where that is long
 */
char *
ath_run_progress_dup_elapsed (AthRunProgress *self,
                              gint64          now)
{
  g_autofree char *all = NULL;
  g_autofree char *statement = NULL;

  g_return_val_if_fail (ATH_IS_RUN_PROGRESS (self), NULL);

  all = dup_clock (now - self->start);
  if (self->statement_start == 0 || now - self->statement_start < G_TIME_SPAN_SECOND)
    return g_steal_pointer (&all);

  statement = dup_clock (now - self->statement_start);

  /* TRANSLATORS: two durations, as 1:05 */
  return g_strdup_printf (_("%s, this statement %s"), all, statement);
}
