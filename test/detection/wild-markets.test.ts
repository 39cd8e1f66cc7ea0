/**
 * Promises that must hold in marketplaces of other makers: rings and honest structures planted by rules of their own
 * (support/wild/), seen through markets that record less, know no times, stamp everything at night, count in other money.
 * Nobody honest is HIGH in any of them, and what ties a ring is found wherever it is recorded.
 */
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import { type RingCandidate, SEVERITIES } from '../../server/src/domain/ring.ts';
import { type Key, toGraphColumns } from '../support/graph-columns.ts';
import { HABITS } from '../support/wild/habits.ts';
import { INNOCENTS } from '../support/wild/innocents.ts';
import { ordinaryLife, WildMarket } from '../support/wild/market.ts';
import { RINGS } from '../support/wild/rings.ts';

const PERSONS = 1500;
const SEEDS = (process.env['WILD_SEEDS'] ?? '101').split(',').map(Number);
const MEDIUM = SEVERITIES.indexOf('MEDIUM');
const severityOf = ({ severity }: RingCandidate): number => SEVERITIES.indexOf(severity);

type Planted = { readonly name: string; readonly who: ReadonlySet<string> };

function plantAll(market: WildMarket, recipes: Readonly<Record<string, (market: WildMarket) => readonly Key[]>>) {
  return Object.entries(recipes).map(([name, plant]): Planted => ({ name, who: new Set(plant(market)) }));
}

const commonWith = (who: ReadonlySet<string>, ring: RingCandidate): number =>
  ring.members.filter(({ kind, id }) => who.has(`${kind}:${id}`)).length;
const accuses = (ring: RingCandidate, { who }: Planted): boolean => {
  const common = commonWith(who, ring);
  return common >= Math.min(3, who.size) && (common >= ring.size / 2 || common >= who.size / 2);
};
const finds = (ring: RingCandidate, { who }: Planted): boolean => {
  const common = commonWith(who, ring);
  return common / (who.size + ring.size - common) >= 0.5;
};

/** Honest structures that only their long standing clears: accused where nobody knows how long anybody has been here. */
const UNSETTLED = 3;

/** Fewest of the rings that are found at MEDIUM or above, as a share; what a market does not record ties nobody. */
const LEAST_FOUND: Readonly<Record<string, number>> = {
  'records everything': 0.9,
  'knows no cards and no e-mail addresses': 0.7,
  'knows devices and cards only': 0.5,
  'knows no times': 0.6,
  'knows days': 0.6,
  'stamps everything at night': 0.6,
  'counts in rupiah': 0.9,
  'records no events': 0.25,
  'records events only': 0.08,
};

describe('a market of another maker that', () => {
  const outcomes: string[][] = [];
  for (const [name, see] of Object.entries(HABITS)) {
    it(`${name} has its rings found, and nobody honest at HIGH`, () => {
      for (const seed of SEEDS) {
        const market = new WildMarket(seed);
        ordinaryLife(market, PERSONS);
        const rings = plantAll(market, RINGS);
        const innocents = plantAll(market, INNOCENTS);
        const { candidates } = detectRings(toGraphColumns(see(market.input)), DEFAULT_PARAMETERS, { now: () => 0 });
        const medium = candidates.filter((ring) => ring.size >= 3 && severityOf(ring) >= MEDIUM);
        const found = rings.filter((planted) => medium.some((ring) => finds(ring, planted)));
        const accused = innocents.filter((planted) => candidates.some((ring) => accuses(ring, planted)));
        const high = medium.filter((ring) => severityOf(ring) > MEDIUM);
        const [missed, wrongly] = [rings.filter((ring) => !found.includes(ring)), accused].map((some) =>
          some.map((planted) => planted.name).join(', '),
        );
        outcomes.push([`${name} (${seed})`, `${found.length} of ${rings.length}`, missed ?? '', wrongly ?? '']);
        expect(innocents.filter((planted) => high.some((ring) => accuses(ring, planted)))).toEqual([]);
        expect(high.filter((ring) => !rings.some(({ who }) => commonWith(who, ring) >= ring.size / 2))).toEqual([]);
        expect(accused.length).toBeLessThanOrEqual(name === 'knows no times' ? UNSETTLED : 0);
        expect(found.length / rings.length).toBeGreaterThanOrEqual(LEAST_FOUND[name] ?? 1);
      }
    });
  }
  afterAll(() => {
    for (const [market, found, missed, accused] of outcomes) {
      console.log(
        `${market}: ${found} found; missed: ${missed || 'none'}; accused at any severity: ${accused || 'none'}`,
      );
    }
  });
});
