/* ath-python-parser-target.c: what can be assigned to or deleted
 *
 * Targets are parsed as expressions and then checked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-parser-private.h"

#define MAX_BEFORE_STAR 255 /* as in CPython */

static gboolean
check_sequence (Parser        *parser,
                AthPythonList *elts,
                TargetUse      use)
{
  gboolean has_star = FALSE;

  for (guint i = 0; i < elts->length; i++)
    {
      AthPythonNode *elt = elts->items[i];

      if (elt->kind == ATH_PYTHON_STARRED && use == TARGET_ASSIGN)
        {
          if (has_star || i > MAX_BEFORE_STAR)
            return ath_parser_fail (parser, elt->start,
                                    _("Too many starred targets in the assignment"));
          has_star = TRUE;
          elt = elt->unary.value;
        }

      if (!ath_parser_check_target (parser, elt, use))
        return FALSE;
    }

  return TRUE;
}

/* Whether @node can be used as @use says. */
gboolean
ath_parser_check_target (Parser        *parser,
                         AthPythonNode *node,
                         TargetUse      use)
{
  switch ((int) node->kind)
    {
    case ATH_PYTHON_NAME:
    case ATH_PYTHON_ATTRIBUTE:
    case ATH_PYTHON_SUBSCRIPT:
      return TRUE;

    case ATH_PYTHON_LIST:
    case ATH_PYTHON_TUPLE:
      if (use == TARGET_ASSIGN || use == TARGET_DELETE)
        return check_sequence (parser, node->sequence.elts, use);
      break;

    default:
      break;
    }

  if (use == TARGET_DELETE)
    return ath_parser_fail (parser, node->start, _("This expression cannot be deleted"));

  return ath_parser_fail (parser, node->start, _("This expression cannot be assigned to"));
}

/* One target of `for`, `with` or a comprehension, which the keyword `in` ends. */
AthPythonNode *
ath_parser_star_target (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *value;

  if (!ath_parser_accept (parser, ATH_TOKEN_STAR))
    return ath_parser_bitwise_or (parser);

  value = ath_parser_bitwise_or (parser);

  return ath_parser_new_unary (parser, ATH_PYTHON_STARRED, start, value);
}

/* Checked targets, with commas between them a tuple. */
AthPythonNode *
ath_parser_star_targets (Parser *parser)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *first = ath_parser_star_target (parser);
  AthPythonNode *node = first;

  if (first != NULL && parser_peek (parser) == ATH_TOKEN_COMMA)
    {
      g_ptr_array_add (parser->pending, first);
      while (ath_parser_accept (parser, ATH_TOKEN_COMMA)
             && (parser_peek (parser) == ATH_TOKEN_STAR
                 || ath_parser_can_start_expression (parser)))
        {
          AthPythonNode *next = ath_parser_star_target (parser);

          if (next == NULL)
            return NULL;
          g_ptr_array_add (parser->pending, next);
        }

      node = ath_parser_new_node (parser, ATH_PYTHON_TUPLE, start);
      node->sequence.elts = ath_parser_take_list (parser, mark);
    }

  if (node == NULL || !ath_parser_check_target (parser, node, TARGET_ASSIGN))
    return NULL;

  return node;
}
