/* ath-python-module-refused.c: modules of Python's library that no script may use here
 *
 * Importing one costs nothing; what is taken from it says why it is refused when
 * it is used.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-evaluator-private.h"

static AthPythonValue *
refuse_member (AthPythonEvaluator *evaluator,
               const char         *module,
               const char         *name,
               const char         *reason)
{
  return ath_python_unresolved_new (evaluator->arena,
                                    ath_arena_printf (evaluator->arena, "%s.%s", module, name),
                                    reason);
}

static AthPythonValue *
refuse_chance (AthPythonEvaluator *evaluator,
               const char         *name)
{
  return refuse_member (evaluator, "random", name,
                        _("the SQL of a script must not depend on chance, and with a seed Python "
                          "alone knows what comes of it"));
}

static AthPythonValue *
refuse_secrets (AthPythonEvaluator *evaluator,
                const char         *name)
{
  return refuse_member (evaluator, "secrets", name,
                        _("the SQL of a script must not depend on chance"));
}

static AthPythonValue *
refuse_subprocess (AthPythonEvaluator *evaluator,
                   const char         *name)
{
  return refuse_member (evaluator, "subprocess", name, _("a script may not start programs"));
}

static AthPythonValue *
refuse_shutil (AthPythonEvaluator *evaluator,
               const char         *name)
{
  return refuse_member (evaluator, "shutil", name, _("a script may not change files"));
}

static AthPythonValue *
refuse_tempfile (AthPythonEvaluator *evaluator,
                 const char         *name)
{
  return refuse_member (evaluator, "tempfile", name, _("a script may not change files"));
}

static AthPythonValue *
refuse_glob (AthPythonEvaluator *evaluator,
             const char         *name)
{
  return refuse_member (evaluator, "glob", name,
                        _("the order of the files differs from folder to folder"));
}

static AthPythonValue *
refuse_socket (AthPythonEvaluator *evaluator,
               const char         *name)
{
  return refuse_member (evaluator, "socket", name, _("a script may not use the network"));
}

static AthPythonValue *
refuse_zones (AthPythonEvaluator *evaluator,
              const char         *name)
{
  return refuse_member (evaluator, "zoneinfo", name,
                        _("the rules of time zones differ from machine to machine"));
}

static const AthPythonNativeMember no_members[] = { { NULL } };

#define REFUSED(name_, get_member_) \
  const AthPythonNativeModule ath_python_##name_##_module = { \
    #name_, no_members, .get_member = get_member_ \
  }

REFUSED (glob, refuse_glob);
REFUSED (random, refuse_chance);
REFUSED (secrets, refuse_secrets);
REFUSED (shutil, refuse_shutil);
REFUSED (socket, refuse_socket);
REFUSED (subprocess, refuse_subprocess);
REFUSED (tempfile, refuse_tempfile);
REFUSED (zoneinfo, refuse_zones);
