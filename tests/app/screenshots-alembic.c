/* screenshots-alembic.c: pictures of an Alembic project and of runs of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "revisions/ath-environment-page.h"
#include "revisions/ath-revision-list.h"
#include "run/ath-run-step-row.h"
#include "run/ath-run-window.h"
#include "screenshots.h"

#define CREATE "a1f04c27e9b3"
#define FILL "b20c95d1e748"
#define MARK "c37be1a5f096"
#define ARCHIVE "d4926e0bc8f1"
#define WAIT "e58d03fa7c62"
#define BREAK "f61b7ce4d905"
#define BREAK_ALEMBIC "07a2d81cf36e"

static const struct
{
  const char *id;
  const char *revises;
  const char *message;
  const char *body; /* of upgrade() */
} scripts[] = {
  { CREATE, "None", "Create statements",
    "    op.create_table(\n"
    "        'statements',\n"
    "        sa.Column('id', sa.BigInteger(), sa.Identity(always=True), primary_key=True),\n"
    "        sa.Column('name', sa.Text(), nullable=False),\n"
    "        sa.Column('pages', sa.Integer(), server_default='0', nullable=False),\n"
    "        sa.Column('currency', sa.CHAR(3), server_default='EUR', nullable=False),\n"
    "    )\n"
    "    op.create_index('ix_statements_name', 'statements', ['name'])\n"
    "    op.execute(\"INSERT INTO statements (name) VALUES ('May'), ('June')\")\n" },
  { FILL, "'" CREATE "'", "Fill the limits of all statements, those without pages included",
    "    print('Adding the column')\n"
    "    op.add_column('statements', sa.Column('limit_cents', sa.BigInteger()))\n"
    "    result = op.get_bind().execute(sa.text('UPDATE statements SET limit_cents = 0'))\n"
    "    logging.getLogger('alembic').info('Filled %d rows', result.rowcount)\n" },
  { MARK, "'" FILL "'", "Mark what has no pages",
    "    op.add_column('statements', sa.Column('is_empty', sa.Boolean()))\n"
    "    bind = op.get_bind()\n"
    "    rows = bind.execute(sa.text('SELECT id FROM statements WHERE pages = 0')).fetchall()\n"
    "    for row in rows:\n"
    "        bind.execute(sa.text('UPDATE statements SET is_empty = true WHERE id = :id'),\n"
    "                     {'id': row.id})\n"
    "    print(f'{len(rows)} statements have no pages')\n" },
  { ARCHIVE, "'" MARK "'", "Read the archive",
    "    import ctypes\n"
    "    size = ctypes.sizeof(ctypes.c_int16)\n"
    "    op.execute(f'CREATE TABLE archive (bytes char({size}))')\n" },
  { WAIT, "'" ARCHIVE "'", "Wait for the archive",
    "    print('Waiting')\n"
    "    op.execute('SELECT pg_sleep(600)')\n" },
  { BREAK, "'" ARCHIVE "'", "Sum up",
    "    op.execute('CREATE TABLE sums (total numeric)')\n"
    "    print('Summing up')\n"
    "    op.execute(\"\"\"\n"
    "        INSERT INTO sums (total)\n"
    "        SELECT sum(statements.amount)\n"
    "        FROM statements\n"
    "    \"\"\")\n" },
  { BREAK_ALEMBIC, "'" ARCHIVE "'", "Ask the archive",
    "    import ctypes\n"
    "    print('Asking', ctypes.sizeof(ctypes.c_int16))\n"
    "    op.execute('SELECT nonsense FROM archive')\n" },
};

static AthTestFolder *
make_project (void)
{
  AthTestFolder *folder = ath_test_folder_new ();

  ath_test_folder_write (folder, "alembic.ini", "[alembic]\nscript_location = alembic\n");
  ath_test_folder_write (folder, "alembic/env.py",
                         "import os\n"
                         "from alembic import context\n"
                         "from sqlalchemy import create_engine\n"
                         "with create_engine(os.environ['DATABASE_URL']).connect() as connection:\n"
                         "    context.configure(connection=connection)\n"
                         "    with context.begin_transaction():\n"
                         "        context.run_migrations()\n");

  for (guint i = 0; i < G_N_ELEMENTS (scripts); i++)
    {
      g_autofree char *name = g_strdup_printf ("alembic/versions/%s.py", scripts[i].id);
      g_autofree char *text =
        g_strdup_printf ("\"\"\"%s\n\nCreate Date: 2025-11-12 14:30:00\n\"\"\"\n"
                         "import logging\n\nimport sqlalchemy as sa\nfrom alembic import op\n\n"
                         "revision = '%s'\ndown_revision = %s\n\n\ndef upgrade():\n%s"
                         "\n\ndef downgrade():\n    raise RuntimeError('There is no way back')\n",
                         scripts[i].message, scripts[i].id, scripts[i].revises, scripts[i].body);

      ath_test_folder_write (folder, name, text);
    }

  return folder;
}

static void
shoot_script (Studio         *self,
              AthProjectItem *project,
              const char     *id,
              const char     *name)
{
  GtkWidget *page = ath_test_window_find (GTK_WIDGET (self->window), ATH_TYPE_ENVIRONMENT_PAGE,
                                          NULL);
  GtkWidget *list = ath_test_window_find (page, ATH_TYPE_REVISION_LIST, NULL);

  ath_revision_list_select (ATH_REVISION_LIST (list), ath_project_item_find_revision (project, id));
  studio_shoot (self, GTK_WIDGET (self->window), name);
}

/* -- Runs -------------------------------------------------------------------- */

static gboolean
is_on (GtkWidget  *window,
       const char *stack_id,
       const char *page)
{
  GtkWidget *stack = ath_test_window_find (window, GTK_TYPE_STACK, stack_id);

  return g_str_equal (gtk_stack_get_visible_child_name (GTK_STACK (stack)), page);
}

static GtkWidget *
open_run (AthProjectItem   *project,
          AthPlanOperation  operation,
          const char       *target)
{
  AthEnvironmentItem *environment = ath_project_item_find_environment (project, "Staging");
  GtkWidget *window = ath_run_window_new (ath_project_item_get_project (project),
                                          ath_project_item_get_graph (project),
                                          ath_environment_item_get_profile (environment),
                                          operation, target);

  gtk_window_present (GTK_WINDOW (window));
  ATH_TEST_WAIT_UNTIL (!is_on (window, "page_stack", "loading"));

  return window;
}

static void
unfold (GtkWidget *window,
        int        index)
{
  GtkWidget *list = ath_test_window_find (window, GTK_TYPE_LIST_BOX, "steps_list");

  gtk_widget_activate (GTK_WIDGET (gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), index)));
}

static void
click (GtkWidget  *window,
       const char *id)
{
  g_signal_emit_by_name (ath_test_window_find (window, GTK_TYPE_BUTTON, id), "clicked");
}

static void
scroll_to_end (GtkWidget *window)
{
  GtkWidget *scroller = ath_test_window_find (window, GTK_TYPE_SCROLLED_WINDOW, "scroller");
  GtkAdjustment *adjustment =
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
}

static void
finish_run (Studio     *self,
            GtkWidget  *window,
            int         step,
            const char *name)
{
  g_autofree char *end = g_strdup_printf ("%s-step", name);

  click (window, "start_button");
  ATH_TEST_WAIT_UNTIL (is_on (window, "stage_stack", "result"));
  studio_shoot (self, window, name);
  unfold (window, step);
  studio_settle (self);
  scroll_to_end (window);
  studio_shoot (self, window, end);
  gtk_window_close (GTK_WINDOW (window));
}

static gboolean
waits (GtkWidget *window)
{
  GtkWidget *list = ath_test_window_find (window, GTK_TYPE_LIST_BOX, "steps_list");
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (GTK_LIST_BOX (list), 0);
  AthRunStep *step = ath_run_step_row_get_step (ATH_RUN_STEP_ROW (row));

  return ath_run_step_get_statement (step) != NULL;
}

static void
shoot_waiting (Studio    *self,
               GtkWidget *window)
{
  click (window, "start_button");
  ATH_TEST_WAIT_UNTIL (waits (window));
  studio_shoot (self, window, "run-waiting");
  click (window, "cancel_button");
  ATH_TEST_WAIT_UNTIL (is_on (window, "stage_stack", "result"));
  studio_shoot (self, window, "run-cancelled");
  gtk_window_close (GTK_WINDOW (window));
}

static void
shoot_runs (Studio         *self,
            AthProjectItem *project)
{
  GtkWidget *window = open_run (project, ATH_PLAN_UPGRADE, ARCHIVE);

  unfold (window, 2);
  unfold (window, 3);
  studio_settle (self);
  studio_shoot (self, window, "run-plan");
  scroll_to_end (window);
  studio_shoot (self, window, "run-plan-end");
  gtk_window_set_default_size (GTK_WINDOW (window), 360, 640);
  studio_shoot (self, window, "run-plan-narrow");
  gtk_window_close (GTK_WINDOW (window));

  finish_run (self, open_run (project, ATH_PLAN_UPGRADE, ARCHIVE), 2, "run-done");
  shoot_waiting (self, open_run (project, ATH_PLAN_UPGRADE, WAIT));
  finish_run (self, open_run (project, ATH_PLAN_UPGRADE, BREAK), 0, "run-failed");
  finish_run (self, open_run (project, ATH_PLAN_UPGRADE, BREAK_ALEMBIC), 0, "run-failed-alembic");

  window = open_run (project, ATH_PLAN_DOWNGRADE, CREATE);
  studio_shoot (self, window, "run-obstacle");
  gtk_window_close (GTK_WINDOW (window));
}

void
studio_shoot_alembic (Studio *self)
{
  g_autoptr(AthTestFolder) folder = make_project ();
  const char *path = ath_test_folder_get_path (folder);
  AthProjectItem *project;

  gtk_window_set_default_size (GTK_WINDOW (self->window), 1160, 740);
  studio_add_environment (self, folder, "Staging", ATH_TIER_STAGING, NULL);
  project = ath_test_window_open (self->window, path);
  ath_window_show_environment (self->window, ath_project_item_find_environment (project,
                                                                                "Staging"));
  shoot_script (self, project, CREATE, "script");
  shoot_script (self, project, MARK, "script-depends");
  shoot_script (self, project, ARCHIVE, "script-refused");
  shoot_script (self, project, BREAK, "script-last");
  shoot_runs (self, project);
}
