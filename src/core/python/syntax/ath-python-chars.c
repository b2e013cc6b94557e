/* ath-python-chars.c: what Python says about characters
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/syntax/ath-python-chars.h"

/**
 * ath_python_char_is_space:
 * @c: a character
 *
 * Returns: whether `str.isspace ()` and `str.split ()` take it for white space
 */
gboolean
ath_python_char_is_space (gunichar c)
{
  if (c < 128)
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);

  return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a)
         || c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

/**
 * ath_python_char_is_line_break:
 * @c: a character
 *
 * Returns: whether `str.splitlines ()` cuts after it
 */
gboolean
ath_python_char_is_line_break (gunichar c)
{
  return (c >= '\n' && c <= '\r') || (c >= 0x1c && c <= 0x1e)
         || c == 0x85 || c == 0x2028 || c == 0x2029;
}

/**
 * ath_python_char_is_printable:
 * @c: a character
 *
 * Returns: whether `repr ()` shows it as it is
 */
gboolean
ath_python_char_is_printable (gunichar c)
{
  switch ((int) g_unichar_type (c))
    {
    case G_UNICODE_CONTROL:
    case G_UNICODE_FORMAT:
    case G_UNICODE_UNASSIGNED:
    case G_UNICODE_PRIVATE_USE:
    case G_UNICODE_SURROGATE:
    case G_UNICODE_LINE_SEPARATOR:
    case G_UNICODE_PARAGRAPH_SEPARATOR:
      return FALSE;

    case G_UNICODE_SPACE_SEPARATOR:
      return c == ' ';

    default:
      return TRUE;
    }
}

/**
 * ath_python_char_is_cased:
 * @c: a character
 *
 * Returns: whether it is a letter of upper, lower or title case
 */
gboolean
ath_python_char_is_cased (gunichar c)
{
  return g_unichar_isupper (c) || g_unichar_islower (c) || g_unichar_istitle (c);
}

/* Characters whose other case depends on what stands around them, or is several
 * characters.
 */
static gboolean
has_special_case (gunichar      c,
                  AthPythonCase wanted)
{
  if (wanted == ATH_PYTHON_CASE_LOWER)
    return c == 0x130 || c == 0x3a3;

  /* Lower case letters that have no upper case of one character: ß, ŉ, ﬁ, … */
  return c == 0x149 || c == 0x1f0 || c == 0x390 || c == 0x3b0 || c == 0x587
         || (c >= 0x1e96 && c <= 0x1e9a) || c == 0xdf
         || (c >= 0x1f50 && c <= 0x1f56) || (c >= 0x1f80 && c <= 0x1fff)
         || (c >= 0xfb00 && c <= 0xfb17);
}

/**
 * ath_python_char_to_case:
 * @c: a character
 * @wanted: what it shall become
 * @result: (out): the character that it becomes
 *
 * Returns: `FALSE` where it becomes several characters, which is not known here
 */
gboolean
ath_python_char_to_case (gunichar       c,
                         AthPythonCase  wanted,
                         gunichar      *result)
{
  if (c >= 128 && has_special_case (c, wanted))
    return FALSE;

  switch (wanted)
    {
    case ATH_PYTHON_CASE_LOWER:
      *result = g_unichar_tolower (c);
      break;

    case ATH_PYTHON_CASE_UPPER:
      *result = g_unichar_toupper (c);
      break;

    case ATH_PYTHON_CASE_TITLE:
      *result = g_unichar_totitle (c);
      break;

    default:
      g_assert_not_reached ();
    }

  return TRUE;
}
