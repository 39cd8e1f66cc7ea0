export const sharedSchema = /* GraphQL */ `
  "ISO 8601, UTC, with as many digits as the time is known to."
  scalar DateTime
  "An exact decimal in major units, as a string."
  scalar Decimal

  "Anything with a global id."
  interface Node {
    "Opaque and lasting; the platform's own id is externalId."
    id: ID!
  }

  type Money {
    amount: Decimal!
    "ISO 4217; XXX where unknown."
    currency: String!
  }

  type PageInfo {
    hasNextPage: Boolean!
    hasPreviousPage: Boolean!
    "Null on an empty page."
    startCursor: String
    "Null on an empty page."
    endCursor: String
  }

  type Query {
    "Anything by its global id; null when it does not exist or may not be seen."
    node(id: ID!): Node
    "Who is asking, and what they may do."
    viewer: Viewer!
    "Which stores answer, and how they stand."
    status: ServiceStatus!
  }

  type Viewer {
    name: String!
    role: Role!
  }

  enum Role {
    VIEWER
    INVESTIGATOR
    SENIOR_INVESTIGATOR
    ADMINISTRATOR
    AUDITOR
    SERVICE
  }

  type ServiceStatus {
    version: String!
    "The product that holds the graph: SQLite or Neo4j."
    graphStore: String!
    graphStoreVersion: String!
    caseStore: String!
    "The graph store's change number: raised by every batch written."
    changeNumber: Int!
    "Changes written since the published rings were found; null before the first run, and where that read another graph."
    changesBehind: Int
    entities: Int!
    links: Int!
    events: Int!
  }
`;
