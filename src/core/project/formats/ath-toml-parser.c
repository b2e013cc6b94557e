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

#include <string.h>

#include <glib/gi18n-lib.h>

#include "project/formats/ath-toml-scanner.h"

/* Both bound the recursion over a file made to overflow the stack. */
#define MAX_DEPTH 64
#define MAX_KEY_PARTS 32

static AthTomlValue *parse_value (AthTomlScanner  *scanner,
                                  GError         **error);

static gboolean
is_bare (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '-';
}

static char *
parse_key_part (AthTomlScanner  *scanner,
                GError         **error)
{
  const char *start = scanner->pos;

  if (ath_toml_scanner_is_string (scanner))
    return ath_toml_scanner_take_string (scanner, FALSE, error);

  while (scanner->pos < scanner->end && is_bare (*scanner->pos))
    scanner->pos++;
  if (scanner->pos == start)
    {
      ath_toml_scanner_fail (scanner, error, _("A key is expected here"));
      return NULL;
    }

  return g_strndup (start, scanner->pos - start);
}

/* A key and its dotted parts: (element-type utf8), at least one. */
static GPtrArray *
parse_key (AthTomlScanner  *scanner,
           GError         **error)
{
  g_autoptr(GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);

  do
    {
      char *part;

      ath_toml_scanner_skip_blanks (scanner);
      part = parse_key_part (scanner, error);
      if (part == NULL)
        return NULL;
      g_ptr_array_add (parts, part);
      if (parts->len > MAX_KEY_PARTS)
        {
          ath_toml_scanner_fail (scanner, error, _("A key has too many parts"));
          return NULL;
        }
      ath_toml_scanner_skip_blanks (scanner);
    }
  while (ath_toml_scanner_accept (scanner, "."));

  return g_steal_pointer (&parts);
}

/* The table under @key, made when there is none.  An array of tables stands for its last. */
static AthTomlValue *
enter_table (AthTomlScanner  *scanner,
             AthTomlValue    *table,
             const char      *key,
             GError         **error)
{
  AthTomlValue *value = g_hash_table_lookup (table->index, key);

  if (value == NULL)
    {
      value = ath_toml_value_new (ATH_TOML_TABLE, scanner->line);
      ath_toml_value_take (table, key, value);
    }
  else if (value->type == ATH_TOML_ARRAY && !value->closed)
    value = g_ptr_array_index (value->elements, value->elements->len - 1);

  if (value->type != ATH_TOML_TABLE || value->closed)
    {
      ath_toml_scanner_fail (scanner, error,
                             _("“%s” is a value already and cannot be a table"), key);
      return NULL;
    }

  return value;
}

/* Enters all parts of @key but the last. */
static AthTomlValue *
enter_parents (AthTomlScanner  *scanner,
               AthTomlValue    *table,
               GPtrArray       *key,
               GError         **error)
{
  for (guint i = 0; table != NULL && i + 1 < key->len; i++)
    table = enter_table (scanner, table, g_ptr_array_index (key, i), error);

  return table;
}

static gboolean
parse_pair (AthTomlScanner  *scanner,
            AthTomlValue    *table,
            GError         **error)
{
  g_autoptr(GPtrArray) key = parse_key (scanner, error);
  const char *name;
  AthTomlValue *value;

  if (key == NULL)
    return FALSE;
  if (!ath_toml_scanner_accept (scanner, "="))
    return ath_toml_scanner_fail (scanner, error, _("“=” is expected behind a key"));
  table = enter_parents (scanner, table, key, error);
  if (table == NULL)
    return FALSE;

  name = g_ptr_array_index (key, key->len - 1);
  if (g_hash_table_contains (table->index, name))
    return ath_toml_scanner_fail (scanner, error, _("Key “%s” appears twice"), name);

  ath_toml_scanner_skip_blanks (scanner);
  value = parse_value (scanner, error);
  if (value == NULL)
    return FALSE;
  ath_toml_value_take (table, name, value);

  return TRUE;
}

/* The elements of an array or the pairs of an inline table, up to @close. */
static AthTomlValue *
parse_elements (AthTomlScanner  *scanner,
                AthTomlType      type,
                const char      *close,
                GError         **error)
{
  g_autoptr(AthTomlValue) self = ath_toml_value_new (type, scanner->line);

  for (;;)
    {
      ath_toml_scanner_skip_space (scanner);
      if (ath_toml_scanner_accept (scanner, close))
        break;

      if (type == ATH_TOML_TABLE)
        {
          if (!parse_pair (scanner, self, error))
            return NULL;
        }
      else
        {
          AthTomlValue *element = parse_value (scanner, error);

          if (element == NULL)
            return NULL;
          g_ptr_array_add (self->elements, element);
        }

      ath_toml_scanner_skip_space (scanner);
      if (!ath_toml_scanner_accept (scanner, ",") && !ath_toml_scanner_looks_at (scanner, close))
        {
          ath_toml_scanner_fail (scanner, error, _("“,” or “%s” is expected here"), close);
          return NULL;
        }
    }
  self->closed = TRUE;

  return g_steal_pointer (&self);
}

static AthTomlValue *
parse_nested (AthTomlScanner  *scanner,
              AthTomlType      type,
              const char      *close,
              GError         **error)
{
  AthTomlValue *value;

  if (scanner->depth == MAX_DEPTH)
    {
      ath_toml_scanner_fail (scanner, error, _("Values are nested too deeply"));
      return NULL;
    }

  scanner->depth++;
  value = parse_elements (scanner, type, close, error);
  scanner->depth--;

  return value;
}

static AthTomlValue *
parse_string (AthTomlScanner  *scanner,
              GError         **error)
{
  guint line = scanner->line;
  char *text = ath_toml_scanner_take_string (scanner, TRUE, error);
  AthTomlValue *value;

  if (text == NULL)
    return NULL;

  value = ath_toml_value_new (ATH_TOML_STRING, line);
  value->text = text;

  return value;
}

static AthTomlValue *
parse_value (AthTomlScanner  *scanner,
             GError         **error)
{
  if (ath_toml_scanner_accept (scanner, "["))
    return parse_nested (scanner, ATH_TOML_ARRAY, "]", error);
  if (ath_toml_scanner_accept (scanner, "{"))
    return parse_nested (scanner, ATH_TOML_TABLE, "}", error);
  if (ath_toml_scanner_is_string (scanner))
    return parse_string (scanner, error);

  return ath_toml_scanner_take_word (scanner, error);
}

/* The new table of `[[key]]`. */
static AthTomlValue *
append_table (AthTomlScanner  *scanner,
              AthTomlValue    *parent,
              const char      *name,
              GError         **error)
{
  AthTomlValue *array = g_hash_table_lookup (parent->index, name);
  AthTomlValue *table;

  if (array == NULL)
    {
      array = ath_toml_value_new (ATH_TOML_ARRAY, scanner->line);
      ath_toml_value_take (parent, name, array);
    }
  else if (array->type != ATH_TOML_ARRAY || array->closed)
    {
      ath_toml_scanner_fail (scanner, error, _("“%s” is not an array of tables"), name);
      return NULL;
    }

  table = ath_toml_value_new (ATH_TOML_TABLE, scanner->line);
  g_ptr_array_add (array->elements, table);

  return table;
}

/* The table of `[key]`, which may have come about as the parent of another. */
static AthTomlValue *
define_table (AthTomlScanner  *scanner,
              AthTomlValue    *parent,
              const char      *name,
              GError         **error)
{
  AthTomlValue *known = g_hash_table_lookup (parent->index, name);

  if (known != NULL && (known->type == ATH_TOML_ARRAY || known->defined))
    {
      ath_toml_scanner_fail (scanner, error, _("Table “%s” appears twice"), name);
      return NULL;
    }

  return enter_table (scanner, parent, name, error);
}

/* The header of a table and, in @table, what the keys behind it belong to. */
static gboolean
parse_header (AthTomlScanner  *scanner,
              AthTomlValue    *root,
              AthTomlValue   **table,
              GError         **error)
{
  gboolean is_array = ath_toml_scanner_accept (scanner, "[");
  g_autoptr(GPtrArray) key = parse_key (scanner, error);
  AthTomlValue *parent;
  const char *name;

  if (key == NULL)
    return FALSE;
  if (!ath_toml_scanner_accept (scanner, is_array ? "]]" : "]"))
    return ath_toml_scanner_fail (scanner, error, _("The header of a table is not closed"));

  parent = enter_parents (scanner, root, key, error);
  if (parent == NULL)
    return FALSE;

  name = g_ptr_array_index (key, key->len - 1);
  *table = is_array ? append_table (scanner, parent, name, error)
                    : define_table (scanner, parent, name, error);
  if (*table == NULL)
    return FALSE;
  (*table)->defined = TRUE;

  return TRUE;
}

static gboolean
parse_line (AthTomlScanner  *scanner,
            AthTomlValue    *root,
            AthTomlValue   **table,
            GError         **error)
{
  gboolean is_header = ath_toml_scanner_accept (scanner, "[");

  if (is_header ? !parse_header (scanner, root, table, error)
                : !parse_pair (scanner, *table, error))
    return FALSE;

  ath_toml_scanner_skip_blanks (scanner);
  ath_toml_scanner_skip_comment (scanner);
  if (scanner->pos < scanner->end && !ath_toml_scanner_accept_line_end (scanner))
    return ath_toml_scanner_fail (scanner, error,
                                  _("Something stands behind the end of the line's value"));

  return TRUE;
}

static gboolean
parse_file (AthTomlScanner  *scanner,
            AthTomlValue    *root,
            GError         **error)
{
  AthTomlValue *table = root;

  ath_toml_scanner_accept (scanner, "\xef\xbb\xbf");
  ath_toml_scanner_skip_space (scanner);
  while (scanner->pos < scanner->end)
    {
      if (!parse_line (scanner, root, &table, error))
        return FALSE;
      ath_toml_scanner_skip_space (scanner);
    }

  return TRUE;
}

static gboolean
check_encoding (AthTomlScanner  *scanner,
                GError         **error)
{
  const char *invalid;

  if (g_utf8_validate_len (scanner->pos, scanner->end - scanner->pos, &invalid))
    return TRUE;

  for (; scanner->pos < invalid; scanner->pos++)
    scanner->line += *scanner->pos == '\n';

  return ath_toml_scanner_fail (scanner, error, _("The file is not text in UTF-8"));
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
  AthTomlScanner scanner;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (len >= -1, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  root = ath_toml_value_new (ATH_TOML_TABLE, 1);
  scanner = (AthTomlScanner) {
    .path = path,
    .pos = text,
    .end = text + (len < 0 ? strlen (text) : (gsize) len),
    .line = 1,
  };
  if (!check_encoding (&scanner, error) || !parse_file (&scanner, root, error))
    return NULL;

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
