/**
 * Whom a batch of new records concerns: the accounts it touches, their communities and rings, who acted beside them,
 * and, where their ties changed, their neighbours with their communities: who holds the identifier that changed hands,
 * where it may tie a pair. Marking the ends of changed links and what they belong to is the dynamic frontier of Sahu (arXiv
 * 2404.19634), a step wider.
 */

import { ENTITY_KIND_LIST } from '../../domain/ontology.ts';
import { hubDiscount } from '../graph/projection.ts';
import type { MarketNorms } from '../norms.ts';
import { type DetectionParameters, resolutionsOf } from '../parameters.ts';
import { IDENTIFIER_WEIGHT } from '../ties.ts';
import { actedBeside } from './acted-beside.ts';
import type { Overview } from './overview.ts';
import type { Changed } from './seen-accounts.ts';

export type Affected = {
  /** Account → 1 where it is computed again: touched, or in a community or ring of one that was or of a neighbour's ring. */
  readonly close: Uint8Array;
  /** Of these. */
  readonly count: number;
  /** Account → 1 for these and for whoever must be around them to see them as they are. */
  readonly inside: Uint8Array;
};

export type Market = {
  readonly overview: Overview;
  readonly parameters: DetectionParameters;
  readonly norms: Pick<MarketNorms, 'caps' | 'universe' | 'synchrony' | 'clocks'>;
};

/** `rings`: members of those that stand, as accounts. */
export function findAffected(market: Market, changed: Changed, rings: readonly Int32Array[]): Affected {
  const { overview } = market;
  const { communityOf, bereft } = changed;
  const count = overview.population.accountCount;
  const touched = marked(changed.touched, count);
  const beside = actedBeside(market, changed.rows.events);
  const close = marked(changed.retied, count);
  // What somebody did whom nothing ties to anybody, before or now, makes no ring.
  for (const account of changed.touched) if ((communityOf[account] ?? -1) >= 0) close[account] = 1;
  for (const account of beside) close[account] = 1;
  addCommunities(close, communityOf, bereft);
  const neighbours = holdersOf(market, {
    identifiers: changedIdentifiers(overview, changed),
    least: Math.min(...resolutionsOf(market.parameters)),
  });
  const ofRings = membersOf(
    rings,
    (account) => close[account] === 1 || touched[account] === 1 || neighbours[account] === 1,
    count,
  );
  add(close, ofRings);
  addCommunities(close, communityOf);
  const inside = close.slice();
  add(inside, neighbours);
  // A ring is searched for again in its surroundings, to see whether it and its members come back: they must be whole.
  add(inside, holdersOf(market, { identifiers: heldBy(overview, ofRings), least: 0 }));
  addCommunities(inside, communityOf);
  addPersons(close, overview);
  addPersons(inside, overview);
  return { inside, count: close.reduce((sum, mark) => sum + mark, 0), close };
}

function marked(accounts: readonly number[], count: number): Uint8Array {
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

/** The members of rings with one whom the batch concerns, or who is no more. */
function membersOf(rings: readonly Int32Array[], isConcerned: (account: number) => boolean, count: number): Uint8Array {
  const members = new Uint8Array(count);
  for (const ring of rings) {
    if (!ring.some((account) => account < 0 || isConcerned(account))) continue;
    for (const account of ring) if (account >= 0) members[account] = 1;
  }
  return members;
}

function add(marks: Uint8Array, others: Uint8Array): void {
  for (let a = 0; a < marks.length; a++) if (others[a] === 1) marks[a] = 1;
}

function heldBy({ identifiers, holdings: { row, column } }: Overview, accounts: Uint8Array): Uint8Array {
  const isHeld = new Uint8Array(identifiers.kind.length);
  for (let i = 0; i < row.length; i++) if (accounts[row[i] ?? 0] === 1) isHeld[column[i] ?? 0] = 1;
  return isHeld;
}

/** Identifier → 1 where a changed row names it; whatever those hold of whom rows do not tell all. */
function changedIdentifiers({ columns, identifiers, holdings, population }: Overview, { rows }: Changed): Uint8Array {
  const { identifierOf, kind } = identifiers;
  const isChanged = new Uint8Array(kind.length);
  const note = (marks: Uint8Array, to: Int32Array): void => {
    for (let i = 0; i < marks.length; i++) {
      const identifier = marks[i] === 1 ? (identifierOf[to[i] ?? 0] ?? -1) : -1;
      if (identifier >= 0) isChanged[identifier] = 1;
    }
  };
  note(rows.links, columns.links.to);
  note(rows.events, columns.events.to);
  const unexplained = marked(rows.unexplained, population.accountCount);
  const { row, column } = holdings;
  for (let i = 0; i < row.length; i++) if (unexplained[row[i] ?? 0] === 1) isChanged[column[i] ?? 0] = 1;
  return isChanged;
}

/** `least`: what one of them must weigh for two who share it. */
type Shared = { readonly identifiers: Uint8Array; readonly least: number };

/** Whoever holds one of these, where so few do that by it alone a pair may belong together. */
function holdersOf({ overview, norms }: Market, { identifiers, least }: Shared): Uint8Array {
  const { row, column } = overview.holdings;
  const { kind } = overview.identifiers;
  const sightings = new Int32Array(kind.length);
  for (let i = 0; i < row.length; i++) sightings[column[i] ?? 0] = (sightings[column[i] ?? 0] ?? 0) + 1;
  const ties = (identifier: number): boolean => {
    const seen = sightings[identifier] ?? 0;
    const code = kind[identifier] ?? 0;
    if (identifiers[identifier] !== 1 || seen < 2 || seen > (norms.caps[code] ?? 0)) return false;
    const weight = IDENTIFIER_WEIGHT[ENTITY_KIND_LIST[code] ?? 'Device'] ?? 0;
    return weight * hubDiscount(norms.universe.persons, seen) >= least;
  };
  const holders = new Uint8Array(overview.population.accountCount);
  for (let i = 0; i < row.length; i++) if (ties(column[i] ?? 0)) holders[row[i] ?? 0] = 1;
  return holders;
}

function addPersons(marks: Uint8Array, { population }: Overview): void {
  const { personOf, personCount, accountCount } = population;
  if (personCount === accountCount) return;
  const persons = new Uint8Array(personCount);
  for (let a = 0; a < accountCount; a++) if (marks[a] === 1) persons[personOf[a] ?? 0] = 1;
  for (let a = 0; a < accountCount; a++) if (persons[personOf[a] ?? 0] === 1) marks[a] = 1;
}
