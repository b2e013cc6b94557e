/* ath-look.c: icons, style classes and other habits of widgets
 *
 * The one place that says how things look; what they are called is the core's
 * to say.  Colours belong to the classes, in style.css.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/ath-look.h"

/* Pixels above and below what is brought into view. */
#define SCROLL_MARGIN 12

/**
 * ath_look_get_tier_icon:
 * @tier: a tier
 *
 * Returns: (transfer none): name of its symbolic icon
 */
const char *
ath_look_get_tier_icon (AthTier tier)
{
  switch (tier)
    {
    case ATH_TIER_DEVELOPMENT:
      return "athanor-tier-development-symbolic";

    case ATH_TIER_STAGING:
      return "athanor-tier-staging-symbolic";

    case ATH_TIER_PRODUCTION:
      return "athanor-tier-production-symbolic";

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_look_get_tier_class:
 * @tier: a tier
 *
 * Returns: (transfer none): style class that colours its icon
 */
const char *
ath_look_get_tier_class (AthTier tier)
{
  switch (tier)
    {
    case ATH_TIER_DEVELOPMENT:
      return "tier-development";

    case ATH_TIER_STAGING:
      return "tier-staging";

    case ATH_TIER_PRODUCTION:
      return "tier-production";

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_look_get_mark_icon:
 * @mark: a mark
 *
 * Returns: (transfer none) (nullable): name of its symbolic icon, `NULL` when
 *   there is nothing to show
 */
const char *
ath_look_get_mark_icon (AthRevisionMark mark)
{
  switch (mark)
    {
    case ATH_REVISION_MARK_NONE:
      return NULL;

    case ATH_REVISION_MARK_APPLIED:
      return "athanor-mark-applied-symbolic";

    case ATH_REVISION_MARK_CURRENT:
      return "athanor-mark-current-symbolic";

    case ATH_REVISION_MARK_PENDING:
      return "athanor-mark-pending-symbolic";

    case ATH_REVISION_MARK_NOT_IN_PROJECT:
      return "athanor-mark-not-in-project-symbolic";

    case ATH_REVISION_MARK_UNREADABLE:
    case ATH_REVISION_MARK_PROBLEM:
      return "athanor-mark-unreadable-symbolic";

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_look_get_mark_class:
 * @mark: a mark
 *
 * Returns: (transfer none) (nullable): style class that colours it, `NULL` for
 *   the default colour
 */
const char *
ath_look_get_mark_class (AthRevisionMark mark)
{
  switch (mark)
    {
    case ATH_REVISION_MARK_NONE:
    case ATH_REVISION_MARK_APPLIED:
      return NULL;

    case ATH_REVISION_MARK_CURRENT:
      return "accent";

    case ATH_REVISION_MARK_PENDING:
      return "dim-label";

    case ATH_REVISION_MARK_NOT_IN_PROJECT:
      return "warning";

    case ATH_REVISION_MARK_UNREADABLE:
    case ATH_REVISION_MARK_PROBLEM:
      return "error";

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_look_get_state_icon:
 * @state: (nullable): what was last seen of an environment
 *
 * Returns: (transfer none) (nullable): name of its symbolic icon, `NULL` when a
 *   number or nothing is shown
 */
const char *
ath_look_get_state_icon (AthEnvironmentState *state)
{
  if (state == NULL)
    return NULL;

  switch (ath_environment_state_get_status (state))
    {
    case ATH_ENVIRONMENT_UP_TO_DATE:
      return "object-select-symbolic";

    case ATH_ENVIRONMENT_BEHIND:
      return NULL;

    case ATH_ENVIRONMENT_UNREACHABLE:
      return "athanor-unreachable-symbolic";

    case ATH_ENVIRONMENT_NEEDS_ATTENTION:
      return "dialog-warning-symbolic";

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_look_get_state_class:
 * @state: (nullable): what was last seen of an environment
 *
 * Returns: (transfer none): style class that colours it
 */
const char *
ath_look_get_state_class (AthEnvironmentState *state)
{
  if (state == NULL)
    return "dim-label";

  switch (ath_environment_state_get_status (state))
    {
    case ATH_ENVIRONMENT_UP_TO_DATE:
      return "success";

    case ATH_ENVIRONMENT_BEHIND:
      return "accent";

    case ATH_ENVIRONMENT_UNREACHABLE:
      return "dim-label";

    case ATH_ENVIRONMENT_NEEDS_ATTENTION:
      return "warning";

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_look_set_class:
 * @widget: a widget
 * @current: the class it was given before, where the caller keeps it
 * @css_class: (nullable): a static string, the class it is to have now
 *
 * Replaces one style class of @widget by another.
 */
void
ath_look_set_class (GtkWidget   *widget,
                    const char **current,
                    const char  *css_class)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));
  g_return_if_fail (current != NULL);

  if (*current != NULL)
    gtk_widget_remove_css_class (widget, *current);
  if (css_class != NULL)
    gtk_widget_add_css_class (widget, css_class);

  *current = css_class;
}

/**
 * ath_look_set_busy:
 * @spinner: a spinner
 * @busy: whether there is something to wait for
 *
 * Turns @spinner, or takes it away: one that stands still takes room from names.
 */
void
ath_look_set_busy (GtkSpinner *spinner,
                   gboolean    busy)
{
  g_return_if_fail (GTK_IS_SPINNER (spinner));

  gtk_spinner_set_spinning (spinner, busy);
  gtk_widget_set_visible (GTK_WIDGET (spinner), busy);
}

/**
 * ath_look_wrap:
 * @label: a label without attributes
 *
 * Lets @label have several lines.  Within a word that is too long for one, no
 * hyphen is drawn: in a name it would be taken for a part of it.
 */
void
ath_look_wrap (GtkLabel *label)
{
  g_autoptr(PangoAttrList) attributes = pango_attr_list_new ();

  g_return_if_fail (GTK_IS_LABEL (label));

  pango_attr_list_insert (attributes, pango_attr_insert_hyphens_new (FALSE));
  gtk_label_set_attributes (label, attributes);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
}

static gboolean
bring_into_view_cb (GtkWidget     *widget,
                    GdkFrameClock *frame_clock,
                    gpointer       user_data)
{
  gboolean *is_laid_out = user_data;
  GtkWidget *scroller = gtk_widget_get_ancestor (widget, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  GtkWidget *viewport;
  graphene_rect_t bounds;
  double y;

  if (!*is_laid_out)
    {
      *is_laid_out = TRUE;
      return G_SOURCE_CONTINUE;
    }
  if (scroller == NULL || !gtk_widget_get_mapped (widget))
    return G_SOURCE_REMOVE;

  viewport = gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scroller));
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  if (!gtk_widget_compute_bounds (widget, viewport, &bounds))
    return G_SOURCE_REMOVE;

  y = gtk_adjustment_get_value (adjustment) + bounds.origin.y;
  gtk_adjustment_clamp_page (adjustment, y - SCROLL_MARGIN,
                             y + bounds.size.height + SCROLL_MARGIN);

  return G_SOURCE_REMOVE;
}

/**
 * ath_look_bring_into_view:
 * @widget: a widget in a viewport of a #GtkScrolledWindow
 *
 * Scrolls to @widget once it is laid out, which may not have been done yet for
 * what has just come or changed.
 */
void
ath_look_bring_into_view (GtkWidget *widget)
{
  g_return_if_fail (GTK_IS_WIDGET (widget));

  gtk_widget_add_tick_callback (widget, bring_into_view_cb, g_new0 (gboolean, 1), g_free);
}
