import {
  COUNTER_EVIDENCE_TYPES,
  EVIDENCE_TYPES,
  MEMBER_ROLES,
  RING_STATUSES,
  SEVERITIES,
  TYPOLOGY_CODES,
} from '../../domain/ring.ts';
import { RING_CHANGE_TYPES } from '../../domain/ring-change.ts';

const values = (list: readonly string[]): string => list.join('\n    ');

export const ringsSchema = /* GraphQL */ `
  enum Severity {
    ${values(SEVERITIES)}
  }
  enum RingStatus {
    ${values(RING_STATUSES)}
  }
  enum MemberRole {
    ${values(MEMBER_ROLES)}
  }
  enum TypologyCode {
    ${values(TYPOLOGY_CODES)}
  }
  "What speaks for a ring, and (from LONG_TENURE on) what speaks against it."
  enum EvidenceType {
    ${values([...EVIDENCE_TYPES, ...COUNTER_EVIDENCE_TYPES])}
  }

  "A group of actors who seem to act together, why we think so, and what speaks against it."
  type Ring implements Node {
    "rng_…, the same everywhere."
    id: ID!
    "0–100: ranks."
    score: Float!
    severity: Severity!
    "How sure, 0–1: of rings with such a score in generated marketplaces, the share that was real. A marketplace may hold fewer: its verdicts tell."
    confidence: Float!
    status: RingStatus!
    size: Int!
    summary: String!
    markets: [String!]!
    stages: [Stage!]!
    members(first: Int = 50, after: String): RingMemberConnection!
    identifiers: [SharedIdentifier!]!
    typologies: [TypologyMatch!]!
    evidence: [Evidence!]!
    counterEvidence: [Evidence!]!
    "The addends of the score."
    scoreTerms: [ScoreTerm!]!
    "What would drop it below its severity; null when nothing single would."
    wouldDrop: String
    "How often it came back in searches without some of the links; null for a pair or a ring of an older run."
    stability: RingStability
    "How chance compares; null for a pair or a ring of an older run."
    chance: RingChance
    "The fewest ties that hold its members together, the strongest; \`from\` comes before \`to\`. Empty for older runs."
    evidenceTree: [EvidenceTie!]!
    exposure: Exposure!
    "Members, what they share and what ties them; the most suspicious first when cut."
    graph(limit: Int = 200): Subgraph!
    "Events among members and what they share, counted by stage in equal steps of time; null when none has a time."
    timeline(buckets: Int = 60): RingTimeline
    "Everything that happened to it, oldest first."
    lineage: [RingChange!]!
    "The id asked for, where that ring ended and this one goes on."
    formerId: ID
    "The ring that goes on where this one ended in another."
    successor: Ring
    "As the last published run that looked at a moment not after this saw it; null where it was not known yet."
    asOf(date: DateTime!): Ring
    """
    What changed between two dates or runs (default: up to now); null where it was not known at the later one. With
    \`fromRing\`, since that ring: one that went into this one, or that this one came out of.
    """
    diff(from: DateTime, to: DateTime, fromRun: ID, toRun: ID, fromRing: ID): RingDiff
    "The run it was last seen in; null when it was never published."
    run: DetectionRun
    "Null when no time is known."
    firstSeen: DateTime
    "Null when no time is known."
    lastSeen: DateTime
  }

  "The surroundings of the ring searched again, each time without some of the links."
  type RingStability {
    repetitions: Int!
    "Repetitions that found half of it and more again (Jaccard index 0.5)."
    returned: Int!
    "Repetitions that found nearly the same members again (Jaccard index 0.8)."
    returnedWhole: Int!
    isStable: Boolean!
    statement: String!
  }

  "Copies of the ring's neighbourhood in which every link was dealt out anew, searched in the same way."
  type RingChance {
    copies: Int!
    "Copies with a group of its size whose members are tied more than once as much as here."
    copiesAsTight: Int!
    "Such groups of a copy, on average, for each such ring of the run, 0–1."
    falseDiscoveryRate: Float!
    statement: String!
  }

  "Two members, and what ties them most."
  type EvidenceTie {
    from: Entity!
    to: Entity!
    "0–1."
    strength: Float!
    types: [EvidenceType!]!
    "Each thing that ties the two, with numbers and how rare it is."
    statement: String!
    "The identifiers and targets that carry it."
    entities: [Entity!]!
  }

  type RingMember {
    entity: Entity!
    role: MemberRole!
    "Share of the searches without some of the links that returned it with the ring, 0–1."
    confidence: Float!
    reason: String!
    "Days from registration to the run's as-of; null when unknown."
    tenureDays: Float
    orders: Int!
    turnover: [Money!]!
    "Refunded ÷ ordered, by order; null without orders."
    refundRate: Float
    "Charged back ÷ ordered, by order; null without orders."
    chargebackRate: Float
    stillStoppable: [Money!]!
    enforcements: Int!
    overturned: Int!
    otherRings: [Ring!]!
  }
  type RingMemberEdge {
    cursor: String!
    node: RingMember!
  }
  type RingMemberConnection {
    edges: [RingMemberEdge!]!
    nodes: [RingMember!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }

  type SharedIdentifier {
    entity: Entity!
    "Members (or given accounts) tied to it."
    sharedBy: Int!
    "Accounts in the whole graph tied to it."
    accounts: Int!
    "Share of identifiers of this kind with fewer accounts, 0–1: how rare that is."
    rarity: Float!
    statement: String!
  }

  type TypologyMatch {
    code: TypologyCode!
    score: Float!
    reason: String!
  }

  type ScoreTerm {
    name: String!
    points: Float!
  }

  type Evidence {
    type: EvidenceType!
    "One checkable sentence with numbers."
    statement: String!
    "Share of the score, 0–1; negative for counter-evidence."
    weight: Float!
    entities: [Entity!]!
    "The members it ties together."
    members: [Entity!]!
    links: [Link!]!
    events(first: Int = 50, after: String): EventConnection!
  }

  type Exposure {
    "Unsettled and reserved balances and pending commission."
    stillStoppable: [Money!]!
    "Refunds, chargebacks, commission and subsidies paid out."
    alreadyLost: [Money!]!
    "Stands apart; never ranks."
    turnover: [Money!]!
  }

  type RingTimeline {
    from: DateTime!
    to: DateTime!
    lanes: [TimelineLane!]!
    "Events left out because their time is unknown or the count was cut."
    omitted: Int!
  }
  type TimelineLane {
    stage: Stage!
    "One number for each step of time from \`from\` to \`to\`."
    counts: [Int!]!
  }

  type RingChange {
    type: RingChangeType!
    "The moment its run looked at."
    at: DateTime!
    runId: ID!
    statement: String!
    joined: [Entity!]!
    left: [Entity!]!
    "The rings it came out of, took in, gave off or went into."
    others: [ID!]!
  }
  enum RingChangeType {
    ${values(RING_CHANGE_TYPES)}
  }

  "A ring at two moments, and what is different."
  type RingDiff {
    "Null where it was not known yet: everything is new. Where it was and no picture is kept from then, that is an error."
    from: RingPicture
    to: RingPicture!
    joined: [RingMember!]!
    left: [RingMember!]!
    kept: [RingMember!]!
    linksGained: [Link!]!
    linksLost: [Link!]!
    linksKept: [Link!]!
    "There are more than 20,000 links, of which those are compared that come first; members and evidence are complete."
    truncated: Boolean!
    evidenceGained: [Evidence!]!
    evidenceLost: [Evidence!]!
  }
  "A ring as one run saw it."
  type RingPicture {
    ring: Ring!
    run: DetectionRun!
  }
`;
