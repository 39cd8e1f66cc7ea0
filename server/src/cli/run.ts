/** Runs one command line to its exit code: wrong usage is 2, whatever is thrown becomes a sentence. */
import { CommanderError } from 'commander';
import { type CliContext, EXIT, type ExitCode } from './cli-context.ts';
import { finishWithFailure } from './finish.ts';
import { buildProgram } from './program.ts';
import type { Runtime } from './runtime.ts';

export async function runCommandLine(context: CliContext, runtime: Runtime, args: readonly string[]): Promise<void> {
  try {
    if (args.length === 0) {
      buildProgram(context, runtime).outputHelp({ error: true });
      return context.exit(EXIT.usage);
    }
    await buildProgram(context, runtime).parseAsync(args, { from: 'user' });
  } catch (error) {
    finishWithError(context, runtime, error);
  }
}

function finishWithError(context: CliContext, runtime: Runtime, error: unknown): void {
  const failure = runtime.toFailure(error);
  if (error instanceof CommanderError) context.exit(toExitCode(error));
  else if (failure !== null) finishWithFailure(context, failure);
  else finishUnexpected(context, error);
}

function finishUnexpected({ config, stderr, exit }: CliContext, error: unknown): void {
  stderr(`Something unexpected went wrong: ${error instanceof Error ? error.message : String(error)}\n`);
  if (config.logLevel === 'debug' && error instanceof Error) stderr(`${error.stack}\n`);
  else stderr('CLEWLINE_LOG_LEVEL=debug shows where.\n');
  exit(EXIT.failed);
}

/** Help and version are thrown too, once they are printed. */
const toExitCode = ({ code, exitCode }: CommanderError): ExitCode =>
  exitCode === 0 && code !== 'commander.help' ? EXIT.done : EXIT.usage;
