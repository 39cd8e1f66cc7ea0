/** Whose the rings beside a graph are: an id that each case store draws once. */
import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';

export async function up(db: Pick<Kysely<unknown>, 'schema' | 'getExecutor'>): Promise<void> {
  await db.schema.alterTable('projection_outbox').addColumn('owner', 'text').execute();
  await sql`update projection_outbox set owner = ${randomUUID()}`.execute(db);
}
