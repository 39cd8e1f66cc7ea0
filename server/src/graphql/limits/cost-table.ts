/** What the cost of an operation is made of; see cost.ts for how it is added up. */
type Arguments = Readonly<Record<string, unknown>>;

export type FieldCost = {
  /** Work of one resolution beyond handing over what is already there. */
  readonly reads?: number | ((values: Arguments) => number);
  /** How many things one resolution answers with: a multiplier for everything selected below. */
  readonly size?: number | ((values: Arguments) => number);
};

const number = (value: unknown, usual: number): number => (typeof value === 'number' ? value : usual);
const length = (value: unknown): number => (Array.isArray(value) ? value.length : 0);

/** A connection: as many as were asked for. */
const page =
  (usual: number) =>
  ({ first, last }: Arguments): number =>
    number(first ?? last, usual);
const limit =
  (usual: number) =>
  (values: Arguments): number =>
    number(values['limit'], usual);
const references = ({ refs, orderIds, ids }: Arguments): number => length(refs) + length(orderIds) + length(ids);

/** A look-up that a loader joins with its neighbours into one call. */
const JOINED = 0.5;
/** One call of its own. */
const CALL = 5;
/** A walk over the graph starts at this and grows with what it may bring back. */
const WALK = 50;

/** Each is read, written and read again. */
const SEVERAL_ALERTS: FieldCost = {
  reads: ({ alerts }) => 3 * CALL * length(alerts),
  size: ({ alerts }) => length(alerts),
};

export const FIELD_COSTS: Readonly<Record<string, FieldCost>> = {
  'Query.node': { reads: CALL },
  'Query.status': { reads: WALK },
  'Query.entity': { reads: CALL },
  'Query.event': { reads: CALL },
  'Query.events': { reads: (values) => CALL + length(values['of']) / 10, size: page(50) },
  'Query.searchEntities': { reads: CALL, size: page(20) },
  'Query.search': { reads: 3 * CALL, size: page(20) },
  'Query.neighbourhood': {
    reads: (values) => WALK + (number(values['depth'], 1) * (limit(200)(values) + length(values['of']))) / 5,
    size: limit(200),
  },
  'Query.paths': {
    reads: (values) => WALK + 25 * number(values['maxLength'], 6),
    size: (values) => number(values['count'], 3),
  },
  'Query.investigate': { reads: (values) => 10 * WALK + 2 * references(values) },
  'Query.screen': { reads: (values) => 3 * WALK + 2 * length(values['identifiers']) },
  'Query.schedules': { reads: CALL, size: 10 },
  'Subscription.ringChanged': { reads: CALL },
  'Subscription.alertOpened': { reads: CALL },
  'Subscription.runProgress': { reads: CALL },
  'RunProgress.running': { size: 2 },
  'RingChanged.ring': { reads: CALL },
  'Query.alerts': { reads: CALL, size: page(20) },
  'Query.alert': { reads: CALL },
  'Query.alertHandlers': { reads: 2 * CALL },
  'Mutation.assignAlerts': SEVERAL_ALERTS,
  'Mutation.closeAlerts': SEVERAL_ALERTS,
  'Mutation.keepBackAlerts': SEVERAL_ALERTS,
  'Query.suppressions': { reads: CALL, size: page(20) },
  'Query.webhooks': { reads: CALL, size: 10 },
  'Query.webhookDeliveries': { reads: CALL, size: page(20) },
  'Query.rings': { reads: CALL, size: page(20) },
  'Query.ring': { reads: CALL },
  'Query.parameterSets': { reads: CALL, size: 20 },
  'Query.parameterActivations': { reads: CALL, size: 20 },
  'Query.compareRuns': { reads: 3 * WALK },
  'Query.reviewQueue': { reads: 2 * CALL },
  'RingConnection.reviewQueue': { reads: 2 * CALL },
  'Mutation.setReviewCapacity': { reads: 3 * CALL },
  'ParameterSet.parameters': { size: 90 },
  'ParameterSet.changed': { size: 5 },
  'RunComparison.changed': { size: 50 },
  'RunComparison.judged': { size: 11 },
  'Query.detectionRuns': { reads: CALL, size: page(20) },
  'Entity.linkCounts': { reads: JOINED, size: 10 },
  'Entity.rings': { reads: JOINED, size: page(20) },
  'Event.from': { reads: JOINED },
  'Event.to': { reads: JOINED },
  'Event.involved': { reads: JOINED, size: 3 },
  'Order.events': { reads: CALL, size: page(50) },
  'Path.nodes': { size: 6 },
  'Path.links': { size: 6 },
  'Subgraph.links': { size: 3 },
  'Investigation.subgraph': { size: 300 },
  'Investigation.paths': { size: 50 },
  'Investigation.rings': { size: 10 },
  'Investigation.alsoInvolved': { size: 50 },
  'Investigation.sharedIdentifiers': { size: 50 },
  'Investigation.found': { size: 100 },
  'Screening.matches': { size: 5 },
  'Screening.newIdentifiers': { reads: JOINED, size: 5 },
  'Screening.ignoredHubs': { size: 3 },
  'ScreeningMatch.path': { size: 4 },
  'ScreeningHop.from': { reads: JOINED },
  'ScreeningHop.to': { reads: JOINED },
  'ScreeningHop.link': { reads: JOINED },
  'Ring.members': { size: page(50) },
  'Ring.identifiers': { size: 10 },
  'Ring.typologies': { size: 2 },
  'Ring.evidence': { size: 5 },
  'Ring.counterEvidence': { size: 3 },
  'Ring.graph': { reads: (values) => WALK + limit(200)(values) / 5, size: limit(200) },
  'Ring.timeline': { reads: WALK },
  'Ring.lineage': { reads: CALL, size: 5 },
  'Ring.run': { reads: CALL },
  'Ring.successor': { reads: CALL },
  'Ring.asOf': { reads: CALL },
  'Ring.diff': { reads: WALK },
  'Ring.verdict': { reads: JOINED },
  'Ring.verdicts': { reads: JOINED, size: 5 },
  'Ring.similar': { reads: WALK, size: 5 },
  'Ring.alert': { reads: JOINED },
  'Alert.ring': { reads: CALL },
  'Alert.priorities': { size: 2 },
  'Alert.steps': { reads: CALL, size: 5 },
  'Suppression.ring': { reads: CALL },
  'Suppression.entity': { reads: JOINED },
  'Suppression.matches': { reads: CALL, size: page(20) },
  'RingMember.verdict': { reads: JOINED },
  'RingChange.joined': { reads: JOINED, size: 5 },
  'RingChange.left': { reads: JOINED, size: 5 },
  'RingDiff.joined': { size: 10 },
  'RingDiff.left': { size: 10 },
  'RingDiff.kept': { size: 30 },
  'RingDiff.linksGained': { size: 30 },
  'RingDiff.linksLost': { size: 30 },
  'RingDiff.linksKept': { size: 100 },
  'RingDiff.evidenceGained': { size: 5 },
  'RingDiff.evidenceLost': { size: 5 },
  'RingMember.entity': { reads: JOINED },
  'RingMember.otherRings': { reads: JOINED, size: 2 },
  'SharedIdentifier.entity': { reads: JOINED },
  'SharedIdentifier.rarity': { reads: JOINED },
  'SharedIdentifier.statement': { reads: JOINED },
  'Evidence.entities': { reads: CALL, size: 10 },
  'Evidence.members': { reads: CALL, size: 10 },
  'Evidence.links': { reads: CALL, size: 20 },
  'Evidence.events': { reads: CALL, size: page(50) },
  'DetectionRun.ignoredHubs': { size: 20 },
  'IgnoredHub.entity': { reads: JOINED },
};
