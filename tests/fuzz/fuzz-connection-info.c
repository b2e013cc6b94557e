/* fuzz-connection-info.c: URLs and keywords of connections, whatever they hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include "ath-error.h"
#include "postgres/ath-connection-info.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
check (gboolean    holds,
       const char *what,
       const char *text)
{
  if (!holds)
    {
      g_printerr ("%s: %s\n", what, text);
      abort ();
    }
}

/* Whether @second has every open value of @first. */
static gboolean
is_within (AthConnectionInfo *first,
           AthConnectionInfo *second)
{
  g_autofree const char **keywords = ath_connection_info_list_keywords (first);

  for (guint i = 0; keywords[i] != NULL; i++)
    {
      if (g_strcmp0 (ath_connection_info_get (first, keywords[i]),
                     ath_connection_info_get (second, keywords[i])) != 0)
        return FALSE;
    }

  return TRUE;
}

static AthConnectionInfo *
without_secrets (AthConnectionInfo *info)
{
  g_autoptr(AthConnectionInfo) open = ath_connection_info_with (info, "password", NULL);

  return ath_connection_info_with (open, "sslpassword", NULL);
}

/* What is shown as a URL says the same. */
static void
check_url (AthConnectionInfo *info)
{
  g_autoptr(AthConnectionInfo) open = without_secrets (info);
  g_autofree char *url = ath_connection_info_dup_url (info);
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConnectionInfo) again = ath_connection_info_new_from_url (url, &error);

  check (again != NULL, "not read again", url);
  check (is_within (open, again) && is_within (again, open), "something else", url);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new_from_url (text, &error);
  g_autofree char *display = NULL;

  if (info == NULL)
    {
      check (g_error_matches (error, ATH_ERROR, ATH_ERROR_PROFILE), "other error", error->message);
      check (g_utf8_validate (error->message, -1, NULL), "not UTF-8", error->message);
      return 0;
    }

  display = ath_connection_info_dup_display (info);
  check (g_utf8_validate (display, -1, NULL), "not UTF-8", display);
  check_url (info);

  return 0;
}
