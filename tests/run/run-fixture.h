/* run-fixture.h: a project and a database to run it against
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run/ath-run.h"
#include "support/ath-test-cluster.h"
#include "support/ath-test-folder.h"

G_BEGIN_DECLS

/* A statement that ends only when it is stopped. */
#define RUN_SLEEP "SELECT pg_sleep(600)"

/* What the aftermath says. */
#define ROLLED_BACK(id) "revision " id " was rolled back, nothing of it remains"
#define NOTHING_BUT(id) "Nothing was changed; " ROLLED_BACK (id)
#define IN_PART(id) \
  "revision " id " is done in part: what comes before the statement that failed is committed, " \
  "the version row is not changed"

/**
 * RunFixture:
 * @cluster: (unowned): where @database is
 * @folder: (owned): the project's folder
 * @database: (owned): name of an empty database
 * @url: (owned): its URL
 * @last_id: (owned) (nullable): the revision added last
 * @profile: (owned): an environment of tier development
 * @project: (owned) (nullable): loaded with the first run
 * @graph: (owned) (nullable): likewise
 */
typedef struct
{
  AthTestCluster   *cluster;
  AthTestFolder    *folder;
  char             *database;
  char             *url;
  char             *last_id;
  AthProfile       *profile;
  AthProject       *project;
  AthRevisionGraph *graph;
} RunFixture;

/**
 * RunHook:
 * @kind: a kind of report
 * @phase: its phase
 * @text: (nullable): its text
 * @func: called when that is reported
 * @data: passed to @func
 * @n_seen: how often it was
 *
 * What happens at a certain moment of a run.
 */
typedef struct
{
  AthReportKind    kind;
  AthReportPhase   phase;
  const char      *text;
  GDestroyNotify   func;
  gpointer         data;
  guint            n_seen;
} RunHook;

RunFixture *run_fixture_new            (AthTestCluster    *cluster)
                                        G_GNUC_WARN_UNUSED_RESULT;
void        run_fixture_free           (RunFixture        *self);

void        run_fixture_configure      (RunFixture        *self,
                                        const char        *line);
void        run_fixture_set_policy     (RunFixture        *self,
                                        const AthPolicy   *policy);
void        run_fixture_add            (RunFixture        *self,
                                        const char        *id,
                                        const char        *body);
void        run_fixture_add_revision   (RunFixture        *self,
                                        const char        *id,
                                        const char        *revises,
                                        const char        *body);
void        run_fixture_use_alembic    (RunFixture        *self);
void        run_fixture_add_python     (RunFixture        *self,
                                        const char        *id,
                                        const char        *body);
void        run_fixture_add_table      (RunFixture        *self,
                                        const char        *id);
void        run_fixture_load           (RunFixture        *self);

AthRun     *run_fixture_try            (RunFixture        *self,
                                        AthPlanOperation   operation,
                                        const char        *target,
                                        AthReportFunc      func,
                                        gpointer           user_data,
                                        GCancellable      *cancellable,
                                        GError            **error)
                                        G_GNUC_WARN_UNUSED_RESULT;
AthRun     *run_fixture_run            (RunFixture        *self,
                                        AthPlanOperation   operation,
                                        const char        *target)
                                        G_GNUC_WARN_UNUSED_RESULT;
AthRun     *run_fixture_run_with_hook  (RunFixture        *self,
                                        RunHook           *hook,
                                        GCancellable      *cancellable)
                                        G_GNUC_WARN_UNUSED_RESULT;

void        run_fixture_execute        (RunFixture        *self,
                                        const char        *sql);
void        run_fixture_assert_value   (RunFixture        *self,
                                        const char        *sql,
                                        const char        *expected);
void        run_fixture_assert_rows    (RunFixture        *self,
                                        const char        *expected);
void        run_fixture_assert_tables  (RunFixture        *self,
                                        const char        *expected);
void        run_fixture_assert_quiet   (RunFixture        *self);
void        run_fixture_assert_failed  (AthRun            *run,
                                        int                failed,
                                        const char        *rows_after,
                                        const char        *aftermath);
void        run_fixture_wait_for_sleep (RunFixture        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RunFixture, run_fixture_free)

G_END_DECLS
