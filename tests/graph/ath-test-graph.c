/* ath-test-graph.c: graphs for tests, and a slow and plain look at them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-test-graph.h"

static void
set_words (char       ***field,
           const char   *words)
{
  if (words == NULL || *words == '\0')
    return;

  g_strfreev (*field);
  *field = g_strsplit (words, " ", -1);
}

/**
 * ath_test_graph_new:
 * @revisions: (array length=n_revisions): in load order
 * @n_revisions: how many
 *
 * Returns: (transfer full): their graph
 */
AthRevisionGraph *
ath_test_graph_new (const AthTestRevision *revisions,
                    guint                  n_revisions)
{
  g_autoptr(GPtrArray) array = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);

  for (guint i = 0; i < n_revisions; i++)
    {
      AthRevision *revision = ath_revision_new (revisions[i].id);

      set_words (&revision->down_revisions, revisions[i].downs);
      set_words (&revision->depends_on, revisions[i].depends_on);
      set_words (&revision->labels, revisions[i].labels);
      g_free (revision->path);
      revision->path = g_strdup_printf ("versions/%u_%s.py", i, revisions[i].id);
      g_ptr_array_add (array, revision);
    }

  return ath_revision_graph_new (array);
}

/**
 * ath_test_dup_ids:
 * @revisions: (element-type AthRevision): revisions
 *
 * Returns: (transfer full): their ids, with blanks between
 */
char *
ath_test_dup_ids (GPtrArray *revisions)
{
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < revisions->len; i++)
    {
      AthRevision *revision = g_ptr_array_index (revisions, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "", revision->id);
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/**
 * ath_test_dup_steps:
 * @plan: a plan
 *
 * Returns: (transfer full): the ids of its steps, with blanks between
 */
char *
ath_test_dup_steps (AthPlan *plan)
{
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < ath_plan_get_n_steps (plan); i++)
    {
      const AthPlanStep *step = ath_plan_get_step (plan, i);

      g_string_append_printf (ids, "%s%s", i > 0 ? " " : "",
                              step->revision != NULL ? step->revision->id : "base");
    }

  return g_string_free (g_steal_pointer (&ids), FALSE);
}

/**
 * ath_test_dup_changes:
 * @step: a step
 *
 * Returns: (transfer full): its changes as "-a" (DELETE), "+a" (INSERT) and "a>b"
 *   (UPDATE), with blanks between
 */
char *
ath_test_dup_changes (const AthPlanStep *step)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < step->changes->len; i++)
    {
      const AthRowChange *change = g_ptr_array_index (step->changes, i);

      g_string_append (text, i > 0 ? " " : "");
      if (change->to == NULL)
        g_string_append_printf (text, "-%s", change->from);
      else if (change->from == NULL)
        g_string_append_printf (text, "+%s", change->to);
      else
        g_string_append_printf (text, "%s>%s", change->from, change->to);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* (transfer full) (element-type utf8): @id and all below it */
static GHashTable *
find_below (AthRevisionGraph *graph,
            const char       *id)
{
  GHashTable *below = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) todo = g_ptr_array_new ();

  g_ptr_array_add (todo, (char *) id);
  while (todo->len > 0)
    {
      const char *name = g_ptr_array_steal_index_fast (todo, todo->len - 1);
      AthRevision *revision = ath_revision_graph_find (graph, name);

      for (guint i = 0; revision == NULL; i++)
        {
          AthRevision *labelled = g_ptr_array_index (ath_revision_graph_get_revisions (graph), i);

          if (g_strv_contains ((const char *const *) labelled->labels, name))
            revision = labelled;
        }
      if (!g_hash_table_add (below, revision->id))
        continue;

      for (guint i = 0; revision->down_revisions[i] != NULL; i++)
        g_ptr_array_add (todo, revision->down_revisions[i]);
      for (guint i = 0; revision->depends_on[i] != NULL; i++)
        g_ptr_array_add (todo, revision->depends_on[i]);
    }

  return below;
}

/**
 * ath_test_is_above:
 * @graph: a graph
 * @upper: an id
 * @lower: an id
 *
 * Returns: whether @upper is another one than @lower and needs it
 */
gboolean
ath_test_is_above (AthRevisionGraph *graph,
                   const char       *upper,
                   const char       *lower)
{
  g_autoptr(GHashTable) below = find_below (graph, upper);

  return !g_str_equal (upper, lower) && g_hash_table_contains (below, lower);
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/**
 * ath_test_dup_maximal:
 * @graph: a graph
 * @ids: ids
 *
 * Returns: (transfer full): those that no other of them needs, sorted
 */
char **
ath_test_dup_maximal (AthRevisionGraph  *graph,
                      const char *const *ids)
{
  g_autoptr(GPtrArray) maximal = g_ptr_array_new_null_terminated (4, g_free, TRUE);

  for (guint i = 0; ids[i] != NULL; i++)
    {
      gboolean is_needed = FALSE;

      for (guint j = 0; ids[j] != NULL; j++)
        is_needed |= ath_test_is_above (graph, ids[j], ids[i]);
      if (!is_needed)
        g_ptr_array_add (maximal, g_strdup (ids[i]));
    }
  g_ptr_array_sort (maximal, compare_ids);

  return (char **) g_ptr_array_steal (maximal, NULL);
}

/* What the database holds after the statements of @step ran on @rows. */
static void
run_changes (GPtrArray         *rows,
             const AthPlanStep *step)
{
  for (guint i = 0; i < step->changes->len; i++)
    {
      const AthRowChange *change = g_ptr_array_index (step->changes, i);
      guint index;

      if (change->from != NULL)
        {
          g_assert_true (g_ptr_array_find_with_equal_func (rows, change->from, g_str_equal,
                                                           &index));
          g_ptr_array_remove_index (rows, index);
        }
      if (change->to != NULL)
        {
          /* The primary key would refuse it. */
          g_assert_false (g_ptr_array_find_with_equal_func (rows, change->to, g_str_equal, NULL));
          g_ptr_array_add (rows, change->to);
        }
    }
  g_ptr_array_sort (rows, compare_ids);
}

static void
assert_rows (GPtrArray  *rows,
             char      **expected)
{
  g_assert_cmpuint (rows->len, ==, g_strv_length (expected));
  for (guint i = 0; i < rows->len; i++)
    g_assert_cmpstr (g_ptr_array_index (rows, i), ==, expected[i]);
}

/* The applied set after @step, from the one before; each revision in its turn. */
static void
run_step (AthRevisionGraph  *graph,
          GHashTable        *applied,
          const AthPlanStep *step)
{
  g_autoptr(GHashTable) below = find_below (graph, step->revision->id);
  GHashTableIter iter;
  gpointer id;

  if (step->operation == ATH_PLAN_UPGRADE)
    {
      g_assert_true (g_hash_table_add (applied, step->revision->id));
      g_hash_table_iter_init (&iter, below);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_assert_true (g_hash_table_contains (applied, id));
      return;
    }

  g_assert_true (g_hash_table_remove (applied, step->revision->id));
  g_hash_table_iter_init (&iter, applied);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_assert_false (ath_test_is_above (graph, id, step->revision->id));
}

static void
check_maximal (AthRevisionGraph *graph,
               GHashTable       *applied,
               char            **rows)
{
  g_autofree const char **ids = (const char **) g_hash_table_get_keys_as_array (applied, NULL);
  g_auto(GStrv) maximal = ath_test_dup_maximal (graph, ids);

  g_assert_cmpstrv (rows, maximal);
}

/**
 * ath_test_check_plan:
 * @graph: a graph
 * @plan: a plan of it
 *
 * Fails the test unless every revision comes in its turn, the statements lead from
 * rows to rows, and the rows are the maximal elements after each step.
 */
void
ath_test_check_plan (AthRevisionGraph *graph,
                     AthPlan          *plan)
{
  const char *const *rows_before = ath_plan_get_rows_before (plan);
  g_autoptr(GHashTable) applied = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GPtrArray) rows = g_ptr_array_new ();

  for (guint i = 0; rows_before[i] != NULL; i++)
    {
      g_autoptr(GHashTable) below = find_below (graph, rows_before[i]);
      GHashTableIter iter;
      gpointer id;

      g_ptr_array_add (rows, (char *) rows_before[i]);
      g_hash_table_iter_init (&iter, below);
      while (g_hash_table_iter_next (&iter, &id, NULL))
        g_hash_table_add (applied, id);
    }

  for (guint i = 0; i < ath_plan_get_n_steps (plan); i++)
    {
      const AthPlanStep *step = ath_plan_get_step (plan, i);

      assert_rows (rows, step->rows_before);
      run_changes (rows, step);
      assert_rows (rows, step->rows_after);

      if (step->operation == ATH_PLAN_STAMP)
        continue;
      run_step (graph, applied, step);
      check_maximal (graph, applied, step->rows_after);
    }
}
