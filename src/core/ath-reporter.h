/* ath-reporter.h: what a long piece of work says while it runs
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * AthReportKind:
 * @ATH_REPORT_STAGE: a stage of a run began; `text` names it, translated
 * @ATH_REPORT_BACKUP: the backup grew; `bytes` and `text` (the table) say how far
 * @ATH_REPORT_STEP: a step of the plan changed its phase
 * @ATH_REPORT_STATEMENT: a statement changed its phase; `text` is its SQL
 * @ATH_REPORT_TRANSACTION: `text` is BEGIN, COMMIT or ROLLBACK
 * @ATH_REPORT_NOTICE: `text` is a notice of the server
 * @ATH_REPORT_LOG: `text` is a line that a script or a program printed
 */
typedef enum
{
  ATH_REPORT_STAGE,
  ATH_REPORT_BACKUP,
  ATH_REPORT_STEP,
  ATH_REPORT_STATEMENT,
  ATH_REPORT_TRANSACTION,
  ATH_REPORT_NOTICE,
  ATH_REPORT_LOG,
} AthReportKind;

/**
 * AthReportPhase:
 * @ATH_REPORT_STARTED: it began
 * @ATH_REPORT_FINISHED: it ended well; `seconds` and `rows` are set
 * @ATH_REPORT_FAILED: it ended with an error
 */
typedef enum
{
  ATH_REPORT_STARTED,
  ATH_REPORT_FINISHED,
  ATH_REPORT_FAILED,
} AthReportPhase;

/**
 * AthReport:
 * @kind: what this is about
 * @phase: how far that is
 * @step: index of the step in the plan, from 0
 * @n_steps: number of steps in the plan
 * @revision: (nullable): id of the revision
 * @text: (nullable): see [enum@Ath.ReportKind]
 * @bytes: size of the backup file so far, in bytes
 * @bytes_expected: estimated size of the backup, in bytes, or 0 when unknown
 * @rows: rows that a statement touched, or -1
 * @seconds: how long a finished statement, step or stage took
 */
typedef struct
{
  AthReportKind   kind;
  AthReportPhase  phase;
  guint           step;
  guint           n_steps;
  const char     *revision;
  const char     *text;
  guint64         bytes;
  guint64         bytes_expected;
  gint64          rows;
  double          seconds;
} AthReport;

/**
 * AthReportFunc:
 * @report: lives until the function returns
 * @user_data: what was given to ath_reporter_new()
 */
typedef void (*AthReportFunc) (const AthReport *report,
                               gpointer         user_data);

#define ATH_TYPE_REPORTER (ath_reporter_get_type ())

G_DECLARE_FINAL_TYPE (AthReporter, ath_reporter, ATH, REPORTER, GObject)

AthReporter *ath_reporter_new    (AthReportFunc    func,
                                  gpointer         user_data) G_GNUC_WARN_UNUSED_RESULT;

void         ath_reporter_stop   (AthReporter     *self);
void         ath_reporter_report (AthReporter     *self,
                                  const AthReport *report);

G_END_DECLS
