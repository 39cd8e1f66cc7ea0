export const reviewSchema = /* GraphQL */ `
  "How far the investigators get through the rings, from the gravest down."
  type ReviewQueue {
    "Null where nobody set any."
    capacity: ReviewCapacity
    "Days of the data over which rings were counted as they came in; 0 before runs tell of two different days."
    days: Float!
    "New rings a day, the gravest first; null before runs tell of two different days."
    inflow: [SeverityRate!]
    "Rings without a standing verdict, the gravest first."
    open: [SeverityCount!]!
    "The last ring that is reached: of those that come in, where that is known, else of the open ones today; null: none."
    reach: ReviewReach
    reachesAll: Boolean!
  }
  type ReviewCapacity {
    ringsPerDay: Int!
    why: String!
    by: String!
    at: DateTime!
  }
  type SeverityRate {
    severity: Severity!
    perDay: Float!
  }
  type ReviewReach {
    severity: Severity!
    score: Float!
  }

  extend type RingConnection {
    "Null where the service has no settings."
    reviewQueue: ReviewQueue
  }
  extend type Query {
    "Null where the service has no settings."
    reviewQueue: ReviewQueue
  }
  extend type Mutation {
    setReviewCapacity(ringsPerDay: Int!, why: String = ""): ReviewQueue!
  }
`;
