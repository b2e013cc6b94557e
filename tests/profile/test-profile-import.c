/* test-profile-import.c: connections that a project and this machine state already
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "profile/ath-profile-import.h"
#include "support/ath-test-folder.h"

static const char *const empty[] = { NULL };

static AthProject *
load_project (AthTestFolder *folder,
              const char    *url)
{
  g_autofree char *ini = g_strdup_printf ("[athanor]\nurl = %s\n", url);
  g_autoptr(GFile) file = g_file_new_for_path (ath_test_folder_get_path (folder));
  g_autoptr(GError) error = NULL;
  AthProject *project;

  ath_test_folder_write (folder, "athanor.ini", ini);
  ath_test_folder_make_folder (folder, "versions");
  project = ath_project_load (file, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  return project;
}

/* Returns: "source|tier|url" lines */
static char *
list (AthProject        *project,
      const char *const *environ)
{
  g_autoptr(GPtrArray) suggestions = ath_profile_import_list (project, environ);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < suggestions->len; i++)
    {
      AthProfileSuggestion *suggestion = g_ptr_array_index (suggestions, i);
      AthProfile *profile = suggestion->profile;
      g_autofree char *url = ath_connection_info_dup_url (ath_profile_get_connection (profile));

      g_assert_cmpstr (ath_profile_get_project (profile), ==, ath_project_get_key (project));
      g_string_append_printf (text, "%s|%s|%s\n", suggestion->source,
                              ath_tier_get_id (ath_profile_get_tier (profile)), url);
    }

  return g_string_free (text, FALSE);
}

static void
test_import_settings (void)
{
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  g_autoptr(AthProject) project = load_project (folder, "postgresql+psycopg2://ann:pw@db/shop");
  g_autoptr(GPtrArray) suggestions = ath_profile_import_list (project, empty);
  AthProfileSuggestion *suggestion;
  AthConnectionInfo *connection;

  g_assert_cmpuint (suggestions->len, ==, 1);
  suggestion = g_ptr_array_index (suggestions, 0);
  g_assert_cmpstr (suggestion->source, ==, "athanor.ini");
  g_assert_cmpstr (ath_profile_get_name (suggestion->profile), ==, "Development");

  connection = ath_profile_get_connection (suggestion->profile);
  g_assert_cmpstr (ath_connection_info_get (connection, "password"), ==, "pw");
}

/* The placeholder of a fresh alembic.ini, another server, nonsense. */
static void
test_import_no_postgres (void)
{
  static const char *const urls[] = {
    "driver://user:pass@localhost/dbname", "mysql://u@h/d", "", "postgresql",
  };

  for (guint i = 0; i < G_N_ELEMENTS (urls); i++)
    {
      g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
      g_autoptr(AthProject) project = load_project (folder, urls[i]);
      g_autofree char *found = list (project, empty);

      g_assert_cmpstr (found, ==, "");
    }
}

static void
test_import_everywhere (void)
{
  static const char *const process[] = {
    "DATABASE_URL=postgresql://ann@db/shop",
    "PROD_DATABASE_URL=postgres://ann@eu/live",
    "PGHOST=/run/postgresql",
    "PGDATABASE=mine",
    NULL,
  };
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  g_autoptr(AthProject) project = load_project (folder, "postgresql://ann:pw@db/shop");
  g_autofree char *services = ath_test_folder_dup_path (folder, "services");
  g_autofree char *found = NULL;

  ath_test_folder_write (folder, ".env",
                         "DATABASE_URL=postgresql://ann:other@db/shop\n"
                         "REDIS_URL=redis://localhost\n"
                         "STAGING_URL=\"postgresql://${DB_USER:-bob}@stage/shop\"\n"
                         "POSTGRES_HOST=localhost\nPOSTGRES_DB=part\nPOSTGRES_USER=eve\n");
  ath_test_folder_write (folder, "docker-compose.yml",
                         "services:\n"
                         "  db:\n"
                         "    image: postgres:16\n"
                         "    ports: [\"1:2\"]\n"
                         "    ports:\n"
                         "      - \"5433:5432\"\n"
                         "    environment:\n"
                         "      POSTGRES_USER: ${POSTGRES_USER}\n"
                         "      POSTGRES_PASSWORD: x\n");
  ath_test_folder_write (folder, "services", "[live-shop]\nhost=live\n");
  g_setenv ("PGSERVICEFILE", services, TRUE);

  found = list (project, process);
  g_unsetenv ("PGSERVICEFILE");
  g_assert_cmpstr (found, ==,
                   "athanor.ini|development|postgresql://ann@db/shop\n"
                   "STAGING_URL in .env|staging|postgresql://bob@stage/shop\n"
                   "POSTGRES_… in .env|development|postgresql://eve@localhost/part\n"
                   "service “db” in docker-compose.yml|development"
                   "|postgresql://eve@localhost:5433/eve\n"
                   "variable PROD_DATABASE_URL|production|postgresql://ann@eu/live\n"
                   "variables PG…|development|postgresql:///mine?host=/run/postgresql\n"
                   "service “live-shop” in pg_service.conf|production"
                   "|postgresql:///?service=live-shop\n");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_unsetenv ("PGSERVICEFILE");
  g_setenv ("PGSYSCONFDIR", "/nonexistent", TRUE);

  g_test_add_func ("/profile-import/settings", test_import_settings);
  g_test_add_func ("/profile-import/no-postgres", test_import_no_postgres);
  g_test_add_func ("/profile-import/everywhere", test_import_everywhere);

  return g_test_run ();
}
