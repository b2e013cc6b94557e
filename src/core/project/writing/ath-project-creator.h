/* ath-project-creator.h: new projects
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean ath_project_creator_create_sql (GFile   *folder,
                                         GError **error);

G_END_DECLS
