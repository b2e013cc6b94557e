/* ath-flatpak.c: the sandbox that the program runs in
 *
 * The interpreter of a project, with the packages of its application, is on the
 * host.  `flatpak-spawn --host` starts programs there when the sandbox is allowed
 * to talk to org.freedesktop.Flatpak, and passes on its standard streams, its
 * status, and the signals that it gets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-flatpak.h"

#define HOST_SERVICE "org.freedesktop.Flatpak"

/* (transfer full) (nullable): what Flatpak says of the sandbox; `NULL` outside */
static GKeyFile *
read_info (void)
{
  /* The variable is for tests, which no sandbox is at hand for. */
  const char *stated = g_getenv ("ATHANOR_FLATPAK_INFO");
  g_autoptr(GKeyFile) info = g_key_file_new ();

  if (!g_key_file_load_from_file (info, stated != NULL ? stated : "/.flatpak-info",
                                  G_KEY_FILE_NONE, NULL))
    return NULL;

  return g_steal_pointer (&info);
}

/**
 * ath_flatpak_dup_id:
 *
 * Returns: (transfer full) (nullable): the id of the program in the sandbox, or
 *   `NULL` when it is in none
 */
char *
ath_flatpak_dup_id (void)
{
  g_autoptr(GKeyFile) info = read_info ();

  return info != NULL ? g_key_file_get_string (info, "Application", "name", NULL) : NULL;
}

/* All of the session bus can be had, too. */
static gboolean
has_whole_bus (GKeyFile *info)
{
  g_auto(GStrv) sockets = g_key_file_get_string_list (info, "Context", "sockets", NULL, NULL);

  return sockets != NULL && g_strv_contains ((const char *const *) sockets, "session-bus");
}

/**
 * ath_flatpak_may_spawn:
 *
 * Returns: whether the sandbox lets programs be started on the host
 */
gboolean
ath_flatpak_may_spawn (void)
{
  g_autoptr(GKeyFile) info = read_info ();
  g_autofree char *policy = NULL;

  if (info == NULL)
    return FALSE;

  policy = g_key_file_get_string (info, "Session Bus Policy", HOST_SERVICE, NULL);

  return g_strcmp0 (policy, "talk") == 0 || g_strcmp0 (policy, "own") == 0 || has_whole_bus (info);
}

/**
 * ath_flatpak_dup_shared_folder:
 *
 * Returns: (transfer full) (nullable): the folder of the run-time directory that
 *   has the same path on the host, or `NULL` outside of a sandbox
 */
char *
ath_flatpak_dup_shared_folder (void)
{
  g_autofree char *id = ath_flatpak_dup_id ();

  return id != NULL ? g_build_filename (g_get_user_runtime_dir (), "app", id, NULL) : NULL;
}

/**
 * ath_flatpak_new_command:
 * @folder: (nullable): where it is to run
 * @command: (array zero-terminated=1): a program of the host, and its arguments
 *
 * Returns: (transfer full) (element-type utf8): the arguments, `NULL` at the end,
 *   that run @command on the host; it ends when what runs them does
 */
GPtrArray *
ath_flatpak_new_command (const char        *folder,
                         const char *const *command)
{
  GPtrArray *arguments = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (arguments, g_strdup ("flatpak-spawn"));
  g_ptr_array_add (arguments, g_strdup ("--host"));
  g_ptr_array_add (arguments, g_strdup ("--watch-bus"));
  if (folder != NULL)
    g_ptr_array_add (arguments, g_strconcat ("--directory=", folder, NULL));
  for (; *command != NULL; command++)
    g_ptr_array_add (arguments, g_strdup (*command));
  g_ptr_array_add (arguments, NULL);

  return arguments;
}
