/** The tables of hooks and of the outbox as Kysely sees them. Times are UTC milliseconds. */
import type { DeliveryStatus, MessageType, WebhookStatus } from '../../domain/webhook.ts';

export type WebhookTable = {
  id: string;
  url: string;
  description: string;
  /** JSON list. */
  events: string;
  /** In the clear: a signature cannot be made with less. The store's folder is for its owner alone. */
  secret: string;
  previous_secret: string | null;
  previous_until: number | null;
  status: WebhookStatus;
  problem: string | null;
  /** Nothing is sent before: its receiver asked for it. */
  wait_until: number | null;
  created_at: number;
};
type OutboxMessageTable = { id: string; type: MessageType; at: number; payload: string };
export type WebhookDeliveryTable = {
  id: string;
  /** In the order of enqueuing. */
  number: number;
  webhook_id: string;
  message_id: string;
  status: DeliveryStatus;
  attempts: number;
  last_at: number | null;
  last_status: number | null;
  problem: string | null;
  next_at: number | null;
  locked_until: number | null;
};

export type WebhookTables = {
  webhook: WebhookTable;
  outbox_message: OutboxMessageTable;
  webhook_delivery: WebhookDeliveryTable;
};
