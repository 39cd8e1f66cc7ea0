export const runsSchema = /* GraphQL */ `
  "One detection run: what it read, with which settings, how long it took, what it found."
  type DetectionRun implements Node {
    id: ID!
    "run_…, as on the command line."
    runId: String!
    startedAt: DateTime!
    finishedAt: DateTime!
    "By valid time: nothing later was read; null where the data hold no time."
    asOf: DateTime
    "Null = no limit."
    windowDays: Float
    changeNumber: Int!
    codeVersion: String!
    "As canonical JSON."
    parameters: String!
    published: Boolean!
    "What an incremental run computed; null where everything was computed."
    incremental: IncrementalPart
    "Ids of rings that stand from the published run before, where this one alone would have found others."
    stood: [String!]!
    entities: Int!
    links: Int!
    events: Int!
    rings: [SeverityCount!]!
    "What became of rings since the published run before it."
    changes: RunChanges!
    peakRssBytes: Float!
    "Identifiers so widely used that they tie nobody, and why."
    ignoredHubs: [IgnoredHub!]!
    stages: [StageTiming!]!
    durationMs: Float!
    resultHash: String!
  }
  "What a batch of new records concerned; all other rings stood as they were."
  type IncrementalPart {
    "The run whose thresholds it held: run_…"
    fullRunId: String!
    "Accounts that were new or of which anything had changed."
    touchedAccounts: Int!
    "Those, and whoever they could be in a ring with."
    computedAccounts: Int!
    accounts: Int!
    computedRings: Int!
    standingRings: Int!
  }
  "How many rings were born, grew, shrank, went into another, came out of another, fell asleep."
  type RunChanges {
    born: Int!
    grown: Int!
    shrunk: Int!
    merged: Int!
    split: Int!
    dormant: Int!
  }
  type SeverityCount {
    severity: Severity!
    count: Int!
  }
  type IgnoredHub {
    entity: Entity!
    accounts: Int!
    reason: String!
  }
  type StageTiming {
    name: String!
    durationMs: Float!
  }
  type DetectionRunEdge {
    cursor: String!
    node: DetectionRun!
  }
  type DetectionRunConnection {
    edges: [DetectionRunEdge!]!
    nodes: [DetectionRun!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }

  extend type Query {
    "Newest first."
    detectionRuns(first: Int = 20, after: String): DetectionRunConnection!
  }
`;
