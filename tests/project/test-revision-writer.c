/* test-revision-writer.c: new scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "project/writing/ath-project-creator.h"
#include "project/writing/ath-revision-writer.h"
#include "support/ath-test-folder.h"

typedef struct
{
  AthTestFolder *folder;
  GFile         *file;
} Fixture;

static void
setup (Fixture       *fixture,
       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = ath_test_folder_new ();
  fixture->file = g_file_new_for_path (ath_test_folder_get_path (fixture->folder));
  ath_project_creator_create_sql (fixture->file, &error);
  g_assert_no_error (error);
}

static void
teardown (Fixture       *fixture,
          gconstpointer  data)
{
  g_object_unref (fixture->file);
  ath_test_folder_free (fixture->folder);
}

static AthProject *
load (Fixture *fixture)
{
  g_autoptr(GError) error = NULL;
  AthProject *project = ath_project_load (fixture->file, NULL, NULL, NULL, &error);

  g_assert_no_error (error);

  return project;
}

/* Writes on top of what is in the folder now. */
static AthRevision *
write_revision (Fixture                   *fixture,
                const AthRevisionRequest  *request,
                GError                   **error)
{
  g_autoptr(AthProject) project = load (fixture);
  g_autoptr(AthRevisionGraph) graph = ath_revision_graph_new (ath_project_get_revisions (project));

  return ath_revision_writer_write (project, graph, request, error);
}

static AthRevision *
write_well (Fixture                  *fixture,
            const AthRevisionRequest *request)
{
  g_autoptr(GError) error = NULL;
  AthRevision *revision = write_revision (fixture, request, &error);

  g_assert_no_error (error);

  return revision;
}

/* The request must be refused with @code and @message, and no file made. */
static void
assert_refused (Fixture                  *fixture,
                const AthRevisionRequest *request,
                AthError                  code,
                const char               *message)
{
  g_autoptr(AthProject) before = load (fixture);
  g_autoptr(AthProject) after = NULL;
  g_autoptr(GError) error = NULL;

  g_assert_null (write_revision (fixture, request, &error));
  g_assert_error (error, ATH_ERROR, (int) code);
  if (strstr (error->message, message) == NULL)
    g_test_fail_printf ("“%s” does not hold “%s”", error->message, message);

  after = load (fixture);
  g_assert_cmpuint (ath_project_get_revisions (before)->len, ==,
                    ath_project_get_revisions (after)->len);
  g_assert_cmpuint (ath_project_get_problems (before)->len, ==,
                    ath_project_get_problems (after)->len);
}

static void
make_branches (Fixture *fixture)
{
  static const char *const base[] = { "base", NULL };
  static const char *const first[] = { "aa", NULL };
  static const char *const labels[] = { "billing", NULL };
  g_autoptr(AthRevision) a = write_well (fixture, &(AthRevisionRequest) {
    .id = "aa", .message = "first", .parents = base, .labels = labels,
  });
  g_autoptr(AthRevision) b = write_well (fixture, &(AthRevisionRequest) {
    .id = "bb", .message = "second",
  });
  g_autoptr(AthRevision) c = write_well (fixture, &(AthRevisionRequest) {
    .id = "cc", .message = "beside", .parents = first, .splice = TRUE,
  });

  g_assert_cmpstr (b->down_revisions[0], ==, "aa");
  g_assert_cmpstr (c->down_revisions[0], ==, "aa");
}

static void
test_create (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr(AthProject) project = load (fixture);
  g_autoptr(GError) error = NULL;

  g_assert_cmpint (ath_project_get_kind (project), ==, ATH_PROJECT_SQL);
  g_assert_cmpuint (ath_project_get_revisions (project)->len, ==, 0);

  g_assert_false (ath_project_creator_create_sql (fixture->file, &error));
  g_assert_error (error, ATH_ERROR, ATH_ERROR_PROJECT);
}

static void
test_first (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr(AthRevision) revision = write_well (fixture, &(AthRevisionRequest) {
    .message = "Add  user\npreferences: ünïcode!",
  });
  g_autoptr(GError) error = NULL;
  g_autofree char *name = g_path_get_basename (revision->path);
  g_autofree char *expected_name =
    g_strdup_printf ("%s_add_user_preferences_ünïcode.sql", revision->id);
  g_autofree char *expected = NULL;
  g_autofree char *text = NULL;

  g_assert_cmpuint (strlen (revision->id), ==, 12);
  g_assert_cmpuint (strspn (revision->id, "0123456789abcdef"), ==, 12);
  g_assert_cmpuint (g_strv_length (revision->down_revisions), ==, 0);
  g_assert_cmpstr (name, ==, expected_name);

  g_file_get_contents (revision->path, &text, NULL, &error);
  g_assert_no_error (error);
  expected = g_strdup_printf ("--@ revision: %s\n--@ revises:\n"
                              "--@ message: Add user preferences: ünïcode!\n"
                              "--@ created: %s\n\n--@ upgrade\n\n--@ downgrade\n",
                              revision->id, revision->created);
  g_assert_cmpstr (text, ==, expected);
  g_assert_true (g_str_has_suffix (revision->created, "Z"));
}

static void
test_merge (Fixture       *fixture,
            gconstpointer  data)
{
  static const char *const heads[] = { "heads", NULL };
  static const char *const labels[] = { "one", "two", NULL };
  static const char *const dependencies[] = { "bb", NULL };
  static const char *const base[] = { "base", NULL };
  g_autoptr(AthRevision) merge = NULL;
  g_autoptr(AthRevision) other = NULL;

  make_branches (fixture);
  merge = write_well (fixture, &(AthRevisionRequest) { .parents = heads, .labels = labels });
  other = write_well (fixture, &(AthRevisionRequest) {
    .parents = base, .depends_on = dependencies,
  });

  g_assert_cmpstrv (merge->down_revisions, ((const char *[]) { "bb", "cc", NULL }));
  g_assert_cmpstrv (merge->labels, labels);
  g_assert_cmpstrv (other->depends_on, dependencies);
}

/* A dependency given by its label is written so; a partial id in full. */
static void
test_depends_on (Fixture       *fixture,
                 gconstpointer  data)
{
  static const char *const base[] = { "base", NULL };
  static const char *const label[] = { "billing", NULL };
  static const char *const partial[] = { "long_", NULL };
  g_autoptr(AthRevision) target = NULL;
  g_autoptr(AthRevision) by_label = NULL;
  g_autoptr(AthRevision) by_prefix = NULL;

  make_branches (fixture);
  target = write_well (fixture, &(AthRevisionRequest) { .id = "long_identifier", .parents = base });
  by_label = write_well (fixture, &(AthRevisionRequest) { .parents = base, .depends_on = label });
  by_prefix = write_well (fixture, &(AthRevisionRequest) {
    .parents = base, .depends_on = partial,
  });

  g_assert_cmpstr (by_label->depends_on[0], ==, "billing");
  g_assert_cmpstr (by_prefix->depends_on[0], ==, "long_identifier");
}

static void
test_refused (Fixture       *fixture,
              gconstpointer  data)
{
  static const char *const below[] = { "aa", NULL };
  static const char *const twice[] = { "bb", "bb", NULL };
  static const char *const unknown[] = { "zz", NULL };
  static const char *const used_label[] = { "billing", NULL };
  static const char *const used_id[] = { "aa", NULL };
  static const char *const bad_label[] = { "a@b", NULL };
  static const char *const base[] = { "base", NULL };
  const struct
  {
    AthRevisionRequest request;
    AthError           code;
    const char        *message;
  } cases[] = {
    { { .message = "two heads" }, ATH_ERROR_REVISION, "several heads" },
    { { .parents = below }, ATH_ERROR_REVISION, "is no head" },
    { { .parents = twice }, ATH_ERROR_REVISION, "named twice" },
    { { .parents = unknown }, ATH_ERROR_REVISION, "“zz”" },
    { { .parents = base, .id = "aa" }, ATH_ERROR_REVISION, "in use already" },
    { { .parents = base, .id = "billing" }, ATH_ERROR_REVISION, "in use already" },
    { { .parents = base, .id = "a-b" }, ATH_ERROR_REVISION, "need for themselves" },
    { { .parents = base, .id = "a b" }, ATH_ERROR_REVISION, "need for themselves" },
    { { .parents = base, .id = "" }, ATH_ERROR_REVISION, "empty" },
    { { .parents = base, .id = "head" }, ATH_ERROR_REVISION, "something else" },
    { { .parents = base, .labels = used_label }, ATH_ERROR_REVISION, "in use already" },
    { { .parents = base, .labels = used_id }, ATH_ERROR_REVISION, "in use already" },
    { { .parents = base, .labels = bad_label }, ATH_ERROR_REVISION, "need for themselves" },
    { { .parents = base, .id = "dd", .labels = ((const char *[]) { "dd", NULL }) },
      ATH_ERROR_REVISION, "both the id and a label" },
    { { .parents = base, .depends_on = unknown }, ATH_ERROR_REVISION, "“zz”" },
    { { .parents = base, .depends_on = base }, ATH_ERROR_REVISION, "one revision to depend on" },
    { { .parents = base, .version_path = "elsewhere" }, ATH_ERROR_PROJECT,
      "not a folder of scripts" },
    { { .parents = base, .message = "\xff" }, ATH_ERROR_REVISION, "UTF-8" },
  };

  make_branches (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_refused (fixture, &cases[i].request, cases[i].code, cases[i].message);
}

static void
test_file_there (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *path = ath_test_folder_dup_path (fixture->folder, "versions/aa_.sql");
  g_autofree char *text = NULL;

  ath_test_folder_write (fixture->folder, "versions/aa_.sql", "--@ revision: other\n");
  g_assert_null (write_revision (fixture, &(AthRevisionRequest) { .id = "aa" }, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_EXISTS);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "--@ revision: other\n");
}

/* What looks like the head may not be it while a script is unread. */
static void
test_unread_script (Fixture       *fixture,
                    gconstpointer  data)
{
  static const char *const parent[] = { "aa", NULL };
  static const char *const heads[] = { "heads", NULL };
  g_autoptr(AthRevision) named = NULL;

  ath_test_folder_write (fixture->folder, "versions/a.sql", "--@ revision: aa\n");
  ath_test_folder_write (fixture->folder, "versions/b.sql", "--@ revison: bb\n--@ revises: aa\n");

  assert_refused (fixture, &(AthRevisionRequest) { .message = "x" }, ATH_ERROR_REVISION,
                  "head is not known");
  assert_refused (fixture, &(AthRevisionRequest) { .parents = heads }, ATH_ERROR_REVISION,
                  "head is not known");
  named = write_well (fixture, &(AthRevisionRequest) { .parents = parent });
  g_assert_cmpstr (named->down_revisions[0], ==, "aa");
}

static void
test_settings (Fixture       *fixture,
               gconstpointer  data)
{
  g_autoptr(AthRevision) revision = NULL;
  g_autofree char *below = NULL;

  ath_test_folder_write (fixture->folder, "athanor.ini",
                         "[athanor]\nversion_locations = a b\nrecursive_version_locations = true\n"
                         "timezone = utc\n"
                         "file_template = %%(year)d/%%(month).2d_%%(slug)s\n"
                         "truncate_slug_length = 8\n");

  assert_refused (fixture, &(AthRevisionRequest) { .message = "x" }, ATH_ERROR_PROJECT,
                  "several folders");
  revision = write_well (fixture, &(AthRevisionRequest) {
    .message = "add long names", .version_path = "b",
  });
  below = g_strdup_printf ("/b/%.4s/%.2s_add_.sql", revision->created, revision->created + 5);
  g_assert_true (g_str_has_suffix (revision->path, below));
}

static void
test_template_errors (Fixture       *fixture,
                      gconstpointer  data)
{
  static const struct
  {
    const char *settings;
    const char *message;
  } cases[] = {
    { "file_template = x/%%(rev)s", "not be found" },
    { "file_template = ../%%(rev)s\nrecursive_version_locations = true", "not be found" },
    { "file_template = %%(nothing)s", "“nothing”" },
    { "file_template = %%(rev)d", "as a number" },
    { "file_template = %%rev", "cannot be filled in" },
    { "timezone = Nowhere/Land", "time zone" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = g_strdup_printf ("[athanor]\n%s\n", cases[i].settings);

      ath_test_folder_write (fixture->folder, "athanor.ini", text);
      assert_refused (fixture, &(AthRevisionRequest) { .id = "abc", .message = "x" },
                      ATH_ERROR_PROJECT, cases[i].message);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);

  g_test_add ("/revision-writer/create", Fixture, NULL, setup, test_create, teardown);
  g_test_add ("/revision-writer/first", Fixture, NULL, setup, test_first, teardown);
  g_test_add ("/revision-writer/merge", Fixture, NULL, setup, test_merge, teardown);
  g_test_add ("/revision-writer/depends-on", Fixture, NULL, setup, test_depends_on, teardown);
  g_test_add ("/revision-writer/refused", Fixture, NULL, setup, test_refused, teardown);
  g_test_add ("/revision-writer/file-there", Fixture, NULL, setup, test_file_there, teardown);
  g_test_add ("/revision-writer/unread-script", Fixture, NULL, setup, test_unread_script, teardown);
  g_test_add ("/revision-writer/settings", Fixture, NULL, setup, test_settings, teardown);
  g_test_add ("/revision-writer/template-errors", Fixture, NULL,
              setup, test_template_errors, teardown);

  return g_test_run ();
}
