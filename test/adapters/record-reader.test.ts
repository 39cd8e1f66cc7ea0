/** What both record readers promise of places, on each real store. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { openNeo4jGraphStore } from '../../server/src/adapters/neo4j/neo4j-graph-store.ts';
import { openNeo4jRecordReader } from '../../server/src/adapters/neo4j/neo4j-record-reader.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { openSqliteRecordReader } from '../../server/src/adapters/sqlite/sqlite-record-reader.ts';
import type { RecordReader, Records } from '../../server/src/application/ports/record-reader.ts';
import type { EntityRef, GraphRecord } from '../../server/src/domain/records.ts';
import { importAll } from '../contract/graph-store/contract-store.ts';
import { NEO4J_VERSIONS } from '../support/neo4j/versions.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../support/neo4j.ts';

/** Ids that UTF-16 units and code points order differently, and a start of many links. */
const IDS = ['a', 'b', 'Z', 'é', '\uFFFD', '\u{10000}', '\u{1F600}', '\uD7FF', '0', '~'];
const buyers = IDS.map((id): EntityRef => ({ kind: 'Buyer', id }));
const device = (id: string): EntityRef => ({ kind: 'Device', id });
const RECORDS: readonly GraphRecord[] = buyers.flatMap((from, i) => [
  { record: 'entity', ...from, label: `Customer ${i}` },
  ...Array.from(
    { length: i === 4 ? 20 : 2 },
    (_, n): GraphRecord => ({ record: 'link', type: 'USES_DEVICE', from, to: device(`${IDS[(i + n) % 10]}${n}`) }),
  ),
  { record: 'event', type: 'ORDER', id: `o${from.id}`, from, to: { kind: 'Seller', id: `s${i % 3}` } },
]);

async function listOf(records: Records<unknown>) {
  const list: { readonly place: string; readonly text: string }[] = [];
  for await (const { place, ...record } of records) list.push({ place, text: JSON.stringify(record) });
  return list;
}

function readerSuite(open: () => Promise<RecordReader>): void {
  for (const section of ['entities', 'links', 'events'] as const) {
    it(`reads ${section} on from any place, without losing one and without those of earlier places`, async () => {
      const reader = await open();
      try {
        const all = await listOf(reader[section]());
        expect(all.length).toBeGreaterThanOrEqual(IDS.length);
        for (const { place } of all) {
          const first = all.findIndex((record) => record.place === place);
          expect(await listOf(reader[section](place))).toEqual(all.slice(first));
        }
      } finally {
        await reader.close();
      }
    }, 60_000);
  }
}

describe('the record reader of SQLite', () => {
  let folder = '';
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clewline-reader-'));
    const store = await openSqliteGraphStore({ path: join(folder, 'graph.sqlite'), clock: systemClock });
    if (!store.ok) throw new Error(store.failure.message);
    await importAll(store.value, [RECORDS]);
    await store.value.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  readerSuite(async () => openSqliteRecordReader(join(folder, 'graph.sqlite')));
});

for (const version of NEO4J_VERSIONS) {
  const missing = neo4jMissing(version);
  const name = `the record reader of Neo4j ${version}${missing === null ? '' : ` (${missing})`}`;
  describe.skipIf(missing !== null)(name, () => {
    let server: LentNeo4j;
    beforeAll(async () => {
      server = await lendNeo4j(version);
      const store = await openNeo4jGraphStore({ ...server, clock: systemClock });
      if (!store.ok) throw new Error(store.failure.message);
      await importAll(store.value, [RECORDS]);
      await store.value.close();
    });
    afterAll(() => server?.release());
    readerSuite(() => openNeo4jRecordReader(server));
  });
}
