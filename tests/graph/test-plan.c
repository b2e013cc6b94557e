/* test-plan.c: upgrades, downgrades, stamps and what they do to the rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "graph/ath-test-graph.h"

typedef struct
{
  const char *command;
  const char *rows;
  const char *target;
  const char *steps;   /* NULL: an error */
  const char *rows_after;
  const char *changes; /* of all steps, with bars between */
} PlanCase;

static char **
split (const char *words)
{
  return *words != '\0' ? g_strsplit (words, " ", -1) : g_new0 (char *, 1);
}

static AthPlan *
make_plan (AthRevisionGraph  *graph,
           const PlanCase    *plan_case,
           GError           **error)
{
  g_auto(GStrv) rows = split (plan_case->rows);
  g_auto(GStrv) targets = split (plan_case->target);
  const char *const *given = (const char *const *) rows;

  if (g_str_equal (plan_case->command, "upgrade"))
    return ath_plan_new_upgrade (graph, given, plan_case->target, error);
  if (g_str_equal (plan_case->command, "downgrade"))
    return ath_plan_new_downgrade (graph, given, plan_case->target, error);

  return ath_plan_new_stamp (graph, given, (const char *const *) targets,
                             g_str_equal (plan_case->command, "purge"), error);
}

static char *
dup_changes (AthPlan *plan)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < ath_plan_get_n_steps (plan); i++)
    {
      g_autofree char *changes = ath_test_dup_changes (ath_plan_get_step (plan, i));

      g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", changes);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_case (AthRevisionGraph *graph,
            const PlanCase   *plan_case)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthPlan) plan = make_plan (graph, plan_case, &error);
  g_autofree char *steps = NULL;
  g_autofree char *rows_after = NULL;
  g_autofree char *changes = NULL;

  g_test_message ("%s [%s] %s: %s", plan_case->command, plan_case->rows, plan_case->target,
                  error != NULL ? error->message : "planned");
  if (plan_case->steps == NULL)
    {
      g_assert_null (plan);
      g_assert_nonnull (error);
      g_assert_true (error->domain == ATH_ERROR);
      return;
    }

  g_assert_no_error (error);
  steps = ath_test_dup_steps (plan);
  rows_after = g_strjoinv (" ", (char **) ath_plan_get_rows_after (plan));
  changes = dup_changes (plan);
  g_assert_cmpstr (steps, ==, plan_case->steps);
  g_assert_cmpstr (rows_after, ==, plan_case->rows_after);
  g_assert_cmpstr (changes, ==, plan_case->changes);
}

/* a1 - b2 - c3 - e5 - f6    g7 (after b2, on its own) - h8
 *         \ d4 /
 */
static const AthTestRevision sample[] = {
  { "a1", NULL, NULL, NULL },     { "b2", "a1", NULL, NULL },  { "c3", "b2", NULL, NULL },
  { "d4", "b2", NULL, "feat" },   { "e5", "c3 d4", NULL, NULL }, { "f6", "e5", NULL, NULL },
  { "g7", NULL, "b2", "extra" },  { "h8", "g7", NULL, NULL },
};

static const PlanCase sample_cases[] = {
  { "upgrade", "", "base", "", "", "" },
  { "upgrade", "", "a1", "a1", "a1", "+a1" },
  { "upgrade", "", "e5", "a1 b2 d4 c3 e5", "e5", "+a1|a1>b2|b2>d4|+c3|-c3 d4>e5" },
  { "upgrade", "f6", "c3", "", "f6", "" },
  { "upgrade", "b2", "extra@head", "g7 h8", "h8", "b2>g7|g7>h8" },
  { "upgrade", "h8", "feat@head", "d4 c3 e5 f6", "f6 h8", "+d4|+c3|-c3 d4>e5|e5>f6" },
  { "upgrade", "", "head", NULL, NULL, NULL },
  { "upgrade", "c3", "+1", "d4 e5", "e5", "+d4|-c3 d4>e5" },
  { "upgrade", "b2", "+1", NULL, NULL, NULL },
  { "upgrade", "", "+1", NULL, NULL, NULL },
  { "upgrade", "", "extra@+1", "a1 b2 g7", "g7", "+a1|a1>b2|b2>g7" },
  { "upgrade", "h8", "feat@+1", "d4", "d4 h8", "+d4" },
  { "upgrade", "a1", "+1", "b2", "b2", "a1>b2" },
  { "upgrade", "a1", "+1abc", "b2", "b2", "a1>b2" },
  { "upgrade", "a1", "a1+1", "b2", "b2", "a1>b2" },
  { "upgrade", "a1", "e5-1", NULL, NULL, NULL },
  { "upgrade", "a1", "b2-0", "b2", "b2", "a1>b2" },
  { "upgrade", "", "f6+1", NULL, NULL, NULL },
  { "upgrade", "", "a1-1", "", "", "" },
  { "upgrade", "", "a1-2", NULL, NULL, NULL },
  { "upgrade", "f6", "-1", NULL, NULL, NULL },
  { "upgrade", "f6", "+0", NULL, NULL, NULL },
  { "upgrade", "f6 c3", "heads", NULL, NULL, NULL },
  { "upgrade", "zz", "heads", NULL, NULL, NULL },
  { "downgrade", "e5", "b2", "e5 c3 d4", "b2", "+c3 e5>d4|-c3|d4>b2" },
  { "downgrade", "e5", "base", "e5 c3 d4 b2 a1", "", "+c3 e5>d4|-c3|d4>b2|b2>a1|-a1" },
  { "downgrade", "e5", "-1", NULL, NULL, NULL },
  { "downgrade", "f6", "-1", "f6", "e5", "f6>e5" },
  { "downgrade", "f6", "e5", "f6", "e5", "f6>e5" },
  { "downgrade", "f6", "f6", "", "f6", "" },
  { "downgrade", "f6", "+1", NULL, NULL, NULL },
  { "downgrade", "", "-1", NULL, NULL, NULL },
  { "downgrade", "", "base", "", "", "" },
  { "downgrade", "a1", "f6", NULL, NULL, NULL },
  { "downgrade", "f6 h8", "head", NULL, NULL, NULL },
  /* Dropping what another branch depends on drops that, too. */
  { "downgrade", "c3 h8", "a1", "c3 h8 g7 b2", "a1", "-c3|h8>g7|g7>b2|b2>a1" },
  { "downgrade", "f6 h8", "extra@base", "h8 g7", "f6", "h8>g7|-g7" },
  { "downgrade", "c3 h8", "extra@base", "h8 g7", "c3", "h8>g7|-g7" },
  { "downgrade", "h8", "extra@base", "h8 g7", "b2", "h8>g7|g7>b2" },
  { "downgrade", "h8", "extra@-1", "h8", "g7", "h8>g7" },
  { "downgrade", "h8", "feat@-1", "h8 g7 b2", "a1", "h8>g7|g7>b2|b2>a1" },
  { "downgrade", "f6 h8", "-1", "f6", "e5 h8", "f6>e5" },
  { "downgrade", "h8 f6", "-1", "h8", "f6 g7", "h8>g7" },
  /* A label that does not exist would, in Alembic, choose all or nothing. */
  { "downgrade", "f6", "nix@base", NULL, NULL, NULL },
  { "downgrade", "f6", "nix@e5", NULL, NULL, NULL },
  { "stamp", "", "f6", "f6", "f6", "+f6" },
  { "stamp", "c3", "f6", "f6", "f6", "c3>f6" },
  { "stamp", "c3 d4", "f6", "f6", "f6", "-c3 d4>f6" },
  { "stamp", "c3 d4", "b2", "b2", "b2", "-c3 d4>b2" },
  { "stamp", "f6", "f6", "", "f6", "" },
  { "stamp", "f6", "h8", "h8", "f6 h8", "+h8" },
  { "stamp", "f6 h8", "base", "base", "", "-f6 -h8" },
  { "stamp", "f6 h8", "g7@base", "base", "f6", "-h8" },
  { "stamp", "", "base", "", "", "" },
  { "stamp", "", "head", NULL, NULL, NULL },
  { "stamp", "a1", "+1", NULL, NULL, NULL },
  { "stamp", "zz", "f6", NULL, NULL, NULL },
  { "purge", "zz a1", "f6", "f6", "f6", "-zz a1>f6" },
  { "purge", "zz", "base", "base", "", "-zz" },
  { "purge", "f6 zz", "f6", "f6", "f6", "-zz" },
  { "purge", "f6", "f6 h8", "h8", "f6 h8", "+h8" },
  /* Where Alembic loses a row, crashes, or leaves two that exclude each other. */
  { "stamp", "c3 d4 h8", "heads", "f6", "f6 h8", "-c3 d4>f6" },
  { "stamp", "c3", "c3 c3", "", "c3", "" },
  { "stamp", "c3", "c3 f6", "f6", "f6", "c3>f6" },
  { "stamp", "c3 f6", "f6", "f6", "f6", "-c3" },
  { "downgrade", "c3 f6", "e5", "f6", "e5", "-c3 f6>e5" },
};

static void
test_sample (void)
{
  g_autoptr(AthRevisionGraph) graph = ath_test_graph_new (sample, G_N_ELEMENTS (sample));

  for (guint i = 0; i < G_N_ELEMENTS (sample_cases); i++)
    check_case (graph, &sample_cases[i]);
}

/* Stamping below two bases at once. */
static void
test_two_bases (void)
{
  static const AthTestRevision revisions[] = {
    { "a1", NULL, NULL, NULL }, { "a2", "a1", NULL, NULL },
    { "g1", NULL, NULL, NULL }, { "g2", "g1", NULL, NULL },
  };
  static const PlanCase cases[] = {
    { "stamp", "a2 g2", "a1 g1", "a1 g1", "a1 g1", "a2>a1|g2>g1" },
    { "stamp", "a2 g2", "a1@base", "base", "g2", "-a2" },
    { "stamp", "a2 g2", "base a1", "base a1", "a1", "-a2 -g2|+a1" },
    { "downgrade", "a2 g2", "base", "a2 a1 g2 g1", "", "a2>a1|-a1|g2>g1|-g1" },
    { "downgrade", "a2 g2", "a1@base", "a2 a1", "g2", "a2>a1|-a1" },
  };
  g_autoptr(AthRevisionGraph) graph = ath_test_graph_new (revisions, G_N_ELEMENTS (revisions));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (graph, &cases[i]);
}

/* A dependency on what is below a parent anyway: Alembic's KeyError. */
static void
test_redundant_edges (void)
{
  static const AthTestRevision revisions[] = {
    { "a1", NULL, NULL, NULL }, { "b2", "a1", NULL, NULL }, { "c3", "b2", "a1", NULL },
    { "d4", "a1 c3", NULL, NULL },
  };
  static const PlanCase cases[] = {
    { "upgrade", "", "head", "a1 b2 c3 d4", "d4", "+a1|a1>b2|b2>c3|c3>d4" },
    { "downgrade", "d4", "base", "d4 c3 b2 a1", "", "d4>c3|c3>b2|b2>a1|-a1" },
  };
  g_autoptr(AthRevisionGraph) graph = ath_test_graph_new (revisions, G_N_ELEMENTS (revisions));

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    check_case (graph, &cases[i]);
}

static void
test_warning (void)
{
  const char *rows[] = { "f6", "h8", NULL };
  g_autoptr(AthRevisionGraph) graph = ath_test_graph_new (sample, G_N_ELEMENTS (sample));
  g_autoptr(GError) error = NULL;
  g_autoptr(AthPlan) relative = ath_plan_new_downgrade (graph, rows, "-1", &error);
  g_autoptr(AthPlan) absolute = NULL;

  g_assert_no_error (error);
  g_assert_nonnull (strstr (ath_plan_get_warning (relative), "f6"));

  absolute = ath_plan_new_downgrade (graph, rows, "e5", &error);
  g_assert_no_error (error);
  g_assert_null (ath_plan_get_warning (absolute));
}

static void
test_properties (void)
{
  const char *rows[] = { "h8", "c3", "c3", NULL };
  const char *targets[] = { "f6", "h8", NULL };
  const char *rows_before[] = { "c3", "h8", NULL };
  g_autoptr(AthRevisionGraph) graph = ath_test_graph_new (sample, G_N_ELEMENTS (sample));
  g_autoptr(GError) error = NULL;
  g_autoptr(AthPlan) plan = ath_plan_new_stamp (graph, rows, targets, FALSE, &error);
  const AthPlanStep *step;

  g_assert_no_error (error);
  g_assert_cmpint (ath_plan_get_operation (plan), ==, ATH_PLAN_STAMP);
  g_assert_cmpstrv ((char **) ath_plan_get_rows_before (plan), (char **) rows_before);
  g_assert_cmpuint (ath_plan_get_n_steps (plan), ==, 1);

  step = ath_plan_get_step (plan, 0);
  g_assert_cmpstr (ath_plan_operation_get_name (step->operation), ==, "stamp");
  g_assert_cmpstr (step->revision->id, ==, "f6");
  g_assert_cmpstrv (step->rows_after, ((const char *[]) { "f6", "h8", NULL }));
}

/* Words from what came before @n, each with a chance of one in three; one @wanted at least. */
static char **
dup_random_parents (GPtrArray *revisions,
                    gboolean   wanted)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  guint n = 0;

  for (guint i = revisions->len; i-- > 0 && n < 3;)
    {
      AthRevision *revision = g_ptr_array_index (revisions, i);

      if (g_test_rand_int_range (0, 3) != 0 && !(wanted && n == 0 && i == 0))
        continue;
      g_strv_builder_add (builder, revision->id);
      n++;
    }

  return g_strv_builder_end (builder);
}

static AthRevisionGraph *
new_random_graph (GPtrArray *revisions)
{
  guint n = g_test_rand_int_range (1, 12);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%c%c%02u", 'a' + g_test_rand_int_range (0, 4),
                                             'a' + g_test_rand_int_range (0, 4), i);
      AthRevision *revision = ath_revision_new (id);

      if (g_test_rand_int_range (0, 5) != 0)
        {
          g_strfreev (revision->down_revisions);
          revision->down_revisions = dup_random_parents (revisions, TRUE);
        }
      if (g_test_rand_int_range (0, 4) == 0)
        {
          g_strfreev (revision->depends_on);
          revision->depends_on = dup_random_parents (revisions, FALSE);
        }
      g_ptr_array_add (revisions, revision);
    }

  return ath_revision_graph_new (revisions);
}

static char *
dup_random_target (GPtrArray *revisions)
{
  AthRevision *revision = g_ptr_array_index (revisions,
                                             g_test_rand_int_range (0, revisions->len));
  guint n = g_test_rand_int_range (0, 3);

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      return g_strdup ("heads");

    case 1:
      return g_strdup ("base");

    case 2:
      return g_strdup_printf ("%s@head", revision->id);

    case 3:
      return g_strdup_printf ("%s@base", revision->id);

    case 4:
      return g_strdup_printf ("%s+%u", revision->id, n);

    case 5:
      return g_strdup_printf ("-%u", n);

    case 6:
      return g_strdup_printf ("+%u", n);

    default:
      return g_strdup (revision->id);
    }
}

static AthPlan *
make_random_plan (AthRevisionGraph    *graph,
                  const char *const   *rows,
                  const char          *target,
                  GError             **error)
{
  const char *targets[] = { target, NULL };

  switch (g_test_rand_int_range (0, 4))
    {
    case 0:
      return ath_plan_new_stamp (graph, rows, targets, FALSE, error);

    case 1:
      return ath_plan_new_downgrade (graph, rows, target, error);

    default:
      return ath_plan_new_upgrade (graph, rows, target, error);
    }
}

/* Whatever is done, in whatever order: the rows are the maximal elements. */
static void
test_random (void)
{
  guint n_steps = 0;

  for (guint i = 0; i < 400; i++)
    {
      g_autoptr(GPtrArray) revisions =
        g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
      g_autoptr(AthRevisionGraph) graph = new_random_graph (revisions);
      g_auto(GStrv) rows = g_new0 (char *, 1);

      for (guint j = 0; j < 10; j++)
        {
          g_autofree char *target = dup_random_target (revisions);
          g_autoptr(GError) error = NULL;
          g_autoptr(AthPlan) plan = make_random_plan (graph, (const char *const *) rows, target,
                                                      &error);
          g_auto(GStrv) maximal = NULL;

          if (plan == NULL)
            {
              g_assert_nonnull (error);
              continue;
            }

          ath_test_check_plan (graph, plan);
          g_strfreev (rows);
          rows = g_strdupv ((char **) ath_plan_get_rows_after (plan));
          maximal = ath_test_dup_maximal (graph, (const char *const *) rows);
          g_assert_cmpstrv (rows, maximal);
          n_steps += ath_plan_get_n_steps (plan);
        }
    }

  g_assert_cmpuint (n_steps, >, 1000);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/plan/sample", test_sample);
  g_test_add_func ("/plan/two-bases", test_two_bases);
  g_test_add_func ("/plan/redundant-edges", test_redundant_edges);
  g_test_add_func ("/plan/warning", test_warning);
  g_test_add_func ("/plan/properties", test_properties);
  g_test_add_func ("/plan/random", test_random);

  return g_test_run ();
}
