/* ath-error.c: the error domain of the core library
 *
 * An extended GError: the sentence is the message, everything that a screen or
 * a tool wants to show apart is a field.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "ath-error.h"

typedef AthErrorDetails AthErrorPrivate;

static void
ath_error_private_init (AthErrorPrivate *priv)
{
}

static void
ath_error_private_copy (const AthErrorPrivate *src,
                        AthErrorPrivate       *dest)
{
  *dest = *src;
  dest->sqlstate = g_strdup (src->sqlstate);
  dest->detail = g_strdup (src->detail);
  dest->hint = g_strdup (src->hint);
  dest->statement = g_strdup (src->statement);
  dest->file = g_strdup (src->file);
}

static void
ath_error_private_clear (AthErrorPrivate *priv)
{
  g_clear_pointer (&priv->sqlstate, g_free);
  g_clear_pointer (&priv->detail, g_free);
  g_clear_pointer (&priv->hint, g_free);
  g_clear_pointer (&priv->statement, g_free);
  g_clear_pointer (&priv->file, g_free);
}

G_DEFINE_EXTENDED_ERROR (AthError, ath_error)

static void
set_text (char       **field,
          const char  *text)
{
  char *copy = g_strdup (text);

  g_free (*field);
  *field = copy;
}

/**
 * ath_error_get_details:
 * @error: (nullable): an error of any domain
 *
 * Returns: (transfer none) (nullable): what @error carries besides its message,
 *   or `NULL` when it is of another domain.  Lives as long as @error.
 */
const AthErrorDetails *
ath_error_get_details (const GError *error)
{
  if (error == NULL || error->domain != ATH_ERROR)
    return NULL;

  return ath_error_get_private (error);
}

/**
 * ath_error_new:
 * @code: what went wrong
 * @format: the sentence, translated, in the form of printf()
 * @...: its arguments
 *
 * Returns: (transfer full): an error whose fields can be filled with the
 *   setters below
 */
GError *
ath_error_new (AthError    code,
               const char *format,
               ...)
{
  va_list args;
  GError *error;

  va_start (args, format);
  error = g_error_new_valist (ATH_ERROR, code, format, args);
  va_end (args);

  return error;
}

/**
 * ath_error_set_hint:
 * @error: an error of this domain
 * @hint: (nullable): what can be done, as full sentences
 */
void
ath_error_set_hint (GError     *error,
                    const char *hint)
{
  g_return_if_fail (error != NULL && error->domain == ATH_ERROR);

  set_text (&ath_error_get_private (error)->hint, hint);
}

/**
 * ath_error_set_detail:
 * @error: an error of this domain
 * @detail: (nullable): what else is known, as full sentences
 */
void
ath_error_set_detail (GError     *error,
                      const char *detail)
{
  g_return_if_fail (error != NULL && error->domain == ATH_ERROR);

  set_text (&ath_error_get_private (error)->detail, detail);
}

/**
 * ath_error_set_sqlstate:
 * @error: an error of this domain
 * @sqlstate: (nullable): five characters
 */
void
ath_error_set_sqlstate (GError     *error,
                        const char *sqlstate)
{
  g_return_if_fail (error != NULL && error->domain == ATH_ERROR);

  set_text (&ath_error_get_private (error)->sqlstate, sqlstate);
}

/**
 * ath_error_set_statement:
 * @error: an error of this domain
 * @statement: (nullable): text of the statement that failed
 * @offset: place in it, in characters from 1, or 0
 */
void
ath_error_set_statement (GError     *error,
                         const char *statement,
                         guint       offset)
{
  g_return_if_fail (error != NULL && error->domain == ATH_ERROR);

  set_text (&ath_error_get_private (error)->statement, statement);
  ath_error_get_private (error)->statement_offset = offset;
}

/**
 * ath_error_set_place:
 * @error: an error of this domain
 * @file: (nullable): path of the file that the error is about
 * @line: line in it from 1, or 0
 * @column: column from 1 in characters, or 0
 */
void
ath_error_set_place (GError     *error,
                     const char *file,
                     guint       line,
                     guint       column)
{
  g_return_if_fail (error != NULL && error->domain == ATH_ERROR);

  set_text (&ath_error_get_private (error)->file, file);
  ath_error_get_private (error)->line = line;
  ath_error_get_private (error)->column = column;
}

/**
 * ath_error_set_raised:
 * @error: an error of `ATH_ERROR`
 *
 * Says that a script raised it: the script is understood, and whatever else runs
 * it comes to the same end.
 */
void
ath_error_set_raised (GError *error)
{
  g_return_if_fail (error != NULL && error->domain == ATH_ERROR);

  ath_error_get_private (error)->is_raised = TRUE;
}
