export const schedulesSchema = /* GraphQL */ `
  "Work that runs by itself, on one server of several."
  type Schedule {
    "sch_…"
    id: ID!
    job: Job!
    "Minute, hour, day of month, month, day of week."
    cron: String!
    "IANA name."
    timeZone: String!
    paused: Boolean!
    "Null while paused, and where its line cannot be read here or never comes true again."
    nextRunAt: DateTime
    "Null before the first."
    lastStartedAt: DateTime
    "Null before the first has ended."
    lastFinishedAt: DateTime
    "What went wrong last, as a sentence; null after a run without trouble."
    problem: String
    running: Boolean!
    "What a running job is doing; null where it does not say."
    stage: String
  }
  enum Job {
    "Reads the whole graph, finds rings and publishes them."
    DETECTION
    "Computes what changed since the last run, by its thresholds; where it is not remembered, everything."
    INCREMENTAL_DETECTION
    """
    Screens the accounts created, or arrived in the store, since the last time; lists those tied to known rings or
    confirmed fraud.
    """
    SCREENING
    "Removes pictures of rings older than the operator keeps; no ring's last one."
    RETENTION
  }

  extend type Query {
    "Oldest first."
    schedules: [Schedule!]!
  }
  extend type Mutation {
    "cron: 0 3 * * * is three at night, every day; timeZone: Europe/Berlin."
    createSchedule(job: Job!, cron: String!, timeZone: String!): Schedule!
    setSchedulePaused(id: ID!, paused: Boolean!): Schedule!
    "Due at once, also when it is paused."
    runScheduleNow(id: ID!): Schedule!
    removeSchedule(id: ID!): Schedule!
  }
`;
