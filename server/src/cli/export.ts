/** `clewline export`: the published rings as a file for a spreadsheet or another tool. */
import type { Command } from 'commander';
import { toRingJson } from '../application/ring-json.ts';
import { createStreamRings } from '../application/stream-rings.ts';
import type { Ring } from '../domain/ring.ts';
import type { CliContext } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { ringCsvHeader, toRingCsv } from './ring-csv.ts';
import type { Runtime } from './runtime.ts';

type Options = { readonly rings: string; readonly run?: string; readonly all?: true; readonly json?: true };

export function addExportCommand(program: Command, context: CliContext, runtime: Runtime): void {
  program
    .command('export')
    .description('write rings to a file: one member a row (.csv), or one ring a line (.ndjson)')
    .requiredOption('--rings <file>', 'file to write, ending in .csv or .ndjson')
    .option('--run <id>', 'rings of this run instead of the published ones')
    .option('--all', 'rings of every status, not ACTIVE only')
    .option('--json', 'print {"file","rings"}')
    .addHelpText(
      'after',
      '\nExit code 0: done; 1: could not run; 2: wrong usage.\n\nExample:\n  clewline export --rings rings.csv',
    )
    .action(async (options: Options) => exportRings(context, runtime, options));
}

async function exportRings(context: CliContext, runtime: Runtime, options: Options): Promise<void> {
  const format = /\.(csv|ndjson)$/i.exec(options.rings)?.[1]?.toLowerCase();
  if (format === undefined) {
    return finishWithFailure(context, {
      code: 'INVALID_ARGUMENT',
      message: `${options.rings} must end in .csv or .ndjson`,
    });
  }
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const rings = await createStreamRings(services.value)(context.principal, {
    ...(options.run === undefined ? {} : { runId: options.run }),
    ...(options.all ? { everyStatus: true } : {}),
  });
  if (!rings.ok) return finishWithFailure(context, rings.failure);
  let count = 0;
  const counted = async function* (): AsyncGenerator<string> {
    if (format === 'csv') yield ringCsvHeader;
    for await (const ring of rings.value) {
      count += 1;
      yield format === 'csv' ? toRingCsv(ring) : toNdjson(ring);
    }
  };
  const written = await runtime.writeLines(options.rings, counted());
  if (!written.ok) return finishWithFailure(context, written.failure);
  if (options.json) return printJson(context, { file: options.rings, rings: count });
  context.stderr(`${count} rings in ${options.rings}\n`);
}

const toNdjson = (ring: Ring): string => `${JSON.stringify(toRingJson(ring))}\n`;
