/** Leads of the newest published run, the likeliest first; those of earlier runs are of no use to anybody. */
import type { Kysely } from 'kysely';
import type { RingStore } from '../../application/ports/case-store.ts';
import type { Lead } from '../../domain/lead.ts';
import { parseCursor, toCursor } from './cursor.ts';
import { chunks } from './ring-rows.ts';
import type { CaseTables } from './tables.ts';

type Database = Kysely<CaseTables>;

export function leadReader(db: Database): Pick<RingStore, 'leads' | 'allLeads'> {
  return {
    async leads({ first, after }) {
      const total = await db
        .selectFrom('lead')
        .select((builder) => builder.fn.countAll().as('total'))
        .executeTakeFirstOrThrow();
      let query = db.selectFrom('lead').select(['run_id', 'position', 'body']);
      // A later run has leads of its own: to go on in them from a place of the earlier one would leave some out.
      if (after !== undefined) query = query.where('position', '>', await positionAfter(db, after));
      const rows = await query
        .orderBy('position')
        .limit(first + 1)
        .execute();
      const items = rows.slice(0, first).map(({ run_id, position, body }) => ({
        item: toLead(body),
        cursor: toCursor(`leads ${run_id}`, [Number(position)]),
      }));
      return { items, hasNext: rows.length > first, totalCount: Number(total.total) };
    },
    async allLeads() {
      const rows = await db.selectFrom('lead').select('body').orderBy('position').execute();
      return rows.map(({ body }) => toLead(body));
    },
  };
}

async function positionAfter(db: Database, cursor: string): Promise<number> {
  const held = await db.selectFrom('lead').select('run_id').limit(1).executeTakeFirst();
  const [position] = parseCursor(`leads ${held?.run_id ?? ''}`, cursor, 1);
  return Number(position);
}

/** In the place of those there were. */
export async function replaceLeads(tx: Database, runId: string, leads: readonly Lead[]): Promise<void> {
  await tx.deleteFrom('lead').execute();
  const rows = leads.map((lead, position) => ({ position, run_id: runId, body: JSON.stringify(lead) }));
  for (const part of chunks(rows)) {
    await tx
      .insertInto('lead')
      .values([...part])
      .execute();
  }
}

const toLead = (body: string): Lead => JSON.parse(body) as Lead;
