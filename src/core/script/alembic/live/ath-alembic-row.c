/* ath-alembic-row.c: one row that a statement returned
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/types/ath-python-types.h"
#include "script/alembic/live/ath-alembic-result.h"

typedef struct
{
  AthResult *result;   /* (unowned) lives as long as the run */
  guint      row;
  gboolean   is_typed; /* of a query over typed columns, which may convert further */
} Row;

static AthPythonValue *
get_cell (AthPythonEvaluator *evaluator,
          const Row          *self,
          guint               column)
{
  return ath_alembic_cell_new (evaluator, self->result, self->is_typed, self->row, column);
}

static AthPythonValue *
to_tuple (AthPythonEvaluator *evaluator,
          AthPythonValue     *value)
{
  const Row *self = value->host.data;
  guint length = ath_result_get_n_columns (self->result);
  g_autofree AthPythonValue **items = g_new (AthPythonValue *, length);

  for (guint i = 0; i < length; i++)
    {
      items[i] = get_cell (evaluator, self, i);
      if (items[i] == NULL)
        return NULL;
    }

  return ath_python_tuple_new (ath_python_get_arena (evaluator), items, length);
}

/**
 * ath_alembic_row_to_dict:
 * @evaluator: an evaluator
 * @row: a row
 *
 * Returns: (transfer none) (nullable): its values by the names of their
 *   columns, or `NULL` after refusing
 */
AthPythonValue *
ath_alembic_row_to_dict (AthPythonEvaluator *evaluator,
                         AthPythonValue     *row)
{
  const Row *self = row->host.data;
  AthPythonValue *dict = ath_python_dict_value_new (ath_python_get_arena (evaluator));

  for (guint i = 0; i < ath_result_get_n_columns (self->result); i++)
    {
      AthPythonValue *value = get_cell (evaluator, self, i);

      if (value == NULL)
        return NULL;
      ath_python_dict_set_text (dict->dict, ath_result_get_name (self->result, i), value);
    }

  return dict;
}

/* Positions and slices are those of a tuple; a name is none. */
static AthPythonValue *
row_get_item (AthPythonEvaluator *evaluator,
              AthPythonValue     *self,
              AthPythonValue     *key)
{
  const Row *row = self->host.data;
  guint length = ath_result_get_n_columns (row->result);
  AthPythonValue *tuple;

  if (key->type == ATH_PYTHON_TYPE_INT && key->integer >= 0 && key->integer < length)
    return get_cell (evaluator, row, (guint) key->integer);
  tuple = to_tuple (evaluator, self);

  return tuple != NULL ? ath_python_get_item (evaluator, tuple, key) : NULL;
}

static AthPythonValue *
row_get_attribute (AthPythonEvaluator *evaluator,
                   AthPythonValue     *self,
                   const char         *name)
{
  const Row *row = self->host.data;

  if (g_str_equal (name, "_mapping"))
    return ath_alembic_row_to_dict (evaluator, self);

  for (guint i = 0; i < ath_result_get_n_columns (row->result); i++)
    if (g_str_equal (ath_result_get_name (row->result, i), name))
      return get_cell (evaluator, row, i);

  return ath_python_raise (evaluator, &ath_python_attribute_error_class,
                           "Could not locate column in row for column '%s'", name);
}

static gboolean
row_get_length (AthPythonEvaluator *evaluator,
                AthPythonValue     *self,
                guint              *length)
{
  *length = ath_result_get_n_columns (((const Row *) self->host.data)->result);

  return TRUE;
}

static AthPythonValue *
row_compare (AthPythonEvaluator *evaluator,
             AthPythonOperator   op,
             AthPythonValue     *self,
             AthPythonValue     *other);

static AthPythonValue *
row_str (AthPythonEvaluator *evaluator,
         AthPythonValue     *self)
{
  AthPythonValue *tuple = to_tuple (evaluator, self);

  return tuple != NULL ? ath_python_str (evaluator, tuple) : NULL;
}

static gboolean
row_hash (AthPythonEvaluator *evaluator,
          AthPythonValue     *self,
          guint              *hash)
{
  AthPythonValue *tuple = to_tuple (evaluator, self);

  return tuple != NULL && ath_python_hash (evaluator, tuple, hash);
}

static AthPythonValue *
row_as_dict (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "_asdict", arguments)
         ? ath_alembic_row_to_dict (evaluator, self) : NULL;
}

static const AthPythonNativeFunction row_methods[] = {
  { "_asdict", row_as_dict },
  { NULL },
};

static const AthPythonNativeClass row_class = {
  .name = "Row",
  .module = "sqlalchemy.engine.row",
  .methods = row_methods,
  .get_attribute = row_get_attribute,
  .get_item = row_get_item,
  .iterate = to_tuple,
  .length = row_get_length,
  .compare = row_compare,
  .str = row_str,
  .repr = row_str,
  .hash = row_hash,
};

static AthPythonValue *
row_compare (AthPythonEvaluator *evaluator,
             AthPythonOperator   op,
             AthPythonValue     *self,
             AthPythonValue     *other)
{
  AthPythonValue *left = to_tuple (evaluator, self);
  AthPythonValue *right = ath_python_host_get (other, &row_class) != NULL
                          ? to_tuple (evaluator, other) : other;

  return left != NULL && right != NULL ? ath_python_compare (evaluator, op, left, right) : NULL;
}

/**
 * ath_alembic_row_new:
 * @evaluator: an evaluator
 * @result: rows, which live as long as the run
 * @is_typed: whether the query is over typed columns
 * @row: index of a row
 *
 * Returns: (transfer none): the row; what is in it is only converted when the
 *   script looks at it
 */
AthPythonValue *
ath_alembic_row_new (AthPythonEvaluator *evaluator,
                     AthResult          *result,
                     gboolean            is_typed,
                     guint               row)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  Row *self = ath_arena_new0 (arena, Row);

  self->result = result;
  self->row = row;
  self->is_typed = is_typed;

  return ath_python_host_new (arena, &row_class, self);
}
