/** Until when a hook's receiver asked for nothing more to be sent. UTC milliseconds. */
import type { Kysely } from 'kysely';

export async function up(db: Pick<Kysely<unknown>, 'schema'>): Promise<void> {
  await db.schema.alterTable('webhook').addColumn('wait_until', 'bigint').execute();
}
