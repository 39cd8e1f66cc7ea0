/** Random records that fit the contract, over few ids, so that they meet often. */
import fc from 'fast-check';
import { type Decimal, parseDecimal } from '../../server/src/domain/decimal.ts';
import {
  ADDRESS_ROLES,
  ENTITY_STATUSES,
  type EntityKind,
  EVENT_REFERENCE_LIST,
  EVENT_STATUSES,
  type EventType,
  eventEntry,
  type LinkType,
  linkEntry,
  RISK_LABELS,
} from '../../server/src/domain/ontology.ts';
import type { EntityRecord, EntityRef, EventRecord, GraphRecord, LinkRecord } from '../../server/src/domain/records.ts';
import { PRECISIONS, type TimePoint, toTimePoint } from '../../server/src/domain/time-point.ts';

const START_MS = Date.UTC(2026, 0, 1);
/** Few instants at several precisions, so that equal and nearly equal times occur. */
export const timePoint: fc.Arbitrary<TimePoint> = fc
  .tuple(fc.integer({ min: 0, max: 20 }), fc.constantFrom(...PRECISIONS))
  .map(([day, precision]) => toTimePoint(START_MS + day * 43_200_000, precision));

/** Ids and words that tell byte order from UTF-16 order, and folded text from plain. */
export const id: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'B', 'c1', 'ｂ', '\u{1f600}', '\uffee', 'é', 'É');
const text = fc.constantFrom('Anna’s Shop', 'shop', 'zeta', '\u{1f600} smile', '\uffee odd');
const decimal: fc.Arbitrary<Decimal> = fc
  .constantFrom('0', '9', '10', '10.5', '2.25', '123456789012345678')
  .map((value) => parseDecimal(value) ?? ('0' as Decimal));
const currency = fc.constantFrom('GBP', 'USD', 'XXX');
const attributes = fc.dictionary(fc.constantFrom('colour', 'id', 'label', 'toString'), fc.constantFrom('x', 'y', ''), {
  maxKeys: 2,
});

const optional = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined, freq: 2 });

const versioned = { updatedAt: optional(timePoint), attributes: optional(attributes) };
const removal = { removedAt: fc.option(timePoint, { nil: undefined, freq: 1 }) };

/** Absent, not undefined: the form records have. */
const compact = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, part]) => part !== undefined)) as T;

const refOf = (kinds: readonly EntityKind[]): fc.Arbitrary<EntityRef> =>
  fc.record({ kind: fc.constantFrom(...kinds), id });
const isSame = (x: EntityRef, y: EntityRef): boolean => x.kind === y.kind && x.id === y.id;

export const entityRecord: fc.Arbitrary<EntityRecord> = fc
  .record({
    kind: fc.constantFrom<EntityKind>('Buyer', 'Seller', 'Device', 'PayoutAccount', 'Product'),
    id,
    label: optional(text),
    market: optional(fc.constantFrom('GB', 'PH')),
    createdAt: optional(timePoint),
    status: optional(fc.constantFrom(...ENTITY_STATUSES)),
    risk: optional(
      fc
        .record({ label: fc.constantFrom(...RISK_LABELS), at: optional(timePoint), reason: optional(text) })
        .map(compact),
    ),
    balances: optional(fc.record({ unsettled: optional(decimal), reserved: optional(decimal), currency }).map(compact)),
    nextSettlementAt: optional(timePoint),
    ...removal,
    ...versioned,
  })
  .map((fields) => compact({ record: 'entity' as const, ...fields }) as EntityRecord);

const LINKS: readonly LinkType[] = ['USES_DEVICE', 'PAID_OUT_TO', 'HAS_ADDRESS', 'FOLLOWS', 'TRANSACTED_WITH'];

const linkOf = (type: LinkType): fc.Arbitrary<LinkRecord> =>
  fc
    .record({
      from: refOf(linkEntry(type).from),
      to: refOf(linkEntry(type).to),
      span: optional(fc.tuple(timePoint, timePoint)),
      count: optional(fc.integer({ min: 1, max: 5 })),
      source: optional(fc.constantFrom('checkout', 'kyc', 'login')),
      role: type === 'HAS_ADDRESS' ? optional(fc.constantFrom(...ADDRESS_ROLES)) : fc.constant(undefined),
      money: type === 'TRANSACTED_WITH' ? optional(fc.tuple(decimal, currency)) : fc.constant(undefined),
      ...removal,
      ...versioned,
    })
    .filter(({ from, to }) => !isSame(from, to))
    .map(({ span, money, ...fields }) =>
      compact({
        record: 'link' as const,
        type,
        ...fields,
        firstSeen: span && (Math.min(...span) as TimePoint),
        lastSeen: span && (Math.max(...span) as TimePoint),
        amount: money?.[0],
        currency: money?.[1],
      }),
    )
    .map((fields) => fields as LinkRecord);
export const linkRecord: fc.Arbitrary<LinkRecord> = fc.oneof(...LINKS.map(linkOf));

const EVENTS: readonly EventType[] = [
  'ORDER',
  'LOGIN',
  'COMMISSION',
  'PAYOUT',
  'VERIFICATION',
  'PROFILE_CHANGE',
  'ENFORCEMENT',
];

const eventOf = (type: EventType): fc.Arbitrary<EventRecord> =>
  fc
    .record({
      id,
      at: optional(timePoint),
      from: refOf(eventEntry(type).from),
      to: refOf(eventEntry(type).to),
      status: optional(fc.constantFrom(...EVENT_STATUSES)),
      money: optional(fc.tuple(decimal, currency)),
      orderId: optional(id),
      references: optional(fc.dictionary(fc.constantFrom(...EVENT_REFERENCE_LIST), id, { maxKeys: 3 })),
      declined: optional(fc.boolean()),
      outcome: optional(fc.constantFrom('success' as const, 'failure' as const)),
      rating: optional(fc.integer({ min: 1, max: 5 })),
      action: optional(fc.constantFrom('like', 'ban')),
      reason: optional(text),
      quantity: optional(fc.integer({ min: 0, max: 9 })),
      discount: optional(decimal),
      ...removal,
      ...versioned,
    })
    .map((fields) => (eventEntry(type).self ? { ...fields, to: fields.from } : fields))
    .filter(({ from, to }) => eventEntry(type).self === true || !isSame(from, to))
    .map(({ money, ...fields }) =>
      compact({ record: 'event' as const, type, ...fields, amount: money?.[0], currency: money?.[1] }),
    )
    .map((fields) => fields as EventRecord);
export const eventRecord: fc.Arbitrary<EventRecord> = fc.oneof(...EVENTS.map(eventOf));

export const graphRecord: fc.Arbitrary<GraphRecord> = fc.oneof(
  { arbitrary: entityRecord, weight: 2 },
  { arbitrary: linkRecord, weight: 3 },
  { arbitrary: eventRecord, weight: 5 },
);
export const graphRecords: fc.Arbitrary<GraphRecord[]> = fc.array(graphRecord, { minLength: 1, maxLength: 50 });
