/* ath-task.h: blocking work in a thread of its own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void ath_task_run_in_own_thread (GTask           *task,
                                 GTaskThreadFunc  func);

G_END_DECLS
