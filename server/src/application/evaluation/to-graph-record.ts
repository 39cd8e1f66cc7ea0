/** Translates generated rows into records as a store takes them, without the way over files. */
import type { EntityRow, EventRow, LinkRow, SeedRecord } from '@clewline/seed';
import { type Decimal, parseDecimal } from '../../domain/decimal.ts';
import { EVENT_REFERENCE_LIST } from '../../domain/ontology.ts';
import type { EntityRecord, EventRecord, GraphRecord, LinkRecord } from '../../domain/records.ts';
import { parseTimePoint, type TimePoint } from '../../domain/time-point.ts';

export function toGraphRecord(row: SeedRecord): GraphRecord {
  switch (row.record) {
    case 'entity':
      return toEntity(row);
    case 'link':
      return toLink(row);
    case 'event':
      return toEvent(row);
  }
}

function toTime(text: string): TimePoint {
  const time = parseTimePoint(text);
  if (time === null) throw new Error(`generated row with a bad time: ${text}`);
  return time;
}

function toAmount(text: string): Decimal {
  const amount = parseDecimal(text);
  if (amount === null) throw new Error(`generated row with a bad amount: ${text}`);
  return amount;
}

/** `{ [name]: parse(value) }`, or nothing where the value is absent. */
const given = <Name extends string, In, Out>(
  name: Name,
  value: In | undefined,
  parse: (value: In) => Out,
): { readonly [K in Name]?: Out } => (value === undefined ? {} : ({ [name]: parse(value) } as { [K in Name]: Out }));
const same = <T>(value: T): T => value;

function toEntity(row: EntityRow): EntityRecord {
  return {
    record: 'entity',
    kind: row.kind,
    id: row.id,
    ...given('label', row.label, same),
    ...given('market', row.market, same),
    ...given('createdAt', row.createdAt, toTime),
    ...given('status', row.status, same),
    ...given('risk', row.riskLabel, (label) => ({
      label,
      ...given('at', row.riskLabelAt, toTime),
      ...given('reason', row.riskReason, same),
    })),
    ...given('balances', row.currency, (currency) => ({
      currency,
      ...given('unsettled', row.unsettledBalance, toAmount),
      ...given('reserved', row.reservedBalance, toAmount),
    })),
    ...given('nextSettlementAt', row.nextSettlementAt, toTime),
    ...given('updatedAt', row.updatedAt, toTime),
    ...given('attributes', row.category, (category) => ({ category })),
  };
}

function toLink(row: LinkRow): LinkRecord {
  return {
    record: 'link',
    type: row.type,
    from: { kind: row.fromKind, id: row.fromId },
    to: { kind: row.toKind, id: row.toId },
    ...given('firstSeen', row.firstSeen, toTime),
    ...given('lastSeen', row.lastSeen, toTime),
    ...given('count', row.count, same),
    ...given('source', row.source, same),
    ...given('role', row.role, same),
  };
}

function toEvent(row: EventRow): EventRecord {
  const references = EVENT_REFERENCE_LIST.flatMap((name) => {
    const id = row[name];
    return id === undefined ? [] : [[name, id] as const];
  });
  return {
    record: 'event',
    type: row.type,
    id: row.id,
    at: toTime(row.at),
    from: { kind: row.fromKind, id: row.fromId },
    to: { kind: row.toKind, id: row.toId },
    ...(references.length === 0 ? {} : { references: Object.fromEntries(references) }),
    ...given('status', row.status, same),
    ...given('amount', row.amount, toAmount),
    ...given('currency', row.currency, same),
    ...given('orderId', row.orderId, same),
    ...given('declined', row.declined, same),
    ...given('outcome', row.outcome, same),
    ...given('rating', row.rating, same),
    ...given('action', row.action, same),
    ...given('reason', row.reason, same),
    ...given('quantity', row.quantity, same),
    ...given('discount', row.discount, toAmount),
  };
}
