/* ath-revision-writer.c: new scripts
 *
 * Everything is checked before the file is made: a duplicate id or label found
 * afterwards would leave the project broken for every later command.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/headers/ath-python-header.h"
#include "project/headers/ath-sql-header.h"
#include "project/writing/ath-file-template.h"
#include "project/writing/ath-mako.h"
#include "project/writing/ath-new-file.h"
#include "project/writing/ath-revision-writer.h"

typedef struct
{
  AthProject               *project;      /* (unowned) */
  AthRevisionGraph         *graph;        /* (unowned) */
  const AthProjectSettings *settings;     /* (unowned) */
  char                     *id;           /* (owned) */
  char                     *message;      /* (owned) of a SQL project in one line */
  GPtrArray                *parents;      /* (owned) (element-type AthRevision) */
  GPtrArray                *depends_on;   /* (owned) (element-type utf8) */
  GDateTime                *created;      /* (owned) */
  char                     *folder;       /* (owned) */
  char                     *path;         /* (owned) */
} Writer;

static void
writer_clear (Writer *writer)
{
  g_free (writer->id);
  g_free (writer->message);
  g_clear_pointer (&writer->parents, g_ptr_array_unref);
  g_clear_pointer (&writer->depends_on, g_ptr_array_unref);
  g_clear_pointer (&writer->created, g_date_time_unref);
  g_free (writer->folder);
  g_free (writer->path);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Writer, writer_clear)

static gboolean
is_alembic (const Writer *writer)
{
  return ath_project_get_kind (writer->project) == ATH_PROJECT_ALEMBIC;
}

static gboolean
fail (GError     *mine,
      const char *hint,
      GError    **error)
{
  ath_error_set_hint (mine, hint);
  g_propagate_error (error, mine);

  return FALSE;
}

/* An id or label stands in symbols and in lists of the header. */
static gboolean
check_name (const char  *name,
            GError     **error)
{
  static const char *const reserved[] = { "head", "heads", "base", "current", NULL };
  const char *hint = _("Use letters, digits and underscores.");

  if (*name == '\0' || !g_utf8_validate (name, -1, NULL))
    return fail (ath_error_new (ATH_ERROR_REVISION, _("The name of a revision is empty")),
                 hint, error);
  if (g_strv_contains (reserved, name))
    return fail (ath_error_new (ATH_ERROR_REVISION,
                                _("“%s” means something else in symbols"), name),
                 _("Choose another name."), error);

  for (const char *pos = name; *pos != '\0'; pos = g_utf8_next_char (pos))
    {
      gunichar c = g_utf8_get_char (pos);

      if (c == '@' || c == '-' || c == '+' || c == ':' || c == ',' || g_unichar_isspace (c)
          || g_unichar_iscntrl (c))
        return fail (ath_error_new (ATH_ERROR_REVISION,
                                    _("“%s” holds a character that revision symbols and lists "
                                      "need for themselves"), name),
                     hint, error);
    }

  return TRUE;
}

/* Refuses a name that a revision or a label has already. */
static gboolean
check_unused (const Writer  *writer,
              const char    *name,
              GError       **error)
{
  GPtrArray *revisions = ath_project_get_revisions (writer->project);

  for (guint i = 0; i < revisions->len; i++)
    {
      const AthRevision *revision = g_ptr_array_index (revisions, i);
      GError *mine;

      if (!g_str_equal (revision->id, name)
          && !g_strv_contains ((const char *const *) revision->labels, name))
        continue;

      mine = ath_error_new (ATH_ERROR_REVISION, _("“%s” is in use already, by “%s”"),
                            name, revision->path);
      ath_error_set_place (mine, revision->path, 0, 0);
      return fail (mine, _("Choose another name."), error);
    }

  return TRUE;
}

static gboolean
choose_id (Writer      *writer,
           const char  *wanted,
           GError     **error)
{
  if (wanted != NULL)
    {
      writer->id = g_strdup (wanted);
      return check_name (wanted, error) && check_unused (writer, wanted, error);
    }

  do
    {
      g_autofree char *uuid = g_uuid_string_random ();

      /* The last group of a UUID: 12 digits. */
      g_free (writer->id);
      writer->id = g_strdup (strrchr (uuid, '-') + 1);
    }
  while (ath_revision_graph_find (writer->graph, writer->id) != NULL);

  return TRUE;
}

/* Whether it takes knowing the heads to know what is asked for. */
static gboolean
asks_for_heads (const char *const *symbols)
{
  gboolean asks = symbols == NULL;

  for (; symbols != NULL && *symbols != NULL; symbols++)
    asks |= g_str_has_suffix (*symbols, "head") || g_str_has_suffix (*symbols, "heads");

  return asks;
}

static gboolean
add_parent (Writer       *writer,
            AthRevision  *parent,
            gboolean      splice,
            GError      **error)
{
  if (g_ptr_array_find (writer->parents, parent, NULL))
    return fail (ath_error_new (ATH_ERROR_REVISION,
                                _("The revision “%s” is named twice"), parent->id),
                 NULL, error);
  if (!splice && !ath_revision_graph_is_head (writer->graph, parent))
    return fail (ath_error_new (ATH_ERROR_REVISION,
                                _("The revision “%s” is no head: others build on it already"),
                                parent->id),
                 _("Ask for a splice to start a new branch there."), error);
  g_ptr_array_add (writer->parents, ath_revision_ref (parent));

  return TRUE;
}

static gboolean
resolve_parents (Writer                    *writer,
                 const AthRevisionRequest  *request,
                 GError                   **error)
{
  static const char *const head[] = { "head", NULL };
  const char *const *symbol = request->parents;

  writer->parents = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_revision_unref);
  if (asks_for_heads (symbol) && !ath_project_check_heads_known (writer->project, error))
    return FALSE;
  if (symbol == NULL && ath_project_get_revisions (writer->project)->len == 0)
    return TRUE;

  for (symbol = symbol != NULL ? symbol : head; *symbol != NULL; symbol++)
    {
      g_autoptr(GPtrArray) found = ath_revision_graph_resolve (writer->graph, *symbol, error);

      if (found == NULL)
        return FALSE;
      for (guint i = 0; i < found->len; i++)
        {
          if (!add_parent (writer, g_ptr_array_index (found, i), request->splice, error))
            return FALSE;
        }
    }

  return TRUE;
}

/* A dependency is written with the full id, or with the label that was given. */
static gboolean
resolve_dependencies (Writer             *writer,
                      const char *const  *symbol,
                      GError            **error)
{
  writer->depends_on = g_ptr_array_new_with_free_func (g_free);
  for (; symbol != NULL && *symbol != NULL; symbol++)
    {
      g_autoptr(GPtrArray) found = ath_revision_graph_resolve (writer->graph, *symbol, error);
      const AthRevision *revision;

      if (found == NULL)
        return FALSE;
      if (found->len != 1)
        return fail (ath_error_new (ATH_ERROR_REVISION,
                                    _("“%s” does not name one revision to depend on"), *symbol),
                     _("Give the id of a revision, or a branch label."), error);

      revision = g_ptr_array_index (found, 0);
      g_ptr_array_add (writer->depends_on,
                       g_strdup (g_strv_contains ((const char *const *) revision->labels, *symbol)
                                 ? *symbol : revision->id));
    }

  return TRUE;
}

static gboolean
check_labels (const Writer       *writer,
              const char *const  *label,
              GError            **error)
{
  for (; label != NULL && *label != NULL; label++)
    {
      if (!check_name (*label, error) || !check_unused (writer, *label, error))
        return FALSE;
      if (g_str_equal (*label, writer->id))
        return fail (ath_error_new (ATH_ERROR_REVISION,
                                    _("“%s” cannot be both the id and a label"), *label),
                     _("Choose another name."), error);
    }

  return TRUE;
}

static gboolean
set_created (Writer  *writer,
             GError **error)
{
  const char *name = writer->settings->timezone;
  g_autoptr(GTimeZone) zone = NULL;
  g_autoptr(GDateTime) now = g_date_time_new_now_utc ();
  g_autofree char *upper = NULL;
  GError *mine;

  if (name == NULL)
    {
      /* Alembic's own scripts show the local time then. */
      writer->created = is_alembic (writer) ? g_date_time_to_local (now) : g_steal_pointer (&now);
      return TRUE;
    }

  zone = g_time_zone_new_identifier (name);
  if (zone == NULL)
    {
      upper = g_ascii_strup (name, -1);
      zone = g_time_zone_new_identifier (upper);
    }
  if (zone == NULL)
    {
      mine = ath_error_new (ATH_ERROR_PROJECT, _("There is no time zone “%s”"), name);
      ath_error_set_place (mine, writer->settings->config_file, 0, 0);
      return fail (mine, _("Correct “timezone”; a name is, for example, “Europe/Berlin”."), error);
    }
  writer->created = g_date_time_to_timezone (now, zone);

  return TRUE;
}

/* Whether @path is @folder or, when @inside_too, in it. */
static gboolean
is_folder_or_inside (const char *path,
                     const char *folder,
                     gboolean    inside_too)
{
  gsize len = strlen (folder);

  if (!g_str_has_prefix (path, folder))
    return FALSE;

  return path[len] == '\0' || (inside_too && G_IS_DIR_SEPARATOR (path[len]));
}

static gboolean
choose_folder (Writer      *writer,
               const char  *wanted,
               GError     **error)
{
  char **locations = writer->settings->version_locations;
  g_autofree char *known = g_strjoinv (", ", locations);
  g_autofree char *hint = g_strdup_printf (_("The project's folders of scripts are: %s."), known);

  if (wanted != NULL)
    {
      const char *base = g_file_peek_path (ath_project_get_folder (writer->project));

      writer->folder = g_canonicalize_filename (wanted, base);
      for (; *locations != NULL; locations++)
        {
          if (is_folder_or_inside (writer->folder, *locations,
                                   writer->settings->recursive_version_locations))
            return TRUE;
        }
      return fail (ath_error_new (ATH_ERROR_PROJECT,
                                  _("“%s” is not a folder of scripts of this project"),
                                  writer->folder),
                   hint, error);
    }

  if (locations[1] == NULL)
    writer->folder = g_strdup (locations[0]);
  else if (writer->parents->len > 0)
    {
      const AthRevision *parent = g_ptr_array_index (writer->parents, 0);

      writer->folder = g_path_get_dirname (parent->path);
    }
  else
    return fail (ath_error_new (ATH_ERROR_PROJECT,
                                _("The project has several folders of scripts, and none is named")),
                 hint, error);

  return TRUE;
}

static gboolean
choose_path (Writer  *writer,
             GError **error)
{
  g_autofree char *name = NULL;
  g_autofree char *file_name = NULL;
  g_autofree char *folder = NULL;
  GError *mine;

  name = ath_file_template_fill_in (writer->settings, writer->id, writer->message,
                                    writer->created, error);
  if (name == NULL)
    return FALSE;

  file_name = g_strconcat (name, is_alembic (writer) ? ".py" : ".sql", NULL);
  writer->path = g_canonicalize_filename (file_name, writer->folder);
  folder = g_path_get_dirname (writer->path);
  if (is_folder_or_inside (folder, writer->folder, writer->settings->recursive_version_locations))
    return TRUE;

  mine = ath_error_new (ATH_ERROR_PROJECT,
                        _("“file_template” puts the script where it would not be found: “%s”"),
                        writer->path);
  ath_error_set_place (mine, writer->settings->config_file, 0, 0);

  return fail (mine, _("Folders in it need “recursive_version_locations = true”."), error);
}

static void
append_directive (GString    *text,
                  const char *name,
                  const char *value)
{
  g_string_append_printf (text, "--@ %s:%s%s\n", name, *value != '\0' ? " " : "", value);
}

static void
append_names (GString    *text,
              const char *name,
              GPtrArray  *names)
{
  GString *joined = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "",
                            (const char *) g_ptr_array_index (names, i));
  append_directive (text, name, joined->str);
  g_string_free (joined, TRUE);
}

static GPtrArray *
list_parent_ids (const Writer *writer)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < writer->parents->len; i++)
    {
      const AthRevision *parent = g_ptr_array_index (writer->parents, i);

      g_ptr_array_add (ids, parent->id);
    }

  return ids;
}

static char *
make_sql_text (const Writer      *writer,
               const char *const *labels)
{
  g_autoptr(GPtrArray) parent_ids = list_parent_ids (writer);
  g_autofree char *joined_labels = NULL;
  g_autofree char *created = g_date_time_format_iso8601 (writer->created);
  GString *text = g_string_new (NULL);

  append_directive (text, "revision", writer->id);
  append_names (text, "revises", parent_ids);
  append_directive (text, "message", writer->message);
  append_directive (text, "created", created);
  if (labels != NULL && *labels != NULL)
    {
      joined_labels = g_strjoinv (", ", (char **) labels);
      append_directive (text, "labels", joined_labels);
    }
  if (writer->depends_on->len > 0)
    append_names (text, "depends on", writer->depends_on);
  g_string_append (text, "\n--@ upgrade\n\n--@ downgrade\n");

  return g_string_free (text, FALSE);
}

/* The databases of a project with several, as its configuration names them. */
static char *
dup_databases (const Writer *writer)
{
  GPtrArray *databases = writer->settings->databases;
  g_autoptr(GPtrArray) names = g_ptr_array_new ();

  if (databases == NULL || databases->len == 0)
    return NULL;

  for (guint i = 0; i < databases->len; i++)
    {
      const AthProjectDatabase *database = g_ptr_array_index (databases, i);

      g_ptr_array_add (names, database->name);
    }
  g_ptr_array_add (names, NULL);

  return g_strjoinv (", ", (char **) names->pdata);
}

static gboolean
check_encoding (const Writer  *writer,
                GError       **error)
{
  const char *encoding = writer->settings->output_encoding;
  GError *mine;

  if (encoding == NULL || g_ascii_strcasecmp (encoding, "utf-8") == 0
      || g_ascii_strcasecmp (encoding, "utf8") == 0)
    return TRUE;

  mine = ath_error_new (ATH_ERROR_PROJECT, _("Scripts cannot be written in the encoding “%s”"),
                        encoding);
  ath_error_set_place (mine, writer->settings->config_file, 0, 0);

  return fail (mine, _("Set “output_encoding” to “utf-8”."), error);
}

static char *
read_template (const char  *path,
               GError     **error)
{
  g_autofree char *text = NULL;
  gsize len;
  GError *mine = NULL;

  if (!g_file_get_contents (path, &text, &len, &mine))
    {
      GError *missing = ath_error_new (ATH_ERROR_PROJECT, _("The template of new scripts "
                                                            "cannot be read: %s"), mine->message);

      g_error_free (mine);
      ath_error_set_place (missing, path, 0, 0);
      g_propagate_error (error, missing);
      return NULL;
    }
  if (strlen (text) == len && g_utf8_validate (text, len, NULL))
    return g_steal_pointer (&text);

  mine = ath_error_new (ATH_ERROR_PROJECT, _("The template of new scripts is not text in UTF-8"));
  ath_error_set_place (mine, path, 0, 0);
  g_propagate_error (error, mine);

  return NULL;
}

static char *
make_alembic_text (const Writer              *writer,
                   const AthRevisionRequest  *request,
                   GError                   **error)
{
  static const char *const none[] = { NULL };
  g_autoptr(GPtrArray) parent_ids = list_parent_ids (writer);
  g_autofree char *databases = dup_databases (writer);
  g_autofree char *path = g_build_filename (writer->settings->script_location, "script.py.mako",
                                            NULL);
  g_autofree char *template = read_template (path, error);
  AthMakoValues values;

  if (template == NULL || !check_encoding (writer, error))
    return NULL;

  g_ptr_array_add (parent_ids, NULL);
  g_ptr_array_add (writer->depends_on, NULL);
  values = (AthMakoValues) {
    .message = request->message != NULL ? request->message : "empty message",
    .id = writer->id,
    .parents = (const char *const *) parent_ids->pdata,
    .labels = request->labels != NULL ? request->labels : none,
    .depends_on = (const char *const *) writer->depends_on->pdata,
    .created = writer->created,
    .shows_zone = writer->settings->timezone != NULL,
    .databases = databases,
  };

  return ath_mako_render (template, path, &values, error);
}

static gboolean
is_same_set (char             **names,
             const char *const *wanted)
{
  guint n = wanted != NULL ? g_strv_length ((char **) wanted) : 0;

  if (g_strv_length (names) != n)
    return FALSE;
  for (guint i = 0; i < n; i++)
    {
      if (!g_strv_contains ((const char *const *) names, wanted[i]))
        return FALSE;
    }

  return TRUE;
}

/* A script that does not say what it is to say would break the project. */
static AthRevision *
read_alembic_text (const Writer              *writer,
                   const AthRevisionRequest  *request,
                   const char                *text,
                   GError                   **error)
{
  g_autoptr(GPtrArray) parent_ids = list_parent_ids (writer);
  g_autoptr(AthRevision) revision = ath_python_header_read (text, writer->path, error);
  GError *mine;

  if (revision == NULL)
    return NULL;

  g_ptr_array_add (parent_ids, NULL);
  if (g_str_equal (revision->id, writer->id)
      && is_same_set (revision->down_revisions, (const char *const *) parent_ids->pdata)
      && is_same_set (revision->labels, request->labels)
      && is_same_set (revision->depends_on, (const char *const *) writer->depends_on->pdata))
    return g_steal_pointer (&revision);

  mine = ath_error_new (ATH_ERROR_PROJECT, _("The template of new scripts does not write all "
                                             "that the new script is to declare"));
  fail (mine, _("It needs “revision”, “down_revision”, “branch_labels” and “depends_on”, as the "
                "templates of Alembic have them."), error);

  return NULL;
}

/* The message in one line: runs of blanks and line ends are one blank. */
static char *
dup_one_line (const char *message)
{
  GString *line = g_string_new (NULL);
  gboolean behind_space = FALSE;

  for (; *message != '\0'; message++)
    {
      if (!g_ascii_isspace (*message) && behind_space && line->len > 0)
        g_string_append_c (line, ' ');
      behind_space = g_ascii_isspace (*message);
      if (!behind_space)
        g_string_append_c (line, *message);
    }

  return g_string_free (line, FALSE);
}

static gboolean
prepare (Writer                    *writer,
         const AthRevisionRequest  *request,
         GError                   **error)
{
  const char *message = request->message != NULL ? request->message : "";

  if (request->message != NULL && !g_utf8_validate (request->message, -1, NULL))
    return fail (ath_error_new (ATH_ERROR_REVISION, _("The message is not text in UTF-8")),
                 NULL, error);

  writer->message = is_alembic (writer) ? g_strdup (message) : dup_one_line (message);

  return choose_id (writer, request->id, error)
         && check_labels (writer, request->labels, error)
         && resolve_parents (writer, request, error)
         && resolve_dependencies (writer, request->depends_on, error)
         && set_created (writer, error)
         && choose_folder (writer, request->version_path, error)
         && choose_path (writer, error);
}

/**
 * ath_revision_writer_write:
 * @project: a project
 * @graph: the graph of its revisions
 * @request: what the new revision shall be
 * @error: set to `ATH_ERROR_REVISION` when a symbol names nothing or too much,
 *   an id or label is in use, or a parent has children and no splice is asked
 *   for; to `ATH_ERROR_PROJECT` when the configuration gives no place for the
 *   script, or the template of an Alembic project is missing or not understood;
 *   to a `G_IO_ERROR` when the file
 *   is there already or cannot be written
 *
 * Writes the script of a new revision, or of a merge.  On failure nothing is
 * left of it.  @project does not know the new revision until it is loaded again.
 * Blocks; any thread.
 *
 * Returns: (transfer full): the new revision, or `NULL`
 */
AthRevision *
ath_revision_writer_write (AthProject                *project,
                           AthRevisionGraph          *graph,
                           const AthRevisionRequest  *request,
                           GError                   **error)
{
  g_auto(Writer) writer = { .project = project, .graph = graph };
  g_autofree char *text = NULL;
  g_autoptr(AthRevision) revision = NULL;
  g_autoptr(GFile) file = NULL;

  g_return_val_if_fail (ATH_IS_PROJECT (project), NULL);
  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (request != NULL, NULL);

  writer.settings = ath_project_get_settings (project);
  if (!prepare (&writer, request, error))
    return NULL;

  text = is_alembic (&writer) ? make_alembic_text (&writer, request, error)
                              : make_sql_text (&writer, request->labels);
  if (text == NULL)
    return NULL;
  revision = is_alembic (&writer) ? read_alembic_text (&writer, request, text, error)
                                  : ath_sql_header_read (text, writer.path, error);
  if (revision == NULL)
    return NULL;
  file = g_file_new_for_path (writer.path);
  if (!ath_new_file_write (file, text, error))
    return NULL;

  g_free (revision->path);
  revision->path = g_steal_pointer (&writer.path);

  return g_steal_pointer (&revision);
}
