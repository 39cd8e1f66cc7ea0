/** From what changed of a ring to one picture of it: new, gone and kept together, told apart by the look. */
import { toBoardParts, toKey } from '../../api/to-board.ts';
import { isSince, type RingDiff } from '../../api/use-ring-diff.ts';
import { addSubgraph } from '../../exploration/board-producers.ts';
import { type BoardState, type Change, type Producer, toProducer } from '../../exploration/board-state.ts';
import { focusEvidence } from '../../exploration/look-producers.ts';

const PREFIX = 'changes:';
export const changeFocusId = (since: string): string => PREFIX + since;

/** What the changes in focus are counted from; null where something else is in focus, or nothing. */
export function sinceOfFocus(focusId: string | null): string | null {
  const since = focusId?.startsWith(PREFIX) ? focusId.slice(PREFIX.length) : '';
  return isSince(since) ? since : null;
}

/** Members first: what only a link leads to is added behind them. */
function partsOf({ joined, left, kept, linksGained, linksLost, linksKept }: RingDiff) {
  const links = [...linksGained, ...linksLost, ...linksKept];
  const members = [...joined, ...left, ...kept].map(({ entity }) => entity);
  return toBoardParts({ nodes: [...members, ...links.flatMap(({ from, to }) => [from, to])], links });
}

function changesOf({ joined, left, linksGained, linksLost }: RingDiff): ReadonlyMap<string, Change> {
  const gained = [...joined.map(({ entity }) => toKey(entity)), ...linksGained.map(({ id }) => id)];
  const gone = [...left.map(({ entity }) => toKey(entity)), ...linksLost.map(({ id }) => id)];
  return new Map<string, Change>([
    ...gained.map((key): [string, Change] => [key, 'gained']),
    ...gone.map((key): [string, Change] => [key, 'gone']),
  ]);
}

/** However many members there are: the page itself knows those of the rows it has read. */
function withMembers(state: BoardState, { joined, kept }: RingDiff): BoardState {
  const nodes = new Map(state.nodes);
  for (const { entity } of [...joined, ...kept]) {
    const node = nodes.get(toKey(entity));
    if (node && !node.memberOfRing) nodes.set(node.key, { ...node, memberOfRing: true });
  }
  return { ...state, nodes };
}

/** Puts what is missing on the board and looks at the comparison only. */
export const focusOnChanges = (since: string, label: string, diff: RingDiff): Producer =>
  toProducer('look', (state) => {
    const parts = partsOf(diff);
    const isComplete =
      parts.nodes.every(({ key }) => state.nodes.has(key)) && parts.links.every(({ id }) => state.links.has(id));
    const filled = withMembers(isComplete ? state : addSubgraph(parts)(state), diff);
    const links = new Set(parts.links.map(({ id }) => id));
    const nodes = new Set(parts.nodes.map(({ key }) => key));
    return focusEvidence({ id: changeFocusId(since), label, nodes, links, changes: changesOf(diff) })(filled);
  });
