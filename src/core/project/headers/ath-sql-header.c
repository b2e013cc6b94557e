/* ath-sql-header.c: what a SQL script declares
 *
 * The header ends at `--@ upgrade` or `--@ downgrade`.  Besides its directives
 * it may hold comments, whose text describes the revision, and nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/headers/ath-sql-directive.h"
#include "project/headers/ath-sql-header.h"

#define N_HEADER_DIRECTIVES (ATH_SQL_DIRECTIVE_DEPENDS_ON + 1)

typedef struct
{
  const char *path;
  const char *pos;
  guint       line;
  char       *arguments[N_HEADER_DIRECTIVES]; /* (owned) (nullable) */
  guint       lines[N_HEADER_DIRECTIVES];
  GString    *comments;                       /* (owned) */
} Reader;

static void
reader_clear (Reader *reader)
{
  for (guint i = 0; i < N_HEADER_DIRECTIVES; i++)
    g_free (reader->arguments[i]);
  g_string_free (reader->comments, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static GError *
new_error (const Reader *reader,
           guint         line,
           const char   *message,
           const char   *hint)
{
  GError *error = ath_error_new (ATH_ERROR_SCRIPT, "%s", message);

  ath_error_set_place (error, reader->path, line, 0);
  ath_error_set_hint (error, hint);

  return error;
}

/* Goes behind the line end. */
static void
skip_line (Reader *reader)
{
  reader->pos += strcspn (reader->pos, "\n");
  if (*reader->pos == '\n')
    {
      reader->pos++;
      reader->line++;
    }
}

/* A block comment, with those inside of it. */
static gboolean
skip_block_comment (Reader  *reader,
                    GError **error)
{
  guint first_line = reader->line;
  guint depth = 0;

  do
    {
      if (g_str_has_prefix (reader->pos, "/*"))
        {
          depth++;
          reader->pos += 2;
        }
      else if (g_str_has_prefix (reader->pos, "*/"))
        {
          depth--;
          reader->pos += 2;
        }
      else
        {
          reader->line += *reader->pos == '\n';
          reader->pos++;
        }
    }
  while (depth > 0 && *reader->pos != '\0');

  if (depth == 0)
    return TRUE;
  g_propagate_error (error, new_error (reader, first_line, _("A comment is not closed"),
                                       _("Close it with “*/”.")));

  return FALSE;
}

static void
skip_space (Reader *reader)
{
  for (; g_ascii_isspace (*reader->pos); reader->pos++)
    reader->line += *reader->pos == '\n';
}

static void
read_comment (Reader *reader)
{
  g_autofree char *text = g_strndup (reader->pos + 2, strcspn (reader->pos + 2, "\n"));

  g_string_append_printf (reader->comments, "%s\n", g_strstrip (text));
  skip_line (reader);
}

static GError *
new_misplaced_error (const Reader        *reader,
                     AthSqlDirectiveKind  kind)
{
  g_autofree char *message =
    g_strdup_printf (_("“--@ %s” stands before “--@ upgrade”"),
                     ath_sql_directive_kind_get_name (kind));

  return new_error (reader, reader->line, message,
                    _("It belongs among the statements, behind “--@ upgrade” or “--@ downgrade”."));
}

/* Sets @at_body instead of reading on when the directive ends the header. */
static gboolean
read_directive (Reader    *reader,
                gboolean  *at_body,
                GError   **error)
{
  gsize len = strcspn (reader->pos, "\n");
  AthSqlDirective directive;
  g_autofree char *message = NULL;

  if (!ath_sql_directive_parse (reader->pos, len, reader->path, reader->line, &directive, error))
    return FALSE;

  *at_body = directive.kind == ATH_SQL_DIRECTIVE_UPGRADE
             || directive.kind == ATH_SQL_DIRECTIVE_DOWNGRADE;
  if (*at_body)
    return TRUE;

  if (!ath_sql_directive_kind_is_header (directive.kind))
    {
      g_propagate_error (error, new_misplaced_error (reader, directive.kind));
      return FALSE;
    }
  if (reader->arguments[directive.kind] != NULL)
    {
      message = g_strdup_printf (_("“--@ %s:” appears twice, first in line %u"),
                                 ath_sql_directive_kind_get_name (directive.kind),
                                 reader->lines[directive.kind]);
      g_propagate_error (error, new_error (reader, reader->line, message, NULL));
      return FALSE;
    }

  reader->arguments[directive.kind] = g_strndup (directive.argument, directive.argument_len);
  reader->lines[directive.kind] = reader->line;
  skip_line (reader);

  return TRUE;
}

static gboolean
read_header (Reader  *reader,
             GError **error)
{
  gboolean at_body = FALSE;

  for (skip_space (reader); *reader->pos != '\0' && !at_body; skip_space (reader))
    {
      if (g_str_has_prefix (reader->pos, "--@"))
        {
          if (!read_directive (reader, &at_body, error))
            return FALSE;
        }
      else if (g_str_has_prefix (reader->pos, "--"))
        read_comment (reader);
      else if (g_str_has_prefix (reader->pos, "/*"))
        {
          if (!skip_block_comment (reader, error))
            return FALSE;
        }
      else
        {
          g_propagate_error (error,
                             new_error (reader, reader->line,
                                        _("A statement stands before “--@ upgrade”"),
                                        _("Write “--@ upgrade” on a line of its own before the "
                                          "first statement.")));
          return FALSE;
        }
    }

  return TRUE;
}

/* Splits an argument at its commas into @strings. */
static gboolean
read_list (const Reader         *reader,
           AthSqlDirectiveKind   kind,
           char               ***strings,
           GError              **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) pieces = NULL;

  if (reader->arguments[kind] == NULL)
    return TRUE;

  pieces = g_strsplit (reader->arguments[kind], ",", -1);
  for (guint i = 0; pieces[i] != NULL; i++)
    {
      g_autofree char *message = NULL;

      g_strstrip (pieces[i]);
      if (strpbrk (pieces[i], " \t") != NULL)
        {
          message = g_strdup_printf (_("“%s” is not one name"), pieces[i]);
          g_propagate_error (error, new_error (reader, reader->lines[kind], message,
                                               _("Put commas between several names.")));
          return FALSE;
        }
      if (*pieces[i] != '\0')
        g_strv_builder_add (builder, pieces[i]);
    }
  g_strfreev (*strings);
  *strings = g_strv_builder_end (builder);

  return TRUE;
}

static char *
steal_argument (Reader              *reader,
                AthSqlDirectiveKind  kind)
{
  char *argument = g_steal_pointer (&reader->arguments[kind]);

  return argument != NULL ? argument : g_strdup ("");
}

static AthRevision *
make_revision (Reader  *reader,
               GError **error)
{
  g_auto(GStrv) ids = g_new0 (char *, 1);
  g_autoptr(AthRevision) revision = NULL;

  if (!read_list (reader, ATH_SQL_DIRECTIVE_REVISION, &ids, error))
    return NULL;
  if (g_strv_length (ids) != 1)
    {
      g_propagate_error (error,
                         new_error (reader, 1, _("The script declares no revision"),
                                    _("Write “--@ revision: ID” in its first line, or move the "
                                      "file out of the folder of scripts.")));
      return NULL;
    }

  revision = ath_revision_new (ids[0]);
  if (!read_list (reader, ATH_SQL_DIRECTIVE_REVISES, &revision->down_revisions, error)
      || !read_list (reader, ATH_SQL_DIRECTIVE_DEPENDS_ON, &revision->depends_on, error)
      || !read_list (reader, ATH_SQL_DIRECTIVE_LABELS, &revision->labels, error))
    return NULL;

  g_free (revision->message);
  revision->message = steal_argument (reader, ATH_SQL_DIRECTIVE_MESSAGE);
  g_free (revision->description);
  revision->description = g_strstrip (g_strconcat (revision->message, "\n\n",
                                                   reader->comments->str, NULL));
  revision->created = g_steal_pointer (&reader->arguments[ATH_SQL_DIRECTIVE_CREATED]);

  return g_steal_pointer (&revision);
}

/**
 * ath_sql_header_read:
 * @text: content of the script in UTF-8
 * @path: path of the script, for errors
 * @error: set to `ATH_ERROR_SCRIPT` with file and line when the header is not
 *   understood
 *
 * Reads the header of a SQL script, and nothing behind it.  The path of the
 * revision is left to the caller.  Any thread.
 *
 * Returns: (transfer full): the revision, or `NULL`
 */
AthRevision *
ath_sql_header_read (const char  *text,
                     const char  *path,
                     GError     **error)
{
  g_auto(Reader) reader = {
    .path = path,
    .pos = text,
    .line = 1,
    .comments = g_string_new (NULL),
  };

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (path != NULL, NULL);

  if (!read_header (&reader, error))
    return NULL;

  return make_revision (&reader, error);
}
