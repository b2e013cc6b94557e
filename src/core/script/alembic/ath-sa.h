/* ath-sa.h: SQLAlchemy's objects, as scripts use them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/evaluator/ath-python-native.h"
#include "script/alembic/expressions/ath-sa-expression.h"
#include "script/alembic/schema/ath-sql-naming.h"
#include "script/alembic/schema/ath-sql-table.h"

G_BEGIN_DECLS

/* Types.  A type stands for itself or for an object of it: `sa.Integer` and
 * `sa.Integer ()` mean the same.
 */
extern const AthPythonNativeClass ath_sa_type_class;
extern const AthPythonNativeClass ath_sa_enum_class;
extern const AthPythonNativeClass ath_sa_type_decorator_class;
extern const AthPythonNativeClass ath_sa_user_defined_type_class;

const AthSqlType *ath_sa_type_of          (AthPythonEvaluator *evaluator,
                                           AthPythonValue     *value);
gboolean          ath_sa_is_type          (AthPythonValue     *value);
void              ath_sa_enum_set_used    (AthPythonValue     *value);
AthPythonValue   *ath_sa_type_new         (AthPythonEvaluator *evaluator,
                                           const AthSqlType   *type);
AthPythonValue   *ath_sa_type_new_other   (AthPythonEvaluator *evaluator,
                                           const char         *keyword);
AthPythonValue   *ath_sa_type_new_unknown (AthPythonEvaluator *evaluator);

/* Schema items. */
extern const AthPythonNativeClass ath_sa_column_class;
extern const AthPythonNativeClass ath_sa_foreign_key_class;
extern const AthPythonNativeClass ath_sa_constraint_class;
extern const AthPythonNativeClass ath_sa_primary_key_constraint_class;
extern const AthPythonNativeClass ath_sa_foreign_key_constraint_class;
extern const AthPythonNativeClass ath_sa_unique_constraint_class;
extern const AthPythonNativeClass ath_sa_check_constraint_class;
extern const AthPythonNativeClass ath_sa_exclude_constraint_class;
extern const AthPythonNativeClass ath_sa_index_class;
extern const AthPythonNativeClass ath_sa_lower_table_class;
extern const AthPythonNativeClass ath_sa_table_class;
extern const AthPythonNativeClass ath_sa_meta_data_class;
extern const AthPythonNativeClass ath_sa_identity_class;
extern const AthPythonNativeClass ath_sa_computed_class;
extern const AthPythonNativeClass ath_sa_sequence_class;
extern const AthPythonNativeClass ath_sa_fetched_value_class;
extern const AthPythonNativeClass ath_sa_default_clause_class;

typedef struct _AthSaTable AthSaTable;

/**
 * AthSaColumn:
 * @expression: the column as part of an expression; first, so that a pointer to
 *   the one is a pointer to the other
 * @column: what is written of it
 * @table: (nullable): the table it is in
 * @foreign_keys: (element-type AthSqlConstraint): one for each `ForeignKey`
 * @is_unique: `unique=True`
 * @is_indexed: `index=True`
 * @has_nullable: `nullable=` was given
 * @client_default: (nullable): `default=`, for bulk_insert()
 * @has_onupdate: `onupdate=` was given
 * @is_schema: a `Column` of a `Table` rather than a `column ()`
 *
 * A `Column`.
 */
typedef struct
{
  AthSaExpression  expression;
  AthSqlColumn    *column;
  AthSaTable      *table;
  GPtrArray       *foreign_keys;
  gboolean         is_unique;
  gboolean         is_indexed;
  gboolean         has_nullable;
  AthPythonValue  *client_default;
  gboolean         has_onupdate;
  gboolean         is_schema;
} AthSaColumn;

/**
 * AthSaTable:
 * @expression: the table as part of a statement; first
 * @table: what is written of it
 * @columns: (element-type AthPythonValue): its columns as values
 * @anonymous: (nullable): what a name for it is made of when it has none
 * @is_partial: @columns lacks those without a name
 * @metadata: (nullable): empty for a plain `MetaData ()`
 *
 * A `Table`, or a `sa.table ()`.
 */
struct _AthSaTable
{
  AthSaExpression  expression;
  AthSqlTable     *table;
  GPtrArray       *columns;
  const char      *anonymous;
  gboolean         is_partial;
  const char      *metadata;
};

/**
 * AthSaSequence:
 * @schema: may have no text
 * @name: its name
 * @type: (nullable): of its values
 * @options: how it counts
 *
 * A `Sequence`.
 */
typedef struct
{
  AthSqlName             schema;
  AthSqlName             name;
  const AthSqlType      *type;
  AthSqlSequenceOptions  options;
} AthSaSequence;

AthSaTable *ath_sa_table_new              (AthPythonEvaluator    *evaluator,
                                           const AthSqlName      *schema,
                                           const AthSqlName      *name);
AthSaTable *ath_sa_table_get              (const AthSaExpression *expression);
gboolean    ath_sa_table_add              (AthPythonEvaluator    *evaluator,
                                           AthSaTable            *table,
                                           AthPythonValue        *item);
gboolean    ath_sa_table_name_items       (AthPythonEvaluator    *evaluator,
                                           AthSaTable            *table,
                                           const AthSqlNaming    *naming);
gboolean    ath_sa_table_set_options      (AthPythonEvaluator    *evaluator,
                                           AthSaTable            *table,
                                           AthPythonValue        *keywords);
void        ath_sa_table_append_reference (const AthSaTable      *table,
                                           AthSaCompiler         *compiler);
gboolean    ath_sa_index_set_options      (AthPythonEvaluator    *evaluator,
                                           AthSqlIndex           *index,
                                           AthPythonValue        *keywords,
                                           gboolean               is_dropped);
gboolean    ath_sa_index_add              (AthPythonEvaluator    *evaluator,
                                           AthSqlIndex           *index,
                                           AthPythonValue        *element);
gboolean    ath_sa_constraint_set_options (AthPythonEvaluator    *evaluator,
                                           AthSqlConstraint      *constraint,
                                           AthPythonValue        *keywords);
gboolean    ath_sa_server_default         (AthPythonEvaluator    *evaluator,
                                           AthPythonValue        *value,
                                           const char           **sql);
gboolean    ath_sa_exclude_elements       (AthPythonEvaluator    *evaluator,
                                           AthPythonValue        *elements,
                                           AthPythonValue        *operators,
                                           AthSqlConstraint      *constraint);

AthSaColumn      *ath_sa_column_get     (const AthSaExpression *expression);
AthPythonValue   *ath_sa_column_value_new (AthPythonEvaluator *evaluator,
                                         const AthSqlName   *name,
                                         const AthSqlType   *type,
                                         AthSaTable         *table);
AthPythonNativeCall ath_sa_make_column;
AthPythonNativeCall ath_sa_make_table;

/* Arguments. */
gboolean        ath_sa_get_name          (AthPythonEvaluator *evaluator,
                                          AthPythonValue     *value,
                                          const char         *what,
                                          AthSqlName         *name);
gboolean        ath_sa_require_name       (AthPythonEvaluator *evaluator,
                                           AthPythonValue     *value,
                                           const char         *what,
                                           AthSqlName         *name);
gboolean        ath_sa_get_names         (AthPythonEvaluator *evaluator,
                                          AthPythonValue     *value,
                                          const char         *what,
                                          GArray             *names);
gboolean        ath_sa_get_text          (AthPythonEvaluator *evaluator,
                                          AthPythonValue     *value,
                                          const char         *what,
                                          const char        **text);
gboolean        ath_sa_get_bool          (AthPythonEvaluator *evaluator,
                                          AthPythonValue     *value,
                                          gboolean           *truth);
gboolean        ath_sa_get_tristate      (AthPythonEvaluator *evaluator,
                                          AthPythonValue     *value,
                                          AthSqlTristate     *tristate);
gboolean        ath_sa_get_quote         (AthPythonEvaluator *evaluator,
                                          AthPythonValue     *value,
                                          AthSqlName         *name);
gboolean        ath_sa_get_number        (AthPythonEvaluator *evaluator,
                                          AthPythonValue     *value,
                                          const char         *what,
                                          int                *number);
gboolean        ath_sa_is_foreign_option (const char         *name);
AthPythonValue *ath_sa_quoted_name_new   (AthPythonEvaluator *evaluator,
                                          const AthSqlName   *name);
extern const AthPythonNativeClass ath_sa_name_class;

/* Modules: `sqlalchemy` and those inside it. */
extern const AthPythonNativeModule *const ath_sa_modules[];

G_END_DECLS
