/* fuzz-config-file.c: ini files, whatever they hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "project/formats/ath-config-file.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
read_section (AthConfigFile *file,
              const char    *section)
{
  g_auto(GStrv) keys = ath_config_file_dup_keys (file, section);

  for (guint i = 0; keys[i] != NULL; i++)
    {
      g_autofree char *value = NULL;
      g_autoptr(GError) error = NULL;

      g_assert_true (ath_config_file_has_key (file, section, keys[i]));
      g_assert_cmpuint (ath_config_file_get_line (file, section, keys[i]), >, 0);
      if (ath_config_file_dup_value (file, section, keys[i], &value, &error))
        g_assert_nonnull (value);
      else
        g_assert_nonnull (error);
    }
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConfigFile) file =
    ath_config_file_new ((const char *) data, (gssize) size, "/fuzz.ini", &error);

  g_assert_true ((file == NULL) == (error != NULL));
  if (file == NULL)
    return 0;

  for (const char *const *name = ath_config_file_get_sections (file); *name != NULL; name++)
    read_section (file, *name);
  read_section (file, "DEFAULT");

  return 0;
}
