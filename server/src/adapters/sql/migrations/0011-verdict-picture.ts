/** Which picture of a ring each verdict was given on: of the last run that was published by then. */
import { type Kysely, sql } from 'kysely';

type Database = Pick<Kysely<unknown>, 'schema' | 'getExecutor'>;
type Verdict = { readonly at: number; readonly ringId: string; readonly inheritedFrom?: string | null };
type Seen = { readonly ringId: string; readonly runId: string; readonly asOf: number | null };
type Run = { readonly id: string; readonly asOf: number | null; readonly finishedAt: number };

export async function up(db: Database): Promise<void> {
  for (const column of ['seen_ring', 'seen_run']) {
    await db.schema
      .alterTable('verdict')
      .addColumn(column, 'text', (text) => text.notNull().defaultTo(''))
      .execute();
  }
  await db.schema.createIndex('verdict_by_picture').on('verdict').columns(['seen_ring', 'seen_run']).execute();
  const runs = await publishedRuns(db);
  const { rows } = await sql<{ number: number; body: string }>`select number, body from verdict
    where kind in ('ring', 'member')`.execute(db);
  for (const { number, body } of rows) {
    const verdict = JSON.parse(body) as Verdict;
    const seen = await seenBy(db, verdict, runs);
    await sql`update verdict set body = ${JSON.stringify({ ...verdict, seen })},
      seen_ring = ${seen?.ringId ?? ''}, seen_run = ${seen?.runId ?? ''} where number = ${number}`.execute(db);
  }
}

/** Newest first. */
async function publishedRuns(db: Database): Promise<readonly Run[]> {
  const { rows } = await sql<{ body: string }>`select body from detection_run
    where published_number is not null order by published_number desc`.execute(db);
  return rows.map(({ body }) => JSON.parse(body) as Run);
}

/** Where the picture is removed by now, the run that was the latest still tells which data had been seen. */
async function seenBy(db: Database, verdict: Verdict, runs: readonly Run[]): Promise<Seen | null> {
  const judged = verdict.inheritedFrom ?? verdict.ringId;
  const { rows } = await sql<{ run_id: string }>`select run_id from ring where id = ${judged}`.execute(db);
  const kept = new Set(rows.map(({ run_id }) => run_id));
  const earlier = runs.filter(({ finishedAt }) => finishedAt <= verdict.at);
  const run = earlier.find(({ id }) => kept.has(id)) ?? earlier[0];
  return run === undefined ? null : { ringId: judged, runId: run.id, asOf: run.asOf };
}
