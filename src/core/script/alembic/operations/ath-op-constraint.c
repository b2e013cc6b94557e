/* ath-op-constraint.c: `op.create_foreign_key ()` and the other constraints
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/operations/ath-op.h"
#include "script/alembic/schema/ath-ddl.h"

#define BIND(name_, parameters_, values_) \
  ath_op_bind (evaluator, name_, self, arguments, parameters_, G_N_ELEMENTS (parameters_), values_)

/* The table that gets a constraint. */
typedef struct
{
  AthSqlName schema;
  AthSqlName table;
} Place;

static gboolean
get_place (AthPythonEvaluator *evaluator,
           AthPythonValue     *table,
           AthPythonValue     *schema,
           Place              *place)
{
  if (!ath_sa_require_name (evaluator, table, "table_name", &place->table)
      || !ath_sa_get_name (evaluator, schema, "schema", &place->schema))
    return FALSE;

  return TRUE;
}

static AthSqlConstraint *
constraint_new (AthPythonEvaluator   *evaluator,
                AthSqlConstraintKind  kind,
                AthPythonValue       *name_value)
{
  AthSqlName name;

  if (!ath_sa_get_name (evaluator, name_value, "constraint_name", &name))
    return NULL;

  return ath_sql_constraint_new (ath_python_get_arena (evaluator), kind, &name);
}

static AthPythonValue *
add_constraint (AthPythonEvaluator *evaluator,
                AthPythonValue     *self,
                const Place        *place,
                AthSqlConstraint   *constraint)
{
  GError *error = NULL;
  char *sql;

  if (!ath_op_name_constraint (evaluator, &place->schema, &place->table, constraint))
    return NULL;
  sql = ath_ddl_add_constraint (&place->schema, &place->table, constraint, &error);

  return ath_op_send (evaluator, self, sql, error) ? ath_python_none () : NULL;
}

static AthPythonValue *
create_over_columns (AthPythonEvaluator       *evaluator,
                     const char               *name,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments,
                     AthSqlConstraintKind      kind)
{
  static const AthPythonParameter parameters[] = {
    { "constraint_name", ATH_PYTHON_PARAM_REQUIRED },
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "columns", ATH_PYTHON_PARAM_REQUIRED },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSqlConstraint *constraint;
  Place place;

  if (!BIND (name, parameters, values)
      || !get_place (evaluator, values[1], values[3], &place))
    return NULL;
  constraint = constraint_new (evaluator, kind, values[0]);
  if (constraint == NULL
      || !ath_sa_get_names (evaluator, values[2], "columns", constraint->columns)
      || !ath_sa_constraint_set_options (evaluator, constraint, values[4]))
    return NULL;
  if (constraint->columns->len == 0)
    return ath_python_refuse (evaluator, _("A constraint over no columns is not understood"));
  if (kind == ATH_SQL_PRIMARY_KEY && ath_python_dict_get_length (values[4]->dict) > 0)
    return ath_python_refuse (evaluator, _("These arguments of “%s ()” are not understood"), name);

  return add_constraint (evaluator, self, &place, constraint);
}

static AthPythonValue *
op_create_primary_key (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  return create_over_columns (evaluator, "create_primary_key", self, arguments,
                              ATH_SQL_PRIMARY_KEY);
}

static AthPythonValue *
op_create_unique_constraint (AthPythonEvaluator       *evaluator,
                             AthPythonValue           *self,
                             const AthPythonArguments *arguments)
{
  return create_over_columns (evaluator, "create_unique_constraint", self, arguments,
                              ATH_SQL_UNIQUE);
}

static AthPythonValue *
op_create_foreign_key (AthPythonEvaluator       *evaluator,
                       AthPythonValue           *self,
                       const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "constraint_name", ATH_PYTHON_PARAM_REQUIRED },
    { "source_table", ATH_PYTHON_PARAM_REQUIRED },
    { "referent_table", ATH_PYTHON_PARAM_REQUIRED },
    { "local_cols", ATH_PYTHON_PARAM_REQUIRED },
    { "remote_cols", ATH_PYTHON_PARAM_REQUIRED },
    { "source_schema", ATH_PYTHON_PARAM_KEYWORD },
    { "referent_schema", ATH_PYTHON_PARAM_KEYWORD },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSqlConstraint *constraint;
  Place place;

  if (!BIND ("create_foreign_key", parameters, values)
      || !get_place (evaluator, values[1], values[5], &place))
    return NULL;
  constraint = constraint_new (evaluator, ATH_SQL_FOREIGN_KEY, values[0]);
  if (constraint == NULL
      || !ath_sa_require_name (evaluator, values[2], "referent_table", &constraint->remote_table)
      || !ath_sa_get_name (evaluator, values[6], "referent_schema", &constraint->remote_schema)
      || !ath_sa_get_names (evaluator, values[3], "local_cols", constraint->columns)
      || !ath_sa_get_names (evaluator, values[4], "remote_cols", constraint->remote_columns)
      || !ath_sa_constraint_set_options (evaluator, constraint, values[7]))
    return NULL;
  if (constraint->remote_table.text == NULL || constraint->columns->len == 0
      || constraint->columns->len != constraint->remote_columns->len)
    return ath_python_refuse (evaluator, _("The foreign key has %u columns and refers to %u"),
                              constraint->columns->len, constraint->remote_columns->len);

  return add_constraint (evaluator, self, &place, constraint);
}

static AthPythonValue *
op_create_check_constraint (AthPythonEvaluator       *evaluator,
                            AthPythonValue           *self,
                            const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "constraint_name", ATH_PYTHON_PARAM_REQUIRED },
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "condition", ATH_PYTHON_PARAM_REQUIRED },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSqlConstraint *constraint;
  Place place;

  if (!BIND ("create_check_constraint", parameters, values)
      || !get_place (evaluator, values[1], values[3], &place))
    return NULL;
  constraint = constraint_new (evaluator, ATH_SQL_CHECK, values[0]);
  if (constraint == NULL
      || !ath_sa_ddl_text (evaluator, values[2], "condition", &constraint->condition)
      || !ath_sa_constraint_set_options (evaluator, constraint, values[4]))
    return NULL;
  if (constraint->condition == NULL)
    return ath_python_refuse (evaluator, _("A check of “None” is not understood"));

  return add_constraint (evaluator, self, &place, constraint);
}

static AthPythonValue *
op_create_exclude_constraint (AthPythonEvaluator       *evaluator,
                              AthPythonValue           *self,
                              const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "constraint_name", ATH_PYTHON_PARAM_REQUIRED },
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "elements", ATH_PYTHON_PARAM_REST },
    { "where", ATH_PYTHON_PARAM_KEYWORD },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
    { "using", ATH_PYTHON_PARAM_KEYWORD },
    { "ops", ATH_PYTHON_PARAM_KEYWORD },
    { "options", ATH_PYTHON_PARAM_KEYWORDS },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthSqlConstraint *constraint;
  Place place;

  if (!BIND ("create_exclude_constraint", parameters, values)
      || !get_place (evaluator, values[1], values[4], &place))
    return NULL;
  constraint = constraint_new (evaluator, ATH_SQL_EXCLUDE, values[0]);
  if (constraint == NULL
      || !ath_sa_exclude_elements (evaluator, values[2], values[6], constraint)
      || !ath_sa_ddl_text (evaluator, values[3], "where", &constraint->condition)
      || !ath_sa_get_text (evaluator, values[5], "using", &constraint->using)
      || !ath_sa_constraint_set_options (evaluator, constraint, values[7]))
    return NULL;
  if (constraint->using == NULL)
    constraint->using = "gist";

  return add_constraint (evaluator, self, &place, constraint);
}

/* The naming convention of a type applies to what is dropped too. */
static gboolean
get_kind (AthPythonEvaluator   *evaluator,
          const char           *type,
          AthSqlConstraintKind *kind)
{
  static const struct
  {
    const char           *name;
    AthSqlConstraintKind  kind;
  } kinds[] = {
    { "primary", ATH_SQL_PRIMARY_KEY },
    { "unique", ATH_SQL_UNIQUE },
    { "foreignkey", ATH_SQL_FOREIGN_KEY },
    { "check", ATH_SQL_CHECK },
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (type, kinds[i].name))
      {
        *kind = kinds[i].kind;
        return TRUE;
      }

  return ath_python_refuse (evaluator, _("“type_” can be “check”, “foreignkey”, “primary” or "
                                         "“unique”, not “%s”"), type) != NULL;
}

static AthPythonValue *
op_drop_constraint (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "constraint_name", ATH_PYTHON_PARAM_REQUIRED },
    { "table_name", ATH_PYTHON_PARAM_REQUIRED },
    { "type_", ATH_PYTHON_PARAM_OPTIONAL },
    { "schema", ATH_PYTHON_PARAM_KEYWORD },
    { "if_exists", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  gboolean if_exists = FALSE;
  AthSqlConstraintKind kind = ATH_SQL_CHECK;
  AthSqlConstraint *constraint;
  const char *type;
  GError *error = NULL;
  Place place;
  char *sql;

  if (!BIND ("drop_constraint", parameters, values)
      || !get_place (evaluator, values[1], values[3], &place)
      || !ath_sa_get_text (evaluator, values[2], "type_", &type)
      || !ath_sa_get_bool (evaluator, values[4], &if_exists)
      || (type != NULL && !get_kind (evaluator, type, &kind)))
    return NULL;
  if (self != NULL && values[4] != NULL)
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"),
                              "drop_constraint", "if_exists");
  constraint = constraint_new (evaluator, kind, values[0]);
  if (constraint == NULL
      || (type != NULL && constraint->name.text != NULL
          && !ath_op_name_constraint (evaluator, &place.schema, &place.table, constraint)))
    return NULL;

  sql = ath_ddl_drop_constraint (&place.schema, &place.table, &constraint->name, if_exists, &error);

  return ath_op_send (evaluator, self, sql, error) ? ath_python_none () : NULL;
}

const AthPythonNativeFunction ath_op_constraint_functions[] = {
  { "create_primary_key", op_create_primary_key },
  { "create_unique_constraint", op_create_unique_constraint },
  { "create_foreign_key", op_create_foreign_key },
  { "create_check_constraint", op_create_check_constraint },
  { "create_exclude_constraint", op_create_exclude_constraint },
  { "drop_constraint", op_drop_constraint },
  { NULL },
};
