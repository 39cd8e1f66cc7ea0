/** Accounts that registered lately near something known, and the place their screening has reached. */
import { type Kysely, sql } from 'kysely';
import type { Page, Paged } from '../../application/ports/graph-store.ts';
import type { NewcomerFilter, NewcomerStore, SweepStep } from '../../application/ports/newcomer-store.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { Newcomer, Sweep } from '../../domain/newcomer.ts';
import { parseCursor, toCursor } from './cursor.ts';
import { appendEvent } from './sql-event-log.ts';
import { enqueue } from './sql-outbox.ts';
import type { CaseTables } from './tables.ts';

type Database = Kysely<CaseTables>;
const REGISTRATIONS = 'registrations';

export function createSqlNewcomerStore(db: Database): NewcomerStore {
  return {
    async sweep() {
      const row = await db
        .selectFrom('screening_sweep')
        .select('body')
        .where('name', '=', REGISTRATIONS)
        .executeTakeFirst();
      return row === undefined ? null : toSweep(row.body);
    },
    advance: (step) => db.transaction().execute((tx) => advance(tx, step)),
    async listed(refs) {
      if (refs.length === 0) return new Set();
      const rows = await db
        .selectFrom('newcomer')
        .select('entity')
        .where('entity', 'in', refs.map(entityKey))
        .execute();
      return new Set(rows.map(({ entity }) => entity));
    },
    newcomers: (filter, page) => pageOf(db, filter, page),
    async newcomer(id) {
      const row = await db.selectFrom('newcomer').select('body').where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toNewcomer(row.body);
    },
    change: (before, after, event) =>
      db.transaction().execute(async (tx) => {
        const changed = await tx
          .updateTable('newcomer')
          .set({ status: after.status, body: JSON.stringify(after) })
          .where('id', '=', before.id)
          .where('body', '=', JSON.stringify(before))
          .executeTakeFirst();
        if (changed.numUpdatedRows === 0n) return false;
        await appendEvent(tx, event);
        return true;
      }),
    async removeFoundBefore(time) {
      const gone = await db.deleteFrom('newcomer').where('found_at', '<', time).executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
}

const toNewcomer = (body: string): Newcomer => JSON.parse(body) as Newcomer;
/** One written before arrivals were known has none. */
const toSweep = (body: string): Sweep => ({ isPastRegistrations: false, arrivals: null, ...JSON.parse(body) }) as Sweep;

async function advance(tx: Database, { sweep, found, event, messages }: SweepStep): Promise<boolean> {
  const row = { step: sweep.step, body: JSON.stringify(sweep) };
  const held = await tx
    .selectFrom('screening_sweep')
    .select('step')
    .where('name', '=', REGISTRATIONS)
    .executeTakeFirst();
  if (Number(held?.step ?? 0) !== sweep.step - 1) return false;
  await tx
    .insertInto('screening_sweep')
    .values({ name: REGISTRATIONS, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute();
  const last = await tx
    .selectFrom('newcomer')
    .select((builder) => builder.fn.max('number').as('number'))
    .executeTakeFirst();
  let number = Number(last?.number ?? 0);
  for (const newcomer of found) {
    number += 1;
    await tx.insertInto('newcomer').values(toRow(newcomer, number)).execute();
  }
  await appendEvent(tx, event);
  await enqueue(tx, messages);
  return true;
}

const toRow = (newcomer: Newcomer, number: number) => ({
  ...{ id: newcomer.id, number, entity: entityKey(newcomer.entity), status: newcomer.status, risk: newcomer.risk },
  ring_id: newcomer.target.type === 'ring' ? newcomer.target.ringId : '',
  found_at: newcomer.foundAt,
  body: JSON.stringify(newcomer),
});

async function pageOf(db: Database, { statuses, ringId }: NewcomerFilter, page: Page): Promise<Paged<Newcomer>> {
  let matching = db.selectFrom('newcomer').where('status', 'in', statuses);
  if (ringId !== undefined) matching = matching.where('ring_id', '=', ringId);
  const total = await matching.select((builder) => builder.fn.countAll().as('total')).executeTakeFirstOrThrow();
  let query = matching.select(['number', 'risk', 'body']);
  if (page.after !== undefined) {
    const [risk, number] = parseCursor('newcomers', page.after, 2);
    query = query.where(sql<boolean>`(risk < ${risk} or (risk = ${risk} and number < ${number}))`);
  }
  const rows = await query
    .orderBy('risk', 'desc')
    .orderBy('number', 'desc')
    .limit(page.first + 1)
    .execute();
  const items = rows.slice(0, page.first).map(({ number, risk, body }) => ({
    item: toNewcomer(body),
    cursor: toCursor('newcomers', [Number(risk), Number(number)]),
  }));
  return { items, hasNext: rows.length > page.first, totalCount: Number(total.total) };
}
