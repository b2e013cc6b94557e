/* ath-python-eval-match.c: `match`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/builtins/ath-python-builtins.h"
#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/types/ath-python-types.h"

/* What a pattern is compared to, and the names it will bind once it matches. */
typedef struct
{
  AthPythonEvaluator *self;
  GPtrArray          *names;   /* (owned) (element-type utf8) */
  GPtrArray          *values;  /* (owned) */
} Match;

static gboolean matches (Match          *match,
                         AthPythonNode  *pattern,
                         AthPythonValue *subject,
                         gboolean       *result);

static void
capture (Match          *match,
         const char     *name,
         AthPythonValue *value)
{
  g_ptr_array_add (match->names, (gpointer) name);
  g_ptr_array_add (match->values, value);
}

/* Each of the following returns FALSE after raising or refusing. */
static gboolean
matches_value (Match          *match,
               AthPythonNode  *pattern,
               AthPythonValue *subject,
               gboolean       *result)
{
  AthPythonValue *value = ath_python_evaluate (match->self, pattern->unary.value);

  return value != NULL && ath_python_equal (match->self, subject, value, result);
}

static gboolean
matches_singleton (Match          *match,
                   AthPythonNode  *pattern,
                   AthPythonValue *subject,
                   gboolean       *result)
{
  AthPythonValue *value = ath_python_evaluate (match->self, pattern->unary.value);

  *result = subject == value;

  return value != NULL;
}

static gboolean
matches_or (Match          *match,
            AthPythonNode  *pattern,
            AthPythonValue *subject,
            gboolean       *result)
{
  const AthPythonList *patterns = pattern->match_patterns.patterns;
  guint n_captured = match->names->len;

  *result = FALSE;
  for (guint i = 0; i < patterns->length && !*result; i++)
    {
      g_ptr_array_set_size (match->names, (gint) n_captured);
      g_ptr_array_set_size (match->values, (gint) n_captured);
      if (!matches (match, patterns->items[i], subject, result))
        return FALSE;
    }

  return TRUE;
}

static gboolean
matches_as (Match          *match,
            AthPythonNode  *pattern,
            AthPythonValue *subject,
            gboolean       *result)
{
  *result = TRUE;
  if (pattern->match_as.pattern != NULL
      && !matches (match, pattern->match_as.pattern, subject, result))
    return FALSE;
  if (*result && pattern->match_as.name != NULL)
    capture (match, pattern->match_as.name, subject);

  return TRUE;
}

static guint
find_star (const AthPythonList *patterns)
{
  guint star = 0;

  while (star < patterns->length && patterns->items[star]->kind != ATH_PYTHON_MATCH_STAR)
    star++;

  return star;
}

/* The items of @sequence against patterns of which one may take any number. */
static gboolean
matches_items (Match               *match,
               const AthPythonList *patterns,
               AthPythonValue      *sequence,
               gboolean            *result)
{
  AthPythonValue **items = sequence->sequence.items;
  guint length = sequence->sequence.length;
  guint star = find_star (patterns);
  gboolean has_star = star < patterns->length;
  guint n_starred = has_star ? length - (patterns->length - 1) : 0;

  *result = has_star ? length >= patterns->length - 1 : length == patterns->length;
  for (guint i = 0; i < patterns->length && *result; i++)
    {
      if (i == star)
        {
          if (patterns->items[i]->match_as.name != NULL)
            capture (match, patterns->items[i]->match_as.name,
                     ath_python_list_new (match->self->arena, items + star, n_starred));
          continue;
        }
      if (!matches (match, patterns->items[i], items[i > star ? i - 1 + n_starred : i], result))
        return FALSE;
    }

  return TRUE;
}

static gboolean
matches_sequence (Match          *match,
                  AthPythonNode  *pattern,
                  AthPythonValue *subject,
                  gboolean       *result)
{
  subject = ath_python_unwrap (subject);
  *result = FALSE;

  switch ((guint) subject->type)
    {
    case ATH_PYTHON_TYPE_RANGE:
      subject = ath_python_list_of (match->self, subject);
      if (subject == NULL)
        return FALSE;
      return matches_items (match, pattern->match_patterns.patterns, subject, result);

    case ATH_PYTHON_TYPE_LIST:
    case ATH_PYTHON_TYPE_TUPLE:
      return matches_items (match, pattern->match_patterns.patterns, subject, result);

    case ATH_PYTHON_TYPE_HOST:
    case ATH_PYTHON_TYPE_UNRESOLVED:
      return ath_python_refuse_type (match->self, "match", subject) != NULL;

    default:
      return TRUE;
    }
}

static AthPythonValue *
copy_without (AthPythonEvaluator *self,
              AthPythonValue     *dict,
              AthPythonValue     *keys)
{
  AthPythonValue *rest = ath_python_dict_value_new (self->arena);
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  while (ath_python_dict_next (dict->dict, &position, &key, &value))
    {
      gboolean is_taken;

      if (!ath_python_contains (self, keys, key, &is_taken)
          || (!is_taken && !ath_python_dict_set (rest->dict, self, key, value)))
        return NULL;
    }

  return rest;
}

static gboolean
matches_mapping (Match          *match,
                 AthPythonNode  *pattern,
                 AthPythonValue *subject,
                 gboolean       *result)
{
  const AthPythonList *patterns = pattern->match_mapping.patterns;
  const AthPythonList *key_nodes = pattern->match_mapping.keys;
  AthPythonValue *keys = ath_python_list_new (match->self->arena, NULL, 0);

  subject = ath_python_unwrap (subject);
  *result = subject->type == ATH_PYTHON_TYPE_DICT;
  if (subject->type == ATH_PYTHON_TYPE_HOST || subject->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse_type (match->self, "match", subject) != NULL;

  for (guint i = 0; i < patterns->length && *result; i++)
    {
      AthPythonValue *key = ath_python_evaluate (match->self, key_nodes->items[i]);
      AthPythonValue *value;

      if (key == NULL || !ath_python_dict_get (subject->dict, match->self, key, &value))
        return FALSE;
      ath_python_list_append (match->self->arena, keys, key);
      *result = value != NULL;
      if (value != NULL && !matches (match, patterns->items[i], value, result))
        return FALSE;
    }

  if (*result && pattern->match_mapping.rest != NULL)
    {
      AthPythonValue *rest = copy_without (match->self, subject, keys);

      if (rest == NULL)
        return FALSE;
      capture (match, pattern->match_mapping.rest, rest);
    }

  return TRUE;
}

/* `int (x)`: the types whose one positional pattern is matched by the object. */
static gboolean
takes_itself (AthPythonValue *class)
{
  const AthPythonNativeClass *const classes[] = {
    &ath_python_bool_class, &ath_python_bytes_class, &ath_python_dict_class,
    &ath_python_float_class, &ath_python_frozenset_class, &ath_python_int_class,
    &ath_python_list_class, &ath_python_set_class, &ath_python_str_class,
    &ath_python_tuple_class,
  };

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (class->type == ATH_PYTHON_TYPE_NATIVE_CLASS && class->native_class == classes[i])
      return TRUE;

  return FALSE;
}

static gboolean
matches_keyword (Match          *match,
                 const char     *name,
                 AthPythonNode  *pattern,
                 AthPythonValue *subject,
                 gboolean       *result)
{
  AthPythonValue *value = ath_python_get_attribute (match->self, subject, name);

  if (value != NULL)
    return matches (match, pattern, value, result);
  if (ath_python_is_refused (match->self)
      || !ath_python_is_instance_of (match->self, ath_python_get_exception (match->self),
                                     &ath_python_attribute_error_class))
    return FALSE;
  ath_python_clear_exception (match->self);
  *result = FALSE;

  return TRUE;
}

/* `__match_args__`: the attributes that patterns without a name stand for. */
static AthPythonValue *
find_match_names (AthPythonEvaluator *self,
                  AthPythonValue     *class)
{
  AthPythonValue *names = ath_python_find_attribute (self, class, "__match_args__");

  if (names == NULL || names->type != ATH_PYTHON_TYPE_TUPLE)
    return NULL;
  for (guint i = 0; i < names->sequence.length; i++)
    if (!ath_python_is_str (names->sequence.items[i]))
      return NULL;

  return names;
}

static gboolean
matches_named (Match          *match,
               AthPythonNode  *pattern,
               AthPythonValue *names,
               AthPythonValue *subject,
               gboolean       *result)
{
  const AthPythonList *patterns = pattern->match_class.patterns;

  if (patterns->length > names->sequence.length)
    return ath_python_raise (match->self, &ath_python_type_error_class,
                             "too many positional patterns") != NULL;
  for (guint i = 0; i < patterns->length && *result; i++)
    if (!matches_keyword (match, names->sequence.items[i]->text.bytes, patterns->items[i],
                          subject, result))
      return FALSE;

  return TRUE;
}

static gboolean
matches_positional (Match          *match,
                    AthPythonNode  *pattern,
                    AthPythonValue *class,
                    AthPythonValue *subject,
                    gboolean       *result)
{
  const AthPythonList *patterns = pattern->match_class.patterns;
  AthPythonValue *names;

  if (patterns->length == 0)
    return TRUE;
  names = takes_itself (class) ? NULL : find_match_names (match->self, class);
  if (ath_python_has_failed (match->self))
    return FALSE;
  if (names != NULL)
    return matches_named (match, pattern, names, subject, result);
  if (patterns->length > 1 || !takes_itself (class))
    return ath_python_refuse_type (match->self, "match", class) != NULL;

  return matches (match, patterns->items[0], subject, result);
}

static gboolean
matches_class (Match          *match,
               AthPythonNode  *pattern,
               AthPythonValue *subject,
               gboolean       *result)
{
  AthPythonValue *class = ath_python_evaluate (match->self, pattern->match_class.cls);
  AthPythonValue *is_instance = NULL;

  if (class != NULL)
    {
      const AthPythonArguments arguments = {
        .positional = (AthPythonValue *[]) { subject, class },
        .n_positional = 2,
      };

      if (class->type != ATH_PYTHON_TYPE_CLASS && class->type != ATH_PYTHON_TYPE_NATIVE_CLASS)
        return ath_python_refuse_type (match->self, "match", class) != NULL;
      is_instance = ath_python_isinstance_function.call (match->self, NULL, &arguments);
    }
  if (is_instance == NULL)
    return FALSE;

  *result = is_instance == ath_python_bool (TRUE);
  if (*result && !matches_positional (match, pattern, class, subject, result))
    return FALSE;
  for (guint i = 0; i < pattern->match_class.kwd_patterns->length && *result; i++)
    if (!matches_keyword (match, pattern->match_class.kwd_attrs->items[i],
                          pattern->match_class.kwd_patterns->items[i], subject, result))
      return FALSE;

  return TRUE;
}

static gboolean
matches_kind (Match          *match,
              AthPythonNode  *pattern,
              AthPythonValue *subject,
              gboolean       *result)
{
  switch ((guint) pattern->kind)
    {
    case ATH_PYTHON_MATCH_VALUE:
      return matches_value (match, pattern, subject, result);

    case ATH_PYTHON_MATCH_SINGLETON:
      return matches_singleton (match, pattern, subject, result);

    case ATH_PYTHON_MATCH_SEQUENCE:
      return matches_sequence (match, pattern, subject, result);

    case ATH_PYTHON_MATCH_MAPPING:
      return matches_mapping (match, pattern, subject, result);

    case ATH_PYTHON_MATCH_CLASS:
      return matches_class (match, pattern, subject, result);

    case ATH_PYTHON_MATCH_AS:
      return matches_as (match, pattern, subject, result);

    case ATH_PYTHON_MATCH_OR:
      return matches_or (match, pattern, subject, result);

    default:
      return ath_python_refuse (match->self, _("This statement is not understood")) != NULL;
    }
}

static gboolean
matches (Match          *match,
         AthPythonNode  *pattern,
         AthPythonValue *subject,
         gboolean       *result)
{
  gboolean done;

  match->self->node = pattern;
  if (!ath_python_step (match->self) || !ath_python_enter (match->self))
    return FALSE;
  done = matches_kind (match, pattern, subject, result);
  ath_python_leave (match->self);

  return done;
}

/* Whether a case is taken: its pattern matches, and its guard holds. */
static gboolean
takes (AthPythonEvaluator *self,
       AthPythonNode      *match_case,
       AthPythonValue     *subject,
       gboolean           *result)
{
  g_autoptr(GPtrArray) names = g_ptr_array_new ();
  g_autoptr(GPtrArray) values = g_ptr_array_new ();
  Match match = { .self = self, .names = names, .values = values };
  AthPythonValue *guard;

  if (!matches (&match, match_case->match_case.pattern, subject, result))
    return FALSE;
  for (guint i = 0; i < names->len && *result; i++)
    if (!ath_python_assign_name (self, names->pdata[i], values->pdata[i]))
      return FALSE;
  if (!*result || match_case->match_case.guard == NULL)
    return TRUE;

  guard = ath_python_evaluate (self, match_case->match_case.guard);

  return guard != NULL && ath_python_is_true (self, guard, result);
}

/**
 * ath_python_match:
 * @self: an evaluator
 * @node: a MATCH
 * @body: (out) (nullable): the statements of the case that is taken, `NULL` when
 *   none is
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_match (AthPythonEvaluator   *self,
                  AthPythonNode        *node,
                  const AthPythonList **body)
{
  AthPythonValue *subject = ath_python_evaluate (self, node->match.subject);

  *body = NULL;
  if (subject == NULL)
    return FALSE;

  for (guint i = 0; i < node->match.cases->length; i++)
    {
      AthPythonNode *match_case = node->match.cases->items[i];
      gboolean result;

      if (!takes (self, match_case, subject, &result))
        return FALSE;
      if (!result)
        continue;
      *body = match_case->match_case.body;
      return TRUE;
    }

  return TRUE;
}
