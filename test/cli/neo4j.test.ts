import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask } from '../support/http-service.ts';
import { NEO4J_VERSIONS } from '../support/neo4j/versions.ts';
import { type LentNeo4j, lendNeo4j, neo4jMissing } from '../support/neo4j.ts';
import { runCli, startServer } from '../support/running-server.ts';
import { writeSmallExports } from '../support/small-exports.ts';

/** On a busy machine a server takes its time. */
const LONGEST_START_MS = 300_000;
vi.setConfig({ testTimeout: 240_000 });

/** What differs between two runs of one detection: when they ran, and what that took. */
const withoutRun = (lines: string): unknown[] =>
  lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const { runId: _, firstRunId: __, ...ring } = JSON.parse(line) as Record<string, unknown>;
      return ring;
    });

for (const version of NEO4J_VERSIONS) {
  const missing = neo4jMissing(version);
  describe.skipIf(missing !== null)(`Clewline on Neo4j ${version}${missing === null ? '' : ` (${missing})`}`, () => {
    let root = '';
    let server: LentNeo4j;
    let env: Record<string, string> = {};
    beforeAll(async () => {
      root = mkdtempSync(join(tmpdir(), 'clewline-neo4j-cli-'));
      writeSmallExports(join(root, 'exports'));
      server = await lendNeo4j(version);
      env = { CLEWLINE_GRAPH_URL: server.url, CLEWLINE_GRAPH_PASSWORD: server.password };
    }, LONGEST_START_MS);
    afterAll(async () => {
      await server?.release();
      rmSync(root, { recursive: true, force: true });
    });
    const onSqlite = (...args: string[]) => runCli(args, { directory: join(root, 'sqlite'), cwd: root });
    const onNeo4j = (...args: string[]) => runCli(args, { directory: join(root, 'neo4j'), cwd: root, env });

    it('imports, detects and tells the same as on SQLite', async () => {
      for (const args of [
        ['import', 'exports', '--json'],
        ['digest', '--json'],
      ]) {
        const [ours, theirs] = [await onSqlite(...args), await onNeo4j(...args)];
        expect([ours.code, theirs.code]).toEqual([0, 0]);
        expect(JSON.parse(theirs.stdout)).toEqual(JSON.parse(ours.stdout));
      }
      const detect = async (run: typeof onSqlite) => {
        const detected = await run('detect', '--json');
        return toDetection(JSON.parse(detected.stdout)).resultHash;
      };
      expect(await detect(onNeo4j)).toBe(await detect(onSqlite));
      const rings = [await onSqlite('rings', '--json'), await onNeo4j('rings', '--json')];
      expect(withoutRun(rings[0]?.stdout ?? '').length).toBeGreaterThanOrEqual(2);
      expect(withoutRun(rings[1]?.stdout ?? '')).toEqual(withoutRun(rings[0]?.stdout ?? ''));
    });

    it('shows the rings it published beside the graph, for whoever speaks Cypher', async () => {
      const { records } = await server.driver.executeQuery(
        'MATCH (b:Actor)-[m:MEMBER_OF]->(r:Ring) WITH r, b ORDER BY b.id RETURN r.id AS id, collect(b.id) AS members',
      );
      const shown = records.map((record) => record.toObject());
      const rings = withoutRun((await onNeo4j('rings', '--json')).stdout).map(toMembers);
      expect(shown.toSorted(byId)).toEqual(rings.toSorted(byId));
    });

    it('of another installation is refused the same graph for its rings, and told nothing of later', async () => {
      const detected = await runCli(['detect'], { directory: join(root, 'second'), cwd: root, env });
      expect(detected.code).toBe(0);
      expect(detected.stderr).toMatch(/are those of another Clewline’s case store and were left as they are/);
      expect(detected.stderr).toMatch(/published in the case store, and will not be shown in this graph\.$/m);
      expect(detected.stderr).not.toContain('the next run shows them');
    });

    it('exports what it was told, which imported elsewhere is the same graph', async () => {
      expect(await onNeo4j('export', '.', '--json')).toMatchObject({ code: 0 });
      const elsewhere = { directory: join(root, 'elsewhere'), cwd: root };
      for (const name of ['entities', 'links', 'events']) await runCli(['import', `${name}.ndjson`], elsewhere);
      expect((await runCli(['digest', '--json'], elsewhere)).stdout).toBe((await onSqlite('digest', '--json')).stdout);
    });

    it('copies to a file and back, proved by digest', async () => {
      const digest = JSON.parse((await onSqlite('digest', '--json')).stdout) as unknown;
      const out = await onNeo4j('copy', '--from', server.url, '--to', 'file:copied.sqlite', '--json');
      expect([out.code, JSON.parse(out.stdout)]).toEqual([0, digest]);
      await server.clear();
      const empty = await onNeo4j('copy', '--from', server.url, '--to', 'file:none.sqlite');
      expect(empty).toMatchObject({ code: 1, stderr: expect.stringContaining("There is no graph of Clewline's at") });
      const { records } = await server.driver.executeQuery('MATCH (n) RETURN count(n) AS nodes');
      expect(Number(records[0]?.get('nodes')), 'nothing was made in what is only read').toBe(0);
      const back = await onNeo4j('copy', '--from', 'file:copied.sqlite', '--to', server.url, '--json');
      expect([back.code, JSON.parse(back.stdout)]).toEqual([0, digest]);
      const status = JSON.parse((await onNeo4j('status', '--json')).stdout) as unknown;
      expect(status, 'rings found before are of the graph that came back').toMatchObject({ changesBehind: 0 });
    });

    it('serves, and tells probes and GraphQL which store it runs on', async () => {
      const service = await startServer({ directory: join(root, 'neo4j'), env });
      try {
        const ready = await ask(Number(new URL(service.url).port), '/readyz', {});
        expect(String(ready.body)).toMatch(new RegExp(`^ready\ngraph store: Neo4j ${version.replaceAll('.', '\\.')}`));
        const key = await onNeo4j('key', 'create', '--name', 'test', '--role', 'investigator', '--json');
        const { key: secret } = JSON.parse(key.stdout) as { readonly key: string };
        const answer = await fetch(service.graphqlUrl, {
          method: 'POST',
          headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
          body: JSON.stringify({
            query: '{ status { graphStore entities } rings { nodes { members { totalCount } } } }',
          }),
        });
        const { data } = (await answer.json()) as { readonly data: { readonly status: unknown } };
        expect(data.status).toMatchObject({ graphStore: 'Neo4j', entities: expect.any(Number) });
      } finally {
        await service.stop();
      }
    });
  });
}

type Members = { readonly id: string; readonly members: readonly string[] };
function toMembers(ring: unknown): Members {
  const { id, members } = ring as { readonly id: string; readonly members: readonly { readonly id: string }[] };
  return { id, members: members.map((member) => member.id).sort() };
}
const byId = (a: { readonly id?: string }, b: { readonly id?: string }): number =>
  (a.id ?? '') < (b.id ?? '') ? -1 : 1;

const toDetection = (value: unknown): { readonly resultHash: string } => value as { readonly resultHash: string };
