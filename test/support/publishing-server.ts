/** The real service, and another process that publishes runs beside it: this one. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { openSqliteCaseStore } from '../../server/src/adapters/sql/sql-case-store.ts';
import type { CaseStore } from '../../server/src/application/ports/case-store.ts';
import { anAlert } from './alert-builders.ts';
import { aRing, aRun, day } from './ring-builders.ts';
import { type RunningServer, runCli, startServer } from './running-server.ts';

export type NewKey = { readonly id: string; readonly key: string };
export type PublishingServer = {
  readonly server: RunningServer;
  readonly directory: string;
  /** An administrator's. */
  readonly key: NewKey;
  /** How many runs so far. */
  readonly published: number;
  newKey(): Promise<NewKey>;
  /** One run: so many rings are born, each with an alert. Answers the rings' ids. */
  publish(count: number): Promise<readonly string[]>;
  /** After it was killed. */
  restart(): Promise<void>;
};

export const RINGS =
  'subscription($after: String) { ringChanged(after: $after) { eventId change { type } ring { id } } }';
export const ALERTS = 'subscription { alertOpened { eventId again alert { id ringId } } }';
export type Ringed = {
  readonly data?: { readonly ringChanged: { readonly eventId: string; readonly ring: { readonly id: string } } };
};
export const idsOf = (results: readonly Ringed[]) => results.map(({ data }) => data?.ringChanged.ring.id);

/** To be called at the top of a test file; what it holds is there once the tests run. */
export function publishingServer(): PublishingServer {
  let directory: string;
  let server: RunningServer;
  let cases: CaseStore;
  let key: NewKey;
  let published = 0;
  const newKey = async (): Promise<NewKey> => {
    const args = ['key', 'create', '--name', 'test', '--role', 'administrator', '--json'];
    return JSON.parse((await runCli(args, { directory })).stdout) as NewKey;
  };
  beforeAll(async () => {
    directory = mkdtempSync(join(tmpdir(), 'clewline-streams-'));
    key = await newKey();
    server = await startServer({ directory });
    cases = await openSqliteCaseStore(join(directory, 'cases.sqlite'));
  }, 120_000);
  afterAll(async () => {
    await cases?.close();
    await server?.stop();
    rmSync(directory, { recursive: true, force: true });
  });
  return {
    get server() {
      return server;
    },
    get directory() {
      return directory;
    },
    get key() {
      return key;
    },
    get published() {
      return published;
    },
    newKey,
    publish: async (count) => {
      published += 1;
      const ids = Array.from({ length: count }, (_, i) => `rng_${published}-${i}`);
      await publishRun(cases, published, ids);
      return ids;
    },
    restart: async () => {
      server = await startServer({ directory });
    },
  };
}

async function publishRun(cases: CaseStore, number: number, ids: readonly string[]): Promise<void> {
  const none = { joined: [], left: [], others: [], at: day(number), statement: 'First found.' };
  const runId = `run_${number}`;
  const changes = ids.map((ringId) => ({ type: 'BORN', ringId, runId, ...none }) as const);
  const step = { type: 'OPENED', at: day(number), by: 'cron', note: 'New ring' } as const;
  const alerts = {
    basedOn: await cases.alerts.lastStep(),
    changes: ids.map((id) => ({ alert: anAlert(`alr_${id}`, id), ...step })),
    matches: [],
  };
  await cases.rings.publishRun(
    aRun(runId),
    ids.map((id) => aRing(id)),
    { changes, alerts },
  );
}
