/* ath-python-parser-definition.c: functions, classes, imports
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "python/syntax/ath-python-parser-private.h"

static AthPythonList *
decorators (Parser *parser)
{
  guint mark = parser->pending->len;

  while (ath_parser_accept (parser, ATH_TOKEN_AT))
    {
      AthPythonNode *decorator = ath_parser_named_expression (parser);

      if (decorator == NULL || !ath_parser_expect (parser, ATH_TOKEN_NEWLINE))
        return NULL;
      g_ptr_array_add (parser->pending, decorator);
    }

  return ath_parser_take_list (parser, mark);
}

/* `T`, `*Ts` or `**P`, by the number of stars. */
static AthPythonKind
type_param_kind (Parser *parser)
{
  if (ath_parser_accept (parser, ATH_TOKEN_STAR))
    return ATH_PYTHON_TYPE_VAR_TUPLE;

  if (ath_parser_accept (parser, ATH_TOKEN_DOUBLE_STAR))
    return ATH_PYTHON_PARAM_SPEC;

  return ATH_PYTHON_TYPE_VAR;
}

/* The default of a type parameter; that of `*Ts` may be starred. */
static AthPythonNode *
type_param_default (Parser        *parser,
                    AthPythonKind  kind)
{
  guint32 start = parser_start (parser);
  AthPythonNode *value;

  if (kind != ATH_PYTHON_TYPE_VAR_TUPLE || !ath_parser_accept (parser, ATH_TOKEN_STAR))
    return ath_parser_expression (parser);

  value = ath_parser_bitwise_or (parser);

  return ath_parser_new_unary (parser, ATH_PYTHON_STARRED, start, value);
}

static AthPythonNode *
type_param (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonKind kind = type_param_kind (parser);
  const char *name = ath_parser_name (parser);
  AthPythonNode *bound = NULL;
  AthPythonNode *default_value = NULL;
  AthPythonNode *node;

  if (name == NULL)
    return NULL;

  if (kind == ATH_PYTHON_TYPE_VAR && ath_parser_accept (parser, ATH_TOKEN_COLON))
    {
      bound = ath_parser_expression (parser);
      if (bound == NULL)
        return NULL;
    }

  if (ath_parser_accept (parser, ATH_TOKEN_EQUAL))
    {
      default_value = type_param_default (parser, kind);
      if (default_value == NULL)
        return NULL;
    }

  node = ath_parser_new_node (parser, kind, start);
  node->type_param.name = name;
  node->type_param.bound = bound;
  node->type_param.default_value = default_value;

  return node;
}

/* `[T, *Ts, **P]`, or an empty list where none stands. */
AthPythonList *
ath_parser_type_params (Parser *parser)
{
  guint mark = parser->pending->len;

  if (!ath_parser_accept (parser, ATH_TOKEN_LEFT_BRACKET))
    return ath_parser_new_list (parser, NULL);

  do
    {
      AthPythonNode *param = type_param (parser);

      if (param == NULL)
        return NULL;
      g_ptr_array_add (parser->pending, param);
    }
  while (ath_parser_accept (parser, ATH_TOKEN_COMMA)
         && parser_peek (parser) != ATH_TOKEN_RIGHT_BRACKET);

  if (!ath_parser_expect (parser, ATH_TOKEN_RIGHT_BRACKET))
    return NULL;

  return ath_parser_take_list (parser, mark);
}

static gboolean
returns (Parser         *parser,
         AthPythonNode **annotation)
{
  *annotation = NULL;
  if (!ath_parser_accept (parser, ATH_TOKEN_ARROW))
    return TRUE;

  *annotation = ath_parser_expression (parser);
  return *annotation != NULL;
}

static AthPythonNode *
function (Parser        *parser,
          AthPythonList *decorator_list)
{
  guint32 start = parser_start (parser);
  gboolean is_async = ath_parser_accept (parser, ATH_TOKEN_ASYNC);
  AthPythonNode *args, *annotation, *node;
  AthPythonList *type_params, *body;
  const char *name;

  if (!ath_parser_expect (parser, ATH_TOKEN_DEF))
    return NULL;

  name = ath_parser_name (parser);
  type_params = name != NULL ? ath_parser_type_params (parser) : NULL;
  if (type_params == NULL || !ath_parser_expect (parser, ATH_TOKEN_LEFT_PAREN))
    return NULL;

  args = ath_parser_arguments (parser, ATH_TOKEN_RIGHT_PAREN, TRUE);
  if (args == NULL || !ath_parser_expect (parser, ATH_TOKEN_RIGHT_PAREN)
      || !returns (parser, &annotation))
    return NULL;

  body = ath_parser_block (parser);
  if (body == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_FUNCTION_DEF, start);
  node->function_def.name = name;
  node->function_def.args = args;
  node->function_def.body = body;
  node->function_def.decorator_list = decorator_list;
  node->function_def.returns = annotation;
  node->function_def.type_params = type_params;
  node->function_def.is_async = is_async;

  return node;
}

static gboolean
bases (Parser         *parser,
       AthPythonList **args,
       AthPythonList **keywords)
{
  if (parser_peek (parser) == ATH_TOKEN_LEFT_PAREN)
    return ath_parser_call_arguments (parser, parser_start (parser), FALSE, args, keywords);

  *args = ath_parser_new_list (parser, NULL);
  *keywords = ath_parser_new_list (parser, NULL);
  return TRUE;
}

static AthPythonNode *
class (Parser        *parser,
       AthPythonList *decorator_list)
{
  guint32 start = parser_start (parser);
  AthPythonList *type_params, *args, *keywords, *body;
  AthPythonNode *node;
  const char *name;

  parser->pos++;
  name = ath_parser_name (parser);
  type_params = name != NULL ? ath_parser_type_params (parser) : NULL;
  if (type_params == NULL || !bases (parser, &args, &keywords))
    return NULL;

  body = ath_parser_block (parser);
  if (body == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_CLASS_DEF, start);
  node->class_def.name = name;
  node->class_def.bases = args;
  node->class_def.keywords = keywords;
  node->class_def.body = body;
  node->class_def.decorator_list = decorator_list;
  node->class_def.type_params = type_params;

  return node;
}

/* A function or class with its decorators. */
AthPythonNode *
ath_parser_definition (Parser *parser)
{
  AthPythonList *decorator_list = decorators (parser);

  if (decorator_list == NULL)
    return NULL;

  if (parser_peek (parser) == ATH_TOKEN_CLASS)
    return class (parser, decorator_list);

  return function (parser, decorator_list);
}

/* `a.b.c`, as one name. */
static const char *
dotted_name (Parser *parser)
{
  g_autoptr(GString) dotted = NULL;
  const char *name = ath_parser_name (parser);

  while (name != NULL && ath_parser_accept (parser, ATH_TOKEN_DOT))
    {
      if (dotted == NULL)
        dotted = g_string_new (name);

      name = ath_parser_name (parser);
      if (name != NULL)
        g_string_append_printf (dotted, ".%s", name);
    }

  if (name == NULL || dotted == NULL)
    return name;

  return ath_parser_intern (parser, dotted->str, dotted->len);
}

static AthPythonNode *
alias (Parser     *parser,
       const char *(*parse_name) (Parser *parser))
{
  guint32 start = parser_start (parser);
  const char *name = parse_name (parser);
  const char *asname = NULL;
  AthPythonNode *node;

  if (name == NULL)
    return NULL;

  if (ath_parser_accept (parser, ATH_TOKEN_AS))
    {
      asname = ath_parser_name (parser);
      if (asname == NULL)
        return NULL;
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_ALIAS, start);
  node->alias.name = name;
  node->alias.asname = asname;
  node->alias.bound = asname != NULL ? asname
                                     : ath_parser_intern (parser, name, strcspn (name, "."));

  return node;
}

static AthPythonNode *
star_alias (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *node;

  parser->pos++;
  node = ath_parser_new_node (parser, ATH_PYTHON_ALIAS, start);
  node->alias.name = ath_parser_intern (parser, "*", 1);
  node->alias.bound = node->alias.name;

  return node;
}

/* Aliases with commas between them; one may stand before @end. */
static AthPythonList *
aliases (Parser             *parser,
         const char         *(*parse_name) (Parser *parser),
         AthPythonTokenType  end)
{
  guint mark = parser->pending->len;

  do
    {
      AthPythonNode *node = alias (parser, parse_name);

      if (node == NULL)
        return NULL;
      g_ptr_array_add (parser->pending, node);
    }
  while (ath_parser_accept (parser, ATH_TOKEN_COMMA)
         && (end == ATH_TOKEN_NEWLINE || parser_peek (parser) != end));

  return ath_parser_take_list (parser, mark);
}

static AthPythonList *
imported_names (Parser *parser)
{
  AthPythonList *names;

  if (parser_peek (parser) == ATH_TOKEN_STAR)
    return ath_parser_new_list (parser, star_alias (parser));

  if (!ath_parser_accept (parser, ATH_TOKEN_LEFT_PAREN))
    return aliases (parser, ath_parser_name, ATH_TOKEN_NEWLINE);

  names = aliases (parser, ath_parser_name, ATH_TOKEN_RIGHT_PAREN);
  if (names == NULL || !ath_parser_expect (parser, ATH_TOKEN_RIGHT_PAREN))
    return NULL;

  return names;
}

/* The dots before the name of a module. */
static guint
import_level (Parser *parser)
{
  guint level = 0;

  for (;;)
    {
      if (ath_parser_accept (parser, ATH_TOKEN_DOT))
        level++;
      else if (ath_parser_accept (parser, ATH_TOKEN_ELLIPSIS))
        level += 3;
      else
        return level;
    }
}

static AthPythonNode *
import_from (Parser  *parser,
             guint32  start)
{
  guint level = import_level (parser);
  const char *module = NULL;
  AthPythonList *names;
  AthPythonNode *node;

  if (level == 0 || parser_peek (parser) != ATH_TOKEN_IMPORT)
    {
      module = dotted_name (parser);
      if (module == NULL)
        return NULL;
    }

  if (!ath_parser_expect (parser, ATH_TOKEN_IMPORT))
    return NULL;

  names = imported_names (parser);
  if (names == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_IMPORT_FROM, start);
  node->import.module = module;
  node->import.names = names;
  node->import.level = level;

  return node;
}

AthPythonNode *
ath_parser_import (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonList *names;
  AthPythonNode *node;

  if (ath_parser_accept (parser, ATH_TOKEN_FROM))
    return import_from (parser, start);

  parser->pos++;
  names = aliases (parser, dotted_name, ATH_TOKEN_NEWLINE);
  if (names == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_IMPORT, start);
  node->import.names = names;

  return node;
}
