/* ath-window-private.h: what the files of the window share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-window.h"
#include "overview/ath-overview-page.h"
#include "revisions/ath-environment-page.h"
#include "sidebar/ath-sidebar.h"
#include "widgets/ath-error-view.h"

G_BEGIN_DECLS

struct _AthWindow
{
  AdwApplicationWindow  parent_instance;

  AdwToastOverlay      *toast_overlay;
  AthPanes             *panes;
  AthSidebar           *sidebar;
  AdwWindowTitle       *window_title;
  GtkWidget            *back_button;
  AdwSplitButton       *run_button;
  GtkInfoBar           *keyring_bar;
  GtkLabel             *keyring_label;
  GtkInfoBar           *problem_bar;
  GtkLabel             *problem_label;
  GtkStack             *stack;
  GtkWidget            *samples_button;
  AthErrorView         *failed_view;
  AthOverviewPage      *overview_page;
  AthEnvironmentPage   *environment_page;
  GMenuModel           *revision_menu;

  GSettings            *settings;            /* (owned) */
  AthWorkspace         *workspace;           /* (owned) */
  AthProjectItem       *project;             /* (owned) (nullable) in view */
  AthEnvironmentItem   *environment;         /* (owned) (nullable) in view; NULL: overview */
  GSignalGroup         *project_signals;     /* (owned) of @project */
  GSignalGroup         *environment_signals; /* (owned) of @environment */
  GCancellable         *cancellable;         /* (owned) ends with the window */
  char                 *wanted_environment;  /* (owned) (nullable) to be shown once it is there */
  char                 *wanted_revision;     /* (owned) (nullable) to be selected then */
  int                   width;               /* of the window, in pixels */
  gboolean              is_restored;
};

AthRevisionList    *ath_window_get_list                   (AthWindow      *self);
AthEnvironmentItem *ath_window_find_environment           (AthWindow      *self,
                                                           guint           number);
GtkWindow          *ath_window_find_running               (AthWindow      *self);
void                ath_window_want_environment           (AthWindow      *self,
                                                           const char     *name);
void                ath_window_add_environment            (AthWindow      *self,
                                                           AthProfile     *suggestion);
void                ath_window_add_toast                  (AthWindow      *self,
                                                           const char     *text);

void ath_window_class_init_actions          (AthWindowClass *klass);
void ath_window_class_init_project_actions  (AthWindowClass *klass);
void ath_window_class_init_revision_actions (AthWindowClass *klass);
void ath_window_class_init_run_actions      (AthWindowClass *klass);
void ath_window_update_actions              (AthWindow      *self);
void ath_window_update_revision_actions     (AthWindow      *self);
void ath_window_update_run_actions          (AthWindow      *self);

void                ath_window_load_state                 (AthWindow      *self);
void                ath_window_save_state                 (AthWindow      *self);

G_END_DECLS
