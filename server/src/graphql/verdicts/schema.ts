import { MEMBER_VERDICTS, RING_VERDICTS, VERDICT_REASONS } from '../../domain/verdict.ts';

const values = (list: readonly string[]): string => list.join('\n    ');

export const verdictsSchema = /* GraphQL */ `
  enum RingVerdictCode {
    ${values(RING_VERDICTS)}
  }
  enum MemberVerdictCode {
    ${values(MEMBER_VERDICTS)}
  }
  enum VerdictReason {
    ${values(VERDICT_REASONS)}
  }

  "The picture of a ring that somebody looked at, by the data of one run: what is not in there is new."
  type SeenPicture {
    "The ring that was judged: another one, where the verdict came with a ring that went into this one or was split."
    ringId: ID!
    run: DetectionRun!
  }
  "What somebody concluded of a ring, and what changed since."
  type RingVerdict {
    verdict: RingVerdictCode!
    reason: VerdictReason!
    note: String!
    by: String!
    at: DateTime!
    "The picture that was judged; null where no run of that time is on record."
    seen: SeenPicture
    "What is new since, where that outdates it: the ring is open again."
    outdatedBy: String
    "The ring it was given for, where this one took that ring in or came out of it."
    inheritedFrom: ID
  }
  """
  What somebody concluded of a member. Later runs do not tie who is not involved to what the ring shares, and take it for
  no member for what it had done by then: its part in the size, the money and the evidence goes with it. New evidence
  since, or another verdict, makes it a member again.
  """
  type MemberVerdict {
    verdict: MemberVerdictCode!
    reason: VerdictReason!
    note: String!
    by: String!
    at: DateTime!
    "The picture that was judged; null where no run of that time is on record."
    seen: SeenPicture
  }
  "What somebody concluded of two ends: later runs do not tie those that are not the same actor."
  type LinkVerdict {
    from: Entity!
    to: Entity!
    sameActor: Boolean!
    reason: VerdictReason!
    note: String!
    by: String!
    at: DateTime!
    "Null = until it is withdrawn."
    until: DateTime
  }
  "A ring that was judged and has members, identifiers or a way of working in common."
  type SimilarRing {
    ring: Ring!
    verdict: RingVerdict!
    statement: String!
  }

  extend type Ring {
    "The one that holds; null when nobody judged yet."
    verdict: RingVerdict
    "Oldest first, with those of rings that ended in this one."
    verdicts: [RingVerdict!]!
    "The most in common first, at most five."
    similar: [SimilarRing!]!
  }
  extend type RingMember {
    "The one that holds, also where it was given in a ring that went into this one; null when nobody judged yet."
    verdict: MemberVerdict
  }

  extend type Query {
    "The one that holds on these two ends, whichever was named first; null when none does."
    linkVerdict(from: EntityRef!, to: EntityRef!): LinkVerdict
  }

  extend type Mutation {
    "With \`run\`, on the ring as that run saw it: what later runs found is news. Default: as the latest one did."
    setRingVerdict(
      ring: ID!
      verdict: RingVerdictCode!
      reason: VerdictReason!
      note: String = ""
      run: ID
      """
      \`at\` of the verdict that was seen, null where there was none: CHANGED_MEANWHILE, and nothing is written, where
      somebody has given another since. Left out: whatever there is, the new one holds.
      """
      lastVerdictAt: DateTime
    ): Ring!
    "With \`run\`, on a member as that run saw it. Default: as the latest one did."
    setMemberVerdict(
      ring: ID!
      member: EntityRef!
      verdict: MemberVerdictCode!
      reason: VerdictReason!
      note: String = ""
      run: ID
      "As for a ring, of the one that was seen on this member."
      lastVerdictAt: DateTime
    ): Ring!
    setLinkVerdict(
      from: EntityRef!
      to: EntityRef!
      sameActor: Boolean!
      reason: VerdictReason!
      note: String = ""
      "Default: until it is withdrawn."
      until: DateTime
      "As for a ring, of the one that was seen on these two ends."
      lastVerdictAt: DateTime
    ): LinkVerdict!
  }
`;
