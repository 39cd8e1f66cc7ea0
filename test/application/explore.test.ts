/** Exploring the graph: what a cut keeps, where hubs stop it, how two ends meet. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bestPaths } from '../../server/src/application/exploration/best-paths.ts';
import { LocalGraph } from '../../server/src/application/exploration/local-graph.ts';
import { exploreNeighbourhood } from '../../server/src/application/explore-neighbourhood.ts';
import { findPaths } from '../../server/src/application/find-paths.ts';
import { entityKey } from '../../server/src/domain/entity-key.ts';
import { buyer, device, ids, range, readerOf, uses, value } from '../support/exploring.ts';
import { fakeEntity, fakeLink } from '../support/graph-store.fake.ts';

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
