/* ath-sql-view.c: a script to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <adwaita.h>

#include "widgets/ath-sql-view.h"

/**
 * AthSqlView:
 *
 * Shows SQL or Python that cannot be changed, in colours that follow the dark
 * and the light style.  Copying without a selection copies all of it.
 */

struct _AthSqlView
{
  GtkSourceView parent_instance;

  GtkTextTag   *note_tag;   /* (unowned) of the buffer */
  GtkTextTag   *whole_tag;  /* (unowned) of the buffer; on all of it */
  int           max_height; /* of the window around it, or 0 when nobody fits that */
  guint         fit_id;     /* fits it */
};

G_DEFINE_FINAL_TYPE (AthSqlView, ath_sql_view, GTK_SOURCE_TYPE_VIEW)

static GtkSourceBuffer *
get_buffer (AthSqlView *self)
{
  return GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (GTK_TEXT_VIEW (self)));
}

static void
update_scheme (AthSqlView *self)
{
  gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  GtkSourceStyleSchemeManager *manager = gtk_source_style_scheme_manager_get_default ();

  gtk_source_buffer_set_style_scheme (get_buffer (self),
    gtk_source_style_scheme_manager_get_scheme (manager, dark ? "Adwaita-dark" : "Adwaita"));
  g_object_set (self->note_tag, "foreground", dark ? "#deddda" : "#3d3846", NULL);
}

/* The scheme writes comments in a grey that asks to be overlooked.  But one that
 * ends a text says what it lacks.
 */
static void
mark_note (AthSqlView *self)
{
  GtkTextBuffer *buffer = GTK_TEXT_BUFFER (get_buffer (self));
  GtkTextIter start;
  GtkTextIter after;
  GtkTextIter end;
  g_autofree char *begin = NULL;

  gtk_text_buffer_get_end_iter (buffer, &end);
  start = end;
  gtk_text_iter_set_line_offset (&start, 0);
  after = start;
  gtk_text_iter_forward_chars (&after, 2);
  begin = gtk_text_iter_get_text (&start, &after);
  if (g_str_equal (begin, "--"))
    gtk_text_buffer_apply_tag (buffer, self->note_tag, &start, &end);
}

static gboolean
copy_shortcut_cb (GtkWidget *widget,
                  GVariant  *args,
                  gpointer   user_data)
{
  ath_sql_view_copy (ATH_SQL_VIEW (widget));

  return TRUE;
}

static void
set_window_height (AthSqlView *self,
                   int         text_height)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);
  GtkWidget *scroller = gtk_widget_get_parent (GTK_WIDGET (self));
  int height = gtk_text_view_get_top_margin (view) + text_height
               + gtk_text_view_get_bottom_margin (view);

  gtk_scrolled_window_set_min_content_height (GTK_SCROLLED_WINDOW (scroller),
                                              MIN (height, self->max_height));
}

static gboolean
fit_cb (gpointer user_data)
{
  AthSqlView *self = user_data;
  GtkTextIter end;
  int y;
  int height;

  self->fit_id = 0;
  gtk_text_buffer_get_end_iter (GTK_TEXT_BUFFER (get_buffer (self)), &end);
  gtk_text_view_get_line_yrange (GTK_TEXT_VIEW (self), &end, &y, &height);
  set_window_height (self, y + height);

  return G_SOURCE_REMOVE;
}

/* How high the text is turns out when its width is known and its lines were laid
 * out, which GTK does before it has nothing else to do.
 */
static void
ath_sql_view_size_allocate (GtkWidget *widget,
                            int        width,
                            int        height,
                            int        baseline)
{
  AthSqlView *self = ATH_SQL_VIEW (widget);

  GTK_WIDGET_CLASS (ath_sql_view_parent_class)->size_allocate (widget, width, height, baseline);

  if (self->max_height > 0 && self->fit_id == 0)
    self->fit_id = g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, fit_cb, self, NULL);
}

static void
ath_sql_view_unroot (GtkWidget *widget)
{
  g_clear_handle_id (&ATH_SQL_VIEW (widget)->fit_id, g_source_remove);

  GTK_WIDGET_CLASS (ath_sql_view_parent_class)->unroot (widget);
}

static void
ath_sql_view_class_init (AthSqlViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->size_allocate = ath_sql_view_size_allocate;
  widget_class->unroot = ath_sql_view_unroot;

  gtk_widget_class_add_binding (widget_class,
                                GDK_KEY_c, GDK_CONTROL_MASK, copy_shortcut_cb, NULL);
}

static void
ath_sql_view_init (AthSqlView *self)
{
  GtkTextView *view = GTK_TEXT_VIEW (self);

  gtk_text_view_set_editable (view, FALSE);
  gtk_text_view_set_cursor_visible (view, FALSE);
  gtk_text_view_set_monospace (view, TRUE);
  gtk_text_view_set_wrap_mode (view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_top_margin (view, 9);
  gtk_text_view_set_bottom_margin (view, 9);
  gtk_text_view_set_left_margin (view, 12);
  gtk_text_view_set_right_margin (view, 12);
  /* Tab moves on: nothing can be typed here. */
  gtk_text_view_set_accepts_tab (view, FALSE);

  gtk_source_buffer_set_highlight_matching_brackets (get_buffer (self), FALSE);
  self->note_tag = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (get_buffer (self)), NULL,
                                               "style", PANGO_STYLE_ITALIC, NULL);
  /* Where a long name is broken, a hyphen would be taken for a part of it. */
  self->whole_tag = gtk_text_buffer_create_tag (GTK_TEXT_BUFFER (get_buffer (self)), NULL,
                                                "insert-hyphens", FALSE, NULL);

  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (update_scheme), self, G_CONNECT_SWAPPED);
  update_scheme (self);
}

/**
 * ath_sql_view_new:
 *
 * Returns: an empty view
 */
GtkWidget *
ath_sql_view_new (void)
{
  return g_object_new (ATH_TYPE_SQL_VIEW, NULL);
}

/**
 * ath_sql_view_set_text:
 * @self: a view
 * @text: what to show, in UTF-8
 * @language: id of GtkSourceView's language: `sql`, `python3`
 *
 * Shows @text from its beginning.  A comment that ends SQL is made to be seen.
 */
void
ath_sql_view_set_text (AthSqlView *self,
                       const char *text,
                       const char *language)
{
  GtkSourceLanguageManager *manager = gtk_source_language_manager_get_default ();
  GtkTextBuffer *buffer;
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (ATH_IS_SQL_VIEW (self));
  g_return_if_fail (text != NULL && language != NULL);

  buffer = GTK_TEXT_BUFFER (get_buffer (self));
  gtk_source_buffer_set_language (get_buffer (self),
    gtk_source_language_manager_get_language (manager, language));
  gtk_text_buffer_set_text (buffer, text, -1);
  if (g_str_equal (language, "sql"))
    mark_note (self);
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_apply_tag (buffer, self->whole_tag, &start, &end);
  gtk_text_buffer_place_cursor (buffer, &start);
}

/**
 * ath_sql_view_dup_text:
 * @self: a view
 *
 * Returns: (transfer full): all of its text
 */
char *
ath_sql_view_dup_text (AthSqlView *self)
{
  GtkTextIter start;
  GtkTextIter end;

  g_return_val_if_fail (ATH_IS_SQL_VIEW (self), NULL);

  gtk_text_buffer_get_bounds (GTK_TEXT_BUFFER (get_buffer (self)), &start, &end);

  return gtk_text_buffer_get_text (GTK_TEXT_BUFFER (get_buffer (self)), &start, &end, FALSE);
}

/**
 * ath_sql_view_copy:
 * @self: a view
 *
 * Puts the selection, or all of the text when there is none, on the clipboard.
 */
void
ath_sql_view_copy (AthSqlView *self)
{
  g_autofree char *text = NULL;
  GtkTextIter start;
  GtkTextIter end;

  g_return_if_fail (ATH_IS_SQL_VIEW (self));

  if (gtk_text_buffer_get_selection_bounds (GTK_TEXT_BUFFER (get_buffer (self)), &start, &end))
    text = gtk_text_buffer_get_text (GTK_TEXT_BUFFER (get_buffer (self)), &start, &end, FALSE);
  else
    text = ath_sql_view_dup_text (self);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

/**
 * ath_sql_view_fit:
 * @self: a view in a #GtkScrolledWindow
 * @max_height: in pixels; what is longer is scrolled
 *
 * Makes the window around @self as high as its text, however wide it becomes.  A
 * list gives its rows the least height they take, and a view of text asks for next
 * to none.
 */
void
ath_sql_view_fit (AthSqlView *self,
                  int         max_height)
{
  GtkTextBuffer *buffer;
  g_autoptr(PangoLayout) line = NULL;
  int line_height;

  g_return_if_fail (ATH_IS_SQL_VIEW (self));
  g_return_if_fail (GTK_IS_SCROLLED_WINDOW (gtk_widget_get_parent (GTK_WIDGET (self))));

  self->max_height = max_height;

  /* As if no line were too long, until that is known. */
  buffer = GTK_TEXT_BUFFER (get_buffer (self));
  line = gtk_widget_create_pango_layout (GTK_WIDGET (self), "X");
  pango_layout_get_pixel_size (line, NULL, &line_height);
  set_window_height (self, gtk_text_buffer_get_line_count (buffer) * line_height);
}
