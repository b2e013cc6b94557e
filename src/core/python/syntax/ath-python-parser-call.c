/* ath-python-parser-call.c: arguments of calls, parameters of functions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-parser-private.h"

/* The arguments read so far. */
typedef struct
{
  GPtrArray *args;      /* (owned) */
  GPtrArray *keywords;  /* (owned) */
  gboolean   has_unpacked_dict;
} CallArguments;

static AthPythonNode *
new_keyword (Parser        *parser,
             const char    *arg,
             AthPythonNode *value,
             guint32        start)
{
  AthPythonNode *node = ath_parser_new_node (parser, ATH_PYTHON_KEYWORD, start);

  node->keyword.arg = arg;
  node->keyword.value = value;

  return node;
}

static gboolean
keyword_argument (Parser        *parser,
                  CallArguments *call)
{
  guint32 start = parser_start (parser);
  const char *arg = ath_parser_name (parser);
  AthPythonNode *value;

  parser->pos++;
  value = ath_parser_expression (parser);
  if (value == NULL)
    return FALSE;

  g_ptr_array_add (call->keywords, new_keyword (parser, arg, value, start));
  return TRUE;
}

static gboolean
unpacked_dict (Parser        *parser,
               CallArguments *call)
{
  guint32 start = parser_start (parser);
  AthPythonNode *value;

  parser->pos++;
  value = ath_parser_expression (parser);
  if (value == NULL)
    return FALSE;

  call->has_unpacked_dict = TRUE;
  g_ptr_array_add (call->keywords, new_keyword (parser, NULL, value, start));
  return TRUE;
}

static gboolean
unpacked_sequence (Parser        *parser,
                   CallArguments *call)
{
  guint32 start = parser_start (parser);
  AthPythonNode *value;

  if (call->has_unpacked_dict)
    return ath_parser_fail (parser, start, _("“*” cannot follow “**” in a call"));

  parser->pos++;
  value = ath_parser_expression (parser);
  if (value == NULL)
    return FALSE;

  g_ptr_array_add (call->args, ath_parser_new_unary (parser, ATH_PYTHON_STARRED, start, value));
  return TRUE;
}

static gboolean
positional_argument (Parser        *parser,
                     CallArguments *call)
{
  guint32 start = parser_start (parser);
  AthPythonNode *value = ath_parser_named_expression (parser);

  if (value == NULL)
    return FALSE;

  if (call->keywords->len > 0)
    return ath_parser_fail (parser, start,
                            _("A positional argument cannot follow a keyword argument"));

  g_ptr_array_add (call->args, value);
  return TRUE;
}

static gboolean
argument (Parser        *parser,
          CallArguments *call)
{
  if (parser_peek (parser) == ATH_TOKEN_STAR)
    return unpacked_sequence (parser, call);

  if (parser_peek (parser) == ATH_TOKEN_DOUBLE_STAR)
    return unpacked_dict (parser, call);

  if (parser_peek (parser) == ATH_TOKEN_NAME && parser_peek_next (parser) == ATH_TOKEN_EQUAL)
    return keyword_argument (parser, call);

  return positional_argument (parser, call);
}

/* The only argument is a generator expression, in the parentheses of the call. */
static gboolean
generator_argument (Parser        *parser,
                    CallArguments *call,
                    guint32        start)
{
  AthPythonList *generators = ath_parser_generators (parser);
  AthPythonNode *node;

  if (generators == NULL || !ath_parser_expect (parser, ATH_TOKEN_RIGHT_PAREN))
    return FALSE;

  node = ath_parser_new_node (parser, ATH_PYTHON_GENERATOR_EXP, start);
  node->comp.elt = call->args->pdata[0];
  node->comp.generators = generators;
  call->args->pdata[0] = node;
  return TRUE;
}

static gboolean
is_lone_generator (Parser        *parser,
                   CallArguments *call)
{
  return (parser_peek (parser) == ATH_TOKEN_FOR || parser_peek (parser) == ATH_TOKEN_ASYNC)
         && call->keywords->len == 0
         && call->args->len == 1
         && ((AthPythonNode *) call->args->pdata[0])->kind != ATH_PYTHON_STARRED;
}

static gboolean
arguments (Parser        *parser,
           CallArguments *call,
           guint32        start,
           gboolean       may_be_generator)
{
  while (parser_peek (parser) != ATH_TOKEN_RIGHT_PAREN)
    {
      if (!argument (parser, call))
        return FALSE;

      if (may_be_generator && is_lone_generator (parser, call))
        return generator_argument (parser, call, start);

      if (!ath_parser_accept (parser, ATH_TOKEN_COMMA))
        break;
      may_be_generator = FALSE;
    }

  return ath_parser_expect (parser, ATH_TOKEN_RIGHT_PAREN);
}

static AthPythonList *
take_array (Parser    *parser,
            GPtrArray *items)
{
  guint mark = parser->pending->len;

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (parser->pending, items->pdata[i]);

  return ath_parser_take_list (parser, mark);
}

/* The arguments of a call or of a class, with their parentheses; @start is
 * where the opening one stands.
 */
gboolean
ath_parser_call_arguments (Parser         *parser,
                           guint32         start,
                           gboolean        may_be_generator,
                           AthPythonList **args,
                           AthPythonList **keywords)
{
  g_autoptr(GPtrArray) arg_items = g_ptr_array_new ();
  g_autoptr(GPtrArray) keyword_items = g_ptr_array_new ();
  CallArguments call = { .args = arg_items, .keywords = keyword_items };

  parser->pos++;
  if (!arguments (parser, &call, start, may_be_generator))
    return FALSE;

  *args = take_array (parser, arg_items);
  *keywords = take_array (parser, keyword_items);
  return TRUE;
}

/* The parameters read so far. */
typedef struct
{
  AthPythonNode *node;
  guint          mark;              /* of the pending list being read */
  gboolean       may_annotate;
  gboolean       has_slash;
  gboolean       has_star;
  gboolean       has_default;
} Parameters;

/* An annotation, where the parameter may have one: FALSE only on errors. */
static gboolean
annotation (Parser         *parser,
            Parameters     *params,
            gboolean        may_be_starred,
            AthPythonNode **result)
{
  *result = NULL;
  if (!params->may_annotate || !ath_parser_accept (parser, ATH_TOKEN_COLON))
    return TRUE;

  if (may_be_starred && parser_peek (parser) == ATH_TOKEN_STAR)
    {
      guint32 start = parser_start (parser);
      AthPythonNode *value;

      parser->pos++;
      value = ath_parser_bitwise_or (parser);
      *result = ath_parser_new_unary (parser, ATH_PYTHON_STARRED, start, value);
      return *result != NULL;
    }

  *result = ath_parser_expression (parser);
  return *result != NULL;
}

static AthPythonNode *
parameter (Parser     *parser,
           Parameters *params,
           gboolean    may_be_starred)
{
  guint32 start = parser_start (parser);
  const char *arg = ath_parser_name (parser);
  AthPythonNode *annotated;
  AthPythonNode *node;

  if (arg == NULL || !annotation (parser, params, may_be_starred, &annotated))
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_ARG, start);
  node->arg.arg = arg;
  node->arg.annotation = annotated;

  return node;
}

static gboolean
plain_parameter (Parser     *parser,
                 Parameters *params)
{
  AthPythonNode *node = parameter (parser, params, FALSE);

  if (node == NULL)
    return FALSE;

  if (ath_parser_accept (parser, ATH_TOKEN_EQUAL))
    {
      params->has_default = TRUE;
      node->arg.default_value = ath_parser_expression (parser);
      if (node->arg.default_value == NULL)
        return FALSE;
    }
  else if (params->has_default && !params->has_star)
    return ath_parser_fail (parser, node->start,
                            _("A parameter without default cannot follow one with a default"));

  g_ptr_array_add (parser->pending, node);
  return TRUE;
}

static gboolean
slash (Parser     *parser,
       Parameters *params)
{
  if (params->has_slash || params->has_star || parser->pending->len == params->mark)
    return ath_parser_fail_here (parser);

  parser->pos++;
  params->has_slash = TRUE;
  params->node->arguments.posonlyargs = ath_parser_take_list (parser, params->mark);
  return TRUE;
}

/* `*args`, or the bare star before parameters that only keywords set. */
static gboolean
star (Parser     *parser,
      Parameters *params)
{
  if (params->has_star)
    return ath_parser_fail_here (parser);

  parser->pos++;
  params->has_star = TRUE;
  params->node->arguments.args = ath_parser_take_list (parser, params->mark);

  if (parser_peek (parser) == ATH_TOKEN_COMMA)
    {
      if (parser_peek_next (parser) != ATH_TOKEN_NAME)
        return ath_parser_fail (parser, parser_start (parser),
                                _("Named parameters must follow a bare “*”"));
      return TRUE;
    }

  params->node->arguments.vararg = parameter (parser, params, TRUE);
  return params->node->arguments.vararg != NULL;
}

static gboolean
double_star (Parser             *parser,
             Parameters         *params,
             AthPythonTokenType  end)
{
  parser->pos++;
  params->node->arguments.kwarg = parameter (parser, params, FALSE);
  if (params->node->arguments.kwarg == NULL)
    return FALSE;

  ath_parser_accept (parser, ATH_TOKEN_COMMA);
  return parser_peek (parser) == end || ath_parser_fail_here (parser);
}

static gboolean
parameters (Parser             *parser,
            Parameters         *params,
            AthPythonTokenType  end)
{
  while (parser_peek (parser) != end)
    {
      gboolean done;

      if (parser_peek (parser) == ATH_TOKEN_DOUBLE_STAR)
        return double_star (parser, params, end);

      if (parser_peek (parser) == ATH_TOKEN_SLASH)
        done = slash (parser, params);
      else if (parser_peek (parser) == ATH_TOKEN_STAR)
        done = star (parser, params);
      else
        done = plain_parameter (parser, params);

      if (!done)
        return FALSE;

      if (!ath_parser_accept (parser, ATH_TOKEN_COMMA))
        break;
    }

  return parser_peek (parser) == end || ath_parser_fail_here (parser);
}

/* The parameters of a function or lambda, up to @end, which stays. */
AthPythonNode *
ath_parser_arguments (Parser             *parser,
                      AthPythonTokenType  end,
                      gboolean            may_annotate)
{
  AthPythonNode *node = ath_parser_new_node (parser, ATH_PYTHON_ARGUMENTS, parser_start (parser));
  AthPythonList *last;
  Parameters params = {
    .node = node,
    .mark = parser->pending->len,
    .may_annotate = may_annotate,
  };

  if (!parameters (parser, &params, end))
    return NULL;

  last = ath_parser_take_list (parser, params.mark);
  if (!params.has_slash)
    node->arguments.posonlyargs = ath_parser_new_list (parser, NULL);
  if (params.has_star)
    node->arguments.kwonlyargs = last;
  else
    {
      node->arguments.args = last;
      node->arguments.kwonlyargs = ath_parser_new_list (parser, NULL);
    }
  node->end = MAX (node->start, parser_last_end (parser));

  return node;
}

AthPythonNode *
ath_parser_lambda (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *args;
  AthPythonNode *body;
  AthPythonNode *node;

  parser->pos++;
  args = ath_parser_arguments (parser, ATH_TOKEN_COLON, FALSE);
  if (args == NULL || !ath_parser_expect (parser, ATH_TOKEN_COLON))
    return NULL;

  body = ath_parser_expression (parser);
  if (body == NULL)
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_LAMBDA, start);
  node->lambda.args = args;
  node->lambda.body = body;

  return node;
}
