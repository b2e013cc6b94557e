/* ath-alembic-inspector.c: `inspect ()` of a connection
 *
 * Each method is one question to the catalogs, which the server answers with a
 * JSON value in the shape that SQLAlchemy 2.0 gives it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/modules/json/ath-python-json.h"
#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/ath-sa.h"
#include "script/alembic/live/ath-alembic-connection.h"
#include "script/alembic/live/ath-alembic-inspector.h"
#include "script/alembic/live/ath-sa-exception.h"

/* A question about one table, whose OID is `t.oid`. */
typedef struct
{
  const char *name;    /* of the method */
  const char *sql;     /* one value of JSON, or NULL */
  const char *opaque[4]; /* keys of its items whose values are not understood */
} TableQuestion;

static const TableQuestion columns_question = {
  "get_columns",
  "SELECT jsonb_agg(jsonb_build_object('name', a.attname, 'type', NULL, 'nullable',"
  " NOT a.attnotnull, 'default', CASE WHEN a.attgenerated <> '' THEN NULL"
  " WHEN t.schema IS NULL THEN e.text"
  " ELSE regexp_replace(e.text, '(nextval\\('')([^''.]+)(''.*)$', '\\1\"' || t.schema"
  " || '\".\\2\\3') END,"
  " 'autoincrement', a.attidentity <> '' OR coalesce(a.attgenerated = ''"
  " AND e.text LIKE 'nextval(''%' AND a.atttypid IN (20, 21, 23), false),"
  " 'comment', pg_catalog.col_description(a.attrelid, a.attnum))"
  " || CASE WHEN a.attgenerated <> '' THEN jsonb_build_object('computed', NULL) ELSE '{}' END"
  " || CASE WHEN a.attidentity <> '' THEN jsonb_build_object('identity', NULL) ELSE '{}' END"
  " ORDER BY a.attnum)"
  " FROM pg_catalog.pg_attribute a LEFT JOIN pg_catalog.pg_attrdef d"
  " ON d.adrelid = a.attrelid AND d.adnum = a.attnum,"
  " LATERAL (SELECT pg_catalog.pg_get_expr(d.adbin, d.adrelid) AS text) e"
  " WHERE a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped",
  { "type", "computed", "identity" },
};

/* The names of the columns with the numbers in an array, in its order. */
#define NAMES_OF(numbers, relation) \
  "(SELECT coalesce(jsonb_agg(a.attname ORDER BY u.place), '[]')" \
  " FROM unnest(" numbers ") WITH ORDINALITY u (number, place)" \
  " LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = " relation " AND a.attnum = u.number)"

static const TableQuestion indexes_question = {
  "get_indexes",
  "SELECT jsonb_agg(jsonb_build_object('name', c.relname, 'unique', i.indisunique,"
  " 'column_names', " NAMES_OF ("(i.indkey::int2[])[0:i.indnkeyatts - 1]", "i.indrelid") ","
  " 'include_columns', " NAMES_OF ("(i.indkey::int2[])[i.indnkeyatts:]", "i.indrelid") ","
  " 'dialect_options', NULL)"
  " || CASE WHEN i.indexprs IS NOT NULL THEN jsonb_build_object('expressions', NULL)"
  " ELSE '{}' END"
  " || CASE WHEN 0 <> ANY (i.indoption::int2[]) THEN jsonb_build_object('column_sorting', NULL)"
  " ELSE '{}' END"
  " || (SELECT coalesce(jsonb_object_agg('duplicates_constraint', k.conname), '{}')"
  " FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid AND k.conrelid = i.indrelid"
  " AND k.contype IN ('p', 'u', 'x'))"
  " ORDER BY c.relname)"
  " FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid"
  " WHERE i.indrelid = t.oid AND NOT i.indisprimary",
  { "dialect_options", "expressions", "column_sorting" },
};

static const TableQuestion primary_key_question = {
  "get_pk_constraint",
  "SELECT coalesce((SELECT jsonb_build_object('constrained_columns', "
  NAMES_OF ("k.conkey", "k.conrelid") ", 'name', k.conname, 'comment',"
  " pg_catalog.obj_description(k.oid, 'pg_constraint'), 'dialect_options', NULL)"
  " FROM pg_catalog.pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'p'),"
  " '{\"constrained_columns\": [], \"name\": null}')",
  { "dialect_options" },
};

static const TableQuestion unique_question = {
  "get_unique_constraints",
  "SELECT jsonb_agg(jsonb_build_object('column_names', " NAMES_OF ("k.conkey", "k.conrelid")
  ", 'name', k.conname, 'comment', pg_catalog.obj_description(k.oid, 'pg_constraint'),"
  " 'dialect_options', NULL) ORDER BY k.conname)"
  " FROM pg_catalog.pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'u'",
  { "dialect_options" },
};

static const TableQuestion foreign_keys_question = {
  "get_foreign_keys",
  "SELECT jsonb_agg(jsonb_build_object('name', k.conname, 'constrained_columns', "
  NAMES_OF ("k.conkey", "k.conrelid") ", 'referred_schema',"
  " CASE WHEN n.nspname = t.schema OR NOT pg_catalog.pg_table_is_visible(r.oid)"
  " THEN n.nspname END, 'referred_table', r.relname, 'referred_columns', "
  NAMES_OF ("k.confkey", "k.confrelid") ", 'options', NULL,"
  " 'comment', pg_catalog.obj_description(k.oid, 'pg_constraint')) ORDER BY k.conname)"
  " FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class r ON r.oid = k.confrelid"
  " JOIN pg_catalog.pg_namespace n ON n.oid = r.relnamespace"
  " WHERE k.conrelid = t.oid AND k.contype = 'f'",
  { "options" },
};

static const TableQuestion checks_question = {
  "get_check_constraints",
  "SELECT jsonb_agg(jsonb_build_object('name', k.conname, 'sqltext', regexp_replace("
  "regexp_replace(pg_catalog.pg_get_constraintdef(k.oid, true),"
  " '^CHECK *\\((.+)\\)( NO INHERIT)?( NOT VALID)?$', '\\1'), '^\\s*\\((.+)\\)\\s*$', '\\1'),"
  " 'comment', pg_catalog.obj_description(k.oid, 'pg_constraint'))"
  " || CASE WHEN k.connoinherit OR NOT k.convalidated"
  " THEN jsonb_build_object('dialect_options', NULL) ELSE '{}' END ORDER BY k.conname)"
  " FROM pg_catalog.pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'c'",
  { "dialect_options" },
};

static const TableQuestion comment_question = {
  "get_table_comment",
  "SELECT jsonb_build_object('text', pg_catalog.obj_description(t.oid, 'pg_class'))",
};

/* The condition that something of namespace n is in @schema, or else is found
 * without one.
 */
static void
append_in_schema (GString    *sql,
                  const char *schema,
                  const char *is_visible)
{
  if (schema != NULL)
    {
      g_string_append (sql, "n.nspname = ");
      ath_sql_literal_append (schema, sql);
    }
  else
    {
      g_string_append_printf (sql, "%s AND n.nspname <> 'pg_catalog'", is_visible);
    }
}

/* The rows of pg_class c with one of these kinds, and in @schema. */
static void
append_relations (GString    *sql,
                  const char *kinds,
                  const char *schema)
{
  g_string_append_printf (sql, " FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n"
                          " ON n.oid = c.relnamespace WHERE c.relkind = ANY ('{%s}') AND ", kinds);
  append_in_schema (sql, schema, "pg_catalog.pg_table_is_visible(c.oid)");
}

/* The JSON value in a column of the only row; None for NULL. */
static AthPythonValue *
read_value (AthPythonEvaluator *evaluator,
            AthResult          *result,
            guint               column)
{
  const char *text = ath_result_get_value (result, 0, column);

  return text != NULL
         ? ath_python_json_read (evaluator, ath_python_str_new (ath_python_get_arena (evaluator),
                                                                text))
         : ath_python_none ();
}

static AthPythonValue *
ask (AthPythonEvaluator *evaluator,
     GString            *sql)
{
  g_autoptr(AthResult) result = NULL;

  return ath_alembic_run_query (evaluator, sql->str, &result) ? read_value (evaluator, result, 0)
                                                              : NULL;
}

/* What SQLAlchemy gives and is not understood is refused once it is used. */
static void
hide (AthPythonEvaluator  *evaluator,
      const TableQuestion *question,
      AthPythonValue      *item)
{
  AthArena *arena = ath_python_get_arena (evaluator);

  for (guint i = 0; question->opaque[i] != NULL; i++)
    {
      const char *key = question->opaque[i];

      if (ath_python_dict_get_text (item->dict, key) != NULL)
        ath_python_dict_set_text (item->dict, key,
                                  ath_python_unresolved_new (arena, key,
                                                             _("it is not understood")));
    }
}

/* A list of items, one item, or None where there is none. */
static AthPythonValue *
complete (AthPythonEvaluator  *evaluator,
          const TableQuestion *question,
          AthPythonValue      *answer)
{
  if (ath_python_is_none (answer))
    return ath_python_list_new (ath_python_get_arena (evaluator), NULL, 0);

  if (answer->type == ATH_PYTHON_TYPE_DICT)
    hide (evaluator, question, answer);
  for (guint i = 0; answer->type == ATH_PYTHON_TYPE_LIST && i < answer->sequence.length; i++)
    hide (evaluator, question, answer->sequence.items[i]);

  return answer;
}

static gboolean
bind_table (AthPythonEvaluator        *evaluator,
            const char                *method,
            const AthPythonArguments  *arguments,
            const char               **table,
            const char               **schema)
{
  static const AthPythonParameter parameters[] = {
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "schema", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  *schema = NULL;

  return ATH_PYTHON_BIND (method, parameters, values)
         && ath_sa_get_text (evaluator, values[0], "table_name", table)
         && (values[1] == NULL || ath_sa_get_text (evaluator, values[1], "schema", schema))
         && (*table != NULL
             || ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), method,
                                   "None"));
}

static AthPythonValue *
ask_about_table (AthPythonEvaluator       *evaluator,
                 const TableQuestion      *question,
                 const AthPythonArguments *arguments)
{
  g_autoptr(GString) sql = g_string_new (NULL);
  g_autoptr(AthResult) result = NULL;
  AthPythonValue *answer;
  const char *table;
  const char *schema;

  if (!bind_table (evaluator, question->name, arguments, &table, &schema))
    return NULL;

  g_string_printf (sql, "SELECT t.oid IS NOT NULL, (%s) FROM (SELECT (SELECT c.oid",
                   question->sql);
  append_relations (sql, "r,p,f,v,m", schema);
  g_string_append (sql, " AND c.relname = ");
  ath_sql_literal_append (table, sql);
  g_string_append (sql, ") AS oid, ");
  if (schema != NULL)
    ath_sql_literal_append (schema, sql);
  else
    g_string_append (sql, "NULL");
  g_string_append (sql, "::text AS schema) t");
  if (!ath_alembic_run_query (evaluator, sql->str, &result))
    return NULL;

  if (ath_result_get_value (result, 0, 0)[0] != 't')
    return ath_python_raise (evaluator, &ath_sa_no_such_table_error_class, "%s%s%s",
                             schema != NULL ? schema : "", schema != NULL ? "." : "", table);
  answer = read_value (evaluator, result, 1);

  return answer != NULL ? complete (evaluator, question, answer) : NULL;
}

#define TABLE_METHOD(name_, question_) \
  static AthPythonValue * \
  name_ (AthPythonEvaluator       *evaluator, \
         AthPythonValue           *self, \
         const AthPythonArguments *arguments) \
  { \
    return ask_about_table (evaluator, &question_, arguments); \
  }

TABLE_METHOD (get_columns, columns_question)
TABLE_METHOD (get_indexes, indexes_question)
TABLE_METHOD (get_pk_constraint, primary_key_question)
TABLE_METHOD (get_unique_constraints, unique_question)
TABLE_METHOD (get_foreign_keys, foreign_keys_question)
TABLE_METHOD (get_check_constraints, checks_question)
TABLE_METHOD (get_table_comment, comment_question)

static gboolean
bind_schema (AthPythonEvaluator        *evaluator,
             const char                *method,
             const AthPythonArguments  *arguments,
             const char               **schema)
{
  static const AthPythonParameter parameters[] = { { "schema", ATH_PYTHON_PARAM_OPTIONAL } };
  AthPythonValue *value;

  *schema = NULL;

  return ATH_PYTHON_BIND (method, parameters, &value)
         && (value == NULL || ath_sa_get_text (evaluator, value, "schema", schema));
}

static AthPythonValue *
list_relations (AthPythonEvaluator       *evaluator,
                const char               *method,
                const char               *kinds,
                const AthPythonArguments *arguments)
{
  g_autoptr(GString) sql = g_string_new ("SELECT coalesce(jsonb_agg(c.relname ORDER BY c.relname),"
                                         " '[]')");
  const char *schema;

  if (!bind_schema (evaluator, method, arguments, &schema))
    return NULL;

  append_relations (sql, kinds, schema);
  g_string_append (sql, " AND c.relpersistence <> 't'");

  return ask (evaluator, sql);
}

static AthPythonValue *
get_table_names (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return list_relations (evaluator, "get_table_names", "r,p", arguments);
}

static AthPythonValue *
get_view_names (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return list_relations (evaluator, "get_view_names", "v", arguments);
}

static AthPythonValue *
get_materialized_view_names (AthPythonEvaluator       *evaluator,
                             AthPythonValue           *self,
                             const AthPythonArguments *arguments)
{
  return list_relations (evaluator, "get_materialized_view_names", "m", arguments);
}

static AthPythonValue *
get_sequence_names (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  return list_relations (evaluator, "get_sequence_names", "S", arguments);
}

static AthPythonValue *
get_schema_names (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  g_autoptr(GString) sql = g_string_new ("SELECT jsonb_agg(n.nspname ORDER BY n.nspname)"
                                         " FROM pg_catalog.pg_namespace n"
                                         " WHERE n.nspname NOT LIKE 'pg\\_%'");

  return ath_python_take_none (evaluator, "get_schema_names", arguments) ? ask (evaluator, sql)
                                                                         : NULL;
}

static AthPythonValue *
get_enums (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  g_autoptr(GString) sql =
    g_string_new ("SELECT coalesce(jsonb_agg(jsonb_build_object('name', y.typname, 'schema',"
                  " n.nspname, 'visible', pg_catalog.pg_type_is_visible(y.oid), 'labels',"
                  " (SELECT coalesce(jsonb_agg(e.enumlabel ORDER BY e.enumsortorder), '[]')"
                  " FROM pg_catalog.pg_enum e WHERE e.enumtypid = y.oid))"
                  " ORDER BY n.nspname, y.typname), '[]')"
                  " FROM pg_catalog.pg_type y JOIN pg_catalog.pg_namespace n"
                  " ON n.oid = y.typnamespace WHERE y.typtype = 'e'");
  const char *schema;

  if (!bind_schema (evaluator, "get_enums", arguments, &schema))
    return NULL;

  if (g_strcmp0 (schema, "*") != 0)
    {
      g_string_append (sql, " AND ");
      append_in_schema (sql, schema, "pg_catalog.pg_type_is_visible(y.oid)");
    }

  return ask (evaluator, sql);
}

static AthPythonValue *
ask_for_relation (AthPythonEvaluator *evaluator,
                  const char         *kinds,
                  const char         *name,
                  const char         *schema)
{
  g_autoptr(GString) sql = g_string_new ("SELECT to_jsonb(EXISTS (SELECT 1");

  append_relations (sql, kinds, schema);
  g_string_append (sql, " AND c.relname = ");
  ath_sql_literal_append (name, sql);
  g_string_append (sql, "))");

  return ask (evaluator, sql);
}

/**
 * ath_alembic_inspector_has_table:
 * @evaluator: an evaluator
 * @arguments: a table's name and, perhaps, its schema
 *
 * Returns: (transfer none) (nullable): whether there is such a table, or `NULL`
 *   after raising, refusing or stopping
 */
AthPythonValue *
ath_alembic_inspector_has_table (AthPythonEvaluator       *evaluator,
                                 const AthPythonArguments *arguments)
{
  const char *table;
  const char *schema;

  return bind_table (evaluator, "has_table", arguments, &table, &schema)
         ? ask_for_relation (evaluator, "r,p,f,v,m", table, schema) : NULL;
}

static AthPythonValue *
has_table (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return ath_alembic_inspector_has_table (evaluator, arguments);
}

static AthPythonValue *
has_sequence (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "sequence_name", ATH_PYTHON_PARAM_REQUIRED },
    { "schema", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const char *schema = NULL;
  const char *name;

  if (!ATH_PYTHON_BIND ("has_sequence", parameters, values)
      || !ath_sa_get_text (evaluator, values[0], "sequence_name", &name)
      || (values[1] != NULL && !ath_sa_get_text (evaluator, values[1], "schema", &schema)))
    return NULL;
  if (name == NULL)
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "has_sequence",
                              "None");

  return ask_for_relation (evaluator, "S", name, schema);
}

static AthPythonValue *
has_index (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "index_name", ATH_PYTHON_PARAM_REQUIRED },
    { "schema", ATH_PYTHON_PARAM_OPTIONAL },
  };
  g_autoptr(GString) sql = g_string_new ("SELECT to_jsonb(EXISTS (SELECT 1 FROM pg_catalog.pg_index"
                                         " i JOIN pg_catalog.pg_class x ON x.oid = i.indexrelid"
                                         " WHERE i.indrelid IN (SELECT c.oid");
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const char *schema = NULL;
  const char *table;
  const char *index;

  if (!ATH_PYTHON_BIND ("has_index", parameters, values)
      || !ath_sa_get_text (evaluator, values[0], "table_name", &table)
      || !ath_sa_get_text (evaluator, values[1], "index_name", &index)
      || (values[2] != NULL && !ath_sa_get_text (evaluator, values[2], "schema", &schema)))
    return NULL;
  if (table == NULL || index == NULL)
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "has_index", "None");

  append_relations (sql, "r,p,f,v,m", schema);
  g_string_append (sql, " AND c.relname = ");
  ath_sql_literal_append (table, sql);
  g_string_append (sql, ") AND x.relname = ");
  ath_sql_literal_append (index, sql);
  g_string_append (sql, "))");

  return ask (evaluator, sql);
}

static AthPythonValue *
get_default_schema_name (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  g_autoptr(GString) sql = g_string_new ("SELECT to_jsonb(pg_catalog.current_schema())");

  return ask (evaluator, sql);
}

/* Only a connection can be inspected; there is one. */
static AthPythonValue *
inspect (AthPythonEvaluator       *evaluator,
         AthPythonValue           *self,
         const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "subject", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *subject;

  if (!ATH_PYTHON_BIND ("inspect", parameters, &subject))
    return NULL;
  if (!ath_alembic_is_connection (subject))
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "inspect",
                              ath_python_get_type_name (subject));

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_alembic_inspector_class,
                              (gpointer) "");
}

static const AthPythonNativeFunction methods[] = {
  { "get_columns", get_columns },
  { "get_indexes", get_indexes },
  { "get_pk_constraint", get_pk_constraint },
  { "get_unique_constraints", get_unique_constraints },
  { "get_foreign_keys", get_foreign_keys },
  { "get_check_constraints", get_check_constraints },
  { "get_table_comment", get_table_comment },
  { "get_table_names", get_table_names },
  { "get_view_names", get_view_names },
  { "get_materialized_view_names", get_materialized_view_names },
  { "get_sequence_names", get_sequence_names },
  { "get_schema_names", get_schema_names },
  { "get_enums", get_enums },
  { "has_table", has_table },
  { "has_sequence", has_sequence },
  { "has_index", has_index },
  { "default_schema_name", get_default_schema_name, .is_property = TRUE },
  { "from_engine", inspect, .is_class_method = TRUE },
  { NULL },
};

const AthPythonNativeClass ath_alembic_inspector_class = {
  .name = "PGInspector",
  .module = "sqlalchemy.dialects.postgresql.base",
  .methods = methods,
};

const AthPythonNativeFunction ath_alembic_inspect_function = { "inspect", inspect };

static const AthPythonNativeMember members[] = {
  { "Inspector", .class = &ath_alembic_inspector_class },
  { NULL },
};

const AthPythonNativeModule ath_alembic_reflection_module = {
  "sqlalchemy.engine.reflection", members,
};
