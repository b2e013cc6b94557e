/* ath-python-parser-atom.c: atoms, displays, calls, subscripts, comprehensions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-parser-private.h"

static gboolean
is_at_generator (Parser *parser)
{
  return parser_peek (parser) == ATH_TOKEN_FOR || parser_peek (parser) == ATH_TOKEN_ASYNC;
}

/* `*` with what @operand parses, or a named expression. */
static AthPythonNode *
starred (Parser          *parser,
         AthPythonNode *(*operand) (Parser *parser))
{
  guint32 start = parser_start (parser);
  AthPythonNode *value;

  if (!ath_parser_accept (parser, ATH_TOKEN_STAR))
    return ath_parser_named_expression (parser);

  value = operand (parser);

  return ath_parser_new_unary (parser, ATH_PYTHON_STARRED, start, value);
}

static gboolean
refuse_starred (Parser        *parser,
                AthPythonNode *node)
{
  if (node->kind != ATH_PYTHON_STARRED)
    return TRUE;

  return ath_parser_fail (parser, node->start, _("A starred expression cannot stand here"));
}

/* Whether @node is neither starred nor an assignment without parentheses. */
static gboolean
is_plain (AthPythonNode *node)
{
  return node->kind != ATH_PYTHON_STARRED
         && (node->kind != ATH_PYTHON_NAMED_EXPR || node->is_parenthesized);
}

static AthPythonNode *
generator (Parser *parser)
{
  guint32 start = parser_start (parser);
  gboolean is_async = ath_parser_accept (parser, ATH_TOKEN_ASYNC);
  guint mark = parser->pending->len;
  AthPythonNode *target, *iter, *node;

  if (!ath_parser_expect (parser, ATH_TOKEN_FOR))
    return NULL;

  target = ath_parser_star_targets (parser);
  if (target == NULL || !ath_parser_expect (parser, ATH_TOKEN_IN))
    return NULL;

  iter = ath_parser_disjunction (parser);
  if (iter == NULL)
    return NULL;

  while (ath_parser_accept (parser, ATH_TOKEN_IF))
    {
      AthPythonNode *test = ath_parser_disjunction (parser);

      if (test == NULL)
        return NULL;
      g_ptr_array_add (parser->pending, test);
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_COMPREHENSION, start);
  node->comprehension.target = target;
  node->comprehension.iter = iter;
  node->comprehension.ifs = ath_parser_take_list (parser, mark);
  node->comprehension.is_async = is_async;

  return node;
}

AthPythonList *
ath_parser_generators (Parser *parser)
{
  guint mark = parser->pending->len;

  while (is_at_generator (parser))
    {
      AthPythonNode *node = generator (parser);

      if (node == NULL)
        return NULL;
      g_ptr_array_add (parser->pending, node);
    }

  return ath_parser_take_list (parser, mark);
}

/* The clauses after @elt, up to and with the bracket that closes. */
static AthPythonNode *
comprehension (Parser             *parser,
               AthPythonKind       kind,
               AthPythonNode      *elt,
               guint32             start,
               AthPythonTokenType  close)
{
  AthPythonList *generators;
  AthPythonNode *node;

  if (!refuse_starred (parser, elt))
    return NULL;

  generators = ath_parser_generators (parser);
  if (generators == NULL || !ath_parser_expect (parser, close))
    return NULL;

  node = ath_parser_new_node (parser, kind, start);
  node->comp.elt = elt;
  node->comp.generators = generators;

  return node;
}

/* The elements of a display, of which the first is pending already, up to and
 * with the bracket that closes.
 */
static AthPythonNode *
display (Parser             *parser,
         AthPythonKind       kind,
         guint               mark,
         guint32             start,
         AthPythonTokenType  close)
{
  AthPythonNode *node;

  while (ath_parser_accept (parser, ATH_TOKEN_COMMA) && parser_peek (parser) != close)
    {
      AthPythonNode *next = starred (parser, ath_parser_bitwise_or);

      if (next == NULL)
        return NULL;
      g_ptr_array_add (parser->pending, next);
    }

  if (!ath_parser_expect (parser, close))
    return NULL;

  node = ath_parser_new_node (parser, kind, start);
  node->sequence.elts = ath_parser_take_list (parser, mark);

  return node;
}

static AthPythonNode *
group_yield (Parser *parser)
{
  AthPythonNode *node = ath_parser_yield_or_star (parser);

  if (node == NULL || !ath_parser_expect (parser, ATH_TOKEN_RIGHT_PAREN))
    return NULL;

  node->is_parenthesized = TRUE;
  return node;
}

/* A tuple, a group or a generator expression. */
static AthPythonNode *
parentheses (Parser *parser)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *first;

  parser->pos++;
  if (parser_peek (parser) == ATH_TOKEN_RIGHT_PAREN)
    return display (parser, ATH_PYTHON_TUPLE, mark, start, ATH_TOKEN_RIGHT_PAREN);

  if (parser_peek (parser) == ATH_TOKEN_YIELD)
    return group_yield (parser);

  first = starred (parser, ath_parser_bitwise_or);
  if (first == NULL)
    return NULL;

  if (is_at_generator (parser))
    return comprehension (parser, ATH_PYTHON_GENERATOR_EXP, first, start, ATH_TOKEN_RIGHT_PAREN);

  if (parser_peek (parser) == ATH_TOKEN_COMMA)
    {
      g_ptr_array_add (parser->pending, first);
      return display (parser, ATH_PYTHON_TUPLE, mark, start, ATH_TOKEN_RIGHT_PAREN);
    }

  if (!ath_parser_expect (parser, ATH_TOKEN_RIGHT_PAREN) || !refuse_starred (parser, first))
    return NULL;

  first->is_parenthesized = TRUE;
  return first;
}

static AthPythonNode *
brackets (Parser *parser)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *first;

  parser->pos++;
  if (parser_peek (parser) == ATH_TOKEN_RIGHT_BRACKET)
    return display (parser, ATH_PYTHON_LIST, mark, start, ATH_TOKEN_RIGHT_BRACKET);

  first = starred (parser, ath_parser_bitwise_or);
  if (first == NULL)
    return NULL;

  if (is_at_generator (parser))
    return comprehension (parser, ATH_PYTHON_LIST_COMP, first, start, ATH_TOKEN_RIGHT_BRACKET);

  g_ptr_array_add (parser->pending, first);
  return display (parser, ATH_PYTHON_LIST, mark, start, ATH_TOKEN_RIGHT_BRACKET);
}

/* `key: value` or `**value`, whose key is NULL.  @key may have been read. */
static gboolean
dict_pair (Parser         *parser,
           AthPythonNode **key,
           AthPythonNode **value)
{
  if (*key == NULL && ath_parser_accept (parser, ATH_TOKEN_DOUBLE_STAR))
    {
      *value = ath_parser_bitwise_or (parser);
      return *value != NULL;
    }

  if (*key == NULL)
    *key = ath_parser_expression (parser);
  if (*key == NULL || !ath_parser_expect (parser, ATH_TOKEN_COLON))
    return FALSE;

  *value = ath_parser_expression (parser);
  return *value != NULL;
}

static AthPythonNode *
dict_comprehension (Parser        *parser,
                    AthPythonNode *key,
                    AthPythonNode *value,
                    guint32        start)
{
  AthPythonList *generators;
  AthPythonNode *node;

  if (key == NULL)
    {
      ath_parser_fail (parser, value->start,
                       _("A dict cannot be unpacked in a dict comprehension"));
      return NULL;
    }

  generators = ath_parser_generators (parser);
  if (generators == NULL || !ath_parser_expect (parser, ATH_TOKEN_RIGHT_BRACE))
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_DICT_COMP, start);
  node->dict_comp.key = key;
  node->dict_comp.value = value;
  node->dict_comp.generators = generators;

  return node;
}

/* What has been read is pending as pairs: key, value, key, value… */
static AthPythonNode *
new_dict (Parser  *parser,
          guint    mark,
          guint32  start)
{
  AthPythonNode *node = ath_parser_new_node (parser, ATH_PYTHON_DICT, start);
  AthPythonList *pairs = ath_parser_take_list (parser, mark);

  for (guint i = 0; i < pairs->length; i += 2)
    g_ptr_array_add (parser->pending, pairs->items[i]);
  node->dict.keys = ath_parser_take_list (parser, mark);

  for (guint i = 1; i < pairs->length; i += 2)
    g_ptr_array_add (parser->pending, pairs->items[i]);
  node->dict.values = ath_parser_take_list (parser, mark);

  return node;
}

/* A dict whose first key, if any, has been read. */
static AthPythonNode *
dict (Parser        *parser,
      AthPythonNode *key,
      guint32        start)
{
  guint mark = parser->pending->len;

  while (parser_peek (parser) != ATH_TOKEN_RIGHT_BRACE)
    {
      AthPythonNode *value;

      if (!dict_pair (parser, &key, &value))
        return NULL;

      if (parser->pending->len == mark && is_at_generator (parser))
        return dict_comprehension (parser, key, value, start);

      g_ptr_array_add (parser->pending, key);
      g_ptr_array_add (parser->pending, value);
      key = NULL;
      if (!ath_parser_accept (parser, ATH_TOKEN_COMMA))
        break;
    }

  if (!ath_parser_expect (parser, ATH_TOKEN_RIGHT_BRACE))
    return NULL;

  return new_dict (parser, mark, start);
}

static AthPythonNode *
braces (Parser *parser)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *first;

  parser->pos++;
  if (parser_peek (parser) == ATH_TOKEN_RIGHT_BRACE
      || parser_peek (parser) == ATH_TOKEN_DOUBLE_STAR)
    return dict (parser, NULL, start);

  first = starred (parser, ath_parser_bitwise_or);
  if (first == NULL)
    return NULL;

  if (parser_peek (parser) == ATH_TOKEN_COLON && is_plain (first))
    return dict (parser, first, start);

  if (is_at_generator (parser))
    return comprehension (parser, ATH_PYTHON_SET_COMP, first, start, ATH_TOKEN_RIGHT_BRACE);

  g_ptr_array_add (parser->pending, first);
  return display (parser, ATH_PYTHON_SET, mark, start, ATH_TOKEN_RIGHT_BRACE);
}

static AthPythonNode *
name (Parser *parser)
{
  guint32 start = parser_start (parser);
  const char *id = ath_parser_name (parser);
  AthPythonNode *node = ath_parser_new_node (parser, ATH_PYTHON_NAME, start);

  node->name.id = id;

  return node;
}

static AthPythonNode *
constant (Parser        *parser,
          AthPythonKind  kind)
{
  guint32 start = parser_start (parser);

  parser->pos++;

  return ath_parser_new_node (parser, kind, start);
}

AthPythonNode *
ath_parser_atom (Parser *parser)
{
  switch ((int) parser_peek (parser))
    {
    case ATH_TOKEN_NAME:
      return name (parser);

    case ATH_TOKEN_NUMBER:
      return ath_parser_number (parser);

    case ATH_TOKEN_STRING:
    case ATH_TOKEN_FSTRING_START:
      return ath_parser_strings (parser);

    case ATH_TOKEN_LEFT_PAREN:
      return parentheses (parser);

    case ATH_TOKEN_LEFT_BRACKET:
      return brackets (parser);

    case ATH_TOKEN_LEFT_BRACE:
      return braces (parser);

    case ATH_TOKEN_NONE:
      return constant (parser, ATH_PYTHON_NONE);

    case ATH_TOKEN_TRUE:
      return constant (parser, ATH_PYTHON_TRUE);

    case ATH_TOKEN_FALSE:
      return constant (parser, ATH_PYTHON_FALSE);

    case ATH_TOKEN_ELLIPSIS:
      return constant (parser, ATH_PYTHON_ELLIPSIS);

    default:
      ath_parser_fail_here (parser);
      return NULL;
    }
}

static AthPythonNode *
call (Parser        *parser,
      AthPythonNode *func,
      guint32        start)
{
  AthPythonList *args;
  AthPythonList *keywords;
  AthPythonNode *node;

  if (!ath_parser_call_arguments (parser, parser_start (parser), TRUE, &args, &keywords))
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_CALL, start);
  node->call.func = func;
  node->call.args = args;
  node->call.keywords = keywords;

  return node;
}

static AthPythonNode *
attribute (Parser        *parser,
           AthPythonNode *value,
           guint32        start)
{
  const char *attr;
  AthPythonNode *node;

  parser->pos++;
  attr = ath_parser_name (parser);
  if (attr == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_ATTRIBUTE, start);
  node->attribute.value = value;
  node->attribute.attr = attr;

  return node;
}

static gboolean
ends_slice_part (Parser *parser)
{
  return parser_peek (parser) == ATH_TOKEN_COLON
         || parser_peek (parser) == ATH_TOKEN_COMMA
         || parser_peek (parser) == ATH_TOKEN_RIGHT_BRACKET;
}

/* An optional part of a slice: FALSE only on errors. */
static gboolean
slice_part (Parser         *parser,
            AthPythonNode **part)
{
  if (ends_slice_part (parser))
    return TRUE;

  *part = ath_parser_expression (parser);

  return *part != NULL;
}

static AthPythonNode *
slice_rest (Parser        *parser,
            AthPythonNode *lower,
            guint32        start)
{
  AthPythonNode *upper = NULL;
  AthPythonNode *step = NULL;
  AthPythonNode *node;

  parser->pos++;
  if (!slice_part (parser, &upper))
    return NULL;

  if (ath_parser_accept (parser, ATH_TOKEN_COLON) && !slice_part (parser, &step))
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_SLICE, start);
  node->slice.lower = lower;
  node->slice.upper = upper;
  node->slice.step = step;

  return node;
}

static AthPythonNode *
slice (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *lower;

  if (parser_peek (parser) == ATH_TOKEN_COLON)
    return slice_rest (parser, NULL, start);

  lower = starred (parser, ath_parser_expression);
  if (lower == NULL || parser_peek (parser) != ATH_TOKEN_COLON)
    return lower;

  if (!is_plain (lower))
    {
      ath_parser_fail_here (parser);
      return NULL;
    }

  return slice_rest (parser, lower, start);
}

/* A single starred expression makes a tuple as well. */
static AthPythonNode *
slices (Parser *parser)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *first = slice (parser);
  AthPythonNode *node;

  if (first == NULL
      || (first->kind != ATH_PYTHON_STARRED && parser_peek (parser) != ATH_TOKEN_COMMA))
    return first;

  g_ptr_array_add (parser->pending, first);
  while (ath_parser_accept (parser, ATH_TOKEN_COMMA)
         && parser_peek (parser) != ATH_TOKEN_RIGHT_BRACKET)
    {
      AthPythonNode *next = slice (parser);

      if (next == NULL)
        return NULL;
      g_ptr_array_add (parser->pending, next);
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_TUPLE, start);
  node->sequence.elts = ath_parser_take_list (parser, mark);

  return node;
}

static AthPythonNode *
subscript (Parser        *parser,
           AthPythonNode *value,
           guint32        start)
{
  AthPythonNode *index;
  AthPythonNode *node;

  parser->pos++;
  index = slices (parser);
  if (index == NULL || !ath_parser_expect (parser, ATH_TOKEN_RIGHT_BRACKET))
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_SUBSCRIPT, start);
  node->subscript.value = value;
  node->subscript.slice = index;

  return node;
}

AthPythonNode *
ath_parser_primary (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *node = ath_parser_atom (parser);

  while (node != NULL)
    {
      if (parser_peek (parser) == ATH_TOKEN_DOT)
        node = attribute (parser, node, start);
      else if (parser_peek (parser) == ATH_TOKEN_LEFT_PAREN)
        node = call (parser, node, start);
      else if (parser_peek (parser) == ATH_TOKEN_LEFT_BRACKET)
        node = subscript (parser, node, start);
      else
        break;
    }

  return node;
}
