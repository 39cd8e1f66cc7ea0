import { describe, expect, test } from 'vitest';
import {
  type EventRow,
  generateMarketplace,
  type LinkRow,
  type Scenario,
  scenarioByName,
  type Typology,
} from '../../seed/src/main.ts';
import { SIGNATURES, share } from './ring-signatures.ts';
import { fromOf, indexRows, largestPart, type RingView, toOf, viewRing } from './ring-view.ts';

const named = (name: string): Scenario => {
  const scenario = scenarioByName(name);
  if (!scenario) throw new Error(`no scenario ${name}`);
  return scenario;
};

// Several marketplaces, so that no signature holds by the luck of one seed.
const markets = ['one', 'two', 'three'].map((seed) => generateMarketplace({ ...named('medium'), seed }));
const indexes = markets.map((market) => indexRows(market.records));
const views = markets.flatMap((market, i) =>
  market.truth.rings.map((ring) => viewRing(ring, indexes[i] ?? { entities: new Map(), rowsOf: new Map() })),
);
const of = (typology: Typology): RingView[] => views.filter((view) => view.ring.typology === typology);

/** Targets members of some rings meet at without sharing any identifier. */
const meetingPoints = (row: LinkRow | EventRow): readonly string[] => {
  if (row.record === 'link') return row.type === 'FOLLOWS' || row.type === 'REFERRED' ? [toOf(row)] : [];
  return ['REVIEW', 'ENGAGEMENT', 'DELIVERY'].includes(row.type) ? [toOf(row)] : [];
};

describe('every planted ring', () => {
  test('hangs together through shared identifiers, dealings or common targets, though some are loosely knit', () => {
    const parts = views.map((view) => share(largestPart(view, meetingPoints), view.members.size));
    expect(Math.min(...parts)).toBeGreaterThanOrEqual(0.6);
    expect(share(parts.filter((part) => part >= 0.9).length, parts.length)).toBeGreaterThan(0.9);
  });

  test('has members who also behave like anybody else', () => {
    const outside = views.filter((view) =>
      view
        .rows()
        .some(
          (row) =>
            row.record === 'event' &&
            row.type === 'ORDER' &&
            !(view.members.has(fromOf(row)) && view.members.has(toOf(row))),
        ),
    );
    expect(share(outside.length, views.length)).toBeGreaterThan(0.9);
  });

  test('varies in size: from 4 to at most 60, mostly below 20', () => {
    const sizes = views.map((view) => view.members.size).sort((a, b) => a - b);
    expect(sizes[0]).toBeGreaterThanOrEqual(4);
    expect(sizes.at(-1)).toBeLessThanOrEqual(60);
    expect(sizes.at(-1)).toBeGreaterThan(18);
    expect(sizes[Math.floor(sizes.length / 2)]).toBeLessThan(20);
  });
});

describe('each typology shows its signature', () => {
  test.each(Object.entries(SIGNATURES).map(([typology, check]) => [typology as Typology, check] as const))(
    '%s',
    (typology, check) => {
      const rings = of(typology);
      expect(rings.length).toBeGreaterThan(0);
      for (const view of rings) check(view);
    },
  );
});
