/* ath-sa-from.c: what queries read from: aliases, joins, subqueries, CTEs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/queries/ath-sa-select.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

/* Something with columns under another name. */
typedef struct
{
  AthSaTable             table;
  const AthSaExpression *element; /* a table or a query */
  gboolean               is_lateral;
} Alias;

typedef struct
{
  AthSaExpression        expression;
  const AthSaExpression *left;
  const AthSaExpression *right;
  const AthSaExpression *condition;
  const char            *keyword;
} Join;

static gboolean
append_alias (const AthSaExpression *self,
              AthSaCompiler         *compiler)
{
  const Alias *alias = (const Alias *) self;

  /* Its name is made up before those inside. */
  if (alias->table.anonymous != NULL)
    ath_sa_compiler_make_name (compiler, &alias->table, alias->table.anonymous);
  if (ath_sa_is_text (alias->element))
    {
      g_string_append_c (compiler->sql, '(');
      if (!ath_sa_expression_append (alias->element, compiler))
        return FALSE;
      g_string_append_c (compiler->sql, ')');
    }
  else if (ath_sa_is_query (alias->element))
    {
      g_string_append (compiler->sql, alias->is_lateral ? "LATERAL (" : "(");
      if (!ath_sa_select_append (alias->element, compiler, TRUE,
                                 alias->is_lateral ? compiler->enclosing : NULL))
        return FALSE;
      g_string_append_c (compiler->sql, ')');
    }
  else if (!ath_sa_expression_append (alias->element, compiler))
    return FALSE;

  g_string_append (compiler->sql, " AS ");
  ath_sa_table_append_reference (&alias->table, compiler);

  return TRUE;
}

/* Only one CTE has a name. */
static gboolean
take_name (AthSaCompiler    *compiler,
           const AthSaTable *table)
{
  g_autofree char *key = g_strconcat ("WITH ", table->table->name.text, NULL);

  if (g_hash_table_contains (compiler->counts, key))
    return ath_python_refuse (compiler->evaluator, _("Two queries are called “%s”"),
                              table->table->name.text) != NULL;
  g_hash_table_add (compiler->counts, g_steal_pointer (&key));

  return TRUE;
}

/* The first time a CTE is written, its definition goes into the WITH clause. */
static gboolean
append_cte (const AthSaExpression *self,
            AthSaCompiler         *compiler)
{
  const Alias *alias = (const Alias *) self;
  g_autoptr(GString) definition = g_string_new (NULL);
  AthSaCompiler inner = *compiler;

  ath_sa_table_append_reference (&alias->table, compiler);
  if (g_hash_table_contains (compiler->names, &alias->element))
    return TRUE;
  g_hash_table_insert (compiler->names, (gpointer) &alias->element, NULL);

  if (alias->table.anonymous == NULL && !take_name (compiler, &alias->table))
    return FALSE;
  inner.sql = definition;
  ath_sa_table_append_reference (&alias->table, &inner);
  g_string_append (definition, " AS \n(");
  if (ath_sa_is_text (alias->element)
      ? !ath_sa_expression_append (alias->element, &inner)
      : !ath_sa_select_append (alias->element, &inner, TRUE, NULL))
    return FALSE;
  g_string_append_c (definition, ')');

  if (compiler->with->len == 0)
    g_string_printf (compiler->with, "WITH %s\n ", definition->str);
  else
    {
      g_string_truncate (compiler->with, compiler->with->len - 2);
      g_string_append_printf (compiler->with, ", \n%s\n ", definition->str);
    }

  return TRUE;
}

static AthPythonValue *
alias_new (AthPythonEvaluator    *evaluator,
           const AthSaExpression *element,
           const char            *name,
           const char            *anonymous,
           GPtrArray             *columns)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  Alias *alias = ath_arena_new0 (arena, Alias);
  AthSqlName table_name = { .text = name };
  AthSqlName none = { NULL };

  alias->table = *ath_sa_table_new (evaluator, &none, &table_name);
  alias->table.expression.append = append_alias;
  alias->table.anonymous = name == NULL ? anonymous : NULL;
  alias->element = element;

  for (guint i = 0; i < columns->len; i++)
    {
      const AthSaExpression *column = g_ptr_array_index (columns, i);
      AthSqlName column_name = { .text = column->name };
      AthPythonValue *value;

      if ((column->role != ATH_SA_ROLE_NAME && column->role != ATH_SA_ROLE_LABEL)
          || column->name == NULL)
        {
          alias->table.is_partial = TRUE;
          continue;
        }
      value = ath_sa_column_value_new (evaluator, &column_name, column->type, &alias->table);
      column = ath_sa_label_get_element (column);
      if (ath_sa_column_get (column) != NULL)
        ((AthSaColumn *) value->host.data)->is_schema = ath_sa_column_get (column)->is_schema;
      g_ptr_array_add (alias->table.columns, value);
    }

  return ath_python_host_new (arena, &ath_sa_lower_table_class, alias);
}

/**
 * ath_sa_subquery_new:
 * @evaluator: an evaluator
 * @arguments: what the script passes: a name, or nothing
 * @method: what the script calls
 * @query: a query
 * @columns: (element-type AthSaExpression): its columns
 * @is_cte: in a WITH clause
 *
 * What `subquery ()` and `cte ()` make of a query.
 *
 * Returns: (transfer none) (nullable): @query to read from, or `NULL` after
 *   raising or refusing
 */
AthPythonValue *
ath_sa_subquery_new (AthPythonEvaluator       *evaluator,
                     const AthPythonArguments *arguments,
                     const char               *method,
                     const AthSaExpression    *query,
                     GPtrArray                *columns,
                     gboolean                  is_cte)
{
  static const AthPythonParameter parameters[] = { { "name", ATH_PYTHON_PARAM_OPTIONAL } };
  AthPythonValue *value;
  AthSqlName name;

  if (!ath_python_arguments_bind (evaluator, method, arguments, parameters,
                                  G_N_ELEMENTS (parameters), &value)
      || !ath_sa_get_name (evaluator, value, "name", &name))
    return NULL;

  value = alias_new (evaluator, query, name.text, "anon", columns);
  if (is_cte)
    ath_sa_expression_get (value)->append = append_cte;

  return value;
}

/**
 * ath_sa_table_alias:
 * @evaluator: an evaluator
 * @self: a table
 * @arguments: a name
 *
 * Returns: (transfer none) (nullable): @self under another name
 */
AthPythonValue *
ath_sa_table_alias (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "name", ATH_PYTHON_PARAM_OPTIONAL } };
  AthSaTable *table = self->host.data;
  g_autoptr(GPtrArray) columns = g_ptr_array_new ();
  AthPythonValue *value;
  AthSqlName name;

  if (!BIND ("alias", parameters, &value) || !ath_sa_get_name (evaluator, value, "name", &name))
    return NULL;
  for (guint i = 0; i < table->columns->len; i++)
    g_ptr_array_add (columns, ath_sa_expression_get (g_ptr_array_index (table->columns, i)));

  value = alias_new (evaluator, &table->expression, name.text, table->table->name.text, columns);
  ((Alias *) value->host.data)->table.is_partial = table->is_partial;

  return value;
}

/**
 * ath_sa_subquery_set_lateral:
 * @subquery: a subquery that nobody has seen
 *
 * Lets it refer to what is read from before it.
 */
void
ath_sa_subquery_set_lateral (AthPythonValue *subquery)
{
  ((Alias *) subquery->host.data)->is_lateral = TRUE;
}

static gboolean
append_join (const AthSaExpression *self,
             AthSaCompiler         *compiler)
{
  const Join *join = (const Join *) self;

  if (!ath_sa_expression_append (join->left, compiler))
    return FALSE;
  g_string_append (compiler->sql, join->keyword);
  g_string_append (compiler->sql, join->right->append == append_join ? "(" : "");
  if (!ath_sa_expression_append (join->right, compiler))
    return FALSE;
  g_string_append (compiler->sql, join->right->append == append_join ? ")" : "");
  g_string_append (compiler->sql, " ON ");

  return ath_sa_expression_append (join->condition, compiler);
}

static void
collect_join (const AthSaExpression *self,
              GPtrArray             *froms)
{
  ath_sa_froms_add (froms, self);
}

static AthPythonValue *
join_join (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return ath_sa_join_new (evaluator, self->host.data, arguments, FALSE);
}

static AthPythonValue *
join_outer_join (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return ath_sa_join_new (evaluator, self->host.data, arguments, TRUE);
}

static const AthPythonNativeFunction join_methods[] = {
  { "join", join_join },
  { "outerjoin", join_outer_join },
  { NULL },
};

static const AthPythonNativeClass join_class = {
  .name = "Join",
  .module = "sqlalchemy",
  .base = &ath_sa_expression_class,
  .methods = join_methods,
};

/**
 * ath_sa_is_from:
 * @expression: (nullable): an expression
 *
 * Returns: whether a query can read from it
 */
gboolean
ath_sa_is_from (const AthSaExpression *expression)
{
  g_autoptr(GPtrArray) froms = g_ptr_array_new ();

  if (expression == NULL)
    return FALSE;
  ath_sa_expression_collect (expression, froms);

  return g_ptr_array_find (froms, expression, NULL);
}

/**
 * ath_sa_join_new:
 * @evaluator: an evaluator
 * @left: what is joined
 * @arguments: with what, and on what condition
 * @is_outer: LEFT OUTER JOIN
 *
 * Returns: (transfer none) (nullable): a join, or `NULL` after refusing
 */
AthPythonValue *
ath_sa_join_new (AthPythonEvaluator       *evaluator,
                 const AthSaExpression    *left,
                 const AthPythonArguments *arguments,
                 gboolean                  is_outer)
{
  static const AthPythonParameter parameters[] = {
    { "right", ATH_PYTHON_PARAM_REQUIRED },
    { "onclause", ATH_PYTHON_PARAM_REQUIRED },
    { "full", ATH_PYTHON_PARAM_KEYWORD },
    { "isouter", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthArena *arena = ath_python_get_arena (evaluator);
  Join *join = ath_arena_new0 (arena, Join);
  gboolean is_left = FALSE;
  gboolean is_full = FALSE;
  AthPythonValue *condition;

  if (!BIND ("join", parameters, values)
      || (values[2] != NULL && !ath_sa_get_bool (evaluator, values[2], &is_full))
      || (values[3] != NULL && !ath_sa_get_bool (evaluator, values[3], &is_left)))
    return NULL;
  condition = ath_sa_combine (evaluator, ATH_SA_OPERATOR_AND,
                              ath_python_tuple_new (arena, &values[1], 1));
  if (condition == NULL)
    return NULL;

  join->expression.append = append_join;
  join->expression.collect = collect_join;
  join->left = left;
  join->right = ath_sa_expression_get (values[0]);
  join->condition = ath_sa_expression_get (condition);
  join->keyword = is_full ? " FULL OUTER JOIN " : is_outer || is_left ? " LEFT OUTER JOIN "
                                                                     : " JOIN ";
  if (!ath_sa_is_from (join->right) || ath_sa_is_from (join->condition))
    return ath_python_refuse (evaluator, _("This join is not understood"));

  return ath_python_host_new (arena, &join_class, join);
}

/**
 * ath_sa_join_make:
 * @evaluator: an evaluator
 * @arguments: what is joined, then as for ath_sa_join_new()
 * @is_outer: LEFT OUTER JOIN
 *
 * Returns: (transfer none) (nullable): a join, or `NULL` after refusing
 */
AthPythonValue *
ath_sa_join_make (AthPythonEvaluator       *evaluator,
                  const AthPythonArguments *arguments,
                  gboolean                  is_outer)
{
  AthPythonArguments others = *arguments;
  const AthSaExpression *left = arguments->n_positional > 0
                                ? ath_sa_expression_get (arguments->positional[0]) : NULL;

  if (!ath_sa_is_from (left))
    return ath_python_refuse (evaluator, _("This join is not understood"));
  others.positional++;
  others.n_positional--;

  return ath_sa_join_new (evaluator, left, &others, is_outer);
}

static AthPythonValue *
make_join (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return ath_sa_join_make (evaluator, arguments, FALSE);
}

static AthPythonValue *
make_outer_join (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return ath_sa_join_make (evaluator, arguments, TRUE);
}

/* A function that does with a table or query what its method does. */
static AthPythonValue *
call_method (AthPythonEvaluator       *evaluator,
             const AthPythonArguments *arguments,
             const char               *method)
{
  AthPythonArguments others = *arguments;
  AthPythonValue *bound;

  if (arguments->n_positional == 0 || ath_sa_expression_get (arguments->positional[0]) == NULL)
    return ath_python_refuse (evaluator, _("“%s ()” here is not understood"), method);
  others.positional++;
  others.n_positional--;
  bound = ath_python_get_attribute (evaluator, arguments->positional[0], method);

  return bound != NULL ? ath_python_call (evaluator, bound, &others) : NULL;
}

static AthPythonValue *
make_alias (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return call_method (evaluator, arguments, "alias");
}

static AthPythonValue *
make_lateral (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  return call_method (evaluator, arguments, "lateral");
}

const AthPythonNativeFunction ath_sa_from_functions[] = {
  { "join", make_join },
  { "outerjoin", make_outer_join },
  { "alias", make_alias },
  { "lateral", make_lateral },
  { NULL },
};

/**
 * ath_sa_table_join:
 * @evaluator: an evaluator
 * @self: a table
 * @arguments: see ath_sa_join_new()
 *
 * Returns: (transfer none) (nullable): a join
 */
AthPythonValue *
ath_sa_table_join (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  return ath_sa_join_new (evaluator, self->host.data, arguments, FALSE);
}

/**
 * ath_sa_table_outer_join:
 * @evaluator: an evaluator
 * @self: a table
 * @arguments: see ath_sa_join_new()
 *
 * Returns: (transfer none) (nullable): an outer join
 */
AthPythonValue *
ath_sa_table_outer_join (AthPythonEvaluator       *evaluator,
                         AthPythonValue           *self,
                         const AthPythonArguments *arguments)
{
  return ath_sa_join_new (evaluator, self->host.data, arguments, TRUE);
}

static void
hide (GPtrArray             *froms,
      const AthSaExpression *part)
{
  g_ptr_array_remove (froms, (gpointer) part);
  if (part->append == append_join)
    {
      hide (froms, ((const Join *) part)->left);
      hide (froms, ((const Join *) part)->right);
    }
}

/**
 * ath_sa_froms_hide:
 * @froms: (element-type AthSaExpression): tables and joins
 *
 * Takes out what is part of a join already.
 */
void
ath_sa_froms_hide (GPtrArray *froms)
{
  g_autoptr(GPtrArray) all = g_ptr_array_copy (froms, NULL, NULL);

  for (guint i = 0; i < all->len; i++)
    {
      const AthSaExpression *from = g_ptr_array_index (all, i);

      if (from->append != append_join)
        continue;
      hide (froms, ((const Join *) from)->left);
      hide (froms, ((const Join *) from)->right);
    }
}

static void
expand (GPtrArray             *froms,
        const AthSaExpression *from)
{
  ath_sa_froms_add (froms, from);
  if (from->append == append_join)
    {
      expand (froms, ((const Join *) from)->left);
      expand (froms, ((const Join *) from)->right);
    }
}

/**
 * ath_sa_froms_expand:
 * @froms: (element-type AthSaExpression): tables and joins
 *
 * Returns: (transfer full) (element-type AthSaExpression): these, and what is
 *   part of the joins
 */
GPtrArray *
ath_sa_froms_expand (const GPtrArray *froms)
{
  GPtrArray *all = g_ptr_array_new ();

  for (guint i = 0; i < froms->len; i++)
    expand (all, g_ptr_array_index (froms, i));

  return all;
}
