/* screenshots.c: pictures of the window, for people to look at
 *
 * screenshots FOLDER
 *
 * Opens the window over projects and databases made for it and saves it in every
 * state that is worth a look, light, dark and narrow.  Not a test: what it makes
 * has to be opened and looked at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "overview/ath-overview-page.h"
#include "profile/ath-session-store.h"
#include "revisions/ath-environment-page.h"
#include "screenshots.h"

static gboolean
quit_cb (gpointer user_data)
{
  *(gboolean *) user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Idle work of GTK, such as rows that come into view, is done at low priority. */
void
studio_settle (Studio *self)
{
  gboolean is_idle = FALSE;

  ath_test_window_wait_settled (self->window);
  g_timeout_add_full (G_PRIORITY_LOW, 300, quit_cb, &is_idle, NULL);
  while (!is_idle)
    g_main_context_iteration (NULL, TRUE);
}

void
studio_shoot (Studio     *self,
              GtkWidget  *window,
              const char *name)
{
  g_autofree char *file = g_strdup_printf ("%s.png", name);
  g_autofree char *path = g_build_filename (self->folder, file, NULL);

  studio_settle (self);
  ath_test_window_save_png (window, path);
  g_print ("%s\n", path);
}

static void
shoot (Studio     *studio,
       const char *name)
{
  studio_shoot (studio, GTK_WIDGET (studio->window), name);
}

void
studio_add_environment (Studio        *self,
                        AthTestFolder *project,
                        const char    *name,
                        AthTier        tier,
                        const char    *row)
{
  g_autofree char *database = ath_test_cluster_create_database (self->cluster, NULL);
  g_autofree char *url = ath_test_cluster_dup_url (self->cluster, database);

  if (row != NULL)
    {
      g_autofree char *sql =
        g_strdup_printf ("CREATE TABLE alembic_version (version_num varchar(32) PRIMARY KEY);"
                         "INSERT INTO alembic_version VALUES ('%s')", row);

      ath_test_cluster_execute (self->cluster, database, sql);
    }
  ath_test_window_add_profile (self->store, ath_test_folder_get_path (project), name, tier, url);
}

/* Revisions of a system that reads bank statements, @n of them, each fifth a
 * branch that the next but one merges again.
 */
static AthTestFolder *
make_project (guint n)
{
  static const char *messages[] = {
    "Create analyses and audit_logs", "Add user_preferences", "Index extractions by document",
    "Add review_notes", "Widen the currency column", "Backfill the limits of all accounts",
    "Drop the column nobody reads", "Add the audit trigger",
  };
  AthTestFolder *folder = ath_test_folder_new ();
  g_autofree char *parent = g_strdup ("");
  g_autofree char *branch = NULL;

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *id = g_strdup_printf ("%06x%06x", (i * 7919u + 11u) % 0xffffffu, i);
      g_autofree char *revises = NULL;
      const char *message = messages[i % G_N_ELEMENTS (messages)];

      if (branch != NULL && i % 5 == 3)
        {
          revises = g_strdup_printf ("%s, %s", parent, branch);
          message = "Merge heads";
          g_clear_pointer (&branch, g_free);
        }
      else
        revises = g_strdup (parent);

      ath_test_window_add_revision (folder, id, revises, message);

      if (i % 5 == 1)
        branch = g_strdup (id);
      else
        {
          g_free (parent);
          parent = g_steal_pointer (&id);
        }
    }

  return folder;
}

static char *
dup_id (AthProjectItem *project,
        guint           position)
{
  GListModel *revisions = ath_project_item_get_revisions (project);
  guint n = ath_project_item_get_n_problems (project);
  g_autoptr(AthRevisionItem) item = g_list_model_get_item (revisions, n + position);

  return g_strdup (ath_revision_item_get_id (item));
}

static AthProjectItem *
open_with_environments (Studio        *studio,
                        AthTestFolder *folder)
{
  AthProjectItem *project;
  g_autofree char *head = NULL;
  g_autofree char *staging = NULL;
  g_autofree char *production = NULL;

  project = ath_test_window_open (studio->window, ath_test_folder_get_path (folder));
  head = dup_id (project, 0);
  staging = dup_id (project, 2);
  production = dup_id (project, 5);
  studio_add_environment (studio, folder, "Development", ATH_TIER_DEVELOPMENT, head);
  studio_add_environment (studio, folder, "Staging", ATH_TIER_STAGING, staging);
  studio_add_environment (studio, folder, "Production", ATH_TIER_PRODUCTION, production);

  return ath_test_window_open (studio->window, ath_test_folder_get_path (folder));
}

static void
show (Studio         *studio,
      AthProjectItem *project,
      const char     *name)
{
  AthEnvironmentItem *environment = NULL;

  if (name != NULL)
    environment = ath_project_item_find_environment (project, name);

  if (environment != NULL)
    ath_window_show_environment (studio->window, environment);
  else
    ath_window_show_project (studio->window, project);
}

static GtkWidget *
find_list (Studio *studio,
           GType   page_type)
{
  GtkWidget *page = ath_test_window_find (GTK_WIDGET (studio->window), page_type, NULL);

  return ath_test_window_find (page, ATH_TYPE_REVISION_LIST, NULL);
}

static void
set_color_scheme (AdwColorScheme color_scheme)
{
  adw_style_manager_set_color_scheme (adw_style_manager_get_default (), color_scheme);
}

static void
shoot_wide (Studio         *studio,
            AthProjectItem *project)
{
  show (studio, project, NULL);
  shoot (studio, "overview");
  g_signal_emit_by_name (find_list (studio, ATH_TYPE_OVERVIEW_PAGE), "activated");
  shoot (studio, "overview-details");
  show (studio, project, "Production");
  shoot (studio, "environment");

  set_color_scheme (ADW_COLOR_SCHEME_FORCE_DARK);
  shoot (studio, "environment-dark");
  show (studio, project, NULL);
  shoot (studio, "overview-dark");
  set_color_scheme (ADW_COLOR_SCHEME_FORCE_LIGHT);
}

static void
shoot_trouble (Studio         *studio,
               AthTestFolder  *folder,
               AthProjectItem *project)
{
  const char *path = ath_test_folder_get_path (folder);

  ath_test_window_add_profile (studio->store, path, "Disaster Recovery", ATH_TIER_PRODUCTION,
                               "postgresql://app@127.0.0.1:1/bank_statements");
  studio_add_environment (studio, folder, "Berlin", ATH_TIER_PRODUCTION, "7d1c0ffee001");
  ath_test_folder_write (folder, "versions/unfinished.sql", "CREATE TABLE x ();\n");
  ath_test_window_open (studio->window, path);

  shoot (studio, "overview-many");
  show (studio, project, "Disaster Recovery");
  shoot (studio, "unreachable");
  show (studio, project, "Berlin");
  shoot (studio, "unknown-row");
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.show-problems", NULL);
  shoot (studio, "problem");
}

/* The last: a toast stays for a while. */
static void
shoot_failed (Studio *studio)
{
  g_autoptr(AthTestFolder) empty = ath_test_folder_new ();

  ath_test_window_open (studio->window, ath_test_folder_get_path (empty));
  shoot (studio, "failed");
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.close-project", NULL);
  shoot (studio, "toast");
}

static void
shoot_search (Studio         *studio,
              AthProjectItem *project)
{
  GtkWidget *list = find_list (studio, ATH_TYPE_ENVIRONMENT_PAGE);
  GtkWidget *entry = ath_test_window_find (list, GTK_TYPE_SEARCH_ENTRY, NULL);

  show (studio, project, "Staging");
  ath_revision_list_set_search_mode (ATH_REVISION_LIST (list), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), "index");
  shoot (studio, "search");
  gtk_editable_set_text (GTK_EDITABLE (entry), "nothing like it");
  shoot (studio, "search-in-vain");
  ath_revision_list_set_search_mode (ATH_REVISION_LIST (list), FALSE);
}

static void
set_width (Studio *studio,
           int     width)
{
  gtk_window_set_default_size (GTK_WINDOW (studio->window), width, 640);
  studio_settle (studio);
}

/* Each fold makes room for the next, as a hand that pulls the edge would find. */
static void
shoot_narrow (Studio         *studio,
              AthProjectItem *project)
{
  show (studio, project, "Staging");
  set_width (studio, 1000);
  shoot (studio, "medium");
  set_width (studio, 780);
  set_width (studio, 360);
  shoot (studio, "narrow-list");
  g_signal_emit_by_name (find_list (studio, ATH_TYPE_ENVIRONMENT_PAGE), "activated");
  shoot (studio, "narrow-details");
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.back", NULL);
  gtk_widget_activate_action (GTK_WIDGET (studio->window), "win.back", NULL);
  shoot (studio, "narrow-sidebar");
  show (studio, project, NULL);
  shoot (studio, "narrow-overview");
}

static void
shoot_all (Studio *studio)
{
  g_autoptr(AthTestFolder) folder = make_project (14);
  g_autoptr(AthTestFolder) long_folder = make_project (1000);
  AthProjectItem *project;
  AthProjectItem *long_project;

  shoot (studio, "welcome");
  ath_test_window_open (studio->window, ath_test_folder_get_path (folder));
  shoot (studio, "no-environments");

  project = open_with_environments (studio, folder);
  shoot_wide (studio, project);
  shoot_search (studio, project);
  shoot_trouble (studio, folder, project);
  studio_shoot_editor (studio, project, "Production", "Disaster Recovery");

  long_project = open_with_environments (studio, long_folder);
  show (studio, long_project, "Production");
  shoot (studio, "long");
  shoot_narrow (studio, long_project);
  studio_shoot_alembic (studio);
  studio_shoot_states (studio);
  shoot_failed (studio);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr(AthApplication) application = NULL;
  g_autoptr(AthTestCluster) cluster = NULL;
  g_autoptr(AthProfileStore) store = NULL;
  g_autoptr(GSettings) settings = NULL;
  Studio studio = { 0 };

  if (argc != 2)
    {
      g_printerr ("Usage: screenshots FOLDER\n");
      return 2;
    }

  g_setenv ("GSETTINGS_SCHEMA_DIR", BUILT_SCHEMAS, FALSE);
  application = ath_test_window_init (&argc, &argv);
  cluster = ath_test_cluster_start (ATH_TEST_CLUSTER_TCP);
  store = ath_session_store_new ();
  settings = ath_test_window_make_settings ();
  studio = (Studio) { .folder = argv[1], .cluster = cluster, .store = store };
  g_mkdir_with_parents (studio.folder, 0755);
  studio.window = ath_test_window_new (application, settings, store);
  g_object_set (gtk_settings_get_default (), "gtk-decoration-layout", ":close", NULL);
  set_color_scheme (ADW_COLOR_SCHEME_FORCE_LIGHT);
  shoot_all (&studio);
  ath_test_window_close (studio.window);

  return 0;
}
