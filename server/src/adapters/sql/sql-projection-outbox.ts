/** The outbox of the rings shown beside the graph: what is wanted and what is done are two numbers of one row. */
import { type Kysely, sql } from 'kysely';
import type { ProjectionOutbox } from '../../application/ports/ring-projection.ts';
import { appendEvent } from './sql-event-log.ts';
import type { CaseTables } from './tables.ts';

const RINGS = 'rings';

/** Within the transaction of what changes the picture. Several changes are one delivery: the picture is shown whole. */
export async function wantProjection(tx: Kysely<CaseTables>): Promise<void> {
  await tx
    .updateTable('projection_outbox')
    .set({ wanted: sql<number>`wanted + 1` })
    .where('name', '=', RINGS)
    .execute();
}

export const createSqlProjectionOutbox = (db: Kysely<CaseTables>): ProjectionOutbox => ({
  async state() {
    const row = await db
      .selectFrom('projection_outbox')
      .selectAll()
      .where('name', '=', RINGS)
      .executeTakeFirstOrThrow();
    return { wanted: Number(row.wanted), delivered: Number(row.delivered), owner: row.owner };
  },
  markDelivered: (number, event) =>
    db.transaction().execute(async (tx) => {
      await tx
        .updateTable('projection_outbox')
        .set({ delivered: number })
        .where('name', '=', RINGS)
        .where('delivered', '<', number)
        .execute();
      if (event !== undefined) await appendEvent(tx, event);
    }),
});
