/* ath-python-ast.c: the syntax tree of a Python file
 *
 * One table describes the fields of every kind; whatever has to walk a tree
 * without knowing each kind (depth limits, searches, the dump that tests
 * compare with CPython's) reads the table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "python/syntax/ath-python-ast.h"

#define MAX_FIELDS 7

typedef struct
{
  const char     *name;
  gsize           size;
  AthPythonField  fields[MAX_FIELDS];
} KindInfo;

#define SIZE(member) (G_STRUCT_OFFSET (AthPythonNode, member) \
                      + sizeof (((AthPythonNode *) NULL)->member))
#define FIELD(name, type, member) \
  { name, ATH_PYTHON_FIELD_##type, G_STRUCT_OFFSET (AthPythonNode, member) }
#define BARE(kind) { kind, SIZE (end), { { NULL } } }

static const KindInfo kinds[ATH_PYTHON_N_KINDS] = {
  [ATH_PYTHON_FUNCTION_DEF] = { "FunctionDef", SIZE (function_def), {
    FIELD ("name", NAME, function_def.name),
    FIELD ("args", NODE, function_def.args),
    FIELD ("body", LIST, function_def.body),
    FIELD ("decorator_list", LIST, function_def.decorator_list),
    FIELD ("returns", NODE, function_def.returns),
    FIELD ("type_params", LIST, function_def.type_params),
    FIELD ("is_async", BOOL, function_def.is_async),
  } },
  [ATH_PYTHON_CLASS_DEF] = { "ClassDef", SIZE (class_def), {
    FIELD ("name", NAME, class_def.name),
    FIELD ("bases", LIST, class_def.bases),
    FIELD ("keywords", LIST, class_def.keywords),
    FIELD ("body", LIST, class_def.body),
    FIELD ("decorator_list", LIST, class_def.decorator_list),
    FIELD ("type_params", LIST, class_def.type_params),
  } },
  [ATH_PYTHON_RETURN] = { "Return", SIZE (unary), { FIELD ("value", NODE, unary.value) } },
  [ATH_PYTHON_DELETE] = { "Delete", SIZE (delete), { FIELD ("targets", LIST, delete.targets) } },
  [ATH_PYTHON_ASSIGN] = { "Assign", SIZE (assign), {
    FIELD ("targets", LIST, assign.targets),
    FIELD ("value", NODE, assign.value),
  } },
  [ATH_PYTHON_TYPE_ALIAS] = { "TypeAlias", SIZE (type_alias), {
    FIELD ("name", NODE, type_alias.name),
    FIELD ("type_params", LIST, type_alias.type_params),
    FIELD ("value", NODE, type_alias.value),
  } },
  [ATH_PYTHON_AUG_ASSIGN] = { "AugAssign", SIZE (aug_assign), {
    FIELD ("target", NODE, aug_assign.target),
    FIELD ("op", OPERATOR, aug_assign.op),
    FIELD ("value", NODE, aug_assign.value),
  } },
  [ATH_PYTHON_ANN_ASSIGN] = { "AnnAssign", SIZE (ann_assign), {
    FIELD ("target", NODE, ann_assign.target),
    FIELD ("annotation", NODE, ann_assign.annotation),
    FIELD ("value", NODE, ann_assign.value),
    FIELD ("simple", BOOL, ann_assign.simple),
  } },
  [ATH_PYTHON_FOR] = { "For", SIZE (for_), {
    FIELD ("target", NODE, for_.target),
    FIELD ("iter", NODE, for_.iter),
    FIELD ("body", LIST, for_.body),
    FIELD ("orelse", LIST, for_.orelse),
    FIELD ("is_async", BOOL, for_.is_async),
  } },
  [ATH_PYTHON_WHILE] = { "While", SIZE (branch), {
    FIELD ("test", NODE, branch.test),
    FIELD ("body", LIST, branch.body),
    FIELD ("orelse", LIST, branch.orelse),
  } },
  [ATH_PYTHON_IF] = { "If", SIZE (branch), {
    FIELD ("test", NODE, branch.test),
    FIELD ("body", LIST, branch.body),
    FIELD ("orelse", LIST, branch.orelse),
  } },
  [ATH_PYTHON_WITH] = { "With", SIZE (with), {
    FIELD ("items", LIST, with.items),
    FIELD ("body", LIST, with.body),
    FIELD ("is_async", BOOL, with.is_async),
  } },
  [ATH_PYTHON_MATCH] = { "Match", SIZE (match), {
    FIELD ("subject", NODE, match.subject),
    FIELD ("cases", LIST, match.cases),
  } },
  [ATH_PYTHON_RAISE] = { "Raise", SIZE (raise), {
    FIELD ("exc", NODE, raise.exc),
    FIELD ("cause", NODE, raise.cause),
  } },
  [ATH_PYTHON_TRY] = { "Try", SIZE (try_), {
    FIELD ("body", LIST, try_.body),
    FIELD ("handlers", LIST, try_.handlers),
    FIELD ("orelse", LIST, try_.orelse),
    FIELD ("finalbody", LIST, try_.finalbody),
  } },
  [ATH_PYTHON_TRY_STAR] = { "TryStar", SIZE (try_), {
    FIELD ("body", LIST, try_.body),
    FIELD ("handlers", LIST, try_.handlers),
    FIELD ("orelse", LIST, try_.orelse),
    FIELD ("finalbody", LIST, try_.finalbody),
  } },
  [ATH_PYTHON_ASSERT] = { "Assert", SIZE (assert_), {
    FIELD ("test", NODE, assert_.test),
    FIELD ("msg", NODE, assert_.msg),
  } },
  [ATH_PYTHON_IMPORT] = { "Import", SIZE (import), { FIELD ("names", LIST, import.names) } },
  [ATH_PYTHON_IMPORT_FROM] = { "ImportFrom", SIZE (import), {
    FIELD ("module", NAME, import.module),
    FIELD ("names", LIST, import.names),
    FIELD ("level", UINT, import.level),
  } },
  [ATH_PYTHON_GLOBAL] = { "Global", SIZE (global), { FIELD ("names", NAMES, global.names) } },
  [ATH_PYTHON_NONLOCAL] = { "Nonlocal", SIZE (global), { FIELD ("names", NAMES, global.names) } },
  [ATH_PYTHON_EXPR] = { "Expr", SIZE (unary), { FIELD ("value", NODE, unary.value) } },
  [ATH_PYTHON_PASS] = BARE ("Pass"),
  [ATH_PYTHON_BREAK] = BARE ("Break"),
  [ATH_PYTHON_CONTINUE] = BARE ("Continue"),

  [ATH_PYTHON_BOOL_OP] = { "BoolOp", SIZE (bool_op), {
    FIELD ("op", OPERATOR, bool_op.op),
    FIELD ("values", LIST, bool_op.values),
  } },
  [ATH_PYTHON_NAMED_EXPR] = { "NamedExpr", SIZE (named_expr), {
    FIELD ("target", NODE, named_expr.target),
    FIELD ("value", NODE, named_expr.value),
  } },
  [ATH_PYTHON_BIN_OP] = { "BinOp", SIZE (bin_op), {
    FIELD ("left", NODE, bin_op.left),
    FIELD ("op", OPERATOR, bin_op.op),
    FIELD ("right", NODE, bin_op.right),
  } },
  [ATH_PYTHON_UNARY_OP] = { "UnaryOp", SIZE (unary_op), {
    FIELD ("op", OPERATOR, unary_op.op),
    FIELD ("operand", NODE, unary_op.operand),
  } },
  [ATH_PYTHON_LAMBDA] = { "Lambda", SIZE (lambda), {
    FIELD ("args", NODE, lambda.args),
    FIELD ("body", NODE, lambda.body),
  } },
  [ATH_PYTHON_IF_EXP] = { "IfExp", SIZE (if_exp), {
    FIELD ("test", NODE, if_exp.test),
    FIELD ("body", NODE, if_exp.body),
    FIELD ("orelse", NODE, if_exp.orelse),
  } },
  [ATH_PYTHON_DICT] = { "Dict", SIZE (dict), {
    FIELD ("keys", LIST, dict.keys),
    FIELD ("values", LIST, dict.values),
  } },
  [ATH_PYTHON_SET] = { "Set", SIZE (sequence), { FIELD ("elts", LIST, sequence.elts) } },
  [ATH_PYTHON_LIST_COMP] = { "ListComp", SIZE (comp), {
    FIELD ("elt", NODE, comp.elt),
    FIELD ("generators", LIST, comp.generators),
  } },
  [ATH_PYTHON_SET_COMP] = { "SetComp", SIZE (comp), {
    FIELD ("elt", NODE, comp.elt),
    FIELD ("generators", LIST, comp.generators),
  } },
  [ATH_PYTHON_DICT_COMP] = { "DictComp", SIZE (dict_comp), {
    FIELD ("key", NODE, dict_comp.key),
    FIELD ("value", NODE, dict_comp.value),
    FIELD ("generators", LIST, dict_comp.generators),
  } },
  [ATH_PYTHON_GENERATOR_EXP] = { "GeneratorExp", SIZE (comp), {
    FIELD ("elt", NODE, comp.elt),
    FIELD ("generators", LIST, comp.generators),
  } },
  [ATH_PYTHON_AWAIT] = { "Await", SIZE (unary), { FIELD ("value", NODE, unary.value) } },
  [ATH_PYTHON_YIELD] = { "Yield", SIZE (unary), { FIELD ("value", NODE, unary.value) } },
  [ATH_PYTHON_YIELD_FROM] = { "YieldFrom", SIZE (unary), { FIELD ("value", NODE, unary.value) } },
  [ATH_PYTHON_COMPARE] = { "Compare", SIZE (compare), {
    FIELD ("left", NODE, compare.left),
    FIELD ("ops", OPERATORS, compare.ops),
    FIELD ("comparators", LIST, compare.comparators),
  } },
  [ATH_PYTHON_CALL] = { "Call", SIZE (call), {
    FIELD ("func", NODE, call.func),
    FIELD ("args", LIST, call.args),
    FIELD ("keywords", LIST, call.keywords),
  } },
  [ATH_PYTHON_FORMATTED_VALUE] = { "FormattedValue", SIZE (formatted_value), {
    FIELD ("value", NODE, formatted_value.value),
    FIELD ("conversion", CHAR, formatted_value.conversion),
    FIELD ("format_spec", NODE, formatted_value.format_spec),
  } },
  [ATH_PYTHON_JOINED_STR] = { "JoinedStr", SIZE (joined_str), {
    FIELD ("values", LIST, joined_str.values),
  } },
  [ATH_PYTHON_NONE] = BARE ("None"),
  [ATH_PYTHON_TRUE] = BARE ("True"),
  [ATH_PYTHON_FALSE] = BARE ("False"),
  [ATH_PYTHON_ELLIPSIS] = BARE ("Ellipsis"),
  [ATH_PYTHON_INT] = { "Int", SIZE (int_), { FIELD ("value", INT, int_) } },
  [ATH_PYTHON_FLOAT] = { "Float", SIZE (float_), { FIELD ("value", FLOAT, float_.value) } },
  [ATH_PYTHON_COMPLEX] = { "Complex", SIZE (float_), { FIELD ("value", FLOAT, float_.value) } },
  [ATH_PYTHON_STR] = { "Str", SIZE (str), {
    FIELD ("value", TEXT, str.text),
    FIELD ("is_unicode_prefixed", BOOL, str.is_unicode_prefixed),
  } },
  [ATH_PYTHON_BYTES] = { "Bytes", SIZE (bytes), { FIELD ("value", TEXT, bytes.text) } },
  [ATH_PYTHON_ATTRIBUTE] = { "Attribute", SIZE (attribute), {
    FIELD ("value", NODE, attribute.value),
    FIELD ("attr", NAME, attribute.attr),
  } },
  [ATH_PYTHON_SUBSCRIPT] = { "Subscript", SIZE (subscript), {
    FIELD ("value", NODE, subscript.value),
    FIELD ("slice", NODE, subscript.slice),
  } },
  [ATH_PYTHON_STARRED] = { "Starred", SIZE (unary), { FIELD ("value", NODE, unary.value) } },
  [ATH_PYTHON_NAME] = { "Name", SIZE (name), { FIELD ("id", NAME, name.id) } },
  [ATH_PYTHON_LIST] = { "List", SIZE (sequence), { FIELD ("elts", LIST, sequence.elts) } },
  [ATH_PYTHON_TUPLE] = { "Tuple", SIZE (sequence), { FIELD ("elts", LIST, sequence.elts) } },
  [ATH_PYTHON_SLICE] = { "Slice", SIZE (slice), {
    FIELD ("lower", NODE, slice.lower),
    FIELD ("upper", NODE, slice.upper),
    FIELD ("step", NODE, slice.step),
  } },

  [ATH_PYTHON_MATCH_VALUE] = { "MatchValue", SIZE (unary), {
    FIELD ("value", NODE, unary.value),
  } },
  [ATH_PYTHON_MATCH_SINGLETON] = { "MatchSingleton", SIZE (unary), {
    FIELD ("value", NODE, unary.value),
  } },
  [ATH_PYTHON_MATCH_SEQUENCE] = { "MatchSequence", SIZE (match_patterns), {
    FIELD ("patterns", LIST, match_patterns.patterns),
  } },
  [ATH_PYTHON_MATCH_MAPPING] = { "MatchMapping", SIZE (match_mapping), {
    FIELD ("keys", LIST, match_mapping.keys),
    FIELD ("patterns", LIST, match_mapping.patterns),
    FIELD ("rest", NAME, match_mapping.rest),
  } },
  [ATH_PYTHON_MATCH_CLASS] = { "MatchClass", SIZE (match_class), {
    FIELD ("cls", NODE, match_class.cls),
    FIELD ("patterns", LIST, match_class.patterns),
    FIELD ("kwd_attrs", NAMES, match_class.kwd_attrs),
    FIELD ("kwd_patterns", LIST, match_class.kwd_patterns),
  } },
  [ATH_PYTHON_MATCH_STAR] = { "MatchStar", SIZE (match_as), {
    FIELD ("name", NAME, match_as.name),
  } },
  [ATH_PYTHON_MATCH_AS] = { "MatchAs", SIZE (match_as), {
    FIELD ("pattern", NODE, match_as.pattern),
    FIELD ("name", NAME, match_as.name),
  } },
  [ATH_PYTHON_MATCH_OR] = { "MatchOr", SIZE (match_patterns), {
    FIELD ("patterns", LIST, match_patterns.patterns),
  } },

  [ATH_PYTHON_ARGUMENTS] = { "arguments", SIZE (arguments), {
    FIELD ("posonlyargs", LIST, arguments.posonlyargs),
    FIELD ("args", LIST, arguments.args),
    FIELD ("vararg", NODE, arguments.vararg),
    FIELD ("kwonlyargs", LIST, arguments.kwonlyargs),
    FIELD ("kwarg", NODE, arguments.kwarg),
  } },
  [ATH_PYTHON_ARG] = { "arg", SIZE (arg), {
    FIELD ("arg", NAME, arg.arg),
    FIELD ("annotation", NODE, arg.annotation),
    FIELD ("default_value", NODE, arg.default_value),
  } },
  [ATH_PYTHON_KEYWORD] = { "keyword", SIZE (keyword), {
    FIELD ("arg", NAME, keyword.arg),
    FIELD ("value", NODE, keyword.value),
  } },
  [ATH_PYTHON_ALIAS] = { "alias", SIZE (alias), {
    FIELD ("name", NAME, alias.name),
    FIELD ("asname", NAME, alias.asname),
  } },
  [ATH_PYTHON_WITH_ITEM] = { "withitem", SIZE (with_item), {
    FIELD ("context_expr", NODE, with_item.context_expr),
    FIELD ("optional_vars", NODE, with_item.optional_vars),
  } },
  [ATH_PYTHON_MATCH_CASE] = { "match_case", SIZE (match_case), {
    FIELD ("pattern", NODE, match_case.pattern),
    FIELD ("guard", NODE, match_case.guard),
    FIELD ("body", LIST, match_case.body),
  } },
  [ATH_PYTHON_COMPREHENSION] = { "comprehension", SIZE (comprehension), {
    FIELD ("target", NODE, comprehension.target),
    FIELD ("iter", NODE, comprehension.iter),
    FIELD ("ifs", LIST, comprehension.ifs),
    FIELD ("is_async", BOOL, comprehension.is_async),
  } },
  [ATH_PYTHON_EXCEPT_HANDLER] = { "ExceptHandler", SIZE (except_handler), {
    FIELD ("type", NODE, except_handler.type),
    FIELD ("name", NAME, except_handler.name),
    FIELD ("body", LIST, except_handler.body),
  } },
  [ATH_PYTHON_TYPE_VAR] = { "TypeVar", SIZE (type_param), {
    FIELD ("name", NAME, type_param.name),
    FIELD ("bound", NODE, type_param.bound),
    FIELD ("default_value", NODE, type_param.default_value),
  } },
  [ATH_PYTHON_PARAM_SPEC] = { "ParamSpec", SIZE (type_param), {
    FIELD ("name", NAME, type_param.name),
    FIELD ("default_value", NODE, type_param.default_value),
  } },
  [ATH_PYTHON_TYPE_VAR_TUPLE] = { "TypeVarTuple", SIZE (type_param), {
    FIELD ("name", NAME, type_param.name),
    FIELD ("default_value", NODE, type_param.default_value),
  } },
};

#undef SIZE
#undef FIELD
#undef BARE

static const struct
{
  const char *name;
  const char *symbol;
} operators[] = {
  [ATH_PYTHON_ADD] = { "Add", "+" },
  [ATH_PYTHON_SUB] = { "Sub", "-" },
  [ATH_PYTHON_MULT] = { "Mult", "*" },
  [ATH_PYTHON_MAT_MULT] = { "MatMult", "@" },
  [ATH_PYTHON_DIV] = { "Div", "/" },
  [ATH_PYTHON_MOD] = { "Mod", "%" },
  [ATH_PYTHON_POW] = { "Pow", "**" },
  [ATH_PYTHON_LSHIFT] = { "LShift", "<<" },
  [ATH_PYTHON_RSHIFT] = { "RShift", ">>" },
  [ATH_PYTHON_BIT_OR] = { "BitOr", "|" },
  [ATH_PYTHON_BIT_XOR] = { "BitXor", "^" },
  [ATH_PYTHON_BIT_AND] = { "BitAnd", "&" },
  [ATH_PYTHON_FLOOR_DIV] = { "FloorDiv", "//" },
  [ATH_PYTHON_INVERT] = { "Invert", "~" },
  [ATH_PYTHON_NOT] = { "Not", "not" },
  [ATH_PYTHON_UADD] = { "UAdd", "+" },
  [ATH_PYTHON_USUB] = { "USub", "-" },
  [ATH_PYTHON_AND] = { "And", "and" },
  [ATH_PYTHON_OR] = { "Or", "or" },
  [ATH_PYTHON_EQ] = { "Eq", "==" },
  [ATH_PYTHON_NOT_EQ] = { "NotEq", "!=" },
  [ATH_PYTHON_LT] = { "Lt", "<" },
  [ATH_PYTHON_LT_E] = { "LtE", "<=" },
  [ATH_PYTHON_GT] = { "Gt", ">" },
  [ATH_PYTHON_GT_E] = { "GtE", ">=" },
  [ATH_PYTHON_IS] = { "Is", "is" },
  [ATH_PYTHON_IS_NOT] = { "IsNot", "is not" },
  [ATH_PYTHON_IN] = { "In", "in" },
  [ATH_PYTHON_NOT_IN] = { "NotIn", "not in" },
};

/**
 * ath_python_kind_get_name:
 * @kind: a kind
 *
 * Returns: its name in Python's `ast` module, where it has one
 */
const char *
ath_python_kind_get_name (AthPythonKind kind)
{
  return kinds[kind].name;
}

/**
 * ath_python_kind_get_size:
 * @kind: a kind
 *
 * Returns: how many bytes a node of that kind takes
 */
gsize
ath_python_kind_get_size (AthPythonKind kind)
{
  return kinds[kind].size;
}

/**
 * ath_python_kind_get_fields:
 * @kind: a kind
 * @n_fields: (out): how many fields it has
 *
 * Returns: (transfer none) (array length=n_fields): the description of its
 *   fields
 */
const AthPythonField *
ath_python_kind_get_fields (AthPythonKind  kind,
                            guint         *n_fields)
{
  const AthPythonField *fields = kinds[kind].fields;
  guint n = 0;

  while (n < MAX_FIELDS && fields[n].name != NULL)
    n++;

  *n_fields = n;
  return fields;
}

/**
 * ath_python_operator_get_name:
 * @op: an operator
 *
 * Returns: its name in Python's `ast` module
 */
const char *
ath_python_operator_get_name (AthPythonOperator op)
{
  return operators[op].name;
}

/**
 * ath_python_operator_get_symbol:
 * @op: an operator
 *
 * Returns: how it is written
 */
const char *
ath_python_operator_get_symbol (AthPythonOperator op)
{
  return operators[op].symbol;
}

static gboolean
visit_list (AthPythonList    *list,
            AthPythonVisitor  visitor,
            gpointer          user_data)
{
  for (guint i = 0; i < list->length; i++)
    {
      if (list->items[i] != NULL && !visitor (list->items[i], user_data))
        return FALSE;
    }

  return TRUE;
}

/**
 * ath_python_node_visit_children:
 * @node: a node
 * @visitor: (scope call): called for each child
 * @user_data: passed to @visitor
 *
 * Calls @visitor for the children of @node, field by field, not for theirs.
 * The tree is at most `ATH_PYTHON_MAX_DEPTH` nodes deep, so a visitor may
 * recurse.
 *
 * Returns: `FALSE` when @visitor stopped the walk
 */
gboolean
ath_python_node_visit_children (AthPythonNode    *node,
                                AthPythonVisitor  visitor,
                                gpointer          user_data)
{
  const AthPythonField *fields;
  guint n_fields;

  g_return_val_if_fail (node != NULL, FALSE);

  fields = ath_python_kind_get_fields (node->kind, &n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      gpointer field = G_STRUCT_MEMBER_P (node, fields[i].offset);

      if (fields[i].type == ATH_PYTHON_FIELD_LIST)
        {
          if (!visit_list (*(AthPythonList **) field, visitor, user_data))
            return FALSE;
        }
      else if (fields[i].type == ATH_PYTHON_FIELD_NODE)
        {
          AthPythonNode *child = *(AthPythonNode **) field;

          if (child != NULL && !visitor (child, user_data))
            return FALSE;
        }
    }

  return TRUE;
}
