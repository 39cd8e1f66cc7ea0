/** What a queue of alerts is filtered and sorted by: whose each is, why it was told of, what its ring looks like. */
import { type Kysely, sql } from 'kysely';

type Database = Pick<Kysely<unknown>, 'schema' | 'getExecutor'>;
type Body = {
  readonly id: string;
  readonly reason: string;
  readonly raisedAt: number;
  readonly settlesAt: number | null;
  readonly hoursLeft: number;
  readonly closeReason: string | null;
  readonly basis: { readonly typologies: readonly string[] };
};

export async function up(db: Database): Promise<void> {
  await addColumns(db);
  await db.schema
    .createTable('alert_tag')
    .addColumn('alert_id', 'text', (column) => column.notNull())
    .addColumn('tag', 'text', (column) => column.notNull())
    .addColumn('value', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('alert_tag_key', ['alert_id', 'tag', 'value'])
    .execute();
  await db.schema.createIndex('alert_tag_by_value').on('alert_tag').columns(['tag', 'value', 'alert_id']).execute();
  const { rows } = await sql<{ body: string }>`select body from alert`.execute(db);
  for (const { body } of rows) await fill(db, JSON.parse(body) as Body);
}

async function addColumns({ schema }: Database): Promise<void> {
  await schema.alterTable('alert').addColumn('assignee', 'text').execute();
  await schema.alterTable('alert').addColumn('close_reason', 'text').execute();
  await schema
    .alterTable('alert')
    .addColumn('raised_at', 'bigint', (column) => column.notNull().defaultTo(0))
    .execute();
  await schema.alterTable('alert').addColumn('hours_left', 'double precision').execute();
  await schema.alterTable('alert_step').addColumn('assignee', 'text').execute();
  for (const table of ['sign_in_token', 'session']) await schema.alterTable(table).addColumn('name', 'text').execute();
}

async function fill(db: Database, alert: Body): Promise<void> {
  const { id, raisedAt, settlesAt, hoursLeft, closeReason } = alert;
  const tags = { typologies: alert.basis.typologies, causes: causesIn(alert.reason) };
  await sql`update alert set body = ${JSON.stringify({ ...alert, ...tags, assignment: null })},
    close_reason = ${closeReason}, raised_at = ${raisedAt},
    hours_left = ${settlesAt === null ? null : hoursLeft} where id = ${id}`.execute(db);
  const rows = [
    ...tags.typologies.map((value) => ['typology', value]),
    ...tags.causes.map((value) => ['cause', value]),
  ];
  for (const [tag, value] of rows) {
    await sql`insert into alert_tag (alert_id, tag, value) values (${id}, ${tag}, ${value})`.execute(db);
  }
}

const SENTENCES: readonly (readonly [cause: string, pattern: RegExp])[] = [
  ['NEW_RING', /^New ring: /],
  ['SPLIT_OFF', /^Came out of /],
  ['NOT_TOLD_BEFORE', /^Not told of yet: /],
  ['MORE_MEMBERS', /(^|, )\+\d+ accounts?(,|$)/],
  ['MORE_MONEY', / still stoppable(,|$)/],
  ['WORSE_SEVERITY', /(^|, )now (MEDIUM|HIGH|CRITICAL)(,|$)/],
  ['OTHER_TYPOLOGY', /looks like [a-z ]+ now$/],
];

/** Older stores hold the sentence alone. */
const causesIn = (reason: string): readonly string[] =>
  SENTENCES.filter(([, pattern]) => pattern.test(reason)).map(([cause]) => cause);
