/* ath-connection-url-format.c: connection information as a URL to show
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "postgres/ath-connection-info-private.h"
#include "postgres/ath-connection-option.h"

static void
append_option (GString    *url,
               const char *name,
               const char *value)
{
  g_string_append_c (url, strchr (url->str, '?') != NULL ? '&' : '?');
  g_string_append_printf (url, "%s=", name);
  g_string_append_uri_escaped (url, value, "/,:", TRUE);
}

/* Where a URL says what it has to say. */
typedef struct
{
  gboolean has_hosts; /* before the "/", not among the options */
  gboolean has_ports; /* each behind its host */
} Places;

/* Folders of sockets cannot stand before the "/", and one port for several
 * hosts has no host to stand behind.
 */
static Places
append_hosts (GString           *url,
              AthConnectionInfo *info)
{
  const char *hosts = ath_connection_info_get (info, "host");
  const char *ports = ath_connection_info_get (info, "port");
  g_auto(GStrv) host_list = NULL;
  g_auto(GStrv) port_list = NULL;
  Places places = { FALSE, FALSE };

  if (hosts == NULL || strpbrk (hosts, "/@%[]") != NULL)
    return places;

  host_list = g_strsplit (hosts, ",", -1);
  port_list = g_strsplit (ports != NULL ? ports : "", ",", -1);
  places.has_hosts = TRUE;
  places.has_ports = g_strv_length (port_list) == g_strv_length (host_list);

  for (guint i = 0; host_list[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (url, ',');
      if (strchr (host_list[i], ':') != NULL)
        g_string_append_printf (url, "[%s]", host_list[i]);
      else
        g_string_append_uri_escaped (url, host_list[i], NULL, FALSE);
      if (places.has_ports && *port_list[i] != '\0')
        g_string_append_printf (url, ":%s", port_list[i]);
    }

  return places;
}

static gboolean
is_option (const char *keyword,
           Places      places)
{
  if (g_str_equal (keyword, "user") || g_str_equal (keyword, "dbname")
      || ath_connection_option_is_secret (keyword))
    return FALSE;
  if (g_str_equal (keyword, "host"))
    return !places.has_hosts;
  if (g_str_equal (keyword, "port"))
    return !places.has_ports;

  return TRUE;
}

/**
 * ath_connection_url_format:
 * @info: connection information
 *
 * Returns: (transfer full): a URL as libpq reads it, without the secrets
 */
char *
ath_connection_url_format (AthConnectionInfo *info)
{
  GString *url = g_string_new ("postgresql://");
  const char *user = ath_connection_info_get (info, "user");
  const char *database = ath_connection_info_get (info, "dbname");
  g_autofree const char **keywords = ath_connection_info_list_keywords (info);
  Places places;

  if (user != NULL)
    {
      g_string_append_uri_escaped (url, user, NULL, FALSE);
      g_string_append_c (url, '@');
    }
  places = append_hosts (url, info);
  g_string_append_c (url, '/');
  if (database != NULL)
    g_string_append_uri_escaped (url, database, NULL, FALSE);

  for (guint i = 0; keywords[i] != NULL; i++)
    {
      if (is_option (keywords[i], places))
        append_option (url, keywords[i], ath_connection_info_get (info, keywords[i]));
    }

  return g_string_free (url, FALSE);
}
