/** The record number i of a store to load: buyers with a few links each, sellers of which few have very many orders. */
import type { GraphRecord } from '../../../server/src/domain/records.ts';
import { toTimePoint } from '../../../server/src/domain/time-point.ts';

const LINKS_PER_BUYER = 8;
const START_MS = Date.UTC(2026, 0, 1);

export function drawRecord(i: number, isLink: boolean, links: number, random: () => number): GraphRecord {
  const buyers = Math.ceil(links / LINKS_PER_BUYER);
  const at = toTimePoint(START_MS + Math.floor(random() * 15_000_000) * 1000, 'SECOND');
  if (isLink) {
    const from = { kind: 'Buyer' as const, id: `buyer-${Math.floor(i / LINKS_PER_BUYER)}` };
    const to = { kind: 'Device' as const, id: `device-${Math.floor(random() * buyers * 2)}` };
    return { record: 'link', type: 'USES_DEVICE', from, to, firstSeen: at, source: 'checkout' };
  }
  const from = { kind: 'Buyer' as const, id: `buyer-${Math.floor(random() * buyers)}` };
  const to = { kind: 'Seller' as const, id: `seller-${Math.floor(random() ** 3 * buyers * 0.05)}` };
  return { record: 'event', type: 'ORDER', id: `order-${i}-${at}`, at, from, to, updatedAt: at };
}
