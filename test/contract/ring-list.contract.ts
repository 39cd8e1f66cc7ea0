/** What every case store must answer when it is asked for rings: by filter, text, order and page, and by member. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type CaseStore,
  RING_ORDER_FIELDS,
  type RingFilter,
  type RingOrder,
} from '../../server/src/application/ports/case-store.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import { SEVERITIES } from '../../server/src/domain/ring.ts';
import { aRing, aRun, atStake, day } from '../support/ring-builders.ts';
import { ringIds } from '../support/ring-ids.ts';

const evidenceOf = <Type extends string>(type: Type) => ({
  ...{ type, statement: 's', weight: 0.1, eventCount: 0 },
  ...{ entities: [], members: [], eventTypes: [] },
});

const BY_SCORE: RingOrder = { field: 'score', direction: 'desc' };

export function ringListContract(name: string, open: () => Promise<CaseStore>): void {
  describe(`ring list contract: ${name}`, () => {
    let store: CaseStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(async () => {
      await store.close();
    });

    const ids = (filter: RingFilter) => ringIds(store, filter);
    const forwards = async (order: RingOrder, first: number): Promise<string[]> => {
      const seen: string[] = [];
      for (let after: string | undefined; ; ) {
        const page = await store.rings.rings({}, order, after === undefined ? { first } : { first, after });
        seen.push(...page.items.map(({ item }) => item.id));
        expect(page.hasPrevious).toBe(after !== undefined);
        if (!page.hasNext) return seen;
        after = page.items.at(-1)?.cursor;
      }
    };
    const backwards = async (order: RingOrder, last: number): Promise<string[]> => {
      const seen: string[] = [];
      for (let before: string | undefined; ; ) {
        const page = await store.rings.rings({}, order, before === undefined ? { last } : { last, before });
        seen.unshift(...page.items.map(({ item }) => item.id));
        expect(page.hasNext).toBe(before !== undefined);
        if (!page.hasPrevious) return seen;
        before = page.items[0]?.cursor;
      }
    };

    it('every filter narrows, and filters combine', async () => {
      await store.rings.publishRun(aRun('run_1'), [
        aRing('rng_a', {
          score: 90,
          severity: 'HIGH',
          size: 9,
          markets: ['GB', 'PH'],
          summary: 'Refund abuse, 100%_sure',
        }),
        aRing('rng_b', { score: 80, typologies: [{ code: 'BRUSHING', score: 0.9, reason: 'r' }] }),
        aRing('rng_c', {
          ...{ score: 70, status: 'DORMANT', markets: [] },
          evidence: (['KNOWN_FRAUD', 'KNOWN_FRAUD', 'SYNCHRONY'] as const).map(evidenceOf),
          counterEvidence: [evidenceOf('HOUSEHOLD')],
        }),
      ]);
      expect(await ids({ minSeverity: 'HIGH' })).toEqual(['rng_a']);
      expect(await ids({ statuses: ['DORMANT'] })).toEqual(['rng_c']);
      expect(await ids({ typologies: ['BRUSHING', 'ROUND_TRIP'] })).toEqual(['rng_b']);
      expect(await ids({ markets: ['PH', 'GB'] })).toEqual(['rng_a', 'rng_b']);
      expect(await ids({ evidence: ['KNOWN_FRAUD', 'MONEY_FLOW'] })).toEqual(['rng_c']);
      expect(await ids({ evidence: ['HOUSEHOLD'] })).toEqual(['rng_c']);
      expect(await ids({ evidence: ['MONEY_FLOW'] })).toEqual([]);
      expect(await ids({ markets: ['GB'], minSize: 4 })).toEqual(['rng_a']);
      expect(await ids({ member: { kind: 'Buyer', id: 'rng_b-b2' } })).toEqual(['rng_b']);
      expect(await ids({ member: { kind: 'Seller', id: 'rng_b-b2' } })).toEqual([]);
    });

    it('text finds a ring id, the beginning of a member id, and the beginning of a word, in any case', async () => {
      await store.rings.publishRun(aRun('run_1'), [
        aRing('rng_a', { score: 90, summary: 'Refund abuse by nine ＢＵＹＥＲＳ, 100%_sure' }),
        aRing('rng_b', { score: 80 }),
      ]);
      expect(await ids({ text: 'rng_a' })).toEqual(['rng_a']);
      expect(await ids({ text: 'RNG_B-B' })).toEqual(['rng_b']);
      expect(await ids({ text: 'refu' })).toEqual(['rng_a']);
      expect(await ids({ text: 'buyers' })).toEqual(['rng_a', 'rng_b']);
      expect(await ids({ text: 'efund' })).toEqual([]);
      expect(await ids({ text: '%' })).toEqual([]);
      expect(await ids({ text: "' or 1=1 --" })).toEqual([]);
    });

    it('pages walk every order forwards and backwards over each ring exactly once', async () => {
      const ring = fc.record({
        score: fc.integer({ min: 0, max: 4 }).map((value) => value * 12.3),
        severity: fc.constantFrom(...SEVERITIES),
        confidence: fc.constantFrom(0.1, 0.123456789, 1 / 3),
        size: fc.integer({ min: 3, max: 5 }),
        lastSeen: fc.constantFrom(null, day(1), day(2)),
        exposure: fc.constantFrom('0', '10.5', '99999999999999.99').map(atStake),
      });
      let run = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(ring, { maxLength: 12 }),
          fc.constantFrom(...RING_ORDER_FIELDS),
          fc.constantFrom<'asc' | 'desc'>('asc', 'desc'),
          fc.integer({ min: 1, max: 5 }),
          async (shapes, field, direction, size) => {
            const rings: Ring[] = shapes.map((shape, i) => aRing(`rng_${i}`, shape));
            run += 1;
            await store.rings.publishRun(aRun(`run_${run}`), rings);
            const walked = await forwards({ field, direction }, size);
            expect(await backwards({ field, direction }, size)).toEqual(walked);
            expect([...walked].sort()).toEqual(rings.map(({ id }) => id).sort());
            const value = new Map(rings.map((item) => [item.id, orderValue(item, field)]));
            for (let i = 1; i < walked.length; i++) {
              const [a, b] = [value.get(walked[i - 1] ?? '') ?? 0, value.get(walked[i] ?? '') ?? 0];
              expect(direction === 'asc' ? a <= b : a >= b).toBe(true);
            }
          },
        ),
        { numRuns: 60 },
      );
    });

    it('a cursor that is not of this order is refused by name', async () => {
      await store.rings.publishRun(aRun('run_1'), [aRing('rng_1'), aRing('rng_2')]);
      const page = await store.rings.rings({}, BY_SCORE, { first: 1 });
      const cursor = page.items[0]?.cursor ?? '';
      const bySize: RingOrder = { field: 'size', direction: 'desc' };
      await expect(store.rings.rings({}, bySize, { first: 1, after: cursor })).rejects.toThrow('cursor');
      await expect(store.rings.rings({}, BY_SCORE, { first: 1, after: 'no/cursor' })).rejects.toThrow('cursor');
    });

    it('all rings of a run stream out, highest score first, then by id, past any page size', async () => {
      const rings = Array.from({ length: 450 }, (_, i) => aRing(`rng_${String(i).padStart(3, '0')}`, { score: i % 7 }));
      await store.rings.publishRun(aRun('run_1'), rings);
      const seen: Ring[] = [];
      for await (const ring of store.rings.allRings()) seen.push(ring);
      const expected = [...rings].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
      expect(seen.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
    });

    it('the rings of entities are the published active ones, best first, and empty where there are none', async () => {
      const shared = [{ kind: 'Buyer', id: 'x', role: 'CORE', confidence: 1, reason: 'r' }] as const;
      await store.rings.publishRun(aRun('run_1'), [
        aRing('rng_1', { score: 10, members: shared }),
        aRing('rng_2', { score: 20, members: shared }),
        aRing('rng_3', { score: 30, members: shared, status: 'DORMANT' }),
      ]);
      const found = await store.rings.ringsOf([
        { kind: 'Buyer', id: 'x' },
        { kind: 'Buyer', id: 'y' },
      ]);
      expect(found.get('Buyer:x')?.map(({ id }) => id)).toEqual(['rng_2', 'rng_1']);
      expect(found.get('Buyer:y')).toEqual([]);
    });

    it('the ids of the rings of hundreds of entities are those of the last published run only', async () => {
      const member = (id: string) => ({ kind: 'Buyer', id, role: 'CORE', confidence: 1, reason: 'r' }) as const;
      const many = Array.from({ length: 450 }, (_, i) => member(`m${i}`));
      expect((await store.rings.ringIdsOf(many)).size).toBe(0);
      await store.rings.publishRun(aRun('run_1'), [aRing('rng_old', { members: many })]);
      await store.rings.publishRun(aRun('run_2'), [
        aRing('rng_1', { score: 10, members: many }),
        aRing('rng_2', { score: 20, members: [member('m449')] }),
        aRing('rng_3', { score: 30, members: many, status: 'DORMANT' }),
      ]);
      await store.rings.keepRun(aRun('run_3'), [aRing('rng_4', { members: many })]);
      const found = await store.rings.ringIdsOf([...many, { kind: 'Seller', id: 'm0' }]);
      expect(found.size).toBe(450);
      expect(found.get('Buyer:m0')).toEqual(['rng_1']);
      expect(found.get('Buyer:m449')).toEqual(['rng_2', 'rng_1']);
    });
  });
}

function orderValue(ring: Ring, field: RingOrder['field']): number {
  switch (field) {
    case 'severity':
      return SEVERITIES.indexOf(ring.severity);
    case 'stillStoppable':
      return ring.exposure.inTypicalOrders;
    case 'lastSeen':
      return ring.lastSeen ?? -1;
    default:
      return ring[field];
  }
}
