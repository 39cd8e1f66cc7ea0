/** Changed and new links among those of a snapshot. Both are sorted by type and ends; so is what comes out. */

import type { LinkColumns } from '../../detection/columns.ts';
import { atOnce } from '../in-steps.ts';
import { CHANGED } from './column-journal.ts';
import type { FoundEntities } from './entity-columns.ts';
import { linkColumnsOf } from './link-columns.ts';
import { rankingColumns } from './link-rows.ts';
import { type Origin, pickNumbers, pickPositions } from './merge-columns.ts';
import { type StatementCache, toNumber, toRows } from './sql.ts';
import type { View } from './view.ts';

const FROM = `FROM column_change noted CROSS JOIN link ON link.a = noted.a AND link.b = noted.b AND link.type = noted.type
  WHERE noted.kind = ${CHANGED.link}`;
const SELECT = `SELECT ${rankingColumns('link')} ${FROM}`;
const NOTED = `SELECT a, b, type FROM column_change WHERE kind = ${CHANGED.link}`;

type Ends = Pick<LinkColumns, 'type' | 'from' | 'to'>;

/** `moved`: by old position, the new one; `found` tells the new positions. */
export function mergeLinks(
  prepare: StatementCache,
  old: LinkColumns,
  moved: Int32Array,
  view: View,
  found: FoundEntities,
): LinkColumns {
  const rows = toRows(prepare(SELECT).all());
  const delta = atOnce(linkColumnsOf(rows, rows.length, view, found, null));
  const noted = notedEnds(prepare, found);
  const from = old.from.map((position) => moved[position] ?? -1);
  const to = old.to.map((position) => moved[position] ?? -1);
  const origin = interleave({ type: old.type, from, to }, delta, noted);
  const { length } = origin;
  return {
    length,
    type: pickNumbers(origin, old.type, delta.type, new Uint8Array(length)),
    from: pickPositions(origin, old.from, delta.from, moved),
    to: pickPositions(origin, old.to, delta.to, moved),
    firstSeen: pickNumbers(origin, old.firstSeen, delta.firstSeen, new Float64Array(length)),
    lastSeen: pickNumbers(origin, old.lastSeen, delta.lastSeen, new Float64Array(length)),
    count: pickNumbers(origin, old.count, delta.count, new Float64Array(length)),
  };
}

/** The ends of all links that changed, whether they are still there or not, by new positions. */
function notedEnds(prepare: StatementCache, { position, columns }: FoundEntities): Ends {
  const rows = toRows(prepare(NOTED).all())
    .map(([a, b, type]) => ({
      type: toNumber(type),
      from: position[toNumber(a)] ?? -1,
      to: position[toNumber(b)] ?? -1,
    }))
    .filter(({ from, to }) => from >= 0 && to >= 0 && columns.length > 0)
    .sort((x, y) => x.type - y.type || x.from - y.from || x.to - y.to);
  return {
    type: Uint8Array.from(rows, ({ type }) => type),
    from: Int32Array.from(rows, ({ from }) => from),
    to: Int32Array.from(rows, ({ to }) => to),
  };
}

/** Old links that did not change, and the delta, in order. */
function interleave(old: Ends, delta: Ends, noted: Ends): Origin {
  const origin = new Int32Array(old.type.length + delta.type.length);
  let length = 0;
  let d = 0;
  let n = 0;
  for (let i = 0; i < old.type.length; i++) {
    while (d < delta.type.length && compareEnds(delta, d, old, i) <= 0) origin[length++] = -1 - d++;
    while (n < noted.type.length && compareEnds(noted, n, old, i) < 0) n++;
    if (n < noted.type.length && compareEnds(noted, n, old, i) === 0) continue;
    origin[length++] = i;
  }
  while (d < delta.type.length) origin[length++] = -1 - d++;
  return origin.slice(0, length);
}

const compareEnds = (a: Ends, i: number, b: Ends, j: number): number =>
  (a.type[i] ?? 0) - (b.type[j] ?? 0) || (a.from[i] ?? 0) - (b.from[j] ?? 0) || (a.to[i] ?? 0) - (b.to[j] ?? 0);
