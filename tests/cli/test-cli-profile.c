/* test-cli-profile.c: environments in a real keyring
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "cli/ath-test-program.h"
#include "support/ath-test-folder.h"

#define URL_WITH_PASSWORD "postgresql://shop:sesame@db.example:5433/shop"

static AthTestFolder *
new_project (void)
{
  AthTestFolder *folder = ath_test_folder_new ();

  ath_test_folder_write (folder, "athanor.ini", "[athanor]\n");
  ath_test_folder_write (folder, "versions/1.sql",
                         "--@ revision: a1\n--@ revises:\n--@ message: first\n--@ upgrade\n"
                         "--@ when STAGE = last\nSELECT 1;\n--@ else\nSELECT 2;\n--@ end\n"
                         "--@ downgrade\n");

  return folder;
}

static JsonObject *
show (AthTestOutput  *output,
      const char     *folder,
      const char     *name,
      JsonNode      **node)
{
  g_autofree char *arguments = g_strdup_printf ("--json profile show %s", name);

  ath_test_program_run (output, folder, arguments);
  g_assert_cmpint (output->status, ==, 0);
  g_clear_pointer (node, json_node_unref);
  *node = ath_test_output_parse (output);

  return json_array_get_object_element (
    json_object_get_array_member (json_node_get_object (*node), "profiles"), 0);
}

static void
test_add_show_remove (void)
{
  g_autoptr(AthTestFolder) folder = new_project ();
  const char *path = ath_test_folder_get_path (folder);
  g_auto(AthTestOutput) output = { 0 };
  g_autoptr(JsonNode) node = NULL;
  g_autofree char *variables = NULL;
  JsonObject *profile;

  ath_test_program_feed (&output, path, URL_WITH_PASSWORD "\n",
                         "profile add Production --variable STAGE=last --variable KEY=hidden");
  g_assert_cmpint (output.status, ==, 0);
  ath_test_program_run (&output, path, "profile add Test --tier staging postgresql:///test");
  g_assert_cmpint (output.status, ==, 0);

  profile = show (&output, path, "production", &node);
  variables = ath_test_json_dup_strings (profile, "variables");
  g_assert_cmpstr (json_object_get_string_member (profile, "name"), ==, "Production");
  g_assert_cmpstr (json_object_get_string_member (profile, "tier"), ==, "production");
  g_assert_cmpstr (json_object_get_string_member (profile, "url"), ==,
                   "postgresql://shop@db.example:5433/shop");
  g_assert_true (json_object_get_boolean_member (profile, "has_password"));
  g_assert_cmpstr (variables, ==, "STAGE KEY");
  g_assert_null (strstr (output.out, "sesame"));
  g_assert_null (strstr (output.out, "hidden"));

  ath_test_program_run (&output, path, "profile list");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_true (g_str_has_prefix (output.out, "Test\tStaging\t"));
  g_assert_nonnull (strstr (output.out, "\nProduction\tProduction\tshop on db.example:5433\n"));
  ath_test_program_run (&output, path, "profile show Production");
  g_assert_null (strstr (output.out, "sesame"));

  ath_test_program_run (&output, path, "profile remove Production");
  g_assert_cmpint (output.status, ==, 0);
  ath_test_program_run (&output, path, "profile show Production");
  g_assert_cmpint (output.status, ==, 1);
  g_assert_nonnull (strstr (output.err, "It has “Test”."));
}

/* The variables of an environment reach its scripts. */
static void
test_environment (void)
{
  g_autoptr(AthTestFolder) folder = new_project ();
  const char *path = ath_test_folder_get_path (folder);
  g_auto(AthTestOutput) output = { 0 };

  ath_test_program_run (&output, path, "profile add Test --variable STAGE=last postgresql:///x");
  g_assert_cmpint (output.status, ==, 0);
  ath_test_program_run (&output, path, "--environment Test sql a1 upgrade");
  g_assert_cmpstr (output.out, ==, "SELECT 1;\n\n");
  ath_test_program_run (&output, path, "sql a1 upgrade");
  g_assert_cmpstr (output.out, ==, "SELECT 2;\n\n");
  ath_test_program_run (&output, path, "--environment Tset sql a1 upgrade");
  g_assert_cmpint (output.status, ==, 1);
  ath_test_program_run (&output, path, "--complete --environment \"\"");
  g_assert_cmpstr (output.out, ==, "Test\n");
}

static void
test_import (void)
{
  g_autoptr(AthTestFolder) folder = new_project ();
  const char *path = ath_test_folder_get_path (folder);
  g_auto(AthTestOutput) output = { 0 };
  g_auto(GStrv) fields = NULL;
  g_autofree char *import = NULL;
  g_autoptr(JsonNode) node = NULL;
  JsonObject *profile;

  ath_test_folder_write (folder, ".env", "DATABASE_URL=" URL_WITH_PASSWORD "\n");
  ath_test_program_run (&output, path, "profile import");
  g_assert_cmpint (output.status, ==, 0);
  g_assert_null (strstr (output.out, "sesame"));
  fields = g_strsplit (output.out, "\t", 2);
  import = g_strdup_printf ("profile import '%s' --tier production", fields[0]);
  ath_test_program_run (&output, path, import);
  g_assert_cmpint (output.status, ==, 0);

  profile = show (&output, path, fields[0], &node);
  g_assert_cmpstr (json_object_get_string_member (profile, "tier"), ==, "production");
  g_assert_true (json_object_get_boolean_member (profile, "has_password"));
}

static void
test_failures (void)
{
  static const struct
  {
    const char *arguments;
    int         status;
  } cases[] = {
    { "profile", 2 },
    { "profile add", 2 },
    { "profile sideways", 2 },
    { "profile add Test --tier golden postgresql:///x", 2 },
    { "profile add Test nonsense://x", 1 },
    { "profile remove Nobody", 1 },
    { "profile import Nobody", 1 },
  };
  g_autoptr(AthTestFolder) folder = new_project ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto(AthTestOutput) output = { 0 };

      ath_test_program_feed (&output, ath_test_folder_get_path (folder), "", cases[i].arguments);
      g_assert_cmpint (output.status, ==, cases[i].status);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/profile/add-show-remove", test_add_show_remove);
  g_test_add_func ("/cli/profile/environment", test_environment);
  g_test_add_func ("/cli/profile/import", test_import);
  g_test_add_func ("/cli/profile/failures", test_failures);

  return g_test_run ();
}
