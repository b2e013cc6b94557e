/* screenshots.h: pictures of the window, for people to look at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ath-test-window.h"
#include "support/ath-test-cluster.h"

G_BEGIN_DECLS

/**
 * Studio:
 * @folder: (unowned): where the pictures go
 * @cluster: (unowned): where the databases are
 * @store: (unowned): the profiles
 * @window: (unowned): the window
 *
 * What all pictures are made with.
 */
typedef struct
{
  const char      *folder;
  AthTestCluster  *cluster;
  AthProfileStore *store;
  AthWindow       *window;
} Studio;

void studio_settle          (Studio         *self);
void studio_shoot           (Studio         *self,
                             GtkWidget      *window,
                             const char     *name);
void studio_add_environment (Studio         *self,
                             AthTestFolder  *project,
                             const char     *name,
                             AthTier         tier,
                             const char     *row);

void studio_shoot_alembic   (Studio         *self);
void studio_shoot_editor    (Studio         *self,
                             AthProjectItem *project,
                             const char     *reached,
                             const char     *unreached);
void studio_shoot_states    (Studio         *self);

G_END_DECLS
