/* ath-python-parser-expression.c: expressions made with operators
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/syntax/ath-python-parser-private.h"

typedef struct
{
  AthPythonTokenType type;
  AthPythonOperator  op;
  guint              precedence; /* binds the stronger, the higher */
} BinaryOperator;

static const BinaryOperator binary_operators[] = {
  { ATH_TOKEN_BAR, ATH_PYTHON_BIT_OR, 1 },
  { ATH_TOKEN_CARET, ATH_PYTHON_BIT_XOR, 2 },
  { ATH_TOKEN_AMPERSAND, ATH_PYTHON_BIT_AND, 3 },
  { ATH_TOKEN_LEFT_SHIFT, ATH_PYTHON_LSHIFT, 4 },
  { ATH_TOKEN_RIGHT_SHIFT, ATH_PYTHON_RSHIFT, 4 },
  { ATH_TOKEN_PLUS, ATH_PYTHON_ADD, 5 },
  { ATH_TOKEN_MINUS, ATH_PYTHON_SUB, 5 },
  { ATH_TOKEN_STAR, ATH_PYTHON_MULT, 6 },
  { ATH_TOKEN_SLASH, ATH_PYTHON_DIV, 6 },
  { ATH_TOKEN_DOUBLE_SLASH, ATH_PYTHON_FLOOR_DIV, 6 },
  { ATH_TOKEN_PERCENT, ATH_PYTHON_MOD, 6 },
  { ATH_TOKEN_AT, ATH_PYTHON_MAT_MULT, 6 },
};

static AthPythonNode *factor (Parser *parser);

static AthPythonNode *
new_unary (Parser            *parser,
           AthPythonOperator  op,
           AthPythonNode     *operand,
           guint32            start)
{
  AthPythonNode *node;

  if (operand == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_UNARY_OP, start);
  node->unary_op.op = op;
  node->unary_op.operand = operand;

  return node;
}

static AthPythonNode *
new_binary (Parser            *parser,
            AthPythonNode     *left,
            AthPythonOperator  op,
            AthPythonNode     *right,
            guint32            start)
{
  AthPythonNode *node;

  if (right == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_BIN_OP, start);
  node->bin_op.left = left;
  node->bin_op.op = op;
  node->bin_op.right = right;

  return node;
}

static AthPythonNode *
await_primary (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *value;

  if (!ath_parser_accept (parser, ATH_TOKEN_AWAIT))
    return ath_parser_primary (parser);

  value = ath_parser_primary (parser);

  return ath_parser_new_unary (parser, ATH_PYTHON_AWAIT, start, value);
}

static AthPythonNode *
power (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *left = await_primary (parser);

  if (left == NULL || !ath_parser_accept (parser, ATH_TOKEN_DOUBLE_STAR))
    return left;

  return new_binary (parser, left, ATH_PYTHON_POW, factor (parser), start);
}

static AthPythonNode *
factor (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *node;

  if (!ath_parser_enter (parser))
    return NULL;

  if (ath_parser_accept (parser, ATH_TOKEN_PLUS))
    node = new_unary (parser, ATH_PYTHON_UADD, factor (parser), start);
  else if (ath_parser_accept (parser, ATH_TOKEN_MINUS))
    node = new_unary (parser, ATH_PYTHON_USUB, factor (parser), start);
  else if (ath_parser_accept (parser, ATH_TOKEN_TILDE))
    node = new_unary (parser, ATH_PYTHON_INVERT, factor (parser), start);
  else
    node = power (parser);

  ath_parser_leave (parser);
  return node;
}

static const BinaryOperator *
find_binary_operator (AthPythonTokenType type)
{
  for (guint i = 0; i < G_N_ELEMENTS (binary_operators); i++)
    {
      if (binary_operators[i].type == type)
        return &binary_operators[i];
    }

  return NULL;
}

/* Operators that bind at least as strongly as @precedence. */
static AthPythonNode *
binary (Parser *parser,
        guint   precedence)
{
  guint32 start = parser_start (parser);
  AthPythonNode *left = factor (parser);

  while (left != NULL)
    {
      const BinaryOperator *op = find_binary_operator (parser_peek (parser));

      if (op == NULL || op->precedence < precedence)
        break;

      parser->pos++;
      left = new_binary (parser, left, op->op, binary (parser, op->precedence + 1), start);
    }

  return left;
}

AthPythonNode *
ath_parser_bitwise_or (Parser *parser)
{
  return binary (parser, 1);
}

/* Takes a comparison operator of one or two words. */
static gboolean
accept_comparison (Parser            *parser,
                   AthPythonOperator *op)
{
  static const struct
  {
    AthPythonTokenType type;
    AthPythonOperator  op;
  } comparisons[] = {
    { ATH_TOKEN_EQUAL_EQUAL, ATH_PYTHON_EQ },
    { ATH_TOKEN_NOT_EQUAL, ATH_PYTHON_NOT_EQ },
    { ATH_TOKEN_LESS, ATH_PYTHON_LT },
    { ATH_TOKEN_LESS_EQUAL, ATH_PYTHON_LT_E },
    { ATH_TOKEN_GREATER, ATH_PYTHON_GT },
    { ATH_TOKEN_GREATER_EQUAL, ATH_PYTHON_GT_E },
    { ATH_TOKEN_IN, ATH_PYTHON_IN },
    { ATH_TOKEN_IS, ATH_PYTHON_IS },
  };

  if (parser_peek (parser) == ATH_TOKEN_NOT && parser_peek_next (parser) == ATH_TOKEN_IN)
    {
      parser->pos += 2;
      *op = ATH_PYTHON_NOT_IN;
      return TRUE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (comparisons); i++)
    {
      if (!ath_parser_accept (parser, comparisons[i].type))
        continue;

      *op = comparisons[i].op;
      if (*op == ATH_PYTHON_IS && ath_parser_accept (parser, ATH_TOKEN_NOT))
        *op = ATH_PYTHON_IS_NOT;
      return TRUE;
    }

  return FALSE;
}

static AthPythonOperators *
take_operators (Parser *parser,
                GArray *ops)
{
  AthPythonOperators *taken = ath_arena_alloc (parser->arena, sizeof *taken
                                               + ops->len * sizeof taken->items[0]);

  taken->length = ops->len;
  for (guint i = 0; i < ops->len; i++)
    taken->items[i] = g_array_index (ops, AthPythonOperator, i);

  return taken;
}

static AthPythonNode *
comparison (Parser *parser)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  g_autoptr(GArray) ops = NULL;
  AthPythonNode *left = ath_parser_bitwise_or (parser);
  AthPythonOperator op;
  AthPythonNode *node;

  if (left == NULL)
    return NULL;

  while (accept_comparison (parser, &op))
    {
      AthPythonNode *right = ath_parser_bitwise_or (parser);

      if (right == NULL)
        return NULL;

      if (ops == NULL)
        ops = g_array_new (FALSE, FALSE, sizeof (AthPythonOperator));
      g_array_append_val (ops, op);
      g_ptr_array_add (parser->pending, right);
    }

  if (ops == NULL)
    return left;

  node = ath_parser_new_node (parser, ATH_PYTHON_COMPARE, start);
  node->compare.left = left;
  node->compare.ops = take_operators (parser, ops);
  node->compare.comparators = ath_parser_take_list (parser, mark);

  return node;
}

static AthPythonNode *
inversion (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *node;

  if (parser_peek (parser) != ATH_TOKEN_NOT)
    return comparison (parser);

  if (!ath_parser_enter (parser))
    return NULL;

  parser->pos++;
  node = new_unary (parser, ATH_PYTHON_NOT, inversion (parser), start);
  ath_parser_leave (parser);

  return node;
}

typedef AthPythonNode *(*ParseFunc) (Parser *parser);

/* A chain of one of `and` and `or`, as one node. */
static AthPythonNode *
bool_chain (Parser             *parser,
            AthPythonTokenType  type,
            AthPythonOperator   op,
            ParseFunc           operand)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *first = operand (parser);
  AthPythonNode *node;

  if (first == NULL || parser_peek (parser) != type)
    return first;

  g_ptr_array_add (parser->pending, first);
  while (ath_parser_accept (parser, type))
    {
      AthPythonNode *next = operand (parser);

      if (next == NULL)
        return NULL;
      g_ptr_array_add (parser->pending, next);
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_BOOL_OP, start);
  node->bool_op.op = op;
  node->bool_op.values = ath_parser_take_list (parser, mark);

  return node;
}

static AthPythonNode *
conjunction (Parser *parser)
{
  return bool_chain (parser, ATH_TOKEN_AND, ATH_PYTHON_AND, inversion);
}

AthPythonNode *
ath_parser_disjunction (Parser *parser)
{
  return bool_chain (parser, ATH_TOKEN_OR, ATH_PYTHON_OR, conjunction);
}

static AthPythonNode *
conditional (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *body = ath_parser_disjunction (parser);
  AthPythonNode *test;
  AthPythonNode *orelse;
  AthPythonNode *node;

  if (body == NULL || !ath_parser_accept (parser, ATH_TOKEN_IF))
    return body;

  test = ath_parser_disjunction (parser);
  if (test == NULL || !ath_parser_expect (parser, ATH_TOKEN_ELSE))
    return NULL;

  orelse = ath_parser_expression (parser);
  if (orelse == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_IF_EXP, start);
  node->if_exp.test = test;
  node->if_exp.body = body;
  node->if_exp.orelse = orelse;

  return node;
}

AthPythonNode *
ath_parser_expression (Parser *parser)
{
  AthPythonNode *node;

  if (!ath_parser_enter (parser))
    return NULL;

  if (parser_peek (parser) == ATH_TOKEN_LAMBDA)
    node = ath_parser_lambda (parser);
  else
    node = conditional (parser);

  ath_parser_leave (parser);
  return node;
}

AthPythonNode *
ath_parser_named_expression (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *target;
  AthPythonNode *value;
  AthPythonNode *node;

  if (parser_peek (parser) != ATH_TOKEN_NAME || parser_peek_next (parser) != ATH_TOKEN_COLON_EQUAL)
    return ath_parser_expression (parser);

  target = ath_parser_atom (parser);
  parser->pos++;
  value = ath_parser_expression (parser);
  if (value == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_NAMED_EXPR, start);
  node->named_expr.target = target;
  node->named_expr.value = value;

  return node;
}

static AthPythonNode *
starred_or (Parser    *parser,
            ParseFunc  plain)
{
  guint32 start = parser_start (parser);
  AthPythonNode *value;

  if (!ath_parser_accept (parser, ATH_TOKEN_STAR))
    return plain (parser);

  value = ath_parser_bitwise_or (parser);

  return ath_parser_new_unary (parser, ATH_PYTHON_STARRED, start, value);
}

/* One expression, or a tuple without parentheses. */
static AthPythonNode *
star_list (Parser    *parser,
           ParseFunc  plain)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *first = starred_or (parser, plain);
  AthPythonNode *node;

  if (first == NULL || parser_peek (parser) != ATH_TOKEN_COMMA)
    return first;

  g_ptr_array_add (parser->pending, first);
  while (ath_parser_accept (parser, ATH_TOKEN_COMMA)
         && (parser_peek (parser) == ATH_TOKEN_STAR || ath_parser_can_start_expression (parser)))
    {
      AthPythonNode *next = starred_or (parser, plain);

      if (next == NULL)
        return NULL;
      g_ptr_array_add (parser->pending, next);
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_TUPLE, start);
  node->sequence.elts = ath_parser_take_list (parser, mark);

  return node;
}

AthPythonNode *
ath_parser_star_expressions (Parser *parser)
{
  return star_list (parser, ath_parser_expression);
}

/* The same, with `:=` allowed. */
AthPythonNode *
ath_parser_star_named_list (Parser *parser)
{
  return star_list (parser, ath_parser_named_expression);
}

static AthPythonNode *
yield_expression (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonKind kind = ATH_PYTHON_YIELD;
  AthPythonNode *value = NULL;
  AthPythonNode *node;

  parser->pos++;
  if (ath_parser_accept (parser, ATH_TOKEN_FROM))
    {
      kind = ATH_PYTHON_YIELD_FROM;
      value = ath_parser_expression (parser);
      if (value == NULL)
        return NULL;
    }
  else if (parser_peek (parser) == ATH_TOKEN_STAR || ath_parser_can_start_expression (parser))
    {
      value = ath_parser_star_expressions (parser);
      if (value == NULL)
        return NULL;
    }

  node = ath_parser_new_node (parser, kind, start);
  node->unary.value = value;

  return node;
}

AthPythonNode *
ath_parser_yield_or_star (Parser *parser)
{
  if (parser_peek (parser) == ATH_TOKEN_YIELD)
    return yield_expression (parser);

  return ath_parser_star_expressions (parser);
}
