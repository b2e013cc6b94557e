/* ath-sql-directive.h: the lines of a SQL script that speak to Athanor
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthSqlDirectiveKind:
 * @ATH_SQL_DIRECTIVE_REVISION: `--@ revision: ID`, in the header
 * @ATH_SQL_DIRECTIVE_REVISES: `--@ revises: ID, …`, in the header
 * @ATH_SQL_DIRECTIVE_MESSAGE: `--@ message: TEXT`, in the header
 * @ATH_SQL_DIRECTIVE_CREATED: `--@ created: DATE`, in the header
 * @ATH_SQL_DIRECTIVE_LABELS: `--@ labels: LABEL, …`, in the header
 * @ATH_SQL_DIRECTIVE_DEPENDS_ON: `--@ depends on: ID, …`, in the header
 * @ATH_SQL_DIRECTIVE_UPGRADE: `--@ upgrade`, ends the header
 * @ATH_SQL_DIRECTIVE_DOWNGRADE: `--@ downgrade`, ends the header or the upgrade
 * @ATH_SQL_DIRECTIVE_AUTOCOMMIT: `--@ autocommit`, opens a block
 * @ATH_SQL_DIRECTIVE_WHEN: `--@ when NAME = VALUE`, opens a block
 * @ATH_SQL_DIRECTIVE_ELSE: `--@ else`, the other half of a `when`
 * @ATH_SQL_DIRECTIVE_END: `--@ end`, closes a block
 */
typedef enum
{
  ATH_SQL_DIRECTIVE_REVISION,
  ATH_SQL_DIRECTIVE_REVISES,
  ATH_SQL_DIRECTIVE_MESSAGE,
  ATH_SQL_DIRECTIVE_CREATED,
  ATH_SQL_DIRECTIVE_LABELS,
  ATH_SQL_DIRECTIVE_DEPENDS_ON,
  ATH_SQL_DIRECTIVE_UPGRADE,
  ATH_SQL_DIRECTIVE_DOWNGRADE,
  ATH_SQL_DIRECTIVE_AUTOCOMMIT,
  ATH_SQL_DIRECTIVE_WHEN,
  ATH_SQL_DIRECTIVE_ELSE,
  ATH_SQL_DIRECTIVE_END,
} AthSqlDirectiveKind;

/**
 * AthSqlDirective:
 * @kind: what the line says
 * @argument: what follows the word and its colon, without blanks at its ends;
 *   points into the line and is not terminated
 * @argument_len: length of @argument in bytes
 */
typedef struct
{
  AthSqlDirectiveKind  kind;
  const char          *argument;
  gsize                argument_len;
} AthSqlDirective;

gboolean    ath_sql_directive_is_line   (const char           *line,
                                         gsize                 len);
gboolean    ath_sql_directive_parse     (const char           *line,
                                         gsize                 len,
                                         const char           *file,
                                         guint                 line_number,
                                         AthSqlDirective      *directive,
                                         GError              **error) G_GNUC_WARN_UNUSED_RESULT;

gboolean    ath_sql_directive_kind_is_header (AthSqlDirectiveKind  kind);
const char *ath_sql_directive_kind_get_name  (AthSqlDirectiveKind  kind);

G_END_DECLS
