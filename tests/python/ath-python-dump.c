/* ath-python-dump.c: syntax trees as text, for comparing
 *
 * The same text as tests/python/dump-ast.py makes of CPython's tree: kind,
 * place, fields.  Two things are left out on both sides: places within
 * f-strings, which CPython knows only since 3.12, and texts with `\N{…}`.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-python-dump.h"

typedef struct
{
  AthPythonSyntax *module;
  GString         *out;
  AthPythonNode   *joined;  /* (nullable): the f-string around */
  guint            line;    /* a known place, from which others are counted */
  guint            column;
  guint32          offset;
} Dump;

static void dump_node (Dump          *dump,
                       AthPythonNode *node);

static void
dump_bytes (Dump       *dump,
            const char *bytes,
            gsize       length)
{
  g_string_append_c (dump->out, '"');
  for (gsize i = 0; i < length; i++)
    {
      guchar c = (guchar) bytes[i];

      if (c >= 0x20 && c < 0x7f && c != '"' && c != '\\')
        g_string_append_c (dump->out, (char) c);
      else
        g_string_append_printf (dump->out, "\\x%02x", c);
    }
  g_string_append_c (dump->out, '"');
}

static void
dump_name (Dump       *dump,
           const char *name)
{
  if (name != NULL)
    dump_bytes (dump, name, strlen (name));
  else
    g_string_append_c (dump->out, '-');
}

static void
dump_text (Dump                *dump,
           AthPythonNode       *node,
           const AthPythonText *text)
{
  const char *source = ath_python_syntax_get_text (dump->module, NULL);
  AthPythonNode *whole = dump->joined != NULL ? dump->joined : node;

  if (g_strstr_len (source + whole->start, whole->end - whole->start, "\\N{") != NULL)
    g_string_append (dump->out, "\"?\"");
  else
    dump_bytes (dump, text->bytes, text->length);
}

static void
dump_place (Dump          *dump,
            AthPythonNode *node)
{
  guint line, column, end_line, end_column;

  if (dump->joined != NULL
      || node->kind == ATH_PYTHON_ARGUMENTS || node->kind == ATH_PYTHON_COMPREHENSION
      || node->kind == ATH_PYTHON_WITH_ITEM || node->kind == ATH_PYTHON_MATCH_CASE)
    return;

  ath_python_syntax_get_place (dump->module, node->start, &line, &column);
  ath_python_syntax_get_place (dump->module, node->end, &end_line, &end_column);
  g_string_append_printf (dump->out, "@%u:%u-%u:%u", line, column, end_line, end_column);
}

static void
dump_double (Dump   *dump,
             double  value)
{
  guint64 bits;

  memcpy (&bits, &value, sizeof bits);
  g_string_append_printf (dump->out, "%016" G_GINT64_MODIFIER "x", bits);
}

static void
dump_list (Dump          *dump,
           AthPythonList *list)
{
  g_string_append_c (dump->out, '[');
  for (guint i = 0; i < list->length; i++)
    {
      if (i > 0)
        g_string_append_c (dump->out, ',');
      dump_node (dump, list->items[i]);
    }
  g_string_append_c (dump->out, ']');
}

static void
dump_names (Dump           *dump,
            AthPythonNames *names)
{
  g_string_append_c (dump->out, '[');
  for (guint i = 0; i < names->length; i++)
    {
      if (i > 0)
        g_string_append_c (dump->out, ',');
      dump_name (dump, names->items[i]);
    }
  g_string_append_c (dump->out, ']');
}

static void
dump_operators (Dump               *dump,
                AthPythonOperators *operators)
{
  g_string_append_c (dump->out, '[');
  for (guint i = 0; i < operators->length; i++)
    {
      if (i > 0)
        g_string_append_c (dump->out, ',');
      g_string_append (dump->out, ath_python_operator_get_name (operators->items[i]));
    }
  g_string_append_c (dump->out, ']');
}

static void
dump_int (Dump          *dump,
          AthPythonNode *node)
{
  if (node->int_.is_big)
    g_string_append (dump->out, node->int_.text);
  else
    g_string_append_printf (dump->out, "%" G_GINT64_FORMAT, node->int_.value);
}

static void
dump_field (Dump                 *dump,
            AthPythonNode        *node,
            const AthPythonField *field)
{
  gpointer member = G_STRUCT_MEMBER_P (node, field->offset);

  switch (field->type)
    {
    case ATH_PYTHON_FIELD_NODE:
      dump_node (dump, *(AthPythonNode **) member);
      break;

    case ATH_PYTHON_FIELD_LIST:
      dump_list (dump, *(AthPythonList **) member);
      break;

    case ATH_PYTHON_FIELD_NAME:
      dump_name (dump, *(const char **) member);
      break;

    case ATH_PYTHON_FIELD_NAMES:
      dump_names (dump, *(AthPythonNames **) member);
      break;

    case ATH_PYTHON_FIELD_OPERATOR:
      g_string_append (dump->out, ath_python_operator_get_name (*(AthPythonOperator *) member));
      break;

    case ATH_PYTHON_FIELD_OPERATORS:
      dump_operators (dump, *(AthPythonOperators **) member);
      break;

    case ATH_PYTHON_FIELD_BOOL:
      g_string_append_c (dump->out, *(gboolean *) member ? 'T' : 'F');
      break;

    case ATH_PYTHON_FIELD_UINT:
      g_string_append_printf (dump->out, "%u", *(guint *) member);
      break;

    case ATH_PYTHON_FIELD_CHAR:
      g_string_append_printf (dump->out, "%d", *(char *) member);
      break;

    case ATH_PYTHON_FIELD_INT:
      dump_int (dump, node);
      break;

    case ATH_PYTHON_FIELD_FLOAT:
      dump_double (dump, *(double *) member);
      break;

    case ATH_PYTHON_FIELD_TEXT:
      dump_text (dump, node, *(AthPythonText **) member);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
dump_node (Dump          *dump,
           AthPythonNode *node)
{
  AthPythonNode *outer = dump->joined;
  const AthPythonField *fields;
  guint n_fields;

  if (node == NULL)
    {
      g_string_append_c (dump->out, '-');
      return;
    }

  g_string_append (dump->out, ath_python_kind_get_name (node->kind));
  dump_place (dump, node);
  if (node->kind == ATH_PYTHON_JOINED_STR && outer == NULL)
    dump->joined = node;

  g_string_append_c (dump->out, '(');
  fields = ath_python_kind_get_fields (node->kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      if (i > 0)
        g_string_append_c (dump->out, ',');
      dump_field (dump, node, &fields[i]);
    }
  g_string_append_c (dump->out, ')');

  dump->joined = outer;
}

/* The statements of @module as one line of text. */
char *
ath_python_dump (AthPythonSyntax *module)
{
  Dump dump = { .module = module, .out = g_string_new (NULL) };

  dump_list (&dump, (AthPythonList *) ath_python_syntax_get_body (module));

  return g_string_free (dump.out, FALSE);
}
