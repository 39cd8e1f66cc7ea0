/** Records as the contract suites write them. */

import fc from 'fast-check';
import type {
  EntityRecord,
  EntityRef,
  EventRecord,
  GraphRecord,
  LinkRecord,
} from '../../../server/src/domain/records.ts';
import { parseTimePoint, type TimePoint } from '../../../server/src/domain/time-point.ts';

export const at = (text: string): TimePoint => parseTimePoint(text) ?? (Number.NaN as TimePoint);
export const buyer = (id: string): EntityRef => ({ kind: 'Buyer', id });
export const seller = (id: string): EntityRef => ({ kind: 'Seller', id });
export const device = (id: string): EntityRef => ({ kind: 'Device', id });
export const account = (id: string): EntityRef => ({ kind: 'PayoutAccount', id });

export const entity = (ref: EntityRef, fields: Partial<EntityRecord> = {}): EntityRecord => ({
  record: 'entity',
  ...ref,
  ...fields,
});
export const usesDevice = (from: EntityRef, to: EntityRef, fields: Partial<LinkRecord> = {}): LinkRecord => ({
  record: 'link',
  type: 'USES_DEVICE',
  from,
  to,
  ...fields,
});
export const event = (
  type: EventRecord['type'],
  id: string,
  ends: [EntityRef, EntityRef],
  fields: Partial<EventRecord> = {},
): EventRecord => ({
  record: 'event',
  type,
  id,
  from: ends[0],
  to: ends[1],
  ...fields,
});

/** The records in another order, some twice, cut into batches. */
export const rearranged = (records: readonly GraphRecord[]): fc.Arbitrary<GraphRecord[][]> =>
  fc
    .tuple(
      fc.shuffledSubarray([...records], { minLength: records.length }),
      fc.subarray([...records]),
      fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 }),
    )
    .map(([shuffled, again, sizes]) => {
      const all = [...shuffled, ...again];
      const batches: GraphRecord[][] = [];
      for (let i = 0, n = 0; i < all.length; n++) {
        const size = sizes[n % sizes.length] ?? 1;
        batches.push(all.slice(i, i + size));
        i += size;
      }
      return batches;
    });
