/* ath-python-module-types.c: SimpleNamespace, and the module calendar
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

static gboolean
is_leap (gint64 year)
{
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static AthPythonValue *
calendar_isleap (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "year", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;
  gint64 year;

  if (!ATH_PYTHON_BIND ("isleap", parameters, &value)
      || !ath_python_take_int (evaluator, value, &year))
    return NULL;

  return ath_python_bool (is_leap (year));
}

/* The weekday of the first, from Monday, and the number of days. */
static AthPythonValue *
calendar_monthrange (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "year", ATH_PYTHON_PARAM_REQUIRED },
    { "month", ATH_PYTHON_PARAM_REQUIRED },
  };
  static const guint n_days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonValue *pair[2];
  GDate date;
  gint64 month;
  gint64 year;

  if (!ATH_PYTHON_BIND ("monthrange", parameters, values)
      || !ath_python_take_int (evaluator, values[0], &year)
      || !ath_python_take_int (evaluator, values[1], &month))
    return NULL;
  if (year < 1 || year > 9999 || month < 1 || month > 12)
    return ath_python_refuse_type (evaluator, "monthrange", values[month < 1 || month > 12]);

  g_date_set_dmy (&date, 1, (GDateMonth) month, (GDateYear) year);
  pair[0] = ath_python_int_new (evaluator->arena, g_date_get_weekday (&date) - 1);
  pair[1] = ath_python_int_new (evaluator->arena,
                                n_days[month - 1] + (month == 2 && is_leap (year)));

  return ath_python_tuple_new (evaluator->arena, pair, 2);
}

static const AthPythonNativeFunction isleap_function = { "isleap", calendar_isleap };
static const AthPythonNativeFunction monthrange_function = { "monthrange", calendar_monthrange };

static const AthPythonNativeMember calendar_members[] = {
  { "isleap", .function = &isleap_function },
  { "monthrange", .function = &monthrange_function },
  { NULL },
};

const AthPythonNativeModule ath_python_calendar_module = { "calendar", calendar_members };
