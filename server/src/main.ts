/** The process: settings, signals, streams, one command, exit code. */
import { attend } from './adapters/attending.ts';
import { createMarketMemory } from './adapters/market-memory.ts';
import type { CliContext, ExitCode, Services } from './cli/cli-context.ts';
import { EXIT } from './cli/cli-context.ts';
import { runCommandLine } from './cli/run.ts';
import { clock, createRuntime, type OpenedServices, openServices, openTemporaryServices } from './compose.ts';
import { type Config, readConfig } from './config.ts';
import type { Failure } from './domain/failure.ts';
import { OPERATOR } from './domain/principal.ts';
import type { Result } from './domain/result.ts';

const args = process.argv.slice(2);

const isHelp = args.includes('--help') || args.includes('-h');
const settings = readConfig();
// Whoever asks for help gets it, whatever the settings.
const config = settings.ok ? settings : isHelp ? readConfig({}) : settings;
if (config.ok) await run(config.config);
else {
  process.stderr.write(
    `These settings cannot be used:\n${config.problems.map((problem) => `  ${problem}\n`).join('')}`,
  );
  process.exitCode = EXIT.usage;
}

async function run(config: Config): Promise<void> {
  const opened: OpenedServices[] = [];
  const signal = abortOnSignals();
  stopQuietlyWithoutReader();
  const context = createContext(config, signal, opened);
  if (args[0] === 'attend' && process.connected) await runAttending(context, config);
  else await runCommandLine(context, createRuntime(config), args);
  for (const services of opened.reverse()) await services.close();
}

/** One command after another, as the server that started this process asks for them. */
async function runAttending(context: CliContext, config: Config): Promise<void> {
  const runtime = { ...createRuntime(config), market: createMarketMemory() };
  const runOne = async (own: readonly string[]): Promise<ExitCode> => {
    let ended: ExitCode = EXIT.done;
    const exit = (code: ExitCode): void => {
      ended = code;
    };
    await runCommandLine({ ...context, exit }, runtime, own);
    return ended;
  };
  process.exitCode = await attend(runOne, context.signal);
}

function createContext(config: Config, signal: AbortSignal, opened: OpenedServices[]): CliContext {
  let stores: Promise<Result<Services, Failure>> | undefined;
  const keep = async (opening: Promise<Result<OpenedServices, Failure>>): Promise<Result<OpenedServices, Failure>> => {
    const services = await opening;
    if (services.ok) opened.push(services.value);
    return services;
  };
  return {
    config,
    principal: OPERATOR,
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
    isTerminal: process.stderr.isTTY === true,
    signal,
    clock,
    open: (options) => {
      stores ??= keep(openServices(config, options));
      return stores;
    },
    openTemporary: () => keep(openTemporaryServices(config)),
    exit: (code: ExitCode) => {
      process.exitCode = code;
    },
  };
}

/** The first signal asks for an orderly end, the second does not ask. */
function abortOnSignals(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(EXIT.interrupted);
      controller.abort(name);
    });
  }
  abortWithoutParent(controller);
  return controller.signal;
}

/** A job whose server was killed would publish what another server finds again; without a channel there is no server. */
function abortWithoutParent(controller: AbortController): void {
  if (process.connected === undefined) return;
  const abort = (): void => controller.abort('parent');
  // It may have broken while this program was loaded.
  if (process.connected) process.once('disconnect', abort);
  else abort();
  // Listening alone would keep a job that has done its work from ending.
  process.channel?.unref();
}

/** `clewline rings | head`: when the reader has seen enough, the writer ends too. */
function stopQuietlyWithoutReader(): void {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    process.exit(error.code === 'EPIPE' ? EXIT.done : EXIT.failed);
  });
}
