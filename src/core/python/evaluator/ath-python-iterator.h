/* ath-python-iterator.h: iterators that are written in C
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/**
 * AthPythonIteratorNext:
 * @evaluator: who asks
 * @self: the iterator
 *
 * Returns: (nullable): the next item; `NULL` at the end, or after raising or
 *   refusing
 */
typedef AthPythonValue *(*AthPythonIteratorNext) (AthPythonEvaluator *evaluator,
                                                  AthPythonIterator  *self);

AthPythonValue       *ath_python_iterator_new      (AthArena             *arena,
                                                    AthPythonIteratorNext next,
                                                    gpointer              data);
AthPythonIteratorNext ath_python_iterator_get_next (AthPythonIterator    *self);
gpointer              ath_python_iterator_get_data (AthPythonIterator    *self);

G_END_DECLS
