/** Webhooks by Standard Webhooks (standardwebhooks.com): who is told of what, and how the telling went. */
import type { TimePoint } from './time-point.ts';

/** What can be subscribed to. */
export const WEBHOOK_EVENTS = [
  'ring.created',
  'ring.changed',
  'ring.merged',
  'alert.opened',
  'newcomer.found',
  'run.failed',
] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];
/** Sent to one hook on request, to see that it is reached. */
export const TEST_EVENT = 'webhook.test';
export type MessageType = WebhookEvent | typeof TEST_EVENT;

/** `disabled`: by its receiver, who answered 410 Gone; only a person switches it on again. */
export const WEBHOOK_STATUSES = ['active', 'paused', 'disabled'] as const;
export type WebhookStatus = (typeof WEBHOOK_STATUSES)[number];

export type Webhook = {
  /** `hook_…` */
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly events: readonly WebhookEvent[];
  readonly status: WebhookStatus;
  /** The last thing that went wrong, as a sentence; null once a delivery has arrived since. */
  readonly problem: string | null;
  readonly createdAt: TimePoint;
  /** Until then messages are signed with the secret before the last rotation too. */
  readonly previousSecretUntil: TimePoint | null;
  /** Nothing is sent before: its receiver answered 429 or 503 and asked for it. Null where it asked for nothing. */
  readonly waitsUntil: TimePoint | null;
};

/** One happening as it will be sent, to every receiver the same. */
export type Message = {
  /** `msg_…`: receivers know by it what they have had already. */
  readonly id: string;
  readonly type: MessageType;
  readonly at: TimePoint;
  /** JSON, below 20 kB: `{type, timestamp, data}`. */
  readonly payload: string;
};

export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** One message for one hook. */
export type Delivery = {
  readonly id: string;
  readonly webhookId: string;
  readonly message: Message;
  readonly status: DeliveryStatus;
  readonly attempts: number;
  readonly lastAttemptAt: TimePoint | null;
  /** HTTP status of the last answer; null when none came. */
  readonly lastStatus: number | null;
  /** Why the last attempt failed, as a sentence. */
  readonly problem: string | null;
  /** When it is tried next; null when it will not be. */
  readonly nextAttemptAt: TimePoint | null;
};
