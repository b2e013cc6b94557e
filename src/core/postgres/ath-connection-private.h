/* ath-connection-private.h: what the files that use a session share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libpq-fe.h>

#include "postgres/ath-connection.h"

G_BEGIN_DECLS

struct _AthConnection
{
  GObject            parent_instance;

  PGconn            *conn;         /* (owned) (nullable) NULL once closed; does not block */
  AthConnectionInfo *info;         /* (owned) what was asked for */
  char              *database;     /* (owned) */
  char              *version_text; /* (owned) */
  int                version;
  gboolean           tls;
  AthNoticeFunc      notice_func;  /* (nullable) */
  gpointer           notice_data;  /* (unowned) whoever set it takes it back before it goes */
};

AthConnection *ath_connection_new_take    (PGconn             *conn,
                                           AthConnectionInfo  *info) G_GNUC_WARN_UNUSED_RESULT;
AthConnection *ath_connection_open_before (AthConnectionInfo  *info,
                                           gint64              deadline,
                                           GCancellable       *cancellable,
                                           GError            **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean       ath_connection_check_open  (AthConnection      *self,
                                           GError            **error);

G_END_DECLS
