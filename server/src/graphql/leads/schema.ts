import { LEAD_SHOWS } from '../../application/leads/list-leads.ts';

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
    "What was concluded; null when nobody judged, or something else ties the account by now."
    verdict: LeadVerdict
    "What keeps it back; null unless something does."
    keptBackBy: Suppression
  }
  """
  What somebody concluded of whom a lead names. Later runs do not tie who is not involved to what they share with the known
  ones; who was involved in fraud is known fraud from the next run on. The other verdict takes either back.
  """
  type LeadVerdict {
    verdict: MemberVerdictCode!
    reason: VerdictReason!
    note: String!
    by: String!
    at: DateTime!
  }
  "Leads that nobody judged and nothing keeps back; those that were judged; those that an entry keeps back."
  enum LeadShow {
    ${LEAD_SHOWS.join('\n    ')}
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
    leads(show: LeadShow = TO_LOOK_AT, first: Int = 20, after: String): LeadConnection!
  }

  extend type Mutation {
    "On the lead of the newest published run that names this account, and on all accounts of that person."
    setLeadVerdict(
      account: EntityRef!
      verdict: MemberVerdictCode!
      reason: VerdictReason!
      note: String = ""
      "As for a ring, of the one that was seen on this lead."
      lastVerdictAt: DateTime
    ): Lead!
  }
`;
