/* ath-graph-cell.c: the part of the drawn graph that belongs to one row
 *
 * Rows are drawn apart and meet at their edges, so a cell must fill its row
 * from top to bottom.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/ath-graph-cell.h"

#define LANE_WIDTH 14
#define MARGIN 4
#define RADIUS 4.0
#define RING_RADIUS 6.5
#define LINE_WIDTH 2.0
/* Lanes beyond are cut off; the message matters more than the whole drawing. */
#define MAX_LANES 12

/* Seen well on light and on dark ground; neighbours differ also in lightness. */
static const GdkRGBA lane_colors[] = {
  { 0.21, 0.52, 0.89, 1 },
  { 0.90, 0.38, 0.00, 1 },
  { 0.18, 0.63, 0.44, 1 },
  { 0.68, 0.36, 0.78, 1 },
  { 0.78, 0.53, 0.00, 1 },
  { 0.85, 0.25, 0.35, 1 },
};

/**
 * AthGraphCell:
 *
 * Draws the lines of one row of the graph and the dot of its revision, whose
 * form says what the revision is to an environment.
 */

struct _AthGraphCell
{
  GtkWidget           parent_instance;

  GSignalGroup       *signals;     /* (owned) of @environment */
  AthEnvironmentItem *environment; /* (owned) (nullable) */
  AthRevisionItem    *item;        /* (owned) (nullable) */
};

G_DEFINE_FINAL_TYPE (AthGraphCell, ath_graph_cell, GTK_TYPE_WIDGET)

static double
get_lane_x (guint lane)
{
  return MARGIN + LANE_WIDTH * (lane + 0.5);
}

static void
draw_link (cairo_t            *cr,
           const AthGraphLink *link,
           double              height)
{
  guint lane = link->kind == ATH_GRAPH_LINK_IN ? link->from : link->to;
  double top = link->kind == ATH_GRAPH_LINK_OUT ? height / 2 : 0;
  double bottom = link->kind == ATH_GRAPH_LINK_IN ? height / 2 : height;
  double middle = (top + bottom) / 2;

  gdk_cairo_set_source_rgba (cr, &lane_colors[lane % G_N_ELEMENTS (lane_colors)]);
  cairo_move_to (cr, get_lane_x (link->from), top);
  cairo_curve_to (cr,
                  get_lane_x (link->from), middle,
                  get_lane_x (link->to), middle,
                  get_lane_x (link->to), bottom);
  cairo_stroke (cr);
}

static void
draw_circle (cairo_t *cr,
             double   x,
             double   y,
             double   radius)
{
  cairo_new_sub_path (cr);
  cairo_arc (cr, x, y, radius, 0, 2 * G_PI);
}

static void
clear_circle (cairo_t *cr,
              double   x,
              double   y,
              double   radius)
{
  cairo_save (cr);
  cairo_set_operator (cr, CAIRO_OPERATOR_CLEAR);
  draw_circle (cr, x, y, radius);
  cairo_fill (cr);
  cairo_restore (cr);
}

static void
draw_ringed_dot (cairo_t       *cr,
                 double         x,
                 double         y,
                 const GdkRGBA *color)
{
  clear_circle (cr, x, y, RING_RADIUS);
  gdk_cairo_set_source_rgba (cr, color);
  draw_circle (cr, x, y, RADIUS - 1);
  cairo_fill (cr);
  draw_circle (cr, x, y, RING_RADIUS - LINE_WIDTH / 2);
  cairo_stroke (cr);
}

static void
draw_hollow_dot (cairo_t       *cr,
                 double         x,
                 double         y,
                 const GdkRGBA *color)
{
  clear_circle (cr, x, y, RADIUS);
  gdk_cairo_set_source_rgba (cr, color);
  draw_circle (cr, x, y, RADIUS);
  cairo_stroke (cr);
}

static void
draw_dot (AthGraphCell *self,
          cairo_t      *cr,
          guint         lane,
          double        y)
{
  const GdkRGBA *color = &lane_colors[lane % G_N_ELEMENTS (lane_colors)];
  double x = get_lane_x (lane);
  AthRevisionMark mark = ATH_REVISION_MARK_APPLIED;

  if (self->environment != NULL)
    mark = ath_environment_item_get_mark (self->environment, self->item);

  switch (mark)
    {
    case ATH_REVISION_MARK_CURRENT:
      draw_ringed_dot (cr, x, y, color);
      break;

    case ATH_REVISION_MARK_PENDING:
      draw_hollow_dot (cr, x, y, color);
      break;

    case ATH_REVISION_MARK_NONE:
    case ATH_REVISION_MARK_APPLIED:
    case ATH_REVISION_MARK_NOT_IN_PROJECT:
    case ATH_REVISION_MARK_UNREADABLE:
    case ATH_REVISION_MARK_PROBLEM:
      gdk_cairo_set_source_rgba (cr, color);
      draw_circle (cr, x, y, RADIUS);
      cairo_fill (cr);
      break;

    default:
      g_assert_not_reached ();
    }
}

static void
ath_graph_cell_snapshot (GtkWidget   *widget,
                         GtkSnapshot *snapshot)
{
  AthGraphCell *self = ATH_GRAPH_CELL (widget);
  float width = gtk_widget_get_width (widget);
  float height = gtk_widget_get_height (widget);
  const AthGraphRow *row;
  cairo_t *cr;

  row = self->item != NULL ? ath_revision_item_get_graph_row (self->item) : NULL;
  if (row == NULL)
    return;

  cr = gtk_snapshot_append_cairo (snapshot, &GRAPHENE_RECT_INIT (0, 0, width, height));
  cairo_set_line_width (cr, LINE_WIDTH);

  if (gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL)
    {
      cairo_translate (cr, width, 0);
      cairo_scale (cr, -1, 1);
    }

  for (guint i = 0; i < row->n_links; i++)
    draw_link (cr, &row->links[i], height);
  draw_dot (self, cr, row->lane, height / 2);

  cairo_destroy (cr);
}

static void
ath_graph_cell_measure (GtkWidget      *widget,
                        GtkOrientation  orientation,
                        int             for_size,
                        int            *minimum,
                        int            *natural,
                        int            *minimum_baseline,
                        int            *natural_baseline)
{
  AthGraphCell *self = ATH_GRAPH_CELL (widget);
  guint n_lanes = self->item != NULL ? ath_revision_item_get_n_lanes (self->item) : 0;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    *minimum = *natural = 2 * MARGIN + LANE_WIDTH * CLAMP (n_lanes, 1, MAX_LANES);
  else
    *minimum = *natural = 2 * RING_RADIUS;
}

static void
ath_graph_cell_dispose (GObject *object)
{
  AthGraphCell *self = ATH_GRAPH_CELL (object);

  g_clear_object (&self->signals);
  g_clear_object (&self->environment);
  g_clear_object (&self->item);

  G_OBJECT_CLASS (ath_graph_cell_parent_class)->dispose (object);
}

static void
ath_graph_cell_class_init (AthGraphCellClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ath_graph_cell_dispose;
  widget_class->measure = ath_graph_cell_measure;
  widget_class->snapshot = ath_graph_cell_snapshot;

  gtk_widget_class_set_css_name (widget_class, "graph");
  /* What it shows is said in words by the cells beside it. */
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_PRESENTATION);
}

static void
ath_graph_cell_init (AthGraphCell *self)
{
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);

  self->signals = g_signal_group_new (ATH_TYPE_ENVIRONMENT_ITEM);
  g_signal_group_connect_swapped (self->signals, "notify::state",
                                  G_CALLBACK (gtk_widget_queue_draw), self);
}

/**
 * ath_graph_cell_new:
 *
 * Returns: a cell that draws nothing yet
 */
GtkWidget *
ath_graph_cell_new (void)
{
  return g_object_new (ATH_TYPE_GRAPH_CELL, NULL);
}

/**
 * ath_graph_cell_set:
 * @self: a cell
 * @environment: (nullable): the environment that the dot is about; without one
 *   it is a plain dot
 * @item: (nullable): the row to draw
 *
 * Chooses what is drawn.
 */
void
ath_graph_cell_set (AthGraphCell       *self,
                    AthEnvironmentItem *environment,
                    AthRevisionItem    *item)
{
  g_return_if_fail (ATH_IS_GRAPH_CELL (self));

  g_set_object (&self->environment, environment);
  g_set_object (&self->item, item);
  g_signal_group_set_target (self->signals, environment);
  gtk_widget_queue_resize (GTK_WIDGET (self));
}
