/* ath-type-spatial.c: types of GeoAlchemy 2
 *
 * A column of such a type brings a GiST index along, unless it is told not to;
 * its values and its columns in a query are written through functions, which is
 * not understood.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ath-arena.h"
#include "script/alembic/types/ath-sa-type.h"
#include "script/alembic/types/ath-type-spatial.h"

/* What a spatial type takes, in the order of parameters. */
enum
{
  GEOMETRY_TYPE,
  SRID,
  DIMENSION,
  SPATIAL_INDEX,
  USE_N_D_INDEX,
  USE_TYPMOD,
  FROM_TEXT,
  NAME,
  NULLABLE,
  REFLECTED,
  N_PARAMETERS
};

static const AthPythonParameter spatial_parameters[N_PARAMETERS] = {
  [GEOMETRY_TYPE] = { "geometry_type", ATH_PYTHON_PARAM_OPTIONAL },
  [SRID] = { "srid", ATH_PYTHON_PARAM_OPTIONAL },
  [DIMENSION] = { "dimension", ATH_PYTHON_PARAM_OPTIONAL },
  [SPATIAL_INDEX] = { "spatial_index", ATH_PYTHON_PARAM_OPTIONAL },
  [USE_N_D_INDEX] = { "use_N_D_index", ATH_PYTHON_PARAM_OPTIONAL },
  [USE_TYPMOD] = { "use_typmod", ATH_PYTHON_PARAM_OPTIONAL },
  [FROM_TEXT] = { "from_text", ATH_PYTHON_PARAM_OPTIONAL },
  [NAME] = { "name", ATH_PYTHON_PARAM_OPTIONAL },
  [NULLABLE] = { "nullable", ATH_PYTHON_PARAM_OPTIONAL },
  [REFLECTED] = { "_spatial_index_reflected", ATH_PYTHON_PARAM_OPTIONAL },
};

/* `geometry(POINT,4326)` */
static const char *
make_keyword (AthPythonEvaluator *evaluator,
              const char         *name,
              const char         *geometry_type,
              int                 srid)
{
  g_autofree char *upper = geometry_type != NULL ? g_utf8_strup (geometry_type, -1) : NULL;

  return upper != NULL && *upper != '\0'
         ? ath_arena_printf (ath_python_get_arena (evaluator), "%s(%s,%d)", name, upper, srid)
         : name;
}

static gboolean
check_rare (AthPythonEvaluator  *evaluator,
            AthPythonValue     **values,
            const char          *class)
{
  gboolean uses_n_d_index = FALSE;
  gboolean is_nullable = TRUE;

  if (!ath_sa_get_bool (evaluator, values[USE_N_D_INDEX], &uses_n_d_index)
      || !ath_sa_get_bool (evaluator, values[NULLABLE], &is_nullable))
    return FALSE;
  if (uses_n_d_index || !is_nullable
      || (values[USE_TYPMOD] != NULL && !ath_python_is_none (values[USE_TYPMOD])))
    return ath_python_refuse (evaluator, _("“%s ()” with “%s=” is not understood"), class,
                              uses_n_d_index ? "use_N_D_index"
                              : is_nullable ? "use_typmod" : "nullable") != NULL;

  return TRUE;
}

static AthPythonValue *
construct (AthPythonEvaluator       *evaluator,
           const char               *class,
           const char               *name,
           const AthPythonArguments *arguments)
{
  AthPythonValue *values[N_PARAMETERS];
  const char *geometry_type = "GEOMETRY";
  const char *own_name = NULL;
  gboolean is_reflected = FALSE;
  AthSqlType *type;
  int srid = -1;

  if (!ath_python_arguments_bind (evaluator, class, arguments, spatial_parameters, N_PARAMETERS,
                                  values))
    return NULL;
  type = ath_sql_type_new (ath_python_get_arena (evaluator), ATH_SQL_TYPE_OTHER, name);
  type->converts = TRUE;
  type->is_selected_by_function = TRUE;
  type->has_spatial_index = TRUE;
  if (!check_rare (evaluator, values, class)
      || (values[GEOMETRY_TYPE] != NULL
          && !ath_sa_get_text (evaluator, values[GEOMETRY_TYPE], "geometry_type", &geometry_type))
      || !ath_sa_get_text (evaluator, values[NAME], "name", &own_name)
      || !ath_sa_get_number (evaluator, values[SRID], "srid", &srid)
      || !ath_sa_get_bool (evaluator, values[SPATIAL_INDEX], &type->has_spatial_index)
      || !ath_sa_get_bool (evaluator, values[REFLECTED], &is_reflected))
    return NULL;

  type->keyword = make_keyword (evaluator, own_name != NULL ? own_name : name, geometry_type, srid);
  type->has_spatial_index &= !is_reflected;

  return ath_sa_type_new (evaluator, type);
}

#define SPATIAL_TYPE(symbol_, class_, name_) \
  static AthPythonValue * \
  construct_##symbol_ (AthPythonEvaluator       *evaluator, \
                       AthPythonValue           *self, \
                       const AthPythonArguments *arguments) \
  { \
    return self->type == ATH_PYTHON_TYPE_CLASS \
           ? ath_sa_type_new_unknown (evaluator) \
           : construct (evaluator, class_, name_, arguments); \
  } \
  static const AthPythonNativeClass symbol_##_class = { \
    .name = class_, \
    .module = "geoalchemy2.types", \
    .base = &ath_sa_type_class, \
    .construct = construct_##symbol_, \
  };

SPATIAL_TYPE (geometry, "Geometry", "geometry")
SPATIAL_TYPE (geography, "Geography", "geography")

static const AthPythonNativeMember types_members[] = {
  { "Geometry", .class = &geometry_class },
  { "Geography", .class = &geography_class },
  { NULL },
};

const AthPythonNativeModule ath_type_spatial_types_module = { "geoalchemy2.types", types_members };

static const AthPythonNativeMember members[] = {
  { "Geometry", .class = &geometry_class },
  { "Geography", .class = &geography_class },
  { "types", .module = &ath_type_spatial_types_module },
  { NULL },
};

const AthPythonNativeModule ath_type_spatial_module = { "geoalchemy2", members };
