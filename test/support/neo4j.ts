/**
 * A real Neo4j for tests: the server `NEO4J_URI` names, else the servers' own artifacts by Maven and a JDK. Where
 * there is none, `neo4jMissing` says why, for the name of a suite that is skipped.
 */
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import neo4j, { type Driver } from 'neo4j-driver';
import { inject } from 'vitest';
import type { Neo4jLogin } from './neo4j/start-server.ts';
import type { Neo4jVersion } from './neo4j/versions.ts';

export type LentNeo4j = Neo4jLogin & {
  readonly database: 'neo4j';
  readonly driver: Driver;
  /** Nodes and relationships go; constraints and indexes stay. */
  clear(): Promise<void>;
  dropSchema(): Promise<void>;
  /** The next file may have it. */
  release(): Promise<void>;
};

export const neo4jMissing = (version: Neo4jVersion): string | null => inject('neo4j').missing[version];
/** For suites that start, kill and restart one of their own: a server that somebody runs is no help. */
export const neo4jNotStartable = (version: Neo4jVersion): string | null => inject('neo4j').notStartable[version];

/** An empty database for one test file: nobody else writes to it until it is released. */
export async function lendNeo4j(version: Neo4jVersion): Promise<LentNeo4j> {
  const socket = connect(inject('neo4j').brokerPort, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`${version}\n`);
  const lines = createInterface({ input: socket });
  const line = await Promise.race([once(lines, 'line'), once(lines, 'close')]);
  if (line[0] === undefined) throw new Error(`Neo4j ${version} could not be started`);
  const { isExternal, ...login } = toLogin(JSON.parse(String(line[0])));
  const driver = neo4j.driver(login.url, neo4j.auth.basic(login.user, login.password));
  if (isExternal) await refuseForeignGraph(driver);
  await emptyNeo4j(driver);
  await dropSchema(driver);
  return {
    ...login,
    database: 'neo4j',
    driver,
    clear: () => emptyNeo4j(driver),
    dropSchema: () => dropSchema(driver),
    release: async () => {
      await driver.close();
      socket.destroy();
    },
  };
}

const toLogin = (value: unknown): Neo4jLogin & { readonly isExternal: boolean } => value as ReturnType<typeof toLogin>;

/** Tests empty the database: never one that holds a graph they did not make. */
async function refuseForeignGraph(driver: Driver): Promise<void> {
  if (process.env['NEO4J_MAY_BE_EMPTIED'] === '1') return;
  const { records } = await driver.executeQuery('MATCH (n) RETURN count(n) AS count');
  if (Number(records[0]?.get('count')) === 0) return;
  throw new Error('the database of NEO4J_URI is not empty and tests would empty it: set NEO4J_MAY_BE_EMPTIED=1');
}

/** Nodes and relationships go; constraints and indexes stay. */
export async function emptyNeo4j(driver: Driver): Promise<void> {
  const session = driver.session();
  try {
    // Relationships first, and few at a time: with its nodes, a whole marketplace is more than a small heap can hold.
    await session.run('MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 5000 ROWS');
    await session.run('MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 5000 ROWS');
  } finally {
    await session.close();
  }
}

async function dropSchema(driver: Driver): Promise<void> {
  const constraints = await driver.executeQuery('SHOW CONSTRAINTS YIELD name');
  for (const record of constraints.records) await driver.executeQuery(`DROP CONSTRAINT \`${record.get('name')}\``);
  const indexes = await driver.executeQuery("SHOW INDEXES YIELD name, type WHERE type <> 'LOOKUP'");
  for (const record of indexes.records) await driver.executeQuery(`DROP INDEX \`${record.get('name')}\``);
}
