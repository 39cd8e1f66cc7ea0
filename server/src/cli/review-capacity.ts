/** `clewline review-capacity`: how many rings a day can be reviewed, and how far that reaches. */
import type { Command } from 'commander';
import { type ReviewQueue, setReviewCapacity, showReviewQueue } from '../application/review/review-queue.ts';
import { formatTimePoint } from '../domain/time-point.ts';
import type { CliContext } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { parseWhole } from './option-values.ts';

type Options = { readonly why: string; readonly json?: true };

export function addReviewCapacityCommand(program: Command, context: CliContext): void {
  program
    .command('review-capacity')
    .description('set how many rings a day can be reviewed, or say how far that reaches')
    .argument('[rings-per-day]', 'without it, nothing is set', parseWhole(1, 100_000))
    .option('--why <text>', 'why', '')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExit code 0: done; 1: could not run; 2: wrong usage.' +
        '\n\nExample:\n  clewline review-capacity 20 --why "two investigators, ten each"',
    )
    .action(async (ringsPerDay: number | undefined, options: Options) => run(context, ringsPerDay, options));
}

async function run(context: CliContext, ringsPerDay: number | undefined, { why, json }: Options): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  if (ringsPerDay !== undefined) {
    const set = await setReviewCapacity(services.value, context.principal, { ringsPerDay, why });
    if (!set.ok) return finishWithFailure(context, set.failure);
  }
  const queue = await showReviewQueue(services.value, context.principal);
  if (!queue.ok) return finishWithFailure(context, queue.failure);
  if (json) return printJson(context, toJson(queue.value));
  context.stdout(`${describeReach(queue.value) ?? 'No review capacity is set.'}\n`);
}

const toJson = ({ capacity, ...queue }: ReviewQueue) => ({
  capacity: capacity && {
    ringsPerDay: capacity.value,
    why: capacity.why,
    by: capacity.by,
    at: formatTimePoint(capacity.at),
  },
  ...queue,
});

/** Null where nobody set a capacity. */
export function describeReach({ capacity, days, inflow, open, reach, reachesAll }: ReviewQueue): string | null {
  if (capacity === null) return null;
  const waiting = `${open.reduce((sum, { count }) => sum + count, 0)} rings are open`;
  const told = inflow?.reduce((sum, { perDay }) => sum + perDay, 0).toFixed(1);
  const rate = told === undefined ? 'what comes in is not known before two days of runs' : `${told} come in`;
  return `At ${capacity.value} rings a day you ${reached(reach, reachesAll)} (${rate}${days > 0 ? `, over ${Math.round(days)} days` : ''}; ${waiting}).`;
}

function reached(reach: ReviewQueue['reach'], reachesAll: boolean): string {
  if (reachesAll) return 'reach every ring';
  return reach === null ? 'reach none' : `reach down to ${reach.severity}, score ${reach.score.toFixed(1)}`;
}
