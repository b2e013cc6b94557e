/* ath-command-plan.c: athanor-cli plan
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n.h>

#include "ath-cli-command.h"
#include "ath-cli-complete.h"
#include "ath-cli-environment.h"
#include "ath-cli-plan.h"
#include "ath-cli-sql-text.h"
#include "graph/ath-plan.h"

typedef struct
{
  char     *from;
  gboolean  purge;
  gboolean  sql;
  gboolean  trial;
} Options;

/* Adds the ids that @symbol names.  What the project does not have may still be a row. */
static gboolean
add_rows (AthCli        *cli,
          GStrvBuilder  *builder,
          const char    *symbol,
          gboolean       may_be_unknown,
          GError       **error)
{
  g_autoptr(GError) reason = NULL;
  g_autoptr(GPtrArray) revisions = NULL;

  if (ath_revision_graph_find (cli->graph, symbol) != NULL)
    {
      g_strv_builder_add (builder, symbol);
      return TRUE;
    }

  revisions = ath_revision_graph_resolve (cli->graph, symbol, &reason);
  if (revisions == NULL && !may_be_unknown)
    {
      g_propagate_error (error, g_steal_pointer (&reason));
      return FALSE;
    }
  if (revisions == NULL)
    g_strv_builder_add (builder, symbol);
  for (guint i = 0; revisions != NULL && i < revisions->len; i++)
    g_strv_builder_add (builder, ((AthRevision *) g_ptr_array_index (revisions, i))->id);

  return TRUE;
}

/* (transfer full): the rows to start from */
static char **
find_rows (AthCli         *cli,
           const Options  *options,
           GError        **error)
{
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_auto(GStrv) symbols = NULL;

  if (options->from == NULL)
    return ath_cli_read_rows (cli, error);

  symbols = g_strsplit (options->from, ",", -1);
  for (guint i = 0; symbols[i] != NULL; i++)
    {
      const char *symbol = g_strstrip (symbols[i]);

      if (*symbol != '\0' && !add_rows (cli, builder, symbol, options->purge, error))
        return NULL;
    }

  return g_strv_builder_end (builder);
}

static gboolean
parse_operation (const char        *word,
                 AthPlanOperation  *operation,
                 GError           **error)
{
  for (*operation = ATH_PLAN_UPGRADE; *operation <= ATH_PLAN_STAMP; (*operation)++)
    {
      if (g_str_equal (word, ath_plan_operation_get_name (*operation)))
        return TRUE;
    }

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               _("A plan is for upgrade, downgrade or stamp, not for “%s”"), word);

  return FALSE;
}

static gboolean
check_options (AthPlanOperation     operation,
               const char *const   *targets,
               const Options       *options,
               GError             **error)
{
  if (options->trial && (!options->sql || options->from != NULL))
    {
      g_set_error_literal (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                           _("“--trial” needs “--sql”, and starts from where the database is"));
      return FALSE;
    }
  if (operation == ATH_PLAN_STAMP || (targets[1] == NULL && !options->purge))
    return TRUE;

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
               targets[1] != NULL ? _("“%s” takes one target") : _("“%s” does not take --purge"),
               ath_plan_operation_get_name (operation));

  return FALSE;
}

static AthCliStatus
run_plan (AthCli               *cli,
          const AthCliCommand  *command,
          const char *const    *arguments,
          GError              **error)
{
  Options options = { 0 };
  const GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &options.from,
      N_("Start from these revisions (empty: from none) rather than where the database is"),
      N_("REVISION,…") },
    { "purge", 0, 0, G_OPTION_ARG_NONE, &options.purge,
      N_("For stamp: forget first what the database is at"), NULL },
    { "sql", 0, 0, G_OPTION_ARG_NONE, &options.sql,
      N_("Print the SQL of the plan"), NULL },
    { "trial", 0, 0, G_OPTION_ARG_NONE, &options.trial,
      N_("With --sql: try the scripts out in the database and roll back, so that what "
         "depends on it is known"), NULL },
    G_OPTION_ENTRY_NULL
  };
  g_auto(GStrv) rest = NULL;
  g_auto(GStrv) rows = NULL;
  g_autoptr(AthPlan) plan = NULL;
  const char *const *targets;
  AthPlanOperation operation;

  if (!ath_cli_parse (cli, command, entries, arguments, &rest, error))
    return ATH_CLI_FAILED;
  targets = (const char *const *) rest + 1;
  if (!parse_operation (rest[0], &operation, error)
      || !check_options (operation, targets, &options, error)
      || ath_cli_get_graph (cli, error) == NULL)
    return ATH_CLI_FAILED;

  rows = find_rows (cli, &options, error);
  if (rows == NULL)
    return ATH_CLI_FAILED;
  plan = ath_cli_make_plan (cli, operation, (const char *const *) rows, targets, options.purge,
                            error);
  if (plan == NULL)
    return ATH_CLI_FAILED;

  if (options.sql)
    return ath_cli_print_sql (cli, plan, options.trial, error) ? ATH_CLI_DONE : ATH_CLI_FAILED;

  ath_cli_print_plan (cli, plan);

  return ATH_CLI_DONE;
}

static void
complete_plan (AthCli *cli,
               guint   index)
{
  const char *const operations[] = { "upgrade", "downgrade", "stamp", NULL };

  if (index == 0)
    ath_cli_complete_words (cli, operations);
  else
    ath_cli_complete_revision (cli, index);
}

const AthCliCommand ath_command_plan = {
  .name = "plan",
  .synopsis = N_("upgrade|downgrade|stamp TARGET…"),
  .summary = N_("Show what would be done, without doing it"),
  .description = N_("With --from no server is needed."),
  .min_arguments = 2,
  .max_arguments = G_MAXUINT,
  .run = run_plan,
  .complete = complete_plan,
};
