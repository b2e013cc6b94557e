/* ath-test-proxy.h: a network between a test and its server, that fails on demand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "support/ath-test-cluster.h"

G_BEGIN_DECLS

typedef struct _AthTestProxy AthTestProxy;

AthTestProxy *ath_test_proxy_start   (AthTestCluster *cluster) G_GNUC_WARN_UNUSED_RESULT;
void          ath_test_proxy_stop    (AthTestProxy   *self);

char         *ath_test_proxy_dup_url (AthTestProxy   *self,
                                      const char     *database) G_GNUC_WARN_UNUSED_RESULT;
void          ath_test_proxy_cut_at  (AthTestProxy   *self,
                                      const char     *answer);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthTestProxy, ath_test_proxy_stop)

G_END_DECLS
