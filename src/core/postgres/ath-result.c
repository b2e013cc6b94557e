/* ath-result.c: rows that a statement returned
 *
 * A PGresult does not change once it is made, so any thread may read it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-result-private.h"

struct _AthResult
{
  PGresult *result; /* (owned) */
};

static void
result_clear (gpointer data)
{
  AthResult *self = data;

  PQclear (self->result);
}

/**
 * ath_result_new_take:
 * @result: (transfer full): what libpq returned, not an error
 *
 * Returns: (transfer full): the same for the rest of the program
 */
AthResult *
ath_result_new_take (PGresult *result)
{
  AthResult *self = g_atomic_rc_box_new (AthResult);

  self->result = result;

  return self;
}

/**
 * ath_result_ref:
 * @self: a result
 *
 * Returns: (transfer full): @self
 */
AthResult *
ath_result_ref (AthResult *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * ath_result_unref:
 * @self: (transfer full): a result
 */
void
ath_result_unref (AthResult *self)
{
  g_atomic_rc_box_release_full (self, result_clear);
}

/**
 * ath_result_get_n_rows:
 * @self: a result
 *
 * Returns: number of rows; 0 for a command that returns none
 */
guint
ath_result_get_n_rows (AthResult *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return PQntuples (self->result);
}

/**
 * ath_result_get_n_columns:
 * @self: a result
 *
 * Returns: number of columns; 0 for a command that returns no rows
 */
guint
ath_result_get_n_columns (AthResult *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return PQnfields (self->result);
}

/**
 * ath_result_get_name:
 * @self: a result
 * @column: index of a column
 *
 * Returns: its name
 */
const char *
ath_result_get_name (AthResult *self,
                     guint      column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (column < ath_result_get_n_columns (self), NULL);

  return PQfname (self->result, column);
}

/**
 * ath_result_get_type_oid:
 * @self: a result
 * @column: index of a column
 *
 * Returns: OID of its type in the database
 */
guint
ath_result_get_type_oid (AthResult *self,
                         guint      column)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (column < ath_result_get_n_columns (self), 0);

  return PQftype (self->result, column);
}

/**
 * ath_result_get_value:
 * @self: a result
 * @row: index of a row
 * @column: index of a column
 *
 * Returns: (nullable): the value as text, `NULL` for SQL's NULL
 */
const char *
ath_result_get_value (AthResult *self,
                      guint      row,
                      guint      column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (row < ath_result_get_n_rows (self), NULL);
  g_return_val_if_fail (column < ath_result_get_n_columns (self), NULL);

  if (PQgetisnull (self->result, row, column))
    return NULL;

  return PQgetvalue (self->result, row, column);
}

/**
 * ath_result_get_n_affected:
 * @self: a result
 *
 * Returns: number of rows that INSERT, UPDATE, DELETE, COPY … touched or SELECT
 *   returned, or -1 for a command that has none
 */
gint64
ath_result_get_n_affected (AthResult *self)
{
  const char *text;

  g_return_val_if_fail (self != NULL, -1);

  text = PQcmdTuples (self->result);

  return *text != '\0' ? g_ascii_strtoll (text, NULL, 10) : -1;
}
