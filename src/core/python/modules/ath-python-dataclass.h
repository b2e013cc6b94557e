/* ath-python-dataclass.h: what @dataclass makes of a class
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/**
 * AthPythonDataField:
 * @name: (nullable): its name; `NULL` before the class is built
 * @default_value: (nullable): its value when none is given
 * @factory: (nullable): what makes that value
 * @is_init: whether `__init__` takes it
 * @is_shown: whether repr() shows it
 * @is_compared: whether it counts in comparisons
 * @is_hashed: whether it counts in the hash
 * @is_keyword: whether `__init__` takes it only by its name
 * @has_kw_only: whether field() said that, so that the class does not
 *
 * One field of a dataclass.
 */
typedef struct
{
  const char     *name;
  AthPythonValue *default_value;
  AthPythonValue *factory;
  gboolean        is_init;
  gboolean        is_shown;
  gboolean        is_compared;
  gboolean        is_hashed;
  gboolean        is_keyword;
  gboolean        has_kw_only;
} AthPythonDataField;

/**
 * AthPythonDataclass:
 * @class: the class
 * @fields: (array length=n_fields): its fields and those of its bases
 * @n_fields: how many
 * @has_init: `init=`
 * @has_repr: `repr=`
 * @has_eq: `eq=`
 * @has_order: `order=`
 * @has_hash: `unsafe_hash=`
 * @is_frozen: `frozen=`
 * @is_keyword: `kw_only=`
 * @has_slots: `slots=`
 *
 * What a dataclass knows of itself.
 */
typedef struct
{
  AthPythonValue  *class;
  AthPythonDataField **fields;
  guint            n_fields;
  gboolean         has_init;
  gboolean         has_repr;
  gboolean         has_eq;
  gboolean         has_order;
  gboolean         has_hash;
  gboolean         is_frozen;
  gboolean         is_keyword;
  gboolean         has_slots;
} AthPythonDataclass;

AthPythonValue     *ath_python_dataclass_build (AthPythonEvaluator *evaluator,
                                                AthPythonValue     *class,
                                                AthPythonDataclass *options);
AthPythonDataclass *ath_python_dataclass_find  (AthPythonValue     *class);

/* The methods that the decorator adds; they bind to objects as functions do. */
extern const AthPythonNativeClass ath_python_dataclass_method_class;

extern const AthPythonNativeClass ath_python_field_class;
extern const AthPythonNativeClass ath_python_frozen_instance_error_class;

G_END_DECLS
