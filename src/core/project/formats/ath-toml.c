/* ath-toml.c: the values of TOML files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "project/formats/ath-toml-private.h"

/**
 * ath_toml_value_new:
 * @type: what it is
 * @line: where it stands, from 1
 *
 * Returns: (transfer full): an empty value
 */
AthTomlValue *
ath_toml_value_new (AthTomlType type,
                    guint       line)
{
  AthTomlValue *self = g_new0 (AthTomlValue, 1);

  self->type = type;
  self->line = line;
  if (type == ATH_TOML_ARRAY || type == ATH_TOML_TABLE)
    self->elements = g_ptr_array_new_with_free_func ((GDestroyNotify) ath_toml_value_free);
  if (type == ATH_TOML_TABLE)
    {
      self->index = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
      self->keys = g_ptr_array_new ();
    }

  return self;
}

/**
 * ath_toml_value_take:
 * @table: a table without @key
 * @key: a key
 * @value: (transfer full): its value
 */
void
ath_toml_value_take (AthTomlValue *table,
                     const char   *key,
                     AthTomlValue *value)
{
  char *name = g_strdup (key);

  g_ptr_array_add (table->elements, value);
  g_ptr_array_add (table->keys, name);
  g_hash_table_insert (table->index, name, value);
}

/**
 * ath_toml_value_free:
 * @self: (transfer full): the table of a file
 */
void
ath_toml_value_free (AthTomlValue *self)
{
  g_return_if_fail (self != NULL);

  g_free (self->text);
  g_clear_pointer (&self->keys, g_ptr_array_unref);
  g_clear_pointer (&self->index, g_hash_table_unref);
  g_clear_pointer (&self->elements, g_ptr_array_unref);
  g_free (self);
}

/**
 * ath_toml_value_get_type:
 * @self: a value
 *
 * Returns: what it is
 */
AthTomlType
ath_toml_value_get_type (const AthTomlValue *self)
{
  g_return_val_if_fail (self != NULL, ATH_TOML_STRING);

  return self->type;
}

/**
 * ath_toml_value_get_line:
 * @self: a value
 *
 * Returns: the line it starts in, from 1
 */
guint
ath_toml_value_get_line (const AthTomlValue *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->line;
}

/**
 * ath_toml_value_get_text:
 * @self: a string or a date
 *
 * Returns: (transfer none): its text
 */
const char *
ath_toml_value_get_text (const AthTomlValue *self)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->text != NULL, NULL);

  return self->text;
}

/**
 * ath_toml_value_get_integer:
 * @self: an integer
 *
 * Returns: its value
 */
gint64
ath_toml_value_get_integer (const AthTomlValue *self)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (self->type == ATH_TOML_INTEGER, 0);

  return self->integer;
}

/**
 * ath_toml_value_get_float:
 * @self: a float
 *
 * Returns: its value
 */
double
ath_toml_value_get_float (const AthTomlValue *self)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (self->type == ATH_TOML_FLOAT, 0);

  return self->number;
}

/**
 * ath_toml_value_get_boolean:
 * @self: a boolean
 *
 * Returns: its value
 */
gboolean
ath_toml_value_get_boolean (const AthTomlValue *self)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (self->type == ATH_TOML_BOOLEAN, FALSE);

  return self->integer != 0;
}

/**
 * ath_toml_value_get_length:
 * @self: an array or a table
 *
 * Returns: how many values it holds
 */
guint
ath_toml_value_get_length (const AthTomlValue *self)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (self->elements != NULL, 0);

  return self->elements->len;
}

/**
 * ath_toml_value_get_element:
 * @self: an array or a table
 * @index: place in it, from 0
 *
 * Returns: (transfer none): the value there, in file order
 */
const AthTomlValue *
ath_toml_value_get_element (const AthTomlValue *self,
                            guint               index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->elements != NULL, NULL);
  g_return_val_if_fail (index < self->elements->len, NULL);

  return g_ptr_array_index (self->elements, index);
}

/**
 * ath_toml_value_get_key:
 * @self: a table
 * @index: place in it, from 0
 *
 * Returns: (transfer none): the key there, in file order
 */
const char *
ath_toml_value_get_key (const AthTomlValue *self,
                        guint               index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->type == ATH_TOML_TABLE, NULL);
  g_return_val_if_fail (index < self->keys->len, NULL);

  return g_ptr_array_index (self->keys, index);
}

/**
 * ath_toml_value_find:
 * @self: a table
 * @key: a key, whole: dots have no meaning
 *
 * Returns: (transfer none) (nullable): its value
 */
const AthTomlValue *
ath_toml_value_find (const AthTomlValue *self,
                     const char         *key)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (self->type == ATH_TOML_TABLE, NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return g_hash_table_lookup (self->index, key);
}

/**
 * ath_toml_value_find_table:
 * @self: (nullable): a table
 * @key: a key
 *
 * Returns: (transfer none) (nullable): the table under @key; `NULL` also when
 *   something else is there, or when @self is `NULL`
 */
const AthTomlValue *
ath_toml_value_find_table (const AthTomlValue *self,
                           const char         *key)
{
  const AthTomlValue *value = self != NULL ? ath_toml_value_find (self, key) : NULL;

  return value != NULL && value->type == ATH_TOML_TABLE ? value : NULL;
}
