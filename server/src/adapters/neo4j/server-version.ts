/** Which servers the statements run on. */
import type { Driver } from 'neo4j-driver';
import { type Failure, failure } from '../../domain/failure.ts';
import { addressOf } from './neo4j-failures.ts';

/** The long-term line: dynamic labels, scoped `CALL (…) { }`. Calendar versions come after it. */
const LEAST = [5, 26] as const;

/** Null where the server is new enough, or does not say. */
export function refuseOldServer(version: string, url: string): Failure | null {
  const [major, minor] = version.split('.').map(Number);
  if (major === undefined || minor === undefined || Number.isNaN(major) || Number.isNaN(minor)) return null;
  if (major > LEAST[0] || (major === LEAST[0] && minor >= LEAST[1])) return null;
  return failure(
    'STORE_UNAVAILABLE',
    `Neo4j at ${addressOf(url)} is version ${version}; Clewline needs ${LEAST.join('.')} or later.`,
  );
}

/** As the server names itself, empty where it does not say. */
export async function readServerVersion(driver: Driver, database: string): Promise<string> {
  const { agent } = await driver.getServerInfo({ database });
  return agent?.replace(/^Neo4j\//, '') ?? '';
}
