/** What of the rings is still to be shown beside the graph: one row. Of rings published before, all. */
import { type Kysely, sql } from 'kysely';

export async function up(db: Pick<Kysely<unknown>, 'schema' | 'getExecutor'>): Promise<void> {
  await db.schema
    .createTable('projection_outbox')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('wanted', 'bigint', (column) => column.notNull())
    .addColumn('delivered', 'bigint', (column) => column.notNull())
    .execute();
  await sql`insert into projection_outbox (name, wanted, delivered) values ('rings', 1, 0)`.execute(db);
}
