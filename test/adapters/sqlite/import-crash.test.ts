import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EntityRef } from '../../../server/src/domain/records.ts';
import { bundleChild } from '../../support/child-program.ts';
import { generatedBatches } from '../../support/generated-batches.ts';
import { withSqliteStore } from '../../support/sqlite-store.ts';

const CHILD = await bundleChild(new URL('../../support/import-child.ts', import.meta.url));
const BATCHES = 8;
const KILLS = 10;
const DEVICES: readonly EntityRef[] = Array.from({ length: 40 }, (_, i) => ({ kind: 'Device', id: `device-${i}` }));

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clewline-crash-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const start = (path: string): ChildProcess =>
  spawn(process.execPath, [CHILD, path, String(BATCHES)], { stdio: ['ignore', 'pipe', 'inherit'] });

/** Resolves with all it said once the child is gone; `onLine` sees each line as it comes. */
function follow(child: ChildProcess, onLine: (line: string) => void = () => {}): Promise<string[]> {
  const lines: string[] = [];
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    for (const line of text.split('\n').filter((part) => part !== '')) {
      lines.push(line);
      onLine(line);
    }
  });
  return new Promise((resolve) => child.on('close', () => resolve(lines)));
}

/** All that must be equal after a crash: content, counts, link counts, expansions, what detection reads. */
const pictureOf = (path: string) =>
  withSqliteStore(path, async (store) => ({
    digest: await store.digest(),
    counts: await store.counts(),
    linkCounts: (await store.entities(DEVICES)).map((entity) => entity?.linkCount ?? null),
    expanded: await store.expand({ of: DEVICES.slice(0, 5), limitPerEntity: 50 }),
    columns: (await store.loadColumns({})).columns,
  }));

async function importHere(path: string): Promise<void> {
  await withSqliteStore(path, async (store) => {
    const session = await store.openImport('here');
    if (!session.ok) throw new Error(session.failure.message);
    for (const batch of generatedBatches(BATCHES)) await session.value.write(batch);
    await session.value.close();
  });
}

describe('an import that is killed', () => {
  it('leaves whole batches and right link counts, and run again gives the same graph', async () => {
    const reference = join(folder, 'reference.db');
    await importHere(reference);
    const expected = await pictureOf(reference);
    const path = join(folder, 'killed.db');
    let kills = 0;
    for (let attempt = 0; kills < KILLS && attempt < 3 * KILLS; attempt++) {
      const child = start(path);
      let seen = 0;
      // Somewhere inside the next batch, at another depth every time; the first already while it opens.
      const lines = await follow(child, () => {
        if (seen++ === attempt % (BATCHES - 1)) setTimeout(() => child.kill('SIGKILL'), (attempt * 37) % 90);
      });
      if (!lines.includes('done')) kills++;
      // The first reading counts the links itself or finds the degrees repaired; either way they must agree.
      await withSqliteStore(path, async (store) => {
        const entities = await store.entities(DEVICES);
        const expanded = await store.expand({ of: DEVICES, limitPerEntity: 10_000 });
        expect(entities.map((entity) => entity?.linkCount ?? 0)).toEqual(expanded.map(({ links }) => links.length));
      });
    }
    expect(kills).toBe(KILLS);
    await importHere(path);
    expect(await pictureOf(path)).toEqual(expected);
  }, 300_000);

  it('frees its lease at once, as its process is seen to be gone', async () => {
    const path = join(folder, 'lease.db');
    const child = start(path);
    await follow(child, (line) => {
      if (line === 'batch') child.kill('SIGKILL');
    });
    const session = await withSqliteStore(path, async (store) => {
      const opened = await store.openImport('next');
      if (opened.ok) await opened.value.close();
      return opened;
    });
    expect(session.ok).toBe(true);
  }, 60_000);
});

describe('two processes', () => {
  it('importing at once: one is refused by a sentence, or waits its turn, and the graph is the same', async () => {
    const reference = join(folder, 'reference.db');
    await importHere(reference);
    const path = join(folder, 'two.db');
    const lines = await Promise.all([follow(start(path)), follow(start(path)), follow(start(path))]);
    const done = lines.filter((said) => said.includes('done'));
    expect(done.length).toBeGreaterThanOrEqual(1);
    for (const said of lines) if (!said.includes('done')) expect(said).toEqual(['refused IMPORT_RUNNING']);
    expect(await pictureOf(path)).toEqual(await pictureOf(reference));
  }, 120_000);

  it('a reader beside an import sees whole batches only', async () => {
    const path = join(folder, 'reader.db');
    await withSqliteStore(path, async (store) => {
      const child = start(path);
      const end = follow(child);
      let isOver = false;
      void end.then(() => {
        isOver = true;
      });
      const numbers: number[] = [];
      while (!isOver) {
        const before = await store.changeNumber();
        const { columns, changeNumber, counts } = await store.loadColumns({});
        expect(changeNumber).toBeGreaterThanOrEqual(before);
        expect(columns.entities.length).toBe(counts.entities);
        expect(columns.links.length).toBe(counts.links);
        expect(columns.events.length).toBe(counts.events);
        numbers.push(changeNumber);
        await new Promise((resolve) => setImmediate(resolve));
      }
      expect((await end).at(-1)).toBe('done');
      expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
      expect(await store.changeNumber()).toBe(BATCHES);
    });
  }, 120_000);
});
