/* test-graph-cases.c: what the real Alembic does with random graphs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <json-glib/json-glib.h>

#include "graph/ath-test-graph.h"

/* (transfer full): the strings of a JSON array */
static char **
dup_strings (JsonObject *object,
             const char *member)
{
  JsonArray *array = json_object_get_array_member (object, member);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));

  return g_strv_builder_end (builder);
}

static AthRevisionGraph *
read_graph (JsonObject *object)
{
  JsonArray *array = json_object_get_array_member (object, "revisions");
  g_autoptr(GPtrArray) revisions =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *entry = json_array_get_object_element (array, i);
      AthRevision *revision = ath_revision_new (json_object_get_string_member (entry, "id"));

      g_strfreev (revision->down_revisions);
      revision->down_revisions = dup_strings (entry, "down");
      g_strfreev (revision->depends_on);
      revision->depends_on = dup_strings (entry, "deps");
      g_strfreev (revision->labels);
      revision->labels = dup_strings (entry, "labels");
      g_ptr_array_add (revisions, revision);
    }

  return ath_revision_graph_new (revisions);
}

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char **
dup_sorted (char **strings)
{
  char **sorted = g_strdupv (strings);

  qsort (sorted, g_strv_length (sorted), sizeof (char *), compare_strings);

  return sorted;
}

static void
check_revisions (JsonObject *object,
                 const char *member,
                 GPtrArray  *revisions)
{
  g_auto(GStrv) expected = dup_strings (object, member);
  g_autofree char *joined = ath_test_dup_ids (revisions);
  g_auto(GStrv) ids = g_strsplit (joined, " ", -1);
  g_auto(GStrv) expected_sorted = dup_sorted (expected);
  g_auto(GStrv) sorted = dup_sorted (ids);

  g_assert_cmpstrv (sorted, expected_sorted);
}

static AthPlan *
make_plan (AthRevisionGraph  *graph,
           JsonObject        *step,
           GError           **error)
{
  g_auto(GStrv) rows = dup_strings (step, "rows_in");
  const char *command = json_object_get_string_member (step, "cmd");
  const char *target = json_object_get_string_member (step, "target");
  const char *targets[] = { target, NULL };

  if (g_str_equal (command, "upgrade"))
    return ath_plan_new_upgrade (graph, (const char *const *) rows, target, error);
  if (g_str_equal (command, "downgrade"))
    return ath_plan_new_downgrade (graph, (const char *const *) rows, target, error);

  return ath_plan_new_stamp (graph, (const char *const *) rows, targets, FALSE, error);
}

/* Alembic's order is fixed unless a revision has several dependencies. */
static gboolean
has_fixed_order (AthRevisionGraph *graph)
{
  GPtrArray *revisions = ath_revision_graph_get_revisions (graph);

  for (guint i = 0; i < revisions->len; i++)
    {
      AthRevision *revision = g_ptr_array_index (revisions, i);

      if (g_strv_length (revision->depends_on) > 1)
        return FALSE;
    }

  return TRUE;
}

static void
check_plan (AthRevisionGraph *graph,
            JsonObject       *step,
            AthPlan          *plan)
{
  g_auto(GStrv) rows = dup_strings (step, "rows_out");
  g_auto(GStrv) expected_rows = ath_test_dup_maximal (graph, (const char *const *) rows);
  g_auto(GStrv) expected = NULL;
  g_autofree char *joined = NULL;
  g_auto(GStrv) ids = NULL;

  ath_test_check_plan (graph, plan);
  g_assert_cmpstrv ((char **) ath_plan_get_rows_after (plan), expected_rows);

  if (ath_plan_get_operation (plan) == ATH_PLAN_STAMP)
    return;

  joined = ath_test_dup_steps (plan);
  ids = g_strsplit (joined, " ", -1);
  expected = dup_strings (step, "plan");
  if (has_fixed_order (graph))
    {
      g_assert_cmpstrv (ids, expected);
    }
  else
    {
      g_auto(GStrv) sorted = dup_sorted (ids);
      g_auto(GStrv) expected_sorted = dup_sorted (expected);

      g_assert_cmpstrv (sorted, expected_sorted);
    }
}

static void
check_step (AthRevisionGraph *graph,
            JsonObject       *step)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthPlan) plan = make_plan (graph, step, &error);
  g_auto(GStrv) rows_in = dup_strings (step, "rows_in");
  g_autofree char *rows = g_strjoinv (" ", rows_in);

  g_test_message ("%s %s from [%s]: %s", json_object_get_string_member (step, "cmd"),
                  json_object_get_string_member (step, "target"), rows,
                  error != NULL ? error->message : "planned");
  g_assert_true ((plan == NULL) == (error != NULL));

  if (json_object_has_member (step, "error"))
    {
      g_assert_nonnull (error);
    }
  else if (json_object_has_member (step, "plan"))
    {
      g_assert_no_error (error);
      check_plan (graph, step, plan);
    }
  else if (plan != NULL)
    {
      /* Where Alembic itself trips, an error is good and the right answer is, too. */
      ath_test_check_plan (graph, plan);
    }
}

static void
test_case (gconstpointer data)
{
  JsonObject *object = (JsonObject *) data;
  g_autoptr(AthRevisionGraph) graph = read_graph (object);
  JsonArray *steps = json_object_get_array_member (object, "steps");

  g_assert_cmpuint (ath_revision_graph_get_problems (graph)->len, ==, 0);
  check_revisions (object, "heads", ath_revision_graph_get_heads (graph));
  check_revisions (object, "real_heads", ath_revision_graph_get_real_heads (graph));
  check_revisions (object, "bases", ath_revision_graph_get_bases (graph));

  for (guint i = 0; i < json_array_get_length (steps); i++)
    check_step (graph, json_array_get_object_element (steps, i));
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  g_autofree char *file = NULL;
  JsonArray *cases;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  file = g_test_build_filename (G_TEST_DIST, "data", "graph.json", NULL);
  json_parser_load_from_file (parser, file, &error);
  g_assert_no_error (error);

  cases = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *object = json_array_get_object_element (cases, i);
      g_autofree char *path = g_strdup_printf ("/graph/cases/%" G_GINT64_FORMAT,
                                               json_object_get_int_member (object, "seed"));

      g_test_add_data_func (path, object, test_case);
    }

  return g_test_run ();
}
