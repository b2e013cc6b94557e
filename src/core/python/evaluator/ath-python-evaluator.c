/* ath-python-evaluator.c: runs the Python of migration scripts
 *
 * There are two ways to fail.  An exception is Python's own and can be caught
 * by the script.  A refusal means that the script needs more than is understood
 * here; nothing catches it, and what it says (file, line, column, what was not
 * understood) is for the person who wants to run the script.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "python/builtins/ath-python-builtins.h"
#include "python/evaluator/ath-python-evaluator-private.h"

/* What a script may use before it is refused.  Real ones need a thousandth. */
#define MAX_STEPS        (20 * 1000 * 1000)
#define MAX_DEPTH        1500
#define MAX_MEMORY_BYTES (256 * 1024 * 1024)

/* How often it is asked whether the run was cancelled. */
#define STEPS_PER_CHECK  1024

/**
 * ath_python_evaluator_new:
 * @world: what the script sees around it; outlives the evaluator
 * @cancellable: (nullable): stops it
 *
 * Returns: (transfer full): an evaluator; to be used by one thread
 */
AthPythonEvaluator *
ath_python_evaluator_new (const AthPythonWorld *world,
                          GCancellable         *cancellable)
{
  AthPythonEvaluator *self;

  g_return_val_if_fail (world != NULL, NULL);

  self = g_new0 (AthPythonEvaluator, 1);
  self->arena = ath_arena_new (MAX_MEMORY_BYTES);
  self->world = world;
  g_set_object (&self->cancellable, cancellable);
  self->native_classes = g_hash_table_new (NULL, NULL);
  self->native_modules = g_hash_table_new (NULL, NULL);
  self->once = g_hash_table_new (NULL, NULL);
  self->modules = ath_python_namespace_new (self->arena);
  self->printed = g_string_new (NULL);

  return self;
}

/**
 * ath_python_evaluator_free:
 * @self: (transfer full): an evaluator
 *
 * Frees it and every value that it made.
 */
void
ath_python_evaluator_free (AthPythonEvaluator *self)
{
  g_return_if_fail (self != NULL);

  g_clear_object (&self->cancellable);
  g_string_free (g_steal_pointer (&self->printed), TRUE);
  g_clear_pointer (&self->native_classes, g_hash_table_unref);
  g_clear_pointer (&self->native_modules, g_hash_table_unref);
  g_clear_pointer (&self->once, g_hash_table_unref);
  g_clear_error (&self->refusal);
  g_clear_pointer (&self->arena, ath_arena_free);
  g_free (self);
}

/**
 * ath_python_get_arena:
 * @evaluator: an evaluator
 *
 * Returns: (transfer none): where its values live
 */
AthArena *
ath_python_get_arena (AthPythonEvaluator *evaluator)
{
  return evaluator->arena;
}

/**
 * ath_python_get_host_data:
 * @evaluator: an evaluator
 *
 * Returns: (nullable): the `data` of its world
 */
gpointer
ath_python_get_host_data (AthPythonEvaluator *evaluator)
{
  return evaluator->world->data;
}

/**
 * ath_python_get_cancellable:
 * @evaluator: an evaluator
 *
 * Returns: (transfer none) (nullable): what stops it
 */
GCancellable *
ath_python_get_cancellable (AthPythonEvaluator *evaluator)
{
  return evaluator->cancellable;
}

/**
 * ath_python_get_once:
 * @evaluator: an evaluator
 * @key: what the value is known by
 * @make: makes it
 *
 * Returns: (transfer none) (nullable): the value, always the same one, or `NULL`
 *   when @make failed
 */
AthPythonValue *
ath_python_get_once (AthPythonEvaluator *evaluator,
                     gconstpointer       key,
                     AthPythonValue    *(*make) (AthPythonEvaluator *))
{
  AthPythonValue *value = g_hash_table_lookup (evaluator->once, key);

  if (value != NULL)
    return value;

  value = make (evaluator);
  if (value != NULL)
    g_hash_table_insert (evaluator->once, (gpointer) key, value);

  return value;
}

/**
 * ath_python_get_place:
 * @evaluator: an evaluator
 * @file: (out) (nullable): the file that is being evaluated
 * @line: (out): from 1, or 0
 * @column: (out): in characters from 1, or 0
 *
 * Tells what is being evaluated now.
 */
void
ath_python_get_place (AthPythonEvaluator  *evaluator,
                      const char         **file,
                      guint               *line,
                      guint               *column)
{
  *file = NULL;
  *line = 0;
  *column = 0;

  if (evaluator->frame == NULL)
    return;

  *file = ath_python_syntax_get_path (evaluator->frame->module->syntax);
  if (evaluator->node != NULL)
    ath_python_syntax_get_place (evaluator->frame->module->syntax, evaluator->node->start,
                                 line, column);
}

/**
 * ath_python_refuse_error:
 * @evaluator: an evaluator
 * @error: (transfer full): why
 *
 * Stops the script with @error, as it is.
 *
 * Returns: `NULL`
 */
gpointer
ath_python_refuse_error (AthPythonEvaluator *evaluator,
                         GError             *error)
{
  if (evaluator->refusal == NULL)
    evaluator->refusal = error;
  else
    g_error_free (error);

  return NULL;
}

/**
 * ath_python_refuse:
 * @evaluator: an evaluator
 * @format: what was not understood, translated, in the form of printf()
 * @...: its arguments
 *
 * Stops the script at the place that is being evaluated.
 *
 * Returns: `NULL`
 */
gpointer
ath_python_refuse (AthPythonEvaluator *evaluator,
                   const char         *format,
                   ...)
{
  g_autofree char *message = NULL;
  GError *error;
  const char *file;
  guint line;
  guint column;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  error = ath_error_new (ATH_ERROR_SCRIPT, "%s", message);
  ath_python_get_place (evaluator, &file, &line, &column);
  ath_error_set_place (error, file, line, column);

  return ath_python_refuse_error (evaluator, error);
}

/**
 * ath_python_is_refused:
 * @evaluator: an evaluator
 *
 * Returns: whether the script was refused
 */
gboolean
ath_python_is_refused (AthPythonEvaluator *evaluator)
{
  return evaluator->refusal != NULL;
}

/**
 * ath_python_has_failed:
 * @evaluator: an evaluator
 *
 * Returns: whether an exception or a refusal is on its way
 */
gboolean
ath_python_has_failed (AthPythonEvaluator *evaluator)
{
  return evaluator->refusal != NULL || evaluator->exception != NULL;
}

/**
 * ath_python_raise_value:
 * @evaluator: an evaluator
 * @exception: an object of an exception class
 *
 * Raises @exception.
 *
 * Returns: `NULL`
 */
gpointer
ath_python_raise_value (AthPythonEvaluator *evaluator,
                        AthPythonValue     *exception)
{
  evaluator->exception = exception;

  return NULL;
}

/**
 * ath_python_raise:
 * @evaluator: an evaluator
 * @exception: an exception class
 * @format: its message, as Python words it, in the form of printf()
 * @...: its arguments
 *
 * Raises an exception that a script may catch.
 *
 * Returns: `NULL`
 */
gpointer
ath_python_raise (AthPythonEvaluator         *evaluator,
                  const AthPythonNativeClass *exception,
                  const char                 *format,
                  ...)
{
  g_autofree char *message = NULL;
  AthPythonValue *value;
  AthPythonValue *text;
  va_list args;

  va_start (args, format);
  message = g_strdup_vprintf (format, args);
  va_end (args);

  text = ath_python_str_new (evaluator->arena, message);
  value = ath_python_instance_new (evaluator->arena,
                                   ath_python_native_class (evaluator, exception));
  ath_python_namespace_set (value->instance.attributes, "args",
                            ath_python_tuple_new (evaluator->arena, &text, 1));

  return ath_python_raise_value (evaluator, value);
}

/**
 * ath_python_get_exception:
 * @evaluator: an evaluator
 *
 * Returns: (transfer none) (nullable): the exception that is on its way
 */
AthPythonValue *
ath_python_get_exception (AthPythonEvaluator *evaluator)
{
  return evaluator->exception;
}

/**
 * ath_python_clear_exception:
 * @evaluator: an evaluator
 *
 * Catches the exception that is on its way.
 */
void
ath_python_clear_exception (AthPythonEvaluator *evaluator)
{
  evaluator->exception = NULL;
}

/**
 * ath_python_reserve:
 * @self: an evaluator
 * @n_bytes: what is about to be made
 *
 * Returns: `FALSE` after refusing a script that takes too much memory
 */
gboolean
ath_python_reserve (AthPythonEvaluator *self,
                    gsize               n_bytes)
{
  return ath_arena_has_room (self->arena, n_bytes)
         || ath_python_refuse (self, _("The script takes too much memory")) != NULL;
}

/**
 * ath_python_step:
 * @self: an evaluator
 *
 * Counts a step.
 *
 * Returns: `FALSE` after refusing a script that does not end, takes too much
 *   memory, or whose run was cancelled
 */
gboolean
ath_python_step (AthPythonEvaluator *self)
{
  GError *error = NULL;

  if (!ath_python_reserve (self, 0))
    return FALSE;
  if (++self->n_steps % STEPS_PER_CHECK != 0)
    return TRUE;

  if (g_cancellable_set_error_if_cancelled (self->cancellable, &error))
    return ath_python_refuse_error (self, error) != NULL;
  if (self->n_steps > (self->world->max_steps > 0 ? self->world->max_steps : MAX_STEPS))
    return ath_python_refuse (self, _("The script does not come to an end")) != NULL;

  return TRUE;
}

/**
 * ath_python_enter:
 * @self: an evaluator
 *
 * Goes one level deeper; ath_python_leave() comes back.
 *
 * Returns: `FALSE` after refusing a script that nests too deeply
 */
gboolean
ath_python_enter (AthPythonEvaluator *self)
{
  if (self->depth >= MAX_DEPTH)
    return ath_python_refuse (self, _("The script nests too deeply")) != NULL;
  self->depth++;

  return TRUE;
}

/**
 * ath_python_descend:
 * @self: an evaluator
 *
 * Goes one level deeper into a value, which may be there many times;
 * ath_python_leave() comes back.
 *
 * Returns: `FALSE` after refusing, as ath_python_step() and ath_python_enter()
 */
gboolean
ath_python_descend (AthPythonEvaluator *self)
{
  return ath_python_step (self) && ath_python_enter (self);
}

/**
 * ath_python_leave:
 * @self: an evaluator
 */
void
ath_python_leave (AthPythonEvaluator *self)
{
  self->depth--;
}

/**
 * ath_python_frame_push:
 * @self: an evaluator
 * @module: the file the block stands in
 * @scope: which names are the block's own
 * @closure: (nullable): the frame around the block
 *
 * Starts a block; ath_python_frame_pop() ends it.
 *
 * Returns: (transfer none): its frame
 */
AthPythonFrame *
ath_python_frame_push (AthPythonEvaluator   *self,
                       AthPythonLoaded      *module,
                       const AthPythonScope *scope,
                       AthPythonFrame       *closure)
{
  AthPythonFrame *frame = ath_arena_new0 (self->arena, AthPythonFrame);

  frame->caller = self->frame;
  frame->closure = closure;
  frame->module = module;
  frame->scope = scope;
  frame->locals = ath_python_namespace_new (self->arena);
  self->frame = frame;

  return frame;
}

/**
 * ath_python_frame_pop:
 * @self: an evaluator
 */
void
ath_python_frame_pop (AthPythonEvaluator *self)
{
  self->frame = self->frame->caller;
}

/* An exception that nobody caught, as an error for people. */
static GError *
new_exception_error (AthPythonEvaluator *self)
{
  AthPythonValue *exception = self->exception;
  const char *name = ath_python_class_get_name (exception->instance.class);
  AthPythonValue *text;
  GError *error;
  const char *file;
  guint line;
  guint column;

  ath_python_get_place (self, &file, &line, &column);
  self->exception = NULL;
  text = ath_python_str (self, exception);
  if (text == NULL)
    {
      self->exception = NULL;
      g_clear_error (&self->refusal);
    }

  if (text == NULL || text->text.length == 0)
    error = ath_error_new (ATH_ERROR_SCRIPT, _("The script raises %s"), name);
  else
    error = ath_error_new (ATH_ERROR_SCRIPT, _("The script raises %s: %s"), name, text->text.bytes);
  ath_error_set_place (error, file, line, column);
  ath_error_set_raised (error);

  return error;
}

/* The last line that was printed may lack its end. */
static void
finish_line (AthPythonEvaluator *self)
{
  if (self->printed->len > 0)
    ath_python_print (self, "\n");
}

/* Turns what is on its way into @error. */
static void
take_failure (AthPythonEvaluator  *self,
              GError             **error)
{
  if (self->refusal == NULL && self->world->explain != NULL)
    self->refusal = self->world->explain (self->exception, self->world->data);
  if (self->refusal == NULL)
    self->refusal = new_exception_error (self);
  self->exception = NULL;
  g_propagate_error (error, g_steal_pointer (&self->refusal));
}

/**
 * ath_python_evaluator_load:
 * @self: an evaluator
 * @module: a parsed file
 * @name: its dotted name; copied
 * @error: set on failure
 *
 * Runs the top level of a file.
 *
 * Returns: (transfer none): the module, or `NULL` with `ATH_ERROR_SCRIPT`
 *   (refused, or an exception nobody caught; with the place) or
 *   `G_IO_ERROR_CANCELLED`
 */
AthPythonValue *
ath_python_evaluator_load (AthPythonEvaluator  *self,
                           AthPythonSyntax     *module,
                           const char          *name,
                           GError             **error)
{
  AthPythonLoaded *loaded;
  AthPythonFlow flow;

  g_return_val_if_fail (self != NULL && module != NULL && name != NULL, NULL);

  loaded = ath_arena_new0 (self->arena, AthPythonLoaded);
  loaded->syntax = ath_arena_adopt (self->arena, ath_python_syntax_ref (module),
                                    (GDestroyNotify) ath_python_syntax_unref);
  loaded->name = ath_arena_strdup (self->arena, name);
  loaded->value = ath_arena_new0 (self->arena, AthPythonValue);
  loaded->value->type = ATH_PYTHON_TYPE_MODULE;
  loaded->value->module = loaded;
  loaded->frame = ath_python_frame_push (self, loaded, ath_python_syntax_get_scope (module), NULL);
  ath_python_namespace_set (self->modules, loaded->name, loaded->value);

  flow = ath_python_execute (self, ath_python_syntax_get_body (module));
  finish_line (self);
  if (flow == ATH_PYTHON_FLOW_FAILED)
    take_failure (self, error);
  self->frame = NULL;

  return flow == ATH_PYTHON_FLOW_FAILED ? NULL : loaded->value;
}

/**
 * ath_python_evaluator_call:
 * @self: an evaluator
 * @module: what ath_python_evaluator_load() returned
 * @function: name of a function at its top level
 * @error: set on failure
 *
 * Calls a function without arguments.
 *
 * Returns: (transfer none): what it returned, or `NULL` with
 *   `ATH_ERROR_SCRIPT` (no such function, refused, or an exception nobody
 *   caught; with the place) or `G_IO_ERROR_CANCELLED`
 */
AthPythonValue *
ath_python_evaluator_call (AthPythonEvaluator  *self,
                           AthPythonValue      *module,
                           const char          *function,
                           GError             **error)
{
  const AthPythonArguments none = { 0 };
  AthPythonValue *callable;
  AthPythonValue *result;

  g_return_val_if_fail (self != NULL && module != NULL && function != NULL, NULL);

  self->frame = module->module->frame;
  self->node = NULL;
  callable = ath_python_namespace_get (module->module->frame->locals, function);
  if (callable == NULL)
    result = ath_python_refuse (self, _("The script has no function “%s”"), function);
  else
    result = ath_python_call (self, callable, &none);
  finish_line (self);
  if (result == NULL)
    take_failure (self, error);
  self->frame = NULL;

  return result;
}
