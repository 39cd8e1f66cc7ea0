/** The words of one node or link, for tooltips, tables and screen readers. */

import { formatCount } from '../components/format.ts';
import type { BoardLink, BoardNode, BoardState } from '../exploration/board-state.ts';
import { nameOf } from '../exploration/entity-name.ts';
import { hiddenCount } from '../exploration/hidden-count.ts';
import type { FoldedHub } from '../exploration/hub.ts';
import type { Text } from '../text/text.tsx';

const MAX_TYPES_NAMED = 3;

export const standingOfNode = (node: BoardNode, text: Text): string => {
  const parts = [text.names.status[node.status]];
  if (node.riskLabel !== null && node.riskLabel !== 'NONE') parts.unshift(text.names.riskLabel[node.riskLabel]);
  if (node.role) parts.unshift(text.names.role[node.role]);
  else if (node.memberOfRing) parts.unshift(text.canvas.member);
  return parts.join(' · ');
};

export const hubSentence = (node: BoardNode, hub: FoldedHub, text: Text): string =>
  text.canvas.hubReason({
    kind: text.names.kind[node.kind],
    links: hub.linkCount,
    threshold: hub.threshold,
    folded: hub.folded.length,
  });

/** "14 links not shown: 9 uses device, 5 login". */
export const hiddenSentence = (node: BoardNode, state: BoardState, text: Text): string | null => {
  const { total, byType } = hiddenCount(node, state);
  if (total === 0) return null;
  const named = byType
    .slice(0, MAX_TYPES_NAMED)
    .map(({ type, count }) => `${formatCount(count, text.language)} ${text.names.linkType[type]}`);
  return text.canvas.hiddenLinks(total, named, byType.length - named.length);
};

export const spanOfLink = (link: BoardLink, text: Text): string => {
  const dayOf = (time: string | null) => (time === null ? text.common.unknownTime : time.slice(0, 10));
  const first = dayOf(link.firstSeen);
  const last = dayOf(link.lastSeen);
  return first === last ? first : `${first} – ${last}`;
};

export const endsOfLink = (link: BoardLink, state: BoardState): { readonly from: string; readonly to: string } => {
  const nameAt = (key: string) => {
    const node = state.nodes.get(key);
    return node ? nameOf(node) : key;
  };
  return { from: nameAt(link.from), to: nameAt(link.to) };
};
