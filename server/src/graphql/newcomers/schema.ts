import { NEWCOMER_STATUSES } from '../../domain/newcomer.ts';

export const newcomersSchema = /* GraphQL */ `
  """
  An account that registered or arrived lately and is tied to a known ring or to confirmed fraud, found by the screening of
  registrations. A lead and no finding: nothing is decided about the account.
  """
  type Newcomer {
    "new_…"
    id: ID!
    status: NewcomerStatus!
    account: Entity!
    "Null where no record says when."
    registeredAt: DateTime
    foundAt: DateTime!
    "0–1, as of Screening.risk, from this finding alone."
    risk: Float!
    "The ring as it is now, which may be the heir of the one that was found; null where it is tied to confirmed fraud."
    ring: Ring
    "Null where it is tied to a ring."
    confirmedFraud: Entity
    "Why it is listed, as it was found."
    statement: String!
    path: [NewcomerHop!]!
    "What keeps it back; null unless it is KEPT_BACK, or when that is not in the store any more."
    keptBackBy: Suppression
    "Who dealt with it last, when and why; null while nobody has."
    handled: AlertHandling
  }
  enum NewcomerStatus {
    ${NEWCOMER_STATUSES.join('\n    ')}
  }
  "As it was found: the records may say something else by now."
  type NewcomerHop {
    from: Entity!
    to: Entity!
    "Other accounts at the shared thing this hop leads to; 0 where it leads to an account."
    accounts: Int!
    "How many of those belonged to the finding."
    known: Int!
    statement: String!
  }
  type NewcomerEdge {
    cursor: String!
    node: Newcomer!
  }
  type NewcomerConnection {
    edges: [NewcomerEdge!]!
    nodes: [Newcomer!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }

  extend type Query {
    "Highest risk first, then those found last. With ring: those found near it."
    newcomers(statuses: [NewcomerStatus!] = [OPEN], ring: ID, first: Int = 20, after: String): NewcomerConnection!
  }
  extend type Mutation {
    "Looked at: nothing more to do here."
    closeNewcomer(id: ID!, note: String = ""): Newcomer!
    reopenNewcomer(id: ID!, note: String = ""): Newcomer!
  }
`;
