/* test-revision-item.c: rows of a list of revisions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "workspace/ath-revision-item.h"

static AthRevisionItem *
make_item (AthRevision *revision)
{
  g_autoptr(GPtrArray) revisions = NULL;
  g_autoptr(AthRevisionGraph) graph = NULL;
  g_autoptr(AthGraphLanes) lanes = NULL;

  revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
  g_ptr_array_add (revisions, revision);
  graph = ath_revision_graph_new (revisions);
  lanes = ath_graph_lanes_new (revisions);

  return ath_revision_item_new (graph, revision, lanes, 0,
                                ath_revision_item_measure_ids (revisions));
}

typedef struct
{
  const char *name;
  const char *ids;
  const char *shortened;
} IdCase;

static const IdCase id_cases[] = {
  { "random", "9f2c81aa04e1", "9f2c81a" },
  { "as-long-as-needed", "9f2c81aa04e1 9f2c81aa14e1", "9f2c81aa0 9f2c81aa1" },
  { "made-up", "add_users 0001", "add_users 0001" },
  { "date", "20250101120000", "20250101120000" },
  { "made-up-ids-count-for-nothing", "20250101120000 20250101120001 9f2c81aa04e1",
    "20250101120000 20250101120001 9f2c81a" },
};

static void
test_short_ids (gconstpointer data)
{
  const IdCase *test = data;
  g_auto(GStrv) ids = g_strsplit (test->ids, " ", -1);
  g_autoptr(GPtrArray) revisions = NULL;
  g_autoptr(AthRevisionGraph) graph = NULL;
  g_autoptr(AthGraphLanes) lanes = NULL;
  g_autoptr(GString) shortened = g_string_new (NULL);
  guint length;

  revisions = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
  for (guint i = 0; ids[i] != NULL; i++)
    g_ptr_array_add (revisions, ath_revision_new (ids[i]));

  graph = ath_revision_graph_new (revisions);
  lanes = ath_graph_lanes_new (revisions);
  length = ath_revision_item_measure_ids (revisions);

  for (guint i = 0; i < revisions->len; i++)
    {
      g_autoptr(AthRevisionItem) item = NULL;

      item = ath_revision_item_new (graph, g_ptr_array_index (revisions, i), lanes, i, length);
      g_string_append_printf (shortened, "%s%s", i > 0 ? " " : "",
                              ath_revision_item_get_short_id (item));
    }

  g_assert_cmpstr (shortened->str, ==, test->shortened);
}

typedef struct
{
  const char *search;
  gboolean    matches;
} SearchCase;

static const SearchCase search_cases[] = {
  { NULL, TRUE },
  { "", TRUE },
  { "  ", TRUE },
  { "users", TRUE },
  { "ADD", TRUE },
  { "straße", TRUE },
  { "STRASSE", TRUE },
  { "9f2c", TRUE },
  { "04e1", TRUE },
  { "billing", TRUE },
  { ".sql", TRUE },
  { "users billing", TRUE },
  { "users orders", FALSE },
  { "usersstraße", FALSE },
  { "versions", FALSE },
};

static void
test_search (void)
{
  AthRevision *revision = ath_revision_new ("9f2c81aa04e1");
  g_autoptr(AthRevisionItem) item = NULL;

  g_free (revision->message);
  revision->message = g_strdup ("Add users in every Straße");
  g_strfreev (revision->labels);
  revision->labels = g_strsplit ("billing", ",", -1);
  g_free (revision->path);
  revision->path = g_strdup ("/project/versions/9f2c.sql");
  item = make_item (revision);

  for (guint i = 0; i < G_N_ELEMENTS (search_cases); i++)
    {
      g_test_message ("“%s”", search_cases[i].search);
      g_assert_cmpint (ath_revision_item_matches (item, search_cases[i].search), ==,
                       search_cases[i].matches);
    }
}

typedef struct
{
  const char *created;
  const char *expected;
} DateCase;

static const DateCase date_cases[] = {
  { "2025-11-12 14:30:01.123456+00:00", "2025-11-12T14:30:01Z" },
  { "2025-11-12T14:30:01Z", "2025-11-12T14:30:01Z" },
  { "2025-11-12 14:30:01+02:00", "2025-11-12T12:30:01Z" },
  { "last Tuesday", NULL },
  { NULL, NULL },
};

static void
test_created (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (date_cases); i++)
    {
      AthRevision *revision = ath_revision_new ("a");
      g_autoptr(AthRevisionItem) item = NULL;
      g_autoptr(GDateTime) utc = NULL;
      g_autofree char *text = NULL;

      revision->created = g_strdup (date_cases[i].created);
      item = make_item (revision);

      if (ath_revision_item_get_created (item) != NULL)
        {
          utc = g_date_time_to_utc (ath_revision_item_get_created (item));
          text = g_date_time_format (utc, "%Y-%m-%dT%H:%M:%SZ");
        }
      g_assert_cmpstr (text, ==, date_cases[i].expected);
    }
}

static void
test_no_message (void)
{
  g_autoptr(AthRevisionItem) item = make_item (ath_revision_new ("a"));

  g_assert_cmpstr (ath_revision_item_get_title (item), ==, "(no message)");
  g_assert_true (ath_revision_item_is_head (item));
  g_assert_cmpuint (ath_revision_item_get_n_lanes (item), ==, 1);
  g_assert_cmpuint (ath_revision_item_get_graph_row (item)->lane, ==, 0);
}

static void
test_problem (void)
{
  g_autoptr(GError) error = ath_error_new (ATH_ERROR_SCRIPT, "No revision in the header");
  g_autoptr(AthRevisionItem) item = NULL;

  ath_error_set_place (error, "/project/versions/x.py", 3, 0);
  item = ath_revision_item_new_problem (error);

  g_assert_cmpint (ath_revision_item_get_kind (item), ==, ATH_REVISION_ITEM_PROBLEM);
  g_assert_cmpstr (ath_revision_item_get_title (item), ==, "x.py: No revision in the header");
  g_assert_cmpstr (ath_revision_item_get_path (item), ==, "/project/versions/x.py");
  g_assert_null (ath_revision_item_get_id (item));
  g_assert_null (ath_revision_item_get_graph_row (item));
  g_assert_true (ath_revision_item_matches (item, "x.py"));
}

static void
test_unknown_row (void)
{
  g_autoptr(AthRevisionItem) item = ath_revision_item_new_unknown_row ("9f2c81aa04e1");

  g_assert_cmpint (ath_revision_item_get_kind (item), ==, ATH_REVISION_ITEM_UNKNOWN_ROW);
  g_assert_cmpstr (ath_revision_item_get_id (item), ==, "9f2c81aa04e1");
  g_assert_null (ath_revision_item_get_revision (item));
  g_assert_null (ath_revision_item_get_path (item));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (id_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/revision-item/short-ids/%s", id_cases[i].name);

      g_test_add_data_func (path, &id_cases[i], test_short_ids);
    }
  g_test_add_func ("/revision-item/search", test_search);
  g_test_add_func ("/revision-item/created", test_created);
  g_test_add_func ("/revision-item/no-message", test_no_message);
  g_test_add_func ("/revision-item/problem", test_problem);
  g_test_add_func ("/revision-item/unknown-row", test_unknown_row);

  return g_test_run ();
}
