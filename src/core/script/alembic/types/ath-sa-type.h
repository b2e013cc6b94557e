/* ath-sa-type.h: the classes of SQLAlchemy's types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "script/alembic/ath-sa.h"

G_BEGIN_DECLS

/**
 * AthSaSignature:
 *
 * What the constructor of a type takes.
 */
typedef enum
{
  ATH_SA_SIGNATURE_NONE,
  ATH_SA_SIGNATURE_STRING,
  ATH_SA_SIGNATURE_LENGTH,
  ATH_SA_SIGNATURE_NUMERIC,
  ATH_SA_SIGNATURE_FLOAT,
  ATH_SA_SIGNATURE_BOOLEAN,
  ATH_SA_SIGNATURE_TIMEZONE,
  ATH_SA_SIGNATURE_TIME,
  ATH_SA_SIGNATURE_INTERVAL,
  ATH_SA_SIGNATURE_PG_INTERVAL,
  ATH_SA_SIGNATURE_JSON,
  ATH_SA_SIGNATURE_UUID,
  ATH_SA_SIGNATURE_BIT,
  ATH_SA_SIGNATURE_HSTORE,
  ATH_SA_SIGNATURE_PICKLE,
} AthSaSignature;

/**
 * AthSaTypeClass:
 * @class: the class; first, so that a pointer to the one is one to the other
 * @kind: the family of its objects
 * @keyword: how they are spelled
 * @signature: what the constructor takes
 * @has_precision: whether a float is written with its precision
 * @has_timezone: whether it has a time zone by itself
 *
 * A class whose objects are types.
 */
typedef struct
{
  AthPythonNativeClass  class;
  AthSqlTypeKind        kind;
  const char           *keyword;
  AthSaSignature        signature;
  gboolean              has_precision;
  gboolean              has_timezone;
} AthSaTypeClass;

AthPythonNativeCall ath_sa_type_construct;

#define TYPE(symbol_, ...) extern const AthSaTypeClass ath_sa_type_##symbol_;
#include "script/alembic/types/ath-sa-type-list.h"
#undef TYPE

/* Those with rules of their own, in ath-sa-type-special.c. */
extern const AthPythonNativeClass ath_sa_array_class;
extern const AthPythonNativeClass ath_sa_pg_enum_class;

G_END_DECLS
