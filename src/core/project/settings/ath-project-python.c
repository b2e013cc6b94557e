/* ath-project-python.c: the interpreter of a project
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "ath-flatpak.h"
#include "project/settings/ath-project-python.h"

/* What is looked for outside of a sandbox: what the project states, if it does,
 * the environments in its folder, and what runs its host's alembic.
 */
static const char host_search[] =
  "if [ -n \"$1\" ]; then command -v \"$1\"; exit; fi\n"
  "for python in \"$2/.venv/bin/python\" \"$2/venv/bin/python\"; do\n"
  "  if [ -x \"$python\" ]; then echo \"$python\"; exit; fi\n"
  "done\n"
  "alembic=$(command -v alembic) && head -n 1 \"$alembic\"\n";

/* The path, or the name, that the project states. */
static char *
dup_stated (const char *stated,
            const char *folder)
{
  return strchr (stated, G_DIR_SEPARATOR) == NULL ? g_strdup (stated)
                                                  : g_canonicalize_filename (stated, folder);
}

static char *
find_stated (const char *stated,
             const char *folder)
{
  g_autofree char *path = dup_stated (stated, folder);

  if (!g_path_is_absolute (path))
    return g_find_program_in_path (path);

  return g_file_test (path, G_FILE_TEST_IS_EXECUTABLE) ? g_steal_pointer (&path) : NULL;
}

static char *
find_in_folder (const char *folder)
{
  static const char *const names[] = { ".venv", "venv" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], "bin", "python", NULL);

      if (g_file_test (path, G_FILE_TEST_IS_EXECUTABLE))
        return g_steal_pointer (&path);
    }

  return NULL;
}

/* (transfer full) (nullable): what "#!/usr/bin/env python3" and the like name */
static char *
parse_first_line (const char *line)
{
  g_autofree char *rest = NULL;
  g_auto(GStrv) words = NULL;

  if (!g_str_has_prefix (line, "#!"))
    return NULL;

  rest = g_strndup (line + strlen ("#!"), strcspn (line, "\r\n") - strlen ("#!"));
  words = g_strsplit_set (g_strstrip (rest), " \t", -1);
  if (words[0] == NULL)
    return NULL;
  if (g_str_has_suffix (words[0], "/env") && words[1] != NULL && words[2] == NULL)
    return g_strdup (words[1]);

  return strstr (words[0], "python") != NULL ? g_strdup (words[0]) : NULL;
}

/* The first line of a script says what runs it. */
static char *
find_of_script (const char *script)
{
  g_autofree char *text = NULL;
  g_autofree char *python = NULL;

  if (!g_file_get_contents (script, &text, NULL, NULL))
    return NULL;

  python = parse_first_line (text);

  return python != NULL ? g_find_program_in_path (python) : NULL;
}

static char *
find_here (const char *stated,
           const char *folder)
{
  g_autofree char *alembic = NULL;
  char *python;

  if (stated != NULL)
    return find_stated (stated, folder);

  python = find_in_folder (folder);
  if (python != NULL)
    return python;

  alembic = g_find_program_in_path ("alembic");

  return alembic != NULL ? find_of_script (alembic) : NULL;
}

static gboolean
check_permission (GError **error)
{
  g_autofree char *id = NULL;
  g_autofree char *hint = NULL;
  GError *forbidden;

  if (ath_flatpak_may_spawn ())
    return TRUE;

  id = ath_flatpak_dup_id ();
  forbidden = ath_error_new (ATH_ERROR_SCRIPT,
                             _("The sandbox does not let Athanor start the project’s own Alembic"));
  /* TRANSLATORS: a command, to be typed as it is */
  hint = g_strdup_printf (_("It can be allowed by “%s %s”; Athanor has to be started again then."),
                          "flatpak override --user --talk-name=org.freedesktop.Flatpak", id);
  ath_error_set_hint (forbidden, hint);
  g_propagate_error (error, forbidden);

  return FALSE;
}

/* (transfer full) (nullable): what @command prints on the host; `NULL` when the
 * host cannot be asked
 */
static char *
ask_host (const char *const  *command,
          GCancellable       *cancellable,
          GError            **error)
{
  g_autoptr(GPtrArray) whole = ath_flatpak_new_command (NULL, command);
  g_autoptr(GSubprocess) process = NULL;
  g_autofree char *output = NULL;
  g_autofree char *messages = NULL;

  process = g_subprocess_newv ((const char *const *) whole->pdata,
                               G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE,
                               error);
  if (process == NULL)
    return NULL;
  if (!g_subprocess_communicate_utf8 (process, NULL, cancellable, &output, &messages, error))
    {
      g_subprocess_force_exit (process);
      return NULL;
    }
  if (*output == '\0' && *messages != '\0')
    {
      g_set_error_literal (error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED, g_strchomp (messages));
      return NULL;
    }

  return g_strchomp (g_steal_pointer (&output));
}

/* (transfer full) (nullable): `NULL` without @error when there is none */
static char *
find_on_host (const char    *stated,
              const char    *folder,
              GCancellable  *cancellable,
              GError       **error)
{
  g_autofree char *name = stated != NULL ? dup_stated (stated, folder) : g_strdup ("");
  const char *const search[] = { "sh", "-c", host_search, "sh", name, folder, NULL };
  g_autofree char *found = NULL;
  GError *failure = NULL;

  if (!check_permission (error))
    return NULL;

  found = ask_host (search, cancellable, &failure);
  if (g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_propagate_error (error, failure);
      return NULL;
    }
  if (found == NULL)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                   _("Could not look for the project’s own Alembic outside of the sandbox: %s"),
                   failure->message);
      g_error_free (failure);
      return NULL;
    }
  if (g_str_has_prefix (found, "#!"))
    return parse_first_line (found);

  return *found != '\0' ? g_steal_pointer (&found) : NULL;
}

/* What is said when nothing is found. */
static GError *
missing_new (const AthProjectSettings *settings)
{
  GError *missing;

  if (settings->python == NULL)
    {
      missing = ath_error_new (ATH_ERROR_SCRIPT,
                               _("There is no interpreter that has the project’s own Alembic"));
      ath_error_set_hint (missing, _("Name one by “python” in “[athanor]”, or make a “.venv” in "
                                     "the project’s folder."));
      return missing;
    }

  missing = ath_error_new (ATH_ERROR_SCRIPT,
                           _("The interpreter of the project, “%s”, is not there"),
                           settings->python);
  ath_error_set_place (missing, settings->config_file, 0, 0);
  ath_error_set_hint (missing, _("Correct “python” in “[athanor]”."));

  return missing;
}

/**
 * ath_project_python_find:
 * @project: an Alembic project
 * @cancellable: (nullable): cancels the search
 * @error: set to `ATH_ERROR_SCRIPT` when there is none, or when it cannot be
 *   started from the sandbox that Athanor runs in, or to `G_IO_ERROR_CANCELLED`
 *
 * Finds what runs the scripts that Athanor does not: the interpreter that the
 * project states, else that of a `.venv` or `venv` in its folder, else that of
 * the `alembic` in the search path.  One that is stated but missing is not
 * replaced by another.  Whether it has Alembic is not known.
 *
 * In a Flatpak it is one of the host, see ath_flatpak_dup_id().  Blocking; any
 * thread.
 *
 * Returns: (transfer full): the path of the interpreter
 */
char *
ath_project_python_find (AthProject    *project,
                         GCancellable  *cancellable,
                         GError       **error)
{
  const AthProjectSettings *settings;
  g_autofree char *sandbox = NULL;
  const char *folder;
  GError *failure = NULL;
  char *python;

  g_return_val_if_fail (ATH_IS_PROJECT (project), NULL);

  settings = ath_project_get_settings (project);
  folder = g_file_peek_path (ath_project_get_folder (project));
  sandbox = ath_flatpak_dup_id ();
  python = sandbox != NULL ? find_on_host (settings->python, folder, cancellable, &failure)
                           : find_here (settings->python, folder);
  if (python != NULL)
    return python;

  g_propagate_error (error, failure != NULL ? failure : missing_new (settings));

  return NULL;
}
