/* test-python-syntax.c: the tree of a file, places of errors, limits
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"
#include "python/syntax/ath-python-syntax.h"

typedef struct
{
  const char *name;
  const char *code;
  guint       line;
  guint       column;
  const char *message;
} ErrorCase;

static const ErrorCase error_cases[] = {
  { "token", "a = 1\nb = = 2\n", 2, 5, "Invalid syntax at “=”" },
  { "character", "x = 'é' $ 1\n", 1, 9, "Invalid character U+0024" },
  { "expected", "f(a\nb)\n", 2, 1, "Expected “)”" },
  { "line-end", "a +\n", 1, 4, "The line ends too early" },
  { "file-end", "if a:\n  b\nelse", 3, 5, "Expected “:”" },
  { "block", "if a:\nb\n", 2, 1, "Expected an indented block" },
  { "indent", "a\n  b\n", 2, 3, "The indentation is not expected" },
  { "string", "a = (\n  'x\n)\n", 2, 3, "The string is not closed" },
  { "bracket", "a = (1,\n", 1, 5, "The bracket is not closed" },
  { "target", "a = f() = 1\n", 1, 5, "This expression cannot be assigned to" },
  { "return", "\n\nreturn 1\n", 3, 1, "“return” can only stand in a function" },
  { "keyword", "f(é=1, é=2)\n", 1, 8, "The keyword argument “é” stands twice" },
  { "future", "a\nfrom __future__ import division\n", 2, 1,
    "Imports from “__future__” must stand at the start of the file" },
  { "carriage-return", "a\r\nb\r= \r1 =", 3, 1, "Invalid syntax at “=”" },
  { "mark", "\xef\xbb\xbfx y\n", 1, 3, "Invalid syntax at “y”" },
  { "utf-8", "a\n'\xff'\n", 2, 2, "The file is not valid UTF-8" },
  { "encoding", "# coding: koi8-r\n'\xff'\n", 1, 1,
    "The file declares the encoding “koi8-r”, only UTF-8 is read" },
};

static void
test_error (gconstpointer data)
{
  const ErrorCase *test = data;
  g_autoptr(AthPythonSyntax) module = NULL;
  g_autoptr(GError) error = NULL;
  const AthErrorDetails *details;

  module = ath_python_syntax_new ("dir/file.py", test->code, -1, &error);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_null (module);

  details = ath_error_get_details (error);
  g_assert_cmpstr (error->message, ==, test->message);
  g_assert_cmpstr (details->file, ==, "dir/file.py");
  g_assert_cmpuint (details->line, ==, test->line);
  g_assert_cmpuint (details->column, ==, test->column);
}

static AthPythonSyntax *
parse (const char *code)
{
  g_autoptr(GError) error = NULL;
  AthPythonSyntax *module = ath_python_syntax_new ("file.py", code, -1, &error);

  g_assert_no_error (error);
  g_assert_nonnull (module);

  return module;
}

static void
test_nul (void)
{
  static const char code[] = "a = 1\nb\0c";
  g_autoptr(AthPythonSyntax) module = NULL;
  g_autoptr(GError) error = NULL;

  module = ath_python_syntax_new ("file.py", code, sizeof code - 1, &error);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_cmpuint (ath_error_get_details (error)->line, ==, 2);
}

static void
test_too_large (void)
{
  gsize length = ATH_PYTHON_MAX_SIZE + 1;
  g_autofree char *code = g_strnfill (length, '\n');
  g_autoptr(AthPythonSyntax) module = NULL;
  g_autoptr(GError) error = NULL;

  module = ath_python_syntax_new ("file.py", code, (gssize) length, &error);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_null (module);
}

static void
test_places (void)
{
  g_autoptr(AthPythonSyntax) module = parse ("é = 1\nf(\n  'ü', β)\n");
  const AthPythonList *body = ath_python_syntax_get_body (module);
  AthPythonNode *call = body->items[1]->unary.value;
  AthPythonNode *last = call->call.args->items[1];
  g_autoptr(GError) error = ath_python_syntax_new_error (module, last, "What is %s", "β");
  guint line, column;

  g_assert_cmpuint (body->length, ==, 2);
  ath_python_syntax_get_place (module, last->start, &line, &column);
  g_assert_cmpuint (line, ==, 3);
  g_assert_cmpuint (column, ==, 8);
  ath_python_syntax_get_place (module, call->end, &line, &column);
  g_assert_cmpuint (line, ==, 3);
  g_assert_cmpuint (column, ==, 10);

  g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
  g_assert_cmpstr (error->message, ==, "What is β");
  g_assert_cmpuint (ath_error_get_details (error)->column, ==, 8);
}

/* Each nested form is refused beyond a limit, and the stack survives it. */
static void
test_depth (void)
{
  static const struct
  {
    const char *before;
    const char *after;
  } forms[] = {
    { "(", ")" }, { "[", "]" }, { "{1:", "}" }, { "f(", ")" }, { "a[", "]" },
    { "-", "" }, { "not ", "" }, { "lambda: ", "" }, { "b if c else ", "" }, { "a**", "" },
    { "a+", "" }, { "a.b(", ")" }, { "[a for a in ", "]" }, { "f'{", "}'" },
    { "a and (b or ", ")" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (forms); i++)
    {
      for (guint n = 20; n <= 200000; n *= 100)
        {
          g_autoptr(GString) code = g_string_new (NULL);
          g_autoptr(AthPythonSyntax) module = NULL;
          g_autoptr(GError) error = NULL;

          for (guint j = 0; j < n; j++)
            g_string_append (code, forms[i].before);
          g_string_append (code, "x");
          for (guint j = 0; j < n; j++)
            g_string_append (code, forms[i].after);

          module = ath_python_syntax_new ("file.py", code->str, (gssize) code->len, &error);
          if (n > 20)
            g_assert_error (error, ATH_ERROR, ATH_ERROR_SCRIPT);
          else
            g_assert_no_error (error);
        }
    }
}

static AthPythonBinding
get_binding (AthPythonNode *function,
             AthPythonNode *expression)
{
  return ath_python_scope_get_binding (function->function_def.scope,
                                       expression->unary.value->name.id);
}

static void
test_scopes (void)
{
  g_autoptr(AthPythonSyntax) module = parse ("x = 1\n"
                                             "def f(a):\n"
                                             "    def g(b):\n"
                                             "        nonlocal a\n"
                                             "        a; b; x; print; c; d\n"
                                             "        a = 1\n"
                                             "    global d\n"
                                             "    c = d = 2\n"
                                             "    yield\n");
  AthPythonNode *f = ath_python_syntax_get_body (module)->items[1];
  AthPythonNode *g = f->function_def.body->items[0];
  AthPythonNode **names = g->function_def.body->items + 1;

  g_assert_cmpint (get_binding (g, names[0]), ==, ATH_PYTHON_BINDING_FREE);
  g_assert_cmpint (get_binding (g, names[1]), ==, ATH_PYTHON_BINDING_LOCAL);
  g_assert_cmpint (get_binding (g, names[2]), ==, ATH_PYTHON_BINDING_GLOBAL);
  g_assert_cmpint (get_binding (g, names[3]), ==, ATH_PYTHON_BINDING_GLOBAL);
  g_assert_cmpint (get_binding (g, names[4]), ==, ATH_PYTHON_BINDING_FREE);
  g_assert_cmpint (get_binding (g, names[5]), ==, ATH_PYTHON_BINDING_GLOBAL);
  g_assert_cmpint (get_binding (f, names[0]), ==, ATH_PYTHON_BINDING_LOCAL);
  g_assert_cmpint (get_binding (f, names[5]), ==, ATH_PYTHON_BINDING_GLOBAL);

  g_assert_true (ath_python_scope_is_generator (f->function_def.scope));
  g_assert_false (ath_python_scope_is_generator (g->function_def.scope));
}

static void
test_unicode_names (void)
{
  g_autoptr(AthPythonSyntax) module = parse ("'a\\N{BULLET}'\nr'\\N{x}'\n'b' f'\\N{DASH}{c}'\n");
  const AthPythonList *body = ath_python_syntax_get_body (module);
  AthPythonNode *joined = body->items[2]->unary.value;

  g_assert_true (body->items[0]->unary.value->str.text->has_unicode_name);
  g_assert_false (body->items[1]->unary.value->str.text->has_unicode_name);
  g_assert_true (joined->joined_str.values->items[0]->str.text->has_unicode_name);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (error_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/python/syntax/error/", error_cases[i].name, NULL);

      g_test_add_data_func (path, &error_cases[i], test_error);
    }
  g_test_add_func ("/python/syntax/nul", test_nul);
  g_test_add_func ("/python/syntax/too-large", test_too_large);
  g_test_add_func ("/python/syntax/places", test_places);
  g_test_add_func ("/python/syntax/depth", test_depth);
  g_test_add_func ("/python/syntax/scopes", test_scopes);
  g_test_add_func ("/python/syntax/unicode-names", test_unicode_names);

  return g_test_run ();
}
