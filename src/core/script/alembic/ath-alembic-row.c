/* ath-alembic-row.c: one row that a statement returned
 *
 * Values are what psycopg2 makes of them: numbers, texts, truths, and texts for
 * all types that it does not know.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "script/alembic/ath-alembic-result.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "python/ath-python-convert.h"
#include "python/ath-python-types.h"

/* OIDs of types that every server has, from pg_type.dat. */
#define OID_BOOL   16
#define OID_BYTEA  17
#define OID_NAME   19
#define OID_INT8   20
#define OID_INT2   21
#define OID_INT4   23
#define OID_TEXT   25
#define OID_OID    26
#define OID_FLOAT4 700
#define OID_FLOAT8 701

/* Types of users have OIDs from here on: FirstNormalObjectId. */
#define OID_FIRST_OF_USERS 16384

/* Those that psycopg2 makes something else of than a text. */
static const guint opaque_oids[] = {
  OID_BYTEA,
  114, 199,                               /* json */
  1000, 1001, 1005, 1007, 1014, 1015, 1016, 1009, 1021, 1022, 1002, 1003, 1028,
  1082, 1182,                             /* date */
  1083, 1183, 1266, 1270,                 /* time */
  1114, 1115, 1184, 1185,                 /* timestamp */
  1186, 1187,                             /* interval */
  1700, 1231,                             /* numeric */
  2950, 2951,                             /* uuid */
  3802, 3807,                             /* jsonb */
  3904, 3905, 3906, 3907, 3908, 3909, 3910, 3911, 3912, 3913, 3926, 3927, /* ranges */
};

typedef struct
{
  AthResult *result;   /* (unowned) lives as long as the run */
  guint      row;
  gboolean   is_typed; /* of a query over typed columns, which may convert further */
} Row;

static gboolean
is_opaque (guint    oid,
           gboolean is_typed)
{
  if (is_typed && oid >= OID_FIRST_OF_USERS)
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (opaque_oids); i++)
    if (oid == opaque_oids[i])
      return TRUE;

  return FALSE;
}

/**
 * ath_alembic_cell_new:
 * @evaluator: an evaluator
 * @result: rows
 * @is_typed: whether the query is over typed columns
 * @row: index of a row
 * @column: index of a column
 *
 * Returns: (transfer none) (nullable): the value, or `NULL` after refusing a
 *   type that is not understood
 */
AthPythonValue *
ath_alembic_cell_new (AthPythonEvaluator *evaluator,
                      AthResult          *result,
                      gboolean            is_typed,
                      guint               row,
                      guint               column)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  const char *text = ath_result_get_value (result, row, column);
  guint oid = ath_result_get_type_oid (result, column);

  if (text == NULL)
    return ath_python_none ();

  switch (oid)
    {
    case OID_BOOL:
      return ath_python_bool (text[0] == 't');

    case OID_INT2:
    case OID_INT4:
    case OID_INT8:
    case OID_OID:
      return ath_python_int_new (arena, g_ascii_strtoll (text, NULL, 10));

    case OID_FLOAT4:
    case OID_FLOAT8:
      return ath_python_float_new (arena, g_ascii_strtod (text, NULL));

    default:
      break;
    }

  if (is_opaque (oid, is_typed))
    return ath_python_refuse (evaluator, _("The type of column “%s”, as the server returns it, is "
                                           "not understood"), ath_result_get_name (result, column));

  return ath_python_str_new (arena, text);
}

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
