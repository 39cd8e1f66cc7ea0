import { ALERT_CAUSES, ALERT_STATUSES, ALERT_STEPS, ALL_CLOSE_REASONS, CLOSE_REASONS } from '../../domain/alert.ts';
import { SUPPRESSION_KINDS } from '../../domain/suppression.ts';
import { alertQueueSchema } from './queue-schema.ts';
import { suppressionsSchema } from './suppressions-schema.ts';

const values = (list: readonly string[]): string => list.join('\n    ');

export const alertsSchema = /* GraphQL */ `
  """
  Asks somebody to look at a ring now. A ring has at most one that is not closed; it is raised again only by a material
  change: more members, more money still stoppable, a worse severity, another typology.
  """
  type Alert {
    "alr_…"
    id: ID!
    "Goes up with everything that happens to it: whoever names the one they saw is told where somebody was faster."
    revision: Int!
    status: AlertStatus!
    "Null when the ring is not in the store any more."
    ring: Ring
    ringId: ID!
    "Why it was opened or raised last, as a sentence."
    reason: String!
    causes: [AlertCause!]!
    openedAt: DateTime!
    raisedAt: DateTime!
    "How often it was raised, the opening included."
    raises: Int!
    "Of the ring, as the last published run gave it."
    severity: Severity!
    "As the last published run gave them, the likeliest first."
    typologies: [TypologyCode!]!
    score: Float!
    "One for each currency with money at risk: what leaves fastest should be looked at first."
    priorities: [AlertPriority!]!
    "Members now ÷ members at the start of the last seven days of the data's time, at least 1."
    growth: Float!
    "The earliest settlement of a member with money that can still be stopped; null = unknown."
    settlesAt: DateTime
    "From the moment the run looked at until then, at least 1; a week where no settlement is known."
    hoursLeft: Float!
    "Whose it is; null: nobody's."
    assignment: AlertAssignment
    "Who dealt with it last, when and why; null while nobody has."
    handled: AlertHandling
    "Null while it is not closed."
    closeReason: AlertCloseReason
    "What happened to it, oldest first."
    steps: [AlertStep!]!
  }
  enum AlertStatus {
    ${values(ALERT_STATUSES)}
  }
  enum AlertCloseReason {
    ${values(ALL_CLOSE_REASONS)}
  }
  "What a person may give as the reason for closing."
  enum GivenAlertCloseReason {
    ${values(CLOSE_REASONS)}
  }
  "Why it was told of: the first three of a ring that had no alert, the others of one that changed materially since."
  enum AlertCause {
    ${values(ALERT_CAUSES)}
  }
  enum AlertStepType {
    ${values(ALERT_STEPS)}
  }
  enum SuppressionKind {
    ${values(SUPPRESSION_KINDS)}
  }
  "Money at risk × growth ÷ hours left. Between currencies no rate is assumed."
  type AlertPriority {
    atRisk: Money!
    "Units of the currency an hour."
    perHour: Float!
  }
  type AlertHandling {
    by: String!
    at: DateTime!
    note: String!
  }
  type AlertAssignment {
    to: String!
    by: String!
    at: DateTime!
  }
  type AlertStep {
    type: AlertStepType!
    at: DateTime!
    by: String!
    note: String!
    "To whom; null unless ASSIGNED."
    assignee: String
  }
  type AlertEdge {
    cursor: String!
    node: Alert!
  }
  type AlertConnection {
    edges: [AlertEdge!]!
    nodes: [Alert!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  ${suppressionsSchema}
  ${alertQueueSchema}

  extend type Ring {
    "The one that is not closed, else the last one; null when the ring was never told of."
    alert: Alert
  }

  extend type Query {
    """
    By priority: within a currency what leaves fastest first; currencies take turns; then severity and score; those
    without money at risk last. With currency, by that one alone.
    """
    alerts(
      statuses: [AlertStatus!] = [OPEN, ACKNOWLEDGED]
      currency: String
      filter: AlertFilter
      orderBy: AlertOrder
      first: Int = 20
      after: String
    ): AlertConnection!
    "Null when there is none."
    alert(id: ID!): Alert
    "Those whose end comes first, first. Default: those in force and those due for a look."
    suppressions(status: SuppressionStatus, first: Int = 20, after: String): SuppressionConnection!
    "In force on this very account or identifier, or on a range that it lies in."
    suppressionsOf(entity: EntityRef!): [Suppression!]!
  }

  extend type Mutation {
    acknowledgeAlert(id: ID!, note: String = "", revision: Int): Alert!
    closeAlert(id: ID!, reason: GivenAlertCloseReason!, note: String = "", revision: Int): Alert!
    "Takes back what was done, where its ring has no other alert by now."
    reopenAlert(id: ID!, note: String = "", revision: Int): Alert!
    "At most 90 days (SUPPRESS) or 365 days (ALLOW) ahead. Alerts that it keeps back are closed."
    suppressAlerts(
      kind: SuppressionKind = SUPPRESS
      target: SuppressionTargetInput!
      reason: String!
      until: DateTime!
    ): Suppression!
    renewSuppression(id: ID!, until: DateTime!, reason: String!): Suppression!
    endSuppression(id: ID!, note: String = ""): Suppression!
  }
`;
