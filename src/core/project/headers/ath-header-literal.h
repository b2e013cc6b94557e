/* ath-header-literal.h: literal values in Python code
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/headers/ath-header-scanner.h"

G_BEGIN_DECLS

/**
 * AthHeaderLiteralKind:
 * @ATH_HEADER_LITERAL_UNSET: no value
 * @ATH_HEADER_LITERAL_NONE: None
 * @ATH_HEADER_LITERAL_STRING: one string
 * @ATH_HEADER_LITERAL_SEQUENCE: a tuple, list or set of strings
 */
typedef enum
{
  ATH_HEADER_LITERAL_UNSET,
  ATH_HEADER_LITERAL_NONE,
  ATH_HEADER_LITERAL_STRING,
  ATH_HEADER_LITERAL_SEQUENCE,
} AthHeaderLiteralKind;

/**
 * AthHeaderLiteral:
 * @kind: what it is
 * @strings: (nullable): its strings in order; of None none
 */
typedef struct
{
  AthHeaderLiteralKind   kind;
  char                 **strings;
} AthHeaderLiteral;

gboolean ath_header_literal_read  (AthHeaderScanner  *scanner,
                                   const char        *name,
                                   AthHeaderLiteral  *literal,
                                   GError           **error);
gboolean ath_header_literal_fail  (AthHeaderScanner  *scanner,
                                   const char        *name,
                                   GError           **error);
void     ath_header_literal_clear (AthHeaderLiteral  *literal);

G_END_DECLS
