/* ath-python-parser-compound.c: statements that hold blocks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-parser-private.h"

/* The block behind @type, or an empty list without it: NULL only on errors. */
static AthPythonList *
optional_block (Parser             *parser,
                AthPythonTokenType  type)
{
  if (!ath_parser_accept (parser, type))
    return ath_parser_new_list (parser, NULL);

  return ath_parser_block (parser);
}

/* `if` or `elif`, or `while`. */
static AthPythonNode *
branch (Parser        *parser,
        AthPythonKind  kind)
{
  guint32 start = parser_start (parser);
  AthPythonNode *test;
  AthPythonList *body;
  AthPythonList *orelse = NULL;
  AthPythonNode *node;

  parser->pos++;
  test = ath_parser_named_expression (parser);
  if (test == NULL)
    return NULL;

  body = ath_parser_block (parser);
  if (body == NULL)
    return NULL;

  if (kind == ATH_PYTHON_IF && parser_peek (parser) == ATH_TOKEN_ELIF
      && ath_parser_enter (parser))
    {
      AthPythonNode *next = branch (parser, kind);

      ath_parser_leave (parser);
      orelse = next != NULL ? ath_parser_new_list (parser, next) : NULL;
    }
  else if (parser->error == NULL)
    orelse = optional_block (parser, ATH_TOKEN_ELSE);

  if (orelse == NULL)
    return NULL;

  node = ath_parser_new_node (parser, kind, start);
  node->branch.test = test;
  node->branch.body = body;
  node->branch.orelse = orelse;

  return node;
}

static AthPythonNode *
for_statement (Parser   *parser,
               guint32   start,
               gboolean  is_async)
{
  AthPythonNode *target, *iter, *node;
  AthPythonList *body, *orelse;

  parser->pos++;
  target = ath_parser_star_targets (parser);
  if (target == NULL || !ath_parser_expect (parser, ATH_TOKEN_IN))
    return NULL;

  iter = ath_parser_star_expressions (parser);
  if (iter == NULL)
    return NULL;

  body = ath_parser_block (parser);
  orelse = body != NULL ? optional_block (parser, ATH_TOKEN_ELSE) : NULL;
  if (orelse == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_FOR, start);
  node->for_.target = target;
  node->for_.iter = iter;
  node->for_.body = body;
  node->for_.orelse = orelse;
  node->for_.is_async = is_async;

  return node;
}

static AthPythonNode *
with_item (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *context = ath_parser_expression (parser);
  AthPythonNode *vars = NULL;
  AthPythonNode *node;

  if (context == NULL)
    return NULL;

  if (ath_parser_accept (parser, ATH_TOKEN_AS))
    {
      vars = ath_parser_star_target (parser);
      if (vars == NULL || !ath_parser_check_target (parser, vars, TARGET_ASSIGN))
        return NULL;
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_WITH_ITEM, start);
  node->with_item.context_expr = context;
  node->with_item.optional_vars = vars;

  return node;
}

/* Items with commas between them, up to @end; only a closing parenthesis may
 * follow a comma.
 */
static AthPythonList *
with_items (Parser             *parser,
            AthPythonTokenType  end)
{
  guint mark = parser->pending->len;

  do
    {
      AthPythonNode *item = with_item (parser);

      if (item == NULL)
        return NULL;
      g_ptr_array_add (parser->pending, item);
    }
  while (ath_parser_accept (parser, ATH_TOKEN_COMMA)
         && (end == ATH_TOKEN_COLON || parser_peek (parser) != end));

  return ath_parser_take_list (parser, mark);
}

/* Items in parentheses of their own.  What looks like it may be a tuple or
 * another expression: then NULL, and everything as it was.
 */
static AthPythonList *
parenthesized_with_items (Parser *parser)
{
  guint pos = parser->pos;
  guint mark = parser->pending->len;
  guint depth = parser->depth;
  AthPythonList *items;

  if (!ath_parser_accept (parser, ATH_TOKEN_LEFT_PAREN))
    return NULL;

  items = with_items (parser, ATH_TOKEN_RIGHT_PAREN);
  if (items != NULL && ath_parser_accept (parser, ATH_TOKEN_RIGHT_PAREN)
      && parser_peek (parser) == ATH_TOKEN_COLON)
    return items;

  g_clear_error (&parser->error);
  g_ptr_array_set_size (parser->pending, mark);
  parser->depth = depth;
  parser->pos = pos;
  return NULL;
}

static AthPythonNode *
with_statement (Parser   *parser,
                guint32   start,
                gboolean  is_async)
{
  AthPythonList *items, *body;
  AthPythonNode *node;

  parser->pos++;
  items = parenthesized_with_items (parser);
  if (items == NULL)
    items = with_items (parser, ATH_TOKEN_COLON);

  body = items != NULL ? ath_parser_block (parser) : NULL;
  if (body == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_WITH, start);
  node->with.items = items;
  node->with.body = body;
  node->with.is_async = is_async;

  return node;
}

/* What is caught: one expression, or since Python 3.14 several without parentheses. */
static AthPythonNode *
caught_types (Parser   *parser,
              gboolean *is_bare)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *type = ath_parser_expression (parser);
  AthPythonNode *node;

  *is_bare = type != NULL && parser_peek (parser) == ATH_TOKEN_COMMA;
  if (!*is_bare)
    return type;

  g_ptr_array_add (parser->pending, type);
  while (ath_parser_accept (parser, ATH_TOKEN_COMMA) && ath_parser_can_start_expression (parser))
    {
      type = ath_parser_expression (parser);
      if (type == NULL)
        return NULL;
      g_ptr_array_add (parser->pending, type);
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_TUPLE, start);
  node->sequence.elts = ath_parser_take_list (parser, mark);

  return node;
}

static AthPythonNode *
except_handler (Parser   *parser,
                gboolean *is_star)
{
  guint32 start = parser_start (parser);
  AthPythonNode *type = NULL;
  AthPythonList *body;
  AthPythonNode *node;
  const char *name = NULL;
  gboolean is_bare = FALSE;

  parser->pos++;
  *is_star = ath_parser_accept (parser, ATH_TOKEN_STAR);
  if (*is_star || parser_peek (parser) != ATH_TOKEN_COLON)
    {
      type = caught_types (parser, &is_bare);
      if (type == NULL)
        return NULL;
    }

  if (type != NULL && !is_bare && ath_parser_accept (parser, ATH_TOKEN_AS))
    {
      name = ath_parser_name (parser);
      if (name == NULL)
        return NULL;
    }

  body = ath_parser_block (parser);
  if (body == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_EXCEPT_HANDLER, start);
  node->except_handler.type = type;
  node->except_handler.name = name;
  node->except_handler.body = body;

  return node;
}

/* The handlers, if any; all of them or none with a star. */
static AthPythonList *
except_handlers (Parser   *parser,
                 gboolean *are_stars)
{
  guint mark = parser->pending->len;

  *are_stars = FALSE;
  while (parser_peek (parser) == ATH_TOKEN_EXCEPT)
    {
      gboolean is_first = parser->pending->len == mark;
      gboolean is_star;
      AthPythonNode *handler = except_handler (parser, &is_star);

      if (handler == NULL)
        return NULL;

      if (!is_first && is_star != *are_stars)
        {
          ath_parser_fail (parser, handler->start,
                           _("“except” and “except*” cannot be mixed"));
          return NULL;
        }

      *are_stars = is_star;
      g_ptr_array_add (parser->pending, handler);
    }

  return ath_parser_take_list (parser, mark);
}

static AthPythonNode *
try_statement (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonList *body, *handlers, *orelse, *finalbody;
  AthPythonNode *node;
  gboolean is_star;

  parser->pos++;
  body = ath_parser_block (parser);
  handlers = body != NULL ? except_handlers (parser, &is_star) : NULL;
  if (handlers == NULL)
    return NULL;

  if (handlers->length == 0 && parser_peek (parser) != ATH_TOKEN_FINALLY)
    {
      ath_parser_fail (parser, parser_start (parser), _("Expected “except” or “finally”"));
      return NULL;
    }

  orelse = optional_block (parser, ATH_TOKEN_ELSE);
  finalbody = orelse != NULL ? optional_block (parser, ATH_TOKEN_FINALLY) : NULL;
  if (finalbody == NULL)
    return NULL;

  node = ath_parser_new_node (parser, is_star ? ATH_PYTHON_TRY_STAR : ATH_PYTHON_TRY, start);
  node->try_.body = body;
  node->try_.handlers = handlers;
  node->try_.orelse = orelse;
  node->try_.finalbody = finalbody;

  return node;
}

static AthPythonNode *
async_statement (Parser *parser)
{
  guint32 start = parser_start (parser);

  switch ((int) parser_peek_next (parser))
    {
    case ATH_TOKEN_DEF:
      return ath_parser_definition (parser);

    case ATH_TOKEN_FOR:
      parser->pos++;
      return for_statement (parser, start, TRUE);

    case ATH_TOKEN_WITH:
      parser->pos++;
      return with_statement (parser, start, TRUE);

    default:
      parser->pos++;
      ath_parser_fail_here (parser);
      return NULL;
    }
}

AthPythonNode *
ath_parser_compound (Parser *parser)
{
  guint32 start = parser_start (parser);

  switch ((int) parser_peek (parser))
    {
    case ATH_TOKEN_IF:
      return branch (parser, ATH_PYTHON_IF);

    case ATH_TOKEN_WHILE:
      return branch (parser, ATH_PYTHON_WHILE);

    case ATH_TOKEN_FOR:
      return for_statement (parser, start, FALSE);

    case ATH_TOKEN_WITH:
      return with_statement (parser, start, FALSE);

    case ATH_TOKEN_TRY:
      return try_statement (parser);

    case ATH_TOKEN_ASYNC:
      return async_statement (parser);

    default:
      return ath_parser_definition (parser);
    }
}
