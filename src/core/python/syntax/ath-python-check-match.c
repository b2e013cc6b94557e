/* ath-python-check-match.c: checks of match statements
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-check-private.h"

/* What is known of a pattern while its parts are visited. */
typedef struct
{
  GPtrArray *names;               /* (owned): that it gives a value, interned */
  gboolean   may_be_irrefutable;  /* something is left for the next case */
} Pattern;

static gboolean visit_pattern (Checker       *checker,
                               AthPythonNode *node,
                               Pattern       *pattern);

static gboolean
capture (Checker       *checker,
         AthPythonNode *node,
         const char    *name,
         Pattern       *pattern)
{
  if (name == NULL)
    return TRUE;

  if (g_ptr_array_find (pattern->names, name, NULL))
    return ath_checker_fail (checker, node->start, _("The pattern gives “%s” two values"), name);

  g_ptr_array_add (pattern->names, (gpointer) name);
  return ath_checker_define (checker, name, SYMBOL_LOCAL, node->start);
}

static gboolean
visit_sub_patterns (Checker       *checker,
                    AthPythonList *patterns,
                    Pattern       *pattern)
{
  gboolean old = pattern->may_be_irrefutable;

  pattern->may_be_irrefutable = TRUE;
  for (guint i = 0; i < patterns->length; i++)
    {
      if (!visit_pattern (checker, patterns->items[i], pattern))
        return FALSE;
    }
  pattern->may_be_irrefutable = old;

  return TRUE;
}

static gboolean
visit_sequence (Checker       *checker,
                AthPythonNode *node,
                Pattern       *pattern)
{
  AthPythonList *patterns = node->match_patterns.patterns;
  guint n_stars = 0;

  for (guint i = 0; i < patterns->length; i++)
    n_stars += patterns->items[i]->kind == ATH_PYTHON_MATCH_STAR;

  if (n_stars > 1)
    return ath_checker_fail (checker, node->start, _("The pattern has several starred names"));

  return visit_sub_patterns (checker, patterns, pattern);
}

/* Adds the number that a literal key is, whichever type it has. */
static gboolean
add_number (AthPythonNode *key,
            double         sign,
            double         number[2])
{
  switch ((int) key->kind)
    {
    case ATH_PYTHON_TRUE:
    case ATH_PYTHON_FALSE:
      number[0] += key->kind == ATH_PYTHON_TRUE;
      return TRUE;

    case ATH_PYTHON_INT:
      number[0] += sign * (double) key->int_.value;
      return !key->int_.is_big;

    case ATH_PYTHON_FLOAT:
      number[0] += sign * key->float_.value;
      return TRUE;

    case ATH_PYTHON_COMPLEX:
      number[1] += sign * key->float_.value;
      return TRUE;

    case ATH_PYTHON_UNARY_OP:
      return add_number (key->unary_op.operand, -sign, number);

    case ATH_PYTHON_BIN_OP:
      return add_number (key->bin_op.left, sign, number)
             && add_number (key->bin_op.right, key->bin_op.op == ATH_PYTHON_SUB ? -sign : sign,
                            number);

    default:
      return FALSE;
    }
}

static gboolean
equal_keys (AthPythonNode *a,
            AthPythonNode *b)
{
  const AthPythonText *text_a;
  const AthPythonText *text_b;
  double number_a[2] = { 0 };
  double number_b[2] = { 0 };

  if (add_number (a, 1, number_a) && add_number (b, 1, number_b))
    return memcmp (number_a, number_b, sizeof number_a) == 0;

  if (a->kind != b->kind)
    return FALSE;

  if (a->kind == ATH_PYTHON_NONE)
    return TRUE;

  if (a->kind != ATH_PYTHON_STR && a->kind != ATH_PYTHON_BYTES)
    return FALSE;

  text_a = a->kind == ATH_PYTHON_STR ? a->str.text : a->bytes.text;
  text_b = b->kind == ATH_PYTHON_STR ? b->str.text : b->bytes.text;

  return text_a->length == text_b->length
         && memcmp (text_a->bytes, text_b->bytes, text_a->length) == 0;
}

static gboolean
visit_mapping (Checker       *checker,
               AthPythonNode *node,
               Pattern       *pattern)
{
  AthPythonList *keys = node->match_mapping.keys;

  for (guint i = 0; i < keys->length; i++)
    {
      for (guint j = 0; j < i; j++)
        {
          if (equal_keys (keys->items[i], keys->items[j]))
            return ath_checker_fail (checker, keys->items[i]->start,
                                     _("The key stands twice in the pattern"));
        }
    }

  return ath_checker_visit_list (checker, keys)
         && visit_sub_patterns (checker, node->match_mapping.patterns, pattern)
         && capture (checker, node, node->match_mapping.rest, pattern);
}

static gboolean
visit_class (Checker       *checker,
             AthPythonNode *node,
             Pattern       *pattern)
{
  AthPythonNames *attrs = node->match_class.kwd_attrs;

  for (guint i = 0; i < attrs->length; i++)
    {
      if (!ath_checker_check_name (checker, attrs->items[i], node->start))
        return FALSE;

      for (guint j = 0; j < i; j++)
        {
          if (attrs->items[i] == attrs->items[j])
            return ath_checker_fail (checker, node->start,
                                     _("The attribute “%s” stands twice in the pattern"),
                                     attrs->items[i]);
        }
    }

  return ath_checker_visit (checker, node->match_class.cls)
         && visit_sub_patterns (checker, node->match_class.patterns, pattern)
         && visit_sub_patterns (checker, node->match_class.kwd_patterns, pattern);
}

static gboolean
visit_as (Checker       *checker,
          AthPythonNode *node,
          Pattern       *pattern)
{
  if (node->match_as.pattern == NULL && !pattern->may_be_irrefutable)
    return ath_checker_fail (checker, node->start,
                             _("The pattern leaves nothing for those behind it"));

  if (node->match_as.pattern != NULL && !visit_pattern (checker, node->match_as.pattern, pattern))
    return FALSE;

  return capture (checker, node, node->match_as.name, pattern);
}

static gboolean
same_names (GPtrArray *a,
            GPtrArray *b)
{
  if (a->len != b->len)
    return FALSE;

  for (guint i = 0; i < a->len; i++)
    {
      if (!g_ptr_array_find (b, a->pdata[i], NULL))
        return FALSE;
    }

  return TRUE;
}

/* One alternative, with names of its own in @names. */
static gboolean
visit_alternative (Checker       *checker,
                   AthPythonNode *node,
                   gboolean       may_be_irrefutable,
                   GPtrArray     *names)
{
  Pattern pattern = { .names = names, .may_be_irrefutable = may_be_irrefutable };

  return visit_pattern (checker, node, &pattern);
}

/* All alternatives bind the same names. */
static gboolean
visit_or (Checker       *checker,
          AthPythonNode *node,
          Pattern       *pattern)
{
  AthPythonList *patterns = node->match_patterns.patterns;
  g_autoptr(GPtrArray) first = g_ptr_array_new ();

  for (guint i = 0; i < patterns->length; i++)
    {
      g_autoptr(GPtrArray) names = i == 0 ? g_ptr_array_ref (first) : g_ptr_array_new ();
      gboolean is_last = i + 1 == patterns->length;

      if (!visit_alternative (checker, patterns->items[i],
                              is_last && pattern->may_be_irrefutable, names))
        return FALSE;

      if (!same_names (first, names))
        return ath_checker_fail (checker, patterns->items[i]->start,
                                 _("The alternatives of a pattern must bind the same names"));
    }

  for (guint i = 0; i < first->len; i++)
    {
      if (!capture (checker, node, first->pdata[i], pattern))
        return FALSE;
    }

  return TRUE;
}

static gboolean
visit_pattern (Checker       *checker,
               AthPythonNode *node,
               Pattern       *pattern)
{
  switch ((int) node->kind)
    {
    case ATH_PYTHON_MATCH_SEQUENCE:
      return visit_sequence (checker, node, pattern);

    case ATH_PYTHON_MATCH_MAPPING:
      return visit_mapping (checker, node, pattern);

    case ATH_PYTHON_MATCH_CLASS:
      return visit_class (checker, node, pattern);

    case ATH_PYTHON_MATCH_STAR:
      return capture (checker, node, node->match_as.name, pattern);

    case ATH_PYTHON_MATCH_AS:
      return visit_as (checker, node, pattern);

    case ATH_PYTHON_MATCH_OR:
      return visit_or (checker, node, pattern);

    default:
      return ath_checker_visit (checker, node->unary.value);
    }
}

gboolean
ath_checker_match (Checker       *checker,
                   AthPythonNode *node)
{
  AthPythonList *cases = node->match.cases;

  if (!ath_checker_visit (checker, node->match.subject))
    return FALSE;

  for (guint i = 0; i < cases->length; i++)
    {
      AthPythonNode *match_case = cases->items[i];
      g_autoptr(GPtrArray) names = g_ptr_array_new ();
      Pattern pattern = {
        .names = names,
        .may_be_irrefutable = match_case->match_case.guard != NULL || i + 1 == cases->length,
      };

      if (!visit_pattern (checker, match_case->match_case.pattern, &pattern)
          || !ath_checker_visit_optional (checker, match_case->match_case.guard)
          || !ath_checker_visit_list (checker, match_case->match_case.body))
        return FALSE;
    }

  return TRUE;
}
