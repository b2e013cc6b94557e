/* backup-fixture.h: a database and a folder for its backups
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-reporter.h"
#include "run/backup/ath-backup.h"
#include "support/ath-test-cluster.h"

G_BEGIN_DECLS

typedef struct
{
  char              *database;
  AthConnectionInfo *info;
  char              *folder; /* where the backups go */
  char              *tools;  /* for programs that stand in for pg_dump */
} Fixture;

/* Hears what a backup reports, and may cancel it. */
typedef struct
{
  guint         n_reports;
  guint         n_finished;
  guint64       bytes;
  GHashTable   *tables;
  GCancellable *cancellable;     /* (nullable) */
  const char   *cancel_at_table; /* (nullable) */
} Listener;

/* A backup that is made in a thread of its own. */
typedef struct
{
  const AthBackupRequest *request;
  AthReporter            *reporter;    /* (nullable) */
  GCancellable           *cancellable; /* (nullable) */
  GThread                *thread;
  AthBackup              *backup;      /* (nullable) */
  GError                 *error;       /* (nullable) */
  gboolean                has_ended;   /* atomic */
} Creation;

/* Of all tests of a program; start() makes it, with a database to copy. */
extern AthTestCluster *cluster;

void               backup_fixture_start           (void);
void               backup_fixture_stop            (void);
void               backup_fixture_add_test        (const char             *name,
                                                   gconstpointer           data,
                                                   void                  (*func) (Fixture       *,
                                                                                  gconstpointer));

AthConnectionInfo *new_info                       (const char             *url);
AthBackupRequest   new_request                    (Fixture                *fixture);
AthBackup         *make_backup                    (Fixture                *fixture);
void               listen_to_backup               (const AthReport        *report,
                                                   gpointer                user_data);
void               begin_backup                   (Creation               *creation,
                                                   const AthBackupRequest *request,
                                                   AthReporter            *reporter,
                                                   GCancellable           *cancellable);
AthBackup         *end_backup                     (Creation               *creation,
                                                   GError                **error);

guint              count_files                    (const char             *folder);
guint              get_mode                       (const char             *path);
void               assert_no_secrets_left         (void);
void               assert_nothing_left            (Fixture                *fixture);
void               assert_fails                   (const AthBackupRequest *request,
                                                   int                     code,
                                                   const char             *message);

G_END_DECLS
