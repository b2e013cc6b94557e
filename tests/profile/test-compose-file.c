/* test-compose-file.c: the PostgreSQL services of a compose file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "profile/ath-compose-file.h"

static const char *const environ_vars[] = { "DB_PORT=6000", "PW=from .env", NULL };

static const struct
{
  const char *name;
  const char *text;
  const char *expected; /* "name port user database password|" per reachable server */
} cases[] = {
  { "empty", "", "" },
  { "no-services", "version: '3'\nvolumes:\n  db:\n    image: postgres\n", "" },
  { "mapping",
    "version: '3'\n"
    "\n"
    "services:\n"
    "  web:\n"
    "    image: nginx\n"
    "    ports:\n"
    "      - \"80:80\"\n"
    "  db:\n"
    "    image: postgres:15-alpine  # pinned\n"
    "    environment:\n"
    "      POSTGRES_USER: ann\n"
    "      POSTGRES_PASSWORD: 's: #x'\n"
    "      POSTGRES_DB: shop\n"
    "    ports:\n"
    "      - \"5433:5432\"\n"
    "    volumes:\n"
    "      - db:/var/lib/postgresql/data\n"
    "volumes:\n"
    "  db:\n",
    "db 5433 ann shop s: #x|" },
  { "list",
    "services:\n"
    "    postgres:\n"
    "        image: \"postgis/postgis\"\n"
    "        ports: \n"
    "        - 127.0.0.1:5434:5432/tcp\n"
    "        environment:\n"
    "        - POSTGRES_PASSWORD=a=b\n"
    "        - \"POSTGRES_USER=bob\"\n"
    "        - TZ\n",
    "postgres 5434 bob - a=b|" },
  { "variables",
    "services:\n"
    "  db:\n"
    "    image: postgres\n"
    "    ports:\n"
    "      - \"${DB_PORT:-5432}:5432\"\n"
    "    environment:\n"
    "      POSTGRES_PASSWORD: ${PW}\n"
    "      POSTGRES_DB: ${NONE:-shop}\n",
    "db 6000 - shop from .env|" },
  { "long-port",
    "services:\n"
    "  db:\n"
    "    build: .\n"
    "    environment: {}\n"
    "    ports:\n"
    "      - target: 9187\n"
    "        published: 9187\n"
    "      - published: \"5435\"\n"
    "        protocol: tcp\n"
    "        target: 5432\n"
    "    environment:\n"
    "      POSTGRES_PASSWORD: x\n",
    "db 5435 - - x|" },
  { "not-published",
    "services:\n"
    "  db:\n"
    "    image: postgres\n"
    "    expose:\n"
    "      - 5432\n"
    "  inner:\n"
    "    image: postgres\n"
    "    ports:\n"
    "      - 5432\n",
    "" },
  { "two",
    "services:\n"
    "  a:\n"
    "    image: timescale/timescaledb\n"
    "    ports: \n"
    "      - 5436:5432\n"
    "  b:\n"
    "    image: postgres\n"
    "    ports:\n"
    "      - 5437:5432\n",
    "a 5436 - - -|b 5437 - - -|" },
};

static const char *
variable_or_dash (AthComposeService *service,
                  const char        *name)
{
  const char *value = g_environ_getenv (service->environment, name);

  return value != NULL ? value : "-";
}

static void
test_compose_file_parse (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr(GPtrArray) services = ath_compose_file_parse (cases[i].text, environ_vars);
      g_autoptr(GString) found = g_string_new (NULL);

      g_test_message ("%s", cases[i].name);
      for (guint k = 0; k < services->len; k++)
        {
          AthComposeService *service = g_ptr_array_index (services, k);

          if (ath_compose_service_is_postgres (service))
            g_string_append_printf (found, "%s %s %s %s %s|", service->name, service->port,
                                    variable_or_dash (service, "POSTGRES_USER"),
                                    variable_or_dash (service, "POSTGRES_DB"),
                                    variable_or_dash (service, "POSTGRES_PASSWORD"));
        }
      g_assert_cmpstr (found->str, ==, cases[i].expected);
    }
}

/* Whatever the text, the reader comes to its end. */
static void
test_compose_file_odd (void)
{
  static const char *const texts[] = {
    "services:\n- a\n", "services:\n  :\n    :\n", "services:\n\tdb:\n\t\tports:\n\t\t- x\n",
    "  services:\n    db:\n", "services:\n  db:\n    ports:\n      - target:\n        published:\n",
    "services:\n      db:\n    x:\n  image: postgres\n ports:\n - 1:5432\n",
    "services: {db: {image: postgres}}\n",
    "services:\n  db:\n    environment:\n      A=b: c\n      : d\n      - =e\n",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(GPtrArray) services = ath_compose_file_parse (texts[i], environ_vars);

      for (guint k = 0; k < services->len; k++)
        g_assert_false (ath_compose_service_is_postgres (g_ptr_array_index (services, k)));
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add_func ("/compose-file/parse", test_compose_file_parse);
  g_test_add_func ("/compose-file/odd", test_compose_file_odd);

  return g_test_run ();
}
