export const suppressionsSchema = /* GraphQL */ `
  """
  Keeps alerts back, with a reason, an owner and an end at which somebody looks again. SUPPRESS: nothing is told of a
  ring that involves the target. ALLOW: the target is in order; a ring is told of all the same when it would stand
  without it, and an identifier in order ties nobody in runs or screenings while that holds: they list it among the
  ignored ones. Every ring kept back is recorded as a match.
  """
  type Suppression {
    "sup_…"
    id: ID!
    kind: SuppressionKind!
    status: SuppressionStatus!
    "Null unless it is on one ring, or that ring is not in the store any more."
    ring: Ring
    "The account or identifier it is on; null unless it is on one."
    entity: Entity
    "IP addresses in CIDR notation, such as 198.51.100.0/24 or 2001:db8::/32; null unless it is on a range."
    range: String
    "Null unless it is on a way of working."
    typology: TypologyCode
    reason: String!
    owner: String!
    createdAt: DateTime!
    expiresAt: DateTime!
    "Who ended it, when and why; null while nobody has."
    ended: AlertHandling
    "The last kept back first."
    matches(first: Int = 20, after: String): SuppressionMatchConnection!
  }
  enum SuppressionStatus {
    IN_FORCE
    "Past its end: in force no longer, and waiting for somebody to renew or end it."
    DUE
    ENDED
  }
  "Exactly one of them."
  input SuppressionTargetInput {
    ring: ID
    entity: EntityRef
    """
    IP addresses in CIDR notation: a carrier's NAT, a campus, an office. At least 8 bits (IPv4) or 16 (IPv6), none set
    after these. Covers the IpAddress entities whose ids are addresses in it, now and later.
    """
    range: String
    typology: TypologyCode
  }
  "A ring that was kept back."
  type SuppressionMatch {
    ringId: ID!
    "In how many runs."
    count: Int!
    firstAt: DateTime!
    lastAt: DateTime!
    "What would have been told last."
    statement: String!
  }
  type SuppressionMatchEdge {
    cursor: String!
    node: SuppressionMatch!
  }
  type SuppressionMatchConnection {
    edges: [SuppressionMatchEdge!]!
    nodes: [SuppressionMatch!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type SuppressionEdge {
    cursor: String!
    node: Suppression!
  }
  type SuppressionConnection {
    edges: [SuppressionEdge!]!
    nodes: [Suppression!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
`;
