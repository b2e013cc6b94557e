/* ath-script-file.c: the text of a script
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#ifdef G_OS_WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

#include "ath-error.h"
#include "project/ath-script-file.h"

/* Far beyond any migration: what is larger was put there by mistake. */
#define MAX_SIZE_BYTES (64 * 1024 * 1024)
#define READ_SIZE_BYTES (64 * 1024)

#ifndef O_NONBLOCK
#define O_NONBLOCK 0
#endif
#ifndef O_CLOEXEC
#define O_CLOEXEC 0
#endif

static gboolean
fail (const char  *path,
      guint        line,
      const char  *hint,
      const char  *message,
      GError     **error)
{
  GError *mine = ath_error_new (ATH_ERROR_SCRIPT, "%s", message);

  ath_error_set_place (mine, path, line, 0);
  ath_error_set_hint (mine, hint);
  g_propagate_error (error, mine);

  return FALSE;
}

static gboolean
fail_errno (const char  *path,
            int          code,
            GError     **error)
{
  g_autofree char *message = g_strdup_printf (_("The script could not be read: %s"),
                                              g_strerror (code));
  const char *hint = code == EACCES ? _("Give yourself the right to read the file.")
                   : code == EISDIR ? _("Give the folder another name: scripts are files.")
                   : NULL;

  return fail (path, 0, hint, message, error);
}

/* Fills @text to the end of the file; returns FALSE with errno set, or 0 when it is too large. */
static gboolean
read_all (int      fd,
          GString *text)
{
  gssize n_read;

  do
    {
      gsize len = text->len;

      if (len > MAX_SIZE_BYTES)
        {
          errno = 0;
          return FALSE;
        }
      g_string_set_size (text, len + READ_SIZE_BYTES);
      do
        n_read = read (fd, text->str + len, READ_SIZE_BYTES);
      while (n_read < 0 && errno == EINTR);
      g_string_truncate (text, len + (gsize) MAX (n_read, 0));
    }
  while (n_read > 0);

  return n_read == 0;
}

/* Whether there is neither a byte above 127 nor a nul byte; most scripts are so. */
static gboolean
is_plain_ascii (const char *text,
                gsize       len)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  const guint64 highs = G_GUINT64_CONSTANT (0x8080808080808080);
  guint64 word;

  for (; len >= sizeof word; text += sizeof word, len -= sizeof word)
    {
      memcpy (&word, text, sizeof word);
      if ((((word - ones) | word) & highs) != 0)
        return FALSE;
    }
  for (; len > 0; text++, len--)
    {
      if (*text == '\0' || ((guchar) *text & 0x80) != 0)
        return FALSE;
    }

  return TRUE;
}

/* Where one of the first two lines names an encoding (PEP 263): the word
 * “coding” in it, or NULL.
 */
static char *
find_declaration (char *text)
{
  for (guint i = 0; i < 2; i++)
    {
      gsize len = strcspn (text, "\r\n");
      char *start = text + strspn (text, " \t\f");
      char *found = *start == '#' ? g_strstr_len (start, text + len - start, "coding") : NULL;

      if (found != NULL && (found[6] == ':' || found[6] == '='))
        return found;
      if (*start != '#' && start != text + len)
        return NULL;
      text += len + (text[len] == '\r' && text[len + 1] == '\n' ? 2 : text[len] != '\0');
    }

  return NULL;
}

static char *
dup_encoding (const char *declaration)
{
  const char *name = declaration + strlen ("coding:");

  name += strspn (name, " \t");

  return g_strndup (name, strspn (name, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-_."));
}

static gboolean
is_utf8_name (const char *encoding)
{
  static const char *const names[] = { "utf-8", "utf8", "utf_8", "utf-8-sig", NULL };
  g_autofree char *name = g_ascii_strdown (encoding, -1);

  return g_strv_contains (names, name);
}

static gboolean
convert (const char  *path,
         const char  *encoding,
         GString     *text,
         GError     **error)
{
  /* Python spells with an underscore what iconv spells with a hyphen. */
  g_autofree char *name = g_strdelimit (g_strdup (encoding), "_", '-');
  g_autofree char *message = NULL;
  g_autofree char *converted = NULL;
  char *declaration;

  converted = g_convert (text->str, (gssize) text->len, "UTF-8",
                         g_ascii_strcasecmp (name, "latin-1") == 0 ? "ISO-8859-1" : name,
                         NULL, NULL, NULL);
  if (converted == NULL)
    {
      message = g_strdup_printf (_("The script is not text in its encoding “%s”"), encoding);
      return fail (path, 1, _("Save the script in UTF-8."), message, error);
    }

  /* It would be a lie now. */
  declaration = find_declaration (converted);
  if (declaration != NULL)
    memset (declaration, '*', strlen ("coding"));
  g_string_assign (text, converted);

  return TRUE;
}

static guint
count_lines (const char *text,
             const char *end)
{
  guint n = 1;

  for (; text < end; text++)
    n += *text == '\n';

  return n;
}

static gboolean
make_utf8 (const char  *path,
           GString     *text,
           GError     **error)
{
  g_autofree char *encoding = NULL;
  const char *invalid;
  const char *declaration;

  if (is_plain_ascii (text->str, text->len))
    return TRUE;

  declaration = memchr (text->str, '\0', text->len) == NULL ? find_declaration (text->str) : NULL;
  encoding = declaration != NULL ? dup_encoding (declaration) : NULL;
  if (encoding != NULL && !is_utf8_name (encoding))
    return convert (path, encoding, text, error);

  if (!g_utf8_validate_len (text->str, text->len, &invalid))
    return fail (path, count_lines (text->str, invalid), _("Save the script in UTF-8."),
                 *invalid == '\0' ? _("The script holds a nul byte")
                                  : _("The script is not text in UTF-8"),
                 error);
  if (g_str_has_prefix (text->str, "\xef\xbb\xbf"))
    g_string_erase (text, 0, 3);

  return TRUE;
}

/**
 * ath_script_file_read:
 * @path: path of the script
 * @text: its content is replaced; using one buffer for many scripts saves time
 * @error: set to `ATH_ERROR_SCRIPT` with the file, and the line when that says
 *   something, when the script cannot be read or is not text
 *
 * Reads a script as UTF-8 without a byte order mark and without nul bytes.  The
 * encodings that Python declares in a comment are understood.  Blocks.
 *
 * Returns: whether @text holds the script
 */
gboolean
ath_script_file_read (const char  *path,
                      GString     *text,
                      GError     **error)
{
  int fd;
  gboolean done;
  int code;

  g_return_val_if_fail (path != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  g_string_truncate (text, 0);
  /* Without O_NONBLOCK, a pipe of that name would hold everything up. */
  fd = g_open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);
  if (fd < 0)
    return fail_errno (path, errno, error);

  done = read_all (fd, text);
  code = errno;
  g_close (fd, NULL);
  if (!done && code == 0)
    return fail (path, 0, _("Move the file out of the folder of scripts."),
                 _("The script is larger than 64 MiB"), error);
  if (!done)
    return fail_errno (path, code, error);

  return make_utf8 (path, text, error);
}
