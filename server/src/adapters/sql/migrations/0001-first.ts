/** Runs, rings, access and the event log. Types are those SQLite and PostgreSQL both know. */
import type { Kysely } from 'kysely';

type Database = Pick<Kysely<unknown>, 'schema'>;

export async function up(db: Database): Promise<void> {
  await createRuns(db);
  await createRings(db);
  await createAccess(db);
  await db.schema
    .createTable('domain_event')
    .addColumn('number', 'bigint', (column) => column.primaryKey())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('principal', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('details', 'text', (column) => column.notNull())
    .execute();
}

async function createRuns(db: Database): Promise<void> {
  await db.schema
    .createTable('detection_run')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('started_at', 'bigint', (column) => column.notNull())
    .addColumn('published_number', 'bigint', (column) => column.unique())
    .addColumn('body', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('detection_run_by_start').on('detection_run').columns(['started_at', 'id']).execute();
}

async function createRings(db: Database): Promise<void> {
  await db.schema
    .createTable('ring')
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('score', 'double precision', (column) => column.notNull())
    .addColumn('severity', 'integer', (column) => column.notNull())
    .addColumn('confidence', 'double precision', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('size', 'integer', (column) => column.notNull())
    .addColumn('still_stoppable', 'double precision', (column) => column.notNull())
    .addColumn('last_seen', 'bigint', (column) => column.notNull())
    .addColumn('words', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ring_key', ['run_id', 'id'])
    .execute();
  await db.schema.createIndex('ring_by_score').on('ring').columns(['run_id', 'score', 'id']).execute();
  await db.schema.createIndex('ring_by_id').on('ring').column('id').execute();
  await db.schema
    .createTable('ring_member')
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('ring_id', 'text', (column) => column.notNull())
    .addColumn('member', 'text', (column) => column.notNull())
    .addColumn('folded_id', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ring_member_key', ['run_id', 'member', 'ring_id'])
    .execute();
  await db.schema
    .createTable('ring_tag')
    .addColumn('run_id', 'text', (column) => column.notNull())
    .addColumn('ring_id', 'text', (column) => column.notNull())
    .addColumn('tag', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('ring_tag_key', ['run_id', 'tag', 'value', 'ring_id'])
    .execute();
  await db.schema
    .createTable('issued_ring')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('run_id', 'text', (column) => column.notNull())
    .execute();
}

async function createAccess(db: Database): Promise<void> {
  await db.schema
    .createTable('service_key')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('secret_hash', 'text', (column) => column.notNull().unique())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('revoked_at', 'bigint')
    .addColumn('last_used_at', 'bigint')
    .execute();
  await db.schema
    .createTable('sign_in_token')
    .addColumn('token_hash', 'text', (column) => column.primaryKey())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('used_at', 'bigint')
    .execute();
  await db.schema
    .createTable('session')
    .addColumn('id_hash', 'text', (column) => column.primaryKey())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('ended', 'integer', (column) => column.notNull())
    .execute();
}
