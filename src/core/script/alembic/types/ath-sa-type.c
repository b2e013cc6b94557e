/* ath-sa-type.c: SQLAlchemy's types, generic and of the PostgreSQL dialect
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/types/ath-sa-type.h"

#define PARAMETER(name_) { name_, ATH_PYTHON_PARAM_OPTIONAL }

/* What the constructor of a type takes, in order; a NULL name ends it. */
static const AthPythonParameter signatures[][6] = {
  [ATH_SA_SIGNATURE_NONE] = { { NULL } },
  [ATH_SA_SIGNATURE_STRING] = { PARAMETER ("length"), PARAMETER ("collation"), { NULL } },
  [ATH_SA_SIGNATURE_LENGTH] = { PARAMETER ("length"), { NULL } },
  [ATH_SA_SIGNATURE_NUMERIC] = { PARAMETER ("precision"), PARAMETER ("scale"),
                                 PARAMETER ("decimal_return_scale"), PARAMETER ("asdecimal"),
                                 { NULL } },
  [ATH_SA_SIGNATURE_FLOAT] = { PARAMETER ("precision"), PARAMETER ("asdecimal"),
                               PARAMETER ("decimal_return_scale"), { NULL } },
  [ATH_SA_SIGNATURE_BOOLEAN] = { PARAMETER ("create_constraint"), PARAMETER ("name"), { NULL } },
  [ATH_SA_SIGNATURE_TIMEZONE] = { PARAMETER ("timezone"), { NULL } },
  [ATH_SA_SIGNATURE_TIME] = { PARAMETER ("timezone"), PARAMETER ("precision"), { NULL } },
  [ATH_SA_SIGNATURE_INTERVAL] = { PARAMETER ("native"), PARAMETER ("second_precision"),
                                  PARAMETER ("day_precision"), { NULL } },
  [ATH_SA_SIGNATURE_PG_INTERVAL] = { PARAMETER ("precision"), PARAMETER ("fields"), { NULL } },
  [ATH_SA_SIGNATURE_JSON] = { PARAMETER ("none_as_null"), PARAMETER ("astext_type"), { NULL } },
  [ATH_SA_SIGNATURE_UUID] = { PARAMETER ("as_uuid"), PARAMETER ("native_uuid"), { NULL } },
  [ATH_SA_SIGNATURE_BIT] = { PARAMETER ("length"), PARAMETER ("varying"), { NULL } },
  [ATH_SA_SIGNATURE_HSTORE] = { PARAMETER ("text_type"), { NULL } },
  [ATH_SA_SIGNATURE_PICKLE] = { PARAMETER ("protocol"), PARAMETER ("pickler"),
                                PARAMETER ("comparator"), PARAMETER ("impl"), { NULL } },
};

static AthPythonValue *
type_with_variant (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "type_", ATH_PYTHON_PARAM_REQUIRED },
    { "dialect_names", ATH_PYTHON_PARAM_REST },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *result = self;

  if (!ath_python_arguments_bind (evaluator, "with_variant", arguments, parameters,
                                  G_N_ELEMENTS (parameters), values))
    return NULL;

  for (guint i = 0; i < values[1]->sequence.length; i++)
    {
      const char *name;

      if (!ath_sa_get_text (evaluator, values[1]->sequence.items[i], "dialect_names", &name))
        return NULL;
      if (g_strcmp0 (name, "postgresql") == 0)
        result = values[0];
    }

  return result;
}

static AthPythonValue *
type_get_attribute (AthPythonEvaluator *evaluator,
                    AthPythonValue     *self,
                    const char         *name)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  const AthSqlType *type = self->type == ATH_PYTHON_TYPE_HOST ? self->host.data : NULL;
  AthPythonValue *labels;

  if (type == NULL)
    return NULL;

  if (g_str_equal (name, "length") && type->kind == ATH_SQL_TYPE_STRING)
    return type->length > 0 ? ath_python_int_new (arena, type->length) : ath_python_none ();
  if (type->kind != ATH_SQL_TYPE_ENUM)
    return NULL;

  if (g_str_equal (name, "name"))
    return type->enumeration->name.text != NULL
           ? ath_python_str_new (arena, type->enumeration->name.text) : ath_python_none ();
  if (g_str_equal (name, "schema"))
    return type->enumeration->schema.text != NULL
           ? ath_python_str_new (arena, type->enumeration->schema.text) : ath_python_none ();
  if (g_str_equal (name, "enums") && type->enumeration->labels != NULL)
    {
      labels = ath_python_list_new (arena, NULL, 0);
      for (guint i = 0; type->enumeration->labels[i] != NULL; i++)
        ath_python_list_append (arena, labels,
                                ath_python_str_new (arena, type->enumeration->labels[i]));
      return labels;
    }

  return NULL;
}

/* What a type prints as, for scripts that build DDL of it. */
static AthPythonValue *
type_str (AthPythonEvaluator *evaluator,
          AthPythonValue     *self)
{
  return ath_python_refuse (evaluator, _("A type as a text is not understood"));
}

static const AthPythonNativeFunction type_methods[] = {
  { "with_variant", type_with_variant },
  { NULL },
};

/* `TypeEngine[str]`: for people and type checkers. */
static AthPythonValue *
type_get_item (AthPythonEvaluator *evaluator,
               AthPythonValue     *self,
               AthPythonValue     *key)
{
  return self->type == ATH_PYTHON_TYPE_NATIVE_CLASS && self->native_class == &ath_sa_type_class
         ? self : ath_python_refuse (evaluator, _("“[…]” of %s is not understood"),
                                     ath_python_get_type_name (self));
}

const AthPythonNativeClass ath_sa_type_class = {
  .name = "TypeEngine",
  .module = "sqlalchemy.types",
  .methods = type_methods,
  .get_item = type_get_item,
  .get_attribute = type_get_attribute,
  .str = type_str,
};

/**
 * ath_sa_is_type:
 * @value: a value
 *
 * Returns: whether it is a type, as a class or an object
 */
gboolean
ath_sa_is_type (AthPythonValue *value)
{
  const AthPythonNativeClass *class = NULL;

  if (value->type == ATH_PYTHON_TYPE_HOST)
    class = value->host.class;
  else if (value->type == ATH_PYTHON_TYPE_CLASS || value->type == ATH_PYTHON_TYPE_NATIVE_CLASS)
    class = ath_python_class_get_native (value);

  for (; class != NULL; class = class->base)
    if (class == &ath_sa_type_class)
      return TRUE;

  return FALSE;
}

/**
 * ath_sa_type_new:
 * @evaluator: an evaluator
 * @type: a type
 *
 * Returns: (transfer none): @type as a value
 */
AthPythonValue *
ath_sa_type_new (AthPythonEvaluator *evaluator,
                 const AthSqlType   *type)
{
  return ath_python_host_new (ath_python_get_arena (evaluator),
                              type->kind == ATH_SQL_TYPE_ENUM ? &ath_sa_enum_class
                                                              : &ath_sa_type_class,
                              (gpointer) type);
}

/**
 * ath_sa_type_new_other:
 * @evaluator: an evaluator
 * @keyword: how it is spelled; copied
 *
 * Returns: (transfer none): a type of which no more is known
 */
AthPythonValue *
ath_sa_type_new_other (AthPythonEvaluator *evaluator,
                       const char         *keyword)
{
  AthArena *arena = ath_python_get_arena (evaluator);

  return ath_sa_type_new (evaluator, ath_sql_type_new (arena, ATH_SQL_TYPE_OTHER,
                                                       ath_arena_strdup (arena, keyword)));
}

/**
 * ath_sa_type_new_unknown:
 * @evaluator: an evaluator
 *
 * Returns: (transfer none): a type that is refused where it would be written
 */
AthPythonValue *
ath_sa_type_new_unknown (AthPythonEvaluator *evaluator)
{
  return ath_sa_type_new (evaluator, ath_sql_type_new (ath_python_get_arena (evaluator),
                                                       ATH_SQL_TYPE_UNKNOWN, "?"));
}

/**
 * ath_sa_type_of:
 * @evaluator: an evaluator
 * @value: (nullable): what a script passes as a type
 *
 * Returns: (transfer none) (nullable): the type; the one without a kind for
 *   `NULL` and `None`; `NULL` after raising or refusing
 */
const AthSqlType *
ath_sa_type_of (AthPythonEvaluator *evaluator,
                AthPythonValue     *value)
{
  const AthPythonArguments none = { 0 };

  if (value == NULL || ath_python_is_none (value))
    return ath_sql_type_new (ath_python_get_arena (evaluator), ATH_SQL_TYPE_NULL, "NULL");

  if (value->type == ATH_PYTHON_TYPE_UNRESOLVED)
    return ath_python_refuse (evaluator, _("“%s” is needed here: %s"), value->unresolved.name,
                              value->unresolved.reason);
  if (!ath_sa_is_type (value))
    return ath_python_refuse (evaluator, _("%s as a type is not understood"),
                              ath_python_get_type_name (value));

  if (value->type != ATH_PYTHON_TYPE_HOST)
    value = ath_python_call (evaluator, value, &none);
  if (value == NULL)
    return NULL;
  if (!ath_sa_is_type (value) || value->type != ATH_PYTHON_TYPE_HOST)
    return ath_python_refuse (evaluator, _("%s as a type is not understood"),
                              ath_python_get_type_name (value));

  if (((AthSqlType *) value->host.data)->kind == ATH_SQL_TYPE_ENUM)
    ath_sa_enum_set_used (value);

  return value->host.data;
}

static const AthSaTypeClass *
find_spec (const AthPythonNativeClass *class)
{
  /* Every class that ath_sa_type_construct() is called for starts such a spec. */
  return (const AthSaTypeClass *) class;
}

static guint
count_parameters (const AthPythonParameter *parameters)
{
  guint n = 0;

  while (parameters[n].name != NULL)
    n++;

  return n;
}

static gboolean
set_string (AthPythonEvaluator *evaluator,
            AthSqlType         *type,
            AthPythonValue    **values)
{
  return ath_sa_get_number (evaluator, values[0], "length", &type->length)
         && ath_sa_get_text (evaluator, values[1], "collation", &type->collation);
}

static gboolean
set_boolean (AthPythonEvaluator *evaluator,
             AthPythonValue    **values)
{
  gboolean has_check = FALSE;

  /* PostgreSQL has a boolean type, so the constraint is never made. */
  return ath_sa_get_bool (evaluator, values[0], &has_check);
}

static gboolean
set_uuid (AthPythonEvaluator *evaluator,
          AthSqlType         *type,
          AthPythonValue    **values)
{
  gboolean is_native = TRUE;
  gboolean is_object = TRUE;

  if (!ath_sa_get_bool (evaluator, values[0], &is_object)
      || !ath_sa_get_bool (evaluator, values[1], &is_native))
    return FALSE;
  type->is_text = !is_object;
  if (!is_native)
    type->keyword = "CHAR(32)";

  return TRUE;
}

/* One that is not native stands for a point in time after 1970. */
static gboolean
set_interval (AthPythonEvaluator *evaluator,
              AthSqlType         *type,
              AthPythonValue    **values)
{
  gboolean is_native = TRUE;

  if (!ath_sa_get_bool (evaluator, values[0], &is_native))
    return FALSE;
  if (!is_native)
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), "Interval",
                              "native") != NULL;

  return ath_sa_get_number (evaluator, values[1], "second_precision", &type->precision);
}

static gboolean
set_bit (AthPythonEvaluator *evaluator,
         AthSqlType         *type,
         AthPythonValue    **values)
{
  gboolean is_varying = FALSE;

  if (!ath_sa_get_number (evaluator, values[0], "length", &type->length)
      || !ath_sa_get_bool (evaluator, values[1], &is_varying))
    return FALSE;
  if (is_varying)
    type->keyword = "BIT VARYING";
  else if (type->length == 0)
    type->length = 1;

  return TRUE;
}

static gboolean
set_arguments (AthPythonEvaluator   *evaluator,
               const AthSaTypeClass *spec,
               AthSqlType           *type,
               AthPythonValue      **values)
{
  switch (spec->signature)
    {
    case ATH_SA_SIGNATURE_STRING:
      return set_string (evaluator, type, values);

    case ATH_SA_SIGNATURE_LENGTH:
      /* BYTEA has no length; the generic type's is for other databases. */
      return spec->kind == ATH_SQL_TYPE_BINARY && g_str_equal (spec->keyword, "BYTEA")
             ? TRUE : ath_sa_get_number (evaluator, values[0], "length", &type->length);

    case ATH_SA_SIGNATURE_NUMERIC:
      return ath_sa_get_number (evaluator, values[0], "precision", &type->precision)
             && ath_sa_get_number (evaluator, values[1], "scale", &type->scale);

    case ATH_SA_SIGNATURE_FLOAT:
      return spec->has_precision
             ? ath_sa_get_number (evaluator, values[0], "precision", &type->precision) : TRUE;

    case ATH_SA_SIGNATURE_BOOLEAN:
      return set_boolean (evaluator, values);

    case ATH_SA_SIGNATURE_TIMEZONE:
      return ath_sa_get_bool (evaluator, values[0], &type->has_timezone);

    case ATH_SA_SIGNATURE_TIME:
      return ath_sa_get_bool (evaluator, values[0], &type->has_timezone)
             && ath_sa_get_number (evaluator, values[1], "precision", &type->precision);

    case ATH_SA_SIGNATURE_INTERVAL:
      return set_interval (evaluator, type, values);

    case ATH_SA_SIGNATURE_PG_INTERVAL:
      return ath_sa_get_number (evaluator, values[0], "precision", &type->precision)
             && ath_sa_get_text (evaluator, values[1], "fields", &type->fields);

    case ATH_SA_SIGNATURE_UUID:
      return set_uuid (evaluator, type, values);

    case ATH_SA_SIGNATURE_BIT:
      return set_bit (evaluator, type, values);

    case ATH_SA_SIGNATURE_JSON:
      return ath_sa_get_bool (evaluator, values[0], &type->none_is_null);

    case ATH_SA_SIGNATURE_PICKLE:
      type->converts = TRUE;
      return TRUE;

    case ATH_SA_SIGNATURE_NONE:
    case ATH_SA_SIGNATURE_HSTORE:
      return TRUE;

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_sa_type_construct:
 * @evaluator: an evaluator
 * @self: a class of #AthSaTypeClass, or one of a script that derives from it
 * @arguments: what is passed
 *
 * Makes a type.
 *
 * Returns: (transfer none) (nullable): the type, or `NULL` after raising or
 *   refusing
 */
AthPythonValue *
ath_sa_type_construct (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  const AthSaTypeClass *spec = find_spec (ath_python_class_get_native (self));
  const AthPythonParameter *parameters = signatures[spec->signature];
  AthPythonValue *values[6];
  AthSqlType *type;

  if (self->type == ATH_PYTHON_TYPE_CLASS)
    return ath_sa_type_new_unknown (evaluator);
  if (!ath_python_arguments_bind (evaluator, spec->class.name, arguments, parameters,
                                  count_parameters (parameters), values))
    return NULL;

  type = ath_sql_type_new (ath_python_get_arena (evaluator), spec->kind, spec->keyword);
  type->has_timezone = spec->has_timezone;
  if (!set_arguments (evaluator, spec, type, values))
    return NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), &spec->class, type);
}

#define TYPE(symbol_, name_, kind_, keyword_, signature_, ...) \
  const AthSaTypeClass ath_sa_type_##symbol_ = { \
    .class = { \
      .name = name_, \
      .module = "sqlalchemy.types", \
      .base = &ath_sa_type_class, \
      .construct = ath_sa_type_construct, \
    }, \
    .kind = ATH_SQL_TYPE_##kind_, \
    .keyword = keyword_, \
    .signature = ATH_SA_SIGNATURE_##signature_, \
    __VA_ARGS__ \
  };
#include "script/alembic/types/ath-sa-type-list.h"
#undef TYPE
