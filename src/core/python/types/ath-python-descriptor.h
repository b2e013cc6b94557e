/* ath-python-descriptor.h: properties, and the methods that all objects have
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/**
 * AthPythonProperty:
 * @getter: what taking it calls
 * @setter: (nullable): what setting it calls
 * @deleter: (nullable): what deleting it calls
 *
 * The data of a `property`.
 */
typedef struct
{
  AthPythonValue *getter;
  AthPythonValue *setter;
  AthPythonValue *deleter;
} AthPythonProperty;

AthPythonProperty *ath_python_find_property (AthPythonValue *class,
                                             const char     *name);

/* Methods of `object` that can be named: `super().__eq__`, `object.__setattr__`. */
extern const AthPythonNativeFunction ath_python_object_methods[];

G_END_DECLS
