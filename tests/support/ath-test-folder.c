/* ath-test-folder.c: a folder that a test fills and that goes with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "support/ath-test-folder.h"

struct _AthTestFolder
{
  char *path; /* (owned) */
};

/**
 * ath_test_folder_new:
 *
 * Returns: (transfer full): an empty folder
 */
AthTestFolder *
ath_test_folder_new (void)
{
  AthTestFolder *self = g_new0 (AthTestFolder, 1);
  g_autoptr(GError) error = NULL;

  self->path = g_dir_make_tmp ("athanor-test-XXXXXX", &error);
  g_assert_no_error (error);

  return self;
}

static void
remove_tree (const char *path)
{
  g_autoptr(GDir) dir = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_chmod (path, 0700);
      dir = g_dir_open (path, 0, NULL);
      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *inside = g_build_filename (path, name, NULL);

          remove_tree (inside);
        }
    }
  g_assert_no_errno (g_remove (path));
}

/**
 * ath_test_folder_free:
 * @self: (transfer full): a folder
 *
 * Removes the folder and what is in it, links without following them.
 */
void
ath_test_folder_free (AthTestFolder *self)
{
  remove_tree (self->path);
  g_free (self->path);
  g_free (self);
}

/**
 * ath_test_folder_get_path:
 * @self: a folder
 *
 * Returns: (transfer none): its absolute path
 */
const char *
ath_test_folder_get_path (AthTestFolder *self)
{
  return self->path;
}

/**
 * ath_test_folder_dup_path:
 * @self: a folder
 * @name: a path inside of it
 *
 * Returns: (transfer full): the absolute path
 */
char *
ath_test_folder_dup_path (AthTestFolder *self,
                          const char    *name)
{
  return g_build_filename (self->path, name, NULL);
}

/**
 * ath_test_folder_write:
 * @self: a folder
 * @name: path of a file inside of it; missing folders on the way are made
 * @text: what the file holds
 */
void
ath_test_folder_write (AthTestFolder *self,
                       const char    *name,
                       const char    *text)
{
  ath_test_folder_write_bytes (self, name, text, strlen (text));
}

/**
 * ath_test_folder_write_bytes:
 * @self: a folder
 * @name: path of a file inside of it; missing folders on the way are made
 * @bytes: (array length=len): what the file holds
 * @len: length of @bytes
 */
void
ath_test_folder_write_bytes (AthTestFolder *self,
                             const char    *name,
                             const char    *bytes,
                             gsize          len)
{
  g_autofree char *path = ath_test_folder_dup_path (self, name);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr(GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (parent, 0700));
  g_file_set_contents (path, bytes, (gssize) len, &error);
  g_assert_no_error (error);
}

/**
 * ath_test_folder_make_folder:
 * @self: a folder
 * @name: path of a folder inside of it
 */
void
ath_test_folder_make_folder (AthTestFolder *self,
                             const char    *name)
{
  g_autofree char *path = ath_test_folder_dup_path (self, name);

  g_assert_no_errno (g_mkdir_with_parents (path, 0700));
}
