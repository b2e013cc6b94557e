/* ath-python-parser-private.h: what the files of the parser share
 *
 * A parsing function that fails sets the parser's error, unless one is set, and
 * returns NULL or FALSE.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-arena.h"
#include "python/syntax/ath-python-ast.h"
#include "python/syntax/ath-python-lexer.h"

G_BEGIN_DECLS

/* One text that is being parsed. */
typedef struct
{
  const AthPythonSource *source;
  AthArena              *arena;
  GHashTable            *names;    /* (owned): interned texts, in the arena */
  const AthPythonToken  *tokens;
  guint                  pos;      /* of the current token */
  GPtrArray             *pending;  /* (owned): items of lists not yet complete */
  guint                  depth;
  GError                *error;    /* (owned) (nullable) */
} Parser;

/* Where an expression must be able to stand once it is assigned to. */
typedef enum
{
  TARGET_ASSIGN,   /* a = …, also of for and with */
  TARGET_AUGMENT,  /* a += … */
  TARGET_ANNOTATE, /* a: … */
  TARGET_DELETE,   /* del a */
} TargetUse;

/* Tokens */
static inline const AthPythonToken *
parser_token (const Parser *parser)
{
  return parser->tokens + parser->pos;
}

static inline AthPythonTokenType
parser_peek (const Parser *parser)
{
  return parser_token (parser)->type;
}

static inline AthPythonTokenType
parser_peek_next (const Parser *parser)
{
  return parser_peek (parser) == ATH_TOKEN_END ? ATH_TOKEN_END : (parser_token (parser) + 1)->type;
}

static inline guint32
parser_start (const Parser *parser)
{
  return parser_token (parser)->start;
}

/* Where the last token with a text before the current one ends. */
static inline guint32
parser_last_end (const Parser *parser)
{
  for (guint i = parser->pos; i > 0; i--)
    {
      AthPythonTokenType type = parser->tokens[i - 1].type;

      if (type != ATH_TOKEN_NEWLINE && type != ATH_TOKEN_INDENT && type != ATH_TOKEN_DEDENT)
        return parser->tokens[i - 1].end;
    }

  return 0;
}

gboolean        ath_parser_accept           (Parser              *parser,
                                             AthPythonTokenType   type);
gboolean        ath_parser_expect           (Parser              *parser,
                                             AthPythonTokenType   type);
gboolean        ath_parser_is_soft_keyword  (Parser              *parser,
                                             const char          *keyword);
gboolean        ath_parser_fail             (Parser              *parser,
                                             guint32              offset,
                                             const char          *format,
                                             ...) G_GNUC_PRINTF (3, 4);
gboolean        ath_parser_fail_here        (Parser              *parser);
gboolean        ath_parser_enter            (Parser              *parser);
void            ath_parser_leave            (Parser              *parser);

/* Names, nodes and lists */
const char     *ath_parser_intern           (Parser              *parser,
                                             const char          *text,
                                             gsize                length);
const char     *ath_parser_name             (Parser              *parser);
AthPythonNode  *ath_parser_new_node         (Parser              *parser,
                                             AthPythonKind        kind,
                                             guint32              start);
AthPythonNode  *ath_parser_new_unary        (Parser              *parser,
                                             AthPythonKind        kind,
                                             guint32              start,
                                             AthPythonNode       *value);
AthPythonList  *ath_parser_take_list        (Parser              *parser,
                                             guint                mark);
AthPythonList  *ath_parser_new_list         (Parser              *parser,
                                             AthPythonNode       *only);
AthPythonNames *ath_parser_take_names       (Parser              *parser,
                                             guint                mark);

/* Statements */
AthPythonList  *ath_parser_file             (Parser              *parser);
AthPythonList  *ath_parser_block            (Parser              *parser);
AthPythonNode  *ath_parser_compound         (Parser              *parser);
AthPythonNode  *ath_parser_definition       (Parser              *parser);
AthPythonNode  *ath_parser_match            (Parser              *parser);
AthPythonNode  *ath_parser_case_pattern     (Parser              *parser);
AthPythonNode  *ath_parser_import           (Parser              *parser);
AthPythonList  *ath_parser_type_params      (Parser              *parser);
AthPythonNode  *ath_parser_arguments        (Parser              *parser,
                                             AthPythonTokenType   end,
                                             gboolean             may_annotate);

/* Expressions */
AthPythonNode  *ath_parser_expression       (Parser              *parser);
AthPythonNode  *ath_parser_named_expression (Parser              *parser);
AthPythonNode  *ath_parser_star_expressions (Parser              *parser);
AthPythonNode  *ath_parser_star_named_list  (Parser              *parser);
AthPythonNode  *ath_parser_yield_or_star    (Parser              *parser);
AthPythonNode  *ath_parser_disjunction      (Parser              *parser);
AthPythonNode  *ath_parser_bitwise_or       (Parser              *parser);
AthPythonNode  *ath_parser_primary          (Parser              *parser);
AthPythonNode  *ath_parser_atom             (Parser              *parser);
AthPythonNode  *ath_parser_lambda           (Parser              *parser);
AthPythonList  *ath_parser_generators       (Parser              *parser);
gboolean        ath_parser_call_arguments   (Parser              *parser,
                                             guint32              start,
                                             gboolean             may_be_generator,
                                             AthPythonList      **args,
                                             AthPythonList      **keywords);
AthPythonNode  *ath_parser_strings          (Parser              *parser);
AthPythonNode  *ath_parser_number           (Parser              *parser);

/* Targets */
gboolean        ath_parser_check_target     (Parser              *parser,
                                             AthPythonNode       *node,
                                             TargetUse            use);
AthPythonNode  *ath_parser_star_targets     (Parser              *parser);
AthPythonNode  *ath_parser_star_target      (Parser              *parser);

static inline gboolean
ath_parser_can_start_expression (const Parser *parser)
{
  switch ((int) parser_peek (parser))
    {
    case ATH_TOKEN_NAME:
    case ATH_TOKEN_NUMBER:
    case ATH_TOKEN_STRING:
    case ATH_TOKEN_FSTRING_START:
    case ATH_TOKEN_FALSE:
    case ATH_TOKEN_NONE:
    case ATH_TOKEN_TRUE:
    case ATH_TOKEN_AWAIT:
    case ATH_TOKEN_LAMBDA:
    case ATH_TOKEN_NOT:
    case ATH_TOKEN_LEFT_PAREN:
    case ATH_TOKEN_LEFT_BRACKET:
    case ATH_TOKEN_LEFT_BRACE:
    case ATH_TOKEN_ELLIPSIS:
    case ATH_TOKEN_PLUS:
    case ATH_TOKEN_MINUS:
    case ATH_TOKEN_TILDE:
      return TRUE;

    default:
      return FALSE;
    }
}

G_END_DECLS
