/* ath-op-column.c: `op.add_column ()`, `drop_column ()` and `alter_column ()`
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/operations/ath-op.h"
#include "script/alembic/schema/ath-ddl.h"

#define BIND(name_, parameters_, values_) \
  ath_op_bind (evaluator, name_, self, arguments, parameters_, G_N_ELEMENTS (parameters_), values_)

/* The constraints of a column that is added follow it. */
static gboolean
send_constraints (AthPythonEvaluator     *evaluator,
                  AthPythonValue         *self,
                  const AthSqlTable      *table,
                  const AthSqlConstraint *inline_reference)
{
  for (guint i = 0; i < table->constraints->len; i++)
    {
      AthSqlConstraint *constraint = g_ptr_array_index (table->constraints, i);
      GError *error = NULL;
      char *sql;

      if (constraint->kind == ATH_SQL_PRIMARY_KEY || constraint == inline_reference)
        continue;
      sql = ath_ddl_add_constraint (&table->schema, &table->name, constraint, &error);
      if (!ath_op_send (evaluator, self, sql, error))
        return FALSE;
    }

  return TRUE;
}

/* The only foreign key, when it is to be written with the column. */
static const AthSqlConstraint *
find_inline_reference (AthSaColumn *column,
                       gboolean     is_wanted)
{
  return is_wanted && column->foreign_keys->len == 1 ? g_ptr_array_index (column->foreign_keys, 0)
                                                     : NULL;
}

static AthPythonValue *
op_add_column (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "column", ATH_PYTHON_PARAM_REQUIRED },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
    { "if_not_exists", ATH_PYTHON_PARAM_KEYWORD },
    { "inline_references", ATH_PYTHON_PARAM_KEYWORD },
    { "inline_primary_key", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gboolean if_not_exists = FALSE;
  gboolean inline_references = FALSE;
  gboolean inline_primary_key = FALSE;
  const AthSqlConstraint *reference;
  AthSaTable *table;
  AthSaColumn *column;
  AthSqlName schema;
  AthSqlName name;
  GError *error = NULL;
  char *sql;

  if (!BIND ("add_column", parameters, values)
      || !ath_sa_require_name (evaluator, values[0], "table_name", &name)
      || !ath_sa_get_name (evaluator, values[2], "schema", &schema)
      || !ath_sa_get_bool (evaluator, values[3], &if_not_exists)
      || !ath_sa_get_bool (evaluator, values[4], &inline_references)
      || !ath_sa_get_bool (evaluator, values[5], &inline_primary_key))
    return NULL;
  column = ath_python_host_get (values[1], &ath_sa_column_class);
  if (column == NULL)
    return ath_python_refuse (evaluator, _("%s as a column is not understood"),
                              ath_python_get_type_name (values[1]));

  /* Alembic copies a column that is in a table already. */
  if (column->table != NULL)
    {
      AthPythonValue *copy = ath_python_get_attribute (evaluator, values[1], "copy");

      values[1] = copy != NULL ? ath_python_call_simple (evaluator, copy, NULL, 0) : NULL;
      if (values[1] == NULL)
        return NULL;
      column = values[1]->host.data;
    }
  table = ath_sa_table_new (evaluator, &schema, &name);
  if (!ath_sa_table_add (evaluator, table, values[1])
      || !ath_sa_table_name_items (evaluator, table, &ath_alembic_run_get (evaluator)->naming))
    return NULL;

  reference = find_inline_reference (column, inline_references);
  sql = ath_ddl_add_column (table->table, column->column, if_not_exists, inline_primary_key,
                            reference, &error);

  return ath_op_send (evaluator, self, sql, error)
         && send_constraints (evaluator, self, table->table, reference)
         && ath_op_send_table_items (evaluator, self, table->table, TRUE)
         ? ath_python_none () : NULL;
}

/* Alembic takes any further keyword for a column and looks at none, but for those
 * that it passes on under the same names: then it raises TypeError.
 */
static gboolean
check_rest (AthPythonEvaluator *evaluator,
            AthPythonValue     *keywords,
            const char         *function,
            const char *const  *passed)
{
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  while (ath_python_dict_next (keywords->dict, &position, &key, &value))
    if (g_strv_contains (passed, key->text.bytes))
      return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), function,
                                key->text.bytes) != NULL;

  return TRUE;
}

static AthPythonValue *
op_drop_column (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "column_name", ATH_PYTHON_PARAM_REQUIRED },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
    { "if_exists", ATH_PYTHON_PARAM_KEYWORD },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  static const char *const passed[] = { "column", "_reverse", NULL };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gboolean if_exists = FALSE;
  AthSqlName schema;
  AthSqlName name;
  AthSqlName column;

  if (!BIND ("drop_column", parameters, values)
      || !check_rest (evaluator, values[4], "drop_column", passed)
      || !ath_sa_require_name (evaluator, values[0], "table_name", &name)
      || !ath_sa_require_name (evaluator, values[1], "column_name", &column)
      || !ath_sa_get_name (evaluator, values[2], "schema", &schema)
      || !ath_sa_get_bool (evaluator, values[3], &if_exists))
    return NULL;

  return ath_op_send (evaluator, self, ath_ddl_drop_column (&schema, &name, &column, if_exists),
                      NULL) ? ath_python_none () : NULL;
}

/* What alter_column() takes, in the order of alter_parameters. */
enum
{
  ALTER_TABLE,
  ALTER_COLUMN,
  ALTER_NULLABLE,
  ALTER_COMMENT,
  ALTER_SERVER_DEFAULT,
  ALTER_NEW_COLUMN_NAME,
  ALTER_TYPE,
  ALTER_EXISTING_TYPE,
  ALTER_EXISTING_SERVER_DEFAULT,
  ALTER_EXISTING_NULLABLE,
  ALTER_EXISTING_COMMENT,
  ALTER_SCHEMA,
  ALTER_USING,
  ALTER_AUTOINCREMENT,
  ALTER_EXISTING_AUTOINCREMENT,
  ALTER_REST,
  ALTER_N_PARAMETERS
};

static const AthPythonParameter alter_parameters[ALTER_N_PARAMETERS] = {
  [ALTER_TABLE] = { "table_name", ATH_PYTHON_PARAM_REQUIRED },
  [ALTER_COLUMN] = { "column_name", ATH_PYTHON_PARAM_REQUIRED },
  [ALTER_NULLABLE] = { "nullable", ATH_PYTHON_PARAM_KEYWORD },
  [ALTER_COMMENT] = { "comment", ATH_PYTHON_PARAM_KEYWORD },
  [ALTER_SERVER_DEFAULT] = { "server_default", ATH_PYTHON_PARAM_KEYWORD },
  [ALTER_NEW_COLUMN_NAME] = { "new_column_name", ATH_PYTHON_PARAM_KEYWORD },
  [ALTER_TYPE] = { "type_", ATH_PYTHON_PARAM_KEYWORD },
  [ALTER_EXISTING_TYPE] = { "existing_type", ATH_PYTHON_PARAM_KEYWORD },
  [ALTER_EXISTING_SERVER_DEFAULT] = { "existing_server_default", ATH_PYTHON_PARAM_KEYWORD },
  [ALTER_EXISTING_NULLABLE] = { "existing_nullable", ATH_PYTHON_PARAM_KEYWORD },
  [ALTER_EXISTING_COMMENT] = { "existing_comment", ATH_PYTHON_PARAM_KEYWORD },
  [ALTER_SCHEMA] = { "schema", ATH_PYTHON_PARAM_KEYWORD },
  [ALTER_USING] = { "postgresql_using", ATH_PYTHON_PARAM_KEYWORD },
  [ALTER_AUTOINCREMENT] = { "autoincrement", ATH_PYTHON_PARAM_KEYWORD },
  [ALTER_EXISTING_AUTOINCREMENT] = { "existing_autoincrement", ATH_PYTHON_PARAM_KEYWORD },
  [ALTER_REST] = { "options", ATH_PYTHON_PARAM_KEYWORDS },
};

/* One alter_column() that is being written. */
typedef struct
{
  AthPythonEvaluator  *evaluator;
  AthPythonValue      *self;
  AthPythonValue     **values;
  AthSqlName           schema;
  AthSqlName           table;
  AthSqlName           column;
} Alteration;

static gboolean
is_given (AthPythonValue *value)
{
  return value != NULL && !ath_python_is_none (value);
}

/* False means that nothing is said, None that it goes. */
static gboolean
is_said (AthPythonValue *value)
{
  return value != NULL && value != ath_python_bool (FALSE);
}

static gboolean
has_check (const AthSqlType *type)
{
  return type->kind == ATH_SQL_TYPE_ENUM && type->enumeration->has_check
         && !type->enumeration->is_native;
}

static gboolean
alter_type (Alteration *alteration)
{
  const AthSqlType *existing;
  const AthSqlType *type;
  const char *using;
  GError *error = NULL;
  char *sql;

  if (!ath_sa_get_text (alteration->evaluator, alteration->values[ALTER_USING],
                        "postgresql_using", &using))
    return FALSE;
  if (!is_given (alteration->values[ALTER_TYPE]))
    return using == NULL
           || ath_python_refuse (alteration->evaluator,
                                 _("“postgresql_using” is of use with “type_” only")) != NULL;

  type = ath_sa_type_of (alteration->evaluator, alteration->values[ALTER_TYPE]);
  existing = type != NULL && is_given (alteration->values[ALTER_EXISTING_TYPE])
             ? ath_sa_type_of (alteration->evaluator, alteration->values[ALTER_EXISTING_TYPE])
             : type;
  if (type == NULL || existing == NULL)
    return FALSE;
  if (type->kind == ATH_SQL_TYPE_ENUM && type->enumeration->inherits_schema
      && alteration->schema.text != NULL)
    return ath_python_refuse (alteration->evaluator, _("“%s ()” with “%s=” is not understood"),
                              "Enum", "inherit_schema") != NULL;
  if (has_check (type) || has_check (existing))
    return ath_python_refuse (alteration->evaluator,
                              _("Altering an enumeration with a check is not understood")) != NULL;

  sql = ath_ddl_alter_type (&alteration->schema, &alteration->table, &alteration->column, type,
                            using, &error);

  return ath_op_send (alteration->evaluator, alteration->self, sql, error);
}

static gboolean
alter_nullable (Alteration *alteration)
{
  gboolean is_nullable;

  if (!is_given (alteration->values[ALTER_NULLABLE]))
    return TRUE;
  if (!ath_python_is_true (alteration->evaluator, alteration->values[ALTER_NULLABLE], &is_nullable))
    return FALSE;

  return ath_op_send (alteration->evaluator, alteration->self,
                      ath_ddl_alter_nullable (&alteration->schema, &alteration->table,
                                              &alteration->column, is_nullable), NULL);
}

static gboolean
alter_identity (Alteration           *alteration,
                const AthSqlIdentity *identity,
                const AthSqlIdentity *existing)
{
  AthPythonValue *default_value = alteration->values[ALTER_SERVER_DEFAULT];
  AthPythonValue *existing_value = alteration->values[ALTER_EXISTING_SERVER_DEFAULT];

  if (identity != NULL && existing == NULL && !is_said (existing_value))
    return ath_python_refuse (alteration->evaluator,
                              _("An identity for a column needs “existing_server_default”: "
                                "“None” when it has none")) != NULL;
  if (identity == NULL && !ath_python_is_none (default_value))
    return ath_python_refuse (alteration->evaluator,
                              _("A default in the place of an identity is not understood")) != NULL;
  if (identity != NULL && existing == NULL && !ath_python_is_none (existing_value))
    return ath_python_refuse (alteration->evaluator,
                              _("An identity in the place of a default is not understood")) != NULL;

  return ath_op_send (alteration->evaluator, alteration->self,
                      ath_ddl_alter_identity (&alteration->schema, &alteration->table,
                                              &alteration->column, identity, existing), NULL);
}

static gpointer
get_host (AthPythonValue             *value,
          const AthPythonNativeClass *class)
{
  return value != NULL ? ath_python_host_get (value, class) : NULL;
}

static gboolean
alter_default (Alteration *alteration)
{
  AthPythonValue *value = alteration->values[ALTER_SERVER_DEFAULT];
  AthPythonValue *existing = alteration->values[ALTER_EXISTING_SERVER_DEFAULT];
  const AthSqlIdentity *identity = get_host (value, &ath_sa_identity_class);
  const AthSqlIdentity *existing_identity = get_host (existing, &ath_sa_identity_class);
  const char *sql = NULL;

  if (!is_said (value))
    return TRUE;
  if (get_host (value, &ath_sa_computed_class) != NULL
      || get_host (existing, &ath_sa_computed_class) != NULL)
    return ath_python_refuse (alteration->evaluator,
                              _("A column cannot become computed, nor stop being so")) != NULL;
  if (identity != NULL || existing_identity != NULL)
    return alter_identity (alteration, identity, existing_identity);
  if (!ath_python_is_none (value)
      && !ath_sa_server_default (alteration->evaluator, value, &sql))
    return FALSE;

  return ath_op_send (alteration->evaluator, alteration->self,
                      ath_ddl_alter_default (&alteration->schema, &alteration->table,
                                             &alteration->column, sql), NULL);
}

static gboolean
alter_comment (Alteration *alteration)
{
  const char *comment;

  if (!is_said (alteration->values[ALTER_COMMENT]))
    return TRUE;
  if (!ath_sa_get_text (alteration->evaluator, alteration->values[ALTER_COMMENT], "comment",
                        &comment))
    return FALSE;

  return ath_op_send (alteration->evaluator, alteration->self,
                      ath_ddl_alter_column_comment (&alteration->schema, &alteration->table,
                                                    &alteration->column, comment), NULL);
}

static gboolean
rename_column (Alteration *alteration)
{
  AthSqlName name;

  if (!ath_sa_get_name (alteration->evaluator, alteration->values[ALTER_NEW_COLUMN_NAME],
                        "new_column_name", &name))
    return FALSE;

  return name.text == NULL
         || ath_op_send (alteration->evaluator, alteration->self,
                         ath_ddl_rename_column (&alteration->schema, &alteration->table,
                                                &alteration->column, &name), NULL);
}

static AthPythonValue *
op_alter_column (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const char *const passed[] = {
    "name", "modify_name", "modify_type", "modify_nullable", "modify_comment",
    "modify_server_default", NULL
  };
  AthPythonValue *values[ALTER_N_PARAMETERS];
  Alteration alteration = { .evaluator = evaluator, .self = self, .values = values };

  if (!ath_op_bind (evaluator, "alter_column", self, arguments, alter_parameters,
                    ALTER_N_PARAMETERS, values)
      || !check_rest (evaluator, values[ALTER_REST], "alter_column", passed)
      || !ath_sa_require_name (evaluator, values[ALTER_TABLE], "table_name", &alteration.table)
      || !ath_sa_require_name (evaluator, values[ALTER_COLUMN], "column_name", &alteration.column)
      || !ath_sa_get_name (evaluator, values[ALTER_SCHEMA], "schema", &alteration.schema))
    return NULL;

  return alter_type (&alteration) && alter_nullable (&alteration) && alter_default (&alteration)
         && alter_comment (&alteration) && rename_column (&alteration) ? ath_python_none () : NULL;
}

const AthPythonNativeFunction ath_op_column_functions[] = {
  { "add_column", op_add_column },
  { "drop_column", op_drop_column },
  { "alter_column", op_alter_column },
  { NULL },
};
