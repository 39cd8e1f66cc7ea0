/** Runs and their rings. What is published is the run with the greatest published number. */
import type { Kysely } from 'kysely';
import type {
  RankedRing,
  RingFilter,
  RingOrder,
  RingPage,
  RingPaged,
  RingStore,
} from '../../application/ports/case-store.ts';
import type { Page, Paged } from '../../application/ports/graph-store.ts';
import type { DetectionRun } from '../../domain/detection-run.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { EntityRef } from '../../domain/records.ts';
import { type Ring, SEVERITIES } from '../../domain/ring.ts';
import { parseCursor, toCursor } from './cursor.ts';
import { ringIdsOf } from './ring-memberships.ts';
import { filteredRings, isAfter, reverse, sortKeys, sortValues } from './ring-query.ts';
import { CHUNK, chunks, toRing, toRun } from './ring-rows.ts';
import { leadReader } from './sql-leads.ts';
import { findPicture, lineageReader } from './sql-lineage.ts';
import { runWriter } from './sql-run-writer.ts';
import type { CaseTables } from './tables.ts';

type Database = Kysely<CaseTables>;
const HIGHEST_FIRST: RingOrder = { field: 'score', direction: 'desc' };

export function createSqlRingStore(db: Database): RingStore {
  return {
    ...runWriter(db),
    ...lineageReader(db),
    ...leadReader(db),
    async issuedRingIds() {
      const rows = await db.selectFrom('issued_ring').select('id').execute();
      return new Set(rows.map((row) => row.id));
    },
    ring: async (id) => (await findPicture(db, id))?.ring ?? null,
    rings: (filter, order, page) => pageOfRings(db, { filter, order, page }),
    ringsOf: (refs) => ringsOf(db, refs),
    ringIdsOf: (refs) => ringIdsOf(db, refs),
    allRings: (runId) => allRings(db, runId),
    rankedRings: () => rankedRings(db),
    async run(id) {
      const row = await db.selectFrom('detection_run').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? null : toRun(row);
    },
    latestPublishedRun: async () => (await latestPublished(db))?.run ?? null,
    runs: (page) => pageOfRuns(db, page),
  };
}

async function latestPublished(db: Database): Promise<{ readonly id: string; readonly run: DetectionRun } | null> {
  const row = await db
    .selectFrom('detection_run')
    .selectAll()
    .where('published_number', 'is not', null)
    .orderBy('published_number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? null : { id: row.id, run: toRun(row) };
}

type RingRequest = { readonly filter: RingFilter; readonly order: RingOrder; readonly page: RingPage };

async function pageOfRings(db: Database, { filter, order, page }: RingRequest): Promise<RingPaged> {
  const runId = filter.runId ?? (await latestPublished(db))?.id;
  if (runId === undefined) return { items: [], hasNext: false, hasPrevious: false, totalCount: 0 };
  const total = await filteredRings(db, runId, filter)
    .select((builder) => builder.fn.countAll().as('total'))
    .executeTakeFirstOrThrow();
  const found = await ringsOnPage(db, { filter: { ...filter, runId }, order, page });
  return { ...found, totalCount: Number(total.total) };
}

type OfRun = RingRequest & { readonly filter: { readonly runId: string } };

async function ringsOnPage(db: Database, { filter, order, page }: OfRun): Promise<Omit<RingPaged, 'totalCount'>> {
  const backwards = 'last' in page;
  const size = backwards ? page.last : page.first;
  const cursor = backwards ? page.before : page.after;
  const name = `${order.field} ${order.direction}`;
  const keys = sortKeys(order);
  const walk = backwards ? reverse(keys) : keys;
  let query = filteredRings(db, filter.runId, filter)
    .select('body')
    .limit(size + 1);
  for (const { column, direction } of walk) query = query.orderBy(column, direction);
  if (cursor !== undefined) {
    const values = parseCursor(name, cursor, keys.length);
    query = query.where((builder) => isAfter(builder, walk, values));
  }
  const found = (await query.execute()).map((row) => toRing(row.body));
  const more = found.length > size;
  const shown = found.slice(0, size);
  if (backwards) shown.reverse();
  return {
    items: shown.map((item) => ({ item, cursor: toCursor(name, sortValues(keys, item)) })),
    hasNext: backwards ? cursor !== undefined : more,
    hasPrevious: backwards ? more : cursor !== undefined,
  };
}

async function ringsOf(db: Database, refs: readonly EntityRef[]): Promise<ReadonlyMap<string, readonly Ring[]>> {
  const found = new Map<string, Ring[]>(refs.map((ref) => [entityKey(ref), []]));
  const runId = (await latestPublished(db))?.id;
  if (runId === undefined) return found;
  for (const keys of chunks([...found.keys()])) {
    const rows = await db
      .selectFrom('ring_member')
      .innerJoin('ring', (join) =>
        join.onRef('ring.run_id', '=', 'ring_member.run_id').onRef('ring.id', '=', 'ring_member.ring_id'),
      )
      .select(['ring_member.member', 'ring.body'])
      .where('ring_member.run_id', '=', runId)
      .where('ring_member.member', 'in', keys)
      .where('ring.status', '=', 'ACTIVE')
      .orderBy('ring.score', 'desc')
      .orderBy('ring.id')
      .execute();
    const parsed = new Map<string, Ring>();
    for (const { member, body } of rows) {
      const ring = parsed.get(body) ?? toRing(body);
      parsed.set(body, ring);
      found.get(member)?.push(ring);
    }
  }
  return found;
}

async function* allRings(db: Database, runId: string | undefined): AsyncGenerator<Ring> {
  // The run is fixed at the start, so that a publication in between cannot mix two pictures.
  const id = runId ?? (await latestPublished(db))?.id;
  if (id === undefined) return;
  let after: string | undefined;
  do {
    const page = { first: CHUNK, ...(after === undefined ? {} : { after }) };
    const { items, hasNext } = await ringsOnPage(db, { filter: { runId: id }, order: HIGHEST_FIRST, page });
    for (const { item } of items) yield item;
    after = hasNext ? items.at(-1)?.cursor : undefined;
  } while (after !== undefined);
}

async function rankedRings(db: Database): Promise<readonly RankedRing[]> {
  const runId = (await latestPublished(db))?.id;
  if (runId === undefined) return [];
  const rows = await db
    .selectFrom('ring')
    .select(['id', 'severity', 'score'])
    .where('run_id', '=', runId)
    .where('status', '=', 'ACTIVE')
    .orderBy('severity', 'desc')
    .orderBy('score', 'desc')
    .orderBy('id')
    .execute();
  return rows.map(({ id, severity, score }) => ({ id, severity: SEVERITIES[severity] ?? 'LOW', score }));
}

async function pageOfRuns(db: Database, page: Page): Promise<Paged<DetectionRun>> {
  const total = await db
    .selectFrom('detection_run')
    .select((builder) => builder.fn.countAll().as('total'))
    .executeTakeFirstOrThrow();
  let query = db.selectFrom('detection_run').selectAll();
  if (page.after !== undefined) {
    const [startedAt, id] = parseCursor('runs', page.after, 2);
    query = query.where((builder) =>
      builder.or([
        builder('started_at', '<', Number(startedAt)),
        builder.and([builder('started_at', '=', Number(startedAt)), builder('id', '<', String(id))]),
      ]),
    );
  }
  const rows = await query
    .orderBy('started_at', 'desc')
    .orderBy('id', 'desc')
    .limit(page.first + 1)
    .execute();
  const shown = rows.slice(0, page.first);
  return {
    items: shown.map((row) => ({ item: toRun(row), cursor: toCursor('runs', [row.started_at, row.id]) })),
    hasNext: rows.length > page.first,
    totalCount: Number(total.total),
  };
}
