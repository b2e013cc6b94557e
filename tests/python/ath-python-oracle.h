/* ath-python-oracle.h: compares the reader with CPython
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define ATH_TEST_PYTHON "/usr/bin/python3"

typedef struct _AthPythonOracle AthPythonOracle;

AthPythonOracle *ath_python_oracle_start   (void);
void             ath_python_oracle_stop    (AthPythonOracle *self);
gboolean         ath_python_oracle_compare (AthPythonOracle *self,
                                            const char      *path);
char            *ath_python_oracle_dump    (const char      *path);

G_END_DECLS
