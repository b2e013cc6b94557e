/* screenshots-states.c: pictures of what is rare, long or strange
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "revisions/ath-environment-page.h"
#include "revisions/ath-revision-creator.h"
#include "revisions/ath-revision-list.h"
#include "run/ath-run-window.h"
#include "screenshots.h"

/* Longer than any window is high. */
#define N_STATEMENTS 5000

static void
shoot_main (Studio     *self,
            const char *name)
{
  studio_shoot (self, GTK_WIDGET (self->window), name);
}

static void
show (Studio         *self,
      AthProjectItem *project,
      const char     *name)
{
  ath_window_show_environment (self->window, ath_project_item_find_environment (project, name));
}

static void
select_revision (Studio         *self,
                 AthProjectItem *project,
                 const char     *id)
{
  GtkWidget *page = ath_test_window_find (GTK_WIDGET (self->window), ATH_TYPE_ENVIRONMENT_PAGE,
                                          NULL);
  GtkWidget *list = ath_test_window_find (page, ATH_TYPE_REVISION_LIST, NULL);

  ath_revision_list_select (ATH_REVISION_LIST (list), ath_project_item_find_revision (project, id));
}

/* -- Texts ------------------------------------------------------------------- */

static void
write_long_script (AthTestFolder *folder)
{
  g_autoptr(GString) text = g_string_new ("--@ revision: long\n--@ revises: emoji\n"
                                          "--@ message: Thousands of statements\n--@ upgrade\n");

  for (guint i = 0; i < N_STATEMENTS; i++)
    g_string_append_printf (text, "INSERT INTO limits (account, cents) VALUES (%u, %u);\n",
                            i, i * 100);
  ath_test_folder_write (folder, "versions/long.sql", text->str);
}

static AthTestFolder *
make_strange_project (void)
{
  AthTestFolder *folder = ath_test_folder_new ();

  ath_test_window_add_revision (folder, "base_of_everything_that_came_after_2019", "",
                                "Create the tables that were there before anybody wrote down what "
                                "they are for, with all their indexes, checks and foreign keys");
  ath_test_window_add_revision (folder, "arabic", "base_of_everything_that_came_after_2019",
                                "إضافة عمود الملاحظات إلى جدول الفواتير");
  ath_test_window_add_revision (folder, "hebrew", "arabic", "הוספת העמודה notes לטבלה invoices");
  ath_test_window_add_revision (folder, "chinese", "hebrew", "为发票表添加备注列");
  ath_test_window_add_revision (folder, "markup", "chinese",
                                "Escape <b>&amp;</b> in \"notes\" & %s \\ $1");
  ath_test_window_add_revision (folder, "nameless", "markup", "");
  ath_test_window_add_revision (folder, "emoji", "nameless", "🚀 Launch 👩🏽‍💻 the 🇩🇪 tables ✅");
  write_long_script (folder);

  return folder;
}

static void
shoot_texts (Studio *self)
{
  g_autoptr(AthTestFolder) folder = make_strange_project ();
  AthProjectItem *project;

  studio_add_environment (self, folder,
                          "Frankfurt, the second data centre, read by the night jobs",
                          ATH_TIER_PRODUCTION, "arabic");
  studio_add_environment (self, folder, "اختبار", ATH_TIER_STAGING, "emoji");
  project = ath_test_window_open (self->window, ath_test_folder_get_path (folder));
  shoot_main (self, "texts-overview");
  show (self, project, "Frankfurt, the second data centre, read by the night jobs");
  select_revision (self, project, "base_of_everything_that_came_after_2019");
  shoot_main (self, "texts-long-message");
  select_revision (self, project, "arabic");
  shoot_main (self, "texts-right-to-left");
  select_revision (self, project, "markup");
  shoot_main (self, "texts-markup");
  select_revision (self, project, "nameless");
  shoot_main (self, "texts-nameless");
  select_revision (self, project, "long");
  shoot_main (self, "texts-long-script");
}

/* -- Servers ----------------------------------------------------------------- */

static void
shoot_password (Studio        *self,
                AthTestFolder *folder)
{
  g_autofree char *url = ath_test_cluster_dup_tcp_url (self->cluster, "postgres", "wrong");
  AthProjectItem *project;

  ath_test_window_add_profile (self->store, ath_test_folder_get_path (folder), "Password",
                               ATH_TIER_STAGING, url);
  project = ath_test_window_open (self->window, ath_test_folder_get_path (folder));
  show (self, project, "Password");
  shoot_main (self, "wrong-password");
}

/* -- Runs -------------------------------------------------------------------- */

static gboolean
is_loading (GtkWidget *window)
{
  GtkWidget *stack = ath_test_window_find (window, GTK_TYPE_STACK, "page_stack");

  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), "loading");
}

static void
shoot_plan (Studio           *self,
            AthProjectItem   *project,
            const char       *environment,
            AthPlanOperation  operation,
            const char       *target,
            const char       *name)
{
  AthEnvironmentItem *item = ath_project_item_find_environment (project, environment);
  GtkWidget *window = ath_run_window_new (ath_project_item_get_project (project),
                                          ath_project_item_get_graph (project),
                                          ath_environment_item_get_profile (item),
                                          operation, target);

  gtk_window_present (GTK_WINDOW (window));
  ATH_TEST_WAIT_UNTIL (!is_loading (window));
  studio_shoot (self, window, name);
  gtk_window_close (GTK_WINDOW (window));
}

static void
shoot_plans (Studio         *self,
             AthProjectItem *project)
{
  shoot_plan (self, project, "Live", ATH_PLAN_UPGRADE, NULL, "plan-production");
  shoot_plan (self, project, "Live", ATH_PLAN_DOWNGRADE, NULL, "plan-downgrade");
  shoot_plan (self, project, "Live", ATH_PLAN_STAMP, NULL, "plan-stamp");
  shoot_plan (self, project, "Done", ATH_PLAN_UPGRADE, "71d0c3aa04e1", "plan-nothing");
  shoot_plan (self, project, "Password", ATH_PLAN_UPGRADE, NULL, "plan-unreachable");
  shoot_plan (self, project, "Elsewhere", ATH_PLAN_UPGRADE, NULL, "plan-unknown-row");
}

/* -- New revisions ----------------------------------------------------------- */

static void
shoot_creator (Studio     *self,
               GtkWidget  *creator,
               const char *name)
{
  gtk_window_present (GTK_WINDOW (creator));
  studio_shoot (self, creator, name);
  gtk_window_close (GTK_WINDOW (creator));
}

static void
shoot_creators (Studio         *self,
                AthProjectItem *project)
{
  shoot_creator (self, ath_revision_creator_new (project, NULL), "new-revision");
  shoot_creator (self, ath_revision_creator_new_merge (project), "merge-heads");
}

/* Two heads. */
static AthTestFolder *
make_branched_project (void)
{
  AthTestFolder *folder = ath_test_folder_new ();

  ath_test_window_add_revision (folder, "b80c16c4db24", "", "Create analyses and audit_logs");
  ath_test_window_add_revision (folder, "44be19d0a5f2", "b80c16c4db24", "Add user_preferences");
  ath_test_window_add_revision (folder, "71d0c3aa04e1", "44be19d0a5f2", "Index extractions");
  ath_test_window_add_revision (folder, "9f2c81aa04e1", "44be19d0a5f2", "Add review_notes");

  return folder;
}

static void
shoot_branches (Studio *self)
{
  g_autoptr(AthTestFolder) folder = make_branched_project ();
  AthProjectItem *project;

  studio_add_environment (self, folder, "Live", ATH_TIER_PRODUCTION, "44be19d0a5f2");
  studio_add_environment (self, folder, "Elsewhere", ATH_TIER_STAGING, "7d1c0ffee001");
  studio_add_environment (self, folder, "Done", ATH_TIER_DEVELOPMENT, "71d0c3aa04e1");
  shoot_password (self, folder);
  project = ath_window_get_project (self->window);
  show (self, project, "Live");
  shoot_main (self, "two-heads");
  shoot_plans (self, project);
  shoot_creators (self, project);
}

static void
shoot_empty (Studio *self)
{
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  AthProjectItem *project;

  ath_test_folder_write (folder, "athanor.ini", "[athanor]\n");
  project = ath_test_window_open (self->window, ath_test_folder_get_path (folder));
  shoot_main (self, "empty-project");
  studio_add_environment (self, folder, "Live", ATH_TIER_PRODUCTION, NULL);
  project = ath_test_window_open (self->window, ath_test_folder_get_path (folder));
  show (self, project, "Live");
  shoot_main (self, "empty-environment");
}

static void
shoot_shortcuts (Studio *self)
{
  GtkWidget *overlay =
    GTK_WIDGET (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self->window)));

  gtk_window_present (GTK_WINDOW (overlay));
  studio_shoot (self, overlay, "shortcuts");
  gtk_widget_set_visible (overlay, FALSE);
}

/**
 * studio_shoot_states:
 * @self: a studio
 */
void
studio_shoot_states (Studio *self)
{
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1160, 740);
  shoot_texts (self);
  shoot_branches (self);
  shoot_empty (self);
  shoot_shortcuts (self);
}
