/* ath-row-changes.c: how rows get from one state to the next
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-row-changes.h"

static void
row_change_free (gpointer data)
{
  AthRowChange *self = data;

  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static void
add_change (GPtrArray  *changes,
            const char *from,
            const char *to)
{
  AthRowChange *change = g_new0 (AthRowChange, 1);

  change->from = g_strdup (from);
  change->to = g_strdup (to);
  g_ptr_array_add (changes, change);
}

/**
 * ath_row_changes_new:
 * @gone: (element-type utf8): rows that are there before and not after
 * @come: (element-type utf8): rows that are there after and not before
 *
 * The last of @gone becomes the last of @come; all else is deleted and inserted.
 * So a step along a line is one UPDATE, a base an INSERT, a merge a DELETE of all
 * but the last and an UPDATE, and a merge taken back an INSERT of all but the
 * last and an UPDATE: what Alembic does.
 *
 * Returns: (transfer full) (element-type AthRowChange): the changes in order
 */
GPtrArray *
ath_row_changes_new (GPtrArray *gone,
                     GPtrArray *come)
{
  GPtrArray *changes = g_ptr_array_new_with_free_func (row_change_free);
  gboolean updates = gone->len > 0 && come->len > 0;

  for (guint i = 0; i < gone->len - updates; i++)
    add_change (changes, g_ptr_array_index (gone, i), NULL);
  for (guint i = 0; i < come->len - updates; i++)
    add_change (changes, NULL, g_ptr_array_index (come, i));
  if (updates)
    add_change (changes,
                g_ptr_array_index (gone, gone->len - 1),
                g_ptr_array_index (come, come->len - 1));

  return changes;
}
