/* ath-sa-exception.c: the exceptions of SQLAlchemy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "ath-error.h"
#include "python/types/ath-python-types.h"
#include "script/alembic/live/ath-sa-exception.h"

#define EXCEPTION(name_, base_) { .name = name_, .module = "sqlalchemy.exc", .base = base_ }

static const AthPythonNativeClass sqlalchemy_error_class =
  EXCEPTION ("SQLAlchemyError", &ath_python_exception_class);
static const AthPythonNativeClass argument_error_class =
  EXCEPTION ("ArgumentError", &sqlalchemy_error_class);
static const AthPythonNativeClass compile_error_class =
  EXCEPTION ("CompileError", &sqlalchemy_error_class);
static const AthPythonNativeClass invalid_request_error_class =
  EXCEPTION ("InvalidRequestError", &sqlalchemy_error_class);
static const AthPythonNativeClass statement_error_class =
  EXCEPTION ("StatementError", &sqlalchemy_error_class);
static const AthPythonNativeClass dbapi_error_class =
  EXCEPTION ("DBAPIError", &statement_error_class);
static const AthPythonNativeClass interface_error_class =
  EXCEPTION ("InterfaceError", &dbapi_error_class);
static const AthPythonNativeClass database_error_class =
  EXCEPTION ("DatabaseError", &dbapi_error_class);
static const AthPythonNativeClass data_error_class =
  EXCEPTION ("DataError", &database_error_class);
static const AthPythonNativeClass operational_error_class =
  EXCEPTION ("OperationalError", &database_error_class);
static const AthPythonNativeClass integrity_error_class =
  EXCEPTION ("IntegrityError", &database_error_class);
static const AthPythonNativeClass internal_error_class =
  EXCEPTION ("InternalError", &database_error_class);
static const AthPythonNativeClass programming_error_class =
  EXCEPTION ("ProgrammingError", &database_error_class);
static const AthPythonNativeClass not_supported_error_class =
  EXCEPTION ("NotSupportedError", &database_error_class);

const AthPythonNativeClass ath_sa_no_result_found_class =
  EXCEPTION ("NoResultFound", &invalid_request_error_class);
const AthPythonNativeClass ath_sa_multiple_results_found_class =
  EXCEPTION ("MultipleResultsFound", &invalid_request_error_class);
const AthPythonNativeClass ath_sa_resource_closed_error_class =
  EXCEPTION ("ResourceClosedError", &invalid_request_error_class);
const AthPythonNativeClass ath_sa_no_such_table_error_class =
  EXCEPTION ("NoSuchTableError", &invalid_request_error_class);

static const AthPythonNativeMember members[] = {
  { "SQLAlchemyError", .class = &sqlalchemy_error_class },
  { "ArgumentError", .class = &argument_error_class },
  { "CompileError", .class = &compile_error_class },
  { "InvalidRequestError", .class = &invalid_request_error_class },
  { "NoResultFound", .class = &ath_sa_no_result_found_class },
  { "MultipleResultsFound", .class = &ath_sa_multiple_results_found_class },
  { "ResourceClosedError", .class = &ath_sa_resource_closed_error_class },
  { "NoSuchTableError", .class = &ath_sa_no_such_table_error_class },
  { "StatementError", .class = &statement_error_class },
  { "DBAPIError", .class = &dbapi_error_class },
  { "InterfaceError", .class = &interface_error_class },
  { "DatabaseError", .class = &database_error_class },
  { "DataError", .class = &data_error_class },
  { "OperationalError", .class = &operational_error_class },
  { "IntegrityError", .class = &integrity_error_class },
  { "InternalError", .class = &internal_error_class },
  { "ProgrammingError", .class = &programming_error_class },
  { "NotSupportedError", .class = &not_supported_error_class },
  { NULL },
};

const AthPythonNativeModule ath_sa_exception_module = { "sqlalchemy.exc", members };

/* As psycopg2 sorts them, by the first two characters of the SQLSTATE. */
static const AthPythonNativeClass *
find_class (const char *sqlstate)
{
  static const struct
  {
    const char                 *states;
    const AthPythonNativeClass *class;
  } classes[] = {
    { "0A", &not_supported_error_class },
    { "20 21 3D 3F 42 44", &programming_error_class },
    { "22", &data_error_class },
    { "23", &integrity_error_class },
    { "24 25 2B 2D 2F 38 39 3B F0 P0 XX", &internal_error_class },
    { "26 27 28 34 40 53 54 55 57 58 HV", &operational_error_class },
  };
  g_autofree char *start = g_strndup (sqlstate, 2);

  for (guint i = 0; i < G_N_ELEMENTS (classes); i++)
    if (strstr (classes[i].states, start) != NULL)
      return classes[i].class;

  return &database_error_class;
}

/**
 * ath_sa_exception_raise:
 * @evaluator: an evaluator
 * @error: `ATH_ERROR_SQL`
 *
 * Raises what SQLAlchemy over psycopg2 raises for the same answer of a server.
 */
void
ath_sa_exception_raise (AthPythonEvaluator *evaluator,
                        const GError       *error)
{
  const AthErrorDetails *details = ath_error_get_details (error);
  const char *sqlstate = details->sqlstate != NULL ? details->sqlstate : "";
  const char *statement = details->statement != NULL ? details->statement : "";

  ath_python_raise (evaluator, find_class (sqlstate), "%s\n\n[SQL: %s]", error->message,
                    statement);
}
