/* ath-panes.c: two panes side by side, or one at a time where it is narrow
 *
 * A GtkPaned whose children take turns when it is folded.  Who owns the widget
 * says when that is: folding by the space at hand would have to change what is
 * visible in the middle of an allocation.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/ath-panes.h"

/**
 * AthPanes:
 *
 * A resizable pair of panes that can be folded to one.
 *
 * Unfolded, each pane is seen unless it is not revealed; folded, exactly one is,
 * chosen by #AthPanes:show-end.
 */

struct _AthPanes
{
  GtkWidget  parent_instance;

  GtkPaned  *paned;          /* (unowned) child of the widget */
  int        position;       /* as the user chose it; less where there is less room */
  gboolean   allocating;     /* what happens to @paned meanwhile is not the user's doing */
  gboolean   folded;
  gboolean   show_end;
  gboolean   start_revealed;
  gboolean   end_revealed;
};

typedef enum
{
  PROP_START = 1,
  PROP_END,
  PROP_POSITION,
  PROP_FOLDED,
  PROP_SHOW_END,
  PROP_START_REVEALED,
  PROP_END_REVEALED,
} AthPanesProperty;

static GParamSpec *properties[PROP_END_REVEALED + 1];

G_DEFINE_FINAL_TYPE (AthPanes, ath_panes, GTK_TYPE_WIDGET)

static void
update_children (AthPanes *self)
{
  GtkWidget *start = gtk_paned_get_start_child (self->paned);
  GtkWidget *end = gtk_paned_get_end_child (self->paned);

  if (start != NULL)
    gtk_widget_set_visible (start, self->folded ? !self->show_end : self->start_revealed);
  if (end != NULL)
    gtk_widget_set_visible (end, self->folded ? self->show_end : self->end_revealed);
}

static void
position_cb (AthPanes *self)
{
  if (self->allocating || self->position == gtk_paned_get_position (self->paned))
    return;

  self->position = gtk_paned_get_position (self->paned);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

static void
set_position (AthPanes *self,
              int       position)
{
  if (self->position == position)
    return;

  self->position = position;
  gtk_widget_queue_allocate (GTK_WIDGET (self));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_POSITION]);
}

/* GtkPaned forgets a position that it has no room for. */
static void
ath_panes_size_allocate (GtkWidget *widget,
                         int        width,
                         int        height,
                         int        baseline)
{
  AthPanes *self = ATH_PANES (widget);

  self->allocating = TRUE;
  if (self->position > 0)
    gtk_paned_set_position (self->paned, self->position);
  gtk_widget_allocate (GTK_WIDGET (self->paned), width, height, baseline, NULL);
  self->allocating = FALSE;
}

static void
ath_panes_measure (GtkWidget      *widget,
                   GtkOrientation  orientation,
                   int             for_size,
                   int            *minimum,
                   int            *natural,
                   int            *minimum_baseline,
                   int            *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (ATH_PANES (widget)->paned), orientation, for_size,
                      minimum, natural, minimum_baseline, natural_baseline);
}

static void
ath_panes_get_property (GObject    *object,
                        guint       prop_id,
                        GValue     *value,
                        GParamSpec *pspec)
{
  AthPanes *self = ATH_PANES (object);

  switch ((AthPanesProperty) prop_id)
    {
    case PROP_START:
      g_value_set_object (value, gtk_paned_get_start_child (self->paned));
      break;

    case PROP_END:
      g_value_set_object (value, gtk_paned_get_end_child (self->paned));
      break;

    case PROP_POSITION:
      g_value_set_int (value, self->position);
      break;

    case PROP_FOLDED:
      g_value_set_boolean (value, self->folded);
      break;

    case PROP_SHOW_END:
      g_value_set_boolean (value, self->show_end);
      break;

    case PROP_START_REVEALED:
      g_value_set_boolean (value, self->start_revealed);
      break;

    case PROP_END_REVEALED:
      g_value_set_boolean (value, self->end_revealed);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_panes_set_property (GObject      *object,
                        guint         prop_id,
                        const GValue *value,
                        GParamSpec   *pspec)
{
  AthPanes *self = ATH_PANES (object);

  switch ((AthPanesProperty) prop_id)
    {
    case PROP_START:
      gtk_paned_set_start_child (self->paned, g_value_get_object (value));
      update_children (self);
      break;

    case PROP_END:
      gtk_paned_set_end_child (self->paned, g_value_get_object (value));
      update_children (self);
      break;

    case PROP_POSITION:
      set_position (self, g_value_get_int (value));
      break;

    case PROP_FOLDED:
      ath_panes_set_folded (self, g_value_get_boolean (value));
      break;

    case PROP_SHOW_END:
      ath_panes_set_show_end (self, g_value_get_boolean (value));
      break;

    case PROP_START_REVEALED:
      ath_panes_set_start_revealed (self, g_value_get_boolean (value));
      break;

    case PROP_END_REVEALED:
      ath_panes_set_end_revealed (self, g_value_get_boolean (value));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_panes_dispose (GObject *object)
{
  AthPanes *self = ATH_PANES (object);

  if (self->paned != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->paned));
  self->paned = NULL;

  G_OBJECT_CLASS (ath_panes_parent_class)->dispose (object);
}

static GParamSpec *
make_boolean (const char *name,
              gboolean    initially)
{
  return g_param_spec_boolean (name, NULL, NULL,
                               initially,
                               G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY
                               | G_PARAM_STATIC_STRINGS);
}

static void
ath_panes_class_init (AthPanesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = ath_panes_dispose;
  object_class->get_property = ath_panes_get_property;
  object_class->set_property = ath_panes_set_property;
  widget_class->measure = ath_panes_measure;
  widget_class->size_allocate = ath_panes_size_allocate;

  properties[PROP_START] =
    g_param_spec_object ("start", NULL, NULL,
                         GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  properties[PROP_END] =
    g_param_spec_object ("end", NULL, NULL,
                         GTK_TYPE_WIDGET,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  /**
   * AthPanes:position:
   *
   * Width of the first pane in pixels, where there is room for it; 0 lets it
   * have its natural width.
   */
  properties[PROP_POSITION] =
    g_param_spec_int ("position", NULL, NULL,
                      0, G_MAXINT, 0,
                      G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  properties[PROP_FOLDED] = make_boolean ("folded", FALSE);
  properties[PROP_SHOW_END] = make_boolean ("show-end", FALSE);
  properties[PROP_START_REVEALED] = make_boolean ("start-revealed", TRUE);
  properties[PROP_END_REVEALED] = make_boolean ("end-revealed", TRUE);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_set_css_name (widget_class, "panes");
}

static void
ath_panes_init (AthPanes *self)
{
  self->start_revealed = TRUE;
  self->end_revealed = TRUE;

  self->paned = GTK_PANED (gtk_paned_new (GTK_ORIENTATION_HORIZONTAL));
  gtk_paned_set_resize_start_child (self->paned, FALSE);
  gtk_paned_set_shrink_start_child (self->paned, FALSE);
  gtk_paned_set_shrink_end_child (self->paned, FALSE);
  gtk_widget_set_parent (GTK_WIDGET (self->paned), GTK_WIDGET (self));

  g_signal_connect_object (self->paned, "notify::position",
                           G_CALLBACK (position_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ath_panes_new:
 *
 * Returns: a pair of panes without content
 */
GtkWidget *
ath_panes_new (void)
{
  return g_object_new (ATH_TYPE_PANES, NULL);
}

static void
set_flag (AthPanes         *self,
          gboolean         *flag,
          gboolean          value,
          AthPanesProperty  property)
{
  if (*flag == !!value)
    return;

  *flag = !!value;
  update_children (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

/**
 * ath_panes_get_folded:
 * @self: a pair of panes
 *
 * Returns: whether one pane is seen at a time
 */
gboolean
ath_panes_get_folded (AthPanes *self)
{
  g_return_val_if_fail (ATH_IS_PANES (self), FALSE);

  return self->folded;
}

/**
 * ath_panes_set_folded:
 * @self: a pair of panes
 * @folded: whether one pane is to be seen at a time
 */
void
ath_panes_set_folded (AthPanes *self,
                      gboolean  folded)
{
  g_return_if_fail (ATH_IS_PANES (self));

  set_flag (self, &self->folded, folded, PROP_FOLDED);
}

/**
 * ath_panes_get_show_end:
 * @self: a pair of panes
 *
 * Returns: whether the second pane is the one that is seen when folded
 */
gboolean
ath_panes_get_show_end (AthPanes *self)
{
  g_return_val_if_fail (ATH_IS_PANES (self), FALSE);

  return self->show_end;
}

/**
 * ath_panes_set_show_end:
 * @self: a pair of panes
 * @show_end: whether the second pane is to be seen when folded
 */
void
ath_panes_set_show_end (AthPanes *self,
                        gboolean  show_end)
{
  g_return_if_fail (ATH_IS_PANES (self));

  set_flag (self, &self->show_end, show_end, PROP_SHOW_END);
}

/**
 * ath_panes_get_start_revealed:
 * @self: a pair of panes
 *
 * Returns: whether the first pane is seen when not folded
 */
gboolean
ath_panes_get_start_revealed (AthPanes *self)
{
  g_return_val_if_fail (ATH_IS_PANES (self), FALSE);

  return self->start_revealed;
}

/**
 * ath_panes_set_start_revealed:
 * @self: a pair of panes
 * @revealed: whether the first pane is to be seen when not folded
 */
void
ath_panes_set_start_revealed (AthPanes *self,
                              gboolean  revealed)
{
  g_return_if_fail (ATH_IS_PANES (self));

  set_flag (self, &self->start_revealed, revealed, PROP_START_REVEALED);
}

/**
 * ath_panes_get_end_revealed:
 * @self: a pair of panes
 *
 * Returns: whether the second pane is seen when not folded
 */
gboolean
ath_panes_get_end_revealed (AthPanes *self)
{
  g_return_val_if_fail (ATH_IS_PANES (self), FALSE);

  return self->end_revealed;
}

/**
 * ath_panes_set_end_revealed:
 * @self: a pair of panes
 * @revealed: whether the second pane is to be seen when not folded
 */
void
ath_panes_set_end_revealed (AthPanes *self,
                            gboolean  revealed)
{
  g_return_if_fail (ATH_IS_PANES (self));

  set_flag (self, &self->end_revealed, revealed, PROP_END_REVEALED);
}
