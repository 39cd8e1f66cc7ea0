/** Collects the rows of one district of the marketplace and hands out ids that say nothing about their order. */
import { AS_OF, iso, PERIOD_START } from './calendar.ts';
import type { EntityRow, EventDetails, EventType, Kind, LinkRow, LinkType, Ref, SeedRecord } from './rows.ts';

const PREFIX: Readonly<Record<Kind | 'Order' | 'Event', string>> = {
  Seller: 'S',
  Buyer: 'B',
  Creator: 'C',
  Device: 'dev-',
  PaymentInstrument: 'card-',
  PayoutAccount: 'acct-',
  Address: 'addr-',
  Phone: '+9990',
  Email: 'mail-',
  IpAddress: '2001:db8:',
  IdentityDocument: 'doc-',
  BusinessRegistration: 'reg-',
  Warehouse: 'wh-',
  Fingerprint: 'fp-',
  Product: 'P',
  Content: 'V',
  Shipment: 'TRK',
  Coupon: 'CPN-',
  Order: 'O',
  Event: 'E',
};
/** Ids of one district: more than any district needs, and 800,000 × 5,000 districts stay within 32 bits. */
export const IDS_PER_DISTRICT = 800_000;

type LinkDetails = Pick<LinkRow, 'source' | 'role' | 'count'> & {
  readonly firstSeen?: number | undefined;
  readonly lastSeen?: number | undefined;
};

export type Ledger = {
  newId(kind: Kind | 'Order' | 'Event'): string;
  entity(row: Omit<EntityRow, 'record'>): void;
  /** The same holds for links first seen later. */
  link(type: LinkType, from: Ref, to: Ref, details?: LinkDetails): void;
  /** Rows outside the period are not in the export; returns whether it was recorded. */
  event(type: EventType, at: number, from: Ref, to: Ref, details?: EventDetails): boolean;
  /** Runs when the district is complete: what can only be written then, such as an account's final status. */
  onClose(write: () => void): void;
  close(): void;
  readonly rows: SeedRecord[];
};

/** A bijection of 32-bit integers: distinct in, distinct out, no visible order. */
const scramble = (n: number, key: number): number => (Math.imul(n, 0x9e3779b1) ^ key) >>> 0;

function formatId(kind: Kind | 'Order' | 'Event', n: number): string {
  if (kind === 'IpAddress') return `2001:db8:${(n >>> 16).toString(16)}:${(n & 0xffff).toString(16)}::1`;
  if (PREFIX[kind].endsWith('-')) return `${PREFIX[kind]}${n.toString(16).padStart(8, '0')}`;
  return `${PREFIX[kind]}${String(n).padStart(10, '0')}`;
}

export function createLedger(district: number, key: number): Ledger {
  const rows: SeedRecord[] = [];
  const deferred: (() => void)[] = [];
  let used = district * IDS_PER_DISTRICT;
  const newId = (kind: Kind | 'Order' | 'Event'): string => formatId(kind, scramble(++used, key));
  return {
    rows,
    newId,
    onClose: (write) => void deferred.push(write),
    close: () => {
      for (const write of deferred.splice(0)) write();
    },
    entity: (row) => void rows.push({ record: 'entity', ...row }),
    link: (type, from, to, details = {}) => {
      if ((details.firstSeen ?? 0) <= AS_OF) rows.push(linkRow(type, from, to, details));
    },
    event: (type, at, from, to, details = {}) => {
      if (at < PERIOD_START || at > AS_OF) return false;
      const ends = { fromKind: from.kind, fromId: from.id, toKind: to.kind, toId: to.id };
      rows.push({ record: 'event', id: newId('Event'), type, at: iso(at), ...ends, ...details });
      return true;
    },
  };
}

function linkRow(type: LinkType, from: Ref, to: Ref, details: LinkDetails): LinkRow {
  const { firstSeen, lastSeen, ...rest } = details;
  return {
    record: 'link',
    type,
    fromKind: from.kind,
    fromId: from.id,
    toKind: to.kind,
    toId: to.id,
    ...(firstSeen === undefined ? {} : { firstSeen: iso(firstSeen) }),
    ...(lastSeen === undefined ? {} : { lastSeen: iso(Math.min(Math.max(lastSeen, firstSeen ?? 0), AS_OF)) }),
    ...rest,
  };
}
