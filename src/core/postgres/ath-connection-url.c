/* ath-connection-url.c: URLs of PostgreSQL databases, as libpq, SQLAlchemy and others write them
 *
 * libpq's own reader is not used: it knows only libpq's form, and its messages
 * repeat the URL with the password in it.  Nothing of a URL is repeated here
 * but its scheme and names of options.
 *
 * A character that starts no percent-encoding stands for itself, as in Python's
 * unquote(), and a password may hold “/”, “?” and “@” as they are: such URLs are
 * what people have in their configuration.
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

/* What other drivers call an option, and what concerns only the driver. */
static const struct
{
  const char *name;
  const char *keyword; /* NULL: nothing that a connection of ours needs to know */
} aliases[] = {
  { "async_fallback", NULL },
  { "command_timeout", NULL },
  { "connection_limit", NULL },
  { "database", "dbname" },
  { "max_cacheable_statement_size", NULL },
  { "max_cached_statement_lifetime", NULL },
  { "max_overflow", NULL },
  { "pgbouncer", NULL },
  { "pool_pre_ping", NULL },
  { "pool_recycle", NULL },
  { "pool_size", NULL },
  { "pool_timeout", NULL },
  { "prepared_statement_cache_size", NULL },
  { "prepared_statement_name_func", NULL },
  { "prepareThreshold", NULL },
  { "statement_cache_size", NULL },
  { "timeout", "connect_timeout" },
  { "username", "user" },
};

typedef struct
{
  AthConnectionInfo *info;          /* (unowned) being filled in */
  GString           *hosts;         /* comma separated */
  GString           *ports;         /* as many as @hosts, empty ones included */
  guint              n_hosts;
  gboolean           plus_is_blank; /* in the query, as SQLAlchemy reads it */
  gboolean           is_doubtful;   /* what looks like a query may be part of a password */
} Parser;

static char
decode_pair (const char *digits)
{
  return g_ascii_xdigit_value (digits[0]) * 16 + g_ascii_xdigit_value (digits[1]);
}

/* "%00" is no character of any text here. */
static gboolean
is_encoded (const char *percent)
{
  return g_ascii_isxdigit (percent[1]) && g_ascii_isxdigit (percent[2])
         && decode_pair (percent + 1) != '\0';
}

static char *
percent_decode (const char *text,
                gsize       len,
                gboolean    plus_is_blank)
{
  /* Never grows, so the secret leaves no copies behind. */
  char *decoded = g_malloc (len + 1);
  gsize n = 0;

  for (gsize i = 0; i < len; i++)
    {
      if (text[i] == '%' && i + 2 < len && is_encoded (text + i))
        {
          decoded[n++] = decode_pair (text + i + 1);
          i += 2;
        }
      else if (text[i] == '+' && plus_is_blank)
        decoded[n++] = ' ';
      else
        decoded[n++] = text[i];
    }
  decoded[n] = '\0';

  return decoded;
}

static gboolean
set_decoded (Parser      *parser,
             const char  *keyword,
             const char  *text,
             gsize        len,
             gboolean     plus_is_blank,
             GError     **error)
{
  g_autoptr(AthSecret) value = percent_decode (text, len, plus_is_blank);

  return ath_connection_info_set (parser->info, keyword, value, error);
}

/* Whether "a:b" in @text can be host and port, and so is not user and password. */
static gboolean
is_host_and_port (const char *text,
                  gsize       len)
{
  const char *colon = memchr (text, ':', len);
  gsize n_digits;

  if (colon == NULL || *text == '[')
    return TRUE;

  n_digits = strspn (colon + 1, "0123456789");

  return colon + 1 + n_digits >= text + len || colon[1 + n_digits] == ',';
}

/* (nullable): the “@” behind the user and the password */
static const char *
find_at (const char *rest)
{
  gsize len = strcspn (rest, "/?");
  const char *at = g_strrstr_len (rest, len, "@");

  if (at != NULL || is_host_and_port (rest, len))
    return at;

  /* A password with a “/” or “?” in it. */
  at = strchr (rest + len, '@');
  if (at != NULL)
    {
      gsize host_len = strcspn (at, "/?");

      at = g_strrstr_len (at, host_len, "@");
    }

  return at;
}

/* Returns: what follows the “@” */
static const char *
parse_login (Parser      *parser,
             const char  *rest,
             GError     **error)
{
  const char *at = find_at (rest);
  const char *colon;
  const char *user_end;

  if (at == NULL)
    {
      parser->is_doubtful = strchr (rest, '@') != NULL;
      return rest;
    }

  colon = memchr (rest, ':', at - rest);
  user_end = colon != NULL ? colon : at;
  if (!set_decoded (parser, "user", rest, user_end - rest, FALSE, error))
    return NULL;
  if (colon != NULL
      && !set_decoded (parser, "password", colon + 1, at - colon - 1, FALSE, error))
    return NULL;

  return at + 1;
}

static void
add_host (Parser     *parser,
          const char *host,
          gsize       host_len,
          const char *port,
          gsize       port_len)
{
  if (parser->n_hosts++ > 0)
    {
      g_string_append_c (parser->hosts, ',');
      g_string_append_c (parser->ports, ',');
    }
  g_string_append_len (parser->hosts, host, host_len);
  g_string_append_len (parser->ports, port, port_len);
}

/* One of "host", "host:port", "[::1]", "[::1]:port", "/folder" */
static gboolean
parse_host (Parser      *parser,
            const char  *text,
            GError     **error)
{
  const char *host = text;
  const char *end = text + strlen (text);
  const char *host_end = end;
  const char *colon;

  if (*text == '[')
    {
      host++;
      host_end = strchr (host, ']');
      if (host_end == NULL || (host_end + 1 < end && host_end[1] != ':'))
        {
          g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE,
                       _("An address in “[” and “]” is not complete"));
          return FALSE;
        }
      colon = host_end + 1 < end ? host_end + 1 : NULL;
    }
  else
    {
      colon = *text != '/' && *text != '@' ? strchr (text, ':') : NULL;

      /* An address of IPv6 without its brackets. */
      if (colon != NULL && strchr (colon + 1, ':') != NULL)
        colon = NULL;
      if (colon != NULL)
        host_end = colon;
    }

  if (colon != NULL)
    add_host (parser, host, host_end - host, colon + 1, end - colon - 1);
  else
    add_host (parser, host, host_end - host, "", 0);

  return TRUE;
}

/* Returns: what follows the hosts */
static const char *
parse_hosts (Parser      *parser,
             const char  *rest,
             GError     **error)
{
  const char *end = rest + strcspn (rest, "/?");

  if (rest == end)
    return end;

  for (;;)
    {
      const char *comma = memchr (rest, ',', end - rest);
      const char *host_end = comma != NULL ? comma : end;
      g_autofree char *host = percent_decode (rest, host_end - rest, FALSE);

      if (!parse_host (parser, host, error))
        return NULL;
      if (comma == NULL)
        return end;
      rest = comma + 1;
    }
}

/* Sets "sslmode" from what asyncpg, JDBC and others call "ssl". */
static gboolean
set_ssl (Parser      *parser,
         const char  *value,
         GError     **error)
{
  static const char *const on[] = { "true", "on", "yes", "1", NULL };
  static const char *const off[] = { "false", "off", "no", "0", NULL };

  if (g_strv_contains (on, value))
    value = "require";
  else if (g_strv_contains (off, value))
    value = "disable";

  return ath_connection_info_set (parser->info, "sslmode", value, error);
}

/* The hosts of a query take the place of those before it, but add up among
 * themselves: "?host=a:1&host=b:2" is SQLAlchemy's list.
 */
static gboolean
add_query_hosts (Parser      *parser,
                 const char  *value,
                 gboolean     first,
                 GError     **error)
{
  g_auto(GStrv) hosts = g_strsplit (value, ",", -1);

  if (first)
    {
      g_string_truncate (parser->hosts, 0);
      g_string_truncate (parser->ports, 0);
      parser->n_hosts = 0;
    }
  for (guint i = 0; hosts[i] != NULL; i++)
    {
      if (!parse_host (parser, hosts[i], error))
        return FALSE;
    }

  return TRUE;
}

/* (nullable): libpq's name, NULL when the option does not concern it */
static const char *
translate_name (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (aliases); i++)
    {
      if (g_str_equal (aliases[i].name, name))
        return aliases[i].keyword;
    }

  return name;
}

static gboolean
parse_option (Parser      *parser,
              const char  *text,
              gsize        len,
              gboolean    *has_hosts,
              GError     **error)
{
  const char *equals = memchr (text, '=', len);
  g_autofree char *name = NULL;
  g_autoptr(AthSecret) value = NULL;
  const char *keyword;

  if (equals == NULL)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE,
                   _("An option of the URL has no “=”"));
      return FALSE;
    }

  name = percent_decode (text, equals - text, parser->plus_is_blank);
  value = percent_decode (equals + 1, text + len - equals - 1, parser->plus_is_blank);
  if (!g_utf8_validate (name, -1, NULL) || !g_utf8_validate (value, -1, NULL))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE, _("An option of the URL is not UTF-8"));
      return FALSE;
    }

  keyword = translate_name (name);
  if (keyword == NULL)
    return TRUE;
  if (parser->is_doubtful && !ath_connection_option_is_known (keyword))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE, _("The URL has an unknown option"));
      return FALSE;
    }
  if (g_str_equal (keyword, "ssl"))
    return set_ssl (parser, value, error);
  if (g_str_equal (keyword, "host"))
    {
      gboolean first = !*has_hosts;

      *has_hosts = TRUE;
      return add_query_hosts (parser, value, first, error);
    }

  return ath_connection_info_set (parser->info, keyword, value, error);
}

static gboolean
set_hosts (Parser  *parser,
           GError **error)
{
  if (!ath_connection_info_set (parser->info, "host", parser->hosts->str, error))
    return FALSE;

  /* Hosts of a query without ports leave a "port" beside them alone. */
  return parser->ports->str[strspn (parser->ports->str, ",")] == '\0'
         || ath_connection_info_set (parser->info, "port", parser->ports->str, error);
}

static gboolean
parse_query (Parser      *parser,
             const char  *query,
             GError     **error)
{
  gboolean has_hosts = FALSE;

  while (*query != '\0')
    {
      gsize len = strcspn (query, "&");

      if (len > 0 && !parse_option (parser, query, len, &has_hosts, error))
        return FALSE;
      query += len;
      if (*query == '&')
        query++;
    }

  return !has_hosts || set_hosts (parser, error);
}

static gboolean
parse_rest (Parser      *parser,
            const char  *rest,
            GError     **error)
{
  rest = parse_login (parser, rest, error);
  if (rest == NULL)
    return FALSE;
  rest = parse_hosts (parser, rest, error);
  if (rest == NULL)
    return FALSE;

  /* Before the query, whose "port" and "dbname" may say otherwise. */
  if (!set_hosts (parser, error))
    return FALSE;
  if (*rest == '/')
    {
      gsize len = strcspn (rest + 1, "?");

      if (!set_decoded (parser, "dbname", rest + 1, len, FALSE, error))
        return FALSE;
      rest += 1 + len;
    }
  if (*rest == '\0')
    return TRUE;

  return parse_query (parser, rest + 1, error);
}

static gsize
get_scheme_len (const char *text)
{
  return strspn (text, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-._:");
}

/**
 * ath_connection_url_matches:
 * @text: what people give for a connection
 *
 * Returns: whether @text is meant as a URL, of whatever kind
 */
gboolean
ath_connection_url_matches (const char *text)
{
  gsize len = get_scheme_len (text);

  return len > 1 && text[len - 1] == ':' && g_str_has_prefix (text + len, "//");
}

static gboolean
is_postgresql (const char *scheme)
{
  static const char *const names[] = { "postgresql", "postgres", "postgis", "pgsql", NULL };

  return g_strv_contains (names, scheme);
}

/* Returns: what follows the "://" */
static const char *
parse_scheme (Parser      *parser,
              const char  *url,
              GError     **error)
{
  gsize len = get_scheme_len (url);
  g_autofree char *scheme = g_ascii_strdown (url, len - 1);
  char *name = g_str_has_prefix (scheme, "jdbc:") ? scheme + strlen ("jdbc:") : scheme;
  char *plus = strchr (name, '+');

  if (plus != NULL)
    {
      *plus = '\0';
      parser->plus_is_blank = TRUE;
    }
  if (!is_postgresql (name))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE,
                   _("“%s://” is not the URL of a PostgreSQL database"), name);
      return NULL;
    }

  return url + len + strlen ("//");
}

/**
 * ath_connection_url_parse:
 * @url: a text that ath_connection_url_matches()
 * @info: empty connection information, not shared yet
 * @error: set on failure
 *
 * Fills in @info.
 *
 * Returns: whether it could be read, else `ATH_ERROR_PROFILE`
 */
gboolean
ath_connection_url_parse (const char         *url,
                          AthConnectionInfo  *info,
                          GError            **error)
{
  g_autoptr(GString) hosts = g_string_new (NULL);
  g_autoptr(GString) ports = g_string_new (NULL);
  Parser parser = { .info = info, .hosts = hosts, .ports = ports };
  const char *rest = parse_scheme (&parser, url, error);

  return rest != NULL && parse_rest (&parser, rest, error);
}
