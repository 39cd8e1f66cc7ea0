/** The words of one node or link, for tooltips, tables and screen readers. */
import type { BoardLink, BoardNode, BoardState } from '../exploration/board-state.ts';
import { hiddenCount } from '../exploration/hidden-count.ts';
import type { FoldedHub } from '../exploration/hub.ts';
import { canvasText } from '../text/canvas-en.ts';

const MAX_TYPES_NAMED = 3;

export const nameOfNode = (node: BoardNode): string => node.label ?? node.externalId;

export const standingOfNode = (node: BoardNode): string => {
  const parts = [canvasText.statuses[node.status]];
  if (node.riskLabel !== null && node.riskLabel !== 'NONE') parts.unshift(canvasText.riskLabels[node.riskLabel]);
  if (node.role) parts.unshift(canvasText.roles[node.role]);
  else if (node.memberOfRing) parts.unshift(canvasText.member);
  return parts.join(' · ');
};

export const hubSentence = (node: BoardNode, hub: FoldedHub): string =>
  canvasText.hubReason({
    kind: canvasText.kinds[node.kind],
    links: hub.linkCount,
    threshold: hub.threshold,
    folded: hub.folded.length,
  });

/** "14 links not shown: 9 uses device, 5 login". */
export const hiddenSentence = (node: BoardNode, state: BoardState): string | null => {
  const { total, byType } = hiddenCount(node, state);
  if (total === 0) return null;
  const named = byType
    .slice(0, MAX_TYPES_NAMED)
    .map(({ type, count }) => `${canvasText.number.format(count)} ${canvasText.linkTypes[type]}`);
  return canvasText.hiddenLinks(total, named, byType.length - named.length);
};

const dayOf = (time: string | null): string => (time === null ? canvasText.unknownTime : time.slice(0, 10));

export const spanOfLink = (link: BoardLink): string => {
  const first = dayOf(link.firstSeen);
  const last = dayOf(link.lastSeen);
  return first === last ? first : `${first} – ${last}`;
};

export const endsOfLink = (link: BoardLink, state: BoardState): { readonly from: string; readonly to: string } => {
  const nameOf = (key: string) => {
    const node = state.nodes.get(key);
    return node ? nameOfNode(node) : key;
  };
  return { from: nameOf(link.from), to: nameOf(link.to) };
};
