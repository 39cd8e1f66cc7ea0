/** A marketplace that grows: columns without some rows, which come back in batches. */
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { pickRows } from '../../server/src/detection/incremental/pick-rows.ts';

/** The columns before the first batch, and after each; the last are the columns given. Links and events alike. */
export function growing(columns: GraphColumns, batches: readonly number[], random: () => number): GraphColumns[] {
  const { links, events, entities } = columns;
  const rows = links.length + events.length;
  // Row → the batch it comes with, 0 for those that were there before.
  const comesWith = new Uint8Array(rows);
  batches.forEach((size, batch) => {
    for (let left = Math.min(size, rows); left > 0; ) {
      const row = Math.floor(random() * rows);
      if (comesWith[row] !== 0) continue;
      comesWith[row] = batch + 1;
      left--;
    }
  });
  const kept = (first: number, length: number, stage: number): Uint8Array =>
    Uint8Array.from({ length }, (_, i) => Number((comesWith[first + i] ?? 0) <= stage));
  const all = new Uint8Array(entities.length).fill(1);
  const at = (stage: number): GraphColumns => {
    const rows = { links: kept(0, links.length, stage), events: kept(links.length, events.length, stage) };
    return { ...pickRows(columns, { entities: all, ...rows }).columns, entities };
  };
  return [0, ...batches.keys()].map((_, stage) => (stage === batches.length ? columns : at(stage)));
}
