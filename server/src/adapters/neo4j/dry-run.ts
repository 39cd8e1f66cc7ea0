/**
 * A dry run: merges beside the store, in a file of its own that goes with it. A transaction to be undone would have to
 * hold all of the import in the server's memory (14 KB an event were measured); this reads from the server what it holds
 * of each batch and writes nothing there but the lease, which keeps it as it is meanwhile.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../../application/ports/clock.ts';
import type { GraphStore, ImportSession, WriteReport } from '../../application/ports/graph-store.ts';
import { FailureError } from '../../domain/failure.ts';
import type { GraphRecord } from '../../domain/records.ts';
import type { Result } from '../../domain/result.ts';
import { openSqliteGraphStore } from '../sqlite/sqlite-graph-store.ts';
import { attributeNamesWith } from './attribute-names.ts';
import type { Neo4jConnection } from './connection.ts';
import { heldRecords } from './held-records.ts';
import type { ImportScope } from './import-scope.ts';
import type { StoreState } from './store-node.ts';

export type DryRunOptions = {
  readonly connection: Neo4jConnection;
  /** Of the lease. */
  readonly scope: ImportScope;
  readonly state: StoreState;
  readonly clock: Clock;
};

export async function openDryRun({ connection, scope, state, clock }: DryRunOptions): Promise<ImportSession> {
  const scratch = await openScratch(clock).catch(async (error: unknown) => {
    await scope.close();
    throw error;
  });
  const isEmpty = state.entities === 0;
  let { attributeNames } = state;
  let isOpen = true;
  return {
    write: async (batch: readonly GraphRecord[]): Promise<WriteReport> => {
      if (!isOpen) throw new Error('the import was closed');
      const names = attributeNamesWith(attributeNames, batch);
      if (!isEmpty) await scratch.session.write(await heldRecords(connection, batch));
      const report = await scratch.session.write(batch);
      attributeNames = names;
      return report;
    },
    renumber: async () => undefined,
    close: async () => {
      if (!isOpen) return;
      isOpen = false;
      await scratch.remove();
      await scope.close();
    },
  };
}

type Scratch = { readonly session: ImportSession; remove(): Promise<void> };

/** In the temporary folder of the system (TMPDIR), readable for its owner alone. */
async function openScratch(clock: Clock): Promise<Scratch> {
  const folder = mkdtempSync(join(tmpdir(), 'clewline-dry-run-'));
  let store: GraphStore | null = null;
  const remove = async (): Promise<void> => {
    await store?.close();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    store = expectOpened(await openSqliteGraphStore({ path: join(folder, 'graph.sqlite'), clock }));
    const session = expectOpened(await store.openImport('dry run'));
    const close = async (): Promise<void> => {
      await session.close();
      await remove();
    };
    return { session, remove: close };
  } catch (error) {
    await remove();
    throw error;
  }
}

function expectOpened<T>(opened: Result<T, FailureError['failure']>): T {
  if (!opened.ok) throw new FailureError(opened.failure);
  return opened.value;
}
