/* ath-new-file.c: files that must not be there yet
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "project/writing/ath-new-file.h"

static gboolean
ensure_folder (GFile   *folder,
               GError **error)
{
  g_autoptr(GError) reason = NULL;

  if (g_file_make_directory_with_parents (folder, NULL, &reason)
      || g_error_matches (reason, G_IO_ERROR, G_IO_ERROR_EXISTS))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reason));

  return FALSE;
}

/**
 * ath_new_file_write:
 * @file: a file on this computer
 * @text: what it shall hold
 * @error: set to `G_IO_ERROR_EXISTS` when it is there already, or to another
 *   `G_IO_ERROR` when it cannot be written
 *
 * Makes a file, and the folders on the way to it.  Never overwrites, and leaves
 * no half of a file.  Blocks.
 *
 * Returns: whether the file was made
 */
gboolean
ath_new_file_write (GFile       *file,
                    const char  *text,
                    GError     **error)
{
  g_autoptr(GFile) folder = NULL;
  g_autoptr(GFileOutputStream) stream = NULL;
  GOutputStream *output;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  folder = g_file_get_parent (file);
  if (!ensure_folder (folder, error))
    return FALSE;

  stream = g_file_create (file, G_FILE_CREATE_NONE, NULL, error);
  if (stream == NULL)
    return FALSE;

  output = G_OUTPUT_STREAM (stream);
  if (!g_output_stream_write_all (output, text, strlen (text), NULL, NULL, error)
      || !g_output_stream_close (output, NULL, error))
    {
      g_file_delete (file, NULL, NULL);
      return FALSE;
    }

  return TRUE;
}
