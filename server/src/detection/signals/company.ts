/** How much of all they do two persons do together. */
import type { EventType } from '../../domain/ontology.ts';
import type { Incidence } from '../graph/incidence.ts';
import type { Moments } from './moments.ts';

type Doings = {
  /** Persons × moments, a person's in ascending order. */
  readonly incidence: Incidence;
  readonly moments: Moments;
  /** Person → acts, of which those at one target inside one window count once. */
  readonly turns: Int32Array;
  readonly windowMsOf: (type: EventType) => number;
};

/** Person, person → share of the turns of whoever has more of them that both took in one moment. */
export function createCompany({ incidence, moments, turns, windowMsOf }: Doings): (a: number, b: number) => number {
  const { deed, startMs, type } = moments;
  return (a, b) => {
    let together = 0;
    let lastDeed = -1;
    let over = 0;
    eachCommon(incidence, a, b, (moment) => {
      // Buckets overlap: one turn of both is in two of them.
      const start = startMs[moment] ?? 0;
      if (deed[moment] === lastDeed && start < over) return;
      together++;
      lastDeed = deed[moment] ?? -1;
      over = start + windowMsOf(type[moment] ?? 'ORDER');
    });
    return together / Math.max(1, turns[a] ?? 0, turns[b] ?? 0);
  };
}

/** The columns of both rows, ascending. */
function eachCommon(
  { rowOffsets, rowEntries, entryColumn }: Incidence,
  a: number,
  b: number,
  visit: (column: number) => void,
): void {
  const columnAt = (place: number): number => entryColumn[rowEntries[place] ?? 0] ?? 0;
  let [i = 0, k = 0] = [rowOffsets[a], rowOffsets[b]];
  const [endA = 0, endB = 0] = [rowOffsets[a + 1], rowOffsets[b + 1]];
  while (i < endA && k < endB) {
    const [own, other] = [columnAt(i), columnAt(k)];
    if (own === other) visit(own);
    if (own <= other) i++;
    if (other <= own) k++;
  }
}
