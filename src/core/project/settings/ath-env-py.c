/* ath-env-py.c: what env.py states about the version table and transactions
 *
 * env.py is read, never run.  What counts are the keyword arguments of the call
 * of `context.configure ()` that is made with a connection.  Their values are
 * followed through plain assignments, `config.get_main_option ()` and f-strings
 * of such; what is still not known then is said to be so, because with the
 * wrong version table a database would seem to be empty.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "project/ath-script-file.h"
#include "project/settings/ath-env-py.h"
#include "python/syntax/ath-python-syntax.h"

/* Names that stand for names that stand for … */
#define MAX_DEPTH 8

/* How much a call looks like the one that is made with a connection. */
typedef enum
{
  CALL_NONE,
  CALL_OFFLINE,
  CALL_UNKNOWN,
  CALL_ONLINE,
} CallRank;

typedef enum
{
  VALUE_UNKNOWN,
  VALUE_NONE,
  VALUE_TRUE,
  VALUE_FALSE,
  VALUE_STRING,
} ValueKind;

typedef struct
{
  ValueKind  kind;
  char      *text; /* (owned) (nullable) of strings */
} Value;

typedef struct
{
  AthPythonSyntax         *module;
  const AthSettingsSource *source;
  const AthSettingsSource *own;
  AthProjectSettings      *settings;
  AthPythonNode           *function;      /* (nullable) the one being looked through */
  AthPythonNode           *call;          /* (nullable) the best call so far */
  AthPythonNode           *call_function; /* (nullable) what @call stands in */
  CallRank                 rank;          /* of @call */
} Reader;

/* The one assignment to a name. */
typedef struct
{
  const char    *name;
  AthPythonNode *value;
  guint          n_found;
} Search;

static Value evaluate (Reader        *reader,
                       AthPythonNode *node,
                       guint          depth);

static void
value_clear (Value *value)
{
  g_clear_pointer (&value->text, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Value, value_clear)

static AthPythonNode *
find_keyword (AthPythonNode *call,
              const char    *name)
{
  for (guint i = 0; i < call->call.keywords->length; i++)
    {
      AthPythonNode *keyword = call->call.keywords->items[i];

      if (g_strcmp0 (keyword->keyword.arg, name) == 0)
        return keyword->keyword.value;
    }

  return NULL;
}

static gboolean
is_name (AthPythonNode *node,
         const char    *name)
{
  return node->kind == ATH_PYTHON_NAME && g_str_equal (node->name.id, name);
}

/* `context.configure`, or that of `alembic.context`. */
static gboolean
is_configure (AthPythonNode *func)
{
  AthPythonNode *object;

  if (func->kind != ATH_PYTHON_ATTRIBUTE || !g_str_equal (func->attribute.attr, "configure"))
    return FALSE;

  object = func->attribute.value;

  return is_name (object, "context")
         || (object->kind == ATH_PYTHON_ATTRIBUTE
             && g_str_equal (object->attribute.attr, "context"));
}

static CallRank
rank_call (Reader        *reader,
           AthPythonNode *call)
{
  const char *function = reader->function != NULL ? reader->function->function_def.name : "";

  if (find_keyword (call, "connection") != NULL)
    return CALL_ONLINE;
  if (find_keyword (call, "url") != NULL || strstr (function, "offline") != NULL)
    return CALL_OFFLINE;

  return CALL_UNKNOWN;
}

static gboolean
find_call (AthPythonNode *node,
           gpointer       user_data)
{
  Reader *reader = user_data;
  AthPythonNode *outer = reader->function;
  CallRank rank;

  if (node->kind == ATH_PYTHON_CALL && is_configure (node->call.func))
    {
      rank = rank_call (reader, node);
      if (rank > reader->rank)
        {
          reader->rank = rank;
          reader->call = node;
          reader->call_function = reader->function;
        }
    }

  if (node->kind == ATH_PYTHON_FUNCTION_DEF)
    reader->function = node;
  ath_python_node_visit_children (node, find_call, reader);
  reader->function = outer;

  return TRUE;
}

static void
note_assignment (Search        *search,
                 AthPythonNode *target,
                 AthPythonNode *value)
{
  if (!is_name (target, search->name))
    return;

  search->n_found++;
  search->value = value;
}

/* Looks at the assignments of a body, not at those of functions inside of it. */
static gboolean
find_assignment (AthPythonNode *node,
                 gpointer       user_data)
{
  Search *search = user_data;

  if (node->kind == ATH_PYTHON_FUNCTION_DEF || node->kind == ATH_PYTHON_CLASS_DEF)
    return TRUE;

  if (node->kind == ATH_PYTHON_ASSIGN)
    {
      for (guint i = 0; i < node->assign.targets->length; i++)
        note_assignment (search, node->assign.targets->items[i], node->assign.value);
    }
  else if (node->kind == ATH_PYTHON_ANN_ASSIGN && node->ann_assign.value != NULL)
    note_assignment (search, node->ann_assign.target, node->ann_assign.value);
  else if (node->kind == ATH_PYTHON_AUG_ASSIGN)
    note_assignment (search, node->aug_assign.target, NULL);
  else if (node->kind == ATH_PYTHON_FOR)
    note_assignment (search, node->for_.target, NULL);

  return ath_python_node_visit_children (node, find_assignment, search);
}

static void
search_body (Search        *search,
             AthPythonList *body)
{
  for (guint i = 0; i < body->length; i++)
    find_assignment (body->items[i], search);
}

static Value
evaluate_name (Reader        *reader,
               AthPythonNode *node,
               guint          depth)
{
  Search search = { .name = node->name.id };

  if (reader->call_function != NULL)
    search_body (&search, reader->call_function->function_def.body);
  if (search.n_found == 0)
    search_body (&search, (AthPythonList *) ath_python_syntax_get_body (reader->module));
  if (search.n_found != 1 || search.value == NULL)
    return (Value) { VALUE_UNKNOWN };

  return evaluate (reader, search.value, depth + 1);
}

/* `config.get_main_option ("key", default)`, without @default when it is not given. */
static Value
evaluate_call (Reader        *reader,
               AthPythonNode *node,
               guint          depth)
{
  AthPythonNode *func = node->call.func;
  AthPythonList *args = node->call.args;
  g_auto(Value) key = { VALUE_UNKNOWN };
  Value value = { VALUE_STRING };

  if (args->length == 0 || func->kind != ATH_PYTHON_ATTRIBUTE
      || !g_str_equal (func->attribute.attr, "get_main_option"))
    return (Value) { VALUE_UNKNOWN };

  key = evaluate (reader, args->items[0], depth + 1);
  if (key.kind != VALUE_STRING
      || !ath_settings_source_dup_string (reader->source, key.text, &value.text, NULL))
    return (Value) { VALUE_UNKNOWN };
  if (value.text != NULL)
    return value;

  return args->length > 1 ? evaluate (reader, args->items[1], depth + 1) : (Value) { VALUE_NONE };
}

static Value
evaluate_joined (Reader        *reader,
                 AthPythonNode *node,
                 guint          depth)
{
  g_autoptr(GString) text = g_string_new (NULL);

  for (guint i = 0; i < node->joined_str.values->length; i++)
    {
      AthPythonNode *part = node->joined_str.values->items[i];
      g_auto(Value) value = { VALUE_UNKNOWN };

      if (part->kind == ATH_PYTHON_STR)
        value = evaluate (reader, part, depth + 1);
      else if (part->kind == ATH_PYTHON_FORMATTED_VALUE
               && part->formatted_value.format_spec == NULL
               && part->formatted_value.conversion == 0)
        value = evaluate (reader, part->formatted_value.value, depth + 1);
      if (value.kind != VALUE_STRING)
        return (Value) { VALUE_UNKNOWN };
      g_string_append (text, value.text);
    }

  return (Value) { VALUE_STRING, g_string_free (g_steal_pointer (&text), FALSE) };
}

/* What an expression is, as far as that is known without running it. */
static Value
evaluate (Reader        *reader,
          AthPythonNode *node,
          guint          depth)
{
  if (depth > MAX_DEPTH)
    return (Value) { VALUE_UNKNOWN };

  if (node->kind == ATH_PYTHON_NONE)
    return (Value) { VALUE_NONE };
  if (node->kind == ATH_PYTHON_TRUE)
    return (Value) { VALUE_TRUE };
  if (node->kind == ATH_PYTHON_FALSE)
    return (Value) { VALUE_FALSE };
  if (node->kind == ATH_PYTHON_STR && !node->str.text->has_unicode_name)
    return (Value) { VALUE_STRING, g_strdup (node->str.text->bytes) };
  if (node->kind == ATH_PYTHON_NAME)
    return evaluate_name (reader, node, depth);
  if (node->kind == ATH_PYTHON_CALL)
    return evaluate_call (reader, node, depth);
  if (node->kind == ATH_PYTHON_JOINED_STR)
    return evaluate_joined (reader, node, depth);
  if (node->kind == ATH_PYTHON_ATTRIBUTE
      && g_str_equal (node->attribute.attr, "config_ini_section"))
    return (Value) { VALUE_STRING, g_strdup (reader->source->section) };

  return (Value) { VALUE_UNKNOWN };
}

/* What [athanor] can state instead. */
static void
note_unknown (Reader        *reader,
              const char    *keyword,
              AthPythonNode *node)
{
  g_autofree char *hint = NULL;
  GError *error;

  if (reader->settings->version_table_error != NULL)
    return;

  error = ath_python_syntax_new_error (reader->module, node,
                                       _("The value of “%s” is only known when env.py runs"),
                                       keyword);
  hint = g_strdup_printf (_("State it as “%s = …” in a section [athanor] of the configuration."),
                          keyword);
  ath_error_set_hint (error, hint);
  reader->settings->version_table_error = error;
}

static void
read_boolean (Reader     *reader,
              const char *keyword,
              gboolean   *field,
              gboolean   *stated)
{
  AthPythonNode *node = find_keyword (reader->call, keyword);
  g_auto(Value) value = { VALUE_UNKNOWN };

  if (node != NULL && !ath_settings_source_has (reader->own, keyword))
    value = evaluate (reader, node, 0);
  if (value.kind != VALUE_TRUE && value.kind != VALUE_FALSE)
    return;

  *field = value.kind == VALUE_TRUE;
  if (stated != NULL)
    *stated = TRUE;
}

static void
read_text (Reader      *reader,
           const char  *keyword,
           gboolean     may_be_none,
           char       **field)
{
  AthPythonNode *node = find_keyword (reader->call, keyword);
  g_auto(Value) value = { VALUE_UNKNOWN };

  if (node == NULL || ath_settings_source_has (reader->own, keyword))
    return;

  value = evaluate (reader, node, 0);
  if (value.kind == VALUE_STRING || (value.kind == VALUE_NONE && may_be_none))
    {
      g_free (*field);
      *field = g_steal_pointer (&value.text);
    }
  else
    note_unknown (reader, keyword, node);
}

static void
read_keywords (Reader *reader)
{
  AthProjectSettings *settings = reader->settings;

  read_text (reader, "version_table", FALSE, &settings->version_table);
  read_text (reader, "version_table_schema", TRUE, &settings->version_table_schema);
  read_boolean (reader, "version_table_pk", &settings->version_table_pk, NULL);
  read_boolean (reader, "transaction_per_migration", &settings->transaction_per_migration,
                &settings->transaction_per_migration_stated);
  read_boolean (reader, "transactional_ddl", &settings->transactional_ddl, NULL);
}

/**
 * ath_env_py_read:
 * @path: path of env.py; it need not exist
 * @source: the section of the configuration that env.py asks
 * @own: Athanor's section, which has the last word: what it states is not looked
 *   for in env.py
 * @settings: gets what env.py states, and `version_table_error` set when that
 *   cannot be known
 * @error: set to `ATH_ERROR_SCRIPT` with the file, and line and column when
 *   they are known, when env.py cannot be read or is not Python
 *
 * Reads the literal arguments of `context.configure ()` in env.py.  Blocks; any
 * thread.
 *
 * Returns: `FALSE` when @error is set
 */
gboolean
ath_env_py_read (const char               *path,
                 const AthSettingsSource  *source,
                 const AthSettingsSource  *own,
                 AthProjectSettings       *settings,
                 GError                  **error)
{
  g_autoptr(GString) text = g_string_new (NULL);
  g_autoptr(AthPythonSyntax) module = NULL;
  const AthPythonList *body;
  Reader reader;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return TRUE;
  if (!ath_script_file_read (path, text, error))
    return FALSE;
  module = ath_python_syntax_new (path, text->str, (gssize) text->len, error);
  if (module == NULL)
    return FALSE;

  reader = (Reader) { .module = module, .source = source, .own = own, .settings = settings };
  body = ath_python_syntax_get_body (module);
  for (guint i = 0; i < body->length; i++)
    find_call (body->items[i], &reader);
  if (reader.call != NULL)
    read_keywords (&reader);

  return TRUE;
}
