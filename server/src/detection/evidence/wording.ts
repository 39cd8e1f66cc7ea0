/** Words and numbers of evidence sentences. Never an identifier's value: sentences are shown where values are masked. */
import type { EntityKind } from '../../domain/ontology.ts';

type Noun = { readonly one: string; readonly many: string; readonly verb: string };

export const NOUNS: Readonly<Partial<Record<EntityKind, Noun>>> = {
  Device: { one: 'device', many: 'devices', verb: 'used' },
  PaymentInstrument: { one: 'card', many: 'cards', verb: 'paid with' },
  PayoutAccount: { one: 'payout account', many: 'payout accounts', verb: 'are paid out to' },
  Address: { one: 'address', many: 'addresses', verb: 'gave' },
  Phone: { one: 'phone number', many: 'phone numbers', verb: 'gave' },
  Email: { one: 'e-mail address', many: 'e-mail addresses', verb: 'gave' },
  IpAddress: { one: 'IP address', many: 'IP addresses', verb: 'were seen at' },
  IdentityDocument: { one: 'identity document', many: 'identity documents', verb: 'were verified by' },
  BusinessRegistration: { one: 'business registration', many: 'business registrations', verb: 'registered as' },
  Warehouse: { one: 'warehouse', many: 'warehouses', verb: 'ship from' },
  Fingerprint: { one: 'image or text fingerprint', many: 'image or text fingerprints', verb: 'carry' },
  Shipment: { one: 'tracking number', many: 'tracking numbers', verb: 'declared' },
};

export const nounOf = (kind: EntityKind): Noun =>
  NOUNS[kind] ?? { one: 'identifier', many: 'identifiers', verb: 'share' };

/** "1 order", "3 orders". */
export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;

/** "99.9 %": cut to the digits shown, never rounded up, so that 100 % means all and no share exceeds what is so. */
export function percent(share: number): string {
  const value = share * 100;
  if (value > 0 && value < 0.1) return 'under 0.1 %';
  const digits = digitsFor(value);
  // 0.29 × 100 is a hair below 29.
  return `${(Math.floor(value * 10 ** digits + 1e-9) / 10 ** digits).toFixed(digits)} %`;
}

function digitsFor(value: number): number {
  if (value >= 100 || value === 0) return 0;
  if (value >= 99.9) return 2;
  return value < 10 || value > 99 ? 1 : 0;
}

export function spanOf(ms: number): string {
  const hours = ms / 3_600_000;
  if (hours < 1) return counted(Math.max(1, Math.round(ms / 60_000)), 'minute');
  return hours < 48 ? counted(Math.round(hours), 'hour') : counted(Math.round(hours / 24), 'day');
}
