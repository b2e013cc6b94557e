/* ath-python-chars.h: what Python says about characters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthPythonCase:
 * @ATH_PYTHON_CASE_LOWER: as in “dž”
 * @ATH_PYTHON_CASE_UPPER: as in “DŽ”
 * @ATH_PYTHON_CASE_TITLE: as at the beginning of a word, in “Dž”
 *
 * How a letter is written.
 */
typedef enum
{
  ATH_PYTHON_CASE_LOWER,
  ATH_PYTHON_CASE_UPPER,
  ATH_PYTHON_CASE_TITLE,
} AthPythonCase;

gboolean ath_python_char_is_space      (gunichar       c);
gboolean ath_python_char_is_line_break (gunichar       c);
gboolean ath_python_char_is_printable  (gunichar       c);
gboolean ath_python_char_is_cased      (gunichar       c);
gboolean ath_python_char_to_case       (gunichar       c,
                                        AthPythonCase  wanted,
                                        gunichar      *result);

G_END_DECLS
