/** `clewline parameters compare`: what a set would change, before it is put in force. */
import type { Command } from 'commander';
import type { RunComparison } from '../application/compare-runs.ts';
import type { ComparisonRequest, ParameterComparison } from '../application/parameters/compare-parameters.ts';
import type { JudgedRings } from '../application/verdicts/judge-rings.ts';
import { SEVERITIES } from '../domain/ring.ts';
import type { TimePoint } from '../domain/time-point.ts';
import type { CliContext } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { parseTime, parseWhole } from './option-values.ts';
import { createStageLine } from './progress-line.ts';
import type { Runtime } from './runtime.ts';
import { toTextTable } from './text-table.ts';

type Options = {
  readonly with?: string;
  readonly weeks: number;
  readonly asOf?: TimePoint;
  readonly windowDays?: number;
  readonly json?: true;
};

export function addCompareCommand(parameters: Command, context: CliContext, runtime: Runtime): void {
  parameters
    .command('compare')
    .description('run a set beside the one in force, on the same data, as trials, and say what differs')
    .argument('<candidate>', 'name or id of a saved set')
    .option('--with <set>', 'another set; default: the one in force')
    .option('--weeks <count>', 'how many weeks to look back for rings a week; 0: none', parseWhole(0, 52), 4)
    .option('--as-of <time>', 'read nothing later than this; default: the latest time in the data', parseTime)
    .option('--window-days <days>', 'read events of so many days before that; default: all', parseWhole(1, 36_500))
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nPrecision is counted among the rings that investigators confirmed or dismissed.' +
        '\n\nExit code 0: done; 1: could not run; 2: wrong usage; 130: interrupted.' +
        '\n\nExample:\n  clewline parameters compare strict --weeks 8',
    )
    .action(async (candidate: string, options: Options) => compare(context, runtime, { candidate, ...options }));
}

type Comparing = Options & { readonly candidate: string };

async function compare(context: CliContext, runtime: Runtime, options: Comparing): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  // Loaded here, not above: no other command should wait for it.
  const { createCompareParameters } = await import('../application/parameters/compare-parameters.ts');
  const line = createStageLine(context);
  const comparing = createCompareParameters({ ...services.value, ...runtime });
  const watching = { ...line.watching, signal: context.signal };
  const compared = await comparing(context.principal, { ...toRequest(options), ...watching });
  line.clear();
  if (!compared.ok) return finishWithFailure(context, compared.failure);
  if (options.json) return printJson(context, toJson(compared.value));
  context.stdout(toText(compared.value));
  context.stderr(
    `"clewline detect diff ${compared.value.runs.first.id} ${compared.value.runs.second.id}" lists each ring.\n`,
  );
}

const toRequest = ({ candidate, with: against, weeks, asOf, windowDays }: Comparing): ComparisonRequest => ({
  candidate,
  weeks,
  ...(against === undefined ? {} : { against }),
  ...(asOf === undefined ? {} : { asOf }),
  ...(windowDays === undefined ? {} : { windowDays }),
});

const toJson = ({ against, candidate, settings, runs, perWeek, earlier }: ParameterComparison) => {
  const { first, second, removed, added, changed, unchanged, concluded, judged } = runs;
  return {
    against: { name: against.name, hash: against.hash, runId: first.id, thresholds: judged.first },
    candidate: { name: candidate.name, hash: candidate.hash, runId: second.id, thresholds: judged.second },
    settings,
    gained: added,
    lost: removed,
    changed,
    unchanged,
    concluded: { gained: concluded.added, lost: concluded.removed },
    newRingsPerWeek: perWeek,
    earlier,
  };
};

function toText(compared: ParameterComparison): string {
  const { against, candidate, settings, runs, earlier } = compared;
  const { removed, concluded, added, changed, unchanged } = runs;
  const judgedOf = ({ confirmed, dismissed }: RunComparison['concluded']['added']): string =>
    ` (${confirmed.length} confirmed, ${dismissed.length} dismissed)`;
  const sooner = earlier.filter(({ days }) => days > 0).length;
  return [
    `${candidate.name} instead of ${against.name}: ${settings.join(', ')}`,
    `rings gained: ${added.length}${judgedOf(concluded.added)}`,
    `rings lost: ${removed.length}${judgedOf(concluded.removed)}`,
    `rings changed: ${changed.length}, the same: ${unchanged}`,
    `found earlier: ${sooner}, later: ${earlier.length - sooner}`,
    '',
    toTable(compared),
  ].join('\n');
}

const HEADER = ['at least', 'rings', '→', 'new a week', '→', 'precision', '→'];

function toTable({ runs, perWeek }: ParameterComparison): string {
  const rows = runs.judged.first.map((before, i) => {
    const after = runs.judged.second[i] ?? before;
    const weekly = (side: 'against' | 'candidate'): string => {
      const severity = SEVERITIES.find((name) => name === before.minSeverity);
      const rate = severity === undefined ? undefined : perWeek[side]?.[severity];
      return rate === undefined ? '–' : rate.toFixed(1);
    };
    return [
      before.minSeverity ?? `score ${before.minScore}`,
      ...[String(before.rings), String(after.rings)],
      ...[weekly('against'), weekly('candidate')],
      ...[toPrecision(before), toPrecision(after)],
    ];
  });
  return toTextTable(HEADER, rows);
}

const toPrecision = ({ precision, confirmed, dismissed }: JudgedRings): string =>
  precision === null ? '–' : `${precision.toFixed(2)} of ${confirmed + dismissed}`;
