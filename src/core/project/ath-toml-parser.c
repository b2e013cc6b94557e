/* ath-toml-parser.c: TOML 1.0 from text
 *
 * The whole grammar is read, because a table that is none of our business must
 * not keep a project from being opened.  For the same reason it forgives what
 * newer versions of TOML allow (line ends in inline tables, the escapes \e and
 * \x) and does not check the ranges of dates.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdarg.h>
#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/ath-toml-private.h"

/* Both bound the recursion over a file made to overflow the stack. */
#define MAX_DEPTH 64
#define MAX_KEY_PARTS 32

typedef struct
{
  const char   *path;
  const char   *pos;
  const char   *end;
  guint         line;
  guint         depth;
  AthTomlValue *table; /* (unowned) what the keys of the file now belong to */
} Parser;

static AthTomlValue *parse_value (Parser  *parser,
                                  GError **error);

static gboolean G_GNUC_PRINTF (3, 4)
fail (Parser      *parser,
      GError     **error,
      const char  *format,
      ...)
{
  g_autofree char *message = NULL;
  GError *mine;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  mine = ath_error_new (ATH_ERROR_PROJECT, "%s", message);
  ath_error_set_place (mine, parser->path, parser->line, 0);
  g_propagate_error (error, mine);

  return FALSE;
}

static gboolean
looks_at (Parser     *parser,
          const char *text)
{
  gsize len = strlen (text);

  return (gsize) (parser->end - parser->pos) >= len && memcmp (parser->pos, text, len) == 0;
}

/* Takes @text when the parser stands before it. */
static gboolean
accept (Parser     *parser,
        const char *text)
{
  if (!looks_at (parser, text))
    return FALSE;

  parser->pos += strlen (text);

  return TRUE;
}

static void
skip_blanks (Parser *parser)
{
  while (parser->pos < parser->end && (*parser->pos == ' ' || *parser->pos == '\t'))
    parser->pos++;
}

static void
skip_comment (Parser *parser)
{
  if (parser->pos < parser->end && *parser->pos == '#')
    {
      while (parser->pos < parser->end && *parser->pos != '\n')
        parser->pos++;
    }
}

static gboolean
accept_line_end (Parser *parser)
{
  if (!accept (parser, "\n") && !accept (parser, "\r\n"))
    return FALSE;

  parser->line++;

  return TRUE;
}

/* Blanks, comments and line ends, as between the elements of an array. */
static void
skip_space (Parser *parser)
{
  do
    {
      skip_blanks (parser);
      skip_comment (parser);
    }
  while (accept_line_end (parser));
}

static gboolean
parse_code_point (Parser   *parser,
                  guint     n_digits,
                  GString  *out,
                  GError  **error)
{
  gunichar c = 0;

  for (guint i = 0; i < n_digits; i++, parser->pos++)
    {
      if (parser->pos == parser->end || !g_ascii_isxdigit (*parser->pos))
        return fail (parser, error, _("An escape in a string lacks digits"));
      c = c * 16 + g_ascii_xdigit_value (*parser->pos);
    }

  if (c == 0 || !g_unichar_validate (c))
    return fail (parser, error, _("An escape in a string names no character"));
  g_string_append_unichar (out, c);

  return TRUE;
}

/* A backslash at the end of a line takes the blanks of the next lines away. */
static gboolean
accept_line_continuation (Parser *parser)
{
  const char *start = parser->pos;

  skip_blanks (parser);
  if (!accept_line_end (parser))
    {
      parser->pos = start;
      return FALSE;
    }

  do
    skip_blanks (parser);
  while (accept_line_end (parser));

  return TRUE;
}

static gboolean
parse_escape (Parser    *parser,
              gboolean   multi_line,
              GString   *out,
              GError   **error)
{
  static const char letters[] = "btnfre\"\\";
  static const char meanings[] = "\b\t\n\f\r\033\"\\";
  const char *letter;

  if (multi_line && accept_line_continuation (parser))
    return TRUE;
  if (accept (parser, "u"))
    return parse_code_point (parser, 4, out, error);
  if (accept (parser, "U"))
    return parse_code_point (parser, 8, out, error);
  if (accept (parser, "x"))
    return parse_code_point (parser, 2, out, error);

  letter = parser->pos < parser->end && *parser->pos != '\0' ? strchr (letters, *parser->pos) : NULL;
  if (letter == NULL)
    return fail (parser, error, _("Unknown escape in a string; write “\\\\” for a backslash"));
  g_string_append_c (out, meanings[letter - letters]);
  parser->pos++;

  return TRUE;
}

/* The rest of a string whose opening @quote has been taken. */
static gboolean
parse_quoted (Parser      *parser,
              const char  *quote,
              GString     *out,
              GError     **error)
{
  gboolean multi_line = strlen (quote) == 3;
  gboolean escapes = *quote == '"';

  if (multi_line)
    accept_line_end (parser);

  while (parser->pos < parser->end)
    {
      const char *start = parser->pos;

      if (accept (parser, quote))
        {
          /* Two more quotes at the end belong to the text: """a""""" */
          for (guint i = 0; multi_line && i < 2 && parser->pos < parser->end && *parser->pos == *quote; i++)
            g_string_append_c (out, *parser->pos++);
          return TRUE;
        }

      if (escapes && accept (parser, "\\"))
        {
          if (!parse_escape (parser, multi_line, out, error))
            return FALSE;
          continue;
        }

      if (accept_line_end (parser))
        {
          if (!multi_line)
            break;
          g_string_append_c (out, '\n');
          continue;
        }

      parser->pos = g_utf8_next_char (start);
      g_string_append_len (out, start, parser->pos - start);
    }

  return fail (parser, error, _("A string is not closed"));
}

/* A string in any of its four forms, or NULL without @error before anything else. */
static char *
parse_string (Parser    *parser,
              gboolean   multi_line,
              gboolean  *failed,
              GError   **error)
{
  static const char *quotes[] = { "\"\"\"", "'''", "\"", "'" };
  g_autoptr(GString) out = NULL;

  *failed = FALSE;
  for (guint i = multi_line ? 0 : 2; i < G_N_ELEMENTS (quotes); i++)
    {
      if (!accept (parser, quotes[i]))
        continue;

      out = g_string_new (NULL);
      *failed = !parse_quoted (parser, quotes[i], out, error);
      return *failed ? NULL : g_string_free (g_steal_pointer (&out), FALSE);
    }

  return NULL;
}

static gboolean
is_bare (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-';
}

static char *
parse_key_part (Parser  *parser,
                GError **error)
{
  gboolean failed;
  char *part = parse_string (parser, FALSE, &failed, error);
  const char *start = parser->pos;

  if (part != NULL || failed)
    return part;

  while (parser->pos < parser->end && is_bare (*parser->pos))
    parser->pos++;
  if (parser->pos == start)
    {
      fail (parser, error, _("A key is expected here"));
      return NULL;
    }

  return g_strndup (start, parser->pos - start);
}

/* A key and its dotted parts: (element-type utf8), at least one. */
static GPtrArray *
parse_key (Parser  *parser,
           GError **error)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  do
    {
      char *part;

      skip_blanks (parser);
      part = parse_key_part (parser, error);
      if (part == NULL)
        return NULL;
      g_ptr_array_add (parts, part);
      if (parts->len > MAX_KEY_PARTS)
        {
          fail (parser, error, _("A key has too many parts"));
          return NULL;
        }
      skip_blanks (parser);
    }
  while (accept (parser, "."));

  return g_steal_pointer (&parts);
}

/* The table under @key, made when there is none.  An array of tables stands for its last. */
static AthTomlValue *
enter_table (Parser        *parser,
             AthTomlValue  *table,
             const char    *key,
             GError       **error)
{
  AthTomlValue *value = g_hash_table_lookup (table->index, key);

  if (value == NULL)
    {
      value = ath_toml_value_new (ATH_TOML_TABLE, parser->line);
      ath_toml_value_take (table, key, value);
    }
  else if (value->type == ATH_TOML_ARRAY && !value->closed)
    value = g_ptr_array_index (value->elements, value->elements->len - 1);

  if (value->type != ATH_TOML_TABLE || value->closed)
    {
      fail (parser, error, _("“%s” is a value already and cannot be a table"), key);
      return NULL;
    }

  return value;
}

/* Enters all parts of @key but the last. */
static AthTomlValue *
enter_parents (Parser        *parser,
               AthTomlValue  *table,
               GPtrArray     *key,
               GError       **error)
{
  for (guint i = 0; table != NULL && i + 1 < key->len; i++)
    table = enter_table (parser, table, g_ptr_array_index (key, i), error);

  return table;
}

static gboolean
parse_pair (Parser        *parser,
            AthTomlValue  *table,
            GError       **error)
{
  g_autoptr(GPtrArray) key = parse_key (parser, error);
  const char *name;
  AthTomlValue *value;

  if (key == NULL)
    return FALSE;
  if (!accept (parser, "="))
    return fail (parser, error, _("“=” is expected behind a key"));
  table = enter_parents (parser, table, key, error);
  if (table == NULL)
    return FALSE;

  name = g_ptr_array_index (key, key->len - 1);
  if (g_hash_table_contains (table->index, name))
    return fail (parser, error, _("Key “%s” appears twice"), name);

  skip_blanks (parser);
  value = parse_value (parser, error);
  if (value == NULL)
    return FALSE;
  ath_toml_value_take (table, name, value);

  return TRUE;
}

/* The elements of an array or the pairs of an inline table, up to @close. */
static AthTomlValue *
parse_elements (Parser       *parser,
                AthTomlType   type,
                const char   *close,
                GError      **error)
{
  g_autoptr(AthTomlValue) self = ath_toml_value_new (type, parser->line);

  for (;;)
    {
      skip_space (parser);
      if (accept (parser, close))
        break;

      if (type == ATH_TOML_TABLE)
        {
          if (!parse_pair (parser, self, error))
            return NULL;
        }
      else
        {
          AthTomlValue *element = parse_value (parser, error);

          if (element == NULL)
            return NULL;
          g_ptr_array_add (self->elements, element);
        }

      skip_space (parser);
      if (!accept (parser, ",") && !looks_at (parser, close))
        {
          fail (parser, error, _("“,” or “%s” is expected here"), close);
          return NULL;
        }
    }
  self->closed = TRUE;

  return g_steal_pointer (&self);
}

static AthTomlValue *
parse_nested (Parser       *parser,
              AthTomlType   type,
              const char   *close,
              GError      **error)
{
  AthTomlValue *value;

  if (parser->depth == MAX_DEPTH)
    {
      fail (parser, error, _("Values are nested too deeply"));
      return NULL;
    }

  parser->depth++;
  value = parse_elements (parser, type, close, error);
  parser->depth--;

  return value;
}

static gboolean
is_date (const char *word)
{
  gsize digits = strspn (word, "0123456789");

  return (digits == 4 && word[4] == '-') || (digits == 2 && word[2] == ':');
}

/* Digits with their underscores taken out: one may stand only between two. */
static char *
dup_without_underscores (const char *word)
{
  GString *out = g_string_new (NULL);

  for (const char *pos = word; *pos != '\0'; pos++)
    {
      if (*pos != '_')
        g_string_append_c (out, *pos);
      else if (pos == word || !g_ascii_isalnum (pos[-1]) || !g_ascii_isalnum (pos[1]))
        {
          g_string_free (out, TRUE);
          return NULL;
        }
    }

  return g_string_free (out, FALSE);
}

static gboolean
read_integer (const char *digits,
              gint64     *value)
{
  guint base = 10;

  if (digits[0] == '0' && digits[1] != '\0')
    base = digits[1] == 'x' ? 16 : digits[1] == 'o' ? 8 : digits[1] == 'b' ? 2 : 0;
  if (base == 0)
    return FALSE;

  return g_ascii_string_to_signed (base == 10 ? digits : digits + 2, base,
                                   G_MININT64, G_MAXINT64, value, NULL);
}

static gboolean
read_float (const char *digits,
            double     *value)
{
  const char *body = digits + strspn (digits, "+-");
  const char *point = strchr (body, '.');
  char *rest;

  if (!g_ascii_isdigit (*body) && !g_str_equal (body, "inf") && !g_str_equal (body, "nan"))
    return FALSE;
  if (strpbrk (body, "xX") != NULL || (point != NULL && !g_ascii_isdigit (point[1])) ||
      (*body == '0' && g_ascii_isdigit (body[1])))
    return FALSE;

  *value = g_ascii_strtod (digits, &rest);

  return *rest == '\0';
}

static char *
take_word (Parser *parser)
{
  const char *start = parser->pos;

  while (parser->pos < parser->end &&
         (g_ascii_isalnum (*parser->pos) || strchr ("+-_:.", *parser->pos) != NULL) &&
         *parser->pos != '\0')
    parser->pos++;

  /* A date and its time may stand apart. */
  if (parser->pos - start == 10 && start[4] == '-' && parser->end - parser->pos >= 2 &&
      parser->pos[0] == ' ' && g_ascii_isdigit (parser->pos[1]))
    {
      parser->pos++;
      while (parser->pos < parser->end &&
             (g_ascii_isalnum (*parser->pos) || *parser->pos == ':' || *parser->pos == '.' ||
              *parser->pos == '+' || *parser->pos == '-'))
        parser->pos++;
    }

  return g_strndup (start, parser->pos - start);
}

/* true, false, a number or a date. */
static AthTomlValue *
parse_word (Parser  *parser,
            GError **error)
{
  g_autofree char *word = take_word (parser);
  g_autofree char *digits = dup_without_underscores (word);
  g_autoptr(AthTomlValue) self = ath_toml_value_new (ATH_TOML_BOOLEAN, parser->line);

  if (g_str_equal (word, "true") || g_str_equal (word, "false"))
    self->integer = *word == 't';
  else if (is_date (word))
    {
      self->type = ATH_TOML_DATE;
      self->text = g_steal_pointer (&word);
    }
  else if (digits != NULL && read_integer (digits, &self->integer))
    self->type = ATH_TOML_INTEGER;
  else if (digits != NULL && read_float (digits, &self->number))
    self->type = ATH_TOML_FLOAT;
  else if (*word == '\0')
    {
      fail (parser, error, _("A value is expected here"));
      return NULL;
    }
  else
    {
      fail (parser, error, _("“%s” is not a value; strings need quotes"), word);
      return NULL;
    }

  return g_steal_pointer (&self);
}

static AthTomlValue *
parse_value (Parser  *parser,
             GError **error)
{
  guint line = parser->line;
  gboolean failed;
  char *text;
  AthTomlValue *value;

  if (accept (parser, "["))
    return parse_nested (parser, ATH_TOML_ARRAY, "]", error);
  if (accept (parser, "{"))
    return parse_nested (parser, ATH_TOML_TABLE, "}", error);

  text = parse_string (parser, TRUE, &failed, error);
  if (failed)
    return NULL;
  if (text == NULL)
    return parse_word (parser, error);

  value = ath_toml_value_new (ATH_TOML_STRING, line);
  value->text = text;

  return value;
}

/* The new table of `[[key]]`. */
static AthTomlValue *
append_table (Parser        *parser,
              AthTomlValue  *parent,
              const char    *name,
              GError       **error)
{
  AthTomlValue *array = g_hash_table_lookup (parent->index, name);
  AthTomlValue *table;

  if (array == NULL)
    {
      array = ath_toml_value_new (ATH_TOML_ARRAY, parser->line);
      ath_toml_value_take (parent, name, array);
    }
  else if (array->type != ATH_TOML_ARRAY || array->closed)
    {
      fail (parser, error, _("“%s” is not an array of tables"), name);
      return NULL;
    }

  table = ath_toml_value_new (ATH_TOML_TABLE, parser->line);
  g_ptr_array_add (array->elements, table);

  return table;
}

/* The table of `[key]`, which may have come about as the parent of another. */
static AthTomlValue *
define_table (Parser        *parser,
              AthTomlValue  *parent,
              const char    *name,
              GError       **error)
{
  AthTomlValue *known = g_hash_table_lookup (parent->index, name);

  if (known != NULL && (known->type == ATH_TOML_ARRAY || known->defined))
    {
      fail (parser, error, _("Table “%s” appears twice"), name);
      return NULL;
    }

  return enter_table (parser, parent, name, error);
}

static gboolean
parse_header (Parser        *parser,
              AthTomlValue  *root,
              GError       **error)
{
  gboolean is_array = accept (parser, "[");
  g_autoptr(GPtrArray) key = parse_key (parser, error);
  AthTomlValue *parent;
  const char *name;

  if (key == NULL)
    return FALSE;
  if (!accept (parser, is_array ? "]]" : "]"))
    return fail (parser, error, _("The header of a table is not closed"));

  parent = enter_parents (parser, root, key, error);
  if (parent == NULL)
    return FALSE;

  name = g_ptr_array_index (key, key->len - 1);
  parser->table = is_array ? append_table (parser, parent, name, error)
                           : define_table (parser, parent, name, error);
  if (parser->table == NULL)
    return FALSE;
  parser->table->defined = TRUE;

  return TRUE;
}

static gboolean
parse_line (Parser        *parser,
            AthTomlValue  *root,
            GError       **error)
{
  if (accept (parser, "["))
    {
      if (!parse_header (parser, root, error))
        return FALSE;
    }
  else if (!parse_pair (parser, parser->table, error))
    return FALSE;

  skip_blanks (parser);
  skip_comment (parser);
  if (parser->pos < parser->end && !accept_line_end (parser))
    return fail (parser, error, _("Something stands behind the end of the line's value"));

  return TRUE;
}

/**
 * ath_toml_parse:
 * @text: (array length=len): content of the file
 * @len: length of @text in bytes, or -1 when it is nul-terminated
 * @path: path of the file, for errors
 * @error: set to `ATH_ERROR_PROJECT` with file and line when it is not TOML
 *
 * Reads a TOML file.
 *
 * Returns: (transfer full): its table, or `NULL`
 */
AthTomlValue *
ath_toml_parse (const char  *text,
                gssize       len,
                const char  *path,
                GError     **error)
{
  g_autoptr(AthTomlValue) root = NULL;
  const char *invalid;
  Parser parser;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (len >= -1, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  root = ath_toml_value_new (ATH_TOML_TABLE, 1);
  parser = (Parser) {
    .path = path,
    .pos = text,
    .end = text + (len < 0 ? strlen (text) : (gsize) len),
    .line = 1,
    .table = root,
  };

  if (!g_utf8_validate_len (text, parser.end - text, &invalid))
    {
      for (; parser.pos < invalid; parser.pos++)
        parser.line += *parser.pos == '\n';
      fail (&parser, error, _("The file is not text in UTF-8"));
      return NULL;
    }

  accept (&parser, "\xef\xbb\xbf");
  for (skip_space (&parser); parser.pos < parser.end; skip_space (&parser))
    {
      if (!parse_line (&parser, root, error))
        return NULL;
    }

  return g_steal_pointer (&root);
}

/**
 * ath_toml_load:
 * @path: path of the file
 * @error: set to a `G_FILE_ERROR` when the file cannot be read, or to the
 *   errors of ath_toml_parse()
 *
 * Reads a TOML file from disk.  Blocks.
 *
 * Returns: (transfer full): its table, or `NULL`
 */
AthTomlValue *
ath_toml_load (const char  *path,
               GError     **error)
{
  g_autofree char *text = NULL;
  gsize len;

  g_return_val_if_fail (path != NULL, NULL);

  if (!g_file_get_contents (path, &text, &len, error))
    return NULL;

  return ath_toml_parse (text, len, path, error);
}
