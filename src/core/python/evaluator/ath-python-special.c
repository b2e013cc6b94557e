/* ath-python-special.c: the special methods of classes of scripts
 *
 * Operators and built-in functions look for them on the class of an object,
 * never on the object.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/evaluator/ath-python-iterator.h"
#include "python/evaluator/ath-python-special.h"
#include "python/types/ath-python-types.h"

static AthPythonValue *
find_special (AthPythonValue *object,
              const char     *name)
{
  return object->type == ATH_PYTHON_TYPE_INSTANCE
         ? ath_python_class_find (object->instance.class, name) : NULL;
}

/**
 * ath_python_has_special:
 * @object: a value
 * @name: a name
 *
 * Returns: whether the class of @object is one of a script that defines the
 *   special method @name
 */
gboolean
ath_python_has_special (AthPythonValue *object,
                        const char     *name)
{
  return find_special (object, name) != NULL;
}

/**
 * ath_python_is_plain:
 * @object: a value
 *
 * Returns: whether @object is of a class of a script of which everything is
 *   known: it derives from nothing that is written in C
 */
gboolean
ath_python_is_plain (AthPythonValue *object)
{
  return object->type == ATH_PYTHON_TYPE_INSTANCE
         && object->instance.class->type == ATH_PYTHON_TYPE_CLASS
         && object->instance.primitive == NULL
         && ath_python_class_get_native (object->instance.class) == &ath_python_object_class;
}

/**
 * ath_python_call_special:
 * @self: an evaluator
 * @object: an object
 * @name: the name of the method, as in `__len__`
 * @arguments: (array length=n_arguments): what is passed besides the object
 * @n_arguments: how many
 * @result: (out) (nullable) (transfer none): what it gave; `NULL` after raising or
 *   refusing
 *
 * Returns: whether the class of @object defines the method
 */
gboolean
ath_python_call_special (AthPythonEvaluator    *self,
                         AthPythonValue        *object,
                         const char            *name,
                         AthPythonValue *const *arguments,
                         guint                  n_arguments,
                         AthPythonValue       **result)
{
  AthPythonValue *method = find_special (object, name);

  if (method == NULL)
    return FALSE;

  method = ath_python_bind_member (self, object, name, method);
  *result = method != NULL ? ath_python_call_simple (self, method, arguments, n_arguments) : NULL;

  return TRUE;
}

/**
 * ath_python_call_special_text:
 * @self: an evaluator
 * @object: an object
 * @name: the name of the method, as in `__len__`
 * @result: (out) (nullable) (transfer none): what it gave; `NULL` after raising or
 *   refusing
 *
 * Calls `__str__` or `__repr__`, which have to give a text.
 *
 * Returns: whether the class of @object defines the method
 */
gboolean
ath_python_call_special_text (AthPythonEvaluator *self,
                              AthPythonValue     *object,
                              const char         *name,
                              AthPythonValue    **result)
{
  if (!ath_python_call_special (self, object, name, NULL, 0, result))
    return FALSE;

  if (*result == NULL || ath_python_is_str (*result))
    return TRUE;
  if (ath_python_is_str (ath_python_unwrap (*result)))
    *result = ath_python_unwrap (*result);
  else
    *result = ath_python_raise (self, &ath_python_type_error_class,
                                "%s returned non-string (type %s)", name,
                                ath_python_get_type_name (*result));

  return TRUE;
}

/* The names of an operator's methods: of the left operand, the right one, and in
 * place.
 */
typedef struct
{
  const char *name;
  const char *reflected;
  const char *in_place;
} OperatorNames;

#define NAMES(name_) { "__" name_ "__", "__r" name_ "__", "__i" name_ "__" }

static const OperatorNames operator_names[] = {
  [ATH_PYTHON_ADD] = NAMES ("add"),
  [ATH_PYTHON_SUB] = NAMES ("sub"),
  [ATH_PYTHON_MULT] = NAMES ("mul"),
  [ATH_PYTHON_MAT_MULT] = NAMES ("matmul"),
  [ATH_PYTHON_DIV] = NAMES ("truediv"),
  [ATH_PYTHON_MOD] = NAMES ("mod"),
  [ATH_PYTHON_POW] = NAMES ("pow"),
  [ATH_PYTHON_LSHIFT] = NAMES ("lshift"),
  [ATH_PYTHON_RSHIFT] = NAMES ("rshift"),
  [ATH_PYTHON_BIT_OR] = NAMES ("or"),
  [ATH_PYTHON_BIT_XOR] = NAMES ("xor"),
  [ATH_PYTHON_BIT_AND] = NAMES ("and"),
  [ATH_PYTHON_FLOOR_DIV] = NAMES ("floordiv"),
};

/* Calls a method that may say that it does not know @argument. */
static AthPythonValue *
try_method (AthPythonEvaluator *self,
            AthPythonValue     *object,
            const char         *name,
            AthPythonValue     *argument)
{
  AthPythonValue *result;

  return ath_python_call_special (self, object, name, &argument, 1, &result)
         ? result : ath_python_not_implemented ();
}

static gboolean
is_decided (AthPythonValue *result)
{
  return result != ath_python_not_implemented ();
}

/* Whether the right operand is asked first: it is of a class that derives from
 * the left one's and has a method of its own.
 */
static gboolean
goes_first (AthPythonEvaluator *self,
            AthPythonValue     *a,
            AthPythonValue     *b,
            const char         *name)
{
  AthPythonValue *left = ath_python_type_of (self, a);
  AthPythonValue *right = ath_python_type_of (self, b);

  return left != right && ath_python_is_subclass (right, left)
         && find_special (b, name) != find_special (a, name);
}

static AthPythonValue *
binary (AthPythonEvaluator *self,
        AthPythonOperator   op,
        AthPythonValue     *a,
        AthPythonValue     *b)
{
  const OperatorNames *names = &operator_names[op];
  gboolean is_reflected = ath_python_has_special (b, names->reflected)
                          && ath_python_type_of (self, a) != ath_python_type_of (self, b);
  AthPythonValue *result = ath_python_not_implemented ();

  if (is_reflected && goes_first (self, a, b, names->reflected))
    {
      result = try_method (self, b, names->reflected, a);
      is_reflected = FALSE;
    }
  /* A text on the left of `%` is a format whatever stands on the right. */
  if (op == ATH_PYTHON_MOD && a->type == ATH_PYTHON_TYPE_STR)
    return result;
  if (!is_decided (result))
    result = try_method (self, a, names->name, b);
  if (!is_decided (result) && is_reflected)
    result = try_method (self, b, names->reflected, a);

  return result;
}

/**
 * ath_python_special_binary:
 * @self: an evaluator
 * @op: an operator
 * @a: the left operand
 * @b: the right one
 * @result: (out) (nullable) (transfer none): what it gave; `NULL` after raising or
 *   refusing
 *
 * Asks the class of @a, and then that of @b for the reflected method; first that
 * of @b when it derives from the other.
 *
 * Returns: whether one of them knew an answer
 */
gboolean
ath_python_special_binary (AthPythonEvaluator *self,
                           AthPythonOperator   op,
                           AthPythonValue     *a,
                           AthPythonValue     *b,
                           AthPythonValue    **result)
{
  if (a->type != ATH_PYTHON_TYPE_INSTANCE && b->type != ATH_PYTHON_TYPE_INSTANCE)
    return FALSE;

  *result = binary (self, op, a, b);

  return is_decided (*result);
}

/**
 * ath_python_special_in_place:
 * @self: an evaluator
 * @op: an operator
 * @a: what is changed
 * @b: the right operand
 * @result: (out) (nullable) (transfer none): what it gave; `NULL` after raising or
 *   refusing
 *
 * `a += b` and its like, where the class of @a defines `__iadd__` and its like.
 *
 * Returns: whether it knew an answer
 */
gboolean
ath_python_special_in_place (AthPythonEvaluator *self,
                             AthPythonOperator   op,
                             AthPythonValue     *a,
                             AthPythonValue     *b,
                             AthPythonValue    **result)
{
  if (!ath_python_has_special (a, operator_names[op].in_place))
    return FALSE;

  *result = try_method (self, a, operator_names[op].in_place, b);

  return is_decided (*result);
}

static const char *
get_comparison_name (AthPythonOperator op,
                     gboolean          is_reflected)
{
  switch ((guint) op)
    {
    case ATH_PYTHON_EQ:
      return "__eq__";

    case ATH_PYTHON_NOT_EQ:
      return "__ne__";

    case ATH_PYTHON_LT:
      return is_reflected ? "__gt__" : "__lt__";

    case ATH_PYTHON_LT_E:
      return is_reflected ? "__ge__" : "__le__";

    case ATH_PYTHON_GT:
      return is_reflected ? "__lt__" : "__gt__";

    default:
      return is_reflected ? "__le__" : "__ge__";
    }
}

/* `!=` is the contrary of `==` unless the class says otherwise. */
static AthPythonValue *
try_comparison (AthPythonEvaluator *self,
                AthPythonOperator   op,
                AthPythonValue     *a,
                AthPythonValue     *b,
                gboolean            is_reflected)
{
  const char *name = get_comparison_name (op, is_reflected);
  AthPythonValue *result;
  gboolean truth;

  if (op != ATH_PYTHON_NOT_EQ || ath_python_has_special (a, name))
    return try_method (self, a, name, b);

  result = try_method (self, a, "__eq__", b);
  if (result == NULL || !is_decided (result))
    return result;

  return ath_python_is_true (self, result, &truth) ? ath_python_bool (!truth) : NULL;
}

/**
 * ath_python_special_compare:
 * @self: an evaluator
 * @op: a comparison
 * @a: the left operand
 * @b: the right one
 * @result: (out) (nullable) (transfer none): what it gave; `NULL` after raising or
 *   refusing
 *
 * Asks as ath_python_special_binary() does.
 *
 * Returns: whether one of them knew an answer
 */
gboolean
ath_python_special_compare (AthPythonEvaluator *self,
                            AthPythonOperator   op,
                            AthPythonValue     *a,
                            AthPythonValue     *b,
                            AthPythonValue    **result)
{
  AthPythonValue *left;
  AthPythonValue *right;
  gboolean is_first;

  if (a->type != ATH_PYTHON_TYPE_INSTANCE && b->type != ATH_PYTHON_TYPE_INSTANCE)
    return FALSE;

  left = ath_python_type_of (self, a);
  right = ath_python_type_of (self, b);
  is_first = left != right && ath_python_is_subclass (right, left);
  *result = ath_python_not_implemented ();

  if (is_first)
    *result = try_comparison (self, op, b, a, TRUE);
  if (!is_decided (*result))
    *result = try_comparison (self, op, a, b, FALSE);
  if (!is_decided (*result) && !is_first)
    *result = try_comparison (self, op, b, a, TRUE);

  return is_decided (*result);
}

/**
 * ath_python_special_length:
 * @self: an evaluator
 * @object: an object whose class defines `__len__`
 *
 * Returns: (transfer none) (nullable): `len (object)`, or `NULL` after raising
 *   or refusing
 */
AthPythonValue *
ath_python_special_length (AthPythonEvaluator *self,
                           AthPythonValue     *object)
{
  AthPythonValue *result = NULL;

  ath_python_call_special (self, object, "__len__", NULL, 0, &result);
  if (result == NULL)
    return NULL;
  result = ath_python_unwrap (result);
  if (!ath_python_is_int (result))
    return ath_python_raise (self, &ath_python_type_error_class,
                             "'%s' object cannot be interpreted as an integer",
                             ath_python_get_type_name (result));
  if (result->integer < 0)
    return ath_python_raise (self, &ath_python_value_error_class,
                             "__len__() should return >= 0");

  return ath_python_int_new (self->arena, result->integer);
}

/**
 * ath_python_special_truth:
 * @self: an evaluator
 * @object: an object of a class of a script
 * @truth: (out): whether it counts as true
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_special_truth (AthPythonEvaluator *self,
                          AthPythonValue     *object,
                          gboolean           *truth)
{
  AthPythonValue *result;

  *truth = TRUE;
  if (ath_python_call_special (self, object, "__bool__", NULL, 0, &result))
    {
      if (result == NULL)
        return FALSE;
      if (result->type != ATH_PYTHON_TYPE_BOOL)
        return ath_python_raise (self, &ath_python_type_error_class,
                                 "__bool__ should return bool, returned %s",
                                 ath_python_get_type_name (result)) != NULL;
      *truth = result->integer != 0;
      return TRUE;
    }

  if (!ath_python_has_special (object, "__len__"))
    return TRUE;
  result = ath_python_special_length (self, object);
  if (result == NULL)
    return FALSE;
  *truth = result->integer != 0;

  return TRUE;
}

/**
 * ath_python_special_contains:
 * @self: an evaluator
 * @object: an object whose class defines `__contains__`
 * @item: a value
 * @result: (out): whether `item in object`
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_special_contains (AthPythonEvaluator *self,
                             AthPythonValue     *object,
                             AthPythonValue     *item,
                             gboolean           *result)
{
  AthPythonValue *found = try_method (self, object, "__contains__", item);

  return found != NULL && ath_python_is_true (self, found, result);
}

/* Whether what a method raised means the end of an iteration; it is no longer on
 * its way then.
 */
static gboolean
ends_iteration (AthPythonEvaluator         *self,
                const AthPythonNativeClass *class)
{
  if (self->exception == NULL || ath_python_is_refused (self)
      || !ath_python_is_instance_of (self, self->exception, class))
    return FALSE;
  ath_python_clear_exception (self);

  return TRUE;
}

static AthPythonValue *
next_special (AthPythonEvaluator *evaluator,
              AthPythonIterator  *self)
{
  AthPythonValue *object = ath_python_iterator_get_data (self);
  AthPythonValue *item = NULL;

  ath_python_call_special (evaluator, object, "__next__", NULL, 0, &item);
  if (item == NULL)
    ends_iteration (evaluator, &ath_python_stop_iteration_class);

  return item;
}

/* An object that has only `[0]`, `[1]` and so on. */
typedef struct
{
  AthPythonValue *object;
  gint64          index;
} Walk;

static AthPythonValue *
next_indexed (AthPythonEvaluator *evaluator,
              AthPythonIterator  *self)
{
  Walk *walk = ath_python_iterator_get_data (self);
  AthPythonValue *index;
  AthPythonValue *item;

  if (walk->index < 0)
    return NULL;
  index = ath_python_int_new (evaluator->arena, walk->index++);
  item = try_method (evaluator, walk->object, "__getitem__", index);
  if (item == NULL && (ends_iteration (evaluator, &ath_python_index_error_class)
                       || ends_iteration (evaluator, &ath_python_stop_iteration_class)))
    walk->index = -1;

  return item;
}

/**
 * ath_python_special_iterate:
 * @self: an evaluator
 * @object: an object of a class of a script
 *
 * Returns: (transfer none) (nullable): an iterator over it, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_python_special_iterate (AthPythonEvaluator *self,
                            AthPythonValue     *object)
{
  AthPythonValue *result;
  Walk *walk;

  if (ath_python_call_special (self, object, "__iter__", NULL, 0, &result))
    {
      if (result == NULL || result->type == ATH_PYTHON_TYPE_ITERATOR)
        return result;
      if (ath_python_has_special (result, "__next__"))
        return ath_python_iterator_new (self->arena, next_special, result);
      if (result->type == ATH_PYTHON_TYPE_HOST || result->type == ATH_PYTHON_TYPE_UNRESOLVED)
        return ath_python_refuse (self, _("Walking over %s is not understood"),
                                  ath_python_describe (self, result));
      return ath_python_raise (self, &ath_python_type_error_class,
                               "iter() returned non-iterator of type '%s'",
                               ath_python_get_type_name (result));
    }

  if (ath_python_has_special (object, "__getitem__"))
    {
      walk = ath_arena_new0 (self->arena, Walk);
      walk->object = object;
      return ath_python_iterator_new (self->arena, next_indexed, walk);
    }
  if (ath_python_is_plain (object))
    return ath_python_raise (self, &ath_python_type_error_class, "'%s' object is not iterable",
                             ath_python_get_type_name (object));

  return ath_python_refuse (self, _("Walking over %s is not understood"),
                            ath_python_describe (self, object));
}

/**
 * ath_python_special_hash:
 * @self: an evaluator
 * @object: an object whose class defines `__hash__`
 * @hash: (out): equal for values that are equal
 *
 * Returns: `FALSE` after raising or refusing
 */
gboolean
ath_python_special_hash (AthPythonEvaluator *self,
                         AthPythonValue     *object,
                         guint              *hash)
{
  AthPythonValue *result;

  if (ath_python_is_none (find_special (object, "__hash__")))
    return ath_python_raise (self, &ath_python_type_error_class, "unhashable type: '%s'",
                             ath_python_get_type_name (object)) != NULL;

  ath_python_call_special (self, object, "__hash__", NULL, 0, &result);
  if (result == NULL)
    return FALSE;
  if (result->type == ATH_PYTHON_TYPE_HOST && result->host.class == &ath_python_hash_class)
    {
      *hash = GPOINTER_TO_UINT (result->host.data);
      return TRUE;
    }
  if (!ath_python_is_int (result))
    return ath_python_raise (self, &ath_python_type_error_class,
                             "__hash__ method should return an integer") != NULL;

  return ath_python_hash (self, result, hash);
}

/* The traceback, which there is none of here. */
static AthPythonValue *
make_traceback (AthPythonEvaluator *self)
{
  return ath_python_unresolved_new (self->arena, "traceback",
                                    _("a traceback is not understood"));
}

/* The object may catch what the body raises, which then has to be known before
 * the script goes on, as inside a `try`.
 */
static AthPythonValue *
enter_special (AthPythonEvaluator *evaluator,
               AthPythonValue     *self)
{
  AthPythonValue *result = NULL;

  ath_python_call_special (evaluator, self, "__enter__", NULL, 0, &result);
  if (result != NULL)
    evaluator->frame->n_tries++;

  return result;
}

static gboolean
exit_special (AthPythonEvaluator *evaluator,
              AthPythonValue     *self,
              AthPythonValue     *exception,
              gboolean           *is_handled)
{
  AthPythonValue *none = ath_python_none ();
  AthPythonValue *arguments[] = { none, none, none };
  AthPythonValue *result = NULL;

  evaluator->frame->n_tries--;
  if (exception != NULL)
    {
      arguments[0] = exception->instance.class;
      arguments[1] = exception;
      arguments[2] = make_traceback (evaluator);
    }
  ath_python_call_special (evaluator, self, "__exit__", arguments, G_N_ELEMENTS (arguments),
                           &result);

  return result != NULL
         && (exception == NULL || ath_python_is_true (evaluator, result, is_handled));
}

const AthPythonNativeClass ath_python_special_manager_class = {
  .name = "object",
  .module = "builtins",
  .enter = enter_special,
  .exit = exit_special,
};

/* Any function of both: only that equal ones give equal ones matters. */
static AthPythonValue *
mix_hashes (AthPythonEvaluator *evaluator,
            AthPythonOperator   op,
            AthPythonValue     *self,
            AthPythonValue     *other,
            gboolean            is_reflected)
{
  guint hash;
  guint mixed;

  if (other->type == ATH_PYTHON_TYPE_HOST && other->host.class == &ath_python_hash_class)
    hash = GPOINTER_TO_UINT (other->host.data);
  else if (!ath_python_is_int (other))
    return ath_python_not_implemented ();
  else if (!ath_python_hash (evaluator, other, &hash))
    return NULL;

  /* `a + b` equals `b + a`, so what is mixed must too. */
  mixed = (GPOINTER_TO_UINT (self->host.data) + hash) * 31 + (guint) op;
  if (op != ATH_PYTHON_ADD && op != ATH_PYTHON_BIT_XOR && op != ATH_PYTHON_MULT)
    return ath_python_refuse (evaluator, _("What “hash ()” gives differs from run to run"));

  return ath_python_host_new (evaluator->arena, &ath_python_hash_class, GUINT_TO_POINTER (mixed));
}

static AthPythonValue *
compare_hashes (AthPythonEvaluator *evaluator,
                AthPythonOperator   op,
                AthPythonValue     *self,
                AthPythonValue     *other)
{
  return ath_python_refuse (evaluator, _("What “hash ()” gives differs from run to run"));
}

static AthPythonValue *
refuse_hash (AthPythonEvaluator *evaluator,
             AthPythonValue     *self)
{
  return ath_python_refuse (evaluator, _("What “hash ()” gives differs from run to run"));
}

static gboolean
hash_hash (AthPythonEvaluator *evaluator,
           AthPythonValue     *self,
           guint              *hash)
{
  *hash = GPOINTER_TO_UINT (self->host.data);

  return TRUE;
}

static gboolean
refuse_hash_truth (AthPythonEvaluator *evaluator,
                   AthPythonValue     *self,
                   gboolean           *truth)
{
  return refuse_hash (evaluator, self) != NULL;
}

const AthPythonNativeClass ath_python_hash_class = {
  .name = "int",
  .module = "builtins",
  .base = &ath_python_int_class,
  .binary = mix_hashes,
  .compare = compare_hashes,
  .str = refuse_hash,
  .repr = refuse_hash,
  .truth = refuse_hash_truth,
  .hash = hash_hash,
};
