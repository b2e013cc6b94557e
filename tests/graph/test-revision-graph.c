/* test-revision-graph.c: revisions, labels, symbols, history and problems
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "graph/ath-test-graph.h"

/* Two lines that merge, a label on one of them, and a branch of its own that
 * depends on the middle.
 */
static const AthTestRevision sample[] = {
  { "aaaa1111", NULL, NULL, NULL },
  { "bbbb2222", "aaaa1111", NULL, NULL },
  { "cccc3333", "bbbb2222", NULL, NULL },
  { "dddd4444", "bbbb2222", NULL, "feat" },
  { "eeee5555", "cccc3333 dddd4444", NULL, NULL },
  { "ffff6666", "eeee5555", NULL, NULL },
  { "gggg7777", NULL, "bbbb2222", "ext" },
  { "hhhh8888", "gggg7777", NULL, NULL },
};

static AthRevisionGraph *
new_sample (void)
{
  return ath_test_graph_new (sample, G_N_ELEMENTS (sample));
}

static char *
dup_resolved (AthRevisionGraph *graph,
              const char       *symbol)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) revisions = ath_revision_graph_resolve (graph, symbol, &error);

  g_assert_no_error (error);

  return ath_test_dup_ids (revisions);
}

static AthRevision *
find (AthRevisionGraph *graph,
      const char       *id)
{
  AthRevision *revision = ath_revision_graph_find (graph, id);

  g_assert_nonnull (revision);

  return revision;
}

static void
test_notions (void)
{
  g_autoptr(AthRevisionGraph) graph = new_sample ();
  g_autofree char *heads = ath_test_dup_ids (ath_revision_graph_get_heads (graph));
  g_autofree char *bases = ath_test_dup_ids (ath_revision_graph_get_bases (graph));
  AthRevision *branch_point = find (graph, "bbbb2222");
  g_autofree char *children =
    ath_test_dup_ids (ath_revision_graph_get_children (graph, branch_point));
  g_autofree char *revisions = ath_test_dup_ids (ath_revision_graph_get_revisions (graph));

  g_assert_cmpstr (heads, ==, "ffff6666 hhhh8888");
  g_assert_cmpstr (bases, ==, "aaaa1111 gggg7777");
  g_assert_cmpstr (children, ==, "cccc3333 dddd4444");
  g_assert_cmpstr (revisions, ==,
                   "aaaa1111 bbbb2222 cccc3333 dddd4444 eeee5555 ffff6666 gggg7777 hhhh8888");
  g_assert_true (ath_revision_graph_is_branch_point (graph, branch_point));
  g_assert_false (ath_revision_graph_is_branch_point (graph, find (graph, "aaaa1111")));
  g_assert_true (ath_revision_graph_is_merge_point (graph, find (graph, "eeee5555")));
  g_assert_false (ath_revision_graph_is_merge_point (graph, find (graph, "gggg7777")));
  g_assert_null (ath_revision_graph_find (graph, "aaaa"));
  g_assert_cmpuint (ath_revision_graph_get_problems (graph)->len, ==, 0);
}

/* A head that another branch depends on is one, but no real one. */
static void
test_effective_head (void)
{
  static const AthTestRevision revisions[] = {
    { "aaaa", NULL, NULL, NULL },
    { "bbbb", NULL, "aaaa", NULL },
  };
  g_autoptr(AthRevisionGraph) graph = ath_test_graph_new (revisions, G_N_ELEMENTS (revisions));
  g_autofree char *heads = ath_test_dup_ids (ath_revision_graph_get_heads (graph));
  g_autofree char *real_heads = ath_test_dup_ids (ath_revision_graph_get_real_heads (graph));

  g_assert_cmpstr (heads, ==, "aaaa bbbb");
  g_assert_cmpstr (real_heads, ==, "bbbb");
  g_assert_true (ath_revision_graph_is_head (graph, find (graph, "aaaa")));
  g_assert_false (ath_revision_graph_is_real_head (graph, find (graph, "aaaa")));
}

/* Files are read by name: a parent may well be loaded after its child. */
static void
test_load_order (void)
{
  static const AthTestRevision revisions[] = {
    { "cccc", "bbbb", NULL, NULL },
    { "dddd", NULL, NULL, NULL },
    { "bbbb", "aaaa", NULL, NULL },
    { "aaaa", NULL, NULL, NULL },
  };
  g_autoptr(AthRevisionGraph) graph = ath_test_graph_new (revisions, G_N_ELEMENTS (revisions));
  g_autofree char *order = ath_test_dup_ids (ath_revision_graph_get_revisions (graph));
  g_autofree char *bases = ath_test_dup_ids (ath_revision_graph_get_bases (graph));

  g_assert_cmpstr (order, ==, "aaaa bbbb cccc dddd");
  g_assert_cmpstr (bases, ==, "dddd aaaa");
}

typedef struct
{
  const char      *name;
  AthTestRevision  revisions[8];
  const char      *labels; /* of each revision, in load order, with bars between */
} LabelCase;

static const LabelCase label_cases[] = {
  {
    "line",
    { { "aaaa", NULL, NULL, NULL }, { "bbbb", "aaaa", NULL, "x" }, { "cccc", "bbbb", NULL, NULL } },
    "x|x|x",
  },
  {
    "branches-above",
    {
      { "aaaa", NULL, NULL, NULL }, { "bbbb", "aaaa", NULL, "x" }, { "cccc", "bbbb", NULL, NULL },
      { "dddd", "cccc", NULL, NULL }, { "eeee", "cccc", NULL, NULL },
    },
    "|x|x|x|x",
  },
  {
    "branches-below",
    {
      { "base1", NULL, NULL, NULL }, { "xxxx", "base1", NULL, NULL },
      { "bbbb", "base1", NULL, NULL },
      { "b222", "bbbb", NULL, "x" }, { "cccc", "b222", NULL, NULL },
    },
    "||x|x|x",
  },
  {
    "through-a-merge",
    {
      { "aaaa", NULL, NULL, NULL }, { "bbbb", "aaaa", NULL, "x" }, { "cccc", "aaaa", NULL, "y" },
      { "dddd", "bbbb cccc", NULL, NULL }, { "eeee", "dddd", NULL, NULL },
    },
    "|x|y|x,y|x,y",
  },
  {
    "dependency-is-a-branch",
    {
      { "aaaa", NULL, NULL, NULL }, { "bbbb", "aaaa", NULL, "x" }, { "cccc", "bbbb", NULL, NULL },
      { "dddd", NULL, "bbbb", NULL },
    },
    "|x|x|",
  },
  {
    "several",
    { { "aaaa", NULL, NULL, "zeta alpha" }, { "bbbb", "aaaa", NULL, "mid" } },
    "alpha,mid,zeta|alpha,mid,zeta",
  },
};

static void
test_labels (gconstpointer data)
{
  const LabelCase *label_case = data;
  g_auto(GStrv) expected = g_strsplit (label_case->labels, "|", -1);
  g_autoptr(AthRevisionGraph) graph = ath_test_graph_new (label_case->revisions,
                                                          g_strv_length (expected));

  for (guint i = 0; expected[i] != NULL; i++)
    {
      AthRevision *revision = find (graph, label_case->revisions[i].id);
      g_autofree char *labels =
        g_strjoinv (",", (char **) ath_revision_graph_get_labels (graph, revision));

      g_assert_cmpstr (labels, ==, expected[i]);
    }
}

typedef struct
{
  const char *symbol;
  const char *ids;     /* NULL: an error that says ... */
  const char *message;
} SymbolCase;

static const SymbolCase symbol_cases[] = {
  { "base", "", NULL },
  { "heads", "ffff6666 hhhh8888", NULL },
  { "head", NULL, "ffff6666" },
  { "HEAD", NULL, "HEAD" },
  { " head", NULL, " head" },
  { "", NULL, "empty" },
  { "aaaa1111", "aaaa1111", NULL },
  { "aaaa", "aaaa1111", NULL },
  { "a", "aaaa1111", NULL },
  { "feat", "dddd4444", NULL },
  { "fe", "dddd4444", NULL },
  { "f", NULL, "ffff6666" },
  /* A key of three characters has no beginnings, only itself. */
  { "ext", "gggg7777", NULL },
  { "ex", NULL, "ex" },
  { "feat@head", "ffff6666", NULL },
  { "feat@heads", "ffff6666", NULL },
  { "feat@base", "", NULL },
  { "feat@bbbb", "bbbb2222", NULL },
  { "feat@cccc", NULL, "cccc" },
  { "feat@cccc3333", NULL, "feat" },
  { "ext@head", "hhhh8888", NULL },
  { "gggg@head", "hhhh8888", NULL },
  { "hhhh8888@base", "", NULL },
  { "nix@head", NULL, "nix" },
  { "nix@base", NULL, "nix" },
  { "feat@ext@head", NULL, "ext@head" },
  { "-1", "eeee5555 gggg7777", NULL },
  { "-2", NULL, "eeee5555" },
  { "feat@-1", "eeee5555", NULL },
  { "ext@-2", "", NULL },
  { "ext@-3", NULL, "hhhh8888" },
  { "aaaa+1", NULL, "aaaa+1" },
};

static void
test_symbols (void)
{
  g_autoptr(AthRevisionGraph) graph = new_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (symbol_cases); i++)
    {
      const SymbolCase *symbol_case = &symbol_cases[i];
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) revisions = NULL;
      g_autofree char *ids = NULL;

      revisions = ath_revision_graph_resolve (graph, symbol_case->symbol, &error);
      g_test_message ("“%s”: %s", symbol_case->symbol, error != NULL ? error->message : "resolved");
      if (symbol_case->ids == NULL)
        {
          g_assert_error (error, ATH_ERROR, ATH_ERROR_REVISION);
          g_assert_null (revisions);
          g_assert_nonnull (strstr (error->message, symbol_case->message));
          continue;
        }
      g_assert_no_error (error);
      ids = ath_test_dup_ids (revisions);
      g_assert_cmpstr (ids, ==, symbol_case->ids);
    }
}

/* An id that is the beginning of another one is itself. */
static void
test_exact_before_partial (void)
{
  static const AthTestRevision revisions[] = {
    { "abcd", NULL, NULL, NULL },
    { "abcd1", "abcd", NULL, NULL },
    { "abcd2", "abcd1", NULL, NULL },
  };
  g_autoptr(AthRevisionGraph) graph = ath_test_graph_new (revisions, G_N_ELEMENTS (revisions));
  g_autofree char *exact = dup_resolved (graph, "abcd");
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (exact, ==, "abcd");
  g_assert_null (ath_revision_graph_resolve (graph, "abc", &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_REVISION);
  g_assert_nonnull (strstr (error->message, "“abcd”, “abcd1”, “abcd2”"));
}

static void
test_suggestions (void)
{
  g_autoptr(AthRevisionGraph) graph = new_sample ();
  g_autoptr(GError) error = NULL;

  g_assert_null (ath_revision_graph_resolve (graph, "aaab1111", &error));
  g_assert_nonnull (strstr (ath_error_get_details (error)->hint, "“aaaa1111”"));
  g_clear_error (&error);

  g_assert_null (ath_revision_graph_resolve (graph, "faet", &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_REVISION);
  g_clear_error (&error);

  g_assert_null (ath_revision_graph_resolve (graph, "+1", &error));
  g_assert_nonnull (strstr (ath_error_get_details (error)->hint, "upgrade"));
}

static const SymbolCase history_cases[] = {
  { NULL, "ffff6666 eeee5555 cccc3333 hhhh8888 gggg7777 dddd4444 bbbb2222 aaaa1111", NULL },
  { "bbbb:eeee", "eeee5555 cccc3333 dddd4444 bbbb2222", NULL },
  { "bbbb:cccc", "cccc3333 bbbb2222", NULL },
  { ":bbbb", "bbbb2222 aaaa1111", NULL },
  { "ffff:", "ffff6666", NULL },
  { "eeee:ffff", "ffff6666 eeee5555", NULL },
  { " eeee:ffff ", "ffff6666 eeee5555", NULL },
  { "eeee:+1", "ffff6666 eeee5555", NULL },
  { "eeee:+7", "ffff6666 eeee5555", NULL },
  { "aaaa:eeee-0", "eeee5555 cccc3333 dddd4444 bbbb2222 aaaa1111", NULL },
  { "eeee:-1", NULL, "-1" },
  { "-1:ffff", "ffff6666 eeee5555", NULL },
  { "-1:current", "cccc3333 bbbb2222", NULL },
  { ":current", "cccc3333 bbbb2222 aaaa1111", NULL },
  { "current:cccc", "cccc3333", NULL },
  { "current:hhhh", NULL, "current" },
  { "ext@base:", "hhhh8888 gggg7777 bbbb2222 aaaa1111", NULL },
  { "eeee:bbbb", NULL, "eeee" },
  { "cccc:dddd", NULL, "cccc" },
  { "aaaa", NULL, "aaaa" },
  { "a:b:c", NULL, "a:b:c" },
  { "nix:", NULL, "nix" },
};

static void
test_history (void)
{
  const char *rows[] = { "cccc3333", NULL };
  g_autoptr(AthRevisionGraph) graph = new_sample ();

  for (guint i = 0; i < G_N_ELEMENTS (history_cases); i++)
    {
      const SymbolCase *history_case = &history_cases[i];
      g_autoptr(GError) error = NULL;
      g_autoptr(GPtrArray) revisions = NULL;
      g_autofree char *ids = NULL;

      revisions = ath_revision_graph_list_history (graph, history_case->symbol, rows, &error);
      ids = revisions != NULL ? ath_test_dup_ids (revisions) : NULL;
      g_test_message ("“%s”: %s", history_case->symbol, error != NULL ? error->message : ids);
      if (history_case->ids != NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (ids, ==, history_case->ids);
        }
      else
        {
          g_assert_nonnull (error);
          g_assert_true (error->domain == ATH_ERROR);
        }
    }
}

/* A dependency that leads over what is not in the range is no reason to lose a revision. */
static void
test_history_over_a_dependency (void)
{
  static const AthTestRevision revisions[] = {
    { "aaaa", NULL, NULL, NULL },
    { "bbbb", "aaaa", NULL, NULL },
    { "xxxx", NULL, "bbbb", NULL },
    { "cccc", "aaaa", "xxxx", NULL },
  };
  g_autoptr(AthRevisionGraph) graph = ath_test_graph_new (revisions, G_N_ELEMENTS (revisions));
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) history = ath_revision_graph_list_history (graph, "aaaa:cccc", NULL, &error);
  g_autofree char *ids = NULL;

  g_assert_no_error (error);
  ids = ath_test_dup_ids (history);
  g_assert_cmpstr (ids, ==, "cccc bbbb aaaa");
}

static void
test_current (void)
{
  const char *rows[] = { "gggg7777", NULL };
  const char *strange[] = { "gggg7777", "zzzz", NULL };
  g_autoptr(AthRevisionGraph) graph = new_sample ();
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) current = ath_revision_graph_list_current (graph, rows, &error);
  g_autofree char *ids = NULL;
  g_autoptr(GHashTable) applied = NULL;
  g_auto(GStrv) unknown = NULL;

  g_assert_no_error (error);
  ids = ath_test_dup_ids (current);
  g_assert_cmpstr (ids, ==, "gggg7777 bbbb2222");

  applied = ath_revision_graph_list_applied (graph, strange, &unknown);
  g_assert_cmpuint (g_hash_table_size (applied), ==, 3);
  g_assert_true (g_hash_table_contains (applied, find (graph, "aaaa1111")));
  g_assert_cmpstrv (unknown, ((const char *[]) { "zzzz", NULL }));

  g_assert_null (ath_revision_graph_list_current (graph, strange, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_REVISION);
}

typedef struct
{
  const char      *name;
  AthTestRevision  revisions[5];
  guint            n_revisions;
  guint            n_problems;
  const char      *message;
  const char      *file;
  const char      *healthy; /* a target that can be upgraded to all the same */
  const char      *broken;  /* one that cannot */
} ProblemCase;

static const ProblemCase problem_cases[] = {
  {
    "duplicate-id",
    {
      { "aaaa", NULL, NULL, NULL }, { "bbbb", "aaaa", NULL, NULL }, { "bbbb", "aaaa", NULL, NULL },
    },
    3, 1, "versions/1_bbbb.py", "versions/2_bbbb.py", "aaaa", "head",
  },
  {
    "missing-parent",
    {
      { "aaaa", NULL, NULL, NULL }, { "bbbb", "gone", NULL, NULL }, { "cccc", "bbbb", NULL, NULL },
    },
    3, 1, "“gone”", "versions/1_bbbb.py", "aaaa", "cccc",
  },
  {
    "missing-dependency",
    { { "aaaa", NULL, NULL, NULL }, { "bbbb", NULL, "gone", NULL } },
    2, 1, "“gone”", "versions/1_bbbb.py", "aaaa", "heads",
  },
  {
    "cycle",
    {
      { "aaaa", NULL, NULL, NULL }, { "bbbb", "dddd", NULL, NULL }, { "cccc", "bbbb", NULL, NULL },
      { "dddd", "cccc", NULL, NULL },
    },
    4, 1, "bbbb → dddd → cccc → bbbb", "versions/1_bbbb.py", "aaaa", "heads",
  },
  {
    "self-loop",
    { { "aaaa", NULL, NULL, NULL }, { "bbbb", "bbbb", NULL, NULL } },
    2, 1, "bbbb → bbbb", "versions/1_bbbb.py", "aaaa", "head",
  },
  {
    "dependency-cycle",
    {
      { "aaaa", NULL, NULL, NULL }, { "bbbb", "aaaa", "cccc", NULL },
      { "cccc", NULL, "bbbb", NULL },
    },
    3, 1, "bbbb → cccc → bbbb", "versions/1_bbbb.py", "aaaa", "bbbb",
  },
  {
    "duplicate-label",
    { { "aaaa", NULL, NULL, "x" }, { "bbbb", NULL, NULL, "x" } },
    2, 1, "“x”", "versions/1_bbbb.py", "heads", "x@head",
  },
  {
    "label-is-an-id",
    { { "aaaa", NULL, NULL, NULL }, { "bbbb", NULL, NULL, "aaaa" } },
    2, 1, "“aaaa”", "versions/1_bbbb.py", "aaaa", "nix",
  },
  {
    "illegal-id",
    { { "aaaa", NULL, NULL, NULL }, { "b+1", "aaaa", NULL, NULL } },
    2, 1, "“b+1”", "versions/1_b+1.py", "aaaa", "head",
  },
};

static void
test_problems (gconstpointer data)
{
  const ProblemCase *problem_case = data;
  const char *rows[] = { NULL };
  g_autoptr(AthRevisionGraph) graph = ath_test_graph_new (problem_case->revisions,
                                                          problem_case->n_revisions);
  GPtrArray *problems = ath_revision_graph_get_problems (graph);
  g_autoptr(GError) error = NULL;
  g_autoptr(GPtrArray) history = NULL;
  g_autoptr(AthPlan) plan = NULL;
  GError *problem;

  g_assert_cmpuint (problems->len, ==, problem_case->n_problems);
  problem = g_ptr_array_index (problems, 0);
  g_test_message ("%s", problem->message);
  g_assert_error (problem, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_nonnull (strstr (problem->message, problem_case->message));
  g_assert_cmpstr (ath_error_get_details (problem)->file, ==, problem_case->file);
  g_assert_nonnull (ath_error_get_details (problem)->hint);

  /* All that can be shown is. */
  history = ath_revision_graph_list_history (graph, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, ath_revision_graph_get_revisions (graph)->len);

  plan = ath_plan_new_upgrade (graph, rows, problem_case->healthy, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ath_plan_get_n_steps (plan), >, 0);

  g_assert_null (ath_plan_new_upgrade (graph, rows, problem_case->broken, &error));
  g_assert_nonnull (error);
}

/* What is applied may have a problem: going on from there is possible. */
static void
test_problem_below (void)
{
  static const AthTestRevision revisions[] = {
    { "bbbb", "gone", NULL, NULL },
    { "cccc", "bbbb", NULL, NULL },
  };
  const char *rows[] = { "bbbb", NULL };
  g_autoptr(AthRevisionGraph) graph = ath_test_graph_new (revisions, G_N_ELEMENTS (revisions));
  g_autoptr(GError) error = NULL;
  g_autoptr(AthPlan) plan = ath_plan_new_upgrade (graph, rows, "head", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ath_plan_get_n_steps (plan), ==, 1);
  g_assert_null (ath_plan_new_downgrade (graph, rows, "base", &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
}

static void
test_empty (void)
{
  const char *rows[] = { NULL };
  g_autoptr(AthRevisionGraph) graph = ath_test_graph_new (NULL, 0);
  g_autofree char *head = dup_resolved (graph, "head");
  g_autofree char *heads = dup_resolved (graph, "heads");
  g_autoptr(GError) error = NULL;
  g_autoptr(AthPlan) plan = ath_plan_new_upgrade (graph, rows, "head", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ath_plan_get_n_steps (plan), ==, 0);
  g_assert_cmpstr (head, ==, "");
  g_assert_cmpstr (heads, ==, "");
}

/* Deep enough to break a function that calls itself for each revision. */
static void
test_deep_chain (void)
{
  const guint n = 40000;
  const char *none[] = { NULL };
  g_autoptr(GPtrArray) revisions =
    g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
  g_autoptr(AthRevisionGraph) graph = NULL;
  g_autoptr(GPtrArray) history = NULL;
  g_autoptr(AthPlan) plan = NULL;
  g_autoptr(GError) error = NULL;

  /* From the newest to the oldest: each parent is loaded after its child. */
  for (guint i = n; i-- > 0;)
    {
      g_autofree char *id = g_strdup_printf ("r%06u", i);
      AthRevision *revision = ath_revision_new (id);

      if (i > 0)
        {
          g_strfreev (revision->down_revisions);
          revision->down_revisions = g_new0 (char *, 2);
          revision->down_revisions[0] = g_strdup_printf ("r%06u", i - 1);
        }
      g_ptr_array_add (revisions, revision);
    }

  graph = ath_revision_graph_new (revisions);
  history = ath_revision_graph_list_history (graph, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (history->len, ==, n);
  plan = ath_plan_new_upgrade (graph, none, "head", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ath_plan_get_n_steps (plan), ==, n);
  g_assert_cmpstr (ath_plan_get_rows_after (plan)[0], ==, "r039999");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/revision-graph/notions", test_notions);
  g_test_add_func ("/revision-graph/effective-head", test_effective_head);
  g_test_add_func ("/revision-graph/load-order", test_load_order);
  g_test_add_func ("/revision-graph/symbols", test_symbols);
  g_test_add_func ("/revision-graph/exact-before-partial", test_exact_before_partial);
  g_test_add_func ("/revision-graph/suggestions", test_suggestions);
  g_test_add_func ("/revision-graph/history", test_history);
  g_test_add_func ("/revision-graph/history-over-a-dependency", test_history_over_a_dependency);
  g_test_add_func ("/revision-graph/current", test_current);
  g_test_add_func ("/revision-graph/problem-below", test_problem_below);
  g_test_add_func ("/revision-graph/empty", test_empty);
  g_test_add_func ("/revision-graph/deep-chain", test_deep_chain);
  for (guint i = 0; i < G_N_ELEMENTS (label_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/revision-graph/labels/%s", label_cases[i].name);

      g_test_add_data_func (path, &label_cases[i], test_labels);
    }
  for (guint i = 0; i < G_N_ELEMENTS (problem_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/revision-graph/problems/%s",
                                               problem_cases[i].name);

      g_test_add_data_func (path, &problem_cases[i], test_problems);
    }

  return g_test_run ();
}
