/* ath-config-file-private.h: how the sections of an ini file are kept
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/formats/ath-config-file.h"

G_BEGIN_DECLS

#define ATH_CONFIG_DEFAULT_SECTION "DEFAULT"

/**
 * AthConfigOption:
 * @value: the value as written, its lines joined
 * @line: where it starts, from 1; 0 for what no line states
 * @is_here: it is the folder of the file, which is never interpolated
 */
typedef struct
{
  GString  *value;
  guint     line;
  gboolean  is_here;
} AthConfigOption;

/**
 * AthConfigSection:
 * @options: name to #AthConfigOption
 * @names: (unowned): the keys of @options, in file order
 */
typedef struct
{
  GHashTable *options;
  GPtrArray  *names;
} AthConfigSection;

struct _AthConfigFile
{
  char             *path;
  GHashTable       *sections; /* (owned) name to AthConfigSection, without the defaults */
  GPtrArray        *names;    /* (unowned) keys of sections in file order, ending in NULL */
  AthConfigSection *defaults; /* (owned) */
};

char              *ath_config_fold_key              (const char        *key)
                                                     G_GNUC_WARN_UNUSED_RESULT;

AthConfigOption   *ath_config_option_new            (const char        *value,
                                                     gsize              len,
                                                     guint              line)
                                                     G_GNUC_WARN_UNUSED_RESULT;
AthConfigSection  *ath_config_section_new           (void) G_GNUC_WARN_UNUSED_RESULT;
void               ath_config_section_take_option   (AthConfigSection  *self,
                                                     char              *name,
                                                     AthConfigOption   *option);
AthConfigOption   *ath_config_section_find          (AthConfigSection  *self,
                                                     const char        *name);

gboolean           ath_config_reader_read           (AthConfigFile     *file,
                                                     const char        *text,
                                                     gsize              len,
                                                     GError           **error)
                                                     G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
