export const webhooksSchema = /* GraphQL */ `
  """
  Messages to another service when something happens, signed by Standard Webhooks (standardwebhooks.com): webhook-id,
  webhook-timestamp and webhook-signature. Each arrives at least once; the same webhook-id is the same message.
  """
  type Webhook {
    "hook_…"
    id: ID!
    url: String!
    description: String!
    events: [WebhookEvent!]!
    status: WebhookStatus!
    "The last thing that went wrong, as a sentence; null once a message has arrived since."
    problem: String
    createdAt: DateTime!
    "Until then messages are signed with the secret before the last rotation too; null where there was none."
    previousSecretUntil: DateTime
    "Nothing is sent before: its receiver answered 429 or 503 with Retry-After. Null where it asked for nothing."
    waitsUntil: DateTime
  }
  enum WebhookEvent {
    RING_CREATED
    RING_CHANGED
    RING_MERGED
    "An alert was opened, or raised again by a material change."
    ALERT_OPENED
    "The screening of registrations put an account on the list of newcomers."
    NEWCOMER_FOUND
    RUN_FAILED
  }
  enum WebhookStatus {
    ACTIVE
    PAUSED
    "Its receiver answered 410: gone."
    DISABLED
  }
  "One message for one webhook."
  type WebhookDelivery {
    id: ID!
    webhookId: ID!
    "The webhook-id header."
    messageId: String!
    "ring.created, as in the message."
    type: String!
    at: DateTime!
    "The body, as it is sent."
    payload: String!
    status: DeliveryStatus!
    attempts: Int!
    "Null before the first."
    lastAttemptAt: DateTime
    "HTTP status of the last answer; null when none came."
    lastStatus: Int
    "Why the last attempt failed, as a sentence; null when it did not."
    problem: String
    "Null when it will not be tried again."
    nextAttemptAt: DateTime
  }
  enum DeliveryStatus {
    PENDING
    DELIVERED
    FAILED
  }
  type WebhookDeliveryEdge {
    cursor: String!
    node: WebhookDelivery!
  }
  type WebhookDeliveryConnection {
    edges: [WebhookDeliveryEdge!]!
    nodes: [WebhookDelivery!]!
    pageInfo: PageInfo!
    totalCount: Int!
  }
  type WebhookWithSecret {
    webhook: Webhook!
    "whsec_…: the key of the signatures. Shown this once."
    secret: String!
  }

  extend type Query {
    "Oldest first."
    webhooks: [Webhook!]!
    "Newest first."
    webhookDeliveries(
      webhookId: ID
      status: DeliveryStatus
      first: Int = 20
      after: String
    ): WebhookDeliveryConnection!
  }

  type Mutation {
    "The URL must begin with https:// and may not lead to a private address unless the operator allows it."
    createWebhook(url: String!, events: [WebhookEvent!]!, description: String = ""): WebhookWithSecret!
    "Paused: messages wait until it is resumed, those of this time too, for 30 days."
    setWebhookActive(id: ID!, active: Boolean!): Webhook!
    "For a day messages are signed with both secrets."
    rotateWebhookSecret(id: ID!): WebhookWithSecret!
    "Sends one message of type webhook.test."
    testWebhook(id: ID!): Webhook!
    "With its delivery log."
    removeWebhook(id: ID!): Webhook!
    "Sends the same message again, under the same id, with all its attempts before it."
    replayWebhookDelivery(id: ID!): WebhookDelivery!
  }
`;
