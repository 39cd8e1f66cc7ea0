/**
 * Screening at the door on the embedded store, or on a Neo4j of its own: the real service in its own process, a generated marketplace of a
 * million links and events with its rings, asked over HTTP with a service key at a steady rate, whether or not the
 * last answers came. A third are accounts it has; a third newcomers with three identifiers of accounts it has; a third
 * newcomers with new identifiers and a busy IP address. Goal: p95 at 50 a second < 30 ms embedded, < 60 ms on Neo4j. The
 * embedded store is kept in the folder given as the second argument.
 *   pnpm bench screen [links] [folder]
 *   pnpm bench screen --store neo4j [links]
 */
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import neo4jDriver from 'neo4j-driver';
import { scenarioOfSize, writeMarketplace } from '../../seed/src/main.ts';
import { buildServer } from '../support/import-built.ts';
import { type RunningNeo4j, startNeo4j } from '../support/neo4j/start-server.ts';
import { runCli, startServer } from '../support/running-server.ts';

const PER_SECOND = 50;
const SECONDS = 20;
const WARM_UP = 200;
/** Its compiler comes to a statement late, and does so beside whoever waits. */
const NEO4J_WARM_UP = 3_000;
const LINKS = 1_000_000;
/** A server that has just been started is slow. */
const BUYERS_AT_ONCE = 5;

/** `neo4j`: where the graph is, if not in the folder. */
type Setting = {
  readonly folder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly neo4j: RunningNeo4j | null;
  readonly goalMs: number;
};

export async function run(args: readonly string[]): Promise<void> {
  await buildServer();
  if (args[0] === '--store' && args[1] === 'neo4j') return runOnNeo4j(Number(args[2] ?? LINKS));
  const folder = args[1] ?? mkdtempSync(join(tmpdir(), 'clewline-screen-'));
  const setting = { folder, env: {}, neo4j: null, goalMs: 30 };
  try {
    if (!existsSync(join(folder, 'graph.sqlite'))) await fill(setting, Number(args[0] ?? LINKS));
    await measure(setting);
  } finally {
    if (args[1] === undefined) rmSync(folder, { recursive: true, force: true });
  }
}

async function runOnNeo4j(links: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'clewline-screen-'));
  const neo4j = await startNeo4j({ version: '5.26.12', heapMb: 2_048, fullSpeed: true });
  const env = {
    CLEWLINE_GRAPH_URL: neo4j.url,
    CLEWLINE_GRAPH_USER: neo4j.user,
    CLEWLINE_GRAPH_PASSWORD: neo4j.password,
  };
  try {
    await fill({ folder, env, neo4j, goalMs: 60 }, links);
    await measure({ folder, env, neo4j, goalMs: 60 });
  } finally {
    await neo4j.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function command({ folder: directory, env }: Setting, ...args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runCli(args, { directory, env });
  if (code !== 0) throw new Error(`clewline ${args.join(' ')}: ${stderr}`);
  return stdout;
}

async function fill(setting: Setting, links: number): Promise<void> {
  const records = join(setting.folder, 'records');
  writeMarketplace(records, scenarioOfSize(links));
  await command(setting, 'import', records, '--json');
  rmSync(records, { recursive: true, force: true });
  await command(setting, 'detect', '--json');
}

type Ref = { readonly kind: string; readonly externalId: string };
type Ask = <T>(query: string, variables?: unknown) => Promise<T>;

async function measure(setting: Setting): Promise<void> {
  const { folder: directory, env, neo4j, goalMs } = setting;
  const created = await command(setting, 'key', 'create', '--name', 'bench', '--role', 'service', '--json');
  const { key } = JSON.parse(created) as { key: string };
  const server = await startServer({ directory, env });
  try {
    const ask: Ask = (query, variables) => post(server.graphqlUrl, key, { query, variables });
    const patiently = retrying(ask);
    console.log(JSON.stringify(await patiently('{ status { entities links events } rings(first: 1) { totalCount } }')));
    const questions = await prepareQuestions(patiently);
    for (let i = 0; i < (neo4j === null ? WARM_UP : NEO4J_WARM_UP); i++) {
      await patiently(SCREEN, questions[i % questions.length]);
    }
    const [before, neo4jBefore] = [processorMs(server.process.pid), neo4j?.cpuSeconds() ?? 0];
    const floor = neo4j === null ? null : await openFloor(neo4j);
    await load(ask, questions, { goalMs, floor });
    await floor?.close();
    const perAnswer = (ms: number): string => `${(ms / questions.length).toFixed(1)} ms an answer`;
    console.log(`processor time of the service: ${perAnswer(processorMs(server.process.pid) - before)}`);
    if (neo4j !== null) {
      console.log(`processor time of Neo4j: ${perAnswer(((neo4j.cpuSeconds() ?? 0) - neo4jBefore) * 1000)}`);
    }
  } finally {
    agent.destroy();
    await server.stop();
  }
}

/** A server that has just been started may take longer than the service allows. */
function retrying(ask: Ask): Ask {
  return async (query, variables) => {
    for (let tries = 1; ; tries++) {
      try {
        return await ask(query, variables);
      } catch (error) {
        if (tries === MOST_TRIES || !String(error).includes('LIMIT_EXCEEDED')) throw error;
      }
    }
  };
}
const MOST_TRIES = 10;

/** So far, of all its threads; by the kernel's hundred ticks a second. NaN where there is no /proc. */
function processorMs(pid: number | undefined): number {
  const file = `/proc/${pid}/stat`;
  if (!existsSync(file)) return Number.NaN;
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** So many connections, kept open: a service that falls behind answers late, it does not refuse. */
const agent = new Agent({ keepAlive: true, maxSockets: 16 });

function post<T>(url: string, key: string, body: unknown): Promise<T> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return new Promise((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => {
        const answer = JSON.parse(Buffer.concat(parts).toString('utf8')) as { data?: T; errors?: unknown };
        if (!answer.data || answer.errors) reject(new Error(JSON.stringify(answer.errors)));
        else resolve(answer.data);
      });
    });
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}

const SCREEN = `query Screen($entity: EntityRef!, $identifiers: [EntityRef!]) {
  screen(entity: $entity, identifiers: $identifiers) {
    known risk statement
    nearest { risk hops statement ring { id severity score } confirmedFraud { externalId }
      path { from { externalId } to { externalId } statement accounts known passes } }
    newIdentifiers { kind externalId } ignoredHubs { accounts reason }
  }
}`;

type Question = { readonly entity: Ref; readonly identifiers: readonly Ref[] };

/** What buyers across the whole id range hold, and the busiest IP address among it. */
async function prepareQuestions(ask: Ask): Promise<readonly Question[]> {
  const buyers: Ref[] = [];
  for (const text of ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8', 'b9']) {
    const found = await ask<{ searchEntities: { nodes: readonly Ref[] } }>(
      'query($text: String!) { searchEntities(text: $text, kinds: [BUYER], first: 100) { nodes { kind externalId } } }',
      { text },
    );
    buyers.push(...found.searchEntities.nodes);
  }
  const held: (Ref & { readonly linkCount: number })[] = [];
  for (let i = 0; i < buyers.length; i += BUYERS_AT_ONCE) {
    const around = await ask<{ neighbourhood: { nodes: readonly (Ref & { linkCount: number })[] } }>(
      'query($of: [EntityRef!]!) { neighbourhood(of: $of, linkTypes: [USES_DEVICE, PAYS_WITH, HAS_PHONE, SEEN_AT_IP], limit: 200) { nodes { kind externalId linkCount } } }',
      { of: buyers.slice(i, i + BUYERS_AT_ONCE) },
    );
    held.push(...around.neighbourhood.nodes.filter(({ kind }) => kind !== 'BUYER'));
  }
  held.sort((a, b) => a.linkCount - b.linkCount || (a.externalId < b.externalId ? -1 : 1));
  const busiest = held.filter(({ kind }) => kind === 'IP_ADDRESS').at(-1) ?? held.at(-1);
  if (!busiest) throw new Error('the store is empty');
  console.log(`${buyers.length} buyers, ${held.length} identifiers; busiest IP address: ${busiest.linkCount} links`);
  const toRef = ({ kind, externalId }: Ref): Ref => ({ kind, externalId });
  const one = (i: number): Ref => toRef(held[(i * 7919) % held.length] ?? busiest);
  return Array.from({ length: PER_SECOND * SECONDS }, (_, i): Question => {
    const entity = { kind: 'BUYER', externalId: `newcomer-${i}` };
    if (i % 3 === 0) return { entity: toRef(buyers[(i * 31) % buyers.length] ?? entity), identifiers: [] };
    if (i % 3 === 1) return { entity, identifiers: [one(i), one(i + 1), one(i + 2)] };
    const fresh = { kind: 'DEVICE', externalId: `new-device-${i}` };
    return { entity, identifiers: [fresh, { kind: 'PHONE', externalId: `new-phone-${i}` }, toRef(busiest)] };
  });
}

type Answer = { readonly screen: { readonly risk: number; readonly nearest: { readonly hops: number } | null } };

/** The least a trip to Neo4j takes, asked while the load runs: what the machine does beside it slows both. */
type Floor = { ask(): Promise<unknown>; close(): Promise<void> };

async function openFloor({ url, user, password }: RunningNeo4j): Promise<Floor> {
  const driver = neo4jDriver.driver(url, neo4jDriver.auth.basic(user, password));
  const ask = () => driver.executeQuery('RETURN 1', {}, { routing: 'READ', database: 'neo4j' });
  for (let i = 0; i < WARM_UP; i++) await ask();
  return { ask, close: () => driver.close() };
}
const QUESTIONS_A_FLOOR = 10;

const timesOf = (measured: readonly number[]) => {
  const sorted = [...measured].sort((a, b) => a - b);
  return (share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
};

type Loading = { readonly goalMs: number; readonly floor: Floor | null };

async function load(ask: Ask, questions: readonly Question[], { goalMs, floor }: Loading): Promise<void> {
  const latencies: number[] = [];
  const floors: number[] = [];
  const hops = new Map<string, number>();
  const started = performance.now();
  const one = async (question: Question, i: number): Promise<void> => {
    const due = started + (i * 1000) / PER_SECOND;
    await new Promise((resolve) => setTimeout(resolve, due - performance.now()));
    if (i % QUESTIONS_A_FLOOR === 0 && floor !== null) {
      const askedAt = performance.now();
      void floor.ask().then(() => floors.push(performance.now() - askedAt));
    }
    const { screen } = await ask<Answer>(SCREEN, question);
    // From when it was due: a server that falls behind cannot hide it.
    latencies.push(performance.now() - due);
    const name = screen.nearest === null ? 'nothing known' : `${screen.nearest.hops} hops`;
    hops.set(name, (hops.get(name) ?? 0) + 1);
  };
  await Promise.all(questions.map(one));
  const seconds = (performance.now() - started) / 1000;
  const at = timesOf(latencies);
  console.log([...hops].map(([name, count]) => `${name}: ${count}`).join(' · '));
  console.log(
    `${(latencies.length / seconds).toFixed(1)} answers a second · p50 ${at(0.5).toFixed(1)} ms · p95 ${at(0.95).toFixed(1)} ms · p99 ${at(0.99).toFixed(1)} ms · slowest ${at(1).toFixed(1)} ms (goal: p95 < ${goalMs} ms)`,
  );
  if (!(at(0.95) < goalMs)) process.exitCode = 1;
  console.log(`load average ${loadavg()[0]?.toFixed(1)} on ${cpus().length} processors`);
  if (floor === null) return;
  const trip = timesOf(floors);
  console.log(
    `RETURN 1 meanwhile: p50 ${trip(0.5).toFixed(1)} ms · p95 ${trip(0.95).toFixed(1)} ms; a screening is ${(at(0.5) / trip(0.5)).toFixed(1)} of them at p50, ${(at(0.95) / trip(0.95)).toFixed(1)} at p95`,
  );
}
