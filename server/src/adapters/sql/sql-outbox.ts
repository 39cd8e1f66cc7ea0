/** Messages in, deliveries out. `enqueue` works within whatever transaction it is given. */
import { type Kysely, sql } from 'kysely';
import type { AttemptResult, Claim, ClaimedDelivery } from '../../application/ports/webhook-store.ts';
import { LONGEST_WAIT_MS } from '../../application/webhooks/retry-plan.ts';
import { millisecondsOf, toTimePoint } from '../../domain/time-point.ts';
import type { Message } from '../../domain/webhook.ts';
import type { CaseTables } from './tables.ts';

type Database = Kysely<CaseTables>;

/** One delivery for each hook that listens, also while it is paused; messages nobody listens to are not kept. */
export async function enqueue(tx: Database, messages: readonly Message[], onlyTo?: string): Promise<void> {
  if (messages.length === 0) return;
  const hooks = await tx.selectFrom('webhook').select(['id', 'events']).where('status', '!=', 'disabled').execute();
  const last = await tx
    .selectFrom('webhook_delivery')
    .select((builder) => builder.fn.max('number').as('number'))
    .executeTakeFirst();
  let number = Number(last?.number ?? 0);
  for (const { id, type, at, payload } of messages) {
    const listening = hooks.filter((hook) =>
      onlyTo === undefined ? (JSON.parse(hook.events) as readonly string[]).includes(type) : hook.id === onlyTo,
    );
    if (listening.length === 0) continue;
    await tx
      .insertInto('outbox_message')
      .values({ id, type, at: millisecondsOf(at), payload })
      .execute();
    const rows = listening.map((hook) => {
      number += 1;
      const due = { status: 'pending', attempts: 0, next_at: millisecondsOf(at), locked_until: null } as const;
      const none = { last_at: null, last_status: null, problem: null };
      return {
        id: `dlv_${id.slice(4)}_${hook.id.slice(5)}`,
        number,
        webhook_id: hook.id,
        message_id: id,
        ...due,
        ...none,
      };
    });
    await tx.insertInto('webhook_delivery').values(rows).execute();
  }
}

/** What is due and held by nobody. What lies further ahead than any wait is due too: the clock was set back. */
export function claimDue(db: Database, claim: Claim): Promise<readonly ClaimedDelivery[]> {
  const { now, leaseMs } = claim;
  return db.transaction().execute(async (tx) => {
    const rows = await shareOut(tx, claim);
    if (rows.length === 0) return [];
    const ids = rows.map(({ id }) => id);
    await tx
      .updateTable('webhook_delivery')
      .set({ locked_until: now + leaseMs })
      .where('id', 'in', ids)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      webhookId: row.webhook_id,
      url: row.url,
      secrets:
        row.previous_secret !== null && (row.previous_until ?? 0) > now
          ? [row.secret, row.previous_secret]
          : [row.secret],
      message: { id: row.message_id, type: row.type, at: toTimePoint(row.at, 'MILLISECOND'), payload: row.payload },
      attempts: row.attempts,
    }));
  });
}

type Due = Awaited<ReturnType<typeof readDue>>[number];

/** The longest due first, of each hook no more than its share: those that have it are passed over in the next look. */
async function shareOut(tx: Database, claim: Claim): Promise<readonly Due[]> {
  const { most, mostPerHook } = claim;
  const counts = new Map(claim.underWay);
  const chosen = new Map<string, Due>();
  for (;;) {
    const full = [...counts].filter(([, count]) => count >= mostPerHook).map(([id]) => id);
    const rows = await readDue(tx, claim, full);
    for (const row of rows) {
      const count = counts.get(row.webhook_id) ?? 0;
      if (chosen.size >= most || chosen.has(row.id) || count >= mostPerHook) continue;
      chosen.set(row.id, row);
      counts.set(row.webhook_id, count + 1);
    }
    if (chosen.size >= most || rows.length < most) return [...chosen.values()];
  }
}

function readDue(tx: Database, { now, leaseMs, most }: Claim, except: readonly string[]) {
  let query = tx
    .selectFrom('webhook_delivery')
    .innerJoin('webhook', 'webhook.id', 'webhook_delivery.webhook_id')
    .innerJoin('outbox_message', 'outbox_message.id', 'webhook_delivery.message_id')
    .select(['webhook_delivery.id', 'webhook_id', 'url', 'secret', 'previous_secret', 'previous_until', 'attempts'])
    .select(['message_id', 'outbox_message.type', 'outbox_message.at', 'payload'])
    .where('webhook_delivery.status', '=', 'pending')
    .where('webhook.status', '=', 'active')
    .where((is) => is.or([is('next_at', '<=', now), is('next_at', '>', now + LONGEST_WAIT_MS)]))
    .where((is) =>
      is.or([is('wait_until', 'is', null), is('wait_until', '<=', now), is('wait_until', '>', now + LONGEST_WAIT_MS)]),
    )
    .where((is) =>
      is.or([is('locked_until', 'is', null), is('locked_until', '<=', now), is('locked_until', '>', now + leaseMs)]),
    );
  if (except.length > 0) query = query.where('webhook_id', 'not in', except);
  return query.orderBy('next_at').orderBy('number').limit(most).execute();
}

export function recordAttempt(db: Database, id: string, result: AttemptResult): Promise<void> {
  const { at, status, answered, problem, nextAt, hookWaitsUntil, disable = false } = result;
  return db.transaction().execute(async (tx) => {
    const row = await tx
      .updateTable('webhook_delivery')
      .set({ status, last_at: at, last_status: answered, problem, next_at: nextAt, locked_until: null })
      .set({ attempts: sql<number>`attempts + 1` })
      .where('id', '=', id)
      .returning('webhook_id')
      .executeTakeFirst();
    // Its hook was removed meanwhile.
    if (row === undefined) return;
    const change = {
      problem,
      ...(disable && { status: 'disabled' as const }),
      ...(hookWaitsUntil !== undefined && {
        wait_until: sql<number>`case when wait_until > ${hookWaitsUntil} then wait_until else ${hookWaitsUntil} end`,
      }),
    };
    await tx.updateTable('webhook').set(change).where('id', '=', row.webhook_id).execute();
  });
}
