/* ath-connection-string.c: libpq's "keyword=value" pairs
 *
 * Read here rather than by PQconninfoParse(), whose messages repeat what it did
 * not understand: with a password that lacks its quotes, the password.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "postgres/ath-connection-info-private.h"
#include "postgres/ath-connection-option.h"
#include "postgres/ath-secret.h"

static const char *
skip_blanks (const char *pos)
{
  while (g_ascii_isspace (*pos))
    pos++;

  return pos;
}

/* Reads a value that may be in single quotes, with backslashes as escapes.
 * Returns: what follows it, NULL when its quote is not closed
 */
static const char *
read_value (const char *pos,
            char       *value)
{
  gboolean quoted = *pos == '\'';

  if (quoted)
    pos++;
  for (; *pos != '\0'; pos++)
    {
      if (quoted ? *pos == '\'' : g_ascii_isspace (*pos))
        break;
      if (*pos == '\\' && pos[1] != '\0')
        pos++;
      *value++ = *pos;
    }
  *value = '\0';

  if (!quoted)
    return pos;

  return *pos == '\'' ? pos + 1 : NULL;
}

static GError *
new_form_error (const char *reason)
{
  GError *error = ath_error_new (ATH_ERROR_PROFILE,
                                 _("The connection could not be understood: %s"), reason);

  ath_error_set_hint (error,
                      _("Write postgresql://user@host/database, or host=… dbname=… user=… "
                        "with values that hold blanks in single quotes."));

  return error;
}

/* Reads one pair.  Returns: what follows it */
static const char *
parse_pair (const char         *pos,
            char               *value,
            AthConnectionInfo  *info,
            GError            **error)
{
  gsize len = strcspn (pos, "= \t\r\n\f\v");
  g_autofree char *keyword = g_strndup (pos, len);

  pos = skip_blanks (pos + len);
  if (*pos != '=')
    {
      g_propagate_error (error, new_form_error (_("a “=” is missing")));
      return NULL;
    }
  pos = read_value (skip_blanks (pos + 1), value);
  if (pos == NULL)
    {
      g_propagate_error (error, new_form_error (_("a single quote is not closed")));
      return NULL;
    }

  /* What looks like a keyword may be the second half of a password. */
  if (ath_connection_info_get (info, "password") != NULL
      && !ath_connection_option_is_known (keyword))
    {
      g_propagate_error (error, new_form_error (_("it has an unknown option")));
      return NULL;
    }

  return ath_connection_info_set (info, keyword, value, error) ? pos : NULL;
}

/**
 * ath_connection_string_parse:
 * @text: `keyword=value` pairs
 * @info: empty connection information, not shared yet
 * @error: set on failure
 *
 * Fills in @info.
 *
 * Returns: whether it could be read, else `ATH_ERROR_PROFILE`
 */
gboolean
ath_connection_string_parse (const char         *text,
                             AthConnectionInfo  *info,
                             GError            **error)
{
  const char *pos = skip_blanks (text);
  gsize size = strlen (text) + 1;
  char *value;

  if (*pos == '\0')
    {
      g_propagate_error (error, new_form_error (_("it is empty")));
      return FALSE;
    }

  value = g_malloc (size);

  while (pos != NULL && *pos != '\0')
    {
      pos = parse_pair (pos, value, info, error);
      if (pos != NULL)
        pos = skip_blanks (pos);
    }

  ath_secret_wipe (value, size);
  g_free (value);

  return pos != NULL;
}
