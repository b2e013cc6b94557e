/* ath-python-module-typing.c: typing, abc, collections.abc, types, __future__
 *
 * What these modules have is there for people and type checkers.  All of it is
 * one class, which can be subscripted and derived from without an effect;
 * whatever would ask it something is refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/modules/ath-python-modules.h"

static AthPythonValue *
get_typing_item (AthPythonEvaluator *evaluator,
                 AthPythonValue     *self,
                 AthPythonValue     *key)
{
  return self;
}

const AthPythonNativeClass ath_python_typing_class = {
  .name = "typing",
  .module = "typing",
  .get_item = get_typing_item,
};

/* A class that derives from it gets nothing from it. */
const AthPythonNativeClass ath_python_generic_class = {
  .name = "Generic",
  .module = "typing",
  .get_item = get_typing_item,
};

/* Those of them whose abstract methods have to be overridden. */
const AthPythonNativeClass ath_python_abc_class = {
  .name = "ABC",
  .module = "abc",
  .get_item = get_typing_item,
};

const AthPythonNativeClass ath_python_abc_meta_class = {
  .name = "ABCMeta",
  .module = "abc",
};

/* cast (type, value) */
static AthPythonValue *
typing_cast (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "typ", ATH_PYTHON_PARAM_REQUIRED },
    { "val", ATH_PYTHON_PARAM_REQUIRED },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];

  return ATH_PYTHON_BIND ("cast", parameters, values) ? values[1] : NULL;
}

/* A decorator that leaves what it decorates as it is. */
static AthPythonValue *
keep (AthPythonEvaluator       *evaluator,
      AthPythonValue           *self,
      const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "object", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *value;

  return ATH_PYTHON_BIND ("decorator", parameters, &value) ? value : NULL;
}

/* What ath_python_is_abstract() sees, as Python does. */
static AthPythonValue *
abstractmethod (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "funcobj", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *function;

  if (!ATH_PYTHON_BIND ("abstractmethod", parameters, &function))
    return NULL;
  if (function->type != ATH_PYTHON_TYPE_FUNCTION)
    return ath_python_refuse_type (evaluator, "abstractmethod", function);

  return ath_python_set_attribute (evaluator, function, "__isabstractmethod__",
                                   ath_python_bool (TRUE)) ? function : NULL;
}

/* TypeVar and its like. */
static AthPythonValue *
make_type (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return ath_python_native_class (evaluator, &ath_python_typing_class);
}

static AthPythonValue *
get_false (AthPythonEvaluator *evaluator)
{
  return ath_python_bool (FALSE);
}

static const AthPythonNativeFunction abstractmethod_function = { "abstractmethod", abstractmethod };
static const AthPythonNativeFunction cast_function = { "cast", typing_cast };
static const AthPythonNativeFunction keep_function = { "decorator", keep };
static const AthPythonNativeFunction make_type_function = { "TypeVar", make_type };

#define TYPE(name_) { name_, .class = &ath_python_typing_class }
#define GENERIC(name_) { name_, .class = &ath_python_generic_class }

static const AthPythonNativeMember typing_members[] = {
  { "TYPE_CHECKING", .get = get_false },
  { "Protocol", .class = &ath_python_abc_class },
  { "NamedTuple", .class = &ath_python_named_tuple_class },
  { "ParamSpec", .function = &make_type_function },
  { "TypeVar", .function = &make_type_function },
  { "cast", .function = &cast_function },
  { "final", .function = &keep_function },
  { "no_type_check", .function = &keep_function },
  { "overload", .function = &keep_function },
  { "runtime_checkable", .function = &keep_function },
  TYPE ("AbstractSet"), TYPE ("Annotated"), TYPE ("Any"), TYPE ("AnyStr"), TYPE ("AsyncGenerator"),
  TYPE ("AsyncIterable"), TYPE ("AsyncIterator"), TYPE ("Awaitable"), TYPE ("Callable"),
  TYPE ("ClassVar"), TYPE ("Collection"), TYPE ("Concatenate"), TYPE ("Coroutine"),
  TYPE ("DefaultDict"), TYPE ("Dict"), TYPE ("Final"), TYPE ("FrozenSet"), TYPE ("Generator"),
  GENERIC ("Generic"), TYPE ("Hashable"), TYPE ("Iterable"), TYPE ("Iterator"), TYPE ("List"),
  TYPE ("Literal"), TYPE ("LiteralString"), TYPE ("Mapping"), TYPE ("MutableMapping"),
  TYPE ("MutableSequence"), TYPE ("MutableSet"), TYPE ("Never"), TYPE ("NoReturn"),
  TYPE ("NotRequired"), TYPE ("Optional"), TYPE ("OrderedDict"), TYPE ("Pattern"),
  TYPE ("Required"), TYPE ("Self"), TYPE ("Sequence"), TYPE ("Set"),
  TYPE ("Sized"), TYPE ("SupportsInt"), TYPE ("Text"), TYPE ("Tuple"), TYPE ("Type"),
  TYPE ("TypeAlias"), TYPE ("TypeGuard"), TYPE ("Union"), TYPE ("Unpack"),
  { NULL },
};

static const AthPythonNativeMember abc_members[] = {
  { "ABC", .class = &ath_python_abc_class },
  { "ABCMeta", .class = &ath_python_abc_meta_class },
  { "abstractmethod", .function = &abstractmethod_function },
  { NULL },
};

static const AthPythonNativeMember collections_abc_members[] = {
  TYPE ("AsyncGenerator"), TYPE ("AsyncIterable"), TYPE ("AsyncIterator"), TYPE ("Awaitable"),
  TYPE ("Callable"), TYPE ("Collection"), TYPE ("Coroutine"), TYPE ("Generator"),
  TYPE ("Hashable"), TYPE ("Iterable"), TYPE ("Iterator"), TYPE ("Mapping"),
  TYPE ("MutableMapping"), TYPE ("MutableSequence"), TYPE ("MutableSet"), TYPE ("Sequence"),
  TYPE ("Set"), TYPE ("Sized"),
  { NULL },
};

static const AthPythonNativeMember types_members[] = {
  { "SimpleNamespace", .class = &ath_python_simple_namespace_class },
  TYPE ("FunctionType"), TYPE ("ModuleType"), TYPE ("TracebackType"),
  { NULL },
};

static const AthPythonNativeMember no_members[] = { { NULL } };

const AthPythonNativeModule ath_python_typing_module = { "typing", typing_members };
const AthPythonNativeModule ath_python_typing_extensions_module = {
  "typing_extensions", typing_members
};
const AthPythonNativeModule ath_python_abc_module = { "abc", abc_members };
const AthPythonNativeModule ath_python_collections_abc_module = {
  "collections.abc", collections_abc_members
};
const AthPythonNativeModule ath_python_types_module = { "types", types_members };
const AthPythonNativeModule ath_python_future_module = { "__future__", no_members };
