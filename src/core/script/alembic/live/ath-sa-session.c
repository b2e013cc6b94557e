/* ath-sa-session.c: the module `sqlalchemy.orm`
 *
 * Of it there are sessions, and of these what a connection can do as well.  A
 * session that is bound to the connection of a migration joins its transaction:
 * commit () and close () send nothing, and rollback () would end the migration's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/live/ath-alembic-connection.h"
#include "script/alembic/live/ath-alembic-result.h"
#include "script/alembic/live/ath-alembic-savepoint.h"
#include "script/alembic/live/ath-sa-session.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

/* The options after the first change nothing of what is sent. */
static const AthPythonParameter session_parameters[] = {
  { "bind", ATH_PYTHON_PARAM_OPTIONAL },
  { "autoflush", ATH_PYTHON_PARAM_KEYWORD },
  { "expire_on_commit", ATH_PYTHON_PARAM_KEYWORD },
  { "future", ATH_PYTHON_PARAM_KEYWORD },
};

/* Its connection is the `data` of a session. */
static const AthPythonNativeClass session_class;
static const AthPythonNativeClass factory_class;

static AthPythonValue *
session_new (AthPythonEvaluator *evaluator,
             AthPythonValue     *connection)
{
  if (connection == NULL || !ath_alembic_is_connection (connection))
    return ath_python_refuse (evaluator, _("A session that is not bound to the connection of the "
                                           "migration is not understood"));

  /* It would set savepoints of its own there. */
  if (ath_alembic_run_get (evaluator)->n_savepoints > 0)
    return ath_python_refuse (evaluator, _("A session behind a savepoint is not understood"));

  return ath_python_host_new (ath_python_get_arena (evaluator), &session_class, connection);
}

static AthPythonValue *
construct_session (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (session_parameters)];

  if (self->type == ATH_PYTHON_TYPE_CLASS)
    return ath_python_refuse (evaluator, _("%s as a session is not understood"),
                              ath_python_get_type_name (self));

  return BIND ("Session", session_parameters, values) ? session_new (evaluator, values[0]) : NULL;
}

static AthPythonValue *
execute (AthPythonEvaluator       *evaluator,
         AthPythonValue           *self,
         const char               *name,
         const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "statement", ATH_PYTHON_PARAM_REQUIRED },
    { "params", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthPythonArguments passed = { .positional = values };

  if (!BIND (name, parameters, values))
    return NULL;
  if (ath_python_is_str (values[0]))
    return ath_python_refuse (evaluator, _("A text without “text ()” around it is no statement "
                                           "for a session"));
  passed.n_positional = values[1] != NULL ? 2 : 1;

  return ath_alembic_connection_execute (evaluator, name, &passed);
}

static AthPythonValue *
session_execute (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  return execute (evaluator, self, "execute", arguments);
}

static AthPythonValue *
session_scalar (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  AthPythonValue *result = execute (evaluator, self, "scalar", arguments);

  return result != NULL ? ath_alembic_result_get_scalar (evaluator, result) : NULL;
}

static AthPythonValue *
session_scalars (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  AthPythonValue *result = execute (evaluator, self, "scalars", arguments);

  return result != NULL ? ath_alembic_result_get_scalars (evaluator, result) : NULL;
}

/* commit(), flush(), close(): there are no objects whose changes would be sent. */
static AthPythonValue *
session_finish (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "commit", arguments) ? ath_python_none () : NULL;
}

static AthPythonValue *
session_begin_nested (AthPythonEvaluator       *evaluator,
                      AthPythonValue           *self,
                      const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "begin_nested", arguments)
         ? ath_alembic_savepoint_new (evaluator) : NULL;
}

static AthPythonValue *
session_connection (AthPythonEvaluator       *evaluator,
                    AthPythonValue           *self,
                    const AthPythonArguments *arguments)
{
  return ath_python_take_none (evaluator, "connection", arguments) ? self->host.data : NULL;
}

static AthPythonValue *
session_get_bind (AthPythonEvaluator       *evaluator,
                  AthPythonValue           *self,
                  const AthPythonArguments *arguments)
{
  return self->host.data;
}

static AthPythonValue *
session_enter (AthPythonEvaluator *evaluator,
               AthPythonValue     *self)
{
  return self;
}

static gboolean
session_exit (AthPythonEvaluator *evaluator,
              AthPythonValue     *self,
              AthPythonValue     *exception,
              gboolean           *is_handled)
{
  return TRUE;
}

static const AthPythonNativeFunction session_methods[] = {
  { "execute", session_execute },
  { "scalar", session_scalar },
  { "scalars", session_scalars },
  { "commit", session_finish },
  { "flush", session_finish },
  { "close", session_finish },
  { "begin_nested", session_begin_nested },
  { "connection", session_connection },
  { "get_bind", session_connection },
  { "bind", session_get_bind, .is_property = TRUE },
  { NULL },
};

static const AthPythonNativeClass session_class = {
  .name = "Session",
  .module = "sqlalchemy.orm.session",
  .construct = construct_session,
  .methods = session_methods,
  .enter = session_enter,
  .exit = session_exit,
};

/* `sessionmaker (bind=…)` makes sessions when it is called; its connection, or
 * `None`, is the `data` of its object.
 */
static AthPythonValue *
construct_factory (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (session_parameters)];

  if (!BIND ("sessionmaker", session_parameters, values))
    return NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), &factory_class,
                              values[0] != NULL ? values[0] : ath_python_none ());
}

static AthPythonValue *
call_factory (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  AthPythonValue *values[G_N_ELEMENTS (session_parameters)];

  if (!BIND ("sessionmaker", session_parameters, values))
    return NULL;

  return session_new (evaluator, values[0] != NULL ? values[0] : self->host.data);
}

static const AthPythonNativeClass factory_class = {
  .name = "sessionmaker",
  .module = "sqlalchemy.orm.session",
  .construct = construct_factory,
  .call = call_factory,
};

static const AthPythonNativeMember session_members[] = {
  { "Session", .class = &session_class },
  { "sessionmaker", .class = &factory_class },
  { NULL },
};

const AthPythonNativeModule ath_sa_orm_session_module = {
  "sqlalchemy.orm.session", session_members,
};

static const AthPythonNativeMember orm_members[] = {
  { "Session", .class = &session_class },
  { "sessionmaker", .class = &factory_class },
  { "session", .module = &ath_sa_orm_session_module },
  { NULL },
};

const AthPythonNativeModule ath_sa_orm_module = { "sqlalchemy.orm", orm_members };
