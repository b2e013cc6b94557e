/* ath-graph-suggest.c: what to say about a symbol that names nothing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "ath-revision-graph-private.h"

#define MAX_SUGGESTIONS 3

typedef struct
{
  const char *name; /* (unowned) */
  guint       distance;
} Suggestion;

/* How many characters must be put in, left out or changed to get from @a to @b. */
static guint
get_distance (const char *a,
              const char *b)
{
  gsize length_b = strlen (b);
  g_autofree guint *row = g_new (guint, length_b + 1);

  for (gsize j = 0; j <= length_b; j++)
    row[j] = j;

  for (gsize i = 0; a[i] != '\0'; i++)
    {
      guint diagonal = row[0];

      row[0] = i + 1;
      for (gsize j = 0; j < length_b; j++)
        {
          guint changed = diagonal + (a[i] != b[j]);

          diagonal = row[j + 1];
          row[j + 1] = MIN (changed, MIN (row[j], diagonal) + 1);
        }
    }

  return row[length_b];
}

static int
compare_suggestions (gconstpointer a,
                     gconstpointer b)
{
  const Suggestion *left = a;
  const Suggestion *right = b;

  if (left->distance != right->distance)
    return left->distance < right->distance ? -1 : 1;

  return strcmp (left->name, right->name);
}

static void
consider (GArray     *suggestions,
          const char *symbol,
          const char *name)
{
  gsize length = MAX (strlen (symbol), strlen (name));
  Suggestion suggestion = { .name = name };

  /* Longer than any id: no typing error, and dear to compare. */
  if (length > 64)
    return;

  suggestion.distance = get_distance (symbol, name);
  if (suggestion.distance <= length / 3)
    g_array_append_val (suggestions, suggestion);
}

/* (transfer full) (nullable): a sentence that names what is written alike */
static char *
dup_suggestion (AthRevisionGraph *self,
                const char       *symbol)
{
  g_autoptr(GArray) suggestions = g_array_new (FALSE, FALSE, sizeof (Suggestion));
  g_autoptr(GString) names = g_string_new (NULL);
  GHashTableIter iter;
  gpointer name;

  g_hash_table_iter_init (&iter, self->ids);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    consider (suggestions, symbol, name);
  g_hash_table_iter_init (&iter, self->labels);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    consider (suggestions, symbol, name);

  if (suggestions->len == 0)
    return NULL;

  g_array_sort (suggestions, compare_suggestions);
  for (guint i = 0; i < MIN (suggestions->len, MAX_SUGGESTIONS); i++)
    g_string_append_printf (names, "%s“%s”", i > 0 ? ", " : "",
                            g_array_index (suggestions, Suggestion, i).name);

  return g_strdup_printf (_("Did you mean %s?"), names->str);
}

/**
 * ath_revision_graph_new_unknown_error:
 * @self: a graph
 * @symbol: what was looked for
 *
 * Returns: (transfer full): ATH_ERROR_REVISION that says so, and what was perhaps meant
 */
GError *
ath_revision_graph_new_unknown_error (AthRevisionGraph *self,
                                      const char       *symbol)
{
  g_autofree char *hint = dup_suggestion (self, symbol);
  GError *error = ath_error_new (ATH_ERROR_REVISION,
                                 _("The project has no revision and no branch label “%s”"),
                                 symbol);

  if (hint != NULL)
    ath_error_set_hint (error, hint);
  else if (*symbol == '+' || *symbol == '-')
    ath_error_set_hint (error, _("Only upgrade, downgrade and ranges of the history count "
                                 "from where the database is."));
  else
    ath_error_set_hint (error, _("The list of all revisions is the history. A script that another "
                                 "branch of the version control holds is not in it."));

  return error;
}
