/** The same batches every time: entities, links and events that meet, with corrections of earlier events among them. */
import type { Decimal } from '../../server/src/domain/decimal.ts';
import type { EntityRef, GraphRecord } from '../../server/src/domain/records.ts';
import { type TimePoint, toTimePoint } from '../../server/src/domain/time-point.ts';

const RECORDS = 3_000;
const START_MS = Date.UTC(2026, 0, 1);

export function* generatedBatches(batches: number): Iterable<readonly GraphRecord[]> {
  const random = mulberry32(11);
  for (let n = 0; n < batches; n++) yield Array.from({ length: RECORDS }, () => draw(random));
}

function draw(random: () => number): GraphRecord {
  const below = (limit: number): number => Math.floor(random() * limit);
  const time = (): TimePoint => toTimePoint(START_MS + below(1_000) * 3_600_000, 'SECOND');
  const buyer: EntityRef = { kind: 'Buyer', id: `buyer-${below(2_000)}` };
  const device: EntityRef = { kind: 'Device', id: `device-${Math.floor(random() ** 2 * 1_500)}` };
  const choice = random();
  if (choice < 0.2) return { record: 'entity', ...buyer, label: `Customer ${below(50)}`, updatedAt: time() };
  if (choice < 0.5) {
    return { record: 'link', type: 'USES_DEVICE', from: buyer, to: device, firstSeen: time(), source: 'checkout' };
  }
  return {
    record: 'event',
    type: 'ORDER',
    id: `order-${below(8_000)}`,
    at: time(),
    from: buyer,
    to: { kind: 'Seller', id: `seller-${below(40)}` },
    amount: String(below(500)) as Decimal,
    currency: 'GBP',
    references: { device: device.id, address: `address-${below(900)}` },
    declined: random() < 0.1,
    updatedAt: time(),
  };
}

export function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
