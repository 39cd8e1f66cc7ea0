/** Verdicts as rows of one table, only ever added to. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DomainEvent } from '../../application/ports/case-store.ts';
import type { VerdictStore } from '../../application/ports/verdict-store.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { LinkVerdict, MemberVerdict, RingVerdict } from '../../domain/verdict.ts';
import { appendEvent } from './sql-event-log.ts';
import type { CaseTables, VerdictTable } from './tables.ts';

type Row = Omit<VerdictTable, 'number'>;

export function createSqlVerdictStore(db: Kysely<CaseTables>): VerdictStore {
  const add = (rows: readonly Row[], event: DomainEvent): Promise<void> =>
    db.transaction().execute(async (tx) => {
      for (const row of rows) await insertVerdict(tx, row);
      await appendEvent(tx, event);
    });
  return {
    addRingVerdict: (verdict, event) => add([toRingVerdictRow(verdict)], event),
    addMemberVerdict: (verdict, links, event) => add([toMemberRow(verdict), ...links.map(toLinkRow)], event),
    addLinkVerdict: (verdict, event) => add([toLinkRow(verdict)], event),
    ringVerdicts: (ringId) => read<RingVerdict>(db, 'ring', ringId),
    async currentRingVerdicts() {
      const all = await read<RingVerdict>(db, 'ring');
      return new Map(all.map((verdict) => [verdict.ringId, verdict]));
    },
    async memberVerdicts(ringId) {
      const all = await read<MemberVerdict>(db, 'member', ringId);
      return new Map(all.map((verdict) => [entityKey(verdict.member), verdict]));
    },
    async currentLinkVerdicts() {
      const all = await read<LinkVerdict>(db, 'link');
      return [...new Map(all.map((verdict) => [toLinkRow(verdict).subject, verdict])).values()];
    },
  };
}

export async function insertVerdict(tx: Transaction<CaseTables>, row: Row): Promise<void> {
  const number = sql<number>`(select coalesce(max(number), 0) + 1 from verdict)`;
  await tx
    .insertInto('verdict')
    .values({ number, ...row })
    .execute();
}

export const toRingVerdictRow = (verdict: RingVerdict): Row => ({
  kind: 'ring',
  ring_id: verdict.ringId,
  subject: verdict.ringId,
  body: JSON.stringify(verdict),
});

const toMemberRow = (verdict: MemberVerdict): Row => ({
  kind: 'member',
  ring_id: verdict.ringId,
  subject: entityKey(verdict.member),
  body: JSON.stringify(verdict),
});

const toLinkRow = (verdict: LinkVerdict): Row => ({
  kind: 'link',
  ring_id: '',
  subject: `${entityKey(verdict.from)}\n${entityKey(verdict.to)}`,
  body: JSON.stringify(verdict),
});

/** Oldest first. */
async function read<T>(db: Kysely<CaseTables>, kind: Row['kind'], ringId?: string): Promise<readonly T[]> {
  let query = db.selectFrom('verdict').select('body').where('kind', '=', kind);
  if (ringId !== undefined) query = query.where('ring_id', '=', ringId);
  const rows = await query.orderBy('number').execute();
  return rows.map(({ body }) => JSON.parse(body) as T);
}
