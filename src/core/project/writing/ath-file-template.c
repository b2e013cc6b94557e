/* ath-file-template.c: names of new scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "project/formats/ath-percent-format.h"
#include "project/writing/ath-file-template.h"

/* The words of @message in lower case, joined by underscores. */
static GString *
join_words (const char *message)
{
  GString *slug = g_string_new (NULL);
  gboolean in_word = FALSE;

  for (; *message != '\0'; message = g_utf8_next_char (message))
    {
      gunichar c = g_utf8_get_char (message);
      gboolean is_word = g_unichar_isalnum (c) || c == '_';

      if (is_word && !in_word && slug->len > 0)
        g_string_append_c (slug, '_');
      if (is_word)
        g_string_append_unichar (slug, g_unichar_tolower (c));
      in_word = is_word;
    }

  return slug;
}

/* Cuts @slug to @max_length characters, and then back to the end of a word. */
static void
truncate_slug (GString *slug,
               guint    max_length)
{
  const char *last;

  if (g_utf8_strlen (slug->str, -1) <= (glong) max_length)
    return;

  g_string_truncate (slug, g_utf8_offset_to_pointer (slug->str, max_length) - slug->str);
  last = strrchr (slug->str, '_');
  if (last != NULL)
    g_string_truncate (slug, last - slug->str);
  g_string_append_c (slug, '_');
}

static void
add_number (GHashTable *values,
            const char *name,
            gint64      number)
{
  g_hash_table_insert (values, (gpointer) name, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

static GHashTable *
collect_values (const AthProjectSettings *settings,
                const char               *id,
                const char               *message,
                GDateTime                *created)
{
  GHashTable *values = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_free);
  GString *slug = join_words (message);

  truncate_slug (slug, settings->truncate_slug_length);
  g_hash_table_insert (values, (gpointer) "rev", g_strdup (id));
  g_hash_table_insert (values, (gpointer) "slug", g_string_free (slug, FALSE));
  add_number (values, "epoch", g_date_time_to_unix (created));
  add_number (values, "year", g_date_time_get_year (created));
  add_number (values, "month", g_date_time_get_month (created));
  add_number (values, "day", g_date_time_get_day_of_month (created));
  add_number (values, "hour", g_date_time_get_hour (created));
  add_number (values, "minute", g_date_time_get_minute (created));
  add_number (values, "second", g_date_time_get_second (created));

  return values;
}

/**
 * ath_file_template_fill_in:
 * @settings: of the project
 * @id: id of the new revision
 * @message: its message, or ""
 * @created: its date, in the time zone that the name shall show
 * @error: set to `ATH_ERROR_PROJECT` when the template cannot be filled in
 *
 * Makes the name of a new script's file as Alembic does.
 *
 * Returns: (transfer full): the name without its ending; may hold folders
 */
char *
ath_file_template_fill_in (const AthProjectSettings  *settings,
                           const char                *id,
                           const char                *message,
                           GDateTime                 *created,
                           GError                   **error)
{
  g_autoptr(GHashTable) values = NULL;
  GError *mine = NULL;
  char *name;

  g_return_val_if_fail (settings != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);
  g_return_val_if_fail (message != NULL, NULL);
  g_return_val_if_fail (created != NULL, NULL);

  values = collect_values (settings, id, message, created);
  name = ath_percent_format ("file_template", settings->file_template, values, &mine);
  if (name == NULL)
    {
      ath_error_set_place (mine, settings->config_file, 0, 0);
      g_propagate_error (error, mine);
    }

  return name;
}
