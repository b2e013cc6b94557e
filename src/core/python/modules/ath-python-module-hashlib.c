/* ath-python-module-hashlib.c: the module hashlib
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

static const AthPythonNativeClass hash_class;

static GChecksum *
new_checksum (AthPythonEvaluator *evaluator,
              GChecksumType       type)
{
  return ath_arena_adopt (evaluator->arena, g_checksum_new (type),
                          (GDestroyNotify) g_checksum_free);
}

static gboolean
update (AthPythonEvaluator *evaluator,
        GChecksum          *checksum,
        AthPythonValue     *value)
{
  if (value == NULL)
    return TRUE;
  if (value->type == ATH_PYTHON_TYPE_STR)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "Strings must be encoded before hashing") != NULL;
  if (value->type != ATH_PYTHON_TYPE_BYTES)
    return ath_python_refuse_type (evaluator, "update", value) != NULL;
  g_checksum_update (checksum, (const guchar *) value->text.bytes, (gssize) value->text.length);

  return TRUE;
}

static AthPythonValue *
hash_update (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "data", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *value;

  return ATH_PYTHON_BIND ("update", parameters, &value)
         && update (evaluator, self->host.data, value) ? ath_python_none () : NULL;
}

/* Asking a checksum ends it, but a hash goes on. */
static AthPythonValue *
hash_hexdigest (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  g_autoptr(GChecksum) copy = NULL;

  if (!ath_python_take_none (evaluator, "hexdigest", arguments))
    return NULL;
  copy = g_checksum_copy (self->host.data);

  return ath_python_str_new (evaluator->arena, g_checksum_get_string (copy));
}

static AthPythonValue *
hash_digest (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  g_autoptr(GChecksum) copy = NULL;
  guint8 digest[64];
  gsize length = sizeof digest;

  if (!ath_python_take_none (evaluator, "digest", arguments))
    return NULL;
  copy = g_checksum_copy (self->host.data);
  g_checksum_get_digest (copy, digest, &length);

  return ath_python_bytes_new (evaluator->arena, (const char *) digest, length);
}

static const AthPythonNativeFunction hash_methods[] = {
  { "digest", hash_digest },
  { "hexdigest", hash_hexdigest },
  { "update", hash_update },
  { NULL },
};

static const AthPythonNativeClass hash_class = {
  .name = "HASH",
  .module = "_hashlib",
  .methods = hash_methods,
};

static AthPythonValue *
new_hash (AthPythonEvaluator       *evaluator,
          const char               *name,
          const AthPythonArguments *arguments,
          GChecksumType             type)
{
  static const AthPythonParameter parameters[] = {
    { "string", ATH_PYTHON_PARAM_OPTIONAL },
    { "usedforsecurity", ATH_PYTHON_PARAM_KEYWORD },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  GChecksum *checksum = new_checksum (evaluator, type);

  if (!ATH_PYTHON_BIND (name, parameters, values) || !update (evaluator, checksum, values[0]))
    return NULL;

  return ath_python_host_new (evaluator->arena, &hash_class, checksum);
}

#define HASH(name_, type_) \
  static AthPythonValue * \
  hashlib_##name_ (AthPythonEvaluator       *evaluator, \
                   AthPythonValue           *self, \
                   const AthPythonArguments *arguments) \
  { \
    return new_hash (evaluator, #name_, arguments, type_); \
  } \
  static const AthPythonNativeFunction name_##_function = { #name_, hashlib_##name_ };

HASH (md5, G_CHECKSUM_MD5)
HASH (sha1, G_CHECKSUM_SHA1)
HASH (sha256, G_CHECKSUM_SHA256)
HASH (sha384, G_CHECKSUM_SHA384)
HASH (sha512, G_CHECKSUM_SHA512)

static const AthPythonNativeMember members[] = {
  { "md5", .function = &md5_function },
  { "sha1", .function = &sha1_function },
  { "sha256", .function = &sha256_function },
  { "sha384", .function = &sha384_function },
  { "sha512", .function = &sha512_function },
  { NULL },
};

const AthPythonNativeModule ath_python_hashlib_module = { "hashlib", members };
