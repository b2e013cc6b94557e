/* ath-test-cluster.h: a throw-away PostgreSQL server for a test program
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthTestClusterFlags:
 * @ATH_TEST_CLUSTER_DEFAULT: reached through its socket only, without a password
 * @ATH_TEST_CLUSTER_TCP: also listens on a free port of 127.0.0.1, where a login
 *   takes a password (%ATH_TEST_PASSWORD for the superuser)
 * @ATH_TEST_CLUSTER_TLS: that, and it can encrypt, with a certificate for
 *   `localhost` that is its own authority: server.crt in its folder
 */
typedef enum
{
  ATH_TEST_CLUSTER_DEFAULT = 0,
  ATH_TEST_CLUSTER_TCP     = 1 << 0,
  ATH_TEST_CLUSTER_TLS     = 1 << 1 | ATH_TEST_CLUSTER_TCP,
} AthTestClusterFlags;

/* The superuser, and the password it has over TCP: nothing that needs no escaping. */
#define ATH_TEST_USER     "postgres"
#define ATH_TEST_PASSWORD "pa:ss\\w@rd' %41/ü"

typedef struct _AthTestCluster AthTestCluster;

AthTestCluster *ath_test_cluster_start           (AthTestClusterFlags  flags)
                                                  G_GNUC_WARN_UNUSED_RESULT;
void            ath_test_cluster_stop            (AthTestCluster      *self);
void            ath_test_cluster_halt            (AthTestCluster      *self);
void            ath_test_cluster_resume          (AthTestCluster      *self);

const char     *ath_test_cluster_get_folder      (AthTestCluster      *self);
guint           ath_test_cluster_get_port        (AthTestCluster      *self);
char           *ath_test_cluster_dup_url         (AthTestCluster      *self,
                                                  const char          *database)
                                                  G_GNUC_WARN_UNUSED_RESULT;
char           *ath_test_cluster_dup_tcp_url     (AthTestCluster      *self,
                                                  const char          *database,
                                                  const char          *password)
                                                  G_GNUC_WARN_UNUSED_RESULT;

char           *ath_test_cluster_create_database (AthTestCluster      *self,
                                                  const char          *template)
                                                  G_GNUC_WARN_UNUSED_RESULT;
void            ath_test_cluster_drop_database   (AthTestCluster      *self,
                                                  const char          *database);
void            ath_test_cluster_execute         (AthTestCluster      *self,
                                                  const char          *database,
                                                  const char          *sql);
char           *ath_test_cluster_query_value     (AthTestCluster      *self,
                                                  const char          *database,
                                                  const char          *sql)
                                                  G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthTestCluster, ath_test_cluster_stop)

G_END_DECLS
