/** Rings as earlier runs saw them, and what happened in between. */
import type { Kysely } from 'kysely';
import type { RingPicture, RingStore } from '../../application/ports/case-store.ts';
import type { RingChange } from '../../domain/ring-change.ts';
import { toRing, toRun } from './ring-rows.ts';
import type { CaseTables } from './tables.ts';

type Database = Kysely<CaseTables>;
type LineageMethods = Pick<
  RingStore,
  | 'publishedRunAt'
  | 'publishedRunBegunBy'
  | 'firstPublishedRun'
  | 'changesSince'
  | 'picture'
  | 'lastPicture'
  | 'changesOf'
  | 'changesIn'
>;

export function lineageReader(db: Database): LineageMethods {
  return {
    async publishedRunAt(asOf) {
      const query = db.selectFrom('detection_run').selectAll().where('as_of', '<=', asOf);
      const published = query.where('published_number', 'is not', null).orderBy('published_number', 'desc');
      const row = await published.limit(1).executeTakeFirst();
      return row === undefined ? null : toRun(row);
    },
    async publishedRunBegunBy(time) {
      const query = db.selectFrom('detection_run').selectAll().where('started_at', '<=', time);
      const published = query.where('published_number', 'is not', null).orderBy('published_number', 'desc');
      const row = await published.limit(1).executeTakeFirst();
      return row === undefined ? null : toRun(row);
    },
    async firstPublishedRun() {
      const published = db.selectFrom('detection_run').selectAll().where('published_number', 'is not', null);
      const row = await published.orderBy('published_number').limit(1).executeTakeFirst();
      return row === undefined ? null : toRun(row);
    },
    async changesSince(asOf) {
      const rows = await db
        .selectFrom('ring_change')
        .innerJoin('detection_run', 'detection_run.id', 'ring_change.run_id')
        .select('ring_change.body')
        .where('detection_run.as_of', '>', asOf)
        .where('detection_run.published_number', 'is not', null)
        .orderBy('ring_change.number')
        .execute();
      return rows.map(({ body }) => JSON.parse(body) as RingChange);
    },
    picture: (ringId, when) => findPicture(db, ringId, when),
    lastPicture: (ringId) => findPicture(db, ringId),
    changesOf: (ringId) => changesWhere(db, 'ring_id', ringId),
    changesIn: (runId) => changesWhere(db, 'run_id', runId),
  };
}

type When = Parameters<RingStore['picture']>[1];

/** The newest published picture of this ring, or the one of a date or run. */
export async function findPicture(db: Database, ringId: string, when?: When): Promise<RingPicture | null> {
  let query = db
    .selectFrom('ring')
    .innerJoin('detection_run', 'detection_run.id', 'ring.run_id')
    .select(['ring.body as ring', 'detection_run.body as body', 'detection_run.published_number'])
    .where('ring.id', '=', ringId);
  if (when !== undefined && 'runId' in when) query = query.where('ring.run_id', '=', when.runId);
  else query = query.where('detection_run.published_number', 'is not', null);
  if (when !== undefined && 'asOf' in when) query = query.where('detection_run.as_of', '<=', when.asOf);
  const row = await query.orderBy('detection_run.published_number', 'desc').limit(1).executeTakeFirst();
  return row === undefined ? null : { ring: toRing(row.ring), run: toRun(row) };
}

async function changesWhere(db: Database, column: 'ring_id' | 'run_id', value: string): Promise<readonly RingChange[]> {
  const rows = await db.selectFrom('ring_change').select('body').where(column, '=', value).orderBy('number').execute();
  return rows.map(({ body }) => JSON.parse(body) as RingChange);
}
