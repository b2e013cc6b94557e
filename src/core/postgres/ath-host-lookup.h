/* ath-host-lookup.h: from the name of a host to its addresses
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char **ath_host_lookup (const char    *host,
                        gint64         deadline,
                        GCancellable  *cancellable,
                        GError       **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
