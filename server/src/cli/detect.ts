/** `clewline detect`: one detection run, and what changed since the last. */
import { type Command, Option } from 'commander';
import type { DetectionRun } from '../domain/detection-run.ts';
import { SEVERITIES } from '../domain/ring.ts';
import type { TimePoint } from '../domain/time-point.ts';
import type { CliContext } from './cli-context.ts';
import { addBackTestCommand } from './detect-back-test.ts';
import { addRunCommands } from './detect-runs.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { parseTime, parseWhole } from './option-values.ts';
import { readParameterChoice } from './parameters-file.ts';
import { createStageLine } from './progress-line.ts';
import { projectRun } from './project-run.ts';
import type { Runtime } from './runtime.ts';

type Options = {
  readonly asOf?: TimePoint;
  readonly windowDays?: number;
  readonly incremental?: true;
  readonly parameters?: string;
  readonly parameterSet?: string;
  readonly trial?: true;
  readonly threads?: number;
  readonly stages?: true;
  readonly json?: true;
  readonly leaseHolder?: string;
};

export function addDetectCommand(program: Command, context: CliContext, runtime: Runtime): void {
  const command = program
    .command('detect')
    .enablePositionalOptions()
    .description('find rings in the graph, publish them, and say what changed')
    .option('--as-of <time>', 'read nothing later than this; default: the latest time in the data', parseTime)
    .option('--window-days <days>', 'read events of so many days before that; default: all', parseWhole(1, 36_500))
    .option('--incremental', 'compute only what changed since the last run, by its thresholds')
    .option('--parameters <file>', 'settings to try over the defaults (YAML or JSON); such a run is kept aside')
    .option('--parameter-set <name>', 'a set that "parameters add" saved; kept aside unless it is in force')
    .option('--trial', 'keep the run aside for "rings --run": publish nothing')
    .option('--threads <count>', 'at most so many threads; the answer is the same', parseWhole(1, 64))
    .option('--stages', 'print the name of each stage on a line of standard error as it begins')
    .option('--json', 'print one JSON object')
    // For the scheduler alone: it says for which server this one works.
    .addOption(new Option('--lease-holder <server>').hideHelp())
    .addHelpText(
      'after',
      '\nExit code 0: done; 1: could not run; 2: wrong usage; 130: interrupted, and nothing was published.' +
        '\n\nExamples:\n  clewline detect --json\n  clewline detect --as-of 2026-03-01 --window-days 90 --trial' +
        '\n  clewline detect list',
    )
    .action(async (options: Options) => detect(context, runtime, options));
  addRunCommands(command, context, runtime);
  addBackTestCommand(command, context, runtime);
}

async function detect(context: CliContext, runtime: Runtime, options: Options): Promise<void> {
  const parameters = await readParameterChoice(runtime, options);
  if (!parameters.ok) return finishWithFailure(context, parameters.failure);
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  // Loaded here, not above: no other command should wait for it.
  const { createDetectRings } = await import('../application/detect-rings.ts');
  const line = createStageLine(context);
  const run = await createDetectRings({ ...services.value, ...runtime })(context.principal, {
    ...parameters.value,
    trial: options.trial === true,
    incremental: options.incremental === true,
    onFullRun: (reason) => context.stderr(`A full run: ${reason}\n`),
    ...(options.threads === undefined ? {} : { threads: options.threads }),
    signal: context.signal,
    ...(options.leaseHolder === undefined ? {} : { leaseHolder: options.leaseHolder }),
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    ...(options.windowDays === undefined ? {} : { windowDays: options.windowDays }),
    ...(options.stages ? { onStage: (name: string) => context.stderr(`stage ${name}\n`) } : line.watching),
  });
  if (!options.stages) line.clear();
  if (!run.ok) return finishWithFailure(context, run.failure);
  if (run.value.published) await projectRun(context, services.value);
  else context.stderr(`Kept aside: "clewline rings --run ${run.value.id}" shows it.\n`);
  if (options.json) return printJson(context, toResultJson(run.value));
  context.stdout(toText(run.value));
}

const toResultJson = (run: DetectionRun) => ({
  runId: run.id,
  rings: run.rings,
  changes: run.changes,
  durationMs: run.durationMs,
  stages: run.stages,
  peakRssBytes: run.peakRssBytes,
  resultHash: run.resultHash,
});

function toText({ id, rings, changes, durationMs, incremental }: DetectionRun): string {
  const found = SEVERITIES.map((severity) => `${rings[severity]} ${severity}`).reverse();
  const changed = Object.entries(changes).map(([name, count]) => `${count} ${name}`);
  const part = incremental ? `computed: ${incremental.computedAccounts} of ${incremental.accounts} accounts\n` : '';
  return `run ${id}, ${(durationMs / 1000).toFixed(1)} s\n${part}rings: ${found.join(', ')}\nchanges: ${changed.join(', ')}\n`;
}
