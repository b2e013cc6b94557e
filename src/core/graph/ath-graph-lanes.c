/* ath-graph-lanes.c: where the lines of a drawn revision graph run
 *
 * The rows are walked once, newest first.  A lane that is in use waits for one
 * revision: the parent at the lower end of its line.  A branch keeps its own
 * lane until its parent's row, so that it can be followed with the eye; lanes
 * that ended are used again by the next line that needs one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/ath-graph-lanes.h"
#include "project/ath-revision.h"

#define NO_ROW G_MAXUINT

struct _AthGraphLanes
{
  GArray *rows;    /* (owned) (element-type AthGraphRow); their links point into @links */
  GArray *links;   /* (owned) (element-type AthGraphLink) */
  guint   n_lanes;
};

typedef struct
{
  AthGraphLanes *lanes;
  GHashTable    *row_of; /* id -> row */
  GArray        *waits;  /* per lane the row that it waits for, or NO_ROW when it is free */
} Layout;

static guint
get_wait (Layout *layout,
          guint   lane)
{
  return g_array_index (layout->waits, guint, lane);
}

/* The lane that waits for @row, or the number of lanes when none does. */
static guint
find_lane (Layout *layout,
           guint   row)
{
  guint lane = 0;

  while (lane < layout->waits->len && get_wait (layout, lane) != row)
    lane++;

  return lane;
}

/* Lets the first free lane wait for @row. */
static guint
take_lane (Layout *layout,
           guint   row)
{
  guint lane = find_lane (layout, NO_ROW);

  if (lane == layout->waits->len)
    g_array_append_val (layout->waits, row);
  else
    g_array_index (layout->waits, guint, lane) = row;

  return lane;
}

static void
add_link (Layout           *layout,
          AthGraphLinkKind  kind,
          guint             from,
          guint             to)
{
  AthGraphLink link = { kind, from, to };

  g_array_append_val (layout->lanes->links, link);
}

/* Ends all lines that waited for @row at its revision, in the leftmost of their
 * lanes, and lets the other lines pass.
 */
static guint
arrive (Layout *layout,
        guint   row)
{
  guint lane = find_lane (layout, row);

  if (lane == layout->waits->len)
    lane = find_lane (layout, NO_ROW);

  for (guint i = 0; i < layout->waits->len; i++)
    {
      guint wait = get_wait (layout, i);

      if (wait == row)
        {
          add_link (layout, ATH_GRAPH_LINK_IN, i, lane);
          g_array_index (layout->waits, guint, i) = NO_ROW;
        }
      else if (wait != NO_ROW)
        add_link (layout, ATH_GRAPH_LINK_THROUGH, i, i);
    }

  if (lane == layout->waits->len)
    {
      guint free_lane = NO_ROW;

      g_array_append_val (layout->waits, free_lane);
    }

  return lane;
}

/* Lets a lane wait for @parent: the revision's own when it is the first, else
 * one that is already on its way there, else a free one.
 */
static guint
send_lane (Layout *layout,
           guint   lane,
           guint   parent)
{
  guint to;

  if (get_wait (layout, lane) == NO_ROW)
    {
      g_array_index (layout->waits, guint, lane) = parent;
      return lane;
    }

  to = find_lane (layout, parent);

  return to < layout->waits->len ? to : take_lane (layout, parent);
}

/* Starts the lines to the parents.  A parent that is missing, named twice or
 * stands above (in a cycle) gets none.
 */
static void
leave (Layout      *layout,
       AthRevision *revision,
       guint        row,
       guint        lane)
{
  for (guint i = 0; revision->down_revisions[i] != NULL; i++)
    {
      gpointer value;
      guint parent;

      if (!g_hash_table_lookup_extended (layout->row_of, revision->down_revisions[i], NULL, &value))
        continue;

      parent = GPOINTER_TO_UINT (value);
      if (parent > row && get_wait (layout, lane) != parent)
        add_link (layout, ATH_GRAPH_LINK_OUT, lane, send_lane (layout, lane, parent));
    }
}

static void
add_row (Layout      *layout,
         AthRevision *revision,
         guint        row)
{
  AthGraphRow *placed = &g_array_index (layout->lanes->rows, AthGraphRow, row);
  guint first_link = layout->lanes->links->len;

  placed->lane = arrive (layout, row);
  leave (layout, revision, row, placed->lane);
  placed->n_links = layout->lanes->links->len - first_link;
}

/* Only now, because the array moves while it grows. */
static void
set_links (AthGraphLanes *self)
{
  guint first_link = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      AthGraphRow *row = &g_array_index (self->rows, AthGraphRow, i);

      row->links = &g_array_index (self->links, AthGraphLink, first_link);
      first_link += row->n_links;
    }
}

/**
 * ath_graph_lanes_new:
 * @revisions: (element-type AthRevision): one per row, newest first, so that
 *   every revision stands above its parents
 *
 * Lays the graph of down revisions out in lanes.
 *
 * Pure; takes time linear in rows times lanes.  The result is immutable and
 * may be used by any thread.
 *
 * Returns: (transfer full): the layout, with one row per revision
 */
AthGraphLanes *
ath_graph_lanes_new (GPtrArray *revisions)
{
  g_autoptr(GHashTable) row_of = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr(GArray) waits = g_array_new (FALSE, FALSE, sizeof (guint));
  AthGraphLanes *self;
  Layout layout;

  g_return_val_if_fail (revisions != NULL, NULL);

  self = g_atomic_rc_box_new0 (AthGraphLanes);
  self->rows = g_array_new (FALSE, TRUE, sizeof (AthGraphRow));
  self->links = g_array_new (FALSE, FALSE, sizeof (AthGraphLink));
  g_array_set_size (self->rows, revisions->len);

  layout = (Layout) { .lanes = self, .row_of = row_of, .waits = waits };

  for (guint i = 0; i < revisions->len; i++)
    {
      AthRevision *revision = g_ptr_array_index (revisions, i);

      g_hash_table_insert (row_of, revision->id, GUINT_TO_POINTER (i));
    }

  for (guint i = 0; i < revisions->len; i++)
    add_row (&layout, g_ptr_array_index (revisions, i), i);

  self->n_lanes = waits->len;
  set_links (self);

  return self;
}

/**
 * ath_graph_lanes_ref:
 * @self: a layout
 *
 * Returns: (transfer full): @self
 */
AthGraphLanes *
ath_graph_lanes_ref (AthGraphLanes *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
lanes_clear (gpointer data)
{
  AthGraphLanes *self = data;

  g_array_unref (self->rows);
  g_array_unref (self->links);
}

/**
 * ath_graph_lanes_unref:
 * @self: (transfer full): a layout
 */
void
ath_graph_lanes_unref (AthGraphLanes *self)
{
  g_atomic_rc_box_release_full (self, lanes_clear);
}

/**
 * ath_graph_lanes_get_n_lanes:
 * @self: a layout
 *
 * Returns: how many lanes stand side by side where the graph is widest
 */
guint
ath_graph_lanes_get_n_lanes (AthGraphLanes *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_lanes;
}

/**
 * ath_graph_lanes_get_n_rows:
 * @self: a layout
 *
 * Returns: how many rows there are
 */
guint
ath_graph_lanes_get_n_rows (AthGraphLanes *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->rows->len;
}

/**
 * ath_graph_lanes_get_row:
 * @self: a layout
 * @index: index of the revision in what the layout was made of
 *
 * Returns: (transfer none): the row; lives as long as @self
 */
const AthGraphRow *
ath_graph_lanes_get_row (AthGraphLanes *self,
                         guint          index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->rows->len, NULL);

  return &g_array_index (self->rows, AthGraphRow, index);
}
