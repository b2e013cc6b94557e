/* ath-python-literal.h: the values of literals, private to the reader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/syntax/ath-python-parser-private.h"

G_BEGIN_DECLS

/**
 * AthPythonLiteral:
 * @is_raw: backslashes mean nothing
 * @is_bytes: the value is bytes
 * @is_fstring: doubled braces stand for single ones
 *
 * How the text of a literal is to be taken.
 */
typedef struct
{
  gboolean is_raw;
  gboolean is_bytes;
  gboolean is_fstring;
} AthPythonLiteral;

gboolean ath_python_literal_decode (Parser                 *parser,
                                    const AthPythonLiteral *literal,
                                    guint32                 start,
                                    guint32                 end,
                                    GString                *value,
                                    gboolean               *has_unicode_name);

G_END_DECLS
