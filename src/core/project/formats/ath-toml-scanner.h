/* ath-toml-scanner.h: the lexical part of reading TOML, private to its parser
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "project/formats/ath-toml-private.h"

G_BEGIN_DECLS

/**
 * AthTomlScanner:
 * @path: path of the file, for errors
 * @pos: where the scanner stands
 * @end: end of the text
 * @line: the line it stands in, from 1
 * @depth: how deep values are nested here; counted by the parser
 *
 * A place in a TOML file, whose text is UTF-8.  Every failure is
 * `ATH_ERROR_PROJECT` with the file and that line.
 */
typedef struct
{
  const char *path;
  const char *pos;
  const char *end;
  guint       line;
  guint       depth;
} AthTomlScanner;

gboolean      ath_toml_scanner_fail            (AthTomlScanner  *self,
                                                GError         **error,
                                                const char      *format,
                                                ...) G_GNUC_PRINTF (3, 4);

gboolean      ath_toml_scanner_looks_at        (AthTomlScanner  *self,
                                                const char      *text);
gboolean      ath_toml_scanner_accept          (AthTomlScanner  *self,
                                                const char      *text);
gboolean      ath_toml_scanner_accept_line_end (AthTomlScanner  *self);
void          ath_toml_scanner_skip_blanks     (AthTomlScanner  *self);
void          ath_toml_scanner_skip_comment    (AthTomlScanner  *self);
void          ath_toml_scanner_skip_space      (AthTomlScanner  *self);

gboolean      ath_toml_scanner_is_string       (AthTomlScanner  *self);
char         *ath_toml_scanner_take_string     (AthTomlScanner  *self,
                                                gboolean         multi_line,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;
AthTomlValue *ath_toml_scanner_take_word       (AthTomlScanner  *self,
                                                GError         **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
