/** Verdicts as rows of one table, only ever added to. */
import { type Kysely, sql, type Transaction } from 'kysely';
import type { DomainEvent } from '../../application/ports/case-store.ts';
import type { VerdictStore } from '../../application/ports/verdict-store.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import {
  type AccountVerdict,
  isInForce,
  type LinkVerdict,
  type MemberVerdict,
  type RingVerdict,
  type SeenPicture,
  tieKey,
  type Verdicts,
} from '../../domain/verdict.ts';
import { appendEvent } from './sql-event-log.ts';
import { wantProjection } from './sql-projection-outbox.ts';
import type { CaseTables, VerdictTable } from './tables.ts';

type Row = Omit<VerdictTable, 'number'>;

export function createSqlVerdictStore(db: Kysely<CaseTables>): VerdictStore {
  const write = async (tx: Transaction<CaseTables>, rows: readonly Row[], event: DomainEvent): Promise<void> => {
    for (const row of rows) await insertVerdict(tx, row);
    // That of a link or of a lead changes no ring before the next run.
    if (rows.some(({ kind }) => kind === 'ring' || kind === 'member')) await wantProjection(tx);
    await appendEvent(tx, event);
  };
  /** Not where another than the one that was seen holds by now. */
  const addIfSeen = (
    rows: readonly Row[],
    event: DomainEvent,
    { lastAt, last }: { readonly lastAt: TimePoint | null | undefined; readonly last: LastAt },
  ): Promise<boolean> =>
    db.transaction().execute(async (tx) => {
      if (lastAt !== undefined && (await last(tx)) !== lastAt) return false;
      await write(tx, rows, event);
      return true;
    });
  let known: { readonly upTo: number; readonly verdicts: Verdicts } = {
    upTo: 0,
    verdicts: { rings: new Map(), members: new Map(), accounts: new Map(), links: [] },
  };
  return {
    addRingVerdict: (verdict, event, lastAt) => {
      const last: LastAt = async (tx) => (await ringVerdicts(tx, verdict.ringId)).at(-1)?.at ?? null;
      return addIfSeen([toRingVerdictRow(verdict)], event, { lastAt, last });
    },
    addMemberVerdict: (verdict, links, event, { also = [], lastAt } = {}) => {
      const rows = [...also, verdict].map(toMemberRow);
      return addIfSeen([...rows, ...links.map(toLinkRow)], event, { lastAt, last: (tx) => lastOfSame(tx, rows) });
    },
    addAccountVerdicts: (verdicts, links, event, lastAt) => {
      const rows = verdicts.map(toAccountRow);
      return addIfSeen([...rows, ...links.map(toLinkRow)], event, { lastAt, last: (tx) => lastOfSame(tx, rows) });
    },
    addLinkVerdict: (verdict, event, lastAt) =>
      addIfSeen([toLinkRow(verdict)], event, { lastAt, last: (tx) => lastOfLink(tx, verdict) }),
    ringVerdicts: (ringId) => ringVerdicts(db, ringId),
    async current() {
      const { number } = await db
        .selectFrom('verdict')
        .select(({ fn }) => fn.max('number').as('number'))
        .executeTakeFirstOrThrow();
      // Never changed, only added to: what was read up to this number stays right.
      if (known.upTo !== Number(number)) known = { upTo: Number(number), verdicts: await heldBy(db) };
      return known.verdicts;
    },
    heldAt: (moment) => heldBy(db, moment),
  };
}

/** When the last one was given; null where none holds. */
type LastAt = (tx: Transaction<CaseTables>) => Promise<TimePoint | null>;

/** On any of the accounts, or in any of the rings, that these rows are on. */
async function lastOfSame(tx: Transaction<CaseTables>, rows: readonly Row[]): Promise<TimePoint | null> {
  const kinds = rows.map(({ kind }) => kind);
  const ringIds = rows.map(({ ring_id: ringId }) => ringId);
  const subjects = rows.map(({ subject }) => subject);
  const ofKind = tx.selectFrom('verdict').select('body').where('kind', 'in', kinds);
  const given = ofKind.where('ring_id', 'in', ringIds).where('subject', 'in', subjects);
  const times = (await given.execute()).map(({ body }) => (JSON.parse(body) as { readonly at: TimePoint }).at);
  return times.sort((a, b) => b - a)[0] ?? null;
}

async function lastOfLink(tx: Transaction<CaseTables>, { from, to, at }: LinkVerdict): Promise<TimePoint | null> {
  const ofLink = tx
    .selectFrom('verdict')
    .select('body')
    .where('kind', '=', 'link')
    .where('subject', 'in', [tieKey(from, to), tieKey(to, from)]);
  const row = await ofLink.orderBy('number', 'desc').limit(1).executeTakeFirst();
  const last = row === undefined ? null : (JSON.parse(row.body) as LinkVerdict);
  return last !== null && isInForce(last, at) ? last.at : null;
}

/** Every verdict is read in the order it was given, so the last one on a subject stays. */
async function heldBy(db: Kysely<CaseTables>, moment = Number.POSITIVE_INFINITY): Promise<Verdicts> {
  const rows = await db.selectFrom('verdict').select(['kind', 'subject', 'body']).orderBy('number').execute();
  const rings = new Map<string, RingVerdict>();
  const members = new Map<string, Map<string, MemberVerdict>>();
  const accounts = new Map<string, AccountVerdict>();
  const links = new Map<string, LinkVerdict>();
  for (const { kind, subject, body } of rows) {
    const verdict = JSON.parse(body) as { readonly at: number };
    if (verdict.at > moment) continue;
    if (kind === 'ring') rings.set(subject, verdict as RingVerdict);
    else if (kind === 'link') links.set(subject.split('\n').sort().join('\n'), verdict as LinkVerdict);
    else if (kind === 'account') accounts.set(subject, verdict as AccountVerdict);
    else {
      const { ringId } = verdict as MemberVerdict;
      members.set(ringId, (members.get(ringId) ?? new Map()).set(subject, verdict as MemberVerdict));
    }
  }
  return { rings, members, accounts, links: [...links.values()] };
}

export async function insertVerdict(tx: Transaction<CaseTables>, row: Row): Promise<void> {
  const number = sql<number>`(select coalesce(max(number), 0) + 1 from verdict)`;
  await tx
    .insertInto('verdict')
    .values({ number, ...row })
    .execute();
}

const toSeen = (seen: SeenPicture | null) => ({ seen_ring: seen?.ringId ?? '', seen_run: seen?.runId ?? '' });

export const toRingVerdictRow = (verdict: RingVerdict): Row => ({
  kind: 'ring',
  ring_id: verdict.ringId,
  subject: verdict.ringId,
  ...toSeen(verdict.seen),
  body: JSON.stringify(verdict),
});

const toMemberRow = (verdict: MemberVerdict): Row => ({
  kind: 'member',
  ring_id: verdict.ringId,
  subject: entityKey(verdict.member),
  ...toSeen(verdict.seen),
  body: JSON.stringify(verdict),
});

const toAccountRow = (verdict: AccountVerdict): Row => ({
  kind: 'account',
  ring_id: '',
  subject: entityKey(verdict.account),
  ...toSeen(null),
  body: JSON.stringify(verdict),
});

const toLinkRow = (verdict: LinkVerdict): Row => ({
  kind: 'link',
  ring_id: '',
  subject: tieKey(verdict.from, verdict.to),
  ...toSeen(null),
  body: JSON.stringify(verdict),
});

async function ringVerdicts(db: Kysely<CaseTables>, ringId: string): Promise<readonly RingVerdict[]> {
  const ofRing = db.selectFrom('verdict').select('body').where('kind', '=', 'ring').where('ring_id', '=', ringId);
  const rows = await ofRing.orderBy('number').execute();
  return rows.map(({ body }) => JSON.parse(body) as RingVerdict);
}
