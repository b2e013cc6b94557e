/* ath-step-fingerprint.c: tells whether a script is still what was shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "run/preview/ath-step-fingerprint.h"

/* A script that cannot be read is another than any that can. */
static void
add_file (GChecksum  *checksum,
          const char *path)
{
  g_autofree char *contents = NULL;
  gsize len = 0;

  if (g_file_get_contents (path, &contents, &len, NULL))
    g_checksum_update (checksum, (const guchar *) contents, (gssize) len);
}

/**
 * ath_step_fingerprint_dup:
 * @step: a step
 * @script: what its script does
 *
 * The file counts as well as the statements: those may go on behind what is known
 * without the server, and may come from modules that the script imports.
 *
 * Returns: (transfer full): a text that is another when the script is
 */
char *
ath_step_fingerprint_dup (const AthPlanStep *step,
                          AthCollectingSink *script)
{
  g_autoptr(GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree char *sql = NULL;

  g_return_val_if_fail (step != NULL, NULL);
  g_return_val_if_fail (ATH_IS_COLLECTING_SINK (script), NULL);

  sql = ath_collecting_sink_dup_sql (script, ATH_TRANSACTION_MARKS_ALL);
  g_checksum_update (checksum, (const guchar *) sql, -1);
  if (step->operation != ATH_PLAN_STAMP)
    add_file (checksum, step->revision->path);

  return g_strdup (g_checksum_get_string (checksum));
}
