/* ath-sql-name.h: names of tables, columns and constraints, as SQLAlchemy writes them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* PostgreSQL cuts longer names; in characters, as SQLAlchemy counts. */
#define ATH_SQL_NAME_MAX_LENGTH 63

/**
 * AthSqlQuote:
 * @ATH_SQL_QUOTE_AUTO: where the name needs it
 * @ATH_SQL_QUOTE_ALWAYS: `quoted_name (…, quote=True)`
 * @ATH_SQL_QUOTE_NEVER: `quoted_name (…, quote=False)`
 */
typedef enum
{
  ATH_SQL_QUOTE_AUTO,
  ATH_SQL_QUOTE_ALWAYS,
  ATH_SQL_QUOTE_NEVER,
} AthSqlQuote;

/**
 * AthSqlName:
 * @text: the name, unquoted, or `NULL` when there is none
 * @quote: whether it is quoted
 * @is_final: made by `op.f()` or by a naming convention: no convention changes
 *   it, and a long one is cut where a plain one is refused
 *
 * A name.  A plain value; @text belongs to whoever made it.
 */
typedef struct
{
  const char  *text;
  AthSqlQuote  quote;
  gboolean     is_final;
} AthSqlName;

void     ath_sql_name_append         (const AthSqlName *self,
                                      GString          *sql);
gboolean ath_sql_name_append_bounded (const AthSqlName *self,
                                      GString          *sql,
                                      GError          **error);
void     ath_sql_name_append_dotted  (const AthSqlName *self,
                                      GString          *sql);
void     ath_sql_name_append_table   (const AthSqlName *schema,
                                      const AthSqlName *table,
                                      GString          *sql);
gboolean ath_sql_name_equal          (const AthSqlName *self,
                                      const AthSqlName *other);

void      ath_sql_identifier_append  (const char        *identifier,
                                      GString           *sql);
void      ath_sql_literal_append     (const char        *text,
                                      GString           *sql);

G_END_DECLS
