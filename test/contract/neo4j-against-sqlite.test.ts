/**
 * One generated marketplace in SQLite and in Neo4j of each line, and a thousand random questions: the same answers, in the
 * same order. It is read once into all of them, and SQLite is asked once.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { scenarioByName, writeMarketplace } from '../../seed/src/main.ts';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { createFileRecordSource } from '../../server/src/adapters/files/file-record-source.ts';
import { openNeo4jGraphStore } from '../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { searchBetween } from '../../server/src/application/exploration/search-between.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import { entityKey } from '../../server/src/domain/entity-key.ts';
import type { Failure } from '../../server/src/domain/failure.ts';
import { ENTITY_KIND_LIST } from '../../server/src/domain/ontology.ts';
import type { EntityRef, GraphRecord } from '../../server/src/domain/records.ts';
import type { Result } from '../../server/src/domain/result.ts';
import { mulberry32 } from '../support/generated-batches.ts';
import { NEO4J_VERSIONS, type Neo4jVersion } from '../support/neo4j/versions.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../support/neo4j.ts';
import { ReferenceGraph } from '../support/reference-graph.ts';
import { at } from './graph-store/builders.ts';
import { type Known, type Question, randomQuestion } from './random-questions.ts';
import { screenMany } from './screening-questions.ts';

const QUESTIONS = 1_000;
const PAIRS = 60;
const SCREENED = 120;
const LEAST_RECORDS = 100_000;
/** Behind whatever the generator wrote. */
const LATER = at('2035-01-01');
const present = NEO4J_VERSIONS.filter((version) => neo4jMissing(version) === null);

function unwrap<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}

describe('one marketplace in SQLite and Neo4j', () => {
  let folder = '';
  const servers: LentNeo4j[] = [];
  const stores = new Map<Neo4jVersion, GraphStore>();
  let sqlite: GraphStore;
  const records: GraphRecord[] = [];
  /** What SQLite says, asked when the first server is. */
  const told = once(() => askAll(sqlite, questionsOf(records)));
  const screened = once(() => screenMany(sqlite, knownOf(records).refs, SCREENED));

  beforeAll(async () => {
    if (present.length === 0) return;
    folder = await mkdtemp(join(tmpdir(), 'clewline-differential-'));
    sqlite = unwrap(await openSqliteGraphStore({ path: join(folder, 'graph.db'), clock: systemClock }));
    for (const version of present) {
      const server = await lendNeo4j(version);
      servers.push(server);
      stores.set(version, unwrap(await openNeo4jGraphStore({ ...server, clock: systemClock })));
    }
    await loadInto([sqlite, ...stores.values()], folder, records);
  }, 900_000);
  afterAll(async () => {
    for (const store of [...stores.values(), sqlite]) await store?.close();
    for (const server of servers) await server.release();
    if (folder !== '') await rm(folder, { recursive: true, force: true });
  });

  for (const version of NEO4J_VERSIONS) {
    const missing = neo4jMissing(version);
    describe.skipIf(missing !== null)(`${version}${missing === null ? '' : ` (${missing})`}`, () => {
      const neo4j = (): GraphStore => stores.get(version) ?? expect.fail(`no store on Neo4j ${version}`);

      it('holds the same graph', async () => {
        expect(records.length).toBeGreaterThanOrEqual(LEAST_RECORDS);
        expect(await neo4j().counts()).toEqual(await sqlite.counts());
        expect(await neo4j().digest()).toBe(await sqlite.digest());
      }, 300_000);

      it('gives the same columns', async () => {
        const [ours, theirs] = [await neo4j().loadColumns({}), await sqlite.loadColumns({})];
        expect(ours.counts).toEqual(theirs.counts);
        expect(ours.columns).toEqual(theirs.columns);
      }, 300_000);

      it('answers a thousand questions alike', async () => {
        const answers = await told();
        expect(answers.length).toBe(QUESTIONS);
        for (const [n, { name, ask }] of questionsOf(records).entries()) {
          expect(await ask(neo4j()), `question ${n}: ${name}`).toEqual(answers[n]);
        }
      }, 900_000);

      it('finds the same ways between buyers, few and many, through hubs and around them', async () => {
        const random = mulberry32(31);
        const buyers = knownOf(records).refs.filter(({ kind }) => kind === 'Buyer');
        const one = (): EntityRef => buyers[Math.floor(random() * buyers.length)] ?? { kind: 'Buyer', id: '' };
        let found = 0;
        for (let n = 0; n < PAIRS; n++) {
          const question = {
            ...{ from: one(), to: one(), maxLength: 2 + Math.floor(random() * 5) },
            ...{ count: random() < 0.5 ? 1 : 3, avoidHubs: random() < 0.8 },
          };
          const [ours, theirs] = [await searchBetween(neo4j(), question), await searchBetween(sqlite, question)];
          expect(ours.paths, `pair ${n}: ${JSON.stringify(question)}`).toEqual(theirs.paths);
          found += ours.paths.length;
        }
        expect(found).toBeGreaterThan(0);
      }, 900_000);

      it('screens alike, whoever is near, far or not there', async () => {
        const theirs = await screened();
        expect(await screenMany(neo4j(), knownOf(records).refs, SCREENED)).toEqual(theirs);
        expect(theirs.some(({ ignoredHubs }) => ignoredHubs.some(({ reason }) => /^in order/.test(reason)))).toBe(true);
        const hops = new Set(theirs.map(({ nearest }) => nearest?.path.length ?? null));
        // Who is far, who is in a ring, and nobody.
        expect([...hops]).toEqual(expect.arrayContaining([null, 0, 4]));
      }, 300_000);

      it('meets whoever is tied to a group, or says that they are too many', async () => {
        const of = knownOf(records).refs.filter(({ kind }) => kind === 'Device');
        const links = new ReferenceGraph(records).links().filter(({ type }) => type === 'USES_DEVICE');
        const users = new Set(links.map(({ from }) => entityKey(from)));
        const request = { of, types: ['USES_DEVICE'], limit: users.size } as const;
        const met = await neo4j().meetAround?.(request);
        expect(new Set(met?.map(entityKey))).toEqual(users);
        expect(met?.length).toBe(users.size);
        const entities = await sqlite.entities(met ?? []);
        expect(met?.map(({ riskLabel }) => riskLabel)).toEqual(entities.map((entity) => entity?.risk?.label ?? null));
        expect(await neo4j().meetAround?.({ ...request, limit: users.size - 1 })).toBeNull();
      }, 300_000);

      it('counts accounts alike for every kind', async () => {
        for (const kind of ENTITY_KIND_LIST) {
          const theirs = await sqlite.accountsPerIdentifier(kind);
          expect([kind, await neo4j().accountsPerIdentifier(kind)]).toEqual([kind, theirs]);
        }
      }, 300_000);
    });
  }
});

/** A generated marketplace, batch by batch into all stores at once; each must tell the same of every batch. */
async function loadInto(stores: readonly GraphStore[], folder: string, records: GraphRecord[]): Promise<void> {
  const scenario = scenarioByName('medium');
  if (scenario === null) throw new Error('the generator has no medium scenario');
  const files = join(folder, 'records');
  writeMarketplace(files, scenario);
  const source = createFileRecordSource({ now: systemClock.now, hashKey: null });
  const opened = unwrap(await source.open({ paths: [files], batchSize: 20_000 }));
  const sessions = await Promise.all(stores.map(async (store) => unwrap(await store.openImport('test'))));
  const write = async (batch: readonly GraphRecord[]): Promise<void> => {
    records.push(...batch);
    const [first, ...others] = await Promise.all(sessions.map((session) => session.write(batch)));
    for (const other of others) expect(other).toEqual(first);
  };
  for await (const batch of opened.batches()) await write(batch.records);
  await write(removalsOf(records));
  await Promise.all(sessions.map((session) => session.close()));
}

/** One record in fifty was removed at some moment of the marketplace: the generator removes nothing. */
function removalsOf(records: readonly GraphRecord[]): readonly GraphRecord[] {
  const random = mulberry32(37);
  const { times } = knownOf(records);
  return records.flatMap((record) => {
    if (random() >= 0.02) return [];
    const removedAt = times[Math.floor(random() * times.length)];
    return removedAt === undefined ? [] : [{ ...record, removedAt, updatedAt: LATER }];
  });
}

/** The same every time. */
function questionsOf(records: readonly GraphRecord[]): readonly Question[] {
  const random = mulberry32(29);
  const known = knownOf(records);
  return Array.from({ length: QUESTIONS }, () => randomQuestion(random, known));
}

async function askAll(store: GraphStore, questions: readonly Question[]): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (const { ask } of questions) answers.push(await ask(store));
  return answers;
}

function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined;
  return () => {
    result ??= work();
    return result;
  };
}

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
