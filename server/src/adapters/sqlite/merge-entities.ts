/** Changed and new entities among those of a snapshot, and where the old ones have moved to. */

import type { EntityColumns } from '../../detection/columns.ts';
import { compareText } from '../../domain/compare-text.ts';
import { atOnce } from '../in-steps.ts';
import { CHANGED, countNoted, type JournalStart } from './column-journal.ts';
import { ENTITY_ROW, entityColumnsOf, type FoundEntities } from './entity-columns.ts';
import { mergeTexts, type Origin, onlyUsed, pickBig, pickCodes, pickNumbers } from './merge-columns.ts';
import { asPacked } from './packed-texts.ts';
import { pickTexts } from './pick-texts.ts';
import type { SortedTexts } from './sorted-texts.ts';
import { type StatementCache, toNumber, toRows } from './sql.ts';
import type { View } from './view.ts';

export type OldEntities = {
  readonly columns: EntityColumns;
  /** By position: the store's id. */
  readonly ids: Int32Array;
  readonly currencies: readonly string[];
};

export type EntityDelta = {
  readonly origin: Origin;
  readonly columns: EntityColumns;
  /** By old position: the new one. */
  readonly moved: Int32Array;
  /** By the store's id: the new position, −1 = not in this view. */
  readonly position: Int32Array;
};

const SELECT = `SELECT ${ENTITY_ROW} FROM entity WHERE id IN (
  SELECT a FROM column_change WHERE kind = ${CHANGED.entity} UNION SELECT id FROM entity WHERE id >= ?
) ORDER BY +kind, +ext`;

/**
 * Null where an entity that was there has come into view or left it: what is tied to it would have to come or go too.
 * `currencies` then holds those of the delta, by provisional numbers.
 */
export function readEntityDelta(
  prepare: StatementCache,
  { columns: old, ids }: OldEntities,
  start: JournalStart,
  view: View,
  currencies: SortedTexts,
): EntityDelta | null {
  const rows = toRows(prepare(SELECT).all(start.nextEntity));
  const rowIds = rows.map((row) => toNumber(row[0]));
  const size = Math.max(start.nextEntity, highest(rowIds) + 1);
  const delta = atOnce(entityColumnsOf(rows, size, view, currencies));
  const oldPosition = new Int32Array(start.nextEntity).fill(-1);
  for (let i = 0; i < ids.length; i++) oldPosition[ids[i] ?? 0] = i;
  const changed = rowIds.filter((id) => id < start.nextEntity);
  const isInView = (position: Int32Array, id: number): boolean => (position[id] ?? -1) >= 0;
  if (changed.length !== countNoted(prepare, 'entity', start.nextEntity) || delta.censored > 0) return null;
  if (changed.some((id) => isInView(oldPosition, id) !== isInView(delta.position, id))) return null;
  return place(old, delta, { rowIds, oldPosition, start });
}

const highest = (ids: readonly number[]): number => ids.reduce((most, id) => Math.max(most, id), 0);

type Placing = { readonly rowIds: readonly number[]; readonly oldPosition: Int32Array; readonly start: JournalStart };

function place(old: EntityColumns, delta: FoundEntities, { rowIds, oldPosition, start }: Placing): EntityDelta {
  const inView = rowIds.filter((id) => (delta.position[id] ?? -1) >= 0);
  const rowOf = (id: number): number => delta.position[id] ?? 0;
  const added = inView.filter((id) => id >= start.nextEntity).map(rowOf);
  const { origin, moved } = interleave(old, delta.columns, added);
  const position = new Int32Array(delta.position.length).fill(-1);
  for (let id = 0; id < oldPosition.length; id++) position[id] = moved[oldPosition[id] ?? -1] ?? -1;
  for (const id of inView) {
    const at = position[id] ?? -1;
    if (at >= 0) origin[at] = -1 - rowOf(id);
  }
  const placed = new Int32Array(delta.columns.length);
  for (let i = 0; i < origin.length; i++) if ((origin[i] ?? 0) < 0) placed[-1 - (origin[i] ?? 0)] = i;
  for (const id of inView) position[id] = placed[rowOf(id)] ?? -1;
  return { origin, columns: delta.columns, moved, position };
}

/** Old entities in their order, with the new ones, rows of the delta, where they belong. */
function interleave(old: EntityColumns, delta: EntityColumns, added: readonly number[]) {
  const places = added.map((row) => firstAfter(old, delta.kind[row] ?? 0, delta.id.at(row) ?? ''));
  const origin = new Int32Array(old.length + added.length);
  const moved = new Int32Array(old.length);
  let next = 0;
  let a = 0;
  for (let i = 0; i < old.length; i++) {
    while (a < added.length && places[a] === i) origin[next++] = -1 - (added[a++] ?? 0);
    moved[i] = next;
    origin[next++] = i;
  }
  while (a < added.length) origin[next++] = -1 - (added[a++] ?? 0);
  return { origin, moved };
}

/** The first old entity that comes after this one. */
function firstAfter({ kind: kinds, id: texts, length }: EntityColumns, kind: number, id: string): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const order = (kinds[middle] ?? 0) - kind || compareText(texts.at(middle) ?? '', id);
    if (order < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** `currencies`: numbers of both, as merged with those of the events. */
export function mergeEntities(
  old: EntityColumns,
  { origin, columns: delta }: EntityDelta,
  currencies: ReturnType<typeof mergeTexts>,
): EntityColumns {
  const { length } = origin;
  const markets = mergeTexts(old.markets, delta.markets);
  const market = pickCodes(origin, old.market, delta.market, markets, new Int16Array(length));
  return {
    length,
    kind: pickNumbers(origin, old.kind, delta.kind, new Uint8Array(length)),
    id: pickTexts(origin, asPacked(old.id), asPacked(delta.id)),
    label: pickTexts(origin, asPacked(old.label), asPacked(delta.label)),
    createdAt: pickNumbers(origin, old.createdAt, delta.createdAt, new Float64Array(length)),
    status: pickNumbers(origin, old.status, delta.status, new Uint8Array(length)),
    riskLabel: pickNumbers(origin, old.riskLabel, delta.riskLabel, new Uint8Array(length)),
    market,
    markets: onlyUsed(markets.texts, [market]),
    unsettled: pickBig(origin, old.unsettled, delta.unsettled),
    reserved: pickBig(origin, old.reserved, delta.reserved),
    balanceScale: pickNumbers(origin, old.balanceScale, delta.balanceScale, new Uint8Array(length)),
    balanceCurrency: pickCodes(origin, old.balanceCurrency, delta.balanceCurrency, currencies, new Int16Array(length)),
  };
}
