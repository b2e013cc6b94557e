/* fuzz-script-header.c: headers of scripts, whatever they hold
 *
 * What the scanner of headers accepts must be what the parser of Python finds
 * in the same text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "project/headers/ath-python-header.h"
#include "project/headers/ath-sql-header.h"
#include "python/syntax/ath-python-syntax.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* Appends the strings of a literal; FALSE when @node is something else. */
static gboolean
append_strings (GString       *text,
                AthPythonNode *node)
{
  if (node->kind == ATH_PYTHON_NONE)
    return TRUE;

  if (node->kind == ATH_PYTHON_STR)
    {
      /* Neither a nul byte nor half a character can be in a text of ours. */
      if (node->str.text->has_unicode_name
          || !g_utf8_validate_len (node->str.text->bytes, node->str.text->length, NULL))
        return FALSE;
      g_string_append_printf (text, "‹%s›", node->str.text->bytes);
      return TRUE;
    }

  if (node->kind != ATH_PYTHON_TUPLE && node->kind != ATH_PYTHON_LIST
      && node->kind != ATH_PYTHON_SET)
    return FALSE;
  for (guint i = 0; i < node->sequence.elts->length; i++)
    {
      if (!append_strings (text, node->sequence.elts->items[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_target (AthPythonNode *statement,
           const char    *name)
{
  AthPythonList *targets;

  if (statement->kind == ATH_PYTHON_ANN_ASSIGN)
    return statement->ann_assign.value != NULL
           && statement->ann_assign.target->kind == ATH_PYTHON_NAME
           && g_str_equal (statement->ann_assign.target->name.id, name);
  if (statement->kind != ATH_PYTHON_ASSIGN)
    return FALSE;

  targets = statement->assign.targets;
  for (guint i = 0; i < targets->length; i++)
    {
      if (targets->items[i]->kind == ATH_PYTHON_NAME
          && g_str_equal (targets->items[i]->name.id, name))
        return TRUE;
    }

  return FALSE;
}

/* The strings last assigned to @name at the top level, or NULL when they are not known. */
static char *
dup_assigned (AthPythonSyntax *module,
              const char      *name)
{
  const AthPythonList *body = ath_python_syntax_get_body (module);
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < body->length; i++)
    {
      AthPythonNode *statement = body->items[i];
      AthPythonNode *value;

      if (!is_target (statement, name))
        continue;
      value = statement->kind == ATH_PYTHON_ASSIGN ? statement->assign.value
                                                   : statement->ann_assign.value;
      g_string_truncate (text, 0);
      if (!append_strings (text, value))
        return NULL;
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
check_names (AthPythonSyntax *module,
             const char      *name,
             char           **ours)
{
  g_autofree char *theirs = dup_assigned (module, name);
  g_autoptr(GString) text = g_string_new (NULL);

  for (; *ours != NULL; ours++)
    g_string_append_printf (text, "‹%s›", *ours);
  if (theirs != NULL)
    g_assert_cmpstr (text->str, ==, theirs);
}

static void
check_python (const char *text)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthRevision) revision = ath_python_header_read (text, "fuzz.py", &error);
  g_autoptr(AthPythonSyntax) module = NULL;

  g_assert_true ((revision == NULL) == (error != NULL));
  if (revision == NULL)
    return;

  module = ath_python_syntax_new ("fuzz.py", text, -1, NULL);
  if (module == NULL)
    return;

  check_names (module, "revision", ((char *[]) { revision->id, NULL }));
  check_names (module, "down_revision", revision->down_revisions);
  check_names (module, "branch_labels", revision->labels);
  check_names (module, "depends_on", revision->depends_on);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(AthRevision) revision = NULL;
  g_autoptr(GError) error = NULL;

  /* Other texts are refused when the file is read. */
  if (!g_utf8_validate (text, -1, NULL))
    return 0;

  check_python (text);
  revision = ath_sql_header_read (text, "fuzz.sql", &error);
  g_assert_true ((revision == NULL) == (error != NULL));

  return 0;
}
