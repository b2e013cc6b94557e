/* ath-script-moment.c: what scripts read of the clock and of chance
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "script/ath-script-moment.h"

#define UUID_SIZE   16
#define SHA256_SIZE 32

/**
 * ath_script_moment_take:
 * @self: a moment
 *
 * Reads the clock and draws the key, unless that has been done.
 */
void
ath_script_moment_take (AthScriptMoment *self)
{
  if (self->now_us != 0)
    return;

  self->now_us = g_get_real_time ();
  for (guint i = 0; i < ATH_SCRIPT_MOMENT_KEY_SIZE; i++)
    self->key[i] = (guint8) g_random_int_range (0, 256);
}

/**
 * ath_script_moment_make_uuid:
 * @self: a moment that is taken
 * @script: whose UUID it is; other scripts get others
 * @index: the how manieth of @script
 * @bytes: (out caller-allocates) (array fixed-size=16): gets it, of version 4
 *   after RFC 4122
 */
void
ath_script_moment_make_uuid (const AthScriptMoment *self,
                             const char            *script,
                             guint                  index,
                             guint8                *bytes)
{
  g_autoptr(GHmac) hmac = g_hmac_new (G_CHECKSUM_SHA256, self->key, sizeof self->key);
  guint32 number = GUINT32_TO_BE (index);
  guint8 digest[SHA256_SIZE];
  gsize length = sizeof digest;

  g_hmac_update (hmac, (const guchar *) script, strlen (script) + 1);
  g_hmac_update (hmac, (const guchar *) &number, sizeof number);
  g_hmac_get_digest (hmac, digest, &length);

  memcpy (bytes, digest, UUID_SIZE);
  bytes[6] = (guint8) ((bytes[6] & 0x0f) | 0x40);
  bytes[8] = (guint8) ((bytes[8] & 0x3f) | 0x80);
}
