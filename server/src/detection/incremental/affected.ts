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
import type { MarketView } from './market-view.ts';
import { communitiesNear } from './near-communities.ts';
import type { Overview } from './overview.ts';
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
};

export type Market = {
  readonly view: MarketView;
  readonly parameters: DetectionParameters;
  readonly norms: Pick<MarketNorms, 'caps' | 'universe' | 'synchrony' | 'clocks'>;
};

/** `rings`: members of those that stand, as accounts. */
export function findAffected(market: Market, changed: Changed, rings: readonly Int32Array[]): Affected {
  const { view } = market;
  const communityOf = changed.known.community;
  const count = view.population.accountCount;
  const touched = marked(changed.touched, count);
  const tieOf = createTieWeights(market);
  const least = Math.min(...resolutionsOf(market.parameters));
  const ties = (identifier: number): boolean => tieOf(identifier) >= least;
  const { close, waiting } = startFrom(market, changed, ties);
  const neighbours = new Uint8Array(count);
  markHolders(view, filter(changedIdentifiers(view, changed), ties), neighbours);
  const again = concerned(
    rings,
    (account) => close[account] === 1 || touched[account] === 1 || neighbours[account] === 1,
  );
  for (const ring of again) for (const account of ring) close[account] = 1;
  addCommunities(close, communityOf);
  const inside = close.slice();
  add(inside, neighbours);
  // A ring is searched for again in its surroundings, to see whether it and its members come back: they must be whole.
  const heldByRings = new Set(again.flatMap((ring) => [...ring].flatMap((account) => heldBy(view, account))));
  markHolders(
    view,
    filter(heldByRings, (identifier) => tieOf(identifier) > 0),
    inside,
  );
  addCommunities(inside, communityOf);
  addPersons(close, view);
  addPersons(inside, view);
  for (let a = 0; a < count; a++) if (close[a] === 1) waiting[a] = 0;
  return { inside, count: close.reduce((sum, mark) => sum + mark, 0), close, waiting };
}

/** Those touched and whoever acted beside them, with their communities, as far as what came may make a ring of them. */
function startFrom(market: Market, changed: Changed, ties: (identifier: number) => boolean) {
  const { view, parameters } = market;
  const { known, bereft, touched, rows } = changed;
  const communityOf = known.community;
  const members = bucketBy(
    communityOf,
    communityOf.reduce((most, one) => Math.max(most, one + 1), 0),
  );
  const weights = { ties, ...createLoneRows(view, communityOf, members) };
  const { isDecisive, additions } = weighChanges(view, changed, weights);
  const close = isDecisive.slice();
  for (const account of actedBeside(market, rows.events)) close[account] = 1;
  const waiting = known.waiting.map((past, account) => Math.min(MOST_COUNTED, past + (additions[account] ?? 0)));
  const near = communitiesNear(known, waiting, parameters.minScore);
  // What somebody did whom nothing ties to anybody, before or now, makes no ring.
  for (const account of touched) if (near.has(communityOf[account] ?? -1)) close[account] = 1;
  addCommunities(close, communityOf, bereft);
  return { close, waiting };
}

function marked(accounts: Int32Array, count: number): Uint8Array {
  const marks = new Uint8Array(count);
  for (const account of accounts) marks[account] = 1;
  return marks;
}

function addCommunities(marks: Uint8Array, communityOf: Int32Array, more?: ReadonlySet<number>): void {
  const wanted = new Set(more);
  for (let a = 0; a < marks.length; a++)
    if (marks[a] === 1 && (communityOf[a] ?? -1) >= 0) wanted.add(communityOf[a] ?? -1);
  if (wanted.size === 0) return;
  for (let a = 0; a < marks.length; a++)
    if ((communityOf[a] ?? -1) >= 0 && wanted.has(communityOf[a] ?? -1)) marks[a] = 1;
}

/** With one whom the batch concerns, or who is no more. */
const concerned = (rings: readonly Int32Array[], isConcerned: (account: number) => boolean): readonly Int32Array[] =>
  rings
    .filter((ring) => ring.some((account) => account < 0 || isConcerned(account)))
    .map((ring) => ring.filter((account) => account >= 0));

function add(marks: Uint8Array, others: Uint8Array): void {
  for (let a = 0; a < marks.length; a++) if (others[a] === 1) marks[a] = 1;
}

function heldBy({ index }: MarketView, account: number): number[] {
  const held: number[] = [];
  eachOf(index.heldBy, account, (identifier) => held.push(identifier));
  return held;
}

/** Those that a changed row names; whatever those hold of whom rows do not tell all. */
function changedIdentifiers(view: MarketView, { rows }: Changed): Set<number> {
  const { columns, identifiers } = view;
  const changed = new Set<number>();
  const note = (row: number, to: Int32Array): void => {
    const identifier = identifiers.identifierOf[to[row] ?? 0] ?? -1;
    if (identifier >= 0) changed.add(identifier);
  };
  for (const link of rows.links) note(link, columns.links.to);
  for (const event of rows.events) note(event, columns.events.to);
  for (const account of rows.unexplained) for (const identifier of heldBy(view, account)) changed.add(identifier);
  return changed;
}

const filter = (identifiers: Iterable<number>, passes: (identifier: number) => boolean): number[] =>
  [...identifiers].filter(passes);

function markHolders({ index }: MarketView, identifiers: readonly number[], marks: Uint8Array): void {
  for (const identifier of identifiers) {
    eachOf(index.holdersOf, identifier, (account) => {
      marks[account] = 1;
    });
  }
}

function addPersons(marks: Uint8Array, { population }: Overview): void {
  const { personOf, personCount, accountCount } = population;
  if (personCount === accountCount) return;
  const persons = new Uint8Array(personCount);
  for (let a = 0; a < accountCount; a++) if (marks[a] === 1) persons[personOf[a] ?? 0] = 1;
  for (let a = 0; a < accountCount; a++) if (persons[personOf[a] ?? 0] === 1) marks[a] = 1;
}
