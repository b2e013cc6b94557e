/* ath-python-regex.h: patterns of Python's module re
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthPythonRegexFlags:
 * @ATH_PYTHON_REGEX_IGNORE_CASE: as `re.IGNORECASE`
 * @ATH_PYTHON_REGEX_MULTILINE: as `re.MULTILINE`
 * @ATH_PYTHON_REGEX_DOT_ALL: as `re.DOTALL`
 * @ATH_PYTHON_REGEX_UNICODE: as `re.UNICODE`, which says nothing new
 *
 * How a pattern is read; the values are Python's.
 */
typedef enum
{
  ATH_PYTHON_REGEX_IGNORE_CASE = 2,
  ATH_PYTHON_REGEX_MULTILINE   = 8,
  ATH_PYTHON_REGEX_DOT_ALL     = 16,
  ATH_PYTHON_REGEX_UNICODE     = 32,
} AthPythonRegexFlags;

typedef struct _AthPythonRegex AthPythonRegex;

AthPythonRegex *ath_python_regex_new            (const char         *pattern,
                                                 AthPythonRegexFlags flags)
                                                 G_GNUC_WARN_UNUSED_RESULT;
void            ath_python_regex_free           (AthPythonRegex     *self);
const char     *ath_python_regex_get_pattern    (AthPythonRegex     *self);
guint           ath_python_regex_get_n_groups   (AthPythonRegex     *self);
int             ath_python_regex_find_group     (AthPythonRegex     *self,
                                                 const char         *name);
const char     *ath_python_regex_get_group_name (AthPythonRegex     *self,
                                                 guint               group);

/**
 * AthPythonRegexPlace:
 * @ATH_PYTHON_REGEX_ANYWHERE: as `search ()`
 * @ATH_PYTHON_REGEX_START: as `match ()`
 * @ATH_PYTHON_REGEX_WHOLE: as `fullmatch ()`
 * @ATH_PYTHON_REGEX_ADVANCE: anywhere, but not the empty text at the beginning
 *
 * Where a match has to be.
 */
typedef enum
{
  ATH_PYTHON_REGEX_ANYWHERE,
  ATH_PYTHON_REGEX_START,
  ATH_PYTHON_REGEX_WHOLE,
  ATH_PYTHON_REGEX_ADVANCE,
} AthPythonRegexPlace;

/**
 * AthPythonRegexResult:
 * @ATH_PYTHON_REGEX_MATCHED: the text matches
 * @ATH_PYTHON_REGEX_FAILED: it does not
 * @ATH_PYTHON_REGEX_REFUSED: whether it does is not known
 *
 * What came of a match.
 */
typedef enum
{
  ATH_PYTHON_REGEX_MATCHED,
  ATH_PYTHON_REGEX_FAILED,
  ATH_PYTHON_REGEX_REFUSED,
} AthPythonRegexResult;

AthPythonRegexResult ath_python_regex_match  (AthPythonRegex       *self,
                                              const char           *text,
                                              gsize                 length,
                                              gsize                 start,
                                              AthPythonRegexPlace   place,
                                              int                  *offsets);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthPythonRegex, ath_python_regex_free)

G_END_DECLS
