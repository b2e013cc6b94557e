/* ath-statement.c: one statement of a script
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/ath-statement.h"
#include "script/ath-text-place.h"

static void
statement_clear (gpointer data)
{
  AthStatement *self = data;

  g_free (self->sql);
  g_free (self->file);
  g_free (self->table_type);
  for (guint i = 0; i < self->n_parameters; i++)
    g_free (self->parameters[i]);
  g_free (self->parameters);
}

/**
 * ath_statement_new:
 * @sql: its text, without the closing semicolon
 *
 * Makes a statement from nowhere; its maker fills the other fields before it is
 * shared.
 *
 * Returns: (transfer full): a statement
 */
AthStatement *
ath_statement_new (const char *sql)
{
  AthStatement *self;

  g_return_val_if_fail (sql != NULL, NULL);

  self = g_atomic_rc_box_new0 (AthStatement);
  self->sql = g_strdup (sql);

  return self;
}

/**
 * ath_statement_ref:
 * @self: a statement
 *
 * Returns: (transfer full): @self
 */
AthStatement *
ath_statement_ref (AthStatement *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * ath_statement_unref:
 * @self: (transfer full): a statement
 */
void
ath_statement_unref (AthStatement *self)
{
  g_atomic_rc_box_release_full (self, statement_clear);
}

/**
 * ath_statement_locate:
 * @self: a statement
 * @offset: place in its text as the server counts, in characters from 1; 0 for
 *   the statement as a whole
 * @line: (out): line in the script, from 1, or 0 when unknown
 * @column: (out): column in characters from 1, or 0
 *
 * Finds in the script what the server marks in the statement.  A statement that
 * a script made rather than held has only its own place.
 */
void
ath_statement_locate (AthStatement *self,
                      guint         offset,
                      guint        *line,
                      guint        *column)
{
  AthTextPlace place = { .line = self->line, .column = self->column };

  if (self->verbatim && offset > 0)
    {
      const char *start = self->sql + self->lead_bytes;
      const char *marked = self->sql;

      for (guint i = 1; i < offset && *marked != '\0'; i++)
        marked = g_utf8_next_char (marked);
      if (marked > start)
        ath_text_place_advance (&place, start, marked - start);
    }

  *line = place.line;
  *column = place.column;
}
