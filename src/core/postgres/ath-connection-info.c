/* ath-connection-info.c: how to reach a database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>
#include <libpq-fe.h>

#include "ath-error.h"
#include "postgres/ath-connection-info-private.h"
#include "postgres/ath-connection-option.h"
#include "postgres/ath-secret.h"

typedef PQconninfoOption Options;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Options, PQconninfoFree)

typedef struct
{
  char *keyword; /* (owned) */
  char *value;   /* (owned) never empty */
} Setting;

struct _AthConnectionInfo
{
  GArray *settings; /* (owned) (element-type Setting) in the order they were given */
};

/* Every keyword may be the secret one, and wiping all of them costs nothing. */
static void
setting_clear (gpointer data)
{
  Setting *setting = data;

  g_free (setting->keyword);
  ath_secret_free (setting->value);
}

static void
info_clear (gpointer data)
{
  AthConnectionInfo *self = data;

  g_array_unref (self->settings);
}

static Setting *
find_setting (AthConnectionInfo *self,
              const char        *keyword)
{
  for (guint i = 0; i < self->settings->len; i++)
    {
      Setting *setting = &g_array_index (self->settings, Setting, i);

      if (g_str_equal (setting->keyword, keyword))
        return setting;
    }

  return NULL;
}

static AthConnectionInfo *
info_copy (AthConnectionInfo *self)
{
  AthConnectionInfo *copy = ath_connection_info_new_empty ();

  for (guint i = 0; i < self->settings->len; i++)
    {
      const Setting *setting = &g_array_index (self->settings, Setting, i);
      Setting twin = { g_strdup (setting->keyword), g_strdup (setting->value) };

      g_array_append_val (copy->settings, twin);
    }

  return copy;
}

static void
info_replace (AthConnectionInfo *self,
              const char        *keyword,
              const char        *value)
{
  Setting *present = find_setting (self, keyword);
  Setting setting = { g_strdup (keyword), g_strdup (value) };

  if (present != NULL)
    {
      setting_clear (present);
      *present = setting;
    }
  else
    g_array_append_val (self->settings, setting);
}

static void
info_remove (AthConnectionInfo *self,
             const char        *keyword)
{
  Setting *present = find_setting (self, keyword);

  if (present != NULL)
    g_array_remove_index (self->settings, present - (Setting *) (gpointer) self->settings->data);
}

static guint
count_items (const char *list)
{
  guint n = 1;

  for (; *list != '\0'; list++)
    n += *list == ',';

  return n;
}

/**
 * ath_connection_info_new_empty:
 *
 * Returns: (transfer full): connection information that its maker fills in
 *   before it is shared
 */
AthConnectionInfo *
ath_connection_info_new_empty (void)
{
  AthConnectionInfo *self = g_atomic_rc_box_new (AthConnectionInfo);

  self->settings = g_array_new (FALSE, FALSE, sizeof (Setting));
  g_array_set_clear_func (self->settings, setting_clear);

  return self;
}

/**
 * ath_connection_info_set:
 * @self: connection information that is not shared yet
 * @keyword: libpq's name of an option
 * @value: (nullable): its value; `NULL` and an empty one remove the option
 * @error: set on failure
 *
 * Returns: whether it is set, else `ATH_ERROR_PROFILE`
 */
gboolean
ath_connection_info_set (AthConnectionInfo  *self,
                         const char         *keyword,
                         const char         *value,
                         GError            **error)
{
  if (!ath_connection_option_is_known (keyword))
    {
      GError *unknown = ath_error_new (ATH_ERROR_PROFILE,
                                       _("There is no connection option “%s”"), keyword);

      ath_error_set_hint (unknown,
                          _("Leave it out. Settings of the server go into “options”, "
                            "as in options=-csearch_path=billing."));
      g_propagate_error (error, unknown);
      return FALSE;
    }

  if (ath_connection_option_is_nothing (keyword, value))
    {
      info_remove (self, keyword);
      return TRUE;
    }
  if (!ath_connection_option_check (keyword, value, error))
    return FALSE;

  info_replace (self, keyword, value);

  return TRUE;
}

/* Whether there is one port for all hosts, or one for each. */
static gboolean
check_ports (AthConnectionInfo  *self,
             GError            **error)
{
  const char *hosts = ath_connection_info_get (self, "host");
  const char *addresses = ath_connection_info_get (self, "hostaddr");
  const char *ports = ath_connection_info_get (self, "port");
  guint n_hosts = 1;
  guint n_ports = 1;

  if (addresses != NULL)
    n_hosts = count_items (addresses);
  else if (hosts != NULL)
    n_hosts = count_items (hosts);
  if (ports != NULL)
    n_ports = count_items (ports);

  if (n_ports > 1 && n_ports != n_hosts)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE,
                   _("There are %u ports for %u hosts"), n_ports, n_hosts);
      return FALSE;
    }

  return TRUE;
}

/**
 * ath_connection_info_new:
 * @keywords: (array zero-terminated=1): libpq's names of options
 * @values: (array): their values, as many; `NULL` and empty ones are left out
 * @error: set on failure
 *
 * Returns: (transfer full): connection information, or `NULL` with
 *   `ATH_ERROR_PROFILE` for an unknown option or an impossible value
 */
AthConnectionInfo *
ath_connection_info_new (const char *const  *keywords,
                         const char *const  *values,
                         GError            **error)
{
  g_autoptr(AthConnectionInfo) self = ath_connection_info_new_empty ();

  g_return_val_if_fail (keywords != NULL && values != NULL, NULL);

  for (guint i = 0; keywords[i] != NULL; i++)
    {
      if (!ath_connection_info_set (self, keywords[i], values[i], error))
        return NULL;
    }
  if (!check_ports (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ath_connection_info_new_from_url:
 * @url: a URL or libpq's `keyword=value` pairs
 * @error: set on failure
 *
 * Reads `postgresql://`, `postgres://`, the SQLAlchemy forms with a driver
 * (`postgresql+psycopg2://`), JDBC's, or `host=… dbname=…`.  What drivers call
 * otherwise (`ssl=require` of asyncpg) gets libpq's name; what concerns only the
 * driver is left out.
 *
 * Returns: (transfer full): connection information, or `NULL` with
 *   `ATH_ERROR_PROFILE`
 */
AthConnectionInfo *
ath_connection_info_new_from_url (const char  *url,
                                  GError     **error)
{
  g_autoptr(AthConnectionInfo) self = ath_connection_info_new_empty ();
  g_autoptr(AthSecret) text = NULL;
  gboolean parsed;

  g_return_val_if_fail (url != NULL, NULL);

  if (!g_utf8_validate (url, -1, NULL))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_PROFILE, _("The connection is not UTF-8"));
      return NULL;
    }

  /* Pasted ones bring their line break. */
  text = g_strchomp (g_strdup (url + strspn (url, " \t\r\n")));
  if (ath_connection_url_matches (text))
    parsed = ath_connection_url_parse (text, self, error);
  else
    parsed = ath_connection_string_parse (text, self, error);

  if (!parsed || !check_ports (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

static AthConnectionInfo *
new_from_libpq_variables (const char *const  *environ,
                          GError            **error)
{
  g_autoptr(AthConnectionInfo) self = ath_connection_info_new_empty ();
  g_autoptr(Options) options = PQconninfoParse ("", NULL);

  for (Options *option = options; option != NULL && option->keyword != NULL; option++)
    {
      const char *value = NULL;

      if (option->envvar != NULL)
        value = g_environ_getenv ((char **) environ, option->envvar);
      if (!ath_connection_info_set (self, option->keyword, value, error))
        {
          g_prefix_error (error, "%s: ", option->envvar);
          return NULL;
        }
    }
  if (!check_ports (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ath_connection_info_new_from_environ:
 * @environ: (array zero-terminated=1): variables as of g_get_environ()
 * @error: set on failure
 *
 * Takes `DATABASE_URL`, or else what libpq's variables (`PGHOST`, `PGDATABASE`,
 * `PGSERVICE`, …) say.
 *
 * Returns: (transfer full) (nullable): connection information; `NULL` without
 *   @error when the variables name no server, user or database, `NULL` with
 *   `ATH_ERROR_PROFILE` when they make no sense
 */
AthConnectionInfo *
ath_connection_info_new_from_environ (const char *const  *environ,
                                      GError            **error)
{
  static const char *const telling[] = {
    "PGHOST", "PGHOSTADDR", "PGPORT", "PGDATABASE", "PGUSER", "PGSERVICE"
  };
  const char *url = g_environ_getenv ((char **) environ, "DATABASE_URL");

  if (url != NULL && *url != '\0')
    {
      AthConnectionInfo *self = ath_connection_info_new_from_url (url, error);

      if (self == NULL)
        g_prefix_error (error, "DATABASE_URL: ");
      return self;
    }

  for (guint i = 0; i < G_N_ELEMENTS (telling); i++)
    {
      const char *value = g_environ_getenv ((char **) environ, telling[i]);

      if (value != NULL && *value != '\0')
        return new_from_libpq_variables (environ, error);
    }

  return NULL;
}

/**
 * ath_connection_info_ref:
 * @self: connection information
 *
 * Returns: (transfer full): @self
 */
AthConnectionInfo *
ath_connection_info_ref (AthConnectionInfo *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * ath_connection_info_unref:
 * @self: (transfer full): connection information
 */
void
ath_connection_info_unref (AthConnectionInfo *self)
{
  g_atomic_rc_box_release_full (self, info_clear);
}

/**
 * ath_connection_info_get:
 * @self: connection information
 * @keyword: libpq's name of an option
 *
 * Returns: (nullable): the value that was given, `NULL` when none was and
 *   libpq's default holds
 */
const char *
ath_connection_info_get (AthConnectionInfo *self,
                         const char        *keyword)
{
  const Setting *setting;

  g_return_val_if_fail (self != NULL && keyword != NULL, NULL);

  setting = find_setting (self, keyword);

  return setting != NULL ? setting->value : NULL;
}

/**
 * ath_connection_info_with:
 * @self: connection information
 * @keyword: libpq's name of an option
 * @value: (nullable): its value, or `NULL` to leave it to libpq's default
 *
 * Nothing is checked here but by libpq when it connects; for what people type
 * use ath_connection_info_new().
 *
 * Returns: (transfer full): a copy of @self that differs in one option
 */
AthConnectionInfo *
ath_connection_info_with (AthConnectionInfo *self,
                          const char        *keyword,
                          const char        *value)
{
  AthConnectionInfo *copy;

  g_return_val_if_fail (self != NULL && keyword != NULL, NULL);

  copy = info_copy (self);
  if (value != NULL && *value != '\0')
    info_replace (copy, keyword, value);
  else
    info_remove (copy, keyword);

  return copy;
}

/**
 * ath_connection_info_list_keywords:
 * @self: connection information
 *
 * Returns: (transfer container) (array zero-terminated=1): the options that
 *   are given, in their order; the texts live as long as @self
 */
const char **
ath_connection_info_list_keywords (AthConnectionInfo *self)
{
  const char **keywords;

  g_return_val_if_fail (self != NULL, NULL);

  keywords = g_new0 (const char *, self->settings->len + 1);
  for (guint i = 0; i < self->settings->len; i++)
    keywords[i] = g_array_index (self->settings, Setting, i).keyword;

  return keywords;
}

/* "db1:5433, db2", or NULL for this computer */
static char *
dup_hosts (AthConnectionInfo *self)
{
  const char *hosts = ath_connection_info_get (self, "host");
  const char *ports = ath_connection_info_get (self, "port");
  g_auto(GStrv) host_list = NULL;
  g_auto(GStrv) port_list = NULL;
  g_autoptr(GString) text = g_string_new (NULL);
  guint n_ports;

  if (hosts == NULL)
    hosts = ath_connection_info_get (self, "hostaddr");
  if (hosts == NULL)
    return NULL;

  host_list = g_strsplit (hosts, ",", -1);
  port_list = g_strsplit (ports != NULL ? ports : "", ",", -1);
  n_ports = g_strv_length (port_list);
  for (guint i = 0; host_list[i] != NULL; i++)
    {
      const char *port = n_ports == 0 ? "" : port_list[n_ports == 1 ? 0 : MIN (i, n_ports - 1)];

      if (i > 0)
        g_string_append (text, ", ");
      g_string_append (text, host_list[i]);
      if (*port != '\0' && !g_str_equal (port, "5432"))
        g_string_append_printf (text, ":%s", port);
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * ath_connection_info_dup_display:
 * @self: connection information
 *
 * Returns: (transfer full): a short text for people, as in “billing on
 *   db1:5433”; holds no secret
 */
char *
ath_connection_info_dup_display (AthConnectionInfo *self)
{
  const char *service;
  const char *database;
  g_autofree char *hosts = NULL;

  g_return_val_if_fail (self != NULL, NULL);

  service = ath_connection_info_get (self, "service");
  database = ath_connection_info_get (self, "dbname");
  hosts = dup_hosts (self);

  if (service != NULL && hosts == NULL && database == NULL)
    /* TRANSLATORS: %s is the name of an entry of pg_service.conf */
    return g_strdup_printf (_("service %s"), service);

  /* As libpq does. */
  if (database == NULL)
    database = ath_connection_info_get (self, "user");
  if (database == NULL)
    database = g_get_user_name ();

  if (hosts == NULL)
    /* TRANSLATORS: %s is the name of a database */
    return g_strdup_printf (_("%s on this computer"), database);

  /* TRANSLATORS: a database and the server it is on, as in “billing on db1:5433” */
  return g_strdup_printf (_("%s on %s"), database, hosts);
}

/**
 * ath_connection_info_dup_url:
 * @self: connection information
 *
 * Returns: (transfer full): a `postgresql://` URL that says everything but the
 *   secrets
 */
char *
ath_connection_info_dup_url (AthConnectionInfo *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ath_connection_url_format (self);
}
