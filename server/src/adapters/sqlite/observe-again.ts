/** Computes the observed part of one link from the events in the store. */
import { isRemoved } from '../../domain/merge-observed.ts';
import {
  EVENT_REFERENCE_LIST,
  EVENT_REFERENCES,
  EVENT_TYPE_LIST,
  type EventReference,
  type LinkType,
} from '../../domain/ontology.ts';
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
  'at',
  'event.removed_at',
  'declined',
  'outcome',
  ...REFERENCE_COLUMNS,
].join(', ');
const SELECT = `SELECT ${COLUMNS} FROM event`;
const TARGET = 'CROSS JOIN entity t ON t.id = event.to_id';
const COMMISSION = EVENT_TYPE_LIST.indexOf('COMMISSION');
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

/** Read from the end with fewer events: the other may be a hub. */
function candidates(prepare: StatementCache, { a, b, type }: LinkKey): readonly SqlRow[] {
  const column = referenceColumnOf(type);
  const named = column ? `(to_id = ?2 OR ${column} = ?2)` : 'to_id = ?2';
  if (isFromSideShorter(prepare, { a, b }, column)) {
    const commission = `UNION ALL ${SELECT} ${TARGET} WHERE to_id = ?1 AND event.type = ${COMMISSION} AND ref_payout_account = ?2`;
    return toRows(prepare(`${SELECT} ${TARGET} WHERE from_id = ?1 AND ${named} ${commission}`).all(a, b));
  }
  const owned = '(from_id = ?1 OR to_id = ?1)';
  const referring = column ? `UNION ALL ${SELECT} ${TARGET} WHERE ${column} = ?2 AND to_id <> ?2 AND +${owned}` : '';
  return toRows(prepare(`${SELECT} ${TARGET} WHERE to_id = ?2 AND +from_id = ?1 ${referring}`).all(a, b));
}

type Ends = { readonly a: number; readonly b: number };

/** Counts no further than it must: most have few events. */
function isFromSideShorter(prepare: StatementCache, { a, b }: Ends, column: string | null): boolean {
  const fromSide = countEvents(prepare, 'from_id', a, FEW);
  if (fromSide < FEW) return true;
  const toSide = countEvents(prepare, 'to_id', b, FEW) + (column ? countEvents(prepare, column, b, FEW) : 0);
  if (toSide < FEW) return false;
  return countEvents(prepare, 'from_id', a, MANY) <= countEvents(prepare, 'to_id', b, MANY);
}

function countEvents(prepare: StatementCache, column: string, id: number, limit: number): number {
  const count = prepare(`SELECT count(*) FROM (SELECT 1 FROM event WHERE ${column} = ? LIMIT ${limit})`);
  return toNumber(toRow(count.get(id))?.[0]);
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
