/**
 * Whom a batch of new records concerns: the accounts it touches, their communities and rings, and their neighbours
 * (who holds an identifier of theirs that is no hub, or acted at their moments) with their communities. Marking the
 * ends of changed links and what they belong to is the dynamic frontier of Sahu (arXiv 2404.19634), a step wider.
 */

import type { DetectionParameters } from '../parameters.ts';
import { actedBeside } from './acted-beside.ts';
import type { Overview } from './overview.ts';
import type { Changed } from './seen-accounts.ts';

export type Affected = {
  /** Account → 1 where it is computed again. */
  readonly inside: Uint8Array;
  readonly count: number;
  /** Account → 1 where it was touched or is in a community or ring of one that was. */
  readonly close: Uint8Array;
};

export type Market = {
  readonly overview: Overview;
  readonly parameters: DetectionParameters;
  /** Kind code → accounts from which on an identifier ties nobody. */
  readonly caps: Float64Array;
};

/** `rings`: members of those that stand, as accounts. */
export function findAffected(market: Market, changed: Changed, rings: readonly Int32Array[]): Affected {
  const { overview } = market;
  const count = overview.population.accountCount;
  const touched = marked(changed.touched, count);
  const close = touched.slice();
  const { communityOf, bereft } = changed;
  addCommunities(close, communityOf, bereft);
  addRings(close, rings);
  addCommunities(close, communityOf);
  const inside = close.slice();
  addHolders(market, touched, inside);
  for (const account of actedBeside(market, touched)) inside[account] = 1;
  addCommunities(inside, communityOf);
  addPersons(inside, overview);
  let all = 0;
  for (let a = 0; a < count; a++) if (inside[a] === 1) all++;
  return { inside, count: all, close };
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

function addRings(marks: Uint8Array, rings: readonly Int32Array[]): void {
  for (const members of rings) {
    if (members.some((account) => marks[account] === 1)) for (const account of members) marks[account] = 1;
  }
}

/** Whoever holds what the touched hold, where so few do that it ties them. */
function addHolders({ overview, caps }: Market, touched: Uint8Array, marks: Uint8Array): void {
  const { row, column } = overview.holdings;
  const { kind } = overview.identifiers;
  const sightings = new Int32Array(kind.length);
  const isHeld = new Uint8Array(kind.length);
  for (let i = 0; i < row.length; i++) {
    const identifier = column[i] ?? 0;
    sightings[identifier] = (sightings[identifier] ?? 0) + 1;
    if (touched[row[i] ?? 0] === 1) isHeld[identifier] = 1;
  }
  const ties = (identifier: number): boolean =>
    isHeld[identifier] === 1 && (sightings[identifier] ?? 0) <= (caps[kind[identifier] ?? 0] ?? 0);
  for (let i = 0; i < row.length; i++) if (ties(column[i] ?? 0)) marks[row[i] ?? 0] = 1;
}

function addPersons(marks: Uint8Array, { population }: Overview): void {
  const { personOf, personCount, accountCount } = population;
  if (personCount === accountCount) return;
  const persons = new Uint8Array(personCount);
  for (let a = 0; a < accountCount; a++) if (marks[a] === 1) persons[personOf[a] ?? 0] = 1;
  for (let a = 0; a < accountCount; a++) if (persons[personOf[a] ?? 0] === 1) marks[a] = 1;
}
