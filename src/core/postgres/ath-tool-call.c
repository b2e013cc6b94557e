/* ath-tool-call.c: one run of a program that gets a connection
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "ath-flatpak.h"
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
  int                group;       /* that its own children are in, too; 0 when it has ended */
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
  AthToolLogin *login = self->call->login;
  g_autofree char *text = g_utf8_make_valid (stream->line->str, stream->line->len);
  g_autofree char *line = login != NULL ? ath_tool_login_mask (login, text) : g_strdup (text);

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
  if (self->group > 0)
    kill (-self->group, SIGTERM);
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

/* In the child: a group of its own, so that what it starts can be ended with it,
 * and an end with ours, however that comes.
 */
static void
detach_cb (gpointer data)
{
  setpgid (0, 0);
#ifdef __linux__
  prctl (PR_SET_PDEATHSIG, SIGTERM);
#endif
}

/* (transfer full): how the environment of the program differs from ours: a
 * "NAME=value" or, where it is left out, a "NAME" each
 */
static GPtrArray *
list_changes (const AthToolCall *call)
{
  GPtrArray *changes = call->login != NULL ? ath_tool_login_list_changes (call->login)
                                           : g_ptr_array_new_with_free_func (g_free);
  const char *const *variable = call->variables;

  g_ptr_array_add (changes, g_strdup ("LC_ALL=C"));
  for (; variable != NULL && *variable != NULL; variable++)
    g_ptr_array_add (changes, g_strdup (*variable));

  return changes;
}

/* @environ: (transfer full) */
static char **
change (char       **environ,
        GPtrArray   *changes)
{
  for (guint i = 0; i < changes->len; i++)
    {
      g_auto(GStrv) parts = g_strsplit (g_ptr_array_index (changes, i), "=", 2);

      environ = parts[1] != NULL ? g_environ_setenv (environ, parts[0], parts[1], TRUE)
                                 : g_environ_unsetenv (environ, parts[0]);
    }

  return environ;
}

/* A text for the shell that does the same. */
static char *
dup_changes (GPtrArray *changes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < changes->len; i++)
    {
      g_auto(GStrv) parts = g_strsplit (g_ptr_array_index (changes, i), "=", 2);
      g_autofree char *value = parts[1] != NULL ? g_shell_quote (parts[1]) : NULL;

      if (value != NULL)
        g_string_append_printf (text, "export %s=%s\n", parts[0], value);
      else
        g_string_append_printf (text, "unset %s\n", parts[0]);
    }

  return g_string_free (text, FALSE);
}

/* The reading end of a pipe that holds @text; -1 on failure. */
static int
open_text (const char  *text,
           GError     **error)
{
  gsize len = strlen (text);
  int fds[2];
  gboolean written;

  if (!g_unix_open_pipe (fds, FD_CLOEXEC, error))
    return -1;

  written = g_unix_set_fd_nonblocking (fds[1], TRUE, error);
  if (written && write (fds[1], text, len) != (gssize) len)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           _("The variables are too long to be handed over"));
      written = FALSE;
    }
  close (fds[1]);
  if (written)
    return fds[0];

  close (fds[0]);

  return -1;
}

/* The host has an environment of its own.  What it differs by may be secret, so
 * it does not go into the arguments, but through standard input to a shell that
 * becomes the program.
 */
static GPtrArray *
prepare_on_host (const AthToolCall    *call,
                 GPtrArray            *changes,
                 GPtrArray            *argv,
                 GSubprocessLauncher  *launcher,
                 GError              **error)
{
  static const char *const shell[] = { "sh", "-c", "eval \"$(cat)\"; exec \"$@\"", "sh" };
  g_autofree char *text = dup_changes (changes);
  int fd = open_text (text, error);

  if (fd < 0)
    return NULL;

  g_subprocess_launcher_take_stdin_fd (launcher, fd);
  for (guint i = 0; i < G_N_ELEMENTS (shell); i++)
    g_ptr_array_insert (argv, (int) i, (char *) shell[i]);

  return ath_flatpak_new_command (call->folder, (const char *const *) argv->pdata);
}

/* (transfer full) (nullable): the arguments that start the program */
static GPtrArray *
prepare (const AthToolCall    *call,
         GSubprocessLauncher  *launcher,
         GError              **error)
{
  g_autoptr(GPtrArray) argv = g_ptr_array_new ();
  g_autoptr(GPtrArray) changes = list_changes (call);
  g_auto(GStrv) environ = NULL;

  g_ptr_array_add (argv, (char *) call->program);
  for (guint i = 0; call->arguments[i] != NULL; i++)
    g_ptr_array_add (argv, (char *) call->arguments[i]);
  g_ptr_array_add (argv, NULL);

  if (call->on_host)
    return prepare_on_host (call, changes, argv, launcher, error);

  environ = change (g_get_environ (), changes);
  g_subprocess_launcher_set_environ (launcher, environ);
  if (call->folder != NULL)
    g_subprocess_launcher_set_cwd (launcher, call->folder);

  return g_steal_pointer (&argv);
}

static gboolean
start (Running  *self,
       GError  **error)
{
  g_autoptr(GSubprocessLauncher) launcher = NULL;
  g_autoptr(GPtrArray) argv = NULL;
  const char *identifier;
  GInputStream *output;
  GInputStream *messages;

  launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE
                                        | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_subprocess_launcher_set_child_setup (launcher, detach_cb, NULL, NULL);
  argv = prepare (self->call, launcher, error);
  if (argv == NULL)
    return FALSE;
  self->process = g_subprocess_launcher_spawnv (launcher, (const char *const *) argv->pdata, error);
  if (self->process == NULL)
    return FALSE;

  identifier = g_subprocess_get_identifier (self->process);
  self->group = identifier != NULL ? atoi (identifier) : 0;
  output = g_subprocess_get_stdout_pipe (self->process);
  messages = g_subprocess_get_stderr_pipe (self->process);
  self->output.fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (output));
  self->messages.fd = g_unix_input_stream_get_fd (G_UNIX_INPUT_STREAM (messages));

  return g_unix_set_fd_nonblocking (self->output.fd, TRUE, error)
         && g_unix_set_fd_nonblocking (self->messages.fd, TRUE, error);
}

/* Waits for what was told to end; nobody tells when that is, and it may refuse. */
static void
wait_until_killed (Running *self)
{
  while (g_subprocess_get_identifier (self->process) != NULL
         && g_get_monotonic_time () < self->kill_at)
    g_usleep (TICK_MS * G_TIME_SPAN_MILLISECOND / 10);
}

/* Afterwards nothing of it runs, unless it came to its end by itself. */
static void
wait_for_end (Running      *self,
              GCancellable *cancellable)
{
  if (self->kill_at == 0 && g_subprocess_wait (self->process, cancellable, NULL))
    return;

  if (self->kill_at != 0)
    wait_until_killed (self);
  if (self->group > 0)
    kill (-self->group, SIGKILL);
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
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
    .name = self->name != NULL ? g_strdup (self->name) : g_path_get_basename (self->program),
    .further = g_string_new (NULL),
  };
  GError *failure = NULL;

  if (self->status != NULL)
    *self->status = -1;
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
  if (self->status != NULL && g_subprocess_get_if_exited (running.process))
    *self->status = g_subprocess_get_exit_status (running.process);

  if (g_subprocess_get_successful (running.process))
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  g_propagate_error (error, failure_new (&running));

  return FALSE;
}
