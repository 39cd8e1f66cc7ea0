/** Writes alerts as they are from now on, with one step for each that is told; within the transaction it is given. */
import type { Kysely } from 'kysely';
import type { AlertChange } from '../../application/ports/alert-store.ts';
import { type Alert, isLive } from '../../domain/alert.ts';
import { SEVERITIES } from '../../domain/ring.ts';
import type { CaseTables } from './tables.ts';

type Database = Kysely<CaseTables>;

export async function lastStepOf(db: Database): Promise<number> {
  const row = await db
    .selectFrom('alert_step')
    .select((builder) => builder.fn.max('number').as('number'))
    .executeTakeFirst();
  return Number(row?.number ?? 0);
}

export async function writeChanges(tx: Database, changes: readonly AlertChange[]): Promise<void> {
  let number = await lastStepOf(tx);
  for (const { alert, type, at, by, note } of changes) {
    if (type !== null) {
      number += 1;
      const assignee = type === 'ASSIGNED' ? (alert.assignment?.to ?? null) : null;
      const step = { number, alert_id: alert.id, ring_id: alert.ringId, type, at, by, note, assignee };
      await tx.insertInto('alert_step').values(step).execute();
    }
    await writeAlert(tx, alert, type === null ? {} : { last_step: number });
  }
}

async function writeAlert(tx: Database, alert: Alert, step: { readonly last_step?: number }): Promise<void> {
  const row = {
    ring_id: alert.ringId,
    live_ring_id: isLive(alert) ? alert.ringId : null,
    status: alert.status,
    severity: SEVERITIES.indexOf(alert.severity),
    score: alert.score,
    assignee: alert.assignment?.to ?? null,
    close_reason: alert.closeReason,
    raised_at: alert.raisedAt,
    hours_left: alert.settlesAt === null ? null : alert.hoursLeft,
    body: JSON.stringify(alert),
    ...step,
  };
  await tx
    .insertInto('alert')
    .values({ last_step: 0, ...row, id: alert.id })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
    .execute();
  await tx.deleteFrom('alert_priority').where('alert_id', '=', alert.id).execute();
  const priorities = alert.priorities.map(({ currency, perHour }) => ({
    ...{ alert_id: alert.id, currency, per_hour: perHour },
  }));
  if (priorities.length > 0) await tx.insertInto('alert_priority').values(priorities).execute();
  await writeTags(tx, alert);
}

async function writeTags(tx: Database, { id, typologies, causes }: Alert): Promise<void> {
  await tx.deleteFrom('alert_tag').where('alert_id', '=', id).execute();
  const tags = [
    ...typologies.map((value) => ({ alert_id: id, tag: 'typology', value }) as const),
    ...causes.map((value) => ({ alert_id: id, tag: 'cause', value }) as const),
  ];
  if (tags.length > 0) await tx.insertInto('alert_tag').values(tags).execute();
}
