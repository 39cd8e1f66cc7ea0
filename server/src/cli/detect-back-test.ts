/** `clewline detect back-test`: since when each ring would have been found. */
import type { Command } from 'commander';
import type { BackTest, BackTestRequest, FollowedRing } from '../application/back-test.ts';
import { SEVERITIES, type Severity } from '../domain/ring.ts';
import { formatTimePoint, type TimePoint } from '../domain/time-point.ts';
import type { CliContext } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { parseTime, parseWhole } from './option-values.ts';
import { readParameterChoice } from './parameters-file.ts';
import { createStageLine } from './progress-line.ts';
import type { Runtime } from './runtime.ts';
import { toTextTable } from './text-table.ts';

type Options = {
  readonly steps: number;
  readonly every: number;
  readonly asOf?: TimePoint;
  readonly windowDays?: number;
  readonly parameters?: string;
  readonly parameterSet?: string;
  readonly json?: true;
};

export function addBackTestCommand(detect: Command, context: CliContext, runtime: Runtime): void {
  detect
    .command('back-test')
    .description(
      'run at several earlier moments, as trials that know only what was true then, and say how many days earlier each ring would have been found',
    )
    .option('--steps <count>', 'how many earlier moments', parseWhole(1, 52), 4)
    .option('--every <days>', 'how many days apart', parseWhole(1, 365), 7)
    .option('--as-of <time>', 'the last moment; default: the latest time in the data', parseTime)
    .option(
      '--window-days <days>',
      'read events of so many days before each moment; default: all',
      parseWhole(1, 36_500),
    )
    .option('--parameters <file>', 'settings to try over the defaults (YAML or JSON)')
    .option('--parameter-set <name>', 'a set that "parameters add" saved; default: the one in force')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nA ring that was there at the first moment may have been found earlier still.' +
        '\n\nExit code 0: done; 1: could not run; 2: wrong usage; 130: interrupted.' +
        '\n\nExample:\n  clewline detect back-test --every 7 --steps 8',
    )
    .action(async (options: Options) => backTest(context, runtime, options));
}

async function backTest(context: CliContext, runtime: Runtime, options: Options): Promise<void> {
  const parameters = await readParameterChoice(runtime, options);
  if (!parameters.ok) return finishWithFailure(context, parameters.failure);
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  // Loaded here, not above: no other command should wait for it.
  const { createBackTest } = await import('../application/back-test.ts');
  const line = createStageLine(context);
  const request = { ...toRequest(options), ...parameters.value, signal: context.signal, ...line.watching };
  const tested = await createBackTest({ ...services.value, ...runtime })(context.principal, request);
  line.clear();
  if (!tested.ok) return finishWithFailure(context, tested.failure);
  if (options.json) return printJson(context, toJson(tested.value));
  context.stdout(toText(tested.value));
}

const toRequest = ({ steps, every, asOf, windowDays }: Options): BackTestRequest => ({
  steps,
  everyDays: every,
  ...(asOf === undefined ? {} : { asOf }),
  ...(windowDays === undefined ? {} : { windowDays }),
});

const toJson = ({ moments, rings, arrivalsPerWeek }: BackTest) => ({
  moments: moments.map(({ run, arrived }) => ({
    runId: run.id,
    asOf: run.asOf === null ? null : formatTimePoint(run.asOf),
    rings: run.rings,
    arrived,
  })),
  arrivalsPerWeek,
  rings: rings.map(({ ring, reached }) => ({
    id: ring.id,
    score: ring.score,
    severity: ring.severity,
    size: ring.size,
    reached: Object.fromEntries(SEVERITIES.map((severity) => [severity, toReachedJson(reached[severity])])),
  })),
});

const toReachedJson = (reached: FollowedRing['reached'][Severity]) =>
  reached && { at: formatTimePoint(reached.at), daysBefore: reached.daysBefore };

function toText({ moments, rings, arrivalsPerWeek }: BackTest): string {
  const looks = moments.map(({ run, arrived }) => [
    run.asOf === null ? '–' : formatTimePoint(run.asOf),
    ...SEVERITIES.map((severity) => String(run.rings[severity])),
    ...SEVERITIES.map((severity) => (arrived === null ? '–' : String(arrived[severity]))),
    run.id,
  ]);
  const header = ['as of', ...SEVERITIES, ...SEVERITIES.map((severity) => `new ${severity}+`), 'run'];
  const followed = rings.map(({ ring, reached }) => [
    ring.id,
    ring.severity,
    ring.score.toFixed(1),
    ...SEVERITIES.map((severity) => reached[severity]?.daysBefore.toFixed(0) ?? '–'),
  ]);
  const weekly = SEVERITIES.map((severity) => `${arrivalsPerWeek?.[severity].toFixed(1) ?? '–'} ${severity}+`);
  return [
    toTextTable(header, looks),
    `new rings a week: ${weekly.join(', ')}\n`,
    'Days before the last moment at which each ring first reached a severity:',
    toTextTable(['ring', 'severity', 'score', ...SEVERITIES.map((severity) => `${severity}+`)], followed),
  ].join('\n');
}
