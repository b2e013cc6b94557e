/* ath-tool-call.c: one run of a program of PostgreSQL
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "postgres/ath-tool-call.h"

#define TICK_MS 200

/* pg_dump cancels its query on the server when it is told to end. */
#define TERMINATE_TIMEOUT_S 3

typedef struct
{
  int              fd;   /* -1 at the end */
  GString         *line; /* (owned) what came of the line so far */
  AthToolLineFunc  func; /* (nullable) */
} Stream;

/* A program that runs. */
typedef struct
{
  const AthToolCall *call;        /* (unowned) */
  GSubprocess       *process;     /* (owned) */
  Stream             output;
  Stream             messages;
  char              *name;        /* (owned) "pg_dump" */
  char              *last_line;   /* (owned) (nullable) of the messages */
  char              *reason;      /* (owned) (nullable) of its failure, in its words */
  GString           *further;     /* (owned) what it said after that */
  gint64             kill_at;     /* 0 until it was told to end */
} Running;

static void
running_clear (Running *self)
{
  g_clear_object (&self->process);
  g_string_free (self->output.line, TRUE);
  g_string_free (self->messages.line, TRUE);
  g_string_free (self->further, TRUE);
  g_free (self->name);
  g_free (self->last_line);
  g_free (self->reason);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Running, running_clear)

/* "pg_dump: error: …" is the reason, what follows it explains. */
static void
note_message (Running    *self,
              const char *line)
{
  const char *text = line;

  if (g_str_has_prefix (text, self->name) && g_str_has_prefix (text + strlen (self->name), ": "))
    text += strlen (self->name) + strlen (": ");

  if (self->reason != NULL)
    {
      if (self->further->len > 0)
        g_string_append_c (self->further, '\n');
      g_string_append (self->further, text);
    }
  else if (g_str_has_prefix (text, "error: "))
    self->reason = g_strdup (text + strlen ("error: "));

  g_free (self->last_line);
  self->last_line = g_strdup (text);
}

static void
end_line (Running *self,
          Stream  *stream)
{
  g_autofree char *line = g_utf8_make_valid (stream->line->str, stream->line->len);

  g_string_truncate (stream->line, 0);
  if (stream == &self->messages)
    note_message (self, line);
  if (stream->func != NULL)
    stream->func (line, self->call->user_data);
}

static void
read_stream (Running *self,
             Stream  *stream)
{
  char buffer[8192];
  gssize n_read = read (stream->fd, buffer, sizeof buffer);

  if (n_read < 0 && (errno == EAGAIN || errno == EINTR))
    return;
  if (n_read <= 0)
    {
      stream->fd = -1;
      if (stream->line->len > 0)
        end_line (self, stream);
      return;
    }

  for (gssize i = 0; i < n_read; i++)
    {
      if (buffer[i] == '\n')
        end_line (self, stream);
      else
        g_string_append_c (stream->line, buffer[i]);
    }
}

static void
terminate (Running *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  self->kill_at = g_get_monotonic_time () + TERMINATE_TIMEOUT_S * G_TIME_SPAN_SECOND;
}

/* Reads what the program writes until it has closed both ends. */
static void
read_streams (Running      *self,
              GCancellable *cancellable)
{
  gboolean has_fd;

  do
    {
      GPollFD fds[3] = {
        { .fd = self->output.fd, .events = G_IO_IN },
        { .fd = self->messages.fd, .events = G_IO_IN },
      };

      has_fd = self->kill_at == 0 && g_cancellable_make_pollfd (cancellable, &fds[2]);
      g_poll (fds, has_fd ? 3 : 2, TICK_MS);
      if (has_fd)
        g_cancellable_release_fd (cancellable);

      if (fds[0].revents != 0)
        read_stream (self, &self->output);
      if (fds[1].revents != 0)
        read_stream (self, &self->messages);
      if (self->call->tick_func != NULL)
        self->call->tick_func (self->call->user_data);

      if (self->kill_at == 0 && g_cancellable_is_cancelled (cancellable))
        terminate (self);
      if (self->kill_at != 0 && g_get_monotonic_time () >= self->kill_at)
        return;
    }
  while (self->output.fd >= 0 || self->messages.fd >= 0);
}

static char **
add_variable (char       **environ,
              const char  *variable)
{
  g_auto(GStrv) parts = g_strsplit (variable, "=", 2);

  return g_environ_setenv (environ, parts[0], parts[1], TRUE);
}

static gboolean
start (Running  *self,
       GError  **error)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_auto(GStrv) environ = g_environ_setenv (g_get_environ (), "LC_ALL", "C", TRUE);
  GInputStream *output;
  GInputStream *messages;

  g_ptr_array_add (argv, (char *) self->call->program);
  for (guint i = 0; self->call->arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) self->call->arguments[i]);
  g_ptr_array_add (argv, NULL);

  if (self->call->login != NULL)
    environ = ath_tool_login_apply (self->call->login, environ);
  for (guint i = 0; self->call->variables != NULL && self->call->variables[i] != NULL; i++)
    environ = add_variable (environ, self->call->variables[i]);

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                        G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_environ (launcher, environ);
  if (self->call->folder != NULL)
    g_subprocess_launcher_set_cwd (launcher, self->call->folder);
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, error);
  if (self->process == NULL)
    return FALSE;

  output = g_subprocess_get_stdout_pipe (self->process);
  messages = g_subprocess_get_stderr_pipe (self->process);
  self->output.fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (output));
  self->messages.fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (messages));

  return g_unix_set_fd_nonblocking (self->output.fd, TRUE, error) &&
         g_unix_set_fd_nonblocking (self->messages.fd, TRUE, error);
}

static void
wait_for_end (Running      *self,
              GCancellable *cancellable)
{
  gboolean late = self->kill_at != 0 && g_get_monotonic_time () >= self->kill_at;

  if (late || !g_subprocess_wait (self->process, self->kill_at == 0 ? cancellable : NULL, NULL))
    {
      g_subprocess_force_exit (self->process);
      g_subprocess_wait (self->process, NULL, NULL);
    }
}

static GError *
failure_new (Running *self)
{
  GError *error;

  if (g_subprocess_get_if_signaled (self->process))
    error = ath_error_new (ATH_ERROR_BACKUP, _("%s was ended by a signal: %s"), self->name,
                           g_strsignal (g_subprocess_get_term_sig (self->process)));
  else if (self->reason != NULL || self->last_line != NULL)
    error = ath_error_new (ATH_ERROR_BACKUP, _("%s failed: %s"), self->name,
                           self->reason != NULL ? self->reason : self->last_line);
  else
    error = ath_error_new (ATH_ERROR_BACKUP, _("%s failed with status %d"), self->name,
                           g_subprocess_get_exit_status (self->process));

  if (self->further->len > 0)
    ath_error_set_detail (error, self->further->str);

  return error;
}

/**
 * ath_tool_call_run:
 * @self: what to run
 * @cancellable: (nullable): ends the program
 * @error: set on failure
 *
 * Runs a program to its end, with messages in English.  Blocks: for worker
 * threads.  When it is cancelled the program has ended, too, when this returns.
 *
 * Returns: whether it succeeded, else `ATH_ERROR_BACKUP` with the program's own
 *   words, or `G_IO_ERROR_CANCELLED`
 */
gboolean
ath_tool_call_run (const AthToolCall  *self,
                   GCancellable       *cancellable,
                   GError            **error)
{
  g_auto(Running) running = {
    .call = self,
    .output = { .fd = -1, .line = g_string_new (NULL), .func = self->output_func },
    .messages = { .fd = -1, .line = g_string_new (NULL), .func = self->message_func },
    .name = g_path_get_basename (self->program),
    .further = g_string_new (NULL),
  };
  GError *failure = NULL;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  if (!start (&running, &failure))
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_BACKUP,
                   _("Could not start “%s”: %s"), self->program, failure->message);
      g_error_free (failure);
      return FALSE;
    }

  read_streams (&running, cancellable);
  wait_for_end (&running, cancellable);

  if (g_subprocess_get_successful (running.process))
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_propagate_error (error, failure_new (&running));

  return FALSE;
}
