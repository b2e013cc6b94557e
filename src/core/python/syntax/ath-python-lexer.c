/* ath-python-lexer.c: cuts Python into tokens, private to the reader
 *
 * The whole file is cut before it is parsed, so that the parser may look as far
 * ahead as it likes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-lexer-private.h"

#define MAX_BRACKETS 200 /* both as in CPython */
#define MAX_INDENTS 100
#define TAB_SIZE 8

/* A level of indentation, measured twice: with tabs to the next multiple of
 * eight, and with tabs as wide as a blank.  Levels that compare differently in
 * the two are an inconsistent use of tabs.
 */
typedef struct
{
  guint column;
  guint alt_column;
} Indent;

void
ath_python_lexer_add (Lexer              *lexer,
                      AthPythonTokenType  type,
                      guint32             start)
{
  AthPythonToken token = { .type = type, .start = start, .end = lexer->pos };

  g_array_append_val (lexer->tokens, token);
}

/* Always FALSE, so that callers can return it. */
gboolean
ath_python_lexer_fail (Lexer      *lexer,
                       guint32     offset,
                       const char *message)
{
  lexer->error = ath_python_source_new_error (lexer->source, offset, "%s", message);

  return FALSE;
}

gboolean
ath_python_lexer_push_bracket (Lexer   *lexer,
                               Bracket  bracket)
{
  if (lexer->brackets->len == MAX_BRACKETS)
    return ath_python_lexer_fail (lexer, bracket.offset, _("Brackets are nested too deeply"));

  g_array_append_val (lexer->brackets, bracket);
  return TRUE;
}

static Bracket *
get_bracket (Lexer *lexer)
{
  if (lexer->brackets->len == 0)
    return NULL;

  return &g_array_index (lexer->brackets, Bracket, lexer->brackets->len - 1);
}

/* Moves from a backslash at the end of a line to the start of the next one. */
static gboolean
skip_continuation (Lexer *lexer)
{
  if (lexer_peek (lexer, 1) != '\n')
    return ath_python_lexer_fail (lexer, lexer->pos, _("A backslash must end its line"));

  lexer->pos += 2;
  if (lexer->pos >= lexer->end)
    return ath_python_lexer_fail (lexer, lexer->pos, _("The file ends after a backslash"));

  return TRUE;
}

/* Measures the blanks at the start of a line.  Where a backslash splits them,
 * the part before the first one counts.
 */
static gboolean
measure_indent (Lexer  *lexer,
                Indent *indent)
{
  guint first_column = 0;

  *indent = (Indent) { 0 };
  for (;; lexer->pos++)
    {
      char c = lexer_peek (lexer, 0);

      if (c == ' ')
        {
          indent->column++;
          indent->alt_column++;
        }
      else if (c == '\t')
        {
          indent->column = (indent->column / TAB_SIZE + 1) * TAB_SIZE;
          indent->alt_column++;
        }
      else if (c == '\f')
        *indent = (Indent) { 0 };
      else if (c == '\\')
        {
          if (first_column == 0)
            first_column = indent->column;
          if (!skip_continuation (lexer))
            return FALSE;
          lexer->pos--;
        }
      else
        break;
    }

  if (first_column != 0)
    *indent = (Indent) { first_column, first_column };

  return TRUE;
}

static gboolean
fail_tabs (Lexer *lexer)
{
  return ath_python_lexer_fail (lexer, lexer->pos,
                                _("Tabs and blanks are mixed in the indentation"));
}

static gboolean
dedent (Lexer        *lexer,
        const Indent *indent)
{
  const Indent *top;

  for (;;)
    {
      top = &g_array_index (lexer->indents, Indent, lexer->indents->len - 1);
      if (indent->column >= top->column)
        break;

      g_array_set_size (lexer->indents, lexer->indents->len - 1);
      ath_python_lexer_add (lexer, ATH_TOKEN_DEDENT, lexer->pos);
    }

  if (indent->column != top->column)
    return ath_python_lexer_fail (lexer, lexer->pos,
                                  _("The indentation matches no line before"));

  if (indent->alt_column != top->alt_column)
    return fail_tabs (lexer);

  return TRUE;
}

static gboolean
apply_indent (Lexer        *lexer,
              const Indent *indent)
{
  const Indent *top = &g_array_index (lexer->indents, Indent, lexer->indents->len - 1);

  if (indent->column <= top->column)
    return dedent (lexer, indent);

  if (lexer->indents->len == MAX_INDENTS)
    return ath_python_lexer_fail (lexer, lexer->pos, _("The indentation is too deep"));

  if (indent->alt_column <= top->alt_column)
    return fail_tabs (lexer);

  g_array_append_vals (lexer->indents, indent, 1);
  ath_python_lexer_add (lexer, ATH_TOKEN_INDENT, lexer->pos);
  return TRUE;
}

static void
skip_comment (Lexer *lexer)
{
  const char *line_end = memchr (lexer->text + lexer->pos, '\n', lexer->end - lexer->pos);

  lexer->pos = line_end != NULL ? (guint32) (line_end - lexer->text) : lexer->end;
}

/* Lines with nothing but blanks and a comment do not count. */
static gboolean
lex_line_start (Lexer *lexer)
{
  Indent indent;

  lexer->at_line_start = FALSE;
  if (!measure_indent (lexer, &indent))
    return FALSE;

  if (lexer_peek (lexer, 0) == '#')
    skip_comment (lexer);

  if (lexer->pos >= lexer->end)
    return TRUE;

  if (lexer_peek (lexer, 0) == '\n')
    {
      lexer->pos++;
      lexer->at_line_start = TRUE;
      return TRUE;
    }

  return apply_indent (lexer, &indent);
}

static gboolean
is_identifier_start (gunichar c)
{
  switch ((int) g_unichar_type (c))
    {
    case G_UNICODE_LOWERCASE_LETTER:
    case G_UNICODE_MODIFIER_LETTER:
    case G_UNICODE_OTHER_LETTER:
    case G_UNICODE_TITLECASE_LETTER:
    case G_UNICODE_UPPERCASE_LETTER:
    case G_UNICODE_LETTER_NUMBER:
      return TRUE;

    default:
      return c == '_' || c == 0x1885 || c == 0x1886 || c == 0x2118 || c == 0x212e;
    }
}

static gboolean
is_identifier_continue (gunichar c)
{
  switch ((int) g_unichar_type (c))
    {
    case G_UNICODE_NON_SPACING_MARK:
    case G_UNICODE_SPACING_MARK:
    case G_UNICODE_DECIMAL_NUMBER:
    case G_UNICODE_CONNECT_PUNCTUATION:
      return TRUE;

    default:
      return is_identifier_start (c) || c == 0xb7 || c == 0x387
             || (c >= 0x1369 && c <= 0x1371) || c == 0x19da;
    }
}

static gboolean
check_identifier (Lexer   *lexer,
                  guint32  start)
{
  const char *end = lexer->text + lexer->pos;

  for (const char *p = lexer->text + start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (p == lexer->text + start ? is_identifier_start (c) : is_identifier_continue (c))
        continue;

      lexer->error = ath_python_source_new_error (lexer->source, p - lexer->text,
                                                  _("Invalid character U+%04X"), c);
      return FALSE;
    }

  return TRUE;
}

static gboolean
lex_name (Lexer *lexer)
{
  guint32 start = lexer->pos;
  gboolean is_ascii = TRUE;
  guint32 length;

  for (; lexer_is_identifier_char (lexer_peek (lexer, 0)); lexer->pos++)
    is_ascii &= (guchar) lexer_peek (lexer, 0) < 128;

  if (!is_ascii && !check_identifier (lexer, start))
    return FALSE;

  length = lexer->pos - start;
  ath_python_lexer_add (lexer, ath_python_token_find_keyword (lexer->text + start, length), start);
  return TRUE;
}

static gboolean
lex_open_bracket (Lexer *lexer,
                  char   c)
{
  Bracket bracket = { .open = c, .offset = lexer->pos };
  char none;

  lexer->pos++;
  ath_python_lexer_add (lexer, ath_python_token_find_bracket (c, &none), bracket.offset);
  return ath_python_lexer_push_bracket (lexer, bracket);
}

static gboolean
lex_close_bracket (Lexer *lexer,
                   char   c)
{
  char open;
  AthPythonTokenType type = ath_python_token_find_bracket (c, &open);
  Bracket *bracket = get_bracket (lexer);

  if (bracket == NULL || bracket->open != open)
    {
      lexer->error = ath_python_source_new_error (lexer->source, lexer->pos,
                                                  _("Nothing was opened that “%c” closes"), c);
      return FALSE;
    }

  lexer->pos++;
  g_array_set_size (lexer->brackets, lexer->brackets->len - 1);
  ath_python_lexer_add (lexer, type, lexer->pos - 1);
  return TRUE;
}

/* In a replacement field, outside further brackets, a colon starts the format
 * specification whatever follows it.
 */
static gboolean
lex_field_character (Lexer *lexer,
                     char   c)
{
  Bracket *bracket = get_bracket (lexer);

  if (bracket == NULL || !bracket->is_field)
    return FALSE;

  if (c == ':')
    {
      bracket->in_spec = TRUE;
      lexer->pos++;
      ath_python_lexer_add (lexer, ATH_TOKEN_COLON, lexer->pos - 1);
      return TRUE;
    }

  if (c == '!' && lexer_peek (lexer, 1) != '=')
    {
      lexer->pos++;
      ath_python_lexer_add (lexer, ATH_TOKEN_EXCLAMATION, lexer->pos - 1);
      return TRUE;
    }

  return FALSE;
}

static gboolean
lex_operator (Lexer *lexer)
{
  const char *text = lexer->text + lexer->pos;
  gsize length;
  AthPythonTokenType type = ath_python_token_find_operator (text, &length);

  if (length > 0)
    {
      lexer->pos += length;
      ath_python_lexer_add (lexer, type, lexer->pos - length);
      return TRUE;
    }

  lexer->error = ath_python_source_new_error (lexer->source, lexer->pos,
                                              _("Invalid character U+%04X"),
                                              g_utf8_get_char (text));
  return FALSE;
}

static void
lex_newline (Lexer *lexer)
{
  lexer->pos++;
  if (lexer->brackets->len > 0)
    return;

  ath_python_lexer_add (lexer, ATH_TOKEN_NEWLINE, lexer->pos - 1);
  lexer->at_line_start = TRUE;
}

static gboolean
lex_identifier_or_string (Lexer *lexer)
{
  gboolean is_fstring = FALSE;
  guint prefix_length = ath_python_lexer_find_prefix (lexer, &is_fstring);

  if (prefix_length > 0)
    return ath_python_lexer_string (lexer, prefix_length, is_fstring);

  return lex_name (lexer);
}

static gboolean
lex_token (Lexer *lexer)
{
  char c = lexer_peek (lexer, 0);

  switch (c)
    {
    case ' ':
    case '\t':
    case '\f':
      lexer->pos++;
      return TRUE;

    case '#':
      skip_comment (lexer);
      return TRUE;

    case '\n':
      lex_newline (lexer);
      return TRUE;

    case '\\':
      return skip_continuation (lexer);

    case '(':
    case '[':
    case '{':
      return lex_open_bracket (lexer, c);

    case ')':
    case ']':
    case '}':
      return lex_close_bracket (lexer, c);

    case '"':
    case '\'':
      return ath_python_lexer_string (lexer, 0, FALSE);

    default:
      break;
    }

  if (g_ascii_isdigit (c) || (c == '.' && g_ascii_isdigit (lexer_peek (lexer, 1))))
    return ath_python_lexer_number (lexer);

  if (lexer_is_identifier_char (c))
    return lex_identifier_or_string (lexer);

  return lex_field_character (lexer, c) || lex_operator (lexer);
}

static gboolean
lex_all (Lexer *lexer)
{
  while (lexer->pos < lexer->end)
    {
      gboolean done;

      if (lexer->at_line_start)
        done = lex_line_start (lexer);
      else if (ath_python_lexer_is_in_middle (lexer))
        done = ath_python_lexer_middle (lexer);
      else
        done = lex_token (lexer);

      if (!done)
        return FALSE;
    }

  if (lexer->fstrings->len > 0)
    return ath_python_lexer_fail (lexer, g_array_index (lexer->fstrings, FString, 0).offset,
                                  _("The f-string is not closed"));

  if (lexer->brackets->len > 0)
    return ath_python_lexer_fail (lexer, get_bracket (lexer)->offset,
                                  _("The bracket is not closed"));

  return TRUE;
}

/* The last line may lack its end. */
static void
lex_end (Lexer *lexer)
{
  const AthPythonToken *last = NULL;

  if (lexer->tokens->len > 0)
    last = &g_array_index (lexer->tokens, AthPythonToken, lexer->tokens->len - 1);

  if (last != NULL && last->type != ATH_TOKEN_NEWLINE && last->type != ATH_TOKEN_DEDENT)
    ath_python_lexer_add (lexer, ATH_TOKEN_NEWLINE, lexer->pos);

  for (guint i = 1; i < lexer->indents->len; i++)
    ath_python_lexer_add (lexer, ATH_TOKEN_DEDENT, lexer->pos);

  ath_python_lexer_add (lexer, ATH_TOKEN_END, lexer->pos);
}

/**
 * ath_python_lex:
 * @source: a text
 * @error: set on failure
 *
 * Cuts the whole file.
 *
 * Returns: (transfer full) (nullable) (element-type AthPythonToken): all tokens,
 *   the last one END; or `NULL` with `ATH_ERROR_SCRIPT`
 */
GArray *
ath_python_lex (const AthPythonSource  *source,
                GError                **error)
{
  const Indent no_indent = { 0 };
  gboolean done;
  Lexer lexer = {
    .source = source,
    .text = source->text,
    .end = source->length,
    .at_line_start = TRUE,
    .tokens = g_array_sized_new (FALSE, FALSE, sizeof (AthPythonToken), source->length / 4 + 2),
    .brackets = g_array_new (FALSE, FALSE, sizeof (Bracket)),
    .fstrings = g_array_new (FALSE, FALSE, sizeof (FString)),
    .indents = g_array_new (FALSE, FALSE, sizeof (Indent)),
  };

  g_array_append_val (lexer.indents, no_indent);
  done = lex_all (&lexer);
  if (done)
    lex_end (&lexer);

  g_array_unref (lexer.brackets);
  g_array_unref (lexer.fstrings);
  g_array_unref (lexer.indents);

  if (done)
    return lexer.tokens;

  g_array_unref (lexer.tokens);
  g_propagate_error (error, lexer.error);
  return NULL;
}
