/** One Neo4j server in a process of its own, on 127.0.0.1. It ends when this process does, however that ends. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findJava } from './find-java.ts';
import { fetchJars, jarFolder } from './server-jars.ts';
import { leastJava, type Neo4jVersion } from './versions.ts';

export type Neo4jLogin = { readonly url: string; readonly user: string; readonly password: string };
export type RunningNeo4j = Neo4jLogin & {
  readonly version: Neo4jVersion;
  readonly port: number;
  /** Seconds of processor the server has taken since it started; null where the system does not tell. */
  cpuSeconds(): number | null;
  /** As a power cut would: nothing is finished, nothing is said. */
  kill(): Promise<void>;
  /** After `kill`: the same folder, port and password. */
  restart(): Promise<void>;
  /** Ends the server and removes its folder. */
  stop(): Promise<void>;
};
export type StartOptions = {
  readonly version: Neo4jVersion;
  readonly heapMb?: number;
  /** For figures: with the compiler that takes longer to warm up and runs faster then. */
  readonly fullSpeed?: boolean;
};

const LAUNCHER = fileURLToPath(new URL('Neo4jServer.java', import.meta.url));
const OPENED = ['java.base/java.nio', 'java.base/sun.nio.ch', 'java.base/java.lang'];
/**
 * The first compiler only: a server of minutes does not earn back what the second takes. On its own it is given a fifth of
 * the room for compiled code, which Neo4j fills within a minute; from then on it is thrown out and compiled anew all the time.
 */
const FAST_START = ['-XX:TieredStopAtLevel=1', '-XX:ReservedCodeCacheSize=240m'];
const LONGEST_START_MS = 180_000;

/** Fetches what is missing, then starts an empty server. */
export async function startNeo4j(options: StartOptions): Promise<RunningNeo4j> {
  await fetchJars(options.version);
  const folder = mkdtempSync(join(tmpdir(), 'clewline-neo4j-'));
  const port = await freePort();
  const password = randomBytes(12).toString('hex');
  const start = (): Promise<ChildProcess> => startProcess(options, { folder, port, password });
  const remove = (): void => rmSync(folder, { recursive: true, force: true });
  let process = await start().catch((error: unknown) => {
    remove();
    throw error;
  });
  return {
    url: `bolt://127.0.0.1:${port}`,
    user: 'neo4j',
    password,
    version: options.version,
    port,
    cpuSeconds: () => cpuSecondsOf(process.pid),
    kill: () => end(process),
    restart: async () => {
      process = await start();
    },
    stop: async () => {
      await end(process);
      remove();
    },
  };
}

type Place = { readonly folder: string; readonly port: number; readonly password: string };

async function startProcess(options: StartOptions, { folder, port, password }: Place): Promise<ChildProcess> {
  const { version, heapMb = 768, fullSpeed = false } = options;
  const java = findJava(leastJava(version));
  if (java === null) throw new Error(`no JDK ${leastJava(version)} on this machine`);
  const flags = [
    `-Xmx${heapMb}m`,
    '-XX:+UseSerialGC',
    ...(fullSpeed ? [] : FAST_START),
    ...OPENED.map((name) => `--add-opens=${name}=ALL-UNNAMED`),
  ];
  const args = [...flags, '-cp', join(jarFolder(version), '*'), LAUNCHER, folder, String(port)];
  const child = spawn(java.executable, args, {
    env: { ...process.env, NEO4J_TEST_PASSWORD: password },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  try {
    await readiness(child);
  } catch (error) {
    await end(child);
    throw error;
  }
  return child;
}

function readiness(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    const timer = setTimeout(() => reject(new Error(`Neo4j did not start in time: ${said}`)), LONGEST_START_MS);
    const listen = (chunk: Buffer): void => {
      said = (said + chunk.toString()).slice(-4_000);
    };
    child.stderr?.on('data', listen);
    child.stdout?.on('data', (chunk: Buffer) => {
      listen(chunk);
      if (!/^ready$/m.test(said)) return;
      clearTimeout(timer);
      resolve();
    });
    child.once('exit', (code) => {
      clearTimeout(timer);
      reject(new Error(`Neo4j ended with ${code} before it was ready: ${said}`));
    });
  });
}

/** From Linux's /proc: user and system time in hundredths, after the name in brackets. */
function cpuSecondsOf(pid: number | undefined): number | null {
  const path = `/proc/${pid}/stat`;
  if (!existsSync(path)) return null;
  const fields = readFileSync(path, 'utf8').split(') ').at(-1)?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) / 100;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = toAddress(server.address());
  server.close();
  await once(server, 'close');
  return port;
}

const toAddress = (address: ReturnType<ReturnType<typeof createServer>['address']>): AddressInfo =>
  address as AddressInfo;
