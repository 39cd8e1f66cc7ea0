/** Publishes runs and keeps others aside, each in one transaction. */
import type { Kysely, Transaction } from 'kysely';
import type { DomainEvent, Publication, RingStore } from '../../application/ports/case-store.ts';
import type { DetectionRun } from '../../domain/detection-run.ts';
import { FailureError, failure } from '../../domain/failure.ts';
import type { Ring } from '../../domain/ring.ts';
import type { RingChange } from '../../domain/ring-change.ts';
import { lastStepOf, writeChanges } from './alert-writer.ts';
import { chunks, toMemberRows, toRingRow, toRunRow, toTagRows } from './ring-rows.ts';
import { appendEvent } from './sql-event-log.ts';
import { replaceLeads } from './sql-leads.ts';
import { enqueue } from './sql-outbox.ts';
import { wantProjection } from './sql-projection-outbox.ts';
import { holdsLease } from './sql-schedule-store.ts';
import { settingNumber } from './sql-setting-store.ts';
import { recordMatches } from './sql-suppression-store.ts';
import { insertVerdict, toRingVerdictRow } from './sql-verdict-store.ts';
import type { CaseTables } from './tables.ts';

type Writing = Transaction<CaseTables>;

export function runWriter(db: Kysely<CaseTables>): Pick<RingStore, 'publishRun' | 'keepRun'> {
  return {
    publishRun: (run, rings, publication) => db.transaction().execute((tx) => publish(tx, { run, rings, publication })),
    keepRun: (run, rings, event) =>
      db.transaction().execute(async (tx) => {
        await insertRun(tx, { run, rings, publishedNumber: null });
        await append(tx, event);
      }),
  };
}

const LEASE_LOST = 'Another server runs the schedules by now: nothing was published.';

type Publishing = {
  readonly run: DetectionRun;
  readonly rings: readonly Ring[];
  readonly publication: Publication | undefined;
};

async function publish(tx: Writing, { run, rings, publication = { changes: [] } }: Publishing): Promise<boolean> {
  if (publication.leaseHolder !== undefined && !(await holdsLease(tx, publication.leaseHolder)))
    throw new FailureError(failure('CANCELLED', LEASE_LOST));
  const latest = await tx
    .selectFrom('detection_run')
    .select(['id', 'published_number'])
    .where('published_number', 'is not', null)
    .orderBy('published_number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!(await isStillSo(tx, publication, latest?.id ?? null))) return false;
  await insertRun(tx, { run, rings, publishedNumber: Number(latest?.published_number ?? 0) + 1 });
  for (const rows of chunks(rings.map((ring) => ({ id: ring.id, run_id: run.id })))) {
    await tx
      .insertInto('issued_ring')
      .values([...rows])
      .onConflict((conflict) => conflict.column('id').doNothing())
      .execute();
  }
  await insertChanges(tx, publication.changes);
  for (const verdict of publication.verdicts ?? []) await insertVerdict(tx, toRingVerdictRow(verdict));
  await writeChanges(tx, publication.alerts?.changes ?? []);
  await recordMatches(tx, publication.alerts?.matches ?? []);
  await replaceLeads(tx, run.id, publication.leads ?? []);
  await append(tx, publication.event);
  await enqueue(tx, publication.messages ?? []);
  await wantProjection(tx);
  return true;
}

/** Whether what the publication is based on still stands. */
async function isStillSo(tx: Writing, publication: Publication, latest: string | null): Promise<boolean> {
  const { basedOn, inForceBy, alerts } = publication;
  if (basedOn !== undefined && basedOn !== latest) return false;
  if (inForceBy !== undefined && inForceBy !== (await settingNumber(tx, 'activeParameters'))) return false;
  return alerts === undefined || alerts.basedOn === (await lastStepOf(tx));
}

const append = async (tx: Writing, event: DomainEvent | undefined): Promise<void> => {
  if (event !== undefined) await appendEvent(tx, event);
};

async function insertChanges(tx: Writing, changes: readonly RingChange[]): Promise<void> {
  const last = await tx
    .selectFrom('ring_change')
    .select((builder) => builder.fn.max('number').as('number'))
    .executeTakeFirst();
  const start = Number(last?.number ?? 0) + 1;
  const rows = changes.map((change, i) => ({
    number: start + i,
    ring_id: change.ringId,
    run_id: change.runId,
    body: JSON.stringify(change),
  }));
  for (const part of chunks(rows)) {
    await tx
      .insertInto('ring_change')
      .values([...part])
      .execute();
  }
}

type Insertion = {
  readonly run: DetectionRun;
  readonly rings: readonly Ring[];
  readonly publishedNumber: number | null;
};

async function insertRun(tx: Writing, { run, rings, publishedNumber }: Insertion): Promise<void> {
  await tx.insertInto('detection_run').values(toRunRow(run, publishedNumber)).execute();
  for (const part of chunks(rings)) {
    await tx
      .insertInto('ring')
      .values(part.map((ring) => toRingRow(run.id, ring)))
      .execute();
  }
  for (const rows of chunks(rings.flatMap((ring) => toMemberRows(run.id, ring)))) {
    await tx
      .insertInto('ring_member')
      .values([...rows])
      .execute();
  }
  for (const rows of chunks(rings.flatMap((ring) => toTagRows(run.id, ring)))) {
    await tx
      .insertInto('ring_tag')
      .values([...rows])
      .execute();
  }
}
