/* ath-profile-json.c: a profile as one JSON document
 *
 * The document is what a keyring item holds.  It says its version: a newer one,
 * and a member that this version does not know, are refused, because a profile
 * that is read in part and saved again would lose the rest.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <stdlib.h>
#include <string.h>

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "ath-error.h"
#include "profile/ath-profile.h"

#define VERSION 1

typedef struct
{
  const char *name;
  gsize       offset;
  gboolean    is_boolean;
} PolicyMember;

static const PolicyMember policy_members[] = {
  { "backup_required", G_STRUCT_OFFSET (AthPolicy, backup_required), TRUE },
  { "confirm_name", G_STRUCT_OFFSET (AthPolicy, confirm_name), TRUE },
  { "allow_downgrade", G_STRUCT_OFFSET (AthPolicy, allow_downgrade), TRUE },
  { "lock_timeout_ms", G_STRUCT_OFFSET (AthPolicy, lock_timeout_ms), FALSE },
  { "statement_timeout_ms", G_STRUCT_OFFSET (AthPolicy, statement_timeout_ms), FALSE },
  { "backups_kept", G_STRUCT_OFFSET (AthPolicy, backups_kept), FALSE },
};

static gboolean
set_member_error (GError     **error,
                  const char  *member)
{
  GError *refusal = ath_error_new (ATH_ERROR_PROFILE,
                                   _("The profile cannot be read: “%s” is missing or malformed"),
                                   member);

  g_propagate_error (error, refusal);
  return FALSE;
}

static gboolean
set_unknown_error (GError     **error,
                   const char  *member)
{
  GError *refusal = ath_error_new (ATH_ERROR_PROFILE,
                                   _("The profile cannot be read: “%s” is unknown"),
                                   member);

  ath_error_set_hint (refusal, _("It may have been saved by another version of Athanor."));
  g_propagate_error (error, refusal);
  return FALSE;
}

/* Returns: (nullable): the text of @node */
static const char *
get_text (JsonNode *node)
{
  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_STRING)
    return NULL;

  return json_node_get_string (node);
}

static const char *
get_required_text (JsonObject  *object,
                   const char  *member,
                   GError     **error)
{
  const char *text = get_text (json_object_get_member (object, member));

  if (text == NULL)
    set_member_error (error, member);

  return text;
}

static const PolicyMember *
find_policy_member (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (policy_members); i++)
    if (g_str_equal (policy_members[i].name, name))
      return &policy_members[i];

  return NULL;
}

static gboolean
read_policy_value (const PolicyMember  *member,
                   JsonNode            *node,
                   AthPolicy           *policy,
                   GError             **error)
{
  GType type = JSON_NODE_HOLDS_VALUE (node) ? json_node_get_value_type (node) : G_TYPE_INVALID;

  if (member->is_boolean && type == G_TYPE_BOOLEAN)
    G_STRUCT_MEMBER (gboolean, policy, member->offset) = json_node_get_boolean (node);
  else if (!member->is_boolean && type == G_TYPE_INT64
           && json_node_get_int (node) >= 0 && json_node_get_int (node) <= G_MAXINT)
    G_STRUCT_MEMBER (guint, policy, member->offset) = (guint) json_node_get_int (node);
  else
    return set_member_error (error, member->name);

  return TRUE;
}

/* What is not stated stays as @policy has it. */
static gboolean
read_policy (JsonNode   *node,
             AthPolicy  *policy,
             GError    **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return set_member_error (error, "policy");

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    {
      const PolicyMember *member = find_policy_member (name);

      if (member == NULL)
        return set_unknown_error (error, name);
      if (!read_policy_value (member, value, policy, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_connection (JsonNode    *node,
                 AthProfile  *self,
                 GError     **error)
{
  g_autoptr(GPtrArray) keywords = g_ptr_array_new ();
  g_autoptr(GPtrArray) values = g_ptr_array_new ();
  g_autoptr(AthConnectionInfo) connection = NULL;
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (!JSON_NODE_HOLDS_OBJECT (node))
    return set_member_error (error, "connection");

  json_object_iter_init (&iter, json_node_get_object (node));
  while (json_object_iter_next (&iter, &name, &value))
    {
      const char *text = get_text (value);

      if (text == NULL)
        return set_member_error (error, name);
      g_ptr_array_add (keywords, (gpointer) name);
      g_ptr_array_add (values, (gpointer) text);
    }
  g_ptr_array_add (keywords, NULL);
  g_ptr_array_add (values, NULL);

  connection = ath_connection_info_new ((const char *const *) keywords->pdata,
                                        (const char *const *) values->pdata,
                                        error);
  if (connection == NULL)
    return FALSE;
  ath_profile_set_connection (self, connection);

  return TRUE;
}

static gboolean
read_variables (JsonNode    *node,
                AthProfile  *self,
                GError     **error)
{
  g_autoptr(GPtrArray) variables = g_ptr_array_new ();
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (node))
    return set_member_error (error, "variables");

  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = get_text (json_array_get_element (array, i));

      if (text == NULL)
        return set_member_error (error, "variables");
      g_ptr_array_add (variables, (gpointer) text);
    }
  g_ptr_array_add (variables, NULL);
  ath_profile_set_variables (self, (const char *const *) variables->pdata);

  return TRUE;
}

static gboolean
check_version (JsonObject  *object,
               GError     **error)
{
  JsonNode *node = json_object_get_member (object, "version");
  GError *refusal;

  if (node == NULL || !JSON_NODE_HOLDS_VALUE (node)
      || json_node_get_value_type (node) != G_TYPE_INT64
      || json_node_get_int (node) < 1)
    return set_member_error (error, "version");
  if (json_node_get_int (node) == VERSION)
    return TRUE;

  refusal = ath_error_new (ATH_ERROR_PROFILE,
                           _("The profile was saved by a newer version of Athanor"));
  ath_error_set_hint (refusal, _("Open it with the version that saved it, or a newer one."));
  g_propagate_error (error, refusal);

  return FALSE;
}

static gboolean
check_members (JsonObject  *object,
               GError     **error)
{
  static const char *const known[] = {
    "version", "project", "name", "tier", "connection", "policy", "variables", NULL,
  };
  JsonObjectIter iter;
  const char *name;

  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, &name, NULL))
    if (!g_strv_contains (known, name))
      return set_unknown_error (error, name);

  return TRUE;
}

/* Returns: (transfer full): a profile with project, name and tier */
static AthProfile *
read_identity (JsonObject  *object,
               GError     **error)
{
  const char *project = get_required_text (object, "project", error);
  const char *name = project != NULL ? get_required_text (object, "name", error) : NULL;
  const char *tier_id = name != NULL ? get_required_text (object, "tier", error) : NULL;
  AthProfile *self;
  AthTier tier;

  if (tier_id == NULL)
    return NULL;
  if (!ath_tier_parse (tier_id, &tier))
    {
      set_member_error (error, "tier");
      return NULL;
    }

  self = ath_profile_new (project, name);
  ath_profile_set_tier (self, tier);

  return self;
}

static gboolean
read_rest (JsonObject  *object,
           AthProfile  *self,
           GError     **error)
{
  JsonNode *connection = json_object_get_member (object, "connection");
  JsonNode *policy = json_object_get_member (object, "policy");
  JsonNode *variables = json_object_get_member (object, "variables");
  AthPolicy value = *ath_profile_get_policy (self);

  if (connection != NULL && !read_connection (connection, self, error))
    return FALSE;
  if (policy != NULL && !read_policy (policy, &value, error))
    return FALSE;
  if (variables != NULL && !read_variables (variables, self, error))
    return FALSE;
  ath_profile_set_policy (self, &value);

  return ath_profile_check (self, error);
}

/**
 * ath_profile_new_from_json:
 * @json: a document as of ath_profile_dup_json()
 * @error: set on failure
 *
 * Returns: (transfer full): the profile, or `NULL` with @error set to
 *   `ATH_ERROR_PROFILE` when @json is no profile, is of another version, or
 *   holds something that this version does not know.  No message holds a value.
 */
AthProfile *
ath_profile_new_from_json (const char  *json,
                           GError     **error)
{
  g_autoptr(JsonParser) parser = json_parser_new_immutable ();
  g_autoptr(AthProfile) self = NULL;
  JsonNode *root;
  JsonObject *object;

  g_return_val_if_fail (json != NULL, NULL);

  /* The parser's message quotes the text around the mistake: a password, perhaps. */
  if (!json_parser_load_from_data (parser, json, -1, NULL)
      || (root = json_parser_get_root (parser)) == NULL
      || !JSON_NODE_HOLDS_OBJECT (root))
    {
      g_set_error_literal (error, ATH_ERROR, ATH_ERROR_PROFILE,
                           _("The profile cannot be read: it is not a JSON object"));
      return NULL;
    }

  object = json_node_get_object (root);
  if (!check_version (object, error) || !check_members (object, error))
    return NULL;
  self = read_identity (object, error);
  if (self == NULL || !read_rest (object, self, error))
    return NULL;

  return g_steal_pointer (&self);
}

static int
compare_texts (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char **) a, *(const char **) b);
}

/* In the order of the keywords, so that equal profiles are equal documents. */
static void
add_connection (JsonBuilder       *builder,
                AthConnectionInfo *connection)
{
  g_autofree const char **keywords = ath_connection_info_list_keywords (connection);

  qsort (keywords, g_strv_length ((char **) keywords), sizeof *keywords, compare_texts);
  json_builder_set_member_name (builder, "connection");
  json_builder_begin_object (builder);
  for (guint i = 0; keywords[i] != NULL; i++)
    {
      json_builder_set_member_name (builder, keywords[i]);
      json_builder_add_string_value (builder, ath_connection_info_get (connection, keywords[i]));
    }
  json_builder_end_object (builder);
}

static void
add_policy (JsonBuilder     *builder,
            const AthPolicy *policy)
{
  json_builder_set_member_name (builder, "policy");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (policy_members); i++)
    {
      const PolicyMember *member = &policy_members[i];

      json_builder_set_member_name (builder, member->name);
      if (member->is_boolean)
        json_builder_add_boolean_value (builder,
                                        G_STRUCT_MEMBER (gboolean, policy, member->offset));
      else
        json_builder_add_int_value (builder, G_STRUCT_MEMBER (guint, policy, member->offset));
    }
  json_builder_end_object (builder);
}

static void
add_variables (JsonBuilder       *builder,
               const char *const *variables)
{
  json_builder_set_member_name (builder, "variables");
  json_builder_begin_array (builder);
  for (guint i = 0; variables[i] != NULL; i++)
    json_builder_add_string_value (builder, variables[i]);
  json_builder_end_array (builder);
}

static void
add_text (JsonBuilder *builder,
          const char  *member,
          const char  *text)
{
  json_builder_set_member_name (builder, member);
  json_builder_add_string_value (builder, text);
}

/**
 * ath_profile_dup_json:
 * @self: a profile
 *
 * Returns: (transfer full): one JSON document that holds the password; to be held
 *   in a `g_autoptr(AthSecret)`, which wipes it
 */
char *
ath_profile_dup_json (AthProfile *self)
{
  g_autoptr(JsonBuilder) builder = json_builder_new ();
  g_autoptr(JsonNode) root = NULL;

  g_return_val_if_fail (ATH_IS_PROFILE (self), NULL);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "version");
  json_builder_add_int_value (builder, VERSION);
  add_text (builder, "project", ath_profile_get_project (self));
  add_text (builder, "name", ath_profile_get_name (self));
  add_text (builder, "tier", ath_tier_get_id (ath_profile_get_tier (self)));
  if (ath_profile_get_connection (self) != NULL)
    add_connection (builder, ath_profile_get_connection (self));
  add_policy (builder, ath_profile_get_policy (self));
  add_variables (builder, ath_profile_get_variables (self));
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);

  return json_to_string (root, FALSE);
}
