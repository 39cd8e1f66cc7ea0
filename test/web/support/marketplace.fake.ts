/**
 * A small marketplace that answers the real schema: what the web asks is validated and executed by graphql-js against
 * server/src/graphql/schema.graphql, so a field that is not there fails a test of the web at once.
 */
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import { serviceAnswers } from './service.fake.ts';

// Not `new URL(…, import.meta.url)`: in a made-up window that is a web address.
const SDL = join(dirname(fileURLToPath(import.meta.url)), '../../../server/src/graphql/schema.graphql');
export const schema: GraphQLSchema = buildSchema(readFileSync(SDL, 'utf8'));

type Ref = { readonly kind: string; readonly externalId: string };
type Entity = Ref & Record<string, unknown> & { readonly id: string };
type Link = Record<string, unknown> & {
  readonly id: string;
  readonly from: Entity;
  readonly to: Entity;
  readonly type: string;
};

const connection = <T extends object>(all: readonly T[], first = 50, after?: string | null) => {
  const start = after ? Number(after) : 0;
  const nodes = all.slice(start, start + first);
  return {
    nodes,
    edges: nodes.map((node, index) => ({ cursor: String(start + index + 1), node })),
    totalCount: all.length,
    pageInfo: {
      hasNextPage: start + first < all.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length > 0 ? String(start + 1) : null,
      endCursor: nodes.length > 0 ? String(start + nodes.length) : null,
    },
  };
};

const DAY_MS = 86_400_000;
const at = (days: number, minutes = 0): string =>
  new Date(Date.UTC(2026, 8, 1) + days * DAY_MS + minutes * 60_000).toISOString();
const eur = (amount: string) => ({ amount, currency: 'EUR' });
const keyOf = (ref: Ref): string => `${ref.kind}:${ref.externalId}`;

const entities = new Map<string, Entity>();
const links: Link[] = [];
const linksOf = (entity: Ref): readonly Link[] =>
  links.filter((link) => keyOf(link.from) === keyOf(entity) || keyOf(link.to) === keyOf(entity));

function entity(kind: string, externalId: string, more: Record<string, unknown> = {}): Entity {
  const known = entities.get(`${kind}:${externalId}`);
  if (known) return known;
  const made: Entity = {
    __typename: 'Entity',
    id: `${kind}:${externalId}`,
    kind,
    externalId,
    label: null,
    market: null,
    createdAt: null,
    status: 'ACTIVE',
    riskLabel: null,
    riskLabelAt: null,
    riskReason: null,
    unsettledBalance: null,
    reservedBalance: null,
    nextSettlementAt: null,
    removedAt: null,
    attributes: [],
    linkCount: () => linksOf(made).length,
    linkCounts: () => {
      const counts = new Map<string, number>();
      for (const link of linksOf(made)) counts.set(link.type, (counts.get(link.type) ?? 0) + 1);
      return [...counts].map(([type, count]) => ({ type, count }));
    },
    rings: () => connection(rings.filter((ring) => ring.members0.some((member) => member.entity === made))),
    ...more,
  };
  entities.set(keyOf(made), made);
  return made;
}

function link(type: string, from: Entity, to: Entity, days: number, count = 1, strength = 0.62): Link {
  const made: Link = {
    id: `${type}|${keyOf(from)}|${keyOf(to)}`,
    type,
    from,
    to,
    firstSeen: at(days),
    lastSeen: at(days + 9, 35),
    count,
    sources: ['orders.csv'],
    strength,
    explanation: `Seen ${count} times; few others are tied to it.`,
  };
  links.push(made);
  return made;
}

const sellers = [0, 1].map((index) =>
  entity('SELLER', `s-90${index}`, {
    label: `Lumen Outlet ${index + 1}`,
    market: 'DE',
    createdAt: at(-40),
    unsettledBalance: eur('8120.5'),
  }),
);
const buyers = Array.from({ length: 9 }, (_, index) =>
  entity('BUYER', `b-${1001 + index}`, {
    label: index % 3 === 0 ? null : `Buyer ${index + 1}`,
    market: 'DE',
    createdAt: at(-12, index * 7),
    status: index === 4 ? 'BANNED' : 'ACTIVE',
    riskLabel: index === 4 ? 'CONFIRMED_FRAUD' : null,
    attributes: [{ name: 'channel', value: 'app' }],
  }),
);
const devices = [0, 1].map((index) => entity('DEVICE', `dev-7f${index}`));
const card = entity('PAYMENT_INSTRUMENT', 'card-4411');
const payout = entity('PAYOUT_ACCOUNT', 'pa-DE89-3704');
const wifi = entity('IP_ADDRESS', '203.0.113.7', { label: 'public library' });
buyers.forEach((buyer, index) => {
  link('USES_DEVICE', buyer, devices[index % 2] as Entity, index, 3);
  if (index < 5) link('PAYS_WITH', buyer, card, index + 1, 2, 0.74);
  link('ORDER', buyer, sellers[index % 2] as Entity, index + 2, 4, 0.31);
  link('SEEN_AT_IP', buyer, wifi, index, 1, 0.08);
});
for (const seller of sellers) link('PAID_OUT_TO', seller, payout, 3, 6, 0.88);
for (let index = 0; index < 140; index++) {
  const stranger = entity('BUYER', `x-${String(index).padStart(4, '0')}`, { createdAt: at(-300 + index) });
  link('SEEN_AT_IP', stranger, wifi, index % 30, 1, 0.05);
  if (index < 70) link('USES_DEVICE', stranger, devices[0] as Entity, index % 20, 1, 0.4);
}

const STAGE_OF: Readonly<Record<string, string>> = {
  ORDER: 'TRANSACTION',
  LOGIN: 'ONBOARDING',
  REFUND: 'AFTER_SALES',
  PAYOUT: 'SETTLEMENT',
  REVIEW: 'CONTENT',
};

type MarketEvent = Record<string, unknown> & {
  readonly id: string;
  readonly type: string;
  readonly at: string | null;
  readonly from: Entity;
  readonly to: Entity;
  readonly orderId: string | null;
};
const events: MarketEvent[] = [];
function event(type: string, from: Entity, to: Entity, more: Record<string, unknown>): void {
  const externalId = `ev-${String(events.length).padStart(5, '0')}`;
  events.push({
    __typename: 'Event',
    id: `Event:${externalId}`,
    externalId,
    type,
    stage: STAGE_OF[type] ?? 'DECISIONS',
    at: null,
    from,
    to,
    status: null,
    amount: null,
    orderId: null,
    involved: [],
    declined: null,
    rating: null,
    action: null,
    reason: null,
    quantity: null,
    discount: null,
    attributes: [],
    ...more,
  });
}
for (let index = 0; index < 72; index++) {
  const buyer = buyers[index % 9] as Entity;
  const seller = sellers[index % 2] as Entity;
  const orderId = `ord-${5000 + index}`;
  event('ORDER', buyer, seller, {
    at: at(10, index * 2),
    amount: eur(`${40 + index}.90`),
    orderId,
    status: 'COMPLETED',
  });
  event('REVIEW', buyer, seller, { at: at(12, index * 3), orderId, rating: 5 });
  if (index % 3 === 0)
    event('REFUND', buyer, seller, {
      at: at(16, index),
      amount: eur(`${40 + index}.90`),
      orderId,
      reason: 'not as described',
    });
  if (index % 4 === 0) event('LOGIN', buyer, devices[index % 2] as Entity, { at: at(9, index) });
}
for (let index = 0; index < 6; index++)
  event('PAYOUT', sellers[index % 2] as Entity, payout, {
    at: at(20 + index),
    amount: eur('512.25'),
    status: 'SETTLED',
  });
event('ENFORCEMENT', buyers[4] as Entity, buyers[4] as Entity, { at: at(25), action: 'BAN', reason: 'refund abuse' });
const newestFirst = (a: MarketEvent, b: MarketEvent): number => (b.at ?? '').localeCompare(a.at ?? '');
events.sort(newestFirst);

const run = {
  __typename: 'DetectionRun',
  id: 'UlVOOnJ1bl8yMDI2MDkzMA',
  runId: 'run_20260930',
  startedAt: '2026-09-30T06:00:00Z',
  finishedAt: '2026-09-30T06:00:01Z',
  asOf: '2026-09-30T00:00:00Z',
  windowDays: null,
  changeNumber: 412,
  codeVersion: '0.1.0',
  parameters: '{"resolution":0.05}',
  published: true,
  entities: entities.size,
  links: links.length,
  events: events.length,
  rings: [
    { severity: 'CRITICAL', count: 1 },
    { severity: 'HIGH', count: 14 },
    { severity: 'MEDIUM', count: 40 },
    { severity: 'LOW', count: 75 },
  ],
  ignoredHubs: [{ entity: wifi, accounts: 149, reason: 'more than 50 accounts use this address: it ties nobody' }],
  stages: [
    { name: 'load', durationMs: 412.5 },
    { name: 'hubs', durationMs: 12 },
    { name: 'projection', durationMs: 240 },
    { name: 'communities', durationMs: 310 },
    { name: 'score', durationMs: 25.4 },
  ],
  durationMs: 1000,
  resultHash: '9f2c'.repeat(16),
};

const deviceLinks = links.filter((one) => one.type === 'USES_DEVICE' && buyers.includes(one.from));
const cardLinks = links.filter((one) => one.type === 'PAYS_WITH');
const eventsOf = (type: string) => events.filter((one) => one.type === type);
const evidence = [
  {
    type: 'SHARED_DEVICE',
    statement: '9 buyers use 2 devices; an average device serves 1.1 accounts.',
    weight: 0.46,
    entities: devices,
    members: buyers,
    links: deviceLinks,
    rows: eventsOf('LOGIN'),
  },
  {
    type: 'SHARED_PAYMENT_INSTRUMENT',
    statement: '5 buyers pay with one card that nobody else uses.',
    weight: 0.31,
    entities: [card],
    members: buyers.slice(0, 5),
    links: cardLinks,
    rows: [],
  },
  {
    type: 'SYNCHRONY',
    statement: '72 orders within 142 minutes on 11 September, from 9 buyers to 2 sellers.',
    weight: 0.23,
    entities: [],
    members: [...buyers, ...sellers],
    links: links.filter((one) => one.type === 'ORDER'),
    rows: eventsOf('ORDER'),
  },
];
const counterEvidence = [
  {
    type: 'DIVERSE_TARGETS',
    statement: '2 of the 9 buyers also bought from 14 unrelated sellers.',
    weight: -0.08,
    entities: [],
    members: buyers.slice(0, 2),
    links: [],
    rows: [],
  },
];
const withEvents = (one: (typeof evidence)[number]) => ({
  ...one,
  events: ({ first, after }: { first: number; after?: string }) => connection(one.rows, first, after),
});

const members0 = [...sellers, ...buyers].map((one, index) => ({
  entity: one,
  role: index === 0 ? 'ORGANISER' : index === 1 ? 'MULE' : index < 8 ? 'CORE' : 'ASSOCIATE',
  confidence: 0.93 - index * 0.03,
  reason:
    index === 0
      ? 'Receives 61 % of the orders and shares its payout account.'
      : 'Uses a shared device and ordered within the burst.',
  tenureDays: 40 - index,
  orders: 8,
  turnover: [eur('4120.20')],
  refundRate: index % 2 ? 0.375 : null,
  chargebackRate: index === 4 ? 0.125 : 0,
  stillStoppable: index < 2 ? [eur('8120.5')] : [],
  enforcements: index === 6 ? 2 : 0,
  overturned: index === 6 ? 1 : 0,
  otherRings: [],
}));

const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const;
const TYPOLOGIES = ['REFUND_RING', 'PROMO_ABUSE', 'DEVICE_FARM', 'PAYOUT_MULE_HUB'] as const;
const graphNodes = [...sellers, ...buyers, ...devices, card, payout];
const graphLinks = links.filter((one) => graphNodes.includes(one.from) && graphNodes.includes(one.to));

const toRing = (index: number) => {
  const severity = index === 0 ? 'CRITICAL' : index < 15 ? 'HIGH' : index < 55 ? 'MEDIUM' : 'LOW';
  return {
    __typename: 'Ring',
    members0: index === 0 ? members0 : [],
    id: index === 0 ? 'rng_8KQ2' : `rng_T${String(index).padStart(3, '0')}`,
    score: 94.2 - index * 0.6,
    severity,
    confidence: 0.93 - index * 0.004,
    status: 'ACTIVE',
    size: index === 0 ? members0.length : 3 + (index % 11),
    summary:
      index === 0
        ? '9 buyers share two devices and one card and sent 72 orders to two sellers in 142 minutes; both sellers are paid out to one account.'
        : `${3 + (index % 11)} accounts share ${1 + (index % 3)} devices and redeemed the same coupon within ${10 + index} minutes.`,
    markets: index % 2 ? ['DE', 'FR'] : ['DE'],
    stages: ['TRANSACTION', 'AFTER_SALES'],
    identifiers: [
      { entity: devices[0], sharedBy: 5, accounts: 75, rarity: 0.991, statement: 'Used by 5 members and 70 others.' },
      { entity: card, sharedBy: 5, accounts: 5, rarity: 0.9985, statement: 'Used by 5 members and nobody else.' },
      { entity: payout, sharedBy: 2, accounts: 2, rarity: 0.97, statement: 'Both sellers are paid out to it.' },
    ],
    typologies: [
      {
        code: TYPOLOGIES[index % 4],
        score: 0.82,
        reason: 'Orders are refunded within 6 days at 3.1 times the market’s rate.',
      },
    ],
    evidence: evidence.map(withEvents),
    counterEvidence: counterEvidence.map(withEvents),
    scoreTerms: [
      { name: 'shared devices', points: 43.1 },
      { name: 'shared card', points: 29.4 },
      { name: 'synchrony', points: 29.2 },
      { name: 'diverse targets', points: -7.5 },
    ],
    wouldDrop: 'Without the two shared devices the score would be 51.1: medium.',
    exposure: {
      stillStoppable: [eur('16241'), { amount: '310.5', currency: 'USD' }],
      alreadyLost: [eur('2204.35')],
      turnover: [eur('48210.99')],
    },
    lineage: [{ type: 'BORN', at: at(29), runId: run.id, statement: 'First found with 11 members.' }],
    run,
    firstSeen: at(0),
    lastSeen: at(25 - (index % 20)),
    members: ({ first, after }: { first: number; after?: string }) => connection(members0, first, after),
    graph: ({ limit }: { limit: number }) => {
      const nodes = graphNodes.slice(0, limit);
      return {
        nodes,
        links: graphLinks.filter((one) => nodes.includes(one.from) && nodes.includes(one.to)),
        truncated: graphNodes.length > limit,
        omittedNodes: Math.max(0, graphNodes.length - limit),
      };
    },
    timeline: ({ buckets }: { buckets: number }) => {
      const timed = events.filter((one) => one.at !== null);
      const times = timed.map((one) => Date.parse(one.at ?? ''));
      const [from, to] = [Math.min(...times), Math.max(...times)];
      const step = (to - from) / buckets;
      return {
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        omitted: 2,
        lanes: ['ONBOARDING', 'CONTENT', 'TRANSACTION', 'AFTER_SALES', 'SETTLEMENT', 'DECISIONS'].map((stage) => ({
          stage,
          counts: Array.from(
            { length: buckets },
            (_, bucket) =>
              timed.filter(
                (one) =>
                  one['stage'] === stage &&
                  Math.min(buckets - 1, Math.floor((Date.parse(one.at ?? '') - from) / step)) === bucket,
              ).length,
          ),
        })),
      };
    },
  };
};
const rings = Array.from({ length: 130 }, (_, index) => toRing(index));

type RingsArguments = {
  readonly filter?: {
    minSeverity?: string;
    typologies?: string[];
    markets?: string[];
    text?: string;
    minSize?: number;
  } | null;
  readonly orderBy?: { field: string; direction: string } | null;
  readonly first?: number;
  readonly after?: string;
};
const ORDER: Readonly<Record<string, (ring: (typeof rings)[number]) => number | string>> = {
  SCORE: (ring) => ring.score,
  SEVERITY: (ring) => -SEVERITIES.indexOf(ring.severity as 'LOW'),
  SIZE: (ring) => ring.size,
  CONFIDENCE: (ring) => ring.confidence,
  LAST_SEEN: (ring) => Date.parse(ring.lastSeen),
  STILL_STOPPABLE: (ring) => ring.score,
};

function selectRings({ filter, orderBy, first, after }: RingsArguments) {
  const matching = rings.filter(
    (ring) =>
      (!filter?.minSeverity ||
        SEVERITIES.indexOf(ring.severity as 'LOW') <= SEVERITIES.indexOf(filter.minSeverity as 'LOW')) &&
      (!filter?.typologies || ring.typologies.some(({ code }) => filter.typologies?.includes(code ?? ''))) &&
      (!filter?.markets || ring.markets.some((market) => filter.markets?.includes(market))) &&
      (!filter?.minSize || ring.size >= filter.minSize) &&
      (!filter?.text || ring.id === filter.text || ring.summary.includes(filter.text)),
  );
  const value = ORDER[orderBy?.field ?? 'SCORE'] as (ring: (typeof rings)[number]) => number;
  const sign = orderBy?.direction === 'ASC' ? 1 : -1;
  return connection(
    matching.sort((a, b) => sign * (value(a) - value(b))),
    first ?? 50,
    after ?? null,
  );
}

function neighbourhood({ of, linkTypes, limit }: { of: Ref[]; linkTypes?: string[] | null; limit: number }) {
  const start = of.map((ref) => entities.get(keyOf(ref))).filter((one) => one !== undefined);
  const touching = start.flatMap(linksOf).filter((one) => !linkTypes || linkTypes.includes(one.type));
  const all = [...new Set([...start, ...touching.flatMap((one) => [one.from, one.to])])];
  const nodes = all.slice(0, limit);
  return {
    nodes,
    links: touching.filter((one) => nodes.includes(one.from) && nodes.includes(one.to)),
    truncated: all.length > limit,
    omittedNodes: Math.max(0, all.length - limit),
  };
}

function paths({ from, to }: { from: Ref; to: Ref }) {
  const [a, b] = [entities.get(keyOf(from)), entities.get(keyOf(to))];
  if (!a || !b) return [];
  return linksOf(a)
    .flatMap((first) => {
      const middle = first.from === a ? first.to : first.from;
      const second = linksOf(middle).find((one) => one.from === b || one.to === b);
      return second ? [{ length: 2, strength: 0.38, nodes: [a, middle, b], links: [first, second] }] : [];
    })
    .slice(0, 3);
}

function investigate({ ids }: { ids?: string[] }) {
  const asked = ids ?? [];
  const found = asked.flatMap((id) => [...entities.values()].filter((one) => one.externalId === id));
  const [a, b] = found;
  const nodes = [...new Set([...found, ...devices, card])];
  return {
    subgraph:
      found.length === 0
        ? { nodes: [], links: [], truncated: false, omittedNodes: 0 }
        : {
            nodes,
            links: links.filter((one) => nodes.includes(one.from) && nodes.includes(one.to)),
            truncated: false,
            omittedNodes: 0,
          },
    paths: a && b ? paths({ from: a, to: b }) : [],
    rings: found.some((one) => buyers.includes(one)) ? [rings[0]] : [],
    alsoInvolved: found.length > 0 ? buyers.filter((one) => !found.includes(one)) : [],
    sharedIdentifiers: found.length > 0 ? rings[0]?.identifiers : [],
    unknown: asked.filter((id) => !found.some((one) => one.externalId === id)),
    found,
  };
}

function search({ text, first }: { text: string; first: number }) {
  const hits: object[] = [
    ...rings.filter((ring) => ring.id.startsWith(text)),
    ...[...entities.values()].filter(
      (one) =>
        one.externalId.startsWith(text) ||
        String(one['label'] ?? '')
          .toLowerCase()
          .includes(text.toLowerCase()),
    ),
    ...(text.startsWith('ord-') ? [{ __typename: 'Order', orderId: text, events: () => connection([]) }] : []),
    ...events.filter((one) => one['externalId'] === text),
  ];
  return connection(hits, first);
}

type EventsArguments = {
  of?: Ref[] | null;
  among?: boolean;
  types?: string[] | null;
  orderId?: string | null;
  from?: string | null;
  to?: string | null;
  first?: number;
  after?: string | null;
};
function selectEvents({ of, among, types, orderId, from, to, first, after }: EventsArguments) {
  const keys = new Set((of ?? []).map(keyOf));
  const matching = events.filter((one) => {
    const ends = [keys.has(keyOf(one.from)), keys.has(keyOf(one.to))];
    const isOf = keys.size === 0 || (among ? ends.every(Boolean) : ends.some(Boolean));
    return (
      isOf &&
      (!types || types.includes(one.type)) &&
      (!orderId || one.orderId === orderId) &&
      (!from || (one.at ?? '') >= from) &&
      (!to || (one.at ?? '') <= to)
    );
  });
  return connection(matching, first ?? 50, after ?? null);
}

const ROOT = {
  viewer: { name: 'Ada', role: 'ADMINISTRATOR' },
  status: {
    version: '0.1.0',
    graphStore: 'sqlite',
    caseStore: 'sqlite',
    changeNumber: 412,
    entities: entities.size,
    links: links.length,
    events: events.length,
  },
  entity: ({ ref }: { ref: Ref }) => entities.get(keyOf(ref)) ?? null,
  rings: selectRings,
  ring: ({ id }: { id: string }) => rings.find((ring) => ring.id === id) ?? null,
  neighbourhood,
  paths,
  investigate,
  search,
  events: selectEvents,
  detectionRuns: () => connection([run]),
  ...serviceAnswers({ entities, rings }),
};

export type Question = { readonly query: string; readonly variables?: Record<string, unknown> };

export const askMarketplace = ({ query, variables }: Question): Promise<ExecutionResult> =>
  graphql({ schema, source: query, rootValue: ROOT, variableValues: variables ?? {} });
