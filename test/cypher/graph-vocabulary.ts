/** Every name a statement may use: those of the ontology, and those of the model (server/src/adapters/neo4j/README.md). */
import {
  ENTITY_KIND_LIST,
  EVENT_REFERENCE_LIST,
  EVENT_TYPE_LIST,
  kindEntry,
  LINK_TYPE_LIST,
} from '../../server/src/domain/ontology.ts';

const capitalised = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

export const LABELS: readonly string[] = [
  ...ENTITY_KIND_LIST,
  ...new Set(ENTITY_KIND_LIST.map((kind) => capitalised(kindEntry(kind).class))),
  'Entity',
  'Removed',
  'Ring',
  'ClewlineStore',
  // Noted beside a graph of somebody else's.
  'Clewline_Ring',
  'Clewline_Member',
];
export const RELATIONSHIP_TYPES: readonly string[] = [
  ...LINK_TYPE_LIST,
  ...EVENT_TYPE_LIST,
  'EVENTS',
  'INVOLVED',
  'MEMBER_OF',
  'CLEWLINE_MEMBER_OF',
];

const ENTITY = [
  'key',
  'id',
  'label',
  'market',
  'createdAt',
  'status',
  'degree',
  'arrival',
  'folded',
  'words',
  'nextSettlementAt',
];
const RISK = ['riskLabel', 'riskLabelAt', 'riskReason', 'unsettledBalance', 'reservedBalance', 'currency'];
const MERGED = ['updatedAt', 'removedAt', 'versions'];
const LINK = ['count', 'firstSeen', 'lastSeen', 'sources', 'role', 'amount', 'dealings', 'type'];
const PARTS = ['stated', 'statedFirst', 'statedLast', 'observed', 'observedFirst', 'observedLast'];
const EVENT = [
  'at',
  'orderId',
  'declined',
  'outcome',
  'rating',
  'action',
  'reason',
  'quantity',
  'discount',
  'void',
  'undated',
];
const INVOLVEMENT = ['event', 'as'];
const RING = ['score', 'severity', 'summary', 'run', 'number', 'confidence'];
const NOTE = ['hash'];
const STORE = ['name', 'schema', 'changeNumber', 'entities', 'links', 'events', 'attributeNames', 'lockedAt', 'owner'];

export const PROPERTY_KEYS: readonly string[] = [
  ...new Set([
    ...ENTITY,
    ...RISK,
    ...MERGED,
    ...LINK,
    ...PARTS,
    ...EVENT,
    ...EVENT_REFERENCE_LIST,
    ...INVOLVEMENT,
    ...RING,
    ...NOTE,
    ...STORE,
  ]),
];
