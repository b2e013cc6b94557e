/* ath-sql-script.c: the body of a SQL script
 *
 * The text is read once, token by token; what stands between two directives is
 * a chunk, whose statements are taken when the chunk belongs to the wanted
 * section and to no half of a `when` that does not apply.  The directives of all
 * sections are checked, whatever direction is asked for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/ath-script-file.h"
#include "project/headers/ath-sql-directive.h"
#include "script/ath-text-place.h"
#include "script/sql/ath-sql-condition.h"
#include "script/sql/ath-sql-kind.h"
#include "script/sql/ath-sql-script.h"
#include "script/sql/ath-sql-splitter.h"

typedef struct
{
  AthSqlDirectiveKind  kind;    /* ATH_SQL_DIRECTIVE_AUTOCOMMIT, _WHEN or _ELSE */
  const char          *start;   /* where the directive that opened it stands */
  gboolean             applies; /* what stands in it now is executed */
} Block;

typedef struct
{
  const char              *text;
  const char              *end;
  const char              *file;
  AthDirection             direction;
  const AthScriptContext  *context;
  AthSink                 *sink;

  const char              *placed;      /* the furthest byte whose place was asked for … */
  AthTextPlace             place;       /* … and its place */

  const char              *chunk;       /* (nullable) first token since the last directive */
  const char              *first_plain; /* (nullable) its first token that is no comment */
  AthSqlToken              last_plain;  /* its last one, when there is a first */

  gboolean                 in_section;
  AthDirection             section;
  gboolean                 has_section[2];
  GArray                  *blocks;      /* (element-type Block) the innermost last */
} Compiler;

static AthTextPlace
place_of (Compiler   *self,
          const char *pos)
{
  ath_text_place_advance (&self->place, self->placed, pos - self->placed);
  self->placed = pos;

  return self->place;
}

/* Takes @problem, which stands at @pos.  Returns FALSE. */
static gboolean
refuse (Compiler    *self,
        const char  *pos,
        GError      *problem,
        const char  *hint,
        GError     **error)
{
  AthTextPlace place = ATH_TEXT_PLACE_START;

  ath_text_place_advance (&place, self->text, pos - self->text);
  ath_error_set_place (problem, self->file, place.line, place.column);
  if (hint != NULL)
    ath_error_set_hint (problem, hint);
  g_propagate_error (error, problem);

  return FALSE;
}

static gboolean
applies (const Compiler *self)
{
  if (!self->in_section || self->section != self->direction)
    return FALSE;

  for (guint i = 0; i < self->blocks->len; i++)
    {
      if (!g_array_index (self->blocks, Block, i).applies)
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_in_autocommit (const Compiler *self)
{
  for (guint i = 0; i < self->blocks->len; i++)
    {
      if (g_array_index (self->blocks, Block, i).kind == ATH_SQL_DIRECTIVE_AUTOCOMMIT)
        return TRUE;
    }

  return FALSE;
}

static gboolean
check_kind (Compiler          *self,
            const AthSqlSpan  *span,
            AthSqlKind         kind,
            GError           **error)
{
  switch (kind)
    {
    case ATH_SQL_KIND_PLAIN:
    case ATH_SQL_KIND_OUTSIDE_TRANSACTION:
    case ATH_SQL_KIND_CONCURRENT_INDEX:
      return TRUE;

    case ATH_SQL_KIND_TRANSACTION_CONTROL:
      return refuse (self, span->start,
                     ath_error_new (ATH_ERROR_SCRIPT,
                                    _("A script cannot begin or end transactions itself")),
                     _("A revision runs in a transaction of its own. Put what must be committed "
                       "at once between “--@ autocommit” and “--@ end”."),
                     error);

    case ATH_SQL_KIND_COPY_STREAM:
      return refuse (self, span->start,
                     ath_error_new (ATH_ERROR_SCRIPT,
                                    _("COPY from or to the client cannot be run from a script")),
                     _("Write the rows as INSERT statements, as “pg_dump --inserts” does."),
                     error);

    case ATH_SQL_KIND_PSQL_COMMAND:
      return refuse (self, span->start,
                     ath_error_new (ATH_ERROR_SCRIPT,
                                    _("The script holds a backslash command of psql, "
                                      "which is no SQL")),
                     _("Scripts go straight to the server; psql is not involved."),
                     error);

    default:
      g_assert_not_reached ();
    }
}

static gboolean
compile_statement (Compiler          *self,
                   const AthSqlSpan  *span,
                   GError           **error)
{
  g_autoptr(AthStatement) statement = NULL;
  g_autofree char *sql = NULL;
  AthTextPlace place;
  AthSqlKind kind;

  kind = ath_sql_kind_of (span->start, span->end - span->start, self->context->server_version);
  if (!check_kind (self, span, kind, error))
    return FALSE;
  if (span->is_open)
    return refuse (self, span->start,
                   ath_error_new (ATH_ERROR_SCRIPT, _("The statement does not end")),
                   _("A quote, a comment, a parenthesis or a BEGIN ATOMIC in it is left open."),
                   error);

  sql = g_strndup (span->lead, span->end - span->lead);
  statement = ath_statement_new (sql);
  place = place_of (self, span->start);
  statement->file = g_strdup (self->file);
  statement->line = place.line;
  statement->column = place.column;
  statement->verbatim = TRUE;
  statement->lead_bytes = span->start - span->lead;
  statement->outside_transaction = ath_sql_kind_is_outside_transaction (kind);

  return ath_sink_execute (self->sink, statement, NULL, NULL, error);
}

/* Ends the chunk at @end, where a directive or the end of the file stands. */
static gboolean
finish_chunk (Compiler    *self,
              const char  *end,
              GError     **error)
{
  AthSqlSplitter splitter;
  AthSqlSpan span;

  if (self->first_plain != NULL && !self->in_section)
    return refuse (self, self->first_plain,
                   ath_error_new (ATH_ERROR_SCRIPT, _("A statement stands outside of a section")),
                   _("Statements come after “--@ upgrade” or “--@ downgrade”."),
                   error);

  if (self->first_plain != NULL && applies (self))
    {
      ath_sql_splitter_init (&splitter, self->chunk, end - self->chunk);
      while (ath_sql_splitter_next (&splitter, &span))
        {
          if (!compile_statement (self, &span, error))
            return FALSE;
        }
    }

  self->chunk = NULL;
  self->first_plain = NULL;

  return TRUE;
}

/* No block is open at the end of a section. */
static gboolean
check_closed (Compiler  *self,
              GError   **error)
{
  const Block *block;

  if (self->blocks->len == 0)
    return TRUE;

  block = &g_array_index (self->blocks, Block, self->blocks->len - 1);
  return refuse (self, block->start,
                 ath_error_new (ATH_ERROR_SCRIPT,
                                _("“--@ %s” is not closed"),
                                ath_sql_directive_kind_get_name (block->kind)),
                 _("Close it with “--@ end”."),
                 error);
}

static gboolean
begin_section (Compiler      *self,
               AthDirection   section,
               const char    *start,
               GError       **error)
{
  if (!check_closed (self, error))
    return FALSE;
  if (self->has_section[section])
    return refuse (self, start,
                   ath_error_new (ATH_ERROR_SCRIPT, _("The section is there twice")),
                   _("A script has one “--@ upgrade” and at most one “--@ downgrade”."),
                   error);

  self->in_section = TRUE;
  self->section = section;
  self->has_section[section] = TRUE;

  return TRUE;
}

static gboolean
begin_autocommit (Compiler    *self,
                  const char  *start,
                  GError     **error)
{
  Block block = { .kind = ATH_SQL_DIRECTIVE_AUTOCOMMIT, .start = start, .applies = TRUE };

  if (is_in_autocommit (self))
    return refuse (self, start,
                   ath_error_new (ATH_ERROR_SCRIPT, _("“--@ autocommit” stands inside another")),
                   NULL,
                   error);

  g_array_append_val (self->blocks, block);

  return !applies (self) || ath_sink_begin_autocommit (self->sink, NULL, error);
}

static gboolean
begin_when (Compiler               *self,
            const AthSqlDirective  *directive,
            const char             *start,
            GError                **error)
{
  Block block = { .kind = ATH_SQL_DIRECTIVE_WHEN, .start = start };

  if (!ath_sql_condition_evaluate (directive->argument, directive->argument_len,
                                   self->context->variables, &block.applies))
    return refuse (self, start,
                   ath_error_new (ATH_ERROR_SCRIPT, _("The condition of “--@ when” is not clear")),
                   _("Write “--@ when NAME = value” or “--@ when NAME != value”."),
                   error);

  g_array_append_val (self->blocks, block);

  return TRUE;
}

static gboolean
switch_to_else (Compiler    *self,
                const char  *start,
                GError     **error)
{
  Block *block = NULL;

  if (self->blocks->len > 0)
    block = &g_array_index (self->blocks, Block, self->blocks->len - 1);
  if (block == NULL || block->kind != ATH_SQL_DIRECTIVE_WHEN)
    return refuse (self, start,
                   ath_error_new (ATH_ERROR_SCRIPT, _("“--@ else” without “--@ when”")),
                   NULL,
                   error);

  block->kind = ATH_SQL_DIRECTIVE_ELSE;
  block->start = start;
  block->applies = !block->applies;

  return TRUE;
}

static gboolean
end_block (Compiler    *self,
           const char  *start,
           GError     **error)
{
  gboolean ends_autocommit;
  const Block *block;

  if (self->blocks->len == 0)
    return refuse (self, start,
                   ath_error_new (ATH_ERROR_SCRIPT, _("“--@ end” closes nothing")),
                   NULL,
                   error);

  block = &g_array_index (self->blocks, Block, self->blocks->len - 1);
  ends_autocommit = applies (self) && block->kind == ATH_SQL_DIRECTIVE_AUTOCOMMIT;
  g_array_set_size (self->blocks, self->blocks->len - 1);

  return !ends_autocommit || ath_sink_end_autocommit (self->sink, NULL, error);
}

/* A directive other than a section's start may not cut a statement in two. */
static gboolean
check_between_statements (Compiler               *self,
                          const AthSqlDirective  *directive,
                          const char             *start,
                          GError                **error)
{
  if (self->first_plain == NULL || ath_sql_token_is_symbol (&self->last_plain, ';'))
    return TRUE;

  return refuse (self, start,
                 ath_error_new (ATH_ERROR_SCRIPT,
                                _("“--@ %s” stands inside a statement"),
                                ath_sql_directive_kind_get_name (directive->kind)),
                 _("End the statement before it with a semicolon."),
                 error);
}

static gboolean
compile_block_directive (Compiler               *self,
                         const AthSqlDirective  *directive,
                         const char             *start,
                         GError                **error)
{
  if (!check_between_statements (self, directive, start, error)
      || !finish_chunk (self, start, error))
    return FALSE;
  if (!self->in_section)
    return refuse (self, start,
                   ath_error_new (ATH_ERROR_SCRIPT,
                                  _("“--@ %s” stands outside of a section"),
                                  ath_sql_directive_kind_get_name (directive->kind)),
                   _("It belongs after “--@ upgrade” or “--@ downgrade”."),
                   error);

  if (directive->kind == ATH_SQL_DIRECTIVE_AUTOCOMMIT)
    return begin_autocommit (self, start, error);
  if (directive->kind == ATH_SQL_DIRECTIVE_WHEN)
    return begin_when (self, directive, start, error);
  if (directive->kind == ATH_SQL_DIRECTIVE_ELSE)
    return switch_to_else (self, start, error);

  return end_block (self, start, error);
}

static gboolean
is_alone_on_line (const Compiler    *self,
                  const AthSqlToken *token)
{
  const char *pos = token->start;

  while (pos > self->text && g_ascii_isspace (pos[-1]) && pos[-1] != '\n')
    pos--;

  return pos == self->text || pos[-1] == '\n';
}

static gboolean
compile_directive (Compiler           *self,
                   const AthSqlToken  *token,
                   GError            **error)
{
  AthSqlDirective directive;
  GError *problem = NULL;

  if (!is_alone_on_line (self, token))
    return refuse (self, token->start,
                   ath_error_new (ATH_ERROR_SCRIPT, _("A directive stands behind a statement")),
                   _("Give it a line of its own."),
                   error);
  if (!ath_sql_directive_parse (token->start, token->len, NULL, 0, &directive, &problem))
    return refuse (self, token->start, problem, NULL, error);

  if (ath_sql_directive_kind_is_header (directive.kind))
    return !self->in_section
           || refuse (self, token->start,
                      ath_error_new (ATH_ERROR_SCRIPT,
                                     _("“--@ %s” stands behind the header"),
                                     ath_sql_directive_kind_get_name (directive.kind)),
                      _("It belongs before “--@ upgrade”."),
                      error);

  if (directive.kind == ATH_SQL_DIRECTIVE_UPGRADE || directive.kind == ATH_SQL_DIRECTIVE_DOWNGRADE)
    return finish_chunk (self, token->start, error)
           && begin_section (self,
                             directive.kind == ATH_SQL_DIRECTIVE_UPGRADE ? ATH_DIRECTION_UPGRADE
                                                                         : ATH_DIRECTION_DOWNGRADE,
                             token->start,
                             error);

  return compile_block_directive (self, &directive, token->start, error);
}

static void
add_to_chunk (Compiler          *self,
              const AthSqlToken *token)
{
  if (self->chunk == NULL)
    self->chunk = token->start;
  if (token->kind == ATH_SQL_TOKEN_COMMENT && !token->is_open)
    return;

  if (self->first_plain == NULL)
    self->first_plain = token->start;
  self->last_plain = *token;
}

/* What may be missing at the end of the file. */
static gboolean
finish (Compiler           *self,
        const AthSqlToken  *last,
        GError            **error)
{
  if (!finish_chunk (self, self->end, error))
    return FALSE;
  if (last->is_open)
    return refuse (self, last->start,
                   ath_error_new (ATH_ERROR_SCRIPT, _("The quote or comment is not closed")),
                   NULL,
                   error);
  if (!check_closed (self, error))
    return FALSE;
  if (self->has_section[self->direction])
    return TRUE;

  if (self->direction == ATH_DIRECTION_DOWNGRADE)
    return refuse (self, self->end,
                   ath_error_new (ATH_ERROR_SCRIPT,
                                  _("The revision cannot be downgraded: "
                                    "its script has no “--@ downgrade”")),
                   _("Write the section, or restore a backup."),
                   error);

  return refuse (self, self->end,
                 ath_error_new (ATH_ERROR_SCRIPT, _("The script has no “--@ upgrade”")),
                 _("The section may be empty, but it must be there."),
                 error);
}

static gboolean
compile (Compiler  *self,
         GError   **error)
{
  AthSqlLexer lexer = { .pos = self->text, .end = self->end };
  AthSqlToken token = { .start = self->text };

  while (ath_sql_lexer_next (&lexer, &token))
    {
      if (token.kind != ATH_SQL_TOKEN_COMMENT
          || !ath_sql_directive_is_line (token.start, token.len))
        add_to_chunk (self, &token);
      else if (!compile_directive (self, &token, error))
        return FALSE;
    }

  return finish (self, &token, error);
}

/**
 * ath_sql_script_compile:
 * @text: (array length=len): a script whole, header included: valid UTF-8 without
 *   a byte order mark
 * @len: length of @text in bytes
 * @file: path of the script, for places
 * @direction: which section is wanted
 * @context: what the script may ask about the world
 * @error: set to `ATH_ERROR_SCRIPT` with file, line and column when the script
 *   is wrong or holds what cannot be run, or when there is no such section
 *
 * Reads one direction of a script.  No statement is taken to be sound: that is
 * for the server to say.  Any thread.
 *
 * Returns: (transfer full): the statements and the blocks outside a transaction
 */
AthCollectingSink *
ath_sql_script_compile (const char              *text,
                        gsize                    len,
                        const char              *file,
                        AthDirection             direction,
                        const AthScriptContext  *context,
                        GError                 **error)
{
  g_autoptr(AthCollectingSink) sink = NULL;
  g_autoptr(GArray) blocks = NULL;
  Compiler compiler;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (context != NULL, NULL);

  sink = ath_collecting_sink_new ();
  blocks = g_array_new (FALSE, FALSE, sizeof (Block));
  compiler = (Compiler) {
    .text = text,
    .end = text + len,
    .file = file,
    .direction = direction,
    .context = context,
    .sink = ATH_SINK (sink),
    .placed = text,
    .place = ATH_TEXT_PLACE_START,
    .blocks = blocks,
  };

  if (!compile (&compiler, error))
    return NULL;

  return g_steal_pointer (&sink);
}

/**
 * ath_sql_script_compile_file:
 * @file: path of the script
 * @direction: which section is wanted
 * @context: what the script may ask about the world
 * @error: set as by ath_sql_script_compile(), also when the file cannot be read
 *
 * Reads one direction of a script from its file.  Blocking; any thread.
 *
 * Returns: (transfer full): see ath_sql_script_compile()
 */
AthCollectingSink *
ath_sql_script_compile_file (const char              *file,
                             AthDirection             direction,
                             const AthScriptContext  *context,
                             GError                 **error)
{
  g_autoptr(GString) text = g_string_new (NULL);

  g_return_val_if_fail (file != NULL, NULL);

  if (!ath_script_file_read (file, text, error))
    return NULL;

  return ath_sql_script_compile (text->str, text->len, file, direction, context, error);
}
