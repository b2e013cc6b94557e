/* ath-python-module-operator.c: the module operator
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

static const AthPythonParameter one_function[] = { { "function", ATH_PYTHON_PARAM_POSITIONAL } };

/* itemgetter (…) and attrgetter (…): the data are a tuple of keys or names. */
static AthPythonValue *
get_one (AthPythonEvaluator *evaluator,
         AthPythonValue     *object,
         AthPythonValue     *key,
         gboolean            is_attribute)
{
  g_auto(GStrv) names = NULL;

  if (!is_attribute)
    return ath_python_get_item (evaluator, object, key);

  names = g_strsplit (key->text.bytes, ".", -1);
  for (guint i = 0; object != NULL && names[i] != NULL; i++)
    object = ath_python_get_attribute (evaluator, object,
                                       ath_arena_strdup (evaluator->arena, names[i]));

  return object;
}

static const AthPythonNativeClass attrgetter_class;

static AthPythonValue *
call_getter (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  AthPythonValue *keys = self->host.data;
  gboolean is_attribute = self->host.class == &attrgetter_class;
  AthPythonValue *list;
  AthPythonValue *object;

  if (!ATH_PYTHON_BIND (self->host.class->name, one_function, &object))
    return NULL;
  if (keys->sequence.length == 1)
    return get_one (evaluator, object, keys->sequence.items[0], is_attribute);

  list = ath_python_list_new (evaluator->arena, NULL, 0);
  for (guint i = 0; i < keys->sequence.length; i++)
    {
      AthPythonValue *item = get_one (evaluator, object, keys->sequence.items[i], is_attribute);

      if (item == NULL)
        return NULL;
      ath_python_list_append (evaluator->arena, list, item);
    }
  list->type = ATH_PYTHON_TYPE_TUPLE;

  return list;
}

static AthPythonValue *
construct_getter (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "key", ATH_PYTHON_PARAM_POSITIONAL },
    { "keys", ATH_PYTHON_PARAM_REST },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  if (!ATH_PYTHON_BIND (self->native_class->name, parameters, values))
    return NULL;
  for (guint i = 0; i < arguments->n_positional && self->native_class == &attrgetter_class; i++)
    if (!ath_python_is_str (arguments->positional[i]))
      return ath_python_raise (evaluator, &ath_python_type_error_class,
                               "attribute name must be a string");

  return ath_python_host_new (evaluator->arena, self->native_class,
                              ath_python_tuple_new (evaluator->arena, arguments->positional,
                                                    arguments->n_positional));
}

static const AthPythonNativeClass itemgetter_class = {
  .name = "itemgetter",
  .module = "operator",
  .construct = construct_getter,
  .call = call_getter,
};

static const AthPythonNativeClass attrgetter_class = {
  .name = "attrgetter",
  .module = "operator",
  .construct = construct_getter,
  .call = call_getter,
};

static const AthPythonParameter two_operands[] = {
  { "a", ATH_PYTHON_PARAM_POSITIONAL },
  { "b", ATH_PYTHON_PARAM_POSITIONAL },
};

#define OPERATION(name_, function_, op_) \
  static AthPythonValue * \
  operator_##name_ (AthPythonEvaluator       *evaluator, \
                    AthPythonValue           *self, \
                    const AthPythonArguments *arguments) \
  { \
    AthPythonValue *values[G_N_ELEMENTS (two_operands)]; \
    \
    return ATH_PYTHON_BIND (#name_, two_operands, values) \
           ? function_ (evaluator, op_, values[0], values[1]) : NULL; \
  } \
  static const AthPythonNativeFunction name_##_function = { #name_, operator_##name_ }

OPERATION (add, ath_python_binary, ATH_PYTHON_ADD);
OPERATION (sub, ath_python_binary, ATH_PYTHON_SUB);
OPERATION (mul, ath_python_binary, ATH_PYTHON_MULT);
OPERATION (truediv, ath_python_binary, ATH_PYTHON_DIV);
OPERATION (floordiv, ath_python_binary, ATH_PYTHON_FLOOR_DIV);
OPERATION (mod, ath_python_binary, ATH_PYTHON_MOD);
OPERATION (pow, ath_python_binary, ATH_PYTHON_POW);
OPERATION (or_, ath_python_binary, ATH_PYTHON_BIT_OR);
OPERATION (and_, ath_python_binary, ATH_PYTHON_BIT_AND);
OPERATION (xor, ath_python_binary, ATH_PYTHON_BIT_XOR);
OPERATION (lshift, ath_python_binary, ATH_PYTHON_LSHIFT);
OPERATION (rshift, ath_python_binary, ATH_PYTHON_RSHIFT);
OPERATION (eq, ath_python_compare, ATH_PYTHON_EQ);
OPERATION (ne, ath_python_compare, ATH_PYTHON_NOT_EQ);
OPERATION (lt, ath_python_compare, ATH_PYTHON_LT);
OPERATION (le, ath_python_compare, ATH_PYTHON_LT_E);
OPERATION (gt, ath_python_compare, ATH_PYTHON_GT);
OPERATION (ge, ath_python_compare, ATH_PYTHON_GT_E);
OPERATION (is_, ath_python_compare, ATH_PYTHON_IS);
OPERATION (is_not, ath_python_compare, ATH_PYTHON_IS_NOT);

static AthPythonValue *
operator_contains (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (two_operands)];
  gboolean result;

  return ATH_PYTHON_BIND ("contains", two_operands, values)
         && ath_python_contains (evaluator, values[0], values[1], &result)
         ? ath_python_bool (result) : NULL;
}

static AthPythonValue *
operator_getitem (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (two_operands)];

  return ATH_PYTHON_BIND ("getitem", two_operands, values)
         ? ath_python_get_item (evaluator, values[0], values[1]) : NULL;
}

static AthPythonValue *
operator_neg (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  AthPythonValue *value;

  return ATH_PYTHON_BIND ("neg", one_function, &value)
         ? ath_python_unary (evaluator, ATH_PYTHON_USUB, value) : NULL;
}

static AthPythonValue *
operator_not (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  AthPythonValue *value;

  return ATH_PYTHON_BIND ("not_", one_function, &value)
         ? ath_python_unary (evaluator, ATH_PYTHON_NOT, value) : NULL;
}

static AthPythonValue *
operator_truth (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  AthPythonValue *value;
  gboolean truth;

  return ATH_PYTHON_BIND ("truth", one_function, &value)
         && ath_python_is_true (evaluator, value, &truth) ? ath_python_bool (truth) : NULL;
}

static const AthPythonNativeFunction contains_function = { "contains", operator_contains };
static const AthPythonNativeFunction getitem_function = { "getitem", operator_getitem };
static const AthPythonNativeFunction neg_function = { "neg", operator_neg };
static const AthPythonNativeFunction not_function = { "not_", operator_not };
static const AthPythonNativeFunction truth_function = { "truth", operator_truth };

static const AthPythonNativeMember operator_members[] = {
  { "add", .function = &add_function },
  { "and_", .function = &and__function },
  { "attrgetter", .class = &attrgetter_class },
  { "contains", .function = &contains_function },
  { "eq", .function = &eq_function },
  { "floordiv", .function = &floordiv_function },
  { "ge", .function = &ge_function },
  { "getitem", .function = &getitem_function },
  { "gt", .function = &gt_function },
  { "is_", .function = &is__function },
  { "is_not", .function = &is_not_function },
  { "itemgetter", .class = &itemgetter_class },
  { "le", .function = &le_function },
  { "lshift", .function = &lshift_function },
  { "lt", .function = &lt_function },
  { "mod", .function = &mod_function },
  { "mul", .function = &mul_function },
  { "ne", .function = &ne_function },
  { "neg", .function = &neg_function },
  { "not_", .function = &not_function },
  { "or_", .function = &or__function },
  { "pow", .function = &pow_function },
  { "rshift", .function = &rshift_function },
  { "sub", .function = &sub_function },
  { "truediv", .function = &truediv_function },
  { "truth", .function = &truth_function },
  { "xor", .function = &xor_function },
  { NULL },
};

const AthPythonNativeModule ath_python_operator_module = { "operator", operator_members };
