/* test-python-header.c: what an Alembic script declares
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "project/headers/ath-python-header.h"
#include "support/ath-test-python.h"

/* Runs each script and tells what Alembic would find in it; nothing when Python
 * refuses it or Alembic could not use it.
 */
static const char judge[] =
  "import re\n"
  "def names(value):\n"
  "    return [] if value is None else [value] if isinstance(value, str) else list(value)\n"
  "def read(text):\n"
  "    scope = {}\n"
  "    try:\n"
  "        exec(compile(text, 'x.py', 'exec'), scope)\n"
  "        found = [[scope['revision']], names(scope['down_revision']),\n"
  "                 names(scope.get('branch_labels')), names(scope.get('depends_on'))]\n"
  "    except Exception:\n"
  "        return None\n"
  "    if not all(isinstance(x, str) for l in found for x in l) or not found[0][0]:\n"
  "        return None\n"
  "    return found + [[(scope.get('__doc__') or '').strip()]]\n"
  "result = [read(text) for text in data]\n";

#define HEAD "revision = 'aa'\ndown_revision = None\n"

/* What must be read, and must be what Python says. */
static const char *const plain[] = {
  HEAD,
  "revision = \"aa\"\ndown_revision = 'bb'\nbranch_labels = None\ndepends_on = None\n",
  "\"\"\"Add x\n\nRevision ID: aa\nRevises: bb\nCreate Date: 2024-01-02\n\n\"\"\"\n" HEAD,
  "# comment\n\n'doc'\n" HEAD,
  "r'''raw \\n doc'''\n" HEAD,
  "'one ' \"two\" \\\n  'three'\n" HEAD,
  "\"\"\"escapes \\x41 \\101 \\u00e4 \\q \\\njoined \\\\ \\' \\\"\"\"\"\n" HEAD,
  "b'no doc'\n" HEAD,
  "f'no {1} doc'\n" HEAD,
  "'doc'; " HEAD,
  "'no doc' + ''\n" HEAD,
  "import os\n'no doc'\n" HEAD,
  "from typing import Union, Sequence\nrevision: str = 'aa'\n"
  "down_revision: Union[str, None] = 'bb'\n"
  "branch_labels: Union[str, Sequence[str], None] = ('x', 'y')\n"
  "depends_on: \"Union[str, '=']\" = ['c', 'd',]\n",
  "revision='aa'\ndown_revision=('bb','cc')\n",
  "revision = 'aa'\ndown_revision = ('bb',\n  # comment = 'x'\n  'cc', )\n",
  "revision = 'aa'\ndown_revision = 'bb', 'cc'\n",
  "revision = 'aa'\ndown_revision = 'bb',\n",
  "revision = 'aa'\ndown_revision = ()\nbranch_labels = []\n",
  "revision = ('aa')\ndown_revision = (((None)))\n",
  "revision = ('a' 'a'\n  'b')\ndown_revision = (('bb'), ('cc' 'dd'))\n",
  "revision = 'a' \\\n  'a'\ndown_revision = \\\n  None\n",
  "revision = u'aa'\ndown_revision = r'b\\b'\n",
  "revision = 'a\\x61\\141\\u0061'\ndown_revision = None\n",
  "revision = '''aa'''\ndown_revision = \"\"\"bb\"\"\"\n",
  "revision = 'aa'  # comment 'x'\ndown_revision = 'bb' # = 'cc'\n",
  "revision = 'aa'; down_revision = 'bb'; branch_labels = None;\n",
  "revision = down_revision = 'aa'\n",
  "x = revision = 'aa'\n" "revision = 'ab'\ndown_revision = depends_on = None\n",
  HEAD "x = 1\ndepends_on: x != 'a'\ndepends_on: x == 1 = 'b'\nbranch_labels: x <= 2 = 'c'\n",
  HEAD "x = branch_labels = y = depends_on = 'a', 'b'\n",
  "revision = 'old'\ndown_revision = None\nrevision = 'new'\n",
  "revision = 'aa'\r\ndown_revision = 'bb'\r\n",
  "'''doc\r\n\r\nmore'''\r\n" HEAD,
  "revision = 'aa'\rdown_revision = 'bb'\r",
  "revision = 'aa'\ndown_revision = 'bb'",
  "revision = '\xc3\xa4\xe2\x82\xac'\ndown_revision = None\n",
  HEAD "def upgrade():\n    revision = 'inner'\n    down_revision = call()\n",
  HEAD "def upgrade():\n  x = '''\nrevision = 'text'\n'''\n",
  HEAD "x = \"\"\"\nrevision = 'text'\n\"\"\"\n",
  HEAD "x = '''a\\'''\nrevision = 'text'\n'''\n",
  HEAD "x = r'''a\\\nrevision = 'text'\n'''\n",
  HEAD "x = [\n'a',\n]\ny = {\n  'revision': 1}\n",
  HEAD "x = (\n1,\n#)\n2)\n",
  HEAD "x = 1 + \\\n2\n",
  HEAD "x = '#'; y = \"'\"  # it's\n",
  HEAD "class revision_:\n    revision = 'inner'\n",
  HEAD "@property\ndef f(x):\n    revision = 1\n",
  HEAD "if True:\n    x = 1\n    def f():\n        revision = call()\n        if x:\n"
       "            revision = 2\n    y = 2\n",
  HEAD "revisions = 1\nrevision_x = 2\nmy_revision = 3\n",
  HEAD "revision == 'x'\nrevision\n",
  HEAD "assert revision\nstr(revision, encoding=None) if 0 else 1\n",
  HEAD "x = 1 if revision else 2\n",
  "\n\n  # indented comment\n" HEAD,
  "if True:\n    pass\nelse:\n    pass\n" HEAD,
  "try:\n    import nothing\nexcept ImportError:\n    nothing = None\n" HEAD,
  "\"\"\"doc\"\"\"\n\"\"\"second\"\"\"\n" HEAD,
  HEAD "branch_labels = {'x'}\n",
  HEAD "\f\nif True:\n    x = 1\n\fdepends_on = 'x'\n\\\nbranch_labels = 'y'\n",
  HEAD "x, y = revision, 1\nz = [x, y]\n[x, y] = revision\n",
};

/* What may be refused, but must not be read as something else. */
static const char *const tricky[] = {
  "revision = 'a' + 'b'\ndown_revision = None\n",
  "revision = f'aa'\ndown_revision = None\n",
  "revision = 'aa'\nif True:\n    revision = 'bb'\ndown_revision = None\n",
  "revision = 'aa'\nif True: revision = 'bb'\ndown_revision = None\n",
  "revision = 'aa'\nif True: revision += 'bb'\ndown_revision = None\n",
  "revision = 'aa'\nfor x in '12':\n    down_revision = x\n",
  "revision = 'aa'\ntry:\n    down_revision: str = 'cc'\nfinally:\n    pass\n",
  "revision = 'aa'\nrevision += 'b'\ndown_revision = None\n",
  "revision, down_revision = 'aa', 'bb'\n",
  HEAD "x, down_revision = 'aa', 'bb'\n",
  HEAD "(down_revision) = 'bb'\n",
  HEAD "x = (down_revision) = 'bb'\n",
  HEAD "x = y, down_revision = 'bb'\n",
  HEAD "x, y = down_revision = 'bb'\n",
  HEAD "[x, *down_revision] = 'bb'\n",
  "revision = 'aa'\nrevision: str\ndown_revision = None\n",
  "revision = 'aa' if 1 else 'bb'\ndown_revision = None\n",
  "revision = 'aa'.upper()\ndown_revision = None\n",
  "revision = 'aa'\ndown_revision = revision\n",
  "revision = 'aa'\ndown_revision = ['x'] * 2\n",
  "revision = 'aa'\ndown_revision = {'x': 'y'}\n",
  "revision = 'aa'\ndown_revision = (x for x in 'ab')\n",
  "revision = 'aa'\ndown_revision = ('bb', None)\n",
  "revision = 'aa'\ndown_revision = (('bb', 'cc'), 'dd')\n",
  "revision = b'aa'\ndown_revision = None\n",
  "revision = 'aa'\n",
  "down_revision = None\n",
  "revision = None\ndown_revision = None\n",
  "revision = ''\ndown_revision = None\n",
  "revision = 1\ndown_revision = None\n",
};

static char *
join (JsonArray *lists)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (lists); i++)
    {
      JsonArray *list = json_array_get_array_element (lists, i);

      for (guint j = 0; j < json_array_get_length (list); j++)
        g_string_append_printf (text, "‹%s›", json_array_get_string_element (list, j));
      g_string_append_c (text, '\n');
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_names (GString            *text,
              const char *const  *names)
{
  for (; *names != NULL; names++)
    g_string_append_printf (text, "‹%s›", *names);
  g_string_append_c (text, '\n');
}

static char *
form (const AthRevision *revision)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "‹%s›\n", revision->id);
  append_names (text, (const char *const *) revision->down_revisions);
  append_names (text, (const char *const *) revision->labels);
  append_names (text, (const char *const *) revision->depends_on);
  g_string_append_printf (text, "‹%s›\n", revision->description);

  return g_string_free (text, FALSE);
}

/* What the test asks of a script. */
typedef enum
{
  MUST_AGREE, /* read it as Python does */
  MAY_REFUSE, /* ... or not at all */
  IF_PYTHON,  /* ... and anything when it is no Python */
} Demand;

static void
assert_same (const char *text,
             JsonNode   *expected,
             Demand      demand)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthRevision) revision = ath_python_header_read (text, "x.py", &error);
  g_autofree char *quoted = g_strescape (text, NULL);
  g_autofree char *ours = NULL;
  g_autofree char *theirs = NULL;

  if (revision == NULL)
    {
      g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
      g_assert_cmpuint (ath_error_get_details (error)->line, >, 0);
      if (demand == MUST_AGREE)
        g_test_fail_printf ("refused: %s: %s", error->message, quoted);
      return;
    }
  if (json_node_is_null (expected))
    {
      if (demand != IF_PYTHON)
        g_test_fail_printf ("Python refuses %s", quoted);
      return;
    }

  ours = form (revision);
  theirs = join (json_node_get_array (expected));
  if (!g_str_equal (ours, theirs))
    g_test_message ("%s", quoted);
  g_assert_cmpstr (ours, ==, theirs);
}

static void
check_all (const char *const *texts,
           guint              n_texts,
           Demand             demand)
{
  g_autoptr(JsonNode) input = json_node_new (JSON_NODE_ARRAY);
  g_autoptr(JsonNode) output = NULL;
  g_autoptr(JsonArray) all = json_array_new ();

  if (!ath_test_python_is_there ("re"))
    return;

  for (guint i = 0; i < n_texts; i++)
    json_array_add_string_element (all, texts[i]);
  json_node_set_array (input, all);
  output = ath_test_python_run (judge, input);

  for (guint i = 0; i < n_texts; i++)
    assert_same (texts[i], json_array_get_element (json_node_get_array (output), i), demand);
}

static void
test_plain (void)
{
  check_all (plain, G_N_ELEMENTS (plain), MUST_AGREE);
}

static void
test_tricky (void)
{
  check_all (tricky, G_N_ELEMENTS (tricky), MAY_REFUSE);
}

/* Pieces that random scripts are made of; what is no Python is skipped. */
static const char *const pieces[] = {
  "revision", "down_revision", "branch_labels", "depends_on", "x", "x = ", " = ", "=", ": str = ",
  "==", "+=",
  "'a'", "\"b\"", "'''c\n'''", "\"\"\"\nrevision = 'd'\n\"\"\"", "r'\\'", "None", "(", ")",
  "[", "]", ",",
  "\n", "\n", "\n", "\n    ", ";", "\\\n", "# it's\n", "if x:", "def f():", "pass", "1",
};

static void
test_random (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (1);
  g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < 5000; i++)
    {
      GString *text = g_string_new ("x = 1\n" HEAD);
      int n = g_rand_int_range (random, 1, 10);

      for (int j = 0; j < n; j++)
        g_string_append (text, pieces[g_rand_int_range (random, 0, G_N_ELEMENTS (pieces))]);
      g_string_append_c (text, '\n');
      g_ptr_array_add (texts, g_string_free (text, FALSE));
    }

  check_all ((const char *const *) texts->pdata, texts->len, IF_PYTHON);
}

static void
test_message (void)
{
  static const struct
  {
    const char *docstring;
    const char *message;
    const char *created;
  } cases[] = {
    { "Add x\n\nRevision ID: aa\nCreate Date: 2024-05-06 07:08:09.123\n\n", "Add x",
      "2024-05-06 07:08:09.123" },
    { "\n\n  Add x,\n  and y\n   \nRevision ID: aa\n", "Add x, and y", NULL },
    { "", "", NULL },
    { "empty message", "empty message", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("\"\"\"%s\"\"\"\n" HEAD, cases[i].docstring);
      g_autoptr(AthRevision) revision = ath_python_header_read (text, "x.py", NULL);

      g_assert_cmpstr (revision->message, ==, cases[i].message);
      g_assert_cmpstr (revision->created, ==, cases[i].created);
    }
}

/* Alembic before 0.2 took the id from the file's name. */
static void
test_id_of_name (void)
{
  g_autoptr(AthRevision) revision =
    ath_python_header_read ("down_revision = None\n", "/x/12ab.py", NULL);
  g_autoptr(GError) error = NULL;

  g_assert_cmpstr (revision->id, ==, "12ab");
  g_assert_null (ath_python_header_read ("down_revision = None\n", "/x/12ab_name.py", &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
}

static void
test_places (void)
{
  static const struct
  {
    const char *text;
    guint       line;
    guint       column;
  } cases[] = {
    { "revision = get ()\n", 1, 12 },
    { "\n\nx = '''\n'''\nrevision = 'a'\ndown_revision = ('ä', name)\n", 6, 23 },
    { "revision = 'a'\r\ndown_revision = 'x' + 'y'\r\n", 2, 21 },
    { "if True:\n    revision = 'a'\n", 2, 5 },
    { "if True: revision = 'a'\n", 1, 10 },
    { "revision = 'a'\nrevision += 'b'\n", 2, 10 },
    { "revision = 'open\n", 1, 12 },
    { "revision = ('open'\n", 2, 1 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GError) error = NULL;
      const AthErrorDetails *details;

      g_assert_null (ath_python_header_read (cases[i].text, "x.py", &error));
      g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
      details = ath_error_get_details (error);
      g_assert_nonnull (details->hint);
      g_assert_cmpstr (details->file, ==, "x.py");
      g_assert_cmpuint (details->line, ==, cases[i].line);
      g_assert_cmpuint (details->column, ==, cases[i].column);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/python-header/plain", test_plain);
  g_test_add_func ("/python-header/tricky", test_tricky);
  g_test_add_func ("/python-header/random", test_random);
  g_test_add_func ("/python-header/message", test_message);
  g_test_add_func ("/python-header/id-of-name", test_id_of_name);
  g_test_add_func ("/python-header/places", test_places);

  return g_test_run ();
}
