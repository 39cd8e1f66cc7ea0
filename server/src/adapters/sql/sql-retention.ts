/** Removes old pictures of rings, with their members and tags. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { RetentionStore } from '../../application/ports/retention-store.ts';
import type { CaseTables } from './tables.ts';

export function createSqlRetention(db: Kysely<CaseTables>): RetentionStore {
  return {
    removePictures: ({ publishedBefore, trialsBefore }) =>
      db.transaction().execute(async (tx) => {
        const gone = await tx
          .deleteFrom('ring')
          .where(wasNotJudged())
          .where((is) =>
            is.or([
              is(
                'run_id',
                'in',
                tx
                  .selectFrom('detection_run')
                  .select('id')
                  .where('published_number', 'is', null)
                  .where('started_at', '<', trialsBefore),
              ),
              is.and([
                is(
                  'run_id',
                  'in',
                  tx
                    .selectFrom('detection_run')
                    .select('id')
                    .where('published_number', 'is not', null)
                    .where('started_at', '<', publishedBefore),
                ),
                // A newer published picture of the same ring stands.
                sql<boolean>`exists (select 1 from ring as newer
                  join detection_run as later on later.id = newer.run_id
                  join detection_run as own on own.id = ring.run_id
                  where newer.id = ring.id and later.published_number > own.published_number)`,
              ]),
            ]),
          )
          .executeTakeFirst();
        for (const table of ['ring_member', 'ring_tag'] as const) {
          await sql`delete from ${sql.table(table)} where not exists
            (select 1 from ring where ring.run_id = ${sql.table(table)}.run_id and ring.id = ${sql.table(table)}.ring_id)`.execute(
            tx,
          );
        }
        return Number(gone.numDeletedRows);
      }),
  };
}

/** What a verdict was given on is what later pictures are held against. */
const wasNotJudged = (): RawBuilder<boolean> =>
  sql<boolean>`not exists (select 1 from verdict where seen_ring = ring.id and seen_run = ring.run_id)`;
