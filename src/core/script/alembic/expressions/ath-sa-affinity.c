/* ath-sa-affinity.c: what operators make of types
 *
 * SQLAlchemy gives every expression a type, by what it knows of the operands;
 * how an operator and a value beside it are written depends on that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/expressions/ath-sa-operator.h"

#define TYPE(name_, kind_, keyword_) \
  const AthSqlType ath_sa_##name_##_type = { \
    .kind = ATH_SQL_TYPE_##kind_, .keyword = keyword_, .precision = -1, .scale = -1, \
  };

TYPE (boolean, BOOLEAN, "BOOLEAN")
TYPE (integer, INTEGER, "INTEGER")
TYPE (string, STRING, "VARCHAR")
TYPE (text, STRING, "TEXT")
TYPE (numeric, NUMERIC, "NUMERIC")
TYPE (float, FLOAT, "FLOAT")
TYPE (datetime, DATETIME, "TIMESTAMP")
TYPE (date, DATE, "DATE")
TYPE (time, TIME, "TIME")
TYPE (interval, INTERVAL, "INTERVAL")
TYPE (binary, BINARY, "BYTEA")
TYPE (uuid, UUID, "UUID")

#undef TYPE

/**
 * ath_sa_type_is_null:
 * @type: (nullable): a type
 *
 * Returns: whether nothing is known of it
 */
gboolean
ath_sa_type_is_null (const AthSqlType *type)
{
  return type == NULL || type->kind == ATH_SQL_TYPE_NULL;
}

/**
 * ath_sa_type_is_kind:
 * @type: (nullable): a type
 * @kind: a family
 *
 * Returns: whether @type is of @kind
 */
gboolean
ath_sa_type_is_kind (const AthSqlType *type,
                     AthSqlTypeKind    kind)
{
  return type != NULL && type->kind == kind;
}

/**
 * ath_sa_type_is_integer:
 * @type: (nullable): a type
 *
 * Returns: whether its values are whole numbers
 */
gboolean
ath_sa_type_is_integer (const AthSqlType *type)
{
  return type != NULL && (type->kind == ATH_SQL_TYPE_INTEGER
                          || type->kind == ATH_SQL_TYPE_SMALLINT
                          || type->kind == ATH_SQL_TYPE_BIGINT);
}

/**
 * ath_sa_type_is_numeric:
 * @type: (nullable): a type
 *
 * Returns: whether its values are numbers, but not whole ones
 */
gboolean
ath_sa_type_is_numeric (const AthSqlType *type)
{
  return type != NULL && (type->kind == ATH_SQL_TYPE_NUMERIC || type->kind == ATH_SQL_TYPE_FLOAT);
}

/* `+` between these is `||`. */
static gboolean
is_concatenable (const AthSqlType *type)
{
  if (type == NULL)
    return FALSE;

  return type->kind == ATH_SQL_TYPE_STRING || type->kind == ATH_SQL_TYPE_ENUM
         || type->kind == ATH_SQL_TYPE_ARRAY || type->kind == ATH_SQL_TYPE_JSON
         || (type->kind == ATH_SQL_TYPE_OTHER && g_str_equal (type->keyword, "HSTORE"));
}

/* Families that SQLAlchemy takes for one. */
static AthSqlTypeKind
get_affinity (const AthSqlType *type)
{
  if (type == NULL)
    return ATH_SQL_TYPE_NULL;
  if (ath_sa_type_is_integer (type))
    return ATH_SQL_TYPE_INTEGER;
  if (ath_sa_type_is_numeric (type))
    return ATH_SQL_TYPE_NUMERIC;

  return type->kind;
}

/**
 * ath_sa_type_is_alike:
 * @one: (nullable): a type
 * @two: (nullable): another
 *
 * Returns: whether SQLAlchemy reckons with them in the same way
 */
gboolean
ath_sa_type_is_alike (const AthSqlType *one,
                      const AthSqlType *two)
{
  return get_affinity (one) == get_affinity (two);
}

/**
 * ath_sa_type_of_value:
 * @value: a value of Python's
 *
 * Returns: (transfer none) (nullable): of what type it looks; `NULL` when it
 *   looks of none
 */
const AthSqlType *
ath_sa_type_of_value (AthPythonValue *value)
{
  static const struct
  {
    const char       *name;
    const AthSqlType *type;
  } hosts[] = {
    { "datetime", &ath_sa_datetime_type },   { "date", &ath_sa_date_type },
    { "time", &ath_sa_time_type },           { "timedelta", &ath_sa_interval_type },
    { "Decimal", &ath_sa_numeric_type },     { "UUID", &ath_sa_uuid_type },
  };

  switch ((guint) value->type)
    {
    case ATH_PYTHON_TYPE_BOOL:
      return &ath_sa_boolean_type;

    case ATH_PYTHON_TYPE_INT:
      return &ath_sa_integer_type;

    case ATH_PYTHON_TYPE_FLOAT:
      return &ath_sa_float_type;

    case ATH_PYTHON_TYPE_STR:
      return &ath_sa_string_type;

    case ATH_PYTHON_TYPE_BYTES:
      return &ath_sa_binary_type;

    case ATH_PYTHON_TYPE_HOST:
      for (guint i = 0; i < G_N_ELEMENTS (hosts); i++)
        if (g_str_equal (value->host.class->name, hosts[i].name))
          return hosts[i].type;
      return NULL;

    default:
      return NULL;
    }
}

/**
 * ath_sa_type_compared:
 * @type: (nullable): of the other side of an operator
 * @value: a value of Python's
 *
 * Returns: (transfer none) (nullable): the type that @value is written as
 */
const AthSqlType *
ath_sa_type_compared (const AthSqlType *type,
                      AthPythonValue   *value)
{
  const AthSqlType *own = ath_sa_type_of_value (value);

  /* A type of the script's own takes whatever it is compared with. */
  if (own == NULL || (type != NULL && type->is_decorated))
    return type;
  if (own->kind == ATH_SQL_TYPE_STRING && (ath_sa_type_is_kind (type, ATH_SQL_TYPE_ENUM)
                                           || ath_sa_type_is_kind (type, ATH_SQL_TYPE_UUID)))
    return type;

  return get_affinity (own) == get_affinity (type) ? type : own;
}

static const AthSqlType *
adapt_integer (AthSaOperatorId   id,
               const AthSqlType *left,
               const AthSqlType *right)
{
  AthSqlTypeKind other = get_affinity (right);

  if (id == ATH_SA_OPERATOR_DIVIDE && other == ATH_SQL_TYPE_INTEGER)
    return &ath_sa_numeric_type;
  if (id == ATH_SA_OPERATOR_ADD && other == ATH_SQL_TYPE_DATE)
    return right;
  if (id == ATH_SA_OPERATOR_MULTIPLY && other == ATH_SQL_TYPE_INTERVAL)
    return right;
  if (other == ATH_SQL_TYPE_NUMERIC && id != ATH_SA_OPERATOR_MODULO)
    return right;

  return left;
}

static const AthSqlType *
adapt_time (AthSaOperatorId   id,
            const AthSqlType *left,
            const AthSqlType *right)
{
  static const struct
  {
    AthSqlTypeKind    left;
    AthSaOperatorId   id;
    AthSqlTypeKind    right;
    const AthSqlType *type;
  } rules[] = {
    { ATH_SQL_TYPE_DATETIME, ATH_SA_OPERATOR_SUBTRACT, ATH_SQL_TYPE_DATETIME,
      &ath_sa_interval_type },
    { ATH_SQL_TYPE_DATE, ATH_SA_OPERATOR_ADD, ATH_SQL_TYPE_INTERVAL, &ath_sa_datetime_type },
    { ATH_SQL_TYPE_DATE, ATH_SA_OPERATOR_ADD, ATH_SQL_TYPE_TIME, &ath_sa_datetime_type },
    { ATH_SQL_TYPE_DATE, ATH_SA_OPERATOR_SUBTRACT, ATH_SQL_TYPE_DATE, &ath_sa_integer_type },
    { ATH_SQL_TYPE_DATE, ATH_SA_OPERATOR_SUBTRACT, ATH_SQL_TYPE_INTERVAL, &ath_sa_datetime_type },
    { ATH_SQL_TYPE_DATE, ATH_SA_OPERATOR_SUBTRACT, ATH_SQL_TYPE_DATETIME, &ath_sa_interval_type },
    { ATH_SQL_TYPE_TIME, ATH_SA_OPERATOR_ADD, ATH_SQL_TYPE_DATE, &ath_sa_datetime_type },
    { ATH_SQL_TYPE_TIME, ATH_SA_OPERATOR_SUBTRACT, ATH_SQL_TYPE_TIME, &ath_sa_interval_type },
    { ATH_SQL_TYPE_INTERVAL, ATH_SA_OPERATOR_ADD, ATH_SQL_TYPE_DATE, &ath_sa_datetime_type },
    { ATH_SQL_TYPE_INTERVAL, ATH_SA_OPERATOR_ADD, ATH_SQL_TYPE_DATETIME, &ath_sa_datetime_type },
    { ATH_SQL_TYPE_INTERVAL, ATH_SA_OPERATOR_ADD, ATH_SQL_TYPE_TIME, &ath_sa_time_type },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rules); i++)
    if (rules[i].left == left->kind && rules[i].id == id && rules[i].right == get_affinity (right))
      return rules[i].type;

  return left;
}

/**
 * ath_sa_type_adapt:
 * @id: an operator
 * @left: (nullable): the type of its left operand
 * @right: (nullable): that of its right one
 * @type: (out) (nullable): that of the result
 *
 * Returns: the operator that is written
 */
AthSaOperatorId
ath_sa_type_adapt (AthSaOperatorId    id,
                   const AthSqlType  *left,
                   const AthSqlType  *right,
                   const AthSqlType **type)
{
  gboolean is_commutative = id == ATH_SA_OPERATOR_ADD || id == ATH_SA_OPERATOR_MULTIPLY;

  /* A type that is not known leaves it to the other one. */
  if (ath_sa_type_is_null (left) && is_commutative && !ath_sa_type_is_null (right))
    return ath_sa_type_adapt (id, right, left, type);

  *type = left;
  if (ath_sa_type_is_null (left))
    return id;
  if (id == ATH_SA_OPERATOR_ADD && is_concatenable (left)
      && (is_concatenable (right) || ath_sa_type_is_null (right)))
    {
      if (left->kind == ATH_SQL_TYPE_ENUM)
        *type = &ath_sa_string_type;
      return ATH_SA_OPERATOR_CONCAT;
    }

  if (ath_sa_type_is_integer (left))
    *type = adapt_integer (id, left, right);
  else if (left->kind == ATH_SQL_TYPE_NUMERIC || left->kind == ATH_SQL_TYPE_FLOAT)
    *type = id == ATH_SA_OPERATOR_MULTIPLY && get_affinity (right) == ATH_SQL_TYPE_INTERVAL
            ? right : left;
  else
    *type = adapt_time (id, left, right);

  return id;
}

/* Without one a day and its beginning are the same. */
static gboolean
has_time (AthPythonEvaluator *evaluator,
          AthPythonValue     *value)
{
  AthPythonValue *text;

  if (!g_str_equal (ath_python_get_type_name (value), "datetime"))
    return FALSE;
  text = ath_python_str (evaluator, value);

  return text != NULL && !g_str_has_suffix (text->text.bytes, " 00:00:00");
}

/* A tuple is compared item by item. */
static const AthSaExpression *
tuple_of (AthPythonEvaluator *evaluator,
          AthPythonValue     *value,
          const GPtrArray    *others)
{
  GPtrArray *items = ath_sql_items_new (ath_python_get_arena (evaluator));

  if (!ath_python_is_sequence (value)
      || value->sequence.length != others->len)
    return ath_python_refuse (evaluator, _("%s as a value in SQL is not understood"),
                              ath_python_get_type_name (value));
  for (guint i = 0; i < others->len; i++)
    {
      const AthSaExpression *item = ath_sa_operand_of (evaluator, value->sequence.items[i],
                                                       g_ptr_array_index (others, i));

      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, (gpointer) item);
    }

  return ath_sa_expression_get (ath_sa_list_new (evaluator, "(", ", ", ")", items));
}

/**
 * ath_sa_operand_of:
 * @evaluator: an evaluator
 * @value: an expression, or a value that becomes a literal
 * @other: the operand on the other side
 *
 * Returns: (transfer none) (nullable): an expression, or `NULL` after raising
 *   or refusing
 */
const AthSaExpression *
ath_sa_operand_of (AthPythonEvaluator    *evaluator,
                   AthPythonValue        *value,
                   const AthSaExpression *other)
{
  const AthSaExpression *expression = ath_sa_expression_get (value);
  const GPtrArray *tuple = ath_sa_tuple_get_items (other);
  const AthSqlType *type = other->type;

  if (expression != NULL)
    return ath_sa_is_bind (expression) && ath_sa_type_is_null (expression->type)
           ? ath_sa_bind_new_typed (evaluator, expression, type) : expression;
  if (tuple != NULL)
    return tuple_of (evaluator, value, tuple);
  if (ath_python_is_none (value))
    return ath_sa_null_new_typed (evaluator, type);

  if (ath_sa_type_is_kind (type, ATH_SQL_TYPE_DATE) && has_time (evaluator, value))
    return ath_python_refuse (evaluator, _("A time of day beside a date is not understood: the "
                                           "driver and “--sql” write it differently"));

  return ath_sa_expression_of (evaluator, value, ath_sa_type_compared (type, value));
}
