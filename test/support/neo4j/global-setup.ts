/**
 * Runs once a test run, in its main process. Servers start when a test file first asks for one, are lent to one file
 * at a time, and serve the next file afterwards; files side by side get a server each. A file asks over a connection
 * on 127.0.0.1 and holds its server while that stays open, so a worker that dies gives it back.
 */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import neo4j from 'neo4j-driver';
import type { TestProject } from 'vitest/node';
import { findJava, which } from './find-java.ts';
import { fetchJars } from './server-jars.ts';
import { type Neo4jLogin, type RunningNeo4j, startNeo4j } from './start-server.ts';
import { leastJava, NEO4J_VERSIONS, type Neo4jVersion, TOO_OLD_NEO4J } from './versions.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    neo4j: {
      readonly brokerPort: number;
      /** Why there is no such server here; null where there is one, somebody's or one of our own. */
      readonly missing: Reasons;
      /** Why none can be started, killed and started again here. */
      readonly notStartable: Reasons;
    };
  }
}

type Reasons = Readonly<Record<Neo4jVersion, string | null>>;

const idle: RunningNeo4j[] = [];
const started: RunningNeo4j[] = [];
const ends: (() => Promise<void>)[] = [];
let external: { readonly login: Neo4jLogin; readonly line: string } | null = null;
/** A server that somebody runs is lent to one file after another. */
let turn: Promise<unknown> = Promise.resolve();

export async function setup(project: TestProject): Promise<void> {
  external = await readExternal();
  const broker = createServer((socket) => void serve(socket).catch(() => socket.destroy()));
  broker.listen(0, '127.0.0.1');
  await once(broker, 'listening');
  ends.push(async () => void broker.close());
  const address = broker.address();
  const notStartable: Reasons = {
    '5.26.12': await whyNotStartable('5.26.12'),
    '2026.05.0': await whyNotStartable('2026.05.0'),
    '5.20.0': await whyNotStartable(TOO_OLD_NEO4J),
  };
  const brokerPort = address !== null && typeof address === 'object' ? address.port : 0;
  project.provide('neo4j', { brokerPort, missing: whyMissing(notStartable), notStartable });
}

export async function teardown(): Promise<void> {
  await Promise.all([...ends.map((end) => end()), ...started.map((server) => server.stop())]);
}

async function readExternal(): Promise<typeof external> {
  const url = process.env['NEO4J_URI'];
  if (url === undefined || url === '') return null;
  const login = { url, user: process.env['NEO4J_USER'] ?? 'neo4j', password: process.env['NEO4J_PASSWORD'] ?? '' };
  const driver = neo4j.driver(url, neo4j.auth.basic(login.user, login.password));
  try {
    const { records } = await driver.executeQuery(
      'CALL dbms.components() YIELD versions RETURN versions[0] AS version',
    );
    return { login, line: lineOf(String(records[0]?.get('version'))) };
  } finally {
    await driver.close();
  }
}

/** 5.26 and 2026.05 each stand for their line. */
const lineOf = (version: string): string => (version.startsWith('5.') ? version.split('.', 2).join('.') : 'calendar');

function whyMissing(notStartable: Reasons): Reasons {
  const reasonFor = (version: Neo4jVersion): string | null => {
    const reason = external?.line === lineOf(version) ? null : notStartable[version];
    return reason && `${reason}, and NEO4J_URI names no such server`;
  };
  return {
    '5.26.12': reasonFor('5.26.12'),
    '2026.05.0': reasonFor('2026.05.0'),
    '5.20.0': reasonFor(TOO_OLD_NEO4J),
  };
}

async function whyNotStartable(version: Neo4jVersion): Promise<string | null> {
  if (which('mvn') === null) return 'no Maven on this machine';
  if (findJava(leastJava(version)) === null) return `no JDK ${leastJava(version)} or later on this machine`;
  if (!(NEO4J_VERSIONS as readonly string[]).includes(version)) return null;
  try {
    await fetchJars(version);
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** A line in: the version. A line out: where it is. */
async function serve(socket: Socket): Promise<void> {
  socket.on('error', () => socket.destroy());
  const closed = once(socket, 'close');
  for await (const line of createInterface({ input: socket })) {
    const version = line as Neo4jVersion;
    if (external?.line === lineOf(version)) {
      const previous = turn;
      turn = previous.then(() => closed);
      await previous;
      socket.write(`${JSON.stringify({ ...external.login, isExternal: true })}\n`);
    } else {
      await lend(socket, version, closed);
    }
    break;
  }
}

async function lend(socket: Socket, version: Neo4jVersion, closed: Promise<unknown>): Promise<void> {
  const position = idle.findIndex((server) => server.version === version);
  const server = idle.splice(position, position < 0 ? 0 : 1)[0] ?? (await startNeo4j({ version }));
  if (!started.includes(server)) started.push(server);
  const { url, user, password } = server;
  socket.write(`${JSON.stringify({ url, user, password, isExternal: false })}\n`);
  await closed;
  idle.push(server);
}
