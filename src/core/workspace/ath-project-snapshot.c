/* ath-project-snapshot.c: a project as it was read once
 *
 * Files, graph, lanes and rows are made in one go by a worker thread, so that a
 * project with thousands of revisions costs the main loop one turn.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workspace/ath-project-snapshot.h"

static void
add_problems (AthProjectSnapshot *self,
              GPtrArray          *problems)
{
  for (guint i = 0; i < problems->len; i++)
    g_ptr_array_add (self->items,
                     ath_revision_item_new_problem (g_ptr_array_index (problems, i)));

  self->n_problems = self->items->len;
}

/* As lists show them. */
static GPtrArray *
list_newest_first (AthRevisionGraph *graph)
{
  GPtrArray *ordered = ath_revision_graph_get_revisions (graph);
  GPtrArray *newest_first = g_ptr_array_sized_new (ordered->len);

  for (guint i = ordered->len; i > 0; i--)
    g_ptr_array_add (newest_first, g_ptr_array_index (ordered, i - 1));

  return newest_first;
}

static void
add_revisions (AthProjectSnapshot *self)
{
  g_autoptr(GPtrArray) revisions = list_newest_first (self->graph);
  g_autoptr(AthGraphLanes) lanes = ath_graph_lanes_new (revisions);
  guint id_length = ath_revision_item_measure_ids (revisions);

  for (guint i = 0; i < revisions->len; i++)
    {
      AthRevision *revision = g_ptr_array_index (revisions, i);
      AthRevisionItem *item = ath_revision_item_new (self->graph, revision, lanes, i, id_length);

      g_ptr_array_add (self->items, item);
      g_hash_table_insert (self->by_id, revision->id, item);
    }
}

static AthProjectSnapshot *
snapshot_new (AthProject *project)
{
  AthProjectSnapshot *self = g_new0 (AthProjectSnapshot, 1);

  self->project = g_object_ref (project);
  self->graph = ath_revision_graph_new (ath_project_get_revisions (project));
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);

  add_problems (self, ath_project_get_problems (self->project));
  add_problems (self, ath_revision_graph_get_problems (self->graph));
  add_revisions (self);

  return self;
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  g_autoptr(AthProject) project = NULL;
  GError *error = NULL;

  project = ath_project_load (task_data, NULL, NULL, cancellable, &error);

  if (project != NULL)
    g_task_return_pointer (task, snapshot_new (project),
                           (GDestroyNotify) ath_project_snapshot_free);
  else
    g_task_return_error (task, error);
}

/**
 * ath_project_snapshot_load_async:
 * @folder: folder of a project
 * @cancellable: (nullable): stops reading
 * @callback: (scope async): called when the project was read
 * @user_data: passed to @callback
 *
 * Reads a project and its graph in a worker thread.
 */
void
ath_project_snapshot_load_async (GFile               *folder,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;

  g_return_if_fail (G_IS_FILE (folder));

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ath_project_snapshot_load_async);
  g_task_set_task_data (task, g_object_ref (folder), g_object_unref);
  g_task_run_in_thread (task, load_thread);
}

/**
 * ath_project_snapshot_load_finish:
 * @result: what the callback got
 * @error: set on failure
 *
 * Returns: (transfer full): the project, or `NULL` with the errors of
 *   ath_project_load()
 */
AthProjectSnapshot *
ath_project_snapshot_load_finish (GAsyncResult  *result,
                                  GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_project_snapshot_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ath_project_snapshot_free:
 * @self: (transfer full): a snapshot
 */
void
ath_project_snapshot_free (AthProjectSnapshot *self)
{
  g_clear_object (&self->project);
  g_clear_object (&self->graph);
  g_clear_pointer (&self->by_id, g_hash_table_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

/**
 * ath_project_snapshot_find:
 * @self: a snapshot
 * @id: whole id of a revision
 *
 * Returns: (transfer none) (nullable): its row
 */
AthRevisionItem *
ath_project_snapshot_find (AthProjectSnapshot *self,
                           const char         *id)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return g_hash_table_lookup (self->by_id, id);
}
