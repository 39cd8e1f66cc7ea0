/**
 * Hooks, and the outbox: messages with one delivery for each hook that listens. What publishes enqueues in its own
 * transaction, so that a message exists exactly when the thing it tells of does.
 */
import type { Delivery, DeliveryStatus, Message, Webhook, WebhookStatus } from '../../domain/webhook.ts';
import type { Page, Paged } from './graph-store.ts';

/** Times are UTC milliseconds. */
export type Claim = {
  readonly now: number;
  /** Nobody else gets what is claimed for so long; a crash leaves it to run out. */
  readonly leaseMs: number;
  readonly most: number;
  /** Of one hook at a time, with what it has under way: the rest of `most` is for the others. */
  readonly mostPerHook: number;
  readonly underWay: ReadonlyMap<string, number>;
};
export type ClaimedDelivery = {
  readonly id: string;
  readonly webhookId: string;
  readonly url: string;
  /** Newest first; the previous one while it is still valid. */
  readonly secrets: readonly string[];
  readonly message: Message;
  /** Before this one. */
  readonly attempts: number;
};
export type AttemptResult = {
  readonly at: number;
  readonly status: DeliveryStatus;
  readonly answered: number | null;
  readonly problem: string | null;
  readonly nextAt: number | null;
  /** Nothing more is sent to the hook before; what was asked for earlier is never cut short. */
  readonly hookWaitsUntil?: number;
  /** Switches the hook off, with the problem as the reason. */
  readonly disable?: boolean;
};
export type DeliveryFilter = { readonly webhookId?: string; readonly status?: DeliveryStatus };

export interface WebhookStore {
  add(webhook: Webhook, secret: string): Promise<void>;
  webhooks(): Promise<readonly Webhook[]>;
  webhook(id: string): Promise<Webhook | null>;
  /** Clears the problem, and what its receiver asked to wait for. */
  setStatus(id: string, status: WebhookStatus): Promise<boolean>;
  /** The present secret becomes the previous one, valid until then. */
  rotateSecret(id: string, secret: string, previousUntil: number): Promise<boolean>;
  /** With its deliveries. */
  remove(id: string): Promise<boolean>;
  /** One delivery for each hook that listens, for a paused one to wait for it; none for a disabled one. With `onlyTo` for that hook alone, whatever it listens to. */
  enqueue(messages: readonly Message[], onlyTo?: string): Promise<void>;
  claimDue(claim: Claim): Promise<readonly ClaimedDelivery[]>;
  recordAttempt(deliveryId: string, result: AttemptResult): Promise<void>;
  /** Newest first. */
  deliveries(filter: DeliveryFilter, page: Page): Promise<Paged<Delivery>>;
  delivery(id: string): Promise<Delivery | null>;
  /** Due at once, with all its attempts before it again; the same message, the same id. */
  replay(id: string, now: number): Promise<boolean>;
  /** Deliveries ended before this moment, those older that a switched-off hook has waiting, and messages nobody awaits. */
  prune(before: number): Promise<number>;
}
