/* ath-python-ast.h: the syntax tree of a Python file
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * AthPythonKind:
 *
 * Kinds of nodes.  Names and fields are those of Python's own `ast` module,
 * with these differences: an asynchronous function, loop or `with` is the plain
 * one with `is_async` set; a constant has a kind for each type of value; the
 * default of a parameter stands at the parameter; there is no `ctx`.
 */
typedef enum
{
  /* Statements */
  ATH_PYTHON_FUNCTION_DEF,
  ATH_PYTHON_CLASS_DEF,
  ATH_PYTHON_RETURN,
  ATH_PYTHON_DELETE,
  ATH_PYTHON_ASSIGN,
  ATH_PYTHON_TYPE_ALIAS,
  ATH_PYTHON_AUG_ASSIGN,
  ATH_PYTHON_ANN_ASSIGN,
  ATH_PYTHON_FOR,
  ATH_PYTHON_WHILE,
  ATH_PYTHON_IF,
  ATH_PYTHON_WITH,
  ATH_PYTHON_MATCH,
  ATH_PYTHON_RAISE,
  ATH_PYTHON_TRY,
  ATH_PYTHON_TRY_STAR,
  ATH_PYTHON_ASSERT,
  ATH_PYTHON_IMPORT,
  ATH_PYTHON_IMPORT_FROM,
  ATH_PYTHON_GLOBAL,
  ATH_PYTHON_NONLOCAL,
  ATH_PYTHON_EXPR,
  ATH_PYTHON_PASS,
  ATH_PYTHON_BREAK,
  ATH_PYTHON_CONTINUE,

  /* Expressions */
  ATH_PYTHON_BOOL_OP,
  ATH_PYTHON_NAMED_EXPR,
  ATH_PYTHON_BIN_OP,
  ATH_PYTHON_UNARY_OP,
  ATH_PYTHON_LAMBDA,
  ATH_PYTHON_IF_EXP,
  ATH_PYTHON_DICT,
  ATH_PYTHON_SET,
  ATH_PYTHON_LIST_COMP,
  ATH_PYTHON_SET_COMP,
  ATH_PYTHON_DICT_COMP,
  ATH_PYTHON_GENERATOR_EXP,
  ATH_PYTHON_AWAIT,
  ATH_PYTHON_YIELD,
  ATH_PYTHON_YIELD_FROM,
  ATH_PYTHON_COMPARE,
  ATH_PYTHON_CALL,
  ATH_PYTHON_FORMATTED_VALUE,
  ATH_PYTHON_JOINED_STR,
  ATH_PYTHON_NONE,
  ATH_PYTHON_TRUE,
  ATH_PYTHON_FALSE,
  ATH_PYTHON_ELLIPSIS,
  ATH_PYTHON_INT,
  ATH_PYTHON_FLOAT,
  ATH_PYTHON_COMPLEX,
  ATH_PYTHON_STR,
  ATH_PYTHON_BYTES,
  ATH_PYTHON_ATTRIBUTE,
  ATH_PYTHON_SUBSCRIPT,
  ATH_PYTHON_STARRED,
  ATH_PYTHON_NAME,
  ATH_PYTHON_LIST,
  ATH_PYTHON_TUPLE,
  ATH_PYTHON_SLICE,

  /* Patterns of match */
  ATH_PYTHON_MATCH_VALUE,
  ATH_PYTHON_MATCH_SINGLETON,
  ATH_PYTHON_MATCH_SEQUENCE,
  ATH_PYTHON_MATCH_MAPPING,
  ATH_PYTHON_MATCH_CLASS,
  ATH_PYTHON_MATCH_STAR,
  ATH_PYTHON_MATCH_AS,
  ATH_PYTHON_MATCH_OR,

  /* Parts of the above */
  ATH_PYTHON_ARGUMENTS,
  ATH_PYTHON_ARG,
  ATH_PYTHON_KEYWORD,
  ATH_PYTHON_ALIAS,
  ATH_PYTHON_WITH_ITEM,
  ATH_PYTHON_MATCH_CASE,
  ATH_PYTHON_COMPREHENSION,
  ATH_PYTHON_EXCEPT_HANDLER,
  ATH_PYTHON_TYPE_VAR,
  ATH_PYTHON_PARAM_SPEC,
  ATH_PYTHON_TYPE_VAR_TUPLE,
} AthPythonKind;

#define ATH_PYTHON_N_KINDS (ATH_PYTHON_TYPE_VAR_TUPLE + 1)

/**
 * AthPythonOperator:
 *
 * Operators: of two operands, of one, of `and`/`or`, of comparisons.
 */
typedef enum
{
  ATH_PYTHON_ADD,
  ATH_PYTHON_SUB,
  ATH_PYTHON_MULT,
  ATH_PYTHON_MAT_MULT,
  ATH_PYTHON_DIV,
  ATH_PYTHON_MOD,
  ATH_PYTHON_POW,
  ATH_PYTHON_LSHIFT,
  ATH_PYTHON_RSHIFT,
  ATH_PYTHON_BIT_OR,
  ATH_PYTHON_BIT_XOR,
  ATH_PYTHON_BIT_AND,
  ATH_PYTHON_FLOOR_DIV,

  ATH_PYTHON_INVERT,
  ATH_PYTHON_NOT,
  ATH_PYTHON_UADD,
  ATH_PYTHON_USUB,

  ATH_PYTHON_AND,
  ATH_PYTHON_OR,

  ATH_PYTHON_EQ,
  ATH_PYTHON_NOT_EQ,
  ATH_PYTHON_LT,
  ATH_PYTHON_LT_E,
  ATH_PYTHON_GT,
  ATH_PYTHON_GT_E,
  ATH_PYTHON_IS,
  ATH_PYTHON_IS_NOT,
  ATH_PYTHON_IN,
  ATH_PYTHON_NOT_IN,
} AthPythonOperator;

typedef struct _AthPythonNode AthPythonNode;
typedef struct _AthPythonScope AthPythonScope;

/**
 * AthPythonList:
 * @length: how many
 * @items: the nodes; `NULL` only where a field says so
 *
 * A list of nodes; never `NULL` itself.
 */
typedef struct
{
  guint          length;
  AthPythonNode *items[];
} AthPythonList;

/**
 * AthPythonNames:
 * @length: how many
 * @items: the names
 *
 * A list of names.
 */
typedef struct
{
  guint       length;
  const char *items[];
} AthPythonNames;

/**
 * AthPythonOperators:
 * @length: how many
 * @items: the operators
 *
 * The operators of a chain of comparisons.
 */
typedef struct
{
  guint             length;
  AthPythonOperator items[];
} AthPythonOperators;

/**
 * AthPythonText:
 * @length: bytes in @bytes
 * @bytes: the value, followed by a nul that is not counted
 * @has_unicode_name: whether a `\N{…}` stands in it, whose meaning is not
 *   known here: @bytes then holds it as it was written and the value must not
 *   be used
 *
 * The value of a literal of type str or bytes.  A str is UTF-8, in which lone
 * surrogates (from escapes) are encoded as if they were characters.
 */
typedef struct
{
  gsize    length;
  gboolean has_unicode_name;
  char     bytes[];
} AthPythonText;

/**
 * AthPythonNode:
 * @kind: which member of the union is set
 * @is_parenthesized: whether an expression stands in parentheses of its own
 * @start: where it starts, in bytes from the start of the module's source
 * @end: where it ends
 *
 * A node of the tree.  Lives as long as its module and never changes.  Names
 * are interned: within a module equal names are equal pointers.
 * ath_python_syntax_get_place() turns a position into line and column.
 *
 * A node is only as large as its kind needs: never copy one by value.
 */
struct _AthPythonNode
{
  AthPythonKind kind;
  gboolean      is_parenthesized;
  guint32       start;
  guint32       end;

  union
  {
    struct
    {
      const char     *name;
      AthPythonNode  *args;
      AthPythonList  *body;
      AthPythonList  *decorator_list;
      AthPythonNode  *returns;       /* (nullable) */
      AthPythonList  *type_params;
      AthPythonScope *scope;
      gboolean        is_async;
    } function_def;

    struct
    {
      const char     *name;
      AthPythonList  *bases;
      AthPythonList  *keywords;
      AthPythonList  *body;
      AthPythonList  *decorator_list;
      AthPythonList  *type_params;
      AthPythonScope *scope;
    } class_def;

    /* RETURN (nullable), EXPR, AWAIT, YIELD (nullable), YIELD_FROM, STARRED,
     * MATCH_VALUE, MATCH_SINGLETON */
    struct
    {
      AthPythonNode *value;
    } unary;

    struct
    {
      AthPythonList *targets;
    } delete;

    struct
    {
      AthPythonList *targets;
      AthPythonNode *value;
    } assign;

    struct
    {
      AthPythonNode *name;
      AthPythonList *type_params;
      AthPythonNode *value;
    } type_alias;

    struct
    {
      AthPythonNode     *target;
      AthPythonOperator  op;
      AthPythonNode     *value;
    } aug_assign;

    struct
    {
      AthPythonNode *target;
      AthPythonNode *annotation;
      AthPythonNode *value;          /* (nullable) */
      gboolean       simple;
    } ann_assign;

    struct
    {
      AthPythonNode *target;
      AthPythonNode *iter;
      AthPythonList *body;
      AthPythonList *orelse;
      gboolean       is_async;
    } for_;

    /* WHILE, IF */
    struct
    {
      AthPythonNode *test;
      AthPythonList *body;
      AthPythonList *orelse;
    } branch;

    struct
    {
      AthPythonList *items;
      AthPythonList *body;
      gboolean       is_async;
    } with;

    struct
    {
      AthPythonNode *subject;
      AthPythonList *cases;
    } match;

    struct
    {
      AthPythonNode *exc;            /* (nullable) */
      AthPythonNode *cause;          /* (nullable) */
    } raise;

    /* TRY, TRY_STAR */
    struct
    {
      AthPythonList *body;
      AthPythonList *handlers;
      AthPythonList *orelse;
      AthPythonList *finalbody;
    } try_;

    struct
    {
      AthPythonNode *test;
      AthPythonNode *msg;            /* (nullable) */
    } assert_;

    /* IMPORT (only names), IMPORT_FROM */
    struct
    {
      const char    *module;         /* (nullable) */
      AthPythonList *names;
      guint          level;
    } import;

    /* GLOBAL, NONLOCAL */
    struct
    {
      AthPythonNames *names;
    } global;

    struct
    {
      AthPythonOperator  op;
      AthPythonList     *values;
    } bool_op;

    struct
    {
      AthPythonNode *target;
      AthPythonNode *value;
    } named_expr;

    struct
    {
      AthPythonNode     *left;
      AthPythonOperator  op;
      AthPythonNode     *right;
    } bin_op;

    struct
    {
      AthPythonOperator  op;
      AthPythonNode     *operand;
    } unary_op;

    struct
    {
      AthPythonNode  *args;
      AthPythonNode  *body;
      AthPythonScope *scope;
    } lambda;

    struct
    {
      AthPythonNode *test;
      AthPythonNode *body;
      AthPythonNode *orelse;
    } if_exp;

    struct
    {
      AthPythonList *keys;           /* an item is NULL for `**value` */
      AthPythonList *values;
    } dict;

    /* SET, LIST, TUPLE */
    struct
    {
      AthPythonList *elts;
    } sequence;

    /* LIST_COMP, SET_COMP, GENERATOR_EXP */
    struct
    {
      AthPythonNode  *elt;
      AthPythonList  *generators;
      AthPythonScope *scope;
    } comp;

    struct
    {
      AthPythonNode  *key;
      AthPythonNode  *value;
      AthPythonList  *generators;
      AthPythonScope *scope;
    } dict_comp;

    struct
    {
      AthPythonNode      *left;
      AthPythonOperators *ops;
      AthPythonList      *comparators;
    } compare;

    struct
    {
      AthPythonNode *func;
      AthPythonList *args;
      AthPythonList *keywords;
    } call;

    struct
    {
      AthPythonNode *value;
      AthPythonNode *format_spec;    /* (nullable): a JOINED_STR */
      char           conversion;     /* 's', 'r', 'a' or 0 */
    } formatted_value;

    struct
    {
      AthPythonList *values;
    } joined_str;

    struct
    {
      const char *text;              /* digits as written, without underscores */
      gint64      value;
      gboolean    is_big;            /* value does not hold it */
    } int_;

    /* FLOAT, COMPLEX (its imaginary part) */
    struct
    {
      double value;
    } float_;

    struct
    {
      AthPythonText *text;
      gboolean       is_unicode_prefixed;
    } str;

    struct
    {
      AthPythonText *text;
    } bytes;

    struct
    {
      AthPythonNode *value;
      const char    *attr;
    } attribute;

    struct
    {
      AthPythonNode *value;
      AthPythonNode *slice;
    } subscript;

    struct
    {
      const char *id;
    } name;

    struct
    {
      AthPythonNode *lower;          /* (nullable) */
      AthPythonNode *upper;          /* (nullable) */
      AthPythonNode *step;           /* (nullable) */
    } slice;

    /* MATCH_SEQUENCE, MATCH_OR */
    struct
    {
      AthPythonList *patterns;
    } match_patterns;

    struct
    {
      AthPythonList *keys;
      AthPythonList *patterns;
      const char    *rest;           /* (nullable) */
    } match_mapping;

    struct
    {
      AthPythonNode  *cls;
      AthPythonList  *patterns;
      AthPythonNames *kwd_attrs;
      AthPythonList  *kwd_patterns;
    } match_class;

    /* MATCH_STAR (only name), MATCH_AS */
    struct
    {
      AthPythonNode *pattern;        /* (nullable) */
      const char    *name;           /* (nullable) */
    } match_as;

    struct
    {
      AthPythonList *posonlyargs;
      AthPythonList *args;
      AthPythonNode *vararg;         /* (nullable) */
      AthPythonList *kwonlyargs;
      AthPythonNode *kwarg;          /* (nullable) */
    } arguments;

    struct
    {
      const char    *arg;
      AthPythonNode *annotation;     /* (nullable) */
      AthPythonNode *default_value;  /* (nullable) */
    } arg;

    struct
    {
      const char    *arg;            /* (nullable): NULL for `**value` */
      AthPythonNode *value;
    } keyword;

    struct
    {
      const char *name;
      const char *asname;            /* (nullable) */
      const char *bound;             /* the name that the import gives a value */
    } alias;

    struct
    {
      AthPythonNode *context_expr;
      AthPythonNode *optional_vars;  /* (nullable) */
    } with_item;

    struct
    {
      AthPythonNode *pattern;
      AthPythonNode *guard;          /* (nullable) */
      AthPythonList *body;
    } match_case;

    struct
    {
      AthPythonNode *target;
      AthPythonNode *iter;
      AthPythonList *ifs;
      gboolean       is_async;
    } comprehension;

    struct
    {
      AthPythonNode *type;           /* (nullable) */
      const char    *name;           /* (nullable) */
      AthPythonList *body;
    } except_handler;

    /* TYPE_VAR, PARAM_SPEC, TYPE_VAR_TUPLE */
    struct
    {
      const char    *name;
      AthPythonNode *bound;          /* (nullable) */
      AthPythonNode *default_value;  /* (nullable) */
    } type_param;
  };
};

/**
 * AthPythonFieldType:
 * @ATH_PYTHON_FIELD_NODE: a node, or `NULL`
 * @ATH_PYTHON_FIELD_LIST: an #AthPythonList
 * @ATH_PYTHON_FIELD_NAME: a text, or `NULL`
 * @ATH_PYTHON_FIELD_NAMES: an #AthPythonNames
 * @ATH_PYTHON_FIELD_OPERATOR: an #AthPythonOperator
 * @ATH_PYTHON_FIELD_OPERATORS: an #AthPythonOperators
 * @ATH_PYTHON_FIELD_BOOL: a gboolean
 * @ATH_PYTHON_FIELD_UINT: a guint
 * @ATH_PYTHON_FIELD_CHAR: a char
 * @ATH_PYTHON_FIELD_INT: the three members of an integer
 * @ATH_PYTHON_FIELD_FLOAT: a double
 * @ATH_PYTHON_FIELD_TEXT: an #AthPythonText
 *
 * What a field of a node holds.
 */
typedef enum
{
  ATH_PYTHON_FIELD_NODE,
  ATH_PYTHON_FIELD_LIST,
  ATH_PYTHON_FIELD_NAME,
  ATH_PYTHON_FIELD_NAMES,
  ATH_PYTHON_FIELD_OPERATOR,
  ATH_PYTHON_FIELD_OPERATORS,
  ATH_PYTHON_FIELD_BOOL,
  ATH_PYTHON_FIELD_UINT,
  ATH_PYTHON_FIELD_CHAR,
  ATH_PYTHON_FIELD_INT,
  ATH_PYTHON_FIELD_FLOAT,
  ATH_PYTHON_FIELD_TEXT,
} AthPythonFieldType;

/**
 * AthPythonField:
 * @name: its name
 * @type: what it holds
 * @offset: where it stands in the node
 *
 * Describes one field of a kind, for code that walks any tree.
 */
typedef struct
{
  const char         *name;
  AthPythonFieldType  type;
  gsize               offset;
} AthPythonField;

/**
 * AthPythonVisitor:
 * @node: a child; never `NULL`
 * @user_data: what the caller passed
 *
 * Returns: `FALSE` to stop
 */
typedef gboolean (*AthPythonVisitor) (AthPythonNode *node,
                                      gpointer       user_data);

const char           *ath_python_kind_get_name       (AthPythonKind     kind);
gsize                 ath_python_kind_get_size       (AthPythonKind     kind);
const AthPythonField *ath_python_kind_get_fields     (AthPythonKind     kind,
                                                      guint            *n_fields);
const char           *ath_python_operator_get_name   (AthPythonOperator op);
const char           *ath_python_operator_get_symbol (AthPythonOperator op);

gboolean              ath_python_node_visit_children (AthPythonNode    *node,
                                                      AthPythonVisitor  visitor,
                                                      gpointer          user_data);

G_END_DECLS
