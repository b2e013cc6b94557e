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
 * Exit status of `check` when the models and the database differ.  This status
 * and the next two are none that Python or Alembic end with.
 */
#define ATH_FALLBACK_DIFFERS 73

/**
 * ATH_FALLBACK_ELSEWHERE:
 *
 * Exit status when env.py connects to another database.
 */
#define ATH_FALLBACK_ELSEWHERE 74

/**
 * ATH_FALLBACK_OFFLINE:
 *
 * Exit status when env.py does not connect at all.
 */
#define ATH_FALLBACK_OFFLINE 75

extern const char ath_fallback_program[];

G_END_DECLS
