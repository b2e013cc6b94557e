/* test-environment-state.c: what is where: one look at an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "run-fixture.h"
#include "run/ath-environment-state.h"

static AthTestCluster *cluster;

static RunFixture *
new_fixture (void)
{
  RunFixture *fixture = run_fixture_new (cluster);

  run_fixture_add (fixture, "r1", "--@ upgrade\n");
  run_fixture_add (fixture, "r2", "--@ upgrade\n");
  run_fixture_add (fixture, "r3", "--@ upgrade\n");
  run_fixture_load (fixture);

  return fixture;
}

static AthEnvironmentState *
look (RunFixture *fixture)
{
  g_autoptr(GError) error = NULL;
  AthEnvironmentState *state;

  state = ath_environment_state_read (fixture->project, fixture->graph, fixture->profile, NULL,
                                      &error);
  g_assert_no_error (error);

  return state;
}

static void
set_rows (RunFixture *fixture,
          const char *values)
{
  g_autofree char *sql = NULL;

  sql = g_strdup_printf ("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"
                         "INSERT INTO alembic_version VALUES %s", values);
  run_fixture_execute (fixture, sql);
}

static gboolean
is_applied (RunFixture          *fixture,
            AthEnvironmentState *state,
            const char          *id)
{
  return ath_environment_state_is_applied (state, ath_revision_graph_find (fixture->graph, id));
}

static gboolean
is_row (RunFixture          *fixture,
        AthEnvironmentState *state,
        const char          *id)
{
  return ath_environment_state_is_row (state, ath_revision_graph_find (fixture->graph, id));
}

static void
assert_pending (AthEnvironmentState *state,
                const char          *expected)
{
  GPtrArray *pending = ath_environment_state_get_pending (state);
  g_autoptr(GString) ids = g_string_new (NULL);

  for (guint i = 0; i < pending->len; i++)
    g_string_append_printf (ids, "%s%s", i > 0 ? "," : "",
                            ((AthRevision *) g_ptr_array_index (pending, i))->id);
  g_assert_cmpstr (ids->str, ==, expected);
}

static void
test_empty (void)
{
  g_autoptr(RunFixture) fixture = new_fixture ();
  g_autoptr(AthEnvironmentState) state = look (fixture);

  g_assert_cmpint (ath_environment_state_get_status (state), ==, ATH_ENVIRONMENT_BEHIND);
  g_assert_no_error (ath_environment_state_get_error (state));
  g_assert_cmpuint (g_strv_length ((char **) ath_environment_state_get_rows (state)), ==, 0);
  assert_pending (state, "r1,r2,r3");
  g_assert_false (is_applied (fixture, state, "r1"));
  g_assert_true (g_regex_match_simple ("^[0-9]+(\\.[0-9]+)?$",
                                       ath_environment_state_get_server_version (state), 0, 0));
  g_assert_false (ath_environment_state_get_tls (state));
  run_fixture_assert_rows (fixture, NULL);
}

static void
test_behind (void)
{
  g_autoptr(RunFixture) fixture = new_fixture ();
  g_autoptr(AthEnvironmentState) state = NULL;

  set_rows (fixture, "('r2')");
  state = look (fixture);

  g_assert_cmpint (ath_environment_state_get_status (state), ==, ATH_ENVIRONMENT_BEHIND);
  g_assert_cmpstr (ath_environment_state_get_rows (state)[0], ==, "r2");
  assert_pending (state, "r3");
  g_assert_true (is_applied (fixture, state, "r1"));
  g_assert_true (is_applied (fixture, state, "r2"));
  g_assert_false (is_applied (fixture, state, "r3"));
  g_assert_true (is_row (fixture, state, "r2"));
  g_assert_false (is_row (fixture, state, "r1"));
}

static void
test_up_to_date (void)
{
  g_autoptr(RunFixture) fixture = new_fixture ();
  g_autoptr(AthEnvironmentState) state = NULL;

  set_rows (fixture, "('r3')");
  state = look (fixture);

  g_assert_cmpint (ath_environment_state_get_status (state), ==, ATH_ENVIRONMENT_UP_TO_DATE);
  assert_pending (state, "");
}

/* What is known is shown all the same. */
static void
test_unknown_row (void)
{
  g_autoptr(RunFixture) fixture = new_fixture ();
  g_autoptr(AthEnvironmentState) state = NULL;

  set_rows (fixture, "('r1'), ('deadbeef')");
  state = look (fixture);

  g_assert_cmpint (ath_environment_state_get_status (state), ==, ATH_ENVIRONMENT_NEEDS_ATTENTION);
  g_assert_cmpuint (g_strv_length ((char **) ath_environment_state_get_rows (state)), ==, 2);
  g_assert_cmpstr (ath_environment_state_get_unknown_rows (state)[0], ==, "deadbeef");
  g_assert_null (ath_environment_state_get_unknown_rows (state)[1]);
  assert_pending (state, "r2,r3");
  g_assert_true (is_applied (fixture, state, "r1"));
}

static void
test_unreachable (void)
{
  g_autoptr(RunFixture) fixture = new_fixture ();
  g_autoptr(AthEnvironmentState) state = NULL;
  g_autofree char *url = ath_test_cluster_dup_url (cluster, "nowhere");
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new_from_url (url, &error);

  g_assert_no_error (error);
  ath_profile_set_connection (fixture->profile, info);
  state = look (fixture);

  g_assert_cmpint (ath_environment_state_get_status (state), ==, ATH_ENVIRONMENT_UNREACHABLE);
  g_assert_error (ath_environment_state_get_error (state), ATH_ERROR, ATH_ERROR_CONNECT);
  g_assert_cmpuint (g_strv_length ((char **) ath_environment_state_get_rows (state)), ==, 0);
  assert_pending (state, "");
  g_assert_false (is_applied (fixture, state, "r1"));
}

static void
read_cb (GObject      *object,
         GAsyncResult *result,
         gpointer      user_data)
{
  GAsyncResult **kept = user_data;

  *kept = g_object_ref (result);
}

static void
test_async (void)
{
  g_autoptr(RunFixture) fixture = new_fixture ();
  g_autoptr(AthEnvironmentState) state = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ath_environment_state_read_async (fixture->project, fixture->graph, fixture->profile, NULL,
                                    read_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  state = ath_environment_state_read_finish (result, &error);

  g_assert_no_error (error);
  g_assert_cmpint (ath_environment_state_get_status (state), ==, ATH_ENVIRONMENT_BEHIND);
}

/* The window closes while a server is silent. */
static void
test_cancel (void)
{
  g_autoptr(RunFixture) fixture = new_fixture ();
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  g_autoptr(AthEnvironmentState) state = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  ath_environment_state_read_async (fixture->project, fixture->graph, fixture->profile, cancellable,
                                    read_cb, &result);
  g_cancellable_cancel (cancellable);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  state = ath_environment_state_read_finish (result, &error);

  g_assert_null (state);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int   argc,
      char *argv[])
{
  int status;

  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_DEFAULT);

  g_test_add_func ("/environment-state/empty", test_empty);
  g_test_add_func ("/environment-state/behind", test_behind);
  g_test_add_func ("/environment-state/up-to-date", test_up_to_date);
  g_test_add_func ("/environment-state/unknown-row", test_unknown_row);
  g_test_add_func ("/environment-state/unreachable", test_unreachable);
  g_test_add_func ("/environment-state/async", test_async);
  g_test_add_func ("/environment-state/cancel", test_cancel);

  status = g_test_run ();
  ath_test_cluster_stop (cluster);

  return status;
}
