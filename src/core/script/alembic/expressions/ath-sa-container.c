/* ath-sa-container.c: what is inside JSON values, arrays and ranges
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa.h"
#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/expressions/ath-sa-pattern.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static const AthPythonParameter one_other[] = { { "other", ATH_PYTHON_PARAM_REQUIRED } };

static gboolean
is_hstore (const AthSqlType *type)
{
  return ath_sa_type_is_kind (type, ATH_SQL_TYPE_OTHER) && g_str_equal (type->keyword, "HSTORE");
}

static gboolean
is_jsonb (const AthSqlType *type)
{
  return ath_sa_type_is_kind (type, ATH_SQL_TYPE_JSON) && g_str_equal (type->keyword, "JSONB");
}

static gboolean
is_range (const AthSqlType *type)
{
  return ath_sa_type_is_kind (type, ATH_SQL_TYPE_OTHER)
         && g_str_has_suffix (type->keyword, "RANGE");
}

/* `('a', 0, 'b')` is `'{a, 0, b}'`. */
static const AthSaExpression *
path_of (AthPythonEvaluator *evaluator,
         AthPythonValue     *key)
{
  g_autoptr(GString) path = g_string_new ("{");
  AthPythonValue *text;

  for (guint i = 0; i < key->sequence.length; i++)
    {
      AthPythonValue *part = key->sequence.items[i];

      if (!ath_python_is_str (part) && part->type != ATH_PYTHON_TYPE_INT)
        return ath_python_refuse (evaluator, _("%s as a key is not understood"),
                                  ath_python_get_type_name (part));
      text = ath_python_str (evaluator, part);
      if (text == NULL)
        return NULL;
      g_string_append (path, i > 0 ? ", " : "");
      g_string_append (path, text->text.bytes);
    }
  g_string_append_c (path, '}');

  return ath_sa_expression_of (evaluator,
                               ath_python_str_new (ath_python_get_arena (evaluator), path->str),
                               &ath_sa_string_type);
}

static AthPythonValue *
get_json_item (AthPythonEvaluator    *evaluator,
               const AthSaExpression *self,
               AthPythonValue        *key)
{
  gboolean is_path = ath_python_is_sequence (key);
  const AthSaExpression *right;

  if (!is_path && !ath_python_is_str (key) && key->type != ATH_PYTHON_TYPE_INT
      && ath_sa_expression_get (key) == NULL)
    return ath_python_refuse (evaluator, _("%s as a key is not understood"),
                              ath_python_get_type_name (key));
  right = is_path ? path_of (evaluator, key) : ath_sa_expression_of (evaluator, key, NULL);

  return right != NULL
         ? ath_sa_operation_new (evaluator,
                                 ath_sa_operator_get (is_path ? ATH_SA_OPERATOR_JSON_PATH
                                                              : ATH_SA_OPERATOR_JSON_ITEM),
                                 self, right, self->type) : NULL;
}

/* `[start:stop]` */
static const AthSaExpression *
slice_of (AthPythonEvaluator *evaluator,
          AthPythonValue     *key)
{
  GPtrArray *items = ath_sql_items_new (ath_python_get_arena (evaluator));
  AthPythonValue *limits[] = { key->slice.lower, key->slice.upper };

  if (!ath_python_is_none (key->slice.step))
    return ath_python_refuse (evaluator, _("%s as a key is not understood"), "slice");
  for (guint i = 0; i < G_N_ELEMENTS (limits); i++)
    {
      if (limits[i]->type != ATH_PYTHON_TYPE_INT)
        return ath_python_refuse (evaluator, _("%s as a key is not understood"), "slice");
      g_ptr_array_add (items, (gpointer) ath_sa_expression_of (evaluator, limits[i], NULL));
    }

  return ath_sa_expression_get (ath_sa_list_new (evaluator, "", ":", "", items));
}

static AthPythonValue *
get_array_item (AthPythonEvaluator    *evaluator,
                const AthSaExpression *self,
                AthPythonValue        *key)
{
  const AthSqlType *type = self->type->item;
  const AthSaExpression *right;
  AthSqlType *inner;

  if (self->type->counts_from_zero)
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), "ARRAY",
                              "zero_indexes");
  if (key->type == ATH_PYTHON_TYPE_SLICE)
    {
      type = self->type;
      right = slice_of (evaluator, key);
    }
  else if (key->type == ATH_PYTHON_TYPE_INT || ath_sa_expression_get (key) != NULL)
    right = ath_sa_expression_of (evaluator, key, NULL);
  else
    right = ath_python_refuse (evaluator, _("%s as a key is not understood"),
                               ath_python_get_type_name (key));
  if (right == NULL)
    return NULL;

  if (type != self->type && self->type->dimensions > 1)
    {
      inner = ath_sql_type_new (ath_python_get_arena (evaluator), ATH_SQL_TYPE_ARRAY,
                                self->type->keyword);
      *inner = *self->type;
      inner->dimensions--;
      type = inner;
    }

  return ath_sa_operation_new (evaluator, ath_sa_operator_get (ATH_SA_OPERATOR_ITEM), self, right,
                               type);
}

/**
 * ath_sa_expression_get_item:
 * @evaluator: an evaluator
 * @self: an expression
 * @key: a key, a path of keys, a number or a slice
 *
 * Returns: (transfer none) (nullable): what is there, as an expression, or
 *   `NULL` after refusing
 */
AthPythonValue *
ath_sa_expression_get_item (AthPythonEvaluator *evaluator,
                            AthPythonValue     *self,
                            AthPythonValue     *key)
{
  const AthSaExpression *expression = ath_sa_expression_get (self);
  const AthSaExpression *right;

  if (ath_sa_type_is_kind (expression->type, ATH_SQL_TYPE_JSON))
    return get_json_item (evaluator, expression, key);
  if (ath_sa_type_is_kind (expression->type, ATH_SQL_TYPE_ARRAY))
    return get_array_item (evaluator, expression, key);
  if (!is_hstore (expression->type) || !ath_python_is_str (key))
    return ath_python_refuse (evaluator, _("“[…]” of %s is not understood"),
                              ath_python_get_type_name (self));
  right = ath_sa_expression_of (evaluator, key, NULL);

  return ath_sa_operation_new (evaluator, ath_sa_operator_get (ATH_SA_OPERATOR_HSTORE_ITEM),
                               expression, right, &ath_sa_text_type);
}

/* The operator of a JSON item, or NULL after refusing. */
static const AthSaOperator *
get_item_operator (AthPythonEvaluator     *evaluator,
                   AthPythonValue         *self,
                   const char             *name,
                   const AthSaExpression **left,
                   const AthSaExpression **right)
{
  const AthSaExpression *expression = ath_sa_expression_get (self);
  const AthSaOperator *operator = ath_sa_operation_get (expression, left, right);

  if ((ath_sa_operator_is (operator, ATH_SA_OPERATOR_JSON_ITEM)
       || ath_sa_operator_is (operator, ATH_SA_OPERATOR_JSON_PATH))
      && ath_sa_type_is_kind (expression->type, ATH_SQL_TYPE_JSON))
    return operator;

  return ath_python_refuse (evaluator, _("“%s” of %s is not understood"), name,
                            ath_python_get_type_name (self));
}

static AthPythonValue *
property_astext (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  const AthSaExpression *left;
  const AthSaExpression *right;
  const AthSaOperator *operator = get_item_operator (evaluator, self, "astext", &left, &right);
  AthSaOperatorId id;

  if (operator == NULL)
    return NULL;
  id = ath_sa_operator_is (operator, ATH_SA_OPERATOR_JSON_PATH) ? ATH_SA_OPERATOR_JSON_PATH_TEXT
                                                                : ATH_SA_OPERATOR_JSON_TEXT;

  return ath_sa_operation_new (evaluator, ath_sa_operator_get (id), left, right,
                               &ath_sa_text_type);
}

static AthPythonValue *
cast_item (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments,
           const char               *name,
           const AthSqlType         *type)
{
  const AthSaExpression *left;
  const AthSaExpression *right;
  const AthSaOperator *operator = get_item_operator (evaluator, self, name, &left, &right);

  if (operator == NULL)
    return NULL;
  if (arguments->n_positional + arguments->n_keywords > 0)
    return ath_python_refuse (evaluator, _("“%s ()” with arguments is not understood"), name);

  return ath_sa_operation_new (evaluator, operator, left, right, type);
}

static AthPythonValue *
method_as_string (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return cast_item (evaluator, self, arguments, "as_string", &ath_sa_string_type);
}

static AthPythonValue *
method_as_integer (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  return cast_item (evaluator, self, arguments, "as_integer", &ath_sa_integer_type);
}

static AthPythonValue *
method_as_float (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return cast_item (evaluator, self, arguments, "as_float", &ath_sa_float_type);
}

static AthPythonValue *
method_as_boolean (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  return cast_item (evaluator, self, arguments, "as_boolean", &ath_sa_boolean_type);
}

static AthPythonValue *
method_as_json (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return cast_item (evaluator, self, arguments, "as_json", ath_sa_expression_get (self)->type);
}

static AthPythonValue *
method_as_numeric (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "precision", ATH_PYTHON_PARAM_REQUIRED },
    { "scale", ATH_PYTHON_PARAM_REQUIRED },
    { "asdecimal", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSqlType *type = ath_sql_type_new (ath_python_get_arena (evaluator), ATH_SQL_TYPE_NUMERIC,
                                       "NUMERIC");
  AthPythonArguments none = { NULL };

  if (!BIND ("as_numeric", parameters, values)
      || !ath_sa_get_number (evaluator, values[0], "precision", &type->precision)
      || !ath_sa_get_number (evaluator, values[1], "scale", &type->scale))
    return NULL;

  return cast_item (evaluator, self, &none, "as_numeric", type);
}

static AthPythonValue *
compare (AthPythonEvaluator    *evaluator,
         AthSaOperatorId        id,
         const AthSaExpression *left,
         AthPythonValue        *other)
{
  const AthSaExpression *right = ath_sa_operand_of (evaluator, other, left);

  return right != NULL ? ath_sa_operation_new (evaluator, ath_sa_operator_get (id), left, right,
                                               &ath_sa_boolean_type) : NULL;
}

static AthPythonValue *
refuse_method (AthPythonEvaluator *evaluator,
               AthPythonValue     *self,
               const char         *name)
{
  return ath_python_refuse (evaluator, _("“%s” of %s is not understood"), name,
                            ath_python_get_type_name (self));
}

/* Of a text LIKE, of a container that it has all of it. */
static AthPythonValue *
method_contains (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  const AthSaExpression *left = ath_sa_expression_get (self);
  const AthSqlType *type = left->type;
  AthPythonValue *other;

  if (is_hstore (type))
    return refuse_method (evaluator, self, "contains");
  if (!is_jsonb (type) && !is_range (type) && !ath_sa_type_is_kind (type, ATH_SQL_TYPE_ARRAY))
    return ath_sa_find_text (evaluator, self, arguments, "contains", FALSE, TRUE, TRUE);

  return BIND ("contains", one_other, &other)
         ? compare (evaluator, ATH_SA_OPERATOR_SUPERSET, left, other) : NULL;
}

static AthPythonValue *
method_contained_by (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  const AthSaExpression *left = ath_sa_expression_get (self);
  AthPythonValue *other;

  if (!is_jsonb (left->type) && !is_range (left->type)
      && !ath_sa_type_is_kind (left->type, ATH_SQL_TYPE_ARRAY))
    return refuse_method (evaluator, self, "contained_by");

  return BIND ("contained_by", one_other, &other)
         ? compare (evaluator, ATH_SA_OPERATOR_SUBSET, left, other) : NULL;
}

static AthPythonValue *
method_overlap (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  const AthSaExpression *left = ath_sa_expression_get (self);
  AthPythonValue *other;

  if (!ath_sa_type_is_kind (left->type, ATH_SQL_TYPE_ARRAY) && !is_range (left->type))
    return refuse_method (evaluator, self, "overlap");

  return BIND ("overlap", one_other, &other)
         ? compare (evaluator, ATH_SA_OPERATOR_OVERLAP, left, other) : NULL;
}

/* A list would be sent as JSON, which these operators do not take. */
static AthPythonValue *
ask_jsonb (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments,
           const char               *name,
           AthSaOperatorId           id)
{
  const AthSaExpression *left = ath_sa_expression_get (self);
  AthPythonValue *other;

  if (!BIND (name, one_other, &other))
    return NULL;
  if (!is_jsonb (left->type) && !(is_hstore (left->type) && id == ATH_SA_OPERATOR_HAS_KEY))
    return refuse_method (evaluator, self, name);
  if (!ath_python_is_str (other) && ath_sa_expression_get (other) == NULL)
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), name,
                              ath_python_get_type_name (other));

  return compare (evaluator, id, left, other);
}

static AthPythonValue *
method_has_key (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return ask_jsonb (evaluator, self, arguments, "has_key", ATH_SA_OPERATOR_HAS_KEY);
}

static AthPythonValue *
method_has_all (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return ask_jsonb (evaluator, self, arguments, "has_all", ATH_SA_OPERATOR_HAS_ALL);
}

static AthPythonValue *
method_has_any (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return ask_jsonb (evaluator, self, arguments, "has_any", ATH_SA_OPERATOR_HAS_ANY);
}

static AthPythonValue *
method_path_exists (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  return ask_jsonb (evaluator, self, arguments, "path_exists", ATH_SA_OPERATOR_PATH_EXISTS);
}

static AthPythonValue *
method_path_match (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  return ask_jsonb (evaluator, self, arguments, "path_match", ATH_SA_OPERATOR_PATH_MATCH);
}

/* ANY or ALL of an array or a query: of the type of one item. */
static AthPythonValue *
collection_new (AthPythonEvaluator    *evaluator,
                AthSaOperatorId        id,
                const AthSaExpression *operand)
{
  const AthSqlType *type = operand->type;

  if (ath_sa_type_is_kind (type, ATH_SQL_TYPE_ARRAY))
    type = type->item;

  return ath_sa_prefix_new (evaluator, id, operand, type);
}

static AthPythonValue *
method_any_item (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments,
                 const char               *name,
                 AthSaOperatorId           id)
{
  const AthSaExpression *array = ath_sa_expression_get (self);
  AthPythonValue *other;

  if (!BIND (name, one_other, &other))
    return NULL;
  if (!ath_sa_type_is_kind (array->type, ATH_SQL_TYPE_ARRAY))
    return refuse_method (evaluator, self, name);

  return ath_sa_compare_with (evaluator, ATH_SA_OPERATOR_EQ,
                              collection_new (evaluator, id, array), other, NULL);
}

static AthPythonValue *
method_any (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return method_any_item (evaluator, self, arguments, "any", ATH_SA_OPERATOR_ANY);
}

static AthPythonValue *
method_all (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return method_any_item (evaluator, self, arguments, "all", ATH_SA_OPERATOR_ALL);
}

static AthPythonValue *
method_any_of (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return collection_new (evaluator, ATH_SA_OPERATOR_ANY, ath_sa_expression_get (self));
}

static AthPythonValue *
method_all_of (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return collection_new (evaluator, ATH_SA_OPERATOR_ALL, ath_sa_expression_get (self));
}

static const AthPythonNativeFunction container_methods[] = {
  { "astext", property_astext, .is_property = TRUE },
  { "as_string", method_as_string },
  { "as_integer", method_as_integer },
  { "as_float", method_as_float },
  { "as_boolean", method_as_boolean },
  { "as_numeric", method_as_numeric },
  { "as_json", method_as_json },
  { "contains", method_contains },
  { "contained_by", method_contained_by },
  { "overlap", method_overlap },
  { "overlaps", method_overlap },
  { "has_key", method_has_key },
  { "has_all", method_has_all },
  { "has_any", method_has_any },
  { "path_exists", method_path_exists },
  { "path_match", method_path_match },
  { "any", method_any },
  { "all", method_all },
  { "any_", method_any_of },
  { "all_", method_all_of },
  { NULL },
};

const AthPythonNativeClass ath_sa_container_class = {
  .name = "ColumnOperators",
  .module = "sqlalchemy.sql.operators",
  .methods = container_methods,
};
