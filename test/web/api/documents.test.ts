import { type GraphQLEnumType, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { aliasesRule } from '../../../server/src/graphql/limits/aliases-rule.ts';
import { LIMITS } from '../../../server/src/graphql/limits/bounds.ts';
import { checkOperation } from '../../../server/src/graphql/limits/check-operation.ts';
import { depthRule } from '../../../server/src/graphql/limits/depth-rule.ts';
import * as alertActs from '../../../web/src/api/alert-acts.ts';
import { NEIGHBOURHOOD } from '../../../web/src/api/fetch-neighbourhood.ts';
import { PATHS } from '../../../web/src/api/fetch-paths.ts';
import * as alerts from '../../../web/src/api/use-alerts.ts';
import { DETECTION_RUNS } from '../../../web/src/api/use-detection-runs.ts';
import { ENTITY } from '../../../web/src/api/use-entity.ts';
import { EVENTS } from '../../../web/src/api/use-events.ts';
import { EVIDENCE_EVENTS, EVIDENCE_EVENTS_PAGE_SIZE } from '../../../web/src/api/use-evidence-events.ts';
import { EVIDENCE_ROWS } from '../../../web/src/api/use-evidence-rows.ts';
import { INVESTIGATE } from '../../../web/src/api/use-investigation.ts';
import { LEADS, SET_LEAD_VERDICT } from '../../../web/src/api/use-leads.ts';
import { ALERT_OPENED, RUN_PROGRESS } from '../../../web/src/api/use-live.ts';
import * as newcomers from '../../../web/src/api/use-newcomers.ts';
import * as parameters from '../../../web/src/api/use-parameters.ts';
import * as review from '../../../web/src/api/use-review-queue.ts';
import { RING } from '../../../web/src/api/use-ring.ts';
import { RING_DIFF } from '../../../web/src/api/use-ring-diff.ts';
import { RING_GRAPH } from '../../../web/src/api/use-ring-graph.ts';
import { RING_IDENTIFIERS } from '../../../web/src/api/use-ring-identifiers.ts';
import { MEMBERS_PAGE_SIZE, RING_MEMBERS } from '../../../web/src/api/use-ring-members.ts';
import { RING_ROLES, ROLES_PAGE_SIZE } from '../../../web/src/api/use-ring-roles.ts';
import { RING_TIMELINE } from '../../../web/src/api/use-ring-timeline.ts';
import { RING_VERDICT, SET_RING_VERDICT } from '../../../web/src/api/use-ring-verdict.ts';
import { RINGS } from '../../../web/src/api/use-rings.ts';
import * as schedules from '../../../web/src/api/use-schedules.ts';
import { SCREENING } from '../../../web/src/api/use-screening.ts';
import { SEARCH } from '../../../web/src/api/use-search.ts';
import { STORE_STATUS } from '../../../web/src/api/use-store-status.ts';
import * as suppressions from '../../../web/src/api/use-suppressions.ts';
import { VIEWER } from '../../../web/src/api/use-viewer.ts';
import * as webhooks from '../../../web/src/api/use-webhooks.ts';
import * as vocabulary from '../../../web/src/api/vocabulary.ts';
import * as boardVocabulary from '../../../web/src/exploration/vocabulary.ts';
import { schema } from '../support/marketplace.fake.ts';

const REF = { kind: 'BUYER', externalId: 'b-1' };
const REFS = Array.from({ length: 500 }, (_, index) => ({ ...REF, externalId: `b-${index}` }));

const HUNDRED = Array.from({ length: 100 }, (_, index) => ({ id: `alr_${index}`, revision: index }));

/** Each document with the largest variables the web ever sends. */
const DOCUMENTS: Readonly<Record<string, readonly [string, Record<string, unknown>]>> = {
  RINGS: [RINGS, { filter: { text: 'x' }, orderBy: { field: 'SCORE', direction: 'DESC' }, first: 50, after: null }],
  RING: [RING, { id: 'rng_1' }],
  RING_DIFF: [RING_DIFF, { id: 'rng_1', fromRun: 'run_1' }],
  RING_VERDICT: [RING_VERDICT, { id: 'rng_1' }],
  SET_RING_VERDICT: [SET_RING_VERDICT, { id: 'rng_1', verdict: 'CONFIRMED', reason: 'FRAUD', note: '' }],
  RING_GRAPH: [RING_GRAPH, { id: 'rng_1', limit: 1000 }],
  RING_MEMBERS: [RING_MEMBERS, { id: 'rng_1', first: MEMBERS_PAGE_SIZE, after: null }],
  RING_ROLES: [RING_ROLES, { id: 'rng_1', first: ROLES_PAGE_SIZE, after: null }],
  RING_IDENTIFIERS: [RING_IDENTIFIERS, { id: 'rng_1' }],
  RING_TIMELINE: [RING_TIMELINE, { id: 'rng_1', buckets: 96 }],
  EVIDENCE_ROWS: [EVIDENCE_ROWS, { id: 'rng_1' }],
  EVIDENCE_EVENTS: [EVIDENCE_EVENTS, { id: 'rng_1', first: EVIDENCE_EVENTS_PAGE_SIZE, after: null }],
  EVENTS: [EVENTS, { of: REFS, among: true, first: 50, after: null }],
  ENTITY: [ENTITY, { ref: REF }],
  NEIGHBOURHOOD: [NEIGHBOURHOOD, { of: [REF], depth: 1, linkTypes: null, limit: 1000 }],
  PATHS: [PATHS, { from: REF, to: REF, avoidHubs: true }],
  SCREENING: [SCREENING, { entity: REF }],
  SEARCH: [SEARCH, { text: 'x' }],
  INVESTIGATE: [INVESTIGATE, { ids: REFS.map(({ externalId }) => externalId) }],
  DETECTION_RUNS: [DETECTION_RUNS, { after: null }],
  VIEWER: [VIEWER, {}],
  STORE_STATUS: [STORE_STATUS, {}],
  ALERTS: [
    alerts.ALERTS,
    { statuses: ['OPEN', 'ACKNOWLEDGED'], filter: { unassigned: true }, orderBy: { field: 'PRIORITY' }, after: null },
  ],
  ASSIGN_ALERT: [alerts.ASSIGN_ALERT, { id: 'alr_1', to: 'Ada', note: 'n', revision: 1 }],
  ASSIGN_ALERTS: [alertActs.ASSIGN_ALERTS, { alerts: HUNDRED, to: null, note: 'n' }],
  CLOSE_ALERTS: [alertActs.CLOSE_ALERTS, { alerts: HUNDRED, reason: 'HANDLED', note: 'n' }],
  KEEP_BACK_ALERTS: [
    alertActs.KEEP_BACK_ALERTS,
    { alerts: HUNDRED, kind: 'SUPPRESS', reason: 'r', until: '2026-10-01T00:00:00Z' },
  ],
  ALERT_HANDLERS: [alertActs.ALERT_HANDLERS, {}],
  RING_ALERT: [alerts.RING_ALERT, { id: 'rng_1' }],
  ACKNOWLEDGE_ALERT: [alerts.ACKNOWLEDGE_ALERT, { id: 'alr_1', note: 'n' }],
  CLOSE_ALERT: [alerts.CLOSE_ALERT, { id: 'alr_1', reason: 'HANDLED', note: 'n' }],
  REOPEN_ALERT: [alerts.REOPEN_ALERT, { id: 'alr_1' }],
  SUPPRESS: [suppressions.SUPPRESS, { kind: 'ALLOW', target: { ring: 'rng_1' }, reason: 'r', until: '2030-01-01' }],
  ENTITY_SUPPRESSIONS: [suppressions.ENTITY_SUPPRESSIONS, { entity: REFS[0] }],
  NEWCOMERS: [newcomers.NEWCOMERS, { statuses: ['OPEN'], ring: null, after: null }],
  LEADS: [LEADS, { show: 'TO_LOOK_AT', after: null }],
  SET_LEAD_VERDICT: [
    SET_LEAD_VERDICT,
    { account: REF, verdict: 'NOT_INVOLVED', reason: 'HOUSEHOLD', note: 'n', lastVerdictAt: null },
  ],
  RING_NEWCOMERS: [newcomers.RING_NEWCOMERS, { ring: 'rng_1' }],
  CLOSE_NEWCOMER: [newcomers.CLOSE_NEWCOMER, { id: 'new_1', note: 'n' }],
  REOPEN_NEWCOMER: [newcomers.REOPEN_NEWCOMER, { id: 'new_1' }],
  SUPPRESSIONS: [suppressions.SUPPRESSIONS, { after: null }],
  RENEW_SUPPRESSION: [suppressions.RENEW_SUPPRESSION, { id: 'sup_1', until: '2030-01-01', reason: 'r' }],
  END_SUPPRESSION: [suppressions.END_SUPPRESSION, { id: 'sup_1' }],
  ALERT_OPENED: [ALERT_OPENED, {}],
  RUN_PROGRESS: [RUN_PROGRESS, {}],
  PARAMETER_SETS: [parameters.PARAMETER_SETS, {}],
  COMPARE_RUNS: [parameters.COMPARE_RUNS, { first: 'run_a', second: 'run_b' }],
  REVIEW_QUEUE: [review.REVIEW_QUEUE, {}],
  SET_REVIEW_CAPACITY: [review.SET_REVIEW_CAPACITY, { ringsPerDay: 20 }],
  SCHEDULES: [schedules.SCHEDULES, {}],
  CREATE_SCHEDULE: [schedules.CREATE_SCHEDULE, { job: 'DETECTION', cron: '0 3 * * *', timeZone: 'UTC' }],
  PAUSE_SCHEDULE: [schedules.PAUSE_SCHEDULE, { id: 'sch_1', paused: true }],
  RUN_SCHEDULE: [schedules.RUN_SCHEDULE, { id: 'sch_1' }],
  REMOVE_SCHEDULE: [schedules.REMOVE_SCHEDULE, { id: 'sch_1' }],
  WEBHOOKS: [webhooks.WEBHOOKS, {}],
  DELIVERIES: [webhooks.DELIVERIES, { after: null }],
  CREATE_WEBHOOK: [webhooks.CREATE_WEBHOOK, { url: 'https://a.example/', events: ['RUN_FAILED'] }],
  ROTATE_SECRET: [webhooks.ROTATE_SECRET, { id: 'hook_1' }],
  SET_ACTIVE: [webhooks.SET_ACTIVE, { id: 'hook_1', active: true }],
  TEST_WEBHOOK: [webhooks.TEST_WEBHOOK, { id: 'hook_1' }],
  REMOVE_WEBHOOK: [webhooks.REMOVE_WEBHOOK, { id: 'hook_1' }],
  REPLAY: [webhooks.REPLAY, { id: 'dlv_1' }],
};

const PRINCIPAL = { id: 'u', name: 'u', role: 'viewer', via: 'session' } as const;

describe.each(Object.entries(DOCUMENTS))('the document %s', (_name, [source, variables]) => {
  const document = parse(source, { maxTokens: LIMITS.tokens });
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition');

  it('asks only for what the schema has, with variables of its types', () => {
    expect(validate(schema, document)).toEqual([]);
  });

  it('stays within the depth, alias and cost limits of the server', () => {
    expect(validate(schema, document, [depthRule, aliasesRule])).toEqual([]);
    if (operation?.kind !== 'OperationDefinition') throw new Error('no operation');
    const asker = { principal: PRINCIPAL, environment: 'production' } as unknown as Parameters<
      typeof checkOperation
    >[2];
    expect(() => checkOperation(schema, { document, operation, variables }, asker)).not.toThrow();
  });
});

const enumValues = (name: string): readonly string[] =>
  (schema.getType(name) as GraphQLEnumType)
    .getValues()
    .map((value) => value.name)
    .sort();

describe('the vocabulary of the web', () => {
  it.each([
    ['EntityKind', boardVocabulary.ENTITY_KINDS],
    ['LinkType', boardVocabulary.LINK_TYPES],
    ['EventType', vocabulary.EVENT_TYPES],
    ['Stage', vocabulary.STAGES],
    ['Severity', vocabulary.SEVERITIES],
    ['RingStatus', vocabulary.RING_STATUSES],
    ['TypologyCode', vocabulary.TYPOLOGY_CODES],
    ['EvidenceType', vocabulary.EVIDENCE_TYPES],
    ['RingOrderField', vocabulary.RING_ORDER_FIELDS],
    ['OrderDirection', vocabulary.ORDER_DIRECTIONS],
    ['RingChangeType', vocabulary.RING_CHANGE_TYPES],
    ['Job', vocabulary.JOBS],
    ['AlertStatus', vocabulary.ALERT_STATUSES],
    ['GivenAlertCloseReason', vocabulary.GIVEN_CLOSE_REASONS],
    ['NewcomerStatus', vocabulary.NEWCOMER_STATUSES],
    ['LeadShow', vocabulary.LEAD_SHOWS],
    ['SuppressionKind', vocabulary.SUPPRESSION_KINDS],
    ['SuppressionStatus', vocabulary.SUPPRESSION_STATUSES],
    ['WebhookEvent', vocabulary.WEBHOOK_EVENTS],
    ['WebhookStatus', vocabulary.WEBHOOK_STATUSES],
    ['DeliveryStatus', vocabulary.DELIVERY_STATUSES],
  ])('knows every %s of the schema and no other', (name, values) => {
    expect([...values].sort()).toEqual(enumValues(name));
  });
});
