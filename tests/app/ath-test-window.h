/* ath-test-window.h: what tests of the window share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-application.h"
#include "ath-window.h"
#include "support/ath-test-folder.h"

G_BEGIN_DECLS

/**
 * ATH_TEST_WAIT_UNTIL:
 * @condition: an expression
 *
 * Runs the main loop until @condition holds; fails the test after a minute.
 */
#define ATH_TEST_WAIT_UNTIL(condition)                                            \
  G_STMT_START                                                                    \
    {                                                                             \
      guint wait_timeout_ = ath_test_window_start_timeout (G_STRLOC, #condition); \
                                                                                  \
      while (!(condition))                                                        \
        g_main_context_iteration (NULL, TRUE);                                    \
      g_source_remove (wait_timeout_);                                            \
    }                                                                             \
  G_STMT_END

guint           ath_test_window_start_timeout (const char         *place,
                                               const char         *condition);

AthApplication *ath_test_window_init          (int                *argc,
                                               char             ***argv);
GSettings      *ath_test_window_make_settings (void) G_GNUC_WARN_UNUSED_RESULT;
AthWindow      *ath_test_window_new           (AthApplication     *application,
                                               GSettings          *settings,
                                               AthProfileStore    *store);
void            ath_test_window_close         (AthWindow          *window);

void            ath_test_window_add_profile   (AthProfileStore    *store,
                                               const char         *folder,
                                               const char         *name,
                                               AthTier             tier,
                                               const char         *url);
void            ath_test_window_add_revision  (AthTestFolder      *folder,
                                               const char         *id,
                                               const char         *revises,
                                               const char         *message);
AthProjectItem *ath_test_window_open          (AthWindow          *window,
                                               const char         *folder);
void            ath_test_window_wait_settled  (AthWindow          *window);
GtkWidget      *ath_test_window_find          (GtkWidget          *root,
                                               GType               type,
                                               const char         *buildable_id);
void            ath_test_window_answer        (const char         *response);
void            ath_test_window_save_png      (GtkWidget          *window,
                                               const char         *path);

G_END_DECLS
