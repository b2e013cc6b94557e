/* ath-statement.h: one statement of a script
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AthStatement:
 * @sql: its text, without the closing semicolon
 * @file: (nullable): the script it comes from
 * @line: line in @file where it starts, from 1, or 0
 * @column: column there in characters from 1, or 0
 * @verbatim: @sql stands in @file as it is, so that a place in the one is a
 *   place in the other
 * @lead_bytes: bytes of @sql before the place that @line and @column name:
 *   comments above the statement
 * @outside_transaction: the server refuses it inside a transaction block
 * @is_question: reads the catalogs for `inspect ()`: no part of what the script does
 * @table_type: (nullable): “schema.name” of the type that it creates, when it does
 *   so because a table that follows has a column of it
 * @parameters: (nullable) (array length=n_parameters): text forms of $1, $2, ...
 * @n_parameters: how many there are
 *
 * One statement, ready to be shown or sent.  Refcounted, immutable once shared.
 */
typedef struct
{
  char      *sql;
  char      *file;
  guint      line;
  guint      column;
  gboolean   verbatim;
  gsize      lead_bytes;
  gboolean   outside_transaction;
  gboolean   is_question;
  char      *table_type;
  char     **parameters;
  guint      n_parameters;
} AthStatement;

AthStatement *ath_statement_new      (const char   *sql) G_GNUC_WARN_UNUSED_RESULT;
AthStatement *ath_statement_ref      (AthStatement *self);
void          ath_statement_unref    (AthStatement *self);

void          ath_statement_locate   (AthStatement *self,
                                      guint         offset,
                                      guint        *line,
                                      guint        *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthStatement, ath_statement_unref)

G_END_DECLS
