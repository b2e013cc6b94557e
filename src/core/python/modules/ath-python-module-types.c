/* ath-python-module-types.c: SimpleNamespace of the module types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

static AthPythonValue *
construct_namespace (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  AthPythonValue *object = ath_python_instance_new (evaluator->arena, self);

  if (self->type != ATH_PYTHON_TYPE_NATIVE_CLASS || arguments->n_positional > 0)
    return ath_python_refuse_type (evaluator, "SimpleNamespace", self);
  for (guint i = 0; i < arguments->n_keywords; i++)
    ath_python_namespace_set (object->instance.attributes,
                              ath_arena_strdup (evaluator->arena, arguments->keywords[i]),
                              arguments->keyword_values[i]);

  return object;
}

static AthPythonValue *
namespace_repr (AthPythonEvaluator *evaluator,
                AthPythonValue     *self)
{
  g_autoptr(GString) text = g_string_new ("namespace(");
  const char *separator = "";

  for (guint i = 0; i < ath_python_namespace_get_n (self->instance.attributes); i++)
    {
      AthPythonValue *value;
      const char *name = ath_python_namespace_get_nth (self->instance.attributes, i, &value);

      if (value == NULL)
        continue;
      value = ath_python_repr (evaluator, value);
      if (value == NULL)
        return NULL;
      g_string_append_printf (text, "%s%s=%s", separator, name, value->text.bytes);
      separator = ", ";
    }
  g_string_append_c (text, ')');

  return ath_python_str_take (evaluator, text);
}

/* All attributes of it are known: one that is not there is an error of the script. */
static AthPythonValue *
get_namespace_attribute (AthPythonEvaluator *evaluator,
                         AthPythonValue     *self,
                         const char         *name)
{
  if (self->type != ATH_PYTHON_TYPE_INSTANCE || g_str_has_prefix (name, "__"))
    return NULL;

  return ath_python_raise (evaluator, &ath_python_attribute_error_class,
                           "'types.SimpleNamespace' object has no attribute '%s'", name);
}

const AthPythonNativeClass ath_python_simple_namespace_class = {
  .name = "SimpleNamespace",
  .module = "types",
  .construct = construct_namespace,
  .get_attribute = get_namespace_attribute,
  .repr = namespace_repr,
};
