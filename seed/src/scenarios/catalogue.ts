/** Ready-made marketplaces, and one of any size. */
import type { Scenario } from '../scenario.ts';
import { demo } from './demo.ts';
import { hard } from './hard.ts';
import { large } from './large.ts';
import { medium } from './medium.ts';
import { small } from './small.ts';

export const SCENARIOS: readonly Scenario[] = [demo, small, medium, large, hard];

export const scenarioByName = (name: string): Scenario | null => SCENARIOS.find((each) => each.name === name) ?? null;

/** Rows of links and events an honest account leaves, and what the planted groups of a small town add. */
const LINKS_PER_ACTOR = 8.75;
const PLANTED_LINKS = 4_400;
const LINKS_PER_ACTOR_WITH_PLANTED = 9.95;
const SMALL_TOWN = 60_000;

/** A marketplace of about so many links (rows of links and events together), 10 thousand to 10 million. */
export function scenarioOfSize(links: number, seed = '1'): Scenario {
  const name = `links-${links}`;
  if (links >= SMALL_TOWN) return { ...large, name, seed, actors: Math.round(links / LINKS_PER_ACTOR_WITH_PLANTED) };
  return {
    ...large,
    ...{ name, seed, innocentsPerKind: 1, ringSize: { median: 6, sigma: 0.3 } },
    actors: Math.max(400, Math.round((links - PLANTED_LINKS) / LINKS_PER_ACTOR)),
  };
}
