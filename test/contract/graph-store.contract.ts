/** What every graph store must do, whatever stands behind it. Checked against the contract on plain maps. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EventFilter, GraphStore, ImportSession } from '../../server/src/application/ports/graph-store.ts';
import { compareText } from '../../server/src/domain/compare-text.ts';
import type { DrawnLink, GraphEvent } from '../../server/src/domain/graph-view.ts';
import {
  ENTITY_KIND_LIST,
  ENTITY_STATUSES,
  EVENT_TYPE_LIST,
  LINK_TYPE_LIST,
} from '../../server/src/domain/ontology.ts';
import type { EntityRecord, EntityRef, EventRecord, GraphRecord, LinkRecord } from '../../server/src/domain/records.ts';
import { parseTimePoint, type TimePoint } from '../../server/src/domain/time-point.ts';
import { graphRecord, graphRecords, timePoint } from '../support/record-arbitraries.ts';
import { compareRefs, earlier, isLinkType, later, ReferenceGraph, statedCount } from '../support/reference-graph.ts';

/** A store on an empty place, and a way to remove it. */
export type OpenedStore = { readonly store: GraphStore; readonly remove: () => Promise<void> };

const at = (text: string): TimePoint => parseTimePoint(text) ?? (Number.NaN as TimePoint);
const buyer = (id: string): EntityRef => ({ kind: 'Buyer', id });
const seller = (id: string): EntityRef => ({ kind: 'Seller', id });
const device = (id: string): EntityRef => ({ kind: 'Device', id });
const account = (id: string): EntityRef => ({ kind: 'PayoutAccount', id });

const entity = (ref: EntityRef, fields: Partial<EntityRecord> = {}): EntityRecord => ({
  record: 'entity',
  ...ref,
  ...fields,
});
const usesDevice = (from: EntityRef, to: EntityRef, fields: Partial<LinkRecord> = {}): LinkRecord => ({
  record: 'link',
  type: 'USES_DEVICE',
  from,
  to,
  ...fields,
});
const event = (
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

async function openImport(store: GraphStore, holder = 'test'): Promise<ImportSession> {
  const session = await store.openImport(holder);
  if (!session.ok) throw new Error(session.failure.message);
  return session.value;
}

async function importAll(store: GraphStore, batches: readonly (readonly GraphRecord[])[]): Promise<void> {
  const session = await openImport(store);
  for (const batch of batches) await session.write(batch);
  await session.close();
}

/** The records in another order, some twice, cut into batches. */
const rearranged = (records: readonly GraphRecord[]): fc.Arbitrary<GraphRecord[][]> =>
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

export function graphStoreContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`graph store contract: ${name}`, () => {
    let store: GraphStore;
    let remove: () => Promise<void>;
    beforeEach(async () => {
      ({ store, remove } = await open());
    });
    afterEach(async () => {
      await store.close();
      await remove();
    });

    const withStore = async <T>(work: (other: GraphStore) => Promise<T>): Promise<T> => {
      const other = await open();
      try {
        return await work(other.store);
      } finally {
        await other.store.close();
        await other.remove();
      }
    };
    const linksOf = async (ref: EntityRef): Promise<readonly DrawnLink[]> => {
      const [expanded] = await store.expand({ of: [ref], limitPerEntity: 1_000 });
      return expanded?.links ?? [];
    };

    describe('merging', () => {
      it('holds what the contract says, in whatever order and batches the records arrive', async () => {
        const arrivals = graphRecords.chain((records) => fc.tuple(fc.constant(records), rearranged(records)));
        await fc.assert(
          fc.asyncProperty(arrivals, async ([records, batches]) => {
            const expected = new ReferenceGraph(records);
            await withStore(async (other) => {
              await importAll(other, batches);
              expect(await other.digest()).toBe(expected.digest());
              expect(await other.counts()).toEqual(expected.counts());
              const refs = [...expected.entities.values()].map(({ ref }) => ref).sort(compareRefs);
              const found = await other.entities(refs);
              const expanded = await other.expand({ of: refs, limitPerEntity: 1_000 });
              refs.forEach((ref, i) => {
                expect(found[i]?.linkCount).toBe(expected.degree(ref));
                const links = expanded[i]?.links.map((link) => pick(link)) ?? [];
                expect(links).toEqual(expected.around(ref).map((link) => pick(link)));
              });
            });
          }),
          { numRuns: 60 },
        );
      }, 240_000);

      it('gives equal columns for equal graphs', async () => {
        const arrivals = graphRecords.chain((records) => fc.tuple(fc.constant(records), rearranged(records)));
        await fc.assert(
          fc.asyncProperty(arrivals, timePoint, async ([records, batches], asOf) => {
            const load = (loaded: readonly (readonly GraphRecord[])[]) =>
              withStore(async (other) => {
                await importAll(other, loaded);
                const requests = [{}, { asOf }, { windowDays: 2 }, { asOf, windowDays: 1 }];
                return Promise.all(requests.map(async (request) => (await other.loadColumns(request)).columns));
              });
            expect(await load(batches)).toEqual(await load([records]));
          }),
          { numRuns: 30 },
        );
      }, 240_000);

      it('tells what became of each row', async () => {
        const session = await openImport(store);
        const rows = [
          entity(buyer('a'), { label: 'One', updatedAt: at('2026-01-02') }),
          usesDevice(buyer('a'), device('d'), { firstSeen: at('2026-01-01') }),
          event('ORDER', 'o', [buyer('a'), seller('s')], { status: 'paid', updatedAt: at('2026-01-02') }),
        ];
        const one = { updated: 0, unchanged: 0, conflicts: 0, created: 1 };
        expect(await session.write(rows)).toEqual({ entities: one, links: one, events: one });
        const same = { ...one, created: 0, unchanged: 1 };
        expect(await session.write(rows)).toEqual({ entities: same, links: same, events: same });
        const newer = await session.write([entity(buyer('a'), { label: 'Two', updatedAt: at('2026-01-03') })]);
        expect(newer.entities).toEqual({ ...one, created: 0, updated: 1 });
        const older = await session.write([entity(buyer('a'), { label: 'Old', updatedAt: at('2026-01-01') })]);
        expect(older.entities).toEqual(same);
        const clash = await session.write([entity(buyer('a'), { label: 'Three', updatedAt: at('2026-01-03') })]);
        expect(clash.entities).toEqual({ ...same, conflicts: 1 });
        await session.close();
        expect((await store.entities([buyer('a')]))[0]).toMatchObject({ label: 'Two', updatedAt: at('2026-01-03') });
      });

      it('an absent field never erases, and attributes stand apart from our own fields', async () => {
        await importAll(store, [
          [entity(buyer('a'), { label: 'Shop', attributes: { label: 'theirs', ['__proto__']: 'x' } })],
          [entity(buyer('a'), { market: 'GB', updatedAt: at('2026-05-01') })],
        ]);
        const [found] = await store.entities([buyer('a')]);
        expect(found).toMatchObject({ label: 'Shop', market: 'GB', status: 'active' });
        expect(found?.attributes['label']).toBe('theirs');
      });

      it('creates entities that only links and events name', async () => {
        await importAll(store, [[event('ORDER', 'o', [buyer('a'), seller('s')], { references: { coupon: 'c' } })]]);
        expect(await store.entities([buyer('a'), { kind: 'Coupon', id: 'c' }, buyer('nobody')])).toMatchObject([
          { kind: 'Buyer', id: 'a', linkCount: 1 },
          { kind: 'Coupon', id: 'c', linkCount: 0 },
          null,
        ]);
      });
    });

    describe('observed links', () => {
      const paid = (id: string, day: string, fields: Partial<EventRecord> = {}) =>
        event('ORDER', id, [buyer('a'), seller('s')], { at: at(day), references: { device: 'd' }, ...fields });

      it('a failed login ties nobody to a device', async () => {
        await importAll(store, [
          [
            event('LOGIN', 'l1', [buyer('a'), device('d')], { outcome: 'failure' }),
            event('LOGIN', 'l2', [buyer('b'), device('d')], { declined: true }),
          ],
        ]);
        expect(await linksOf(device('d'))).toEqual([]);
        expect((await store.events({ of: [device('d')] }, { first: 10 })).totalCount).toBe(2);
      });

      it('the account of a commission belongs to the creator who is paid', async () => {
        const creator: EntityRef = { kind: 'Creator', id: 'c' };
        await importAll(store, [
          [event('COMMISSION', 'k', [seller('s'), creator], { references: { payoutAccount: 'p' } })],
        ]);
        expect((await linksOf(account('p'))).map(({ from }) => from)).toEqual([creator]);
      });

      it('a target named again as a reference is seen once', async () => {
        await importAll(store, [[event('LOGIN', 'l', [buyer('a'), device('d')], { references: { device: 'd' } })]]);
        const uses = (await linksOf(device('d'))).filter(({ type }) => type === 'USES_DEVICE');
        expect(uses).toMatchObject([{ count: 1 }]);
      });

      it('a corrected time, a refusal, another device: the links follow', async () => {
        await importAll(store, [[paid('1', '2026-01-01'), paid('2', '2026-01-05'), paid('3', '2026-01-09')]]);
        const span = async () =>
          (await linksOf(device('d'))).map(({ firstSeen, lastSeen, count }) => [firstSeen, lastSeen, count]);
        expect(await span()).toEqual([[at('2026-01-01'), at('2026-01-09'), 3]]);
        await importAll(store, [[paid('1', '2026-01-03', { updatedAt: at('2026-02-01') })]]);
        expect(await span()).toEqual([[at('2026-01-03'), at('2026-01-09'), 3]]);
        await importAll(store, [[paid('3', '2026-01-09', { declined: true })]]);
        expect(await span()).toEqual([[at('2026-01-03'), at('2026-01-05'), 2]]);
        await importAll(store, [
          [paid('1', '2026-01-03', { references: { device: 'e' }, updatedAt: at('2026-02-02') })],
        ]);
        expect(await span()).toEqual([[at('2026-01-05'), at('2026-01-05'), 1]]);
        await importAll(store, [[paid('2', '2026-01-05', { removedAt: at('2026-02-01') })]]);
        expect(await span()).toEqual([]);
        expect((await store.entities([device('d')]))[0]?.linkCount).toBe(0);
        expect(await linksOf(device('e'))).toMatchObject([{ count: 1 }]);
      });

      it('an event that changes hands takes its line with it', async () => {
        await importAll(store, [[event('ORDER', 'o', [buyer('a'), seller('s')], { updatedAt: at('2026-01-01') })]]);
        await importAll(store, [[event('ORDER', 'o', [buyer('b'), seller('s')], { updatedAt: at('2026-01-02') })]]);
        expect((await linksOf(seller('s'))).map(({ from }) => from.id)).toEqual(['b']);
        expect((await store.entities([buyer('a'), buyer('b')])).map((found) => found?.linkCount)).toEqual([0, 1]);
      });

      it('what is stated and what was observed are shown together and kept apart', async () => {
        await importAll(store, [
          [usesDevice(buyer('a'), device('d'), { firstSeen: at('2026-01-01'), count: 2, source: 'kyc' })],
          [paid('1', '2026-01-05')],
        ]);
        expect(await linksOf(device('d'))).toMatchObject([
          { firstSeen: at('2026-01-01'), lastSeen: at('2026-01-05'), count: 2, sources: ['kyc'] },
        ]);
        await importAll(store, [[paid('1', '2026-01-05', { declined: true })]]);
        expect(await linksOf(device('d'))).toMatchObject([{ lastSeen: at('2026-01-01'), count: 2 }]);
      });

      it('a link removed and seen again is there again', async () => {
        const removed = usesDevice(buyer('a'), device('d'), {
          lastSeen: at('2026-01-01'),
          removedAt: at('2026-01-02'),
        });
        await importAll(store, [[removed]]);
        expect(await linksOf(device('d'))).toEqual([]);
        expect((await store.entities([device('d')]))[0]?.linkCount).toBe(0);
        await importAll(store, [[paid('1', '2026-01-05')]]);
        expect(await linksOf(device('d'))).toHaveLength(1);
        expect((await store.entities([device('d')]))[0]?.linkCount).toBe(1);
      });
    });

    describe('reading', () => {
      it('an expansion gives the strongest links and how many it left out', async () => {
        await importAll(store, [
          Array.from({ length: 30 }, (_, i) => usesDevice(buyer(`b${i}`), device('d'), { count: i + 1 })),
        ]);
        const [found] = await store.expand({ of: [device('d')], limitPerEntity: 3 });
        expect(found?.links.map(({ from }) => from.id)).toEqual(['b29', 'b28', 'b27']);
        expect(found?.hidden).toBe(27);
        expect(await store.expand({ of: [device('none')], limitPerEntity: 3 })).toEqual([
          { ref: device('none'), links: [], hidden: 0 },
        ]);
      });

      it('an expansion keeps to types and window; a link without times is in every window', async () => {
        await importAll(store, [
          [
            usesDevice(buyer('early'), device('d'), { firstSeen: at('2026-01-01') }),
            usesDevice(buyer('late'), device('d'), { firstSeen: at('2026-03-01') }),
            usesDevice(buyer('timeless'), device('d')),
            event('LOGIN', 'l', [buyer('late'), device('d')], { at: at('2026-03-02') }),
          ],
        ]);
        const window = { from: at('2026-02-01'), to: at('2026-04-01') };
        const [inWindow] = await store.expand({ of: [device('d')], types: ['USES_DEVICE'], window, limitPerEntity: 9 });
        expect(inWindow?.links.map(({ from }) => from.id).sort()).toEqual(['late', 'timeless']);
        const [counts] = await store.linkTypeCounts([device('d')]);
        expect([...(counts ?? [])]).toEqual([
          ['USES_DEVICE', 3],
          ['LOGIN', 1],
        ]);
      });

      it('links among a set are those with both ends in it, by type and ends', async () => {
        await fc.assert(
          fc.asyncProperty(graphRecords, fc.integer({ min: 0, max: 100 }), async (records, salt) => {
            const expected = new ReferenceGraph(records);
            const refs = [...expected.entities.values()].map(({ ref }) => ref).filter((_, i) => (i * 7 + salt) % 3 > 0);
            const keys = new Set(refs.map((ref) => `${ref.kind} ${ref.id}`));
            const isIn = (ref: EntityRef) => keys.has(`${ref.kind} ${ref.id}`);
            await withStore(async (other) => {
              await importAll(other, [records]);
              const links = (await other.linksAmong(refs, { limit: 10_000 })).map((link) => withoutStrength(link));
              const among = expected.shown().filter((link) => !link.removed && isIn(link.from) && isIn(link.to));
              expect(links.map((link) => JSON.stringify(link)).sort()).toEqual(
                among.map((link) => JSON.stringify(withoutStrength(link))).sort(),
              );
              const types = [...LINK_TYPE_LIST, ...EVENT_TYPE_LIST] as string[];
              for (let i = 1; i < links.length; i++) {
                const [x, y] = [links[i - 1], links[i]];
                if (!x || !y) continue;
                const order =
                  types.indexOf(x.type) - types.indexOf(y.type) ||
                  compareRefs(x.from, y.from) ||
                  compareRefs(x.to, y.to);
                expect(order).toBeLessThan(0);
              }
            });
          }),
          { numRuns: 25 },
        );
      }, 240_000);

      it('pages of events: newest first, unknown times last, each once, whatever the page size', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.array(graphRecord, { maxLength: 60 }),
            fc.integer({ min: 1, max: 7 }),
            async (records, first) => {
              const expected = new ReferenceGraph(records);
              await withStore(async (other) => {
                await importAll(other, [records]);
                for (const filter of [{}, { of: [buyer('a'), seller('b'), device('a')] }]) {
                  const whole = (await other.events(filter, { first: 1_000 })).items.map(({ item }) => item);
                  expect(await readPages(other, filter, first)).toEqual(whole);
                  expect(whole).toEqual([...whole].sort(byNewest));
                }
                const all = (await other.events({}, { first: 1_000 })).totalCount;
                expect(all).toBeLessThanOrEqual(expected.events.size);
              });
            },
          ),
          { numRuns: 25 },
        );
      }, 240_000);

      it('events by who is in them, type, order and time', async () => {
        await importAll(store, [
          [
            event('ORDER', '1', [buyer('a'), seller('s')], {
              at: at('2026-01-01'),
              orderId: 'x',
              references: { device: 'd' },
            }),
            event('ORDER', '2', [buyer('b'), seller('s')], { at: at('2026-01-02'), references: { device: 'd' } }),
            event('REFUND', '3', [buyer('b'), seller('t')], { at: at('2026-01-03'), orderId: 'x' }),
            event('ENFORCEMENT', '4', [seller('s'), seller('s')], { at: at('2026-01-04') }),
            event('ORDER', '5', [buyer('c'), seller('s')], { at: at('2026-01-05'), removedAt: at('2026-01-06') }),
          ],
        ]);
        const ids = async (filter: Parameters<GraphStore['events']>[0]) =>
          (await store.events(filter, { first: 10 })).items.map(({ item }) => item.id);
        expect(await ids({})).toEqual(['4', '3', '2', '1']);
        expect(await ids({ of: [device('d')] })).toEqual(['2', '1']);
        expect(await ids({ of: [seller('s')], types: ['ENFORCEMENT'] })).toEqual(['4']);
        expect(await ids({ orderId: 'x' })).toEqual(['3', '1']);
        expect(await ids({ of: [buyer('a'), device('d')], among: true })).toEqual(['1']);
        expect(await ids({ of: [buyer('a'), buyer('b'), seller('t')], among: true })).toEqual(['3']);
        expect(await ids({ window: { from: at('2026-01-02'), to: at('2026-01-03') } })).toEqual(['3', '2']);
        expect(await ids({ window: { to: at('2026-01-05') } })).toEqual(['5', '4', '3', '2', '1']);
        expect((await store.event('3'))?.type).toBe('REFUND');
        expect(await store.event('3', 'ORDER')).toBeNull();
        await expect(store.events({}, { first: 1, after: 'nonsense' })).rejects.toThrow('not a cursor');
      });

      it('search finds the exact id first, then starts of ids and of words', async () => {
        await importAll(store, [
          [
            entity(buyer('Anna')),
            entity(seller('anna-2')),
            entity(seller('s'), { label: 'The Ａnna’s Shop' }),
            entity(device('zz'), { label: 'nothing' }),
          ],
        ]);
        const found = async (text: string, kinds?: EntityRef['kind'][]) =>
          (await store.searchEntities({ text, ...(kinds && { kinds }) }, { first: 10 })).items.map(
            ({ item }) => item.id,
          );
        expect(await found('ANNA')).toEqual(['Anna', 'anna-2', 's']);
        expect(await found('anna s sh')).toEqual(['s']);
        expect(await found('anna', ['Buyer'])).toEqual(['Anna']);
        expect(await found('%')).toEqual([]);
        expect(await found('')).toEqual([]);
        await importAll(store, [[entity(seller('s'), { label: 'Renamed', updatedAt: at('2026-01-01') })]]);
        expect(await found('anna')).toEqual(['Anna', 'anna-2']);
        expect(await found('rena')).toEqual(['s']);
        const first = await store.searchEntities({ text: 'anna' }, { first: 1 });
        expect(first).toMatchObject({ hasNext: true, totalCount: 2 });
        const after = first.items[0]?.cursor ?? '';
        const rest = await store.searchEntities({ text: 'anna' }, { first: 5, after });
        expect(rest.items.map(({ item }) => item.id)).toEqual(['anna-2']);
      });

      it('one id of several kinds, in the order of the vocabulary', async () => {
        await importAll(store, [[entity(device('x')), entity(buyer('x')), entity(seller('X'))]]);
        expect((await store.entitiesById('x')).map(({ kind }) => kind)).toEqual(['Buyer', 'Device']);
      });

      it('counts how many identifiers have more than so many accounts', async () => {
        await importAll(store, [
          [
            usesDevice(buyer('a'), device('d')),
            usesDevice(buyer('b'), device('d')),
            usesDevice(seller('c'), device('d')),
            usesDevice(buyer('a'), device('e')),
            event('LOGIN', 'l', [buyer('a'), device('e')]),
          ],
        ]);
        expect(await store.accountsPerIdentifier('Device')).toEqual([2, 1, 1]);
        expect(await store.accountsPerIdentifier('Phone')).toEqual([]);
      });
    });

    describe('columns', () => {
      it('leave out what came later, cut spans, and judge status and labels by their time', async () => {
        await importAll(store, [
          [
            entity(buyer('a'), { createdAt: at('2026-01-01'), status: 'banned', updatedAt: at('2026-03-01') }),
            entity(buyer('new'), { createdAt: at('2026-02-20') }),
            entity(seller('s'), { risk: { label: 'confirmedFraud', at: at('2026-03-05') } }),
            usesDevice(buyer('a'), device('d'), { firstSeen: at('2026-01-01'), lastSeen: at('2026-03-10') }),
            event('ORDER', '1', [buyer('a'), seller('s')], { at: at('2026-01-10'), references: { device: 'e' } }),
            event('ORDER', '2', [buyer('a'), seller('s')], { at: at('2026-03-10'), references: { device: 'e' } }),
            event('ORDER', '3', [buyer('a'), seller('s')], { references: { device: 'e' } }),
          ],
        ]);
        const banned = ENTITY_STATUSES.indexOf('banned');
        const now = (await store.loadColumns({})).columns;
        expect(now.asOf).toBe(at('2026-03-10'));
        expect(now.entities.id).toEqual(['s', 'a', 'new', 'd', 'e']);
        expect([...now.entities.status]).toEqual([0, banned, 0, 0, 0]);
        expect([...now.links.lastSeen]).toEqual([at('2026-03-10'), at('2026-03-10')]);
        expect([...now.links.count]).toEqual([1, 3]);
        const then = (await store.loadColumns({ asOf: at('2026-02-01') })).columns;
        expect(then.entities.id).toEqual(['s', 'a', 'd', 'e']);
        expect([...then.entities.status]).toEqual([0, 0, 0, 0]);
        expect([...then.entities.riskLabel]).toEqual([255, 255, 255, 255]);
        expect([...then.links.lastSeen]).toEqual([at('2026-02-01'), at('2026-01-10')]);
        expect([...then.links.count]).toEqual([1, 2]);
        expect(then.events.length).toBe(2);
        const window = (await store.loadColumns({ asOf: at('2026-02-01'), windowDays: 5 })).columns;
        expect([...window.events.at]).toEqual([Number.NaN]);
        expect(window.links.length).toBe(2);
      });

      it('hold the links of the contract, sorted, at any time asked for', async () => {
        await fc.assert(
          fc.asyncProperty(graphRecords, timePoint, async (records, asOf) => {
            const expected = new ReferenceGraph(records);
            await withStore(async (other) => {
              await importAll(other, [records]);
              const { entities, links } = (await other.loadColumns({ asOf })).columns;
              const later = (await other.loadColumns({})).columns;
              const isPresent = later.asOf === null || asOf >= later.asOf;
              const ref = (i: number | undefined): EntityRef => ({
                kind: ENTITY_KIND_LIST[entities.kind[i ?? -1] ?? -1] ?? 'Buyer',
                id: entities.id[i ?? -1] ?? '',
              });
              const found = Array.from(links.type, (type, i) => {
                const [from, to] = [ref(links.from[i]), ref(links.to[i])];
                const time = (value: number | undefined) => (value === undefined || Number.isNaN(value) ? null : value);
                return [
                  LINK_TYPE_LIST[type],
                  from,
                  to,
                  time(links.firstSeen[i]),
                  time(links.lastSeen[i]),
                  links.count[i],
                ];
              });
              const isThere = (end: EntityRef) =>
                entities.id.some((id, i) => id === end.id && ref(i).kind === end.kind);
              const wanted = expected
                .links(isPresent ? undefined : asOf)
                .filter(({ type, from, to }) => isLinkType(type) && isThere(from) && isThere(to))
                .flatMap((link) => asOfTime(link, isPresent ? Number.POSITIVE_INFINITY : asOf))
                .sort(
                  ([t, f, to], [u, g, uo]) =>
                    LINK_TYPE_LIST.indexOf(t as never) - LINK_TYPE_LIST.indexOf(u as never) ||
                    compareRefs(f, g) ||
                    compareRefs(to, uo),
                );
              expect(found).toEqual(wanted);
            });
          }),
          { numRuns: 60 },
        );
      }, 240_000);
    });

    describe('imports', () => {
      it('one at a time, and the second is told so', async () => {
        const session = await openImport(store, 'first');
        const second = await store.openImport('second');
        expect(second).toMatchObject({ ok: false, failure: { code: 'IMPORT_RUNNING' } });
        expect(second.ok ? '' : second.failure.message).toContain('first');
        await session.close();
        await session.close();
        const third = await openImport(store, 'third');
        await third.close();
      });

      it('each batch raises the change number', async () => {
        const before = await store.changeNumber();
        await importAll(store, [[entity(buyer('a'))], [entity(buyer('b'))]]);
        expect(await store.changeNumber()).toBeGreaterThanOrEqual(before + 2);
      });

      it('link counts are right while an import is still running', async () => {
        const session = await openImport(store);
        await session.write([usesDevice(buyer('a'), device('d')), usesDevice(buyer('b'), device('d'))]);
        expect((await store.entities([device('d')]))[0]?.linkCount).toBe(2);
        const [running] = await store.expand({ of: [device('d')], limitPerEntity: 9 });
        await session.close();
        expect(await store.expand({ of: [device('d')], limitPerEntity: 9 })).toEqual([running]);
        expect((await store.entities([device('d')]))[0]?.linkCount).toBe(2);
      });

      it('a batch that fails leaves nothing behind, and the next one is whole', async () => {
        const session = await openImport(store);
        await session.write([usesDevice(buyer('a'), device('d'))]);
        const digest = await store.digest();
        const names = Array.from({ length: 201 }, (_, i) => [`column${i}`, 'x'] as const);
        const tooMany = entity(buyer('b'), { attributes: Object.fromEntries(names) });
        const batch = [usesDevice(buyer('c'), device('d')), tooMany];
        await expect(session.write(batch)).rejects.toMatchObject({ failure: { code: 'LIMIT_EXCEEDED' } });
        expect(await store.digest()).toBe(digest);
        await session.write([usesDevice(buyer('c'), device('d'), { source: 'kyc' })]);
        await session.close();
        expect((await store.entities([device('d'), buyer('b')])).map((found) => found?.linkCount)).toEqual([
          2,
          undefined,
        ]);
        expect(await store.counts()).toEqual({ entities: 3, links: 2, events: 0 });
      });
    });
  });
}

type Shown = Pick<DrawnLink, 'type' | 'from' | 'to' | 'count'> & {
  readonly firstSeen: number | null;
  readonly lastSeen: number | null;
  readonly strength?: number;
};
const withoutStrength = ({ type, from, to, firstSeen, lastSeen, count }: Shown) => ({
  type,
  from,
  to,
  firstSeen,
  lastSeen,
  count,
});
const pick = ({ type, from, to, firstSeen, lastSeen, count, strength }: Shown) => ({
  type,
  from,
  to,
  firstSeen,
  lastSeen,
  count,
  ...(strength !== undefined && { strength }),
});

const byNewest = (x: GraphEvent, y: GraphEvent): number =>
  (y.at ?? -1) - (x.at ?? -1) ||
  EVENT_TYPE_LIST.indexOf(x.type) - EVENT_TYPE_LIST.indexOf(y.type) ||
  compareText(x.id, y.id);

async function readPages(store: GraphStore, filter: EventFilter, first: number): Promise<readonly GraphEvent[]> {
  const items: GraphEvent[] = [];
  for (let after: string | undefined; ; ) {
    const page = await store.events(filter, after === undefined ? { first } : { first, after });
    items.push(...page.items.map(({ item }) => item));
    if (!page.hasNext) return items;
    after = page.items.at(-1)?.cursor;
  }
}

type AsOf = readonly [string, EntityRef, EntityRef, number | null, number | null, number];

/** What is left of a link at a time, from the contract's words; empty where nothing is. */
function asOfTime(link: ReturnType<ReferenceGraph['links']>[number], asOf: number): readonly AsOf[] {
  const { stated, observed } = link;
  const isStated = stated !== null && (stated.firstSeen === null || stated.firstSeen <= asOf);
  if (!isStated && !observed) return [];
  const first = earlier(isStated ? stated.firstSeen : null, observed?.firstSeen ?? null);
  const cut = isStated && stated.lastSeen !== null ? Math.min(stated.lastSeen, asOf) : null;
  const last = later(cut, observed?.lastSeen ?? null);
  const removedAt = (stated?.fields.get('removedAt')?.value ?? null) as number | null;
  if (removedAt !== null && removedAt <= asOf && (last === null || removedAt >= last)) return [];
  const count = Math.max(isStated ? statedCount(stated) : 0, observed?.count ?? 0);
  return [[link.type, link.from, link.to, first, last, count]];
}
