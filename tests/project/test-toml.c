/* test-toml.c: TOML files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>
#include <string.h>

#include "ath-error.h"
#include "project/formats/ath-toml.h"
#include "support/ath-test-python.h"

/* What Python makes of each text, in a form that tells the types apart. */
static const char judge[] =
  "import tomllib\n"
  "def form(v):\n"
  "    if isinstance(v, dict): return ['table', [[k, form(v[k])] for k in sorted(v)]]\n"
  "    if isinstance(v, list): return ['array', [form(x) for x in v]]\n"
  "    if isinstance(v, bool): return ['boolean', str(v).lower()]\n"
  "    if isinstance(v, int): return ['integer', str(v)]\n"
  "    if isinstance(v, float): return ['float', repr(v)]\n"
  "    if isinstance(v, str): return ['string', v]\n"
  "    return ['date', '']\n"
  "def read(text):\n"
  "    try: return form(tomllib.loads(text))\n"
  "    except (tomllib.TOMLDecodeError, ValueError): return None\n"
  "result = [read(text) for text in data]\n";

static const char *const texts[] = {
  "",
  "# comment\n\n",
  "a = 1\n'b c' = 2\n\"d\\te\" = 3\n1 = 4\n-_ = 5\n",
  "a.b.c = 1\na.b.d = 2\na . e = 3\n\"a\".'f' = 4\n",
  "[a]\nx = 1\n[a.b]\nx = 2\n[c.d]\nx = 3\n[c]\ny = 4\n",
  "[[a]]\nx = 1\n[[a]]\nx = 2\n[a.b]\ny = 3\n[[a.c]]\n[[a.c]]\n",
  "[ a . \"b c\" ]\nx = 1\n",
  "s = \"basic \\\" \\\\ \\b\\t\\n\\f\\r \\u00e4 \\U0001F600\"\n",
  "s = 'literal \\n \"x\"'\n",
  "s = \"\"\"\nfirst\nsecond \\\n   joined\n\n\\\"\"\"\"\"\"\n",
  "s = '''\nfirst\n'x' ''two'' \\n'''\n",
  "s = \"\"\"a\"\"\"\"\"\n",
  "s = ''''that,' she said'''\n",
  "s = \"\"\nt = ''\nu = \"\"\"\"\"\"\nv = ''''''\n",
  "i = [1, +2, -3, 0, 1_000, 0xDEAD_beef, 0o17, 0b1_0]\n",
  "f = [1.0, -0.5, 1e3, 6.6E-3, 1_0.5_0, 9_2e1_0]\n",
  "b = [true, false]\n",
  "d = [1979-05-27, 07:32:00, 1979-05-27T07:32:00Z, 1979-05-27 07:32:00.5-07:00,"
  " 1979-05-27t07:32:00]\n",
  "a = [\n  1, # one\n  [2, 3],\n\n  { x = 'y' },\n]\n",
  "a = []\nb = {}\nc = [[[]]]\n",
  "t = { a = 1, b.c = 2, 'd' = [1, 2], e = { f = 3 } }\n",
  "x = 1 # comment\r\ny = 2\r\n",
  "[tool.alembic]\nscript_location = \"%(here)s/alembic\"\nprepend_sys_path = [\n    \".\"\n]\n"
  "[[tool.alembic.post_write_hooks]]\nname = \"black\"\n",
  /* refused */
  "a = 1\na = 2\n",
  "[a]\n[a]\n",
  "a = 1\n[a]\n",
  "[a]\nb = 1\n[a.b]\n",
  "[[a]]\n[a]\n",
  "[a]\n[[a]]\n",
  "a = [1]\n[[a]]\n",
  "a = { b = 1 }\n[a.c]\n",
  "a = { b = 1 }\na.c = 2\n",
  "a = {\n",
  "a = [1 2]\n",
  "a = [1,,2]\n",
  "a = \"open\n",
  "a = 'open\n",
  "a = \"\"\"open\n",
  "a = \"\\q\"\n",
  "a = \"\\u12\"\n",
  "a = \"\\ud800\"\n",
  "a = 1 b = 2\n",
  "a\n",
  "a =\n",
  "= 1\n",
  "a b = 1\n",
  "a = word\n",
  "a = 012\n",
  "a = 1_\n",
  "a = _1\n",
  "a = 1__0\n",
  "a = 0x\n",
  "a = 1.\n",
  "a = .5\n",
  "[a\n",
  "[]\n",
  "[a.]\n",
  "[[a]\n",
  "a. = 1\n",
  "a = ''''''''\n",
};

static char *form (const AthTomlValue *value);

static int
compare_strings (gconstpointer a,
                 gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* The elements of @value in brackets; of a table sorted, each behind its key. */
static char *
form_elements (const AthTomlValue *value)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  gboolean is_table = ath_toml_value_get_type (value) == ATH_TOML_TABLE;
  g_autofree char *joined = NULL;

  for (guint i = 0; i < ath_toml_value_get_length (value); i++)
    {
      g_autofree char *element = form (ath_toml_value_get_element (value, i));

      g_ptr_array_add (parts, is_table
                              ? g_strconcat (ath_toml_value_get_key (value, i), "=", element, NULL)
                              : g_steal_pointer (&element));
    }
  if (is_table)
    g_ptr_array_sort (parts, compare_strings);
  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv (", ", (char **) parts->pdata);

  return g_strdup_printf (is_table ? "{%s}" : "[%s]", joined);
}

static char *
form (const AthTomlValue *value)
{
  switch (ath_toml_value_get_type (value))
    {
    case ATH_TOML_STRING:
      return g_strdup_printf ("string %s", ath_toml_value_get_text (value));
    case ATH_TOML_INTEGER:
      return g_strdup_printf ("integer %" G_GINT64_FORMAT, ath_toml_value_get_integer (value));
    case ATH_TOML_FLOAT:
      return g_strdup_printf ("float %g", ath_toml_value_get_float (value));
    case ATH_TOML_BOOLEAN:
      return g_strdup_printf ("boolean %s", ath_toml_value_get_boolean (value) ? "true" : "false");
    case ATH_TOML_DATE:
      return g_strdup ("date");
    case ATH_TOML_ARRAY:
    case ATH_TOML_TABLE:
      return form_elements (value);
    default:
      g_assert_not_reached ();
    }
}

/* The same form from what the judge says. */
static char *
form_expected (JsonArray *pair)
{
  const char *type = json_array_get_string_element (pair, 0);
  g_autoptr(GPtrArray) parts = NULL;
  g_autofree char *joined = NULL;
  gboolean is_table = g_str_equal (type, "table");
  JsonArray *elements;

  if (g_str_equal (type, "date"))
    return g_strdup (type);
  if (g_str_equal (type, "float"))
    return g_strdup_printf ("float %g",
                            g_ascii_strtod (json_array_get_string_element (pair, 1), NULL));
  if (!is_table && !g_str_equal (type, "array"))
    return g_strdup_printf ("%s %s", type, json_array_get_string_element (pair, 1));

  parts = g_ptr_array_new_with_free_func (g_free);
  elements = json_array_get_array_element (pair, 1);
  for (guint i = 0; i < json_array_get_length (elements); i++)
    {
      JsonArray *element = json_array_get_array_element (elements, i);
      const char *key = is_table ? json_array_get_string_element (element, 0) : NULL;
      g_autofree char *text =
        form_expected (is_table ? json_array_get_array_element (element, 1) : element);

      g_ptr_array_add (parts, is_table ? g_strconcat (key, "=", text, NULL)
                                       : g_steal_pointer (&text));
    }
  if (is_table)
    g_ptr_array_sort (parts, compare_strings);
  g_ptr_array_add (parts, NULL);
  joined = g_strjoinv (", ", (char **) parts->pdata);

  return g_strdup_printf (is_table ? "{%s}" : "[%s]", joined);
}

static void
assert_same (const char *text,
             JsonNode   *expected)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthTomlValue) toml = ath_toml_parse (text, -1, "x.toml", &error);
  g_autofree char *quoted = g_strescape (text, NULL);
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  if (json_node_is_null (expected))
    {
      if (toml != NULL)
        g_test_fail_printf ("Python refuses %s", quoted);
      else
        g_assert_cmpuint (ath_error_get_details (error)->line, >, 0);
      return;
    }
  if (toml == NULL)
    {
      g_test_fail_printf ("Python accepts %s (%s)", quoted, error->message);
      return;
    }

  ours = form (toml);
  theirs = form_expected (json_node_get_array (expected));
  g_assert_cmpstr (ours, ==, theirs);
}

static void
test_as_python (void)
{
  g_autoptr(JsonNode) input = json_node_new (JSON_NODE_ARRAY);
  g_autoptr(JsonNode) output = NULL;
  g_autoptr(JsonArray) all = json_array_new ();

  if (!ath_test_python_is_there ("tomllib"))
    return;

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    json_array_add_string_element (all, texts[i]);
  json_node_set_array (input, all);
  output = ath_test_python_run (judge, input);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    assert_same (texts[i], json_array_get_element (json_node_get_array (output), i));
}

/* A pyproject.toml as projects have it, with the tables of a dozen tools. */
static void
test_pyproject (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "project", "data", "pyproject.toml", NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(AthTomlValue) toml = ath_toml_load (path, &error);
  const AthTomlValue *alembic;
  const AthTomlValue *locations;

  g_assert_no_error (error);
  alembic = ath_toml_value_find_table (ath_toml_value_find_table (toml, "tool"), "alembic");
  g_assert_cmpstr (ath_toml_value_get_text (ath_toml_value_find (alembic, "script_location")), ==,
                   "%(here)s/migrations");
  locations = ath_toml_value_find (alembic, "version_locations");
  g_assert_cmpuint (ath_toml_value_get_length (locations), ==, 2);
  g_assert_cmpstr (ath_toml_value_get_text (ath_toml_value_get_element (locations, 1)), ==,
                   "%(here)s/extra");
  g_assert_cmpuint (ath_toml_value_get_line (locations), ==, 53);
  g_assert_true (ath_toml_value_get_boolean (ath_toml_value_find (alembic,
                                                                  "recursive_version_locations")));
}

static void
test_special_floats (void)
{
  g_autoptr(AthTomlValue) toml = ath_toml_parse ("a = inf\nb = -inf\nc = nan\n", -1, "x", NULL);

  g_assert_cmpfloat (ath_toml_value_get_float (ath_toml_value_find (toml, "a")), ==, INFINITY);
  g_assert_cmpfloat (ath_toml_value_get_float (ath_toml_value_find (toml, "b")), ==, -INFINITY);
  g_assert_true (isnan (ath_toml_value_get_float (ath_toml_value_find (toml, "c"))));
}

/* What TOML 1.1 allows is no reason to refuse a whole project. */
static void
test_newer_syntax (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthTomlValue) toml =
    ath_toml_parse ("a = {\n  x = 1, # one\n  y = '2',\n}\nb = \"\\e\\x41\"\n", -1, "x", &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ath_toml_value_get_length (ath_toml_value_find (toml, "a")), ==, 2);
  g_assert_cmpstr (ath_toml_value_get_text (ath_toml_value_find (toml, "b")), ==, "\033A");
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
    { "a = 1\n\nb = \n", 3, "value is expected" },
    { "a = [\n1,\n2\nb = 1\n", 4, "“]” is expected" },
    { "[x]\na = yes\n", 2, "strings need quotes" },
    { "x = '\xff'\n", 1, "UTF-8" },
    { "a = \"\"\"\n\n", 3, "not closed" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;

      g_assert_null (ath_toml_parse (cases[i].text, -1, "x.toml", &error));
      g_assert_error (error, ATH_ERROR, ATH_ERROR_PROJECT);
      g_assert_nonnull (strstr (error->message, cases[i].message));
      g_assert_cmpstr (ath_error_get_details (error)->file, ==, "x.toml");
      g_assert_cmpuint (ath_error_get_details (error)->line, ==, cases[i].line);
    }
}

/* Made to overflow the stack, and refused before. */
static void
test_deep_nesting (void)
{
  g_autoptr(GString) arrays = g_string_new ("a = ");
  g_autoptr(GString) key = g_string_new ("a");
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < 100000; i++)
    g_string_append_c (arrays, '[');
  g_assert_null (ath_toml_parse (arrays->str, -1, "x", &error));
  g_assert_nonnull (strstr (error->message, "too deeply"));
  g_clear_error (&error);

  for (guint i = 0; i < 100000; i++)
    g_string_append (key, ".a");
  g_string_append (key, " = 1");
  g_assert_null (ath_toml_parse (key->str, -1, "x", &error));
  g_assert_nonnull (strstr (error->message, "too many parts"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/toml/as-python", test_as_python);
  g_test_add_func ("/toml/pyproject", test_pyproject);
  g_test_add_func ("/toml/special-floats", test_special_floats);
  g_test_add_func ("/toml/newer-syntax", test_newer_syntax);
  g_test_add_func ("/toml/errors", test_errors);
  g_test_add_func ("/toml/deep-nesting", test_deep_nesting);

  return g_test_run ();
}
