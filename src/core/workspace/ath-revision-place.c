/* ath-revision-place.c: where in the history a new revision can go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "workspace/ath-revision-place.h"

static void
place_free (gpointer data)
{
  AthRevisionPlace *place = data;

  g_free (place->title);
  g_strfreev (place->parents);
  g_free (place);
}

/* @title: (transfer full) */
static AthRevisionPlace *
add (GPtrArray  *places,
     char       *title,
     const char *parent)
{
  AthRevisionPlace *place = g_new0 (AthRevisionPlace, 1);

  place->title = title;
  place->parents = g_new0 (char *, 2);
  place->parents[0] = g_strdup (parent);
  g_ptr_array_add (places, place);

  return place;
}

/* Of a single head only its symbol is given, so that it is refused where scripts
 * cannot be read and the head may be another.
 */
static guint
add_heads (GPtrArray      *places,
           AthProjectItem *project)
{
  AthRevisionGraph *graph = ath_project_item_get_graph (project);
  guint n = ath_revision_graph_get_heads (graph)->len;
  GPtrArray *revisions = ath_revision_graph_get_revisions (graph);

  /* The newest is the last. */
  for (guint i = revisions->len; i > 0; i--)
    {
      AthRevision *revision = g_ptr_array_index (revisions, i - 1);
      AthRevisionItem *item = ath_project_item_find_revision (project, revision->id);

      if (ath_revision_graph_is_head (graph, revision))
        add (places,
             g_strdup_printf ("%s (%s)", ath_revision_item_get_title (item),
                              ath_revision_item_get_short_id (item)),
             n > 1 ? revision->id : "head");
    }

  return n;
}

static void
add_selected (GPtrArray       *places,
              AthProjectItem  *project,
              AthRevisionItem *selected)
{
  AthRevision *revision = ath_revision_item_get_revision (selected);
  char *title;

  if (revision == NULL || ath_revision_graph_is_head (ath_project_item_get_graph (project),
                                                      revision))
    return;

  /* TRANSLATORS: a new revision after this one; message and id of it. */
  title = g_strdup_printf (_("%s (%s), as a new branch"), ath_revision_item_get_title (selected),
                           ath_revision_item_get_short_id (selected));
  add (places, title, revision->id)->splice = TRUE;
}

/**
 * ath_revision_place_list:
 * @project: a project that was read
 * @selected: (nullable): a row of it, to branch off from
 *
 * Lists what a new revision can come after: each head, the newest first, all of
 * them together, @selected where that is no head, and nothing.
 *
 * Returns: (transfer full) (element-type AthRevisionPlace): at least one
 */
GPtrArray *
ath_revision_place_list (AthProjectItem  *project,
                         AthRevisionItem *selected)
{
  GPtrArray *places;
  guint n_heads;

  g_return_val_if_fail (ATH_IS_PROJECT_ITEM (project), NULL);
  g_return_val_if_fail (ath_project_item_get_project (project) != NULL, NULL);
  g_return_val_if_fail (selected == NULL || ATH_IS_REVISION_ITEM (selected), NULL);

  places = g_ptr_array_new_with_free_func (place_free);
  n_heads = add_heads (places, project);

  if (n_heads > 1)
    add (places,
         g_strdup_printf (ngettext ("%u head: it is merged", "All %u heads: they are merged",
                                    n_heads),
                          n_heads),
         "heads")->is_merge = TRUE;
  if (selected != NULL)
    add_selected (places, project, selected);
  add (places,
       g_strdup (n_heads > 0 ? _("Nothing: a history of its own")
                             : _("Nothing: it is the first revision")),
       "base")->is_base = TRUE;

  return places;
}
