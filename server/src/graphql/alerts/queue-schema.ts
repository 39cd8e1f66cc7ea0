/** What a queue needs: filters and orders, whose an alert is, and several alerts dealt with at once. */
export const alertQueueSchema = /* GraphQL */ `
  input AlertFilter {
    severities: [Severity!]
    "Theirs, by name."
    assignee: String
    "Nobody's."
    unassigned: Boolean = false
    "The ring looks like one of them."
    typologies: [TypologyCode!]
    "It was last told of for one of them."
    causes: [AlertCause!]
    closeReasons: [AlertCloseReason!]
    "A settlement is known, and comes in as many hours at the most."
    maxHoursLeft: Float
  }
  "What stands equal goes on by priority. Default: PRIORITY DESC, the most urgent first."
  input AlertOrder {
    field: AlertOrderField!
    direction: OrderDirection! = DESC
  }
  enum AlertOrderField {
    PRIORITY
    SEVERITY
    RAISED_AT
    "Where no settlement is known, later than all."
    HOURS_LEFT
  }

  "An alert as it was seen. With its revision, nothing is written where something has happened to it since."
  input SeenAlert {
    id: ID!
    revision: Int
  }
  "What became of one of several."
  type AlertOutcome {
    id: ID!
    "As it is after all; null where there is none."
    alert: Alert
    "NOT_FOUND, CHANGED_MEANWHILE, INVALID_ARGUMENT …; null: it was done."
    code: String
    "Why it was not done, as a sentence; null: it was."
    problem: String
  }

  extend type Query {
    """
    Names an alert can be given to: the caller, whoever signed in by name, and keys in force; of each who may deal with
    alerts.
    """
    alertHandlers: [String!]!
  }

  extend type Mutation {
    "Takes it, hands it over, or, without \`to\`, leaves it to anybody. Whoever has it already keeps it, and nothing is written."
    assignAlert(id: ID!, to: String, note: String = "", revision: Int): Alert!
    "At most 100, each on its own: what cannot be done with one keeps none of the others back."
    assignAlerts(alerts: [SeenAlert!]!, to: String, note: String = ""): [AlertOutcome!]!
    closeAlerts(alerts: [SeenAlert!]!, reason: GivenAlertCloseReason!, note: String = ""): [AlertOutcome!]!
    "The ring of each, by an entry of its own. At most 90 days (SUPPRESS) or 365 days (ALLOW) ahead."
    keepBackAlerts(
      alerts: [SeenAlert!]!
      kind: SuppressionKind = SUPPRESS
      reason: String!
      until: DateTime!
    ): [AlertOutcome!]!
  }
`;
