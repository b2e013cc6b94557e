/* ath-python-module-enum.c: the module enum
 *
 * A class of a script that derives from Enum gets its members once its body has
 * run: each is an object of the class, with the value of a mixed-in str or int
 * inside.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "python/evaluator/ath-python-convert.h"
#include "python/evaluator/ath-python-evaluator-private.h"
#include "python/modules/ath-python-modules.h"
#include "python/types/ath-python-types.h"

#define MEMBERS "__members__"

static const AthPythonNativeClass auto_class;

/* A class while its members are made. */
typedef struct
{
  AthPythonEvaluator         *evaluator;
  AthPythonValue             *class;
  AthPythonValue             *members;    /* a dict: name → member */
  const AthPythonNativeClass *mixin;      /* (nullable): str, int, … */
  gint64                      last_auto;  /* the greatest int so far */
} Builder;

static AthPythonValue *
get_members (AthPythonValue *class)
{
  return ath_python_class_find (class, MEMBERS);
}

static AthPythonValue *
get_attribute_of (AthPythonValue *member,
                  const char     *name)
{
  return ath_python_namespace_get (member->instance.attributes, name);
}

static gboolean
is_dunder (const char *name)
{
  return g_str_has_prefix (name, "__") && g_str_has_suffix (name, "__");
}

/* `_order_` is for Enum itself, `_Kind__x` what `__x` is called inside a class. */
static gboolean
is_special_or_private (const char *name)
{
  return name[0] == '_' && (g_str_has_suffix (name, "_") || strstr (name, "__") != NULL);
}

/* Functions, properties and the like are no members. */
static gboolean
is_descriptor (const AthPythonValue *value)
{
  return value->type == ATH_PYTHON_TYPE_FUNCTION
         || (value->type == ATH_PYTHON_TYPE_HOST
             && (value->host.class == &ath_python_property_class
                 || value->host.class == &ath_python_static_method_class
                 || value->host.class == &ath_python_class_method_class));
}

static gboolean
refuse_class (Builder    *builder,
              const char *what)
{
  return ath_python_refuse (builder->evaluator, _("An enumeration with “%s” is not understood"),
                            what) != NULL;
}

/* Nothing else that is written in C may be mixed in. */
static gboolean
check_bases (Builder *builder)
{
  static const AthPythonNativeClass *const known[] = {
    &ath_python_str_class, &ath_python_int_class, &ath_python_float_class, &ath_python_enum_class,
    &ath_python_int_enum_class, &ath_python_str_enum_class,
  };
  AthPythonClass *class = builder->class->class;

  for (guint i = 0; i < class->n_mro; i++)
    {
      gboolean is_known = class->mro[i]->type == ATH_PYTHON_TYPE_CLASS;

      for (guint j = 0; !is_known && j < G_N_ELEMENTS (known); j++)
        is_known = class->mro[i]->native_class == known[j];
      if (!is_known)
        return refuse_class (builder, ath_python_class_get_name (class->mro[i]));
    }

  return TRUE;
}

/* A name that is bound twice, which Python raises for. */
static gboolean
check_names (Builder *builder)
{
  const AthPythonList *body = builder->class->class->body;
  g_autoptr(GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < body->length; i++)
    {
      AthPythonNode *node = body->items[i];

      if (node->kind == ATH_PYTHON_ASSIGN && node->assign.targets->length == 1
          && node->assign.targets->items[0]->kind == ATH_PYTHON_NAME
          && !g_hash_table_add (names, (gpointer) node->assign.targets->items[0]->name.id))
        return refuse_class (builder, node->assign.targets->items[0]->name.id);
    }

  return TRUE;
}

/* What the class mixes in: the type of its members' primitive. */
static gboolean
find_mixin (Builder *builder)
{
  static const AthPythonNativeClass *const mixins[] = {
    &ath_python_str_class, &ath_python_int_class, &ath_python_float_class
  };
  AthPythonValue *type;

  for (guint i = 0; i < G_N_ELEMENTS (mixins); i++)
    {
      type = ath_python_native_class (builder->evaluator, mixins[i]);
      if (ath_python_is_subclass (builder->class, type))
        builder->mixin = mixins[i];
    }

  type = ath_python_native_class (builder->evaluator, &ath_python_str_enum_class);
  if (ath_python_is_subclass (builder->class, type))
    builder->mixin = &ath_python_str_class;
  type = ath_python_native_class (builder->evaluator, &ath_python_int_enum_class);
  if (ath_python_is_subclass (builder->class, type))
    builder->mixin = &ath_python_int_class;

  return check_bases (builder);
}

/* What a `_generate_next_value_` of the script makes of auto(). */
static AthPythonValue *
generate_next (Builder        *builder,
               AthPythonValue *method,
               const char     *name)
{
  AthArena *arena = ath_python_get_arena (builder->evaluator);
  AthPythonValue *wrapped = ath_python_host_get (method, &ath_python_static_method_class);
  AthPythonValue *values = ath_python_list_new (arena, NULL, 0);
  AthPythonValue *arguments[4];
  AthPythonValue *key;
  AthPythonValue *member;
  guint position = 0;

  while (ath_python_dict_next (builder->members->dict, &position, &key, &member))
    ath_python_list_append (arena, values, get_attribute_of (member, "_value_"));
  arguments[0] = ath_python_str_new (arena, name);
  arguments[1] = ath_python_int_new (arena, 1);
  arguments[2] = ath_python_int_new (arena, values->sequence.length);
  arguments[3] = values;

  return ath_python_call_simple (builder->evaluator, wrapped != NULL ? wrapped : method, arguments,
                                 G_N_ELEMENTS (arguments));
}

/* Whether all values so far are numbers, the last of them the greatest. */
static gboolean
is_increasing (Builder *builder)
{
  AthPythonValue *key;
  AthPythonValue *member;
  gint64 last = builder->last_auto;
  guint position = 0;

  while (ath_python_dict_next (builder->members->dict, &position, &key, &member))
    {
      AthPythonValue *value = get_attribute_of (member, "_value_");

      if (value->type != ATH_PYTHON_TYPE_INT)
        return FALSE;
      last = value->integer;
    }

  return last == builder->last_auto && last < G_MAXINT64;
}

/* What auto() stands for. */
static AthPythonValue *
get_automatic (Builder    *builder,
               const char *name)
{
  AthArena *arena = ath_python_get_arena (builder->evaluator);
  AthPythonValue *str_enum = ath_python_native_class (builder->evaluator,
                                                      &ath_python_str_enum_class);
  AthPythonValue *method = ath_python_class_find (builder->class, "_generate_next_value_");

  if (method != NULL)
    return generate_next (builder, method, name);
  if (ath_python_is_subclass (builder->class, str_enum))
    {
      g_autofree char *lower = g_ascii_strdown (name, -1);

      if (!g_str_is_ascii (name))
        return ath_python_refuse_type (builder->evaluator, "auto", builder->class);
      return ath_python_str_new (arena, lower);
    }
  if (builder->mixin == &ath_python_str_class)
    return ath_python_refuse_type (builder->evaluator, "auto", builder->class);

  if (!is_increasing (builder))
    return ath_python_refuse (builder->evaluator, _("This auto() is not understood: it depends on "
                                                    "the version of Python"));

  return ath_python_int_new (arena, builder->last_auto + 1);
}

/* The member's value as the mixed-in type has it; @primitive is NULL without one. */
static gboolean
mix_in (Builder         *builder,
        AthPythonValue  *value,
        AthPythonValue **primitive)
{
  AthPythonValue *class;

  *primitive = NULL;
  if (builder->mixin == NULL)
    return TRUE;

  class = ath_python_native_class (builder->evaluator, builder->mixin);
  if (value->type == ATH_PYTHON_TYPE_TUPLE
      || ath_python_type_of (builder->evaluator, value) != class)
    return refuse_class (builder, builder->mixin->name);
  *primitive = value;

  return TRUE;
}

static AthPythonValue *
find_by_value (AthPythonEvaluator *evaluator,
               AthPythonValue     *members,
               AthPythonValue     *value)
{
  AthPythonValue *name;
  AthPythonValue *member;
  guint position = 0;

  while (ath_python_dict_next (members->dict, &position, &name, &member))
    {
      gboolean is_equal;

      if (!ath_python_equal (evaluator, get_attribute_of (member, "_value_"), value, &is_equal))
        return NULL;
      if (is_equal)
        return member;
    }

  return NULL;
}

/* `__init__` of the class takes the value, or its parts. */
static gboolean
init_member (Builder        *builder,
             AthPythonValue *member,
             AthPythonValue *value)
{
  AthPythonValue *init = ath_python_class_find (builder->class, "__init__");
  AthPythonArguments arguments = { .positional = &value, .n_positional = 1 };

  if (init == NULL)
    return TRUE;

  if (value->type == ATH_PYTHON_TYPE_TUPLE)
    {
      arguments.positional = value->sequence.items;
      arguments.n_positional = value->sequence.length;
    }
  init = ath_python_method_new (ath_python_get_arena (builder->evaluator), member, init);

  return ath_python_call (builder->evaluator, init, &arguments) != NULL;
}

static AthPythonValue *
make_member (Builder        *builder,
             const char     *name,
             AthPythonValue *value)
{
  AthArena *arena = ath_python_get_arena (builder->evaluator);
  AthPythonValue *member;
  AthPythonValue *primitive;

  if (value->type == ATH_PYTHON_TYPE_HOST && value->host.class == &auto_class)
    value = get_automatic (builder, name);
  if (value == NULL || !mix_in (builder, value, &primitive))
    return NULL;

  /* A value that is there already makes the name an alias. */
  member = find_by_value (builder->evaluator, builder->members, value);
  if (member != NULL || ath_python_has_failed (builder->evaluator))
    return member;

  member = ath_python_instance_new (arena, builder->class);
  member->instance.primitive = primitive;
  ath_python_namespace_set (member->instance.attributes, "_name_",
                            ath_python_str_new (arena, name));
  ath_python_namespace_set (member->instance.attributes, "_value_", value);
  if (ath_python_is_int (value))
    builder->last_auto = MAX (builder->last_auto, value->integer);

  return init_member (builder, member, value) ? member : NULL;
}

static gboolean
add_member (Builder        *builder,
            const char     *name,
            AthPythonValue *value)
{
  AthPythonNamespace *attributes = ath_python_class_get_attributes (builder->class);
  AthPythonValue *member = make_member (builder, name, value);

  if (member == NULL)
    return FALSE;
  ath_python_namespace_set (attributes, name, member);

  return ath_python_dict_set (builder->members->dict, builder->evaluator,
                              ath_python_str_new (ath_python_get_arena (builder->evaluator), name),
                              member);
}

static gboolean
add_members (Builder *builder)
{
  AthPythonNamespace *attributes = ath_python_class_get_attributes (builder->class);
  guint n_attributes = ath_python_namespace_get_n (attributes);

  for (guint i = 0; i < n_attributes; i++)
    {
      AthPythonValue *value;
      const char *name = ath_python_namespace_get_nth (attributes, i, &value);

      if (value == NULL || is_descriptor (value))
        {
          if (g_str_equal (name, "__new__"))
            return refuse_class (builder, name);
          continue;
        }
      if (is_dunder (name))
        continue;
      if (is_special_or_private (name) || value->type == ATH_PYTHON_TYPE_CLASS
          || g_str_equal (name, "name") || g_str_equal (name, "value"))
        return refuse_class (builder, name);
      if (!add_member (builder, name, value))
        return FALSE;
    }

  return TRUE;
}

/* Once the body of a class has run. */
static gboolean
build_enum (AthPythonEvaluator *evaluator,
            AthPythonValue     *class)
{
  AthPythonValue *inherited = get_members (class);
  Builder builder = {
    .evaluator = evaluator,
    .class = class,
    .members = ath_python_dict_value_new (ath_python_get_arena (evaluator)),
  };

  if (inherited != NULL && ath_python_dict_get_length (inherited->dict) > 0)
    return ath_python_raise (evaluator, &ath_python_type_error_class,
                             "<enum '%s'> cannot extend an enumeration",
                             ath_python_class_get_name (class)) != NULL;

  if (!find_mixin (&builder) || !check_names (&builder) || !add_members (&builder))
    return FALSE;
  ath_python_namespace_set (ath_python_class_get_attributes (class), MEMBERS, builder.members);

  return TRUE;
}

/* What a `_missing_` of the script finds for a value that no member has. */
static AthPythonValue *
ask_missing (AthPythonEvaluator *evaluator,
             AthPythonValue     *class,
             AthPythonValue     *value)
{
  AthPythonValue *method = ath_python_class_find (class, "_missing_");
  AthPythonValue *wrapped;
  AthPythonValue *pair[] = { class, value };
  AthPythonValue *result;

  if (method == NULL)
    return NULL;
  wrapped = ath_python_host_get (method, &ath_python_class_method_class);
  if (wrapped == NULL)
    return ath_python_refuse_type (evaluator, "_missing_", class);

  result = ath_python_call_simple (evaluator, wrapped, pair, 2);
  if (result == NULL || ath_python_is_none (result))
    return NULL;
  if (result->type != ATH_PYTHON_TYPE_INSTANCE || result->instance.class != class)
    return ath_python_refuse_type (evaluator, "_missing_", result);

  return result;
}

/* `Color ("red")` */
static AthPythonValue *
construct_enum (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "value", ATH_PYTHON_PARAM_REQUIRED } };
  AthPythonValue *members = get_members (self);
  AthPythonValue *value;
  AthPythonValue *member;
  AthPythonValue *repr;

  if (members == NULL || arguments->n_positional + arguments->n_keywords > 1)
    return ath_python_refuse (evaluator, _("Making an enumeration by a call is not understood"));
  if (!ATH_PYTHON_BIND (ath_python_class_get_name (self), parameters, &value))
    return NULL;
  if (value->type == ATH_PYTHON_TYPE_INSTANCE && value->instance.class == self)
    return value;

  member = find_by_value (evaluator, members, value);
  if (member == NULL && !ath_python_has_failed (evaluator))
    member = ask_missing (evaluator, self, value);
  if (member != NULL || ath_python_has_failed (evaluator))
    return member;
  repr = ath_python_repr (evaluator, value);

  return repr != NULL ? ath_python_raise (evaluator, &ath_python_value_error_class,
                                          "%s is not a valid %s", repr->text.bytes,
                                          ath_python_class_get_name (self)) : NULL;
}

static gboolean
has_mixin (AthPythonEvaluator *evaluator,
           AthPythonValue     *class)
{
  Builder builder = { .evaluator = evaluator, .class = class };

  return find_mixin (&builder) && builder.mixin != NULL;
}

/* Attributes of members, which every one has; of the class there are no more
 * than it binds.
 */
static AthPythonValue *
get_enum_attribute (AthPythonEvaluator *evaluator,
                    AthPythonValue     *self,
                    const char         *name)
{
  if (self->type == ATH_PYTHON_TYPE_INSTANCE)
    {
      if (g_str_equal (name, "name"))
        return get_attribute_of (self, "_name_");
      if (g_str_equal (name, "value"))
        return get_attribute_of (self, "_value_");
      return NULL;
    }

  /* A text or number that is mixed in has attributes of its own. */
  if (self->type == ATH_PYTHON_TYPE_CLASS && !is_dunder (name) && !has_mixin (evaluator, self))
    return ath_python_raise (evaluator, &ath_python_attribute_error_class, "%s", name);

  return NULL;
}

/* `Color["RED"]` */
static AthPythonValue *
get_enum_item (AthPythonEvaluator *evaluator,
               AthPythonValue     *self,
               AthPythonValue     *key)
{
  AthPythonValue *members = self->type == ATH_PYTHON_TYPE_CLASS ? get_members (self) : NULL;

  if (members == NULL)
    return ath_python_refuse_type (evaluator, "[…]", self);

  return ath_python_get_item (evaluator, members, key);
}

/* Without aliases. */
static AthPythonValue *
list_members (AthPythonEvaluator *evaluator,
              AthPythonValue     *self)
{
  AthPythonValue *list = ath_python_list_new (ath_python_get_arena (evaluator), NULL, 0);
  AthPythonValue *members = self->type == ATH_PYTHON_TYPE_CLASS ? get_members (self) : NULL;
  AthPythonValue *name;
  AthPythonValue *member;
  guint position = 0;

  if (members == NULL)
    return ath_python_refuse_type (evaluator, "iter", self);

  while (ath_python_dict_next (members->dict, &position, &name, &member))
    if (strcmp (get_attribute_of (member, "_name_")->text.bytes, name->text.bytes) == 0)
      ath_python_list_append (ath_python_get_arena (evaluator), list, member);

  return list;
}

static gboolean
get_enum_length (AthPythonEvaluator *evaluator,
                 AthPythonValue     *self,
                 guint              *length)
{
  AthPythonValue *list = list_members (evaluator, self);

  if (list == NULL)
    return FALSE;
  *length = list->sequence.length;

  return TRUE;
}

/* Whether a value that is no member is in the class changed with Python 3.12. */
static gboolean
enum_contains (AthPythonEvaluator *evaluator,
               AthPythonValue     *self,
               AthPythonValue     *item,
               gboolean           *result)
{
  if (item->type != ATH_PYTHON_TYPE_INSTANCE || self->type != ATH_PYTHON_TYPE_CLASS
      || get_attribute_of (item, "_name_") == NULL)
    return ath_python_refuse (evaluator, _("“in” an enumeration is not understood: it depends on "
                                           "the version of Python")) != NULL;
  *result = item->instance.class == self;

  return TRUE;
}

static AthPythonValue *
enum_str (AthPythonEvaluator *evaluator,
          AthPythonValue     *self)
{
  AthArena *arena = ath_python_get_arena (evaluator);

  return ath_python_str_new (arena,
                             ath_arena_printf (arena, "%s.%s", ath_python_get_type_name (self),
                                               get_attribute_of (self, "_name_")->text.bytes));
}

static AthPythonValue *
enum_repr (AthPythonEvaluator *evaluator,
           AthPythonValue     *self)
{
  AthArena *arena = ath_python_get_arena (evaluator);
  AthPythonValue *value = ath_python_repr (evaluator, get_attribute_of (self, "_value_"));

  if (value == NULL)
    return NULL;

  return ath_python_str_new (arena,
                             ath_arena_printf (arena, "<%s.%s: %s>",
                                               ath_python_get_type_name (self),
                                               get_attribute_of (self, "_name_")->text.bytes,
                                               value->text.bytes));
}

/* The name until Python 3.10, the number since. */
static AthPythonValue *
int_enum_str (AthPythonEvaluator *evaluator,
              AthPythonValue     *self)
{
  return ath_python_refuse (evaluator, _("%s as part of a text is not understood: it depends on "
                                         "the version of Python"),
                            ath_python_get_type_name (self));
}

static AthPythonValue *
str_enum_str (AthPythonEvaluator *evaluator,
              AthPythonValue     *self)
{
  return get_attribute_of (self, "_value_");
}

#define ENUM_CLASS(symbol_, name_, ...) \
  const AthPythonNativeClass symbol_ = { \
    .name = name_, \
    .module = "enum", \
    .construct = construct_enum, \
    .get_attribute = get_enum_attribute, \
    .get_item = get_enum_item, \
    .contains = enum_contains, \
    .iterate = list_members, \
    .length = get_enum_length, \
    .repr = enum_repr, \
    .build = build_enum, \
    __VA_ARGS__ \
  }

ENUM_CLASS (ath_python_enum_class, "Enum", .str = enum_str);
ENUM_CLASS (ath_python_int_enum_class, "IntEnum", .base = &ath_python_enum_class,
            .str = int_enum_str);
ENUM_CLASS (ath_python_str_enum_class, "StrEnum", .base = &ath_python_enum_class,
            .str = str_enum_str);

static AthPythonValue *
construct_auto (AthPythonEvaluator       *evaluator,
                AthPythonValue           *self,
                const AthPythonArguments *arguments)
{
  if (!ath_python_take_none (evaluator, "auto", arguments))
    return NULL;

  return ath_python_host_new (ath_python_get_arena (evaluator), &auto_class, NULL);
}

static const AthPythonNativeClass auto_class = {
  .name = "auto",
  .module = "enum",
  .construct = construct_auto,
};

/* @unique: raises for a class with aliases. */
static AthPythonValue *
enum_unique (AthPythonEvaluator       *evaluator,
             AthPythonValue           *self,
             const AthPythonArguments *arguments)
{
  static const AthPythonParameter parameters[] = { { "enumeration", ATH_PYTHON_PARAM_POSITIONAL } };
  AthPythonValue *class;
  AthPythonValue *list;

  if (!ATH_PYTHON_BIND ("unique", parameters, &class))
    return NULL;
  list = list_members (evaluator, class);
  if (list == NULL)
    return NULL;
  if (list->sequence.length < ath_python_dict_get_length (get_members (class)->dict))
    return ath_python_raise (evaluator, &ath_python_value_error_class,
                             "duplicate values found in <enum '%s'>",
                             ath_python_class_get_name (class));

  return class;
}

static const AthPythonNativeFunction unique_function = { "unique", enum_unique };

static const AthPythonNativeMember members[] = {
  { "Enum", .class = &ath_python_enum_class },
  { "IntEnum", .class = &ath_python_int_enum_class },
  { "StrEnum", .class = &ath_python_str_enum_class },
  { "auto", .class = &auto_class },
  { "unique", .function = &unique_function },
  { NULL },
};

const AthPythonNativeModule ath_python_enum_module = { "enum", members };
