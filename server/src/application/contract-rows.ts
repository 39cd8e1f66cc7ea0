/**
 * Merged records back into rows of the record contract. A row has one version for all its fields, so a record whose
 * fields were set by rows of different versions becomes one row for each of them; read again they merge to the same.
 */
import { type FieldValue, NO_VERSION, type Version } from '../domain/merge-fields.ts';
import type { Merged } from '../domain/merge-record.ts';
import { formatTimePoint, type TimePoint } from '../domain/time-point.ts';
import type { MergedEntity, MergedEvent, MergedLink } from './ports/record-reader.ts';

export type ContractRow = Readonly<Record<string, unknown>>;

/** Fields that were merged as one value, and the columns their parts came from. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  risk: ['riskLabel', 'riskLabelAt', 'riskReason'],
  balances: ['unsettledBalance', 'reservedBalance', 'currency'],
  amount: ['amount', 'currency'],
  dealings: ['count', 'amount', 'currency'],
  ends: ['fromKind', 'fromId', 'toKind', 'toId'],
};
const TIMES = new Set(['createdAt', 'riskLabelAt', 'nextSettlementAt', 'removedAt', 'at']);

export const entityRows = ({ ref, merged }: MergedEntity): readonly ContractRow[] =>
  rowsByVersion(merged).map((row) => ({ kind: ref.kind, id: ref.id, ...row }));

export function eventRows({ type, id, merged }: MergedEvent): readonly ContractRow[] {
  // Every row of an event must name its ends, older ones too; only the latest of them count.
  const ends = toColumns('ends', merged.fields.get('ends')?.value ?? []);
  // So must one with a discount name a currency, though a later row set the amount with it.
  const { currency } = toColumns('amount', merged.fields.get('amount')?.value ?? []);
  const withCurrency = (row: ContractRow): ContractRow =>
    row['discount'] === undefined || currency === undefined ? row : { currency, ...row };
  return rowsByVersion(merged).map((row) => ({ type, id, ...ends, ...withCurrency(row) }));
}

export function linkRows({ type, from, to, stated }: MergedLink): readonly ContractRow[] {
  const identity = { type, fromKind: from.kind, fromId: from.id, toKind: to.kind, toId: to.id };
  const rows = rowsByVersion(stated);
  // Each source needs a row of its own; those beyond the versioned ones carry the earliest version.
  const sources = [...stated.sources];
  const length = Math.max(rows.length, sources.length);
  return Array.from({ length }, (_, i) => ({
    ...identity,
    ...(i === 0 ? unversioned(stated) : {}),
    ...(rows[i] ?? withVersion({}, NO_VERSION)),
    ...(sources[i] === undefined ? {} : { source: sources[i] }),
  }));
}

/** The span is the union over all rows and the count the largest: one row says both. */
const unversioned = ({ firstSeen, lastSeen, count }: MergedLink['stated']): ContractRow => ({
  ...(firstSeen === null ? {} : { firstSeen: toTime(firstSeen) }),
  ...(lastSeen === null ? {} : { lastSeen: toTime(lastSeen) }),
  ...(count === 1 ? {} : { count }),
});

/** Earliest first; the version of the record itself has a row even where no field carries it. */
function rowsByVersion({ updatedAt, fields }: Merged): readonly ContractRow[] {
  const byVersion = new Map<Version, Record<string, unknown>>([[updatedAt, {}]]);
  for (const [name, { value, version }] of fields) {
    const row = byVersion.get(version) ?? {};
    byVersion.set(version, Object.assign(row, toColumns(name, value)));
  }
  return [...byVersion].sort(([a], [b]) => a - b).map(([version, row]) => withVersion(row, version));
}

const withVersion = (row: ContractRow, version: Version): ContractRow =>
  version === NO_VERSION ? row : { ...row, updatedAt: toTime(version) };

function toColumns(name: string, value: FieldValue): ContractRow {
  if (typeof value !== 'object') return { [name.startsWith('@') ? name.slice(1) : name]: toCell(name, value) };
  const columns = GROUPS[name];
  if (columns === undefined) throw new Error(`a merged field ${name} has parts that no column holds`);
  const cells = columns.map((column, i) => [column, toCell(column, value[i] ?? null)] as const);
  return Object.fromEntries(cells.filter(([, cell]) => cell !== null));
}

const toCell = (column: string, value: string | number | boolean | null): string | number | boolean | null =>
  typeof value === 'number' && TIMES.has(column) ? toTime(value) : value;
const toTime = (time: number): string => formatTimePoint(time as TimePoint);
