/* test-connection-info.c: how to reach a database
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "ath-error.h"
#include "postgres/ath-connection-info.h"

typedef struct
{
  const char *name;
  const char *url;
  const char *expected; /* keyword=value, joined by |, in the order of the options */
} Case;

static const Case cases[] = {
  { "plain", "postgresql://anna@db1/billing", "user=anna|host=db1|dbname=billing" },
  { "postgres", "postgres://anna@db1/billing", "user=anna|host=db1|dbname=billing" },
  { "all", "postgresql://anna:s3cret@db1:5433/billing?sslmode=require",
    "user=anna|password=s3cret|host=db1|port=5433|dbname=billing|sslmode=require" },
  { "nothing", "postgresql://", "" },
  { "only-slash", "postgresql:///", "" },
  { "only-database", "postgresql:///billing", "dbname=billing" },
  { "only-user", "postgresql://anna@", "user=anna" },
  { "only-port", "postgresql://:5433/b", "port=5433|dbname=b" },
  { "blanks-around", "  postgresql://db1/b\n", "host=db1|dbname=b" },
  { "upper-case-scheme", "PostgreSQL://db1/b", "host=db1|dbname=b" },

  { "psycopg2", "postgresql+psycopg2://anna:s@db1/b", "user=anna|password=s|host=db1|dbname=b" },
  { "psycopg", "postgresql+psycopg://db1/b", "host=db1|dbname=b" },
  { "psycopg-async", "postgresql+psycopg_async://db1/b", "host=db1|dbname=b" },
  { "pg8000", "postgresql+pg8000://db1/b", "host=db1|dbname=b" },
  { "asyncpg", "postgresql+asyncpg://db1/b?ssl=require", "host=db1|dbname=b|sslmode=require" },
  { "asyncpg-verify", "postgresql+asyncpg://db1/b?ssl=verify-full",
    "host=db1|dbname=b|sslmode=verify-full" },
  { "asyncpg-own-options",
    "postgresql+asyncpg://db1/b?prepared_statement_cache_size=0&command_timeout=60&timeout=3",
    "host=db1|dbname=b|connect_timeout=3" },
  { "jdbc", "jdbc:postgresql://db1:5433/b?user=anna&password=s&ssl=true",
    "host=db1|port=5433|dbname=b|user=anna|password=s|sslmode=require" },

  { "encoded", "postgresql://an%6ea%40x:p%40ss%3A%2F%3F%23%25@db1/b%C3%BC%20cher",
    "user=anna@x|password=p@ss:/?#%|host=db1|dbname=bü cher" },
  { "plus-in-password", "postgresql+psycopg2://anna:a+b@db1/b",
    "user=anna|password=a+b|host=db1|dbname=b" },
  { "plus-in-query", "postgresql+psycopg2://db1/b?application_name=my+app",
    "host=db1|dbname=b|application_name=my app" },
  { "plus-in-query-of-libpq", "postgresql://db1/b?application_name=my+app",
    "host=db1|dbname=b|application_name=my+app" },
  { "percent-alone", "postgresql://anna:100%@db1/b", "user=anna|password=100%|host=db1|dbname=b" },
  { "percent-and-letters", "postgresql://anna:1%zz@db1/b",
    "user=anna|password=1%zz|host=db1|dbname=b" },
  { "percent-nul", "postgresql://anna:1%00z@db1/b",
    "user=anna|password=1%00z|host=db1|dbname=b" },
  { "at-in-password", "postgresql://anna:p@ss@db1/b", "user=anna|password=p@ss|host=db1|dbname=b" },
  { "slash-in-password", "postgresql://anna:p/ss@db1/b",
    "user=anna|password=p/ss|host=db1|dbname=b" },
  { "question-in-password", "postgresql://anna:p?s=s@db1/b",
    "user=anna|password=p?s=s|host=db1|dbname=b" },
  { "hash-in-password", "postgresql://anna:p#ss@db1/b",
    "user=anna|password=p#ss|host=db1|dbname=b" },
  { "colon-in-password", "postgresql://anna:p:s@db1/b",
    "user=anna|password=p:s|host=db1|dbname=b" },
  { "empty-password", "postgresql://anna:@db1/b", "user=anna|host=db1|dbname=b" },

  { "socket-in-query", "postgresql://anna@/b?host=/run/postgresql&port=5433",
    "user=anna|dbname=b|port=5433|host=/run/postgresql" },
  { "socket-encoded", "postgresql://%2Frun%2Fpostgresql/b", "host=/run/postgresql|dbname=b" },
  { "ipv6", "postgresql://anna@[2001:db8::1]:5433/b",
    "user=anna|host=2001:db8::1|port=5433|dbname=b" },
  { "ipv6-in-query", "postgresql:///b?host=::1", "dbname=b|host=::1" },
  { "hosts", "postgresql://db1,db2:5433/b", "host=db1,db2|port=,5433|dbname=b" },
  { "hosts-and-ports", "postgresql://a:1@db1:5432,[::1]:5433/b?target_session_attrs=read-write",
    "user=a|password=1|host=db1,::1|port=5432,5433|dbname=b|target_session_attrs=read-write" },
  { "hosts-without-login", "postgresql://db1:5432,db2:5433/b@c",
    "host=db1,db2|port=5432,5433|dbname=b@c" },
  { "hosts-of-sqlalchemy", "postgresql+psycopg2://anna:s@/b?host=db1:5432&host=db2:5433",
    "user=anna|password=s|dbname=b|host=db1,db2|port=5432,5433" },
  { "hosts-of-sqlalchemy-ports", "postgresql+asyncpg://anna@/b?host=db1,db2&port=5432,5433",
    "user=anna|dbname=b|port=5432,5433|host=db1,db2" },
  { "query-wins", "postgresql://db1/b?dbname=c&user=anna", "host=db1|dbname=c|user=anna" },
  { "one-port-for-hosts", "postgresql://db1,db2/b?port=5433",
    "host=db1,db2|dbname=b|port=5433" },
  { "options", "postgresql://db1/b?options=-csearch_path%3Dbilling",
    "host=db1|dbname=b|options=-csearch_path=billing" },
  { "service", "postgresql://?service=prod", "service=prod" },

  { "keywords", "host=db1 port=5433 dbname=billing user=anna",
    "host=db1|port=5433|dbname=billing|user=anna" },
  { "keywords-quoted", "password = 'my \\'s\\\\ecret' dbname=''", "password=my 's\\ecret" },
  { "keywords-commas", "host=, port=,, password=,,", "password=,," },
  { "keywords-escape", "password=a\\ b host=db1", "password=a b|host=db1" },
  { "keywords-url-inside", "dbname=b password=x://y", "dbname=b|password=x://y" },
};

static char *
join_settings (AthConnectionInfo *info)
{
  g_autofree const char **keywords = ath_connection_info_list_keywords (info);
  GString *joined = g_string_new (NULL);

  for (guint i = 0; keywords[i] != NULL; i++)
    g_string_append_printf (joined, "%s%s=%s", i > 0 ? "|" : "", keywords[i],
                            ath_connection_info_get (info, keywords[i]));

  return g_string_free (joined, FALSE);
}

static void
test_parse (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new_from_url (test->url, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  joined = join_settings (info);
  g_assert_cmpstr (joined, ==, test->expected);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join_sorted (AthConnectionInfo *info)
{
  g_autofree char *joined = join_settings (info);
  g_auto(GStrv) lines = g_strsplit (joined, "|", -1);

  qsort (lines, g_strv_length (lines), sizeof *lines, compare_lines);

  return g_strjoinv ("|", lines);
}

/* What is shown as a URL leads to the same place, and holds no password. */
static void
test_format (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new_from_url (test->url, NULL);
  g_autoptr(AthConnectionInfo) open = ath_connection_info_with (info, "password", NULL);
  g_autofree char *url = ath_connection_info_dup_url (info);
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConnectionInfo) again = ath_connection_info_new_from_url (url, &error);
  g_autofree char *expected = join_sorted (open);
  g_autofree char *found = NULL;

  g_assert_no_error (error);
  found = join_sorted (again);
  g_assert_cmpstr (found, ==, expected);
}

/* Each has "hunter2" where a password is, or may be. */
static const Case bad_cases[] = {
  { "other-database", "mysql://anna:hunter2@db1/b", "“mysql://” is not the URL" },
  { "unknown-option", "postgresql://anna:hunter2@db1/b?colour=red",
    "no connection option “colour”" },
  { "option-without-value", "postgresql://anna:hunter2@db1/b?sslmode", "has no “=”" },
  { "ssl-mode", "postgresql://anna:hunter2@db1/b?sslmode=yes", "“sslmode” is none of" },
  { "port", "postgresql://db1:hunter2/b", "not a number from 1 to 65535" },
  { "port-zero", "postgresql://db1:0/b", "not a number from 1 to 65535" },
  { "port-large", "postgresql://db1:65536/b", "not a number from 1 to 65535" },
  { "port-of-database", "postgresql://db1/b?port=hunter2", "not a number from 1 to 65535" },
  { "password-as-query", "postgresql://anna:12?hunter2=x@db1/b", "has an unknown option" },
  { "bracket", "postgresql://[::1/b", "“[” and “]”" },
  { "bracket-and-more", "postgresql://[::1]hunter2/b", "“[” and “]”" },
  { "port-in-host", "host=hunter2:5432 dbname=b", "its port goes into “port”" },
  { "host-with-blank", "host='hunter2 x' dbname=b", "The host is no name" },
  { "ports-and-hosts", "host=a,b,c port=1,2", "2 ports for 3 hosts" },
  { "not-utf8", "postgresql://anna:\xffhunter2@db1/b", "not UTF-8" },
  { "not-utf8-encoded", "postgresql://anna:%ffhunter2@db1/b", "not UTF-8" },
  { "not-utf8-option", "postgresql://db1/b?%ff=hunter2", "not UTF-8" },
  { "timeout", "postgresql://db1/b?connect_timeout=soon", "“connect_timeout” is not" },
  { "empty", "", "it is empty" },
  { "word", "hunter2", "a “=” is missing" },
  { "blank-in-password", "dbname=b password=my hunter2", "a “=” is missing" },
  { "blank-and-equals", "dbname=b password=my hunter2=x", "it has an unknown option" },
  { "open-quote", "password='hunter2", "a single quote is not closed" },
  { "unknown-keyword", "colour=red", "no connection option “colour”" },
};

static void
test_refuse (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new_from_url (test->url, &error);

  g_assert_null (info);
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROFILE);
  g_assert_nonnull (strstr (error->message, test->expected));
  g_assert_null (strstr (error->message, "hunter2"));
  g_assert_true (g_utf8_validate (error->message, -1, NULL));
}

static const Case environments[] = {
  { "nothing", "HOME=/root", NULL },
  { "only-password", "PGPASSWORD=s", NULL },
  { "url", "DATABASE_URL=postgres://anna@db1/b|PGHOST=db2", "user=anna|host=db1|dbname=b" },
  { "url-empty", "DATABASE_URL=|PGHOST=db2", "host=db2" },
  { "libpq", "PGDATABASE=b|PGHOST=db2|PGUSER=anna|PGPASSWORD=s|PGSSLMODE=require|PGTZ=UTC",
    "user=anna|password=s|dbname=b|host=db2|sslmode=require" },
  { "service", "PGSERVICE=prod", "service=prod" },
};

static void
test_environ (gconstpointer data)
{
  const Case *test = data;
  g_auto(GStrv) environ = g_strsplit (test->url, "|", -1);
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConnectionInfo) info =
    ath_connection_info_new_from_environ ((const char *const *) environ, &error);
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  if (test->expected == NULL)
    {
      g_assert_null (info);
      return;
    }
  joined = join_settings (info);
  for (char **piece = g_strsplit (test->expected, "|", -1), **pos = piece; ; pos++)
    {
      if (*pos == NULL)
        {
          g_strfreev (piece);
          break;
        }
      g_assert_nonnull (strstr (joined, *pos));
    }
  g_assert_cmpuint (strlen (joined), ==, strlen (test->expected));
}

static void
test_environ_error (void)
{
  const char *environ[] = { "DATABASE_URL=postgres://a:hunter2@db1:x/b", NULL };
  const char *port[] = { "PGHOST=db1", "PGPORT=hunter2", NULL };
  g_autoptr(GError) error = NULL;

  g_assert_null (ath_connection_info_new_from_environ (environ, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROFILE);
  g_assert_true (g_str_has_prefix (error->message, "DATABASE_URL: "));
  g_clear_error (&error);

  g_assert_null (ath_connection_info_new_from_environ (port, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROFILE);
  g_assert_true (g_str_has_prefix (error->message, "PGPORT: "));
}

static const Case displays[] = {
  { "plain", "postgresql://anna:s@db1/b", "b on db1" },
  { "port", "postgresql://db1:5433/b", "b on db1:5433" },
  { "usual-port", "postgresql://db1:5432/b", "b on db1" },
  { "hosts", "postgresql://db1:5433,db2/b", "b on db1:5433, db2" },
  { "one-port", "host=db1,db2 port=5433 dbname=b", "b on db1:5433, db2:5433" },
  { "address", "hostaddr=10.0.0.1 dbname=b", "b on 10.0.0.1" },
  { "socket", "postgresql:///b?host=/run/postgresql", "b on /run/postgresql" },
  { "local", "postgresql:///b", "b on this computer" },
  { "user", "postgresql://anna@db1", "anna on db1" },
  { "service", "service=prod", "service prod" },
};

static void
test_display (gconstpointer data)
{
  const Case *test = data;
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new_from_url (test->url, NULL);
  g_autofree char *display = ath_connection_info_dup_display (info);

  g_assert_cmpstr (display, ==, test->expected);
}

static void
test_new (void)
{
  const char *keywords[] = { "host", "port", "user", "password", NULL };
  const char *values[] = { "db1", "", NULL, "s", NULL };
  const char *unknown[] = { "colour", NULL };
  g_autoptr(GError) error = NULL;
  g_autoptr(AthConnectionInfo) info = ath_connection_info_new (keywords, values, &error);
  g_autoptr(AthConnectionInfo) more = NULL;
  g_autofree char *joined = NULL;

  g_assert_no_error (error);
  more = ath_connection_info_with (info, "dbname", "b");
  joined = join_settings (more);
  g_assert_cmpstr (joined, ==, "host=db1|password=s|dbname=b");
  g_assert_null (ath_connection_info_get (info, "dbname"));

  g_assert_null (ath_connection_info_new (unknown, values, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROFILE);
}

static void
add_cases (const char    *prefix,
           const Case    *first,
           gsize          n_cases,
           GTestDataFunc  func)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/connection-info/%s/%s", prefix, first[i].name);

      g_test_add_data_func (path, &first[i], func);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  add_cases ("parse", cases, G_N_ELEMENTS (cases), test_parse);
  add_cases ("format", cases, G_N_ELEMENTS (cases), test_format);
  add_cases ("refuse", bad_cases, G_N_ELEMENTS (bad_cases), test_refuse);
  add_cases ("environ", environments, G_N_ELEMENTS (environments), test_environ);
  add_cases ("display", displays, G_N_ELEMENTS (displays), test_display);
  g_test_add_func ("/connection-info/environ-error", test_environ_error);
  g_test_add_func ("/connection-info/new", test_new);

  return g_test_run ();
}
