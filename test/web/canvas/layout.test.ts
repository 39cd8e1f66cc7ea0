import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange } from '../../../web/src/canvas/layout/arrange.ts';
import type { Arrangement } from '../../../web/src/canvas/layout/arrangement.ts';
import { componentsOf } from '../../../web/src/canvas/layout/components.ts';
import { separate } from '../../../web/src/canvas/layout/separate.ts';
import { KIND_GROUPS, LAYOUTS } from '../../../web/src/exploration/vocabulary.ts';

const place = fc.record({ x: fc.integer({ min: -400, max: 400 }), y: fc.integer({ min: -400, max: 400 }) });

const arrangement: fc.Arbitrary<Arrangement> = fc
  .record({
    layout: fc.constantFrom(...LAYOUTS),
    nodes: fc.array(
      fc.record({
        group: fc.constantFrom(...KIND_GROUPS),
        rank: fc.nat(6),
        radius: fc.integer({ min: 10, max: 40 }),
        at: fc.option(place),
        fixed: fc.boolean(),
        time: fc.option(fc.integer({ min: 0, max: 1e12 })),
      }),
      { maxLength: 25 },
    ),
    links: fc.array(fc.tuple(fc.nat(24), fc.nat(24)), { maxLength: 40 }),
    scale: fc.option(fc.integer({ min: 1, max: 12 })),
  })
  .map(({ nodes, links, ...rest }) => ({
    ...rest,
    centre: [],
    nodes: nodes.map((node, index) => ({ ...node, key: `BUYER:${index}`, parent: index - 1 })),
    links: links
      .filter(([from, to]) => from < nodes.length && to < nodes.length)
      .map(([from, to]) => ({ from, to, weight: 0.5 })),
  }));

const farthest = (points: readonly { x: number; y: number }[]): number =>
  Math.max(0, ...points.map(({ x, y }) => Math.hypot(x, y)));

describe('every layout', () => {
  it('gives every node a real place and leaves what is fixed where it is', () => {
    fc.assert(
      fc.property(arrangement, (question) => {
        const { places } = arrange(question);
        expect(places).toHaveLength(question.nodes.length);
        for (const [index, node] of question.nodes.entries()) {
          const found = places[index];
          expect(Number.isFinite(found?.x) && Number.isFinite(found?.y)).toBe(true);
          if (node.fixed && node.at) expect(found).toEqual(node.at);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('answers the same question the same way', () => {
    fc.assert(
      fc.property(arrangement, (question) => {
        expect(arrange(question)).toEqual(arrange(question));
      }),
      { numRuns: 30 },
    );
  });
});

const blank = (count: number, more: Partial<Arrangement['nodes'][number]> = {}): Arrangement['nodes'] =>
  Array.from({ length: count }, (_, index) => ({
    key: `BUYER:${index}`,
    group: 'buyer' as const,
    rank: 6,
    radius: 22,
    at: null,
    fixed: false,
    parent: -1,
    time: null,
    ...more,
  }));

const question = (more: Partial<Arrangement>): Arrangement => ({
  layout: 'force',
  nodes: [],
  links: [],
  centre: [],
  scale: null,
  ...more,
});

describe('clusters', () => {
  it('parts that nothing ties together stand side by side, not far away', () => {
    const links = Array.from({ length: 28 }, (_, index) => ({ from: 0, to: index + 1, weight: 1 }));
    const { places } = arrange(question({ nodes: blank(32), links }));
    const loners = places.slice(29);
    expect(farthest(loners)).toBeLessThan(3 * farthest(places.slice(0, 29)));
  });

  it('what is new settles near its parent, and what was there stays', () => {
    const settled = arrange(question({ nodes: blank(10), links: [{ from: 0, to: 1, weight: 1 }] }));
    const old = blank(10).map((node, index) => ({ ...node, at: settled.places[index] ?? null, fixed: true }));
    const added = blank(6).map((node, index) => ({ ...node, key: `BUYER:new${index}`, parent: 0 }));
    const links = added.map((_, index) => ({ from: 0, to: 10 + index, weight: 1 }));
    const grown = arrange(question({ nodes: [...old, ...added], links, scale: settled.scale }));
    expect(grown.places.slice(0, 10)).toEqual(settled.places);
    const parent = grown.places[0] ?? { x: 0, y: 0 };
    for (const { x, y } of grown.places.slice(10)) {
      expect(Math.hypot(x - parent.x, y - parent.y)).toBeLessThan(600);
    }
  });

  it('nothing overlaps that can move', () => {
    fc.assert(
      fc.property(fc.array(place, { minLength: 2, maxLength: 30 }), (starts) => {
        const bodies = starts.map(() => ({ radius: 10, fixed: false }));
        const apart = separate(starts, bodies);
        for (const [i, a] of apart.entries()) {
          for (const b of apart.slice(i + 1)) expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan(15);
        }
      }),
    );
  });

  it('parts are found, the largest first', () => {
    const parts = componentsOf(question({ nodes: blank(6), links: [{ from: 1, to: 4, weight: 1 }] }));
    expect(parts).toEqual([[1, 4], [0], [2], [3], [5]]);
  });
});

describe('time', () => {
  it('later stands further right, however many were seen at once', () => {
    const nodes = blank(60).map((node, index) => ({ ...node, time: index < 40 ? 1_000 : 1_000 + index * 1_000 }));
    const { places } = arrange(question({ layout: 'time', nodes }));
    const xs = places.slice(40).map(({ x }) => x);
    expect(xs.toSorted((a, b) => a - b)).toEqual(xs);
    expect(Math.max(...places.slice(0, 1).map(({ x }) => x))).toBeLessThan(Math.min(...xs));
  });

  it('nodes of unknown time have a place of their own, which is named', () => {
    const nodes = [...blank(2, { time: 5 }), ...blank(1)].map((node, index) => ({ ...node, key: `BUYER:${index}` }));
    const { places, guides } = arrange(question({ layout: 'time', nodes }));
    expect(places[2]?.x).toBeLessThan(places[0]?.x ?? 0);
    expect(guides.map((guide) => guide.kind)).toContain('unknownTime');
  });
});

describe('lanes and rings', () => {
  it('each group of kinds has its own columns', () => {
    const nodes = [...blank(3, { group: 'seller' }), ...blank(3, { group: 'buyer' })];
    const { places } = arrange(question({ layout: 'lanes', nodes }));
    const [sellers, buyers] = [places.slice(0, 3), places.slice(3)];
    expect(Math.max(...sellers.map(({ x }) => x))).toBeLessThan(Math.min(...buyers.map(({ x }) => x)));
  });

  it('each step from the centre is one ring', () => {
    const links = [
      { from: 0, to: 1, weight: 1 },
      { from: 1, to: 2, weight: 1 },
      { from: 0, to: 3, weight: 1 },
    ];
    const { places } = arrange(question({ layout: 'radial', nodes: blank(4), links, centre: [0] }));
    const distance = (index: number) => Math.round(Math.hypot(places[index]?.x ?? 0, places[index]?.y ?? 0));
    expect(distance(0)).toBe(0);
    expect(distance(1)).toBe(distance(3));
    expect(distance(2)).toBeGreaterThan(distance(1));
  });
});
