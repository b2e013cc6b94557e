/* ath-run-preview-private.h: what a preview knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "run/backup/ath-backup-estimate.h"
#include "run/preview/ath-run-preview.h"

G_BEGIN_DECLS

struct _AthRunPreview
{
  GObject        parent_instance;

  AthRunRequest *request;        /* (owned) */
  char         **rows;           /* (owned) */
  AthPlan       *plan;           /* (owned) (nullable) when there is no way */
  GListModel    *targets;        /* (owned) of AthRunTarget */
  GListStore    *steps;          /* (owned) of AthRunStep */
  GPtrArray     *fingerprints;   /* (owned) (element-type utf8) of @steps, NULL at the end */
  GError        *obstacle;       /* (owned) (nullable) the first that was met */
  gboolean       is_tried;       /* whether the steps are as a trial found them */
  GError        *trial_error;    /* (owned) (nullable) why a trial failed */
  char          *database;       /* (owned) */
  char          *backup_folder;  /* (owned) */
  int            server_version;
  AthBackupEstimate estimate;    /* of a backup */
};

G_END_DECLS
