export const leadsSchema = /* GraphQL */ `
  """
  Somebody whom something rare ties to known fraud: where to look next. A lead and no finding: nothing is decided about
  them, and most people who share something with a fraudster have nothing to do with it.
  """
  type Lead {
    "The accounts of one person."
    accounts: [Entity!]!
    "The accounts known to be fraudulent that they are tied to."
    known: [Entity!]!
    "0–100: what all of them together would score as a ring."
    score: Float!
    summary: String!
    evidence: [Evidence!]!
    counterEvidence: [Evidence!]!
    exposure: Exposure!
  }
  type LeadEdge {
    cursor: String!
    node: Lead!
  }
  type LeadConnection {
    edges: [LeadEdge!]!
    nodes: [Lead!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }

  extend type Query {
    "Of the newest published run, at most about 200, the likeliest first; none where no fraud is known."
    leads(first: Int = 20, after: String): LeadConnection!
  }
`;
