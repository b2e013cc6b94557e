/* ath-environment-item-words.c: what is said of an environment
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "workspace/ath-environment-item.h"
#include "workspace/ath-relative-time.h"

/**
 * ath_environment_item_dup_status:
 * @self: an environment
 *
 * Returns: (transfer full): its state in a word or two, translated
 */
char *
ath_environment_item_dup_status (AthEnvironmentItem *self)
{
  AthEnvironmentState *state;
  guint n_pending;

  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), NULL);

  state = ath_environment_item_get_state (self);
  if (state == NULL)
    return g_strdup (ath_environment_item_is_busy (self) ? _("Checking…") : _("Not checked"));

  switch (ath_environment_state_get_status (state))
    {
    case ATH_ENVIRONMENT_UP_TO_DATE:
      return g_strdup (_("Up to date"));

    case ATH_ENVIRONMENT_BEHIND:
      n_pending = ath_environment_item_get_n_pending (self);
      return g_strdup_printf (ngettext ("%u pending", "%u pending", n_pending), n_pending);

    case ATH_ENVIRONMENT_UNREACHABLE:
      return g_strdup (_("Unreachable"));

    case ATH_ENVIRONMENT_NEEDS_ATTENTION:
      return g_strdup (_("Needs attention"));

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_environment_item_dup_label:
 * @self: an environment
 *
 * Returns: (transfer full): all that is to be known of it at once, for those who
 *   do not see it: “Berlin, Production, 3 pending”; the tier goes without saying
 *   where it is the name
 */
char *
ath_environment_item_dup_label (AthEnvironmentItem *self)
{
  g_autofree char *status = NULL;
  const char *name;
  const char *tier;

  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), NULL);

  status = ath_environment_item_dup_status (self);
  name = ath_environment_item_get_name (self);
  tier = ath_tier_get_name (ath_environment_item_get_tier (self));

  if (g_strcmp0 (name, tier) == 0)
    return g_strdup_printf ("%s, %s", name, status);

  return g_strdup_printf ("%s, %s, %s", name, tier, status);
}

/**
 * ath_environment_item_dup_place:
 * @self: an environment
 *
 * Returns: (transfer full): database and server, and when it answered also the
 *   server's version and whether the connection is encrypted:
 *   “shop on db1 · PostgreSQL 15.4 · TLS”
 */
char *
ath_environment_item_dup_place (AthEnvironmentItem *self)
{
  AthProfile *profile;
  AthEnvironmentState *state;
  g_autoptr(GString) text = NULL;
  g_autofree char *display = NULL;

  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), NULL);

  profile = ath_environment_item_get_profile (self);
  state = ath_environment_item_get_state (self);
  display = ath_connection_info_dup_display (ath_profile_get_connection (profile));
  text = g_string_new (display);

  if (ath_environment_item_is_reachable (self))
    {
      g_string_append_printf (text, " · PostgreSQL %s",
                              ath_environment_state_get_server_version (state));
      if (ath_environment_state_get_tls (state))
        g_string_append (text, " · TLS");
    }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
dup_state_sentence (AthEnvironmentItem *self)
{
  guint n;

  switch (ath_environment_state_get_status (ath_environment_item_get_state (self)))
    {
    case ATH_ENVIRONMENT_UP_TO_DATE:
      return g_strdup (_("The database is up to date."));

    case ATH_ENVIRONMENT_BEHIND:
      n = ath_environment_item_get_n_pending (self);
      return g_strdup_printf (ngettext ("%u revision pending.", "%u revisions pending.", n), n);

    case ATH_ENVIRONMENT_UNREACHABLE:
      return g_strdup (_("The database could not be read."));

    case ATH_ENVIRONMENT_NEEDS_ATTENTION:
      n = g_list_model_get_n_items (ath_environment_item_get_unknown (self));
      if (n == 0)
        return g_strdup (_("The database does not fit the project."));

      return g_strdup_printf (ngettext ("The database holds %u revision that the project does not "
                                        "know.",
                                        "The database holds %u revisions that the project does not "
                                        "know.",
                                        n),
                              n);

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_environment_item_dup_summary:
 * @self: an environment
 * @now: the time to count from
 *
 * Returns: (transfer full): its state and its last backup in full sentences:
 *   “3 revisions pending. Last backup 2 days ago.”
 */
char *
ath_environment_item_dup_summary (AthEnvironmentItem *self,
                                  GDateTime          *now)
{
  AthBackup *backup;
  g_autofree char *state = NULL;
  g_autofree char *age = NULL;

  g_return_val_if_fail (ATH_IS_ENVIRONMENT_ITEM (self), NULL);
  g_return_val_if_fail (now != NULL, NULL);

  if (ath_environment_item_get_state (self) == NULL)
    return g_strdup (ath_environment_item_is_busy (self)
                     ? _("Looking at the database…")
                     : _("The database was not looked at."));

  state = dup_state_sentence (self);

  backup = ath_environment_item_get_last_backup (self);
  if (backup == NULL)
    return g_strdup_printf (_("%s No backup yet."), state);

  age = ath_relative_time_format (ath_backup_get_created (backup), now);

  /* TRANSLATORS: a sentence on the state, then “just now”, “2 days ago”, … */
  return g_strdup_printf (_("%s Last backup %s."), state, age);
}
