/* ath-fallback-program.h: what the interpreter of a project is given to run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ATH_FALLBACK_DIFFERS:
 *
 * Exit status of `check` when the models and the database differ; it is one that
 * neither Python nor Alembic ends with.
 */
#define ATH_FALLBACK_DIFFERS 73

extern const char ath_fallback_program[];

G_END_DECLS
