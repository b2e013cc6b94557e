/* test-config-file.c: ini files as Python's ConfigParser reads them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "project/formats/ath-config-file.h"
#include "support/ath-test-python.h"

/* What ConfigParser makes of each text: every section with every value that can
 * be interpolated, or nothing when it refuses the text.
 */
static const char judge[] =
  "import configparser, io\n"
  "def read(text):\n"
  "    parser = configparser.ConfigParser({'here': '/the/folder'})\n"
  "    try:\n"
  "        parser.read_file(io.TextIOWrapper(io.BytesIO(text.encode()), encoding='utf-8'))\n"
  "    except configparser.Error:\n"
  "        return None\n"
  "    return [[name, [[key, value(parser, name, key)] for key in sorted(parser.options(name))]]\n"
  "            for name in parser.sections()]\n"
  "def value(parser, section, key):\n"
  "    try:\n"
  "        return parser.get(section, key)\n"
  "    except configparser.Error:\n"
  "        return None\n"
  "result = [read(text) for text in data]\n";

/* One text to each trap. */
static const char *const texts[] = {
  "",
  "\n\n# only a comment\n",
  "[alembic]\nscript_location = alembic\n",
  "[a]\nkey=value\nother: value\nthird = a=b:c\n",
  "[a]\n  key   =   value  \n",
  "[a]\nKEY = folded\n",
  "[a]\nkey = one\n two\n\tthree\n",
  "[a]\nkey = one\n\n two\n\n\n[b]\nx = 1\n",
  "[a]\nkey = one\n# comment\n two\n  ; comment\n three\n",
  "[a]\nkey = one ; not a comment # neither\n",
  "[a]\nkey = %(here)s/x\n",
  "[a]\nhere = mine\nkey = %(here)s/x\n",
  "[DEFAULT]\nbase = b\n[a]\nkey = %(base)s%(BASE)s\n[b]\nbase = c\nkey = %(base)s\n",
  "[a]\nkey = 100%% sure\n",
  "[a]\nkey = 100% sure\nother = fine\n",
  "[a]\nkey = %\n",
  "[a]\nkey = %(open\n",
  "[a]\nkey = %(name)d\nname = 1\n",
  "[a]\nkey = %(missing)s\n",
  "[a]\nkey = %()s\n",
  "[a]\nx = %(y)s\ny = %(x)s\n",
  "[a]\nx = %(y)s\ny = 50%%\n",
  "[a]\nk0 = end\nk1 = %(k0)s\nk2 = %(k1)s\nk3 = %(k2)s\nk4 = %(k3)s\nk5 = %(k4)s\nk6 = %(k5)s\n"
  "k7 = %(k6)s\nk8 = %(k7)s\nk9 = %(k8)s\nk10 = %(k9)s\nk11 = %(k10)s\nk12 = %(k11)s\n",
  "[a]\nkey = 1\nkey = 2\n",
  "[a]\nkey = 1\nKey = 2\n",
  "[a]\nx = 1\n[a]\ny = 2\n",
  "[DEFAULT]\nx = 1\n[DEFAULT]\ny = 2\n[a]\nz = 3\n",
  "[DEFAULT]\nx = 1\n[DEFAULT]\nx = 2\n",
  "key = before any section\n",
  "[a]\nno delimiter\n",
  "[a]\n= no key\n",
  "[a]\nkey =\n",
  "[a]\nkey =\n  value below\n",
  "[a]\n[b]\n  indented = 1\n  more = 2\n",
  "[a]\n  x = 1\n    y = 2\n",
  "[a]\n  x = 1\ny = 2\n z\n",
  "[a] trailing text\nx = 1\n",
  "[a]b]\nx = 1\n",
  "[]\nx = 1\n",
  "[ a ]\nx = 1\n",
  "[a\nx = 1\n",
  "  [a]\nx = 1\n",
  "[a]\r\nx = 1\r\n y\r\n",
  "[a]\rx = 1\ry = 2\r",
  "[a]\nx = \xc2\xa0padded\xc2\xa0\n",
  "[a]\nschl\xc3\x9cssel = w\xc3\xa4rt\n",
  "[loggers]\nkeys = root,sqlalchemy\n[handler_console]\nargs = (sys.stderr,)\n"
  "format = %(levelname)-5.5s [%(name)s] %(message)s\n",
};

/* Pieces that random texts are made of. */
static const char *const pieces[] = {
  "[a]", "[b]", "[DEFAULT]", "x", "y", "X", "here", " ", "  ", "\t", "=", ":", " = ", "\n", "\n",
  "\n ", "\r\n", "\n\n", "#", ";", "%", "%%", "%(x)s", "%(y)s", "%(here)s", "%(", "value", "]", "[",
  "\xc3\xa4",
};

static char *
make_random_text (GRand *random)
{
  GString *text = g_string_new (g_rand_boolean (random) ? "[a]\n" : "");
  int n = g_rand_int_range (random, 0, 25);

  for (int i = 0; i < n; i++)
    g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);

  return g_string_free (text, FALSE);
}

static void G_GNUC_PRINTF (2, 3)
fail_for (const char *text,
          const char *format,
          ...)
{
  g_autofree char *quoted = g_strescape (text, NULL);
  g_autofree char *message = NULL;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  g_test_message ("%s", quoted);
  g_test_fail_printf ("%s", message);
}

static void
assert_same_section (AthConfigFile *file,
                     const char    *text,
                     JsonArray     *section)
{
  const char *name = json_array_get_string_element (section, 0);
  JsonArray *keys = json_array_get_array_element (section, 1);

  for (guint i = 0; i < json_array_get_length (keys); i++)
    {
      JsonArray *pair = json_array_get_array_element (keys, i);
      const char *key = json_array_get_string_element (pair, 0);
      g_autoptr(GError) error = NULL;
      g_autofree char *value = NULL;
      gboolean found = ath_config_file_dup_value (file, name, key, &value, &error);

      if (json_array_get_null_element (pair, 1))
        {
          if (found)
            fail_for (text, "[%s] “%s” is refused by Python", name, key);
          else
            g_assert_cmpuint (ath_error_get_details (error)->line, >, 0);
        }
      else if (g_strcmp0 (value, json_array_get_string_element (pair, 1)) != 0)
        fail_for (text, "[%s] “%s” is “%s”, not “%s”", name, key,
                  json_array_get_string_element (pair, 1), value);
    }
}

static void
assert_same (const char *text,
             JsonNode   *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConfigFile) file = ath_config_file_new (text, -1, "/the/folder/x.ini", &error);
  const char *const *names;
  JsonArray *sections;

  if (json_node_is_null (expected) != (file == NULL))
    {
      fail_for (text, "Python %s the text", file == NULL ? "accepts" : "refuses");
      return;
    }
  if (file == NULL)
    {
      g_assert_error (error, ATH_ERROR, ATH_ERROR_PROJECT);
      g_assert_cmpuint (ath_error_get_details (error)->line, >, 0);
      return;
    }

  sections = json_node_get_array (expected);
  names = ath_config_file_get_sections (file);
  g_assert_cmpuint (g_strv_length ((char **) names), ==, json_array_get_length (sections));
  for (guint i = 0; names[i] != NULL; i++)
    {
      JsonArray *section = json_array_get_array_element (sections, i);

      g_assert_cmpstr (names[i], ==, json_array_get_string_element (section, 0));
      assert_same_section (file, text, section);
    }
}

/* The texts above and two thousand random ones mean what they mean in Python. */
static void
test_as_python (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  g_autoptr(JsonNode) input = json_node_new (JSON_NODE_ARRAY);
  g_autoptr(JsonNode) output = NULL;
  g_autoptr(JsonArray) all = json_array_new ();

  if (!ath_test_python_is_there ("configparser"))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    json_array_add_string_element (all, texts[i]);
  for (guint i = 0; i < 2000; i++)
    {
      g_autofree char *text = make_random_text (random);

      json_array_add_string_element (all, text);
    }
  json_node_set_array (input, all);
  output = ath_test_python_run (judge, input);

  for (guint i = 0; i < json_array_get_length (all); i++)
    assert_same (json_array_get_string_element (all, i),
                 json_array_get_element (json_node_get_array (output), i));
}

/* What stands where, for those who have no Python. */
static void
test_values (void)
{
  static const char text[] =
    "[DEFAULT]\nroot = /srv\n\n[alembic]\nScript_Location = %(root)s/%%x\n"
    "url = postgresql://u:p%40w@h/d\n";
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConfigFile) file = ath_config_file_new (text, -1, "/the/folder/x.ini", &error);
  g_autofree char *value = NULL;
  g_autofree char *here = NULL;
  g_auto(GStrv) keys = NULL;

  g_assert_no_error (error);
  g_assert_true (ath_config_file_dup_value (file, "alembic", "script_location", &value, &error));
  g_assert_cmpstr (value, ==, "/srv/%x");
  g_assert_true (ath_config_file_dup_value (file, "alembic", "here", &here, &error));
  g_assert_cmpstr (here, ==, "/the/folder");
  g_assert_cmpuint (ath_config_file_get_line (file, "alembic", "SCRIPT_LOCATION"), ==, 5);
  g_assert_true (ath_config_file_has_key (file, "alembic", "url"));
  g_assert_false (ath_config_file_has_key (file, "alembic", "root"));
  g_assert_false (ath_config_file_has_section (file, "other"));
  keys = ath_config_file_dup_keys (file, "alembic");
  g_assert_cmpstrv (keys, ((const char *[]) { "script_location", "url", NULL }));

  g_clear_pointer (&value, g_free);
  g_assert_true (ath_config_file_dup_value (file, "other", "root", &value, &error));
  g_assert_null (value);
}

/* An error about a value must not repeat it: it may hold a password. */
static void
test_no_secret_in_error (void)
{
  static const char text[] = "[alembic]\nsqlalchemy.url = postgresql://u:secret%40w@h/d\n";
  g_autoptr(AthConfigFile) file = ath_config_file_new (text, -1, "x.ini", NULL);
  g_autoptr(GError) error = NULL;
  char *value = NULL;

  g_assert_false (ath_config_file_dup_value (file, "alembic", "sqlalchemy.url", &value, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROJECT);
  g_assert_null (strstr (error->message, "secret"));
  g_assert_null (strstr (ath_error_get_details (error)->hint, "secret"));
  g_assert_cmpuint (ath_error_get_details (error)->line, ==, 2);
}

static void
test_errors (void)
{
  static const struct
  {
    const char *text;
    guint       line;
    const char *message;
  } cases[] = {
    { "x = 1\n", 1, "before the first" },
    { "[a]\n\nx = 1\ny = 2\nX = 3\n", 5, "first in line 3" },
    { "[a]\n[b]\n[a]\n", 3, "appears twice" },
    { "[a]\nx = 1\njunk\n", 3, "neither" },
    { "[a]\nx = 1\ny = \xff\n", 3, "UTF-8" },
    { "[a]\r\nx = 1\r\njunk\r\n", 3, "neither" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (ath_config_file_new (cases[i].text, -1, "x.ini", &error));
      g_assert_error (error, ATH_ERROR, ATH_ERROR_PROJECT);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_assert_cmpstr (ath_error_get_details (error)->file, ==, "x.ini");
      g_assert_cmpuint (ath_error_get_details (error)->line, ==, cases[i].line);
    }
}

static void
test_kinder_than_python (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConfigFile) file =
    ath_config_file_new ("\xef\xbb\xbf[a]\nx = %(here)s/y\n", -1, "/100%/x.ini", &error);
  g_autofree char *value = NULL;

  g_assert_no_error (error);
  g_assert_true (ath_config_file_dup_value (file, "a", "x", &value, &error));
  g_assert_cmpstr (value, ==, "/100%/y");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/config-file/as-python", test_as_python);
  g_test_add_func ("/config-file/values", test_values);
  g_test_add_func ("/config-file/no-secret-in-error", test_no_secret_in_error);
  g_test_add_func ("/config-file/errors", test_errors);
  g_test_add_func ("/config-file/kinder-than-python", test_kinder_than_python);

  return g_test_run ();
}
