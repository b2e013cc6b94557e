/* fuzz-toml.c: TOML files, whatever they hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "project/formats/ath-toml.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

/* Every value must be what its type says, and be found under its key. */
static void
read_value (const AthTomlValue *value)
{
  AthTomlType type = ath_toml_value_get_type (value);

  g_assert_cmpuint (ath_toml_value_get_line (value), >, 0);
  if (type == ATH_TOML_STRING || type == ATH_TOML_DATE)
    g_assert_true (g_utf8_validate (ath_toml_value_get_text (value), -1, NULL));
  if (type != ATH_TOML_ARRAY && type != ATH_TOML_TABLE)
    return;

  for (guint i = 0; i < ath_toml_value_get_length (value); i++)
    {
      const AthTomlValue *element = ath_toml_value_get_element (value, i);

      if (type == ATH_TOML_TABLE)
        g_assert_true (ath_toml_value_find (value, ath_toml_value_get_key (value, i)) == element);
      read_value (element);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthTomlValue) toml =
    ath_toml_parse ((const char *) data, (gssize) size, "/fuzz.toml", &error);

  g_assert_true ((toml == NULL) == (error != NULL));
  if (toml != NULL)
    read_value (toml);

  return 0;
}
