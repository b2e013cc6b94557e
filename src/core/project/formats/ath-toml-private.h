/* ath-toml-private.h: how a TOML value is kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/formats/ath-toml.h"

G_BEGIN_DECLS

struct _AthTomlValue
{
  AthTomlType  type;
  guint        line;
  gboolean     closed;    /* written as one value: no header or dotted key adds to it */
  gboolean     defined;   /* a table with a header of its own */
  char        *text;      /* (owned) (nullable) of strings and dates */
  gint64       integer;   /* of integers and booleans */
  double       number;    /* of floats */
  GPtrArray   *elements;  /* (owned) (nullable) (element-type AthTomlValue) of arrays and tables */
  GHashTable  *index;     /* (owned) (nullable) key to value, of tables */
  GPtrArray   *keys;      /* (nullable) (unowned) keys of index, in file order */
};

AthTomlValue *ath_toml_value_new  (AthTomlType    type,
                                   guint          line) G_GNUC_WARN_UNUSED_RESULT;
void          ath_toml_value_take (AthTomlValue  *table,
                                   const char    *key,
                                   AthTomlValue  *value);

G_END_DECLS
