/** Computes the observed part of one link from the events in the store. */
import { isRemoved } from '../../domain/merge-observed.ts';
import { EVENT_REFERENCE_LIST, EVENT_REFERENCES, type EventReference, type LinkType } from '../../domain/ontology.ts';
import { REFERENCE_COLUMNS, referenceColumn } from './graph-schema.ts';
import { toDrawnType } from './link-rows.ts';
import type { LinkKey } from './link-table.ts';
import { type EventShape, forEachObserved } from './observed-keys.ts';
import { type Sightings, sum } from './sightings.ts';
import { type SqlRow, type StatementCache, toNullableNumber, toNumber, toRow, toRows } from './sql.ts';

const COLUMNS = [
  'event.type',
  'from_id',
  'to_id',
  't.kind',
  'event.at',
  'event.removed_at',
  'declined',
  'outcome',
  ...REFERENCE_COLUMNS,
].join(', ');
const SELECT = `SELECT ${COLUMNS} FROM event_entity x CROSS JOIN event ON event.id = x.event
  CROSS JOIN entity t ON t.id = event.to_id WHERE x.entity`;
const FEW = 100;
const MANY = 10_000;

export function observeAgain(prepare: StatementCache, key: LinkKey): Sightings {
  let seen: Sightings = { count: 0, first: null, last: null };
  for (const row of candidates(prepare, key)) {
    const at = toNullableNumber(row[4]);
    if (!observes(row)) continue;
    forEachObserved(parseShape(row), (a, b, type) => {
      if (a !== key.a || b !== key.b || type !== key.type) return;
      seen = sum(seen, { count: 1, first: at, last: at });
    });
  }
  return seen;
}

const observes = (row: SqlRow): boolean =>
  row[6] !== 1 && row[7] !== 'failure' && !isRemoved(toNullableNumber(row[5]), toNullableNumber(row[4]));

const parseShape = (row: SqlRow): EventShape => ({
  type: toNumber(row[0]),
  from: toNumber(row[1]),
  to: toNumber(row[2]),
  toKind: toNumber(row[3]),
  references: row.slice(8).map(toNumber),
});

/** The events both ends are in, read from the one with fewer: the other may be a hub. What they say is judged after. */
function candidates(prepare: StatementCache, { a, b, type }: LinkKey): readonly SqlRow[] {
  const column = referenceColumnOf(type);
  const [read, other] = isFirstShorter(prepare, a, b) ? [a, b] : [b, a];
  const ends = ['from_id', 'to_id', ...(column ? [column] : [])].map((end) => `${end} = ?2`).join(' OR ');
  return toRows(prepare(`${SELECT} = ?1 AND (${ends})`).all(read, other));
}

/** Counts no further than it must: most have few events. */
function isFirstShorter(prepare: StatementCache, a: number, b: number): boolean {
  const few = countEvents(prepare, a, FEW);
  if (few < FEW) return true;
  return countEvents(prepare, b, FEW) >= FEW && countEvents(prepare, a, MANY) <= countEvents(prepare, b, MANY);
}

function countEvents(prepare: StatementCache, entity: number, limit: number): number {
  const count = prepare(`SELECT count(*) FROM (SELECT 1 FROM event_entity WHERE entity = ? LIMIT ${limit})`);
  return toNumber(toRow(count.get(entity))?.[0]);
}

/** The reference through which events observe this type of link. */
function referenceColumnOf(type: number): string | null {
  const link = toDrawnType(type);
  const reference = EVENT_REFERENCE_LIST.find((name) => observesOf(name) === link);
  return reference === undefined ? null : referenceColumn(reference);
}

function observesOf(reference: EventReference): LinkType | null {
  const entry: { readonly kind: string; readonly observes?: LinkType } = EVENT_REFERENCES[reference];
  return entry.observes ?? null;
}
