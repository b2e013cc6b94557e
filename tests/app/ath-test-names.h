/* ath-test-names.h: whether controls have names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

guint ath_test_names_assert (GtkWidget *widget);

G_END_DECLS
