/**
 * The GraphQL layer alone: a picture of 100 entities and 300 links held in memory, asked over HTTP by 16 connections
 * with a service key and every limit on, against bare node:http that stringifies the same answer. Server and load
 * generator are two processes on the same cores; the runs alternate, the best of each counts, the ratio is the figure.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { buildServer } from '../support/import-built.ts';
import { type LoadResult, measureLoad } from '../support/load-client.ts';

const SERVER = fileURLToPath(new URL('../support/graphql-bench-server.ts', import.meta.url));
const CONNECTIONS = 16;
const GOAL = 0.15;

export const QUERY = `query Picture($of: [EntityRef!]!) {
  neighbourhood(of: $of, depth: 3, limit: 100) {
    nodes { id kind externalId label status riskLabel linkCount market createdAt }
    links { id type from { id } to { id } firstSeen lastSeen count strength }
    truncated
    omittedNodes
  }
}`;

export const VARIABLES = { of: ['b0', 'b10', 'b20', 'b30'].map((externalId) => ({ kind: 'BUYER', externalId })) };

/** `cpuMs`: processor time of the server for one answer, which other work on the machine disturbs less. */
type Measured = LoadResult & { readonly cpuMs: number };
type Started = { readonly child: ChildProcess; readonly port: number; readonly key: string };

export async function run(args: readonly string[]): Promise<void> {
  await buildServer();
  const rounds = Number(args[0] ?? 3);
  const durationMs = Number(args[1] ?? 4_000);
  const bare = await start('bare');
  const graphql = await start('graphql');
  try {
    await Promise.all([load(bare, 500), load(graphql, 500)]);
    await load(bare, 2_000);
    await load(graphql, 2_000);
    const results: { bare: Measured; graphql: Measured }[] = [];
    for (let round = 0; round < rounds; round++) {
      results.push({ bare: await load(bare, durationMs), graphql: await load(graphql, durationMs) });
    }
    report(results);
  } finally {
    bare.child.kill();
    graphql.child.kill();
  }
}

function report(results: readonly { readonly bare: Measured; readonly graphql: Measured }[]): void {
  for (const { bare, graphql } of results) {
    console.log(`bare ${describe(bare)} · graphql ${describe(graphql)} · ratio ${ratio(graphql, bare)}`);
  }
  const best = (list: readonly Measured[]): Measured => list.reduce((a, b) => (b.perSecond > a.perSecond ? b : a));
  const [bare, graphql] = [best(results.map((one) => one.bare)), best(results.map((one) => one.graphql))];
  console.log(`best: bare ${describe(bare)} · graphql ${describe(graphql)}`);
  console.log(`graphql ÷ bare node:http + JSON.stringify = ${ratio(graphql, bare)} (goal ≥ ${GOAL})`);
  const cpu = (list: readonly Measured[]): number => Math.min(...list.map((one) => one.cpuMs));
  const share = cpu(results.map((one) => one.bare)) / cpu(results.map((one) => one.graphql));
  console.log(`by the servers' own processor time: ${share.toFixed(3)}`);
}

const describe = ({ perSecond, p50Ms, p95Ms, cpuMs }: Measured): string =>
  `${perSecond.toFixed(0)}/s p50 ${p50Ms.toFixed(1)} ms p95 ${p95Ms.toFixed(1)} ms cpu ${cpuMs.toFixed(2)} ms`;
const ratio = (a: LoadResult, b: LoadResult): string => (a.perSecond / b.perSecond).toFixed(3);

async function start(mode: 'bare' | 'graphql'): Promise<Started> {
  const child = fork(SERVER, [mode], { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const message = await new Promise<{ readonly port: number; readonly key: string }>((resolve, reject) => {
    child.once('message', (ready) => resolve(ready as { port: number; key: string }));
    child.once('exit', (code) => reject(new Error(`the ${mode} server ended with ${code}`)));
  });
  return { child, ...message };
}

async function cpuOf({ child }: Started): Promise<number> {
  const answer = new Promise<{ readonly cpu: number }>((resolve) => {
    child.once('message', (message) => resolve(message as { cpu: number }));
  });
  child.send('cpu');
  return (await answer).cpu;
}

async function load(server: Started, durationMs: number): Promise<Measured> {
  const before = await cpuOf(server);
  const result = await ask(server, durationMs);
  return { ...result, cpuMs: ((await cpuOf(server)) - before) / 1000 / ((result.perSecond * durationMs) / 1000) };
}

const ask = ({ port, key }: Started, durationMs: number): Promise<LoadResult> =>
  measureLoad(
    {
      port,
      path: '/graphql',
      headers: {
        host: `127.0.0.1:${port}`,
        authorization: `Bearer ${key}`,
        'content-type': 'application/json',
        accept: 'application/graphql-response+json',
      },
      body: JSON.stringify({ query: QUERY, variables: VARIABLES }),
    },
    { connections: CONNECTIONS, durationMs },
  );
