/* ath-toml.h: TOML files, as far as a reader of pyproject.toml needs them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthTomlType:
 * @ATH_TOML_STRING: a string of any form
 * @ATH_TOML_INTEGER: an integer of any base
 * @ATH_TOML_FLOAT: a number with a fraction, an exponent, infinity or nan
 * @ATH_TOML_BOOLEAN: true or false
 * @ATH_TOML_DATE: a date, a time or both; kept as written
 * @ATH_TOML_ARRAY: an array, of tables or of other values
 * @ATH_TOML_TABLE: a table of any form
 */
typedef enum
{
  ATH_TOML_STRING,
  ATH_TOML_INTEGER,
  ATH_TOML_FLOAT,
  ATH_TOML_BOOLEAN,
  ATH_TOML_DATE,
  ATH_TOML_ARRAY,
  ATH_TOML_TABLE,
} AthTomlType;

/**
 * AthTomlValue:
 *
 * One value of a TOML file; the file itself is a table.
 *
 * Immutable once it is read, and safe to use from any thread.  What the getters
 * lend lives as long as the file's table.
 */
typedef struct _AthTomlValue AthTomlValue;

AthTomlValue        *ath_toml_parse               (const char          *text,
                                                   gssize               len,
                                                   const char          *path,
                                                   GError             **error)
                                                   G_GNUC_WARN_UNUSED_RESULT;
AthTomlValue        *ath_toml_load                (const char          *path,
                                                   GError             **error)
                                                   G_GNUC_WARN_UNUSED_RESULT;
void                 ath_toml_value_free          (AthTomlValue        *self);

AthTomlType          ath_toml_value_get_type      (const AthTomlValue  *self);
guint                ath_toml_value_get_line      (const AthTomlValue  *self);
const char          *ath_toml_value_get_text      (const AthTomlValue  *self);
gint64               ath_toml_value_get_integer   (const AthTomlValue  *self);
double               ath_toml_value_get_float     (const AthTomlValue  *self);
gboolean             ath_toml_value_get_boolean   (const AthTomlValue  *self);

guint                ath_toml_value_get_length    (const AthTomlValue  *self);
const AthTomlValue  *ath_toml_value_get_element   (const AthTomlValue  *self,
                                                   guint                index);
const char          *ath_toml_value_get_key       (const AthTomlValue  *self,
                                                   guint                index);
const AthTomlValue  *ath_toml_value_find          (const AthTomlValue  *self,
                                                   const char          *key);
const AthTomlValue  *ath_toml_value_find_table    (const AthTomlValue  *self,
                                                   const char          *key);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthTomlValue, ath_toml_value_free)

G_END_DECLS
