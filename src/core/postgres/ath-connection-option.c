/* ath-connection-option.c: libpq's connection options, one by one
 *
 * libpq is asked which there are and which of them are secret, so a newer libpq
 * brings its new options with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libpq-fe.h>

#include "ath-error.h"
#include "postgres/ath-connection-option.h"

typedef PQconninfoOption Options;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Options, PQconninfoFree)

static const Options *
find_option (const Options *options,
             const char    *keyword)
{
  for (const Options *option = options; option != NULL && option->keyword != NULL; option++)
    {
      if (g_str_equal (option->keyword, keyword))
        return option;
    }

  return NULL;
}

/**
 * ath_connection_option_is_known:
 * @keyword: a name
 *
 * Returns: whether libpq has an option of that name
 */
gboolean
ath_connection_option_is_known (const char *keyword)
{
  g_autoptr(Options) options = PQconninfoParse ("", NULL);

  return find_option (options, keyword) != NULL;
}

/**
 * ath_connection_option_is_default:
 * @keyword: a keyword of libpq
 * @value: a value
 *
 * Returns: whether @value is what libpq uses, in this environment, when none is
 *   stated
 */
gboolean
ath_connection_option_is_default (const char *keyword,
                                  const char *value)
{
  g_autoptr(Options) options = PQconninfoParse ("", NULL);
  const Options *option = find_option (options, keyword);

  return option != NULL && g_strcmp0 (option->compiled, value) == 0
         && (option->envvar == NULL || g_getenv (option->envvar) == NULL);
}

/**
 * ath_connection_option_is_secret:
 * @keyword: libpq's name of an option
 *
 * Returns: whether its value is for nobody's eyes
 */
gboolean
ath_connection_option_is_secret (const char *keyword)
{
  g_autoptr(Options) options = PQconninfoParse ("", NULL);
  const Options *option = find_option (options, keyword);

  return option != NULL && *option->dispchar == '*';
}

static gboolean
is_port (const char *text,
         gsize       len)
{
  guint64 number = 0;

  if (len > 5)
    return FALSE;
  for (gsize i = 0; i < len; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return FALSE;
      number = number * 10 + (text[i] - '0');
    }

  /* An empty one in a list stands for the default. */
  return len == 0 || (number >= 1 && number <= 65535);
}

static gboolean
are_ports (const char *list)
{
  for (;;)
    {
      gsize len = strcspn (list, ",");

      if (!is_port (list, len))
        return FALSE;
      if (list[len] == '\0')
        return TRUE;
      list += len + 1;
    }
}

/* A name, an address, or the folder of a socket; "@" begins an abstract one.
 * Only addresses of IPv6 have colons, and several: "db1:5433" is more than a host.
 */
static gboolean
is_host (const char *text)
{
  const char *colon = strchr (text, ':');

  if (*text == '/' || *text == '@')
    return TRUE;
  if (colon != NULL && strchr (colon + 1, ':') == NULL)
    return FALSE;

  for (const char *pos = text; *pos != '\0'; pos++)
    {
      if (g_ascii_iscntrl (*pos) || strchr (" /?#@[]", *pos) != NULL)
        return FALSE;
    }

  return TRUE;
}

static gboolean
are_hosts (const char *list)
{
  g_auto(GStrv) hosts = g_strsplit (list, ",", -1);

  for (guint i = 0; hosts[i] != NULL; i++)
    {
      if (!is_host (hosts[i]))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_tls_mode (const char *value)
{
  static const char *const modes[] = {
    "disable", "allow", "prefer", "require", "verify-ca", "verify-full", NULL
  };

  return g_strv_contains (modes, value);
}

static gboolean
is_whole_number (const char *value)
{
  gint64 number;

  return g_ascii_string_to_signed (value, 10, G_MININT, G_MAXINT, &number, NULL);
}

/**
 * ath_connection_option_check:
 * @keyword: libpq's name of an option
 * @value: a value for it
 * @error: set on failure
 *
 * Finds what libpq would only find when it connects.  The messages leave the
 * value out: a password that was pasted without its escapes may be part of it.
 *
 * Returns: whether @value is possible, else `ATH_ERROR_PROFILE`
 */
gboolean
ath_connection_option_check (const char  *keyword,
                             const char  *value,
                             GError     **error)
{
  if (!g_utf8_validate (value, -1, NULL))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE,
                   _("The value of the connection option “%s” is not UTF-8"), keyword);
      return FALSE;
    }
  if (g_str_equal (keyword, "host") && !are_hosts (value))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE,
                   _("The host is no name, address or folder; its port goes into “port”"));
      return FALSE;
    }
  if (g_str_equal (keyword, "port") && !are_ports (value))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE,
                   _("The port is not a number from 1 to 65535"));
      return FALSE;
    }
  if (g_str_equal (keyword, "sslmode") && !is_tls_mode (value))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE,
                   _("“sslmode” is none of disable, allow, prefer, require, verify-ca "
                     "and verify-full"));
      return FALSE;
    }
  if (g_str_equal (keyword, "connect_timeout") && !is_whole_number (value))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE,
                   _("“connect_timeout” is not a whole number of seconds"));
      return FALSE;
    }

  return TRUE;
}

/**
 * ath_connection_option_is_nothing:
 * @keyword: libpq's name of an option
 * @value: (nullable): a value for it
 *
 * Returns: whether @value says no more than no value at all: a list of nothing
 *   is nothing
 */
gboolean
ath_connection_option_is_nothing (const char *keyword,
                                  const char *value)
{
  static const char *const lists[] = { "host", "hostaddr", "port", NULL };

  if (value == NULL || *value == '\0')
    return TRUE;

  return g_strv_contains (lists, keyword) && value[strspn (value, ",")] == '\0';
}
