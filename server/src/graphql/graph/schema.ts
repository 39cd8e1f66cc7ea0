import {
  DRAWN_LINK_TYPE_LIST,
  ENTITY_KIND_LIST,
  ENTITY_STATUSES,
  EVENT_STATUSES,
  EVENT_TYPE_LIST,
  RISK_LABELS,
  STAGES,
} from '../../domain/ontology.ts';
import { toEnumName } from '../shared/enum-name.ts';

const values = (list: readonly string[]): string => list.map(toEnumName).join('\n    ');

export const graphSchema = /* GraphQL */ `
  enum EntityKind {
    ${values(ENTITY_KIND_LIST)}
  }
  enum EntityStatus {
    ${values(ENTITY_STATUSES)}
  }
  enum RiskLabel {
    ${values(RISK_LABELS)}
  }
  "Lasting relations, and the event types: events of one type between the same two ends are drawn as one link."
  enum LinkType {
    ${values(DRAWN_LINK_TYPE_LIST)}
  }
  enum EventType {
    ${values(EVENT_TYPE_LIST)}
  }
  enum EventStatus {
    ${values(EVENT_STATUSES)}
  }
  enum Stage {
    ${values(STAGES)}
  }

  input EntityRef {
    kind: EntityKind!
    externalId: String!
  }

  type Attribute {
    name: String!
    value: String!
  }

  type LinkTypeCount {
    type: LinkType!
    count: Int!
  }

  "A seller, buyer, creator, identifier or thing of the marketplace."
  type Entity implements Node {
    id: ID!
    kind: EntityKind!
    externalId: String!
    "What a person calls it; null when the platform gave none."
    label: String
    "Where it trades; null when unknown."
    market: String
    "When the platform first knew it; null when unknown."
    createdAt: DateTime
    status: EntityStatus!
    "What was decided elsewhere; null when nothing was."
    riskLabel: RiskLabel
    "When it was decided; null when unknown."
    riskLabelAt: DateTime
    "A typology code; null when none was given."
    riskReason: String
    "Money the marketplace still holds for it; null when none is known."
    unsettledBalance: Money
    "Null when none is known."
    reservedBalance: Money
    "When that money leaves; null when unknown."
    nextSettlementAt: DateTime
    "From then on not part of the present picture; null while it is."
    removedAt: DateTime
    attributes: [Attribute!]!
    "Distinct drawn links at this entity, in both directions."
    linkCount: Int!
    "The same by type: what an expansion of that type could add."
    linkCounts: [LinkTypeCount!]!
    rings(first: Int = 20): RingConnection!
  }

  "One line between two entities: a lasting relation, or all events of one type between the same two ends."
  type Link {
    id: ID!
    type: LinkType!
    from: Entity!
    to: Entity!
    "Null when no time is known."
    firstSeen: DateTime
    "Null when no time is known."
    lastSeen: DateTime
    count: Int!
    "Where it was observed."
    sources: [String!]!
    "0–1, from type, count and the degrees of both ends only."
    strength: Float!
    "Why these two are tied, in words."
    explanation: String!
  }

  type Event implements Node {
    id: ID!
    externalId: String!
    type: EventType!
    stage: Stage!
    "Null when unknown: then it is no evidence of anything about time."
    at: DateTime
    from: Entity!
    to: Entity!
    "Null when not stated."
    status: EventStatus
    "Null when no money moved."
    amount: Money
    "Groups the lines of an order; null when it belongs to none."
    orderId: String
    "Other entities involved: device, payment instrument, product, …"
    involved: [Entity!]!
    "A refused payment or failed attempt; null when not stated."
    declined: Boolean
    "Null when not stated."
    rating: Float
    "What an ENFORCEMENT or ENGAGEMENT did; null otherwise."
    action: String
    "Free text; null when none was given."
    reason: String
    "Units of an order line; null when not stated."
    quantity: Float
    "Paid by the platform; null when none."
    discount: Money
    attributes: [Attribute!]!
  }

  type EntityEdge {
    cursor: String!
    node: Entity!
  }
  type EntityConnection {
    edges: [EntityEdge!]!
    nodes: [Entity!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type EventEdge {
    cursor: String!
    node: Event!
  }
  type EventConnection {
    edges: [EventEdge!]!
    nodes: [Event!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }

  type Subgraph {
    nodes: [Entity!]!
    links: [Link!]!
    truncated: Boolean!
    omittedNodes: Int!
  }

  "One way from one entity to another, with what ties each hop."
  type Path {
    length: Int!
    "Product of the strengths of its links, 0–1."
    strength: Float!
    nodes: [Entity!]!
    links: [Link!]!
  }

  "All events of one order."
  type Order {
    orderId: String!
    events(first: Int = 50, after: String): EventConnection!
  }

  union SearchResult = Entity | Ring | Order | Event
  type SearchResultEdge {
    cursor: String!
    node: SearchResult!
  }
  type SearchResultConnection {
    edges: [SearchResultEdge!]!
    nodes: [SearchResult!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }

  extend type Query {
    "Null when there is no such entity, or it may not be seen."
    entity(ref: EntityRef!): Entity
    "By the event's own id or its global id; null when there is none, or it may not be seen."
    event(id: String!): Event
    "Newest first; events of unknown time come last. With among: true both parties must be in the list."
    events(
      of: [EntityRef!]
      among: Boolean = false
      types: [EventType!]
      orderId: String
      from: DateTime
      to: DateTime
      first: Int = 50
      after: String
    ): EventConnection!
    "Exact id first, then beginnings of ids and of the words of labels, whatever the case."
    searchEntities(text: String!, kinds: [EntityKind!], first: Int = 20, after: String): EntityConnection!
    "Whatever an investigator holds: an account, order, tracking number, device, ring; case and blanks around it aside."
    search(text: String!, first: Int = 20, after: String): SearchResultConnection!
    "Everything within depth (1–3) links of the given entities; the most suspicious first when cut."
    neighbourhood(
      of: [EntityRef!]!
      depth: Int = 1
      linkTypes: [LinkType!]
      from: DateTime
      to: DateTime
      limit: Int = 200
    ): Subgraph!
    "Up to count best paths, strongest evidence first; hubs avoided unless asked for."
    paths(from: EntityRef!, to: EntityRef!, maxLength: Int = 6, count: Int = 3, avoidHubs: Boolean = true): [Path!]!
  }
`;
