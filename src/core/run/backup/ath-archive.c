/* ath-archive.c: what is in a file of pg_dump
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include <openssl/evp.h>

#include "postgres/ath-tool-call.h"
#include "run/backup/ath-archive.h"

#define BLOCK_SIZE (256 * 1024)

G_DEFINE_AUTOPTR_CLEANUP_FUNC (EVP_MD_CTX, EVP_MD_CTX_free)

/* "3321; 0 16391 TABLE DATA public accounts anna": number of the entry, OID of
 * its catalog, its own OID, kind and names.  Lines that begin with a ";" are
 * comments.
 */
static void
read_entry (const char *line,
            gpointer    user_data)
{
  AthArchiveContents *self = user_data;
  char *pos;
  guint32 oid;

  if (!g_ascii_isdigit (*line))
    return;
  self->n_entries++;

  strtoul (line, &pos, 10);
  if (*pos != ';')
    return;
  strtoul (pos + 1, &pos, 10);
  oid = strtoul (pos, &pos, 10);
  if (g_str_has_prefix (pos, " TABLE DATA "))
    g_array_append_val (self->data_oids, oid);
}

static int
compare_oids (gconstpointer a,
              gconstpointer b)
{
  guint32 first = *(const guint32 *) a;
  guint32 second = *(const guint32 *) b;

  return (first > second) - (first < second);
}

/**
 * ath_archive_read_contents:
 * @path: a file of pg_dump in the custom format
 * @tools: pg_restore of the version that made it, or a newer one
 * @cancellable: (nullable): ends it
 * @error: set on failure
 *
 * Has pg_restore read the table of contents, which it only finds in a file that
 * is whole.  Blocks.
 *
 * Returns: (transfer full): the contents, or `NULL` with `ATH_ERROR_BACKUP` or
 *   `G_IO_ERROR_CANCELLED`
 */
AthArchiveContents *
ath_archive_read_contents (const char        *path,
                           AthPostgresTools  *tools,
                           GCancellable      *cancellable,
                           GError           **error)
{
  g_autoptr(AthArchiveContents) self = g_new0 (AthArchiveContents, 1);
  g_autofree char *program = ath_postgres_tools_dup_program (tools, "pg_restore");
  const char *arguments[] = { "--list", path, NULL };
  AthToolCall call = {
    .program = program,
    .arguments = arguments,
    .output_func = read_entry,
    .user_data = self,
  };

  self->data_oids = g_array_new (FALSE, FALSE, sizeof (guint32));
  if (!ath_tool_call_run (&call, cancellable, error))
    return NULL;
  g_array_sort (self->data_oids, compare_oids);

  return g_steal_pointer (&self);
}

/**
 * ath_archive_contents_free:
 * @self: (transfer full): contents
 */
void
ath_archive_contents_free (AthArchiveContents *self)
{
  g_array_unref (self->data_oids);
  g_free (self);
}

/**
 * ath_archive_contents_has_table:
 * @self: contents
 * @oid: a table
 *
 * Returns: whether the rows of the table are in the archive
 */
gboolean
ath_archive_contents_has_table (AthArchiveContents *self,
                                guint32             oid)
{
  return g_array_binary_search (self->data_oids, &oid, compare_oids, NULL);
}

static char *
dup_digits (const guchar *bytes,
            guint         len)
{
  GString *digits = g_string_sized_new (2 * len);

  for (guint i = 0; i < len; i++)
    g_string_append_printf (digits, "%02x", bytes[i]);

  return g_string_free (digits, FALSE);
}

/**
 * ath_archive_hash:
 * @path: a file
 * @cancellable: (nullable): ends it
 * @error: set on failure
 *
 * Reads the whole file in blocks.  It cannot be done while pg_dump writes: that
 * goes back to the beginning of the file in the end.  Blocks.
 *
 * Returns: (transfer full): its SHA-256 in hexadecimal digits, or `NULL` with
 *   `G_IO_ERROR` codes
 */
char *
ath_archive_hash (const char    *path,
                  GCancellable  *cancellable,
                  GError       **error)
{
  g_autoptr(GFile) file = g_file_new_for_path (path);
  g_autoptr(GFileInputStream) input = g_file_read (file, cancellable, error);
  g_autoptr(EVP_MD_CTX) context = EVP_MD_CTX_new ();
  g_autofree guchar *block = NULL;
  guchar digest[EVP_MAX_MD_SIZE];
  guint digest_len = 0;
  gssize n_read;

  if (input == NULL)
    return NULL;

  block = g_malloc (BLOCK_SIZE);
  EVP_DigestInit_ex (context, EVP_sha256 (), NULL);
  do
    {
      n_read = g_input_stream_read (G_INPUT_STREAM (input), block, BLOCK_SIZE, cancellable, error);
      if (n_read < 0)
        return NULL;
      EVP_DigestUpdate (context, block, n_read);
    }
  while (n_read > 0);
  EVP_DigestFinal_ex (context, digest, &digest_len);

  return dup_digits (digest, digest_len);
}
