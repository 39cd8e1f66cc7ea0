/**
 * Whom a batch of new records concerns: the accounts it touches, their communities and rings, who acted beside them,
 * and, where their ties changed, their neighbours with their communities: who holds the identifier that changed hands,
 * where it may tie a pair. Marking the ends of changed links and what they belong to is the dynamic frontier of Sahu (arXiv
 * 2404.19634), a step wider.
 */

import { bucketBy } from '../graph/csr.ts';
import type { MarketNorms } from '../norms.ts';
import { type DetectionParameters, resolutionsOf } from '../parameters.ts';
import { actedBeside } from './acted-beside.ts';
import { createLoneRows } from './lone-rows.ts';
import { type Communities, MarkedAccounts } from './marked-accounts.ts';
import type { MarketView } from './market-view.ts';
import { createNearTest } from './near-communities.ts';
import { fateOf, type RingFate } from './ring-fates.ts';
import { eachOf } from './row-lists.ts';
import type { Changed } from './seen-accounts.ts';
import { createTieWeights } from './tie-weights.ts';
import { MOST_COUNTED, weighChanges } from './weigh-changes.ts';

export type Affected = {
  /** Account → 1 where it is computed again: touched, or in a community or ring of one that was or of a neighbour's ring. */
  readonly close: Uint8Array;
  /** Of these. */
  readonly count: number;
  /** Account → 1 for these and for whoever must be around them to see them as they are. */
  readonly inside: Uint8Array;
  /** Account → rows that came and were not looked at. */
  readonly waiting: Uint8Array;
  /** Ring → what becomes of it. */
  readonly fates: readonly RingFate[];
};

export type Market = {
  readonly view: MarketView;
  readonly parameters: DetectionParameters;
  readonly norms: Pick<MarketNorms, 'caps' | 'universe' | 'synchrony' | 'clocks'>;
};

/** Members of the rings that stand, and of the groups that leads are told of, as accounts, −1 for who is no more. */
type Known = { readonly rings: readonly Int32Array[]; readonly leads: readonly Int32Array[] };

export function findAffected(market: Market, changed: Changed, { rings, leads }: Known): Affected {
  const { view } = market;
  const { accountCount } = view.population;
  const communities = communitiesOf(changed.known.community);
  const tieOf = createTieWeights(market);
  const least = Math.min(...resolutionsOf(market.parameters));
  const ties = (identifier: number): boolean => tieOf(identifier) >= least;
  const { close, waiting, isDecisive } = startFrom(market, changed, { communities, ties });
  const neighbours = new MarkedAccounts(accountCount);
  markHolders(view, filter(changedIdentifiers(view, changed), ties), neighbours);
  const touched = new MarkedAccounts(accountCount);
  touched.addAll(changed.touched);
  // Of a lead there is nothing to go by but what it was told of: it is not told of again by itself.
  for (const lead of leads) if (lead.some((account) => touched.has(account))) close.addAll(present(lead));
  const before = rings.map((ring) => fateOf(ring, { close, neighbours, touched, isDecisive }));
  const again = rings.filter((_, i) => before[i] === 'OPEN' || before[i] === 'SEARCHED').map(present);
  for (const ring of again) close.addAll(ring);
  close.addCommunities(communities);
  close.addPersons(view.population);
  // Who is computed for another's sake has the rest of a ring elsewhere: it is not cut down to what is here.
  const fates = before.map((fate, i) => (fate === 'STANDS' && rings[i]?.some((a) => close.has(a)) ? 'TOLD' : fate));
  const inside = around(market, { close, neighbours, again, communities, tieOf });
  rings.forEach((ring, i) => {
    if (fates[i] === 'TOLD') inside.addAll(ring);
  });
  inside.addPersons(view.population);
  for (const account of close.all) waiting[account] = 0;
  return { inside: inside.of, count: close.all.length, close: close.of, waiting, fates };
}

function communitiesOf(of: Int32Array): Communities {
  let count = 0;
  for (let a = 0; a < of.length; a++) count = Math.max(count, (of[a] ?? -1) + 1);
  return { of, members: bucketBy(of, count) };
}

type Starting = { readonly communities: Communities; readonly ties: (identifier: number) => boolean };

/** Those touched and whoever acted beside them, with their communities, as far as what came may make a ring of them. */
function startFrom(market: Market, changed: Changed, { communities, ties }: Starting) {
  const { view, parameters } = market;
  const { known, bereft, touched, rows } = changed;
  const { isDecisive, additions } = weighChanges(view, changed, { ties, ...createLoneRows(view, communities) });
  const close = new MarkedAccounts(view.population.accountCount);
  for (const account of touched) if (isDecisive[account] === 1) close.add(account);
  close.addAll(actedBeside(market, rows.events));
  const waiting = known.waiting.slice();
  for (let a = 0; a < waiting.length; a++) {
    waiting[a] = Math.min(MOST_COUNTED, (waiting[a] ?? 0) + (additions[a] ?? 0));
  }
  const isNear = createNearTest(communities, { nearness: known.nearness, waiting }, parameters.minScore);
  // What somebody did whom nothing ties to anybody, before or now, makes no ring.
  for (const account of touched) if (isNear(communities.of[account] ?? -1)) close.add(account);
  close.addCommunities(communities, bereft);
  return { close, waiting, isDecisive };
}

type Surrounding = {
  readonly close: MarkedAccounts;
  readonly neighbours: MarkedAccounts;
  /** Members of rings that are searched for again. */
  readonly again: readonly Int32Array[];
  readonly communities: Communities;
  readonly tieOf: (identifier: number) => number;
};

/**
 * A ring is searched for again in its surroundings, to see whether it and its members come back: they must be whole.
 * Those computed are among them.
 */
function around({ view }: Market, { close, neighbours, again, communities, tieOf }: Surrounding): MarkedAccounts {
  const inside = new MarkedAccounts(view.population.accountCount);
  inside.addAll(close.all);
  inside.addAll(neighbours.all);
  const held = new Set<number>();
  for (const ring of again) for (const account of ring) eachOf(view.index.heldBy, account, (one) => held.add(one));
  markHolders(
    view,
    filter(held, (identifier) => tieOf(identifier) > 0),
    inside,
  );
  inside.addCommunities(communities);
  return inside;
}

const present = (ring: Int32Array): Int32Array => ring.filter((account) => account >= 0);

/** Those that a changed row names; whatever those hold of whom rows do not tell all. */
function changedIdentifiers({ columns, identifiers, index }: MarketView, { rows }: Changed): Set<number> {
  const changed = new Set<number>();
  const note = (row: number, to: Int32Array): void => {
    const identifier = identifiers.identifierOf[to[row] ?? 0] ?? -1;
    if (identifier >= 0) changed.add(identifier);
  };
  for (const link of rows.links) note(link, columns.links.to);
  for (const event of rows.events) note(event, columns.events.to);
  for (const account of rows.unexplained) eachOf(index.heldBy, account, (identifier) => changed.add(identifier));
  return changed;
}

const filter = (identifiers: Iterable<number>, passes: (identifier: number) => boolean): number[] =>
  [...identifiers].filter(passes);

function markHolders({ index }: MarketView, identifiers: readonly number[], marks: MarkedAccounts): void {
  for (const identifier of identifiers) eachOf(index.holdersOf, identifier, (account) => marks.add(account));
}
