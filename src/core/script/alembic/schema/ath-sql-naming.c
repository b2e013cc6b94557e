/* ath-sql-naming.c: names that a naming convention gives
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ath-error.h"
#include "script/alembic/schema/ath-sql-naming.h"

/* What a template may ask for. */
typedef struct
{
  const AthSqlName *schema;
  const AthSqlName *table;
  const AthSqlName *name;            /* as the script gives it; may have no text */
  const GArray     *columns;         /* (element-type AthSqlName) */
  const AthSqlName *referred_table;  /* (nullable) */
  const GArray     *referred_columns; /* (nullable) (element-type AthSqlName) */
} Subject;

static gboolean
refuse_token (const char  *token,
              GError     **error)
{
  g_set_error (error, ATH_ERROR, ATH_ERROR_SCRIPT,
               _("The naming convention uses “%%(%s)s”, which is not understood"), token);
  return FALSE;
}

static void
append_without_dots (const char *text,
                     GString    *name)
{
  for (const char *c = text; *c != '\0'; c++)
    g_string_append_c (name, *c == '.' ? '_' : *c);
}

/* A label is the column's name with its table's, and its schema's, in front. */
static void
append_column (const Subject *subject,
               const GArray  *columns,
               guint          i,
               gboolean       is_label,
               GString       *name)
{
  if (i >= columns->len)
    return;

  if (is_label)
    {
      if (subject->schema->text != NULL && subject->schema->text[0] != '\0')
        {
          append_without_dots (subject->schema->text, name);
          g_string_append_c (name, '_');
        }
      g_string_append_printf (name, "%s_", subject->table->text);
    }
  g_string_append (name, g_array_index (columns, AthSqlName, i).text);
}

/* “column_0_name”, “column_0N_label”, “column_0_N_key” */
static gboolean
append_column_token (const Subject  *subject,
                     const GArray   *columns,
                     const char     *token,
                     GString        *name,
                     GError        **error)
{
  const char *rest = token + strlen ("column_");
  char *end;
  guint64 index = g_ascii_strtoull (rest, &end, 10);
  const char *separator = NULL;
  gboolean is_label;

  if (end == rest)
    return refuse_token (token, error);
  if (g_str_has_prefix (end, "_N_"))
    separator = "_";
  else if (g_str_has_prefix (end, "N_"))
    separator = "";
  if (separator != NULL)
    end += strlen (separator) + 1;

  is_label = g_str_equal (end, "_label");
  if (!is_label && !g_str_equal (end, "_name") && !g_str_equal (end, "_key"))
    return refuse_token (token, error);

  if (separator == NULL)
    {
      append_column (subject, columns, (guint) MIN (index, G_MAXUINT), is_label, name);
      return TRUE;
    }

  for (guint i = 0; i < columns->len; i++)
    {
      if (i > 0)
        g_string_append (name, separator);
      append_column (subject, columns, i, is_label, name);
    }

  return TRUE;
}

static gboolean
append_token (const Subject  *subject,
              const char     *token,
              GString        *name,
              GError        **error)
{
  if (g_str_equal (token, "table_name"))
    {
      g_string_append (name, subject->table->text);
      return TRUE;
    }

  if (g_str_equal (token, "constraint_name"))
    {
      if (subject->name->text == NULL)
        {
          g_set_error (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                       _("The naming convention needs a name for a constraint of table “%s”, "
                         "and the script gives none"),
                       subject->table->text);
          return FALSE;
        }
      g_string_append (name, subject->name->text);
      return TRUE;
    }

  if (g_str_equal (token, "referred_table_name") && subject->referred_table != NULL)
    {
      g_string_append (name, subject->referred_table->text);
      return TRUE;
    }

  if (g_str_has_prefix (token, "referred_column_") && subject->referred_columns != NULL)
    return append_column_token (subject, subject->referred_columns,
                                token + strlen ("referred_"), name, error);

  if (g_str_has_prefix (token, "column_"))
    return append_column_token (subject, subject->columns, token, name, error);

  return refuse_token (token, error);
}

static gboolean
expand (const Subject  *subject,
        const char     *template,
        GString        *name,
        GError        **error)
{
  const char *c = template;

  while (*c != '\0')
    {
      const char *end = g_str_has_prefix (c, "%(") ? strstr (c, ")s") : NULL;
      g_autofree char *token = NULL;

      if (g_str_has_prefix (c, "%%"))
        {
          g_string_append_c (name, '%');
          c += 2;
          continue;
        }
      if (*c != '%')
        {
          g_string_append_c (name, *c++);
          continue;
        }
      if (end == NULL)
        return refuse_token (c, error);

      token = g_strndup (c + 2, end - c - 2);
      if (!append_token (subject, token, name, error))
        return FALSE;
      c = end + 2;
    }

  return TRUE;
}

/* A convention replaces no final name, and a plain one only where it builds on it. */
static gboolean
apply (const AthSqlNaming  *self,
       const Subject       *subject,
       const char          *template,
       AthArena            *arena,
       AthSqlName          *name,
       GError             **error)
{
  g_autoptr(GString) text = g_string_new (NULL);

  if (name->is_final)
    return TRUE;
  if (self->unknown != NULL)
    {
      g_propagate_error (error, g_error_copy (self->unknown));
      return FALSE;
    }
  if (template == NULL)
    return TRUE;
  if (name->text != NULL && strstr (template, "constraint_name") == NULL)
    return TRUE;

  if (!expand (subject, template, text, error))
    return FALSE;

  *name = (AthSqlName) { .text = ath_arena_strdup (arena, text->str), .is_final = TRUE };

  return TRUE;
}

static const char *
get_template (const AthSqlNaming *self,
              const char         *key)
{
  return self->templates != NULL ? g_hash_table_lookup (self->templates, key) : NULL;
}

static const char *
get_key (AthSqlConstraintKind kind)
{
  switch (kind)
    {
    case ATH_SQL_PRIMARY_KEY:
      return "pk";

    case ATH_SQL_UNIQUE:
      return "uq";

    case ATH_SQL_FOREIGN_KEY:
      return "fk";

    case ATH_SQL_CHECK:
      return "ck";

    case ATH_SQL_EXCLUDE:
      return "ex";

    default:
      g_assert_not_reached ();
    }
}

/**
 * ath_sql_naming_name_constraint:
 * @self: a naming convention
 * @arena: where a new name lives
 * @schema: of the table; may have no text
 * @table: the table that has the constraint
 * @constraint: its name is replaced where the convention says so
 * @error: set on failure
 *
 * Names a constraint as SQLAlchemy does when it is attached to its table.
 *
 * Returns: `FALSE` with `ATH_ERROR_SCRIPT` when the template needs a name that
 *   is not given, has a token that is not understood, or is not known itself
 */
gboolean
ath_sql_naming_name_constraint (const AthSqlNaming  *self,
                                AthArena            *arena,
                                const AthSqlName    *schema,
                                const AthSqlName    *table,
                                AthSqlConstraint    *constraint,
                                GError             **error)
{
  gboolean is_reference = constraint->kind == ATH_SQL_FOREIGN_KEY;
  AthSqlName given = constraint->name;
  Subject subject = {
    .schema = schema,
    .table = table,
    .name = &given,
    .columns = constraint->columns,
    .referred_table = is_reference ? &constraint->remote_table : NULL,
    .referred_columns = is_reference ? constraint->remote_columns : NULL,
  };

  return apply (self, &subject, get_template (self, get_key (constraint->kind)), arena,
                &constraint->name, error);
}

/* Whether a name can be made of what is indexed: of columns, not of expressions. */
static gboolean
check_elements (const AthSqlIndex  *index,
                const char         *template,
                const AthSqlName   *table,
                GError            **error)
{
  gboolean takes_all = strstr (template, "_N_") != NULL || strstr (template, "0N_") != NULL;

  if (strstr (template, "column_") == NULL)
    return TRUE;
  for (guint i = 0; i < (takes_all ? index->elements->len : MIN (index->elements->len, 1)); i++)
    if (g_array_index (index->elements, AthSqlIndexElement, i).column == NULL)
      {
        g_set_error (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                     _("An index of an expression of table “%s” needs a name"), table->text);
        return FALSE;
      }

  return TRUE;
}

/**
 * ath_sql_naming_refers_to_columns:
 * @self: a naming convention
 * @constraint: a constraint without the name that it gets
 *
 * Returns: whether its name is made of the columns that it refers to
 */
gboolean
ath_sql_naming_refers_to_columns (const AthSqlNaming     *self,
                                  const AthSqlConstraint *constraint)
{
  const char *template = get_template (self, get_key (constraint->kind));

  return template != NULL && !constraint->name.is_final
         && (constraint->name.text == NULL || strstr (template, "constraint_name") != NULL)
         && strstr (template, "referred_column_") != NULL;
}

/**
 * ath_sql_naming_name_index:
 * @self: a naming convention
 * @arena: where a new name lives
 * @schema: of the table; may have no text
 * @table: the table that has the index
 * @index: its name is replaced where the convention says so
 * @error: set on failure
 *
 * Names an index as SQLAlchemy does when it is attached to its table.
 *
 * Returns: `FALSE` with `ATH_ERROR_SCRIPT`, see ath_sql_naming_name_constraint()
 */
gboolean
ath_sql_naming_name_index (const AthSqlNaming  *self,
                           AthArena            *arena,
                           const AthSqlName    *schema,
                           const AthSqlName    *table,
                           AthSqlIndex         *index,
                           GError             **error)
{
  g_autoptr(GArray) columns = g_array_new (FALSE, FALSE, sizeof (AthSqlName));
  const char *template = get_template (self, "ix");
  AthSqlName given = index->name;
  Subject subject = { .schema = schema, .table = table, .name = &given, .columns = columns };

  for (guint i = 0; i < index->elements->len; i++)
    {
      AthSqlName column = { .text = g_array_index (index->elements, AthSqlIndexElement, i).column };

      if (column.text != NULL)
        g_array_append_val (columns, column);
    }

  /* SQLAlchemy has this one of its own, which a convention takes the place of. */
  if (self->templates == NULL || g_hash_table_size (self->templates) == 0)
    template = "ix_%(column_0_label)s";
  if (template == NULL && self->unknown == NULL && given.text == NULL)
    {
      g_set_error (error, ATH_ERROR, ATH_ERROR_SCRIPT,
                   _("The naming convention says nothing of indexes, and the script gives one of "
                     "table “%s” no name"),
                   table->text);
      return FALSE;
    }

  if (!given.is_final && given.text == NULL && template != NULL
      && !check_elements (index, template, table, error))
    return FALSE;

  return apply (self, &subject, template, arena, &index->name, error);
}
