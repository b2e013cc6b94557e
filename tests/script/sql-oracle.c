/* sql-oracle.c: what libpg_query says about tokens and statements
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <pg_query.h>

#include "script/sql/ath-sql-splitter.h"
#include "sql-oracle.h"

/* A ScanResult is protobuf; four varints of each token are all there is to read:
 * message { repeated ScanToken tokens = 2 { start = 1; end = 2; … } }.
 */
typedef struct
{
  const guint8 *pos;
  const guint8 *end;
} Wire;

static guint64
wire_read (Wire *self)
{
  guint64 value = 0;

  for (guint shift = 0; self->pos < self->end; shift += 7)
    {
      guint8 byte = *self->pos++;

      value |= (guint64) (byte & 0x7f) << shift;
      if (byte < 0x80)
        break;
    }

  return value;
}

static void
wire_read_token (Wire   self,
                 gsize *start,
                 gsize *end)
{
  *start = 0;
  *end = 0;
  while (self.pos < self.end)
    {
      guint64 key = wire_read (&self);
      guint64 value = wire_read (&self);

      if (key == (1 << 3))
        *start = value;
      else if (key == (2 << 3))
        *end = value;
    }
}

/* Marks in @edges where our tokens start (1) and end (2), and semicolons (4). */
static guint8 *
list_edges (const char *text,
            gsize       len)
{
  guint8 *edges = g_new0 (guint8, len + 1);
  AthSqlLexer lexer = { .pos = text, .end = text + len };
  AthSqlToken token;

  while (ath_sql_lexer_next (&lexer, &token))
    {
      edges[token.start - text] |= ath_sql_token_is_symbol (&token, ';') ? 5 : 1;
      edges[token.start - text + token.len] |= 2;
    }

  return edges;
}

/* libpg_query gives the length of U&'…' wrongly; a vertical tab is a blank from
 * PostgreSQL 16 on.
 */
static gboolean
is_told_differently (const char *token)
{
  return *token == '\v' || (g_ascii_tolower (*token) == 'u' && token[1] == '&');
}

/* Two of them side by side, b'0''1', are two tokens there and one here, which
 * changes nothing else.
 */
static gboolean
is_bit_string (const char *token)
{
  return *token != '\0' && strchr ("bBxX", *token) != NULL && token[1] == '\'';
}

/* Our tokens are finer than PostgreSQL's (`1.5`, `<=`), but none may reach over
 * the edge of one of its.
 */
static char *
compare_tokens (const char              *text,
                const PgQueryScanResult *scan)
{
  gsize len = strlen (text);
  g_autofree guint8 *edges = list_edges (text, len);
  const guint8 *data = (const guint8 *) scan->pbuf.data;
  Wire wire = { data, data + scan->pbuf.len };

  while (wire.pos < wire.end)
    {
      guint64 key = wire_read (&wire);
      guint64 value = wire_read (&wire);
      Wire inner = { wire.pos, wire.pos + value };
      gsize start;
      gsize end;

      if (key != ((2 << 3) | 2))
        continue;

      wire_read_token (inner, &start, &end);
      wire.pos = inner.end;
      if (is_told_differently (text + start))
        continue;
      if (is_bit_string (text + start))
        return NULL;
      if ((edges[start] & 1) == 0 || (edges[end] & 2) == 0)
        return g_strdup_printf ("token “%.*s”", (int) (end - start), text + start);
      if (end - start == 1 && text[start] == ';')
        edges[start] &= ~4;
    }

  for (gsize i = 0; i < len; i++)
    {
      if ((edges[i] & 4) != 0)
        return g_strdup_printf ("semicolon at byte %" G_GSIZE_FORMAT, i);
    }

  return NULL;
}

/* Skips what libpg_query leaves at the start of a statement. */
static const char *
first_token (const char *start,
             const char *end)
{
  AthSqlLexer lexer = { .pos = start, .end = end };
  AthSqlToken token;

  while (ath_sql_lexer_next_plain (&lexer, &token))
    {
      if (!ath_sql_token_is_symbol (&token, ';'))
        return token.start;
    }

  return end;
}

static char *
compare_statements (const char               *text,
                    const PgQuerySplitResult *split)
{
  AthSqlSplitter splitter;
  AthSqlSpan span;
  int n = 0;

  ath_sql_splitter_init (&splitter, text, strlen (text));
  for (; ath_sql_splitter_next (&splitter, &span); n++)
    {
      const char *start;
      const char *end;

      if (n >= split->n_stmts)
        return g_strdup_printf ("%d statements, not more", split->n_stmts);

      start = text + split->stmts[n]->stmt_location;
      end = start + split->stmts[n]->stmt_len;
      if (first_token (start, end) != span.start)
        return g_strdup_printf ("statement %d starts elsewhere", n + 1);
      if (span.end > end || first_token (span.end, end) != end)
        return g_strdup_printf ("statement %d ends elsewhere", n + 1);
    }

  return n == split->n_stmts ? NULL : g_strdup_printf ("%d statements, not %d", split->n_stmts, n);
}

/**
 * sql_oracle_compare:
 * @text: valid UTF-8
 *
 * Compares our tokens and statements with those of libpg_query, where it takes
 * the text.
 *
 * Returns: (transfer full) (nullable): the first difference
 */
char *
sql_oracle_compare (const char *text)
{
  PgQueryScanResult scan = pg_query_scan (text);
  PgQuerySplitResult split = pg_query_split_with_parser (text);
  char *difference = NULL;

  if (scan.error == NULL)
    difference = compare_tokens (text, &scan);
  if (difference == NULL && scan.error == NULL && split.error == NULL)
    difference = compare_statements (text, &split);

  pg_query_free_scan_result (scan);
  pg_query_free_split_result (split);

  return difference;
}
