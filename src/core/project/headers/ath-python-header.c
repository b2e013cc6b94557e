/* ath-python-header.c: what an Alembic script declares
 *
 * Alembic imports a script to learn its revision.  Here the module's docstring
 * and the assignments of literals at its top level are read from the text, and
 * what cannot be known that way is refused rather than guessed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/headers/ath-docstring.h"
#include "project/headers/ath-header-literal.h"
#include "project/headers/ath-python-header.h"

typedef enum
{
  FIELD_REVISION,
  FIELD_DOWN_REVISION,
  FIELD_BRANCH_LABELS,
  FIELD_DEPENDS_ON,
  N_FIELDS,
} Field;

static const char *field_names[N_FIELDS] = {
  [FIELD_REVISION] = "revision",
  [FIELD_DOWN_REVISION] = "down_revision",
  [FIELD_BRANCH_LABELS] = "branch_labels",
  [FIELD_DEPENDS_ON] = "depends_on",
};

typedef struct
{
  AthHeaderScanner scanner;
  AthHeaderLiteral values[N_FIELDS];
  GString         *docstring;    /* (owned) (nullable) */
  gboolean         is_first;     /* no statement has been read yet */
  gboolean         in_block;     /* inside if, try, with, for or while at top level */
  glong            inner_indent; /* of a function inside such a block, or -1 */
} Reader;

static void
reader_clear (Reader *reader)
{
  for (guint i = 0; i < N_FIELDS; i++)
    ath_header_literal_clear (&reader->values[i]);
  if (reader->docstring != NULL)
    g_string_free (reader->docstring, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
is_word (const char *pos,
         gsize       len,
         const char *word)
{
  /* Nearly always the first byte decides. */
  return *pos == *word && strlen (word) == len && memcmp (pos, word, len) == 0;
}

static gboolean
is_any_word (const char        *pos,
             gsize              len,
             const char *const *words)
{
  for (; *words != NULL; words++)
    {
      if (is_word (pos, len, *words))
        return TRUE;
    }

  return FALSE;
}

/* The field that the name of @len bytes at @pos is, or N_FIELDS. */
static Field
find_field (const char *pos,
            gsize       len)
{
  Field field = FIELD_REVISION;

  while (field < N_FIELDS && !is_word (pos, len, field_names[field]))
    field++;

  return field;
}

/* What a `def` or `class` holds does not belong to the module. */
static gboolean
opens_scope (const char *pos,
             gsize       len)
{
  static const char *const words[] = { "def", "class", "async", NULL };

  return *pos == '@' || is_any_word (pos, len, words);
}

static gboolean
opens_block (const char *pos,
             gsize       len)
{
  static const char *const words[] = {
    "if", "elif", "else", "try", "except", "finally", "with", "for", "while", "match", NULL
  };

  return is_any_word (pos, len, words);
}

static gboolean
is_plain_equals (const AthHeaderScanner *scanner)
{
  return scanner->pos[0] == '=' && scanner->pos[1] != '=';
}

/* Goes to the next `=` of the statement that assigns, over those that compare. */
static gboolean
skip_to_equals (AthHeaderScanner *scanner)
{
  while (ath_header_scanner_skip_to (scanner, '='))
    {
      if (is_plain_equals (scanner) && strchr ("!<>", scanner->pos[-1]) == NULL)
        return TRUE;
      scanner->pos += is_plain_equals (scanner) ? 1 : 2;
    }

  return FALSE;
}

static gboolean
is_augmented_assignment (const AthHeaderScanner *scanner)
{
  return *scanner->pos != '\0' && strchr ("+-*/%@&|^", *scanner->pos) != NULL
         && scanner->pos[1] == '=';
}

/* Goes from behind a name to the value assigned to it; FALSE when there is none. */
static gboolean
skip_to_value (AthHeaderScanner *scanner)
{
  ath_header_scanner_skip_space (scanner, FALSE);
  if (*scanner->pos == ':')
    skip_to_equals (scanner);
  if (!is_plain_equals (scanner))
    return FALSE;

  scanner->pos++;
  ath_header_scanner_skip_space (scanner, FALSE);

  return TRUE;
}

/* The further targets of `a = b = value`, as bits. */
static guint
read_more_targets (AthHeaderScanner *scanner)
{
  guint fields = 0;

  for (;;)
    {
      AthHeaderScanner ahead = *scanner;
      gsize len = ath_header_scanner_get_name_length (&ahead);
      Field field = find_field (ahead.pos, len);

      ahead.pos += len;
      if (len == 0 || *ahead.pos == ':' || !skip_to_value (&ahead))
        return fields;
      if (field < N_FIELDS)
        fields |= 1u << field;
      *scanner = ahead;
    }
}

/* The value behind the targets @fields, of which @field is named in errors. */
static gboolean
read_value (Reader  *reader,
            Field    field,
            guint    fields,
            GError **error)
{
  g_auto(GStrv) strings = NULL;
  AthHeaderLiteral value = { 0 };

  if (!ath_header_literal_read (&reader->scanner, field_names[field], &value, error))
    return FALSE;

  strings = value.strings;
  for (guint i = 0; i < N_FIELDS; i++)
    {
      if ((fields & (1u << i)) != 0)
        {
          ath_header_literal_clear (&reader->values[i]);
          reader->values[i].kind = value.kind;
          reader->values[i].strings = g_strdupv (strings);
        }
    }

  return TRUE;
}

/* A statement at top level that starts with the name of @field. */
static gboolean
read_assignment (Reader  *reader,
                 Field    field,
                 GError **error)
{
  AthHeaderScanner *scanner = &reader->scanner;

  scanner->pos += strlen (field_names[field]);
  ath_header_scanner_skip_space (scanner, FALSE);
  if (*scanner->pos == ',' || is_augmented_assignment (scanner))
    return ath_header_literal_fail (scanner, field_names[field], error);
  if (!skip_to_value (scanner))
    return TRUE;

  return read_value (reader, field, 1u << field | read_more_targets (scanner), error);
}

/* Leaves the scanner before a string that is not the docstring. */
static void
read_docstring (Reader *reader)
{
  AthHeaderScanner ahead = reader->scanner;
  g_autoptr(GString) text = g_string_new (NULL);

  while (ath_header_scanner_is_string (&ahead))
    {
      if (!ath_header_scanner_take_string (&ahead, text))
        return;
      ath_header_scanner_skip_space (&ahead, FALSE);
    }
  if (!ath_header_scanner_is_statement_end (&ahead))
    return;

  reader->docstring = g_steal_pointer (&text);
  reader->scanner = ahead;
}

/* Inside a block an assignment counts for Python, but whether it is run cannot
 * be known here.
 */
static gboolean
check_block_statement (const AthHeaderScanner  *scanner,
                       GError                 **error)
{
  AthHeaderScanner ahead = *scanner;
  Field field = find_field (ahead.pos, ath_header_scanner_get_name_length (&ahead));

  if (field == N_FIELDS)
    return TRUE;

  ahead.pos += strlen (field_names[field]);
  ath_header_scanner_skip_space (&ahead, FALSE);
  if (!is_augmented_assignment (&ahead) && !skip_to_value (&ahead))
    return TRUE;

  ahead.pos = scanner->pos;

  return ath_header_literal_fail (&ahead, field_names[field], error);
}

/* The head of a block, which may have its body in the same line. */
static gboolean
read_block_line (Reader  *reader,
                 GError **error)
{
  AthHeaderScanner ahead = reader->scanner;

  if (ath_header_scanner_skip_to (&ahead, ':'))
    {
      ahead.pos++;
      ath_header_scanner_skip_space (&ahead, FALSE);
      if (!check_block_statement (&ahead, error))
        return FALSE;
    }
  reader->in_block = TRUE;
  ath_header_scanner_skip_statement (&reader->scanner, FALSE);

  return TRUE;
}

static Field
find_field_between (const char *pos,
                    const char *end)
{
  AthHeaderScanner word = { .pos = pos };

  while (word.pos < end)
    {
      gsize len = ath_header_scanner_get_name_length (&word);
      Field field = find_field (word.pos, len);

      if (field < N_FIELDS)
        return field;
      word.pos += MAX (len, 1);
    }

  return N_FIELDS;
}

/* Refuses an assignment to a field among others: `(revision) = …`, `x, revision = …`. */
static gboolean
check_packed_targets (const AthHeaderScanner  *scanner,
                      GError                 **error)
{
  AthHeaderScanner ahead = *scanner;
  gboolean packs = *scanner->pos == '(' || *scanner->pos == '[' || *scanner->pos == '*'
                   || ath_header_scanner_skip_to (&ahead, ',');
  const char *end = scanner->pos;
  Field field;

  for (; packs && skip_to_equals (&ahead); ahead.pos++)
    end = ahead.pos;

  field = find_field_between (scanner->pos, end);
  if (field == N_FIELDS)
    return TRUE;

  ahead.pos = scanner->pos;

  return ath_header_literal_fail (&ahead, field_names[field], error);
}

/* A statement that does not start with a field may still assign to one. */
static gboolean
read_other_statement (Reader  *reader,
                      GError **error)
{
  guint fields = read_more_targets (&reader->scanner);

  if (fields != 0)
    return read_value (reader, g_bit_nth_lsf (fields, -1), fields, error);

  return check_packed_targets (&reader->scanner, error);
}

static gboolean
read_top_level_statement (Reader  *reader,
                          GError **error)
{
  AthHeaderScanner *scanner = &reader->scanner;
  gsize len;
  Field field;

  if (reader->is_first && ath_header_scanner_is_string (scanner))
    read_docstring (reader);
  reader->is_first = FALSE;
  reader->in_block = FALSE;
  reader->inner_indent = -1;

  len = ath_header_scanner_get_name_length (scanner);
  if (opens_block (scanner->pos, len))
    return read_block_line (reader, error);
  if (opens_scope (scanner->pos, len))
    {
      ath_header_scanner_skip_statement (scanner, FALSE);
      return TRUE;
    }

  field = find_field (scanner->pos, len);
  if (field < N_FIELDS ? !read_assignment (reader, field, error)
                       : !read_other_statement (reader, error))
    return FALSE;
  ath_header_scanner_skip_statement (scanner, TRUE);

  return TRUE;
}

static gboolean
read_indented_statement (Reader  *reader,
                         glong    indent,
                         GError **error)
{
  AthHeaderScanner *scanner = &reader->scanner;

  if (reader->in_block && (reader->inner_indent < 0 || indent <= reader->inner_indent))
    {
      gsize len = ath_header_scanner_get_name_length (scanner);

      reader->inner_indent = opens_scope (scanner->pos, len) ? indent : -1;
      if (!check_block_statement (scanner, error))
        return FALSE;
    }
  ath_header_scanner_skip_statement (scanner, FALSE);

  return TRUE;
}

/* How far the line at @pos is indented; a form feed starts over. */
static glong
count_indent (const char *pos)
{
  glong indent = 0;

  for (; *pos == ' ' || *pos == '\t' || *pos == '\f'; pos++)
    indent = *pos == '\f' ? 0 : indent + 1;

  return indent;
}

static gboolean
read_statement (Reader  *reader,
                GError **error)
{
  AthHeaderScanner *scanner = &reader->scanner;
  const char *start = scanner->pos;
  gboolean starts_line = start == scanner->text || start[-1] != ';';
  glong indent = starts_line ? count_indent (start) : 0;

  ath_header_scanner_skip_space (scanner, FALSE);
  if (ath_header_scanner_is_statement_end (scanner))
    {
      ath_header_scanner_skip_statement (scanner, TRUE);
      return TRUE;
    }
  if (indent > 0)
    return read_indented_statement (reader, indent, error);

  return read_top_level_statement (reader, error);
}

/* The last place where @text names a field.  Behind it there is nothing to
 * learn, and it is mostly not far from the start.
 */
static const char *
find_last_field (const char *text)
{
  static const char *const words[] = { "revision", "branch_labels", "depends_on" };
  const char *last = text;

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      for (const char *found = text; (found = strstr (found, words[i])) != NULL; found++)
        last = MAX (last, found);
    }

  return last;
}

/* Alembic before 0.2 had the id in the file name only. */
static char *
dup_id_of_name (const char *path)
{
  g_autofree char *name = g_path_get_basename (path);
  gsize len = strspn (name, "0123456789abcdef");

  return len > 0 && g_str_equal (name + len, ".py") ? g_strndup (name, len) : NULL;
}

static GError *
new_error (const Reader *reader,
           const char   *message,
           const char   *hint)
{
  GError *error = ath_error_new (ATH_ERROR_SCRIPT, "%s", message);

  ath_error_set_place (error, reader->scanner.path, 1, 0);
  ath_error_set_hint (error, hint);

  return error;
}

static char *
dup_id (const Reader  *reader,
        GError       **error)
{
  const AthHeaderLiteral *value = &reader->values[FIELD_REVISION];
  char *id;

  if (value->kind == ATH_HEADER_LITERAL_STRING && *value->strings[0] != '\0')
    return g_strdup (value->strings[0]);
  if (value->kind != ATH_HEADER_LITERAL_UNSET)
    {
      g_propagate_error (error,
                         new_error (reader, _("The value of “revision” is not an id"),
                                    _("Write “revision = \"…\"” with the id of the revision.")));
      return NULL;
    }

  id = dup_id_of_name (reader->scanner.path);
  if (id == NULL)
    g_propagate_error (error,
                       new_error (reader, _("The script declares no “revision”"),
                                  _("Write “revision = \"…\"” at its top level, or move the file "
                                    "out of the folder of scripts.")));

  return id;
}

static void
take_strings (Reader   *reader,
              Field     field,
              char   ***strings)
{
  if (reader->values[field].strings == NULL)
    return;

  g_strfreev (*strings);
  *strings = g_steal_pointer (&reader->values[field].strings);
}

static AthRevision *
make_revision (Reader  *reader,
               GError **error)
{
  g_autofree char *id = dup_id (reader, error);
  AthRevision *revision;

  if (id == NULL)
    return NULL;
  if (reader->values[FIELD_DOWN_REVISION].kind == ATH_HEADER_LITERAL_UNSET)
    {
      g_propagate_error (error,
                         new_error (reader, _("The script declares no “down_revision”"),
                                    _("Write “down_revision = \"…\"” with the revision before it, "
                                      "or None for the first one.")));
      return NULL;
    }

  revision = ath_revision_new (id);
  take_strings (reader, FIELD_DOWN_REVISION, &revision->down_revisions);
  take_strings (reader, FIELD_BRANCH_LABELS, &revision->labels);
  take_strings (reader, FIELD_DEPENDS_ON, &revision->depends_on);
  if (reader->docstring != NULL)
    ath_docstring_describe (reader->docstring->str, revision);

  return revision;
}

/**
 * ath_python_header_read:
 * @text: content of the script in UTF-8
 * @path: path of the script, for errors and for the id of scripts of Alembic
 *   before 0.2
 * @error: set to `ATH_ERROR_SCRIPT` with file and line when the script does not
 *   declare a revision by literals
 *
 * Reads what an Alembic script declares at its top level: `revision`,
 * `down_revision`, `branch_labels`, `depends_on` and the docstring.  The path of
 * the revision is left to the caller.  Any thread.
 *
 * Returns: (transfer full): the revision, or `NULL`
 */
AthRevision *
ath_python_header_read (const char  *text,
                        const char  *path,
                        GError     **error)
{
  g_auto(Reader) reader = {
    .scanner = { .path = path, .text = text, .pos = text },
    .is_first = TRUE,
    .inner_indent = -1,
  };
  const char *last;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  last = find_last_field (text);
  while (*reader.scanner.pos != '\0' && reader.scanner.pos <= last)
    {
      if (!read_statement (&reader, error))
        return NULL;
    }

  return make_revision (&reader, error);
}
