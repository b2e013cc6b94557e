/* ath-arena.h: memory that is freed all at once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _AthArena AthArena;

AthArena *ath_arena_new         (gsize           limit_bytes) G_GNUC_WARN_UNUSED_RESULT;
void      ath_arena_free        (AthArena       *self);

gboolean  ath_arena_has_room    (AthArena       *self,
                                 gsize           n_bytes);

gpointer  ath_arena_alloc       (AthArena       *self,
                                 gsize           size) G_GNUC_MALLOC G_GNUC_ALLOC_SIZE (2);
char     *ath_arena_strdup      (AthArena       *self,
                                 const char     *text);
char     *ath_arena_strndup     (AthArena       *self,
                                 const char     *text,
                                 gsize           len);
char     *ath_arena_printf      (AthArena       *self,
                                 const char     *format,
                                 ...) G_GNUC_PRINTF (2, 3);
gpointer  ath_arena_adopt       (AthArena       *self,
                                 gpointer        data,
                                 GDestroyNotify  destroy);

/**
 * ath_arena_new0:
 * @self: an arena
 * @Type: a type
 *
 * Returns: (transfer none): a zeroed @Type that lives as long as @self
 */
#define ath_arena_new0(self, Type) ((Type *) ath_arena_alloc ((self), sizeof (Type)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthArena, ath_arena_free)

G_END_DECLS
