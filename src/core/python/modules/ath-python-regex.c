/* ath-python-regex.c: patterns of Python's module re
 *
 * A pattern is read as Python reads it and written anew for PCRE, with all that
 * the two take differently said plainly or refused: what PCRE alone knows, what
 * means something else there, and what only one of them calls an error.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "python/modules/ath-python-regex.h"

#define MAX_DEPTH  50
#define MAX_GROUPS 99

/* PCRE gives up on a pattern that tries too much. */
#define LIMITS "(*LIMIT_MATCH=200000)(*LIMIT_DEPTH=20000)"

/**
 * AthPythonRegex:
 * @names: (element-type utf8): of groups, `NULL` for those without
 * @is_ascii: whether only ASCII is certain to be taken the same
 */
struct _AthPythonRegex
{
  char      *pattern;
  GRegex    *regex;
  GRegex    *whole;
  GPtrArray *names;
  gboolean   is_ascii;
};

typedef struct
{
  const char     *c;
  GString        *out;
  AthPythonRegex *regex;
  guint           depth;
  gboolean        is_behind;   /* inside of a look-behind */
} Reader;

/* What was read of a pattern. */
typedef struct
{
  gboolean can_be_empty;
  gboolean has_group;
  gboolean is_repeatable;
} Part;

static gboolean read_alternatives (Reader *reader,
                                   Part   *part);

static void
write_char (Reader   *reader,
            gunichar  c)
{
  if (c < 0x80 && !g_ascii_isalnum (c) && c != '_')
    {
      if (g_ascii_isprint (c) && c != ' ')
        g_string_append_c (reader->out, '\\');
      else
        {
          g_string_append_printf (reader->out, "\\x%02x", c);
          return;
        }
    }
  g_string_append_unichar (reader->out, c);
}

static gunichar
take_char (Reader *reader)
{
  gunichar c = g_utf8_get_char (reader->c);

  reader->c = g_utf8_next_char (reader->c);

  return c;
}

/* An escape that is one character, in a class or outside; 0 when it is not. */
static gunichar
get_escaped (char c)
{
  switch (c)
    {
    case 'n':
      return '\n';

    case 't':
      return '\t';

    case 'r':
      return '\r';

    case 'f':
      return '\f';

    case 'v':
      return '\v';

    default:
      return g_ascii_ispunct (c) || c == ' ' ? (gunichar) c : 0;
    }
}

static gboolean
is_category (char c)
{
  return c != '\0' && strchr ("dDwWsS", c) != NULL;
}

static void
write_category (Reader *reader,
                char    c)
{
  reader->regex->is_ascii = TRUE;
  g_string_append_printf (reader->out, "\\%c", c);
}

/* A reference to a group that is already closed would be right; one to an open
 * group is an error in Python.
 */
static gboolean
read_reference (Reader *reader)
{
  guint group = (guint) (*reader->c - '0');

  if (group == 0 || group >= reader->regex->names->len || reader->depth > 1
      || g_ascii_isdigit (reader->c[1]))
    return FALSE;
  reader->c++;
  g_string_append_printf (reader->out, "\\g{%u}", group);

  return TRUE;
}

static gboolean
read_escape (Reader *reader,
             Part   *part)
{
  char c = *++reader->c;
  gunichar escaped;

  part->is_repeatable = TRUE;
  if (is_category (c))
    {
      reader->c++;
      write_category (reader, c);
      return TRUE;
    }
  if (c == 'b' || c == 'B' || c == 'A' || c == 'Z')
    {
      reader->c++;
      reader->regex->is_ascii |= c == 'b' || c == 'B';
      g_string_append_printf (reader->out, "\\%c", c == 'Z' ? 'z' : c);
      part->can_be_empty = TRUE;
      part->is_repeatable = FALSE;
      return TRUE;
    }
  if (g_ascii_isdigit (c))
    {
      part->can_be_empty = TRUE;
      return read_reference (reader);
    }

  escaped = get_escaped (c);
  if (escaped == 0)
    return FALSE;
  reader->c++;
  write_char (reader, escaped);

  return TRUE;
}

/* One end of a range, or a character of a class; FALSE for a category. */
static gboolean
read_class_char (Reader   *reader,
                 gunichar *c)
{
  if (*reader->c != '\\')
    {
      *c = take_char (reader);
      return TRUE;
    }
  *c = reader->c[1] == 'b' ? '\b' : get_escaped (reader->c[1]);
  if (*c == 0)
    return FALSE;
  reader->c += 2;

  return TRUE;
}

static gboolean
read_class_item (Reader *reader)
{
  gunichar first;
  gunichar last;

  if (*reader->c == '\\' && is_category (reader->c[1]))
    {
      write_category (reader, reader->c[1]);
      reader->c += 2;
      return *reader->c != '-' || reader->c[1] == ']';
    }
  if (!read_class_char (reader, &first))
    return FALSE;
  write_char (reader, first);
  if (*reader->c != '-' || reader->c[1] == ']')
    return TRUE;

  reader->c++;
  if (*reader->c == '\0' || !read_class_char (reader, &last) || last < first)
    return FALSE;
  g_string_append_c (reader->out, '-');
  write_char (reader, last);

  return TRUE;
}

static gboolean
read_class (Reader *reader,
            Part   *part)
{
  const char *start;

  part->is_repeatable = TRUE;
  reader->c++;
  g_string_append_c (reader->out, '[');
  if (*reader->c == '^')
    {
      reader->c++;
      g_string_append_c (reader->out, '^');
    }

  start = reader->c;
  while (*reader->c != '\0' && (*reader->c != ']' || reader->c == start))
    if (!read_class_item (reader))
      return FALSE;
  if (*reader->c != ']')
    return FALSE;
  reader->c++;
  g_string_append_c (reader->out, ']');

  return TRUE;
}

static gboolean
read_name (Reader  *reader,
           char     end,
           char   **name)
{
  const char *start = reader->c;

  while (g_ascii_isalnum (*reader->c) || *reader->c == '_')
    reader->c++;
  if (reader->c == start || g_ascii_isdigit (*start) || *reader->c != end
      || reader->c - start > 32)
    return FALSE;
  *name = g_strndup (start, (gsize) (reader->c - start));
  reader->c++;

  return TRUE;
}

/* Behind the bracket: whether the group counts, and what it says of itself. */
static gboolean
read_group_start (Reader   *reader,
                  gboolean *looks,
                  Part     *part)
{
  g_autofree char *name = NULL;

  *looks = FALSE;
  if (*reader->c == '?')
    {
      if (g_str_has_prefix (reader->c, "?:"))
        {
          reader->c += 2;
          g_string_append (reader->out, "(?:");
          return TRUE;
        }
      if (g_str_has_prefix (reader->c, "?=") || g_str_has_prefix (reader->c, "?!"))
        {
          *looks = TRUE;
          g_string_append_printf (reader->out, "(?%c", reader->c[1]);
          reader->c += 2;
          return TRUE;
        }
      if (g_str_has_prefix (reader->c, "?<=") || g_str_has_prefix (reader->c, "?<!"))
        {
          *looks = TRUE;
          reader->is_behind = TRUE;
          g_string_append_printf (reader->out, "(?<%c", reader->c[2]);
          reader->c += 3;
          return TRUE;
        }
      if (!g_str_has_prefix (reader->c, "?P<"))
        return FALSE;
      reader->c += 3;
      if (!read_name (reader, '>', &name)
          || ath_python_regex_find_group (reader->regex, name) >= 0)
        return FALSE;
    }

  part->has_group = TRUE;
  g_ptr_array_add (reader->regex->names, g_steal_pointer (&name));
  g_string_append_c (reader->out, '(');

  return reader->regex->names->len <= MAX_GROUPS;
}

static gboolean
read_group (Reader *reader,
            Part   *part)
{
  gboolean was_behind = reader->is_behind;
  Part inside = { 0 };
  gboolean looks;

  reader->c++;
  if (!read_group_start (reader, &looks, part) || !read_alternatives (reader, &inside)
      || *reader->c != ')')
    return FALSE;
  reader->c++;
  g_string_append_c (reader->out, ')');
  reader->is_behind = was_behind;

  part->has_group |= inside.has_group;
  part->can_be_empty = looks || inside.can_be_empty;
  part->is_repeatable = !looks;

  /* What a group inside of a condition holds afterwards is not worth knowing. */
  return !looks || !part->has_group;
}

static gboolean
read_number (Reader *reader,
             guint  *number)
{
  const char *start = reader->c;

  *number = 0;
  for (; g_ascii_isdigit (*reader->c) && *number <= 1000; reader->c++)
    *number = *number * 10 + (guint) (*reader->c - '0');

  return reader->c > start && *number <= 1000;
}

/* `{m}`, `{m,}` or `{m,n}`. */
static gboolean
read_count (Reader *reader,
            guint  *least,
            guint  *most)
{
  reader->c++;
  if (!read_number (reader, least))
    return FALSE;
  *most = *least;
  if (*reader->c == ',')
    {
      reader->c++;
      *most = G_MAXUINT;
      if (*reader->c != '}' && !read_number (reader, most))
        return FALSE;
    }
  if (*reader->c != '}' || *most < *least)
    return FALSE;
  reader->c++;

  return TRUE;
}

static gboolean
read_repetition (Reader *reader,
                 Part   *part)
{
  const char *start = reader->c;
  guint least = 0;
  guint most = G_MAXUINT;

  if (*reader->c == '\0' || strchr ("*+?{", *reader->c) == NULL)
    return TRUE;
  if (*reader->c == '{' && !g_ascii_isdigit (reader->c[1]))
    return reader->c[1] != ',';

  if (*reader->c == '{')
    {
      if (!read_count (reader, &least, &most))
        return FALSE;
    }
  else
    {
      least = *reader->c == '+';
      most = *reader->c == '?' ? 1 : G_MAXUINT;
      reader->c++;
    }
  if (!part->is_repeatable || reader->is_behind
      || (part->has_group && part->can_be_empty && most > 1))
    return FALSE;

  if (*reader->c == '?')
    reader->c++;
  g_string_append_len (reader->out, start, reader->c - start);
  part->can_be_empty |= least == 0;

  return *reader->c == '\0' || strchr ("*+?{", *reader->c) == NULL;
}

static gboolean
read_atom (Reader *reader,
           Part   *part)
{
  switch (*reader->c)
    {
    case '\\':
      return read_escape (reader, part);

    case '[':
      return read_class (reader, part);

    case '(':
      return read_group (reader, part);

    case '.':
      part->is_repeatable = TRUE;
      g_string_append_c (reader->out, *reader->c++);
      return TRUE;

    case '^':
    case '$':
      part->can_be_empty = TRUE;
      g_string_append_c (reader->out, *reader->c++);
      return TRUE;

    case '*':
    case '+':
    case '?':
      return FALSE;

    default:
      part->is_repeatable = TRUE;
      write_char (reader, take_char (reader));
      return TRUE;
    }
}

static gboolean
read_alternatives (Reader *reader,
                   Part   *part)
{
  gboolean is_empty = TRUE;

  if (++reader->depth > MAX_DEPTH)
    return FALSE;

  while (*reader->c != '\0' && *reader->c != ')')
    {
      Part atom = { 0 };

      if (*reader->c == '|')
        {
          if (reader->is_behind)
            return FALSE;
          part->can_be_empty |= is_empty;
          is_empty = TRUE;
          g_string_append_c (reader->out, *reader->c++);
          continue;
        }
      if (!read_atom (reader, &atom) || !read_repetition (reader, &atom))
        return FALSE;
      part->has_group |= atom.has_group;
      is_empty &= atom.can_be_empty;
    }
  part->can_be_empty |= is_empty;
  reader->depth--;

  return TRUE;
}

/* `(?im)` at the beginning. */
static gboolean
read_flags (const char          **c,
            AthPythonRegexFlags  *flags)
{
  const char *start = *c;

  if (!g_str_has_prefix (start, "(?") || !g_ascii_isalpha (start[2]) || start[2] == 'P')
    return TRUE;
  for (start += 2; *start != ')'; start++)
    {
      if (*start == 'i')
        *flags |= ATH_PYTHON_REGEX_IGNORE_CASE;
      else if (*start == 'm')
        *flags |= ATH_PYTHON_REGEX_MULTILINE;
      else if (*start == 's')
        *flags |= ATH_PYTHON_REGEX_DOT_ALL;
      else if (*start != 'u')
        return FALSE;
    }
  *c = start + 1;

  return TRUE;
}

static GRegex *
compile (const char          *text,
         AthPythonRegexFlags  flags)
{
  GRegexCompileFlags options = G_REGEX_NEWLINE_LF | G_REGEX_BSR_ANYCRLF;

  if (flags & ATH_PYTHON_REGEX_IGNORE_CASE)
    options |= G_REGEX_CASELESS;
  if (flags & ATH_PYTHON_REGEX_MULTILINE)
    options |= G_REGEX_MULTILINE;
  if (flags & ATH_PYTHON_REGEX_DOT_ALL)
    options |= G_REGEX_DOTALL;

  return g_regex_new (text, options, 0, NULL);
}

/**
 * ath_python_regex_new:
 * @pattern: a pattern as Python has them
 * @flags: how it is read
 *
 * Returns: (transfer full) (nullable): the pattern; `NULL` when it is not
 *   understood
 */
AthPythonRegex *
ath_python_regex_new (const char          *pattern,
                      AthPythonRegexFlags  flags)
{
  g_autoptr(AthPythonRegex) self = g_new0 (AthPythonRegex, 1);
  g_autoptr(GString) out = g_string_new (NULL);
  g_autofree char *text = NULL;
  g_autofree char *whole = NULL;
  Reader reader = { .c = pattern, .out = out, .regex = self };
  Part part = { 0 };

  self->pattern = g_strdup (pattern);
  self->names = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->names, NULL);
  if (!read_flags (&reader.c, &flags)
      || !read_alternatives (&reader, &part) || *reader.c != '\0')
    return NULL;
  if (flags & ATH_PYTHON_REGEX_IGNORE_CASE)
    {
      if (!g_str_is_ascii (pattern))
        return NULL;
      self->is_ascii = TRUE;
    }

  text = g_strconcat (LIMITS, out->str, NULL);
  whole = g_strconcat (LIMITS "(?:", out->str, ")\\z", NULL);
  self->regex = compile (text, flags);
  self->whole = compile (whole, flags);

  return self->regex != NULL && self->whole != NULL ? g_steal_pointer (&self) : NULL;
}

/**
 * ath_python_regex_free:
 * @self: (nullable) (transfer full): a pattern
 */
void
ath_python_regex_free (AthPythonRegex *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->regex, g_regex_unref);
  g_clear_pointer (&self->whole, g_regex_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_free (self->pattern);
  g_free (self);
}

/**
 * ath_python_regex_get_pattern:
 * @self: a pattern
 *
 * Returns: (transfer none): its text
 */
const char *
ath_python_regex_get_pattern (AthPythonRegex *self)
{
  return self->pattern;
}

/**
 * ath_python_regex_get_n_groups:
 * @self: a pattern
 *
 * Returns: how many groups it has, the whole of a match not counted
 */
guint
ath_python_regex_get_n_groups (AthPythonRegex *self)
{
  return self->names->len - 1;
}

/**
 * ath_python_regex_find_group:
 * @self: a pattern
 * @name: the name of a group
 *
 * Returns: its number, or -1
 */
int
ath_python_regex_find_group (AthPythonRegex *self,
                             const char     *name)
{
  for (guint i = 1; i < self->names->len; i++)
    if (g_strcmp0 (self->names->pdata[i], name) == 0)
      return (int) i;

  return -1;
}

/**
 * ath_python_regex_get_group_name:
 * @self: a pattern
 * @group: the number of a group
 *
 * Returns: (transfer none) (nullable): its name, if it has one
 */
const char *
ath_python_regex_get_group_name (AthPythonRegex *self,
                                 guint           group)
{
  return self->names->pdata[group];
}

/* Python takes four control characters for blanks that PCRE does not. */
static gboolean
is_certain (const char *text,
            gsize       length)
{
  for (gsize i = 0; i < length; i++)
    if ((guchar) text[i] >= 0x80 || (text[i] >= 0x1c && text[i] <= 0x1f))
      return FALSE;

  return TRUE;
}

/**
 * ath_python_regex_match:
 * @self: a pattern
 * @text: UTF-8
 * @length: its length, in bytes
 * @start: where the search begins, in bytes
 * @place: where the match has to be
 * @offsets: (array): where each group begins and ends, the whole first, in
 *   bytes; -1 for groups that took no part
 *
 * Returns: whether there is a match
 */
AthPythonRegexResult
ath_python_regex_match (AthPythonRegex      *self,
                        const char          *text,
                        gsize                length,
                        gsize                start,
                        AthPythonRegexPlace  place,
                        int                 *offsets)
{
  GRegex *regex = place == ATH_PYTHON_REGEX_WHOLE ? self->whole : self->regex;
  g_autoptr(GMatchInfo) info = NULL;
  g_autoptr(GError) error = NULL;
  GRegexMatchFlags options = 0;

  if (length > G_MAXINT / 2 || (self->is_ascii && !is_certain (text, length)))
    return ATH_PYTHON_REGEX_REFUSED;
  if (place == ATH_PYTHON_REGEX_START || place == ATH_PYTHON_REGEX_WHOLE)
    options |= G_REGEX_MATCH_ANCHORED;
  if (place == ATH_PYTHON_REGEX_ADVANCE)
    options |= G_REGEX_MATCH_NOTEMPTY_ATSTART;

  if (!g_regex_match_full (regex, text, (gssize) length, (int) start, options, &info, &error))
    return error != NULL ? ATH_PYTHON_REGEX_REFUSED : ATH_PYTHON_REGEX_FAILED;

  for (guint i = 0; i < self->names->len; i++)
    {
      offsets[2 * i] = offsets[2 * i + 1] = -1;
      if ((int) i < g_match_info_get_match_count (info))
        g_match_info_fetch_pos (info, (int) i, &offsets[2 * i], &offsets[2 * i + 1]);
    }

  return ATH_PYTHON_REGEX_MATCHED;
}
