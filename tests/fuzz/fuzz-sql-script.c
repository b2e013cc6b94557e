/* fuzz-sql-script.c: bodies of SQL scripts, whatever they hold
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>

#include "../script/sql-oracle.h"
#include "script/sql/ath-sql-script.h"

int LLVMFuzzerTestOneInput (const guint8 *data,
                            gsize         size);

static void
compile (const char   *text,
         gsize         size,
         AthDirection  direction)
{
  static const AthScriptContext context = { .server_version = 110000 };
  g_autoptr(AthCollectingSink) sink = NULL;
  g_autoptr(GError) error = NULL;
  g_autofree char *sql = NULL;

  sink = ath_sql_script_compile (text, size, "fuzz.sql", direction, &context, &error);
  g_assert_true ((sink == NULL) == (error != NULL));
  if (sink != NULL)
    sql = ath_collecting_sink_dup_sql (sink, ATH_TRANSACTION_MARKS_ALL);
}

int
LLVMFuzzerTestOneInput (const guint8 *data,
                        gsize         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autofree char *difference = NULL;

  /* Other texts are refused when the file is read. */
  if (!g_utf8_validate_len ((const char *) data, size, NULL))
    return 0;

  compile (text, size, ATH_DIRECTION_UPGRADE);
  compile (text, size, ATH_DIRECTION_DOWNGRADE);

  difference = sql_oracle_compare (text);
  if (difference != NULL)
    {
      g_printerr ("libpg_query says: %s\n", difference);
      abort ();
    }

  return 0;
}
