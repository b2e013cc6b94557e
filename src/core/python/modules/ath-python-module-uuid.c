/* ath-python-module-uuid.c: the module uuid
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/modules/ath-python-uuid.h"
#include "python/types/ath-python-types.h"

static AthPythonValue *
new_uuid (AthPythonEvaluator *evaluator,
          const guint8        bytes[ATH_PYTHON_UUID_SIZE])
{
  guint8 *data = ath_arena_alloc (evaluator->arena, ATH_PYTHON_UUID_SIZE);

  memcpy (data, bytes, ATH_PYTHON_UUID_SIZE);

  return ath_python_host_new (evaluator->arena, &ath_python_uuid_class, data);
}

/* Without the braces, dashes and names that may stand in one. */
static char *
dup_digits (const char *text)
{
  GString *digits = g_string_new (text);
  gsize start = 0;

  g_string_replace (digits, "urn:", "", 0);
  g_string_replace (digits, "uuid:", "", 0);
  while (digits->len > 0 && strchr ("{}", digits->str[digits->len - 1]) != NULL)
    g_string_truncate (digits, digits->len - 1);
  while (digits->str[start] == '{' || digits->str[start] == '}')
    start++;
  g_string_erase (digits, 0, (gssize) start);
  g_string_replace (digits, "-", "", 0);

  return g_string_free (digits, FALSE);
}

static AthPythonValue *
parse_uuid (AthPythonEvaluator *evaluator,
            const char         *text)
{
  g_autofree char *digits = dup_digits (text);
  guint8 bytes[ATH_PYTHON_UUID_SIZE];

  if (g_utf8_strlen (digits, -1) != 2 * ATH_PYTHON_UUID_SIZE)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "badly formed hexadecimal UUID string");
  for (guint i = 0; i < ATH_PYTHON_UUID_SIZE; i++)
    {
      int high = g_ascii_xdigit_value (digits[2 * i]);
      int low = g_ascii_xdigit_value (digits[2 * i + 1]);

      if (high < 0 || low < 0)
        return ath_python_refuse (evaluator, _("“%s” as a UUID is not understood"), text);
      bytes[i] = (guint8) (high * 16 + low);
    }

  return new_uuid (evaluator, bytes);
}

/* A number below 2⁶⁴: there are no greater ones here. */
static AthPythonValue *
uuid_of_int (AthPythonEvaluator *evaluator,
             AthPythonValue     *value)
{
  guint8 bytes[ATH_PYTHON_UUID_SIZE] = { 0 };

  if (value->type != ATH_PYTHON_TYPE_INT)
    return ath_python_refuse_type (evaluator, "UUID", value);
  if (value->integer < 0)
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "int is out of range (need a 128-bit value)");
  for (guint i = 0; i < sizeof (gint64); i++)
    bytes[ATH_PYTHON_UUID_SIZE - 1 - i] = (guint8) (value->integer >> (8 * i));

  return new_uuid (evaluator, bytes);
}

static AthPythonValue *
construct_uuid (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "hex", ATH_PYTHON_PARAM_OPTIONAL },
    { "bytes", ATH_PYTHON_PARAM_OPTIONAL },
    { "int", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  guint n_given = 0;

  if (!ATH_PYTHON_BIND ("UUID", parameters, values))
    return NULL;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    if (values[i] != NULL && ath_python_is_none (values[i]))
      values[i] = NULL;
  for (guint i = 0; i < G_N_ELEMENTS (values); i++)
    n_given += values[i] != NULL ? 1 : 0;
  if (n_given != 1)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "one of the hex, bytes, bytes_le, fields, or int arguments must be "
                             "given");
  if (values[2] != NULL)
    return uuid_of_int (evaluator, values[2]);
  if (values[1] != NULL)
    {
      if (values[1]->type != ATH_PYTHON_TYPE_BYTES)
        return ath_python_refuse_type (evaluator, "UUID", values[1]);
      if (values[1]->text.length != ATH_PYTHON_UUID_SIZE)
        return ath_python_raise (evaluator, &ath_python_value_error_class,
                                 "bytes is not a 16-char string");
      return new_uuid (evaluator, (const guint8 *) values[1]->text.bytes);
    }

  values[0] = ath_python_unwrap (values[0]);
  if (!ath_python_is_str (values[0]))
    {
      if (ath_python_is_opaque (values[0]) && values[0]->type != ATH_PYTHON_TYPE_HOST)
        return ath_python_refuse_type (evaluator, "UUID", values[0]);
      return ath_python_raise (evaluator, &ath_python_attribute_error_class,
                               "'%s' object has no attribute 'replace'",
                               ath_python_get_type_name (values[0]));
    }

  return parse_uuid (evaluator, values[0]->text.bytes);
}

/* Returns: (transfer full): its digits with four dashes */
static char *
dup_text (AthPythonValue *value)
{
  const guint8 *bytes = value->host.data;
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < ATH_PYTHON_UUID_SIZE; i++)
    {
      if (i == 4 || i == 6 || i == 8 || i == 10)
        g_string_append_c (text, '-');
      g_string_append_printf (text, "%02x", bytes[i]);
    }

  return g_string_free (text, FALSE);
}

static AthPythonValue *
uuid_str (AthPythonEvaluator *evaluator,
          AthPythonValue     *self)
{
  g_autofree char *text = dup_text (self);

  return ath_python_str_new (evaluator->arena, text);
}

static AthPythonValue *
uuid_repr (AthPythonEvaluator *evaluator,
           AthPythonValue     *self)
{
  g_autofree char *text = dup_text (self);

  return ath_python_str_new (evaluator->arena,
                             ath_arena_printf (evaluator->arena, "UUID('%s')", text));
}

static AthPythonValue *
uuid_hex (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  g_autofree char *text = dup_text (self);
  g_autoptr(GString) digits = g_string_new (text);

  g_string_replace (digits, "-", "", 0);

  return ath_python_str_take (evaluator, digits);
}

static AthPythonValue *
uuid_bytes (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return ath_python_bytes_new (evaluator->arena, self->host.data, ATH_PYTHON_UUID_SIZE);
}

static AthPythonValue *
uuid_compare (AthPythonEvaluator *evaluator,
              AthPythonOperator   op,
              AthPythonValue     *self,
              AthPythonValue     *other)
{
  const guint8 *bytes = ath_python_host_get (other, &ath_python_uuid_class);
  int order;

  if (bytes == NULL)
    {
      if (op == ATH_PYTHON_EQ || op == ATH_PYTHON_NOT_EQ)
        return ath_python_bool (op == ATH_PYTHON_NOT_EQ);
      return ath_python_not_implemented ();
    }
  order = memcmp (self->host.data, bytes, ATH_PYTHON_UUID_SIZE);

  return ath_python_bool (op == ATH_PYTHON_EQ ? order == 0
                          : op == ATH_PYTHON_NOT_EQ ? order != 0
                          : op == ATH_PYTHON_LT ? order < 0
                          : op == ATH_PYTHON_LT_E ? order <= 0
                          : op == ATH_PYTHON_GT ? order > 0 : order >= 0);
}

static gboolean
uuid_hash (AthPythonEvaluator *evaluator,
           AthPythonValue     *self,
           guint              *hash)
{
  memcpy (hash, self->host.data, sizeof *hash);
  return TRUE;
}

static const AthPythonNativeFunction uuid_methods[] = {
  { "bytes", uuid_bytes, .is_property = TRUE },
  { "hex", uuid_hex, .is_property = TRUE },
  { NULL },
};

const AthPythonNativeClass ath_python_uuid_class = {
  .name = "UUID",
  .module = "uuid",
  .construct = construct_uuid,
  .methods = uuid_methods,
  .compare = uuid_compare,
  .str = uuid_str,
  .repr = uuid_repr,
  .hash = uuid_hash,
};

static void
fill_random (guint8 bytes[ATH_PYTHON_UUID_SIZE])
{
  for (guint i = 0; i < ATH_PYTHON_UUID_SIZE; i += sizeof (guint32))
    {
      guint32 part = g_random_int ();

      memcpy (bytes + i, &part, sizeof part);
    }
}

static void
set_version (guint8 bytes[ATH_PYTHON_UUID_SIZE],
             guint  version)
{
  bytes[6] = (guint8) ((bytes[6] & 0x0f) | (version << 4));
  bytes[8] = (guint8) ((bytes[8] & 0x3f) | 0x80);
}

static AthPythonValue *
uuid_uuid4 (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  guint8 bytes[ATH_PYTHON_UUID_SIZE];

  if (!ath_python_take_none (evaluator, "uuid4", arguments))
    return NULL;

  if (evaluator->world->make_uuid != NULL)
    evaluator->world->make_uuid (bytes, evaluator->world->data);
  else
    {
      fill_random (bytes);
      set_version (bytes, 4);
    }

  return new_uuid (evaluator, bytes);
}

/* uuid3() and uuid5(): of a name in a namespace. */
static AthPythonValue *
of_name (AthPythonEvaluator       *evaluator,
         const char               *function,
         const AthPythonArguments *arguments,
         GChecksumType             type,
         guint                     version)
{
  static const AthPythonParameter parameters[] = {
    { "namespace", ATH_PYTHON_PARAM_REQUIRED },
    { "name", ATH_PYTHON_PARAM_REQUIRED },
  };
  g_autoptr(GChecksum) checksum = g_checksum_new (type);
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  const guint8 *namespace;
  guint8 digest[64];
  gsize length = sizeof digest;

  if (!ATH_PYTHON_BIND (function, parameters, values)
      || !ath_python_take_text (evaluator, values[1], &values[1]))
    return NULL;
  namespace = ath_python_host_get (values[0], &ath_python_uuid_class);
  if (namespace == NULL)
    return ath_python_refuse_type (evaluator, function, values[0]);

  g_checksum_update (checksum, namespace, ATH_PYTHON_UUID_SIZE);
  g_checksum_update (checksum, (const guchar *) values[1]->text.bytes,
                     (gssize) values[1]->text.length);
  g_checksum_get_digest (checksum, digest, &length);
  set_version (digest, version);

  return new_uuid (evaluator, digest);
}

static AthPythonValue *
uuid_uuid3 (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return of_name (evaluator, "uuid3", arguments, G_CHECKSUM_MD5, 3);
}

static AthPythonValue *
uuid_uuid5 (AthPythonEvaluator       *evaluator,
            AthPythonValue           *self,
            const AthPythonArguments *arguments)
{
  return of_name (evaluator, "uuid5", arguments, G_CHECKSUM_SHA1, 5);
}

static AthPythonValue *
get_dns (AthPythonEvaluator *evaluator)
{
  return parse_uuid (evaluator, "6ba7b810-9dad-11d1-80b4-00c04fd430c8");
}

static AthPythonValue *
get_url (AthPythonEvaluator *evaluator)
{
  return parse_uuid (evaluator, "6ba7b811-9dad-11d1-80b4-00c04fd430c8");
}

static AthPythonValue *
get_oid (AthPythonEvaluator *evaluator)
{
  return parse_uuid (evaluator, "6ba7b812-9dad-11d1-80b4-00c04fd430c8");
}

static const AthPythonNativeFunction uuid3_function = { "uuid3", uuid_uuid3 };
static const AthPythonNativeFunction uuid4_function = { "uuid4", uuid_uuid4 };
static const AthPythonNativeFunction uuid5_function = { "uuid5", uuid_uuid5 };

static const AthPythonNativeMember members[] = {
  { "UUID", .class = &ath_python_uuid_class },
  { "NAMESPACE_DNS", .get = get_dns },
  { "NAMESPACE_OID", .get = get_oid },
  { "NAMESPACE_URL", .get = get_url },
  { "uuid3", .function = &uuid3_function },
  { "uuid4", .function = &uuid4_function },
  { "uuid5", .function = &uuid5_function },
  { NULL },
};

const AthPythonNativeModule ath_python_uuid_module = { "uuid", members };
