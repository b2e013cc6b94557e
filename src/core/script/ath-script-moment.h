/* ath-script-moment.h: what scripts read of the clock and of chance
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define ATH_SCRIPT_MOMENT_KEY_SIZE 16

/**
 * AthScriptMoment:
 * @now_us: the time, in microseconds since 1970; 0: not taken yet
 * @key: what random UUIDs are made from
 *
 * What differs from one evaluation of a script to the next.  It is taken once for
 * a plan and its run, so that a script does what was shown, however often it is
 * evaluated on the way.
 */
typedef struct
{
  gint64 now_us;
  guint8 key[ATH_SCRIPT_MOMENT_KEY_SIZE];
} AthScriptMoment;

void ath_script_moment_take      (AthScriptMoment       *self);
void ath_script_moment_make_uuid (const AthScriptMoment *self,
                                  const char            *script,
                                  guint                  index,
                                  guint8                *bytes);

G_END_DECLS
