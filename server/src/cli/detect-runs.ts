/** `clewline detect list | show | diff | repeat`: the runs there were, and what they did. */
import type { Command } from 'commander';
import { createCompareRuns, type RunComparison } from '../application/compare-runs.ts';
import { findRun } from '../application/find-run.ts';
import { listRuns } from '../application/list-runs.ts';
import type { Repetition } from '../application/repeat-run.ts';
import type { DetectionRun } from '../domain/detection-run.ts';
import { failure } from '../domain/failure.ts';
import { SEVERITIES } from '../domain/ring.ts';
import { formatTimePoint } from '../domain/time-point.ts';
import { type CliContext, EXIT } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { parseWhole } from './option-values.ts';
import { toRunJson } from './run-json.ts';
import type { Runtime } from './runtime.ts';
import { toTextTable } from './text-table.ts';

type Json = { readonly json?: true };
const CODES = '\nExit code 0: done; 1: could not run; 2: wrong usage';

export function addRunCommands(detect: Command, context: CliContext, runtime: Runtime): void {
  detect
    .command('list')
    .description('list runs, newest first')
    .option('--limit <count>', 'at most so many', parseWhole(1, 100), 20)
    .option('--json', 'print one JSON object with the list')
    .addHelpText('after', `${CODES}.\n\nExample:\n  clewline detect list --limit 5`)
    .action(async (options: Json & { readonly limit: number }) => list(context, options));
  detect
    .command('show')
    .description('show what one run was given, how long it took and what it found')
    .argument('<run>', 'the id that detect printed and "detect list" shows')
    .option('--json', 'print one JSON object')
    .addHelpText('after', `${CODES}.\n\nExample:\n  clewline detect show run_3q2-7w --json`)
    .action(async (id: string, options: Json) => show(context, id, options));
  detect
    .command('diff')
    .description('compare two runs: what they were given and which rings differ')
    .argument('<first>')
    .argument('<second>')
    .option('--json', 'print one JSON object')
    .addHelpText('after', `${CODES}; 3: the results differ.\n\nExample:\n  clewline detect diff run_3q2-7w run_9xk-1a`)
    .action(async (first: string, second: string, options: Json) => diff(context, [first, second], options));
  detect
    .command('repeat')
    .description('make a run again as a trial, and say whether the result is the same')
    .argument('<run>')
    .option('--json', 'print one JSON object')
    .addHelpText('after', `${CODES}; 3: the result differs.\n\nExample:\n  clewline detect repeat run_3q2-7w`)
    .action(async (id: string, options: Json) => repeat(context, runtime, { id, ...options }));
}

async function list(context: CliContext, { limit, json }: Json & { readonly limit: number }): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const runs = await listRuns({ ...services.value, principal: context.principal }, { first: limit });
  if (!runs.ok) return finishWithFailure(context, runs.failure);
  const { items, totalCount } = runs.value;
  const found = items.map(({ item }) => item);
  if (json) return printJson(context, { runs: found.map(toRunJson), total: totalCount });
  if (found.length === 0) return context.stderr('No runs yet. Run "clewline detect" after an import.\n');
  context.stdout(toTextTable(['id', 'finished', 'as of', 'published', 'rings', 'seconds'], found.map(toRow)));
  if (found.length < totalCount) context.stderr(`${found.length} of ${totalCount}: --limit shows more.\n`);
}

const toRow = (run: DetectionRun): string[] => [
  run.id,
  formatTimePoint(run.finishedAt),
  run.asOf === null ? '–' : formatTimePoint(run.asOf),
  run.published ? 'yes' : 'no',
  String(SEVERITIES.reduce((sum, severity) => sum + run.rings[severity], 0)),
  (run.durationMs / 1000).toFixed(1),
];

async function show(context: CliContext, id: string, { json }: Json): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const run = await findRun({ ...services.value, principal: context.principal }, id);
  if (!run.ok) return finishWithFailure(context, run.failure);
  if (run.value === null) return finishWithFailure(context, failure('NOT_FOUND', `there is no run ${id}`));
  const shown = toRunJson(run.value);
  if (json) return printJson(context, shown);
  const lines = Object.entries(shown).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : JSON.stringify(value),
  ]);
  context.stdout(toTextTable(['what', 'value'], lines));
}

async function diff(context: CliContext, [first, second]: readonly [string, string], { json }: Json): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const compared = await createCompareRuns(services.value)(context.principal, first, second);
  if (!compared.ok) return finishWithFailure(context, compared.failure);
  const { first: a, second: b, ...rest } = compared.value;
  if (json) printJson(context, { first: a.id, second: b.id, ...rest });
  else context.stdout(toText(compared.value));
  if (!compared.value.sameResult) context.exit(EXIT.findings);
}

function toText({ sameResult, differentInput, removed, added, changed, unchanged }: RunComparison): string {
  const lines = [
    sameResult ? 'the results are equal' : 'the results differ',
    `given otherwise: ${differentInput.join(', ') || 'nothing'}`,
    `rings: ${added.length} more, ${removed.length} fewer, ${changed.length} changed, ${unchanged} the same`,
    ...added.map((id) => `+ ${id}`),
    ...removed.map((id) => `- ${id}`),
    ...changed.map(
      ({ id, joined, left, score, severity }) =>
        `~ ${id}  +${joined.length} −${left.length} members  ${score.map((points) => points.toFixed(1)).join(' → ')}  ${severity.join(' → ')}`,
    ),
  ];
  return `${lines.join('\n')}\n`;
}

async function repeat(
  context: CliContext,
  runtime: Runtime,
  { id, json }: Json & { readonly id: string },
): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const { createRepeatRun } = await import('../application/repeat-run.ts');
  const repeating = createRepeatRun({ ...services.value, ...runtime });
  const result = await repeating(context.principal, id, { signal: context.signal });
  if (!result.ok) return finishWithFailure(context, result.failure);
  const { original, repeated, isEqual, changedSince } = result.value;
  const { resultHash } = repeated;
  if (json) printJson(context, { runId: id, repeatedAs: repeated.id, isEqual, resultHash, changedSince });
  else context.stdout(`${isEqual ? 'equal' : 'different'}: ${resultHash}\n`);
  if (!isEqual) context.stderr(`${causeOf({ original, repeated, changedSince })}\n`);
  if (!isEqual) context.exit(EXIT.findings);
}

function causeOf({ original, repeated, changedSince }: Omit<Repetition, 'isEqual'>): string {
  const causes = changedSince.map((what) =>
    what === 'data'
      ? `the data (change ${original.changeNumber}, now ${repeated.changeNumber})`
      : `the code (${original.codeVersion}, now ${repeated.codeVersion})`,
  );
  if (causes.length > 0) return `Since then something changed: ${causes.join(' and ')}.`;
  return 'Neither the data nor the code changed since: this is a fault of the program, please report it.';
}
