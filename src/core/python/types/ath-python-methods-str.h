/* ath-python-methods-str.h: methods of str, each in the file that fits it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"

G_BEGIN_DECLS

/* ath-python-methods-str-make.c: they make another text */
AthPythonValue *ath_python_str_join         (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_replace      (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_lower        (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_upper        (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_maketrans        (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_title        (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_translate        (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_capitalize   (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_swapcase     (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_casefold     (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_zfill        (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_ljust        (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_rjust        (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_center       (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_expandtabs   (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_encode       (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);

/* ath-python-format-braces.c */
AthPythonValue *ath_python_str_format       (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_format_map   (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);

/* ath-python-methods-str-test.c: they tell what a text is made of */
AthPythonValue *ath_python_str_isalnum      (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_isalpha      (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_isascii      (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_isdecimal    (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_isdigit      (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_isidentifier (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_islower      (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_isnumeric    (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_isprintable  (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_isspace      (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_istitle      (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);
AthPythonValue *ath_python_str_isupper      (AthPythonEvaluator       *evaluator,
                                             AthPythonValue           *self,
                                             const AthPythonArguments *arguments);

G_END_DECLS
