/* ath-service-file.h: the entries of pg_service.conf
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "postgres/ath-connection-info.h"

G_BEGIN_DECLS

/**
 * AthService:
 * @name: name of the entry
 * @path: the file it is in
 * @info: what it says
 *
 * An entry of pg_service.conf.
 */
typedef struct
{
  char              *name;
  char              *path;
  AthConnectionInfo *info;
} AthService;

GPtrArray         *ath_service_file_list (void) G_GNUC_WARN_UNUSED_RESULT;
AthConnectionInfo *ath_service_file_find (const char  *name,
                                          GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
