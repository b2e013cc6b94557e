/* ath-python-parser-string.c: strings, their concatenation, f-strings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-literal.h"

/* Text that belongs together, across literals and across the parts of an
 * f-string, until an expression comes between.
 */
typedef struct
{
  GString  *value;            /* (owned) */
  gboolean  has_unicode_name;
  guint32   start;            /* of the first part */
} TextRun;

static gboolean fstring_parts (Parser   *parser,
                               TextRun  *run,
                               gboolean  is_raw,
                               gboolean  in_spec);

static AthPythonText *
take_text (Parser  *parser,
           TextRun *run)
{
  AthPythonText *text = ath_arena_alloc (parser->arena, sizeof *text + run->value->len + 1);

  text->length = run->value->len;
  text->has_unicode_name = run->has_unicode_name;
  memcpy (text->bytes, run->value->str, run->value->len);

  g_string_truncate (run->value, 0);
  run->has_unicode_name = FALSE;

  return text;
}

static AthPythonNode *
new_text_node (Parser        *parser,
               AthPythonKind  kind,
               TextRun       *run,
               guint32        start)
{
  AthPythonNode *node = ath_parser_new_node (parser, kind, start);

  if (kind == ATH_PYTHON_BYTES)
    node->bytes.text = take_text (parser, run);
  else
    node->str.text = take_text (parser, run);

  return node;
}

/* Makes the text gathered so far a part of the f-string. */
static void
flush_text (Parser  *parser,
            TextRun *run)
{
  if (run->value->len > 0)
    g_ptr_array_add (parser->pending, new_text_node (parser, ATH_PYTHON_STR, run, run->start));
}

static AthPythonLiteral
get_literal (Parser               *parser,
             const AthPythonToken *token)
{
  AthPythonLiteral literal = { 0 };
  const char *text = parser->source->text + token->start;

  for (; *text != '"' && *text != '\''; text++)
    {
      literal.is_raw |= g_ascii_tolower (*text) == 'r';
      literal.is_bytes |= g_ascii_tolower (*text) == 'b';
    }

  return literal;
}

static void
begin_text (TextRun *run,
            guint32  start)
{
  if (run->value->len == 0)
    run->start = start;
}

static gboolean
plain_string (Parser  *parser,
              TextRun *run)
{
  const AthPythonToken *token = parser_token (parser);
  AthPythonLiteral literal = get_literal (parser, token);
  const char *text = parser->source->text;
  guint32 start = token->start;
  guint32 n_quotes;

  while (text[start] != '"' && text[start] != '\'')
    start++;
  n_quotes = token->end - start >= 6 && text[start + 1] == text[start]
             && text[start + 2] == text[start] ? 3 : 1;

  begin_text (run, token->start);
  parser->pos++;

  return ath_python_literal_decode (parser, &literal, start + n_quotes, token->end - n_quotes,
                                    run->value, &run->has_unicode_name);
}

static gboolean
conversion (Parser *parser,
            char   *result)
{
  const AthPythonToken *token = parser_token (parser);
  char c = parser->source->text[token->start];

  /* Nothing may stand between the exclamation mark and its letter. */
  if (token->type != ATH_TOKEN_NAME || token->end - token->start != 1
      || token->start != parser_last_end (parser) || (c != 's' && c != 'r' && c != 'a'))
    return ath_parser_fail (parser, token->start,
                            _("After “!” an f-string needs one of “s”, “r” and “a”"));

  *result = c;
  parser->pos++;
  return TRUE;
}

static AthPythonNode *
format_spec (Parser   *parser,
             gboolean  is_raw)
{
  g_autoptr(GString) value = g_string_new (NULL);
  TextRun run = { .value = value };
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *node;

  if (!fstring_parts (parser, &run, is_raw, TRUE))
    return NULL;

  flush_text (parser, &run);
  node = ath_parser_new_node (parser, ATH_PYTHON_JOINED_STR, start);
  node->end = MAX (node->end, start);
  node->joined_str.values = ath_parser_take_list (parser, mark);

  return node;
}

/* `{x=}` shows the text of the expression before its value. */
static void
add_debug_text (Parser  *parser,
                TextRun *run,
                guint32  start)
{
  begin_text (run, start);
  g_string_append_len (run->value, parser->source->text + start,
                       parser_start (parser) - start);
}

/* What may follow the expression in a replacement field, with the brace. */
static gboolean
field_rest (Parser        *parser,
            AthPythonNode *node,
            gboolean       is_raw)
{
  char letter = 0;

  if (ath_parser_accept (parser, ATH_TOKEN_EXCLAMATION))
    {
      if (!conversion (parser, &letter))
        return FALSE;
      node->formatted_value.conversion = letter;
    }

  if (ath_parser_accept (parser, ATH_TOKEN_COLON))
    {
      node->formatted_value.format_spec = format_spec (parser, is_raw);
      if (node->formatted_value.format_spec == NULL)
        return FALSE;
    }

  return ath_parser_expect (parser, ATH_TOKEN_RIGHT_BRACE);
}

static gboolean
replacement_field (Parser   *parser,
                   TextRun  *run,
                   gboolean  is_raw)
{
  guint32 start = parser_start (parser);
  gboolean has_debug_text;
  AthPythonNode *value;
  AthPythonNode *node;

  parser->pos++;
  value = ath_parser_yield_or_star (parser);
  if (value == NULL)
    return FALSE;

  has_debug_text = ath_parser_accept (parser, ATH_TOKEN_EQUAL);
  if (has_debug_text)
    add_debug_text (parser, run, start + 1);

  flush_text (parser, run);
  node = ath_parser_new_node (parser, ATH_PYTHON_FORMATTED_VALUE, start);
  node->formatted_value.value = value;
  if (!field_rest (parser, node, is_raw))
    return FALSE;

  if (has_debug_text && node->formatted_value.conversion == 0
      && node->formatted_value.format_spec == NULL)
    node->formatted_value.conversion = 'r';

  node->end = parser_last_end (parser);
  g_ptr_array_add (parser->pending, node);
  return TRUE;
}

/* Text and fields up to what ends them.  Fields become pending, as does text
 * before them; the last text stays in @run.
 */
static gboolean
fstring_parts (Parser   *parser,
               TextRun  *run,
               gboolean  is_raw,
               gboolean  in_spec)
{
  const AthPythonLiteral literal = { .is_raw = is_raw, .is_fstring = !in_spec };

  for (;;)
    {
      const AthPythonToken *token = parser_token (parser);

      if (token->type == ATH_TOKEN_FSTRING_MIDDLE)
        {
          begin_text (run, token->start);
          parser->pos++;
          if (!ath_python_literal_decode (parser, &literal, token->start, token->end,
                                          run->value, &run->has_unicode_name))
            return FALSE;
        }
      else if (token->type == ATH_TOKEN_LEFT_BRACE)
        {
          if (!replacement_field (parser, run, is_raw))
            return FALSE;
        }
      else
        return TRUE;
    }
}

static gboolean
fstring (Parser  *parser,
         TextRun *run)
{
  gboolean is_raw = get_literal (parser, parser_token (parser)).is_raw;
  gboolean done;

  if (!ath_parser_enter (parser))
    return FALSE;

  parser->pos++;
  done = fstring_parts (parser, run, is_raw, FALSE)
         && ath_parser_expect (parser, ATH_TOKEN_FSTRING_END);
  ath_parser_leave (parser);

  return done;
}

static gboolean
is_bytes (Parser *parser)
{
  return parser_peek (parser) == ATH_TOKEN_STRING
         && get_literal (parser, parser_token (parser)).is_bytes;
}

/* All the literals that stand side by side. */
static gboolean
parts (Parser   *parser,
       TextRun  *run,
       gboolean *has_fstring)
{
  gboolean has_bytes = is_bytes (parser);

  *has_fstring = FALSE;
  while (parser_peek (parser) == ATH_TOKEN_STRING
         || parser_peek (parser) == ATH_TOKEN_FSTRING_START)
    {
      if (is_bytes (parser) != has_bytes)
        return ath_parser_fail (parser, parser_start (parser),
                                _("Text and bytes cannot stand side by side"));

      if (parser_peek (parser) == ATH_TOKEN_FSTRING_START)
        {
          *has_fstring = TRUE;
          if (!fstring (parser, run))
            return FALSE;
        }
      else if (!plain_string (parser, run))
        return FALSE;
    }

  return TRUE;
}

AthPythonNode *
ath_parser_strings (Parser *parser)
{
  g_autoptr(GString) value = g_string_new (NULL);
  TextRun run = { .value = value };
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  gboolean has_bytes = is_bytes (parser);
  gboolean has_fstring;
  AthPythonNode *node;

  if (!parts (parser, &run, &has_fstring))
    return NULL;

  if (has_fstring)
    {
      flush_text (parser, &run);
      node = ath_parser_new_node (parser, ATH_PYTHON_JOINED_STR, start);
      node->joined_str.values = ath_parser_take_list (parser, mark);
      return node;
    }

  if (has_bytes)
    return new_text_node (parser, ATH_PYTHON_BYTES, &run, start);

  node = new_text_node (parser, ATH_PYTHON_STR, &run, start);
  node->str.is_unicode_prefixed = parser->source->text[start] == 'u';

  return node;
}
