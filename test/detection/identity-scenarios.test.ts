/**
 * Identity on the four SYN-EVENT scenarios: share of consecutive observations of a true community that keep the ring
 * id, and ids issued per true timeline; for the true communities and for those our own detection finds.
 */
import { describe, expect, it } from 'vitest';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import {
  carryThrough,
  DYNAMIC_SET,
  measureIdentity,
  ownCommunities,
  readScenario,
} from '../support/dynamic-communities.ts';
import { hasSharedSet } from '../support/p2p-payments.ts';

const present = hasSharedSet(DYNAMIC_SET);
const SCENARIOS = [
  { name: 'birth_death', timeline: 'birthdeath', least: 0.95 },
  { name: 'expansion_contraction', timeline: 'expand', least: 0.92 },
  { name: 'intermittent', timeline: 'hide', least: 0.95 },
  { name: 'merge_split', timeline: 'mergesplit', least: 0.75 },
] as const;
const MOST_IDS = 1.1;

describe.skipIf(!present)(`ring identity over time${present ? '' : ` (skipped: ${DYNAMIC_SET} is not here)`}`, () => {
  for (const { name, timeline, least } of SCENARIOS) {
    it(`${name}: at least ${least} of identities are kept, with at most ${MOST_IDS} ids a timeline`, () => {
      const scenario = readScenario(name, timeline);
      const given = measureIdentity(scenario, carryThrough(scenario.truth));
      const own = ownCommunities(scenario, DEFAULT_PARAMETERS.resolutionCoarse);
      const found = measureIdentity(scenario, carryThrough(own));
      console.info(`${name}: ${describeFigures('given communities', given)}; ${describeFigures('our own', found)}`);
      for (const figures of [given, found]) {
        expect(figures.kept).toBeGreaterThanOrEqual(least);
        expect(figures.issuedPerTimeline).toBeLessThanOrEqual(MOST_IDS);
      }
    });
  }
});

const describeFigures = (whose: string, { kept, issuedPerTimeline }: ReturnType<typeof measureIdentity>): string =>
  `${whose} keep ${kept.toFixed(3)} with ${issuedPerTimeline.toFixed(2)} ids a timeline`;
