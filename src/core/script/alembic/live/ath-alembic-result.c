/* ath-alembic-result.c: what a script gets to see of the rows of a statement
 *
 * Without a server the rows are not known, and a script that looks at them is
 * stopped there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/live/ath-alembic-result.h"
#include "script/alembic/live/ath-sa-exception.h"

/* What an item of a result is. */
typedef enum
{
  ITEM_ROW,
  ITEM_SCALAR,
  ITEM_MAPPING,
} ItemKind;

/* Where a result is: those that scalars () and mappings () give read on in it. */
typedef struct
{
  AthResult *result;    /* (owned by the arena) (nullable) */
  gboolean   is_typed;  /* of a query over typed columns */
  guint      next;      /* row */
  gboolean   is_closed;
} Cursor;

typedef struct
{
  Cursor   *cursor;
  ItemKind  kind;
  guint     column;     /* of ITEM_SCALAR */
} View;

static const AthPythonNativeClass result_class;
static const AthPythonNativeClass scalar_result_class;
static const AthPythonNativeClass mapping_result_class;

static AthPythonValue *
view_new (AthPythonEvaluator *evaluator,
          Cursor             *cursor,
          ItemKind            kind,
          guint               column)
{
  static const AthPythonNativeClass *const classes[] = {
    [ITEM_ROW] = &result_class,
    [ITEM_SCALAR] = &scalar_result_class,
    [ITEM_MAPPING] = &mapping_result_class,
  };
  AthArena *arena = ath_python_get_arena (evaluator);
  View *view = ath_arena_new0 (arena, View);

  view->cursor = cursor;
  view->kind = kind;
  view->column = column;

  return ath_python_host_new (arena, classes[kind], view);
}

/* Whether there are rows to look at; @what wants to. */
static gboolean
check_rows (AthPythonEvaluator *evaluator,
            View               *self,
            const char         *what)
{
  AthResult *result = self->cursor->result;

  if (result == NULL && !ath_sink_is_live (ath_alembic_run_get (evaluator)->sink))
    return ath_alembic_run_stop (evaluator, what) != NULL;
  if (result == NULL)
    return ath_python_refuse (evaluator, _("The result of a statement that runs several times is "
                                           "not understood")) != NULL;
  if (ath_result_get_n_columns (result) == 0)
    return ath_python_raise (evaluator, &ath_sa_resource_closed_error_class,
                             "This result object does not return rows. It has been closed "
                             "automatically.") != NULL;
  if (self->cursor->is_closed)
    return ath_python_raise (evaluator, &ath_sa_resource_closed_error_class,
                             "This result object is closed.") != NULL;

  return TRUE;
}

static AthPythonValue *
get_item (AthPythonEvaluator *evaluator,
          View               *self,
          guint               row)
{
  Cursor *cursor = self->cursor;
  AthPythonValue *value;

  if (self->kind == ITEM_SCALAR)
    return ath_alembic_cell_new (evaluator, cursor->result, cursor->is_typed, row, self->column);

  value = ath_alembic_row_new (evaluator, cursor->result, cursor->is_typed, row);

  return self->kind == ITEM_MAPPING ? ath_alembic_row_to_dict (evaluator, value) : value;
}

static guint
count_left (View *self)
{
  return ath_result_get_n_rows (self->cursor->result) - self->cursor->next;
}

/* The next items, @limit of them at most. */
static AthPythonValue *
take_items (AthPythonEvaluator *evaluator,
            View               *self,
            gint64              limit)
{
  guint length = (guint) MIN (limit, count_left (self));
  g_autofree AthPythonValue **items = g_new (AthPythonValue *, length);

  for (guint i = 0; i < length; i++)
    {
      items[i] = get_item (evaluator, self, self->cursor->next++);
      if (items[i] == NULL)
        return NULL;
    }

  return ath_python_list_new (ath_python_get_arena (evaluator), items, length);
}

static AthPythonValue *
iterate (AthPythonEvaluator *evaluator,
         AthPythonValue     *self)
{
  View *view = self->host.data;

  return check_rows (evaluator, view, NULL) ? take_items (evaluator, view, G_MAXUINT) : NULL;
}

static AthPythonValue *
fetch_all (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  View *view = self->host.data;

  return ath_python_take_none (evaluator, "all", arguments) && check_rows (evaluator, view, "all")
         ? take_items (evaluator, view, G_MAXUINT) : NULL;
}

static AthPythonValue *
fetch_many (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "size", ATH_PYTHON_PARAM_REQUIRED } };
  View *view = self->host.data;
  AthPythonValue *value;
  gint64 size = 0;

  if (!ATH_PYTHON_BIND ("fetchmany", parameters, &value)
      || !ath_python_take_int (evaluator, value, &size)
      || !check_rows (evaluator, view, "fetchmany"))
    return NULL;
  if (size < 0)
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "fetchmany",
                              ath_python_get_type_name (value));

  return take_items (evaluator, view, size);
}

static AthPythonValue *
fetch_one (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  View *view = self->host.data;

  if (!ath_python_take_none (evaluator, "fetchone", arguments)
      || !check_rows (evaluator, view, "fetchone"))
    return NULL;

  return count_left (view) > 0 ? get_item (evaluator, view, view->cursor->next++)
                               : ath_python_none ();
}

/* The first item, behind which the result is closed. */
static AthPythonValue *
take_first (AthPythonEvaluator *evaluator,
            View               *self)
{
  self->cursor->is_closed = TRUE;

  return count_left (self) > 0 ? get_item (evaluator, self, self->cursor->next)
                               : ath_python_none ();
}

static AthPythonValue *
get_first (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  View *view = self->host.data;

  return ath_python_take_none (evaluator, "first", arguments)
         && check_rows (evaluator, view, "first") ? take_first (evaluator, view) : NULL;
}

/* The only item; @may_lack: there need not be one. */
static AthPythonValue *
take_only (AthPythonEvaluator *evaluator,
           View               *self,
           gboolean            may_lack)
{
  guint n_left = count_left (self);

  if (n_left == 0 && !may_lack)
    return ath_python_raise (evaluator, &ath_sa_no_result_found_class,
                             "No row was found when one was required");
  if (n_left > 1)
    return ath_python_raise (evaluator, &ath_sa_multiple_results_found_class,
                             "Multiple rows were found when %s was required",
                             may_lack ? "one or none" : "exactly one");

  return take_first (evaluator, self);
}

static AthPythonValue *
get_only (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  View *view = self->host.data;

  return ath_python_take_none (evaluator, "one", arguments) && check_rows (evaluator, view, "one")
         ? take_only (evaluator, view, FALSE) : NULL;
}

static AthPythonValue *
get_only_or_none (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  View *view = self->host.data;

  return ath_python_take_none (evaluator, "one_or_none", arguments)
         && check_rows (evaluator, view, "one_or_none") ? take_only (evaluator, view, TRUE) : NULL;
}

/* The first column of what is left. */
static View
get_scalar_view (AthPythonValue *self)
{
  return (View) { .cursor = ((View *) self->host.data)->cursor, .kind = ITEM_SCALAR };
}

/**
 * ath_alembic_result_get_scalar:
 * @evaluator: an evaluator
 * @self: what ath_alembic_result_new() returned
 *
 * Returns: (transfer none) (nullable): the first column of the first row, None
 *   without one; `NULL` after raising or stopping
 */
AthPythonValue *
ath_alembic_result_get_scalar (AthPythonEvaluator *evaluator,
                               AthPythonValue     *self)
{
  View view = get_scalar_view (self);

  return check_rows (evaluator, &view, "scalar") ? take_first (evaluator, &view) : NULL;
}

static AthPythonValue *
result_scalar (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "scalar", arguments)
         ? ath_alembic_result_get_scalar (evaluator, self) : NULL;
}

static AthPythonValue *
result_scalar_one (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  View view = get_scalar_view (self);

  return ath_python_take_none (evaluator, "scalar_one", arguments)
         && check_rows (evaluator, &view, "scalar_one")
         ? take_only (evaluator, &view, FALSE) : NULL;
}

static AthPythonValue *
result_scalar_one_or_none (AthPythonEvaluator       *evaluator,
                           AthPythonValue           *self,
                           const AthPythonArguments *arguments)
{
  View view = get_scalar_view (self);

  return ath_python_take_none (evaluator, "scalar_one_or_none", arguments)
         && check_rows (evaluator, &view, "scalar_one_or_none")
         ? take_only (evaluator, &view, TRUE) : NULL;
}

/**
 * ath_alembic_result_get_scalars:
 * @evaluator: an evaluator
 * @self: what ath_alembic_result_new() returned
 *
 * Returns: (transfer none) (nullable): a result of the first column alone, or
 *   `NULL` after raising or stopping
 */
AthPythonValue *
ath_alembic_result_get_scalars (AthPythonEvaluator *evaluator,
                                AthPythonValue     *self)
{
  View *view = self->host.data;

  return check_rows (evaluator, view, "scalars")
         ? view_new (evaluator, view->cursor, ITEM_SCALAR, 0) : NULL;
}

static AthPythonValue *
result_scalars (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "index", ATH_PYTHON_PARAM_OPTIONAL } };
  View *view = self->host.data;
  AthPythonValue *value;
  gint64 index = 0;

  if (!ATH_PYTHON_BIND ("scalars", parameters, &value)
      || !ath_python_take_int (evaluator, value, &index)
      || !check_rows (evaluator, view, "scalars"))
    return NULL;
  if (index < 0 || index >= ath_result_get_n_columns (view->cursor->result))
    return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "scalars",
                              ath_python_get_type_name (value));

  return view_new (evaluator, view->cursor, ITEM_SCALAR, (guint) index);
}

static AthPythonValue *
result_mappings (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  View *view = self->host.data;

  return ath_python_take_none (evaluator, "mappings", arguments)
         && check_rows (evaluator, view, "mappings")
         ? view_new (evaluator, view->cursor, ITEM_MAPPING, 0) : NULL;
}

static AthPythonValue *
result_keys (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  View *view = self->host.data;
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *list;

  if (!ath_python_take_none (evaluator, "keys", arguments) || !check_rows (evaluator, view, "keys"))
    return NULL;

  list = ath_python_list_new (arena, NULL, 0);
  for (guint i = 0; i < ath_result_get_n_columns (view->cursor->result); i++)
    ath_python_list_append (arena, list,
                            ath_python_str_new (arena,
                                                ath_result_get_name (view->cursor->result, i)));

  return list;
}

static AthPythonValue *
result_rowcount (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  AthResult *result = ((View *) self->host.data)->cursor->result;

  if (result == NULL && !ath_sink_is_live (ath_alembic_run_get (evaluator)->sink))
    return ath_alembic_run_stop (evaluator, "rowcount");
  if (result == NULL)
    return ath_python_refuse (evaluator, _("The result of a statement that runs several times is "
                                           "not understood"));

  return ath_python_int_new (ath_python_get_arena (evaluator), ath_result_get_n_affected (result));
}

static AthPythonValue *
result_returns_rows (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  AthResult *result = ((View *) self->host.data)->cursor->result;

  return result != NULL ? ath_python_bool (ath_result_get_n_columns (result) > 0)
                        : ath_alembic_run_stop (evaluator, "returns_rows");
}

static AthPythonValue *
result_close (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "close", arguments))
    return NULL;

  ((View *) self->host.data)->cursor->is_closed = TRUE;

  return ath_python_none ();
}

#define COMMON_METHODS \
  { "all", fetch_all }, \
  { "fetchall", fetch_all }, \
  { "fetchmany", fetch_many }, \
  { "first", get_first }, \
  { "one", get_only }, \
  { "one_or_none", get_only_or_none }, \
  { "close", result_close }

static const AthPythonNativeFunction scalar_methods[] = {
  COMMON_METHODS,
  { NULL },
};

static const AthPythonNativeFunction mapping_methods[] = {
  COMMON_METHODS,
  { "fetchone", fetch_one },
  { "keys", result_keys },
  { NULL },
};

static const AthPythonNativeFunction result_methods[] = {
  COMMON_METHODS,
  { "fetchone", fetch_one },
  { "scalar", result_scalar },
  { "scalar_one", result_scalar_one },
  { "scalar_one_or_none", result_scalar_one_or_none },
  { "scalars", result_scalars },
  { "mappings", result_mappings },
  { "keys", result_keys },
  { "rowcount", result_rowcount, .is_property = TRUE },
  { "returns_rows", result_returns_rows, .is_property = TRUE },
  { NULL },
};

static const AthPythonNativeClass result_class = {
  .name = "CursorResult",
  .module = "sqlalchemy.engine.cursor",
  .methods = result_methods,
  .iterate = iterate,
};

static const AthPythonNativeClass scalar_result_class = {
  .name = "ScalarResult",
  .module = "sqlalchemy.engine.result",
  .methods = scalar_methods,
  .iterate = iterate,
};

static const AthPythonNativeClass mapping_result_class = {
  .name = "MappingResult",
  .module = "sqlalchemy.engine.result",
  .methods = mapping_methods,
  .iterate = iterate,
};

/**
 * ath_alembic_result_new:
 * @evaluator: an evaluator
 * @result: (transfer full) (nullable): rows; `NULL` when they are not known
 * @is_typed: whether the query is over typed columns, whose values may be
 *   converted further than what the server returns
 *
 * Returns: (transfer none): what `execute ()` gives
 */
AthPythonValue *
ath_alembic_result_new (AthPythonEvaluator *evaluator,
                        AthResult          *result,
                        gboolean            is_typed)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  Cursor *cursor = ath_arena_new0 (arena, Cursor);

  if (result != NULL)
    cursor->result = ath_arena_adopt (arena, result, (GDestroyNotify) ath_result_unref);
  cursor->is_typed = is_typed;

  return view_new (evaluator, cursor, ITEM_ROW, 0);
}
