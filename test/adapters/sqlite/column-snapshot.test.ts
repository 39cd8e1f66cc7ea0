import { type ChildProcess, spawn } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../server/src/adapters/clock.ts';
import { openSqliteGraphStore } from '../../../server/src/adapters/sqlite/sqlite-graph-store.ts';
import type { ColumnsRequest, GraphStore } from '../../../server/src/application/ports/graph-store.ts';
import type { GraphRecord } from '../../../server/src/domain/records.ts';
import { type TimePoint, toTimePoint } from '../../../server/src/domain/time-point.ts';
import { bundleChild } from '../../support/child-program.ts';
import { generatedBatches } from '../../support/generated-batches.ts';
import { graphRecords, timePoint } from '../../support/record-arbitraries.ts';

const CHILD = await bundleChild(new URL('../../support/load-columns-child.ts', import.meta.url));
const batch = (n: number): readonly GraphRecord[] => [...generatedBatches(n)][n - 1] ?? [];

let folder: string;
let path: string;
/** As a share of the rows; where it is above all, every change is one for the delta. */
let snapshotMostChanged: number;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clewline-columns-'));
  path = join(folder, 'graph.db');
  snapshotMostChanged = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function withStore<T>(snapshotFromRows: number, work: (store: GraphStore) => Promise<T>, at = path): Promise<T> {
  const options = { path: at, clock: systemClock, snapshotFromRows, snapshotMostChanged };
  const opened = await openSqliteGraphStore(options);
  if (!opened.ok) throw new Error(opened.failure.message);
  try {
    return await work(opened.value);
  } finally {
    await opened.value.close();
  }
}

const write = (records: readonly GraphRecord[], at = path) =>
  withStore(
    Number.POSITIVE_INFINITY,
    async (store) => {
      const session = await store.openImport('test');
      if (!session.ok) throw new Error(session.failure.message);
      await session.value.write(records);
      await session.value.close();
    },
    at,
  );

const load = async (snapshotFromRows: number, request: ColumnsRequest = {}) =>
  withStore(snapshotFromRows, async (store) => (await store.loadColumns(request)).columns);
const fromRows = (request: ColumnsRequest = {}) => load(Number.POSITIVE_INFINITY, request);
const withSnapshot = (request: ColumnsRequest = {}) => load(0, request);
/** A matcher would take seconds to compare large arrays. */
const areEqual = (a: unknown, b: unknown): void => expect(isDeepStrictEqual(a, b)).toBe(true);
const snapshot = () => `${path}-columns`;
const drafts = () => readdirSync(folder).filter((name) => name.endsWith('.draft'));

const startChild = (times: number): ChildProcess =>
  spawn(process.execPath, [CHILD, path, String(times)], { stdio: ['ignore', 'pipe', 'inherit'] });
const ended = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.on('close', (code) => resolve(code)));

describe('the snapshot of columns', () => {
  it('gives the columns the rows give, for any data, time and window', async () => {
    const request = fc.record({ asOf: timePoint, windowDays: fc.integer({ min: 1, max: 5 }) }, { requiredKeys: [] });
    let run = 0;
    await fc.assert(
      fc.asyncProperty(graphRecords, fc.array(request, { maxLength: 3 }), async (records, requests) => {
        path = join(folder, `graph-${run++}.db`);
        await write(records);
        for (const asked of [{}, ...requests]) {
          const expected = await fromRows(asked);
          areEqual(await withSnapshot(asked), expected);
          areEqual(await withSnapshot(asked), expected);
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('is read instead of the rows, and only while it is of this state', async () => {
    await write(batch(1));
    const before = await withSnapshot();
    expect(existsSync(snapshot())).toBe(true);
    const written = readFileSync(snapshot());
    areEqual(await withSnapshot(), before);
    areEqual(readFileSync(snapshot()), written);
    await write(batch(2));
    const after = await fromRows();
    expect(isDeepStrictEqual(after, before)).toBe(false);
    areEqual(await withSnapshot(), after);
    expect(readFileSync(snapshot()).equals(written)).toBe(false);
  });

  it('is not taken for that of another history with the same change number', async () => {
    await write(batch(1));
    const backup = join(folder, 'backup.db');
    copyFileSync(path, backup);
    await write(batch(2));
    await withSnapshot();
    copyFileSync(backup, path);
    await write(batch(3));
    snapshotMostChanged = 1000;
    areEqual(await withSnapshot(), await fromRows());
  });

  it('with the rows changed since is not taken for that of a history that was undone', async () => {
    snapshotMostChanged = 1000;
    await write(batch(1));
    await withSnapshot();
    const backup = join(folder, 'backup.db');
    copyFileSync(path, backup);
    await write(batch(2));
    rmSync(snapshot());
    await withSnapshot();
    copyFileSync(backup, path);
    await write(batch(3));
    areEqual(await withSnapshot(), await fromRows());
  });

  it('is passed over and replaced where a byte is wrong or the end is missing', async () => {
    await write(batch(1));
    const expected = await fromRows();
    await withSnapshot();
    const whole = readFileSync(snapshot());
    for (let i = 0; i < 16; i++) {
      const damaged = Buffer.from(whole);
      const at = Math.floor((i / 16) * whole.length);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (i % 8));
      writeFileSync(snapshot(), i % 4 === 3 ? whole.subarray(0, at) : damaged);
      areEqual(await withSnapshot(), expected);
      areEqual(readFileSync(snapshot()), whole);
    }
  }, 120_000);

  it('does not stand in the way where it cannot be written', async () => {
    await write(batch(1));
    mkdirSync(join(snapshot(), 'in the way'), { recursive: true });
    areEqual(await withSnapshot(), await fromRows());
    expect(drafts()).toEqual([]);
  });

  it('survives being killed while it is written, and clears up after it', async () => {
    await write(batch(1));
    const expected = await fromRows();
    for (let i = 0; i < 4; i++) {
      const child = startChild(100_000);
      const end = ended(child);
      await new Promise((resolve) => child.stdout?.once('data', resolve));
      await new Promise((resolve) => setTimeout(resolve, i * 3));
      child.kill('SIGKILL');
      await end;
      areEqual(await withSnapshot(), expected);
    }
    snapshotMostChanged = 1000;
    await write(batch(2));
    areEqual(await withSnapshot(), await fromRows());
    rmSync(snapshot(), { force: true });
    await withSnapshot();
    expect(drafts()).toEqual([]);
  }, 120_000);

  it('with the rows changed since gives the columns all rows give, for any data and any number of imports', async () => {
    snapshotMostChanged = 1000;
    const readFrom = new Map<string | undefined, number>();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(graphRecords, { minLength: 2, maxLength: 4 }), async ([first = [], ...later]) => {
        path = join(folder, `graph-${run++}.db`);
        await write(first);
        await withSnapshot();
        for (const records of later) {
          await write(records);
          const loaded = await withStore(0, (store) => store.loadColumns({}));
          readFrom.set(loaded.readFrom, (readFrom.get(loaded.readFrom) ?? 0) + 1);
          areEqual(loaded.columns, await fromRows());
        }
      }),
      { numRuns: 60 },
    );
    expect(readFrom.get('snapshot and changes')).toBeGreaterThan(20);
  }, 240_000);

  it('with the rows changed since leaves to the rows what waits for its time only now that there is one', async () => {
    snapshotMostChanged = 1000;
    const a = { kind: 'Seller', id: 'a' } as const;
    const at = (ms: number) => toTimePoint(ms, 'SECOND') as TimePoint;
    await write([{ record: 'entity', kind: 'Buyer', id: 'a', status: 'closed', updatedAt: at(2_000_000) }]);
    await withSnapshot();
    await write([{ record: 'event', type: 'ENFORCEMENT', id: 'a', at: at(1_000_000), from: a, to: a }]);
    await write([{ record: 'entity', kind: 'Buyer', id: 'a' }]);
    areEqual(await withSnapshot(), await fromRows());
  });

  it('with the rows changed since is told apart from the rows and from the snapshot alone', async () => {
    snapshotMostChanged = 1;
    const readFrom = () => withStore(0, async (store) => (await store.loadColumns({})).readFrom);
    await write(batch(1));
    expect(await readFrom()).toBe('rows');
    expect(await readFrom()).toBe('snapshot');
    await write(batch(2));
    const written = readFileSync(snapshot());
    expect(await readFrom()).toBe('snapshot and changes');
    areEqual(readFileSync(snapshot()), written);
    areEqual(await withSnapshot(), await fromRows());
    snapshotMostChanged = 0.001;
    expect(await readFrom()).toBe('rows');
    expect(await readFrom()).toBe('snapshot');
  });

  it('may be written by two processes at once', async () => {
    await write(batch(1));
    const expected = await fromRows();
    const children = [startChild(8), startChild(8)];
    expect(await Promise.all(children.map(ended))).toEqual([0, 0]);
    areEqual(await withSnapshot(), expected);
    expect(drafts()).toEqual([]);
  }, 120_000);
});
