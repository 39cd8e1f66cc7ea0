/** The numbers and states that subscriptions watch, read from the tables themselves: another process may have written. */
import { type Kysely, sql } from 'kysely';
import type { ChangeFeed } from '../../application/ports/change-feed.ts';
import type { RingChange } from '../../domain/ring-change.ts';
import type { CaseTables } from './tables.ts';

export function createSqlChangeFeed(db: Kysely<CaseTables>): ChangeFeed {
  const lastRingChange = async (): Promise<number> => {
    const query = db.selectFrom('ring_change').select((builder) => builder.fn.max('number').as('number'));
    return Number((await query.executeTakeFirst())?.number ?? 0);
  };
  return {
    lastRingChange,
    async lastChangeOf(ringId) {
      const query = db.selectFrom('ring_change').select((builder) => builder.fn.max('number').as('number'));
      return Number((await query.where('ring_id', '=', ringId).executeTakeFirst())?.number ?? 0);
    },
    async mark() {
      const last = await sql`select (select max(number) from ring_change) as ring, (select max(number) from alert_step)
        as alert, (select max(published_number) from detection_run) as run`.execute(db);
      const schedules = await db
        .selectFrom('schedule')
        .select(['id', 'stage', 'started_at', 'finished_at', 'problem', 'next_at', 'paused'])
        .orderBy('number')
        .execute();
      return JSON.stringify([last.rows, schedules]);
    },
    async ringChangesAfter(number, most) {
      const after = db.selectFrom('ring_change').select(['number', 'body']).where('number', '>', number);
      const rows = await after.orderBy('number').limit(most).execute();
      return rows.map((row) => ({ number: Number(row.number), change: JSON.parse(row.body) as RingChange }));
    },
  };
}
