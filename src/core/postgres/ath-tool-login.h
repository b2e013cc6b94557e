/* ath-tool-login.h: a connection handed to PostgreSQL's programs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "postgres/ath-connection-info.h"

G_BEGIN_DECLS

typedef struct _AthToolLogin AthToolLogin;

AthToolLogin *ath_tool_login_new          (AthConnectionInfo    *info,
                                           GError              **error) G_GNUC_WARN_UNUSED_RESULT;
void          ath_tool_login_free         (AthToolLogin         *self);

const char   *ath_tool_login_get_argument (AthToolLogin         *self);
GPtrArray    *ath_tool_login_list_changes (AthToolLogin         *self) G_GNUC_WARN_UNUSED_RESULT;
char         *ath_tool_login_mask         (AthToolLogin         *self,
                                           const char           *text) G_GNUC_WARN_UNUSED_RESULT;

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthToolLogin, ath_tool_login_free)

G_END_DECLS
