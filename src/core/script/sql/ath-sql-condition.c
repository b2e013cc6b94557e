/* ath-sql-condition.c: the condition of a `--@ when`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/sql/ath-sql-condition.h"

static const char *
look_up (const char *const *variables,
         const char        *name)
{
  const char *value = NULL;

  if (variables != NULL)
    value = g_environ_getenv ((char **) variables, name);
  if (value == NULL)
    value = g_getenv (name);

  return value != NULL ? value : "";
}

/**
 * ath_sql_condition_evaluate:
 * @text: (array length=len): `NAME = value` or `NAME != value`
 * @len: length of @text in bytes
 * @variables: (nullable): `KEY=value` of the environment; those of the process
 *   come after, and what is set nowhere is empty
 * @holds: (out): whether the condition is met
 *
 * Returns: whether @text is a condition
 */
gboolean
ath_sql_condition_evaluate (const char         *text,
                            gsize               len,
                            const char *const  *variables,
                            gboolean           *holds)
{
  g_autofree char *condition = g_strndup (text, len);
  g_autofree char *name = NULL;
  gboolean is_negated;
  char *pos = condition;

  while (g_ascii_isalnum (*pos) || *pos == '_')
    pos++;
  if (pos == condition || g_ascii_isdigit (*condition))
    return FALSE;
  name = g_strndup (condition, pos - condition);

  pos = g_strchug (pos);
  is_negated = *pos == '!';
  pos += is_negated;
  if (pos[0] != '=' || pos[1] == '=')
    return FALSE;

  *holds = g_str_equal (look_up (variables, name), g_strstrip (pos + 1)) != is_negated;

  return TRUE;
}
