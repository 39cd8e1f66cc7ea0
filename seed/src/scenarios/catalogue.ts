/** Ready-made marketplaces, and one of any size. */
import type { Scenario } from '../scenario.ts';
import { demo } from './demo.ts';
import { hard } from './hard.ts';
import { large } from './large.ts';
import { medium } from './medium.ts';
import { small } from './small.ts';

export const SCENARIOS: readonly Scenario[] = [demo, small, medium, large, hard];

export const scenarioByName = (name: string): Scenario | null => SCENARIOS.find((each) => each.name === name) ?? null;

/** Rows of links and events for each honest account, as measured over the scenarios (test/seed holds it to 20 %). */
export const LINKS_PER_ACTOR = 11;

/** A marketplace of about so many links (rows of links and events together), 10 thousand to 10 million. */
export const scenarioOfSize = (links: number, seed = '1'): Scenario => ({
  ...large,
  name: `links-${links}`,
  seed,
  actors: Math.max(600, Math.round(links / LINKS_PER_ACTOR)),
});
