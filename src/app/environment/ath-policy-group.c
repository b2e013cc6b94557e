/* ath-policy-group.c: the policy of an environment, to be changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "environment/ath-policy-group.h"

/**
 * AthPolicyGroup:
 *
 * A group of rows that hold a policy.
 */

struct _AthPolicyGroup
{
  AdwPreferencesGroup  parent_instance;

  GtkSwitch           *backup_switch;
  GtkSwitch           *confirm_switch;
  GtkSwitch           *downgrade_switch;
  GtkSpinButton       *lock_timeout_spin;
  GtkSpinButton       *statement_timeout_spin;
  GtkSpinButton       *backups_kept_spin;

  gboolean             filling; /* the rows are being set */
};

typedef enum
{
  SIGNAL_CHANGED,
} AthPolicyGroupSignal;

static guint signals[SIGNAL_CHANGED + 1];

G_DEFINE_FINAL_TYPE (AthPolicyGroup, ath_policy_group, ADW_TYPE_PREFERENCES_GROUP)

static void
changed_cb (AthPolicyGroup *self)
{
  if (!self->filling)
    g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static guint
get_milliseconds (GtkSpinButton *spin)
{
  return (guint) (gtk_spin_button_get_value (spin) * 1000 + 0.5);
}

static void
ath_policy_group_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ATH_TYPE_POLICY_GROUP);

  G_OBJECT_CLASS (ath_policy_group_parent_class)->dispose (object);
}

static void
ath_policy_group_class_init (AthPolicyGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ath_policy_group_dispose;

  /**
   * AthPolicyGroup::changed:
   * @self: the group
   *
   * Emitted when the user changed the policy.
   */
  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", ATH_TYPE_POLICY_GROUP, G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, ATH_APP_PATH "/ath-policy-group.ui");
  gtk_widget_class_bind_template_child (widget_class, AthPolicyGroup, backup_switch);
  gtk_widget_class_bind_template_child (widget_class, AthPolicyGroup, confirm_switch);
  gtk_widget_class_bind_template_child (widget_class, AthPolicyGroup, downgrade_switch);
  gtk_widget_class_bind_template_child (widget_class, AthPolicyGroup, lock_timeout_spin);
  gtk_widget_class_bind_template_child (widget_class, AthPolicyGroup, statement_timeout_spin);
  gtk_widget_class_bind_template_child (widget_class, AthPolicyGroup, backups_kept_spin);
}

static void
ath_policy_group_init (AthPolicyGroup *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_object (self->backup_switch, "notify::active",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->confirm_switch, "notify::active",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->downgrade_switch, "notify::active",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lock_timeout_spin, "value-changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->statement_timeout_spin, "value-changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->backups_kept_spin, "value-changed",
                           G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * ath_policy_group_get_policy:
 * @self: a group
 *
 * Returns: what the rows hold
 */
AthPolicy
ath_policy_group_get_policy (AthPolicyGroup *self)
{
  return (AthPolicy) {
    .backup_required = gtk_switch_get_active (self->backup_switch),
    .confirm_name = gtk_switch_get_active (self->confirm_switch),
    .allow_downgrade = gtk_switch_get_active (self->downgrade_switch),
    .lock_timeout_ms = get_milliseconds (self->lock_timeout_spin),
    .statement_timeout_ms = get_milliseconds (self->statement_timeout_spin),
    .backups_kept = (guint) gtk_spin_button_get_value_as_int (self->backups_kept_spin),
  };
}

/**
 * ath_policy_group_set_policy:
 * @self: a group
 * @policy: what the rows are to hold
 *
 * Shows @policy.  Nobody is told.
 */
void
ath_policy_group_set_policy (AthPolicyGroup  *self,
                             const AthPolicy *policy)
{
  g_return_if_fail (ATH_IS_POLICY_GROUP (self));
  g_return_if_fail (policy != NULL);

  self->filling = TRUE;
  gtk_switch_set_active (self->backup_switch, policy->backup_required);
  gtk_switch_set_active (self->confirm_switch, policy->confirm_name);
  gtk_switch_set_active (self->downgrade_switch, policy->allow_downgrade);
  gtk_spin_button_set_value (self->lock_timeout_spin, policy->lock_timeout_ms / 1000.0);
  gtk_spin_button_set_value (self->statement_timeout_spin, policy->statement_timeout_ms / 1000.0);
  gtk_spin_button_set_value (self->backups_kept_spin, policy->backups_kept);
  self->filling = FALSE;
}
