/* ath-compose-file.c: the PostgreSQL services of a compose file
 *
 * Not a YAML parser: it follows the indentation of the block style in which
 * compose files are written, and takes the four things a connection needs from
 * it.  What it does not understand it passes over; a suggestion is then missing,
 * nothing worse.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "profile/ath-compose-file.h"
#include "profile/ath-env-file.h"

#define SERVER_PORT "5432"

typedef struct
{
  const char *const *environ;
  GPtrArray         *services;        /* (element-type AthComposeService) */
  gboolean           in_services;
  int                service_indent;  /* of the services' names, or -1 before the first */
  int                key_indent;      /* of the keys of the service that is read, or -1 */
  char              *key;             /* (owned) (nullable): the key whose block is read */
  char              *published;       /* (owned) (nullable): of a port in long form */
  gboolean           targets_server;  /* of the same port */
} Reader;

static void
compose_service_free (AthComposeService *self)
{
  g_free (self->name);
  g_free (self->image);
  g_free (self->port);
  g_strfreev (self->environment);
  g_free (self);
}

static AthComposeService *
current_service (Reader *reader)
{
  if (reader->services->len == 0)
    return NULL;

  return g_ptr_array_index (reader->services, reader->services->len - 1);
}

/* Returns: (transfer full): @text without comment and quotes, variables replaced */
static char *
read_scalar (Reader     *reader,
             const char *text)
{
  const char *start = text + strspn (text, " ");
  const char *end;
  g_autofree char *value = NULL;

  if ((start[0] == '"' || start[0] == '\'') && (end = strchr (start + 1, start[0])) != NULL)
    value = g_strndup (start + 1, end - start - 1);
  else
    {
      end = strstr (start, " #");
      value = g_strchomp (end != NULL ? g_strndup (start, end - start) : g_strdup (start));
    }

  return ath_env_expand (value, reader->environ);
}

/* Cuts `KEY: value` in two; FALSE when @line is no such line. */
static gboolean
split_mapping (Reader      *reader,
               const char  *line,
               char       **key,
               char       **value)
{
  const char *colon = strstr (line, ": ");

  if (colon == NULL && g_str_has_suffix (line, ":"))
    colon = line + strlen (line) - 1;
  if (colon == NULL)
    return FALSE;

  *key = g_strndup (line, colon - line);
  g_strstrip (*key);
  *value = read_scalar (reader, colon + 1);

  return TRUE;
}

/* "5433:5432", "127.0.0.1:5433:5432/tcp" */
static void
read_short_port (AthComposeService *service,
                 const char        *text)
{
  g_auto(GStrv) parts = g_strsplit (text, ":", -1);
  guint n = g_strv_length (parts);

  if (n >= 2 && service->port == NULL && g_str_has_prefix (parts[n - 1], SERVER_PORT))
    service->port = g_strdup (parts[n - 2]);
}

static void
add_variable (AthComposeService *service,
              const char        *name,
              const char        *value)
{
  /* What no variable can be called, GLib refuses to take. */
  if (name[0] != '\0' && strchr (name, '=') == NULL)
    service->environment = g_environ_setenv (service->environment, name, value, TRUE);
}

/* A line of a port in long form, `target: 5432` or `published: 5433`. */
static void
read_long_port (Reader     *reader,
                const char *key,
                const char *value)
{
  AthComposeService *service = current_service (reader);

  if (strcmp (key, "target") == 0)
    reader->targets_server = strcmp (value, SERVER_PORT) == 0;
  else if (strcmp (key, "published") == 0)
    {
      g_free (reader->published);
      reader->published = g_strdup (value);
    }

  if (reader->targets_server && reader->published != NULL && service->port == NULL)
    service->port = g_steal_pointer (&reader->published);
}

/* A line of the block below `ports:`. */
static void
read_port_line (Reader     *reader,
                const char *line)
{
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;

  if (line[0] == '-')
    {
      g_clear_pointer (&reader->published, g_free);
      reader->targets_server = FALSE;
      line += 1 + strspn (line + 1, " ");
    }

  if (split_mapping (reader, line, &key, &value))
    read_long_port (reader, key, value);
  else
    {
      value = read_scalar (reader, line);
      read_short_port (current_service (reader), value);
    }
}

/* A line of the block below `environment:`. */
static void
read_environment_line (Reader     *reader,
                       const char *line)
{
  AthComposeService *service = current_service (reader);
  g_autofree char *key = NULL;
  g_autofree char *value = NULL;

  if (line[0] == '-')
    {
      char *equals;

      value = read_scalar (reader, line + 1);
      equals = strchr (value, '=');
      if (equals == NULL)
        return;
      *equals = '\0';
      add_variable (service, value, equals + 1);
    }
  else if (split_mapping (reader, line, &key, &value))
    add_variable (service, key, value);
}

/* A key of a service: `image: postgres:15`, `environment:`. */
static void
read_service_key (Reader     *reader,
                  const char *line)
{
  AthComposeService *service = current_service (reader);
  g_autofree char *value = NULL;

  g_clear_pointer (&reader->key, g_free);
  if (!split_mapping (reader, line, &reader->key, &value))
    return;
  if (strcmp (reader->key, "image") == 0)
    {
      g_free (service->image);
      service->image = g_steal_pointer (&value);
    }
}

static void
begin_service (Reader     *reader,
               const char *line)
{
  AthComposeService *service = g_new0 (AthComposeService, 1);

  service->name = g_strndup (line, strcspn (line, ":"));
  service->environment = g_new0 (char *, 1);
  g_ptr_array_add (reader->services, service);
  reader->key_indent = -1;
  g_clear_pointer (&reader->key, g_free);
}

static void
read_line (Reader *reader,
           char   *line)
{
  int indent = strspn (line, " ");

  g_strstrip (line);
  if (line[0] == '\0' || line[0] == '#')
    return;

  if (indent == 0 && line[0] != '-')
    {
      reader->in_services = g_str_has_prefix (line, "services:");
      return;
    }
  if (!reader->in_services)
    return;

  if (reader->service_indent < 0)
    reader->service_indent = indent;
  if (indent <= reader->service_indent)
    {
      begin_service (reader, line);
      return;
    }

  if (reader->key_indent < 0)
    reader->key_indent = indent;
  if (indent <= reader->key_indent && line[0] != '-')
    read_service_key (reader, line);
  else if (g_strcmp0 (reader->key, "ports") == 0)
    read_port_line (reader, line);
  else if (g_strcmp0 (reader->key, "environment") == 0)
    read_environment_line (reader, line);
}

/**
 * ath_compose_service_is_postgres:
 * @self: a service
 *
 * Returns: whether it looks like a PostgreSQL server that this machine reaches
 */
gboolean
ath_compose_service_is_postgres (AthComposeService *self)
{
  static const char *const images[] = { "postg", "timescale", "pgvector", "citus" };

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->port == NULL)
    return FALSE;
  if (g_environ_getenv (self->environment, "POSTGRES_PASSWORD") != NULL)
    return TRUE;
  for (guint i = 0; self->image != NULL && i < G_N_ELEMENTS (images); i++)
    if (strstr (self->image, images[i]) != NULL)
      return TRUE;

  return FALSE;
}

/**
 * ath_compose_file_parse:
 * @text: content of a compose file
 * @environ: (array zero-terminated=1): what `${NAME}` stands for
 *
 * Returns: (transfer full) (element-type AthComposeService): its services, in
 *   the order of the file
 */
GPtrArray *
ath_compose_file_parse (const char        *text,
                        const char *const *environ)
{
  Reader reader = { .environ = environ, .service_indent = -1, .key_indent = -1 };
  g_auto(GStrv) lines = NULL;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (environ != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  reader.services = g_ptr_array_new_with_free_func ((GDestroyNotify) compose_service_free);
  for (guint i = 0; lines[i] != NULL; i++)
    read_line (&reader, lines[i]);
  g_free (reader.key);
  g_free (reader.published);

  return reader.services;
}
