/* ath-secret.h: a text that is wiped before its memory is given back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <string.h>

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthSecret:
 *
 * A password, or a text with one in it: `g_autoptr(AthSecret) password`.
 */
typedef char AthSecret;

/* Through a volatile pointer, so that the compiler does not leave it out. */
static inline void
ath_secret_wipe (char  *memory,
                 gsize  len)
{
  volatile char *pos = memory;

  while (len-- > 0)
    *pos++ = '\0';
}

static inline void
ath_secret_free (AthSecret *secret)
{
  if (secret != NULL)
    ath_secret_wipe (secret, strlen (secret));
  g_free (secret);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthSecret, ath_secret_free)

G_END_DECLS
