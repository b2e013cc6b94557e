/* ath-python-literal.c: the values of literals, private to the reader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-literal.h"

#define MAX_DECIMAL_DIGITS 4300 /* as CPython limits them */

typedef struct
{
  Parser                 *parser;
  const AthPythonLiteral *literal;
  guint32                 pos;
  guint32                 end;
  GString                *value;
  gboolean               *has_unicode_name;
} Decoder;

static char
peek (const Decoder *decoder,
      guint32        ahead)
{
  if (ahead >= decoder->end - decoder->pos)
    return 0;

  return decoder->parser->source->text[decoder->pos + ahead];
}

/* In UTF-8, surrogates too; g_string_append_unichar() does them as well. */
static void
append_code_point (Decoder *decoder,
                   guint32  code_point)
{
  if (decoder->literal->is_bytes)
    g_string_append_c (decoder->value, (char) code_point);
  else
    g_string_append_unichar (decoder->value, code_point);
}

/* `\x`, `\u` and `\U` with exactly @n_digits; the position is on the letter. */
static gboolean
decode_hex (Decoder *decoder,
            guint    n_digits)
{
  guint32 code_point = 0;

  for (guint i = 1; i <= n_digits; i++)
    {
      int digit = g_ascii_xdigit_value (peek (decoder, i));

      if (digit < 0)
        return ath_parser_fail (decoder->parser, decoder->pos - 1,
                                _("The escape needs %u hexadecimal digits"), n_digits);

      code_point = code_point * 16 + digit;
    }

  if (code_point > 0x10ffff)
    return ath_parser_fail (decoder->parser, decoder->pos - 1, _("There is no such character"));

  append_code_point (decoder, code_point);
  decoder->pos += n_digits + 1;
  return TRUE;
}

static void
decode_octal (Decoder *decoder)
{
  guint32 code_point = 0;

  for (guint i = 0; i < 3 && peek (decoder, 0) >= '0' && peek (decoder, 0) <= '7'; i++)
    {
      code_point = code_point * 8 + (guint32) (peek (decoder, 0) - '0');
      decoder->pos++;
    }

  append_code_point (decoder, code_point);
}

/* The names of characters are not known here: the text stays as it is. */
static gboolean
decode_name (Decoder *decoder)
{
  const char *text = decoder->parser->source->text + decoder->pos;
  const char *close = NULL;

  if (peek (decoder, 1) == '{')
    close = memchr (text, '}', decoder->end - decoder->pos);

  if (close == NULL || close == text + 2)
    return ath_parser_fail (decoder->parser, decoder->pos - 1,
                            _("The escape needs the name of a character in braces"));

  *decoder->has_unicode_name = TRUE;
  g_string_append_c (decoder->value, '\\');
  g_string_append_len (decoder->value, text, close + 1 - text);
  decoder->pos += close + 1 - text;
  return TRUE;
}

static gboolean
decode_letter (Decoder *decoder,
               char     letter)
{
  static const char letters[] = "\\'\"abfnrtv";
  static const char values[] = "\\'\"\a\b\f\n\r\t\v";
  const char *found = strchr (letters, letter);

  if (letter == 0 || found == NULL)
    return FALSE;

  g_string_append_c (decoder->value, values[found - letters]);
  decoder->pos++;
  return TRUE;
}

/* The position is behind the backslash.  An unknown escape stands for itself. */
static gboolean
decode_escape (Decoder *decoder)
{
  char c = peek (decoder, 0);

  if (decode_letter (decoder, c))
    return TRUE;

  if (c == '\n')
    {
      decoder->pos++;
      return TRUE;
    }

  if (c >= '0' && c <= '7')
    {
      decode_octal (decoder);
      return TRUE;
    }

  if (c == 'x')
    return decode_hex (decoder, 2);

  if (!decoder->literal->is_bytes)
    {
      if (c == 'u')
        return decode_hex (decoder, 4);
      if (c == 'U')
        return decode_hex (decoder, 8);
      if (c == 'N')
        return decode_name (decoder);
    }

  g_string_append_c (decoder->value, '\\');
  return TRUE;
}

/**
 * ath_python_literal_decode:
 * @parser: a parser
 * @literal: how the text is to be taken
 * @start: where it starts in the source
 * @end: where it ends
 * @value: where its value goes
 * @has_unicode_name: (inout): becomes `TRUE` when it holds a `\N{…}`, whose
 *   character is not known here
 *
 * Returns: `FALSE` with the parser's error set when an escape is malformed
 */
gboolean
ath_python_literal_decode (Parser                 *parser,
                           const AthPythonLiteral *literal,
                           guint32                 start,
                           guint32                 end,
                           GString                *value,
                           gboolean               *has_unicode_name)
{
  Decoder decoder = {
    .parser = parser,
    .literal = literal,
    .pos = start,
    .end = end,
    .value = value,
    .has_unicode_name = has_unicode_name,
  };

  while (decoder.pos < end)
    {
      char c = peek (&decoder, 0);

      if (literal->is_bytes && (guchar) c >= 128)
        return ath_parser_fail (parser, decoder.pos,
                                _("Bytes can only contain ASCII characters"));

      decoder.pos++;
      if (c == '\\' && !literal->is_raw)
        {
          if (!decode_escape (&decoder))
            return FALSE;
          continue;
        }

      g_string_append_c (value, c);
      if (literal->is_fstring && (c == '{' || c == '}') && peek (&decoder, 0) == c)
        decoder.pos++;
    }

  return TRUE;
}

static AthPythonNode *
new_float (Parser        *parser,
           AthPythonKind  kind,
           const char    *text,
           guint32        start)
{
  AthPythonNode *node = ath_parser_new_node (parser, kind, start);

  node->float_.value = g_ascii_strtod (text, NULL);

  return node;
}

static void
set_int_value (AthPythonNode *node,
               const char    *digits,
               guint          base)
{
  gint64 value = 0;

  node->int_.is_big = FALSE;
  for (; *digits != 0; digits++)
    {
      if (__builtin_mul_overflow (value, (gint64) base, &value)
          || __builtin_add_overflow (value, (gint64) g_ascii_xdigit_value (*digits), &value))
        {
          node->int_.is_big = TRUE;
          value = 0;
          break;
        }
    }

  node->int_.value = value;
}

static AthPythonNode *
new_int (Parser     *parser,
         const char *text,
         guint32     start)
{
  AthPythonNode *node;
  guint base = 10;

  if (text[0] == '0' && (text[1] == 'x' || text[1] == 'o' || text[1] == 'b'))
    base = text[1] == 'x' ? 16 : text[1] == 'o' ? 8 : 2;
  else if (strlen (text) > MAX_DECIMAL_DIGITS)
    {
      ath_parser_fail (parser, start, _("The number has too many digits"));
      return NULL;
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_INT, start);
  node->int_.text = ath_parser_intern (parser, text, strlen (text));
  set_int_value (node, base == 10 ? text : text + 2, base);

  return node;
}

AthPythonNode *
ath_parser_number (Parser *parser)
{
  const AthPythonToken *token = parser_token (parser);
  g_autoptr(GString) text = g_string_sized_new (token->end - token->start);

  for (guint32 i = token->start; i < token->end; i++)
    {
      if (parser->source->text[i] != '_')
        g_string_append_c (text, g_ascii_tolower (parser->source->text[i]));
    }

  parser->pos++;
  if (text->str[text->len - 1] == 'j')
    return new_float (parser, ATH_PYTHON_COMPLEX, text->str, token->start);

  if (!g_str_has_prefix (text->str, "0x") && strpbrk (text->str, ".e") != NULL)
    return new_float (parser, ATH_PYTHON_FLOAT, text->str, token->start);

  return new_int (parser, text->str, token->start);
}
