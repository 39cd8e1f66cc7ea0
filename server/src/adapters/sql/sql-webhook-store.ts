/** Hooks and their delivery log. */
import type { Kysely } from 'kysely';
import type { Page, Paged } from '../../application/ports/graph-store.ts';
import type { DeliveryFilter, WebhookStore } from '../../application/ports/webhook-store.ts';
import { millisecondsOf, type TimePoint, toTimePoint } from '../../domain/time-point.ts';
import type { Delivery, Webhook } from '../../domain/webhook.ts';
import { parseCursor, toCursor } from './cursor.ts';
import { claimDue, enqueue, recordAttempt } from './sql-outbox.ts';
import type { CaseTables } from './tables.ts';
import type { WebhookTable } from './webhook-tables.ts';

type Database = Kysely<CaseTables>;

export function createSqlWebhookStore(db: Database): WebhookStore {
  return { ...hookMethods(db), ...deliveryMethods(db) };
}

type HookMethods = Pick<WebhookStore, 'add' | 'webhooks' | 'webhook' | 'setStatus' | 'rotateSecret' | 'remove'>;

function hookMethods(db: Database): HookMethods {
  return {
    async add(webhook, secret) {
      await db.insertInto('webhook').values(toRow(webhook, secret)).execute();
    },
    async webhooks() {
      return (await db.selectFrom('webhook').selectAll().orderBy('created_at').orderBy('id').execute()).map(toWebhook);
    },
    async webhook(id) {
      const row = await db.selectFrom('webhook').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toWebhook(row);
    },
    async setStatus(id, status) {
      const changed = await db
        .updateTable('webhook')
        .set({ status, problem: null, wait_until: null })
        .where('id', '=', id)
        .execute();
      return changed.some(({ numUpdatedRows }) => numUpdatedRows > 0n);
    },
    async rotateSecret(id, secret, previousUntil) {
      const changed = await db
        .updateTable('webhook')
        .set((builder) => ({ previous_secret: builder.ref('secret'), previous_until: previousUntil, secret }))
        .where('id', '=', id)
        .execute();
      return changed.some(({ numUpdatedRows }) => numUpdatedRows > 0n);
    },
    remove: (id) =>
      db.transaction().execute(async (tx) => {
        await tx.deleteFrom('webhook_delivery').where('webhook_id', '=', id).execute();
        const removed = await tx.deleteFrom('webhook').where('id', '=', id).executeTakeFirst();
        await removeOrphans(tx);
        return removed.numDeletedRows > 0n;
      }),
  };
}

function deliveryMethods(db: Database): Omit<WebhookStore, keyof HookMethods> {
  return {
    enqueue: (messages, onlyTo) => db.transaction().execute((tx) => enqueue(tx, messages, onlyTo)),
    claimDue: (claim) => claimDue(db, claim),
    recordAttempt: (id, result) => recordAttempt(db, id, result),
    deliveries: (filter, page) => pageOfDeliveries(db, filter, page),
    async delivery(id) {
      const row = await deliveryRows(db).where('webhook_delivery.id', '=', id).executeTakeFirst();
      return row === undefined ? null : toDelivery(row);
    },
    async replay(id, now) {
      const due = { status: 'pending', attempts: 0, next_at: now, locked_until: null } as const;
      const changed = await db.updateTable('webhook_delivery').set(due).where('id', '=', id).executeTakeFirst();
      return changed.numUpdatedRows > 0n;
    },
    prune: (before) =>
      db.transaction().execute(async (tx) => {
        const ended = tx.deleteFrom('webhook_delivery').where('status', '!=', 'pending').where('last_at', '<', before);
        const removed = [await ended.executeTakeFirst(), await removeForgotten(tx, before)];
        await removeOrphans(tx);
        return removed.reduce((sum, { numDeletedRows }) => sum + Number(numDeletedRows), 0);
      }),
  };
}

/** What waits for a hook that nobody has switched on again. */
async function removeForgotten(tx: Database, before: number): Promise<{ readonly numDeletedRows: bigint }> {
  const old = tx.selectFrom('outbox_message').select('id').where('at', '<', before);
  const off = tx.selectFrom('webhook').select('id').where('status', '!=', 'active');
  const waiting = tx.deleteFrom('webhook_delivery').where('status', '=', 'pending').where('message_id', 'in', old);
  return waiting.where('webhook_id', 'in', off).executeTakeFirst();
}

async function removeOrphans(tx: Database): Promise<void> {
  const awaited = tx.selectFrom('webhook_delivery').select('message_id');
  await tx.deleteFrom('outbox_message').where('id', 'not in', awaited).execute();
}

const deliveryRows = (db: Database) =>
  db
    .selectFrom('webhook_delivery')
    .innerJoin('outbox_message', 'outbox_message.id', 'webhook_delivery.message_id')
    .innerJoin('webhook', 'webhook.id', 'webhook_delivery.webhook_id')
    .selectAll('webhook_delivery')
    .select(['outbox_message.type', 'outbox_message.at', 'payload', 'wait_until']);

async function pageOfDeliveries(db: Database, filter: DeliveryFilter, page: Page): Promise<Paged<Delivery>> {
  const { webhookId, status } = filter;
  let query = deliveryRows(db);
  let all = db.selectFrom('webhook_delivery').select((builder) => builder.fn.countAll().as('total'));
  if (webhookId !== undefined) {
    query = query.where('webhook_id', '=', webhookId);
    all = all.where('webhook_id', '=', webhookId);
  }
  if (status !== undefined) {
    query = query.where('webhook_delivery.status', '=', status);
    all = all.where('status', '=', status);
  }
  const { total } = await all.executeTakeFirstOrThrow();
  if (page.after !== undefined) {
    query = query.where('number', '<', Number(parseCursor('deliveries', page.after, 1)[0]));
  }
  const rows = await query
    .orderBy('number', 'desc')
    .limit(page.first + 1)
    .execute();
  return {
    items: rows
      .slice(0, page.first)
      .map((row) => ({ item: toDelivery(row), cursor: toCursor('deliveries', [row.number]) })),
    hasNext: rows.length > page.first,
    totalCount: Number(total),
  };
}

type DeliveryRow = NonNullable<Awaited<ReturnType<ReturnType<typeof deliveryRows>['executeTakeFirst']>>>;

const toTime = (ms: number): TimePoint => toTimePoint(ms, 'MILLISECOND');
const toNullableTime = (ms: number | null): TimePoint | null => (ms === null ? null : toTime(ms));

/** Not before its receiver wants anything at all. */
const nextOf = ({ next_at, wait_until }: DeliveryRow): number | null =>
  next_at === null ? null : Math.max(next_at, wait_until ?? 0);

const toDelivery = (row: DeliveryRow): Delivery => ({
  id: row.id,
  webhookId: row.webhook_id,
  message: { id: row.message_id, type: row.type, at: toTime(row.at), payload: row.payload },
  status: row.status,
  attempts: row.attempts,
  lastAttemptAt: toNullableTime(row.last_at),
  lastStatus: row.last_status,
  problem: row.problem,
  nextAttemptAt: row.status === 'pending' ? toNullableTime(nextOf(row)) : null,
});

const toRow = (webhook: Webhook, secret: string): WebhookTable => ({
  id: webhook.id,
  url: webhook.url,
  description: webhook.description,
  events: JSON.stringify(webhook.events),
  secret,
  previous_secret: null,
  previous_until: null,
  status: webhook.status,
  problem: webhook.problem,
  wait_until: null,
  created_at: millisecondsOf(webhook.createdAt),
});

const toWebhook = (row: WebhookTable): Webhook => ({
  id: row.id,
  url: row.url,
  description: row.description,
  events: JSON.parse(row.events),
  status: row.status,
  problem: row.problem,
  createdAt: toTime(row.created_at),
  previousSecretUntil: toNullableTime(row.previous_until),
  waitsUntil: toNullableTime(row.wait_until),
});
