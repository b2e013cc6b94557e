/* ath-python-value.h: the values that an evaluated script computes with
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-arena.h"
#include "python/syntax/ath-python-ast.h"

G_BEGIN_DECLS

typedef struct _AthPythonEvaluator AthPythonEvaluator;
typedef struct _AthPythonValue AthPythonValue;
typedef struct _AthPythonDict AthPythonDict;
typedef struct _AthPythonNamespace AthPythonNamespace;
typedef struct _AthPythonFunction AthPythonFunction;
typedef struct _AthPythonClass AthPythonClass;
typedef struct _AthPythonIterator AthPythonIterator;
typedef struct _AthPythonLoaded AthPythonLoaded;
typedef struct _AthPythonNativeClass AthPythonNativeClass;
typedef struct _AthPythonNativeFunction AthPythonNativeFunction;
typedef struct _AthPythonNativeModule AthPythonNativeModule;

/**
 * AthPythonType:
 * @ATH_PYTHON_TYPE_NATIVE_FUNCTION: a function written in C
 * @ATH_PYTHON_TYPE_METHOD: a function with the object it was taken from
 * @ATH_PYTHON_TYPE_CLASS: a class of the script
 * @ATH_PYTHON_TYPE_NATIVE_CLASS: a class written in C, `str` and `ValueError` too
 * @ATH_PYTHON_TYPE_INSTANCE: an object of a class of the script, or an exception
 * @ATH_PYTHON_TYPE_HOST: an object of a native class that only C looks into
 * @ATH_PYTHON_TYPE_MODULE: a file of the project
 * @ATH_PYTHON_TYPE_NATIVE_MODULE: a module written in C
 * @ATH_PYTHON_TYPE_UNRESOLVED: an import that could not be followed; it costs
 *   nothing until it is used, and is refused then
 *
 * What a value is.
 */
typedef enum
{
  ATH_PYTHON_TYPE_NONE,
  ATH_PYTHON_TYPE_NOT_IMPLEMENTED,
  ATH_PYTHON_TYPE_ELLIPSIS,
  ATH_PYTHON_TYPE_BOOL,
  ATH_PYTHON_TYPE_INT,
  ATH_PYTHON_TYPE_FLOAT,
  ATH_PYTHON_TYPE_STR,
  ATH_PYTHON_TYPE_BYTES,
  ATH_PYTHON_TYPE_TUPLE,
  ATH_PYTHON_TYPE_LIST,
  ATH_PYTHON_TYPE_DICT,
  ATH_PYTHON_TYPE_SET,
  ATH_PYTHON_TYPE_FROZENSET,
  ATH_PYTHON_TYPE_RANGE,
  ATH_PYTHON_TYPE_SLICE,
  ATH_PYTHON_TYPE_ITERATOR,
  ATH_PYTHON_TYPE_FUNCTION,
  ATH_PYTHON_TYPE_NATIVE_FUNCTION,
  ATH_PYTHON_TYPE_METHOD,
  ATH_PYTHON_TYPE_CLASS,
  ATH_PYTHON_TYPE_NATIVE_CLASS,
  ATH_PYTHON_TYPE_INSTANCE,
  ATH_PYTHON_TYPE_HOST,
  ATH_PYTHON_TYPE_MODULE,
  ATH_PYTHON_TYPE_NATIVE_MODULE,
  ATH_PYTHON_TYPE_UNRESOLVED,
} AthPythonType;

/**
 * AthPythonValue:
 * @type: which member of the union is set
 *
 * A value.  Lives in the arena of its evaluator and is used by its thread only.
 * Lists, dicts, sets, instances and host objects change; nothing else does.
 */
struct _AthPythonValue
{
  AthPythonType type;

  union
  {
    /* BOOL, INT */
    gint64 integer;

    double number;

    /* STR (UTF-8), BYTES; followed by a nul that is not counted */
    struct
    {
      const char *bytes;
      gsize       length;
    } text;

    /* TUPLE, LIST */
    struct
    {
      AthPythonValue **items;
      guint            length;
      guint            allocated;
    } sequence;

    /* DICT; SET and FROZENSET, whose values are not used */
    AthPythonDict *dict;

    struct
    {
      gint64 start;
      gint64 stop;
      gint64 step;
    } range;

    /* each None where it is left out */
    struct
    {
      AthPythonValue *lower;
      AthPythonValue *upper;
      AthPythonValue *step;
    } slice;

    AthPythonIterator             *iterator;
    AthPythonFunction             *function;
    const AthPythonNativeFunction *native_function;

    struct
    {
      AthPythonValue *self;
      AthPythonValue *function; /* FUNCTION or NATIVE_FUNCTION, or what a decorator made */
    } method;

    AthPythonClass             *class;
    const AthPythonNativeClass *native_class;

    struct
    {
      AthPythonValue     *class;      /* CLASS or NATIVE_CLASS */
      AthPythonNamespace *attributes;
      AthPythonValue     *primitive;  /* (nullable): of a subclass of str, int, … */
    } instance;

    struct
    {
      const AthPythonNativeClass *class;
      gpointer                    data;
    } host;

    AthPythonLoaded             *module;
    const AthPythonNativeModule *native_module;

    struct
    {
      const char *name;   /* dotted */
      const char *reason; /* why it could not be followed, translated */
    } unresolved;
  };
};

/* Values that are always the same; `==` compares them. */
AthPythonValue *ath_python_none            (void);
AthPythonValue *ath_python_not_implemented (void);
AthPythonValue *ath_python_ellipsis        (void);
AthPythonValue *ath_python_bool            (gboolean               truth);

AthPythonValue *ath_python_int_new                 (AthArena                      *arena,
                                                    gint64                         integer);
AthPythonValue *ath_python_float_new               (AthArena                      *arena,
                                                    double                         number);
AthPythonValue *ath_python_str_new                 (AthArena                      *arena,
                                                    const char                    *text);
AthPythonValue *ath_python_str_new_len             (AthArena                      *arena,
                                                    const char                    *text,
                                                    gsize                          length);
AthPythonValue *ath_python_bytes_new               (AthArena                      *arena,
                                                    const char                    *bytes,
                                                    gsize                          length);
AthPythonValue *ath_python_tuple_new               (AthArena                      *arena,
                                                    AthPythonValue *const         *items,
                                                    guint                          length);
AthPythonValue *ath_python_list_new                (AthArena                      *arena,
                                                    AthPythonValue *const         *items,
                                                    guint                          length);
AthPythonValue *ath_python_dict_value_new          (AthArena                      *arena);
AthPythonValue *ath_python_set_new                 (AthArena                      *arena,
                                                    gboolean                       is_frozen);
AthPythonValue *ath_python_range_new               (AthArena                      *arena,
                                                    gint64                         start,
                                                    gint64                         stop,
                                                    gint64                         step);
gint64          ath_python_range_get_length        (const AthPythonValue          *range);
AthPythonValue *ath_python_method_new              (AthArena                      *arena,
                                                    AthPythonValue                *self_value,
                                                    AthPythonValue                *function);
AthPythonValue *ath_python_native_function_new     (AthArena                      *arena,
                                                    const AthPythonNativeFunction *function);
AthPythonValue *ath_python_native_class_value_new  (AthArena                      *arena,
                                                    const AthPythonNativeClass    *class);
AthPythonValue *ath_python_native_module_value_new (AthArena                      *arena,
                                                    const AthPythonNativeModule   *module);
AthPythonValue *ath_python_instance_new            (AthArena                      *arena,
                                                    AthPythonValue                *class);
AthPythonValue *ath_python_host_new                (AthArena                      *arena,
                                                    const AthPythonNativeClass    *class,
                                                    gpointer                       data);
AthPythonValue *ath_python_unresolved_new          (AthArena                      *arena,
                                                    const char                    *name,
                                                    const char                    *reason);

void            ath_python_list_append     (AthArena              *arena,
                                            AthPythonValue        *list,
                                            AthPythonValue        *item);
void            ath_python_list_insert     (AthArena              *arena,
                                            AthPythonValue        *list,
                                            guint                  index,
                                            AthPythonValue        *item);
void            ath_python_list_remove     (AthPythonValue        *list,
                                            guint                  index,
                                            guint                  n_items);

gboolean        ath_python_is_none         (const AthPythonValue  *value);
gboolean        ath_python_is_str          (const AthPythonValue  *value);
gboolean        ath_python_is_sequence     (const AthPythonValue  *value);
gboolean        ath_python_is_int          (const AthPythonValue  *value);
gboolean        ath_python_is_callable     (const AthPythonValue  *value);
AthPythonValue *ath_python_unwrap          (AthPythonValue        *value);
gpointer        ath_python_host_get        (AthPythonValue        *value,
                                            const AthPythonNativeClass *class);
const char     *ath_python_get_type_name   (const AthPythonValue  *value);
gsize           ath_python_str_get_n_chars (const AthPythonValue  *value);

/* Names and what they are bound to, in the order they were first bound. */
AthPythonNamespace *ath_python_namespace_new     (AthArena           *arena);
AthPythonValue     *ath_python_namespace_get     (AthPythonNamespace *self,
                                                  const char         *name);
void                ath_python_namespace_set     (AthPythonNamespace *self,
                                                  const char         *name,
                                                  AthPythonValue     *value);
gboolean            ath_python_namespace_remove  (AthPythonNamespace *self,
                                                  const char         *name);
guint               ath_python_namespace_get_n   (AthPythonNamespace *self);
const char         *ath_python_namespace_get_nth (AthPythonNamespace *self,
                                                  guint               index,
                                                  AthPythonValue    **value);

/**
 * AthPythonDisorder:
 * @ATH_PYTHON_DISORDER_NONE: the items were added one after the other
 * @ATH_PYTHON_DISORDER_MERGED: they came out of other sets
 * @ATH_PYTHON_DISORDER_REMOVED: some were taken out again
 *
 * How the items of a set came into it, on which their order in Python depends.
 */
typedef enum
{
  ATH_PYTHON_DISORDER_NONE,
  ATH_PYTHON_DISORDER_MERGED,
  ATH_PYTHON_DISORDER_REMOVED,
} AthPythonDisorder;

/* Keys and values, in the order they were inserted.  Each may refuse or raise:
 * keys are compared as Python does, and a list cannot be one.
 */
AthPythonDict              *ath_python_dict_new          (AthArena                   *arena);
guint                       ath_python_dict_get_length   (AthPythonDict              *self);
gboolean                    ath_python_dict_get          (AthPythonDict              *self,
                                                          AthPythonEvaluator         *evaluator,
                                                          AthPythonValue             *key,
                                                          AthPythonValue            **value);
gboolean                    ath_python_dict_set          (AthPythonDict              *self,
                                                          AthPythonEvaluator         *evaluator,
                                                          AthPythonValue             *key,
                                                          AthPythonValue             *value);
gboolean                    ath_python_dict_remove       (AthPythonDict              *self,
                                                          AthPythonEvaluator         *evaluator,
                                                          AthPythonValue             *key,
                                                          gboolean                   *was_there);
void                        ath_python_dict_clear        (AthPythonDict              *self);
void                        ath_python_dict_set_factory  (AthPythonDict              *self,
                                                          AthPythonValue             *factory);
AthPythonValue             *ath_python_dict_get_factory  (AthPythonDict              *self);
void                        ath_python_dict_set_class    (AthPythonDict              *self,
                                                          const AthPythonNativeClass *class);
const AthPythonNativeClass *ath_python_dict_get_class    (AthPythonDict              *self);
void                        ath_python_dict_disorder     (AthPythonDict              *self,
                                                          AthPythonDisorder           disorder);
AthPythonDisorder           ath_python_dict_get_disorder (AthPythonDict              *self);
AthPythonValue             *ath_python_dict_get_text     (AthPythonDict              *self,
                                                          const char                 *key);
void                        ath_python_dict_set_text     (AthPythonDict              *self,
                                                          const char                 *key,
                                                          AthPythonValue             *value);
gboolean                    ath_python_dict_next         (AthPythonDict              *self,
                                                          guint                      *position,
                                                          AthPythonValue            **key,
                                                          AthPythonValue            **value);

G_END_DECLS
