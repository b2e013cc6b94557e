/* ath-python-parser-match.c: match statements
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/syntax/ath-python-parser-private.h"

static AthPythonNode *
match_case (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *pattern;
  AthPythonNode *guard = NULL;
  AthPythonList *body;
  AthPythonNode *node;

  if (!ath_parser_is_soft_keyword (parser, "case"))
    {
      ath_parser_fail_here (parser);
      return NULL;
    }

  parser->pos++;
  pattern = ath_parser_case_pattern (parser);
  if (pattern == NULL)
    return NULL;

  if (ath_parser_accept (parser, ATH_TOKEN_IF))
    {
      guard = ath_parser_named_expression (parser);
      if (guard == NULL)
        return NULL;
    }

  body = ath_parser_block (parser);
  if (body == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_MATCH_CASE, start);
  node->match_case.pattern = pattern;
  node->match_case.guard = guard;
  node->match_case.body = body;

  return node;
}

/* The subject, if the line is the head of a match statement. */
static AthPythonNode *
match_head (Parser *parser)
{
  AthPythonNode *subject;

  parser->pos++;
  subject = ath_parser_star_named_list (parser);
  if (subject == NULL || subject->kind == ATH_PYTHON_STARRED
      || !ath_parser_accept (parser, ATH_TOKEN_COLON)
      || !ath_parser_accept (parser, ATH_TOKEN_NEWLINE)
      || !ath_parser_accept (parser, ATH_TOKEN_INDENT)
      || !ath_parser_is_soft_keyword (parser, "case"))
    return NULL;

  return subject;
}

/* Returns: NULL with an error, or without one when `match` is just a name here:
 * then nothing has been read
 */
AthPythonNode *
ath_parser_match (Parser *parser)
{
  guint32 start = parser_start (parser);
  guint pos = parser->pos;
  guint mark = parser->pending->len;
  guint depth = parser->depth;
  AthPythonNode *subject = match_head (parser);
  AthPythonNode *node;

  if (subject == NULL)
    {
      g_clear_error (&parser->error);
      g_ptr_array_set_size (parser->pending, mark);
      parser->depth = depth;
      parser->pos = pos;
      return NULL;
    }

  while (!ath_parser_accept (parser, ATH_TOKEN_DEDENT))
    {
      AthPythonNode *next = match_case (parser);

      if (next == NULL)
        return NULL;
      g_ptr_array_add (parser->pending, next);
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_MATCH, start);
  node->match.subject = subject;
  node->match.cases = ath_parser_take_list (parser, mark);

  return node;
}
