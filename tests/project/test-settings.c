/* test-settings.c: what the configuration of a project states
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "project/ath-project.h"
#include "project/writing/ath-file-template.h"
#include "support/ath-test-folder.h"
#include "support/ath-test-python.h"

typedef struct
{
  AthTestFolder *folder;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  fixture->folder = ath_test_folder_new ();
  ath_test_folder_make_folder (fixture->folder, "alembic/versions");
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  ath_test_folder_free (fixture->folder);
}

static AthProject *
load (Fixture     *fixture,
      const char  *folder_name,
      const char  *config_file,
      const char  *section,
      GError     **error)
{
  g_autofree char *path = ath_test_folder_dup_path (fixture->folder, folder_name);
  g_autoptr(GFile) folder = g_file_new_for_path (path);

  return ath_project_load (folder, config_file, section, NULL, error);
}

static AthProject *
load_well (Fixture    *fixture,
           const char *folder_name,
           const char *config_file,
           const char *section)
{
  g_autoptr(GError) error = NULL;
  AthProject *project = load (fixture, folder_name, config_file, section, &error);

  g_assert_no_error (error);

  return project;
}

/* @path without the folder of the test. */
static const char *
shorten (Fixture    *fixture,
         const char *path)
{
  const char *root = ath_test_folder_get_path (fixture->folder);

  g_assert_true (g_str_has_prefix (path, root));

  return path + strlen (root);
}

static char *
join_short (Fixture  *fixture,
            char    **paths)
{
  GString *text = g_string_new (NULL);

  for (; *paths != NULL; paths++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", shorten (fixture, *paths));

  return g_string_free (text, FALSE);
}

/* What Alembic makes of each configuration: its paths, and the names that it
 * gives to new scripts; nothing when it refuses.
 */
static const char judge[] =
  "import datetime, os\n"
  "from alembic.config import Config\n"
  "from alembic.script import ScriptDirectory\n"
  "messages = ['', 'Add x', 'Füge  hinzu: äÖ_ü (2)!', 'word ' * 20, 'x' * 60, 'É² ñ']\n"
  "def read(text):\n"
  "    open('alembic.ini', 'w').write(text)\n"
  "    try:\n"
  "        directory = ScriptDirectory.from_config(Config('alembic.ini'))\n"
  "        day = datetime.datetime(2024, 2, 3, 4, 5, 6, tzinfo=datetime.timezone.utc)\n"
  "        names = [directory._rev_path('', 'a1b2', m, day) for m in messages]\n"
  "        return [[os.path.abspath(directory.dir)], list(directory._version_locations), names]\n"
  "    except Exception:\n"
  "        return None\n"
  "os.chdir(data[0])\n"
  "result = [read(text) for text in data[1:]]\n";

/* The messages of the judge. */
static const char *const messages[] = {
  "", "Add x", "Füge  hinzu: äÖ_ü (2)!",
  "word word word word word word word word word word "
  "word word word word word word word word word word ",
  "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "É² ñ",
};

static const char *const configurations[] = {
  "[alembic]\nscript_location = alembic\n",
  "[alembic]\nscript_location = %(here)s/alembic\n",
  "[alembic]\nscript_location = ./alembic/\n",
  "[alembic]\nscript_location = missing\n",
  "[alembic]\nother = 1\n",
  "[other]\nscript_location = alembic\n",
  "[DEFAULT]\nscript_location = alembic\n[alembic]\n",
  "[alembic]\nscript_location = alembic\nversion_locations = %(here)s/a, %(here)s/b\n",
  "[alembic]\nscript_location = alembic\nversion_locations = a b   c\n",
  "[alembic]\nscript_location = alembic\nversion_path_separator = os\nversion_locations = a:b c:\n",
  "[alembic]\nscript_location = alembic\nversion_path_separator = ;\nversion_locations = a;b,c\n",
  "[alembic]\nscript_location = alembic\nversion_path_separator = space\n"
  "version_locations = a b,c\n",
  "[alembic]\nscript_location = alembic\nversion_path_separator = comma\nversion_locations = a b\n",
  "[alembic]\nscript_location = alembic\nversion_path_separator = comma\n",
  "[alembic]\nscript_location = alembic\n"
  "file_template = %%(year)d_%%(month).2d_%%(day)02d-%%(slug)s\n",
  "[alembic]\nscript_location = alembic\n"
  "file_template = %%(epoch)d %%(hour)3d|%%(minute)-3d|%%(second)+d %%(rev).2s%%%%\n",
  "[alembic]\nscript_location = alembic\n"
  "file_template = %%(hour)x%%(day)X%%(year)o %%(slug)-5s|%%(slug)5s\n",
  "[alembic]\nscript_location = alembic\nfile_template = %%(unknown)s\n",
  "[alembic]\nscript_location = alembic\nfile_template = %%(rev)\n",
  "[alembic]\nscript_location = alembic\nfile_template = %(rev)s\n",
  "[alembic]\nscript_location = alembic\ntruncate_slug_length = 10\n",
  "[alembic]\nscript_location = alembic\ntruncate_slug_length = 0\n",
  "[alembic]\nscript_location = alembic\ntruncate_slug_length = many\n",
  "[alembic]\nscript_location = alembic\nkey\n",
};

/* Our reading of what the judge tells of, or NULL when it is refused. */
static JsonArray *
read_as_judge (Fixture    *fixture,
               const char *configuration)
{
  g_autoptr(GDateTime) day = g_date_time_new_utc (2024, 2, 3, 4, 5, 6);
  g_autoptr(AthProject) project = NULL;
  g_autoptr(JsonArray) result = json_array_new ();
  JsonArray *location = json_array_new ();
  JsonArray *locations = json_array_new ();
  JsonArray *names = json_array_new ();
  const AthProjectSettings *settings;

  json_array_add_array_element (result, location);
  json_array_add_array_element (result, locations);
  json_array_add_array_element (result, names);

  ath_test_folder_write (fixture->folder, "alembic.ini", configuration);
  project = load (fixture, "", NULL, NULL, NULL);
  if (project == NULL)
    return NULL;

  settings = ath_project_get_settings (project);
  json_array_add_string_element (location, settings->script_location);
  for (char **path = settings->version_locations; *path != NULL; path++)
    json_array_add_string_element (locations, *path);
  for (guint i = 0; i < G_N_ELEMENTS (messages); i++)
    {
      g_autofree char *name = ath_file_template_fill_in (settings, "a1b2", messages[i], day, NULL);
      g_autofree char *file_name = name != NULL ? g_strconcat (name, ".py", NULL) : NULL;

      if (name == NULL)
        return NULL;
      json_array_add_string_element (names, file_name);
    }

  return g_steal_pointer (&result);
}

static void
test_as_alembic (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(JsonNode) input = json_node_new (JSON_NODE_ARRAY);
  g_autoptr(JsonNode) output = NULL;
  g_autoptr(JsonArray) all = json_array_new ();

  if (!ath_test_python_is_there ("alembic"))
    return;

  json_array_add_string_element (all, ath_test_folder_get_path (fixture->folder));
  for (guint i = 0; i < G_N_ELEMENTS (configurations); i++)
    json_array_add_string_element (all, configurations[i]);
  json_node_set_array (input, all);
  output = ath_test_python_run (judge, input);

  for (guint i = 0; i < G_N_ELEMENTS (configurations); i++)
    {
      JsonNode *expected = json_array_get_element (json_node_get_array (output), i);
      g_autoptr(JsonArray) ours = read_as_judge (fixture, configurations[i]);
      g_autoptr(JsonNode) node = json_node_new (JSON_NODE_ARRAY);
      g_autofree char *our_text = NULL;
      g_autofree char *their_text = json_to_string (expected, FALSE);

      if ((ours == NULL) != json_node_is_null (expected))
        g_test_fail_printf ("Alembic %s configuration %u", ours == NULL ? "accepts" : "refuses", i);
      if (ours == NULL)
        continue;
      json_node_set_array (node, ours);
      our_text = json_to_string (node, FALSE);
      g_assert_cmpstr (our_text, ==, their_text);
    }
}

/* Keys that newer versions of Alembic know. */
static void
test_newer_keys (Fixture       *fixture,
                 gconstpointer  data)
{
  static const struct
  {
    const char *keys;
    const char *locations;
    const char *paths;
  } cases[] = {
    { "path_separator = os\nversion_locations = a:b", "/a /b", "" },
    { "path_separator = newline\nversion_locations =\n  a\n  b c\n", "/a /b c", "" },
    { "path_separator = ;\nversion_path_separator = space\nversion_locations = a b;c",
      "/a b /c", "" },
    { "path_separator = space\nprepend_sys_path = . src\nversion_locations = a b",
      "/a /b", "/src" },
    { "prepend_sys_path = .:src,lib more\n", "/alembic/versions", "/src /lib /more" },
    { "version_path_separator = os  # Use os.pathsep.\nversion_locations = a:b", "/a /b", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("[alembic]\nscript_location = alembic\n%s\n", cases[i].keys);
      g_autoptr(AthProject) project = NULL;
      g_autofree char *locations = NULL;
      g_autofree char *paths = NULL;
      const AthProjectSettings *settings;

      ath_test_folder_write (fixture->folder, "alembic.ini", text);
      project = load_well (fixture, "", NULL, NULL);
      settings = ath_project_get_settings (project);
      locations = join_short (fixture, settings->version_locations);
      paths = join_short (fixture, settings->prepend_sys_path);
      g_assert_cmpstr (locations, ==, cases[i].locations);
      g_assert_cmpstr (paths, ==, cases[i].paths);
    }
}

static void
test_recursive (Fixture       *fixture,
                gconstpointer  data)
{
  static const char script[] = "revision = '%s'\ndown_revision = None\n";
  static const struct
  {
    const char *value;
    guint       n_revisions;
  } cases[] = { { "true", 3 }, { "True", 1 }, { "false", 1 } };

  ath_test_folder_write (fixture->folder, "alembic/versions/a.py", script);
  ath_test_folder_write (fixture->folder, "alembic/versions/2024/b.py", script);
  ath_test_folder_write (fixture->folder, "alembic/versions/2024/05/c.py", script);
  ath_test_folder_write (fixture->folder, "alembic/versions/__pycache__/d.py", script);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("[alembic]\nscript_location = alembic\nrecursive_version_locations = %s\n",
                         cases[i].value);
      g_autoptr(AthProject) project = NULL;

      ath_test_folder_write (fixture->folder, "alembic.ini", text);
      project = load_well (fixture, "", NULL, NULL);
      g_assert_cmpuint (ath_project_get_revisions (project)->len, ==, cases[i].n_revisions);
    }
}

/* The text of an error about a URL must not hold its password, whatever the file. */
static void
test_no_secret_in_error (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autoptr(AthProject) project = NULL;
  const GError *error;

  ath_test_folder_write (fixture->folder, "pyproject.toml",
                         "[tool.alembic]\nscript_location = 'alembic'\n"
                         "\"sqlalchemy.url\" = 'postgresql://u:secret%40w@h/d'\n");
  project = load_well (fixture, "", NULL, NULL);
  error = ath_project_get_settings (project)->url_error;

  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROJECT);
  g_assert_null (strstr (error->message, "secret"));
  g_assert_nonnull (strstr (error->message, "sqlalchemy.url"));
  g_assert_cmpuint (ath_error_get_details (error)->line, ==, 3);
}

/* Folders that overlap give each script once; those that are not there give none. */
static void
test_overlapping_locations (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(AthProject) project = NULL;

  ath_test_folder_write (fixture->folder, "alembic/versions/a.py",
                         "revision = 'a'\ndown_revision = None\n");
  ath_test_folder_write (fixture->folder, "alembic.ini",
                         "[alembic]\nscript_location = alembic\n"
                         "version_locations = alembic/versions missing "
                         "alembic/../alembic/versions\n");

  project = load_well (fixture, "", NULL, NULL);
  g_assert_cmpuint (ath_project_get_revisions (project)->len, ==, 1);
  g_assert_cmpuint (ath_project_get_problems (project)->len, ==, 0);
}

static void
test_pyproject (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(AthProject) project = NULL;
  g_autoptr(AthProject) both = NULL;
  g_autofree char *locations = NULL;
  const AthProjectSettings *settings;

  ath_test_folder_write (fixture->folder, "pyproject.toml",
                         "[tool.alembic]\nscript_location = \"%(here)s/alembic\"\n"
                         "version_locations = [\"a\", \"%(here)s/b\"]\nprepend_sys_path = [\".\"]\n"
                         "file_template = \"%%(rev)s\"\ntruncate_slug_length = 12\n"
                         "recursive_version_locations = true\n\n"
                         "[tool.athanor]\nversion_table = \"rows\"\nversion_table_pk = false\n"
                         "naming_convention.ix = \"ix_%(column_0_label)s\"\n");
  project = load_well (fixture, "", NULL, NULL);
  settings = ath_project_get_settings (project);
  locations = join_short (fixture, settings->version_locations);

  g_assert_cmpstr (shorten (fixture, settings->config_file), ==, "/pyproject.toml");
  g_assert_cmpstr (shorten (fixture, settings->script_location), ==, "/alembic");
  g_assert_cmpstr (locations, ==, "/a /b");
  g_assert_cmpstr (settings->file_template, ==, "%(rev)s");
  g_assert_cmpuint (settings->truncate_slug_length, ==, 12);
  g_assert_true (settings->recursive_version_locations);
  g_assert_cmpstr (settings->version_table, ==, "rows");
  g_assert_false (settings->version_table_pk);
  g_assert_cmpstr (g_hash_table_lookup (settings->naming_convention, "ix"), ==,
                   "ix_%(column_0_label)s");

  /* The ini file has the say, and only it knows the URL. */
  ath_test_folder_write (fixture->folder, "alembic.ini",
                         "[alembic]\ntruncate_slug_length = 5\nsqlalchemy.url = postgresql://h/d\n"
                         "[athanor]\nversion_table = mine\n");
  both = load_well (fixture, "", NULL, NULL);
  settings = ath_project_get_settings (both);
  g_assert_cmpstr (shorten (fixture, settings->script_location), ==, "/alembic");
  g_assert_cmpuint (settings->truncate_slug_length, ==, 5);
  g_assert_cmpstr (settings->url, ==, "postgresql://h/d");
  g_assert_cmpstr (settings->version_table, ==, "mine");
  g_assert_false (settings->version_table_pk);
}

static void
test_own_section (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autoptr(AthProject) project = NULL;
  const AthProjectSettings *settings;

  ath_test_folder_write (fixture->folder, "alembic.ini",
                         "[alembic]\nscript_location = alembic\n[athanor]\n"
                         "version_table = t\nversion_table_schema = s\nversion_table_pk = no\n"
                         "transaction_per_migration = off\ntransactional_ddl = False\n"
                         "advisory_lock = 42\npython = %(here)s/.venv/bin/python\n"
                         "naming_convention.ix = ix_%%(column_0_label)s\n"
                         "Naming_Convention.PK = pk\n");
  project = load_well (fixture, "", NULL, NULL);
  settings = ath_project_get_settings (project);

  g_assert_cmpstr (settings->version_table, ==, "t");
  g_assert_cmpstr (settings->version_table_schema, ==, "s");
  g_assert_false (settings->version_table_pk);
  g_assert_false (settings->transaction_per_migration);
  g_assert_true (settings->transaction_per_migration_stated);
  g_assert_false (settings->transactional_ddl);
  g_assert_cmpstr (settings->advisory_lock, ==, "42");
  g_assert_cmpstr (shorten (fixture, settings->python), ==, "/.venv/bin/python");
  g_assert_cmpuint (g_hash_table_size (settings->naming_convention), ==, 2);
  g_assert_cmpstr (g_hash_table_lookup (settings->naming_convention, "pk"), ==, "pk");
}

static void
test_defaults (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(AthProject) project = NULL;
  const AthProjectSettings *settings;

  ath_test_folder_write (fixture->folder, "athanor.ini", "[athanor]\n");
  project = load_well (fixture, "", NULL, NULL);
  settings = ath_project_get_settings (project);

  g_assert_cmpstr (settings->section, ==, "athanor");
  g_assert_cmpstr (settings->version_table, ==, "alembic_version");
  g_assert_null (settings->version_table_schema);
  g_assert_true (settings->version_table_pk);
  g_assert_true (settings->transaction_per_migration);
  g_assert_false (settings->transaction_per_migration_stated);
  g_assert_true (settings->transactional_ddl);
  g_assert_cmpuint (settings->truncate_slug_length, ==, 40);
  g_assert_null (settings->url);
  g_assert_null (settings->url_error);
}

/* A URL that cannot be read is no reason not to open the project. */
static void
test_url (Fixture       *fixture,
          gconstpointer  data)
{
  static const struct
  {
    const char *line;
    const char *url;
    gboolean    fails;
  } cases[] = {
    { "sqlalchemy.url = postgresql+psycopg2://u:p%%40w@h/d",
      "postgresql+psycopg2://u:p%40w@h/d", FALSE },
    { "url = postgresql://h/d", "postgresql://h/d", FALSE },
    { "sqlalchemy.url =", NULL, FALSE },
    { "sqlalchemy.url = driver://user:pass@localhost/dbname", NULL, FALSE },
    { "sqlalchemy.url = postgresql://${DB_USER}@h/${DB_NAME}", NULL, FALSE },
    { "sqlalchemy.url = postgresql://u:p%40w@h/d", NULL, TRUE },
    { "sqlalchemy.url = postgresql://%(DB_USER)s@h/d", NULL, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text =
        g_strdup_printf ("[alembic]\nscript_location = alembic\n%s\n", cases[i].line);
      g_autoptr(AthProject) project = NULL;
      const AthProjectSettings *settings;

      ath_test_folder_write (fixture->folder, "alembic.ini", text);
      project = load_well (fixture, "", NULL, NULL);
      settings = ath_project_get_settings (project);
      g_assert_cmpstr (settings->url, ==, cases[i].url);
      g_assert_cmpint (settings->url_error != NULL, ==, cases[i].fails);
    }
}

static void
test_sections (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(AthProject) billing = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *key = NULL;
  const AthProjectSettings *settings;
  const AthProjectDatabase *database;

  ath_test_folder_make_folder (fixture->folder, "billing/versions");
  ath_test_folder_write (fixture->folder, "alembic.ini",
                         "[billing]\nscript_location = billing\ndatabases = engine1, engine2\n"
                         "[engine1]\nsqlalchemy.url = postgresql://h/one\n[engine2]\n"
                         "[orders]\nscript_location = alembic\n[loggers]\nkeys = root\n");
  billing = load_well (fixture, "", NULL, "billing");
  settings = ath_project_get_settings (billing);
  key = g_strconcat (ath_test_folder_get_path (fixture->folder), "#billing", NULL);

  g_assert_cmpstr (ath_project_get_key (billing), ==, key);
  g_assert_cmpstr (shorten (fixture, settings->script_location), ==, "/billing");
  g_assert_cmpstrv (settings->sections, ((const char *[]) { "billing", "orders", NULL }));
  g_assert_cmpuint (settings->databases->len, ==, 2);
  database = g_ptr_array_index (settings->databases, 0);
  g_assert_cmpstr (database->name, ==, "engine1");
  g_assert_cmpstr (database->url, ==, "postgresql://h/one");

  g_assert_null (load (fixture, "", NULL, NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROJECT);
  g_assert_nonnull (strstr (error->message, "[alembic]"));
  g_assert_nonnull (strstr (ath_error_get_details (error)->hint, "billing, orders"));
}

/* Where a relative path leads when Alembic would be started elsewhere. */
static void
test_relative_paths (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(AthProject) from_root = NULL;
  g_autoptr(AthProject) below = NULL;
  g_autoptr(AthProject) deep = NULL;
  g_autoptr(AthProject) package = NULL;
  g_autoptr(AthProject) source = NULL;
  g_autoptr(AthProject) flask = NULL;

  /* alembic -c conf/alembic.ini, started in the root */
  ath_test_folder_write (fixture->folder, "conf/alembic.ini",
                         "[alembic]\nscript_location = alembic\nversion_locations = conf\n");
  from_root = load_well (fixture, "", "conf/alembic.ini", NULL);
  below = load_well (fixture, "conf", NULL, NULL);
  g_assert_cmpstr (shorten (fixture, ath_project_get_settings (from_root)->script_location), ==,
                   "/alembic");
  g_assert_cmpstr (shorten (fixture, ath_project_get_settings (below)->script_location), ==,
                   "/alembic");
  g_assert_cmpstr (shorten (fixture, *ath_project_get_settings (below)->version_locations), ==,
                   "/conf");

  /* alembic -c app/data/conf/alembic.ini, started in the root of the repository */
  ath_test_folder_make_folder (fixture->folder, ".git");
  ath_test_folder_make_folder (fixture->folder, "app/data/versions");
  ath_test_folder_make_folder (fixture->folder, "app/app/data");
  ath_test_folder_write (fixture->folder, "app/data/conf/alembic.ini",
                         "[alembic]\nscript_location = app/data\nprepend_sys_path = .\n");
  deep = load_well (fixture, "app/data/conf", NULL, NULL);
  g_assert_cmpstr (shorten (fixture, ath_project_get_settings (deep)->script_location), ==,
                   "/app/data");
  g_assert_cmpstr (shorten (fixture, *ath_project_get_settings (deep)->prepend_sys_path), ==, "");

  ath_test_folder_make_folder (fixture->folder, "lib/my/app/db/migrations");
  ath_test_folder_write (fixture->folder, "alembic.ini",
                         "[alembic]\nscript_location = my.app:db:migrations\n"
                         "prepend_sys_path = . lib\n");
  package = load_well (fixture, "", NULL, NULL);
  g_assert_cmpstr (shorten (fixture, ath_project_get_settings (package)->script_location), ==,
                   "/lib/my/app/db/migrations");

  ath_test_folder_make_folder (fixture->folder, "src/your/migrations");
  ath_test_folder_write (fixture->folder, "alembic.ini",
                         "[alembic]\nscript_location = your:migrations\n");
  source = load_well (fixture, "", NULL, NULL);
  g_assert_cmpstr (shorten (fixture, ath_project_get_settings (source)->script_location), ==,
                   "/src/your/migrations");

  /* Flask-Migrate states no place: the file lies in it. */
  ath_test_folder_write (fixture->folder, "migrations/alembic.ini", "[alembic]\n");
  ath_test_folder_write (fixture->folder, "migrations/env.py", "");
  flask = load_well (fixture, "migrations", NULL, NULL);
  g_assert_cmpstr (shorten (fixture, ath_project_get_settings (flask)->script_location), ==,
                   "/migrations");
}

static void
test_config_file (Fixture       *fixture,
                  gconstpointer  data)
{
  g_autofree char *ini_path = ath_test_folder_dup_path (fixture->folder, "billing.ini");
  g_autoptr(GFile) ini = g_file_new_for_path (ini_path);
  g_autoptr(AthProject) named = NULL;
  g_autoptr(AthProject) dropped = NULL;
  g_autoptr(AthProject) sql = NULL;
  g_autoptr(AthProject) toml = NULL;
  g_autoptr(GError) error = NULL;

  ath_test_folder_write (fixture->folder, "billing.ini", "[alembic]\nscript_location = alembic\n");
  named = load_well (fixture, "", "billing.ini", NULL);
  g_assert_cmpstr (ath_project_get_key (named), ==, ini_path);
  g_assert_cmpint (ath_project_get_kind (named), ==, ATH_PROJECT_ALEMBIC);

  /* The file itself may be opened. */
  dropped = ath_project_load (ini, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ath_project_get_key (dropped), ==, ini_path);

  ath_test_folder_write (fixture->folder, "other.ini", "[athanor]\n");
  sql = load_well (fixture, "", "other.ini", NULL);
  g_assert_cmpint (ath_project_get_kind (sql), ==, ATH_PROJECT_SQL);

  ath_test_folder_write (fixture->folder, "pyproject.toml",
                         "[tool.alembic]\nscript_location = 'alembic'\n");
  toml = load_well (fixture, "", "pyproject.toml", NULL);
  g_assert_cmpstr (ath_project_get_key (toml), ==, ath_test_folder_get_path (fixture->folder));
}

typedef struct
{
  const char *file;
  const char *text;
  guint       line;
  const char *message;
  const char *hint;
} ErrorCase;

static const ErrorCase error_cases[] = {
  { NULL, NULL, 0, "no project", "alembic.ini" },
  { "README", "text", 0, "no project", "alembic.ini" },
  { "backend/alembic.ini", "[alembic]\n", 0, "no project", "“backend”" },
  { "services/pyproject.toml", "[tool.alembic]\n", 0, "no project", "“services”" },
  { "pyproject.toml", "[tool.black]\n", 0, "no project", NULL },
  { "pyproject.toml", "[tool.black\n", 0, "no project", NULL },
  { "pyproject.toml", "[tool.alembic]\nscript_location = alembic\n", 2,
    "strings need quotes", NULL },
  { "pyproject.toml", "[tool.alembic]\nx = 1\n", 0, "states no “script_location”", "Add" },
  { "pyproject.toml", "[tool.alembic]\nscript_location = [1]\n", 2, "must be a string", NULL },
  { "pyproject.toml", "[tool.alembic]\nscript_location = '%d'\n", 2, "cannot be filled in", NULL },
  { "alembic.ini", "", 0, "no section “[alembic]”", NULL },
  { "alembic.ini", "script_location = alembic\n", 1, "before the first", NULL },
  { "alembic.ini", "[alembic]\n", 0, "states no “script_location”", "Add" },
  { "alembic.ini", "[alembic]\n\nscript_location = elsewhere\n", 3, "not there", "relative path" },
  { "alembic.ini", "[alembic]\nscript_location = %(heer)s/x\n", 2,
    "“heer”, which is not set", NULL },
  { "alembic.ini", "[alembic]\nscript_location = alembic\ntruncate_slug_length = x\n", 3,
    "whole number", NULL },
  { "alembic.ini",
    "[alembic]\nscript_location = alembic\nversion_locations = a\npath_separator = x\n", 4,
    "not a valid value", "newline" },
  { "alembic.ini", "[alembic]\nscript_location = alembic\n[athanor]\nversion_table_pk = maybe\n", 4,
    "neither true nor false", NULL },
  { "athanor.ini", "[alembic]\n", 0, "no section “[athanor]”", NULL },
};

/* Each error says where it is and what to do. */
static void
test_error (Fixture       *fixture,
            gconstpointer  data)
{
  const ErrorCase *test = data;
  g_autoptr(GError) error = NULL;
  const AthErrorDetails *details;

  if (test->file != NULL)
    ath_test_folder_write (fixture->folder, test->file, test->text);
  g_assert_null (load (fixture, "", NULL, NULL, &error));

  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROJECT);
  g_assert_nonnull (strstr (error->message, test->message));
  details = ath_error_get_details (error);
  g_assert_nonnull (details->file);
  g_assert_cmpuint (details->line, ==, test->line);
  if (test->hint != NULL)
    g_assert_nonnull (strstr (details->hint, test->hint));
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (load (fixture, "nowhere", NULL, NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROJECT);
  g_assert_nonnull (strstr (error->message, "no folder"));
  g_clear_error (&error);

  g_assert_null (load (fixture, "", "nothing.ini", NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROJECT);
  g_assert_nonnull (strstr (error->message, "no configuration file"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

#define ADD(name, function) \
  g_test_add ("/settings/" name, Fixture, NULL, setup, function, teardown)

  ADD ("as-alembic", test_as_alembic);
  ADD ("newer-keys", test_newer_keys);
  ADD ("recursive", test_recursive);
  ADD ("overlapping-locations", test_overlapping_locations);
  ADD ("pyproject", test_pyproject);
  ADD ("own-section", test_own_section);
  ADD ("defaults", test_defaults);
  ADD ("url", test_url);
  ADD ("no-secret-in-error", test_no_secret_in_error);
  ADD ("sections", test_sections);
  ADD ("relative-paths", test_relative_paths);
  ADD ("config-file", test_config_file);
  ADD ("missing", test_missing);
  for (guint i = 0; i < G_N_ELEMENTS (error_cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/settings/error/%u", i);

      g_test_add (path, Fixture, &error_cases[i], setup, test_error, teardown);
    }

  return g_test_run ();
}
