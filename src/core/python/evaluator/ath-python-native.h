/* ath-python-native.h: functions, classes and modules that are written in C
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "python/types/ath-python-value.h"

G_BEGIN_DECLS

/* A module written in C is a constant table of members; nothing of it is made
 * before a script asks for it.  What a table does not hold is refused: never
 * guessed, never ignored.
 *
 * Functions return NULL when they raised an exception of Python's
 * (ath_python_raise()), which a script may catch, or refused
 * (ath_python_refuse()), which nothing catches.
 */

/**
 * AthPythonArguments:
 * @positional: (array length=n_positional): the arguments without a name
 * @n_positional: how many
 * @keywords: (array length=n_keywords): names of the others
 * @keyword_values: (array length=n_keywords): and their values
 * @n_keywords: how many
 *
 * What a call passes.  Lives until the call returns.
 */
typedef struct
{
  AthPythonValue *const  *positional;
  guint                   n_positional;
  const char *const      *keywords;
  AthPythonValue *const  *keyword_values;
  guint                   n_keywords;
} AthPythonArguments;

/**
 * AthPythonParameterKind:
 * @ATH_PYTHON_PARAM_REQUIRED: has to be given
 * @ATH_PYTHON_PARAM_OPTIONAL: `NULL` when it is not
 * @ATH_PYTHON_PARAM_POSITIONAL: has to be given, and has no name
 * @ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL: `NULL` when it is not given, and has
 *   no name
 * @ATH_PYTHON_PARAM_KEYWORD: optional, and only by its name
 * @ATH_PYTHON_PARAM_REST: `*name`: a tuple of the other positional ones
 * @ATH_PYTHON_PARAM_KEYWORDS: `**name`: a dict of the other keywords
 */
typedef enum
{
  ATH_PYTHON_PARAM_REQUIRED,
  ATH_PYTHON_PARAM_OPTIONAL,
  ATH_PYTHON_PARAM_POSITIONAL,
  ATH_PYTHON_PARAM_POSITIONAL_OPTIONAL,
  ATH_PYTHON_PARAM_KEYWORD,
  ATH_PYTHON_PARAM_REST,
  ATH_PYTHON_PARAM_KEYWORDS,
} AthPythonParameterKind;

/**
 * AthPythonParameter:
 * @name: its name
 * @kind: how it is given
 */
typedef struct
{
  const char             *name;
  AthPythonParameterKind  kind;
} AthPythonParameter;

/**
 * AthPythonNativeCall:
 * @evaluator: who calls
 * @self: (nullable): the object of a method
 * @arguments: what is passed
 *
 * Returns: (nullable): the result, or `NULL` after raising or refusing
 */
typedef AthPythonValue *AthPythonNativeCall (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);

/**
 * AthPythonNativeFunction:
 * @name: its name
 * @call: does it
 * @is_property: whether taking it from an object calls it, without arguments
 * @is_class_method: whether it can be taken from the class: @self is the class
 */
struct _AthPythonNativeFunction
{
  const char          *name;
  AthPythonNativeCall *call;
  gboolean             is_property;
  gboolean             is_class_method;
};

/**
 * AthPythonNativeClass:
 * @name: its name
 * @module: the module a script finds it in
 * @base: (nullable): what it is derived from; `object` goes without saying
 * @construct: (nullable): makes an object; `NULL`: the one of @base
 * @methods: (nullable): ends with a `NULL` name
 * @get_attribute: (nullable): an attribute that is no method; `NULL` without an
 *   error leaves it to the rest
 * @set_attribute: (nullable): sets one
 * @get_item: (nullable): `self[key]`
 * @set_item: (nullable): `self[key] = value`; @value `NULL`: `del self[key]`
 * @contains: (nullable): `item in self`
 * @iterate: (nullable): returns a list or tuple of what it yields
 * @length: (nullable): `len (self)`
 * @truth: (nullable): `NULL`: always true, unless there is a @length
 * @call: (nullable): `self (…)`
 * @compare: (nullable): `self op other`, also for `==`; may return NotImplemented
 * @binary: (nullable): `self op other`, or `other op self` when @is_reflected;
 *   may return NotImplemented
 * @unary: (nullable): `-self`, `~self`
 * @str: (nullable): `str (self)`
 * @repr: (nullable): `repr (self)`
 * @format: (nullable): `format (self, specification)`; `NULL`: str() without a
 *   specification
 * @hash: (nullable): `NULL`: by identity
 * @enter: (nullable): `with self`
 * @exit: (nullable): end of it; @exception `NULL` when the body ended well
 * @is_function: whether its objects are functions, which would be methods of the
 *   objects of a class that has one as its member: that is refused
 * @build: (nullable): a class of the script derives from this one: called with
 *   it once its body has run
 *
 * What objects of a class written in C do.  What is `NULL` is refused.
 */
struct _AthPythonNativeClass
{
  const char                    *name;
  const char                    *module;
  const AthPythonNativeClass    *base;
  AthPythonNativeCall           *construct;
  const AthPythonNativeFunction *methods;

  AthPythonValue *(*get_attribute) (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self,
                                    const char         *name);
  gboolean        (*set_attribute) (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self,
                                    const char         *name,
                                    AthPythonValue     *value);
  AthPythonValue *(*get_item)      (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self,
                                    AthPythonValue     *key);
  gboolean        (*set_item)      (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self,
                                    AthPythonValue     *key,
                                    AthPythonValue     *value);
  gboolean        (*contains)      (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self,
                                    AthPythonValue     *item,
                                    gboolean           *result);
  AthPythonValue *(*iterate)       (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self);
  gboolean        (*length)        (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self,
                                    guint              *length);
  gboolean        (*truth)         (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self,
                                    gboolean           *truth);
  AthPythonNativeCall *call;
  AthPythonValue *(*compare)       (AthPythonEvaluator *evaluator,
                                    AthPythonOperator   op,
                                    AthPythonValue     *self,
                                    AthPythonValue     *other);
  AthPythonValue *(*binary)        (AthPythonEvaluator *evaluator,
                                    AthPythonOperator   op,
                                    AthPythonValue     *self,
                                    AthPythonValue     *other,
                                    gboolean            is_reflected);
  AthPythonValue *(*unary)         (AthPythonEvaluator *evaluator,
                                    AthPythonOperator   op,
                                    AthPythonValue     *self);
  AthPythonValue *(*str)           (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self);
  AthPythonValue *(*repr)          (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self);
  AthPythonValue *(*format)        (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self,
                                    const char         *specification);
  gboolean        (*hash)          (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self,
                                    guint              *hash);
  AthPythonValue *(*enter)         (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self);
  gboolean        (*exit)          (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *self,
                                    AthPythonValue     *exception,
                                    gboolean           *is_handled);
  gboolean        (*build)         (AthPythonEvaluator *evaluator,
                                    AthPythonValue     *class);
  gboolean          is_function;
};

/**
 * AthPythonNativeMember:
 * @name: its name
 * @function: (nullable): a function, or
 * @class: (nullable): a class, or
 * @module: (nullable): a module inside the module, or
 * @get: (nullable): makes any other value when it is asked for
 *
 * One member of a module.
 */
typedef struct
{
  const char                    *name;
  const AthPythonNativeFunction *function;
  const AthPythonNativeClass    *class;
  const AthPythonNativeModule   *module;
  AthPythonValue              *(*get) (AthPythonEvaluator *evaluator);
} AthPythonNativeMember;

/**
 * AthPythonNativeModule:
 * @name: its name, dotted
 * @members: ends with a `NULL` name
 * @get_member: (nullable): a member that is in no table (`sa.func.anything`);
 *   `NULL` without an error leaves it to the rest
 */
struct _AthPythonNativeModule
{
  const char                  *name;
  const AthPythonNativeMember *members;
  AthPythonValue            *(*get_member) (AthPythonEvaluator *evaluator,
                                            const char         *name);
};

AthArena     *ath_python_get_arena       (AthPythonEvaluator *evaluator);
gpointer      ath_python_get_host_data   (AthPythonEvaluator *evaluator);
GCancellable *ath_python_get_cancellable (AthPythonEvaluator *evaluator);

/* A value that there is one of in a run, made when it is first asked for; @key
 * is any address of one's own.
 */
AthPythonValue *ath_python_get_once       (AthPythonEvaluator        *evaluator,
                                           gconstpointer              key,
                                           AthPythonValue          *(*make) (AthPythonEvaluator *));

/* Each returns NULL, for `return ath_python_raise (…)`. */
gpointer        ath_python_raise           (AthPythonEvaluator         *evaluator,
                                            const AthPythonNativeClass *exception,
                                            const char                 *format,
                                            ...) G_GNUC_PRINTF (3, 4);
gpointer        ath_python_raise_value     (AthPythonEvaluator         *evaluator,
                                            AthPythonValue             *exception);
gpointer        ath_python_refuse          (AthPythonEvaluator         *evaluator,
                                            const char                 *format,
                                            ...) G_GNUC_PRINTF (2, 3);
gpointer        ath_python_refuse_error    (AthPythonEvaluator         *evaluator,
                                            GError                     *error);
gboolean        ath_python_is_refused      (AthPythonEvaluator         *evaluator);
AthPythonValue *ath_python_get_exception   (AthPythonEvaluator         *evaluator);
gboolean        ath_python_is_guarded      (AthPythonEvaluator         *evaluator);
void            ath_python_clear_exception (AthPythonEvaluator         *evaluator);
void            ath_python_get_place       (AthPythonEvaluator         *evaluator,
                                            const char                **file,
                                            guint                      *line,
                                            guint                      *column);

gboolean        ath_python_arguments_bind (AthPythonEvaluator        *evaluator,
                                           const char                *function,
                                           const AthPythonArguments  *arguments,
                                           const AthPythonParameter  *parameters,
                                           guint                      n_parameters,
                                           AthPythonValue           **values);

AthPythonValue *ath_python_call           (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *callable,
                                           const AthPythonArguments  *arguments);
AthPythonValue *ath_python_call_simple    (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *callable,
                                           AthPythonValue *const     *arguments,
                                           guint                      n_arguments);
AthPythonValue *ath_python_get_attribute  (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *object,
                                           const char                *name);
AthPythonValue *ath_python_find_attribute (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *object,
                                           const char                *name);
gboolean        ath_python_set_attribute  (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *object,
                                           const char                *name,
                                           AthPythonValue            *value);
AthPythonValue *ath_python_get_item       (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *object,
                                           AthPythonValue            *key);
gboolean        ath_python_set_item       (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *object,
                                           AthPythonValue            *key,
                                           AthPythonValue            *value);
gboolean        ath_python_is_true        (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *value,
                                           gboolean                  *truth);
gboolean        ath_python_equal          (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *a,
                                           AthPythonValue            *b,
                                           gboolean                  *is_equal);
AthPythonValue *ath_python_compare        (AthPythonEvaluator        *evaluator,
                                           AthPythonOperator          op,
                                           AthPythonValue            *a,
                                           AthPythonValue            *b);
AthPythonValue *ath_python_binary         (AthPythonEvaluator        *evaluator,
                                           AthPythonOperator          op,
                                           AthPythonValue            *a,
                                           AthPythonValue            *b);
gboolean        ath_python_contains       (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *container,
                                           AthPythonValue            *item,
                                           gboolean                  *result);
gboolean        ath_python_hash           (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *value,
                                           guint                     *hash);
AthPythonValue *ath_python_str            (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *value);
AthPythonValue *ath_python_repr           (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *value);
AthPythonValue *ath_python_ascii          (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *value);
AthPythonValue *ath_python_format         (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *value,
                                           const char                *specification);

/* What a script may take: each refuses it when that is too much. */
gboolean        ath_python_step           (AthPythonEvaluator        *self);
gboolean        ath_python_reserve        (AthPythonEvaluator        *self,
                                           gsize                      n_bytes);
gboolean        ath_python_enter          (AthPythonEvaluator        *self);
gboolean        ath_python_descend        (AthPythonEvaluator        *self);
void            ath_python_leave          (AthPythonEvaluator        *self);

/* Iterating: an iterator is a value too.  _next returns NULL at the end, after
 * raising and after refusing; ath_python_has_failed() tells.
 */
AthPythonValue *ath_python_iterate        (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *iterable);
AthPythonValue *ath_python_next           (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *iterator);
gboolean        ath_python_has_failed     (AthPythonEvaluator        *evaluator);
AthPythonValue *ath_python_list_of        (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *iterable);

gboolean        ath_python_sort           (AthPythonEvaluator        *evaluator,
                                           AthPythonValue            *list,
                                           AthPythonValue            *key,
                                           gboolean                   is_reversed);

/* Classes. */
AthPythonValue             *ath_python_type_of              (AthPythonEvaluator         *evaluator,
                                                             AthPythonValue             *value);
AthPythonValue             *ath_python_native_class         (AthPythonEvaluator         *evaluator,
                                                             const AthPythonNativeClass *class);
gboolean                    ath_python_is_subclass          (AthPythonValue             *class,
                                                             AthPythonValue             *base);
gboolean                    ath_python_is_instance_of       (AthPythonEvaluator         *evaluator,
                                                             AthPythonValue             *value,
                                                             const AthPythonNativeClass *class);
const AthPythonNativeClass *ath_python_class_get_native     (AthPythonValue             *class);
const char                 *ath_python_class_get_name       (AthPythonValue             *class);
AthPythonNamespace         *ath_python_class_get_attributes (AthPythonValue             *class);

G_END_DECLS
