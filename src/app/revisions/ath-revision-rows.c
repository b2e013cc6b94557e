/* ath-revision-rows.c: what a list of revisions lists
 *
 * Unknown rows first, in view at once: they need attention.  Then problems, then
 * revisions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtk/gtk.h>

#include "revisions/ath-revision-rows.h"

static gpointer
map_unknown (gpointer item,
             gpointer user_data)
{
  g_autoptr(AthEnvironmentItem) environment = item;

  return g_object_ref (ath_environment_item_get_unknown (environment));
}

static GListModel *
make_unknown (AthProjectItem *project)
{
  GListModel *environments = ath_project_item_get_environments (project);
  GtkMapListModel *lists = gtk_map_list_model_new (g_object_ref (environments),
                                                   map_unknown, NULL, NULL);

  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (lists)));
}

/**
 * ath_revision_rows_new:
 * @project: a project
 * @environment: (nullable): one of its environments, or `NULL` for all of them
 *
 * Returns: (transfer full): a list of AthRevisionItem that follows both
 */
GListModel *
ath_revision_rows_new (AthProjectItem     *project,
                       AthEnvironmentItem *environment)
{
  GListStore *parts = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr(GListModel) unknown = NULL;

  if (environment != NULL)
    unknown = g_object_ref (ath_environment_item_get_unknown (environment));
  else
    unknown = make_unknown (project);

  g_list_store_append (parts, unknown);
  g_list_store_append (parts, ath_project_item_get_revisions (project));

  return G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (parts)));
}

/**
 * ath_revision_rows_is_repeated:
 * @project: a project
 * @item: a row of ath_revision_rows_new() for all its environments
 *
 * Returns: whether @item is an unknown row that another environment holds, too,
 *   and that is listed for that one
 */
gboolean
ath_revision_rows_is_repeated (AthProjectItem  *project,
                               AthRevisionItem *item)
{
  GListModel *environments = ath_project_item_get_environments (project);

  if (ath_revision_item_get_kind (item) != ATH_REVISION_ITEM_UNKNOWN_ROW)
    return FALSE;

  for (guint i = 0; i < g_list_model_get_n_items (environments); i++)
    {
      g_autoptr(AthEnvironmentItem) environment = g_list_model_get_item (environments, i);
      GListModel *unknown = ath_environment_item_get_unknown (environment);

      for (guint j = 0; j < g_list_model_get_n_items (unknown); j++)
        {
          g_autoptr(AthRevisionItem) other = g_list_model_get_item (unknown, j);

          if (g_str_equal (ath_revision_item_get_id (other), ath_revision_item_get_id (item)))
            return other != item;
        }
    }

  return FALSE;
}
