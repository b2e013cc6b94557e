/* ath-header-scanner.h: the lexical part of reading a Python header
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthHeaderScanner:
 * @path: path of the script, for errors
 * @text: content of the script in UTF-8 without nul bytes, nul-terminated
 * @pos: where the scanner stands
 *
 * A place in a Python script.
 */
typedef struct
{
  const char *path;
  const char *text;
  const char *pos;
} AthHeaderScanner;

void     ath_header_scanner_skip_statement   (AthHeaderScanner        *self,
                                              gboolean                 to_semicolon);
void     ath_header_scanner_skip_space       (AthHeaderScanner        *self,
                                              gboolean                 in_brackets);
gboolean ath_header_scanner_skip_to          (AthHeaderScanner        *self,
                                              char                     wanted);
gboolean ath_header_scanner_is_statement_end (const AthHeaderScanner  *self);
gsize    ath_header_scanner_get_name_length  (const AthHeaderScanner  *self);
gboolean ath_header_scanner_is_name          (const AthHeaderScanner  *self,
                                              const char              *name);
gboolean ath_header_scanner_is_string        (const AthHeaderScanner  *self);
gboolean ath_header_scanner_take_string      (AthHeaderScanner        *self,
                                              GString                 *out);
GError  *ath_header_scanner_new_error        (const AthHeaderScanner  *self,
                                              const char              *message)
                                              G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
