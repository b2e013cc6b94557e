/* test-python-evaluator.c: the same programs by Python and by the evaluator
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <json-glib/json-glib.h>

#include "ath-error.h"
#include "ath-python-snippet.h"

#define PYTHON "/usr/bin/python3"

static const char *const snippet_files[] = {
  "evaluator.txt", "texts.txt", "formats.txt", "numbers.txt", "collections.txt", "enums.txt",
  "classes.txt", "records.txt", "datetimes.txt", "json.txt", "library.txt", "modules.txt",
  "generators.txt", "match.txt", "regex.txt", "decimals.txt",
};

static JsonArray *
run_with_python (const char  *path,
                 JsonParser  *parser)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "python", "run-snippets.py", NULL);
  g_autofree char *output = NULL;
  g_autoptr(GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char *[]) { (char *) PYTHON, script, (char *) path, NULL }, NULL,
                G_SPAWN_DEFAULT, NULL, NULL, &output, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  json_parser_load_from_data (parser, output, -1, &error);
  g_assert_no_error (error);

  return json_node_get_array (json_parser_get_root (parser));
}

static void
test_snippets (gconstpointer data)
{
  const char *name = data;
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "python", "data", name, NULL);
  g_autofree char *text = NULL;
  g_autoptr(GRegex) separator = g_regex_new ("^-{4,}\\n", G_REGEX_MULTILINE, 0, NULL);
  g_autoptr(JsonParser) parser = json_parser_new ();
  g_autoptr(GError) error = NULL;
  g_auto(GStrv) snippets = NULL;
  JsonArray *expected;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  snippets = g_regex_split (separator, text, 0);
  expected = run_with_python (path, parser);
  g_assert_cmpuint (g_strv_length (snippets), ==, json_array_get_length (expected));

  for (guint i = 0; snippets[i] != NULL; i++)
    {
      g_autofree char *output = ath_python_snippet_run (snippets[i], &error);

      g_test_message ("%s", snippets[i]);
      g_assert_no_error (error);
      g_assert_cmpstr (output, ==, json_array_get_string_element (expected, i));
    }
}

/* Whatever is done with an import that could not be followed, it is refused: no
 * exception is made up that the script could catch.
 */
static void
test_unresolved (void)
{
  const char *const uses[] = {
    "u + 1", "1 + u", "u[0]", "u[0] = 1", "del u[0]", "u.x = 1", "del u.x", "u()", "-u", "not u",
    "len(u)", "[x for x in u]", "1 in u", "u in [1]", "u in 'a'", "u < 1", "u == 1", "f'{u}'",
    "'%s' % u", "'{}'.format(u)", "int(u)", "str(u)", "isinstance(u, int)", "isinstance(1, u)",
    "[1][u]", "[1, 2][u:]", "{}[u]", "range(u)", "'a' * u", "[*u]", "{**u}", "print(*u)",
    "a, b = u", "raise u", "sorted(u)", "dict(u)", "max(1, u)", "','.join([u])",
    "'a'.replace('a', u)", "{u}", "getattr(1, u)", "hasattr(u, 'x')", "u and 1", "next(u)",
    "with u: pass", "assert u",
  };

  for (guint i = 0; i < G_N_ELEMENTS (uses); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *source = g_strdup_printf ("from nowhere import u\ntry:\n  %s\n"
                                                 "except Exception:\n  pass\n", uses[i]);
      g_autofree char *output = ath_python_snippet_run (source, &error);

      g_test_message ("%s", uses[i]);
      g_assert_null (output);
      g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
    }
}

typedef struct
{
  const char *source;
  guint       line;
  guint       column;
} Refusal;

/* What is not understood is refused with its place, also inside `try`. */
static void
test_refusals (void)
{
  const Refusal refusals[] = {
    { "print(1j)", 1, 7 },
    { "print(99999999999999999999)", 1, 7 },
    { "x = 9223372036854775807\nprint(x + 1)", 2, 7 },
    { "try:\n  x = \"\".no_such_method()\nexcept Exception:\n  pass", 2, 7 },
    { "import no_such_module\nno_such_module.f()", 2, 1 },
    { "def g():\n  try:\n    yield 1\n  finally:\n    pass\nfor x in g():\n  pass", 2, 3 },
    { "def g():\n  print((yield))\nfor x in g():\n  pass", 2, 3 },
    { "print(len, end='', nonsense=1)", 1, 1 },
    { "while True:\n  pass", 1, 7 },
    { "def f(n):\n  return f(n)\nf(1)", 2, 10 },
    { "print([1] * 100000000)", 1, 7 },
    { "x = 'a'\nwhile True:\n  x += x", 3, 3 },
    { "print(len(''.join(['a' * 10000] * 100000)))", 1, 11 },
    { "import re\nprint(re.sub('a', 'b' * 1000000, 'a' * 1000))", 2, 7 },
    { "a = []\nb = []\nfor i in range(5000):\n  a, b = [a], [b]\nprint(a == b)", 5, 7 },
    { "a = ()\nfor i in range(5000):\n  a = (a,)\nprint({a: 1})", 4, 11 },
    { "import functools\nf = lambda x: x\nfor i in range(5000):\n"
      "  f = functools.partial(f)\nf(1)", 5, 1 },
    { "x = iter([1])\nfor i in range(5000):\n  x = map(str, x)\nprint(list(x))", 4, 7 },
    { "import itertools\nprint(list(itertools.combinations(range(200), 150)))", 2, 12 },
    { "a = 1\nb = 1\nfor i in range(60):\n  a, b = [a, a], [b, b]\nprint(a == b)", 5, 7 },
    { "from app import make\nx = make()\nprint(x)", 3, 1 },
    { "from app import make\nx = [1]\ny = make(x)", 3, 5 },
    { "from app import make\nx = []\ny = x.append(make())", 3, 14 },
    { "from app import make\ndef f():\n  y = make()\nf()", 3, 7 },
    { "from enum import Enum\nclass A(str, Enum):\n  X = \"x\"\nprint(A.upper(A.X))", 4, 7 },
    { "from enum import Enum\nclass A(Enum):\n  X = 1\n  X = 2\nprint(A)", 5, 1 },
    { "from enum import Enum, auto\nclass A(Enum):\n  X = 3\n  Y = 1\n  Z = auto()\nprint(A)",
      6, 1 },
    { "print(type(lambda: 1))", 1, 1 },
    { "class A:\n  pass\nmatch A():\n  case A(1):\n    pass", 4, 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (refusals); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *output = ath_python_snippet_run (refusals[i].source, &error);

      g_test_message ("%s", refusals[i].source);
      g_assert_null (output);
      g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
      g_assert_cmpstr (ath_error_get_details (error)->file, ==, "snippet");
      g_assert_cmpuint (ath_error_get_details (error)->line, ==, refusals[i].line);
      g_assert_cmpuint (ath_error_get_details (error)->column, ==, refusals[i].column);
    }
}

/* An import that is never used costs nothing. */
static void
test_unused_import (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *output = ath_python_snippet_run ("import app.models\n"
                                      "from app.models import User as U, Post\n"
                                      "from .x import *\n"
                                      "def f(u: U) -> Post:\n"
                                      "  return 1\n"
                                      "print(f(2))\n", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, "1\n");
}

/* Neither does what is made of one, or of anything else that is not understood. */
static void
test_unused_value (void)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *output = ath_python_snippet_run ("from app import make_base, column, traced\n"
                                      "Base = make_base()\n"
                                      "class User(Base):\n"
                                      "  __tablename__ = 'users'\n"
                                      "  id = column(int, key=1j)\n"
                                      "  def f(self):\n"
                                      "    return self.id\n"
                                      "@traced(1)\n"
                                      "def g():\n"
                                      "  pass\n"
                                      "size: int = make_base.size['x'] + 1\n"
                                      "from enum import Enum\n"
                                      "class Kind(Enum):\n"
                                      "  A = 'a'\n"
                                      "KINDS = ('a', 'b')\n"
                                      "NAMES = ['a', 'b']\n"
                                      "class Post(Base):\n"
                                      "  id = column(KINDS, *NAMES)\n"
                                      "  kind = column(*(kind.value for kind in Kind))\n"
                                      "  both = column([id, kind], names=[n for n in NAMES])\n"
                                      "print(2)\n", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (output, ==, "2\n");
}

/* What may have been changed by what is not understood is not known any more. */
static void
test_unknown_change (void)
{
  static const char *const changes[] = {
    "made = change(NAMES)\n",
    "class Post(make_base()):\n  names = column(NAMES)\n",
    "class Post(make_base()):\n  id = column([NAMES.pop() for n in NAMES])\n",
    "class Post(make_base()):\n  id = column(*PAIRS)\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *script = g_strconcat ("from app import make_base, column, change\n"
                                             "NAMES = ['a', 'b']\nPAIRS = [NAMES]\n",
                                             changes[i], "print(NAMES)\n", NULL);
      g_autofree char *output = ath_python_snippet_run (script, &error);

      g_assert_null (output);
      g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (snippet_files); i++)
    {
      g_autofree char *path = g_strconcat ("/python-evaluator/snippets/", snippet_files[i], NULL);

      g_test_add_data_func (path, snippet_files[i], test_snippets);
    }
  g_test_add_func ("/python-evaluator/refusals", test_refusals);
  g_test_add_func ("/python-evaluator/unused-import", test_unused_import);

  g_test_add_func ("/python-evaluator/unresolved", test_unresolved);
  g_test_add_func ("/python-evaluator/unused-value", test_unused_value);
  g_test_add_func ("/python-evaluator/unknown-change", test_unknown_change);

  return g_test_run ();
}
