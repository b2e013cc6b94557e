/* ath-cli-prompt.c: what is asked for on the terminal, or read from a pipe
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include <gio/gio.h>

#include "ath-cli-prompt.h"

/**
 * ath_cli_can_prompt:
 *
 * Returns: whether somebody sits at standard input
 */
gboolean
ath_cli_can_prompt (void)
{
  return isatty (STDIN_FILENO);
}

/* Returns whether the terminal had an echo, which is off now. */
static gboolean
stop_echo (struct termios *before)
{
  struct termios quiet;

  if (tcgetattr (STDIN_FILENO, before) != 0)
    return FALSE;

  quiet = *before;
  quiet.c_lflag &= ~(tcflag_t) ECHO;

  return tcsetattr (STDIN_FILENO, TCSAFLUSH, &quiet) == 0;
}

/* Twice the room.  Not by realloc(): the old block would keep what is secret. */
static char *
grow (char  *line,
      gsize *size)
{
  char *larger = g_malloc0 (*size * 2);

  memcpy (larger, line, *size);
  ath_secret_wipe (line, *size);
  g_free (line);
  *size *= 2;

  return larger;
}

/**
 * ath_cli_read_line:
 * @prompt: what is asked for; said only to somebody at a terminal
 * @is_secret: whether what is typed is not shown
 * @error: set when reading fails
 *
 * Reads one line of standard input.  Nothing of it remains in a buffer of stdio.
 *
 * Returns: (transfer full): the line without its end, empty at the end of input;
 *   wiped by the caller when it is secret
 */
char *
ath_cli_read_line (const char  *prompt,
                   gboolean     is_secret,
                   GError     **error)
{
  struct termios before;
  gboolean is_silent = FALSE;
  gsize size = 256;
  gsize length = 0;
  char *line = g_malloc0 (size);
  gssize n;

  if (ath_cli_can_prompt ())
    {
      fprintf (stderr, "%s ", prompt);
      is_silent = is_secret && stop_echo (&before);
    }

  while ((n = read (STDIN_FILENO, line + length, 1)) == 1 && line[length] != '\n')
    {
      if (++length + 1 == size)
        line = grow (line, &size);
    }
  line[length] = '\0';

  if (is_silent)
    {
      tcsetattr (STDIN_FILENO, TCSAFLUSH, &before);
      fputc ('\n', stderr);
    }
  if (n >= 0)
    return line;

  ath_secret_wipe (line, size);
  g_free (line);
  g_set_error_literal (error, G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));

  return NULL;
}
