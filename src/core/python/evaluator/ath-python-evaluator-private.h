/* ath-python-evaluator-private.h: what the parts of the evaluator share
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-evaluator.h"

G_BEGIN_DECLS

typedef struct _AthPythonFrame AthPythonFrame;

/**
 * AthPythonFrame:
 * @caller: (nullable): the frame that is left when this one ends
 * @closure: (nullable): the frame that was around the block when it was made
 * @module: the file the block stands in
 * @scope: which names are the block's own
 * @locals: the values of those; of a module: its globals
 * @class: (nullable): the class whose method runs, for super(), or whose body
 * @first_argument: (nullable): the first positional one, for super()
 * @returned: (nullable): what `return` gave
 * @handled: (nullable): the exception that the innermost `except` handles
 * @n_tries: how many `try` blocks of the block are open
 *
 * One running block.  Lives in the arena: functions made in it may outlive it.
 */
struct _AthPythonFrame
{
  AthPythonFrame       *caller;
  AthPythonFrame       *closure;
  AthPythonLoaded      *module;
  const AthPythonScope *scope;
  AthPythonNamespace   *locals;
  AthPythonValue       *class;
  AthPythonValue       *first_argument;
  AthPythonValue       *returned;
  AthPythonValue       *handled;
  guint                 n_tries;
};

/**
 * AthPythonLoaded:
 * @syntax: the parsed file
 * @name: its dotted name
 * @value: the module as a value
 * @frame: the frame of its top level
 * @lazy: (nullable): what is evaluated on demand; `NULL` when it has run whole
 * @stars: (nullable): a list of the modules of `from module import *`
 *
 * A file of the project that is being used.
 */
struct _AthPythonLoaded
{
  AthPythonSyntax      *syntax;
  const char           *name;
  AthPythonValue       *value;
  AthPythonFrame       *frame;
  struct _AthPythonLazy *lazy;
  AthPythonValue       *stars;
};

/**
 * AthPythonFunction:
 * @name: its name
 * @node: a FUNCTION_DEF or a LAMBDA
 * @frame: the frame it was made in
 * @defaults: (nullable array): values of the parameters' defaults, in the order
 *   of the parameters; `NULL` where there is none
 * @attributes: (nullable): what a script set on it
 *
 * A function of a script.
 */
struct _AthPythonFunction
{
  const char          *name;
  AthPythonNode       *node;
  AthPythonFrame      *frame;
  AthPythonValue     **defaults;
  AthPythonNamespace  *attributes;
};

/**
 * AthPythonClass:
 * @name: its name
 * @qualified_name: (nullable): with those of the classes around it; `NULL` for
 *   one made in a function
 * @module: the file it stands in
 * @bases: (array length=n_bases): what it derives from
 * @mro: (array length=n_mro): itself and all it derives from, in the order in
 *   which attributes are looked up
 * @attributes: what its body bound
 * @native: the native class that its objects are of; `object` at least
 * @is_generic: whether `class[type]` is the class
 * @is_abstract: whether abstract methods keep it from having objects
 * @slots: what `__slots__` of it and of its bases name
 * @has_dict: whether its objects may have other attributes than those
 * @body: (nullable): its statements, for what looks at more than the names they bind
 *
 * A class of a script.
 */
struct _AthPythonClass
{
  const char                  *name;
  const char                  *qualified_name;
  AthPythonLoaded             *module;
  AthPythonValue             **bases;
  guint                        n_bases;
  AthPythonValue             **mro;
  guint                        n_mro;
  AthPythonNamespace          *attributes;
  const AthPythonNativeClass  *native;
  gboolean                     is_generic;
  gboolean                     is_abstract;
  AthPythonNamespace          *slots;
  gboolean                     has_dict;
  const AthPythonList         *body;
};

struct _AthPythonEvaluator
{
  AthArena             *arena;          /* (owned) */
  const AthPythonWorld *world;          /* (unowned) borrowed for its life */
  GCancellable         *cancellable;    /* (owned) (nullable) */

  GHashTable           *native_classes; /* (owned) AthPythonNativeClass → value */
  GHashTable           *native_modules; /* (owned) AthPythonNativeModule → value */
  GHashTable           *once;           /* (owned) key → value, see ath_python_get_once() */
  AthPythonNamespace   *modules;        /* project modules by dotted name */

  GString              *printed;        /* (owned) a line that is not complete */
  AthPythonFrame       *frame;          /* (nullable) the innermost one */
  const AthPythonNode  *node;           /* (nullable) what is being evaluated */

  AthPythonValue       *exception;      /* (nullable) being raised */
  GError               *refusal;        /* (owned) (nullable) */

  guint                 depth;
  guint64               n_steps;
};

/**
 * AthPythonFlow:
 * @ATH_PYTHON_FLOW_NEXT: as most do: the next one follows
 * @ATH_PYTHON_FLOW_BREAK: by `break`
 * @ATH_PYTHON_FLOW_CONTINUE: by `continue`
 * @ATH_PYTHON_FLOW_RETURN: by `return`; the frame has the value
 * @ATH_PYTHON_FLOW_FAILED: an exception or a refusal is on its way
 *
 * How a statement ended.
 */
typedef enum
{
  ATH_PYTHON_FLOW_NEXT,
  ATH_PYTHON_FLOW_BREAK,
  ATH_PYTHON_FLOW_CONTINUE,
  ATH_PYTHON_FLOW_RETURN,
  ATH_PYTHON_FLOW_FAILED,
} AthPythonFlow;

/* ath-python-evaluator.c */
AthPythonFrame *ath_python_frame_push (AthPythonEvaluator   *self,
                                       AthPythonLoaded      *module,
                                       const AthPythonScope *scope,
                                       AthPythonFrame       *closure);
void            ath_python_frame_pop  (AthPythonEvaluator   *self);

/* ath-python-eval-statement.c */
AthPythonFlow ath_python_execute           (AthPythonEvaluator  *self,
                                            const AthPythonList *body);
AthPythonFlow ath_python_execute_statement (AthPythonEvaluator  *self,
                                            AthPythonNode       *node);

/* ath-python-eval-block.c */
AthPythonNode *ath_python_find_handler  (AthPythonEvaluator          *self,
                                         AthPythonNode               *node);
gboolean       ath_python_find_manager  (AthPythonEvaluator          *self,
                                         AthPythonValue              *value,
                                         const AthPythonNativeClass **class);
AthPythonFlow  ath_python_leave_manager (AthPythonEvaluator          *self,
                                         const AthPythonNativeClass  *class,
                                         AthPythonValue              *manager,
                                         AthPythonFlow                flow);
AthPythonFlow  ath_python_execute_try   (AthPythonEvaluator          *self,
                                         AthPythonNode               *node);
AthPythonFlow  ath_python_execute_with  (AthPythonEvaluator          *self,
                                         AthPythonNode               *node,
                                         guint                        item);
gboolean       ath_python_execute_raise (AthPythonEvaluator          *self,
                                         AthPythonNode               *node);

/* ath-python-eval-match.c */
gboolean ath_python_match (AthPythonEvaluator   *self,
                           AthPythonNode        *node,
                           const AthPythonList **body);

/* ath-python-eval-defer.c */
gboolean        ath_python_defer        (AthPythonEvaluator *self,
                                         AthPythonNode      *node);
AthPythonValue *ath_python_defer_import (AthPythonEvaluator *self,
                                         const char         *name);

/* ath-python-eval-assign.c */
gboolean ath_python_assign_name      (AthPythonEvaluator *self,
                                      const char         *name,
                                      AthPythonValue     *value);
gboolean ath_python_unassign_name    (AthPythonEvaluator *self,
                                      const char         *name);
gboolean ath_python_assign           (AthPythonEvaluator *self,
                                      AthPythonNode      *target,
                                      AthPythonValue     *value);
gboolean ath_python_assign_augmented (AthPythonEvaluator *self,
                                      AthPythonNode      *node);
gboolean ath_python_delete           (AthPythonEvaluator *self,
                                      AthPythonNode      *target);

/* ath-python-eval-expression.c */
AthPythonValue *ath_python_evaluate      (AthPythonEvaluator *self,
                                          AthPythonNode      *node);
AthPythonValue *ath_python_evaluate_name (AthPythonEvaluator *self,
                                          const char         *name);

/* ath-python-eval-call.c */
AthPythonValue *ath_python_evaluate_call   (AthPythonEvaluator *self,
                                            AthPythonNode      *node);
AthPythonValue *ath_python_function_new    (AthPythonEvaluator *self,
                                            AthPythonNode      *node);
AthPythonValue *ath_python_define_function (AthPythonEvaluator *self,
                                            AthPythonNode      *node);

/* ath-python-eval-class.c */
AthPythonValue *ath_python_define_class             (AthPythonEvaluator       *self,
                                                     AthPythonNode            *node);
AthPythonValue *ath_python_class_find               (AthPythonValue           *class,
                                                     const char               *name);
const char     *ath_python_class_get_qualified_name (AthPythonEvaluator       *self,
                                                     AthPythonValue           *class);
const char     *ath_python_mangle                   (AthPythonEvaluator       *self,
                                                     const char               *name);
const char     *ath_python_mangle_for               (AthPythonEvaluator       *self,
                                                     const char               *class_name,
                                                     const char               *name);
AthPythonValue *ath_python_instantiate              (AthPythonEvaluator       *self,
                                                     AthPythonValue           *class,
                                                     const AthPythonArguments *arguments);

/* ath-python-eval-bases.c */
gboolean ath_python_class_set_bases (AthPythonEvaluator   *self,
                                     AthPythonValue       *value,
                                     const AthPythonList  *nodes);
gboolean ath_python_class_is_field  (const AthPythonClass *self,
                                     guint                 index);
gboolean ath_python_class_set_slots (AthPythonEvaluator   *self,
                                     AthPythonValue       *value);

/* ath-python-iterator.c */
AthPythonValue *ath_python_evaluate_comprehension (AthPythonEvaluator *self,
                                                   AthPythonNode      *node);
AthPythonValue *ath_python_iterate_in_order       (AthPythonEvaluator *evaluator,
                                                   AthPythonValue     *iterable);

/* ath-python-attribute.c */
const AthPythonNativeClass *ath_python_get_native_class (const AthPythonValue       *value);
gboolean                    ath_python_is_vague         (const AthPythonNativeClass *class);
const AthPythonNativeClass *ath_python_get_hooks        (const AthPythonValue       *value);
AthPythonValue             *ath_python_bind_member      (AthPythonEvaluator         *self,
                                                         AthPythonValue             *object,
                                                         const char                 *name,
                                                         AthPythonValue             *member);
const char                 *ath_python_describe         (AthPythonEvaluator         *self,
                                                         AthPythonValue             *value);

/* ath-python-attribute-set.c */
gboolean ath_python_set_plain_attribute (AthPythonEvaluator *self,
                                         AthPythonValue     *object,
                                         const char         *name,
                                         AthPythonValue     *value);
gboolean ath_python_delete_attribute    (AthPythonEvaluator *self,
                                         AthPythonValue     *object,
                                         const char         *name);

/* ath-python-descriptor.c */
gboolean ath_python_is_abstract (AthPythonValue *member);

/* ath-python-operator.c */
AthPythonValue *ath_python_binary_in_place (AthPythonEvaluator *self,
                                            AthPythonOperator   op,
                                            AthPythonValue     *a,
                                            AthPythonValue     *b);
AthPythonValue *ath_python_unary           (AthPythonEvaluator *self,
                                            AthPythonOperator   op,
                                            AthPythonValue     *operand);

/* ath-python-import.c */
gboolean        ath_python_import                   (AthPythonEvaluator          *self,
                                                     AthPythonNode               *node);
AthPythonValue *ath_python_find_imported            (AthPythonEvaluator          *self,
                                                     const char                  *module,
                                                     const char                  *name);
AthPythonValue *ath_python_module_get_member        (AthPythonEvaluator          *self,
                                                     AthPythonLoaded             *module,
                                                     const char                  *name);
AthPythonValue *ath_python_module_get_starred       (AthPythonEvaluator          *self,
                                                     AthPythonLoaded             *module,
                                                     const char                  *name);
AthPythonValue *ath_python_native_module_get_member (AthPythonEvaluator          *self,
                                                     const AthPythonNativeModule *module,
                                                     const char                  *name);

/* ath-python-format.c */
AthPythonValue *ath_python_evaluate_joined_str (AthPythonEvaluator *self,
                                                AthPythonNode      *node);

/* ath-python-module-copy.c */
AthPythonValue *ath_python_deep_copy (AthPythonEvaluator *evaluator,
                                      AthPythonValue     *value);

G_END_DECLS
