/* ath-tool-call.h: one run of a program that gets a connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "postgres/ath-tool-login.h"

G_BEGIN_DECLS

/**
 * AthToolLineFunc:
 * @line: what the program wrote, without the line break, in UTF-8
 * @user_data: of the call
 */
typedef void (*AthToolLineFunc) (const char *line,
                                 gpointer    user_data);

/**
 * AthToolCall:
 * @program: its path
 * @arguments: (array zero-terminated=1): what follows its name
 * @name: (nullable): what it is called in errors; its file name otherwise
 * @login: (nullable): the connection it uses; its secrets are masked in what the
 *   functions and errors tell
 * @folder: (nullable): where it runs
 * @variables: (nullable) (array zero-terminated=1): "NAME=value" to be added to its
 *   environment
 * @output_func: (nullable): told each line of its standard output
 * @message_func: (nullable): told each line of its standard error
 * @tick_func: (nullable): called a few times per second while it runs
 * @user_data: passed to the functions
 * @on_host: whether it is a program of the host of the sandbox we are in, see
 *   ath_flatpak_may_spawn()
 * @status: (nullable) (out): gets its exit status, -1 unless it ended by itself
 *
 * What to run and whom to tell.  Borrowed until ath_tool_call_run() returns; the
 * functions are called in its thread.
 */
typedef struct
{
  const char         *program;
  const char *const  *arguments;
  const char         *name;
  AthToolLogin       *login;
  const char         *folder;
  const char *const  *variables;
  AthToolLineFunc     output_func;
  AthToolLineFunc     message_func;
  void              (*tick_func) (gpointer user_data);
  gpointer            user_data;
  gboolean            on_host;
  int                *status;
} AthToolCall;

gboolean ath_tool_call_run (const AthToolCall  *self,
                            GCancellable       *cancellable,
                            GError            **error);

G_END_DECLS
