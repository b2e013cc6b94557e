/* test-collecting-sink.c: keeps what a script does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/ath-collecting-sink.h"

/* Fills a sink by a word a piece: `[` and `]` are an autocommit block, `!x` a
 * statement that cannot run in a transaction.
 */
static AthCollectingSink *
new_sink (const char *pieces)
{
  AthCollectingSink *sink = ath_collecting_sink_new ();
  g_auto(GStrv) words = g_strsplit (pieces, " ", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autoptr(AthStatement) statement = ath_statement_new (words[i] + (*words[i] == '!'));
      g_autoptr(GError) error = NULL;
      gboolean ok = TRUE;

      statement->outside_transaction = *words[i] == '!';
      if (*words[i] == '[')
        ok = ath_sink_begin_autocommit (ATH_SINK (sink), NULL, &error);
      else if (*words[i] == ']')
        ok = ath_sink_end_autocommit (ATH_SINK (sink), NULL, &error);
      else if (*words[i] != '\0')
        ok = ath_sink_execute (ATH_SINK (sink), statement, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_true (ok);
    }
  ath_sink_log (ATH_SINK (sink), "a line");

  return sink;
}

typedef struct
{
  const char *name;
  const char *pieces;
  const char *none;   /* the words of the text */
  const char *blocks;
  const char *all;
  gboolean    is_atomic;
} Case;

static const Case cases[] = {
  { "empty", "", "", "", "", TRUE },
  { "plain", "a b", "a; b;", "a; b;", "a; b;", TRUE },
  { "block", "a [ b c ] d", "a; b; c; d;", "a; COMMIT; b; c; BEGIN; d;",
    "a; COMMIT; b; c; BEGIN; d;", FALSE },
  { "two-blocks", "[ a ] [ b ]", "a; b;", "COMMIT; a; BEGIN; COMMIT; b; BEGIN;",
    "COMMIT; a; BEGIN; COMMIT; b; BEGIN;", FALSE },
  { "empty-block", "[ ]", "", "COMMIT; BEGIN;", "COMMIT; BEGIN;", FALSE },
  { "outside", "a !b !c d", "a; b; c; d;", "a; b; c; d;", "a; COMMIT; b; c; BEGIN; d;", FALSE },
  { "outside-last", "!a", "a;", "a;", "COMMIT; a; BEGIN;", FALSE },
  { "outside-then-block", "!a [ b ]", "a; b;", "a; COMMIT; b; BEGIN;", "COMMIT; a; b; BEGIN;",
    FALSE },
  { "outside-in-block", "[ !a b ]", "a; b;", "COMMIT; a; b; BEGIN;", "COMMIT; a; b; BEGIN;",
    FALSE },
};

static void
check_sql (AthCollectingSink   *sink,
           AthTransactionMarks  marks,
           const char          *words)
{
  g_autofree char *sql = ath_collecting_sink_dup_sql (sink, marks);
  g_autoptr(GString) expected = g_string_new (words);

  g_string_replace (expected, "; ", ";", 0);
  g_string_replace (expected, ";", ";\n\n", 0);
  g_assert_cmpstr (sql, ==, expected->str);
}

static void
test_layout (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(AthCollectingSink) sink = new_sink (test->pieces);

  check_sql (sink, ATH_TRANSACTION_MARKS_NONE, test->none);
  check_sql (sink, ATH_TRANSACTION_MARKS_BLOCKS, test->blocks);
  check_sql (sink, ATH_TRANSACTION_MARKS_ALL, test->all);
  g_assert_cmpint (ath_collecting_sink_is_atomic (sink), ==, test->is_atomic);
}

static void
test_replay (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(AthCollectingSink) sink = new_sink (test->pieces);
  g_autoptr(AthCollectingSink) copy = ath_collecting_sink_new ();
  g_autoptr(GError) error = NULL;
  gboolean ok;

  ok = ath_collecting_sink_replay (sink, ATH_SINK (copy), NULL, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
  check_sql (copy, ATH_TRANSACTION_MARKS_ALL, test->all);
}

/* Who asks for rows is told that there are none to be had. */
static void
test_result (void)
{
  g_autoptr(AthCollectingSink) sink = ath_collecting_sink_new ();
  g_autoptr(AthStatement) statement = ath_statement_new ("SELECT 1");
  g_autoptr(GError) error = NULL;
  AthResult *result = (AthResult *) statement;
  gboolean ok;

  ok = ath_sink_execute (ATH_SINK (sink), statement, &result, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (ok);
  g_assert_null (result);
  g_assert_cmpuint (ath_collecting_sink_get_statements (sink)->len, ==, 1);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *layout = g_strdup_printf ("/collecting-sink/layout/%s", cases[i].name);
      g_autofree char *replay = g_strdup_printf ("/collecting-sink/replay/%s", cases[i].name);

      g_test_add_data_func (layout, &cases[i], test_layout);
      g_test_add_data_func (replay, &cases[i], test_replay);
    }
  g_test_add_func ("/collecting-sink/result", test_result);

  return g_test_run ();
}
