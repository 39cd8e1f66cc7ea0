/** `clewline screen`: accounts created or arrived since the last time, against everything known to be bad. */
import type { Command } from 'commander';
import { MOST_SCREENED, type Screened, screenRegistrations } from '../application/newcomers/screen-registrations.ts';
import type { TimePoint } from '../domain/time-point.ts';
import { type CliContext, EXIT } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { parseTime, parseWhole } from './option-values.ts';

type Options = { readonly since?: TimePoint; readonly most: number; readonly json?: true };

export function addScreenCommand(program: Command, context: CliContext): void {
  program
    .command('screen')
    .description('screen new accounts against known rings and confirmed fraud, and list those that are near')
    .option('--since <time>', 'created from then on; default: since the last time, and three days before', parseTime)
    .option('--most <accounts>', 'no more in one go', parseWhole(1, 1_000_000), MOST_SCREENED)
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nScreened is who was created since the last time, then who arrived in the store without createdAt or with an older' +
        '\none. The first time goes back 30 days from the moment the last published run looked at; of arrivals, to whom the' +
        '\npublished run of three days ago did not know.' +
        '\nAn account is listed once, however often it is screened.' +
        '\n\nExit code 0: done; 1: could not run; 2: wrong usage; 3: done, and more accounts wait; 130: interrupted, and' +
        '\nthe next one goes on from there.' +
        '\n\nExamples:\n  clewline screen --json\n  clewline screen --since 2026-03-01',
    )
    .action(async (options: Options) => run(context, options));
}

async function run(context: CliContext, { since, most, json }: Options): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const { principal, signal } = context;
  const request = { most, signal, ...(since === undefined ? {} : { since }) };
  const screened = await screenRegistrations(services.value, principal, request);
  if (!screened.ok) return finishWithFailure(context, screened.failure);
  if (json) printJson(context, screened.value);
  else context.stdout(toText(screened.value));
  if (screened.value.isDone) return;
  context.stderr(`${most} accounts were screened and more wait: the next one goes on from there.\n`);
  context.exit(EXIT.findings);
}

const toText = ({ screened, found, keptBack }: Screened): string =>
  `accounts screened: ${screened}\nnewly listed: ${found}\nkept back: ${keptBack}\n`;
