/* test-postgres-tools.c: finding PostgreSQL's programs, and what they are told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>
#include <glib-unix.h>
#include <glib/gstdio.h>

#include "ath-error.h"
#include "postgres/ath-postgres-tools.h"
#include "postgres/ath-tool-call.h"
#include "postgres/ath-tool-login.h"
#include "support/ath-test-folder.h"

static const struct
{
  const char *text;
  int         version;
} versions[] = {
  { "pg_dump (PostgreSQL) 15.20 (Debian 15.20-0+deb12u1)\n", 150020 },
  { "pg_dump (PostgreSQL) 17beta1\n", 170000 },
  { "pg_dump (PostgreSQL) 9.6.24\n", 90624 },
  { "pg_dump (PostgreSQL) 10.23\n", 100023 },
  { "pg_dump (EnterpriseDB) x\n", 0 },
  { "pg_dump (PostgreSQL) devel\n", 0 },
  { "", 0 },
};

static void
test_tools_version (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    g_assert_cmpint (ath_postgres_tools_parse_version (versions[i].text), ==, versions[i].version);
}

static void
add_program (AthTestFolder *folder,
             const char    *place,
             const char    *name,
             const char    *version)
{
  g_autofree char *path_within = g_build_filename (place, name, NULL);
  g_autofree char *text = g_strdup_printf ("#!/bin/sh\necho 'pg_dump (PostgreSQL) %s'\n", version);
  g_autofree char *path = ath_test_folder_dup_path (folder, path_within);

  ath_test_folder_write (folder, path_within, text);
  g_assert_no_errno (chmod (path, 0700));
}

/* Programs that print @version, in a folder of @folder. */
static void
add_tools (AthTestFolder *folder,
           const char    *place,
           const char    *version)
{
  add_program (folder, place, "pg_dump", version);
  add_program (folder, place, "pg_restore", version);
}

static const struct
{
  int         server_version;
  const char *expected; /* (nullable) */
} searches[] = {
  { 90400, "17.1" },
  { 150003, "17.1" },
  { 170009, "17.1" },
  { 180000, NULL },
};

static void
test_tools_find (void)
{
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  g_autofree char *old = ath_test_folder_dup_path (folder, "14");
  g_autofree char *fresh = ath_test_folder_dup_path (folder, "17");
  g_autofree char *half = ath_test_folder_dup_path (folder, "19");
  const char *folders[] = { old, "/nowhere", fresh, half, NULL };

  add_tools (folder, "14", "14.11 (Debian 14.11-1)");
  add_tools (folder, "17", "17.1");
  add_program (folder, "19", "pg_dump", "19.0");

  for (gsize i = 0; i < G_N_ELEMENTS (searches); i++)
    {
      g_autoptr(GError) error = NULL;
      g_autofree char *program = NULL;
      g_autoptr(AthPostgresTools) tools =
        ath_postgres_tools_find (searches[i].server_version, folders, NULL, &error);

      if (searches[i].expected != NULL)
        {
          g_assert_no_error (error);
          g_assert_cmpstr (ath_postgres_tools_get_version_text (tools), ==, searches[i].expected);
          program = ath_postgres_tools_dup_program (tools, "pg_dump");
          g_assert_true (g_str_has_prefix (program, fresh));
        }
      else
        {
          g_assert_error (error, ATH_ERROR, ATH_ERROR_BACKUP);
          g_assert_nonnull (strstr (ath_error_get_details (error)->hint, "postgresql-client-18"));
        }
    }
}

/* The real ones, wherever the distribution put them. */
static void
test_tools_installed (void)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(AthPostgresTools) tools = ath_postgres_tools_find (0, NULL, NULL, &error);
  g_autofree char *program = NULL;

  g_assert_no_error (error);
  program = ath_postgres_tools_dup_program (tools, "pg_restore");
  g_assert_true (g_file_test (program, G_FILE_TEST_IS_EXECUTABLE));
}

static void
assert_closed (const char *path,
               const char *expected)
{
  g_autofree char *text = NULL;
  GStatBuf info;

  g_assert_no_errno (g_stat (path, &info));
  g_assert_cmpuint (info.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, expected);
}

/* (transfer full) (nullable): what @name is set to */
static char *
dup_variable (GPtrArray  *changes,
              const char *name)
{
  g_autofree char *start = g_strconcat (name, "=", NULL);
  char *value = NULL;

  for (guint i = 0; i < changes->len; i++)
    {
      const char *change = g_ptr_array_index (changes, i);

      if (g_str_has_prefix (change, start))
        {
          g_free (value);
          value = g_strdup (change + strlen (start));
        }
    }

  return value;
}

static void
test_login (void)
{
  const char *keywords[] = { "host", "dbname", "password", "sslpassword", NULL };
  const char *values[] = { "db1", "my 'b\\", "hun:ter\\2", "key secret", NULL };
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new (keywords, values, NULL);
  g_autoptr(GError) error = NULL;
  g_autoptr(AthToolLogin) login = ath_tool_login_new (info, &error);
  g_autoptr(GPtrArray) changes = NULL;
  g_autofree char *passfile = NULL;
  g_autofree char *service_file = NULL;
  g_autofree char *service = NULL;

  g_assert_no_error (error);
  g_assert_cmpstr (ath_tool_login_get_argument (login), ==,
                   "host='db1' dbname='my \\'b\\\\' service='athanor'");

  changes = ath_tool_login_list_changes (login);
  g_assert_true (g_ptr_array_find_with_equal_func (changes, "PGPASSWORD", g_str_equal, NULL));
  g_assert_true (g_ptr_array_find_with_equal_func (changes, "PGOPTIONS", g_str_equal, NULL));
  passfile = dup_variable (changes, "PGPASSFILE");
  service_file = dup_variable (changes, "PGSERVICEFILE");
  service = dup_variable (changes, "PGSERVICE");
  g_assert_cmpstr (service, ==, "athanor");
  assert_closed (passfile, "*:*:*:*:hun\\:ter\\\\2\n");
  assert_closed (service_file, "[athanor]\nsslpassword=key secret\n");

  g_clear_pointer (&login, ath_tool_login_free);
  g_assert_false (g_file_test (passfile, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (service_file, G_FILE_TEST_EXISTS));
}

/* Nothing secret, nothing written. */
static void
test_login_open (void)
{
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new_from_url ("postgresql://db1/b", NULL);
  g_autoptr(AthToolLogin) login = ath_tool_login_new (info, NULL);
  g_autoptr(GPtrArray) changes = ath_tool_login_list_changes (login);

  for (guint i = 0; i < changes->len; i++)
    g_assert_null (strchr (g_ptr_array_index (changes, i), '='));
}

typedef struct
{
  const char *said;
  const char *shown;
} Mask;

static const Mask masks[] = {
  { "nothing of it", "nothing of it" },
  { "hun:ter/2 and hun:ter/2", "*** and ***" },
  { "hun%3Ater%2F2", "***" },
  { "the key of it", "the *** of it" },
  { "postgresql+psycopg2://app:other@db1/b", "postgresql+psycopg2://app:***@db1/b" },
  { "postgresql://app@db1:5432/b", "postgresql://app@db1:5432/b" },
  { "at https://example.org/a:b@c", "at https://example.org/a:b@c" },
};

static void
test_login_mask (void)
{
  const char *keywords[] = { "host", "password", "sslpassword", NULL };
  const char *values[] = { "db1", "hun:ter/2", "key", NULL };
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new (keywords, values, NULL);
  g_autoptr(AthToolLogin) login = ath_tool_login_new (info, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (masks); i++)
    {
      g_autofree char *shown = ath_tool_login_mask (login, masks[i].said);

      g_assert_cmpstr (shown, ==, masks[i].shown);
    }
}

static void
test_login_line_break (void)
{
  const char *keywords[] = { "password", NULL };
  const char *values[] = { "hunter\n2", NULL };
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new (keywords, values, NULL);
  g_autoptr(GError) error = NULL;

  g_assert_null (ath_tool_login_new (info, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_BACKUP);
  g_assert_null (strstr (error->message, "hunter"));
}

static void
add_line (const char *line,
          gpointer    user_data)
{
  g_string_append_printf (user_data, "%s|", line);
}

/* More than a pipe holds on both ends at once, and a last line without its end. */
static void
test_call_output (void)
{
  const char *arguments[] = {
    "-c", "for i in 1 2; do head -c 300000 /dev/zero | tr '\\0' x; echo; "
    "head -c 300000 /dev/zero | tr '\\0' y >&2; echo >&2; done; printf '\\377end'", NULL
  };
  g_autoptr(GString) lines = g_string_new (NULL);
  AthToolCall call = {
    .program = "/bin/sh", .arguments = arguments, .output_func = add_line, .user_data = lines,
  };
  g_autoptr(GError) error = NULL;

  ath_tool_call_run (&call, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (lines->len, ==, 2 * 300001 + strlen ("\xef\xbf\xbd" "end|"));
  g_assert_true (g_str_has_suffix (lines->str, "x|\xef\xbf\xbd" "end|"));
}

static void
test_call_no_program (void)
{
  const char *arguments[] = { NULL };
  AthToolCall call = { .program = "/nowhere/pg_dump", .arguments = arguments };
  g_autoptr(GError) error = NULL;

  g_assert_false (ath_tool_call_run (&call, NULL, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_BACKUP);
  g_assert_nonnull (strstr (error->message, "“/nowhere/pg_dump”"));
}

static void
cancel_cb (const char *line,
           gpointer    user_data)
{
  g_cancellable_cancel (user_data);
}

/* What is ended takes along what it has started, also when neither wants to: the
 * other end of what both have open is closed then.
 */
static void
test_call_cancel (void)
{
  g_autoptr(AthTestFolder) folder = ath_test_folder_new ();
  g_autofree char *path = g_build_filename (ath_test_folder_get_path (folder), "fifo", NULL);
  const char *arguments[] = {
    "-c", "trap '' TERM; exec 9>\"$0\"; sleep 600 & echo begun; wait", path, NULL
  };
  g_autoptr(GCancellable) cancellable = g_cancellable_new ();
  int status = 0;
  AthToolCall call = {
    .program = "/bin/sh", .arguments = arguments, .output_func = cancel_cb,
    .user_data = cancellable, .status = &status,
  };
  g_autoptr(GError) error = NULL;
  int fd;
  char byte;

  g_assert_no_errno (mkfifo (path, 0600));
  fd = g_open (path, O_RDONLY | O_NONBLOCK | O_CLOEXEC, 0);
  g_assert_no_errno (fd);
  g_assert_false (ath_tool_call_run (&call, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpint (status, ==, -1);

  g_assert_true (g_unix_set_fd_nonblocking (fd, FALSE, NULL));
  g_assert_cmpint (read (fd, &byte, 1), ==, 0);
  close (fd);
}

static void
test_call_status (void)
{
  const char *arguments[] = { "-c", "echo 'error: hunter2' >&2; exit 7", NULL };
  g_autoptr(AthConnectionInfo) info =
    ath_connection_info_new_from_url ("postgresql://app:hunter2@db1/b", NULL);
  g_autoptr(AthToolLogin) login = ath_tool_login_new (info, NULL);
  int status = 0;
  AthToolCall call = {
    .program = "/bin/sh", .arguments = arguments, .name = "It", .login = login, .status = &status,
  };
  g_autoptr(GError) error = NULL;

  g_assert_false (ath_tool_call_run (&call, NULL, &error));
  g_assert_cmpstr (error->message, ==, "It failed: ***");
  g_assert_cmpint (status, ==, 7);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/postgres-tools/version", test_tools_version);
  g_test_add_func ("/postgres-tools/find", test_tools_find);
  g_test_add_func ("/postgres-tools/installed", test_tools_installed);
  g_test_add_func ("/tool-login/secrets", test_login);
  g_test_add_func ("/tool-login/open", test_login_open);
  g_test_add_func ("/tool-login/line-break", test_login_line_break);
  g_test_add_func ("/tool-login/mask", test_login_mask);
  g_test_add_func ("/tool-call/cancel", test_call_cancel);
  g_test_add_func ("/tool-call/status", test_call_status);
  g_test_add_func ("/tool-call/output", test_call_output);
  g_test_add_func ("/tool-call/no-program", test_call_no_program);

  return g_test_run ();
}
