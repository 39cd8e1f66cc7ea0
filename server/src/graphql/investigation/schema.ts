export const investigationSchema = /* GraphQL */ `
  "How the given things belong together, and who else does."
  type Investigation {
    subgraph: Subgraph!
    "The best path between each pair that is tied, strongest first."
    paths: [Path!]!
    rings: [Ring!]!
    "Actors not asked for who share rare identifiers with those asked for."
    alsoInvolved: [Entity!]!
    sharedIdentifiers: [SharedIdentifier!]!
    "What was asked for and is not known here, as it was written."
    unknown: [String!]!
    "What was found for the bare ids of the list."
    found: [Entity!]!
  }

  extend type Query {
    "How do these belong together, and who else? At most 500 references of any kinds."
    investigate(refs: [EntityRef!]!, orderIds: [String!], ids: [String!], maxHops: Int = 3): Investigation!
  }
`;
