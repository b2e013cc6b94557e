/* ath-sa-call.c: `func.anything ()`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa.h"
#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/expressions/ath-sa-operator.h"

typedef struct _Known Known;

/* A call of a function. */
typedef struct
{
  AthSaExpression         expression;
  const char             *name;
  const Known            *known;     /* (nullable) */
  const AthSaExpression **arguments;
  guint                   n_arguments;
} Call;

/* What a function that SQLAlchemy knows returns. */
typedef enum
{
  RETURNS_NOTHING_KNOWN,
  RETURNS_ARGUMENT, /* what its first argument is that is known */
  RETURNS_ARRAY,    /* an array of that */
} Returns;

/* @written: (nullable): how it is written; by its own name, in small letters */
struct _Known
{
  const char       *name;
  const AthSqlType *type;
  Returns           returns;
  const char       *written;
  gboolean          is_bare;
};

static const Known known_functions[] = {
  { "array_agg", NULL, RETURNS_ARRAY },
  { "char_length", &ath_sa_integer_type },
  { "coalesce", NULL, RETURNS_ARGUMENT },
  { "concat", &ath_sa_string_type },
  { "count", &ath_sa_integer_type },
  { "cume_dist", &ath_sa_numeric_type },
  { "current_date", &ath_sa_date_type, .written = "CURRENT_DATE", .is_bare = TRUE },
  { "current_time", &ath_sa_time_type, .written = "CURRENT_TIME", .is_bare = TRUE },
  { "current_timestamp", &ath_sa_datetime_type, .written = "CURRENT_TIMESTAMP", .is_bare = TRUE },
  { "current_user", &ath_sa_string_type, .written = "CURRENT_USER", .is_bare = TRUE },
  { "dense_rank", &ath_sa_integer_type },
  { "localtime", &ath_sa_datetime_type, .written = "LOCALTIME", .is_bare = TRUE },
  { "localtimestamp", &ath_sa_datetime_type, .written = "LOCALTIMESTAMP", .is_bare = TRUE },
  { "max", NULL, RETURNS_ARGUMENT },
  { "min", NULL, RETURNS_ARGUMENT },
  { "mode", NULL },
  { "now", &ath_sa_datetime_type },
  { "percent_rank", &ath_sa_numeric_type },
  { "percentile_cont", NULL },
  { "percentile_disc", NULL },
  { "random", NULL },
  { "rank", &ath_sa_integer_type },
  { "session_user", &ath_sa_string_type, .written = "SESSION_USER", .is_bare = TRUE },
  { "sum", NULL, RETURNS_ARGUMENT },
  { "sysdate", &ath_sa_datetime_type, .written = "sysdate", .is_bare = TRUE },
  { "user", &ath_sa_string_type, .written = "USER", .is_bare = TRUE },
};

static const Known *
find_known (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (known_functions); i++)
    if (g_ascii_strcasecmp (name, known_functions[i].name) == 0)
      return &known_functions[i];

  return NULL;
}

static gboolean
append_arguments (const Call        *call,
                  AthSaCompiler     *compiler,
                  const char *const *separators)
{
  for (guint i = 0; i < call->n_arguments; i++)
    {
      g_string_append (compiler->sql, i == 0 ? "" : separators[MIN (i - 1, 1)]);
      if (!ath_sa_expression_append_item (call->arguments[i], compiler))
        return FALSE;
    }
  g_string_append_c (compiler->sql, ')');

  return TRUE;
}

static gboolean
append_call (const AthSaExpression *self,
             AthSaCompiler         *compiler)
{
  static const char *const commas[] = { ", ", ", " };
  static const char *const words[] = { " FROM ", " FOR " };
  const Call *call = (const Call *) self;

  if (g_ascii_strcasecmp (call->name, "substring") == 0)
    {
      g_string_append (compiler->sql, "SUBSTRING(");
      return append_arguments (call, compiler, words);
    }
  g_string_append (compiler->sql, call->name);
  if (call->n_arguments == 0 && call->known != NULL && call->known->is_bare)
    return TRUE;
  g_string_append_c (compiler->sql, '(');
  if (call->n_arguments == 0 && g_str_equal (call->name, "count"))
    g_string_append_c (compiler->sql, '*');

  return append_arguments (call, compiler, commas);
}

static void
collect_call (const AthSaExpression *self,
              GPtrArray             *froms)
{
  const Call *call = (const Call *) self;

  for (guint i = 0; i < call->n_arguments; i++)
    ath_sa_expression_collect (call->arguments[i], froms);
}

static const char *
get_last_name (const char *name)
{
  const char *dot = strrchr (name, '.');

  return dot != NULL ? dot + 1 : name;
}

/* Functions that SQLAlchemy writes in a way of their own. */
static gboolean
is_special (const char *name,
            guint       n_arguments)
{
  static const char *const names[] = {
    "aggregate_strings", "cube", "grouping_sets", "next_value", "rollup",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_ascii_strcasecmp (name, names[i]) == 0)
      return TRUE;

  return (g_ascii_strcasecmp (name, "substring") == 0 && (n_arguments < 2 || n_arguments > 3))
         || (g_ascii_strcasecmp (name, "char_length") == 0 && n_arguments != 1)
         || (g_ascii_strcasecmp (name, "count") == 0 && n_arguments > 1);
}

static gboolean
is_plain_name (const char *name)
{
  for (const char *c = name; *c != '\0'; c++)
    if (!g_ascii_isalnum (*c) && *c != '_' && *c != '$' && *c != '.')
      return FALSE;

  return TRUE;
}

/**
 * ath_sa_array_type_new:
 * @evaluator: an evaluator
 * @item: (nullable): the type of its items
 *
 * Returns: (transfer none): an array of these
 */
const AthSqlType *
ath_sa_array_type_new (AthPythonEvaluator *evaluator,
                       const AthSqlType   *item)
{
  AthSqlType *type = ath_sql_type_new (ath_python_get_arena (evaluator), ATH_SQL_TYPE_ARRAY,
                                       "ARRAY");

  type->item = item;
  type->dimensions = 1;

  return type;
}

static const AthSqlType *
get_type (AthPythonEvaluator *evaluator,
          const Call         *call)
{
  const AthSqlType *type = NULL;

  if (call->known == NULL || call->known->returns == RETURNS_NOTHING_KNOWN)
    return call->known != NULL ? call->known->type : NULL;

  for (guint i = 0; i < call->n_arguments && ath_sa_type_is_null (type); i++)
    type = call->arguments[i]->type;
  if (call->known->returns == RETURNS_ARGUMENT || ath_sa_type_is_kind (type, ATH_SQL_TYPE_ARRAY))
    return type;

  return ath_sa_array_type_new (evaluator, type);
}

static gboolean
set_arguments (AthPythonEvaluator       *evaluator,
               Call                     *call,
               const AthPythonArguments *arguments)
{
  call->n_arguments = arguments->n_positional;
  call->arguments = ath_arena_alloc (ath_python_get_arena (evaluator),
                                     sizeof (gpointer) * (call->n_arguments + 1));
  for (guint i = 0; i < call->n_arguments; i++)
    {
      call->arguments[i] = ath_sa_expression_of (evaluator, arguments->positional[i], NULL);
      if (call->arguments[i] == NULL)
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_sa_call_new:
 * @evaluator: an evaluator
 * @name: of a function
 * @arguments: its arguments; `type_=` says what it returns
 *
 * Returns: (transfer none) (nullable): a call, or `NULL` after raising or
 *   refusing
 */
AthPythonValue *
ath_sa_call_new (AthPythonEvaluator       *evaluator,
                 const char               *name,
                 const AthPythonArguments *arguments)
{
  Call *call = ath_arena_new0 (ath_python_get_arena (evaluator), Call);

  call->name = name;
  call->known = find_known (name);
  if (call->known != NULL)
    call->name = call->known->written != NULL ? call->known->written : call->known->name;
  call->expression.append = append_call;
  call->expression.collect = collect_call;
  call->expression.name = get_last_name (call->known != NULL ? call->known->name : name);
  if (!is_plain_name (name) || is_special (name, arguments->n_positional))
    return ath_python_refuse (evaluator, _("The function “%s” is not understood"), name);
  if (!set_arguments (evaluator, call, arguments))
    return NULL;

  call->expression.type = get_type (evaluator, call);
  for (guint i = 0; i < arguments->n_keywords; i++)
    {
      if (!g_str_equal (arguments->keywords[i], "type_"))
        return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), name,
                                  arguments->keywords[i]);
      call->expression.type = ath_sa_type_of (evaluator, arguments->keyword_values[i]);
      if (call->expression.type == NULL)
        return NULL;
    }

  return ath_sa_expression_new (evaluator, call);
}

/* `func.name`: to be called, or to go on to `func.schema.name`. */
static AthPythonValue *
call_function (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  const char *name = self->host.data;

  if (g_ascii_strcasecmp (name, "extract") == 0)
    return ath_sa_extract_new (evaluator, arguments);
  if (g_ascii_strcasecmp (name, "cast") != 0)
    return ath_sa_call_new (evaluator, name, arguments);
  if (arguments->n_positional != 2 || arguments->n_keywords > 0)
    return ath_python_refuse (evaluator, _("The function “%s” is not understood"), name);

  return ath_sa_cast_new (evaluator, arguments->positional[0], arguments->positional[1]);
}

static AthPythonValue *
get_package_member (AthPythonEvaluator *evaluator,
                    AthPythonValue     *self,
                    const char         *name)
{
  AthArena *arena = ath_python_get_arena (evaluator);

  return ath_python_host_new (arena, self->host.class,
                              ath_arena_printf (arena, "%s.%s", (const char *) self->host.data,
                                                name));
}

static const AthPythonNativeClass function_class = {
  .name = "func",
  .module = "sqlalchemy",
  .call = call_function,
  .get_attribute = get_package_member,
};

static AthPythonValue *
get_function (AthPythonEvaluator *evaluator,
              const char         *name)
{
  AthArena *arena = ath_python_get_arena (evaluator);

  /* SQLAlchemy takes a trailing underscore off: `func.or_`. */
  if (g_str_has_suffix (name, "_"))
    name = ath_arena_strndup (arena, name, strlen (name) - 1);

  return ath_python_host_new (arena, &function_class, ath_arena_strdup (arena, name));
}

static const AthPythonNativeMember func_members[] = { { NULL } };

const AthPythonNativeModule ath_sa_func_module = {
  "sqlalchemy.func",
  func_members,
  get_function,
};

/* Of the generic functions there is a class each. */
static AthPythonValue *
get_known_function (AthPythonEvaluator *evaluator,
                    const char         *name)
{
  return find_known (name) != NULL ? get_function (evaluator, name) : NULL;
}

static const AthPythonNativeMember functions_members[] = {
  { "func", .module = &ath_sa_func_module },
  { NULL },
};

const AthPythonNativeModule ath_sa_functions_module = {
  "sqlalchemy.sql.functions",
  functions_members,
  get_known_function,
};

/**
 * ath_sa_is_call:
 * @expression: an expression
 *
 * Returns: whether it is a call of a function
 */
gboolean
ath_sa_is_call (const AthSaExpression *expression)
{
  return expression->append == append_call;
}

/**
 * ath_sa_is_call_without_arguments:
 * @expression: an expression
 *
 * Returns: whether it is `func.anything ()`
 */
gboolean
ath_sa_is_call_without_arguments (const AthSaExpression *expression)
{
  return ath_sa_is_call (expression) && ((const Call *) expression)->n_arguments == 0;
}

/**
 * ath_sa_call_is_known:
 * @expression: a call of a function
 *
 * Returns: whether SQLAlchemy has a class of its own for the function
 */
gboolean
ath_sa_call_is_known (const AthSaExpression *expression)
{
  static const char *const searches[] = {
    "to_tsvector", "to_tsquery", "plainto_tsquery", "phraseto_tsquery", "websearch_to_tsquery",
    "ts_headline",
  };
  const Call *call = (const Call *) expression;

  for (guint i = 0; i < G_N_ELEMENTS (searches); i++)
    if (g_ascii_strcasecmp (call->name, searches[i]) == 0)
      return TRUE;

  return call->known != NULL;
}
