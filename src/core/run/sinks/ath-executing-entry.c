/* ath-executing-entry.c: what waits in the queue of an executing sink
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "run/sinks/ath-executing-entry.h"

#define SQLSTATE_DIVISION_BY_ZERO "22012"
#define SQLSTATE_UNIQUE_VIOLATION "23505"

/**
 * ath_executing_entry_new:
 * @kind: what it is for
 * @statement: what is shown and sent
 *
 * Returns: (transfer full): an entry
 */
AthExecutingEntry
ath_executing_entry_new (AthExecutingEntryKind  kind,
                         AthStatement          *statement)
{
  return (AthExecutingEntry) { .kind = kind, .statement = ath_statement_ref (statement) };
}

/**
 * ath_executing_entry_new_mark:
 * @kind: BEGIN or COMMIT
 *
 * Returns: (transfer full): an entry
 */
AthExecutingEntry
ath_executing_entry_new_mark (AthExecutingEntryKind kind)
{
  g_autoptr(AthStatement) statement =
    ath_statement_new (kind == ATH_EXECUTING_ENTRY_BEGIN ? "BEGIN" : "COMMIT");

  return ath_executing_entry_new (kind, statement);
}

/**
 * ath_executing_entry_new_row_change:
 * @table: the version table
 * @change: what becomes of one row
 *
 * A COMMIT in the same pipeline as the change leaves no moment to look how many
 * rows were hit; therefore what is sent counts them itself, and divides by zero
 * unless they are one.
 *
 * Returns: (transfer full): an entry
 */
AthExecutingEntry
ath_executing_entry_new_row_change (const AthVersionTable *table,
                                    const AthRowChange    *change)
{
  g_autofree char *sql = ath_version_table_dup_change_sql (table, change);
  g_autoptr(AthStatement) statement = ath_statement_new (sql);
  AthExecutingEntry self;

  self = ath_executing_entry_new (ATH_EXECUTING_ENTRY_ROW_CHANGE, statement);
  if (change->from != NULL)
    self.sent = g_strdup_printf ("WITH hit AS (%s RETURNING 1) "
                                 "SELECT 1 / (count(*) = 1)::integer FROM hit",
                                 sql);

  return self;
}

/**
 * ath_executing_entry_clear:
 * @self: an entry
 */
void
ath_executing_entry_clear (AthExecutingEntry *self)
{
  g_clear_pointer (&self->statement, ath_statement_unref);
  g_clear_pointer (&self->sent, g_free);
}

/**
 * ath_executing_entry_is_shown:
 * @self: an entry
 *
 * Returns: whether it is a statement, not a mark of a transaction
 */
gboolean
ath_executing_entry_is_shown (const AthExecutingEntry *self)
{
  return self->kind == ATH_EXECUTING_ENTRY_STATEMENT
         || self->kind == ATH_EXECUTING_ENTRY_ROW_CHANGE;
}

/**
 * ath_executing_entry_get_item:
 * @self: an entry
 *
 * Returns: what is sent; its texts are those of @self
 */
AthPipelineItem
ath_executing_entry_get_item (const AthExecutingEntry *self)
{
  return (AthPipelineItem) {
    .sql = self->sent != NULL ? self->sent : self->statement->sql,
    .parameters = (const char *const *) self->statement->parameters,
    .n_parameters = self->statement->n_parameters,
    /* What follows BEGIN may take long, and is to be seen as begun. */
    .is_quick = self->kind == ATH_EXECUTING_ENTRY_ROW_CHANGE,
  };
}

static gboolean
says_moved (const AthExecutingEntry *self,
            const AthErrorDetails   *details)
{
  return self->kind == ATH_EXECUTING_ENTRY_ROW_CHANGE
         && (g_strcmp0 (details->sqlstate, SQLSTATE_DIVISION_BY_ZERO) == 0
             || g_strcmp0 (details->sqlstate, SQLSTATE_UNIQUE_VIOLATION) == 0);
}

static GError *
moved_error_new (void)
{
  GError *error = ath_error_new (ATH_ERROR_MOVED,
                                 _("The version rows are not what the plan started from"));

  ath_error_set_hint (error, _("Somebody else changed the database meanwhile. Look at its rows "
                               "and plan again."));

  return error;
}

/**
 * ath_executing_entry_explain:
 * @self: the entry that failed
 * @failure: (transfer full): what the connection said
 *
 * Returns: (transfer full): the same with the place in the script, or
 *   `ATH_ERROR_MOVED` when a version row was not there
 */
GError *
ath_executing_entry_explain (const AthExecutingEntry *self,
                             GError                  *failure)
{
  const AthErrorDetails *details = ath_error_get_details (failure);
  guint line;
  guint column;

  if (details == NULL)
    return failure;

  if (says_moved (self, details))
    {
      g_error_free (failure);
      return moved_error_new ();
    }

  ath_statement_locate (self->statement, details->statement_offset, &line, &column);
  ath_error_set_place (failure, self->statement->file, line, column);

  return failure;
}
