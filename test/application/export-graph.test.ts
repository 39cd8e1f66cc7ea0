import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { systemClock } from '../../server/src/adapters/clock.ts';
import { createFileRecordSource } from '../../server/src/adapters/files/file-record-source.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { openSqliteGraphStore } from '../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import { openSqliteRecordReader } from '../../server/src/adapters/sqlite/sqlite-record-reader.ts';
import { createExportGraph } from '../../server/src/application/export-graph.ts';
import type { GraphStore } from '../../server/src/application/ports/graph-store.ts';
import type { Decimal } from '../../server/src/domain/decimal.ts';
import { OPERATOR, type Principal } from '../../server/src/domain/principal.ts';
import type { EntityRef, GraphRecord } from '../../server/src/domain/records.ts';
import { PRECISIONS, type TimePoint, toTimePoint } from '../../server/src/domain/time-point.ts';

/** A time as a file can carry it: no digits below its precision. */
const STEP_MS = { DAY: 86_400_000, MINUTE: 60_000, SECOND: 1_000, MILLISECOND: 1 } as const;
const time: fc.Arbitrary<TimePoint> = fc
  .tuple(fc.integer({ min: 0, max: 300 * STEP_MS.DAY }), fc.constantFrom(...PRECISIONS))
  .map(([ms, precision]) => {
    const start = Date.UTC(2025, 0, 1) + ms;
    return toTimePoint(start - (start % STEP_MS[precision]), precision);
  });
const money = fc.constantFrom('0', '10.5', '999999999999.99') as fc.Arbitrary<Decimal>;
const text = fc.constantFrom('plain', 'with "quotes", commas', 'Ännä 🜁\u2028', "=1+1'");
const versions = { updatedAt: time, removedAt: time };
const attributes = fc.dictionary(fc.constantFrom('colour', 'size of box'), text, { maxKeys: 2 });
const buyer: fc.Arbitrary<EntityRef> = fc.constantFrom('b1', 'b 2', 'b"3').map((id) => ({ kind: 'Buyer', id }));
const seller: EntityRef = { kind: 'Seller', id: 's1' };

/** Few identities, so that most rows meet another of the same thing with another version. */
const entity = fc
  .record(
    {
      label: text,
      market: fc.constantFrom('GB', 'PH'),
      createdAt: time,
      status: fc.constantFrom('active', 'banned'),
      risk: fc.record(
        { label: fc.constantFrom('suspected', 'none'), at: time, reason: text },
        { requiredKeys: ['label'] },
      ),
      balances: fc.record(
        { unsettled: money, reserved: money, currency: fc.constant('USD') },
        { requiredKeys: ['currency', 'unsettled'] },
      ),
      nextSettlementAt: time,
      attributes,
      ...versions,
    },
    { requiredKeys: [] },
  )
  .chain((fields) => buyer.map((ref) => ({ record: 'entity', ...ref, ...fields })));
const link = fc
  .record(
    {
      firstSeen: time,
      count: fc.integer({ min: 1, max: 9 }),
      source: fc.constantFrom('checkout', 'kyc', 'login'),
      role: fc.constantFrom('shipping', 'billing'),
      attributes,
      ...versions,
    },
    { requiredKeys: [] },
  )
  .chain((fields) =>
    buyer.map((from) => ({ record: 'link', type: 'HAS_ADDRESS', from, to: { kind: 'Address', id: 'a1' }, ...fields })),
  );
const dealings = fc
  .record(
    { count: fc.integer({ min: 1, max: 9 }), amount: money, currency: fc.constant('USD'), updatedAt: time },
    { requiredKeys: ['amount', 'currency'] },
  )
  .chain((fields) => buyer.map((from) => ({ record: 'link', type: 'TRANSACTED_WITH', from, to: seller, ...fields })));
const event = fc
  .record(
    {
      at: time,
      status: fc.constantFrom('paid', 'cancelled'),
      amount: money,
      currency: fc.constant('EUR'),
      orderId: text,
      references: fc.dictionary(fc.constantFrom('device', 'address', 'product'), fc.constantFrom('x1', 'x2')),
      declined: fc.boolean(),
      rating: fc.constantFrom(1, 4.5),
      quantity: fc.integer({ min: 1, max: 9 }),
      discount: money,
      reason: text,
      attributes,
      ...versions,
    },
    { requiredKeys: ['amount', 'currency'] },
  )
  .chain((fields) =>
    fc
      .tuple(buyer, fc.constantFrom('e1', 'e2'))
      .map(([from, id]) => ({ record: 'event', type: 'ORDER', id, from, to: seller, ...fields })),
  );
const records = fc.array(fc.oneof(entity, link, dealings, event), { minLength: 1, maxLength: 25 }) as fc.Arbitrary<
  GraphRecord[]
>;

async function openStore(path: string): Promise<GraphStore> {
  const store = await openSqliteGraphStore({ path, clock: systemClock });
  if (!store.ok) throw new Error(store.failure.message);
  return store.value;
}

async function write(
  store: GraphStore,
  batches: AsyncIterable<readonly GraphRecord[]> | Iterable<readonly GraphRecord[]>,
) {
  const session = await store.openImport('test');
  if (!session.ok) throw new Error(session.failure.message);
  for await (const batch of batches) await session.value.write(batch);
  await session.value.close();
}

async function writeExport(path: string, folder: string, principal: Principal = OPERATOR) {
  const cases = await openSqliteCaseStore(':memory:');
  const reader = openSqliteRecordReader(path);
  try {
    const files = await createExportGraph({ log: cases.log, clock: systemClock, reader })(principal);
    if (!files.ok) return files;
    for (const file of files.value) {
      let content = '';
      for await (const piece of file.text()) content += piece;
      if (content !== '') writeFileSync(join(folder, file.name), content);
    }
    return files;
  } finally {
    await reader.close();
    await cases.close();
  }
}

async function* recordsOf(folder: string): AsyncGenerator<readonly GraphRecord[]> {
  const source = createFileRecordSource({ now: systemClock.now });
  const opened = await source.open({ paths: [folder], batchSize: 1000 });
  if (!opened.ok) throw new Error(opened.failure.message);
  for await (const batch of opened.value.batches()) {
    expect(batch.rejects).toEqual([]);
    yield batch.records;
  }
}

it('an export imported into an empty store is the same graph, with every version of every field', async () => {
  await fc.assert(
    fc.asyncProperty(records, async (rows) => {
      const folder = mkdtempSync(join(tmpdir(), 'clewline-export-'));
      const [first, second] = await Promise.all([
        openStore(join(folder, 'a.sqlite')),
        openStore(join(folder, 'b.sqlite')),
      ]);
      try {
        await write(first, [rows]);
        await writeExport(join(folder, 'a.sqlite'), folder);
        await write(second, recordsOf(folder));
        expect(await second.counts()).toEqual(await first.counts());
        expect(await second.digest()).toBe(await first.digest());
      } finally {
        await Promise.all([first.close(), second.close()]);
        rmSync(folder, { recursive: true, force: true });
      }
    }),
    { numRuns: 60 },
  );
});

it('whoever may not export is refused', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'clewline-export-'));
  const store = await openStore(join(folder, 'a.sqlite'));
  const viewer: Principal = { id: 'v', name: 'v', role: 'viewer', via: 'key' };
  const refused = await writeExport(join(folder, 'a.sqlite'), folder, viewer);
  expect(refused).toMatchObject({ ok: false, failure: { code: 'FORBIDDEN' } });
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});
