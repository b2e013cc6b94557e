/* ath-quote.h: names and texts as SQL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ath_quote_identifier (const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *ath_quote_name       (const char *schema,
                            const char *name) G_GNUC_WARN_UNUSED_RESULT;
char *ath_quote_literal    (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
