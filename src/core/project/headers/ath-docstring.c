/* ath-docstring.c: what the docstring of a script says about its revision
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "project/headers/ath-docstring.h"

/* The text of a line in @docstring that starts with @label, or NULL. */
static char *
dup_labelled_line (const char *docstring,
                   const char *label)
{
  const char *found = strstr (docstring, label);

  if (found == NULL)
    return NULL;
  found += strlen (label);

  return g_strstrip (g_strndup (found, strcspn (found, "\n")));
}

/* The first paragraph of @docstring in one line. */
static char *
dup_first_paragraph (const char *docstring)
{
  g_auto(GStrv) lines = g_strsplit (docstring, "\n", -1);
  guint n_lines = 0;

  for (; lines[n_lines] != NULL && *g_strstrip (lines[n_lines]) != '\0'; n_lines++)
    ;
  for (guint i = n_lines; lines[i] != NULL; i++)
    g_clear_pointer (&lines[i], g_free);

  return g_strjoinv (" ", lines);
}

/**
 * ath_docstring_describe:
 * @docstring: the docstring of an Alembic script
 * @revision: a revision that is not shared yet
 *
 * Sets the description, message and date of @revision from @docstring.
 */
void
ath_docstring_describe (const char  *docstring,
                        AthRevision *revision)
{
  g_return_if_fail (docstring != NULL);
  g_return_if_fail (revision != NULL);

  g_free (revision->description);
  revision->description = g_strstrip (g_strdup (docstring));
  g_free (revision->message);
  revision->message = dup_first_paragraph (revision->description);
  g_free (revision->created);
  revision->created = dup_labelled_line (revision->description, "Create Date:");
}
