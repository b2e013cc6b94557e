/* ath-python-parser-statement.c: statements of one line, blocks, the file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-parser-private.h"

static AthPythonNode *
keyword_only (Parser        *parser,
              AthPythonKind  kind)
{
  guint32 start = parser_start (parser);

  parser->pos++;

  return ath_parser_new_node (parser, kind, start);
}

static gboolean
is_at_end (Parser *parser)
{
  return parser_peek (parser) == ATH_TOKEN_NEWLINE || parser_peek (parser) == ATH_TOKEN_SEMICOLON;
}

static AthPythonNode *
return_statement (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *value = NULL;
  AthPythonNode *node;

  parser->pos++;
  if (!is_at_end (parser))
    {
      value = ath_parser_star_expressions (parser);
      if (value == NULL)
        return NULL;
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_RETURN, start);
  node->unary.value = value;

  return node;
}

static AthPythonNode *
raise_statement (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *exc = NULL;
  AthPythonNode *cause = NULL;
  AthPythonNode *node;

  parser->pos++;
  if (!is_at_end (parser))
    {
      exc = ath_parser_expression (parser);
      if (exc == NULL)
        return NULL;
    }

  if (exc != NULL && ath_parser_accept (parser, ATH_TOKEN_FROM))
    {
      cause = ath_parser_expression (parser);
      if (cause == NULL)
        return NULL;
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_RAISE, start);
  node->raise.exc = exc;
  node->raise.cause = cause;

  return node;
}

static AthPythonNode *
assert_statement (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *test;
  AthPythonNode *msg = NULL;
  AthPythonNode *node;

  parser->pos++;
  test = ath_parser_expression (parser);
  if (test == NULL)
    return NULL;

  if (ath_parser_accept (parser, ATH_TOKEN_COMMA))
    {
      msg = ath_parser_expression (parser);
      if (msg == NULL)
        return NULL;
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_ASSERT, start);
  node->assert_.test = test;
  node->assert_.msg = msg;

  return node;
}

static AthPythonNode *
delete_statement (Parser *parser)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *node;

  parser->pos++;
  do
    {
      AthPythonNode *target = ath_parser_primary (parser);

      if (target == NULL || !ath_parser_check_target (parser, target, TARGET_DELETE))
        return NULL;
      g_ptr_array_add (parser->pending, target);
    }
  while (ath_parser_accept (parser, ATH_TOKEN_COMMA) && !is_at_end (parser));

  node = ath_parser_new_node (parser, ATH_PYTHON_DELETE, start);
  node->delete.targets = ath_parser_take_list (parser, mark);

  return node;
}

static AthPythonNode *
global_statement (Parser        *parser,
                  AthPythonKind  kind)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *node;

  parser->pos++;
  do
    {
      const char *name = ath_parser_name (parser);

      if (name == NULL)
        return NULL;
      g_ptr_array_add (parser->pending, (gpointer) name);
    }
  while (ath_parser_accept (parser, ATH_TOKEN_COMMA));

  node = ath_parser_new_node (parser, kind, start);
  node->global.names = ath_parser_take_names (parser, mark);

  return node;
}

static AthPythonNode *
assignment (Parser        *parser,
            AthPythonNode *first,
            guint32        start)
{
  guint mark = parser->pending->len;
  AthPythonNode *value = first;
  AthPythonNode *node;

  while (ath_parser_accept (parser, ATH_TOKEN_EQUAL))
    {
      if (!ath_parser_check_target (parser, value, TARGET_ASSIGN))
        return NULL;

      g_ptr_array_add (parser->pending, value);
      value = ath_parser_yield_or_star (parser);
      if (value == NULL)
        return NULL;
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_ASSIGN, start);
  node->assign.targets = ath_parser_take_list (parser, mark);
  node->assign.value = value;

  return node;
}

static AthPythonNode *
annotated_assignment (Parser        *parser,
                      AthPythonNode *target,
                      guint32        start)
{
  AthPythonNode *annotation;
  AthPythonNode *value = NULL;
  AthPythonNode *node;

  if (!ath_parser_check_target (parser, target, TARGET_ANNOTATE))
    return NULL;

  parser->pos++;
  annotation = ath_parser_expression (parser);
  if (annotation == NULL)
    return NULL;

  if (ath_parser_accept (parser, ATH_TOKEN_EQUAL))
    {
      value = ath_parser_yield_or_star (parser);
      if (value == NULL)
        return NULL;
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_ANN_ASSIGN, start);
  node->ann_assign.target = target;
  node->ann_assign.annotation = annotation;
  node->ann_assign.value = value;
  node->ann_assign.simple = target->kind == ATH_PYTHON_NAME && !target->is_parenthesized;

  return node;
}

static gboolean
find_augmentation (AthPythonTokenType  type,
                   AthPythonOperator  *op)
{
  static const struct
  {
    AthPythonTokenType type;
    AthPythonOperator  op;
  } augmentations[] = {
    { ATH_TOKEN_PLUS_EQUAL, ATH_PYTHON_ADD },
    { ATH_TOKEN_MINUS_EQUAL, ATH_PYTHON_SUB },
    { ATH_TOKEN_STAR_EQUAL, ATH_PYTHON_MULT },
    { ATH_TOKEN_AT_EQUAL, ATH_PYTHON_MAT_MULT },
    { ATH_TOKEN_SLASH_EQUAL, ATH_PYTHON_DIV },
    { ATH_TOKEN_PERCENT_EQUAL, ATH_PYTHON_MOD },
    { ATH_TOKEN_DOUBLE_STAR_EQUAL, ATH_PYTHON_POW },
    { ATH_TOKEN_LEFT_SHIFT_EQUAL, ATH_PYTHON_LSHIFT },
    { ATH_TOKEN_RIGHT_SHIFT_EQUAL, ATH_PYTHON_RSHIFT },
    { ATH_TOKEN_BAR_EQUAL, ATH_PYTHON_BIT_OR },
    { ATH_TOKEN_CARET_EQUAL, ATH_PYTHON_BIT_XOR },
    { ATH_TOKEN_AMPERSAND_EQUAL, ATH_PYTHON_BIT_AND },
    { ATH_TOKEN_DOUBLE_SLASH_EQUAL, ATH_PYTHON_FLOOR_DIV },
  };

  for (guint i = 0; i < G_N_ELEMENTS (augmentations); i++)
    {
      if (augmentations[i].type == type)
        {
          *op = augmentations[i].op;
          return TRUE;
        }
    }

  return FALSE;
}

static AthPythonNode *
augmented_assignment (Parser            *parser,
                      AthPythonNode     *target,
                      AthPythonOperator  op,
                      guint32            start)
{
  AthPythonNode *value;
  AthPythonNode *node;

  if (!ath_parser_check_target (parser, target, TARGET_AUGMENT))
    return NULL;

  parser->pos++;
  value = ath_parser_yield_or_star (parser);
  if (value == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_AUG_ASSIGN, start);
  node->aug_assign.target = target;
  node->aug_assign.op = op;
  node->aug_assign.value = value;

  return node;
}

static AthPythonNode *
expression_statement (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *value = ath_parser_yield_or_star (parser);
  AthPythonOperator op;

  if (value == NULL)
    return NULL;

  if (parser_peek (parser) == ATH_TOKEN_EQUAL)
    return assignment (parser, value, start);

  if (parser_peek (parser) == ATH_TOKEN_COLON)
    return annotated_assignment (parser, value, start);

  if (find_augmentation (parser_peek (parser), &op))
    return augmented_assignment (parser, value, op, start);

  return ath_parser_new_unary (parser, ATH_PYTHON_EXPR, start, value);
}

static gboolean
is_type_alias (Parser *parser)
{
  return ath_parser_is_soft_keyword (parser, "type")
         && parser_peek_next (parser) == ATH_TOKEN_NAME;
}

static AthPythonNode *
type_alias (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *name;
  AthPythonNode *value;
  AthPythonList *type_params;
  AthPythonNode *node;

  parser->pos++;
  name = ath_parser_atom (parser);
  type_params = ath_parser_type_params (parser);
  if (type_params == NULL || !ath_parser_expect (parser, ATH_TOKEN_EQUAL))
    return NULL;

  value = ath_parser_expression (parser);
  if (value == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_TYPE_ALIAS, start);
  node->type_alias.name = name;
  node->type_alias.type_params = type_params;
  node->type_alias.value = value;

  return node;
}

static AthPythonNode *
simple_statement (Parser *parser)
{
  switch ((int) parser_peek (parser))
    {
    case ATH_TOKEN_PASS:
      return keyword_only (parser, ATH_PYTHON_PASS);

    case ATH_TOKEN_BREAK:
      return keyword_only (parser, ATH_PYTHON_BREAK);

    case ATH_TOKEN_CONTINUE:
      return keyword_only (parser, ATH_PYTHON_CONTINUE);

    case ATH_TOKEN_RETURN:
      return return_statement (parser);

    case ATH_TOKEN_RAISE:
      return raise_statement (parser);

    case ATH_TOKEN_ASSERT:
      return assert_statement (parser);

    case ATH_TOKEN_DEL:
      return delete_statement (parser);

    case ATH_TOKEN_GLOBAL:
      return global_statement (parser, ATH_PYTHON_GLOBAL);

    case ATH_TOKEN_NONLOCAL:
      return global_statement (parser, ATH_PYTHON_NONLOCAL);

    case ATH_TOKEN_IMPORT:
    case ATH_TOKEN_FROM:
      return ath_parser_import (parser);

    default:
      return is_type_alias (parser) ? type_alias (parser) : expression_statement (parser);
    }
}

/* Statements between semicolons, which become pending, and the end of the line. */
static gboolean
simple_line (Parser *parser)
{
  do
    {
      AthPythonNode *node = simple_statement (parser);

      if (node == NULL)
        return FALSE;
      g_ptr_array_add (parser->pending, node);
    }
  while (ath_parser_accept (parser, ATH_TOKEN_SEMICOLON)
         && parser_peek (parser) != ATH_TOKEN_NEWLINE);

  return ath_parser_expect (parser, ATH_TOKEN_NEWLINE);
}

static gboolean
starts_compound (Parser *parser)
{
  switch ((int) parser_peek (parser))
    {
    case ATH_TOKEN_ASYNC:
    case ATH_TOKEN_AT:
    case ATH_TOKEN_CLASS:
    case ATH_TOKEN_DEF:
    case ATH_TOKEN_FOR:
    case ATH_TOKEN_IF:
    case ATH_TOKEN_TRY:
    case ATH_TOKEN_WHILE:
    case ATH_TOKEN_WITH:
      return TRUE;

    default:
      return FALSE;
    }
}

/* One line, or one compound statement; what it holds becomes pending. */
static gboolean
statement (Parser *parser)
{
  AthPythonNode *node = NULL;

  if (starts_compound (parser))
    {
      node = ath_parser_compound (parser);
      if (node == NULL)
        return FALSE;
    }
  else if (ath_parser_is_soft_keyword (parser, "match"))
    {
      node = ath_parser_match (parser);
      if (node == NULL && parser->error != NULL)
        return FALSE;
    }

  if (node == NULL)
    return simple_line (parser);

  g_ptr_array_add (parser->pending, node);
  return TRUE;
}

/* What stands behind a colon. */
AthPythonList *
ath_parser_block (Parser *parser)
{
  guint mark = parser->pending->len;

  if (!ath_parser_expect (parser, ATH_TOKEN_COLON))
    return NULL;

  if (!ath_parser_accept (parser, ATH_TOKEN_NEWLINE))
    {
      if (!simple_line (parser))
        return NULL;
      return ath_parser_take_list (parser, mark);
    }

  if (!ath_parser_accept (parser, ATH_TOKEN_INDENT))
    {
      ath_parser_fail (parser, parser_start (parser), _("Expected an indented block"));
      return NULL;
    }

  while (!ath_parser_accept (parser, ATH_TOKEN_DEDENT))
    {
      if (!statement (parser))
        return NULL;
    }

  return ath_parser_take_list (parser, mark);
}

AthPythonList *
ath_parser_file (Parser *parser)
{
  guint mark = parser->pending->len;

  while (parser_peek (parser) != ATH_TOKEN_END)
    {
      if (!statement (parser))
        return NULL;
    }

  return ath_parser_take_list (parser, mark);
}
