/* ath-python-module-textwrap.c: the module textwrap
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/modules/ath-python-modules.h"

static gsize
count_indent (const char *line)
{
  return strspn (line, " \t");
}

static gboolean
is_blank (const char *line)
{
  const char *rest = line + count_indent (line);

  return *rest == '\0' || *rest == '\n';
}

/* What the indentation of all lines that are not blank begins with. */
static char *
dup_margin (char **lines)
{
  g_autofree char *margin = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    {
      gsize same = 0;

      if (is_blank (lines[i]))
        continue;
      if (margin == NULL)
        {
          margin = g_strndup (lines[i], count_indent (lines[i]));
          continue;
        }
      while (margin[same] != '\0' && margin[same] == lines[i][same])
        same++;
      margin[same] = '\0';
    }

  return margin != NULL ? g_steal_pointer (&margin) : g_strdup ("");
}

/* Blank lines lose all their blanks. */
static AthPythonValue *
textwrap_dedent (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "text", ATH_PYTHON_PARAM_REQUIRED } };
  g_autoptr(GString) result = g_string_new (NULL);
  g_autofree char *margin = NULL;
  g_auto(GStrv) lines = NULL;
  AthPythonValue *text;

  if (!ATH_PYTHON_BIND ("dedent", parameters, &text)
      || !ath_python_take_text (evaluator, text, &text))
    return NULL;

  lines = g_strsplit (text->text.bytes, "\n", -1);
  margin = dup_margin (lines);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (result, '\n');
      if (!is_blank (lines[i]))
        g_string_append (result, lines[i] + strlen (margin));
    }

  return ath_python_str_take (evaluator, result);
}

/* Lines of blanks alone stay as they are. */
static AthPythonValue *
textwrap_indent (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "text", ATH_PYTHON_PARAM_REQUIRED },
    { "prefix", ATH_PYTHON_PARAM_REQUIRED },
  };
  g_autoptr(GString) result = g_string_new (NULL);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *lines;
  AthPythonArguments keep_ends = { .n_positional = 1 };
  AthPythonValue *truth = ath_python_bool (TRUE);

  if (!ATH_PYTHON_BIND ("indent", parameters, values)
      || !ath_python_take_text (evaluator, values[0], &values[0])
      || !ath_python_take_text (evaluator, values[1], &values[1]))
    return NULL;

  keep_ends.positional = &truth;
  lines = ath_python_get_attribute (evaluator, values[0], "splitlines");
  lines = lines != NULL ? ath_python_call (evaluator, lines, &keep_ends) : NULL;
  if (lines == NULL)
    return NULL;

  for (guint i = 0; i < lines->sequence.length; i++)
    {
      AthPythonValue *line = lines->sequence.items[i];
      AthPythonValue *strip = ath_python_get_attribute (evaluator, line, "strip");
      AthPythonValue *stripped = ath_python_call_simple (evaluator, strip, NULL, 0);

      if (stripped->text.length > 0)
        g_string_append (result, values[1]->text.bytes);
      g_string_append (result, line->text.bytes);
    }

  return ath_python_str_take (evaluator, result);
}

static const AthPythonNativeFunction dedent_function = { "dedent", textwrap_dedent };
static const AthPythonNativeFunction indent_function = { "indent", textwrap_indent };

static const AthPythonNativeMember members[] = {
  { "dedent", .function = &dedent_function },
  { "indent", .function = &indent_function },
  { NULL },
};

const AthPythonNativeModule ath_python_textwrap_module = { "textwrap", members };
