/** Stated and observed links as columns, as of a time. */
import type { LinkColumns } from '../../detection/columns.ts';
import { earlier, later } from '../../domain/merge-record.ts';
import { LINK_TYPE_LIST } from '../../domain/ontology.ts';
import { rowByRow } from '../in-steps.ts';
import { countingSort, inOrder, picked } from './counting-sort.ts';
import type { FoundEntities } from './entity-columns.ts';
import { rankingColumns, statedCountOf } from './link-rows.ts';
import type { LinkSightings, SightingsAt } from './link-sightings.ts';
import { type BlockQuery, rowBlocks } from './row-blocks.ts';
import { type SqlRow, type StatementCache, toNullableNumber, toNumber, toRow } from './sql.ts';
import type { View } from './view.ts';

const ALL_LINKS: BlockQuery = {
  columns: rankingColumns('link'),
  from: 'link',
  key: 'a',
  keysPerBlock: 64,
  where: `type < ${LINK_TYPE_LIST.length}`,
};

type Span = { readonly first: number | null; readonly last: number | null; readonly count: number };

export function loadLinkColumns(
  prepare: StatementCache,
  view: View,
  found: FoundEntities,
  sightings: LinkSightings | null,
): Generator<void, LinkColumns> {
  const size = toNumber(toRow(prepare('SELECT count(*) FROM link').get())?.[0]);
  return linkColumnsOf(allRows(prepare), size, view, found, sightings);
}

function* allRows(prepare: StatementCache): Iterable<SqlRow> {
  for (const block of rowBlocks(prepare, ALL_LINKS)) yield* block;
}

/** Of at most `size` rows in the order of LINK_COLUMNS. */
export function* linkColumnsOf(
  rows: Iterable<SqlRow>,
  size: number,
  view: View,
  found: FoundEntities,
  sightings: LinkSightings | null,
): Generator<void, LinkColumns> {
  const builder = new LinkBuilder(size + (sightings?.length ?? 0), found);
  const used = new Uint8Array(sightings?.length ?? 0);
  yield* rowByRow(rows, (row) => addRow(builder, row, view, sightings && { sightings, used }));
  // Links whose only events were removed after the time asked for have no row any more.
  used.forEach((isUsed, position) => {
    const seen = sightings?.at(position);
    if (!seen || isUsed === 1 || seen.type >= LINK_TYPE_LIST.length) return;
    if (isInView(seen, seen, null, view)) builder.add(seen.a, seen.b, seen.type, seen);
  });
  return builder.columns();
}

type Recounted = { readonly sightings: LinkSightings; readonly used: Uint8Array };

function addRow(builder: LinkBuilder, row: SqlRow, view: View, recounted: Recounted | null): void {
  const observed = recounted ? takeSightings(row, recounted.sightings, recounted.used) : storedSightings(row);
  const span = spanOf(row, observed, view);
  if (!span || !isInView(span, observed, toNullableNumber(row[10]), view)) return;
  builder.add(toNumber(row[0]), toNumber(row[1]), toNumber(row[2]), span);
}

function takeSightings(row: SqlRow, sightings: LinkSightings, used: Uint8Array): SightingsAt | null {
  const position = sightings.find(toNumber(row[0]), toNumber(row[1]), toNumber(row[2]));
  if (position < 0) return null;
  used[position] = 1;
  return sightings.at(position);
}

function storedSightings(row: SqlRow): SightingsAt | null {
  if (row[7] === null) return null;
  const first = toNullableNumber(row[8]);
  return {
    count: toNumber(row[7]),
    first,
    last: first === null ? null : first + toNumber(row[9]),
    isInWindow: true,
  };
}

/** The union of what is stated and what was observed up to the time; null where neither is left. */
function spanOf(row: SqlRow, observed: SightingsAt | null, view: View): Span | null {
  const first = toNullableNumber(row[5]);
  const isStated = row[4] !== null && (first === null || first <= view.asOf);
  if (!isStated) return observed;
  const last = first === null ? null : Math.min(first + toNumber(row[6]), view.asOf);
  const stated = statedCountOf(row);
  if (!observed) return { first, last, count: stated };
  return {
    first: earlier(first, observed.first),
    last: later(last, observed.last),
    count: Math.max(stated, observed.count),
  };
}

function isInView(span: Span, observed: SightingsAt | null, removedAt: number | null, view: View): boolean {
  if (view.isGone(removedAt, span.last)) return false;
  return span.last === null || span.last >= view.from || (observed?.isInWindow ?? false);
}

class LinkBuilder {
  readonly #found: FoundEntities;
  readonly #type: Uint8Array;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #first: Float64Array;
  readonly #last: Float64Array;
  readonly #count: Float64Array;
  #length = 0;

  constructor(size: number, found: FoundEntities) {
    this.#found = found;
    this.#type = new Uint8Array(size);
    this.#from = new Int32Array(size);
    this.#to = new Int32Array(size);
    this.#first = new Float64Array(size);
    this.#last = new Float64Array(size);
    this.#count = new Float64Array(size);
  }

  /** Left out where an end is not in the view. */
  add(a: number, b: number, type: number, span: Span): void {
    const from = this.#found.position[a] ?? -1;
    const to = this.#found.position[b] ?? -1;
    if (from < 0 || to < 0) return;
    const i = this.#length++;
    this.#type[i] = type;
    this.#from[i] = from;
    this.#to[i] = to;
    this.#first[i] = span.first ?? Number.NaN;
    this.#last[i] = span.last ?? Number.NaN;
    this.#count[i] = span.count;
  }

  columns(): LinkColumns {
    const length = this.#length;
    const entities = this.#found.columns.length;
    let order = countingSort(inOrder(length), this.#to, entities);
    order = countingSort(order, this.#from, entities);
    order = countingSort(order, this.#type, LINK_TYPE_LIST.length);
    return {
      length,
      type: picked(this.#type, order, new Uint8Array(length)),
      from: picked(this.#from, order, new Int32Array(length)),
      to: picked(this.#to, order, new Int32Array(length)),
      firstSeen: picked(this.#first, order, new Float64Array(length)),
      lastSeen: picked(this.#last, order, new Float64Array(length)),
      count: picked(this.#count, order, new Float64Array(length)),
    };
  }
}
