/* ath-revision-texts.c: what there is to read of one revision
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "run/fallback/ath-fallback.h"
#include "script/ath-script.h"
#include "workspace/ath-revision-texts.h"

/* Far beyond what anybody reads, and what a text view takes without a pause. */
#define MAX_BYTES (512 * 1024)

typedef struct
{
  AthProject      *project;   /* (owned) */
  AthRevisionItem *item;      /* (owned) */
  char           **variables; /* (owned) (nullable) */
} Job;

static void
job_free (Job *job)
{
  g_clear_object (&job->project);
  g_clear_object (&job->item);
  g_strfreev (job->variables);
  g_free (job);
}

static void
text_clear (AthRevisionText *text)
{
  g_clear_pointer (&text->text, g_free);
  g_clear_error (&text->error);
}

/**
 * ath_revision_texts_free:
 * @self: (transfer full): texts
 */
void
ath_revision_texts_free (AthRevisionTexts *self)
{
  text_clear (&self->upgrade);
  text_clear (&self->downgrade);
  text_clear (&self->file);
  g_free (self);
}

/* Cuts at the end of a line, and says so. */
static char *
limit_text (char *text)
{
  gsize length = strlen (text);
  g_autofree char *shortened = NULL;
  g_autofree char *size = NULL;

  if (length <= MAX_BYTES)
    return text;

  shortened = text;
  while (length > MAX_BYTES || (length > 0 && shortened[length - 1] != '\n'))
    length--;

  size = g_format_size (strlen (shortened));
  shortened[length] = '\0';

  return g_strdup_printf (_("%s… (%s in all)\n"), shortened, size);
}

/* @refusal: (transfer full): why there is no SQL */
static void
leave_to_alembic (AthProject      *project,
                  GError          *refusal,
                  AthRevisionText *text,
                  GCancellable    *cancellable)
{
  g_autoptr(AthCollectingSink) script = NULL;

  script = ath_fallback_new_script (project, refusal, cancellable, &text->error);
  if (script == NULL)
    return;

  text->error = g_error_copy (ath_collecting_sink_get_open_end (script));
  text->is_foreign = TRUE;
}

static void
render (Job              *job,
        AthDirection      direction,
        AthRevisionText  *text,
        GCancellable     *cancellable)
{
  AthScriptContext context = { .variables = (const char *const *) job->variables };
  AthRevision *revision = ath_revision_item_get_revision (job->item);
  GError *refusal = NULL;

  if (revision == NULL)
    return;

  text->text = ath_script_dup_sql (job->project, revision, direction, &context,
                                   cancellable, &refusal);
  if (text->text != NULL)
    text->text = limit_text (text->text);
  else if (ath_fallback_is_refusal (job->project, refusal))
    leave_to_alembic (job->project, refusal, text, cancellable);
  else
    text->error = refusal;
}

static void
read_file (Job             *job,
           AthRevisionText *text)
{
  const char *path = ath_revision_item_get_path (job->item);
  g_autofree char *contents = NULL;
  gsize length;

  if (path == NULL || !g_file_get_contents (path, &contents, &length, &text->error))
    return;

  text->text = limit_text (g_utf8_make_valid (contents, length));
}

static void
load_thread (GTask        *task,
             gpointer      source_object,
             gpointer      task_data,
             GCancellable *cancellable)
{
  Job *job = task_data;
  g_autoptr(AthRevisionTexts) self = g_new0 (AthRevisionTexts, 1);

  render (job, ATH_DIRECTION_UPGRADE, &self->upgrade, cancellable);
  render (job, ATH_DIRECTION_DOWNGRADE, &self->downgrade, cancellable);
  read_file (job, &self->file);

  g_task_return_pointer (task, g_steal_pointer (&self), (GDestroyNotify) ath_revision_texts_free);
}

/**
 * ath_revision_texts_load_async:
 * @project: a project
 * @item: a row of its revisions
 * @variables: (nullable): `KEY=value`, what scripts may ask for
 * @cancellable: (nullable): stops reading
 * @callback: (scope async): called when everything was read
 * @user_data: passed to @callback
 *
 * Reads the file of @item and turns both directions of a revision into SQL, in a
 * worker thread.  Very long texts are cut, with a line that says so.
 */
void
ath_revision_texts_load_async (AthProject          *project,
                               AthRevisionItem     *item,
                               const char *const   *variables,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  Job *job;

  g_return_if_fail (ATH_IS_PROJECT (project));
  g_return_if_fail (ATH_IS_REVISION_ITEM (item));

  job = g_new0 (Job, 1);
  job->project = g_object_ref (project);
  job->item = g_object_ref (item);
  job->variables = g_strdupv ((char **) variables);

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, ath_revision_texts_load_async);
  g_task_set_task_data (task, job, (GDestroyNotify) job_free);
  g_task_run_in_thread (task, load_thread);
}

/**
 * ath_revision_texts_load_finish:
 * @result: what the callback got
 * @error: set on failure
 *
 * Returns: (transfer full): the texts, each with an error of its own, or `NULL`
 *   with @error set to `G_IO_ERROR_CANCELLED`
 */
AthRevisionTexts *
ath_revision_texts_load_finish (GAsyncResult  *result,
                                GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, ath_revision_texts_load_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
