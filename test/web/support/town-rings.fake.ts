/** What detection found in the fake marketplace: one ring told in full, and many more to fill a list. */

import { alert } from './service.fake.ts';
import { at, buyers, card, connection, devices, entities, eur, links, payout, sellers, wifi } from './town.fake.ts';
import { events } from './town-events.fake.ts';
import { counterEvidence, evidence, withEvents } from './town-evidence.fake.ts';

/** Published before `run`, which every ring was last seen in. */
export const toEarlierRun = () => ({
  ...run,
  id: 'earlier',
  runId: 'run_20260901',
  finishedAt: '2026-09-01T06:00:00Z',
  asOf: '2026-09-01',
});

export const run = {
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
  incremental: null,
  stood: ['rng_8KQ2'],
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
  verdict: null as object | null,
}));

export const SEVERITIES = ['CRITICAL', 'HIGH', 'MEDIUM', 'LOW'] as const;
const TYPOLOGIES = ['REFUND_RING', 'PROMO_ABUSE', 'DEVICE_FARM', 'PAYOUT_MULE_HUB'] as const;
const graphNodes = [...sellers, ...buyers, ...devices, card, payout];
const graphLinks = links.filter((one) => graphNodes.includes(one.from) && graphNodes.includes(one.to));

/** Verdicts given to the fake service, by the ring's place; those before them. */
export const given = new Map<number, object>();
export const past = new Map<number, readonly object[]>();

const tie = (from: unknown, to: unknown, statement: string) => ({
  from,
  to,
  strength: 0.9,
  types: [],
  statement,
  entities: [],
});

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
      { name: 'SHARED_DEVICE', points: 40 },
      { name: 'SHARED_DEVICE', points: 3.1 },
      { name: 'SHARED_PAYMENT_INSTRUMENT', points: 29.4 },
      { name: 'SYNCHRONY', points: 29.2 },
      { name: 'SATURATION', points: -7.5 },
    ],
    stability: {
      repetitions: 10,
      returned: 6,
      returnedWhole: 4,
      isStable: false,
      statement: 'Unstable: found again in 6 of 10 searches',
    },
    evidenceTree: [
      tie(sellers[0], sellers[1], 'Both are paid out to one payout account'),
      tie(sellers[0], buyers[0], '8 orders between them'),
      tie(buyers[0], buyers[1], 'Both paid with one card'),
    ],
    chance:
      index === 0 ? { copies: 10, copiesAsTight: 0, falseDiscoveryRate: 0, statement: 'In 10 copies, none' } : null,
    wouldDrop: 'Without the two shared devices the score would be 51.1: medium.',
    exposure: {
      stillStoppable: [eur('16241'), { amount: '310.5', currency: 'USD' }],
      alreadyLost: [eur('2204.35')],
      turnover: [eur('48210.99')],
    },
    lineage: [{ type: 'BORN', at: at(29), runId: run.id, statement: 'First found with 11 members.', others: [] }],
    formerId: null,
    similar: [],
    verdict: () => given.get(index) ?? null,
    verdicts: () => [...(past.get(index) ?? []), ...(given.has(index) ? [given.get(index)] : [])],
    alert: index === 0 ? alert : null,
    diff: () => ({
      from: { ring: { score: 81 }, run: toEarlierRun() },
      to: { ring: { score: 94.2 }, run },
      joined: members0.slice(0, 2),
      left: members0.slice(2, 3),
      kept: members0.slice(3),
      linksGained: graphLinks.slice(0, 1),
      linksLost: [],
      linksKept: graphLinks.slice(1),
      evidenceGained: [],
      evidenceLost: [],
      truncated: false,
    }),
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
export const rings = Array.from({ length: 130 }, (_, index) => toRing(index));

/** An entity knows its rings once there are any. */
for (const one of entities.values()) {
  one['rings'] = () => connection(rings.filter((ring) => ring.members0.some(({ entity }) => entity === one)));
}
