/** Whether the service can do its work, for probes and for whoever watches them: no content, no login, no person. */
import { FailureError } from '../domain/failure.ts';
import type { Reader } from './reader.ts';
import { readStatus, type StoreStatus } from './report-status.ts';

export type Readiness = { readonly ready: boolean; readonly text: string };

export async function readReadiness(stores: Pick<Reader, 'graph' | 'rings'>): Promise<Readiness> {
  try {
    return { ready: true, text: `ready\n${describe(await readStatus(stores))}` };
  } catch (error) {
    const reason = error instanceof FailureError ? error.failure.message : 'a store does not answer';
    return { ready: false, text: `not ready: ${reason}` };
  }
}

function describe({ graphStore, graphStoreVersion, changeNumber, changesBehind }: StoreStatus): string {
  const behind = changesBehind === null ? 'none found in this graph yet' : `${changesBehind} changes behind`;
  return `graph store: ${graphStore} ${graphStoreVersion}\nchange number: ${changeNumber}\nrings: ${behind}`;
}
