/* fuzz-profile.c: what a keyring may hold
 *
 * A document that is read comes back as itself, and none says a secret when it is
 * refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "ath-error.h"
#include "profile/ath-profile.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
check_again (AthProfile *profile)
{
  g_autofree char *json = ath_profile_dup_json (profile);
  g_autoptr(AthProfile) again = ath_profile_new_from_json (json, NULL);
  g_autofree char *second = again != NULL ? ath_profile_dup_json (again) : NULL;

  if (g_strcmp0 (json, second) != 0)
    abort ();
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(AthProfile) profile = NULL;
  g_autoptr(GError) error = NULL;

  profile = ath_profile_new_from_json (text, &error);
  if ((profile == NULL) != (error != NULL))
    abort ();
  if (error != NULL && !g_error_matches (error, ATH_ERROR, ATH_ERROR_PROFILE))
    abort ();
  if (profile != NULL)
    check_again (profile);

  return 0;
}
