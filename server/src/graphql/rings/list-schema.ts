/** The list of rings: filter, order, pages. */
export const ringListSchema = /* GraphQL */ `
  type RingEdge {
    cursor: String!
    node: Ring!
  }
  type RingConnection {
    edges: [RingEdge!]!
    nodes: [Ring!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }

  input RingFilter {
    minSeverity: Severity
    "Default: ACTIVE only."
    statuses: [RingStatus!]
    typologies: [TypologyCode!]
    markets: [String!]
    """
    Something of one of these kinds speaks for it, or against it. KNOWN_FRAUD: whoever is tied to confirmed fraud,
    pairs too.
    """
    evidence: [EvidenceType!]
    "Rings this entity is a member of."
    member: EntityRef
    "The beginning of a ring's id, of a member's id, or of a word of the summary, whatever the case."
    text: String
    minSize: Int
    "Rings of this run, trials included."
    runId: ID
    "Only those judged so, as long as no new evidence has outdated it."
    verdicts: [RingVerdictCode!]
    "Leaves out what was dismissed, as long as no new evidence has outdated that."
    hideDismissed: Boolean = false
  }
  input RingOrder {
    field: RingOrderField!
    direction: OrderDirection! = DESC
  }
  enum RingOrderField {
    SCORE
    SEVERITY
    SIZE
    STILL_STOPPABLE
    LAST_SEEN
    CONFIDENCE
  }
  enum OrderDirection {
    ASC
    DESC
  }

  extend type Query {
    rings(filter: RingFilter, orderBy: RingOrder, first: Int, after: String, last: Int, before: String): RingConnection!
    """
    Null when there is no such ring, or it may not be seen. With \`run\`, the ring as that run saw it; null where its
    picture is not kept (any more).
    """
    ring(id: ID!, run: ID): Ring
  }
`;
