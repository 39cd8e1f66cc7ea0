/**
 * Detection on columns in memory as the service runs it: rings in a case store, what a run remembers in a file, both in
 * a folder of their own that can be copied.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMarketMemory } from '../../server/src/adapters/market-memory.ts';
import { systemRandomness } from '../../server/src/adapters/randomness.ts';
import { createRunMemoryFile } from '../../server/src/adapters/run-memory-file.ts';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import { createDetectRings, type DetectionRequest } from '../../server/src/application/detect-rings.ts';
import { createRepeatRun } from '../../server/src/application/repeat-run.ts';
import type { GraphColumns } from '../../server/src/detection/columns.ts';
import type { DetectionRun } from '../../server/src/domain/detection-run.ts';
import type { Failure } from '../../server/src/domain/failure.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';
import type { Result } from '../../server/src/domain/result.ts';
import type { Ring } from '../../server/src/domain/ring.ts';
import { createFakeGraphStore } from './graph-store.fake.ts';

export type Detecting = Awaited<ReturnType<typeof openDetecting>>;

type Opening = {
  readonly directory?: string;
  readonly now?: number;
  readonly isStanding?: boolean;
  readonly clock?: () => number;
};

/**
 * `directory`: begins as that one is now. `now`: by the clock, for the first run, unless there is a real `clock`. `isStanding`: runs are of one process,
 * which keeps what it has in memory; else each is as of a process of its own.
 */
export async function openDetecting(opening: Opening = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'clewline-detecting-'));
  if (opening.directory) cpSync(opening.directory, directory, { recursive: true });
  const cases = await openSqliteCaseStore(join(directory, 'cases.sqlite'));
  let now = opening.now ?? Date.UTC(2026, 3, 1);
  const memoryPath = join(directory, 'last-run');
  const standing = { memory: createRunMemoryFile(memoryPath), market: createMarketMemory() };
  const dependencies = (columns: GraphColumns, codeVersion = 'test') => ({
    ...cases,
    graph: {
      ...createFakeGraphStore({ entities: [], links: [], events: [] }),
      loadColumns: async () => ({
        columns,
        changeNumber: 1,
        counts: { entities: columns.entities.length, links: columns.links.length, events: columns.events.length },
      }),
    },
    clock: { now: opening.clock ?? (() => now++) },
    randomness: systemRandomness,
    // What is remembered comes from the file.
    ...(opening.isStanding ? standing : { memory: createRunMemoryFile(memoryPath) }),
    codeVersion,
    peakRssBytes: () => 1,
  });
  return {
    cases,
    directory,
    memoryPath,
    dependencies,
    detect: async (
      columns: GraphColumns,
      request: DetectionRequest = {},
      codeVersion?: string,
    ): Promise<DetectionRun> =>
      expectOk(await createDetectRings(dependencies(columns, codeVersion))(OPERATOR, request)),
    repeat: async (columns: GraphColumns, runId: string) =>
      expectOk(await createRepeatRun(dependencies(columns))(OPERATOR, runId)),
    /** Default: the published ones. */
    ringsOf: async (runId?: string): Promise<Ring[]> => {
      const found: Ring[] = [];
      for await (const ring of cases.rings.allRings(runId)) found.push(ring);
      return found;
    },
    close: async (): Promise<void> => {
      await cases.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

function expectOk<T>(result: Result<T, Failure>): T {
  if (!result.ok) throw new Error(result.failure.message);
  return result.value;
}
