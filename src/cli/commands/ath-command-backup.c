/* ath-command-backup.c: athanor-cli backup
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-complete.h"
#include "ath-cli-environment.h"
#include "ath-cli-json.h"
#include "ath-cli-output.h"
#include "ath-cli-progress.h"
#include "run/backup/ath-backup.h"

typedef struct
{
  char *folder;
  int   keep;
} Options;

/* (transfer full): where the backups of the environment are */
static char *
dup_folder (AthCli         *cli,
            const Options  *options,
            GError        **error)
{
  AthProfile *profile;

  if (options->folder != NULL)
    return g_canonicalize_filename (options->folder, NULL);

  profile = ath_cli_get_profile (cli, error);
  if (profile == NULL)
    return NULL;

  return ath_backup_dup_folder (ath_profile_get_project (profile), ath_profile_get_name (profile));
}

static void
add_json (JsonBuilder *builder,
          AthBackup   *backup)
{
  const char *none[] = { NULL };
  const char *const *rows = ath_backup_get_rows (backup);
  g_autofree char *created = g_date_time_format_iso8601 (ath_backup_get_created (backup));

  json_builder_begin_object (builder);
  ath_cli_json_add_text (builder, "path", ath_backup_get_path (backup));
  ath_cli_json_add_text (builder, "created", created);
  ath_cli_json_add_text (builder, "environment", ath_backup_get_environment (backup));
  ath_cli_json_add_text (builder, "database", ath_backup_get_database (backup));
  ath_cli_json_add_text (builder, "server", ath_backup_get_server (backup));
  ath_cli_json_add_text (builder, "sha256", ath_backup_get_sha256 (backup));
  json_builder_set_member_name (builder, "size_bytes");
  json_builder_add_int_value (builder, (gint64) ath_backup_get_size_bytes (backup));
  ath_cli_json_add_strings (builder, "rows", rows != NULL ? rows : none);
  json_builder_end_object (builder);
}

static void
print_json (AthCli    *cli,
            GPtrArray *backups)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "backups");
  json_builder_begin_array (builder);
  for (guint i = 0; i < backups->len; i++)
    add_json (builder, g_ptr_array_index (backups, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  ath_cli_json_print (cli, builder);
}

static void
print_line (AthCli    *cli,
            AthBackup *backup)
{
  g_autoptr(GDateTime) local = g_date_time_to_local (ath_backup_get_created (backup));
  g_autofree char *created = g_date_time_format (local, "%Y-%m-%d %H:%M:%S");
  g_autofree char *size = g_format_size (ath_backup_get_size_bytes (backup));
  const char *const *rows = ath_backup_get_rows (backup);
  g_autofree char *joined = rows != NULL ? g_strjoinv (",", (char **) rows) : g_strdup ("");

  ath_cli_print (cli, "%s\t%s\t%s\t%s\t%s\n", created, ath_backup_get_database (backup), size,
                 *joined != '\0' ? joined : "base", ath_backup_get_path (backup));
}

static void
print_backups (AthCli    *cli,
               GPtrArray *backups)
{
  if (cli->options.json)
    print_json (cli, backups);
  for (guint i = 0; !cli->options.json && i < backups->len; i++)
    print_line (cli, g_ptr_array_index (backups, i));
}

/* The rows go into the manifest; a database that no project knows has none. */
static gboolean
create_backup (AthCli         *cli,
               const Options  *options,
               GError        **error)
{
  g_autofree char *folder = dup_folder (cli, options, error);
  AthProfile *profile = folder != NULL ? ath_cli_get_profile (cli, error) : NULL;
  g_autoptr(AthReporter) reporter = NULL;
  g_autoptr(AthBackup) backup = NULL;
  g_autoptr(GPtrArray) backups = g_ptr_array_new ();
  g_auto(GStrv) rows = NULL;
  AthCliProgress progress;
  AthBackupRequest request;

  if (profile == NULL)
    return FALSE;
  if (cli->project != NULL)
    {
      rows = ath_cli_read_rows (cli, error);
      if (rows == NULL)
        return FALSE;
    }

  request = (AthBackupRequest) {
    .info = ath_profile_get_connection (profile),
    .folder = folder,
    .project = ath_profile_get_project (profile),
    .environment = ath_profile_get_name (profile),
    .rows = (const char *const *) rows,
  };
  ath_cli_progress_init (&progress, cli, ATH_PLAN_UPGRADE, FALSE);
  reporter = ath_reporter_new (ath_cli_progress_report, &progress);
  backup = ath_backup_create (&request, reporter, cli->cancellable, error);
  ath_reporter_stop (reporter);
  if (backup == NULL)
    return FALSE;

  g_ptr_array_add (backups, backup);
  if (cli->options.json)
    print_json (cli, backups);
  else
    ath_cli_print (cli, "%s\n", ath_backup_get_path (backup));

  return TRUE;
}

static gboolean
list_backups (AthCli         *cli,
              const Options  *options,
              GError        **error)
{
  g_autofree char *folder = dup_folder (cli, options, error);
  g_autoptr(GPtrArray) backups = folder != NULL ? ath_backup_list (folder, error) : NULL;

  if (backups == NULL)
    return FALSE;

  print_backups (cli, backups);
  if (backups->len == 0)
    ath_cli_say (cli, _("There is no backup in “%s”."), folder);

  return TRUE;
}

/* (transfer full) (element-type AthBackup): those whose files are given, or all */
static GPtrArray *
open_backups (AthCli         *cli,
              char          **paths,
              const Options  *options,
              GError        **error)
{
  g_autoptr(GPtrArray) backups = g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *folder = NULL;

  if (paths[0] == NULL)
    {
      folder = dup_folder (cli, options, error);
      return folder != NULL ? ath_backup_list (folder, error) : NULL;
    }

  for (guint i = 0; paths[i] != NULL; i++)
    {
      AthBackup *backup = ath_backup_open (paths[i], error);

      if (backup == NULL)
        return NULL;
      g_ptr_array_add (backups, backup);
    }

  return g_steal_pointer (&backups);
}

static gboolean
verify_backups (AthCli         *cli,
                char          **paths,
                const Options  *options,
                GError        **error)
{
  g_autoptr(GPtrArray) backups = open_backups (cli, paths, options, error);

  if (backups == NULL)
    return FALSE;

  for (guint i = 0; i < backups->len; i++)
    {
      if (!ath_backup_verify (g_ptr_array_index (backups, i), NULL, cli->cancellable, error))
        return FALSE;
    }
  print_backups (cli, backups);
  ath_cli_say (cli, ngettext ("%u backup is whole.", "%u backups are whole.", backups->len),
               backups->len);

  return TRUE;
}

static gboolean
prune_backups (AthCli         *cli,
               const Options  *options,
               GError        **error)
{
  g_autofree char *folder = dup_folder (cli, options, error);
  guint n_removed = 0;

  if (folder == NULL)
    return FALSE;
  if (options->keep < 1)
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("“backup prune” needs --keep with at least 1"));
      return FALSE;
    }
  if (!ath_backup_prune (folder, (guint) options->keep, &n_removed, error))
    return FALSE;

  ath_cli_say (cli, ngettext ("%u backup was removed.", "%u backups were removed.", n_removed),
               n_removed);

  return list_backups (cli, options, error);
}

static gboolean
run_action (AthCli              *cli,
            const AthCliCommand *command,
            char               **rest,
            const Options       *options,
            GError             **error)
{
  if (g_str_equal (rest[0], "verify"))
    return verify_backups (cli, rest + 1, options, error);

  if (rest[1] == NULL && g_str_equal (rest[0], "create"))
    return create_backup (cli, options, error);
  if (rest[1] == NULL && g_str_equal (rest[0], "list"))
    return list_backups (cli, options, error);
  if (rest[1] == NULL && g_str_equal (rest[0], "prune"))
    return prune_backups (cli, options, error);

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("“backup” is used like this: %s"), _(command->synopsis));

  return FALSE;
}

static AthCliStatus
run_backup (AthCli               *cli,
            const AthCliCommand  *command,
            const char *const    *arguments,
            GError              **error)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "folder", 0, 0, G_OPTION_ARG_FILENAME, &options.folder,
      N_("The folder of the backups (default: one for each environment)"), N_("FOLDER") },
    { "keep", 0, 0, G_OPTION_ARG_INT, &options.keep,
      N_("For prune: how many of the newest stay"), N_("NUMBER") },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;

  return run_action (cli, command, rest, &options, error) ? ATH_CLI_DONE : ATH_CLI_FAILED;
}

static void
complete_backup (AthCli *cli,
                 guint   index)
{
  const char *const actions[] = { "create", "list", "verify", "prune", NULL };

  if (index == 0)
    ath_cli_complete_words (cli, actions);
}

const AthCliCommand ath_command_backup = {
  .name = "backup",
  .synopsis = N_("create | list | verify [FILE…] | prune --keep=NUMBER"),
  .summary = N_("Make and look after backups of the database"),
  .description = N_("A backup is an archive of pg_dump, checked when it is made, with a manifest "
                    "beside it."),
  .min_arguments = 1,
  .max_arguments = G_MAXUINT,
  .run = run_backup,
  .complete = complete_backup,
};
