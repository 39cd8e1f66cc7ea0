/** Entities as columns, and where in them each of the store's ids stands. */
import type { EntityColumns } from '../../detection/columns.ts';
import { type Decimal, toUnscaled } from '../../domain/decimal.ts';
import { ENTITY_STATUSES, RISK_LABELS } from '../../domain/ontology.ts';
import { rowByRow } from '../in-steps.ts';
import { packTexts } from './packed-texts.ts';
import { SortedTexts } from './sorted-texts.ts';
import {
  type SqlRow,
  type SqlValue,
  type StatementCache,
  toIterable,
  toNullableNumber,
  toNumber,
  toRow,
  toText,
} from './sql.ts';
import { FieldReader } from './versions.ts';
import { type View, wasSoBy } from './view.ts';

/** The columns of `entity` that make a row here, in the order in which they are read. */
export const ENTITY_ROW = `id, kind, ext, label, market, created_at, status, risk_label, risk_at, unsettled, reserved,
  balance_currency, removed_at, updated_at, versions`;
const SELECT = `SELECT ${ENTITY_ROW} FROM entity ORDER BY kind, ext`;

const STATUS_CODE: ReadonlyMap<unknown, number> = new Map(ENTITY_STATUSES.map((status, code) => [status, code]));
const LABEL_CODE: ReadonlyMap<unknown, number> = new Map(RISK_LABELS.map((label, code) => [label, code]));

export type FoundEntities = {
  readonly columns: EntityColumns;
  /** By the store's id: position in the columns, −1 = not in this view. */
  readonly position: Int32Array;
  /** By the store's id: position in ENTITY_KIND_LIST. */
  readonly kind: Uint8Array;
  /** How many are left out, or lack a status or label, only because these are of later than the time asked for. */
  readonly censored: number;
};

export function loadEntityColumns(
  prepare: StatementCache,
  view: View,
  currencies: SortedTexts,
): Generator<void, FoundEntities> {
  const size = toNumber(toRow(prepare('SELECT max(id) FROM entity').get())?.[0]) + 1;
  return entityColumnsOf(toIterable(prepare(SELECT).iterate()), size, view, currencies);
}

/** Of rows sorted by kind and id, in the order of the statement above; their own ids are below `size`. */
export function* entityColumnsOf(
  rows: Iterable<SqlRow>,
  size: number,
  view: View,
  currencies: SortedTexts,
): Generator<void, FoundEntities> {
  const position = new Int32Array(size).fill(-1);
  const kind = new Uint8Array(size);
  const kept: SqlRow[] = [];
  let censored = 0;
  yield* rowByRow(rows, (row) => {
    const id = toNumber(row[0]);
    kind[id] = toNumber(row[1]);
    if (view.isGone(toNullableNumber(row[12]), null)) return;
    if (isCensored(row, view.asOf)) censored++;
    if (toNumber(row[5]) > view.asOf) return;
    position[id] = kept.length;
    kept.push(row);
  });
  return { columns: toColumns(kept, view, currencies), position, kind, censored };
}

const isCensored = (row: SqlRow, asOf: number): boolean =>
  toNumber(row[5]) > asOf ||
  (row[6] !== null && versionOfStatus(row) > asOf) ||
  (row[7] !== null && toNumber(row[8]) > asOf);

const versionOf = (row: SqlRow, field: string): number => new FieldReader(row[13], row[14]).versionOf(field);
const versionOfStatus = (row: SqlRow): number => versionOf(row, 'status');

function toColumns(rows: readonly SqlRow[], view: View, currencies: SortedTexts): EntityColumns {
  const markets = new SortedTexts();
  const length = rows.length;
  const holdsMoney = (row: SqlRow): boolean => row[11] !== null && wasSoBy(view, () => versionOf(row, 'balances'));
  const unsettled = new BigInt64Array(length);
  const reserved = new BigInt64Array(length);
  const balanceScale = new Uint8Array(length);
  rows.forEach((row, i) => {
    if (!holdsMoney(row)) return;
    const amounts = [row[9], row[10]].map((amount) => toUnscaled((amount === null ? '0' : toText(amount)) as Decimal));
    const scale = Math.max(...amounts.map((amount) => amount.scale));
    const [first, second] = amounts.map((amount) => amount.unscaled * 10n ** BigInt(scale - amount.scale));
    unsettled[i] = first ?? 0n;
    reserved[i] = second ?? 0n;
    balanceScale[i] = scale;
  });
  const market = markets.ranked(Int16Array.from(rows, (row) => markets.add(row[4])));
  return {
    length,
    kind: Uint8Array.from(rows, (row) => toNumber(row[1])),
    id: packTexts(rows.map((row) => toText(row[2]))),
    label: packTexts(rows.map((row) => (row[3] === null ? null : toText(row[3])))),
    createdAt: Float64Array.from(rows, (row) => timeOf(row[5])),
    status: Uint8Array.from(rows, (row) => statusOf(row, view.asOf)),
    riskLabel: Uint8Array.from(rows, (row) => riskLabelOf(row, view)),
    market,
    markets: markets.sorted(),
    unsettled,
    reserved,
    balanceScale,
    balanceCurrency: Int16Array.from(rows, (row) => currencies.add(holdsMoney(row) ? row[11] : null)),
  };
}

export const timeOf = (value: SqlValue | undefined): number =>
  value === null || value === undefined ? Number.NaN : Number(value);

/** Counts only if its version is not after the time asked for; `active` where nothing is known. */
function statusOf(row: SqlRow, asOf: number): number {
  if (row[6] === null || versionOfStatus(row) > asOf) return 0;
  return STATUS_CODE.get(row[6]) ?? 0;
}

const NO_LABEL = 255;
/** A label that does not say since when holds from its version on. */
function riskLabelOf(row: SqlRow, view: View): number {
  if (row[7] === null || toNumber(row[8]) > view.asOf) return NO_LABEL;
  if (row[8] === null && !wasSoBy(view, () => versionOf(row, 'risk'))) return NO_LABEL;
  return LABEL_CODE.get(row[7]) ?? NO_LABEL;
}
