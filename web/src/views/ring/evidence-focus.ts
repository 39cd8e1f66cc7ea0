/** From an evidence to exactly the rows behind it: pure, so that canvas, tables and event list cannot disagree. */
import { toBoardParts, toKey } from '../../api/to-board.ts';
import type { EvidenceRows } from '../../api/use-evidence-rows.ts';
import type { EvidenceLine, RingHead } from '../../api/use-ring.ts';
import { addSubgraph } from '../../exploration/board-producers.ts';
import { type Producer, toProducer } from '../../exploration/board-state.ts';
import { focusEvidence } from '../../exploration/look-producers.ts';

const PREFIX = 'evidence:';

/** `evidence:SHARED_DEVICE.1` is the second of its type: the sentences themselves are too long for an address. */
export const evidenceId = (lines: readonly EvidenceLine[], position: number): string => {
  const type = lines[position]?.type ?? '';
  const earlier = lines.slice(0, position).filter((line) => line.type === type).length;
  return `${PREFIX}${type}.${earlier}`;
};

export const allEvidence = (ring: Pick<RingHead, 'evidence' | 'counterEvidence'>): readonly EvidenceLine[] => [
  ...ring.evidence,
  ...ring.counterEvidence,
];

/** The position of the evidence an id names; null when this ring has none of that name (any more). */
export function positionOfEvidence(lines: readonly EvidenceLine[], id: string | null): number | null {
  if (!id?.startsWith(PREFIX)) return null;
  const position = lines.findIndex((_, index) => evidenceId(lines, index) === id);
  return position < 0 ? null : position;
}

/** Puts what is behind an evidence on the board where it is missing, and looks at nothing else. */
export const focusOnEvidence = (
  focus: { readonly id: string; readonly label: string },
  rows: EvidenceRows,
): Producer => {
  const entities = [...rows.entities, ...rows.members];
  const parts = toBoardParts({ nodes: entities, links: rows.links });
  return toProducer('look', (state) => {
    const isComplete =
      parts.nodes.every(({ key }) => state.nodes.has(key)) && parts.links.every(({ id }) => state.links.has(id));
    const filled = isComplete ? state : addSubgraph(parts)(state);
    const nodes = new Set(entities.map(toKey));
    const links = new Set(parts.links.map(({ id }) => id));
    return focusEvidence({ ...focus, nodes, links })(filled);
  });
};
