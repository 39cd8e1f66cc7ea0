/**
 * The seeded mode: from every account known to be fraudulent (banned, labelled, sanctioned without reversal) the
 * neighbourhood that a walk restarting there reaches, as groups to look at beside the communities. What one rare
 * identifier ties to a known fraudster is worth a look though no community holds both (GraphRAD, MLG 2018).
 */
import { eventCode } from './activity.ts';
import type { WeightedGraph } from './graph/csr.ts';
import { localCommunity } from './graph/personalised-page-rank.ts';
import { isKnownFraud, labelOf, type Marketplace } from './marketplace.ts';
import { isInForce } from './sanctions.ts';
import type { Insiders } from './scope.ts';

const RESTART = 0.15;
const TOLERANCE = 1e-3;
const MOST_MEMBERS = 50;
const ENFORCEMENT = eventCode('ENFORCEMENT');

/** Account → 1 when it is a seed. Who was checked and found legitimate is none, whatever was decided before. */
export function readSeeds(marketplace: Marketplace): Uint8Array {
  const { columns, activity, population } = marketplace;
  const seeds = new Uint8Array(population.accountCount);
  for (let e = 0; e < columns.events.length; e++) {
    if (columns.events.type[e] !== ENFORCEMENT || !isInForce(columns.events, e)) continue;
    const account = activity.actor[e] ?? -1;
    if (account >= 0 && labelOf(marketplace, account) !== 'confirmedLegitimate') seeds[account] = 1;
  }
  for (let account = 0; account < seeds.length; account++) if (isKnownFraud(marketplace, account)) seeds[account] = 1;
  return seeds;
}

type Around = { readonly seeds: Uint8Array; readonly ties: WeightedGraph; readonly isInside: Insiders };

/** Persons, ascending, a group for each seed inside whose neighbourhood holds three or more. */
export function groupsAroundSeeds(marketplace: Marketplace, { seeds, ties, isInside }: Around): Int32Array[] {
  const { personOf } = marketplace.population;
  const persons = new Set(personOf.filter((_, account) => seeds[account] === 1));
  const options = { restart: RESTART, tolerance: TOLERANCE, maxSize: MOST_MEMBERS };
  return [...persons]
    .filter(isInside)
    .map((person) => localCommunity(ties, person, options))
    .filter(({ length }) => length > 2);
}
