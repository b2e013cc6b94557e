/* window-fixture.h: a window over a project with real databases
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-test-window.h"
#include "revisions/ath-revision-list.h"
#include "support/ath-test-cluster.h"

G_BEGIN_DECLS

/* The project of most cases: two branches that are merged again. */
#define ID_USERS  "aaaa00000001"
#define ID_ORDERS "aaaa00000002"
#define ID_AUDIT  "aaaa00000003"
#define ID_MERGE  "aaaa00000004"
#define ID_INDEX  "aaaa00000005"

/**
 * WindowShared:
 * @application: the application
 * @cluster: where databases are
 *
 * What all cases of a program share; the user data of g_test_add().
 */
typedef struct
{
  AthApplication *application;
  AthTestCluster *cluster;
} WindowShared;

/**
 * WindowFixture:
 * @shared: (unowned): what was given to g_test_add()
 * @folder: (owned): the project of five revisions, in no window yet
 * @store: (owned): the profiles, at first none
 * @settings: (owned): what the window remembers
 * @window: (unowned): a window without projects; GTK keeps it
 */
typedef struct
{
  const WindowShared *shared;
  AthTestFolder      *folder;
  AthProfileStore    *store;
  GSettings          *settings;
  AthWindow          *window;
} WindowFixture;

/**
 * WindowTest:
 * @path: name of the case
 * @func: runs it
 */
typedef struct
{
  const char *path;
  void      (*func) (WindowFixture *fixture,
                     gconstpointer  data);
} WindowTest;

int                window_fixture_run                    (int               argc,
                                                          char            **argv,
                                                          const WindowTest *tests,
                                                          guint             n_tests);
void               window_fixture_set_up                 (WindowFixture    *fixture,
                                                          gconstpointer     data);
void               window_fixture_tear_down              (WindowFixture    *fixture,
                                                          gconstpointer     data);
char              *window_fixture_add_environment        (WindowFixture    *fixture,
                                                          const char       *name,
                                                          AthTier           tier,
                                                          const char       *row);
void               window_fixture_add_three_environments (WindowFixture    *fixture);
AthProjectItem    *window_fixture_open                   (WindowFixture    *fixture);
void               window_fixture_show                   (WindowFixture    *fixture,
                                                          const char       *name);
GtkWidget         *window_fixture_find                   (WindowFixture    *fixture,
                                                          GType             page_type,
                                                          GType             type,
                                                          const char       *buildable_id);
AthRevisionList   *window_fixture_get_list               (WindowFixture    *fixture);
const char        *window_fixture_get_page               (WindowFixture    *fixture);
const char        *window_fixture_get_text               (WindowFixture    *fixture,
                                                          const char       *buildable_id);
gboolean           window_fixture_is_enabled             (WindowFixture    *fixture,
                                                          const char       *action_name);
void               window_fixture_select                 (WindowFixture    *fixture,
                                                          const char       *id);
const char        *window_fixture_get_selected_id        (WindowFixture    *fixture);
GtkSelectionModel *window_fixture_get_model              (AthRevisionList  *list);
guint              window_fixture_count_rows             (AthRevisionList  *list);

G_END_DECLS
