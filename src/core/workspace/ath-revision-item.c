/* ath-revision-item.c: one row of a list of revisions
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "workspace/ath-revision-item.h"

/* A shortened id has at least as many characters as people know it from Git. */
#define SHORTEST_ID 7
/* Only what Alembic made up itself is shortened, not an id that says something. */
#define RANDOM_ID_LENGTH 12

/**
 * AthRevisionItem:
 *
 * What a list of revisions shows in one row: a revision of the project, a row
 * of a database that the project does not know, or a problem.
 *
 * Immutable.  What the revision is to an environment is the environment's to
 * say: ath_environment_item_get_mark().
 */

struct _AthRevisionItem
{
  GObject              parent_instance;

  AthRevisionItemKind  kind;
  AthRevision         *revision;  /* (owned) (nullable) */
  GError              *problem;   /* (owned) (nullable) */
  char                *id;        /* (owned) (nullable) */
  char                *short_id;  /* (owned) (nullable) */
  char                *title;     /* (owned) */
  char                *search;    /* (owned) what a search looks through, case folded */
  GDateTime           *created;   /* (owned) (nullable) */
  char               **labels;    /* (owned) */
  AthGraphLanes       *lanes;     /* (owned) (nullable) */
  guint                row;       /* in @lanes */
  gboolean             is_head;
};

G_DEFINE_FINAL_TYPE (AthRevisionItem, ath_revision_item, G_TYPE_OBJECT)

static void
ath_revision_item_finalize (GObject *object)
{
  AthRevisionItem *self = ATH_REVISION_ITEM (object);

  g_clear_pointer (&self->revision, ath_revision_unref);
  g_clear_error (&self->problem);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->short_id, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->search, g_free);
  g_clear_pointer (&self->created, g_date_time_unref);
  g_clear_pointer (&self->labels, g_strfreev);
  g_clear_pointer (&self->lanes, ath_graph_lanes_unref);

  G_OBJECT_CLASS (ath_revision_item_parent_class)->finalize (object);
}

static void
ath_revision_item_class_init (AthRevisionItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ath_revision_item_finalize;
}

static void
ath_revision_item_init (AthRevisionItem *self)
{
}

/* Digits alone are rather a date or a number. */
static gboolean
is_random_id (const char *id)
{
  gsize length = strlen (id);

  return length >= RANDOM_ID_LENGTH
         && strspn (id, "0123456789abcdef") == length
         && strspn (id, "0123456789") < length;
}

static char *
shorten_id (const char *id,
            guint       id_length)
{
  return is_random_id (id) ? g_strndup (id, id_length) : g_strdup (id);
}

/* Scripts write the date as Python prints it, or as ISO 8601; without a zone it
 * is the writer's local time, which is nearly always the reader's.
 */
static GDateTime *
parse_created (const char *created)
{
  g_autoptr(GTimeZone) zone = g_time_zone_new_local ();

  return created != NULL ? g_date_time_new_from_iso8601 (created, zone) : NULL;
}

/* Ids, words and file names in one text; a line break keeps them apart. */
static char *
make_search_text (AthRevisionItem *self)
{
  g_autofree char *labels = g_strjoinv ("\n", self->labels);
  g_autofree char *file = NULL;
  g_autofree char *text = NULL;
  const char *path = ath_revision_item_get_path (self);

  file = path != NULL ? g_path_get_basename (path) : g_strdup ("");
  text = g_strjoin ("\n", self->title, self->id != NULL ? self->id : "", labels, file, NULL);

  return g_utf8_casefold (text, -1);
}

static AthRevisionItem *
item_new (AthRevisionItemKind  kind,
          const char          *id,
          const char          *title,
          const char *const   *labels)
{
  AthRevisionItem *self = g_object_new (ATH_TYPE_REVISION_ITEM, NULL);

  self->kind = kind;
  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->labels = labels != NULL ? g_strdupv ((char **) labels) : g_new0 (char *, 1);

  return self;
}

/**
 * ath_revision_item_new:
 * @graph: the graph of the project
 * @revision: a revision of @graph
 * @lanes: layout of all revisions
 * @row: row of @revision in @lanes
 * @id_length: characters that a shortened id needs, from
 *   ath_revision_item_measure_ids()
 *
 * Returns: (transfer full): the row of a revision
 */
AthRevisionItem *
ath_revision_item_new (AthRevisionGraph *graph,
                       AthRevision      *revision,
                       AthGraphLanes    *lanes,
                       guint             row,
                       guint             id_length)
{
  AthRevisionItem *self;
  const char *title;

  g_return_val_if_fail (ATH_IS_REVISION_GRAPH (graph), NULL);
  g_return_val_if_fail (revision != NULL && lanes != NULL, NULL);

  title = *revision->message != '\0' ? revision->message : _("(no message)");
  self = item_new (ATH_REVISION_ITEM_SCRIPT, revision->id, title,
                   ath_revision_graph_get_labels (graph, revision));
  self->revision = ath_revision_ref (revision);
  self->short_id = shorten_id (revision->id, id_length);
  self->created = parse_created (revision->created);
  self->lanes = ath_graph_lanes_ref (lanes);
  self->row = row;
  self->is_head = ath_revision_graph_is_head (graph, revision);
  self->search = make_search_text (self);

  return self;
}

/**
 * ath_revision_item_new_unknown_row:
 * @id: what the version table holds
 *
 * Returns: (transfer full): the row for something that is in a database but not
 *   in the project
 */
AthRevisionItem *
ath_revision_item_new_unknown_row (const char *id)
{
  AthRevisionItem *self;
  g_autofree char *title = NULL;

  g_return_val_if_fail (id != NULL, NULL);

  title = g_strdup_printf (_("Unknown revision “%s”"), id);
  self = item_new (ATH_REVISION_ITEM_UNKNOWN_ROW, id, title, NULL);
  self->short_id = g_strdup (id);
  self->search = make_search_text (self);

  return self;
}

/**
 * ath_revision_item_new_problem:
 * @problem: what is wrong; copied
 *
 * Returns: (transfer full): the row for something that cannot be used
 */
AthRevisionItem *
ath_revision_item_new_problem (const GError *problem)
{
  const AthErrorDetails *details = ath_error_get_details (problem);
  AthRevisionItem *self;
  g_autofree char *file = NULL;
  g_autofree char *title = NULL;

  g_return_val_if_fail (problem != NULL, NULL);

  if (details != NULL && details->file != NULL)
    {
      file = g_path_get_basename (details->file);
      title = g_strdup_printf ("%s: %s", file, problem->message);
    }

  self = item_new (ATH_REVISION_ITEM_PROBLEM, NULL, title != NULL ? title : problem->message, NULL);
  self->problem = g_error_copy (problem);
  self->search = make_search_text (self);

  return self;
}

/**
 * ath_revision_item_get_kind:
 * @self: a row
 *
 * Returns: what the row stands for
 */
AthRevisionItemKind
ath_revision_item_get_kind (AthRevisionItem *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (self), ATH_REVISION_ITEM_SCRIPT);

  return self->kind;
}

/**
 * ath_revision_item_get_revision:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the revision of a script, `NULL` for the
 *   other kinds
 */
AthRevision *
ath_revision_item_get_revision (AthRevisionItem *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (self), NULL);

  return self->revision;
}

/**
 * ath_revision_item_get_problem:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what is wrong, `NULL` unless the row
 *   stands for a problem
 */
const GError *
ath_revision_item_get_problem (AthRevisionItem *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (self), NULL);

  return self->problem;
}

/**
 * ath_revision_item_get_id:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the whole id; a problem has none
 */
const char *
ath_revision_item_get_id (AthRevisionItem *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (self), NULL);

  return self->id;
}

/**
 * ath_revision_item_get_short_id:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): as much of the id as tells it from all
 *   others of the project; an id that people made up is not shortened
 */
const char *
ath_revision_item_get_short_id (AthRevisionItem *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (self), NULL);

  return self->short_id;
}

/**
 * ath_revision_item_get_title:
 * @self: a row
 *
 * Returns: (transfer none): the message, or what stands in its place
 */
const char *
ath_revision_item_get_title (AthRevisionItem *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (self), NULL);

  return self->title;
}

/**
 * ath_revision_item_get_path:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): path of the script, or of the file that
 *   a problem is about
 */
const char *
ath_revision_item_get_path (AthRevisionItem *self)
{
  const AthErrorDetails *details;

  g_return_val_if_fail (ATH_IS_REVISION_ITEM (self), NULL);

  if (self->revision != NULL)
    return self->revision->path;

  details = ath_error_get_details (self->problem);

  return details != NULL ? details->file : NULL;
}

/**
 * ath_revision_item_get_created:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): when the revision was made, where its
 *   script says so in a form that can be read
 */
GDateTime *
ath_revision_item_get_created (AthRevisionItem *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (self), NULL);

  return self->created;
}

/**
 * ath_revision_item_get_labels:
 * @self: a row
 *
 * Returns: (transfer none) (array zero-terminated=1): own and inherited labels
 */
const char *const *
ath_revision_item_get_labels (AthRevisionItem *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (self), NULL);

  return (const char *const *) self->labels;
}

/**
 * ath_revision_item_is_head:
 * @self: a row
 *
 * Returns: whether nothing revises the revision
 */
gboolean
ath_revision_item_is_head (AthRevisionItem *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (self), FALSE);

  return self->is_head;
}

/**
 * ath_revision_item_get_graph_row:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): the lines of the drawn graph in this row,
 *   `NULL` when the row is no part of it
 */
const AthGraphRow *
ath_revision_item_get_graph_row (AthRevisionItem *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (self), NULL);

  return self->lanes != NULL ? ath_graph_lanes_get_row (self->lanes, self->row) : NULL;
}

/**
 * ath_revision_item_get_n_lanes:
 * @self: a row
 *
 * Returns: how many lanes the whole graph has; 0 when the row is no part of it
 */
guint
ath_revision_item_get_n_lanes (AthRevisionItem *self)
{
  g_return_val_if_fail (ATH_IS_REVISION_ITEM (self), 0);

  return self->lanes != NULL ? ath_graph_lanes_get_n_lanes (self->lanes) : 0;
}

/**
 * ath_revision_item_matches:
 * @self: a row
 * @search: (nullable): what was typed
 *
 * Tells whether every word of @search occurs in the message, the id, a label or
 * the file name, in any case of letters.
 *
 * Returns: whether @self is found by @search; an empty one finds everything
 */
gboolean
ath_revision_item_matches (AthRevisionItem *self,
                           const char      *search)
{
  g_autofree char *folded = NULL;
  g_auto(GStrv) words = NULL;

  g_return_val_if_fail (ATH_IS_REVISION_ITEM (self), FALSE);

  if (search == NULL || *search == '\0')
    return TRUE;

  folded = g_utf8_casefold (search, -1);
  words = g_strsplit_set (folded, " \t", -1);

  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (self->search, words[i]) == NULL)
      return FALSE;

  return TRUE;
}

static int
compare_ids (gconstpointer a,
             gconstpointer b)
{
  const AthRevision *first = *(AthRevision *const *) a;
  const AthRevision *second = *(AthRevision *const *) b;

  return strcmp (first->id, second->id);
}

static guint
count_common (const char *a,
              const char *b)
{
  guint n = 0;

  while (a[n] != '\0' && a[n] == b[n])
    n++;

  return n;
}

/**
 * ath_revision_item_measure_ids:
 * @revisions: (element-type AthRevision): all revisions of a project
 *
 * Finds how far ids can be shortened so that each still names one revision.
 *
 * Returns: length in characters
 */
guint
ath_revision_item_measure_ids (GPtrArray *revisions)
{
  g_autoptr(GPtrArray) sorted = NULL;
  guint length = SHORTEST_ID;

  g_return_val_if_fail (revisions != NULL, 0);

  sorted = g_ptr_array_copy (revisions, NULL, NULL);
  g_ptr_array_set_free_func (sorted, NULL);
  g_ptr_array_sort (sorted, compare_ids);

  for (guint i = 1; i < sorted->len; i++)
    {
      const AthRevision *before = g_ptr_array_index (sorted, i - 1);
      const AthRevision *revision = g_ptr_array_index (sorted, i);

      if (is_random_id (before->id) || is_random_id (revision->id))
        length = MAX (length, count_common (before->id, revision->id) + 1);
    }

  return length;
}
