/* ath-python-parser.c: tokens, nodes and lists for the files of the parser
 *
 * The parser descends recursively and follows CPython's grammar rule by rule.
 * Where CPython tries alternatives, it looks ahead in the tokens; only `match`
 * and parenthesised `with` go back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/syntax/ath-python-parser-private.h"
#include "python/syntax/ath-python-parser.h"
#include "python/syntax/ath-python-syntax.h"

/* Keeps the first error.  Always FALSE, so that callers can return it. */
gboolean
ath_parser_fail (Parser     *parser,
                 guint32     offset,
                 const char *format,
                 ...)
{
  g_autofree char *message = NULL;
  va_list args;

  if (parser->error != NULL)
    return FALSE;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  parser->error = ath_python_source_new_error (parser->source, offset, "%s", message);
  return FALSE;
}

/* The current token cannot stand where it stands. */
gboolean
ath_parser_fail_here (Parser *parser)
{
  const AthPythonToken *token = parser_token (parser);

  switch ((int) token->type)
    {
    case ATH_TOKEN_END:
      return ath_parser_fail (parser, token->start, _("The file ends too early"));

    case ATH_TOKEN_NEWLINE:
      return ath_parser_fail (parser, token->start, _("The line ends too early"));

    case ATH_TOKEN_INDENT:
      return ath_parser_fail (parser, token->start, _("The indentation is not expected"));

    case ATH_TOKEN_DEDENT:
      return ath_parser_fail (parser, token->start, _("The block ends too early"));

    default:
      return ath_parser_fail (parser, token->start, _("Invalid syntax at “%.*s”"),
                              (int) MIN (token->end - token->start, 40),
                              parser->source->text + token->start);
    }
}

gboolean
ath_parser_accept (Parser             *parser,
                   AthPythonTokenType  type)
{
  if (parser_peek (parser) != type)
    return FALSE;

  parser->pos++;
  return TRUE;
}

gboolean
ath_parser_expect (Parser             *parser,
                   AthPythonTokenType  type)
{
  const char *text;

  if (ath_parser_accept (parser, type))
    return TRUE;

  text = ath_python_token_type_get_text (type);
  if (text == NULL)
    return ath_parser_fail_here (parser);

  return ath_parser_fail (parser, parser_start (parser), _("Expected “%s”"), text);
}

/* Words that mean something only in some places are names to the lexer. */
gboolean
ath_parser_is_soft_keyword (Parser     *parser,
                            const char *keyword)
{
  const AthPythonToken *token = parser_token (parser);
  gsize length = strlen (keyword);

  return token->type == ATH_TOKEN_NAME
         && token->end - token->start == length
         && strncmp (parser->source->text + token->start, keyword, length) == 0;
}

/* Called where the parser recurses; ath_parser_leave() follows when TRUE. */
gboolean
ath_parser_enter (Parser *parser)
{
  if (parser->depth == ATH_PYTHON_MAX_DEPTH)
    return ath_parser_fail (parser, parser_start (parser), _("The code is nested too deeply"));

  parser->depth++;
  return TRUE;
}

void
ath_parser_leave (Parser *parser)
{
  parser->depth--;
}

const char *
ath_parser_intern (Parser     *parser,
                   const char *text,
                   gsize       length)
{
  char buffer[64];
  g_autofree char *allocated = NULL;
  char *key = buffer;
  const char *name;

  if (length >= sizeof buffer)
    key = allocated = g_malloc (length + 1);
  memcpy (key, text, length);
  key[length] = 0;

  name = g_hash_table_lookup (parser->names, key);
  if (name == NULL)
    {
      name = ath_arena_strndup (parser->arena, key, length);
      g_hash_table_add (parser->names, (char *) name);
    }

  return name;
}

static gboolean
is_ascii (const char *text,
          gsize       length)
{
  for (gsize i = 0; i < length; i++)
    {
      if ((guchar) text[i] >= 128)
        return FALSE;
    }

  return TRUE;
}

/* Takes an identifier.  Python compares them in the normal form NFKC. */
const char *
ath_parser_name (Parser *parser)
{
  const AthPythonToken *token = parser_token (parser);
  const char *text = parser->source->text + token->start;
  gsize length = token->end - token->start;

  if (token->type != ATH_TOKEN_NAME)
    {
      ath_parser_fail_here (parser);
      return NULL;
    }

  parser->pos++;
  if (!is_ascii (text, length))
    {
      g_autofree char *normal = g_utf8_normalize (text, length, G_NORMALIZE_NFKC);

      return ath_parser_intern (parser, normal, strlen (normal));
    }

  return ath_parser_intern (parser, text, length);
}

/* A node that ends where the last token ended: made when its parts are read. */
AthPythonNode *
ath_parser_new_node (Parser        *parser,
                     AthPythonKind  kind,
                     guint32        start)
{
  AthPythonNode *node = ath_arena_alloc (parser->arena, ath_python_kind_get_size (kind));

  node->kind = kind;
  node->start = start;
  node->end = parser_last_end (parser);

  return node;
}

/* A node of @kind over @value; NULL when @value is, after a failure. */
AthPythonNode *
ath_parser_new_unary (Parser        *parser,
                      AthPythonKind  kind,
                      guint32        start,
                      AthPythonNode *value)
{
  AthPythonNode *node;

  if (value == NULL)
    return NULL;

  node = ath_parser_new_node (parser, kind, start);
  node->unary.value = value;

  return node;
}

/* Makes a list of what is pending since @mark. */
AthPythonList *
ath_parser_take_list (Parser *parser,
                      guint   mark)
{
  guint length = parser->pending->len - mark;
  AthPythonList *list = ath_arena_alloc (parser->arena,
                                         sizeof *list + length * sizeof list->items[0]);

  list->length = length;
  if (length > 0)
    memcpy (list->items, parser->pending->pdata + mark, length * sizeof list->items[0]);
  g_ptr_array_set_size (parser->pending, mark);

  return list;
}

AthPythonNames *
ath_parser_take_names (Parser *parser,
                       guint   mark)
{
  guint length = parser->pending->len - mark;
  AthPythonNames *names = ath_arena_alloc (parser->arena,
                                           sizeof *names + length * sizeof names->items[0]);

  names->length = length;
  if (length > 0)
    memcpy (names->items, parser->pending->pdata + mark, length * sizeof names->items[0]);
  g_ptr_array_set_size (parser->pending, mark);

  return names;
}

/* A list of @only, or an empty one. */
AthPythonList *
ath_parser_new_list (Parser        *parser,
                     AthPythonNode *only)
{
  guint mark = parser->pending->len;

  if (only != NULL)
    g_ptr_array_add (parser->pending, only);

  return ath_parser_take_list (parser, mark);
}

/**
 * ath_python_parse:
 * @source: a text
 * @arena: where the tree goes
 * @error: set on failure
 *
 * Returns: (transfer none) (nullable): the statements of the file, or `NULL` with
 *   `ATH_ERROR_SCRIPT`
 */
AthPythonList *
ath_python_parse (const AthPythonSource  *source,
                  AthArena               *arena,
                  GError                **error)
{
  g_autoptr(GArray) tokens = ath_python_lex (source, error);
  AthPythonList *body;
  Parser parser = {
    .source = source,
    .arena = arena,
  };

  if (tokens == NULL)
    return NULL;

  parser.tokens = (const AthPythonToken *) tokens->data;
  parser.names = g_hash_table_new (g_str_hash, g_str_equal);
  parser.pending = g_ptr_array_new ();

  body = ath_parser_file (&parser);

  g_hash_table_unref (parser.names);
  g_ptr_array_unref (parser.pending);
  if (body == NULL)
    g_propagate_error (error, parser.error);

  return body;
}
