export const screeningSchema = /* GraphQL */ `
  "What an entity, or one about to be created, is tied to, answered from live data."
  type Screening {
    "As the graph holds it; of one about to be created only kind and id."
    entity: Entity!
    "False for one about to be created."
    known: Boolean!
    """
    0–1: an expected share. Of those who hold what it holds, how much is known to be bad, weighed by how well the shared
    thing tells people apart; a hub divides by its crowd.
    """
    risk: Float!
    "The nearest finding as a sentence, or that there is none; and what was left out."
    statement: String!
    "Fewest hops, then highest risk; null when nothing known is within four links."
    nearest: ScreeningMatch
    "At most ten, highest risk first."
    matches: [ScreeningMatch!]!
    "Given with the question and held by nobody yet."
    newIdentifiers: [Entity!]!
    "Not looked through, each with the reason: held by so many that they say nothing about anyone, or in order until when."
    ignoredHubs: [IgnoredHub!]!
    "The graph store's change number that was read."
    changeNumber: Int!
  }
  "One finding it is tied to: a ring, or an entity that is confirmed fraud."
  type ScreeningMatch {
    "Null where the finding is confirmed fraud."
    ring: Ring
    "Null where the finding is a ring."
    confirmedFraud: Entity
    "From this finding alone, over all ways to it."
    risk: Float!
    "Length of the path; 0: the entity itself is it, or in it."
    hops: Int!
    "The shortest way to it, of those the one that carries most risk."
    path: [ScreeningHop!]!
    statement: String!
  }
  type ScreeningHop {
    from: Entity!
    to: Entity!
    "Null where it is no record yet: an identifier that was given with the question."
    link: Link
    "Other accounts at the shared thing this hop leads to; 0 where it leads to an account."
    accounts: Int!
    "How many of those belong to the finding."
    known: Int!
    "0–1: how much of the risk behind it this hop lets through."
    passes: Float!
    statement: String!
  }

  extend type Query {
    """
    Is this entity, or one about to be created, tied to anything known? Answers from live data. An account or an
    identifier; with at most 50 identifiers that are, or would be, its own.
    """
    screen(entity: EntityRef!, identifiers: [EntityRef!]): Screening!
  }
`;
