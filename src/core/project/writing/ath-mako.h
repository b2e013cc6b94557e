/* ath-mako.h: the templates of new Alembic scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthMakoValues:
 * @message: what the script does
 * @id: its id
 * @parents: (array zero-terminated=1): the ids of what it revises
 * @labels: (array zero-terminated=1): its branch labels
 * @depends_on: (array zero-terminated=1): what it depends on
 * @created: its date, in the time zone it is to show
 * @shows_zone: whether the date says its time zone
 * @databases: (nullable): the option `databases` of the project
 *
 * What Alembic hands to a template.  Borrowed.
 */
typedef struct
{
  const char         *message;
  const char         *id;
  const char *const  *parents;
  const char *const  *labels;
  const char *const  *depends_on;
  GDateTime          *created;
  gboolean            shows_zone;
  const char         *databases;
} AthMakoValues;

char *ath_mako_render (const char           *template,
                       const char           *path,
                       const AthMakoValues  *values,
                       GError              **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
