/* ath-type-library.c: types of libraries that scripts name
 *
 * Each is what its library makes of it on PostgreSQL; the library itself need
 * not be installed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/alembic/types/ath-sa-type.h"
#include "script/alembic/types/ath-type-library.h"
#include "script/alembic/types/ath-type-spatial.h"

#define MAX_PARAMETERS 6

/**
 * LibraryType:
 * @class: first, so that a pointer to the one is a pointer to the other
 * @kind: its family
 * @keyword: how it is spelled
 * @length: when none is given, or 0 for none
 * @parameters: what its constructor takes; a `NULL` name ends it
 *
 * A type of a library.  A parameter “length” or “max_length” sets the length,
 * “dim” the dimensions of a vector; all others change nothing on PostgreSQL.
 */
typedef struct
{
  AthPythonNativeClass class;
  AthSqlTypeKind       kind;
  const char          *keyword;
  int                  length;
  AthPythonParameter   parameters[MAX_PARAMETERS];
} LibraryType;

static AthPythonValue *
construct (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  const LibraryType *library = (const LibraryType *) ath_python_class_get_native (self);
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *values[MAX_PARAMETERS];
  AthSqlType *type = ath_sql_type_new (arena, library->kind, library->keyword);
  guint n_parameters = 0;

  while (library->parameters[n_parameters].name != NULL)
    n_parameters++;
  if (self->type == ATH_PYTHON_TYPE_CLASS)
    return ath_sa_type_new_unknown (evaluator);
  if (!ath_python_arguments_bind (evaluator, library->class.name, arguments, library->parameters,
                                  n_parameters, values))
    return NULL;

  type->length = library->length;
  for (guint i = 0; i < n_parameters; i++)
    {
      const char *name = library->parameters[i].name;
      int dimensions = 0;

      if (g_str_has_suffix (name, "length")
          && !ath_sa_get_number (evaluator, values[i], name, &type->length))
        return NULL;
      if (g_str_equal (name, "timezone")
          && !ath_sa_get_bool (evaluator, values[i], &type->has_timezone))
        return NULL;
      if (!g_str_equal (name, "dim"))
        continue;
      if (!ath_sa_get_number (evaluator, values[i], name, &dimensions))
        return NULL;
      if (dimensions > 0)
        type->keyword = ath_arena_printf (arena, "%s(%d)", library->keyword, dimensions);
    }

  return ath_sa_type_new (evaluator, type);
}

#define OPTIONAL(name_) { name_, ATH_PYTHON_PARAM_OPTIONAL }

#define LIBRARY_TYPE(symbol_, name_, module_, kind_, keyword_, length_, ...) \
  static const LibraryType symbol_ = { \
    .class = { \
      .name = name_, \
      .module = module_, \
      .base = &ath_sa_type_class, \
      .construct = construct, \
    }, \
    .kind = ATH_SQL_TYPE_##kind_, \
    .keyword = keyword_, \
    .length = length_, \
    .parameters = { __VA_ARGS__ }, \
  }

LIBRARY_TYPE (auto_string, "AutoString", "sqlmodel", STRING, "VARCHAR", 0, OPTIONAL ("length"));
LIBRARY_TYPE (sqlmodel_guid, "GUID", "sqlmodel", UUID, "UUID", 0, OPTIONAL ("as_uuid"));

LIBRARY_TYPE (users_guid, "GUID", "fastapi_users_db_sqlalchemy", UUID, "UUID", 0);
LIBRARY_TYPE (users_timestamp, "TIMESTAMPAware", "fastapi_users_db_sqlalchemy", DATETIME,
              "TIMESTAMP", 0, OPTIONAL ("timezone"));

LIBRARY_TYPE (ci_text, "CIText", "citext", OTHER, "CITEXT", 0);

LIBRARY_TYPE (vector, "Vector", "pgvector", OTHER, "VECTOR", 0, OPTIONAL ("dim"));
LIBRARY_TYPE (halfvec, "HALFVEC", "pgvector", OTHER, "HALFVEC", 0, OPTIONAL ("dim"));
LIBRARY_TYPE (sparsevec, "SPARSEVEC", "pgvector", OTHER, "SPARSEVEC", 0, OPTIONAL ("dim"));

LIBRARY_TYPE (json_type, "JSONType", "sqlalchemy_utils", JSON, "JSON", 0);
LIBRARY_TYPE (email_type, "EmailType", "sqlalchemy_utils", STRING, "VARCHAR", 255,
              OPTIONAL ("length"));
LIBRARY_TYPE (url_type, "URLType", "sqlalchemy_utils", STRING, "TEXT", 0);
LIBRARY_TYPE (color_type, "ColorType", "sqlalchemy_utils", STRING, "VARCHAR", 20,
              OPTIONAL ("max_length"));
LIBRARY_TYPE (ip_address_type, "IPAddressType", "sqlalchemy_utils", STRING, "VARCHAR", 50,
              OPTIONAL ("max_length"));
LIBRARY_TYPE (arrow_type, "ArrowType", "sqlalchemy_utils", DATETIME, "TIMESTAMP", 0,
              OPTIONAL ("timezone"));
LIBRARY_TYPE (ts_vector_type, "TSVectorType", "sqlalchemy_utils", OTHER, "TSVECTOR", 0);
LIBRARY_TYPE (ltree_type, "LtreeType", "sqlalchemy_utils", OTHER, "LTREE", 0);
LIBRARY_TYPE (country_type, "CountryType", "sqlalchemy_utils", STRING, "VARCHAR", 2);
LIBRARY_TYPE (currency_type, "CurrencyType", "sqlalchemy_utils", STRING, "VARCHAR", 3);
LIBRARY_TYPE (locale_type, "LocaleType", "sqlalchemy_utils", STRING, "VARCHAR", 10);
LIBRARY_TYPE (scalar_list_type, "ScalarListType", "sqlalchemy_utils", STRING, "TEXT", 0,
              OPTIONAL ("coerce_func"), OPTIONAL ("separator"));
LIBRARY_TYPE (string_encrypted_type, "StringEncryptedType", "sqlalchemy_utils", STRING, "VARCHAR",
              0, OPTIONAL ("type_in"), OPTIONAL ("key"), OPTIONAL ("engine"),
              OPTIONAL ("padding"), OPTIONAL ("length"));
LIBRARY_TYPE (encrypted_type, "EncryptedType", "sqlalchemy_utils", BINARY, "BYTEA", 0,
              OPTIONAL ("type_in"), OPTIONAL ("key"), OPTIONAL ("engine"),
              OPTIONAL ("padding"));

/* Without `native` it is a CHAR or, binary, a type that PostgreSQL lacks. */
static AthPythonValue *
construct_uuid_type (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { OPTIONAL ("binary"), OPTIONAL ("native") };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gboolean is_binary = TRUE;
  gboolean is_native = TRUE;

  if (!ath_python_arguments_bind (evaluator, "UUIDType", arguments, parameters,
                                  G_N_ELEMENTS (parameters), values)
      || !ath_sa_get_bool (evaluator, values[0], &is_binary)
      || !ath_sa_get_bool (evaluator, values[1], &is_native))
    return NULL;

  return ath_sa_type_new_other (evaluator, is_native ? "UUID" : is_binary ? "BINARY(16)"
                                                                          : "CHAR(32)");
}

static const AthPythonNativeClass uuid_type_class = {
  .name = "UUIDType",
  .module = "sqlalchemy_utils",
  .base = &ath_sa_type_class,
  .construct = construct_uuid_type,
};

/* The choices are checked in Python only. */
static AthPythonValue *
construct_choice_type (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "choices", ATH_PYTHON_PARAM_REQUIRED },
    OPTIONAL ("impl"),
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const AthSqlType *impl;

  if (!ath_python_arguments_bind (evaluator, "ChoiceType", arguments, parameters,
                                  G_N_ELEMENTS (parameters), values))
    return NULL;
  if (values[1] == NULL || ath_python_is_none (values[1]))
    return ath_sa_type_new_other (evaluator, "VARCHAR(255)");
  impl = ath_sa_type_of (evaluator, values[1]);

  return impl != NULL ? ath_sa_type_new (evaluator, impl) : NULL;
}

static const AthPythonNativeClass choice_type_class = {
  .name = "ChoiceType",
  .module = "sqlalchemy_utils",
  .base = &ath_sa_type_class,
  .construct = construct_choice_type,
};

static const AthPythonNativeMember sqltypes_members[] = {
  { "AutoString", .class = &auto_string.class },
  { "GUID", .class = &sqlmodel_guid.class },
  { "types", .module = &ath_sa_types_module },
  { NULL },
};

static const AthPythonNativeModule sqltypes_module = { "sqlmodel.sql.sqltypes", sqltypes_members };

static const AthPythonNativeMember sqlmodel_sql_members[] = {
  { "sqltypes", .module = &sqltypes_module },
  { NULL },
};

static const AthPythonNativeModule sqlmodel_sql_module = { "sqlmodel.sql", sqlmodel_sql_members };

static const AthPythonNativeMember sqlmodel_members[] = {
  { "sql", .module = &sqlmodel_sql_module },
  { "AutoString", .class = &auto_string.class },
  { NULL },
};

static const AthPythonNativeModule sqlmodel_module = { "sqlmodel", sqlmodel_members };

static const AthPythonNativeMember generics_members[] = {
  { "GUID", .class = &users_guid.class },
  { "TIMESTAMPAware", .class = &users_timestamp.class },
  { NULL },
};

static const AthPythonNativeModule generics_module = {
  "fastapi_users_db_sqlalchemy.generics", generics_members,
};

static const AthPythonNativeMember users_members[] = {
  { "generics", .module = &generics_module },
  { NULL },
};

static const AthPythonNativeModule users_module = { "fastapi_users_db_sqlalchemy", users_members };

static const AthPythonNativeMember citext_members[] = {
  { "CIText", .class = &ci_text.class },
  { NULL },
};

static const AthPythonNativeModule citext_module = { "citext", citext_members };

static const AthPythonNativeMember vector_members[] = {
  { "Vector", .class = &vector.class },
  { "VECTOR", .class = &vector.class },
  { "HALFVEC", .class = &halfvec.class },
  { "SPARSEVEC", .class = &sparsevec.class },
  { NULL },
};

static const AthPythonNativeModule vector_module = { "pgvector.sqlalchemy.vector", vector_members };

static const AthPythonNativeMember pgvector_sqlalchemy_members[] = {
  { "Vector", .class = &vector.class },
  { "VECTOR", .class = &vector.class },
  { "HALFVEC", .class = &halfvec.class },
  { "SPARSEVEC", .class = &sparsevec.class },
  { "vector", .module = &vector_module },
  { NULL },
};

static const AthPythonNativeModule pgvector_sqlalchemy_module = {
  "pgvector.sqlalchemy", pgvector_sqlalchemy_members,
};

static const AthPythonNativeMember pgvector_members[] = {
  { "sqlalchemy", .module = &pgvector_sqlalchemy_module },
  { NULL },
};

static const AthPythonNativeModule pgvector_module = { "pgvector", pgvector_members };

static const AthPythonNativeMember utils_members[] = {
  { "UUIDType", .class = &uuid_type_class },
  { "ChoiceType", .class = &choice_type_class },
  { "JSONType", .class = &json_type.class },
  { "EmailType", .class = &email_type.class },
  { "URLType", .class = &url_type.class },
  { "ColorType", .class = &color_type.class },
  { "IPAddressType", .class = &ip_address_type.class },
  { "ArrowType", .class = &arrow_type.class },
  { "TSVectorType", .class = &ts_vector_type.class },
  { "LtreeType", .class = &ltree_type.class },
  { "CountryType", .class = &country_type.class },
  { "CurrencyType", .class = &currency_type.class },
  { "LocaleType", .class = &locale_type.class },
  { "ScalarListType", .class = &scalar_list_type.class },
  { "StringEncryptedType", .class = &string_encrypted_type.class },
  { "EncryptedType", .class = &encrypted_type.class },
  { NULL },
};

/* Each type stands in a module of its own too, of which the package takes it
 * over: `sqlalchemy_utils.types.uuid.UUIDType`.
 */
static AthPythonValue *get_part (AthPythonEvaluator *evaluator,
                                 const char         *name);

static const AthPythonNativeModule utils_part_module = {
  "sqlalchemy_utils.types.*", utils_members, get_part,
};

static AthPythonValue *
get_part (AthPythonEvaluator *evaluator,
          const char         *name)
{
  static const char *const parts[] = {
    "uuid", "choice", "json", "email", "url", "color", "ip_address", "arrow", "ts_vector",
    "ltree", "country", "currency", "locale", "scalar_list", "encrypted", "encrypted_type",
  };

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_str_equal (name, parts[i]))
      return ath_python_native_module_value_new (ath_python_get_arena (evaluator),
                                                 &utils_part_module);

  return NULL;
}

static const AthPythonNativeModule utils_types_module = {
  "sqlalchemy_utils.types", utils_members, get_part,
};

static AthPythonValue *
get_types (AthPythonEvaluator *evaluator,
           const char         *name)
{
  return g_str_equal (name, "types")
         ? ath_python_native_module_value_new (ath_python_get_arena (evaluator),
                                               &utils_types_module) : NULL;
}

static const AthPythonNativeModule utils_module = { "sqlalchemy_utils", utils_members, get_types };

const AthPythonNativeModule *const ath_type_library_modules[] = {
  &sqlmodel_module,
  &sqlmodel_sql_module,
  &sqltypes_module,
  &users_module,
  &generics_module,
  &citext_module,
  &pgvector_module,
  &pgvector_sqlalchemy_module,
  &vector_module,
  &utils_module,
  &utils_types_module,
  &ath_type_spatial_module,
  &ath_type_spatial_types_module,
  NULL,
};
