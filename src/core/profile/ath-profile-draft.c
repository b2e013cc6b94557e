/* ath-profile-draft.c: a profile while it is being edited
 *
 * What an editor's fields hold, and the rules about it: what a pasted URL fills,
 * what the tier does to the policy, what is wrong with what was typed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "postgres/ath-secret.h"
#include "profile/ath-profile-draft.h"

/**
 * AthProfileDraft:
 *
 * A profile that need not be complete or right yet.
 */

struct _AthProfileDraft
{
  GObject      parent_instance;

  AthProfile  *original;    /* (owned) (nullable) NULL for a new one */
  AthProfile  *rest;        /* (owned) project, tier, policy and variables */
  AthSecret   *texts[ATH_DRAFT_N_FIELDS]; /* (owned) never NULL */
  char        *untouched;   /* (owned) (nullable) the name that was made up here */
  char       **taken_names; /* (owned) (nullable) */
};

typedef enum
{
  SIGNAL_CHANGED,
} AthProfileDraftSignal;

static guint signals[SIGNAL_CHANGED + 1];

G_DEFINE_FINAL_TYPE (AthProfileDraft, ath_profile_draft, G_TYPE_OBJECT)

/* What @field is called by libpq; NULL where it is no keyword of its own. */
static const char *
get_keyword (AthDraftField field)
{
  switch (field)
    {
    case ATH_DRAFT_HOST:
      return "host";

    case ATH_DRAFT_PORT:
      return "port";

    case ATH_DRAFT_DATABASE:
      return "dbname";

    case ATH_DRAFT_USER:
      return "user";

    case ATH_DRAFT_PASSWORD:
      return "password";

    case ATH_DRAFT_SSL_MODE:
      return "sslmode";

    case ATH_DRAFT_SSL_ROOT:
      return "sslrootcert";

    case ATH_DRAFT_SSL_CERTIFICATE:
      return "sslcert";

    case ATH_DRAFT_SSL_KEY:
      return "sslkey";

    case ATH_DRAFT_SERVICE:
      return "service";

    case ATH_DRAFT_NAME:
    case ATH_DRAFT_OTHER:
      return NULL;

    default:
      g_assert_not_reached ();
    }
}

static void
ath_profile_draft_finalize (GObject *object)
{
  AthProfileDraft *self = ATH_PROFILE_DRAFT (object);

  g_clear_object (&self->original);
  g_clear_object (&self->rest);
  g_clear_pointer (&self->untouched, g_free);
  g_clear_pointer (&self->taken_names, g_strfreev);
  for (guint i = 0; i < ATH_DRAFT_N_FIELDS; i++)
    g_clear_pointer (&self->texts[i], ath_secret_free);

  G_OBJECT_CLASS (ath_profile_draft_parent_class)->finalize (object);
}

static void
ath_profile_draft_class_init (AthProfileDraftClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ath_profile_draft_finalize;

  /**
   * AthProfileDraft::changed:
   * @self: the draft
   *
   * Emitted when anything of it is another than before.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", ATH_TYPE_PROFILE_DRAFT, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ath_profile_draft_init (AthProfileDraft *self)
{
  for (guint i = 0; i < ATH_DRAFT_N_FIELDS; i++)
    self->texts[i] = g_strdup ("");
}

static void
emit_changed (AthProfileDraft *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
store_text (AthProfileDraft *self,
            AthDraftField    field,
            const char      *text)
{
  AthSecret *copy = g_strdup (text != NULL ? text : "");

  ath_secret_free (self->texts[field]);
  self->texts[field] = copy;
}

static gboolean
has_field (const char *keyword)
{
  for (AthDraftField field = ATH_DRAFT_HOST; field < ATH_DRAFT_OTHER; field++)
    if (g_str_equal (keyword, get_keyword (field)))
      return TRUE;

  return FALSE;
}

/* "keyword='value' " in libpq's quoting */
static void
append_parameter (GString    *text,
                  const char *keyword,
                  const char *value)
{
  gboolean is_plain = value[0] != '\0' && strpbrk (value, " '\\") == NULL;

  if (text->len > 0)
    g_string_append_c (text, ' ');
  g_string_append_printf (text, "%s=%s", keyword, is_plain ? "" : "'");
  for (const char *pos = value; *pos != '\0'; pos++)
    {
      if (*pos == '\'' || *pos == '\\')
        g_string_append_c (text, '\\');
      g_string_append_c (text, *pos);
    }
  if (!is_plain)
    g_string_append_c (text, '\'');
}

static char *
dup_other (AthConnectionInfo *connection)
{
  g_autofree const char **keywords = ath_connection_info_list_keywords (connection);
  GString *text = g_string_new (NULL);

  for (guint i = 0; keywords[i] != NULL; i++)
    if (!has_field (keywords[i]))
      append_parameter (text, keywords[i], ath_connection_info_get (connection, keywords[i]));

  return g_string_free (text, FALSE);
}

static void
fill_connection (AthProfileDraft   *self,
                 AthConnectionInfo *connection)
{
  g_autofree char *other = dup_other (connection);

  for (AthDraftField field = ATH_DRAFT_HOST; field < ATH_DRAFT_OTHER; field++)
    store_text (self, field, ath_connection_info_get (connection, get_keyword (field)));
  store_text (self, ATH_DRAFT_OTHER, other);
}

static void
fill_all (AthProfileDraft *self,
          AthProfile      *profile)
{
  AthConnectionInfo *connection = ath_profile_get_connection (profile);

  store_text (self, ATH_DRAFT_NAME, ath_profile_get_name (profile));
  ath_profile_set_tier (self->rest, ath_profile_get_tier (profile));
  ath_profile_set_policy (self->rest, ath_profile_get_policy (profile));
  ath_profile_set_variables (self->rest, ath_profile_get_variables (profile));
  if (connection != NULL)
    fill_connection (self, connection);
}

/**
 * ath_profile_draft_new:
 * @project: what the profile belongs to; see ath_project_get_key()
 * @original: (nullable): the profile that is edited, or `NULL` for a new one
 *
 * Returns: (transfer full): a draft that holds what @original holds
 */
AthProfileDraft *
ath_profile_draft_new (const char *project,
                       AthProfile *original)
{
  AthProfileDraft *self;

  g_return_val_if_fail (project != NULL, NULL);
  g_return_val_if_fail (original == NULL || ATH_IS_PROFILE (original), NULL);

  self = g_object_new (ATH_TYPE_PROFILE_DRAFT, NULL);
  self->rest = ath_profile_new (project, "");
  if (original != NULL)
    {
      self->original = ath_profile_copy (original);
      fill_all (self, original);
    }

  return self;
}

/* Whether the name may be replaced by one that fits better. */
static gboolean
is_name_free (AthProfileDraft *self)
{
  const char *name = self->texts[ATH_DRAFT_NAME];

  return self->original == NULL && (name[0] == '\0' || g_strcmp0 (name, self->untouched) == 0);
}

static gboolean
is_taken (AthProfileDraft *self,
          const char      *name)
{
  return self->taken_names != NULL
         && g_strv_contains ((const char *const *) self->taken_names, name);
}

/* "Staging", or "Staging 2" where there is one already. */
static void
make_up_name (AthProfileDraft *self,
              const char      *wanted)
{
  g_autofree char *name = g_strdup (wanted);

  if (!is_name_free (self))
    return;
  for (guint i = 2; is_taken (self, name); i++)
    {
      g_free (name);
      name = g_strdup_printf ("%s %u", wanted, i);
    }
  store_text (self, ATH_DRAFT_NAME, name);
  g_free (self->untouched);
  self->untouched = g_steal_pointer (&name);
}

/**
 * ath_profile_draft_fill:
 * @self: a draft
 * @profile: what was found somewhere
 *
 * Takes connection, tier and policy from @profile, and the name where the user
 * has not given one.
 */
void
ath_profile_draft_fill (AthProfileDraft *self,
                        AthProfile      *profile)
{
  g_return_if_fail (ATH_IS_PROFILE_DRAFT (self));
  g_return_if_fail (ATH_IS_PROFILE (profile));

  make_up_name (self, ath_profile_get_name (profile));
  ath_profile_set_tier (self->rest, ath_profile_get_tier (profile));
  ath_profile_set_policy (self->rest, ath_profile_get_policy (profile));
  if (ath_profile_get_connection (profile) != NULL)
    fill_connection (self, ath_profile_get_connection (profile));
  emit_changed (self);
}

/**
 * ath_profile_draft_fill_url:
 * @self: a draft
 * @url: a URL as of ath_connection_info_new_from_url()
 * @error: set on failure
 *
 * Takes the connection from @url, and, for a new profile, the tier that its host
 * suggests.
 *
 * Returns: `TRUE`, or `FALSE` with @error set to `ATH_ERROR_PROFILE`; then
 *   nothing has changed
 */
gboolean
ath_profile_draft_fill_url (AthProfileDraft  *self,
                            const char       *url,
                            GError          **error)
{
  g_autoptr(AthConnectionInfo) connection = NULL;
  AthTier tier;

  g_return_val_if_fail (ATH_IS_PROFILE_DRAFT (self), FALSE);
  g_return_val_if_fail (url != NULL, FALSE);

  connection = ath_connection_info_new_from_url (url, error);
  if (connection == NULL)
    return FALSE;

  fill_connection (self, connection);
  tier = ath_tier_guess (ath_connection_info_get (connection, "host"));
  if (self->original == NULL)
    ath_profile_set_tier (self->rest, MAX (tier, ath_profile_get_tier (self->rest)));
  make_up_name (self, ath_tier_get_name (ath_profile_get_tier (self->rest)));
  emit_changed (self);

  return TRUE;
}

/**
 * ath_profile_draft_set_taken_names:
 * @self: a draft
 * @names: (array zero-terminated=1): names of the project's environments
 *
 * Says which names another environment has.
 */
void
ath_profile_draft_set_taken_names (AthProfileDraft   *self,
                                   const char *const *names)
{
  g_return_if_fail (ATH_IS_PROFILE_DRAFT (self));

  g_strfreev (self->taken_names);
  self->taken_names = g_strdupv ((char **) names);
  emit_changed (self);
}

/**
 * ath_profile_draft_get_text:
 * @self: a draft
 * @field: a field
 *
 * Returns: (transfer none): what the field holds, perhaps empty
 */
const char *
ath_profile_draft_get_text (AthProfileDraft *self,
                            AthDraftField    field)
{
  g_return_val_if_fail (ATH_IS_PROFILE_DRAFT (self), NULL);
  g_return_val_if_fail (field < ATH_DRAFT_N_FIELDS, NULL);

  return self->texts[field];
}

/**
 * ath_profile_draft_set_text:
 * @self: a draft
 * @field: a field
 * @text: what was typed into it
 */
void
ath_profile_draft_set_text (AthProfileDraft *self,
                            AthDraftField    field,
                            const char      *text)
{
  g_return_if_fail (ATH_IS_PROFILE_DRAFT (self));
  g_return_if_fail (field < ATH_DRAFT_N_FIELDS);
  g_return_if_fail (text != NULL);

  if (strcmp (self->texts[field], text) == 0)
    return;
  store_text (self, field, text);
  emit_changed (self);
}

/**
 * ath_profile_draft_get_tier:
 * @self: a draft
 *
 * Returns: its tier
 */
AthTier
ath_profile_draft_get_tier (AthProfileDraft *self)
{
  g_return_val_if_fail (ATH_IS_PROFILE_DRAFT (self), ATH_TIER_PRODUCTION);

  return ath_profile_get_tier (self->rest);
}

/**
 * ath_profile_draft_set_tier:
 * @self: a draft
 * @tier: the tier
 *
 * Changes the tier; see ath_profile_set_tier() for the policy.
 */
void
ath_profile_draft_set_tier (AthProfileDraft *self,
                            AthTier          tier)
{
  g_return_if_fail (ATH_IS_PROFILE_DRAFT (self));

  if (ath_profile_get_tier (self->rest) == tier)
    return;
  ath_profile_set_tier (self->rest, tier);
  make_up_name (self, ath_tier_get_name (tier));
  emit_changed (self);
}

/**
 * ath_profile_draft_get_policy:
 * @self: a draft
 *
 * Returns: (transfer none): the policy; read it anew after a change
 */
const AthPolicy *
ath_profile_draft_get_policy (AthProfileDraft *self)
{
  g_return_val_if_fail (ATH_IS_PROFILE_DRAFT (self), NULL);

  return ath_profile_get_policy (self->rest);
}

/**
 * ath_profile_draft_set_policy:
 * @self: a draft
 * @policy: what may be done to the database
 */
void
ath_profile_draft_set_policy (AthProfileDraft *self,
                              const AthPolicy *policy)
{
  g_return_if_fail (ATH_IS_PROFILE_DRAFT (self));

  if (ath_policy_equal (ath_profile_get_policy (self->rest), policy))
    return;
  ath_profile_set_policy (self->rest, policy);
  emit_changed (self);
}

/**
 * ath_profile_draft_get_variables:
 * @self: a draft
 *
 * Returns: (transfer none) (array zero-terminated=1): what was typed, right or not
 */
const char *const *
ath_profile_draft_get_variables (AthProfileDraft *self)
{
  g_return_val_if_fail (ATH_IS_PROFILE_DRAFT (self), NULL);

  return ath_profile_get_variables (self->rest);
}

/**
 * ath_profile_draft_set_variables:
 * @self: a draft
 * @variables: (array zero-terminated=1): the lines as they were typed
 */
void
ath_profile_draft_set_variables (AthProfileDraft   *self,
                                 const char *const *variables)
{
  g_return_if_fail (ATH_IS_PROFILE_DRAFT (self));

  if (g_strv_equal (ath_profile_get_variables (self->rest), variables))
    return;
  ath_profile_set_variables (self->rest, variables);
  emit_changed (self);
}

/**
 * ath_profile_draft_is_changed:
 * @self: a draft
 *
 * Returns: whether something would be lost without saving
 */
gboolean
ath_profile_draft_is_changed (AthProfileDraft *self)
{
  g_autoptr(AthProfileDraft) before = NULL;

  g_return_val_if_fail (ATH_IS_PROFILE_DRAFT (self), FALSE);

  before = ath_profile_draft_new (ath_profile_get_project (self->rest), self->original);
  for (AthDraftField field = 0; field < ATH_DRAFT_N_FIELDS; field++)
    if (strcmp (self->texts[field], before->texts[field]) != 0)
      return TRUE;

  return ath_profile_get_tier (self->rest) != ath_profile_get_tier (before->rest)
         || !ath_policy_equal (ath_profile_get_policy (self->rest),
                               ath_profile_get_policy (before->rest))
         || !g_strv_equal (ath_profile_get_variables (self->rest),
                           ath_profile_get_variables (before->rest));
}

static const char *
get_name_problem (AthProfileDraft *self)
{
  g_autofree char *name = g_strstrip (g_strdup (self->texts[ATH_DRAFT_NAME]));

  if (name[0] == '\0')
    return _("The environment needs a name.");
  if (is_taken (self, name)
      && (self->original == NULL || strcmp (ath_profile_get_name (self->original), name) != 0))
    return _("There is an environment of this name already.");

  return NULL;
}

/* One port, or one for each of several hosts. */
static const char *
get_port_problem (AthProfileDraft *self)
{
  g_auto(GStrv) ports = g_strsplit (self->texts[ATH_DRAFT_PORT], ",", -1);

  for (guint i = 0; ports[i] != NULL; i++)
    if (ports[i][0] != '\0' && !g_ascii_string_to_unsigned (ports[i], 10, 1, 65535, NULL, NULL))
      return _("A port is a number from 1 to 65535.");

  return NULL;
}

static const char *
get_database_problem (AthProfileDraft *self)
{
  if (self->texts[ATH_DRAFT_DATABASE][0] == '\0' && self->texts[ATH_DRAFT_SERVICE][0] == '\0')
    return _("State the database, or a service that names it.");

  return NULL;
}

/* What cannot be understood, and what has a field of its own. */
static const char *
get_other_problem (AthProfileDraft *self)
{
  g_autoptr(AthConnectionInfo) other = NULL;
  g_autofree const char **keywords = NULL;

  if (self->texts[ATH_DRAFT_OTHER][0] == '\0')
    return NULL;
  if (ath_profile_draft_is_url (self->texts[ATH_DRAFT_OTHER]))
    return _("Parameters have the form keyword=value.");

  other = ath_connection_info_new_from_url (self->texts[ATH_DRAFT_OTHER], NULL);
  if (other == NULL)
    return _("Parameters have the form keyword=value, with the keywords of libpq.");

  keywords = ath_connection_info_list_keywords (other);
  for (guint i = 0; keywords[i] != NULL; i++)
    if (has_field (keywords[i]))
      return _("One of the parameters has a field of its own.");

  return NULL;
}

/**
 * ath_profile_draft_get_problem:
 * @self: a draft
 * @field: a field
 *
 * Returns: (transfer none) (nullable): what is wrong with what the field holds,
 *   a sentence, or `NULL` when it may stay
 */
const char *
ath_profile_draft_get_problem (AthProfileDraft *self,
                               AthDraftField    field)
{
  g_return_val_if_fail (ATH_IS_PROFILE_DRAFT (self), NULL);

  switch (field)
    {
    case ATH_DRAFT_NAME:
      return get_name_problem (self);

    case ATH_DRAFT_PORT:
      return get_port_problem (self);

    case ATH_DRAFT_DATABASE:
      return get_database_problem (self);

    case ATH_DRAFT_OTHER:
      return get_other_problem (self);

    case ATH_DRAFT_HOST:
    case ATH_DRAFT_USER:
    case ATH_DRAFT_PASSWORD:
    case ATH_DRAFT_SSL_MODE:
    case ATH_DRAFT_SSL_ROOT:
    case ATH_DRAFT_SSL_CERTIFICATE:
    case ATH_DRAFT_SSL_KEY:
    case ATH_DRAFT_SERVICE:
      return NULL;

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_profile_draft_get_variable_problem:
 * @variable: what was typed for one variable
 *
 * Returns: (transfer none) (nullable): what is wrong with it, a sentence
 */
const char *
ath_profile_draft_get_variable_problem (const char *variable)
{
  const char *equals = strchr (variable, '=');

  if (variable[0] != '\0' && (equals == NULL || equals == variable))
    return _("A variable has the form NAME=value.");

  return NULL;
}

/**
 * ath_profile_draft_can_save:
 * @self: a draft
 *
 * Returns: whether nothing is wrong with it
 */
gboolean
ath_profile_draft_can_save (AthProfileDraft *self)
{
  const char *const *variables;

  g_return_val_if_fail (ATH_IS_PROFILE_DRAFT (self), FALSE);

  for (AthDraftField field = 0; field < ATH_DRAFT_N_FIELDS; field++)
    if (ath_profile_draft_get_problem (self, field) != NULL)
      return FALSE;

  variables = ath_profile_get_variables (self->rest);
  for (guint i = 0; variables[i] != NULL; i++)
    if (ath_profile_draft_get_variable_problem (variables[i]) != NULL)
      return FALSE;

  return TRUE;
}

/**
 * ath_profile_draft_make_connection:
 * @self: a draft
 * @error: set on failure
 *
 * Returns: (transfer full): the connection as the fields have it, or `NULL` with
 *   @error set to `ATH_ERROR_PROFILE`
 */
AthConnectionInfo *
ath_profile_draft_make_connection (AthProfileDraft  *self,
                                   GError          **error)
{
  g_autoptr(AthConnectionInfo) other = NULL;
  g_autoptr(GPtrArray) keywords = g_ptr_array_new ();
  g_autoptr(GPtrArray) values = g_ptr_array_new ();
  g_autofree const char **others = NULL;

  g_return_val_if_fail (ATH_IS_PROFILE_DRAFT (self), NULL);

  if (self->texts[ATH_DRAFT_OTHER][0] != '\0')
    {
      other = ath_connection_info_new_from_url (self->texts[ATH_DRAFT_OTHER], error);
      if (other == NULL)
        return NULL;
      others = ath_connection_info_list_keywords (other);
    }

  for (guint i = 0; others != NULL && others[i] != NULL; i++)
    {
      g_ptr_array_add (keywords, (gpointer) others[i]);
      g_ptr_array_add (values, (gpointer) ath_connection_info_get (other, others[i]));
    }
  for (AthDraftField field = ATH_DRAFT_HOST; field < ATH_DRAFT_OTHER; field++)
    if (self->texts[field][0] != '\0')
      {
        g_ptr_array_add (keywords, (gpointer) get_keyword (field));
        g_ptr_array_add (values, self->texts[field]);
      }
  g_ptr_array_add (keywords, NULL);
  g_ptr_array_add (values, NULL);

  return ath_connection_info_new ((const char *const *) keywords->pdata,
                                  (const char *const *) values->pdata, error);
}

/* Rows that were left empty are no variables. */
static void
drop_empty_variables (AthProfile *profile)
{
  const char *const *variables = ath_profile_get_variables (profile);
  g_autoptr(GPtrArray) filled = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; variables[i] != NULL; i++)
    if (variables[i][0] != '\0')
      g_ptr_array_add (filled, g_strdup (variables[i]));
  g_ptr_array_add (filled, NULL);
  ath_profile_set_variables (profile, (const char *const *) filled->pdata);
}

/**
 * ath_profile_draft_make:
 * @self: a draft
 * @error: set on failure
 *
 * Returns: (transfer full): a profile of what the draft holds, or `NULL` with
 *   @error set to `ATH_ERROR_PROFILE`
 */
AthProfile *
ath_profile_draft_make (AthProfileDraft  *self,
                        GError          **error)
{
  g_autoptr(AthConnectionInfo) connection = NULL;
  g_autoptr(AthProfile) profile = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (ATH_IS_PROFILE_DRAFT (self), NULL);

  connection = ath_profile_draft_make_connection (self, error);
  if (connection == NULL)
    return NULL;

  name = g_strstrip (g_strdup (self->texts[ATH_DRAFT_NAME]));
  profile = ath_profile_copy (self->rest);
  ath_profile_set_name (profile, name);
  ath_profile_set_connection (profile, connection);
  drop_empty_variables (profile);
  if (!ath_profile_check (profile, error))
    return NULL;

  return g_steal_pointer (&profile);
}

/**
 * ath_profile_draft_is_url:
 * @text: (nullable): what was pasted
 *
 * Returns: whether it is meant as the URL of a PostgreSQL database
 */
gboolean
ath_profile_draft_is_url (const char *text)
{
  g_autofree char *start = NULL;

  if (text == NULL)
    return FALSE;

  start = g_ascii_strdown (text, strlen ("postgresql+asyncpg://") + 10);
  g_strchug (start);

  return g_str_has_prefix (start, "postgres") && strstr (start, "://") != NULL;
}
