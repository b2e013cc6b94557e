/* ath-connection-test.h: whether a connection is fit for runs, step by step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-reporter.h"
#include "postgres/ath-version-table.h"

G_BEGIN_DECLS

/**
 * AthConnectionTestStep:
 * @ATH_CONNECTION_TEST_RESOLVE: the host has an address
 * @ATH_CONNECTION_TEST_REACH: a server listens there
 * @ATH_CONNECTION_TEST_TLS: the connection is encrypted as wished
 * @ATH_CONNECTION_TEST_LOGIN: the server accepts user and password
 * @ATH_CONNECTION_TEST_DATABASE: the database exists and lets the user in
 * @ATH_CONNECTION_TEST_RIGHTS: the user may change the schema and the version table
 * @ATH_CONNECTION_TEST_VERSION: the server is one that Athanor works with
 * @ATH_CONNECTION_TEST_TOOLS: there is a pg_dump that fits it
 *
 * The steps in their order.
 */
typedef enum
{
  ATH_CONNECTION_TEST_RESOLVE,
  ATH_CONNECTION_TEST_REACH,
  ATH_CONNECTION_TEST_TLS,
  ATH_CONNECTION_TEST_LOGIN,
  ATH_CONNECTION_TEST_DATABASE,
  ATH_CONNECTION_TEST_RIGHTS,
  ATH_CONNECTION_TEST_VERSION,
  ATH_CONNECTION_TEST_TOOLS,
} AthConnectionTestStep;

#define ATH_CONNECTION_TEST_N_STEPS (ATH_CONNECTION_TEST_TOOLS + 1)

const char *ath_connection_test_step_get_name (AthConnectionTestStep  step);

gboolean    ath_connection_test_run           (AthConnectionInfo      *info,
                                               const AthVersionTable  *table,
                                               AthReporter            *reporter,
                                               GCancellable           *cancellable,
                                               GError                **error);
void        ath_connection_test_run_async     (AthConnectionInfo      *info,
                                               const AthVersionTable  *table,
                                               AthReporter            *reporter,
                                               GCancellable           *cancellable,
                                               GAsyncReadyCallback     callback,
                                               gpointer                user_data);
gboolean    ath_connection_test_run_finish    (GAsyncResult           *result,
                                               GError                **error);

G_END_DECLS
