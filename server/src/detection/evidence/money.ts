/** What the money does: it comes back, is refunded, charged back, refused or subsidised far above the usual rate. */
import { EVENT_TYPE_LIST, type EventType } from '../../domain/ontology.ts';
import { eventCode } from '../activity.ts';
import { eventsOfType, farEnds, type GroupFacts, hasEvents } from '../group-facts.ts';
import { accountEntity, type Marketplace } from '../marketplace.ts';
import type { MoneyPattern } from '../signals/payments.ts';
import { binomialTail } from '../signals/significance.ts';
import { type Finder, type Finding, type IndependentKind, LISTED_ENDS } from './finding.ts';
import { counted, percent } from './wording.ts';

export type RateName = 'refund' | 'claim' | 'chargeback' | 'refusal' | 'subsidy';
export type Rate = {
  readonly name: RateName;
  readonly hits: number;
  readonly trials: number;
  readonly rate: number;
  readonly usual: number;
  readonly accounts: readonly number[];
  readonly types: readonly EventType[];
  /** Counts what was refused. */
  readonly failed: boolean;
};

type RateEntry = {
  readonly name: RateName;
  readonly hits: EventType;
  readonly side: 'did' | 'failed';
  readonly leastHits: number;
  readonly leastRate: number;
  readonly worth: number;
  /** Default: money. */
  readonly kind?: IndependentKind;
  readonly phrase: string;
};

const RATES: readonly RateEntry[] = [
  { name: 'refund', hits: 'REFUND', side: 'did', leastHits: 3, leastRate: 0.1, worth: 24, phrase: 'were refunded' },
  { name: 'claim', hits: 'CLAIM', side: 'did', leastHits: 3, leastRate: 0.1, worth: 18, phrase: 'ended in a claim' },
  {
    name: 'chargeback',
    hits: 'CHARGEBACK',
    side: 'did',
    leastHits: 3,
    leastRate: 0.05,
    worth: 28,
    phrase: 'were charged back',
  },
  { name: 'refusal', hits: 'ORDER', side: 'failed', leastHits: 3, leastRate: 0.3, worth: 26, phrase: 'were refused' },
  {
    name: 'subsidy',
    hits: 'REDEMPTION',
    side: 'did',
    leastHits: 3,
    leastRate: 0.5,
    worth: 20,
    kind: 'promotion',
    phrase: 'were paid for with a coupon',
  },
];

/** The group's rate of something against the platform's; null when chance explains it or there is too little. */
export function unusualRate(marketplace: Marketplace, facts: GroupFacts, name: RateName): Rate | null {
  const entry = RATES.find((candidate) => candidate.name === name);
  return entry && hasEvents(facts, entry.hits) ? rateOf(marketplace, facts, entry) : null;
}

function rateOf(marketplace: Marketplace, facts: GroupFacts, entry: RateEntry): Rate | null {
  const { conduct } = marketplace;
  const refused = entry.side === 'failed';
  const hits = facts.sum(entry.side, entry.hits);
  if (hits < entry.leastHits) return null;
  const trials = Math.max(hits, facts.sum('did', 'ORDER') + (refused ? facts.sum('failed', 'ORDER') : 0));
  const all = conduct.total('ORDER') + (refused ? conduct.totalFailed('ORDER') : 0);
  const allHits = refused ? conduct.totalFailed('ORDER') : conduct.total(entry.hits);
  // The platform without the group, or the group would be measured against itself.
  const usual = Math.max(1e-4, Math.min(1, (allHits - hits + 1) / Math.max(1, all - trials + 2)));
  const rate = trials === 0 ? 0 : hits / trials;
  if (rate < Math.max(entry.leastRate, usual * marketplace.parameters.unusualRateFactor)) return null;
  const accounts = facts.members.filter((account) => conduct[entry.side](entry.hits, account) > 0);
  if (accounts.length < 2 || binomialTail(hits, trials, usual) > marketplace.parameters.evidenceChance) return null;
  return { name: entry.name, hits, trials, rate, usual, accounts, types: [entry.hits], failed: refused };
}

export const findUnusualRates: Finder = (marketplace, facts) =>
  RATES.filter(({ hits }) => hasEvents(facts, hits)).flatMap((entry) => {
    const found = rateOf(marketplace, facts, entry);
    if (!found) return [];
    const coverage = Math.min(1, found.accounts.length / Math.max(1, facts.buyers.length));
    return [
      {
        type: 'MONEY_FLOW',
        kind: entry.kind ?? 'money',
        statement:
          `${found.hits} of the group's ${counted(found.trials, 'order')} ${entry.phrase} ` +
          `(${percent(found.rate)}; ${percent(found.usual)} elsewhere), by ${counted(found.accounts.length, 'member')}`,
        points: entry.worth * Math.sqrt(coverage) * Math.min(1, 0.4 + found.rate),
        entities: farEnds(marketplace, facts, found).slice(0, LISTED_ENDS),
        members: found.accounts,
        eventTypes: found.types,
        eventFilter: { through: 'ends', failed: found.failed },
      } as const,
    ];
  });

/** Those that the group is all of. */
export function moneyPatternsInside(
  { moneyPatternsOf }: Marketplace,
  { members, memberSet }: GroupFacts,
): readonly MoneyPattern[] {
  if (!members.some((account) => moneyPatternsOf.has(account))) return NONE;
  const touched = new Set<MoneyPattern>();
  for (const account of members) for (const pattern of moneyPatternsOf.get(account) ?? NONE) touched.add(pattern);
  return [...touched].filter(({ accounts }) => accounts.every((account) => memberSet.has(account)));
}
const NONE: readonly MoneyPattern[] = [];

const SHAPES: readonly (readonly [MoneyPattern['shape'], string])[] = [
  ['cycle', 'Money came back to where it started'],
  ['scatterGather', 'Money was spread over three hands or more, who passed it all on to one account,'],
];

export const findMoneyPatterns: Finder = (marketplace, facts) => {
  const inside = moneyPatternsInside(marketplace, facts);
  if (inside.length === 0) return [];
  return SHAPES.flatMap(([shape, what]) => {
    const patterns = inside.filter((pattern) => pattern.shape === shape);
    return patterns.length === 0 ? [] : [toFinding(marketplace, facts, { patterns, what })];
  });
};

type Told = { readonly patterns: readonly MoneyPattern[]; readonly what: string };

function toFinding(
  { columns: { events }, parameters }: Marketplace,
  facts: GroupFacts,
  { patterns, what }: Told,
): Finding {
  const members = [...new Set(patterns.flatMap(({ accounts }) => accounts))].sort((a, b) => a - b);
  const paid = [...new Set(patterns.flatMap((pattern) => pattern.events))];
  const coverage = members.length / facts.members.length;
  return {
    type: 'MONEY_FLOW',
    kind: 'money',
    statement:
      `${what} ${counted(patterns.length, 'time')} within ${parameters.cycleHours} hours, ` +
      `through ${members.length} of ${facts.members.length} members`,
    points: 26 * (0.3 + 0.7 * coverage) * Math.min(1, 0.5 + patterns.length / 6),
    entities: [...new Set(paid.flatMap((event) => [events.from[event] ?? 0, events.to[event] ?? 0]))],
    members,
    eventTypes: EVENT_TYPE_LIST.filter((type) => paid.some((event) => events.type[event] === eventCode(type))),
    eventFilter: { through: 'ends', failed: false, at: paid.map((event) => events.at[event] ?? 0) },
  };
}

export type Commission = {
  readonly buyers: readonly number[];
  readonly creators: readonly number[];
  readonly orders: number;
  readonly share: number;
  /** Share of these orders that shops of the group received: the triangle is closed. */
  readonly closed: number;
};

/** Orders attributed to creators of the group that members placed themselves. */
export function ownCommission(marketplace: Marketplace, facts: GroupFacts): Commission | null {
  const { activity } = marketplace;
  const creatorOf = (event: number): number => activity.credited[event] ?? -1;
  if (facts.creators.length === 0) return null;
  const own = eventsOfType(marketplace, facts.events, ['ORDER']).filter(
    (event) => facts.memberSet.has(activity.actor[event] ?? -1) && facts.memberSet.has(creatorOf(event)),
  );
  if (own.length < 3) return null;
  const creators = [...new Set(own.map(creatorOf))].sort((a, b) => a - b);
  const buyers = [...new Set(own.map((event) => activity.actor[event] ?? -1))].sort((a, b) => a - b);
  const earned = facts.sum('received', 'COMMISSION', creators);
  const closed = own.filter((event) => facts.memberSet.has(activity.counterparty[event] ?? -1)).length / own.length;
  const share = Math.min(1, own.length / Math.max(own.length, earned));
  return { buyers, creators, orders: own.length, share, closed };
}

export const findOwnCommission: Finder = (marketplace, facts) => {
  const found = ownCommission(marketplace, facts);
  if (!found || found.buyers.length < 2) return [];
  const members = [...new Set([...found.buyers, ...found.creators])].sort((a, b) => a - b);
  return [
    {
      type: 'MONEY_FLOW',
      kind: 'money',
      statement:
        `${counted(found.orders, 'order')} credited to ${counted(found.creators.length, 'creator')} of the group were placed by ` +
        `${counted(found.buyers.length, 'member')}: ${percent(found.share)} of the commission they earned`,
      points: 26 * Math.min(1, 0.3 + found.share) * Math.sqrt(members.length / facts.members.length),
      entities: found.creators.map((account) => accountEntity(marketplace, account)),
      members: found.buyers,
      eventTypes: ['ORDER'],
      eventFilter: { through: 'references' },
    },
  ];
};
