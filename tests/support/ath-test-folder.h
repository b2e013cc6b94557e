/* ath-test-folder.h: a folder that a test fills and that goes with it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AthTestFolder:
 *
 * A folder of its own under the temporary one.
 */
typedef struct _AthTestFolder AthTestFolder;

AthTestFolder *ath_test_folder_new          (void) G_GNUC_WARN_UNUSED_RESULT;
void           ath_test_folder_free         (AthTestFolder  *self);

const char    *ath_test_folder_get_path     (AthTestFolder  *self);
char          *ath_test_folder_dup_path     (AthTestFolder  *self,
                                             const char     *name) G_GNUC_WARN_UNUSED_RESULT;
void           ath_test_folder_write        (AthTestFolder  *self,
                                             const char     *name,
                                             const char     *text);
void           ath_test_folder_write_bytes  (AthTestFolder  *self,
                                             const char     *name,
                                             const char     *bytes,
                                             gsize           len);
void           ath_test_folder_make_folder  (AthTestFolder  *self,
                                             const char     *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthTestFolder, ath_test_folder_free)

G_END_DECLS
