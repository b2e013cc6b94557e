/* fuzz-environment.c: .env and compose files, whatever they hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "profile/ath-compose-file.h"
#include "profile/ath-env-file.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  static const char *const process[] = { "HOME=/home/ann", "EMPTY=", NULL };
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto(GStrv) variables = ath_env_file_parse (text, process);
  g_autoptr(GPtrArray) services = ath_compose_file_parse (text, (const char *const *) variables);

  /* What the process has is never taken from it. */
  if (g_strcmp0 (g_environ_getenv (variables, "HOME"), "/home/ann") != 0)
    abort ();
  for (guint i = 0; i < services->len; i++)
    {
      AthComposeService *service = g_ptr_array_index (services, i);

      if (ath_compose_service_is_postgres (service) && service->port == NULL)
        abort ();
    }

  return 0;
}
