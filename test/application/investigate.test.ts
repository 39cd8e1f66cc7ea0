/** A pasted list: what its things have in common, and how they hang together. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { investigate } from '../../server/src/application/investigate.ts';
import { entityKey } from '../../server/src/domain/entity-key.ts';
import type { DrawnLink, Entity } from '../../server/src/domain/graph-view.ts';
import { buyer, device, ids, range, readerOf, uses, value } from '../support/exploring.ts';
import { fakeEntity, fakeLink } from '../support/graph-store.fake.ts';

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
