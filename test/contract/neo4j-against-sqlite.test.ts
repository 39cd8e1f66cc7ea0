/** One generated marketplace in both stores, and a thousand random questions: the same answers, in the same order. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarioByName, writeMarketplace } from '../../seed/src/main.ts';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { createFileRecordSource } from '../../server/src/adapters/files/file-record-source.ts';
import { openNeo4jGraphStore } from '../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import type { Failure } from '../../server/src/domain/failure.ts';
import { ENTITY_KIND_LIST } from '../../server/src/domain/ontology.ts';
import type { EntityRef, GraphRecord } from '../../server/src/domain/records.ts';
import type { Result } from '../../server/src/domain/result.ts';
import { mulberry32 } from '../support/generated-batches.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../support/neo4j.ts';
import { type Known, randomQuestion } from './random-questions.ts';

const VERSION = '5.26.12';
const QUESTIONS = 1_000;
const LEAST_RECORDS = 100_000;
const missing = neo4jMissing(VERSION);

function unwrap<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

describe.skipIf(missing !== null)(
  `Neo4j and SQLite on one marketplace${missing === null ? '' : ` (${missing})`}`,
  () => {
    let folder: string;
    let server: LentNeo4j;
    let neo4j: GraphStore;
    let sqlite: GraphStore;
    const records: GraphRecord[] = [];

    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'clewline-differential-'));
      server = await lendNeo4j(VERSION);
      neo4j = unwrap(await openNeo4jGraphStore({ ...server, clock: systemClock }));
      sqlite = unwrap(await openSqliteGraphStore({ path: join(folder, 'graph.db'), clock: systemClock }));
      const scenario = scenarioByName('medium');
      if (scenario === null) throw new Error('the generator has no medium scenario');
      const files = join(folder, 'records');
      writeMarketplace(files, scenario);
      const source = createFileRecordSource({ now: systemClock.now, hashKey: null });
      const opened = unwrap(await source.open({ paths: [files], batchSize: 20_000 }));
      const sessions = await Promise.all([neo4j, sqlite].map(async (store) => unwrap(await store.openImport('test'))));
      for await (const batch of opened.batches()) {
        records.push(...batch.records);
        const [ours, theirs] = await Promise.all(sessions.map((session) => session.write(batch.records)));
        expect(ours).toEqual(theirs);
      }
      await Promise.all(sessions.map((session) => session.close()));
    }, 900_000);
    afterAll(async () => {
      await neo4j?.close();
      await sqlite?.close();
      await server?.release();
      await rm(folder, { recursive: true, force: true });
    });

    it('holds the same graph', async () => {
      expect(records.length).toBeGreaterThanOrEqual(LEAST_RECORDS);
      expect(await neo4j.counts()).toEqual(await sqlite.counts());
      expect(await neo4j.digest()).toBe(await sqlite.digest());
    }, 300_000);

    it('gives the same columns', async () => {
      const [ours, theirs] = [await neo4j.loadColumns({}), await sqlite.loadColumns({})];
      expect(ours.counts).toEqual(theirs.counts);
      expect(ours.columns).toEqual(theirs.columns);
    }, 300_000);

    it('answers a thousand questions alike', async () => {
      const random = mulberry32(29);
      const known = knownOf(records);
      for (let n = 0; n < QUESTIONS; n++) {
        const { name, ask } = randomQuestion(random, known);
        expect(await ask(neo4j), `question ${n}: ${name}`).toEqual(await ask(sqlite));
      }
    }, 900_000);

    it('counts accounts alike for every kind', async () => {
      for (const kind of ENTITY_KIND_LIST) {
        expect([kind, await neo4j.accountsPerIdentifier(kind)]).toEqual([
          kind,
          await sqlite.accountsPerIdentifier(kind),
        ]);
      }
    }, 300_000);
  },
);

/** What there is to ask about. */
function knownOf(records: readonly GraphRecord[]): Known {
  const refs: EntityRef[] = [];
  const events: Known['events'][number][] = [];
  const labels: string[] = [];
  const orders: string[] = [];
  const times: Known['times'][number][] = [];
  for (const record of records) {
    if (record.record === 'entity') {
      refs.push({ kind: record.kind, id: record.id });
      if (record.label !== undefined) labels.push(record.label);
    } else if (record.record === 'link') refs.push(record.from, record.to);
    else {
      refs.push(record.from, record.to);
      events.push({ type: record.type, id: record.id });
      if (record.orderId !== undefined) orders.push(record.orderId);
      if (record.at !== undefined) times.push(record.at);
    }
  }
  return { refs, events, labels, orders, times };
}
