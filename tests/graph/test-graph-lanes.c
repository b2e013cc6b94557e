/* test-graph-lanes.c: the lines of a drawn graph
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/ath-graph-lanes.h"
#include "project/ath-revision.h"

/* A case is a list of revisions, newest first, as "id:parent,parent"; what is
 * expected is per row its lane and its links: 0|1 passes, 1/0 comes in, 0\1
 * goes out, each from-to.
 */
typedef struct
{
  const char *name;
  const char *revisions;
  const char *expected;
  guint       n_lanes;
} Case;

static const Case cases[] = {
  { "empty", "", "", 0 },
  { "one", "a:", "0", 1 },
  { "line", "c:b b:a a:", "0 0\\0;0 0/0 0\\0;0 0/0", 1 },
  { "branch", "c:a b:a a:", "0 0\\0;1 0|0 1\\1;0 0/0 1/0", 2 },
  { "merge", "m:b,c c:a b:a a:",
    "0 0\\0 0\\1;1 0|0 1/1 1\\1;0 0/0 1|1 0\\0;0 0/0 1/0", 2 },
  { "merge-joins-line-under-way", "x:a m:b,a b: a:",
    "0 0\\0;1 0|0 1\\1 1\\0;1 0|0 1/1;0 0/0", 2 },
  { "lane-used-again", "c:a b: d:a a:",
    "0 0\\0;1 0|0;1 0|0 1\\1;0 0/0 1/0", 2 },
  { "two-bases", "d:c c: b:a a:", "0 0\\0;0 0/0;0 0\\0;0 0/0", 1 },
  { "missing-parent", "b:gone,a a:", "0 0\\0;0 0/0", 1 },
  { "parent-named-twice", "b:a,a a:", "0 0\\0;0 0/0", 1 },
  { "cycle", "b:a a:b", "0 0\\0;0 0/0", 1 },
  { "own-parent", "a:a", "0", 1 },
};

static GPtrArray *
parse_revisions (const char *text)
{
  GPtrArray *revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
  g_auto(GStrv) words = g_strsplit (text, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_auto(GStrv) parts = g_strsplit (words[i], ":", 2);
      AthRevision *revision = ath_revision_new (parts[0]);

      g_strfreev (revision->down_revisions);
      revision->down_revisions = g_strsplit (parts[1], ",", -1);
      g_ptr_array_add (revisions, revision);
    }

  return revisions;
}

static void
append_link (GString            *text,
             const AthGraphLink *link)
{
  static const char signs[] = {
    [ATH_GRAPH_LINK_THROUGH] = '|',
    [ATH_GRAPH_LINK_IN] = '/',
    [ATH_GRAPH_LINK_OUT] = '\\',
  };

  g_string_append_printf (text, " %u%c%u", link->from, signs[link->kind], link->to);
}

static char *
print_lanes (AthGraphLanes *lanes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ath_graph_lanes_get_n_rows (lanes); i++)
    {
      const AthGraphRow *row = ath_graph_lanes_get_row (lanes, i);

      g_string_append_printf (text, "%s%u", i > 0 ? ";" : "", row->lane);
      for (guint j = 0; j < row->n_links; j++)
        append_link (text, &row->links[j]);
    }

  return g_string_free (text, FALSE);
}

static void
test_layout (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(GPtrArray) revisions = parse_revisions (test->revisions);
  g_autoptr(AthGraphLanes) lanes = ath_graph_lanes_new (revisions);
  g_autofree char *printed = print_lanes (lanes);

  g_assert_cmpstr (printed, ==, test->expected);
  g_assert_cmpuint (ath_graph_lanes_get_n_lanes (lanes), ==, test->n_lanes);
}

/* Whatever the graph: each line that leaves a row at its lower edge enters the
 * next one in the same lane, and none ends in the air.
 */
static void
assert_lines_join (AthGraphLanes *lanes)
{
  g_autoptr(GArray) below = g_array_new (FALSE, TRUE, sizeof (gboolean));
  guint n_lanes = ath_graph_lanes_get_n_lanes (lanes);

  g_array_set_size (below, n_lanes);

  for (guint i = 0; i < ath_graph_lanes_get_n_rows (lanes); i++)
    {
      const AthGraphRow *row = ath_graph_lanes_get_row (lanes, i);
      g_autofree gboolean *above = g_memdup2 (below->data, n_lanes * sizeof (gboolean));

      memset (below->data, 0, n_lanes * sizeof (gboolean));
      for (guint j = 0; j < row->n_links; j++)
        {
          const AthGraphLink *link = &row->links[j];

          if (link->kind != ATH_GRAPH_LINK_OUT)
            {
              g_assert_true (above[link->from]);
              above[link->from] = FALSE;
            }
          if (link->kind != ATH_GRAPH_LINK_IN)
            g_array_index (below, gboolean, link->to) = TRUE;
        }

      for (guint lane = 0; lane < n_lanes; lane++)
        g_assert_false (above[lane]);
    }

  for (guint lane = 0; lane < n_lanes; lane++)
    g_assert_false (g_array_index (below, gboolean, lane));
}

static void
test_lines_join (void)
{
  for (guint round = 0; round < 50; round++)
    {
      g_autoptr(GString) text = g_string_new (NULL);
      g_autoptr(GPtrArray) revisions = NULL;
      g_autoptr(AthGraphLanes) lanes = NULL;

      for (int id = 60; id > 0; id--)
        {
          g_string_append_printf (text, "%s%d:", text->len > 0 ? " " : "", id);
          for (int n = g_test_rand_int_range (0, 4); n > 0; n--)
            g_string_append_printf (text, "%d%s",
                                    g_test_rand_int_range (MAX (0, id - 8), id), n > 1 ? "," : "");
        }

      revisions = parse_revisions (text->str);
      lanes = ath_graph_lanes_new (revisions);
      assert_lines_join (lanes);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/graph-lanes/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_layout);
    }
  g_test_add_func ("/graph-lanes/lines-join", test_lines_join);

  return g_test_run ();
}
