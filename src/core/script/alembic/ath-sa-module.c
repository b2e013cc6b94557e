/* ath-sa-module.c: the modules of SQLAlchemy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/alembic/ath-sa-dialect.h"
#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/live/ath-alembic-inspector.h"
#include "script/alembic/live/ath-sa-exception.h"
#include "script/alembic/live/ath-sa-session.h"
#include "script/alembic/operations/ath-op.h"
#include "script/alembic/queries/ath-sa-select.h"
#include "script/alembic/schema/ath-sa-ddl-element.h"
#include "script/alembic/types/ath-sa-type.h"
#include "script/alembic/types/ath-type-library.h"

static const AthPythonNativeFunction column_function = { "column", ath_sa_make_column };
static const AthPythonNativeFunction table_function = { "table", ath_sa_make_table };

#define TYPES \
  { "BIGINT", .class = &ath_sa_type_big_integer.class }, \
  { "BINARY", .class = &ath_sa_type_binary.class }, \
  { "BLOB", .class = &ath_sa_type_blob.class }, \
  { "BOOLEAN", .class = &ath_sa_type_boolean.class }, \
  { "BigInteger", .class = &ath_sa_type_big_integer.class }, \
  { "Boolean", .class = &ath_sa_type_boolean.class }, \
  { "CHAR", .class = &ath_sa_type_char.class }, \
  { "CLOB", .class = &ath_sa_type_clob.class }, \
  { "DATE", .class = &ath_sa_type_date.class }, \
  { "DATETIME", .class = &ath_sa_type_upper_datetime.class }, \
  { "DECIMAL", .class = &ath_sa_type_decimal.class }, \
  { "DOUBLE", .class = &ath_sa_type_upper_double.class }, \
  { "DOUBLE_PRECISION", .class = &ath_sa_type_double_precision.class }, \
  { "Date", .class = &ath_sa_type_date.class }, \
  { "DateTime", .class = &ath_sa_type_date_time.class }, \
  { "Double", .class = &ath_sa_type_double.class }, \
  { "FLOAT", .class = &ath_sa_type_float.class }, \
  { "Float", .class = &ath_sa_type_float.class }, \
  { "INT", .class = &ath_sa_type_integer.class }, \
  { "INTEGER", .class = &ath_sa_type_integer.class }, \
  { "Integer", .class = &ath_sa_type_integer.class }, \
  { "Interval", .class = &ath_sa_type_interval.class }, \
  { "JSON", .class = &ath_sa_type_json.class }, \
  { "LargeBinary", .class = &ath_sa_type_large_binary.class }, \
  { "NCHAR", .class = &ath_sa_type_nchar.class }, \
  { "NUMERIC", .class = &ath_sa_type_numeric.class }, \
  { "NVARCHAR", .class = &ath_sa_type_nvarchar.class }, \
  { "NullType", .class = &ath_sa_type_null.class }, \
  { "Numeric", .class = &ath_sa_type_numeric.class }, \
  { "PickleType", .class = &ath_sa_type_pickle.class }, \
  { "REAL", .class = &ath_sa_type_real.class }, \
  { "SMALLINT", .class = &ath_sa_type_small_integer.class }, \
  { "SmallInteger", .class = &ath_sa_type_small_integer.class }, \
  { "String", .class = &ath_sa_type_string.class }, \
  { "TEXT", .class = &ath_sa_type_text.class }, \
  { "TIME", .class = &ath_sa_type_time.class }, \
  { "TIMESTAMP", .class = &ath_sa_type_timestamp.class }, \
  { "Text", .class = &ath_sa_type_text.class }, \
  { "Time", .class = &ath_sa_type_time.class }, \
  { "UUID", .class = &ath_sa_type_uuid.class }, \
  { "Unicode", .class = &ath_sa_type_unicode.class }, \
  { "UnicodeText", .class = &ath_sa_type_unicode_text.class }, \
  { "Uuid", .class = &ath_sa_type_uuid.class }, \
  { "VARBINARY", .class = &ath_sa_type_varbinary.class }, \
  { "VARCHAR", .class = &ath_sa_type_varchar.class }, \
  { "ARRAY", .class = &ath_sa_array_class }, \
  { "Enum", .class = &ath_sa_enum_class }, \
  { "TypeDecorator", .class = &ath_sa_type_decorator_class }, \
  { "UserDefinedType", .class = &ath_sa_user_defined_type_class }, \
  { "TypeEngine", .class = &ath_sa_type_class },

#define ITEMS \
  { "Column", .class = &ath_sa_column_class }, \
  { "ForeignKey", .class = &ath_sa_foreign_key_class }, \
  { "Constraint", .class = &ath_sa_constraint_class }, \
  { "PrimaryKeyConstraint", .class = &ath_sa_primary_key_constraint_class }, \
  { "ForeignKeyConstraint", .class = &ath_sa_foreign_key_constraint_class }, \
  { "UniqueConstraint", .class = &ath_sa_unique_constraint_class }, \
  { "CheckConstraint", .class = &ath_sa_check_constraint_class }, \
  { "Index", .class = &ath_sa_index_class }, \
  { "Table", .class = &ath_sa_table_class }, \
  { "MetaData", .class = &ath_sa_meta_data_class }, \
  { "Identity", .class = &ath_sa_identity_class }, \
  { "Computed", .class = &ath_sa_computed_class }, \
  { "Sequence", .class = &ath_sa_sequence_class }, \
  { "FetchedValue", .class = &ath_sa_fetched_value_class }, \
  { "DefaultClause", .class = &ath_sa_default_clause_class }, \
  { "text", .class = &ath_sa_text_class }, \
  { "DDL", .class = &ath_sa_ddl_class }, \
  { "column", .function = &column_function }, \
  { "table", .function = &table_function }, \
  { "func", .module = &ath_sa_func_module },

/* The functions that make expressions are looked for where they are. */
static AthPythonValue *
get_function (AthPythonEvaluator *evaluator,
              const char         *name)
{
  static const AthPythonNativeFunction *const tables[] = {
    ath_sa_functions, ath_sa_bind_functions, ath_sa_case_functions, ath_sa_select_functions,
    ath_sa_dml_functions, ath_sa_construct_functions, ath_sa_from_functions,
    ath_sa_values_functions,
  };

  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    for (const AthPythonNativeFunction *function = tables[i]; function->name != NULL; function++)
      if (g_str_equal (function->name, name))
        return ath_python_native_function_new (ath_python_get_arena (evaluator), function);

  return NULL;
}

static const AthPythonNativeMember postgresql_members[] = {
  { "ARRAY", .class = &ath_sa_array_class },
  { "ENUM", .class = &ath_sa_pg_enum_class },
  { "UUID", .class = &ath_sa_type_uuid.class },
  { "JSON", .class = &ath_sa_type_json.class },
  { "JSONB", .class = &ath_sa_type_jsonb.class },
  { "HSTORE", .class = &ath_sa_type_hstore.class },
  { "BIT", .class = &ath_sa_type_bit.class },
  { "TIMESTAMP", .class = &ath_sa_type_pg_timestamp.class },
  { "TIME", .class = &ath_sa_type_pg_time.class },
  { "INTERVAL", .class = &ath_sa_type_pg_interval.class },
  { "BYTEA", .class = &ath_sa_type_bytea.class },
  { "DOUBLE_PRECISION", .class = &ath_sa_type_double_precision.class },
  { "CITEXT", .class = &ath_sa_type_citext.class },
  { "INET", .class = &ath_sa_type_inet.class },
  { "CIDR", .class = &ath_sa_type_cidr.class },
  { "MACADDR", .class = &ath_sa_type_macaddr.class },
  { "MACADDR8", .class = &ath_sa_type_macaddr8.class },
  { "MONEY", .class = &ath_sa_type_money.class },
  { "OID", .class = &ath_sa_type_oid.class },
  { "REGCLASS", .class = &ath_sa_type_regclass.class },
  { "REGCONFIG", .class = &ath_sa_type_regconfig.class },
  { "TSVECTOR", .class = &ath_sa_type_tsvector.class },
  { "TSQUERY", .class = &ath_sa_type_tsquery.class },
  { "JSONPATH", .class = &ath_sa_type_jsonpath.class },
  { "INT4RANGE", .class = &ath_sa_type_int4range.class },
  { "INT8RANGE", .class = &ath_sa_type_int8range.class },
  { "NUMRANGE", .class = &ath_sa_type_numrange.class },
  { "DATERANGE", .class = &ath_sa_type_daterange.class },
  { "TSRANGE", .class = &ath_sa_type_tsrange.class },
  { "TSTZRANGE", .class = &ath_sa_type_tstzrange.class },
  { "INT4MULTIRANGE", .class = &ath_sa_type_int4multirange.class },
  { "INT8MULTIRANGE", .class = &ath_sa_type_int8multirange.class },
  { "NUMMULTIRANGE", .class = &ath_sa_type_nummultirange.class },
  { "DATEMULTIRANGE", .class = &ath_sa_type_datemultirange.class },
  { "TSMULTIRANGE", .class = &ath_sa_type_tsmultirange.class },
  { "TSTZMULTIRANGE", .class = &ath_sa_type_tstzmultirange.class },
  { "BIGINT", .class = &ath_sa_type_big_integer.class },
  { "BOOLEAN", .class = &ath_sa_type_boolean.class },
  { "CHAR", .class = &ath_sa_type_char.class },
  { "DATE", .class = &ath_sa_type_date.class },
  { "FLOAT", .class = &ath_sa_type_float.class },
  { "INTEGER", .class = &ath_sa_type_integer.class },
  { "NUMERIC", .class = &ath_sa_type_numeric.class },
  { "REAL", .class = &ath_sa_type_real.class },
  { "SMALLINT", .class = &ath_sa_type_small_integer.class },
  { "TEXT", .class = &ath_sa_type_text.class },
  { "VARCHAR", .class = &ath_sa_type_varchar.class },
  { "PGDialect", .class = &ath_sa_pg_dialect_class },
  { "ExcludeConstraint", .class = &ath_sa_exclude_constraint_class },
  { "insert", .function = &ath_sa_pg_insert_function },
  { "array", .function = &ath_sa_array_function },
  { "array_agg", .function = &ath_sa_array_agg_function },
  { "aggregate_order_by", .function = &ath_sa_aggregate_order_by_function },
  { NULL },
};

static const AthPythonNativeModule postgresql_module = {
  "sqlalchemy.dialects.postgresql", postgresql_members,
};

static const AthPythonNativeModule postgresql_base_module = {
  "sqlalchemy.dialects.postgresql.base", postgresql_members,
};

static const AthPythonNativeMember dialects_members[] = {
  { "mssql", .module = &ath_sa_mssql_module },
  { "mysql", .module = &ath_sa_mysql_module },
  { "oracle", .module = &ath_sa_oracle_module },
  { "postgresql", .module = &postgresql_module },
  { "sqlite", .module = &ath_sa_sqlite_module },
  { NULL },
};

static const AthPythonNativeModule dialects_module = { "sqlalchemy.dialects", dialects_members };

static const AthPythonNativeMember types_members[] = {
  TYPES
  { NULL },
};

const AthPythonNativeModule ath_sa_types_module = { "sqlalchemy.types", types_members };

static const AthPythonNativeModule sqltypes_module = {
  "sqlalchemy.sql.sqltypes", types_members,
};

static const AthPythonNativeMember schema_members[] = {
  ITEMS
  { "CreateSequence", .class = &ath_sa_create_sequence_class },
  { "DropSequence", .class = &ath_sa_drop_sequence_class },
  { "CreateSchema", .class = &ath_sa_create_schema_class },
  { "DropSchema", .class = &ath_sa_drop_schema_class },
  { NULL },
};

static const AthPythonNativeModule schema_module = { "sqlalchemy.schema", schema_members };

static const AthPythonNativeMember sql_members[] = {
  ITEMS
  { NULL },
};

static const AthPythonNativeModule expression_module = {
  "sqlalchemy.sql.expression", sql_members, get_function,
};

static const AthPythonNativeMember sql_package_members[] = {
  ITEMS
  { "expression", .module = &expression_module },
  { "functions", .module = &ath_sa_functions_module },
  { "schema", .module = &schema_module },
  { "sqltypes", .module = &sqltypes_module },
  { NULL },
};

static const AthPythonNativeModule sql_module = {
  "sqlalchemy.sql", sql_package_members, get_function,
};

static const AthPythonNativeModule ddl_module = { "sqlalchemy.sql.ddl", schema_members };

static const AthPythonNativeModule sql_schema_module = { "sqlalchemy.sql.schema", schema_members };

static const AthPythonNativeMember sqlalchemy_members[] = {
  TYPES
  ITEMS
  { "dialects", .module = &dialects_module },
  { "types", .module = &ath_sa_types_module },
  { "schema", .module = &schema_module },
  { "sql", .module = &sql_module },
  { "exc", .module = &ath_sa_exception_module },
  { "orm", .module = &ath_sa_orm_module },
  { "inspect", .function = &ath_alembic_inspect_function },
  { NULL },
};

static const AthPythonNativeModule sqlalchemy_module = {
  "sqlalchemy", sqlalchemy_members, get_function,
};

const AthPythonNativeModule *const ath_sa_modules[] = {
  &sqlalchemy_module,
  &ath_sa_types_module,
  &schema_module,
  &sql_module,
  &expression_module,
  &sqltypes_module,
  &sql_schema_module,
  &ddl_module,
  &ath_sa_exception_module,
  &ath_sa_orm_module,
  &ath_sa_orm_session_module,
  &ath_alembic_reflection_module,
  &dialects_module,
  &ath_sa_mssql_module,
  &ath_sa_mssql_base_module,
  &ath_sa_mysql_module,
  &ath_sa_mysql_base_module,
  &ath_sa_oracle_module,
  &ath_sa_oracle_base_module,
  &ath_sa_sqlite_module,
  &ath_sa_sqlite_base_module,
  &postgresql_module,
  &postgresql_base_module,
  &ath_sa_func_module,
  &ath_sa_functions_module,
  &ath_alembic_module,
  &ath_op_module,
  &ath_alembic_context_module,
  NULL,
};
