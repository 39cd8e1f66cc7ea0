/** What ties two members directly, each thing with its weight and in words: identifiers, moments, dealings, relations. */
import { type EntityKind, EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import type { EvidenceType } from '../../domain/ring.ts';
import { rareness, tiesTheGroup } from '../evidence/shared-identifiers.ts';
import { membersAtMoments } from '../evidence/synchronous-acts.ts';
import { counted, nounOf } from '../evidence/wording.ts';
import type { GroupFacts, SharedFact } from '../group-facts.ts';
import type { Marketplace } from '../marketplace.ts';
import { WEIGHT_OF_DEALING, WEIGHT_OF_REFERRAL } from '../signals/interactions.ts';
import { MOMENT_WEIGHT, MOST_IN_STEP } from '../signals/synchrony.ts';
import { suspicionOfIdentifiers } from '../suspicion.ts';

/** Two members by their place in the ring, the smaller first. */
export type Pair = {
  readonly a: number;
  readonly b: number;
  weight: number;
  readonly shared: SharedFact[];
  readonly moments: number[];
  readonly dealings: number[];
  referred: boolean;
  manages: boolean;
  samePerson: boolean;
};

/** Every pair that anything ties. */
export function pairTies(marketplace: Marketplace, facts: GroupFacts): Pair[] {
  const pairs = new PairsOf(facts.members);
  const { weightOf } = suspicionOfIdentifiers(marketplace);
  for (const fact of facts.shared.filter(tiesTheGroup)) {
    pairs.eachOf(fact.holders, (pair) => {
      pair.shared.push(fact);
      pair.weight += weightOf(fact.identifier);
    });
  }
  for (const [moment, members] of membersAtMoments(marketplace, facts)) {
    pairs.eachOf(members, (pair) => pair.moments.push(moment));
  }
  for (const event of facts.inside) {
    const { actor, counterparty } = marketplace.activity;
    pairs.of(actor[event] ?? -1, counterparty[event] ?? -1)?.dealings.push(event);
  }
  for (const ends of facts.referrals) {
    pairs.eachOf(ends, (pair) => {
      pair.referred = true;
    });
  }
  for (const [from, managed] of facts.managed) {
    for (const to of managed) {
      pairs.eachOf([from, to], (pair) => {
        pair.manages = true;
      });
    }
  }
  for (const accounts of accountsOfPersons(marketplace, facts)) {
    pairs.eachOf(accounts, (pair) => {
      pair.samePerson = true;
    });
  }
  return pairs.all().flatMap((pair) => (weigh(marketplace, pair) ? [pair] : []));
}

/** The accounts of each person with two or more here. */
function accountsOfPersons({ population }: Marketplace, { members }: GroupFacts): readonly number[][] {
  const accounts = new Map<number, number[]>();
  for (const account of members) {
    const person = population.personOf[account] ?? 0;
    accounts.set(person, [...(accounts.get(person) ?? []), account]);
  }
  return [...accounts.values()].filter(({ length }) => length > 1);
}

/** One person with two accounts: nothing ties more. */
const WEIGHT_OF_A_PERSON = 2;

/** Adds what is no identifier; whether anything ties the two. */
function weigh(marketplace: Marketplace, pair: Pair): boolean {
  const targets = targetsOf(marketplace, pair).length;
  if (targets >= marketplace.parameters.minSynchronousTargets) {
    pair.weight += Math.min(MOST_IN_STEP, MOMENT_WEIGHT * pair.moments.length);
  } else pair.moments.length = 0;
  if (pair.dealings.length > 0) pair.weight += WEIGHT_OF_DEALING;
  if (pair.referred || pair.manages) pair.weight += WEIGHT_OF_REFERRAL;
  if (pair.samePerson) pair.weight += WEIGHT_OF_A_PERSON;
  return pair.weight > 0;
}

/** Entity positions, ascending. */
export function targetsOf({ synchrony }: Marketplace, { moments }: Pair): number[] {
  const targets = new Set(moments.map((moment) => synchrony.moments.target[moment] ?? 0));
  return [...targets].sort((a, b) => a - b);
}

class PairsOf {
  readonly #place: ReadonlyMap<number, number>;
  readonly #pairs = new Map<number, Pair>();

  constructor(members: readonly number[]) {
    this.#place = new Map(members.map((account, place) => [account, place]));
  }

  /** Undefined where one is no member, or both are the same. */
  of(one: number, other: number): Pair | undefined {
    const [x, y] = [this.#place.get(one), this.#place.get(other)];
    if (x === undefined || y === undefined || x === y) return undefined;
    const [a, b] = x < y ? [x, y] : [y, x];
    const key = a * this.#place.size + b;
    const found = this.#pairs.get(key);
    if (found) return found;
    const fresh: Pair = { a, b, weight: 0, shared: [], moments: [], dealings: [], ...NOT_RELATED };
    this.#pairs.set(key, fresh);
    return fresh;
  }

  eachOf(accounts: readonly number[], visit: (pair: Pair) => void): void {
    accounts.forEach((one, i) => {
      for (const other of accounts.slice(i + 1)) {
        const pair = this.of(one, other);
        if (pair) visit(pair);
      }
    });
  }

  all(): readonly Pair[] {
    return [...this.#pairs.values()];
  }
}

const NOT_RELATED = { referred: false, manages: false, samePerson: false };

const TYPE_OF_KIND: Readonly<Partial<Record<EntityKind, EvidenceType>>> = {
  Device: 'SHARED_DEVICE',
  PaymentInstrument: 'SHARED_PAYMENT_INSTRUMENT',
  PayoutAccount: 'SHARED_PAYOUT_ACCOUNT',
  Address: 'SHARED_ADDRESS',
  Phone: 'SHARED_PHONE',
  Email: 'SHARED_EMAIL',
  IpAddress: 'SHARED_IP_ADDRESS',
  IdentityDocument: 'SHARED_DOCUMENT',
  BusinessRegistration: 'SHARED_REGISTRATION',
  Warehouse: 'SHARED_WAREHOUSE',
  Shipment: 'SHARED_WAREHOUSE',
  Fingerprint: 'SHARED_FINGERPRINT',
};

export type Told = { readonly type: EvidenceType | null; readonly words: string };

/** Each thing that ties the two, in words; what is shared with how rare that is. */
export function tell(marketplace: Marketplace, pair: Pair): Told[] {
  const told: Told[] = [];
  if (pair.samePerson) told.push({ type: null, words: 'one person, by the platform’s own records' });
  for (const shared of byKind(marketplace, pair.shared)) {
    const { kind } = shared[0] as SharedFact;
    const { verb, one, many } = nounOf(kind);
    const what = shared.length === 1 ? `one ${one}` : counted(shared.length, one, many);
    const words = `both ${verb} ${what} (${rareness(marketplace, shared)})`;
    told.push({ type: TYPE_OF_KIND[kind] ?? null, words });
  }
  if (pair.moments.length > 0) told.push({ type: 'SYNCHRONY', words: inStep(marketplace, pair) });
  if (pair.dealings.length > 0) told.push({ type: 'DENSE_INTERACTION', words: dealt(marketplace, pair) });
  if (pair.referred) told.push({ type: 'REFERRAL_CHAIN', words: 'one referred the other' });
  if (pair.manages) told.push({ type: null, words: 'one manages the other' });
  return told;
}

/** The strongest kind first. */
function byKind(marketplace: Marketplace, shared: readonly SharedFact[]): readonly SharedFact[][] {
  const { weightOf } = suspicionOfIdentifiers(marketplace);
  const kinds = new Map<EntityKind, SharedFact[]>();
  for (const fact of shared) kinds.set(fact.kind, [...(kinds.get(fact.kind) ?? []), fact]);
  const weight = (facts: readonly SharedFact[]): number =>
    facts.reduce((sum, { identifier }) => sum + weightOf(identifier), 0);
  return [...kinds.values()].sort((a, b) => weight(b) - weight(a));
}

function inStep(marketplace: Marketplace, pair: Pair): string {
  const { expected } = marketplace.synchrony.moments;
  const others = pair.moments.reduce((sum, moment) => sum + (expected[moment] ?? 0), 0);
  const targets = counted(targetsOf(marketplace, pair).length, 'target');
  const moments = counted(pair.moments.length, 'moment');
  return `acted together on ${targets} at ${moments} (their popularity explains ${others.toFixed(1)} other actors)`;
}

function dealt({ columns }: Marketplace, { dealings }: Pair): string {
  const counts = new Map<number, number>();
  for (const event of dealings)
    counts.set(columns.events.type[event] ?? 0, (counts.get(columns.events.type[event] ?? 0) ?? 0) + 1);
  const words = [...counts]
    .sort(([a], [b]) => a - b)
    .map(([code, count]) => counted(count, EVENT_TYPE_LIST[code]?.toLowerCase().replaceAll('_', ' ') ?? 'event'));
  return `${words.join(', ')} between them`;
}
