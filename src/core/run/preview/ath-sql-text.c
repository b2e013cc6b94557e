/* ath-sql-text.c: a plan as SQL, instead of running it
 *
 * The layout is Alembic's: every item with an empty line after it; one
 * transaction for all, unless the project says in so many words that each
 * revision has its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "postgres/ath-version-table.h"
#include "run/preview/ath-sql-text.h"

/**
 * Text:
 * @project: (unowned): whose scripts are written out
 * @is_whole: whether a script of which the end is not known is refused
 * @table: the version table
 * @has_table: whether it is known to exist
 * @is_per_step: whether each step has its own
 * @text: (owned): what is written so far
 */
typedef struct
{
  AthProject      *project;
  gboolean         is_whole;
  AthVersionTable  table;
  gboolean         has_table;
  gboolean         is_per_step;
  GString         *text;
} Text;

static void
add_item (Text       *self,
          const char *item)
{
  g_string_append (self->text, item);
  g_string_append (self->text, ";\n\n");
}

static gboolean
check_whole (Text               *self,
             AthCollectingSink  *script,
             GError            **error)
{
  const GError *open_end = ath_collecting_sink_get_open_end (script);

  if (open_end == NULL || !self->is_whole)
    return TRUE;

  g_propagate_error (error, g_error_copy (open_end));

  return FALSE;
}

static gboolean
add_script (Text               *self,
            AthCollectingSink  *script,
            GError            **error)
{
  g_autofree char *sql = NULL;

  if (!check_whole (self, script, error))
    return FALSE;
  sql = ath_collecting_sink_dup_sql (script, ath_script_get_marks (self->project));
  g_string_append (self->text, sql);

  return TRUE;
}

static gboolean
add_step (Text               *self,
          const AthPlanStep  *step,
          AthCollectingSink  *script,
          GError            **error)
{
  g_autofree char *title = ath_plan_step_dup_title (step);

  if (self->is_per_step)
    add_item (self, "BEGIN");
  if (step->rows_before[0] == NULL && !self->has_table)
    {
      g_autofree char *create = ath_version_table_dup_create_sql (&self->table);

      add_item (self, create);
    }

  g_string_append_printf (self->text, "-- Running %s\n\n", title);
  if (!add_script (self, script, error))
    return FALSE;
  for (guint i = 0; i < step->changes->len; i++)
    {
      g_autofree char *change =
        ath_version_table_dup_change_sql (&self->table, g_ptr_array_index (step->changes, i));

      add_item (self, change);
    }

  if (self->is_per_step)
    add_item (self, "COMMIT");

  return TRUE;
}

/**
 * ath_sql_text_dup:
 * @project: a project
 * @plan: a plan for it
 * @scripts: (element-type AthCollectingSink): what the scripts of its steps do
 * @is_whole: whether a text that ends where a script depends on a database is
 *   refused: who runs it elsewhere needs the whole of it
 * @has_version_table: whether the version table is known to exist; else a plan that
 *   starts from no row makes it
 * @error: set to `ATH_ERROR_DEPENDS` with @is_whole
 *
 * Writes out all that running @plan would send to the server: scripts, version
 * rows, the version table, and transactions.
 *
 * Returns: (transfer full): the text
 */
char *
ath_sql_text_dup (AthProject  *project,
                  AthPlan     *plan,
                  GPtrArray   *scripts,
                  gboolean     is_whole,
                  gboolean     has_version_table,
                  GError     **error)
{
  const AthProjectSettings *settings;
  g_autoptr(GString) text = g_string_new (NULL);
  Text self = {
    .project = project, .is_whole = is_whole, .has_table = has_version_table, .text = text,
  };
  gboolean is_one_transaction;

  g_return_val_if_fail (ATH_IS_PROJECT (project), NULL);
  g_return_val_if_fail (ATH_IS_PLAN (plan), NULL);
  g_return_val_if_fail (scripts != NULL, NULL);

  settings = ath_project_get_settings (project);
  self.table.name = settings->version_table;
  self.table.schema = settings->version_table_schema;
  self.table.has_primary_key = settings->version_table_pk;
  self.is_per_step = settings->transactional_ddl && settings->transaction_per_migration
                     && settings->transaction_per_migration_stated;
  is_one_transaction = settings->transactional_ddl && !self.is_per_step;

  if (is_one_transaction)
    add_item (&self, "BEGIN");
  for (guint i = 0; i < ath_plan_get_n_steps (plan); i++)
    {
      if (!add_step (&self, ath_plan_get_step (plan, i), g_ptr_array_index (scripts, i), error))
        return NULL;
    }
  if (is_one_transaction)
    add_item (&self, "COMMIT");

  return g_string_free (g_steal_pointer (&text), FALSE);
}
