/* ath-sa-text.c: `text ()`, and the parameters in a text
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "python/types/ath-python-types.h"
#include "script/alembic/expressions/ath-sa-function.h"
#include "script/alembic/expressions/ath-sa-operator.h"
#include "script/alembic/queries/ath-sa-select.h"

/* A text with the values of its parameters. */
typedef struct
{
  AthSaExpression  expression;
  const char      *text;
  AthPythonValue  *parameters; /* a dict */
  GPtrArray       *columns;    /* (nullable): of `columns ()` */
} Text;

static gboolean
is_word (char c)
{
  return g_ascii_isalnum (c) || c == '_' || c == '$' || (guchar) c >= 0x80;
}

/* The length of the name of a parameter at @c, a colon, or 0.  `::`, a colon
 * behind a word or a backslash, and a name before another colon are none.
 */
static gsize
get_parameter_length (const char *text,
                      const char *c)
{
  gsize length = 0;

  if (c > text && (c[-1] == ':' || c[-1] == '\\' || is_word (c[-1])))
    return 0;
  while (is_word (c[1 + length]))
    length++;

  return c[1 + length] == ':' ? 0 : length;
}

static gboolean
append_parameter (AthSaCompiler  *compiler,
                  AthPythonValue *parameters,
                  const char     *name,
                  gsize           length)
{
  g_autofree char *key = g_strndup (name, length);
  AthPythonValue *value = ath_python_dict_get_text (parameters->dict, key);
  const AthSaExpression *expression;

  if (value == NULL && compiler->is_ddl)
    {
      g_string_append (compiler->sql, "NULL");
      return TRUE;
    }
  if (value == NULL)
    return ath_python_refuse (compiler->evaluator,
                              _("The text has a parameter “:%s” without a value; write “\\:%s” "
                                "for the text itself"), key, key) != NULL;
  if (!compiler->is_ddl && ath_python_is_sequence (value))
    return ath_sa_sequence_append (compiler->evaluator, value, compiler->sql);

  expression = ath_sa_expression_of (compiler->evaluator, value, NULL);

  return expression != NULL && ath_sa_expression_append (expression, compiler);
}

static gboolean
append_text (const AthSaExpression *self,
             AthSaCompiler         *compiler)
{
  const Text *text = (const Text *) self;

  for (const char *c = text->text; *c != '\0'; c++)
    {
      gsize length = *c == ':' ? get_parameter_length (text->text, c) : 0;

      if (length > 0)
        {
          if (!append_parameter (compiler, text->parameters, c + 1, length))
            return FALSE;
          c += length;
          continue;
        }
      if (*c == '\\' && c[1] == ':' && c[2] != ':')
        continue;
      g_string_append_c (compiler->sql, *c);
    }

  return TRUE;
}

/**
 * ath_sa_is_text:
 * @self: an expression
 *
 * Returns: whether it is a `text ()`
 */
gboolean
ath_sa_is_text (const AthSaExpression *self)
{
  return self->append == append_text;
}

static AthPythonValue *
text_value_new (AthPythonEvaluator *evaluator,
                const char         *text,
                AthPythonValue     *parameters)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  Text *self = ath_arena_new0 (arena, Text);

  self->expression.append = append_text;
  self->expression.role = ATH_SA_ROLE_NAME;
  self->text = text;
  self->parameters = parameters != NULL ? parameters : ath_python_dict_value_new (arena);

  return ath_python_host_new (arena, &ath_sa_text_class, self);
}

/**
 * ath_sa_text_new:
 * @evaluator: an evaluator
 * @text: SQL in which `:name` is a parameter; copied
 *
 * Returns: (transfer none): a `text ()`
 */
AthPythonValue *
ath_sa_text_new (AthPythonEvaluator *evaluator,
                 const char         *text)
{
  AthArena *arena = ath_python_get_arena (evaluator);

  return text_value_new (evaluator, ath_arena_strdup (arena, text), NULL);
}

/* A value takes the place of that of a `bindparam ()`, whose type stays. */
static AthPythonValue *
replace_parameter (AthPythonEvaluator *evaluator,
                   AthPythonValue     *old,
                   AthPythonValue     *value)
{
  const AthSaExpression *bind = old != NULL ? ath_sa_expression_get (old) : NULL;

  return bind != NULL && ath_sa_is_bind (bind) && ath_sa_expression_get (value) == NULL
         ? ath_sa_bind_new_valued (evaluator, bind, value) : value;
}

/* The parameters of @text, and on top of them those of @more. */
static AthPythonValue *
merge_parameters (AthPythonEvaluator *evaluator,
                  const Text         *text,
                  AthPythonValue     *more)
{
  AthPythonValue *merged = ath_python_dict_value_new (ath_python_get_arena (evaluator));
  AthPythonArguments first = { .positional = &text->parameters, .n_positional = 1 };
  AthPythonValue *key;
  AthPythonValue *value;
  guint position = 0;

  if (!ath_python_dict_update (evaluator, merged, &first))
    return NULL;
  while (ath_python_dict_next (more->dict, &position, &key, &value))
    {
      AthPythonValue *old = ath_python_is_str (key)
                            ? ath_python_dict_get_text (merged->dict, key->text.bytes) : NULL;

      if (!ath_python_dict_set (merged->dict, evaluator, key,
                                replace_parameter (evaluator, old, value)))
        return NULL;
    }

  return merged;
}

/**
 * ath_sa_text_get:
 * @value: a value
 *
 * Returns: (transfer none) (nullable): what was passed to `text ()`, or `NULL`
 *   when @value is none
 */
const char *
ath_sa_text_get (AthPythonValue *value)
{
  const Text *self = ath_python_host_get (value, &ath_sa_text_class);

  return self != NULL ? self->text : NULL;
}

/**
 * ath_sa_text_bind:
 * @evaluator: an evaluator
 * @text: a `text ()`
 * @parameters: a dict
 *
 * Returns: (transfer none) (nullable): the SQL of @text with the values of
 *   @parameters, or `NULL` after raising or refusing
 */
const char *
ath_sa_text_bind (AthPythonEvaluator *evaluator,
                  AthPythonValue     *text,
                  AthPythonValue     *parameters)
{
  const Text *self = ath_python_host_get (text, &ath_sa_text_class);
  AthPythonValue *merged = merge_parameters (evaluator, self, parameters);
  AthPythonValue *bound = merged != NULL ? text_value_new (evaluator, self->text, merged) : NULL;

  return bound != NULL ? ath_sa_expression_to_sql (evaluator, ath_sa_expression_get (bound)) : NULL;
}

static AthPythonValue *
construct_text (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "text", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *value;
  const char *text;

  if (!ath_python_arguments_bind (evaluator, "text", arguments, parameters, 1, &value)
      || !ath_sa_get_text (evaluator, value, "text", &text))
    return NULL;
  if (text == NULL)
    return ath_python_refuse (evaluator, _("“text ()” of “None” is not understood"));

  return ath_sa_text_new (evaluator, text);
}

static AthPythonValue *
text_bindparams (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  const Text *text = self->host.data;
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *parameters = ath_python_dict_value_new (arena);

  for (guint i = 0; i < arguments->n_positional; i++)
    {
      AthPythonValue *value = arguments->positional[i];
      const AthSaExpression *bind = ath_sa_expression_get (value);

      if (bind == NULL || !ath_sa_is_bind (bind) || ath_sa_bind_get_key (bind) == NULL)
        return ath_python_refuse (evaluator, _("“bindparams ()” of %s is not understood"),
                                  ath_python_get_type_name (value));
      ath_python_dict_set_text (parameters->dict, ath_sa_bind_get_key (bind), value);
    }
  for (guint i = 0; i < arguments->n_keywords; i++)
    ath_python_dict_set_text (parameters->dict, arguments->keywords[i],
                              arguments->keyword_values[i]);
  parameters = merge_parameters (evaluator, text, parameters);

  return parameters != NULL ? text_value_new (evaluator, text->text, parameters) : NULL;
}

static AthPythonValue *
make_from (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments,
           const char               *method,
           gboolean                  is_cte)
{
  const Text *text = self->host.data;

  return ath_sa_subquery_new (evaluator, arguments, method, &text->expression, text->columns,
                              is_cte);
}

static AthPythonValue *
text_subquery (AthPythonEvaluator       *evaluator,
               AthPythonValue           *self,
               const AthPythonArguments *arguments)
{
  return make_from (evaluator, self, arguments, "subquery", FALSE);
}

static AthPythonValue *
text_cte (AthPythonEvaluator       *evaluator,
          AthPythonValue           *self,
          const AthPythonArguments *arguments)
{
  return make_from (evaluator, self, arguments, "cte", TRUE);
}

static const AthPythonNativeFunction textual_methods[] = {
  { "subquery", text_subquery },
  { "alias", text_subquery },
  { "cte", text_cte },
  { NULL },
};

static const AthPythonNativeClass textual_class = {
  .name = "TextualSelect",
  .module = "sqlalchemy.sql.expression",
  .base = &ath_sa_text_class,
  .methods = textual_methods,
};

/* The names and types of what the text asks for. */
static AthPythonValue *
text_columns (AthPythonEvaluator       *evaluator,
              AthPythonValue           *self,
              const AthPythonArguments *arguments)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  Text *textual = ath_arena_new0 (arena, Text);

  *textual = *(const Text *) self->host.data;
  textual->columns = ath_sql_items_new (arena);
  for (guint i = 0; i < arguments->n_positional; i++)
    {
      if (ath_python_host_get (arguments->positional[i], &ath_sa_column_class) == NULL)
        return ath_python_refuse (evaluator, _("“%s ()” of %s is not understood"), "columns",
                                  ath_python_get_type_name (arguments->positional[i]));
      g_ptr_array_add (textual->columns, ath_sa_expression_get (arguments->positional[i]));
    }
  for (guint i = 0; i < arguments->n_keywords; i++)
    {
      AthSqlName name = { .text = arguments->keywords[i] };
      const AthSqlType *type = ath_sa_type_of (evaluator, arguments->keyword_values[i]);

      if (type == NULL)
        return NULL;
      g_ptr_array_add (textual->columns,
                       ath_sa_expression_get (ath_sa_named_new (evaluator, &name, type)));
    }

  return ath_python_host_new (arena, &textual_class, textual);
}

static AthPythonValue *
text_str (AthPythonEvaluator *evaluator,
          AthPythonValue     *self)
{
  const Text *text = self->host.data;

  return ath_python_str_new (ath_python_get_arena (evaluator), text->text);
}

/* A text has no operators: those of what is on its other side are used. */
static AthPythonValue *
text_compare (AthPythonEvaluator *evaluator,
              AthPythonOperator   op,
              AthPythonValue     *self,
              AthPythonValue     *other)
{
  static const AthPythonOperator mirrored[][2] = {
    { ATH_PYTHON_EQ, ATH_PYTHON_EQ },   { ATH_PYTHON_NOT_EQ, ATH_PYTHON_NOT_EQ },
    { ATH_PYTHON_LT, ATH_PYTHON_GT },   { ATH_PYTHON_GT, ATH_PYTHON_LT },
    { ATH_PYTHON_LT_E, ATH_PYTHON_GT_E }, { ATH_PYTHON_GT_E, ATH_PYTHON_LT_E },
  };
  AthSaExpression *expression = ath_sa_expression_get (other);

  for (guint i = 0; expression != NULL && !ath_sa_is_text (expression)
                    && i < G_N_ELEMENTS (mirrored); i++)
    if (mirrored[i][0] == op)
      return ath_sa_expression_compare (evaluator, mirrored[i][1], other, self);

  return ath_python_refuse (evaluator, _("An operator between a text and %s is not understood"),
                            ath_python_get_type_name (other));
}

static AthPythonValue *
text_binary (AthPythonEvaluator *evaluator,
             AthPythonOperator   op,
             AthPythonValue     *self,
             AthPythonValue     *other,
             gboolean            is_reflected)
{
  AthSaExpression *expression = ath_sa_expression_get (other);

  if (op == ATH_PYTHON_BIT_AND && !is_reflected)
    return ath_sa_expression_binary (evaluator, op, self, other, FALSE);
  if (expression == NULL || ath_sa_is_text (expression))
    return ath_python_refuse (evaluator, _("An operator between a text and %s is not understood"),
                              ath_python_get_type_name (other));

  return ath_sa_expression_binary (evaluator, op, other, self, !is_reflected);
}

static AthPythonValue *
text_unary (AthPythonEvaluator *evaluator,
            AthPythonOperator   op,
            AthPythonValue     *self)
{
  return ath_python_refuse (evaluator, _("This operator before an expression is not understood"));
}

static const AthPythonNativeFunction text_methods[] = {
  { "bindparams", text_bindparams },
  { "columns", text_columns },
  { NULL },
};

const AthPythonNativeClass ath_sa_text_class = {
  .name = "TextClause",
  .module = "sqlalchemy.sql.expression",
  .base = &ath_sa_expression_class,
  .construct = construct_text,
  .methods = text_methods,
  .compare = text_compare,
  .binary = text_binary,
  .unary = text_unary,
  .str = text_str,
};
