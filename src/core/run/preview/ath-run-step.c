/* ath-run-step.c: one step of a run, as it is shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "run/preview/ath-run-step.h"

/**
 * AthRunStep:
 *
 * One step of a plan with what a screen says about it, before and while it runs.
 * To be used from one thread.
 */

struct _AthRunStep
{
  GObject           parent_instance;

  AthPlanOperation  operation;
  char             *title;        /* (owned) */
  char             *id;           /* (owned) empty for a stamp to base */
  char             *sql;          /* (owned) (nullable) as long as it is not compiled */
  guint             n_statements; /* of @sql */
  AthRunStepKind    kind;

  AthRunStepMark    mark;
  double            seconds;      /* once it has ended */
  char             *statement;    /* (owned) (nullable) the one that runs */
  GString          *begun;        /* (owned) of a dependent step, the SQL that has begun */
  guint             n_begun;      /* statements of @begun */
  guint             n_done;       /* statements that have ended */
  gint64            n_rows;       /* that they touched */
  GString          *messages;     /* (owned) a line each */
};

/* Of a script that works row by row; far more than anybody reads. */
#define MAX_BEGUN (64 * 1024)

typedef enum
{
  PROP_MARK = 1,
  PROP_STATEMENT,
  PROP_DETAIL,
  PROP_MESSAGES,
} AthRunStepProperty;

static GParamSpec *properties[PROP_MESSAGES + 1];

G_DEFINE_ENUM_TYPE (AthRunStepMark, ath_run_step_mark,
                    G_DEFINE_ENUM_VALUE (ATH_RUN_STEP_WAITING, "waiting"),
                    G_DEFINE_ENUM_VALUE (ATH_RUN_STEP_RUNNING, "running"),
                    G_DEFINE_ENUM_VALUE (ATH_RUN_STEP_APPLIED, "applied"),
                    G_DEFINE_ENUM_VALUE (ATH_RUN_STEP_FAILED, "failed"),
                    G_DEFINE_ENUM_VALUE (ATH_RUN_STEP_INTERRUPTED, "interrupted"))

G_DEFINE_FINAL_TYPE (AthRunStep, ath_run_step, G_TYPE_OBJECT)

static void
ath_run_step_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  AthRunStep *self = ATH_RUN_STEP (object);

  switch ((AthRunStepProperty) prop_id)
    {
    case PROP_MARK:
      g_value_set_enum (value, self->mark);
      break;

    case PROP_STATEMENT:
      g_value_set_string (value, self->statement);
      break;

    case PROP_DETAIL:
      g_value_take_string (value, ath_run_step_dup_detail (self));
      break;

    case PROP_MESSAGES:
      g_value_set_string (value, self->messages->str);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
ath_run_step_finalize (GObject *object)
{
  AthRunStep *self = ATH_RUN_STEP (object);

  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->sql, g_free);
  g_clear_pointer (&self->statement, g_free);
  g_string_free (self->begun, TRUE);
  g_string_free (self->messages, TRUE);

  G_OBJECT_CLASS (ath_run_step_parent_class)->finalize (object);
}

static void
ath_run_step_class_init (AthRunStepClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = ath_run_step_finalize;
  object_class->get_property = ath_run_step_get_property;

  /**
   * AthRunStep:mark: (getter get_mark) (setter set_mark)
   *
   * How far the step is.
   */
  properties[PROP_MARK] =
    g_param_spec_enum ("mark", NULL, NULL,
                       ATH_TYPE_RUN_STEP_MARK, ATH_RUN_STEP_WAITING,
                       G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * AthRunStep:statement: (getter get_statement)
   *
   * The statement that runs, or `NULL`.
   */
  properties[PROP_STATEMENT] =
    g_param_spec_string ("statement", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * AthRunStep:detail: (getter dup_detail)
   *
   * Time, statements and rows, in words.
   */
  properties[PROP_DETAIL] =
    g_param_spec_string ("detail", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * AthRunStep:messages: (getter get_messages)
   *
   * What the server and the script said, a line each.
   */
  properties[PROP_MESSAGES] =
    g_param_spec_string ("messages", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
ath_run_step_init (AthRunStep *self)
{
  self->begun = g_string_new (NULL);
  self->messages = g_string_new (NULL);
}

/**
 * ath_run_step_mark_get_word:
 * @mark: a mark
 *
 * Returns: (transfer none): the word for it, translated
 */
const char *
ath_run_step_mark_get_word (AthRunStepMark mark)
{
  switch (mark)
    {
    case ATH_RUN_STEP_WAITING:
      return _("Waiting");

    case ATH_RUN_STEP_RUNNING:
      return _("Running");

    case ATH_RUN_STEP_APPLIED:
      return _("Done");

    case ATH_RUN_STEP_FAILED:
      return _("Rolled back");

    case ATH_RUN_STEP_INTERRUPTED:
      return _("Interrupted");

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_run_step_kind_get_word:
 * @kind: a kind
 *
 * Returns: (transfer none) (nullable): what is to be noted of such a step, in a
 *   word or two, translated
 */
const char *
ath_run_step_kind_get_word (AthRunStepKind kind)
{
  switch (kind)
    {
    case ATH_RUN_STEP_WHOLE:
      return NULL;

    case ATH_RUN_STEP_IN_PARTS:
      return _("Not Atomic");

    case ATH_RUN_STEP_DEPENDENT:
      /* TRANSLATORS: what a step does, which goes by what the database answers */
      return _("Depends");

    case ATH_RUN_STEP_FOREIGN:
      /* TRANSLATORS: what runs a step */
      return _("By Alembic");

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_run_step_kind_get_meaning:
 * @kind: a kind
 *
 * Returns: (transfer none) (nullable): the same in a sentence, translated
 */
const char *
ath_run_step_kind_get_meaning (AthRunStepKind kind)
{
  switch (kind)
    {
    case ATH_RUN_STEP_WHOLE:
      return NULL;

    case ATH_RUN_STEP_IN_PARTS:
      return _("Has statements outside a transaction");

    case ATH_RUN_STEP_DEPENDENT:
      return _("What it does depends on what the database answers");

    case ATH_RUN_STEP_FOREIGN:
      return _("The project’s own Alembic runs it");

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_run_step_new:
 * @step: a step of a plan
 *
 * Returns: (transfer full): what a screen shows of it
 */
AthRunStep *
ath_run_step_new (const AthPlanStep *step)
{
  AthRunStep *self;

  g_return_val_if_fail (step != NULL, NULL);

  self = g_object_new (ATH_TYPE_RUN_STEP, NULL);
  self->operation = step->operation;
  self->title = g_strdup (step->revision != NULL ? step->revision->message
                                                 : _("Before the first revision"));
  self->id = g_strdup (step->revision != NULL ? step->revision->id : "");

  return self;
}

/**
 * ath_run_step_get_title:
 * @self: a step
 *
 * Returns: (transfer none): the message of its revision
 */
const char *
ath_run_step_get_title (AthRunStep *self)
{
  g_return_val_if_fail (ATH_IS_RUN_STEP (self), NULL);

  return self->title;
}

/**
 * ath_run_step_get_id:
 * @self: a step
 *
 * Returns: (transfer none): the id of its revision, empty for a stamp to base
 */
const char *
ath_run_step_get_id (AthRunStep *self)
{
  g_return_val_if_fail (ATH_IS_RUN_STEP (self), NULL);

  return self->id;
}

/**
 * ath_run_step_get_operation:
 * @self: a step
 *
 * Returns: what is done
 */
AthPlanOperation
ath_run_step_get_operation (AthRunStep *self)
{
  g_return_val_if_fail (ATH_IS_RUN_STEP (self), ATH_PLAN_STAMP);

  return self->operation;
}

/**
 * ath_run_step_get_sql:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): its SQL for people, or `NULL` when it
 *   has none or could not be compiled; that of a dependent step is, once it ran,
 *   what was sent, with the change of the version rows
 */
const char *
ath_run_step_get_sql (AthRunStep *self)
{
  g_return_val_if_fail (ATH_IS_RUN_STEP (self), NULL);

  return self->n_begun > 0 ? self->begun->str : self->sql;
}

/**
 * ath_run_step_get_kind:
 * @self: a step
 *
 * Returns: what is known of it before it runs
 */
AthRunStepKind
ath_run_step_get_kind (AthRunStep *self)
{
  g_return_val_if_fail (ATH_IS_RUN_STEP (self), ATH_RUN_STEP_WHOLE);

  return self->kind;
}

/**
 * ath_run_step_get_n_statements:
 * @self: a step
 *
 * Returns: how many statements its SQL has
 */
guint
ath_run_step_get_n_statements (AthRunStep *self)
{
  g_return_val_if_fail (ATH_IS_RUN_STEP (self), 0);

  return self->n_statements;
}

/**
 * ath_run_step_set_sql:
 * @self: a step
 * @sql: its SQL for people
 * @n_statements: how many statements that is
 * @kind: what else is known of it
 *
 * Sets what the step does; to be called before anybody shows it.
 */
void
ath_run_step_set_sql (AthRunStep     *self,
                      const char     *sql,
                      guint           n_statements,
                      AthRunStepKind  kind)
{
  g_return_if_fail (ATH_IS_RUN_STEP (self));

  g_free (self->sql);
  self->sql = g_strdup (sql);
  self->n_statements = n_statements;
  self->kind = kind;
}

/**
 * ath_run_step_get_mark:
 * @self: a step
 *
 * Returns: how far it is
 */
AthRunStepMark
ath_run_step_get_mark (AthRunStep *self)
{
  g_return_val_if_fail (ATH_IS_RUN_STEP (self), ATH_RUN_STEP_WAITING);

  return self->mark;
}

/**
 * ath_run_step_set_mark:
 * @self: a step
 * @mark: what has become of it
 */
void
ath_run_step_set_mark (AthRunStep     *self,
                       AthRunStepMark  mark)
{
  g_return_if_fail (ATH_IS_RUN_STEP (self));

  if (self->mark == mark)
    return;
  self->mark = mark;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MARK]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

/**
 * ath_run_step_set_seconds:
 * @self: a step
 * @seconds: how long it took
 */
void
ath_run_step_set_seconds (AthRunStep *self,
                          double      seconds)
{
  g_return_if_fail (ATH_IS_RUN_STEP (self));

  self->seconds = seconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

/**
 * ath_run_step_get_statement:
 * @self: a step
 *
 * Returns: (transfer none) (nullable): the statement that runs
 */
const char *
ath_run_step_get_statement (AthRunStep *self)
{
  g_return_val_if_fail (ATH_IS_RUN_STEP (self), NULL);

  return self->statement;
}

static void
note_begun (AthRunStep *self,
            const char *sql)
{
  self->n_begun++;
  if (self->begun->len >= MAX_BEGUN)
    return;

  if (self->begun->len > 0)
    g_string_append (self->begun, "\n\n");
  g_string_append_printf (self->begun, "%s;", sql);
  if (self->begun->len >= MAX_BEGUN)
    g_string_append (self->begun, "\n\n-- …");
}

/**
 * ath_run_step_begin_statement:
 * @self: a step
 * @sql: the statement that now runs
 */
void
ath_run_step_begin_statement (AthRunStep *self,
                              const char *sql)
{
  g_return_if_fail (ATH_IS_RUN_STEP (self));

  g_free (self->statement);
  self->statement = g_strdup (sql);
  if (self->kind == ATH_RUN_STEP_DEPENDENT)
    note_begun (self, sql);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATEMENT]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

/**
 * ath_run_step_end_statement:
 * @self: a step
 * @rows: rows that the statement touched, or -1
 *
 * Counts a statement of the script; what comes after the last one changes the
 * version rows and counts for nothing.  Which one that is nobody knows of a
 * dependent step, so its rows are not told.  It stays the one shown until the
 * next begins.
 */
void
ath_run_step_end_statement (AthRunStep *self,
                            gint64      rows)
{
  g_return_if_fail (ATH_IS_RUN_STEP (self));

  if (self->n_done >= self->n_statements)
    return;
  self->n_done++;
  self->n_rows += MAX (rows, 0);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_DETAIL]);
}

/**
 * ath_run_step_add_message:
 * @self: a step
 * @message: what the server or the script said
 */
void
ath_run_step_add_message (AthRunStep *self,
                          const char *message)
{
  g_return_if_fail (ATH_IS_RUN_STEP (self));

  if (self->messages->len > 0)
    g_string_append_c (self->messages, '\n');
  g_string_append (self->messages, message);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MESSAGES]);
}

/**
 * ath_run_step_get_messages:
 * @self: a step
 *
 * Returns: (transfer none): what the server and the script said, a line each
 */
const char *
ath_run_step_get_messages (AthRunStep *self)
{
  g_return_val_if_fail (ATH_IS_RUN_STEP (self), NULL);

  return self->messages->str;
}

static void
append_part (GString *text,
             char    *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
  g_free (part);
}

/**
 * ath_run_step_dup_detail:
 * @self: a step
 *
 * Returns: (transfer full): in words: before it runs, how many statements it
 *   has; while it runs, which one; afterwards what it took and touched
 */
char *
ath_run_step_dup_detail (AthRunStep *self)
{
  g_autoptr(GString) text = g_string_new (NULL);
  guint n = self->n_begun > 0 ? self->n_begun : self->n_statements;

  g_return_val_if_fail (ATH_IS_RUN_STEP (self), NULL);

  if (self->mark == ATH_RUN_STEP_RUNNING && self->n_begun > 0)
    /* TRANSLATORS: the statement that runs, of nobody knows how many */
    append_part (text, g_strdup_printf (_("Statement %u"), self->n_begun));
  else if (self->mark == ATH_RUN_STEP_RUNNING && self->statement != NULL && n > 0)
    /* TRANSLATORS: the statement that runs, and how many there are */
    append_part (text, g_strdup_printf (_("Statement %u of %u"), MIN (self->n_done + 1, n), n));
  else if (n > 0)
    append_part (text, g_strdup_printf (ngettext ("%u statement", "%u statements", n), n));

  if (self->n_rows > 0 && self->n_begun == 0)
    {
      g_autofree char *rows = g_strdup_printf ("%" G_GINT64_FORMAT, self->n_rows);

      /* TRANSLATORS: a number */
      append_part (text, g_strdup_printf (ngettext ("%s row", "%s rows",
                                                    (gulong) self->n_rows), rows));
    }
  if (self->seconds >= 1)
    /* TRANSLATORS: seconds */
    append_part (text, g_strdup_printf (_("%.1f s"), self->seconds));
  else if (self->seconds > 0)
    /* TRANSLATORS: milliseconds */
    append_part (text, g_strdup_printf (_("%.0f ms"), self->seconds * 1000));

  return g_string_free (g_steal_pointer (&text), FALSE);
}
