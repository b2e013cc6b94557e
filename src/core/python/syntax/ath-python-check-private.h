/* ath-python-check-private.h: what the files of the checker share
 *
 * A checking function that fails sets the checker's error and returns FALSE.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "python/syntax/ath-python-check.h"
#include "python/syntax/ath-python-scope-private.h"

G_BEGIN_DECLS

/* What a statement stands in, within its function: CPython's "frame blocks". */
typedef enum
{
  BLOCK_LOOP,
  BLOCK_EXCEPT_STAR,
  BLOCK_OTHER,
} BlockKind;

/* One check of a tree. */
typedef struct
{
  const AthPythonSource *source;
  AthArena              *arena;
  AthPythonScope        *scope;        /* of the code that is being visited */
  AthPythonScope        *scopes;       /* all of them, the newest first */
  GArray                *blocks;       /* (owned) (element-type BlockKind) */
  guint                  first_block;  /* of the current scope */
  guint                  depth;
  guint32                futures_end;  /* where `from __future__` must not stand any more */
  gboolean               lazy_annotations;
  GError                *error;        /* (owned) (nullable) */
} Checker;

/* Saved while a scope within is visited. */
typedef struct
{
  AthPythonScope *scope;
  guint           first_block;
} ScopeMark;

gboolean        ath_checker_fail            (Checker            *checker,
                                             guint32             offset,
                                             const char         *format,
                                             ...) G_GNUC_PRINTF (3, 4);
gboolean        ath_checker_visit           (Checker            *checker,
                                             AthPythonNode      *node);
gboolean        ath_checker_visit_optional  (Checker            *checker,
                                             AthPythonNode      *node);
gboolean        ath_checker_visit_list      (Checker            *checker,
                                             AthPythonList      *list);
gboolean        ath_checker_visit_elements  (Checker            *checker,
                                             AthPythonList      *list);

/* Names */
ScopeMark       ath_checker_enter_scope     (Checker            *checker,
                                             AthPythonScopeKind  kind,
                                             guint32             start);
AthPythonScope *ath_checker_leave_scope     (Checker            *checker,
                                             ScopeMark           mark);
gboolean        ath_checker_define          (Checker            *checker,
                                             const char         *name,
                                             SymbolFlags         flags,
                                             guint32             offset);
gboolean        ath_checker_bind            (Checker            *checker,
                                             AthPythonNode      *target);
gboolean        ath_checker_bind_list       (Checker            *checker,
                                             AthPythonList      *targets);
gboolean        ath_checker_check_nonlocals (Checker            *checker);
gboolean        ath_checker_check_name      (Checker            *checker,
                                             const char         *name,
                                             guint32             offset);

/* Visitors of single kinds */
typedef gboolean (*CheckFunc) (Checker       *checker,
                               AthPythonNode *node);

CheckFunc       ath_checker_get_statement   (AthPythonKind       kind);
CheckFunc       ath_checker_get_definition  (AthPythonKind       kind);
gboolean        ath_checker_match           (Checker            *checker,
                                             AthPythonNode      *node);
gboolean        ath_checker_keywords        (Checker            *checker,
                                             AthPythonList      *keywords);
gboolean        ath_checker_annotation      (Checker            *checker,
                                             AthPythonNode      *annotation);
gboolean        ath_checker_futures         (Checker            *checker,
                                             AthPythonList      *body);

G_END_DECLS
