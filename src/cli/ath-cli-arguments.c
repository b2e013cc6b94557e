/* ath-cli-arguments.c: arguments as argparse takes them, made fit for GOption
 *
 * Alembic's users write `downgrade -1`, `history -r-3:`, `-r=-3:current` and
 * `upgrade head --sql`.  GOption takes a number with a minus for an option, and
 * knows no value that is glued to a short option.  So the arguments are brought
 * into one form first: options with a value as `--name=value`, in front; then
 * `--`; then all the rest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-cli-arguments.h"

/* (nullable): the entry that @argument, which begins with a minus, names; @value is
 * set to what is glued to it
 */
static const GOptionEntry *
find_entry (const GOptionEntry  *entries,
            const char          *argument,
            const char         **value)
{
  *value = NULL;

  for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++)
    {
      gsize length = strlen (entry->long_name);

      if (g_str_has_prefix (argument, "--"))
        {
          const char *end = argument + 2 + length;

          if (strncmp (argument + 2, entry->long_name, length) != 0
              || (*end != '\0' && *end != '='))
            continue;
          *value = *end == '=' ? end + 1 : NULL;
          return entry;
        }

      if (entry->short_name != 0 && argument[1] == entry->short_name)
        {
          if (argument[2] != '\0')
            *value = argument[2] == '=' ? argument + 3 : argument + 2;
          return entry;
        }
    }

  return NULL;
}

static gboolean
takes_value (const GOptionEntry *entry)
{
  return entry != NULL && entry->arg != G_OPTION_ARG_NONE;
}

/* "-1" is a symbol, never an option. */
static gboolean
is_option (const char *argument)
{
  return argument[0] == '-' && argument[1] != '\0' && !g_ascii_isdigit (argument[1]);
}

#define NOTHING_FOLLOWS G_MAXUINT

/* Appends the option at @index in its one form; returns where the next argument is, or
 * NOTHING_FOLLOWS when its value is missing.
 */
static guint
add_option (GStrvBuilder        *builder,
            const GOptionEntry  *entries,
            const char *const   *arguments,
            guint                index)
{
  const char *value;
  const GOptionEntry *entry = find_entry (entries, arguments[index], &value);
  g_autofree char *option = NULL;

  if (!takes_value (entry))
    {
      g_strv_builder_add (builder, arguments[index]);
      return index + 1;
    }

  if (value == NULL)
    value = arguments[++index];
  /* GOption says what is missing, as long as nothing follows. */
  if (value == NULL)
    {
      g_strv_builder_add (builder, arguments[index - 1]);
      return NOTHING_FOLLOWS;
    }

  option = g_strdup_printf ("--%s=%s", entry->long_name, value);
  g_strv_builder_add (builder, option);

  return index + 1;
}

/**
 * ath_cli_arguments_normalize:
 * @entries: the options of a command
 * @arguments: what stands behind the command
 *
 * Returns: (transfer full): the same in the form that GOption takes: options,
 *   `--`, and the rest
 */
char **
ath_cli_arguments_normalize (const GOptionEntry *entries,
                             const char *const  *arguments)
{
  g_autoptr(GStrvBuilder) options = g_strv_builder_new ();
  g_autoptr(GPtrArray) rest = g_ptr_array_new_null_terminated (4, NULL, TRUE);
  guint index = 0;

  g_strv_builder_add (options, g_get_prgname ());
  while (arguments[index] != NULL && !g_str_equal (arguments[index], "--"))
    {
      if (is_option (arguments[index]))
        index = add_option (options, entries, arguments, index);
      else
        g_ptr_array_add (rest, (char *) arguments[index++]);
      if (index == NOTHING_FOLLOWS)
        return g_strv_builder_end (options);
    }
  for (index += arguments[index] != NULL; arguments[index] != NULL; index++)
    g_ptr_array_add (rest, (char *) arguments[index]);

  g_strv_builder_add (options, "--");
  g_strv_builder_addv (options, (const char **) rest->pdata);

  return g_strv_builder_end (options);
}

/* Whether @argument is a long option of @common that the command does not have itself. */
static gboolean
is_common (const GOptionEntry *entries,
           const GOptionEntry *common,
           const char         *argument)
{
  const char *value;

  return g_str_has_prefix (argument, "--")
         && !g_str_equal (argument, "--help") && !g_str_equal (argument, "--version")
         && find_entry (entries, argument, &value) == NULL
         && find_entry (common, argument, &value) != NULL;
}

/**
 * ath_cli_arguments_split:
 * @entries: the options of a command
 * @common: those that every command has
 * @arguments: what stands behind the command
 * @others: (out) (transfer full) (element-type utf8): those of @arguments that
 *   are for @common, which borrow
 *
 * Tells apart what is meant for a command and what for all of them.  Only long
 * names are, since a command can use a letter for something else.
 *
 * Returns: (transfer full) (element-type utf8): the rest of @arguments
 */
GPtrArray *
ath_cli_arguments_split (const GOptionEntry  *entries,
                         const GOptionEntry  *common,
                         const char *const   *arguments,
                         GPtrArray          **others)
{
  GPtrArray *own = g_ptr_array_new_null_terminated (8, NULL, TRUE);
  guint index = 0;

  *others = g_ptr_array_new_null_terminated (2, NULL, TRUE);
  while (arguments[index] != NULL && !g_str_equal (arguments[index], "--"))
    {
      gboolean goes_to_common = is_common (entries, common, arguments[index]);
      GPtrArray *target = goes_to_common ? *others : own;
      const char *value = NULL;
      const GOptionEntry *entry = NULL;

      if (is_option (arguments[index]))
        entry = find_entry (goes_to_common ? common : entries, arguments[index], &value);
      g_ptr_array_add (target, (char *) arguments[index++]);
      if (takes_value (entry) && value == NULL && arguments[index] != NULL)
        g_ptr_array_add (target, (char *) arguments[index++]);
    }
  for (; arguments[index] != NULL; index++)
    g_ptr_array_add (own, (char *) arguments[index]);

  return own;
}

/**
 * ath_cli_arguments_find_command:
 * @entries: the options that stand before the command
 * @arguments: all arguments
 *
 * Returns: the index of the command in @arguments, or of their end
 */
guint
ath_cli_arguments_find_command (const GOptionEntry *entries,
                                const char *const  *arguments)
{
  guint index = 0;

  while (arguments[index] != NULL && is_option (arguments[index]))
    {
      const char *value;
      const GOptionEntry *entry = find_entry (entries, arguments[index], &value);

      index++;
      if (takes_value (entry) && value == NULL && arguments[index] != NULL)
        index++;
    }

  return index;
}
