/** Exploring the graph: what a cut keeps, where hubs stop it, how two ends meet, what a list has in common. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestPaths } from '../../server/src/application/exploration/best-paths.ts';
import { LocalGraph } from '../../server/src/application/exploration/local-graph.ts';
import { exploreNeighbourhood } from '../../server/src/application/explore-neighbourhood.ts';
import { findPaths } from '../../server/src/application/find-paths.ts';
import { investigate } from '../../server/src/application/investigate.ts';
import type { Reader } from '../../server/src/application/reader.ts';
import { entityKey } from '../../server/src/domain/entity-key.ts';
import type { DrawnLink, Entity } from '../../server/src/domain/graph-view.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import { createFakeGraphStore, fakeEntity, fakeLink, type GraphContent } from '../support/graph-store.fake.ts';
import { createTripwire } from '../support/tripwire.ts';

function readerOf(content: GraphContent): Reader {
  const { rings } = createTripwire(() => Promise.resolve(new Map()));
  return { principal: OPERATOR, graph: createFakeGraphStore(content), rings };
}

async function value<T>(
  result: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false }>,
): Promise<T> {
  const settled = await result;
  if (!settled.ok) throw new Error('refused');
  return settled.value;
}

const buyer = (id: string, fields: Partial<Entity> = {}): Entity => fakeEntity('Buyer', id, fields);
const device = (id: string, fields: Partial<Entity> = {}): Entity => fakeEntity('Device', id, fields);
const uses = (from: Entity, to: Entity, fields: Partial<DrawnLink> = {}): DrawnLink =>
  fakeLink('USES_DEVICE', from, to, fields);
const ids = (entities: readonly Entity[]): readonly string[] => entities.map(({ id }) => id);
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, i) => i);

describe('a neighbourhood', () => {
  test('keeps confirmed fraud first, then the strongest, then by kind and id', async () => {
    const start = buyer('start');
    const others = [
      device('weak', { risk: { label: 'confirmedFraud' } }),
      device('strong'),
      device('b'),
      device('a'),
      fakeEntity('Phone', 'a'),
    ];
    const strengths = [0.1, 0.9, 0.5, 0.5, 0.5];
    const links = others.map((other, i) =>
      fakeLink(other.kind === 'Phone' ? 'HAS_PHONE' : 'USES_DEVICE', start, other, { strength: strengths[i] ?? 0 }),
    );
    const reader = readerOf({ entities: [start, ...others], links });
    for (const limit of [1, 2, 3, 4, 5, 6]) {
      const cut = await value(exploreNeighbourhood(reader, { of: [start], depth: 1, limit }));
      expect(cut.nodes.map(({ kind, id }) => `${kind} ${id}`)).toEqual(
        ['Buyer start', 'Device weak', 'Device strong', 'Device a', 'Device b', 'Phone a'].slice(0, limit),
      );
      expect(cut).toMatchObject({ truncated: limit < 6, omittedNodes: 6 - limit });
      expect(cut.links).toHaveLength(cut.nodes.length - 1);
    }
  });

  test('keeps a fraudster two links away together with the way that leads to it', async () => {
    const [start, near, way, fraud] = [
      buyer('start'),
      device('near'),
      device('way'),
      buyer('fraud', { risk: { label: 'confirmedFraud' } }),
    ];
    const links = [
      uses(start, near, { strength: 0.9 }),
      uses(start, way, { strength: 0.1 }),
      uses(fraud, way, { strength: 0.1 }),
    ];
    const cut = await value(
      exploreNeighbourhood(readerOf({ entities: [start, near, way, fraud], links }), {
        of: [start],
        depth: 2,
        limit: 3,
      }),
    );
    expect(ids(cut.nodes)).toEqual(['start', 'way', 'fraud']);
  });

  test('shows a hub, does not walk through it, and says that more is behind', async () => {
    const [start, hub] = [buyer('start'), device('hub')];
    const crowd = range(300).map((i) => buyer(`c${i}`));
    const links = [start, ...crowd].map((one) => uses(one, hub));
    const reader = readerOf({ entities: [start, hub, ...crowd], links });
    const two = await value(exploreNeighbourhood(reader, { of: [start], depth: 2, limit: 1000 }));
    expect(ids(two.nodes)).toEqual(['start', 'hub']);
    expect(two).toMatchObject({ truncated: true, omittedNodes: 300 });
    const asked = await value(exploreNeighbourhood(reader, { of: [hub], depth: 1, limit: 1000 }));
    expect(asked.nodes).toHaveLength(302);
    expect(asked.truncated).toBe(false);
  });

  test('skips what does not exist and holds every link among what it shows', async () => {
    const [a, b, d] = [buyer('a'), buyer('b'), device('d')];
    const links = [uses(a, d), uses(b, d), fakeLink('REFERRED', a, b)];
    const found = await value(
      exploreNeighbourhood(readerOf({ entities: [a, b, d], links }), { of: [buyer('nobody'), a], depth: 1, limit: 10 }),
    );
    expect(found.links.map((link) => link.type)).toEqual(['USES_DEVICE', 'USES_DEVICE', 'REFERRED']);
  });
});

describe('paths', () => {
  const shapes = fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.constantFrom(0.3, 0.6, 0.9)), {
    minLength: 5,
    maxLength: 30,
  });

  test('meeting in the middle finds what a search over the whole graph finds', async () => {
    await fc.assert(
      fc.asyncProperty(
        shapes,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 1, max: 5 }),
        async (shape, maxLength, count) => {
          const entities = range(10).map((i) => buyer(`b${i}`));
          const whole = new LocalGraph();
          const links = shape.flatMap(([a, b, strength]) => {
            const [from, to] = [entities[a], entities[b]];
            return from && to && a !== b ? [fakeLink('REFERRED', from, to, { strength })] : [];
          });
          for (const link of links) whole.add(link);
          const [from, to] = [buyer('b0'), buyer('b1')];
          const found = await value(
            findPaths(readerOf({ entities, links }), { from, to, maxLength, count, avoidHubs: true }),
          );
          const expected = bestPaths(whole, { from: entityKey(from), to: entityKey(to), maxLength, count });
          expect(found.map((path) => path.nodes.map(entityKey))).toEqual(expected.map((path) => path.keys));
        },
      ),
      { numRuns: 200 },
    );
  });

  test('avoid a hub between two ends unless asked for', async () => {
    const [a, b, hub] = [buyer('a'), buyer('b'), device('wifi')];
    const crowd = range(250).map((i) => buyer(`c${i}`));
    const [d1, x, d2] = [device('d1'), buyer('x'), device('d2')];
    const links = [
      ...[a, b, ...crowd].map((one) => uses(one, hub)),
      uses(a, d1),
      uses(x, d1),
      uses(x, d2),
      uses(b, d2),
    ];
    const reader = readerOf({ entities: [a, b, hub, ...crowd, d1, x, d2], links });
    const question = { from: a, to: b, maxLength: 6, count: 3 };
    const avoiding = await value(findPaths(reader, { ...question, avoidHubs: true }));
    expect(avoiding.map((path) => ids(path.nodes))).toEqual([['a', 'd1', 'x', 'd2', 'b']]);
    const through = await value(findPaths(reader, { ...question, avoidHubs: false }));
    expect(through.map((path) => ids(path.nodes))).toEqual([
      ['a', 'wifi', 'b'],
      ['a', 'd1', 'x', 'd2', 'b'],
    ]);
    const fromHub = await value(findPaths(reader, { ...question, from: hub, maxLength: 1, avoidHubs: true }));
    expect(fromHub.map((path) => ids(path.nodes))).toEqual([['wifi', 'b']]);
  });

  test('there are none between strangers, to nobody, or to oneself', async () => {
    const [a, b] = [buyer('a'), buyer('b')];
    const reader = readerOf({ entities: [a, b], links: [] });
    for (const to of [b, buyer('nobody'), a]) {
      expect(await value(findPaths(reader, { from: a, to, maxLength: 6, count: 3, avoidHubs: true }))).toEqual([]);
    }
  });
});

describe('a pasted list', () => {
  const [a, b, c, outsider] = [buyer('a'), buyer('b'), buyer('c'), buyer('outsider')];
  const [shared, rare, wifi] = [device('shared'), fakeEntity('PayoutAccount', 'iban'), fakeEntity('IpAddress', 'wifi')];
  const crowd = range(250).map((i) => buyer(`x${i}`));
  const links = [
    uses(a, shared),
    uses(b, shared),
    uses(outsider, shared),
    fakeLink('PAID_OUT_TO', c, rare),
    fakeLink('PAID_OUT_TO', outsider, rare),
    ...[a, b, c, ...crowd].map((one) => fakeLink('SEEN_AT_IP', one, wifi)),
  ];
  const reader = readerOf({ entities: [a, b, c, outsider, shared, rare, wifi, ...crowd], links });
  const ask = (given: Partial<Parameters<typeof investigate>[1]>) =>
    value(investigate(reader, { refs: [], orderIds: [], ids: [], maxHops: 4, ...given }));

  test('is tied by what is rare, never by a hub', async () => {
    const found = await ask({ ids: ['a', 'b', 'c'] });
    expect(ids(found.subgraph.nodes).slice(0, 3)).toEqual(['a', 'b', 'c']);
    expect(new Set(ids(found.subgraph.nodes))).toEqual(new Set(['a', 'b', 'c', 'shared', 'outsider', 'iban']));
    expect(found.paths.map((path) => ids(path.nodes))).toEqual([
      ['a', 'shared', 'b'],
      ['a', 'shared', 'outsider', 'iban', 'c'],
      ['b', 'shared', 'outsider', 'iban', 'c'],
    ]);
    expect(ids(found.alsoInvolved)).toEqual(['outsider']);
  });

  test('says what is shared, by how many of them and by how many in all', async () => {
    const found = await ask({ ids: ['a', 'b', 'c'] });
    expect(found.sharedIdentifiers.map(({ id, sharedBy, accounts }) => ({ id, sharedBy, accounts }))).toEqual([
      { id: 'shared', sharedBy: 2, accounts: 3 },
      { id: 'wifi', sharedBy: 3, accounts: 253 },
    ]);
  });

  test('names what is unknown as it was written, and counts nothing twice', async () => {
    const found = await ask({ refs: [a, buyer('nobody')], ids: ['a', ' a', 'shared'], orderIds: ['o-1'] });
    expect(found.unknown).toEqual(['nobody', 'o-1', ' a']);
    expect(ids(found.subgraph.nodes).filter((id) => id === 'a')).toHaveLength(1);
    expect(ids(found.found)).toEqual(['a', 'shared']);
  });

  test('names each unknown once, and asks nothing for an empty line', async () => {
    const found = await ask({ ids: ['ghost', 'ghost', ' ', ''], orderIds: ['ghost', 'o-1', 'o-1', ' '] });
    expect(found.unknown).toEqual(['ghost', 'o-1']);
  });

  test('an empty list is an empty answer', async () => {
    const found = await ask({});
    expect(found.subgraph).toEqual({ nodes: [], links: [], truncated: false, omittedNodes: 0 });
  });
});

describe('ties of a pasted list, against distances over the whole graph', () => {
  const kinds = [
    'Buyer',
    'Buyer',
    'Buyer',
    'Buyer',
    'Seller',
    'Product',
    'Device',
    'Device',
    'Phone',
    'Seller',
  ] as const;
  const entities = kinds.map((kind, i) => fakeEntity(kind, `e${i}`));
  const shape = fc.array(fc.tuple(fc.nat(9), fc.nat(9)), { maxLength: 20 });

  /** Links from a seed to every entity, by plain breadth-first search that stops at the other seeds. */
  function distances(
    links: readonly DrawnLink[],
    { seed, stops }: { readonly seed: string; readonly stops: ReadonlySet<string> },
  ): ReadonlyMap<string, number> {
    const ends = links.map(({ from, to }) => [entityKey(from), entityKey(to)] as const);
    const both = ends.flatMap(([a, b]) => [[a, b] as const, [b, a] as const]);
    const found = new Map([[seed, 0]]);
    for (const [key, hops] of found) {
      if (key !== seed && stops.has(key)) continue;
      const others = both.filter(([a, b]) => a === key && !found.has(b));
      for (const [, other] of others) found.set(other, hops + 1);
    }
    return found;
  }

  test('an entity is shown exactly when two of the given are that near together through it', async () => {
    await fc.assert(
      fc.asyncProperty(shape, fc.integer({ min: 1, max: 6 }), async (pairs, maxHops) => {
        const links = pairs.flatMap(([a, b]) => {
          const [from, to] = [entities[a], entities[b]];
          return from && to && a !== b ? [fakeLink('REFERRED', from, to)] : [];
        });
        const seeds = entities.slice(0, 3);
        const reader = readerOf({ entities, links });
        const found = await value(investigate(reader, { refs: seeds, orderIds: [], ids: [], maxHops }));
        const stops = new Set(seeds.map(entityKey));
        const maps = seeds.map((seed) => distances(links, { seed: entityKey(seed), stops }));
        const isTied = (entity: Entity): boolean => {
          const hops = maps.map((map) => map.get(entityKey(entity)) ?? 99).sort((x, y) => x - y);
          return (hops[0] ?? 99) + (hops[1] ?? 99) <= maxHops;
        };
        const expected = [...seeds, ...entities.slice(3).filter(isTied)];
        expect([...ids(found.subgraph.nodes)].sort()).toEqual([...ids(expected)].sort());
      }),
      { numRuns: 300 },
    );
  });
});
