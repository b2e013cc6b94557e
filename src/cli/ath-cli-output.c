/* ath-cli-output.c: results, remarks and errors
 *
 * Results go to standard output, all else to standard error, as UTF-8 whatever
 * the locale: ids, SQL and paths must arrive as they are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <stdio.h>

#include <glib/gi18n.h>

#include "ath-cli-output.h"
#include "ath-error.h"

#define PROGRAM "athanor-cli"

/**
 * ath_cli_print:
 * @cli: what the call works with
 * @format: a result, with its line ends
 * @...: its arguments
 *
 * Adds to the results.
 */
void
ath_cli_print (AthCli     *cli,
               const char *format,
               ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (cli->output, format, args);
  va_end (args);
}

/**
 * ath_cli_say:
 * @cli: what the call works with
 * @format: a remark, without a line end
 * @...: its arguments
 *
 * Says something on standard error, unless `--quiet` was given.
 */
void
ath_cli_say (AthCli     *cli,
             const char *format,
             ...)
{
  g_autofree char *text = NULL;
  va_list args;

  if (cli->options.quiet)
    return;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  fprintf (stderr, "%s\n", text);
}

static void
write_indented (const char *text)
{
  g_auto(GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    fprintf (stderr, "  %s\n", lines[i]);
}

static void
write_place (const AthErrorDetails *details)
{
  g_autoptr(GString) place = g_string_new (details->file);

  if (details->line > 0)
    g_string_append_printf (place, ":%u", details->line);
  if (details->line > 0 && details->column > 0)
    g_string_append_printf (place, ":%u", details->column);
  write_indented (place->str);
}

/* The statement, with a caret below the character that the server marks. */
static void
write_statement (const char *statement,
                 guint       offset)
{
  g_auto(GStrv) lines = g_strsplit (statement, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint length = (guint) g_utf8_strlen (lines[i], -1);

      fprintf (stderr, "  | %s\n", lines[i]);
      if (offset > 0 && offset <= length + 1)
        {
          fprintf (stderr, "  | %*s^\n", (int) offset - 1, "");
          offset = 0;
        }
      else if (offset > 0)
        {
          offset -= length + 1;
        }
    }
}

static void
write_details (const GError *error)
{
  const AthErrorDetails *details = ath_error_get_details (error);
  g_autofree char *sqlstate = NULL;

  if (details == NULL)
    return;

  if (details->detail != NULL)
    write_indented (details->detail);
  if (details->file != NULL)
    write_place (details);
  if (details->statement != NULL)
    write_statement (details->statement, details->statement_offset);
  if (details->sqlstate != NULL)
    {
      sqlstate = g_strdup_printf (_("SQLSTATE %s"), details->sqlstate);
      write_indented (sqlstate);
    }
  if (details->hint != NULL)
    write_indented (details->hint);
}

/**
 * ath_cli_warn:
 * @cli: what the call works with
 * @error: what is wrong, though the command goes on
 *
 * Says it on standard error.
 */
void
ath_cli_warn (AthCli       *cli,
              const GError *error)
{
  if (cli->is_completing)
    return;

  fprintf (stderr, "%s: ", PROGRAM);
  fprintf (stderr, _("warning: %s"), error->message);
  fputc ('\n', stderr);
  write_details (error);
}

/**
 * ath_cli_complain:
 * @error: why the command failed
 *
 * Says it on standard error: the message, and on further lines, indented, what
 * else is known.
 */
void
ath_cli_complain (const GError *error)
{
  fprintf (stderr, "%s: %s\n", PROGRAM, error->message);
  write_details (error);
}

/**
 * ath_cli_flush:
 * @cli: what the call works with
 *
 * Writes the results to standard output.
 *
 * Returns: whether they arrived
 */
gboolean
ath_cli_flush (AthCli *cli)
{
  gsize length = cli->output->len;
  gboolean written = fwrite (cli->output->str, 1, length, stdout) == length && fflush (stdout) == 0;

  g_string_truncate (cli->output, 0);
  /* Whoever closes a pipe does not want to hear about it. */
  if (!written && errno != EPIPE)
    {
      fprintf (stderr, "%s: ", PROGRAM);
      fprintf (stderr, _("Could not write the result: %s"), g_strerror (errno));
      fputc ('\n', stderr);
    }

  return written;
}
