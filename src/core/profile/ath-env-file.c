/* ath-env-file.c: the variables of a .env file
 *
 * What docker compose and python-dotenv agree on: `NAME=value` and
 * `export NAME=value` lines, comments, single quotes that keep everything,
 * double quotes with escapes, and `${NAME}` with defaults outside single quotes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "profile/ath-env-file.h"

static gboolean
is_name_character (char c)
{
  return g_ascii_isalnum (c) || c == '_';
}

/* Appends the value that `NAME`, `NAME:-default` or `NAME-default` stands for. */
static void
append_reference (GString           *out,
                  const char        *reference,
                  gsize              len,
                  const char *const *environ)
{
  gsize name_len = 0;
  g_autofree char *name = NULL;
  const char *fallback;
  const char *value;
  gboolean is_colon;

  while (name_len < len && is_name_character (reference[name_len]))
    name_len++;
  name = g_strndup (reference, name_len);
  value = g_environ_getenv ((char **) environ, name);

  is_colon = name_len < len && reference[name_len] == ':';
  if (is_colon && value != NULL && value[0] == '\0')
    value = NULL;

  fallback = reference + name_len + (is_colon ? 1 : 0);
  if (value != NULL)
    g_string_append (out, value);
  else if (fallback < reference + len && *fallback == '-')
    g_string_append_len (out, fallback + 1, reference + len - fallback - 1);
}

/**
 * ath_env_expand:
 * @text: text with `$NAME`, `${NAME}`, `${NAME-default}` or `${NAME:-default}`
 * @environ: (array zero-terminated=1): variables as of g_get_environ()
 *
 * Replaces the references to variables.  An unknown one without a default
 * becomes empty; `$$` becomes `$`.
 *
 * Returns: (transfer full): the expanded text
 */
char *
ath_env_expand (const char        *text,
                const char *const *environ)
{
  GString *out = g_string_new (NULL);
  const char *pos = text;

  g_return_val_if_fail (text != NULL, NULL);

  while (*pos != '\0')
    {
      const char *end;

      if (pos[0] == '$' && pos[1] == '{' && (end = strchr (pos, '}')) != NULL)
        {
          append_reference (out, pos + 2, end - pos - 2, environ);
          pos = end + 1;
        }
      else if (pos[0] == '$' && is_name_character (pos[1]))
        {
          for (end = pos + 1; is_name_character (*end); end++)
            ;
          append_reference (out, pos + 1, end - pos - 1, environ);
          pos = end;
        }
      else
        {
          if (pos[0] == '$' && pos[1] == '$')
            pos++;
          g_string_append_c (out, *pos++);
        }
    }

  return g_string_free (out, FALSE);
}

/* Returns: (transfer full): the text between double quotes, escapes undone */
static char *
read_double_quoted (const char *pos)
{
  GString *out = g_string_new (NULL);

  for (; *pos != '\0' && *pos != '"'; pos++)
    {
      if (*pos == '\\' && pos[1] != '\0')
        {
          pos++;
          g_string_append_c (out, *pos == 'n' ? '\n' : *pos == 't' ? '\t' : *pos);
        }
      else
        g_string_append_c (out, *pos);
    }

  return g_string_free (out, FALSE);
}

static char *
read_bare (const char *pos)
{
  const char *comment = strstr (pos, " #");
  char *value = comment != NULL ? g_strndup (pos, comment - pos) : g_strdup (pos);

  return g_strstrip (value);
}

static char *
read_value (const char        *pos,
            const char *const *environ)
{
  g_autofree char *raw = NULL;

  if (pos[0] == '\'')
    {
      const char *end = strchr (pos + 1, '\'');

      return end != NULL ? g_strndup (pos + 1, end - pos - 1) : g_strdup (pos + 1);
    }

  raw = pos[0] == '"' ? read_double_quoted (pos + 1) : read_bare (pos);

  return ath_env_expand (raw, environ);
}

/* Lays the variable of @line, if it holds one, under those of @process. */
static char **
add_line (char              **variables,
          char               *line,
          const char *const  *process)
{
  char *name = g_strstrip (line);
  g_autofree char *value = NULL;
  char *equals;

  if (g_str_has_prefix (name, "export "))
    name = g_strchug (name + strlen ("export "));
  equals = strchr (name, '=');
  if (name[0] == '#' || equals == NULL || equals == name)
    return variables;

  value = read_value (g_strchug (equals + 1), (const char *const *) variables);
  *equals = '\0';
  g_strchomp (name);
  if (g_environ_getenv ((char **) process, name) != NULL)
    return variables;

  return g_environ_setenv (variables, name, value, TRUE);
}

/**
 * ath_env_file_parse:
 * @text: content of a `.env` file
 * @environ: (array zero-terminated=1): the process's variables, which win
 *
 * Returns: (transfer full): @environ and the variables of @text; lines that are
 *   no variables are passed over, as every reader of such files does
 */
char **
ath_env_file_parse (const char        *text,
                    const char *const *environ)
{
  g_auto(GStrv) lines = NULL;
  char **variables;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (environ != NULL, NULL);

  lines = g_strsplit (text, "\n", -1);
  variables = g_strdupv ((char **) environ);
  for (guint i = 0; lines[i] != NULL; i++)
    variables = add_line (variables, lines[i], environ);

  return variables;
}

/**
 * ath_env_file_read:
 * @path: path of a `.env` file
 * @environ: (array zero-terminated=1): the process's variables, which win
 * @error: set on failure
 *
 * Returns: (transfer full): see ath_env_file_parse(), or `NULL` with @error set
 *   to `G_FILE_ERROR_NOENT` when there is no such file, or another of `G_FILE_ERROR`
 */
char **
ath_env_file_read (const char         *path,
                   const char *const  *environ,
                   GError            **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;

  return ath_env_file_parse (text, environ);
}
