/** What happened to each ring, run by run; and the moment a run looked at, to find the one of a date. */
import { type Kysely, sql } from 'kysely';

type Database = Pick<Kysely<unknown>, 'schema' | 'getExecutor'>;

export async function up(db: Database): Promise<void> {
  await db.schema
    .createTable('ring_change')
    .addColumn('number', 'bigint', (column) => column.primaryKey())
    .addColumn('ring_id', 'text', (column) => column.notNull())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('ring_change_by_ring').on('ring_change').columns(['ring_id', 'number']).execute();
  await db.schema.createIndex('ring_change_by_run').on('ring_change').columns(['run_id', 'number']).execute();
  await db.schema
    .alterTable('detection_run')
    .addColumn('as_of', 'bigint', (column) => column.notNull().defaultTo(-1))
    .execute();
  await fillAsOf(db);
}

/** Row by row, without the databases' own JSON functions, which differ. */
async function fillAsOf(db: Database): Promise<void> {
  const runs = await sql<{ readonly id: string; readonly body: string }>`select id, body from detection_run`.execute(
    db,
  );
  for (const { id, body } of runs.rows) {
    const { asOf } = JSON.parse(body) as { readonly asOf: number | null };
    await sql`update detection_run set as_of = ${asOf ?? -1} where id = ${id}`.execute(db);
  }
}
