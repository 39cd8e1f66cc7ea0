/** What the workbench says of screening, webhooks, schedules and alerts. */
import { enAlerts } from './en-alerts.ts';
import { enLeads } from './en-leads.ts';
import { enNewcomers } from './en-newcomers.ts';
import { many, n, shown } from './en-numbers.ts';

export const enService = {
  ...enAlerts,
  ...enNewcomers,
  ...enLeads,
  screening: {
    title: 'Tied to known fraud',
    risk: (percent: string) => `Risk ${percent}`,
    meaning:
      'An expected share: of those who hold what it holds, how much is known to be bad, weighed by how well the shared thing tells people apart.',
    way: 'The way there',
    openRing: 'Open the ring',
  },
  webhooks: {
    title: 'Webhooks',
    hint: 'Messages to another service when something happens, signed by Standard Webhooks. Each arrives at least once; the same webhook-id is the same message.',
    none: 'No other service is told anything yet.',
    noneWhatToDo: 'Add the address that should be told.',
    add: 'Add a webhook',
    url: 'Address',
    urlHint: 'Begins with https:// and leads to no private network, unless the operator allows it.',
    events: 'Tell it when',
    event: {
      RING_CREATED: 'a ring is found',
      RING_CHANGED: 'a ring changes',
      RING_MERGED: 'rings merge',
      ALERT_OPENED: 'an alert is opened or raised again',
      NEWCOMER_FOUND: 'a new account is listed near a known ring',
      RUN_FAILED: 'a detection run fails',
    },
    create: 'Add it',
    secretOnce: 'The key of the signatures. It is shown this once.',
    secretKept: 'I have kept it',
    copySecret: 'Copy the key',
    status: { ACTIVE: 'active', PAUSED: 'paused: messages wait', DISABLED: 'switched off by its receiver' },
    test: 'Send a test message',
    pause: 'Pause',
    resume: 'Resume',
    rotate: 'New key…',
    rotateForm: {
      title: 'A new key for the signatures',
      submit: 'Make a new key',
      both: 'The new key is shown once. Messages are signed with it and with the present one until',
      afterwards: 'Give the receiver the new key by then: after that the present one signs no more.',
      underWay:
        'Two keys sign already. The older of them ends at once: a receiver that knows only that one will refuse every message.',
    },
    waits: 'Its receiver asked to wait: messages go again',
    remove: 'Remove',
    removeSure: 'Remove it with its log?',
    log: 'Messages',
    logEmpty: 'Nothing has been sent yet.',
    logNone: 'No message stands so.',
    show: 'Show',
    shows: { all: 'all', pending: 'waiting', delivered: 'arrived', failed: 'given up' },
    to: 'To',
    toAny: 'any address',
    twoKeys: 'Signed with both keys; the old one ends',
    deliveryStatus: { PENDING: 'waiting', DELIVERED: 'arrived', FAILED: 'given up' },
    attempts: (count: number) => many(count, 'attempt'),
    nextAttempt: 'tried again',
    replay: 'Send again',
    showing: (some: number, all: number) => shown(some, all, all === 1 ? 'message' : 'messages'),
  },
  store: {
    is: (name: string, change: number) => `Graph store ${name}, change ${n(change)}.`,
    lag: (changes: number | null) => {
      if (changes === null) return 'No rings were published from it yet.';
      return changes === 0
        ? 'The published rings are of this change.'
        : `${many(changes, 'change')} since the published rings were found.`;
    },
  },
  schedules: {
    title: 'Schedules',
    none: 'Nothing runs by itself yet.',
    job: {
      DETECTION: 'Find rings',
      INCREMENTAL_DETECTION: 'Find rings in what changed',
      SCREENING: 'Screen new accounts',
      RETENTION: 'Remove what need not be kept',
    },
    next: 'next',
    last: 'last ended',
    paused: 'paused',
    notPlanned: 'not planned',
    running: (stage: string | null) => (stage === null ? 'running' : `running: ${stage}`),
    begun: 'begun',
    runNow: 'Run now',
    pause: 'Pause',
    resume: 'Resume',
    remove: 'Remove',
    removeSure: 'Remove it?',
    add: 'Add a schedule',
    what: 'What',
    cron: 'Cron line',
    cronHint: 'Minute, hour, day of month, month, day of week: 0 3 * * * is three at night, every day.',
    timeZone: 'Time zone',
    when: {
      daily: (time: string) => `every day at ${time}`,
      workingDays: (time: string) => `every working day at ${time}`,
      weekly: (day: string, time: string) => `every ${day} at ${time}`,
      monthly: (day: string, time: string) => `on day ${day} of the month at ${time}`,
      hourly: (minute: string) => `every hour, ${minute} minutes past`,
      minutes: (count: number) => (count === 1 ? 'every minute' : `every ${count} minutes`),
      weekdays: ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'],
    },
  },
};
