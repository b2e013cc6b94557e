/* run-fixture.h: a project and a database to run it against
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run/ath-run.h"
#include "support/ath-test-cluster.h"
#include "support/ath-test-folder.h"

G_BEGIN_DECLS

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

RunFixture *run_fixture_new          (AthTestCluster    *cluster) G_GNUC_WARN_UNUSED_RESULT;
void        run_fixture_free         (RunFixture        *self);

void        run_fixture_configure    (RunFixture        *self,
                                      const char        *line);
void        run_fixture_set_policy   (RunFixture        *self,
                                      const AthPolicy   *policy);
void        run_fixture_add          (RunFixture        *self,
                                      const char        *id,
                                      const char        *body);
void        run_fixture_add_revision (RunFixture        *self,
                                      const char        *id,
                                      const char        *revises,
                                      const char        *body);
void        run_fixture_load         (RunFixture        *self);

AthRun     *run_fixture_try          (RunFixture        *self,
                                      AthPlanOperation   operation,
                                      const char        *target,
                                      AthReportFunc      func,
                                      gpointer           user_data,
                                      GCancellable      *cancellable,
                                      GError           **error) G_GNUC_WARN_UNUSED_RESULT;
AthRun     *run_fixture_run          (RunFixture        *self,
                                      AthPlanOperation   operation,
                                      const char        *target) G_GNUC_WARN_UNUSED_RESULT;

void        run_fixture_execute      (RunFixture        *self,
                                      const char        *sql);
void        run_fixture_assert_value (RunFixture        *self,
                                      const char        *sql,
                                      const char        *expected);
void        run_fixture_assert_rows  (RunFixture        *self,
                                      const char        *expected);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RunFixture, run_fixture_free)

G_END_DECLS
