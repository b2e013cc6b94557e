/* ath-error.h: the error domain of the core library
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * ATH_ERROR:
 *
 * Error domain of the core library; codes are [enum@Ath.Error].  Failures of
 * files and sockets stay in `G_IO_ERROR`, cancellation is always
 * `G_IO_ERROR_CANCELLED`.
 *
 * The message is one translated sentence without a full stop.  What belongs to
 * it but is not the sentence itself (the server's detail and hint, the place in
 * a script, what can be done) is in the fields of [struct@Ath.ErrorDetails].
 */
#define ATH_ERROR (ath_error_quark ())

/**
 * AthError:
 * @ATH_ERROR_PROJECT: a project's configuration could not be understood
 * @ATH_ERROR_SCRIPT: a script could not be read, or is refused because it needs
 *   more than Athanor understands
 * @ATH_ERROR_DEPENDS: what a script does next depends on what a server answers,
 *   and there is none to ask
 * @ATH_ERROR_REVISION: a revision symbol names nothing, or more than one thing
 * @ATH_ERROR_PLAN: there is no way from the rows to the target
 * @ATH_ERROR_CONNECT: the server could not be reached or refused the login
 * @ATH_ERROR_SQL: the server rejected a statement;
 *   [struct@Ath.ErrorDetails] holds its SQLSTATE
 * @ATH_ERROR_MOVED: the version rows or the scripts are not what the plan started from or
 *   should have ended with
 * @ATH_ERROR_BACKUP: a backup could not be made or does not verify
 * @ATH_ERROR_POLICY: the policy of the environment forbids it
 * @ATH_ERROR_PROFILE: a profile could not be read, or is incomplete
 * @ATH_ERROR_KEYRING: the keyring is absent, locked or failed
 *
 * Codes for which a caller can do something different.  A failure nobody
 * handles apart does not get a code of its own.
 */
typedef enum
{
  ATH_ERROR_PROJECT,
  ATH_ERROR_SCRIPT,
  ATH_ERROR_DEPENDS,
  ATH_ERROR_REVISION,
  ATH_ERROR_PLAN,
  ATH_ERROR_CONNECT,
  ATH_ERROR_SQL,
  ATH_ERROR_MOVED,
  ATH_ERROR_BACKUP,
  ATH_ERROR_POLICY,
  ATH_ERROR_PROFILE,
  ATH_ERROR_KEYRING,
} AthError;

/**
 * AthErrorDetails:
 * @sqlstate: (nullable): five characters, when a server said so
 * @detail: (nullable): the server's detail, or further sentences of ours
 * @hint: (nullable): what can be done
 * @statement: (nullable): text of the statement that failed
 * @statement_offset: place in @statement that the server marks, in characters
 *   from 1, or 0
 * @file: (nullable): path of the file the error is about
 * @line: line in @file from 1, or 0 when unknown
 * @column: column in @line in characters from 1, or 0 when unknown
 * @is_raised: whether a script raised it, which is understood
 *
 * What an error carries besides its message.  All texts are owned by the error.
 */
typedef struct
{
  char     *sqlstate;
  char     *detail;
  char     *hint;
  char     *statement;
  guint     statement_offset;
  char     *file;
  guint     line;
  guint     column;
  gboolean  is_raised;
} AthErrorDetails;

GQuark                 ath_error_quark       (void);
const AthErrorDetails *ath_error_get_details (const GError *error);

GError *ath_error_new           (AthError    code,
                                 const char *format,
                                 ...) G_GNUC_PRINTF (2, 3) G_GNUC_WARN_UNUSED_RESULT;
void    ath_error_set_hint      (GError     *error,
                                 const char *hint);
void    ath_error_set_detail    (GError     *error,
                                 const char *detail);
void    ath_error_set_sqlstate  (GError     *error,
                                 const char *sqlstate);
void    ath_error_set_statement (GError     *error,
                                 const char *statement,
                                 guint       offset);
void    ath_error_set_place     (GError     *error,
                                 const char *file,
                                 guint       line,
                                 guint       column);
void    ath_error_set_raised    (GError     *error);

G_END_DECLS
