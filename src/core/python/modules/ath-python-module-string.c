/* ath-python-module-string.c: the module string
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/modules/ath-python-modules.h"

#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
#define DIGITS "0123456789"
#define PUNCTUATION "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~"
#define WHITESPACE " \t\n\r\v\f"

#define TEXT(name_, text_) \
  static AthPythonValue * \
  get_##name_ (AthPythonEvaluator *evaluator) \
  { \
    return ath_python_str_new (ath_python_get_arena (evaluator), text_); \
  }

TEXT (lower, LOWER)
TEXT (upper, UPPER)
TEXT (letters, LOWER UPPER)
TEXT (digits, DIGITS)
TEXT (hexdigits, DIGITS "abcdefABCDEF")
TEXT (octdigits, "01234567")
TEXT (punctuation, PUNCTUATION)
TEXT (printable, DIGITS LOWER UPPER PUNCTUATION " \t\n\r\v\f")
TEXT (whitespace, WHITESPACE)

static const AthPythonNativeMember members[] = {
  { "ascii_letters", .get = get_letters },
  { "ascii_lowercase", .get = get_lower },
  { "ascii_uppercase", .get = get_upper },
  { "digits", .get = get_digits },
  { "hexdigits", .get = get_hexdigits },
  { "octdigits", .get = get_octdigits },
  { "printable", .get = get_printable },
  { "punctuation", .get = get_punctuation },
  { "whitespace", .get = get_whitespace },
  { NULL },
};

const AthPythonNativeModule ath_python_string_module = { "string", members };
