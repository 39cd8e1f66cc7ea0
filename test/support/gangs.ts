/** Gangs that any detection finds: nothing else is in their market. */
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import { type GraphInput, type Key, toGraphColumns } from './graph-columns.ts';

/** `size` buyers who share a device, a card and a payout account of their own, and order at one seller at one time. */
export function gang(name: string, size: number): GraphInput {
  const buyers = Array.from({ length: size }, (_, i): Key => `Buyer:${name}${i}`);
  const shared = [
    ['USES_DEVICE', `Device:${name}`],
    ['PAYS_WITH', `PaymentInstrument:${name}`],
    ['PAID_OUT_TO', `PayoutAccount:${name}`],
  ] as const;
  return {
    entities: buyers.map((key) => ({ key, createdAt: '2026-02-01T10:00:00Z' })),
    links: buyers.flatMap((from) => shared.map(([type, to]) => ({ type, from, to, at: '2026-02-20T10:00:00Z' }))),
    events: buyers.map((from, i) => ({
      type: 'ORDER' as const,
      id: `${name}${i}`,
      from,
      to: `Seller:${name}` as const,
      at: `2026-03-01T10:0${i}:00Z`,
      amount: '10',
      currency: 'USD',
      orderId: `${name}${i}`,
    })),
  };
}
export const graphOf = (...parts: readonly GraphInput[]): GraphColumns =>
  toGraphColumns({
    entities: parts.flatMap(({ entities }) => entities),
    links: parts.flatMap(({ links }) => links),
    events: parts.flatMap(({ events }) => events),
  });
