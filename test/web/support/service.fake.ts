/** What the fake marketplace answers about screening, hooks and schedules. */
type Thing = { readonly kind: string; readonly externalId: string };
type Holding = {
  readonly entities: ReadonlyMap<string, Thing & Record<string, unknown>>;
  readonly rings: readonly (object & Record<string, unknown>)[];
};

/** One account is tied over one card to the first ring; nothing else is tied to anything. */
export const TIED = 'b-1001';

const hook = {
  id: 'hook_1',
  url: 'https://pager.example/hook',
  description: '',
  events: ['RING_CREATED'],
  status: 'ACTIVE',
  problem: 'The receiver answered 500.',
  previousSecretUntil: '2026-09-28T11:00:00Z',
  waitsUntil: '2026-09-27T12:30:00Z',
};
const delivery = {
  id: 'dlv_1',
  webhookId: hook.id,
  messageId: 'msg_1',
  type: 'ring.created',
  at: '2026-09-27T11:00:00Z',
  payload: '{"type":"ring.created"}',
  status: 'PENDING',
  attempts: 2,
  problem: 'The receiver answered 500.',
  nextAttemptAt: '2026-09-27T12:30:00Z',
};
const schedule = {
  id: 'sch_1',
  job: 'DETECTION',
  cron: '0 3 * * *',
  timeZone: 'Europe/Berlin',
  paused: false,
  nextRunAt: '2026-09-28T01:00:00Z',
  lastStartedAt: '2026-09-27T11:57:00Z',
  lastFinishedAt: null,
  problem: 'The disk is full.',
  running: true,
  stage: 'communities',
};
export const alert = {
  ...{
    id: 'alr_1',
    ringId: 'rng_1',
    revision: 7,
    assignment: null,
    closeReason: null,
    status: 'OPEN',
    reason: '+3 accounts, now HIGH',
    raises: 2,
    severity: 'HIGH',
  },
  ...{ score: 80, growth: 1.5, hoursLeft: 6, settlesAt: '2026-09-28T01:00:00Z', raisedAt: '2026-09-27T11:00:00Z' },
  priorities: [{ atRisk: { amount: '1200', currency: 'USD' }, perHour: 300 }],
  handled: { by: 'Ada', at: '2026-09-27T11:30:00Z', note: 'looking' },
};
const at = '2026-09-26T12:00:00Z';
const suppression = {
  ...{ id: 'sup_1', kind: 'SUPPRESS', status: 'DUE', ring: null, entity: null, range: null, typology: 'BRUSHING' },
  ...{ reason: 'A known campaign', owner: 'Ada', expiresAt: '2026-09-26T12:00:00Z' },
  matches: {
    ...{ totalCount: 6, pageInfo: { hasNextPage: true, endCursor: 'x' } },
    nodes: [{ ringId: 'rng_1', count: 3, firstAt: at, lastAt: at, statement: 'New ring: 9 members' }],
  },
};
const newcomer = {
  ...{ id: 'new_1', status: 'OPEN', registeredAt: '2026-09-26', foundAt: at, risk: 0.61, confirmedFraud: null },
  ...{ statement: 'Tied over one card to the first ring.', keptBackBy: null, handled: null },
};
const lead = {
  ...{
    score: 24.4,
    summary: 'Two buyers who share a card.',
    exposure: { stillStoppable: [], alreadyLost: [], turnover: [] },
  },
  evidence: [{ type: 'SHARED_PAYMENT_INSTRUMENT', statement: 'Both paid with one card.', weight: 0.6 }],
  counterEvidence: [{ type: 'LONG_TENURE', statement: 'Known for three years.', weight: -0.2 }],
  verdict: null,
  keptBackBy: null,
};
const leadVerdict = {
  verdict: 'NOT_INVOLVED',
  reason: 'HOUSEHOLD',
  note: 'sisters',
  by: 'anna',
  at: '2026-03-01T00:00:00Z',
};
const standings: Readonly<Record<string, object>> = {
  JUDGED: { verdict: leadVerdict },
  KEPT_BACK: { keptBackBy: suppression },
};
const keptBack = { status: 'KEPT_BACK', keptBackBy: suppression };
const keyOf = ({ kind, externalId }: Thing): string => `${kind}:${externalId}`;
const hopOf = (from: Thing | undefined, to: Thing | undefined) => ({ from, to, accounts: 5, known: 4 });
const STANDARD = {
  ...{ id: 'par_standard', name: 'standard', why: 'The defaults of this version.', by: null, at: null },
  ...{ inForce: true, changed: [] },
};
const STRICT = {
  ...{ id: 'par_1', name: 'strict', why: 'fewer alarms', by: 'Ada', at: '2026-09-27T11:00:00Z', inForce: false },
  changed: [{ path: 'typologies.BRUSHING.leastBuyers', value: 5, standard: 3 }],
};
const judged = (rings: number, confirmed: number, dismissed: number) => {
  const precision = confirmed + dismissed === 0 ? null : confirmed / (confirmed + dismissed);
  return { rings, confirmed, dismissed, precision };
};
const comparison = {
  ...{ differentInput: ['highScore'], gained: [], lost: ['rng_1', 'rng_2'], lostConfirmed: [], unchanged: 120 },
  ...{ lostDismissed: ['rng_2'], changed: [] },
  judged: [
    { minSeverity: 'HIGH', minScore: null, before: judged(15, 3, 1), after: judged(13, 3, 0) },
    { minSeverity: null, minScore: 90, before: judged(2, 0, 0), after: judged(2, 0, 0) },
  ],
};
const reviewQueue = {
  ...{ capacity: { ringsPerDay: 20, by: 'Ada', at: '2026-09-27T11:00:00Z' }, days: 28, reachesAll: false },
  inflow: [{ perDay: 1.5 }, { perDay: 30 }],
  open: [{ count: 15 }, { count: 115 }],
  reach: { severity: 'HIGH', score: 54.2 },
};
const pageInfo = { hasNextPage: false, endCursor: null };

/** Somebody was faster with the second. */
const toOutcomes = ({ alerts }: { readonly alerts: readonly { readonly id: string }[] }) =>
  alerts.map(({ id }) => ({ id, problem: id === 'alr_1' ? 'The alert alr_1 was changed meanwhile.' : null }));

export const serviceAnswers = ({ entities, rings }: Holding) => ({
  alerts: ({ statuses }: { statuses: readonly string[] }) => {
    const nodes = statuses.includes('OPEN')
      ? rings.map((ring, i) => ({ ...alert, id: `alr_${i}`, ringId: ring['id'], ring }))
      : [];
    return { nodes, totalCount: nodes.length, pageInfo };
  },
  alertHandlers: ['Ada', 'Bert'],
  assignAlert: alert,
  assignAlerts: toOutcomes,
  closeAlerts: toOutcomes,
  keepBackAlerts: toOutcomes,
  suppressions: { nodes: [suppression], totalCount: 1, pageInfo },
  suppressionsOf: ({ entity: ref }: { entity: Thing }) =>
    ref.externalId === TIED
      ? [{ ...suppression, kind: 'ALLOW', status: 'IN_FORCE', typology: null, entity: entities.get(keyOf(ref)) }]
      : [],
  newcomers: ({ statuses, ring }: { statuses: readonly string[]; ring?: string | null }) => {
    const account = entities.get(`BUYER:${TIED}`);
    const card = [...entities.values()].find(({ kind }) => kind === 'PAYMENT_INSTRUMENT');
    const near = {
      ...newcomer,
      account,
      ring: rings[0],
      path: [{ ...hopOf(account, card), statement: 'Paid with it.' }],
    };
    const isAsked = statuses.includes('OPEN') && (ring == null || ring === rings[0]?.['id']);
    const nodes = isAsked ? [near] : statuses.includes('KEPT_BACK') ? [{ ...near, ...keptBack }] : [];
    return { nodes, totalCount: nodes.length, pageInfo };
  },
  leads: ({ show }: { show: string }) => {
    const [account, known] = [entities.get(`BUYER:${TIED}`), entities.get('BUYER:b-1002')];
    return {
      nodes: [
        {
          ...lead,
          ...standings[show],
          accounts: [{ ...account, rings: { nodes: rings.slice(0, 1) } }],
          known: [known],
        },
      ],
      totalCount: 1,
      pageInfo,
    };
  },
  setLeadVerdict: lead,
  closeNewcomer: newcomer,
  reopenNewcomer: newcomer,
  acknowledgeAlert: alert,
  closeAlert: alert,
  reopenAlert: alert,
  suppressAlerts: suppression,
  renewSuppression: suppression,
  endSuppression: suppression,
  parameterSets: [STANDARD, STRICT],
  compareRuns: comparison,
  reviewQueue,
  setReviewCapacity: reviewQueue,
  schedules: [schedule],
  createSchedule: schedule,
  runScheduleNow: schedule,
  setSchedulePaused: schedule,
  removeSchedule: schedule,
  webhooks: [hook],
  webhookDeliveries: { nodes: [delivery], totalCount: 1, pageInfo },
  createWebhook: { secret: 'whsec_shown-once', webhook: hook },
  rotateWebhookSecret: { secret: 'whsec_shown-again', webhook: hook },
  testWebhook: hook,
  removeWebhook: hook,
  replayWebhookDelivery: delivery,
  screen: ({ entity: ref }: { entity: Thing }) => {
    const entity = entities.get(keyOf(ref)) ?? { ...ref, id: 'unknown' };
    const shared = { newIdentifiers: [], ignoredHubs: [], changeNumber: 412, entity, known: true };
    if (ref.externalId !== TIED) {
      return {
        ...shared,
        risk: 0,
        statement: 'Nothing known is tied to it within four links.',
        nearest: null,
        matches: [],
      };
    }
    const card = [...entities.values()].find(({ kind }) => kind === 'PAYMENT_INSTRUMENT') ?? entity;
    const hop = { ...hopOf(entity, card), link: null, passes: 0.17, statement: 'Paid with it.' };
    const statement = 'Tied over one card to the first ring.';
    const match = { ring: rings[0] ?? null, confirmedFraud: null, risk: 0.61, hops: 1, path: [hop], statement };
    return { ...shared, risk: 0.61, statement, nearest: match, matches: [match] };
  },
});
