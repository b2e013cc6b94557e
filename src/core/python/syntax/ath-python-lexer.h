/* ath-python-lexer.h: cuts Python into tokens, private to the reader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/syntax/ath-python-source.h"

G_BEGIN_DECLS

/**
 * AthPythonTokenType:
 *
 * What a token is.  Keywords have types of their own, except those that are
 * keywords in their place only: `match`, `case`, `type` and `_` are names.
 */
typedef enum
{
  ATH_TOKEN_END,
  ATH_TOKEN_NEWLINE,
  ATH_TOKEN_INDENT,
  ATH_TOKEN_DEDENT,
  ATH_TOKEN_NAME,
  ATH_TOKEN_NUMBER,
  ATH_TOKEN_STRING,
  ATH_TOKEN_FSTRING_START,
  ATH_TOKEN_FSTRING_MIDDLE,
  ATH_TOKEN_FSTRING_END,

  /* Keywords, in the order of the alphabet */
  ATH_TOKEN_FALSE,
  ATH_TOKEN_NONE,
  ATH_TOKEN_TRUE,
  ATH_TOKEN_AND,
  ATH_TOKEN_AS,
  ATH_TOKEN_ASSERT,
  ATH_TOKEN_ASYNC,
  ATH_TOKEN_AWAIT,
  ATH_TOKEN_BREAK,
  ATH_TOKEN_CLASS,
  ATH_TOKEN_CONTINUE,
  ATH_TOKEN_DEF,
  ATH_TOKEN_DEL,
  ATH_TOKEN_ELIF,
  ATH_TOKEN_ELSE,
  ATH_TOKEN_EXCEPT,
  ATH_TOKEN_FINALLY,
  ATH_TOKEN_FOR,
  ATH_TOKEN_FROM,
  ATH_TOKEN_GLOBAL,
  ATH_TOKEN_IF,
  ATH_TOKEN_IMPORT,
  ATH_TOKEN_IN,
  ATH_TOKEN_IS,
  ATH_TOKEN_LAMBDA,
  ATH_TOKEN_NONLOCAL,
  ATH_TOKEN_NOT,
  ATH_TOKEN_OR,
  ATH_TOKEN_PASS,
  ATH_TOKEN_RAISE,
  ATH_TOKEN_RETURN,
  ATH_TOKEN_TRY,
  ATH_TOKEN_WHILE,
  ATH_TOKEN_WITH,
  ATH_TOKEN_YIELD,

  /* Operators */
  ATH_TOKEN_LEFT_PAREN,
  ATH_TOKEN_RIGHT_PAREN,
  ATH_TOKEN_LEFT_BRACKET,
  ATH_TOKEN_RIGHT_BRACKET,
  ATH_TOKEN_LEFT_BRACE,
  ATH_TOKEN_RIGHT_BRACE,
  ATH_TOKEN_COLON,
  ATH_TOKEN_COLON_EQUAL,
  ATH_TOKEN_COMMA,
  ATH_TOKEN_SEMICOLON,
  ATH_TOKEN_DOT,
  ATH_TOKEN_ELLIPSIS,
  ATH_TOKEN_ARROW,
  ATH_TOKEN_EXCLAMATION,
  ATH_TOKEN_PLUS,
  ATH_TOKEN_MINUS,
  ATH_TOKEN_STAR,
  ATH_TOKEN_DOUBLE_STAR,
  ATH_TOKEN_SLASH,
  ATH_TOKEN_DOUBLE_SLASH,
  ATH_TOKEN_PERCENT,
  ATH_TOKEN_AT,
  ATH_TOKEN_AMPERSAND,
  ATH_TOKEN_BAR,
  ATH_TOKEN_CARET,
  ATH_TOKEN_TILDE,
  ATH_TOKEN_LEFT_SHIFT,
  ATH_TOKEN_RIGHT_SHIFT,
  ATH_TOKEN_LESS,
  ATH_TOKEN_GREATER,
  ATH_TOKEN_LESS_EQUAL,
  ATH_TOKEN_GREATER_EQUAL,
  ATH_TOKEN_EQUAL_EQUAL,
  ATH_TOKEN_NOT_EQUAL,
  ATH_TOKEN_EQUAL,
  ATH_TOKEN_PLUS_EQUAL,
  ATH_TOKEN_MINUS_EQUAL,
  ATH_TOKEN_STAR_EQUAL,
  ATH_TOKEN_DOUBLE_STAR_EQUAL,
  ATH_TOKEN_SLASH_EQUAL,
  ATH_TOKEN_DOUBLE_SLASH_EQUAL,
  ATH_TOKEN_PERCENT_EQUAL,
  ATH_TOKEN_AT_EQUAL,
  ATH_TOKEN_AMPERSAND_EQUAL,
  ATH_TOKEN_BAR_EQUAL,
  ATH_TOKEN_CARET_EQUAL,
  ATH_TOKEN_LEFT_SHIFT_EQUAL,
  ATH_TOKEN_RIGHT_SHIFT_EQUAL,
} AthPythonTokenType;

/**
 * AthPythonToken:
 * @type: what it is
 * @start: where it starts in the source, in bytes
 * @end: where it ends
 *
 * One token.  Those that stand for no text (INDENT, DEDENT, END) are empty.
 */
typedef struct
{
  AthPythonTokenType type;
  guint32            start;
  guint32            end;
} AthPythonToken;

GArray     *ath_python_lex                 (const AthPythonSource  *source,
                                            GError                **error);
const char *ath_python_token_type_get_text (AthPythonTokenType      type);

G_END_DECLS
