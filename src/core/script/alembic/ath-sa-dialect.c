/* ath-sa-dialect.c: PostgreSQL's dialect, and what scripts name of others
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/ath-sa-dialect.h"
#include "script/alembic/live/ath-alembic-inspector.h"
#include "script/alembic/types/ath-sa-type.h"

/* What the server says of itself, as SQLAlchemy reads it: (15, 4), but (16,) of a
 * version that is not finished.
 */
static AthPythonValue *
get_server_version (AthPythonEvaluator *evaluator)
{
  g_autoptr(GRegex) pattern = g_regex_new ("PostgreSQL (\\d+)\\.?(\\d+)?(?:\\.(\\d+))?", 0, 0,
                                           NULL);
  g_autoptr(GMatchInfo) match = NULL;
  g_autoptr(AthResult) result = NULL;
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *numbers[3];
  guint n_numbers = 0;

  if (!ath_alembic_run_query (evaluator, "SELECT pg_catalog.version()", &result))
    return NULL;
  if (!g_regex_match (pattern, ath_result_get_value (result, 0, 0), 0, &match))
    return ath_python_refuse (evaluator, _("The version of the server is not understood"));
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *number = g_match_info_fetch (match, (int) i + 1);

      if (number != NULL && *number != '\0')
        numbers[n_numbers++] = ath_python_int_new (arena, g_ascii_strtoll (number, NULL, 10));
    }

  return ath_python_tuple_new (arena, numbers, n_numbers);
}

static AthPythonValue *
dialect_get_attribute (AthPythonEvaluator *evaluator,
                       AthPythonValue     *self,
                       const char         *name)
{
  if (g_str_equal (name, "server_version_info"))
    return get_server_version (evaluator);

  return g_str_equal (name, "name")
         ? ath_python_str_new (ath_python_get_arena (evaluator), "postgresql") : NULL;
}

/* A TypeDecorator asks the dialect for the type that it has chosen. */
static AthPythonValue *
dialect_type_descriptor (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "typeobj", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;
  const AthSqlType *type;

  if (!ath_python_arguments_bind (evaluator, "type_descriptor", arguments, parameters, 1, &value))
    return NULL;
  type = ath_sa_type_of (evaluator, value);

  return type != NULL ? ath_sa_type_new (evaluator, type) : NULL;
}

/* The connection is given too; there is only one. */
static AthPythonValue *
dialect_has_table (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  AthPythonArguments rest = *arguments;

  if (rest.n_positional > 0)
    {
      rest.positional++;
      rest.n_positional--;
    }

  return ath_alembic_inspector_has_table (evaluator, &rest);
}

static const AthPythonNativeFunction dialect_methods[] = {
  { "has_table", dialect_has_table },
  { "type_descriptor", dialect_type_descriptor },
  { NULL },
};

const AthPythonNativeClass ath_sa_pg_dialect_class = {
  .name = "PGDialect",
  .module = "sqlalchemy.dialects.postgresql.base",
};

static const AthPythonNativeClass dialect_class = {
  .name = "PGDialect_psycopg2",
  .module = "sqlalchemy.dialects.postgresql.psycopg2",
  .base = &ath_sa_pg_dialect_class,
  .methods = dialect_methods,
  .get_attribute = dialect_get_attribute,
};

/**
 * ath_sa_dialect_get:
 * @evaluator: the evaluator of an Alembic script
 *
 * Returns: (transfer none): the dialect as a value
 */
AthPythonValue *
ath_sa_dialect_get (AthPythonEvaluator *evaluator)
{
  AthAlembicRun *run = ath_alembic_run_get (evaluator);

  if (run->dialect == NULL)
    run->dialect = ath_python_host_new (ath_python_get_arena (evaluator), &dialect_class,
                                        (gpointer) "");

  return run->dialect;
}

/* Scripts ask `isinstance ()` whether the dialect is one of these. */
static const AthPythonNativeClass other_dialect_class = {
  .name = "Dialect",
  .module = "sqlalchemy.engine.interfaces",
};

/* A type that only another database has stands where nothing is written for
 * PostgreSQL: in `with_variant ()`, or as the type a column had.
 */
static AthPythonValue *
construct_foreign_type (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  return ath_sa_type_new_unknown (evaluator);
}

static const AthPythonNativeClass foreign_type_class = {
  .name = "TypeEngine",
  .module = "sqlalchemy.dialects",
  .base = &ath_sa_type_class,
  .construct = construct_foreign_type,
};

#define MAX_FOREIGN_PARAMETERS 8

/**
 * SharedType:
 * @class: first, so that a pointer to the one is a pointer to the other
 * @kind: its family
 * @keyword: how it is spelled
 * @parameters: what its constructor takes, of which only a length is written; a
 *   `NULL` name ends it
 *
 * A type of another database that is written on PostgreSQL as the type of that
 * name: what a downgrade has that was made from a database of another kind.
 */
typedef struct
{
  AthPythonNativeClass class;
  AthSqlTypeKind       kind;
  const char          *keyword;
  AthPythonParameter   parameters[MAX_FOREIGN_PARAMETERS];
} SharedType;

static AthPythonValue *
construct_shared_type (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  const SharedType *shared = (const SharedType *) ath_python_class_get_native (self);
  AthPythonValue *values[MAX_FOREIGN_PARAMETERS];
  AthSqlType *type;
  guint n_parameters = 0;

  if (self->type == ATH_PYTHON_TYPE_CLASS)
    return ath_sa_type_new_unknown (evaluator);
  while (shared->parameters[n_parameters].name != NULL)
    n_parameters++;
  if (!ath_python_arguments_bind (evaluator, shared->class.name, arguments, shared->parameters,
                                  n_parameters, values))
    return NULL;

  /* A collation of that database is none of PostgreSQL's. */
  if (shared->kind == ATH_SQL_TYPE_STRING && values[1] != NULL && !ath_python_is_none (values[1]))
    return ath_sa_type_new_unknown (evaluator);

  type = ath_sql_type_new (ath_python_get_arena (evaluator), shared->kind, shared->keyword);
  if (shared->kind == ATH_SQL_TYPE_STRING
      && !ath_sa_get_number (evaluator, values[0], "length", &type->length))
    return NULL;

  return ath_sa_type_new (evaluator, type);
}

#define KEYWORD(name_) { name_, ATH_PYTHON_PARAM_KEYWORD }
#define INTEGER_PARAMETERS \
  { "display_width", ATH_PYTHON_PARAM_OPTIONAL }, KEYWORD ("unsigned"), KEYWORD ("zerofill")
#define TEXT_PARAMETERS \
  { "length", ATH_PYTHON_PARAM_OPTIONAL }, KEYWORD ("collation"), KEYWORD ("charset"), \
  KEYWORD ("ascii"), KEYWORD ("unicode"), KEYWORD ("binary"), KEYWORD ("national")

#define SHARED_TYPE(symbol_, keyword_, kind_, ...) \
  static const SharedType symbol_ = { \
    .class = { \
      .name = keyword_, \
      .module = "sqlalchemy.dialects", \
      .base = &ath_sa_type_class, \
      .construct = construct_shared_type, \
    }, \
    .kind = ATH_SQL_TYPE_##kind_, \
    .keyword = keyword_, \
    .parameters = { __VA_ARGS__ }, \
  }

SHARED_TYPE (shared_integer, "INTEGER", INTEGER, INTEGER_PARAMETERS);
SHARED_TYPE (shared_bigint, "BIGINT", BIGINT, INTEGER_PARAMETERS);
SHARED_TYPE (shared_smallint, "SMALLINT", SMALLINT, INTEGER_PARAMETERS);
SHARED_TYPE (shared_varchar, "VARCHAR", STRING, TEXT_PARAMETERS);
SHARED_TYPE (shared_text, "TEXT", STRING, TEXT_PARAMETERS);
SHARED_TYPE (shared_json, "JSON", JSON, KEYWORD ("none_as_null"));

static const AthPythonNativeMember mysql_types[] = {
  { "INTEGER", .class = &shared_integer.class },
  { "BIGINT", .class = &shared_bigint.class },
  { "SMALLINT", .class = &shared_smallint.class },
  { "VARCHAR", .class = &shared_varchar.class },
  { "TEXT", .class = &shared_text.class },
  { "JSON", .class = &shared_json.class },
  { NULL },
};

static const AthPythonNativeMember sqlite_types[] = {
  { "JSON", .class = &shared_json.class },
  { NULL },
};

static gboolean
is_type_name (const char *name)
{
  return strcspn (name, "abcdefghijklmnopqrstuvwxyz_") == strlen (name);
}

static AthPythonValue *
get_foreign_member (AthPythonEvaluator *evaluator,
                    const char         *name)
{
  AthArena *arena = ath_python_get_arena (evaluator);

  if (is_type_name (name))
    return ath_python_native_class_value_new (arena, &foreign_type_class);
  if (g_str_has_suffix (name, "Dialect"))
    return ath_python_native_class_value_new (arena, &other_dialect_class);

  return NULL;
}

static const AthPythonNativeMember no_members[] = { { NULL } };

#define FOREIGN(symbol_, name_, types_) \
  static AthPythonValue * \
  get_##symbol_##_member (AthPythonEvaluator *evaluator, \
                          const char         *name) \
  { \
    for (const AthPythonNativeMember *member = types_; member->name != NULL; member++) \
      if (g_str_equal (member->name, name)) \
        return ath_python_native_class_value_new (ath_python_get_arena (evaluator), \
                                                  member->class); \
    return get_foreign_member (evaluator, name); \
  } \
  const AthPythonNativeModule ath_sa_##symbol_##_base_module = { \
    "sqlalchemy.dialects." name_ ".base", no_members, get_##symbol_##_member, \
  }; \
  static const AthPythonNativeMember symbol_##_members[] = { \
    { "base", .module = &ath_sa_##symbol_##_base_module }, \
    { NULL }, \
  }; \
  const AthPythonNativeModule ath_sa_##symbol_##_module = { \
    "sqlalchemy.dialects." name_, symbol_##_members, get_##symbol_##_member, \
  };

FOREIGN (mssql, "mssql", no_members)
FOREIGN (mysql, "mysql", mysql_types)
FOREIGN (oracle, "oracle", no_members)
FOREIGN (sqlite, "sqlite", sqlite_types)
