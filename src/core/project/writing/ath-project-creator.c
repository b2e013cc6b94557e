/* ath-project-creator.c: new projects
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/writing/ath-new-file.h"
#include "project/writing/ath-project-creator.h"

static const char configuration[] =
  "# A project of SQL migrations: the scripts are in versions/.\n"
  "\n"
  "[athanor]\n"
  "# Names of new scripts.  Known are rev, slug, epoch, year, month, day, hour,\n"
  "# minute and second; a percent sign is written twice here.\n"
  "# file_template = %%(rev)s_%%(slug)s\n"
  "# truncate_slug_length = 40\n"
  "\n"
  "# Zone of the dates in new scripts; UTC when it is not set.\n"
  "# timezone = Europe/Berlin\n"
  "\n"
  "# The table in which a database keeps where it is.\n"
  "# version_table = alembic_version\n"
  "# version_table_schema = public\n"
  "\n"
  "# false runs all revisions of an upgrade in one transaction.\n"
  "# transaction_per_migration = true\n";

static gboolean
check_no_project (GFile   *folder,
                  GError **error)
{
  static const char *const names[] = { "athanor.ini", "alembic.ini" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr(GFile) file = g_file_get_child (folder, names[i]);
      GError *mine;

      if (!g_file_query_exists (file, NULL))
        continue;

      mine = ath_error_new (ATH_ERROR_PROJECT, _("There is a project in the folder already: “%s”"),
                            g_file_peek_path (file));
      ath_error_set_place (mine, g_file_peek_path (file), 0, 0);
      ath_error_set_hint (mine, _("Open it, or choose another folder."));
      g_propagate_error (error, mine);
      return FALSE;
    }

  return TRUE;
}

/**
 * ath_project_creator_create_sql:
 * @folder: a folder on this computer; made when it is not there
 * @error: set to `ATH_ERROR_PROJECT` when there is a project already, or to a
 *   `G_IO_ERROR` when something cannot be written
 *
 * Makes a SQL project: athanor.ini and an empty folder of scripts.  Touches
 * nothing that is there.  Blocks; any thread.
 *
 * Returns: whether the project was made
 */
gboolean
ath_project_creator_create_sql (GFile   *folder,
                                GError **error)
{
  g_autoptr(GFile) scripts = NULL;
  g_autoptr(GFile) file = NULL;
  g_autoptr(GError) reason = NULL;

  g_return_val_if_fail (G_IS_FILE (folder), FALSE);

  file = g_file_get_child (folder, "athanor.ini");
  if (!check_no_project (folder, error) || !ath_new_file_write (file, configuration, error))
    return FALSE;

  scripts = g_file_get_child (folder, "versions");
  if (!g_file_make_directory (scripts, NULL, &reason)
      && !g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_EXISTS))
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }

  return TRUE;
}
