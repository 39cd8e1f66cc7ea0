export const parametersSchema = /* GraphQL */ `
  "Parameters of detection under a name, as they were saved. They are never changed; one set is in force."
  type ParameterSet {
    "par_…"
    id: ID!
    name: String!
    "SHA-256: equal parameters, equal hash. A run has the one of its own."
    hash: String!
    why: String!
    "Null for the defaults of this version."
    by: String
    "Null for the defaults of this version."
    at: DateTime
    inForce: Boolean!
    parameters: [Parameter!]!
    "Only those that are not as by default."
    changed: [Parameter!]!
  }
  type Parameter {
    "maxRingSize, typologies.BRUSHING.leastBuyers, …"
    path: String!
    value: Float!
    standard: Float!
    min: Float!
    max: Float!
    unit: String!
  }
  "That a set was put in force."
  type ParameterActivation {
    "Null where this version does not know the set."
    set: ParameterSet
    why: String!
    by: String!
    at: DateTime!
  }
  input ParameterInput {
    path: String!
    value: Float!
  }

  "Two runs side by side. Rings are told apart by their lasting ids."
  type RunComparison {
    first: DetectionRun!
    second: DetectionRun!
    sameResult: Boolean!
    "What the two were given that was not the same: asOf, a parameter's path, …"
    differentInput: [String!]!
    "Ids of rings that only the second has."
    gained: [ID!]!
    "Ids of rings that only the first has."
    lost: [ID!]!
    "Of those lost, the rings that investigators had confirmed."
    lostConfirmed: [ID!]!
    "Of those lost, the rings that investigators had dismissed."
    lostDismissed: [ID!]!
    changed: [ChangedRing!]!
    unchanged: Int!
    "At each severity and score, before and after."
    judged: [ComparedThreshold!]!
  }
  type ChangedRing {
    id: ID!
    joined: Int!
    left: Int!
    scoreBefore: Float!
    scoreAfter: Float!
    severityBefore: Severity!
    severityAfter: Severity!
  }
  type ComparedThreshold {
    "Null where it is a score."
    minSeverity: Severity
    "Null where it is a severity."
    minScore: Float
    before: JudgedRings!
    after: JudgedRings!
  }
  type JudgedRings {
    rings: Int!
    confirmed: Int!
    dismissed: Int!
    "Confirmed ÷ (confirmed + dismissed); null where nobody concluded either way."
    precision: Float
  }

  extend type DetectionRun {
    "Of the parameters, equal for equal ones; null in runs of versions that did not keep it."
    parametersHash: String
  }
  extend type Query {
    "The defaults first, then the saved ones, oldest first."
    parameterSets: [ParameterSet!]!
    "Newest first."
    parameterActivations: [ParameterActivation!]!
    "Each by its global id or the one the command line prints."
    compareRuns(first: ID!, second: ID!): RunComparison!
  }
  extend type Mutation {
    "Saves the defaults with these changes; it is not in force yet."
    addParameterSet(name: String!, changes: [ParameterInput!]!, why: String!): ParameterSet!
    "From the next run on it publishes. By its name or id."
    activateParameterSet(set: ID!, why: String!): ParameterSet!
    "Puts the set in force again that was in force before the last change."
    revertParameterSet(why: String!): ParameterSet!
  }
`;
