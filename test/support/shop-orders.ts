/** Orders of some buyers at some shops in March, as columns; and norms by which no hour is busier than another. */
import { type EventInput, type Key, toGraphColumns } from './graph-columns.ts';

export const EVEN_NORMS = {
  synchrony: { profiles: {}, persons: 1_000, moments: 1_000, deeds: 1_000, accepted: 0.001 },
  clocks: { events: {}, registrations: {}, firstSights: {} },
};

export type ShopOrder = readonly [who: string, where: string, at: string];

const toEvent = ([who, where, at]: ShopOrder, i: number): EventInput => ({
  ...{ type: 'ORDER', id: `o${i}`, from: `Buyer:${who}`, to: `Seller:${where}`, orderId: `o${i}` },
  ...{ at: `2026-03-${at}Z`, amount: '10', currency: 'USD' },
});

export function columnsOfOrders(orders: readonly ShopOrder[]) {
  const events = orders.map(toEvent);
  const keys = [...new Set(events.map(({ from }) => from))] as Key[];
  return toGraphColumns({ entities: keys.map((key) => ({ key })), links: [], events });
}
