/* ath-python-lexer-private.h: what the files of the lexer share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/syntax/ath-python-lexer.h"

G_BEGIN_DECLS

/* An open bracket. */
typedef struct
{
  char     open;      /* '(', '[' or '{' */
  gboolean is_field;  /* the brace of a replacement field of an f-string */
  gboolean in_spec;   /* that field's format specification has begun */
  guint32  offset;
} Bracket;

/* An open f-string. */
typedef struct
{
  char     quote;
  guint    n_quotes;    /* 1 or 3 */
  gboolean is_raw;
  guint    n_brackets;  /* how many brackets were open where it starts */
  guint32  offset;
} FString;

/* One text that is being cut. */
typedef struct
{
  const AthPythonSource *source;
  const char            *text;
  guint32                pos;
  guint32                end;
  GArray                *tokens;    /* (owned) (element-type AthPythonToken) */
  GArray                *brackets;  /* (owned) (element-type Bracket) */
  GArray                *fstrings;  /* (owned) (element-type FString) */
  GArray                *indents;   /* (owned) (element-type Indent) */
  gboolean               at_line_start;
  GError                *error;     /* (owned) (nullable) */
} Lexer;

static inline char
lexer_peek (const Lexer *lexer,
            guint32      ahead)
{
  /* The text ends with a nul that is no part of it. */
  return ahead <= lexer->end - lexer->pos ? lexer->text[lexer->pos + ahead] : 0;
}

static inline gboolean
lexer_is_identifier_char (char c)
{
  return g_ascii_isalnum (c) || c == '_' || (guchar) c >= 128;
}

void     ath_python_lexer_add          (Lexer              *lexer,
                                        AthPythonTokenType  type,
                                        guint32             start);
gboolean ath_python_lexer_fail         (Lexer              *lexer,
                                        guint32             offset,
                                        const char         *message);
gboolean ath_python_lexer_push_bracket (Lexer              *lexer,
                                        Bracket             bracket);

gboolean ath_python_lexer_number       (Lexer              *lexer);

guint    ath_python_lexer_find_prefix  (Lexer              *lexer,
                                        gboolean           *is_fstring);
gboolean ath_python_lexer_string       (Lexer              *lexer,
                                        guint               prefix_length,
                                        gboolean            is_fstring);
gboolean ath_python_lexer_is_in_middle (Lexer              *lexer);
gboolean ath_python_lexer_middle       (Lexer              *lexer);

AthPythonTokenType ath_python_token_find_keyword  (const char *text,
                                                   gsize       length);
AthPythonTokenType ath_python_token_find_bracket  (char        c,
                                                   char       *other);
AthPythonTokenType ath_python_token_find_operator (const char *text,
                                                   gsize      *length);

G_END_DECLS
