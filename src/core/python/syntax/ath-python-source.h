/* ath-python-source.h: the text of a Python file, private to the reader
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthPythonSource:
 * @path: what errors call the file
 * @text: (array length=length): UTF-8 without mark of byte order, lines ended
 *   by `\n`, followed by a nul
 * @length: bytes in @text
 * @lines: (element-type guint32): where each line starts
 *
 * The text of a file, made ready for reading.  Positions are offsets in @text.
 */
typedef struct
{
  char    *path;
  char    *text;
  guint32  length;
  GArray  *lines;
} AthPythonSource;

gboolean  ath_python_source_init      (AthPythonSource        *self,
                                       const char             *path,
                                       const char             *text,
                                       gsize                   length,
                                       GError                **error);
void      ath_python_source_clear     (AthPythonSource        *self);
void      ath_python_source_get_place (const AthPythonSource  *self,
                                       guint32                 offset,
                                       guint                  *line,
                                       guint                  *column);
GError   *ath_python_source_new_error (const AthPythonSource  *self,
                                       guint32                 offset,
                                       const char             *format,
                                       ...) G_GNUC_PRINTF (3, 4) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
