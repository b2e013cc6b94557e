/* ath-compose-file.h: the PostgreSQL services of a compose file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthComposeService:
 * @name: name of the service
 * @image: (nullable): its image
 * @port: (nullable): port of this machine that leads to the server's 5432
 * @environment: (array zero-terminated=1): its variables, `NAME=value`
 *
 * A service of a compose file.
 */
typedef struct
{
  char  *name;
  char  *image;
  char  *port;
  char **environment;
} AthComposeService;

gboolean   ath_compose_service_is_postgres (AthComposeService  *self);

GPtrArray *ath_compose_file_parse          (const char         *text,
                                            const char *const  *environ) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
