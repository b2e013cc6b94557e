/* ath-python-module-re.c: the module re
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/modules/ath-python-regex.h"
#include "python/types/ath-python-types.h"

/* What a match may cost, in steps of a script. */
#define STEPS_PER_MATCH 200

static const AthPythonNativeClass pattern_class;
static const AthPythonNativeClass match_class;

typedef struct
{
  AthPythonRegex *regex;
  AthPythonValue *text;
  int            *offsets; /* in bytes, two for each group */
} Match;

/* A walk over the matches in a text. */
typedef struct
{
  AthPythonRegex *regex;
  AthPythonValue *text;
  gsize           position;
  gboolean        advances;
} Walk;

/* The pattern that is @value, or whose text it is. */
static AthPythonRegex *
take_pattern (AthPythonEvaluator *evaluator,
              AthPythonValue     *value,
              AthPythonValue     *flags)
{
  AthPythonRegex *regex = ath_python_host_get (value, &pattern_class);
  AthPythonValue *text;
  gint64 number = 0;

  if (!ath_python_take_int (evaluator, flags, &number))
    return NULL;
  if (regex != NULL)
    return number == 0 ? regex
           : ath_python_raise (evaluator, &ath_python_value_error_class,
                               "cannot process flags argument with a compiled pattern");
  if (!ath_python_take_text (evaluator, value, &text))
    return NULL;

  if ((number & ~(ATH_PYTHON_REGEX_IGNORE_CASE | ATH_PYTHON_REGEX_MULTILINE
                  | ATH_PYTHON_REGEX_DOT_ALL | ATH_PYTHON_REGEX_UNICODE)) == 0)
    regex = ath_python_regex_new (text->text.bytes, (AthPythonRegexFlags) number);
  if (regex == NULL)
    return ath_python_refuse (evaluator, _("The pattern “%s” is not understood"),
                              text->text.bytes);

  return ath_arena_adopt (evaluator->arena, regex, (GDestroyNotify) ath_python_regex_free);
}

/* The next match: a Match, None, or NULL after refusing. */
static AthPythonValue *
find (AthPythonEvaluator  *evaluator,
      AthPythonRegex      *regex,
      AthPythonValue      *text,
      gsize                start,
      AthPythonRegexPlace  place)
{
  guint n_groups = ath_python_regex_get_n_groups (regex);
  Match *match = ath_arena_new0 (evaluator->arena, Match);

  for (guint i = 0; i < STEPS_PER_MATCH; i++)
    if (!ath_python_step (evaluator))
      return NULL;

  match->regex = regex;
  match->text = text;
  match->offsets = ath_arena_alloc (evaluator->arena, sizeof *match->offsets * 2 * (n_groups + 1));
  switch (ath_python_regex_match (regex, text->text.bytes, text->text.length, start, place,
                                  match->offsets))
    {
    case ATH_PYTHON_REGEX_MATCHED:
      return ath_python_host_new (evaluator->arena, &match_class, match);

    case ATH_PYTHON_REGEX_FAILED:
      return ath_python_none ();

    case ATH_PYTHON_REGEX_REFUSED:
    default:
      return ath_python_refuse (evaluator, _("The pattern “%s” on this text is not understood"),
                                ath_python_regex_get_pattern (regex));
    }
}

/* The next of all matches; None at the end. */
static AthPythonValue *
walk (AthPythonEvaluator *evaluator,
      Walk               *walk)
{
  AthPythonValue *value = find (evaluator, walk->regex, walk->text, walk->position,
                                walk->advances ? ATH_PYTHON_REGEX_ADVANCE
                                               : ATH_PYTHON_REGEX_ANYWHERE);
  Match *match;

  if (value == NULL || ath_python_is_none (value))
    return value;
  match = value->host.data;
  walk->position = (gsize) match->offsets[1];
  walk->advances = match->offsets[0] == match->offsets[1];

  return value;
}

static AthPythonValue *
get_group (AthPythonEvaluator *evaluator,
           Match              *match,
           guint               group,
           AthPythonValue     *fallback)
{
  int start = match->offsets[2 * group];

  if (start < 0)
    return fallback;

  return ath_python_str_new_len (evaluator->arena, match->text->text.bytes + start,
                                 (gsize) (match->offsets[2 * group + 1] - start));
}

static gboolean
take_group (AthPythonEvaluator *evaluator,
            Match              *match,
            AthPythonValue     *value,
            guint              *group)
{
  gint64 number = 0;

  if (value != NULL && ath_python_is_str (value))
    number = ath_python_regex_find_group (match->regex, value->text.bytes);
  else if (!ath_python_take_int (evaluator, value, &number))
    return FALSE;
  if (number < 0 || number > ath_python_regex_get_n_groups (match->regex))
    return ath_python_raise (evaluator, &ath_python_index_error_class, "no such group") != NULL;
  *group = (guint) number;

  return TRUE;
}

static AthPythonValue *
match_group (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "groups", ATH_PYTHON_PARAM_REST } };
  AthPythonValue *groups;
  AthPythonValue *result;
  guint group = 0;

  if (!ATH_PYTHON_BIND ("group", parameters, &groups))
    return NULL;
  if (groups->sequence.length < 2)
    return take_group (evaluator, self->host.data,
                       groups->sequence.length > 0 ? groups->sequence.items[0] : NULL, &group)
           ? get_group (evaluator, self->host.data, group, ath_python_none ()) : NULL;

  result = ath_python_list_new (evaluator->arena, NULL, 0);
  for (guint i = 0; i < groups->sequence.length; i++)
    {
      if (!take_group (evaluator, self->host.data, groups->sequence.items[i], &group))
        return NULL;
      ath_python_list_append (evaluator->arena, result,
                              get_group (evaluator, self->host.data, group, ath_python_none ()));
    }
  result->type = ATH_PYTHON_TYPE_TUPLE;

  return result;
}

static AthPythonValue *
get_match_item (AthPythonEvaluator *evaluator,
                AthPythonValue     *self,
                AthPythonValue     *key)
{
  guint group;

  return take_group (evaluator, self->host.data, key, &group)
         ? get_group (evaluator, self->host.data, group, ath_python_none ()) : NULL;
}

static const AthPythonParameter one_default[] = { { "default", ATH_PYTHON_PARAM_OPTIONAL } };

static AthPythonValue *
match_groups (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  Match *match = self->host.data;
  AthPythonValue *result = ath_python_list_new (evaluator->arena, NULL, 0);
  AthPythonValue *fallback;

  if (!ATH_PYTHON_BIND ("groups", one_default, &fallback))
    return NULL;
  if (fallback == NULL)
    fallback = ath_python_none ();
  for (guint i = 1; i <= ath_python_regex_get_n_groups (match->regex); i++)
    ath_python_list_append (evaluator->arena, result, get_group (evaluator, match, i, fallback));
  result->type = ATH_PYTHON_TYPE_TUPLE;

  return result;
}

static AthPythonValue *
match_groupdict (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  Match *match = self->host.data;
  AthPythonValue *result = ath_python_dict_value_new (evaluator->arena);
  AthPythonValue *fallback;

  if (!ATH_PYTHON_BIND ("groupdict", one_default, &fallback))
    return NULL;
  if (fallback == NULL)
    fallback = ath_python_none ();
  for (guint i = 1; i <= ath_python_regex_get_n_groups (match->regex); i++)
    {
      const char *name = ath_python_regex_get_group_name (match->regex, i);

      if (name != NULL)
        ath_python_dict_set_text (result->dict, name, get_group (evaluator, match, i, fallback));
    }

  return result;
}

/* In characters, as Python counts. */
static AthPythonValue *
new_offset (AthPythonEvaluator *evaluator,
            Match              *match,
            int                 offset)
{
  return ath_python_int_new (evaluator->arena,
                             offset < 0 ? -1
                             : g_utf8_pointer_to_offset (match->text->text.bytes,
                                                         match->text->text.bytes + offset));
}

static const AthPythonParameter one_group[] = {
  { "group", ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL }
};

static AthPythonValue *
get_offset (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments,
            guint                     which)
{
  Match *match = self->host.data;
  AthPythonValue *value;
  guint group = 0;

  if (!ATH_PYTHON_BIND ("start", one_group, &value)
      || !take_group (evaluator, match, value, &group))
    return NULL;

  return new_offset (evaluator, match, match->offsets[2 * group + which]);
}

static AthPythonValue *
match_start (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return get_offset (evaluator, self, arguments, 0);
}

static AthPythonValue *
match_end (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return get_offset (evaluator, self, arguments, 1);
}

static AthPythonValue *
match_span (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  AthPythonValue *span[2] = {
    get_offset (evaluator, self, arguments, 0), NULL
  };

  if (span[0] == NULL)
    return NULL;
  span[1] = get_offset (evaluator, self, arguments, 1);

  return ath_python_tuple_new (evaluator->arena, span, 2);
}

static const AthPythonNativeFunction match_methods[] = {
  { "end", match_end },
  { "group", match_group },
  { "groupdict", match_groupdict },
  { "groups", match_groups },
  { "span", match_span },
  { "start", match_start },
  { NULL },
};

static const AthPythonNativeClass match_class = {
  .name = "Match",
  .module = "re",
  .methods = match_methods,
  .get_item = get_match_item,
};

/* The functions of the module take a pattern before all else; the methods of a
 * pattern are it.
 */
static AthPythonValue *
match_at (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments,
          const char               *name,
          AthPythonRegexPlace       place)
{
  static const AthPythonParameter parameters[] = {
    { "pattern", ATH_PYTHON_PARAM_REQUIRED },
    { "string", ATH_PYTHON_PARAM_REQUIRED },
    { "flags", ATH_PYTHON_PARAM_OPTIONAL },
  };
  gboolean is_method = self != NULL;
  AthPythonValue *values[G_N_ELEMENTS (parameters)] = { self };
  AthPythonRegex *regex;
  AthPythonValue *text;

  if (!ath_python_arguments_bind (evaluator, name, arguments, parameters + is_method,
                                  is_method ? 1 : G_N_ELEMENTS (parameters), values + is_method))
    return NULL;
  regex = take_pattern (evaluator, values[0], values[2]);
  if (regex == NULL || !ath_python_take_text (evaluator, values[1], &text))
    return NULL;

  return find (evaluator, regex, text, 0, place);
}

static AthPythonValue *
re_search (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return match_at (evaluator, self, arguments, "search", ATH_PYTHON_REGEX_ANYWHERE);
}

static AthPythonValue *
re_match (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  return match_at (evaluator, self, arguments, "match", ATH_PYTHON_REGEX_START);
}

static AthPythonValue *
re_fullmatch (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  return match_at (evaluator, self, arguments, "fullmatch", ATH_PYTHON_REGEX_WHOLE);
}

/* What findall() has for a match: its text, its group or a tuple of its groups. */
static AthPythonValue *
get_found (AthPythonEvaluator *evaluator,
           AthPythonValue     *value)
{
  Match *match = value->host.data;
  guint n_groups = ath_python_regex_get_n_groups (match->regex);
  AthPythonValue *empty = ath_python_str_new (evaluator->arena, "");
  AthPythonValue *result;

  if (n_groups < 2)
    return get_group (evaluator, match, n_groups, empty);

  result = ath_python_list_new (evaluator->arena, NULL, 0);
  for (guint i = 1; i <= n_groups; i++)
    ath_python_list_append (evaluator->arena, result, get_group (evaluator, match, i, empty));
  result->type = ATH_PYTHON_TYPE_TUPLE;

  return result;
}

static AthPythonValue *
find_all (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments,
          gboolean                  are_matches)
{
  static const AthPythonParameter parameters[] = {
    { "pattern", ATH_PYTHON_PARAM_REQUIRED },
    { "string", ATH_PYTHON_PARAM_REQUIRED },
    { "flags", ATH_PYTHON_PARAM_OPTIONAL },
  };
  gboolean is_method = self != NULL;
  AthPythonValue *values[G_N_ELEMENTS (parameters)] = { self };
  AthPythonValue *result = ath_python_list_new (evaluator->arena, NULL, 0);
  AthPythonValue *match;
  Walk state = { 0 };

  if (!ath_python_arguments_bind (evaluator, are_matches ? "finditer" : "findall", arguments,
                                  parameters + is_method,
                                  is_method ? 1 : G_N_ELEMENTS (parameters), values + is_method))
    return NULL;
  state.regex = take_pattern (evaluator, values[0], values[2]);
  if (state.regex == NULL || !ath_python_take_text (evaluator, values[1], &state.text))
    return NULL;

  while ((match = walk (evaluator, &state)) != NULL && !ath_python_is_none (match))
    ath_python_list_append (evaluator->arena, result,
                            are_matches ? match : get_found (evaluator, match));

  return match != NULL ? result : NULL;
}

static AthPythonValue *
re_findall (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return find_all (evaluator, self, arguments, FALSE);
}

/* Looking for all at once cannot be told from one by one. */
static AthPythonValue *
re_finditer (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *list = find_all (evaluator, self, arguments, TRUE);

  return list != NULL ? ath_python_iterate (evaluator, list) : NULL;
}

/* `\1`, `\g<1>`, `\g<name>`; FALSE when it is not understood. */
static gboolean
take_reference (Match       *match,
                const char **c,
                guint       *group)
{
  g_autofree char *name = NULL;
  const char *end;
  gint64 number;

  if (g_ascii_isdigit (**c))
    {
      number = **c - '0';
      (*c)++;
      if (number == 0 || g_ascii_isdigit (**c))
        return FALSE;
    }
  else
    {
      end = g_str_has_prefix (*c, "g<") ? strchr (*c, '>') : NULL;
      if (end == NULL)
        return FALSE;
      name = g_strndup (*c + 2, (gsize) (end - *c - 2));
      *c = end + 1;
      if (!g_ascii_string_to_unsigned (name, 10, 0, 99, (guint64 *) &number, NULL))
        number = ath_python_regex_find_group (match->regex, name);
    }
  *group = (guint) number;

  return number >= 0 && number <= ath_python_regex_get_n_groups (match->regex);
}

/* A template with what @match matched. */
static gboolean
expand (AthPythonEvaluator *evaluator,
        Match              *match,
        const char         *template,
        GString            *out)
{
  for (const char *c = template; *c != '\0';)
    {
      guint group;

      if (*c != '\\')
        {
          g_string_append_c (out, *c++);
          continue;
        }
      c++;
      if (*c == 'n' || *c == 't' || *c == 'r' || *c == '\\')
        {
          g_string_append_c (out, *c == 'n' ? '\n' : *c == 't' ? '\t' : *c == 'r' ? '\r' : '\\');
          c++;
          continue;
        }
      if (!take_reference (match, &c, &group))
        return ath_python_refuse (evaluator, _("The replacement “%s” is not understood"),
                                  template) != NULL;
      if (match->offsets[2 * group] >= 0)
        g_string_append_len (out, match->text->text.bytes + match->offsets[2 * group],
                             match->offsets[2 * group + 1] - match->offsets[2 * group]);
    }

  return TRUE;
}

static gboolean
replace (AthPythonEvaluator *evaluator,
         AthPythonValue     *match,
         AthPythonValue     *replacement,
         GString            *out)
{
  AthPythonValue *text;

  if (ath_python_is_str (replacement))
    return expand (evaluator, match->host.data, replacement->text.bytes, out);
  if (!ath_python_is_callable (replacement))
    return ath_python_refuse_type (evaluator, "sub", replacement) != NULL;

  text = ath_python_call_simple (evaluator, replacement, &match, 1);
  if (text == NULL || !ath_python_take_text (evaluator, text, &text))
    return FALSE;
  g_string_append_len (out, text->text.bytes, (gssize) text->text.length);

  return TRUE;
}

static AthPythonValue *
re_sub (AthPythonEvaluator       *evaluator,
        AthPythonValue           *self,
        const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "pattern", ATH_PYTHON_PARAM_REQUIRED },
    { "repl", ATH_PYTHON_PARAM_REQUIRED },
    { "string", ATH_PYTHON_PARAM_REQUIRED },
    { "count", ATH_PYTHON_PARAM_OPTIONAL },
    { "flags", ATH_PYTHON_PARAM_OPTIONAL },
  };
  gboolean is_method = self != NULL;
  AthPythonValue *values[G_N_ELEMENTS (parameters)] = { self };
  g_autoptr(GString) out = g_string_new (NULL);
  AthPythonValue *match;
  Walk state = { 0 };
  gint64 count = 0;
  gsize done = 0;

  if (!ath_python_arguments_bind (evaluator, "sub", arguments, parameters + is_method,
                                  is_method ? 3 : G_N_ELEMENTS (parameters), values + is_method))
    return NULL;
  state.regex = take_pattern (evaluator, values[0], values[4]);
  if (state.regex == NULL || !ath_python_take_text (evaluator, values[2], &state.text)
      || !ath_python_take_int (evaluator, values[3], &count))
    return NULL;
  values[1] = ath_python_unwrap (values[1]);

  for (gint64 n = 0; count <= 0 || n < count; n++)
    {
      int *offsets;

      match = walk (evaluator, &state);
      if (match == NULL)
        return NULL;
      if (ath_python_is_none (match))
        break;
      offsets = ((Match *) match->host.data)->offsets;
      g_string_append_len (out, state.text->text.bytes + done, offsets[0] - (gssize) done);
      if (!replace (evaluator, match, values[1], out) || !ath_python_reserve (evaluator, out->len))
        return NULL;
      done = (gsize) offsets[1];
    }
  g_string_append_len (out, state.text->text.bytes + done,
                       (gssize) (state.text->text.length - done));

  return ath_python_str_new_len (evaluator->arena, out->str, out->len);
}

static AthPythonValue *
re_split (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "pattern", ATH_PYTHON_PARAM_REQUIRED },
    { "string", ATH_PYTHON_PARAM_REQUIRED },
    { "maxsplit", ATH_PYTHON_PARAM_OPTIONAL },
    { "flags", ATH_PYTHON_PARAM_OPTIONAL },
  };
  gboolean is_method = self != NULL;
  AthPythonValue *values[G_N_ELEMENTS (parameters)] = { self };
  AthPythonValue *result = ath_python_list_new (evaluator->arena, NULL, 0);
  Walk state = { 0 };
  gint64 count = 0;
  gsize done = 0;

  if (!ath_python_arguments_bind (evaluator, "split", arguments, parameters + is_method,
                                  is_method ? 2 : G_N_ELEMENTS (parameters), values + is_method))
    return NULL;
  state.regex = take_pattern (evaluator, values[0], values[3]);
  if (state.regex == NULL || !ath_python_take_text (evaluator, values[1], &state.text)
      || !ath_python_take_int (evaluator, values[2], &count))
    return NULL;

  for (gint64 n = 0; count <= 0 || n < count; n++)
    {
      AthPythonValue *value = walk (evaluator, &state);
      Match *match;

      if (value == NULL)
        return NULL;
      if (ath_python_is_none (value))
        break;
      match = value->host.data;
      ath_python_list_append (evaluator->arena, result,
                              ath_python_str_new_len (evaluator->arena,
                                                      state.text->text.bytes + done,
                                                      (gsize) match->offsets[0] - done));
      for (guint i = 1; i <= ath_python_regex_get_n_groups (state.regex); i++)
        ath_python_list_append (evaluator->arena, result,
                                get_group (evaluator, match, i, ath_python_none ()));
      done = (gsize) match->offsets[1];
    }
  ath_python_list_append (evaluator->arena, result,
                          ath_python_str_new_len (evaluator->arena, state.text->text.bytes + done,
                                                  state.text->text.length - done));

  return result;
}

static AthPythonValue *
get_pattern_attribute (AthPythonEvaluator *evaluator,
                       AthPythonValue     *self,
                       const char         *name)
{
  return g_str_equal (name, "pattern")
         ? ath_python_str_new (evaluator->arena, ath_python_regex_get_pattern (self->host.data))
         : NULL;
}

static const AthPythonNativeFunction pattern_methods[] = {
  { "findall", re_findall },
  { "finditer", re_finditer },
  { "fullmatch", re_fullmatch },
  { "match", re_match },
  { "search", re_search },
  { "split", re_split },
  { "sub", re_sub },
  { NULL },
};

static const AthPythonNativeClass pattern_class = {
  .name = "Pattern",
  .module = "re",
  .methods = pattern_methods,
  .get_attribute = get_pattern_attribute,
};

static AthPythonValue *
re_compile (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "pattern", ATH_PYTHON_PARAM_REQUIRED },
    { "flags", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonRegex *regex;

  if (!ATH_PYTHON_BIND ("compile", parameters, values))
    return NULL;
  regex = take_pattern (evaluator, values[0], values[1]);

  return regex != NULL ? ath_python_host_new (evaluator->arena, &pattern_class, regex) : NULL;
}

static AthPythonValue *
re_escape (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "pattern", ATH_PYTHON_PARAM_REQUIRED } };
  g_autoptr(GString) out = g_string_new (NULL);
  AthPythonValue *value;

  if (!ATH_PYTHON_BIND ("escape", parameters, &value)
      || !ath_python_take_text (evaluator, value, &value))
    return NULL;
  for (const char *c = value->text.bytes; *c != '\0'; c++)
    {
      if (strchr ("()[]{}?*+-|^$\\.&~# \t\n\r\v\f", *c) != NULL)
        g_string_append_c (out, '\\');
      g_string_append_c (out, *c);
    }

  return ath_python_str_take (evaluator, g_steal_pointer (&out));
}

#define FUNCTION(name_) \
  static const AthPythonNativeFunction name_##_function = { #name_, re_##name_ };
#define MEMBER(name_) { #name_, .function = &name_##_function }

FUNCTION (compile)
FUNCTION (escape)
FUNCTION (findall)
FUNCTION (finditer)
FUNCTION (fullmatch)
FUNCTION (match)
FUNCTION (search)
FUNCTION (split)
FUNCTION (sub)

#define FLAG(name_, flag_) \
  static AthPythonValue * \
  get_##name_ (AthPythonEvaluator *evaluator) \
  { \
    return ath_python_int_new (evaluator->arena, flag_); \
  }

FLAG (ignore_case, ATH_PYTHON_REGEX_IGNORE_CASE)
FLAG (multiline, ATH_PYTHON_REGEX_MULTILINE)
FLAG (dot_all, ATH_PYTHON_REGEX_DOT_ALL)
FLAG (unicode, ATH_PYTHON_REGEX_UNICODE)

static const AthPythonNativeMember members[] = {
  { "DOTALL", .get = get_dot_all },
  { "I", .get = get_ignore_case },
  { "IGNORECASE", .get = get_ignore_case },
  { "M", .get = get_multiline },
  { "MULTILINE", .get = get_multiline },
  { "Match", .class = &match_class },
  { "Pattern", .class = &pattern_class },
  { "S", .get = get_dot_all },
  { "U", .get = get_unicode },
  { "UNICODE", .get = get_unicode },
  MEMBER (compile), MEMBER (escape), MEMBER (findall), MEMBER (finditer), MEMBER (fullmatch),
  MEMBER (match), MEMBER (search), MEMBER (split), MEMBER (sub),
  { NULL },
};

const AthPythonNativeModule ath_python_re_module = { "re", members };
