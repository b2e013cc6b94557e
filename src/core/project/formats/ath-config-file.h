/* ath-config-file.h: ini files as Python's ConfigParser reads them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthConfigFile:
 *
 * The sections of one ini file.
 *
 * Immutable once it is read, and safe to use from any thread.
 */
typedef struct _AthConfigFile AthConfigFile;

AthConfigFile      *ath_config_file_new           (const char           *text,
                                                   gssize                len,
                                                   const char           *path,
                                                   GError              **error)
                                                   G_GNUC_WARN_UNUSED_RESULT;
AthConfigFile      *ath_config_file_load          (const char           *path,
                                                   GError              **error)
                                                   G_GNUC_WARN_UNUSED_RESULT;
void                ath_config_file_free          (AthConfigFile        *self);

const char         *ath_config_file_get_path      (AthConfigFile        *self);
const char *const  *ath_config_file_get_sections  (AthConfigFile        *self);
gboolean            ath_config_file_has_section   (AthConfigFile        *self,
                                                   const char           *section);
gboolean            ath_config_file_has_key       (AthConfigFile        *self,
                                                   const char           *section,
                                                   const char           *key);
char              **ath_config_file_dup_keys      (AthConfigFile        *self,
                                                   const char           *section)
                                                   G_GNUC_WARN_UNUSED_RESULT;
guint               ath_config_file_get_line      (AthConfigFile        *self,
                                                   const char           *section,
                                                   const char           *key);
gboolean            ath_config_file_dup_value     (AthConfigFile        *self,
                                                   const char           *section,
                                                   const char           *key,
                                                   char                **value,
                                                   GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthConfigFile, ath_config_file_free)

G_END_DECLS
