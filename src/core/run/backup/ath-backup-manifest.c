/* ath-backup-manifest.c: the JSON document beside an archive
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "ath-error.h"
#include "run/backup/ath-backup-private.h"

/* Of the document; a later one may mean other things by the same names. */
#define FORMAT 1

static void
add_text (JsonBuilder *builder,
          const char  *name,
          const char  *value)
{
  json_builder_set_member_name (builder, name);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

static void
add_number (JsonBuilder *builder,
            const char  *name,
            guint64      value)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, value);
}

static void
add_rows (JsonBuilder *builder,
          char       **rows)
{
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  for (guint i = 0; rows[i] != NULL; i++)
    json_builder_add_string_value (builder, rows[i]);
  json_builder_end_array (builder);
}

static char *
dup_document (AthBackup *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonGenerator) generator = json_generator_new ();
  g_autoptr(JsonNode) root = NULL;
  g_autofree char *file = g_path_get_basename (self->path);
  g_autofree char *created = g_date_time_format_iso8601 (self->created);

  json_builder_begin_object (builder);
  add_number (builder, "format", FORMAT);
  add_text (builder, "file", file);
  add_text (builder, "created", created);
  add_text (builder, "project", self->project);
  add_text (builder, "environment", self->environment);
  add_text (builder, "database", self->database);
  add_text (builder, "source", self->source);
  add_text (builder, "server", self->server);
  add_rows (builder, self->rows);
  add_text (builder, "tool", self->tool);
  add_number (builder, "size_bytes", self->size_bytes);
  add_text (builder, "sha256", self->sha256);
  add_number (builder, "tables", self->n_tables);
  add_number (builder, "entries", self->n_entries);
  add_number (builder, "database_bytes", self->database_bytes);
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  json_generator_set_pretty (generator, TRUE);

  return json_generator_to_data (generator, NULL);
}

/**
 * ath_backup_save:
 * @self: a backup
 * @error: set on failure
 *
 * Writes the manifest beside the archive, at once and synced.
 *
 * Returns: whether it could be written, else `G_FILE_ERROR` codes
 */
gboolean
ath_backup_save (AthBackup  *self,
                 GError    **error)
{
  g_autofree char *path = g_strconcat (self->path, ATH_BACKUP_MANIFEST_SUFFIX, NULL);
  g_autofree char *document = dup_document (self);

  return g_file_set_contents_full (path, document, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}

static JsonNode *
get_value (JsonObject *object,
           const char *name,
           GType       type)
{
  JsonNode *node = json_object_get_member (object, name);

  return node != NULL && JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == type
         ? node : NULL;
}

static char *
dup_text (JsonObject *object,
          const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_STRING);

  return node != NULL ? json_node_dup_string (node) : NULL;
}

static guint64
get_number (JsonObject *object,
            const char *name)
{
  JsonNode *node = get_value (object, name, G_TYPE_INT64);

  return node != NULL ? MAX (json_node_get_int (node), 0) : 0;
}

static char **
dup_rows (JsonObject *object)
{
  JsonNode *node = json_object_get_member (object, "rows");
  gboolean is_array = node != NULL && JSON_NODE_HOLDS_ARRAY (node);
  JsonArray *array = is_array ? json_node_get_array (node) : NULL;
  guint len = array != NULL ? json_array_get_length (array) : 0;
  GPtrArray *rows = g_ptr_array_new ();

  for (guint i = 0; i < len; i++)
    {
      const char *row = json_node_get_string (json_array_get_element (array, i));

      if (row != NULL)
        g_ptr_array_add (rows, g_strdup (row));
    }
  g_ptr_array_add (rows, NULL);

  return (char **) g_ptr_array_free (rows, FALSE);
}

static AthBackup *
new_from_object (JsonObject *object)
{
  g_autoptr(AthBackup) self = ath_backup_new ();
  g_autofree char *created = dup_text (object, "created");

  if (get_number (object, "format") != FORMAT || created == NULL)
    return NULL;

  self->created = g_date_time_new_from_iso8601 (created, NULL);
  self->project = dup_text (object, "project");
  self->environment = dup_text (object, "environment");
  self->database = dup_text (object, "database");
  self->source = dup_text (object, "source");
  self->server = dup_text (object, "server");
  self->tool = dup_text (object, "tool");
  self->sha256 = dup_text (object, "sha256");
  self->size_bytes = get_number (object, "size_bytes");
  self->database_bytes = get_number (object, "database_bytes");
  self->n_tables = get_number (object, "tables");
  self->n_entries = get_number (object, "entries");
  g_strfreev (self->rows);
  self->rows = dup_rows (object);

  if (self->created == NULL || self->database == NULL || self->sha256 == NULL)
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ath_backup_open:
 * @path: an archive
 * @error: set on failure
 *
 * Reads the manifest beside the archive.  Any thread.
 *
 * Returns: (transfer full): the backup, or `NULL` with `ATH_ERROR_BACKUP` when
 *   the archive or a manifest that can be understood is missing
 */
AthBackup *
ath_backup_open (const char  *path,
                 GError     **error)
{
  g_autofree char *manifest = NULL;
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(AthBackup) self = NULL;
  JsonNode *root;

  g_return_val_if_fail (path != NULL, NULL);

  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_BACKUP, _("There is no backup “%s”"), path);
      return NULL;
    }

  manifest = g_strconcat (path, ATH_BACKUP_MANIFEST_SUFFIX, NULL);
  if (json_parser_load_from_file (parser, manifest, NULL))
    {
      root = json_parser_get_root (parser);
      if (root != NULL && JSON_NODE_HOLDS_OBJECT (root))
        self = new_from_object (json_node_get_object (root));
    }
  if (self == NULL)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_BACKUP,
                   _("The manifest “%s” is missing or cannot be understood"), manifest);
      return NULL;
    }
  self->path = g_canonicalize_filename (path, NULL);

  return g_steal_pointer (&self);
}
