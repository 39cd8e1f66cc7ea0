/** `clewline rings`: the published rings, or those of one run, highest score first. */
import type { Command } from 'commander';
import { showReviewQueue } from '../application/review/review-queue.ts';
import { toRingJson } from '../application/ring-json.ts';
import { createStreamRings } from '../application/stream-rings.ts';
import type { Money } from '../domain/decimal.ts';
import type { Ring, Severity } from '../domain/ring.ts';
import type { CliContext, Services } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { parseSeverity } from './option-values.ts';
import { describeReach } from './review-capacity.ts';
import { toTextTable } from './text-table.ts';

type Options = { readonly minSeverity?: Severity; readonly run?: string; readonly all?: true; readonly json?: true };

export function addRingsCommand(program: Command, context: CliContext): void {
  program
    .command('rings')
    .description('list the rings that detection found, highest score first')
    .option('--min-severity <severity>', 'LOW, MEDIUM, HIGH or CRITICAL, and above', parseSeverity)
    .option('--run <id>', 'rings of this run instead of the published ones')
    .option('--all', 'rings of every status, not ACTIVE only')
    .option('--json', 'print one JSON object a line (NDJSON)')
    .addHelpText(
      'after',
      '\nExit code 0: done; 1: could not run; 2: wrong usage.\n\nExample:\n  clewline rings --min-severity HIGH --json',
    )
    .action(async (options: Options) => listRings(context, options));
}

async function listRings(context: CliContext, options: Options): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const rings = await createStreamRings(services.value)(context.principal, {
    ...(options.run === undefined ? {} : { runId: options.run }),
    ...(options.minSeverity === undefined ? {} : { minSeverity: options.minSeverity }),
    ...(options.all ? { everyStatus: true } : {}),
  });
  if (!rings.ok) return finishWithFailure(context, rings.failure);
  const rows: string[][] = [];
  for await (const ring of rings.value) {
    if (options.json) printJson(context, toRingJson(ring));
    else rows.push(toRow(ring));
  }
  if (!options.json && rows.length > 0) context.stdout(toTextTable(HEADER, rows));
  if (rows.length === 0 && !options.json) context.stderr(`${await whyNone(services.value, options)}\n`);
  if (!options.json && options.run === undefined) await hintAtReach(context, services.value);
}

/** Nothing was looked for, nothing was found, or nothing is left: three different things to do next. */
async function whyNone({ rings }: Services, { minSeverity, run, all }: Options): Promise<string> {
  const published = await rings.latestPublishedRun();
  if (run === undefined && published === null) return 'No rings yet. Run "clewline detect" after an import.';
  if (minSeverity !== undefined) return `No rings of ${minSeverity} or above.`;
  if (run !== undefined || all) return 'Detection found no rings.';
  return 'No active rings: detection found none, or they were decided or are over; --all shows those too.';
}

async function hintAtReach(context: CliContext, services: Services): Promise<void> {
  const queue = await showReviewQueue(services, context.principal);
  const hint = queue.ok ? describeReach(queue.value) : null;
  if (hint !== null) context.stderr(`${hint}\n`);
}

const HEADER = ['score', 'severity', 'size', 'sure', 'stoppable', 'typologies', 'id', 'summary'];

const toRow = (ring: Ring): string[] => [
  ring.score.toFixed(1),
  ring.severity,
  String(ring.size),
  ring.confidence.toFixed(2),
  ring.exposure.stillStoppable.map(toMoneyText).join(' + '),
  ring.typologies.map(({ code }) => code).join(' '),
  ring.id,
  ring.summary,
];
const toMoneyText = ({ amount, currency }: Money): string => `${amount} ${currency}`;
