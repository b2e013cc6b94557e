/* ath-python-token.c: how keywords, brackets and operators are written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "python/syntax/ath-python-lexer-private.h"

typedef struct
{
  const char         *text;
  AthPythonTokenType  type;
} Spelling;

/* In the order of strcmp(). */
static const Spelling keywords[] = {
  { "False", ATH_TOKEN_FALSE },
  { "None", ATH_TOKEN_NONE },
  { "True", ATH_TOKEN_TRUE },
  { "and", ATH_TOKEN_AND },
  { "as", ATH_TOKEN_AS },
  { "assert", ATH_TOKEN_ASSERT },
  { "async", ATH_TOKEN_ASYNC },
  { "await", ATH_TOKEN_AWAIT },
  { "break", ATH_TOKEN_BREAK },
  { "class", ATH_TOKEN_CLASS },
  { "continue", ATH_TOKEN_CONTINUE },
  { "def", ATH_TOKEN_DEF },
  { "del", ATH_TOKEN_DEL },
  { "elif", ATH_TOKEN_ELIF },
  { "else", ATH_TOKEN_ELSE },
  { "except", ATH_TOKEN_EXCEPT },
  { "finally", ATH_TOKEN_FINALLY },
  { "for", ATH_TOKEN_FOR },
  { "from", ATH_TOKEN_FROM },
  { "global", ATH_TOKEN_GLOBAL },
  { "if", ATH_TOKEN_IF },
  { "import", ATH_TOKEN_IMPORT },
  { "in", ATH_TOKEN_IN },
  { "is", ATH_TOKEN_IS },
  { "lambda", ATH_TOKEN_LAMBDA },
  { "nonlocal", ATH_TOKEN_NONLOCAL },
  { "not", ATH_TOKEN_NOT },
  { "or", ATH_TOKEN_OR },
  { "pass", ATH_TOKEN_PASS },
  { "raise", ATH_TOKEN_RAISE },
  { "return", ATH_TOKEN_RETURN },
  { "try", ATH_TOKEN_TRY },
  { "while", ATH_TOKEN_WHILE },
  { "with", ATH_TOKEN_WITH },
  { "yield", ATH_TOKEN_YIELD },
};

static const Spelling brackets[] = {
  { "(", ATH_TOKEN_LEFT_PAREN },
  { ")", ATH_TOKEN_RIGHT_PAREN },
  { "[", ATH_TOKEN_LEFT_BRACKET },
  { "]", ATH_TOKEN_RIGHT_BRACKET },
  { "{", ATH_TOKEN_LEFT_BRACE },
  { "}", ATH_TOKEN_RIGHT_BRACE },
};

/* Longer ones before their beginnings. */
static const Spelling operators[] = {
  { "**=", ATH_TOKEN_DOUBLE_STAR_EQUAL },
  { "//=", ATH_TOKEN_DOUBLE_SLASH_EQUAL },
  { "<<=", ATH_TOKEN_LEFT_SHIFT_EQUAL },
  { ">>=", ATH_TOKEN_RIGHT_SHIFT_EQUAL },
  { "...", ATH_TOKEN_ELLIPSIS },
  { "**", ATH_TOKEN_DOUBLE_STAR },
  { "*=", ATH_TOKEN_STAR_EQUAL },
  { "//", ATH_TOKEN_DOUBLE_SLASH },
  { "/=", ATH_TOKEN_SLASH_EQUAL },
  { "<<", ATH_TOKEN_LEFT_SHIFT },
  { "<=", ATH_TOKEN_LESS_EQUAL },
  { ">>", ATH_TOKEN_RIGHT_SHIFT },
  { ">=", ATH_TOKEN_GREATER_EQUAL },
  { "==", ATH_TOKEN_EQUAL_EQUAL },
  { "!=", ATH_TOKEN_NOT_EQUAL },
  { "->", ATH_TOKEN_ARROW },
  { ":=", ATH_TOKEN_COLON_EQUAL },
  { "+=", ATH_TOKEN_PLUS_EQUAL },
  { "-=", ATH_TOKEN_MINUS_EQUAL },
  { "%=", ATH_TOKEN_PERCENT_EQUAL },
  { "@=", ATH_TOKEN_AT_EQUAL },
  { "&=", ATH_TOKEN_AMPERSAND_EQUAL },
  { "|=", ATH_TOKEN_BAR_EQUAL },
  { "^=", ATH_TOKEN_CARET_EQUAL },
  { ",", ATH_TOKEN_COMMA },
  { ".", ATH_TOKEN_DOT },
  { ":", ATH_TOKEN_COLON },
  { "=", ATH_TOKEN_EQUAL },
  { ";", ATH_TOKEN_SEMICOLON },
  { "+", ATH_TOKEN_PLUS },
  { "-", ATH_TOKEN_MINUS },
  { "*", ATH_TOKEN_STAR },
  { "/", ATH_TOKEN_SLASH },
  { "%", ATH_TOKEN_PERCENT },
  { "@", ATH_TOKEN_AT },
  { "&", ATH_TOKEN_AMPERSAND },
  { "|", ATH_TOKEN_BAR },
  { "^", ATH_TOKEN_CARET },
  { "~", ATH_TOKEN_TILDE },
  { "<", ATH_TOKEN_LESS },
  { ">", ATH_TOKEN_GREATER },
};

static const char *
find_text (const Spelling     *spellings,
           guint               n_spellings,
           AthPythonTokenType  type)
{
  for (guint i = 0; i < n_spellings; i++)
    {
      if (spellings[i].type == type)
        return spellings[i].text;
    }

  return NULL;
}

/* The keyword that @text is, or ATH_TOKEN_NAME. */
AthPythonTokenType
ath_python_token_find_keyword (const char *text,
                               gsize       length)
{
  guint low = 0;
  guint high = G_N_ELEMENTS (keywords);

  while (low < high)
    {
      guint middle = (low + high) / 2;
      const char *keyword = keywords[middle].text;
      int order = strncmp (text, keyword, length);

      if (order == 0 && keyword[length] == 0)
        return keywords[middle].type;

      if (order > 0)
        low = middle + 1;
      else
        high = middle;
    }

  return ATH_TOKEN_NAME;
}

/* The bracket that @c is; @other becomes the one that opens what @c closes. */
AthPythonTokenType
ath_python_token_find_bracket (char  c,
                               char *other)
{
  const Spelling *bracket = brackets;

  while (bracket->text[0] != c)
    bracket++;

  /* Each closing bracket stands behind its opening one. */
  *other = bracket == brackets ? 0 : bracket[-1].text[0];

  return bracket->type;
}

/* The longest operator that @text starts with; sets @length, 0 without any. */
AthPythonTokenType
ath_python_token_find_operator (const char *text,
                                gsize      *length)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      if (text[0] != operators[i].text[0])
        continue;

      *length = strlen (operators[i].text);
      if (strncmp (text, operators[i].text, *length) == 0)
        return operators[i].type;
    }

  *length = 0;
  return ATH_TOKEN_END;
}

/**
 * ath_python_token_type_get_text:
 * @type: a type of tokens
 *
 * Returns: (nullable): how a keyword or an operator is written; `NULL` for the
 *   others
 */
const char *
ath_python_token_type_get_text (AthPythonTokenType type)
{
  const char *text = find_text (keywords, G_N_ELEMENTS (keywords), type);

  if (text == NULL)
    text = find_text (brackets, G_N_ELEMENTS (brackets), type);
  if (text == NULL)
    text = find_text (operators, G_N_ELEMENTS (operators), type);

  return text;
}
