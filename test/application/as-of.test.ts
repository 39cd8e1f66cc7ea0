/** A run as of a moment finds what a run finds that never heard of anything later. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateMarketplace, scenarioOfSize } from '../../seed/src/main.ts';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { createDetectRings } from '../../server/src/application/detect-rings.ts';
import { toGraphRecord } from '../../server/src/application/evaluation/to-graph-record.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import { DEFAULT_PARAMETERS } from '../../server/src/detection/parameters.ts';
import { detectRings } from '../../server/src/detection/pipeline.ts';
import { entityKey } from '../../server/src/domain/entity-key.ts';
import type { Failure } from '../../server/src/domain/failure.ts';
import { EVENT_REFERENCES, type EventReference } from '../../server/src/domain/ontology.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import type { EntityRecord, EntityRef, EventRecord, GraphRecord } from '../../server/src/domain/records.ts';
import type { Result } from '../../server/src/domain/result.ts';
import { DAY_MS, millisecondsOf, type TimePoint, toTimePoint } from '../../server/src/domain/time-point.ts';

function expectOk<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

type IsLater = (time: TimePoint | undefined) => boolean;

/** What was known at a moment, from the contract's words. */
function knownAt(records: readonly GraphRecord[], asOf: TimePoint): GraphRecord[] {
  const isLater: IsLater = (time) => time !== undefined && time > asOf;
  const unknown = new Set(
    records.flatMap((one) => (one.record === 'entity' && isLater(one.createdAt) ? [entityKey(one)] : [])),
  );
  const isKnown = (...ends: readonly EntityRef[]): boolean => ends.every((end) => !unknown.has(entityKey(end)));
  return records.flatMap((record): GraphRecord[] => {
    if (record.record === 'entity') return isKnown(record) ? [entityAt(record, isLater)] : [];
    const first = record.record === 'event' ? record.at : record.firstSeen;
    if (isLater(first) || !isKnown(record.from, record.to)) return [];
    if (record.record === 'event') return [eventAt(record, isKnown)];
    return [isLater(record.lastSeen) ? { ...record, lastSeen: asOf } : record];
  });
}

function eventAt(record: EventRecord, isKnown: (end: EntityRef) => boolean): EventRecord {
  const { references, ...rest } = record;
  const known = Object.entries(references ?? {}).filter(([name, id]) =>
    isKnown({ kind: EVENT_REFERENCES[name as EventReference].kind, id }),
  );
  return { ...rest, references: Object.fromEntries(known) };
}

function entityAt(record: EntityRecord, isLater: IsLater): EntityRecord {
  const { status, risk, ...rest } = record;
  return {
    ...rest,
    ...(status !== undefined && !isLater(record.updatedAt) && { status }),
    ...(risk !== undefined && !isLater(risk.at) && { risk }),
  };
}

const moved = (time: TimePoint, days: number): TimePoint => (time + days * DAY_MS * 4) as TimePoint;

describe('a run as of a moment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'clewline-as-of-'));
  const records = [...generateMarketplace(scenarioOfSize(6_000)).records].map(toGraphRecord);
  const stores: GraphStore[] = [];
  let latest: TimePoint;
  const openWith = async (name: string, known: readonly GraphRecord[]): Promise<GraphStore> => {
    const clock = { now: () => Date.now() };
    const store = expectOk(await openSqliteGraphStore({ path: join(folder, name), clock }));
    stores.push(store);
    const session = expectOk(await store.openImport('test'));
    await session.write(known);
    await session.close();
    return store;
  };
  let whole: GraphStore;
  beforeAll(async () => {
    whole = await openWith('whole.db', records);
    latest = (await whole.loadColumns({})).columns.asOf as TimePoint;
  });
  afterAll(async () => {
    for (const store of stores) await store.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const detect = async (graph: GraphStore, asOf: TimePoint) => {
    const cases = await openSqliteCaseStore(':memory:');
    const clock = { now: () => Date.UTC(2026, 6, 1) };
    const deps = { ...cases, graph, clock, randomness: systemRandomness, codeVersion: '1', peakRssBytes: () => 0 };
    const run = expectOk(await createDetectRings(deps)(OPERATOR, { asOf }));
    await cases.close();
    return run;
  };

  it.each([14, 60])('%i days earlier equals one on data that hold nothing later', async (days) => {
    const asOf = toTimePoint(millisecondsOf(latest) - days * DAY_MS, 'MILLISECOND');
    const cut = await openWith(`cut-${days}.db`, knownAt(records, asOf));
    const [then, alone, now] = [await detect(whole, asOf), await detect(cut, asOf), await detect(whole, latest)];
    expect(then.resultHash).toBe(alone.resultHash);
    expect(Object.values(then.rings).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    // Else the cut would show nothing.
    expect(then.resultHash).not.toBe(now.resultHash);
  });

  it('a file of old data is analysed as it was, not as stale: years earlier, the same rings', async () => {
    const { columns } = await whole.loadColumns({});
    const days = -7 * 52 * 5;
    const move = (times: Float64Array): Float64Array =>
      times.map((time) => (Number.isNaN(time) ? time : moved(time as TimePoint, days)));
    const old = {
      ...columns,
      asOf: columns.asOf === null ? null : moved(columns.asOf as TimePoint, days),
      entities: { ...columns.entities, createdAt: move(columns.entities.createdAt) },
      links: { ...columns.links, firstSeen: move(columns.links.firstSeen), lastSeen: move(columns.links.lastSeen) },
      events: { ...columns.events, at: move(columns.events.at) },
    };
    const find = (given: typeof columns) =>
      detectRings(given, DEFAULT_PARAMETERS, { now: () => 0 }).candidates.map(({ members, score, severity }) => ({
        ...{ score, severity },
        members: members.map(({ id }) => id),
      }));
    expect(find(old)).toEqual(find(columns));
  });
});
