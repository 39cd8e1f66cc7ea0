import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { pathToFileURL } from 'node:url';
import neo4j from 'neo4j-driver';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNeo4j } from './neo4j/start-server.ts';
import { NEO4J_VERSIONS } from './neo4j/versions.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing, neo4jNotStartable } from './neo4j.ts';

for (const version of NEO4J_VERSIONS) {
  const missing = neo4jMissing(version);
  describe.skipIf(missing !== null)(`a lent Neo4j ${version}${missing === null ? '' : ` (${missing})`}`, () => {
    let server: LentNeo4j;
    beforeAll(async () => {
      server = await lendNeo4j(version);
    }, 300_000);
    afterAll(() => server?.release());

    it('is of that line, and empty again after clearing', async () => {
      const { records } = await server.driver.executeQuery('CALL dbms.components() YIELD versions RETURN versions[0]');
      expect(String(records[0]?.get(0)).slice(0, 4)).toBe(version.slice(0, 4));
      await server.driver.executeQuery('CREATE (:Seller {id: 1})-[:USES]->(:Device {id: 2})');
      await server.clear();
      const counted = await server.driver.executeQuery('MATCH (n) RETURN count(n) AS count');
      expect(Number(counted.records[0]?.get('count'))).toBe(0);
    });
  });
}

const missing = neo4jNotStartable('5.26.12');
describe.skipIf(missing !== null)(`a Neo4j of one's own${missing === null ? '' : ` (${missing})`}`, () => {
  it('keeps what was committed through a kill, on the same port', async () => {
    const server = await startNeo4j({ version: '5.26.12' });
    const driver = neo4j.driver(server.url, neo4j.auth.basic(server.user, server.password));
    try {
      await driver.executeQuery('CREATE (:Seller {id: 1})');
      await server.kill();
      await server.restart();
      const { records } = await driver.executeQuery('MATCH (n:Seller) RETURN n.id AS id');
      expect(records.map((record) => Number(record.get('id')))).toEqual([1]);
    } finally {
      await driver.close();
      await server.stop();
    }
  }, 180_000);

  it('ends with the process that started it, even when that is killed', async () => {
    const loader = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const module = new URL('neo4j/start-server.ts', import.meta.url).href;
    const code = `const { startNeo4j } = await import('${module}');
      console.log((await startNeo4j({ version: '5.26.12' })).port);`;
    const starter = spawn(process.execPath, ['--import', loader, '--input-type=module', '--eval', code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [port] = await once(starter.stdout, 'data');
    expect(await isOpen(Number(port))).toBe(true);
    starter.kill('SIGKILL');
    while (await isOpen(Number(port))) await new Promise((resolve) => setTimeout(resolve, 50));
  }, 180_000);
});

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
