/* ath-sa-item.c: `Identity`, `Computed`, `Sequence`, `MetaData` and defaults
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-sa.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static gboolean
get_decimal (AthPythonEvaluator *evaluator,
             AthPythonValue     *value,
             const char         *what,
             const char        **number)
{
  if (value == NULL || ath_python_is_none (value))
    return TRUE;
  if (value->type != ATH_PYTHON_TYPE_INT)
    return ath_python_refuse (evaluator, _("%s as “%s” is not understood"),
                              ath_python_get_type_name (value), what) != NULL;
  *number = ath_arena_printf (ath_python_get_arena (evaluator), "%" G_GINT64_FORMAT,
                              value->integer);

  return TRUE;
}

/* The keywords that a sequence and an identity share. */
#define SEQUENCE_PARAMETERS \
  { "start", ATH_PYTHON_PARAM_OPTIONAL }, \
  { "increment", ATH_PYTHON_PARAM_OPTIONAL }, \
  { "minvalue", ATH_PYTHON_PARAM_OPTIONAL }, \
  { "maxvalue", ATH_PYTHON_PARAM_OPTIONAL }, \
  { "nominvalue", ATH_PYTHON_PARAM_OPTIONAL }, \
  { "nomaxvalue", ATH_PYTHON_PARAM_OPTIONAL }, \
  { "cycle", ATH_PYTHON_PARAM_OPTIONAL }

static gboolean
set_sequence (AthPythonEvaluator     *evaluator,
              AthPythonValue        **values,
              AthPythonValue         *cache,
              AthSqlSequenceOptions  *options)
{
  return get_decimal (evaluator, values[0], "start", &options->start)
         && get_decimal (evaluator, values[1], "increment", &options->increment)
         && get_decimal (evaluator, values[2], "minvalue", &options->minvalue)
         && get_decimal (evaluator, values[3], "maxvalue", &options->maxvalue)
         && ath_sa_get_bool (evaluator, values[4], &options->no_minvalue)
         && ath_sa_get_bool (evaluator, values[5], &options->no_maxvalue)
         && ath_sa_get_tristate (evaluator, values[6], &options->cycle)
         && get_decimal (evaluator, cache, "cache", &options->cache);
}

static AthPythonValue *
construct_identity (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "always", ATH_PYTHON_PARAM_OPTIONAL },
    { "on_null", ATH_PYTHON_PARAM_OPTIONAL },
    SEQUENCE_PARAMETERS,
    { "cache", ATH_PYTHON_PARAM_OPTIONAL },
    { "order", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSqlIdentity *identity = ath_arena_new0 (arena, AthSqlIdentity);

  if (!BIND ("Identity", parameters, values)
      || !ath_sa_get_bool (evaluator, values[0], &identity->is_always)
      || !set_sequence (evaluator, values + 2, values[9], &identity->options))
    return NULL;

  return ath_python_host_new (arena, &ath_sa_identity_class, identity);
}

static AthPythonValue *
construct_computed (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "sqltext", ATH_PYTHON_PARAM_REQUIRED },
    { "persisted", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSqlTristate is_persisted;
  const char *sql;

  if (!BIND ("Computed", parameters, values)
      || !ath_sa_ddl_text (evaluator, values[0], "sqltext", &sql)
      || !ath_sa_get_tristate (evaluator, values[1], &is_persisted))
    return NULL;
  if (is_persisted == ATH_SQL_FALSE)
    return ath_python_refuse (evaluator, _("A computed column that is not stored is not "
                                           "understood"));

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_computed_class,
                              (gpointer) sql);
}

static AthPythonValue *
construct_sequence (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "name", ATH_PYTHON_PARAM_REQUIRED },
    SEQUENCE_PARAMETERS,
    { "schema", ATH_PYTHON_PARAM_OPTIONAL },
    { "cache", ATH_PYTHON_PARAM_OPTIONAL },
    { "order", ATH_PYTHON_PARAM_OPTIONAL },
    { "data_type", ATH_PYTHON_PARAM_OPTIONAL },
    { "optional", ATH_PYTHON_PARAM_OPTIONAL },
    { "quote", ATH_PYTHON_PARAM_OPTIONAL },
    { "metadata", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSaSequence *sequence = ath_arena_new0 (arena, AthSaSequence);

  if (!BIND ("Sequence", parameters, values)
      || !ath_sa_require_name (evaluator, values[0], "name", &sequence->name)
      || !set_sequence (evaluator, values + 1, values[9], &sequence->options)
      || !ath_sa_get_name (evaluator, values[8], "schema", &sequence->schema))
    return NULL;
  if (values[12] != NULL || values[13] != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), "Sequence",
                              values[12] != NULL ? "optional" : "quote");
  if (values[11] != NULL)
    {
      sequence->type = ath_sa_type_of (evaluator, values[11]);
      if (sequence->type == NULL)
        return NULL;
    }

  return ath_python_host_new (arena, &ath_sa_sequence_class, sequence);
}

/* `nextval('schema.name')`: the name is quoted inside the text. */
static AthPythonValue *
sequence_next_value (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  AthSaSequence *sequence = self->host.data;
  g_autoptr(GString) name = g_string_new (NULL);
  g_autoptr(GString) sql = g_string_new ("nextval(");

  ath_sql_name_append_table (&sequence->schema, &sequence->name, name);
  ath_sql_literal_append (name->str, sql);
  g_string_append_c (sql, ')');

  return ath_sa_expression_new (evaluator, ath_sa_raw_new (evaluator, sql->str, NULL));
}

static const AthPythonNativeFunction sequence_methods[] = {
  { "next_value", sequence_next_value },
  { NULL },
};

/* What `MetaData` holds is of no use to a script: the convention that counts is
 * the one of env.py.
 */
static AthPythonValue *
construct_meta_data (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  const char *convention = "";

  if (arguments->n_positional > 0)
    return ath_python_refuse (evaluator, _("“MetaData ()” with a connection is not understood"));
  for (guint i = 0; i < arguments->n_keywords; i++)
    if (!g_str_equal (arguments->keywords[i], "naming_convention"))
      return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), "MetaData",
                                arguments->keywords[i]);

  for (guint i = 0; i < arguments->n_keywords; i++)
    if (!ath_python_is_none (arguments->keyword_values[i]))
      convention = arguments->keywords[i];

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_meta_data_class,
                              (gpointer) convention);
}

static AthPythonValue *
construct_fetched_value (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_fetched_value_class,
                              (gpointer) "");
}

static AthPythonValue *
construct_default_clause (AthPythonEvaluator       *evaluator,
                          AthPythonValue           *self,
                          const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "arg", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;
  const char *sql;

  if (!BIND ("DefaultClause", parameters, &value)
      || !ath_sa_server_default (evaluator, value, &sql))
    return NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), &ath_sa_default_clause_class,
                              (gpointer) sql);
}

#define ITEM(symbol_, name_, ...) \
  const AthPythonNativeClass ath_sa_##symbol_##_class = { \
    .name = name_, \
    .module = "sqlalchemy", \
    __VA_ARGS__ \
  }

ITEM (identity, "Identity", .construct = construct_identity);
ITEM (computed, "Computed", .construct = construct_computed);
ITEM (sequence, "Sequence", .construct = construct_sequence, .methods = sequence_methods);
ITEM (meta_data, "MetaData", .construct = construct_meta_data);
ITEM (fetched_value, "FetchedValue", .construct = construct_fetched_value);
ITEM (default_clause, "DefaultClause", .construct = construct_default_clause);
