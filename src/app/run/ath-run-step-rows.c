/* ath-run-step-rows.c: the steps of a run in a list, however many they are
 *
 * A row takes a few milliseconds to be made or laid out, and a run of small
 * steps changes hundreds of them a second.  So only some are made or brought up
 * to date at a time, and the window answers in between.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "run/ath-run-step-rows.h"

#define ROWS_AT_ONCE 20

struct _AthRunStepRows
{
  GtkListBox *list_box;  /* (unowned) */
  GListModel *steps;     /* (owned) (nullable) of AthRunStep */
  guint       n_rows;    /* that were made so far */
  guint       make_id;   /* makes the rest of them */
  GQueue      stale;     /* (element-type AthRunStepRow) rows of @list_box */
  guint       update_id; /* updates them */
};

static gboolean
update_cb (gpointer user_data)
{
  AthRunStepRows *self = user_data;

  for (guint i = 0; i < ROWS_AT_ONCE && !g_queue_is_empty (&self->stale); i++)
    ath_run_step_row_update (g_queue_pop_head (&self->stale));
  if (!g_queue_is_empty (&self->stale))
    return G_SOURCE_CONTINUE;

  self->update_id = 0;

  return G_SOURCE_REMOVE;
}

static void
stale_cb (AthRunStepRows *self,
          AthRunStepRow  *row)
{
  g_queue_push_tail (&self->stale, row);
  if (self->update_id == 0)
    self->update_id = g_idle_add_full (G_PRIORITY_LOW, update_cb, self, NULL);
}

static gboolean
make_cb (gpointer user_data)
{
  AthRunStepRows *self = user_data;
  guint end = MIN (self->n_rows + ROWS_AT_ONCE, g_list_model_get_n_items (self->steps));

  for (; self->n_rows < end; self->n_rows++)
    {
      g_autoptr(AthRunStep) step = g_list_model_get_item (self->steps, self->n_rows);
      GtkWidget *row = ath_run_step_row_new (step);

      g_signal_connect_swapped (row, "stale", G_CALLBACK (stale_cb), self);
      gtk_list_box_append (self->list_box, row);
    }
  if (end < g_list_model_get_n_items (self->steps))
    return G_SOURCE_CONTINUE;

  self->make_id = 0;

  return G_SOURCE_REMOVE;
}

static void
clear (AthRunStepRows *self)
{
  GtkWidget *row;

  g_clear_handle_id (&self->make_id, g_source_remove);
  g_clear_handle_id (&self->update_id, g_source_remove);
  g_queue_clear (&self->stale);
  self->n_rows = 0;
  while ((row = gtk_widget_get_first_child (GTK_WIDGET (self->list_box))) != NULL)
    gtk_list_box_remove (self->list_box, row);
}

/**
 * ath_run_step_rows_new:
 * @list_box: an empty list that lives longer
 *
 * Returns: (transfer full): without steps
 */
AthRunStepRows *
ath_run_step_rows_new (GtkListBox *list_box)
{
  AthRunStepRows *self;

  g_return_val_if_fail (GTK_IS_LIST_BOX (list_box), NULL);

  self = g_new0 (AthRunStepRows, 1);
  self->list_box = list_box;
  g_queue_init (&self->stale);

  return self;
}

/**
 * ath_run_step_rows_free:
 * @self: (transfer full): what ath_run_step_rows_new() gave
 *
 * Removes all rows.
 */
void
ath_run_step_rows_free (AthRunStepRows *self)
{
  clear (self);
  g_clear_object (&self->steps);
  g_free (self);
}

/**
 * ath_run_step_rows_set_steps:
 * @self: the rows
 * @steps: a list of #AthRunStep
 *
 * Shows @steps instead of those before: the first at once, the rest as time
 * allows.
 */
void
ath_run_step_rows_set_steps (AthRunStepRows *self,
                             GListModel     *steps)
{
  g_return_if_fail (self != NULL);
  g_return_if_fail (G_IS_LIST_MODEL (steps));

  clear (self);
  g_set_object (&self->steps, steps);
  if (make_cb (self))
    self->make_id = g_idle_add_full (G_PRIORITY_LOW, make_cb, self, NULL);
}

/**
 * ath_run_step_rows_find:
 * @self: the rows
 * @step: a step
 *
 * Returns: (transfer none) (nullable): its row, when it is made already
 */
AthRunStepRow *
ath_run_step_rows_find (AthRunStepRows *self,
                        AthRunStep     *step)
{
  GtkWidget *row;

  g_return_val_if_fail (self != NULL, NULL);

  row = gtk_widget_get_first_child (GTK_WIDGET (self->list_box));
  for (; row != NULL; row = gtk_widget_get_next_sibling (row))
    if (ath_run_step_row_get_step (ATH_RUN_STEP_ROW (row)) == step)
      return ATH_RUN_STEP_ROW (row);

  return NULL;
}
