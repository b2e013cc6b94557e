/* ath-header-literal.c: literal values in Python code
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/headers/ath-header-literal.h"

/* Parentheses around a value nest no deeper than this. */
#define MAX_DEPTH 16

typedef struct
{
  AthHeaderScanner *scanner;
  const char       *name;    /* what the value is assigned to, for errors */
  GStrvBuilder     *strings;
} Reader;

static gboolean read_expression (Reader                *reader,
                                 guint                  depth,
                                 AthHeaderLiteralKind  *kind,
                                 GError               **error);

/**
 * ath_header_literal_fail:
 * @scanner: a scanner before what is not a literal
 * @name: what the value is assigned to
 * @error: set to `ATH_ERROR_SCRIPT` with file, line and column
 *
 * Returns: `FALSE`
 */
gboolean
ath_header_literal_fail (AthHeaderScanner  *scanner,
                         const char        *name,
                         GError           **error)
{
  g_autofree char *message = g_strdup_printf (_("The value of “%s” is not a literal"), name);
  GError *mine = ath_header_scanner_new_error (scanner, message);

  ath_error_set_hint (mine,
                      _("A project is opened without running its scripts. Write a string, None, "
                        "or a tuple of strings."));
  g_propagate_error (error, mine);

  return FALSE;
}

/* Strings that follow each other are one. */
static gboolean
read_strings (Reader    *reader,
              gboolean   in_brackets,
              GError   **error)
{
  g_autoptr(GString) text = g_string_new (NULL);

  do
    {
      if (!ath_header_scanner_take_string (reader->scanner, text))
        return ath_header_literal_fail (reader->scanner, reader->name, error);
      ath_header_scanner_skip_space (reader->scanner, in_brackets);
    }
  while (ath_header_scanner_is_string (reader->scanner));
  g_strv_builder_add (reader->strings, text->str);

  return TRUE;
}

/* What is between brackets, up to @close; the opening one has been taken. */
static gboolean
read_elements (Reader                *reader,
               char                   close,
               guint                  depth,
               AthHeaderLiteralKind  *kind,
               GError               **error)
{
  AthHeaderScanner *scanner = reader->scanner;
  gboolean is_first = TRUE;
  gboolean behind_comma = TRUE;

  *kind = ATH_HEADER_LITERAL_SEQUENCE;
  for (;;)
    {
      AthHeaderLiteralKind element;

      ath_header_scanner_skip_space (scanner, TRUE);
      if (*scanner->pos == close)
        break;
      if (!behind_comma || depth == MAX_DEPTH)
        return ath_header_literal_fail (scanner, reader->name, error);
      if (!read_expression (reader, depth + 1, &element, error))
        return FALSE;

      ath_header_scanner_skip_space (scanner, TRUE);
      behind_comma = *scanner->pos == ',';
      if (behind_comma)
        scanner->pos++;

      /* Parentheses without a comma make no tuple. */
      if (is_first && !behind_comma && close == ')')
        *kind = element;
      else if (element != ATH_HEADER_LITERAL_STRING)
        return ath_header_literal_fail (scanner, reader->name, error);
      is_first = FALSE;
    }
  scanner->pos++;

  return TRUE;
}

static gboolean
read_expression (Reader                *reader,
                 guint                  depth,
                 AthHeaderLiteralKind  *kind,
                 GError               **error)
{
  AthHeaderScanner *scanner = reader->scanner;
  char open = *scanner->pos;

  if (ath_header_scanner_is_string (scanner))
    {
      *kind = ATH_HEADER_LITERAL_STRING;
      return read_strings (reader, depth > 0, error);
    }

  if (ath_header_scanner_is_name (scanner, "None"))
    {
      scanner->pos += strlen ("None");
      *kind = ATH_HEADER_LITERAL_NONE;
      return TRUE;
    }

  if (open == '(' || open == '[' || open == '{')
    {
      scanner->pos++;
      return read_elements (reader, open == '(' ? ')' : open == '[' ? ']' : '}',
                            depth, kind, error);
    }

  return ath_header_literal_fail (scanner, reader->name, error);
}

/* A value, or a tuple without parentheses, up to the end of the statement. */
static gboolean
read_whole (Reader                *reader,
            AthHeaderLiteralKind  *kind,
            GError               **error)
{
  AthHeaderScanner *scanner = reader->scanner;
  gboolean is_tuple = FALSE;

  for (;;)
    {
      if (!read_expression (reader, 0, kind, error))
        return FALSE;
      ath_header_scanner_skip_space (scanner, FALSE);
      is_tuple |= *scanner->pos == ',';
      if (is_tuple && *kind != ATH_HEADER_LITERAL_STRING)
        return ath_header_literal_fail (scanner, reader->name, error);
      if (*scanner->pos != ',')
        break;

      scanner->pos++;
      ath_header_scanner_skip_space (scanner, FALSE);
      if (ath_header_scanner_is_statement_end (scanner))
        break;
    }

  if (!ath_header_scanner_is_statement_end (scanner))
    return ath_header_literal_fail (scanner, reader->name, error);
  if (is_tuple)
    *kind = ATH_HEADER_LITERAL_SEQUENCE;

  return TRUE;
}

/**
 * ath_header_literal_read:
 * @scanner: a scanner behind the `=` of an assignment and its blanks
 * @name: what the value is assigned to, for errors
 * @literal: (out caller-allocates): the value, to be cleared with
 *   ath_header_literal_clear()
 * @error: set to `ATH_ERROR_SCRIPT` with file, line and column when the value is
 *   neither None nor a string nor a sequence of strings
 *
 * Reads the value of an assignment up to the end of its statement.
 *
 * Returns: whether @literal is set
 */
gboolean
ath_header_literal_read (AthHeaderScanner  *scanner,
                         const char        *name,
                         AthHeaderLiteral  *literal,
                         GError           **error)
{
  g_autoptr(GStrvBuilder) strings = g_strv_builder_new ();
  Reader reader = { .scanner = scanner, .name = name, .strings = strings };
  AthHeaderLiteralKind kind;

  if (!read_whole (&reader, &kind, error))
    return FALSE;

  literal->kind = kind;
  literal->strings = g_strv_builder_end (strings);

  return TRUE;
}

/**
 * ath_header_literal_clear:
 * @literal: a literal, set or not
 */
void
ath_header_literal_clear (AthHeaderLiteral *literal)
{
  literal->kind = ATH_HEADER_LITERAL_UNSET;
  g_clear_pointer (&literal->strings, g_strfreev);
}
