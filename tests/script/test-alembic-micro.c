/* test-alembic-micro.c: small scripts, each of which asks one question
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>

#include "ath-error.h"
#include "script/ath-script.h"
#include "support/ath-test-folder.h"

/* Scripts that are refused; their number can only become less. */
#define MAX_REFUSED 12

/* Where Athanor is right to do something else than Alembic's offline mode. */
static const struct
{
  const char *file;
  const char *reason;
} exceptions[] = {
  { "bulk_json.py", "values of JSON are written, which Alembic can only bind" },
  { "bulk_jsonb.py", "likewise" },
  { "bulk_nulltype.py", "values without a type are written as what they are" },
  { "conn_text_params.py", "the values are written, and not NULL for each" },
  { "default_cast.py", "likewise, in a default" },
  { "exclude.py", "an expression, for which Alembic looks for a column" },
};

static gboolean
is_exception (const char *file)
{
  for (guint i = 0; i < G_N_ELEMENTS (exceptions); i++)
    if (g_str_equal (exceptions[i].file, file))
      return TRUE;

  return FALSE;
}

/* What one direction of a script sends, NULL when it is refused or not whole. */
static char *
run (AthTestFolder *folder,
     const char    *script,
     AthDirection   direction)
{
  g_autoptr(GFile) project_folder = g_file_new_for_path (ath_test_folder_get_path (folder));
  g_autoptr(AthProject) project = NULL;
  g_autoptr(AthCollectingSink) sink = NULL;
  const AthScriptContext context = { NULL };
  g_autoptr(GError) error = NULL;

  ath_test_folder_write (folder, "alembic/versions/script.py", script);
  project = ath_project_load (project_folder, NULL, NULL, NULL, &error);
  g_assert_no_error (error);

  sink = ath_script_collect (project, g_ptr_array_index (ath_project_get_revisions (project), 0),
                             direction, &context, NULL, &error);
  if (error != NULL)
    g_test_message ("%s", error->message);
  if (sink == NULL)
    g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  if (sink == NULL || ath_collecting_sink_get_open_end (sink) != NULL)
    return NULL;

  return ath_collecting_sink_dup_sql (sink, ath_script_get_marks (project));
}

/* Only in its texts does Alembic double backslashes and write tabs as blanks. */
static char *
normalize (const char *sql)
{
  g_autoptr(GString) text = g_string_new (sql);

  g_string_replace (text, "\\\\", "\\", 0);
  g_string_replace (text, "\t", "    ", 0);

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
test_micro (void)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "micro.json", NULL);
  AthTestFolder *folder = ath_test_folder_new ();
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  JsonArray *cases;
  guint n_refused = 0;

  ath_test_folder_write (folder, "alembic.ini", "[alembic]\nscript_location = alembic\n");
  json_parser_load_from_file (parser, path, &error);
  g_assert_no_error (error);
  cases = json_node_get_array (json_parser_get_root (parser));
  for (guint i = 0; i < json_array_get_length (cases); i++)
    {
      JsonObject *test = json_array_get_object_element (cases, i);
      const char *file = json_object_get_string_member (test, "file");
      gboolean is_upgrade =
        g_str_equal (json_object_get_string_member (test, "direction"), "upgrade");
      g_autofree char *sql = NULL;
      g_autofree char *expected = NULL;
      g_autofree char *found = NULL;

      g_test_message ("%s", file);
      sql = run (folder, json_object_get_string_member (test, "script"),
                 is_upgrade ? ATH_DIRECTION_UPGRADE : ATH_DIRECTION_DOWNGRADE);

      if (is_exception (file))
        continue;
      if (!json_object_get_boolean_member (test, "ok"))
        {
          g_assert_null (sql);
          continue;
        }
      if (sql == NULL)
        {
          n_refused++;
          continue;
        }

      expected = normalize (json_object_get_string_member (test, "sql"));
      found = normalize (sql);
      g_assert_cmpstr (found, ==, expected);
    }
  g_assert_cmpuint (n_refused, <=, MAX_REFUSED);
  ath_test_folder_free (folder);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/alembic-micro/scripts", test_micro);

  return g_test_run ();
}
