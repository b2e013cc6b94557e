/* ath-python-parser-pattern.c: patterns of match statements
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-parser-private.h"

static AthPythonNode *as_pattern (Parser *parser);

static AthPythonNode *
new_capture (Parser        *parser,
             AthPythonKind  kind,
             AthPythonNode *pattern,
             const char    *name,
             guint32        start)
{
  AthPythonNode *node = ath_parser_new_node (parser, kind, start);

  node->match_as.pattern = pattern;
  node->match_as.name = g_strcmp0 (name, "_") != 0 ? name : NULL;

  return node;
}

static AthPythonNode *
new_value (Parser        *parser,
           AthPythonKind  kind,
           AthPythonNode *value)
{
  return value != NULL ? ath_parser_new_unary (parser, kind, value->start, value) : NULL;
}

static AthPythonNode *
signed_number (Parser *parser)
{
  guint32 start = parser_start (parser);
  gboolean is_negative = ath_parser_accept (parser, ATH_TOKEN_MINUS);
  AthPythonNode *number;
  AthPythonNode *node;

  if (parser_peek (parser) != ATH_TOKEN_NUMBER)
    {
      ath_parser_fail_here (parser);
      return NULL;
    }

  number = ath_parser_number (parser);
  if (number == NULL || !is_negative)
    return number;

  node = ath_parser_new_node (parser, ATH_PYTHON_UNARY_OP, start);
  node->unary_op.op = ATH_PYTHON_USUB;
  node->unary_op.operand = number;

  return node;
}

static gboolean
is_complex (const AthPythonNode *number)
{
  if (number->kind == ATH_PYTHON_UNARY_OP)
    number = number->unary_op.operand;

  return number->kind == ATH_PYTHON_COMPLEX;
}

/* A number, or the sum of a real and an imaginary one. */
static AthPythonNode *
number_literal (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *left = signed_number (parser);
  AthPythonNode *right;
  AthPythonNode *node;
  AthPythonOperator op = ATH_PYTHON_ADD;

  if (left == NULL)
    return NULL;

  if (ath_parser_accept (parser, ATH_TOKEN_MINUS))
    op = ATH_PYTHON_SUB;
  else if (!ath_parser_accept (parser, ATH_TOKEN_PLUS))
    return left;

  if (parser_peek (parser) != ATH_TOKEN_NUMBER)
    {
      ath_parser_fail_here (parser);
      return NULL;
    }

  right = ath_parser_number (parser);
  if (right == NULL)
    return NULL;

  if (is_complex (left) || !is_complex (right))
    {
      ath_parser_fail (parser, start,
                       _("A complex number in a pattern is a real and an imaginary part"));
      return NULL;
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_BIN_OP, start);
  node->bin_op.left = left;
  node->bin_op.op = op;
  node->bin_op.right = right;

  return node;
}

static AthPythonNode *
string_literal (Parser *parser)
{
  AthPythonNode *node = ath_parser_strings (parser);

  if (node != NULL && node->kind == ATH_PYTHON_JOINED_STR)
    {
      ath_parser_fail (parser, node->start, _("A pattern cannot hold an f-string"));
      return NULL;
    }

  return node;
}

/* A name with dots, or one alone. */
static AthPythonNode *
name_or_attribute (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *node;

  if (parser_peek (parser) != ATH_TOKEN_NAME)
    {
      ath_parser_fail_here (parser);
      return NULL;
    }

  node = ath_parser_atom (parser);
  while (ath_parser_accept (parser, ATH_TOKEN_DOT))
    {
      const char *attr = ath_parser_name (parser);
      AthPythonNode *value = node;

      if (attr == NULL)
        return NULL;

      node = ath_parser_new_node (parser, ATH_PYTHON_ATTRIBUTE, start);
      node->attribute.value = value;
      node->attribute.attr = attr;
    }

  return node;
}

/* The parts of a class pattern read so far. */
typedef struct
{
  GPtrArray *patterns;      /* (owned) */
  GPtrArray *kwd_attrs;     /* (owned) */
  GPtrArray *kwd_patterns;  /* (owned) */
} ClassPattern;

static gboolean
class_argument (Parser       *parser,
                ClassPattern *parts)
{
  gboolean is_keyword = parser_peek (parser) == ATH_TOKEN_NAME
                        && parser_peek_next (parser) == ATH_TOKEN_EQUAL;
  AthPythonNode *pattern;

  if (is_keyword)
    {
      g_ptr_array_add (parts->kwd_attrs, (gpointer) ath_parser_name (parser));
      parser->pos++;
    }
  else if (parts->kwd_attrs->len > 0)
    return ath_parser_fail (parser, parser_start (parser),
                            _("A positional pattern cannot follow a keyword pattern"));

  pattern = as_pattern (parser);
  if (pattern == NULL)
    return FALSE;

  g_ptr_array_add (is_keyword ? parts->kwd_patterns : parts->patterns, pattern);
  return TRUE;
}

static void
set_pending (Parser    *parser,
             GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (parser->pending, items->pdata[i]);
}

static AthPythonNode *
class_pattern (Parser        *parser,
               AthPythonNode *cls)
{
  g_autoptr(GPtrArray) patterns = g_ptr_array_new ();
  g_autoptr(GPtrArray) kwd_attrs = g_ptr_array_new ();
  g_autoptr(GPtrArray) kwd_patterns = g_ptr_array_new ();
  ClassPattern parts = { patterns, kwd_attrs, kwd_patterns };
  guint mark = parser->pending->len;
  AthPythonNode *node;

  parser->pos++;
  while (parser_peek (parser) != ATH_TOKEN_RIGHT_PAREN)
    {
      if (!class_argument (parser, &parts))
        return NULL;
      if (!ath_parser_accept (parser, ATH_TOKEN_COMMA))
        break;
    }

  if (!ath_parser_expect (parser, ATH_TOKEN_RIGHT_PAREN))
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_MATCH_CLASS, cls->start);
  node->match_class.cls = cls;
  set_pending (parser, patterns);
  node->match_class.patterns = ath_parser_take_list (parser, mark);
  set_pending (parser, kwd_attrs);
  node->match_class.kwd_attrs = ath_parser_take_names (parser, mark);
  set_pending (parser, kwd_patterns);
  node->match_class.kwd_patterns = ath_parser_take_list (parser, mark);

  return node;
}

/* A capture, the wildcard, a value with dots, or a class. */
static AthPythonNode *
name_pattern (Parser *parser)
{
  AthPythonNode *name = name_or_attribute (parser);

  if (name == NULL)
    return NULL;

  if (parser_peek (parser) == ATH_TOKEN_LEFT_PAREN)
    return class_pattern (parser, name);

  if (name->kind == ATH_PYTHON_NAME)
    return new_capture (parser, ATH_PYTHON_MATCH_AS, NULL, name->name.id, name->start);

  return new_value (parser, ATH_PYTHON_MATCH_VALUE, name);
}

static AthPythonNode *
maybe_star_pattern (Parser *parser)
{
  guint32 start = parser_start (parser);
  const char *name;

  if (!ath_parser_accept (parser, ATH_TOKEN_STAR))
    return as_pattern (parser);

  name = ath_parser_name (parser);
  if (name == NULL)
    return NULL;

  return new_capture (parser, ATH_PYTHON_MATCH_STAR, NULL, name, start);
}

/* More elements of a sequence, of which the first may be pending, up to @end;
 * sets @had_comma.
 */
static gboolean
sequence_rest (Parser             *parser,
               AthPythonTokenType  end,
               gboolean           *had_comma)
{
  *had_comma = FALSE;
  while (ath_parser_accept (parser, ATH_TOKEN_COMMA))
    {
      AthPythonNode *next;

      *had_comma = TRUE;
      if (parser_peek (parser) == end
          || (end == ATH_TOKEN_COLON && parser_peek (parser) == ATH_TOKEN_IF))
        break;

      next = maybe_star_pattern (parser);
      if (next == NULL)
        return FALSE;
      g_ptr_array_add (parser->pending, next);
    }

  return TRUE;
}

static AthPythonNode *
new_sequence (Parser  *parser,
              guint    mark,
              guint32  start)
{
  AthPythonNode *node = ath_parser_new_node (parser, ATH_PYTHON_MATCH_SEQUENCE, start);

  node->match_patterns.patterns = ath_parser_take_list (parser, mark);

  return node;
}

/* A sequence in brackets, or in parentheses when it has a comma, else a group. */
static AthPythonNode *
sequence_or_group (Parser             *parser,
                   AthPythonTokenType  end)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *first = NULL;
  gboolean had_comma = FALSE;

  parser->pos++;
  if (parser_peek (parser) != end)
    {
      first = maybe_star_pattern (parser);
      if (first == NULL)
        return NULL;

      g_ptr_array_add (parser->pending, first);
      if (!sequence_rest (parser, end, &had_comma))
        return NULL;
    }

  if (!ath_parser_expect (parser, end))
    return NULL;

  if (end == ATH_TOKEN_RIGHT_PAREN && first != NULL && !had_comma)
    {
      g_ptr_array_set_size (parser->pending, mark);
      if (first->kind == ATH_PYTHON_MATCH_STAR)
        {
          ath_parser_fail (parser, first->start, _("A starred pattern cannot stand here"));
          return NULL;
        }
      return first;
    }

  return new_sequence (parser, mark, start);
}

static AthPythonNode *
mapping_key (Parser *parser)
{
  AthPythonNode *key;

  switch ((int) parser_peek (parser))
    {
    case ATH_TOKEN_NUMBER:
    case ATH_TOKEN_MINUS:
      return number_literal (parser);

    case ATH_TOKEN_STRING:
    case ATH_TOKEN_FSTRING_START:
      return string_literal (parser);

    case ATH_TOKEN_NONE:
    case ATH_TOKEN_TRUE:
    case ATH_TOKEN_FALSE:
      return ath_parser_atom (parser);

    default:
      key = name_or_attribute (parser);
      if (key != NULL && key->kind == ATH_PYTHON_NAME)
        {
          ath_parser_fail (parser, key->start,
                           _("A key in a pattern is a literal or a name with dots"));
          return NULL;
        }
      return key;
    }
}

static gboolean
mapping_item (Parser      *parser,
              GPtrArray   *patterns,
              const char **rest)
{
  AthPythonNode *key;
  AthPythonNode *pattern;

  if (*rest != NULL)
    return ath_parser_fail (parser, parser_start (parser),
                            _("Nothing can follow “**” in a mapping pattern"));

  if (ath_parser_accept (parser, ATH_TOKEN_DOUBLE_STAR))
    {
      *rest = ath_parser_name (parser);
      if (g_strcmp0 (*rest, "_") == 0)
        return ath_parser_fail (parser, parser_last_end (parser), _("“**_” is not a pattern"));
      return *rest != NULL;
    }

  key = mapping_key (parser);
  if (key == NULL || !ath_parser_expect (parser, ATH_TOKEN_COLON))
    return FALSE;

  pattern = as_pattern (parser);
  if (pattern == NULL)
    return FALSE;

  g_ptr_array_add (parser->pending, key);
  g_ptr_array_add (patterns, pattern);
  return TRUE;
}

static AthPythonNode *
mapping_pattern (Parser *parser)
{
  g_autoptr(GPtrArray) patterns = g_ptr_array_new ();
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  const char *rest = NULL;
  AthPythonNode *node;

  parser->pos++;
  while (parser_peek (parser) != ATH_TOKEN_RIGHT_BRACE)
    {
      if (!mapping_item (parser, patterns, &rest))
        return NULL;
      if (!ath_parser_accept (parser, ATH_TOKEN_COMMA))
        break;
    }

  if (!ath_parser_expect (parser, ATH_TOKEN_RIGHT_BRACE))
    return NULL;

  node = ath_parser_new_node (parser, ATH_PYTHON_MATCH_MAPPING, start);
  node->match_mapping.keys = ath_parser_take_list (parser, mark);
  set_pending (parser, patterns);
  node->match_mapping.patterns = ath_parser_take_list (parser, mark);
  node->match_mapping.rest = rest;

  return node;
}

static AthPythonNode *
closed_pattern (Parser *parser)
{
  switch ((int) parser_peek (parser))
    {
    case ATH_TOKEN_NUMBER:
    case ATH_TOKEN_MINUS:
      return new_value (parser, ATH_PYTHON_MATCH_VALUE, number_literal (parser));

    case ATH_TOKEN_STRING:
    case ATH_TOKEN_FSTRING_START:
      return new_value (parser, ATH_PYTHON_MATCH_VALUE, string_literal (parser));

    case ATH_TOKEN_NONE:
    case ATH_TOKEN_TRUE:
    case ATH_TOKEN_FALSE:
      return new_value (parser, ATH_PYTHON_MATCH_SINGLETON, ath_parser_atom (parser));

    case ATH_TOKEN_LEFT_PAREN:
      return sequence_or_group (parser, ATH_TOKEN_RIGHT_PAREN);

    case ATH_TOKEN_LEFT_BRACKET:
      return sequence_or_group (parser, ATH_TOKEN_RIGHT_BRACKET);

    case ATH_TOKEN_LEFT_BRACE:
      return mapping_pattern (parser);

    default:
      return name_pattern (parser);
    }
}

static AthPythonNode *
or_pattern (Parser *parser)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *first = closed_pattern (parser);
  AthPythonNode *node;

  if (first == NULL || parser_peek (parser) != ATH_TOKEN_BAR)
    return first;

  g_ptr_array_add (parser->pending, first);
  while (ath_parser_accept (parser, ATH_TOKEN_BAR))
    {
      AthPythonNode *next = closed_pattern (parser);

      if (next == NULL)
        return NULL;
      g_ptr_array_add (parser->pending, next);
    }

  node = ath_parser_new_node (parser, ATH_PYTHON_MATCH_OR, start);
  node->match_patterns.patterns = ath_parser_take_list (parser, mark);

  return node;
}

static AthPythonNode *
as_pattern (Parser *parser)
{
  guint32 start = parser_start (parser);
  AthPythonNode *pattern = or_pattern (parser);
  const char *name;

  if (pattern == NULL || !ath_parser_accept (parser, ATH_TOKEN_AS))
    return pattern;

  name = ath_parser_name (parser);
  if (name == NULL)
    return NULL;

  if (strcmp (name, "_") == 0)
    {
      ath_parser_fail (parser, parser_last_end (parser), _("“_” cannot be the name of a pattern"));
      return NULL;
    }

  return new_capture (parser, ATH_PYTHON_MATCH_AS, pattern, name, start);
}

/* The pattern of a case: one, or a sequence without brackets. */
AthPythonNode *
ath_parser_case_pattern (Parser *parser)
{
  guint32 start = parser_start (parser);
  guint mark = parser->pending->len;
  AthPythonNode *first = maybe_star_pattern (parser);
  gboolean had_comma;

  if (first == NULL)
    return NULL;

  g_ptr_array_add (parser->pending, first);
  if (!sequence_rest (parser, ATH_TOKEN_COLON, &had_comma))
    return NULL;

  if (had_comma)
    return new_sequence (parser, mark, start);

  g_ptr_array_set_size (parser->pending, mark);
  if (first->kind == ATH_PYTHON_MATCH_STAR)
    {
      ath_parser_fail (parser, first->start, _("A starred pattern cannot stand here"));
      return NULL;
    }

  return first;
}
