/* ath-sa-type-special.c: arrays, enumerations and types of a project's own
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "script/alembic/ath-alembic-run.h"
#include "script/alembic/ath-sa-dialect.h"
#include "script/alembic/types/ath-sa-type.h"

#define BIND(name_, parameters_, values_) \
  ath_python_arguments_bind (evaluator, name_, arguments, parameters_, \
                             G_N_ELEMENTS (parameters_), values_)

static AthPythonValue *
construct_array (AthPythonEvaluator       *evaluator,
                 AthPythonValue           *self,
                 const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = {
    { "item_type", ATH_PYTHON_PARAM_REQUIRED },
    { "as_tuple", ATH_PYTHON_PARAM_OPTIONAL },
    { "dimensions", ATH_PYTHON_PARAM_OPTIONAL },
    { "zero_indexes", ATH_PYTHON_PARAM_OPTIONAL },
  };
  AthPythonValue *values[G_N_ELEMENTS (parameters)];
  AthArena *arena = ath_python_get_arena (evaluator);
  AthSqlType *type;
  int dimensions = 1;
  gboolean counts_from_zero = FALSE;

  if (!BIND ("ARRAY", parameters, values)
      || !ath_sa_get_number (evaluator, values[2], "dimensions", &dimensions)
      || (values[3] != NULL && !ath_sa_get_bool (evaluator, values[3], &counts_from_zero)))
    return NULL;
  type = ath_sql_type_new (arena, ATH_SQL_TYPE_ARRAY, "ARRAY");
  type->item = ath_sa_type_of (evaluator, values[0]);
  type->dimensions = (guint) dimensions;
  type->counts_from_zero = counts_from_zero;
  if (type->item == NULL)
    return NULL;
  if (type->item->kind == ATH_SQL_TYPE_ARRAY)
    return ath_python_refuse (evaluator, _("An array of arrays is not understood: use "
                                           "“dimensions”"));

  return ath_python_host_new (arena, &ath_sa_array_class, type);
}

const AthPythonNativeClass ath_sa_array_class = {
  .name = "ARRAY",
  .module = "sqlalchemy.types",
  .base = &ath_sa_type_class,
  .construct = construct_array,
};

/* The names of an enumeration's members, or what `values_callable` makes of it. */
/* The names of all members; second names of one are left out.  NULL after
 * raising or refusing.
 */
static AthPythonValue *
names_of_members (AthPythonEvaluator *evaluator,
                  AthPythonValue     *members,
                  gboolean            takes_aliases)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *all = ath_python_list_of (evaluator, members);
  AthPythonValue *names = ath_python_list_new (arena, NULL, 0);

  if (all == NULL || takes_aliases)
    return all;
  for (guint i = 0; i < all->sequence.length; i++)
    {
      AthPythonValue *key = all->sequence.items[i];
      AthPythonValue *member = ath_python_get_item (evaluator, members, key);
      AthPythonValue *name = member != NULL
                             ? ath_python_get_attribute (evaluator, member, "name") : NULL;

      if (name == NULL)
        return NULL;
      if (ath_python_is_str (name) && g_str_equal (name->text.bytes, key->text.bytes))
        ath_python_list_append (arena, names, key);
    }

  return names;
}

static AthPythonValue *
labels_of_class (AthPythonEvaluator *evaluator,
                 AthPythonValue     *class,
                 AthPythonValue     *callable,
                 AthPythonValue     *omit_aliases)
{
  AthPythonValue *members;
  AthPythonValue *names;
  gboolean omits = TRUE;

  if (!ath_sa_get_bool (evaluator, omit_aliases, &omits))
    return NULL;
  if (callable != NULL && !ath_python_is_none (callable))
    {
      names = ath_python_call_simple (evaluator, callable, &class, 1);
      return names != NULL ? ath_python_list_of (evaluator, names) : NULL;
    }

  members = ath_python_get_attribute (evaluator, class, "__members__");

  return members != NULL ? names_of_members (evaluator, members, !omits) : NULL;
}

static gboolean
is_enumeration (AthPythonEvaluator *evaluator,
                AthPythonValue     *value)
{
  return value->type == ATH_PYTHON_TYPE_CLASS
         && ath_python_find_attribute (evaluator, value, "__members__") != NULL;
}

/* A type of PostgreSQL's is written by its name.  So labels that are no texts, or
 * of a class that is not found, matter only where the type is created.
 */
static gboolean
set_labels (AthPythonEvaluator *evaluator,
            AthPythonValue     *labels,
            AthSqlEnum         *enumeration,
            int                *length)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  const char **texts = ath_arena_alloc (arena, sizeof *texts * (labels->sequence.length + 1));

  for (guint i = 0; i < labels->sequence.length; i++)
    {
      AthPythonValue *label = ath_python_unwrap (labels->sequence.items[i]);

      if (!ath_python_is_str (label) && enumeration->is_native && enumeration->name.text != NULL
          && label->type != ATH_PYTHON_TYPE_LIST)
        return TRUE;
      if (!ath_python_is_str (label))
        return ath_python_refuse (evaluator, _("%s as a label of an enumeration is not understood"),
                                  ath_python_get_type_name (label)) != NULL;
      texts[i] = label->text.bytes;
      *length = MAX (*length, (int) ath_python_str_get_n_chars (label));
    }
  enumeration->labels = texts;

  return TRUE;
}

/* Every keyword that Enum and ENUM take, in the order of enum_parameters. */
enum
{
  ENUM_LABELS,
  ENUM_NAME,
  ENUM_SCHEMA,
  ENUM_METADATA,
  ENUM_INHERIT_SCHEMA,
  ENUM_NATIVE_ENUM,
  ENUM_CREATE_CONSTRAINT,
  ENUM_CREATE_TYPE,
  ENUM_LENGTH,
  ENUM_VALUES_CALLABLE,
  ENUM_VALIDATE_STRINGS,
  ENUM_CHECKFIRST,
  ENUM_QUOTE,
  ENUM_SORT_KEY_FUNCTION,
  ENUM_OMIT_ALIASES,
  ENUM_N_PARAMETERS
};

static const AthPythonParameter enum_parameters[ENUM_N_PARAMETERS] = {
  [ENUM_LABELS] = { "enums", ATH_PYTHON_PARAM_REST },
  [ENUM_NAME] = { "name", ATH_PYTHON_PARAM_KEYWORD },
  [ENUM_SCHEMA] = { "schema", ATH_PYTHON_PARAM_KEYWORD },
  [ENUM_METADATA] = { "metadata", ATH_PYTHON_PARAM_KEYWORD },
  [ENUM_INHERIT_SCHEMA] = { "inherit_schema", ATH_PYTHON_PARAM_KEYWORD },
  [ENUM_NATIVE_ENUM] = { "native_enum", ATH_PYTHON_PARAM_KEYWORD },
  [ENUM_CREATE_CONSTRAINT] = { "create_constraint", ATH_PYTHON_PARAM_KEYWORD },
  [ENUM_CREATE_TYPE] = { "create_type", ATH_PYTHON_PARAM_KEYWORD },
  [ENUM_LENGTH] = { "length", ATH_PYTHON_PARAM_KEYWORD },
  [ENUM_VALUES_CALLABLE] = { "values_callable", ATH_PYTHON_PARAM_KEYWORD },
  [ENUM_VALIDATE_STRINGS] = { "validate_strings", ATH_PYTHON_PARAM_KEYWORD },
  [ENUM_CHECKFIRST] = { "checkfirst", ATH_PYTHON_PARAM_KEYWORD },
  [ENUM_QUOTE] = { "quote", ATH_PYTHON_PARAM_KEYWORD },
  [ENUM_SORT_KEY_FUNCTION] = { "sort_key_function", ATH_PYTHON_PARAM_KEYWORD },
  [ENUM_OMIT_ALIASES] = { "omit_aliases", ATH_PYTHON_PARAM_KEYWORD },
};

static gboolean
set_enum_flags (AthPythonEvaluator  *evaluator,
                AthPythonValue     **values,
                gboolean             is_pg,
                AthSqlEnum          *enumeration)
{
  gboolean is_created = TRUE;

  enumeration->is_native = TRUE;
  if (!ath_sa_get_bool (evaluator, values[ENUM_NATIVE_ENUM], &enumeration->is_native)
      || !ath_sa_get_bool (evaluator, values[ENUM_CREATE_CONSTRAINT], &enumeration->has_check)
      || !ath_sa_get_bool (evaluator, values[ENUM_CREATE_TYPE], &is_created)
      || !ath_sa_get_bool (evaluator, values[ENUM_INHERIT_SCHEMA],
                           &enumeration->inherits_schema))
    return FALSE;

  /* The generic type pays no attention to create_type in SQLAlchemy 2.0. */
  enumeration->is_created = !is_pg || is_created;
  if (is_pg)
    enumeration->is_native = TRUE;
  if (values[ENUM_METADATA] != NULL && !ath_python_is_none (values[ENUM_METADATA]))
    enumeration->is_created = FALSE;

  return TRUE;
}

static AthPythonValue *
make_enum (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments,
           gboolean                  is_pg)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *values[ENUM_N_PARAMETERS];
  AthSqlEnum *enumeration = ath_arena_new0 (arena, AthSqlEnum);
  AthSqlType *type = ath_sql_type_new (arena, ATH_SQL_TYPE_ENUM, "ENUM");
  AthPythonValue *labels;
  AthPythonValue *class = NULL;

  if (self->type == ATH_PYTHON_TYPE_CLASS)
    return ath_python_refuse (evaluator, _("A type derived from “%s” is not understood"), "Enum");
  if (!ath_python_arguments_bind (evaluator, "Enum", arguments, enum_parameters, ENUM_N_PARAMETERS,
                                  values))
    return NULL;

  labels = values[ENUM_LABELS];
  if (labels->sequence.length == 1 && is_enumeration (evaluator, labels->sequence.items[0]))
    {
      class = labels->sequence.items[0];
      labels = labels_of_class (evaluator, class, values[ENUM_VALUES_CALLABLE],
                                values[ENUM_OMIT_ALIASES]);
    }
  if (labels == NULL || !set_enum_flags (evaluator, values, is_pg, enumeration)
      || !ath_sa_get_name (evaluator, values[ENUM_NAME], "name", &enumeration->name)
      || !ath_sa_get_name (evaluator, values[ENUM_SCHEMA], "schema", &enumeration->schema)
      || !set_labels (evaluator, labels, enumeration, &type->length)
      || !ath_sa_get_number (evaluator, values[ENUM_LENGTH], "length", &type->length))
    return NULL;

  if (class != NULL && values[ENUM_NAME] == NULL)
    {
      const char *name = ath_python_class_get_name (class);

      enumeration->name.text = ath_arena_adopt (arena, g_utf8_strdown (name, -1), g_free);
    }
  enumeration->has_members = class != NULL;
  type->enumeration = enumeration;

  return ath_python_host_new (arena, is_pg ? &ath_sa_pg_enum_class : &ath_sa_enum_class, type);
}

static AthPythonValue *
construct_enum (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  return make_enum (evaluator, self, arguments, FALSE);
}

static AthPythonValue *
construct_pg_enum (AthPythonEvaluator       *evaluator,
                   AthPythonValue           *self,
                   const AthPythonArguments *arguments)
{
  return make_enum (evaluator, self, arguments, TRUE);
}

static const AthPythonParameter create_parameters[] = {
  { "bind", ATH_PYTHON_PARAM_REQUIRED },
  { "checkfirst", ATH_PYTHON_PARAM_OPTIONAL },
};

/* The connection is the one that there is; what cannot be one is a mistake. */
static gboolean
check_bind (AthPythonEvaluator *evaluator,
            AthPythonValue     *value)
{
  if (value->type != ATH_PYTHON_TYPE_HOST || ath_sa_is_type (value)
      || ath_python_host_get (value, &ath_sa_column_class) != NULL
      || ath_sa_expression_get (value) != NULL)
    return ath_python_refuse (evaluator, _("%s as “%s” is not understood"),
                              ath_python_get_type_name (value), "bind") != NULL;

  return TRUE;
}

static AthPythonValue *
change_enum (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments,
             gboolean                  is_created)
{
  const AthSqlType *type = self->host.data;
  AthPythonValue *values[G_N_ELEMENTS (create_parameters)];
  gboolean checks_first = self->host.class == &ath_sa_pg_enum_class;

  if (!BIND (is_created ? "create" : "drop", create_parameters, values)
      || !check_bind (evaluator, values[0])
      || !ath_sa_get_bool (evaluator, values[1], &checks_first))
    return NULL;

  ath_sa_enum_set_used (self);
  if (!type->enumeration->is_native)
    return ath_python_none ();

  return ath_alembic_run_change_enum (evaluator, type->enumeration, is_created, checks_first)
         ? ath_python_none () : NULL;
}

static AthPythonValue *
enum_create (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  return change_enum (evaluator, self, arguments, TRUE);
}

static AthPythonValue *
enum_drop (AthPythonEvaluator       *evaluator,
           AthPythonValue           *self,
           const AthPythonArguments *arguments)
{
  return change_enum (evaluator, self, arguments, FALSE);
}

static const AthPythonNativeFunction enum_methods[] = {
  { "create", enum_create },
  { "drop", enum_drop },
  { NULL },
};

/* A type that was written or created already goes on under the old name, because
 * SQLAlchemy remembers what it made of it for the dialect.
 */
static gboolean
enum_set_attribute (AthPythonEvaluator *evaluator,
                    AthPythonValue     *self,
                    const char         *name,
                    AthPythonValue     *value)
{
  AthSqlType *type = self->host.data;
  AthSqlEnum *enumeration = (AthSqlEnum *) type->enumeration;

  if (!g_str_equal (name, "name") || enumeration->is_used)
    return ath_python_refuse (evaluator, _("Setting “%s” of %s is not understood"), name,
                              ath_python_get_type_name (self)) != NULL;

  return ath_sa_get_name (evaluator, value, name, &enumeration->name);
}

/**
 * ath_sa_enum_set_used:
 * @value: an enumeration
 *
 * Notes that it is written or created, after which it keeps its name.
 */
void
ath_sa_enum_set_used (AthPythonValue *value)
{
  AthSqlType *type = value->host.data;

  ((AthSqlEnum *) type->enumeration)->is_used = TRUE;
}

const AthPythonNativeClass ath_sa_enum_class = {
  .name = "Enum",
  .module = "sqlalchemy.types",
  .base = &ath_sa_type_class,
  .construct = construct_enum,
  .methods = enum_methods,
  .set_attribute = enum_set_attribute,
};

const AthPythonNativeClass ath_sa_pg_enum_class = {
  .name = "ENUM",
  .module = "sqlalchemy.dialects.postgresql",
  .base = &ath_sa_enum_class,
  .construct = construct_pg_enum,
};

/* The same type, with what the class changes about it; NULL when @value is. */
static AthPythonValue *
decorate (AthPythonEvaluator *evaluator,
          AthPythonValue     *class,
          AthPythonValue     *value)
{
  static const char *const processors[] = {
    "process_bind_param", "process_literal_param", "bind_processor", "literal_processor",
    "bind_expression", "coerce_compared_value", "comparator_factory",
  };
  const AthSqlType *type = value != NULL ? ath_sa_type_of (evaluator, value) : NULL;
  AthSqlType *decorated;

  if (type == NULL)
    return NULL;
  decorated = ath_sql_type_new (ath_python_get_arena (evaluator), type->kind, type->keyword);
  *decorated = *type;
  decorated->is_decorated = TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (processors); i++)
    decorated->converts |= ath_python_find_attribute (evaluator, class, processors[i]) != NULL;
  decorated->is_selected_by_function |= ath_python_find_attribute (evaluator, class,
                                                                   "column_expression") != NULL;

  if (ath_python_has_failed (evaluator))
    return NULL;

  return value->type == ATH_PYTHON_TYPE_HOST
         ? ath_python_host_new (ath_python_get_arena (evaluator), value->host.class, decorated)
         : ath_sa_type_new (evaluator, decorated);
}

/* `load_dialect_impl ()` says what the type is on PostgreSQL, else `impl`, with
 * what was passed.
 */
static AthPythonValue *
construct_decorated (AthPythonEvaluator       *evaluator,
                     AthPythonValue           *self,
                     const AthPythonArguments *arguments)
{
  AthPythonValue *impl;
  AthPythonValue *load;

  if (self->type != ATH_PYTHON_TYPE_CLASS)
    return ath_python_refuse (evaluator, _("“%s ()” is not understood"), "TypeDecorator");

  load = ath_python_namespace_get (ath_python_class_get_attributes (self), "load_dialect_impl");
  if (load != NULL)
    {
      AthPythonValue *both[] = {
        ath_python_instance_new (ath_python_get_arena (evaluator), self),
        ath_sa_dialect_get (evaluator),
      };

      return decorate (evaluator, self, ath_python_call_simple (evaluator, load, both, 2));
    }

  impl = ath_python_find_attribute (evaluator, self, "impl");
  if (impl == NULL)
    return ath_python_has_failed (evaluator) ? NULL
           : ath_python_refuse (evaluator, _("The type “%s” has no “impl”"),
                                ath_python_class_get_name (self));
  if (impl->type == ATH_PYTHON_TYPE_HOST)
    return arguments->n_positional + arguments->n_keywords == 0
           ? decorate (evaluator, self, impl)
           : ath_python_refuse (evaluator, _("Arguments of the type “%s” are not understood"),
                                ath_python_class_get_name (self));

  return decorate (evaluator, self, ath_python_call (evaluator, impl, arguments));
}

/* `TypeDecorator[str]`: what its values are, for people and type checkers. */
static AthPythonValue *
get_parametrized (AthPythonEvaluator *evaluator,
                  AthPythonValue     *self,
                  AthPythonValue     *key)
{
  return self->type == ATH_PYTHON_TYPE_NATIVE_CLASS
         ? self : ath_python_refuse (evaluator, _("“[…]” of %s is not understood"),
                                     ath_python_get_type_name (self));
}

const AthPythonNativeClass ath_sa_type_decorator_class = {
  .name = "TypeDecorator",
  .module = "sqlalchemy.types",
  .base = &ath_sa_type_class,
  .construct = construct_decorated,
  .get_item = get_parametrized,
};

/* `get_col_spec ()` says how the type is spelled. */
static AthPythonValue *
construct_user_defined (AthPythonEvaluator       *evaluator,
                        AthPythonValue           *self,
                        const AthPythonArguments *arguments)
{
  AthPythonValue *spec;
  AthPythonValue *object;
  AthPythonValue *text;
  const char *keyword;

  if (self->type != ATH_PYTHON_TYPE_CLASS || arguments->n_positional + arguments->n_keywords > 0)
    return ath_python_refuse (evaluator, _("“%s ()” is not understood"), "UserDefinedType");

  spec = ath_python_namespace_get (ath_python_class_get_attributes (self), "get_col_spec");
  if (spec == NULL)
    return ath_python_refuse (evaluator, _("The type “%s” has no “get_col_spec ()”"),
                              ath_python_class_get_name (self));
  object = ath_python_instance_new (ath_python_get_arena (evaluator), self);
  text = ath_python_call_simple (evaluator, spec, &object, 1);
  if (text == NULL || !ath_sa_get_text (evaluator, text, "get_col_spec", &keyword))
    return NULL;

  return decorate (evaluator, self, ath_sa_type_new_other (evaluator, keyword));
}

const AthPythonNativeClass ath_sa_user_defined_type_class = {
  .name = "UserDefinedType",
  .module = "sqlalchemy.types",
  .base = &ath_sa_type_class,
  .construct = construct_user_defined,
  .get_item = get_parametrized,
};
