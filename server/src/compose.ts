/** Builds adapters and hands them to use cases: with the compose-….ts files beside it the only importer of adapters. */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from './adapters/clock.ts';
import { createRejectsWriter } from './adapters/files/rejects-file.ts';
import { fingerprintCode } from './adapters/fingerprint-code.ts';
import { readTextFile, removeFile, writeLines, writePrivateFile } from './adapters/local-files.ts';
import { createLog } from './adapters/log.ts';
import { systemRandomness } from './adapters/randomness.ts';
import { createRunMemoryFile } from './adapters/run-memory-file.ts';
import { createPartitioner } from './adapters/threads/partition-threads.ts';
import type { CaseStore } from './application/ports/case-store.ts';
import type { GraphStore } from './application/ports/graph-store.ts';
import type { RecordSource } from './application/ports/record-source.ts';
import type { RingProjection } from './application/ports/ring-projection.ts';
import type { OpenOptions, Services } from './cli/cli-context.ts';
import type { RunningService, Runtime, ServeRequest } from './cli/runtime.ts';
import { openForeignGraph } from './compose-adoption.ts';
import { composeBackground } from './compose-background.ts';
import {
  awaitGraphStore,
  openCopyEnds,
  openGraphStore,
  openRecordReader,
  openRingProjection,
  toGraphFailure,
} from './compose-graph.ts';
import { composeServer } from './compose-server.ts';
import type { Config } from './config.ts';
import { type Failure, FailureError, failure } from './domain/failure.ts';
import { fail, ok, type Result } from './domain/result.ts';

export const clock = systemClock;
const MANIFEST = fileURLToPath(new URL('../package.json', import.meta.url));

export type OpenedServices = Services & { close(): Promise<void> };

export async function openServices(
  config: Config,
  { waitForGraph = false }: OpenOptions = {},
): Promise<Result<OpenedServices, Failure>> {
  try {
    mkdirSync(config.directory, { recursive: true, mode: 0o700 });
    const graph = await (waitForGraph ? awaitGraph(config) : openGraphStore(config.graph, clock));
    if (!graph.ok) return graph;
    const cases = await openCases(config, graph.value);
    return ok(
      toServices(config, { graph: graph.value, cases, projection: await openRingProjection(config.graph, clock) }),
    );
  } catch (error) {
    const known = toFailure(error, config);
    if (known === null) throw error;
    return fail(known);
  }
}

function awaitGraph(config: Config): Promise<Result<GraphStore, Failure>> {
  const log = createLog(config.logLevel);
  return awaitGraphStore(config.graph, clock, (failure) => {
    if (failure === null) log.info('the graph store answers now');
    else log.warn({ code: failure.code }, `${failure.message} Trying again.`);
  });
}

async function openCases(config: Config, graph: GraphStore): Promise<CaseStore> {
  try {
    // Loaded here, not above: asking for help should not wait for it.
    const { openSqliteCaseStore } = await import('./adapters/sql/sql-case-store.ts');
    return await openSqliteCaseStore(toPath(config.casesUrl));
  } catch (error) {
    await graph.close();
    throw error;
  }
}

type Stores = { readonly graph: GraphStore; readonly cases: CaseStore; readonly projection: RingProjection | null };

const toServices = (config: Config, { graph, cases, projection }: Stores): OpenedServices => ({
  graph,
  cases,
  rings: cases.rings,
  access: cases.access,
  log: cases.log,
  verdicts: cases.verdicts,
  settings: cases.settings,
  parameterSets: cases.parameterSets,
  alerts: cases.alerts,
  suppressions: cases.suppressions,
  newcomers: cases.newcomers,
  projection,
  clock,
  randomness: systemRandomness,
  memory: createRunMemoryFile(join(config.directory, 'last-run')),
  source: fileSource(config),
  newRejectsWriter: () => createRejectsWriter(config.directory, clock.now),
  close: async () => {
    await projection?.close();
    await cases.close();
    await graph.close();
  },
});

/** Loaded when first asked: parsing files takes more modules than all that most commands do. */
function fileSource({ hashKey }: Config): RecordSource {
  const load = async (): Promise<RecordSource> => {
    const { createFileRecordSource } = await import('./adapters/files/file-record-source.ts');
    return createFileRecordSource({ now: clock.now, hashKey });
  };
  return {
    open: async (request) => (await load()).open(request),
    headers: async (paths) => (await load()).headers(paths),
  };
}

/** `file:/absolute/path` → the path. */
const toPath = (url: string): string => url.slice('file:'.length);

/** Empty stores in a folder of their own, gone when closed; closing twice is no mistake. */
export async function openTemporaryServices(config: Config): Promise<Result<OpenedServices, Failure>> {
  const directory = mkdtempSync(join(tmpdir(), 'clewline-'));
  const graph = { kind: 'sqlite', path: join(directory, 'graph.sqlite') } as const;
  const casesUrl = `file:${join(directory, 'cases.sqlite')}`;
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  const opened = await openServices({ ...config, directory, graph, casesUrl });
  if (!opened.ok) {
    remove();
    return opened;
  }
  let isClosed = false;
  const close = async (): Promise<void> => {
    if (isClosed) return;
    isClosed = true;
    await opened.value.close();
    remove();
  };
  return ok({ ...opened.value, close });
}

/** The failure behind whatever was thrown, or null for what nobody expected. */
function toFailure(error: unknown, config: Config): Failure | null {
  if (error instanceof FailureError) return error.failure;
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'EACCES' || code === 'EROFS' || code === 'ENOTDIR' || code === 'ENOSPC') {
    return failure(
      'STORE_UNAVAILABLE',
      `${config.directory} cannot be written (${code}): choose another CLEWLINE_DATA_DIR`,
    );
  }
  return toGraphFailure(error, config);
}

export function createRuntime(config: Config): Runtime {
  const demoFolder = join(config.directory, 'demo');
  const addressFile = join(config.directory, 'service-url');
  return {
    version: readVersion(),
    // Read when a run asks: no other command should wait for it.
    get codeVersion() {
      return `${readVersion()}+${fingerprintCode(import.meta.dirname, RESULT_ROOMS)}`;
    },
    toFailure: (error) => toFailure(error, config),
    peakRssBytes: () => process.resourceUsage().maxRSS * 1024,
    createPartitioner: createPartitioner(),
    readTextFile,
    writeLines,
    removeFile,
    openRecordReader: () => openRecordReader(config.graph),
    openCopy: (from, to) => openCopyEnds({ from, to }, config, clock),
    openForeignGraph: (mapFile) => openForeignGraph(mapFile, config, clock),
    serve: (services, request) => startService(config, services, { ...request, addressFile }),
    serviceUrl: async () => {
      const running = await readTextFile(addressFile);
      return running.ok ? running.value.trim() : toUrl(config, config);
    },
    demo: {
      isUnfinished: () => existsSync(demoFolder),
      write: async () => {
        const { scenarioByName, writeMarketplace } = await import('@clewline/seed');
        const scenario = scenarioByName('demo');
        if (scenario === null) throw new Error('the generator has no demo scenario');
        writeMarketplace(demoFolder, scenario);
        return demoFolder;
      },
      remove: async () => rmSync(demoFolder, { recursive: true, force: true }),
    },
  };
}

/** What the rings of a run depend on. */
const RESULT_ROOMS = ['domain', 'detection', 'application', 'adapters'];
const readVersion = (): string => toVersion(JSON.parse(readFileSync(MANIFEST, 'utf8')));
const toVersion = (manifest: unknown): string => (manifest as { readonly version: string }).version;

function toUrl({ publicUrl }: Config, { host, port }: ServeRequest): string {
  if (publicUrl !== null) return publicUrl.replace(/\/$/, '');
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

type ServiceRequest = ServeRequest & { readonly addressFile: string };

async function startService(
  config: Config,
  services: Services,
  request: ServiceRequest,
): Promise<Result<RunningService, Failure>> {
  const log = createLog(config.logLevel);
  // Loaded when it is needed: half the starting time of every other command.
  const { createGraphqlHandler } = await import('./graphql/handler.ts');
  const background = composeBackground(config, services, readVersion());
  const graphql = await createGraphqlHandler({
    ...services,
    changes: services.cases.changes,
    hooks: background.hooks,
    scheduling: background.scheduling,
    tuning: services,
    environment: config.environment,
    version: readVersion(),
    onUnexpected: (error, correlationId) => log.error({ err: error, correlationId }, 'a GraphQL request failed'),
  });
  const server = composeServer(config, services, { ...request, graphql, log });
  const port = await server.listen();
  if (!port.ok) {
    await graphql.stop();
    return fail(failure('STORE_UNAVAILABLE', port.failure));
  }
  const working = background.start(log);
  const url = toUrl(config, { host: request.host, port: port.value });
  await writePrivateFile(request.addressFile, `${url}\n`);
  const drain = async (): Promise<void> => {
    rmSync(request.addressFile, { force: true });
    await server.drain();
    await Promise.all([graphql.stop(), working.stop()]);
  };
  return ok({ url, drain });
}
