/* ath-collecting-sink.c: keeps what a script does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "script/ath-collecting-sink.h"

/**
 * AthCollectingSink:
 *
 * Keeps the statements of a script, for a preview, for `--sql`, or to be
 * executed once all scripts of a run are known to be sound.
 */

typedef enum
{
  ITEM_STATEMENT,
  ITEM_BEGIN_AUTOCOMMIT,
  ITEM_END_AUTOCOMMIT,
  ITEM_LOG,
} ItemKind;

typedef struct
{
  ItemKind      kind;
  AthStatement *statement; /* (owned) (nullable) of ITEM_STATEMENT */
  char         *line;      /* (owned) (nullable) of ITEM_LOG */
} Item;

struct _AthCollectingSink
{
  AthSink      parent_instance;

  GArray      *items;        /* (owned) (element-type Item) in order */
  GPtrArray   *statements;   /* (owned) (element-type AthStatement) those of @items */
  AthTypeMemo *memo;         /* (owned) of this script alone */
  gboolean     is_dependent; /* with a server it might have been something else */
  GError      *variation;    /* (owned) (nullable) why another run would do something else */
  GError      *open_end;     /* (owned) (nullable) why nothing is known of what follows */
};

G_DEFINE_FINAL_TYPE (AthCollectingSink, ath_collecting_sink, ATH_TYPE_SINK)

static void
item_clear (gpointer data)
{
  Item *item = data;

  g_clear_pointer (&item->statement, ath_statement_unref);
  g_clear_pointer (&item->line, g_free);
}

static void
append_mark (AthCollectingSink *self,
             ItemKind           kind)
{
  Item item = { .kind = kind };

  g_array_append_val (self->items, item);
}

static gboolean
ath_collecting_sink_execute (AthSink       *sink,
                             AthStatement  *statement,
                             AthResult    **result,
                             GCancellable  *cancellable,
                             GError       **error)
{
  AthCollectingSink *self = ATH_COLLECTING_SINK (sink);
  Item item = { .kind = ITEM_STATEMENT };

  if (!ath_type_memo_admit (self->memo, statement))
    return TRUE;

  item.statement = ath_statement_ref (statement);
  g_array_append_val (self->items, item);
  g_ptr_array_add (self->statements, ath_statement_ref (statement));

  return TRUE;
}

static gboolean
ath_collecting_sink_begin_autocommit (AthSink       *sink,
                                      GCancellable  *cancellable,
                                      GError       **error)
{
  append_mark (ATH_COLLECTING_SINK (sink), ITEM_BEGIN_AUTOCOMMIT);

  return TRUE;
}

static gboolean
ath_collecting_sink_end_autocommit (AthSink       *sink,
                                    GCancellable  *cancellable,
                                    GError       **error)
{
  append_mark (ATH_COLLECTING_SINK (sink), ITEM_END_AUTOCOMMIT);

  return TRUE;
}

static void
ath_collecting_sink_depend (AthSink *sink)
{
  ATH_COLLECTING_SINK (sink)->is_dependent = TRUE;
}

static void
ath_collecting_sink_log (AthSink    *sink,
                         const char *line)
{
  AthCollectingSink *self = ATH_COLLECTING_SINK (sink);
  Item item = { .kind = ITEM_LOG, .line = g_strdup (line) };

  g_array_append_val (self->items, item);
}

static void
ath_collecting_sink_finalize (GObject *object)
{
  AthCollectingSink *self = ATH_COLLECTING_SINK (object);

  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->statements, g_ptr_array_unref);
  g_clear_pointer (&self->memo, ath_type_memo_free);
  g_clear_error (&self->variation);
  g_clear_error (&self->open_end);

  G_OBJECT_CLASS (ath_collecting_sink_parent_class)->finalize (object);
}

static void
ath_collecting_sink_class_init (AthCollectingSinkClass *klass)
{
  AthSinkClass *sink_class = ATH_SINK_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ath_collecting_sink_finalize;

  sink_class->execute = ath_collecting_sink_execute;
  sink_class->begin_autocommit = ath_collecting_sink_begin_autocommit;
  sink_class->end_autocommit = ath_collecting_sink_end_autocommit;
  sink_class->depend = ath_collecting_sink_depend;
  sink_class->log = ath_collecting_sink_log;
}

static void
ath_collecting_sink_init (AthCollectingSink *self)
{
  self->items = g_array_new (FALSE, FALSE, sizeof (Item));
  g_array_set_clear_func (self->items, item_clear);
  self->memo = ath_type_memo_new ();
  self->statements = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_statement_unref);
}

/**
 * ath_collecting_sink_new:
 *
 * Returns: (transfer full): a sink that holds nothing yet
 */
AthCollectingSink *
ath_collecting_sink_new (void)
{
  return g_object_new (ATH_TYPE_COLLECTING_SINK, NULL);
}

/**
 * ath_collecting_sink_leave_out:
 * @self: a sink
 * @memo: the types of the scripts that run before
 *
 * Leaves out the types that tables of those scripts have brought along already,
 * and adds those of this script to @memo.
 */
void
ath_collecting_sink_leave_out (AthCollectingSink *self,
                               AthTypeMemo       *memo)
{
  g_return_if_fail (ATH_IS_COLLECTING_SINK (self));

  for (guint i = 0; i < self->items->len;)
    {
      AthStatement *statement = g_array_index (self->items, Item, i).statement;

      if (statement == NULL || ath_type_memo_admit (memo, statement))
        i++;
      else
        {
          g_ptr_array_remove (self->statements, statement);
          g_array_remove_index (self->items, i);
        }
    }
}

/**
 * ath_collecting_sink_get_statements:
 * @self: a sink
 *
 * Returns: (transfer none) (element-type AthStatement): what it took so far, in
 *   order
 */
GPtrArray *
ath_collecting_sink_get_statements (AthCollectingSink *self)
{
  g_return_val_if_fail (ATH_IS_COLLECTING_SINK (self), NULL);

  return self->statements;
}

/**
 * ath_collecting_sink_is_atomic:
 * @self: a sink
 *
 * Returns: whether all that it took is known to run in one transaction, so that
 *   either the whole of it remains or nothing
 */
gboolean
ath_collecting_sink_is_atomic (AthCollectingSink *self)
{
  g_return_val_if_fail (ATH_IS_COLLECTING_SINK (self), FALSE);

  return !self->is_dependent && !ath_collecting_sink_is_in_parts (self);
}

/**
 * ath_collecting_sink_is_in_parts:
 * @self: a sink
 *
 * Returns: whether something that it took runs outside a transaction, so that a
 *   part of the whole may remain
 */
gboolean
ath_collecting_sink_is_in_parts (AthCollectingSink *self)
{
  g_return_val_if_fail (ATH_IS_COLLECTING_SINK (self), FALSE);

  for (guint i = 0; i < self->items->len; i++)
    {
      const Item *item = &g_array_index (self->items, Item, i);

      if (item->kind == ITEM_BEGIN_AUTOCOMMIT)
        return TRUE;
      if (item->kind == ITEM_STATEMENT && item->statement->outside_transaction)
        return TRUE;
    }

  return FALSE;
}

/**
 * ath_collecting_sink_is_dependent:
 * @self: a sink
 *
 * Returns: whether the script has to be run with a server to know what it does
 *   there: what @self took is then only what can be known without
 */
gboolean
ath_collecting_sink_is_dependent (AthCollectingSink *self)
{
  g_return_val_if_fail (ATH_IS_COLLECTING_SINK (self), FALSE);

  return self->is_dependent;
}

/**
 * ath_collecting_sink_end_open:
 * @self: a sink
 * @reason: (transfer full): `ATH_ERROR_DEPENDS` with the place in the script
 *
 * Says that nothing is known of what follows.
 */
void
ath_collecting_sink_end_open (AthCollectingSink *self,
                              GError            *reason)
{
  g_return_if_fail (ATH_IS_COLLECTING_SINK (self));
  g_return_if_fail (reason != NULL && self->open_end == NULL);

  self->is_dependent = TRUE;
  self->open_end = reason;
}

/**
 * ath_collecting_sink_get_open_end:
 * @self: a sink
 *
 * Returns: (transfer none) (nullable): why nothing is known of what follows
 */
const GError *
ath_collecting_sink_get_open_end (AthCollectingSink *self)
{
  g_return_val_if_fail (ATH_IS_COLLECTING_SINK (self), NULL);

  return self->open_end;
}

typedef struct
{
  GString             *text;
  AthTransactionMarks  marks;
  gboolean             in_transaction; /* as the text stands so far */
  gboolean             in_block;       /* between begin and end of autocommit */
} Layout;

static void
layout_set_in_transaction (Layout   *layout,
                           gboolean  in_transaction)
{
  if (layout->in_transaction == in_transaction || layout->marks == ATH_TRANSACTION_MARKS_NONE)
    return;

  g_string_append (layout->text, in_transaction ? "BEGIN;\n\n" : "COMMIT;\n\n");
  layout->in_transaction = in_transaction;
}

static void
layout_add (Layout     *layout,
            const Item *item)
{
  switch (item->kind)
    {
    case ITEM_STATEMENT:
      if (!layout->in_block && layout->marks == ATH_TRANSACTION_MARKS_ALL)
        layout_set_in_transaction (layout, !item->statement->outside_transaction);
      g_string_append (layout->text, item->statement->sql);
      g_string_append (layout->text, ";\n\n");
      break;

    case ITEM_BEGIN_AUTOCOMMIT:
      layout_set_in_transaction (layout, FALSE);
      layout->in_block = TRUE;
      break;

    case ITEM_END_AUTOCOMMIT:
      layout_set_in_transaction (layout, TRUE);
      layout->in_block = FALSE;
      break;

    case ITEM_LOG:
      break;

    default:
      g_assert_not_reached ();
    }
}

/* The last lines of a text that is not what a run sends: why, and where. */
static void
append_reason (GString      *text,
               const GError *reason)
{
  const AthErrorDetails *details = ath_error_get_details (reason);
  g_autofree char *name = details->file != NULL ? g_path_get_basename (details->file) : NULL;

  g_string_append_printf (text, "-- %s", reason->message);
  if (name != NULL)
    g_string_append_printf (text, " (%s:%u:%u)", name, details->line, details->column);
  g_string_append (text, "\n\n");
}

static AthStatement *
get_statement (AthCollectingSink *self,
               guint              index)
{
  return index < self->statements->len ? g_ptr_array_index (self->statements, index) : NULL;
}

/**
 * ath_collecting_sink_compare:
 * @self: a sink
 * @other: what a sink took from the same script
 *
 * Takes note of it when the two are not the same: the script does something else
 * each time.
 */
void
ath_collecting_sink_compare (AthCollectingSink *self,
                             AthCollectingSink *other)
{
  const AthStatement *one;
  const AthStatement *two;
  guint i = 0;

  g_return_if_fail (ATH_IS_COLLECTING_SINK (self));
  g_return_if_fail (ATH_IS_COLLECTING_SINK (other));

  do
    {
      one = get_statement (self, i);
      two = get_statement (other, i);
      i++;
    }
  while (one != NULL && two != NULL && g_str_equal (one->sql, two->sql));
  if (one == NULL && two == NULL)
    return;

  g_clear_error (&self->variation);
  self->variation = ath_error_new (ATH_ERROR_DEPENDS,
                                   _("The time or a random UUID is in the SQL, which is another "
                                     "one in each run"));
  one = one != NULL ? one : two;
  ath_error_set_place (self->variation, one->file, one->line, one->column);
}

/**
 * ath_collecting_sink_get_variation:
 * @self: a sink
 *
 * Returns: (transfer none) (nullable): why a run would do something else, with the
 *   place of the first statement that is not the same, or `NULL`
 */
const GError *
ath_collecting_sink_get_variation (AthCollectingSink *self)
{
  g_return_val_if_fail (ATH_IS_COLLECTING_SINK (self), NULL);

  return self->variation;
}

/**
 * ath_collecting_sink_dup_sql:
 * @self: a sink
 * @marks: where the text ends and begins transactions
 *
 * Lays the statements out as Alembic does: each with its semicolon and an empty
 * line after it.  The text starts and ends inside a transaction, without saying
 * so.  A comment ends the text of a script of which the rest is not known, or
 * which would do something else in a run.
 *
 * Returns: (transfer full): the text
 */
char *
ath_collecting_sink_dup_sql (AthCollectingSink   *self,
                             AthTransactionMarks  marks)
{
  Layout layout = { .marks = marks, .in_transaction = TRUE };

  g_return_val_if_fail (ATH_IS_COLLECTING_SINK (self), NULL);

  layout.text = g_string_new (NULL);
  for (guint i = 0; i < self->items->len; i++)
    layout_add (&layout, &g_array_index (self->items, Item, i));
  layout_set_in_transaction (&layout, TRUE);
  if (self->variation != NULL)
    append_reason (layout.text, self->variation);
  if (self->open_end != NULL)
    append_reason (layout.text, self->open_end);

  return g_string_free (layout.text, FALSE);
}

static gboolean
replay_item (const Item    *item,
             AthSink       *target,
             GCancellable  *cancellable,
             GError       **error)
{
  switch (item->kind)
    {
    case ITEM_STATEMENT:
      return ath_sink_execute (target, item->statement, NULL, cancellable, error);

    case ITEM_BEGIN_AUTOCOMMIT:
      return ath_sink_begin_autocommit (target, cancellable, error);

    case ITEM_END_AUTOCOMMIT:
      return ath_sink_end_autocommit (target, cancellable, error);

    case ITEM_LOG:
      ath_sink_log (target, item->line);
      return TRUE;

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_collecting_sink_replay:
 * @self: a sink
 * @target: where to
 * @cancellable: (nullable): passed to @target
 * @error: set to what @target says
 *
 * Hands everything on to another sink, in order, until that fails.
 *
 * Returns: whether @target took it all
 */
gboolean
ath_collecting_sink_replay (AthCollectingSink  *self,
                            AthSink            *target,
                            GCancellable       *cancellable,
                            GError            **error)
{
  g_return_val_if_fail (ATH_IS_COLLECTING_SINK (self), FALSE);
  g_return_val_if_fail (ATH_IS_SINK (target), FALSE);

  for (guint i = 0; i < self->items->len; i++)
    {
      if (!replay_item (&g_array_index (self->items, Item, i), target, cancellable, error))
        return FALSE;
    }

  return TRUE;
}
