/* ath-cli-format.c: revisions as Alembic prints them
 *
 * Other programs read these lines, so they are Alembic's word by word and not
 * translated.  Where Alembic's order depends on chance, it is fixed here: labels
 * by name, children as they are loaded.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-cli-format.h"

static void
append_list (GString           *text,
             const char *const *items)
{
  g_autofree char *joined = g_strjoinv (", ", (char **) items);

  g_string_append (text, joined);
}

static void
append_down_revisions (GString     *text,
                       AthRevision *revision)
{
  if (revision->down_revisions[0] == NULL)
    g_string_append (text, "<base>");
  else
    append_list (text, (const char *const *) revision->down_revisions);
}

/* The docstring up to the first empty line. */
static void
append_message (GString     *text,
                AthRevision *revision)
{
  g_autofree char *description = g_strstrip (g_strdup (revision->description));
  char *end = strstr (description, "\n\n");

  if (end != NULL)
    *end = '\0';
  g_string_append (text, *description != '\0' ? description : revision->message);
}

/**
 * ath_cli_dup_line:
 * @graph: the graph of @revision
 * @revision: a revision
 * @flags: what is wanted
 *
 * Returns: (transfer full): @revision in one line, without a line end
 */
char *
ath_cli_dup_line (AthRevisionGraph  *graph,
                  AthRevision       *revision,
                  AthCliFormatFlags  flags)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *const *labels = ath_revision_graph_get_labels (graph, revision);

  if (flags & ATH_CLI_FORMAT_PARENTS)
    {
      append_down_revisions (text, revision);
      if (revision->depends_on[0] != NULL)
        {
          g_string_append (text, " (");
          append_list (text, (const char *const *) revision->depends_on);
          g_string_append (text, ")");
        }
      g_string_append (text, " -> ");
    }

  g_string_append (text, revision->id);
  if ((flags & ATH_CLI_FORMAT_LABELS) && labels[0] != NULL)
    {
      g_string_append (text, " (");
      append_list (text, labels);
      g_string_append (text, ")");
    }

  if (ath_revision_graph_is_real_head (graph, revision))
    g_string_append (text, " (head)");
  else if (ath_revision_graph_is_head (graph, revision))
    g_string_append (text, " (effective head)");
  if (flags & ATH_CLI_FORMAT_CURRENT)
    g_string_append (text, " (current)");
  if ((flags & ATH_CLI_FORMAT_POINTS) && ath_revision_graph_is_branch_point (graph, revision))
    g_string_append (text, " (branchpoint)");
  if ((flags & ATH_CLI_FORMAT_POINTS) && ath_revision_graph_is_merge_point (graph, revision))
    g_string_append (text, " (mergepoint)");

  if (flags & ATH_CLI_FORMAT_MESSAGE)
    {
      g_string_append (text, ", ");
      append_message (text, revision);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_children (GString          *text,
                 AthRevisionGraph *graph,
                 AthRevision      *revision)
{
  GPtrArray *children = ath_revision_graph_get_children (graph, revision);

  for (guint i = 0; i < children->len; i++)
    {
      AthRevision *child = g_ptr_array_index (children, i);

      g_string_append_printf (text, "%s%s", i > 0 ? ", " : "", child->id);
    }
}

static void
append_description (GString     *text,
                    AthRevision *revision)
{
  g_autofree char *description = g_strdup (revision->description);
  g_auto(GStrv) lines = NULL;

  g_strstrip (description);
  lines = g_strsplit (*description != '\0' ? description : revision->message, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_string_append_printf (text, "    %s\n", lines[i]);
}

/**
 * ath_cli_dup_entry:
 * @graph: the graph of @revision
 * @revision: a revision
 * @is_current: whether a database is at it
 *
 * Returns: (transfer full): all that there is to say about @revision, in several
 *   lines, each with its end
 */
char *
ath_cli_dup_entry (AthRevisionGraph *graph,
                   AthRevision      *revision,
                   gboolean          is_current)
{
  g_autoptr(GString) text = g_string_new (NULL);
  const char *const *labels = ath_revision_graph_get_labels (graph, revision);
  gboolean is_branch_point = ath_revision_graph_is_branch_point (graph, revision);
  gboolean is_merge_point = ath_revision_graph_is_merge_point (graph, revision);

  g_string_append_printf (text, "Rev: %s%s%s%s%s\n", revision->id,
                          ath_revision_graph_is_head (graph, revision) ? " (head)" : "",
                          is_branch_point ? " (branchpoint)" : "",
                          is_merge_point ? " (mergepoint)" : "",
                          is_current ? " (current)" : "");
  g_string_append (text, is_merge_point ? "Merges: " : "Parent: ");
  append_down_revisions (text, revision);

  if (revision->depends_on[0] != NULL)
    {
      g_string_append (text, "\nAlso depends on: ");
      append_list (text, (const char *const *) revision->depends_on);
    }
  if (is_branch_point)
    {
      g_string_append (text, "\nBranches into: ");
      append_children (text, graph, revision);
    }
  if (labels[0] != NULL)
    {
      g_string_append (text, "\nBranch names: ");
      append_list (text, labels);
    }
  g_string_append_printf (text, "\nPath: %s\n\n", revision->path);
  append_description (text, revision);

  return g_string_free (g_steal_pointer (&text), FALSE);
}
