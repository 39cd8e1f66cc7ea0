/** The shops or creators that the members of a group keep dealing with, whose business comes largely from them. */
import { EVENT_TYPE_LIST, type EventType } from '../domain/ontology.ts';
import type { Activity } from './activity.ts';
import { namesAny } from './columns.ts';
import type { Marketplace } from './marketplace.ts';
import { SCOPE } from './scope.ts';

/** Business of one kind is not diluted by that of the other: what strangers like is not what a creator lives on. */
const BUSINESSES: readonly (readonly EventType[])[] = [
  ['ORDER', 'REVIEW', 'TRANSFER', 'GIFT', 'PROMOTION', 'REFUND'],
  ['ENGAGEMENT'],
];
/** Event code → position in BUSINESSES, −1 for what is none. */
const BUSINESS_OF = Int8Array.from(EVENT_TYPE_LIST, (type) => BUSINESSES.findIndex((some) => some.includes(type)));
const LEAST_SOURCES = 3;
const LEAST_SHARE_OF_GROUP = 0.5;
const LEAST_SHARE_OF_BUSINESS = 0.5;
/** Who lives of the group alone need not deal with half of it: two creators of one scheme take turns. */
const LEAST_OF_BOTH = LEAST_SHARE_OF_GROUP * LEAST_SHARE_OF_BUSINESS;
const MOST_PARTNERS = 3;
const MOST_PARTNERS_SHARE = 0.15;

const NOBODY: readonly number[] = [];

/** Accounts whose dealings of a kind come to a half or more from the group, and that enough of the group deals with. */
export function createCounterpartyFinder(
  marketplace: Marketplace,
  scope?: Uint8Array | undefined,
): (group: readonly number[]) => readonly number[] {
  const { activity, columns, population } = marketplace;
  const { offsets, items } = activity.byActor;
  const kindOf = (account: number): number => columns.entities.kind[population.entityOf[account] ?? 0] ?? 0;
  const businesses = BUSINESSES.map((_, business) => ({
    ofAll: countBusiness(marketplace, business),
    tally: new PartnerTally(population.accountCount),
    kindOf,
  }));
  const tallies = businesses.map(({ tally }) => tally);
  const isAnyCredited = namesAny(activity.credited);
  const noteDealings = (member: number): void => {
    const end = offsets[member + 1] ?? 0;
    for (let i = offsets[member] ?? 0; i < end; i++) {
      const event = items[i] ?? 0;
      const tally = tallies[BUSINESS_OF[columns.events.type[event] ?? 0] ?? -1];
      tally?.note(activity.counterparty[event] ?? -1, member);
      if (isAnyCredited) tally?.note(activity.credited[event] ?? -1, member);
    }
  };
  return (group) => {
    for (const member of group) noteDealings(member);
    const partners = new Set<number>();
    for (const dealt of businesses) {
      for (const partner of partnersOf(group.length, dealt)) partners.add(partner);
      dealt.tally.clear();
    }
    if (partners.size === 0) return NOBODY;
    for (const member of group) partners.delete(member);
    return [...partners].filter((other) => scope?.[other] !== SCOPE.outside).sort((a, b) => a - b);
  };
}

type Dealt = {
  readonly ofAll: Int32Array;
  readonly tally: PartnerTally;
  readonly kindOf: (account: number) => number;
};

/**
 * Many with whom half the group deals are what it preys on or was hired by, one by one; a partner is one of a few of
 * its kind: an order has a shop at its far side, and a creator it is credited to.
 */
function partnersOf(size: number, { ofAll, tally, kindOf }: Dealt): readonly number[] {
  const dealtWith = tally.dealtWithBy(Math.max(LEAST_SOURCES, size * LEAST_OF_BOTH));
  if (dealtWith.length === 0) return NOBODY;
  const isPartner = (other: number): boolean => {
    const share = tally.dealingsWith(other) / Math.max(1, ofAll[other] ?? 0);
    return share >= LEAST_SHARE_OF_BUSINESS && share * tally.sourcesOf(other) >= size * LEAST_OF_BOTH;
  };
  const most = Math.max(MOST_PARTNERS, size * MOST_PARTNERS_SHARE);
  return [...new Set(dealtWith.map(kindOf))].flatMap((kind) => {
    const some = dealtWith.filter((other) => kindOf(other) === kind);
    const often = some.filter((other) => tally.sourcesOf(other) >= size * LEAST_SHARE_OF_GROUP);
    const partners = some.filter(isPartner);
    return Math.max(often.length, partners.length) > most ? NOBODY : partners;
  });
}

const SOURCES = 0;
const DEALINGS = 1;
/** The member that was counted last, + 1. */
const LAST_SOURCE = 2;
const WIDTH = 3;

/** How many members of one group dealt with an account, how often, and which one was counted last. */
class PartnerTally {
  /** All three of an account side by side, as one read of memory brings them; all 0 between groups. */
  readonly #counts: Int32Array;
  readonly #touched: number[] = [];
  /** Of any account. */
  #mostSources = 0;

  constructor(accountCount: number) {
    this.#counts = new Int32Array(accountCount * WIDTH);
  }

  note(other: number, member: number): void {
    if (other < 0) return;
    const counts = this.#counts;
    const at = other * WIDTH;
    counts[at + DEALINGS] = (counts[at + DEALINGS] ?? 0) + 1;
    const last = counts[at + LAST_SOURCE] ?? 0;
    if (last === member + 1) return;
    if (last === 0) this.#touched.push(other);
    counts[at + LAST_SOURCE] = member + 1;
    const sources = (counts[at + SOURCES] ?? 0) + 1;
    counts[at + SOURCES] = sources;
    if (sources > this.#mostSources) this.#mostSources = sources;
  }

  dealtWithBy(least: number): readonly number[] {
    return this.#mostSources < least ? NOBODY : this.#touched.filter((other) => this.sourcesOf(other) >= least);
  }

  sourcesOf(other: number): number {
    return this.#counts[other * WIDTH + SOURCES] ?? 0;
  }

  dealingsWith(other: number): number {
    return this.#counts[other * WIDTH + DEALINGS] ?? 0;
  }

  clear(): void {
    for (const other of this.#touched) {
      const at = other * WIDTH;
      this.#counts[at + SOURCES] = 0;
      this.#counts[at + DEALINGS] = 0;
      this.#counts[at + LAST_SOURCE] = 0;
    }
    this.#touched.length = 0;
    this.#mostSources = 0;
  }
}

type Business = Pick<Marketplace, 'columns' | 'population'> & {
  readonly activity: Pick<Activity, 'actor' | 'counterparty' | 'credited'>;
};

/** Accounts outside that may be found as counterparties of a group inside: nobody else can be. */
export function possiblePartners(market: Business, isInside: (account: number) => boolean): number[] {
  const partners = new Set<number>();
  for (const business of BUSINESSES.keys()) {
    const fromInside = countBusiness(market, business, (event) => isInside(market.activity.actor[event] ?? -1));
    const ofAll = countBusiness(market, business);
    for (let account = 0; account < ofAll.length; account++) {
      const dealings = fromInside[account] ?? 0;
      if (dealings < LEAST_SOURCES || dealings < (ofAll[account] ?? 0) * LEAST_SHARE_OF_BUSINESS) continue;
      if (!isInside(account)) partners.add(account);
    }
  }
  return [...partners].sort((a, b) => a - b);
}

/** Account → dealings of a kind that others had with it, or that are credited to it; of the events that count. */
function countBusiness(
  { activity, columns, population }: Business,
  business: number,
  counts: (event: number) => boolean = () => true,
): Int32Array {
  const dealings = new Int32Array(population.accountCount);
  for (let event = 0; event < columns.events.length; event++) {
    if (BUSINESS_OF[columns.events.type[event] ?? 0] !== business || !counts(event)) continue;
    const counterparty = activity.counterparty[event] ?? -1;
    const credited = activity.credited[event] ?? -1;
    if (counterparty >= 0) dealings[counterparty] = (dealings[counterparty] ?? 0) + 1;
    if (credited >= 0) dealings[credited] = (dealings[credited] ?? 0) + 1;
  }
  return dealings;
}
