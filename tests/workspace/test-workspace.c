/* test-workspace.c: open projects and what is seen of their databases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "profile/ath-keyring-store.h"
#include "profile/ath-session-store.h"
#include "support/ath-test-cluster.h"
#include "support/ath-test-folder.h"
#include "workspace/ath-revision-place.h"
#include "workspace/ath-revision-texts.h"
#include "workspace/ath-workspace.h"

#define ID_USERS  "aaaa00000001"
#define ID_ORDERS "aaaa00000002"
#define ID_INDEX  "aaaa00000003"

typedef struct
{
  AthTestCluster  *cluster;   /* (unowned) of the program */
  AthTestFolder   *folder;    /* (owned) */
  AthProfileStore *store;     /* (owned) */
  AthWorkspace    *workspace; /* (owned) */
} Fixture;

static void
add_revision (Fixture    *fixture,
              const char *id,
              const char *revises,
              const char *message)
{
  g_autofree char *name = g_strdup_printf ("versions/%s.sql", id);
  g_autofree char *text = g_strdup_printf ("--@ revision: %s\n"
                                           "--@ revises: %s\n"
                                           "--@ message: %s\n"
                                           "\n"
                                           "--@ upgrade\n"
                                           "CREATE TABLE t_%s (id bigint);\n"
                                           "\n"
                                           "--@ downgrade\n",
                                           id, revises, message, id);

  ath_test_folder_write (fixture->folder, name, text);
}

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  fixture->cluster = (AthTestCluster *) data;
  fixture->folder = ath_test_folder_new ();
  fixture->store = ath_session_store_new ();
  fixture->workspace = ath_workspace_new (fixture->store);

  ath_test_folder_write (fixture->folder, "athanor.ini", "[athanor]\n");
  add_revision (fixture, ID_USERS, "", "Create users");
  add_revision (fixture, ID_ORDERS, ID_USERS, "Add orders");
  add_revision (fixture, ID_INDEX, ID_ORDERS, "Add index");
}

static gboolean
timeout_cb (gpointer user_data)
{
  g_error ("Waited a minute in vain");

  return G_SOURCE_REMOVE;
}

static void
iterate_until (gboolean (*condition) (gpointer data),
               gpointer   data)
{
  guint timeout = g_timeout_add_seconds (60, timeout_cb, NULL);

  while (!condition (data))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timeout);
}

static gboolean
is_null (gpointer data)
{
  return *(gpointer *) data == NULL;
}

static gboolean
is_set (gpointer data)
{
  return *(gpointer *) data != NULL;
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  gpointer weak = fixture->store;

  g_assert_finalize_object (fixture->workspace);

  /* What was cancelled still comes to its end, and nothing is left. */
  g_object_add_weak_pointer (G_OBJECT (fixture->store), &weak);
  g_clear_object (&fixture->store);
  iterate_until (is_null, &weak);

  g_clear_pointer (&fixture->folder, ath_test_folder_free);
}

static void
result_cb (GObject      *object,
           GAsyncResult *result,
           gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
save_profile (Fixture    *fixture,
              const char *name,
              const char *url)
{
  g_autoptr(AthProfile) profile = NULL;
  g_autoptr(AthConnectionInfo) connection = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  profile = ath_profile_new (ath_test_folder_get_path (fixture->folder), name);
  connection = ath_connection_info_new_from_url (url, &error);
  g_assert_no_error (error);
  ath_profile_set_connection (profile, connection);

  ath_profile_store_save_async (fixture->store, profile, NULL, result_cb, &result);
  iterate_until (is_set, &result);
  ath_profile_store_save_finish (fixture->store, result, &error);
  g_assert_no_error (error);
}

/* @rows: (nullable): values of the version table, as SQL has them after VALUES */
static void
add_environment (Fixture    *fixture,
                 const char *name,
                 const char *rows)
{
  g_autofree char *database = ath_test_cluster_create_database (fixture->cluster, NULL);
  g_autofree char *url = ath_test_cluster_dup_url (fixture->cluster, database);
  g_autofree char *sql = NULL;

  if (rows != NULL)
    {
      sql = g_strdup_printf ("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"
                             "INSERT INTO alembic_version VALUES %s", rows);
      ath_test_cluster_execute (fixture->cluster, database, sql);
    }
  save_profile (fixture, name, url);
}

static gboolean
is_settled (gpointer data)
{
  AthProjectItem *project = data;
  GListModel *environments = ath_project_item_get_environments (project);

  for (guint i = 0; i < g_list_model_get_n_items (environments); i++)
    {
      g_autoptr(AthEnvironmentItem) environment = g_list_model_get_item (environments, i);

      if (ath_environment_item_is_busy (environment))
        return FALSE;
    }

  return !ath_project_item_is_busy (project);
}

static AthProjectItem *
open_project (Fixture *fixture)
{
  g_autoptr(GFile) folder = NULL;
  AthProjectItem *project;

  folder = g_file_new_for_path (ath_test_folder_get_path (fixture->folder));
  project = ath_workspace_open (fixture->workspace, folder);
  iterate_until (is_settled, project);

  return project;
}

/* One letter per revision, newest first. */
static char *
dup_marks (AthProjectItem *project,
           const char     *name)
{
  static const char letters[] = {
    [ATH_REVISION_MARK_NONE] = '-',
    [ATH_REVISION_MARK_APPLIED] = 'a',
    [ATH_REVISION_MARK_CURRENT] = 'C',
    [ATH_REVISION_MARK_PENDING] = 'p',
    [ATH_REVISION_MARK_NOT_IN_PROJECT] = '?',
    [ATH_REVISION_MARK_UNREADABLE] = 'x',
    [ATH_REVISION_MARK_PROBLEM] = '!',
  };
  AthEnvironmentItem *environment = ath_project_item_find_environment (project, name);
  GListModel *revisions = ath_project_item_get_revisions (project);
  GString *marks = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (revisions); i++)
    {
      g_autoptr(AthRevisionItem) item = g_list_model_get_item (revisions, i);

      g_string_append_c (marks, letters[ath_environment_item_get_mark (environment, item)]);
    }

  return g_string_free (marks, FALSE);
}

typedef struct
{
  const char *rows;
  const char *marks;
  const char *status;
  const char *summary;
} StateCase;

static const StateCase state_cases[] = {
  { NULL, "ppp", "3 pending", "3 revisions pending. No backup yet." },
  { "('" ID_USERS "')", "ppC", "2 pending", "2 revisions pending. No backup yet." },
  { "('" ID_ORDERS "')", "pCa", "1 pending", "1 revision pending. No backup yet." },
  { "('" ID_INDEX "')", "Caa", "Up to date", "The database is up to date. No backup yet." },
  { "('" ID_ORDERS "'), ('gone')", "pCa", "Needs attention",
    "The database holds 1 revision that the project does not know. No backup yet." },
};

static void
test_states (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  AthProjectItem *project;

  for (guint i = 0; i < G_N_ELEMENTS (state_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("Environment %u", i);

      add_environment (fixture, name, state_cases[i].rows);
    }
  project = open_project (fixture);

  for (guint i = 0; i < G_N_ELEMENTS (state_cases); i++)
    {
      g_autofree char *name = g_strdup_printf ("Environment %u", i);
      AthEnvironmentItem *environment = ath_project_item_find_environment (project, name);
      g_autofree char *marks = dup_marks (project, name);
      g_autofree char *status = ath_environment_item_dup_status (environment);
      g_autofree char *summary = ath_environment_item_dup_summary (environment, now);

      g_assert_cmpstr (marks, ==, state_cases[i].marks);
      g_assert_cmpstr (status, ==, state_cases[i].status);
      g_assert_cmpstr (summary, ==, state_cases[i].summary);
    }
}

static void
test_unreachable (Fixture       *fixture,
                  gconstpointer  data)
{
  AthProjectItem *project;
  AthEnvironmentItem *environment;
  g_autofree char *marks = NULL;
  g_autofree char *status = NULL;
  g_autofree char *place = NULL;

  save_profile (fixture, "Nowhere", "postgresql://u@127.0.0.1:1/shop");
  project = open_project (fixture);
  environment = ath_project_item_find_environment (project, "Nowhere");

  g_assert_false (ath_environment_item_is_reachable (environment));
  g_assert_cmpuint (ath_environment_item_get_n_pending (environment), ==, 0);
  marks = dup_marks (project, "Nowhere");
  g_assert_cmpstr (marks, ==, "---");
  status = ath_environment_item_dup_status (environment);
  g_assert_cmpstr (status, ==, "Unreachable");
  place = ath_environment_item_dup_place (environment);
  g_assert_cmpstr (place, ==, "shop on 127.0.0.1:1");
}

static void
test_promotion (Fixture       *fixture,
                gconstpointer  data)
{
  AthProjectItem *project;
  AthEnvironmentItem *left;
  AthEnvironmentItem *right;
  g_autofree char *one = NULL;
  g_autofree char *both = NULL;
  g_autofree char *back = NULL;

  add_revision (fixture, "aaaa00000009", ID_USERS, "Add a branch");
  add_environment (fixture, "A", "('" ID_INDEX "'), ('aaaa00000009')");
  add_environment (fixture, "B", "('" ID_ORDERS "'), ('aaaa00000009')");
  add_environment (fixture, "C", NULL);
  project = open_project (fixture);

  left = ath_project_item_find_environment (project, "A");
  right = ath_project_item_find_environment (project, "B");
  one = ath_project_item_dup_promotion (project, left, right);
  g_assert_cmpstr (one, ==, ID_INDEX);
  back = ath_project_item_dup_promotion (project, right, left);
  g_assert_null (back);

  right = ath_project_item_find_environment (project, "C");
  both = ath_project_item_dup_promotion (project, left, right);
  g_assert_cmpstr (both, ==, "heads");
}

static void
assert_place (GPtrArray  *places,
              guint       position,
              const char *title,
              const char *parent)
{
  AthRevisionPlace *place;

  g_assert_cmpuint (position, <, places->len);
  place = g_ptr_array_index (places, position);
  g_assert_cmpstr (place->title, ==, title);
  g_assert_cmpstr (place->parents[0], ==, parent);
  g_assert_null (place->parents[1]);
}

static void
test_places (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(GPtrArray) places = NULL;
  AthProjectItem *project;

  g_test_summary ("What a new revision can come after");

  project = open_project (fixture);
  places = ath_revision_place_list (project, NULL);
  g_assert_cmpuint (places->len, ==, 2);
  assert_place (places, 0, "Add index (" ID_INDEX ")", "head");
  assert_place (places, 1, "Nothing: a history of its own", "base");
  g_clear_pointer (&places, g_ptr_array_unref);

  add_revision (fixture, "aaaa00000009", ID_USERS, "Add a branch");
  open_project (fixture);
  places = ath_revision_place_list (project, ath_project_item_find_revision (project, ID_ORDERS));
  g_assert_cmpuint (places->len, ==, 5);
  assert_place (places, 0, "Add a branch (aaaa00000009)", "aaaa00000009");
  assert_place (places, 1, "Add index (" ID_INDEX ")", ID_INDEX);
  assert_place (places, 2, "All 2 heads: they are merged", "heads");
  assert_place (places, 3, "Add orders (" ID_ORDERS "), as a new branch", ID_ORDERS);
  assert_place (places, 4, "Nothing: a history of its own", "base");
}

static void
test_reload (Fixture       *fixture,
             gconstpointer  data)
{
  AthProjectItem *project;
  AthEnvironmentItem *environment;

  g_test_summary ("Reading a project again keeps its environments and finds what is new");

  add_environment (fixture, "A", NULL);
  project = open_project (fixture);
  environment = ath_project_item_find_environment (project, "A");

  add_environment (fixture, "B", NULL);
  add_revision (fixture, "aaaa00000009", ID_INDEX, "Add more");
  g_assert_true (open_project (fixture) == project);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->workspace)), ==, 1);
  g_assert_true (ath_project_item_find_environment (project, "A") == environment);
  g_assert_nonnull (ath_project_item_find_environment (project, "B"));
  g_assert_cmpuint (ath_environment_item_get_n_pending (environment), ==, 4);
}

static gboolean
has_four_pending (gpointer data)
{
  AthEnvironmentItem *environment = data;

  return ath_environment_item_get_n_pending (environment) == 4;
}

static gboolean
has_a_problem (gpointer data)
{
  return ath_project_item_get_n_problems (data) == 1;
}

static gboolean
has_an_error (gpointer data)
{
  return ath_project_item_get_error (data) != NULL;
}

static gboolean
has_no_error (gpointer data)
{
  return !has_an_error (data);
}

static void
test_changes_on_disk (Fixture       *fixture,
                      gconstpointer  data)
{
  AthProjectItem *project;

  g_test_summary ("What is written or removed while a project is open is seen by itself");

  add_environment (fixture, "A", NULL);
  project = open_project (fixture);

  add_revision (fixture, "aaaa00000009", ID_INDEX, "Add more");
  iterate_until (has_four_pending, ath_project_item_find_environment (project, "A"));

  ath_test_folder_write (fixture->folder, "versions/aaaa00000009.sql", "SELECT 1;\n");
  iterate_until (has_a_problem, project);

  ath_test_folder_write (fixture->folder, "athanor.ini", "[nothing]\n");
  iterate_until (has_an_error, project);
  g_assert_nonnull (ath_project_item_find_revision (project, ID_INDEX));

  ath_test_folder_write (fixture->folder, "athanor.ini", "[athanor]\n");
  iterate_until (has_no_error, project);
}

static void
test_no_keyring (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(AthProfileStore) keyring = ath_keyring_store_new ();
  g_autoptr(AthWorkspace) workspace = ath_workspace_new (keyring);
  g_autoptr(GFile) folder = NULL;
  AthProjectItem *project;

  g_test_summary ("Without a keyring the revisions are there all the same");

  folder = g_file_new_for_path (ath_test_folder_get_path (fixture->folder));
  project = ath_workspace_open (workspace, folder);
  iterate_until (is_settled, project);

  g_assert_no_error (ath_project_item_get_error (project));
  g_assert_nonnull (ath_project_item_get_profile_error (project));
  g_assert_cmpuint (g_list_model_get_n_items (ath_project_item_get_revisions (project)), ==, 3);
}

static void
test_problems (Fixture       *fixture,
               gconstpointer  data)
{
  AthProjectItem *project;
  g_autofree char *marks = NULL;

  ath_test_folder_write (fixture->folder, "versions/empty.sql", "");
  add_environment (fixture, "A", "('" ID_ORDERS "')");
  project = open_project (fixture);

  g_assert_cmpuint (ath_project_item_get_n_problems (project), ==, 1);
  marks = dup_marks (project, "A");
  g_assert_cmpstr (marks, ==, "xpCa");
}

static void
test_texts (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(AthRevisionTexts) texts = NULL;
  g_autoptr(GError) error = NULL;
  AthProjectItem *project = open_project (fixture);

  ath_revision_texts_load_async (ath_project_item_get_project (project),
                                 ath_project_item_find_revision (project, ID_USERS),
                                 NULL, NULL, result_cb, &result);
  iterate_until (is_set, &result);
  texts = ath_revision_texts_load_finish (result, &error);

  g_assert_no_error (error);
  g_assert_no_error (texts->upgrade.error);
  g_assert_true (g_str_has_prefix (texts->upgrade.text,
                                   "CREATE TABLE t_" ID_USERS " (id bigint);"));
  g_assert_cmpstr (texts->downgrade.text, ==, "");
  g_assert_true (g_str_has_prefix (texts->file.text, "--@ revision: " ID_USERS "\n"));
}

static void
test_long_file (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(AthRevisionTexts) texts = NULL;
  g_autoptr(GError) error = NULL;
  g_autoptr(GString) script = g_string_new ("--@ revision: big\n--@ revises:\n--@ upgrade\n");
  AthProjectItem *project;

  g_test_summary ("A script of 10 MB is shown in part, and said to be so");

  while (script->len < 10 * 1000 * 1000)
    g_string_append (script, "INSERT INTO t VALUES ('äöü');\n");
  ath_test_folder_write (fixture->folder, "versions/big.sql", script->str);
  project = open_project (fixture);

  ath_revision_texts_load_async (ath_project_item_get_project (project),
                                 ath_project_item_find_revision (project, "big"),
                                 NULL, NULL, result_cb, &result);
  iterate_until (is_set, &result);
  texts = ath_revision_texts_load_finish (result, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (texts->file.text), <, 600 * 1000);
  g_assert_true (g_utf8_validate (texts->file.text, -1, NULL));
  g_assert_true (g_str_has_suffix (texts->file.text, ";\n… (10.0\302\240MB in all)\n"));
}

static const struct
{
  const char *path;
  void      (*func) (Fixture       *fixture,
                     gconstpointer  data);
} tests[] = {
  { "/workspace/states", test_states },
  { "/workspace/unreachable", test_unreachable },
  { "/workspace/promotion", test_promotion },
  { "/workspace/places", test_places },
  { "/workspace/reload", test_reload },
  { "/workspace/changes-on-disk", test_changes_on_disk },
  { "/workspace/no-keyring", test_no_keyring },
  { "/workspace/problems", test_problems },
  { "/workspace/texts", test_texts },
  { "/workspace/long-file", test_long_file },
};

int
main (int    argc,
      char **argv)
{
  g_autoptr(AthTestCluster) cluster = NULL;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  /* For /workspace/no-keyring: nobody's keyring is to be asked. */
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent", TRUE);
  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, cluster, setup, tests[i].func, teardown);

  return g_test_run ();
}
