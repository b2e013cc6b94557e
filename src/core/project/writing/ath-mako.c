/* ath-mako.c: the templates of new Alembic scripts
 *
 * A template becomes a Python module, as in Mako itself, whose function render()
 * returns the text; the evaluator of scripts runs it.  Of Mako there is what the
 * templates of Alembic use: expressions with filters, control lines, comments,
 * blocks of code and the backslash at the end of a line.  The rest is refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/writing/ath-mako.h"
#include "python/evaluator/ath-python-evaluator.h"

#define MAX_STEPS 1000000

typedef struct
{
  const char *path;       /* (unowned) */
  const char *start;      /* (unowned) the template */
  const char *pos;
  guint       line;       /* of @pos, from 1 */
  guint       depth;      /* of open control lines */
  GString    *module;     /* (owned) the module's own code */
  GString    *body;       /* (owned) of render() */
  GArray     *module_at;  /* (owned) (element-type guint) template line of each line of @module */
  GArray     *body_at;    /* (owned) (element-type guint) likewise of @body */
} Template;

static void
template_clear (Template *self)
{
  g_string_free (self->module, TRUE);
  g_string_free (self->body, TRUE);
  g_array_unref (self->module_at);
  g_array_unref (self->body_at);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Template, template_clear)

static gboolean
refuse (const Template *self,
        guint           line,
        GError        **error,
        const char     *format,
        ...) G_GNUC_PRINTF (4, 5);

static gboolean
refuse (const Template *self,
        guint           line,
        GError        **error,
        const char     *format,
        ...)
{
  g_autofree char *message = NULL;
  GError *mine;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  mine = ath_error_new (ATH_ERROR_PROJECT, "%s", message);
  ath_error_set_place (mine, self->path, line, 0);
  ath_error_set_hint (mine, _("Use “alembic revision” with this template, or make it simpler."));
  g_propagate_error (error, mine);

  return FALSE;
}

/* Adds one line of Python at the depth of the open control lines. */
static void
add_line (Template   *self,
          guint       line,
          const char *code)
{
  for (guint i = 0; i <= self->depth; i++)
    g_string_append (self->body, "    ");
  g_string_append (self->body, code);
  g_string_append_c (self->body, '\n');
  g_array_append_val (self->body_at, line);
}

static void
append_literal (GString    *code,
                const char *text,
                gsize       len)
{
  g_string_append_c (code, '\'');
  for (gsize i = 0; i < len; i++)
    {
      guchar c = text[i];

      if (c < 0x20 || c == 0x7f)
        g_string_append_printf (code, "\\x%02x", c);
      else if (c == '\'' || c == '\\')
        g_string_append_printf (code, "\\%c", c);
      else
        g_string_append_c (code, c);
    }
  g_string_append_c (code, '\'');
}

static void
add_text (Template   *self,
          const char *text,
          gsize       len)
{
  g_autoptr(GString) code = NULL;

  if (len == 0)
    return;

  code = g_string_new ("_ath_out.append(");
  append_literal (code, text, len);
  g_string_append_c (code, ')');
  add_line (self, self->line, code->str);
}

static void
advance (Template   *self,
         const char *to)
{
  for (; self->pos < to; self->pos++)
    self->line += *self->pos == '\n';
}

/* Behind the string literal that begins at @pos, or NULL. */
static const char *
skip_string (const char *pos)
{
  char quote = *pos;
  gboolean is_long = pos[1] == quote && pos[2] == quote;

  for (pos += is_long ? 3 : 1; *pos != '\0'; pos++)
    {
      if (*pos == '\\' && pos[1] != '\0')
        pos++;
      else if (is_long && g_str_has_prefix (pos, (char[]) { quote, quote, quote, '\0' }))
        return pos + 3;
      else if (!is_long && *pos == quote)
        return pos + 1;
    }

  return NULL;
}

/* Finds the @stop of an expression that is in none of its brackets and strings. */
static const char *
find_outside (const char *pos,
              char        stop)
{
  guint depth = 0;

  while (pos != NULL && *pos != '\0' && *pos != '#')
    {
      if (depth == 0 && *pos == stop)
        return pos;
      if (*pos == '\'' || *pos == '"')
        {
          pos = skip_string (pos);
          continue;
        }
      if (strchr ("([{", *pos) != NULL)
        depth++;
      else if (strchr (")]}", *pos) != NULL && depth-- == 0)
        return NULL;
      pos++;
    }

  return NULL;
}

/* Wraps @value into what the filters behind “|” make of it. */
static char *
apply_filters (Template    *self,
               const char  *value,
               const char  *filters,
               GError     **error)
{
  g_auto(GStrv) names = g_strsplit (filters, ",", -1);
  gboolean is_plain = TRUE;
  char *code;

  for (guint i = 0; names[i] != NULL; i++)
    is_plain &= !g_str_equal (g_strstrip (names[i]), "n");

  code = g_strdup_printf (is_plain ? "_ath_text(%s)" : "(%s)", value);
  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *inner = code;

      if (g_str_equal (names[i], "n") || *filters == '\0')
        code = g_steal_pointer (&inner);
      else if (g_str_equal (names[i], "trim"))
        code = g_strdup_printf ("(%s).strip()", inner);
      else if (g_str_equal (names[i], "comma") || g_str_equal (names[i], "str")
               || g_str_equal (names[i], "repr"))
        code = g_strdup_printf ("%s(%s)", names[i], inner);
      else
        {
          refuse (self, self->line, error, _("The filter “%s” is not understood"), names[i]);
          return NULL;
        }
    }

  return code;
}

/* Of an expression over several lines, as they count for nothing in brackets. */
static char *
dup_flat (const char *start,
          gsize       len)
{
  g_autofree char *text = g_strndup (start, len);

  g_strdelimit (text, "\r\n", ' ');

  return g_strdup (g_strstrip (text));
}

static gboolean
read_expression (Template  *self,
                 GError   **error)
{
  const char *start = self->pos + strlen ("${");
  const char *end = find_outside (start, '}');
  const char *bar;
  g_autofree char *value = NULL;
  g_autofree char *filters = NULL;
  g_autofree char *filtered = NULL;
  g_autofree char *code = NULL;

  /* Line breaks become blanks, which those of a string must not. */
  if (end == NULL || g_strstr_len (start, end - start, "\"\"\"") != NULL
      || g_strstr_len (start, end - start, "'''") != NULL)
    return refuse (self, self->line, error, _("The expression “${” is not understood"));

  bar = find_outside (start, '|');
  if (bar == NULL || bar > end)
    bar = end;
  value = dup_flat (start, bar - start);
  filters = bar < end ? dup_flat (bar + 1, end - bar - 1) : g_strdup ("");
  filtered = apply_filters (self, value, filters, error);
  if (filtered == NULL)
    return FALSE;

  code = g_strdup_printf ("_ath_out.append(%s)", filtered);
  add_line (self, self->line, code);
  advance (self, end + 1);

  return TRUE;
}

/* The end of a line, in front of its line break. */
static const char *
find_line_end (const char *pos)
{
  return pos + strcspn (pos, "\r\n");
}

static const char *
skip_line_break (const char *pos)
{
  if (*pos == '\r')
    pos++;
  if (*pos == '\n')
    pos++;

  return pos;
}

static gboolean
open_control (Template    *self,
              const char  *code,
              GError     **error)
{
  gboolean continues = g_str_has_prefix (code, "elif ") || g_str_has_prefix (code, "else");

  if (!g_str_has_suffix (code, ":"))
    return refuse (self, self->line, error, _("The control line “%s” has no colon"), code);
  if (!continues && !g_str_has_prefix (code, "if ") && !g_str_has_prefix (code, "for "))
    return refuse (self, self->line, error, _("The control line “%s” is not understood"), code);
  if (continues && self->depth == 0)
    return refuse (self, self->line, error, _("The control line “%s” continues nothing"), code);

  if (continues)
    self->depth--;
  add_line (self, self->line, code);
  self->depth++;
  add_line (self, self->line, "pass");

  return TRUE;
}

static gboolean
read_control_line (Template    *self,
                   const char  *sign,
                   GError     **error)
{
  const char *end = find_line_end (sign);
  g_autofree char *code = g_strstrip (g_strndup (sign + 1, end - sign - 1));
  gboolean ok = TRUE;

  if (*sign == '#')
    {
      /* A comment. */
    }
  else if (g_str_has_suffix (code, "\\") || strchr (code, '#') != NULL || *code == '%')
    ok = refuse (self, self->line, error, _("The control line “%s” is not understood"), code);
  else if (!g_str_equal (code, "endif") && !g_str_equal (code, "endfor"))
    ok = open_control (self, code, error);
  else if (self->depth == 0)
    ok = refuse (self, self->line, error, _("The control line “%s” ends nothing"), code);
  else
    self->depth--;

  advance (self, skip_line_break (end));

  return ok;
}

/* Adds the lines of a block of code without the indentation they share. */
static gboolean
add_block (Template    *self,
           const char  *code,
           gboolean     is_module,
           GError     **error)
{
  g_auto(GStrv) lines = g_strsplit (code, "\n", -1);
  gsize margin = G_MAXSIZE;

  if (strstr (code, "\"\"\"") != NULL || strstr (code, "'''") != NULL
      || strchr (code, '\t') != NULL)
    return refuse (self, self->line, error, _("The block of code is not understood"));

  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strchomp (lines[i]);
      if (*lines[i] != '\0')
        margin = MIN (margin, strspn (lines[i], " "));
    }
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint line = self->line + i;

      if (*lines[i] == '\0')
        continue;
      if (is_module)
        {
          g_string_append_printf (self->module, "%s\n", lines[i] + margin);
          g_array_append_val (self->module_at, line);
        }
      else
        add_line (self, line, lines[i] + margin);
    }

  return TRUE;
}

static gboolean
read_block (Template  *self,
            GError   **error)
{
  const char *start = self->pos + strlen ("<%");
  gboolean is_module = *start == '!';
  const char *end = strstr (start, "%>");
  g_autofree char *code = NULL;

  if (g_ascii_isalpha (*start) || end == NULL)
    return refuse (self, self->line, error, _("The tag “<%%%.*s” is not understood"),
                   (int) strcspn (start, " \r\n>"), start);

  start += is_module;
  code = g_strndup (start, end - start);
  if (!add_block (self, code, is_module, error))
    return FALSE;
  advance (self, end + strlen ("%>"));

  return TRUE;
}

/* The sign of a control line or comment when one begins at @pos. */
static const char *
find_control (const Template *self,
              const char     *pos)
{
  if (pos > self->start && pos[-1] != '\n')
    return NULL;

  pos += strspn (pos, " \t");

  return *pos == '%' || g_str_has_prefix (pos, "##") ? pos : NULL;
}

/* Text reaches up to whatever means something. */
static void
read_text (Template *self)
{
  const char *end = self->pos;

  while (*end != '\0')
    {
      gboolean is_tag = g_str_has_prefix (end, "<%") || g_str_has_prefix (end, "</%");

      if (is_tag || g_str_has_prefix (end, "${")
          || g_str_has_prefix (end, "\\\n") || g_str_has_prefix (end, "\\\r\n"))
        break;
      end++;
      if (end[-1] == '\n' && find_control (self, end) != NULL)
        break;
    }

  add_text (self, self->pos, end - self->pos);
  advance (self, end);
  if (*end == '\\')
    advance (self, skip_line_break (end + 1));
}

static gboolean
read_template (Template  *self,
               GError   **error)
{
  while (*self->pos != '\0')
    {
      const char *sign = find_control (self, self->pos);
      gboolean ok = TRUE;

      if (g_str_has_prefix (self->pos, "${"))
        ok = read_expression (self, error);
      else if (sign != NULL)
        ok = read_control_line (self, sign, error);
      else if (g_str_has_prefix (self->pos, "<%"))
        ok = read_block (self, error);
      else if (g_str_has_prefix (self->pos, "</%"))
        ok = refuse (self, self->line, error, _("The tag “</%%” is not understood"));
      else
        read_text (self);
      if (!ok)
        return FALSE;
    }

  if (self->depth > 0)
    return refuse (self, self->line, error, _("A control line is not ended"));

  return TRUE;
}

static void
append_assignment (GString    *code,
                   const char *name,
                   const char *text)
{
  g_string_append_printf (code, "%s = ", name);
  append_literal (code, text, strlen (text));
  g_string_append_c (code, '\n');
}

static void
append_names (GString            *code,
              const char *const  *names)
{
  for (; *names != NULL; names++)
    {
      append_literal (code, *names, strlen (*names));
      g_string_append (code, ", ");
    }
}

/* Nothing is None, one is itself, several are in brackets: a tuple of parents, a
 * list of dependencies.
 */
static void
append_revisions (GString            *code,
                  const char         *name,
                  const char *const  *ids,
                  const char         *open,
                  const char         *close)
{
  gsize n = g_strv_length ((char **) ids);

  if (n == 1)
    {
      append_assignment (code, name, ids[0]);
      return;
    }

  g_string_append_printf (code, "%s = %s", name, n == 0 ? "None" : open);
  append_names (code, ids);
  g_string_append_printf (code, "%s\n", n == 0 ? "" : close);
}

static void
append_date (GString             *code,
             const AthMakoValues *values)
{
  GDateTime *date = values->created;

  g_string_append_printf (code, "import datetime as _ath_datetime\n"
                          "create_date = _ath_datetime.datetime(%d, %d, %d, %d, %d, %d, %d",
                          g_date_time_get_year (date), g_date_time_get_month (date),
                          g_date_time_get_day_of_month (date), g_date_time_get_hour (date),
                          g_date_time_get_minute (date), g_date_time_get_second (date),
                          g_date_time_get_microsecond (date));
  if (values->shows_zone)
    g_string_append_printf (code, ", tzinfo=_ath_datetime.timezone("
                            "_ath_datetime.timedelta(seconds=%d))",
                            (int) (g_date_time_get_utc_offset (date) / G_TIME_SPAN_SECOND));
  g_string_append (code, ")\n");
}

/* What a template sees.  Nothing is generated: what would be is undefined, which
 * is false and cannot be printed.
 */
static GString *
make_prelude (const AthMakoValues *values)
{
  GString *code = g_string_new (NULL);

  append_assignment (code, "message", values->message);
  append_assignment (code, "up_revision", values->id);
  append_revisions (code, "down_revision", values->parents, "(", ")");
  append_revisions (code, "depends_on", values->depends_on, "[", "]");
  g_string_append (code, "branch_labels = ");
  g_string_append (code, *values->labels == NULL ? "None" : "(");
  append_names (code, values->labels);
  g_string_append (code, *values->labels == NULL ? "\n" : ")\n");
  append_date (code, values);
  if (values->databases != NULL)
    append_assignment (code, "_ath_databases", values->databases);
  g_string_append (code,
                   "_ath_undefined = []\n"
                   "imports = upgrades = downgrades = _ath_undefined\n"
                   "def _ath_text(value):\n"
                   "    if value is _ath_undefined:\n"
                   "        raise NameError('Undefined')\n"
                   "    return str(value)\n"
                   "def comma(value):\n"
                   "    if value is None:\n"
                   "        return ''\n"
                   "    if isinstance(value, str):\n"
                   "        return value\n"
                   "    return ', '.join(value)\n"
                   "class _ath_Config:\n"
                   "    def get_main_option(self, name, default=None):\n"
                   "        if name != 'databases':\n"
                   "            raise NameError('The option ' + name + ' is not known here')\n"
                   "        return _ath_databases\n"
                   "class _ath_Context:\n"
                   "    def get(self, name, default=None):\n"
                   "        if name[-9:] != '_upgrades' and name[-11:] != '_downgrades':\n"
                   "            raise NameError('The value ' + name + ' is not known here')\n"
                   "        return default\n"
                   "config = _ath_Config()\n"
                   "context = _ath_Context()\n");

  return code;
}

static guint
count_lines (const char *text)
{
  guint n = 0;

  for (; *text != '\0'; text++)
    n += *text == '\n';

  return n;
}

/* Where in the template the Python of @line comes from. */
static guint
find_template_line (const Template *self,
                    guint           line,
                    guint           prelude)
{
  if (line <= prelude)
    return 0;
  line -= prelude + 1;
  if (line < self->module_at->len)
    return g_array_index (self->module_at, guint, line);

  /* Two lines begin render(). */
  line -= self->module_at->len;
  if (line < 2 || line - 2 >= self->body_at->len)
    return 0;

  return g_array_index (self->body_at, guint, line - 2);
}

static char *
evaluate (const Template       *self,
          const char           *code,
          GError              **error)
{
  const AthPythonWorld world = { .max_steps = MAX_STEPS, .now_us = g_get_real_time () };
  g_autoptr(AthPythonSyntax) syntax = ath_python_syntax_new (self->path, code, -1, error);
  g_autoptr(AthPythonEvaluator) evaluator = NULL;
  AthPythonValue *module;
  AthPythonValue *text;

  if (syntax == NULL)
    return NULL;

  evaluator = ath_python_evaluator_new (&world, NULL);
  module = ath_python_evaluator_load (evaluator, syntax, "template", error);
  if (module == NULL)
    return NULL;
  text = ath_python_evaluator_call (evaluator, module, "render", error);
  if (text == NULL)
    return NULL;

  return g_strndup (text->text.bytes, text->text.length);
}

/**
 * ath_mako_render:
 * @template: the text of a `script.py.mako`, in UTF-8
 * @path: its path, for errors
 * @values: what the new script is about
 * @error: set to `ATH_ERROR_PROJECT` with file and line when the template uses
 *   what is not understood; to `ATH_ERROR_SCRIPT` likewise when its Python does
 *   or raises
 *
 * Fills in a template as Alembic does.  Any thread.
 *
 * Returns: (transfer full): the script, or `NULL`
 */
char *
ath_mako_render (const char           *template,
                 const char           *path,
                 const AthMakoValues  *values,
                 GError              **error)
{
  g_auto(Template) self = {
    .path = path,
    .start = template,
    .pos = template,
    .line = 1,
    .module = g_string_new (NULL),
    .body = g_string_new (NULL),
    .module_at = g_array_new (FALSE, FALSE, sizeof (guint)),
    .body_at = g_array_new (FALSE, FALSE, sizeof (guint)),
  };
  g_autoptr(GString) code = NULL;
  GError *failure = NULL;
  guint n_prelude;
  char *text;

  g_return_val_if_fail (template != NULL && path != NULL && values != NULL, NULL);

  if (!read_template (&self, error))
    return NULL;

  code = make_prelude (values);
  n_prelude = count_lines (code->str);
  g_string_append (code, self.module->str);
  g_string_append (code, "def render():\n    _ath_out = []\n");
  g_string_append (code, self.body->str);
  g_string_append (code, "    return ''.join(_ath_out)\n");

  text = evaluate (&self, code->str, &failure);
  if (text == NULL)
    {
      const AthErrorDetails *details = ath_error_get_details (failure);

      ath_error_set_place (failure, path,
                           find_template_line (&self, details->line, n_prelude), 0);
      g_propagate_error (error, failure);
    }

  return text;
}
