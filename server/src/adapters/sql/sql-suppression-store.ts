/** What keeps alerts back, and what it kept back. */
import { type Kysely, sql } from 'kysely';
import type { SuppressionFilter, SuppressionStore } from '../../application/ports/alert-store.ts';
import type { Page, Paged } from '../../application/ports/graph-store.ts';
import { heldAt, type Suppression, type SuppressionMatch, type SuppressionMatches } from '../../domain/suppression.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import { parseCursor, toCursor } from './cursor.ts';
import { appendEvent } from './sql-event-log.ts';
import type { CaseTables } from './tables.ts';

type Database = Kysely<CaseTables>;

export function createSqlSuppressionStore(db: Database): SuppressionStore {
  return {
    put: (suppression, event, before) =>
      db.transaction().execute(async (tx) => {
        const { id, expiresAt, ended } = suppression;
        const held = await tx.selectFrom('suppression').select('body').where('id', '=', id).executeTakeFirst();
        if (before !== undefined && held?.body !== JSON.stringify(before)) return false;
        const row = { expires_at: expiresAt, ended: ended === null ? 0 : 1, body: JSON.stringify(suppression) };
        await tx
          .insertInto('suppression')
          .values({ id, ...row })
          .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
          .execute();
        await appendEvent(tx, event);
        return true;
      }),
    async suppression(id) {
      const row = await db.selectFrom('suppression').select('body').where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toSuppression(row.body);
    },
    suppressions: (filter, now, page) => pageOf(db, { filter, now, page }),
    async inForce(at) {
      const rows = await db
        .selectFrom('suppression')
        .select('body')
        .where('expires_at', '>', at)
        .orderBy('id')
        .execute();
      return rows.map(({ body }) => toSuppression(body)).filter((entry) => heldAt(entry, at));
    },
    matchesOf: (id, page) => pageOfMatches(db, id, page),
  };
}

const toSuppression = (body: string): Suppression => JSON.parse(body) as Suppression;

function filtered(db: Database, { status }: SuppressionFilter, now: TimePoint) {
  const all = db.selectFrom('suppression');
  if (status === 'ENDED') return all.where('ended', '=', 1);
  const standing = all.where('ended', '=', 0);
  return status === undefined ? standing : standing.where('expires_at', status === 'DUE' ? '<=' : '>', now);
}

type Request = { readonly filter: SuppressionFilter; readonly now: TimePoint; readonly page: Page };

async function pageOf(db: Database, { filter, now, page }: Request): Promise<Paged<Suppression>> {
  const matching = filtered(db, filter, now);
  const total = await matching.select((builder) => builder.fn.countAll().as('total')).executeTakeFirstOrThrow();
  let query = matching.select(['id', 'expires_at', 'body']);
  if (page.after !== undefined) {
    const [expiresAt, id] = parseCursor('suppressions', page.after, 2);
    query = query.where(sql<boolean>`(expires_at > ${expiresAt} or (expires_at = ${expiresAt} and id > ${id}))`);
  }
  const rows = await query
    .orderBy('expires_at')
    .orderBy('id')
    .limit(page.first + 1)
    .execute();
  const items = rows.slice(0, page.first).map(({ id, expires_at: expiresAt, body }) => ({
    item: toSuppression(body),
    cursor: toCursor('suppressions', [Number(expiresAt), id]),
  }));
  return { items, hasNext: rows.length > page.first, totalCount: Number(total.total) };
}

async function pageOfMatches(db: Database, suppressionId: string, page: Page): Promise<Paged<SuppressionMatches>> {
  const matching = db.selectFrom('suppression_match').where('suppression_id', '=', suppressionId);
  const total = await matching.select((builder) => builder.fn.countAll().as('total')).executeTakeFirstOrThrow();
  let query = matching.selectAll();
  if (page.after !== undefined) {
    const [lastAt, ringId] = parseCursor('matches', page.after, 2);
    query = query.where(sql<boolean>`(last_at < ${lastAt} or (last_at = ${lastAt} and ring_id > ${ringId}))`);
  }
  const rows = await query
    .orderBy('last_at', 'desc')
    .orderBy('ring_id')
    .limit(page.first + 1)
    .execute();
  const items = rows.slice(0, page.first).map((row) => ({
    item: {
      ...{ suppressionId, ringId: row.ring_id, runId: row.run_id, statement: row.statement, count: row.count },
      at: Number(row.last_at) as TimePoint,
      firstAt: Number(row.first_at) as TimePoint,
    },
    cursor: toCursor('matches', [Number(row.last_at), row.ring_id]),
  }));
  return { items, hasNext: rows.length > page.first, totalCount: Number(total.total) };
}

/** Within the transaction it is given. */
export async function recordMatches(tx: Database, matches: readonly SuppressionMatch[]): Promise<void> {
  for (const { suppressionId, ringId, runId, statement, at } of matches) {
    const last = { last_at: at, run_id: runId, statement };
    await tx
      .insertInto('suppression_match')
      .values({ suppression_id: suppressionId, ring_id: ringId, first_at: at, count: 1, ...last })
      .onConflict((conflict) =>
        conflict
          .columns(['suppression_id', 'ring_id'])
          .doUpdateSet({ ...last, count: sql<number>`suppression_match.count + 1` }),
      )
      .execute();
  }
}
