/* ath-graph-lanes.h: where the lines of a drawn revision graph run
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * AthGraphLinkKind:
 * @ATH_GRAPH_LINK_THROUGH: passes the row from its upper to its lower edge
 * @ATH_GRAPH_LINK_IN: comes from the upper edge and ends at the revision
 * @ATH_GRAPH_LINK_OUT: begins at the revision and leaves by the lower edge
 */
typedef enum
{
  ATH_GRAPH_LINK_THROUGH,
  ATH_GRAPH_LINK_IN,
  ATH_GRAPH_LINK_OUT,
} AthGraphLinkKind;

/**
 * AthGraphLink:
 * @kind: which part of the row it crosses
 * @from: its lane at the upper end, from 0
 * @to: its lane at the lower end, from 0
 */
typedef struct
{
  AthGraphLinkKind kind;
  guint            from;
  guint            to;
} AthGraphLink;

/**
 * AthGraphRow:
 * @lane: lane of the revision, from 0
 * @links: (array length=n_links): lines to be drawn in the row
 * @n_links: how many there are
 */
typedef struct
{
  guint               lane;
  const AthGraphLink *links;
  guint               n_links;
} AthGraphRow;

typedef struct _AthGraphLanes AthGraphLanes;

AthGraphLanes     *ath_graph_lanes_new         (GPtrArray     *revisions) G_GNUC_WARN_UNUSED_RESULT;
AthGraphLanes     *ath_graph_lanes_ref         (AthGraphLanes *self);
void               ath_graph_lanes_unref       (AthGraphLanes *self);

guint              ath_graph_lanes_get_n_lanes (AthGraphLanes *self);
guint              ath_graph_lanes_get_n_rows  (AthGraphLanes *self);
const AthGraphRow *ath_graph_lanes_get_row     (AthGraphLanes *self,
                                                guint          index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (AthGraphLanes, ath_graph_lanes_unref)

G_END_DECLS
