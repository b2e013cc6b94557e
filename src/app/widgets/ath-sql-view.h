/* ath-sql-view.h: a script to read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

#define ATH_TYPE_SQL_VIEW (ath_sql_view_get_type ())

G_DECLARE_FINAL_TYPE (AthSqlView, ath_sql_view, ATH, SQL_VIEW, GtkSourceView)

GtkWidget *ath_sql_view_new      (void);
void       ath_sql_view_set_text (AthSqlView *self,
                                  const char *text,
                                  const char *language);
char      *ath_sql_view_dup_text (AthSqlView *self) G_GNUC_WARN_UNUSED_RESULT;
void       ath_sql_view_copy     (AthSqlView *self);
void       ath_sql_view_fit      (AthSqlView *self,
                                  int         max_height);

G_END_DECLS
