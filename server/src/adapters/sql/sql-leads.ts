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
    async leads({ first, after }, isTold) {
      const rows = await db.selectFrom('lead').select(['run_id', 'position', 'body']).orderBy('position').execute();
      // A later run has leads of its own: to go on in them from a place of the earlier one would leave some out.
      const order = `leads ${rows[0]?.run_id ?? ''}`;
      const from = after === undefined ? -1 : Number(parseCursor(order, after, 1)[0]);
      const told = rows
        .map(({ position, body }) => ({ position: Number(position), item: toLead(body) }))
        .filter(({ item }) => isTold(item));
      const left = told.filter(({ position }) => position > from);
      const items = left.slice(0, first).map(({ position, item }) => ({ item, cursor: toCursor(order, [position]) }));
      return { items, hasNext: left.length > first, totalCount: told.length };
    },
    async allLeads() {
      const rows = await db.selectFrom('lead').select('body').orderBy('position').execute();
      return rows.map(({ body }) => toLead(body));
    },
  };
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
