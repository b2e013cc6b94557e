/* ath-profile.c: the connection of an environment and its policy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "profile/ath-profile.h"

/**
 * AthProfile:
 *
 * Everything needed to reach and to treat one environment of one project.
 *
 * Changed only by the thread that made it; a worker gets a copy of its own from
 * ath_profile_copy(), or reads while nobody changes it.
 */

struct _AthProfile
{
  GObject             parent_instance;

  char               *project;    /* (owned) */
  char               *name;       /* (owned) */
  AthTier             tier;
  AthConnectionInfo  *connection; /* (owned) (nullable) */
  AthPolicy           policy;
  char              **variables;  /* (owned) never NULL */
};

G_DEFINE_FINAL_TYPE (AthProfile, ath_profile, G_TYPE_OBJECT)

static void
ath_profile_finalize (GObject *object)
{
  AthProfile *self = ATH_PROFILE (object);

  g_clear_pointer (&self->project, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->connection, ath_connection_info_unref);
  g_clear_pointer (&self->variables, g_strfreev);

  G_OBJECT_CLASS (ath_profile_parent_class)->finalize (object);
}

static void
ath_profile_class_init (AthProfileClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ath_profile_finalize;
}

static void
ath_profile_init (AthProfile *self)
{
  self->tier = ATH_TIER_DEVELOPMENT;
  self->policy = ath_policy_for_tier (self->tier);
  self->variables = g_new0 (char *, 1);
}

/**
 * ath_profile_new:
 * @project: what the profile belongs to; see ath_project_get_key()
 * @name: name of the environment
 *
 * Makes a profile of tier development, with that tier's policy and without a
 * connection.
 *
 * Returns: (transfer full): a profile
 */
AthProfile *
ath_profile_new (const char *project,
                 const char *name)
{
  AthProfile *self;

  g_return_val_if_fail (project != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_object_new (ATH_TYPE_PROFILE, NULL);
  self->project = g_strdup (project);
  self->name = g_strdup (name);

  return self;
}

/**
 * ath_profile_copy:
 * @self: a profile
 *
 * Returns: (transfer full): a profile that can be changed without changing @self
 */
AthProfile *
ath_profile_copy (AthProfile *self)
{
  AthProfile *copy;

  g_return_val_if_fail (ATH_IS_PROFILE (self), NULL);

  copy = ath_profile_new (self->project, self->name);
  copy->tier = self->tier;
  copy->policy = self->policy;
  ath_profile_set_connection (copy, self->connection);
  ath_profile_set_variables (copy, (const char *const *) self->variables);

  return copy;
}

static gboolean
is_variable (const char *text)
{
  const char *equals = strchr (text, '=');

  return equals != NULL && equals != text;
}

static gboolean
set_incomplete (GError **error,
                GError  *reason)
{
  g_propagate_error (error, reason);

  return FALSE;
}

/**
 * ath_profile_check:
 * @self: a profile
 * @error: set when @self cannot be kept
 *
 * Tells whether @self is complete enough to be kept and read again.
 *
 * Returns: `TRUE`, or `FALSE` with @error set to `ATH_ERROR_PROFILE`
 */
gboolean
ath_profile_check (AthProfile  *self,
                   GError     **error)
{
  g_return_val_if_fail (ATH_IS_PROFILE (self), FALSE);

  if (self->name[0] == '\0')
    return set_incomplete (error, ath_error_new (ATH_ERROR_PROFILE,
                                                 _("The environment has no name")));
  if (self->connection == NULL)
    return set_incomplete (error, ath_error_new (ATH_ERROR_PROFILE,
                                                 _("The environment “%s” has no connection"),
                                                 self->name));
  for (guint i = 0; self->variables[i] != NULL; i++)
    if (!is_variable (self->variables[i]))
      return set_incomplete (error, ath_error_new (ATH_ERROR_PROFILE,
                                                   _("“%s” has not the form NAME=value"),
                                                   self->variables[i]));

  return TRUE;
}

/**
 * ath_profile_compare:
 * @a: a profile
 * @b: another
 *
 * The order of environments in every list: by project, then from development to
 * production, then by name.
 *
 * Returns: negative, 0 or positive, as strcmp()
 */
int
ath_profile_compare (AthProfile *a,
                     AthProfile *b)
{
  int order = strcmp (a->project, b->project);

  if (order == 0)
    order = (int) a->tier - (int) b->tier;
  if (order == 0)
    order = g_utf8_collate (a->name, b->name);

  return order;
}

static int
compare_elements (gconstpointer a,
                  gconstpointer b)
{
  return ath_profile_compare (*(AthProfile **) a, *(AthProfile **) b);
}

/**
 * ath_profile_sort:
 * @profiles: (element-type AthProfile): profiles
 *
 * Puts @profiles into the order of ath_profile_compare().
 */
void
ath_profile_sort (GPtrArray *profiles)
{
  g_return_if_fail (profiles != NULL);

  g_ptr_array_sort (profiles, compare_elements);
}

/**
 * ath_profile_get_project:
 * @self: a profile
 *
 * Returns: (transfer none): key of the project it belongs to
 */
const char *
ath_profile_get_project (AthProfile *self)
{
  g_return_val_if_fail (ATH_IS_PROFILE (self), NULL);

  return self->project;
}

/**
 * ath_profile_get_name:
 * @self: a profile
 *
 * Returns: (transfer none): name of the environment; unique within the project
 */
const char *
ath_profile_get_name (AthProfile *self)
{
  g_return_val_if_fail (ATH_IS_PROFILE (self), NULL);

  return self->name;
}

/**
 * ath_profile_set_name:
 * @self: a profile
 * @name: how people call the environment
 */
void
ath_profile_set_name (AthProfile *self,
                      const char *name)
{
  char *copy;

  g_return_if_fail (ATH_IS_PROFILE (self));
  g_return_if_fail (name != NULL);

  copy = g_strdup (name);
  g_free (self->name);
  self->name = copy;
}

/**
 * ath_profile_get_tier:
 * @self: a profile
 *
 * Returns: which policy and which colour its environment has by default
 */
AthTier
ath_profile_get_tier (AthProfile *self)
{
  g_return_val_if_fail (ATH_IS_PROFILE (self), ATH_TIER_PRODUCTION);

  return self->tier;
}

/**
 * ath_profile_set_tier:
 * @self: a profile
 * @tier: the tier
 *
 * Changes the tier and, when the policy is still the one that the old tier
 * starts with, the policy too.
 */
void
ath_profile_set_tier (AthProfile *self,
                      AthTier     tier)
{
  AthPolicy started;

  g_return_if_fail (ATH_IS_PROFILE (self));
  g_return_if_fail (tier <= ATH_TIER_PRODUCTION);

  started = ath_policy_for_tier (self->tier);
  if (ath_policy_equal (&self->policy, &started))
    self->policy = ath_policy_for_tier (tier);
  self->tier = tier;
}

/**
 * ath_profile_get_connection:
 * @self: a profile
 *
 * Returns: (transfer none) (nullable): how to reach the database, password
 *   included; `NULL` as long as none was set
 */
AthConnectionInfo *
ath_profile_get_connection (AthProfile *self)
{
  g_return_val_if_fail (ATH_IS_PROFILE (self), NULL);

  return self->connection;
}

/**
 * ath_profile_set_connection:
 * @self: a profile
 * @connection: how to reach the database
 */
void
ath_profile_set_connection (AthProfile        *self,
                            AthConnectionInfo *connection)
{
  g_return_if_fail (ATH_IS_PROFILE (self));

  if (connection != NULL)
    ath_connection_info_ref (connection);
  g_clear_pointer (&self->connection, ath_connection_info_unref);
  self->connection = connection;
}

/**
 * ath_profile_get_policy:
 * @self: a profile
 *
 * Returns: (transfer none): the policy; read it anew after a change
 */
const AthPolicy *
ath_profile_get_policy (AthProfile *self)
{
  g_return_val_if_fail (ATH_IS_PROFILE (self), NULL);

  return &self->policy;
}

/**
 * ath_profile_set_policy:
 * @self: a profile
 * @policy: what may be done to the database
 */
void
ath_profile_set_policy (AthProfile      *self,
                        const AthPolicy *policy)
{
  g_return_if_fail (ATH_IS_PROFILE (self));
  g_return_if_fail (policy != NULL);

  self->policy = *policy;
}

/**
 * ath_profile_get_variables:
 * @self: a profile
 *
 * Returns: (transfer none) (array zero-terminated=1): `NAME=value`, what scripts
 *   may ask for
 */
const char *const *
ath_profile_get_variables (AthProfile *self)
{
  g_return_val_if_fail (ATH_IS_PROFILE (self), NULL);

  return (const char *const *) self->variables;
}

/**
 * ath_profile_set_variables:
 * @self: a profile
 * @variables: (array zero-terminated=1): `NAME=value` for scripts
 */
void
ath_profile_set_variables (AthProfile        *self,
                           const char *const *variables)
{
  char **copy;

  g_return_if_fail (ATH_IS_PROFILE (self));

  copy = variables != NULL ? g_strdupv ((char **) variables) : g_new0 (char *, 1);
  g_strfreev (self->variables);
  self->variables = copy;
}
