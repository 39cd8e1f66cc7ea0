export const subscriptionsSchema = /* GraphQL */ `
  """
  Over WebSocket (the graphql-transport-ws protocol) or as server-sent events, both at the address of the rest. To go
  on after a break, give the eventId of the last event as after (with server-sent events a Last-Event-ID header does
  the same): nothing in between is missed.
  """
  type Subscription {
    "What happens to rings as runs are published; of all, or of one, and of the ring that goes on where that one ends."
    ringChanged(ring: ID, after: String): RingChanged!
    "Alerts as they are opened, or raised again by a material change."
    alertOpened(after: String): AlertOpened!
    "What scheduled jobs do: at once, and on every change."
    runProgress: RunProgress!
  }
  type RingChanged {
    eventId: ID!
    change: RingChange!
    "As it is now; null when it is not in the store any more."
    ring: Ring
  }
  type AlertOpened {
    eventId: ID!
    "Whether it was there before, and a material change raised it again."
    again: Boolean!
    "As it is now, which may be later than the event."
    alert: Alert!
  }
  type RunProgress {
    "Jobs under way, by the schedules that began them."
    running: [RunningJob!]!
    "The last published run, whoever ran it; null before the first."
    lastRun: DetectionRun
  }
  type RunningJob {
    schedule: Schedule!
    "How much of it is done, 0–1, by how long each stage took in the last published run; null where that does not tell."
    share: Float
  }
`;
