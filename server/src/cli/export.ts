/** `clewline export`: the graph as files that can be imported again, or the rings as a file for a spreadsheet. */
import { join } from 'node:path';
import type { Command } from 'commander';
import { createExportGraph } from '../application/export-graph.ts';
import { toRingJson } from '../application/ring-json.ts';
import { createStreamRings } from '../application/stream-rings.ts';
import { type Failure, failure } from '../domain/failure.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import type { CliContext, Services } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { ringCsvHeader, toRingCsv } from './ring-csv.ts';
import type { Runtime } from './runtime.ts';

type Options = { readonly rings?: string; readonly run?: string; readonly all?: true; readonly json?: true };
type Counts = Readonly<Record<string, number | string>>;

export function addExportCommand(program: Command, context: CliContext, runtime: Runtime): void {
  program
    .command('export')
    .description('write the graph as files that import reads, or the rings as one file')
    .argument('[folder]', 'existing folder for entities.ndjson, links.ndjson and events.ndjson')
    .option('--rings <file>', 'write rings: one member a row (.csv), or one ring a line (.ndjson)')
    .option('--run <id>', 'rings of this run instead of the published ones')
    .option('--all', 'rings of every status, not ACTIVE only')
    .option('--json', 'print one JSON object with what was written')
    .addHelpText(
      'after',
      '\nExit code 0: done; 1: could not run; 2: wrong usage.' +
        '\n\nExamples:\n  clewline export backup/\n  clewline export --rings rings.csv',
    )
    .action(async (folder: string | undefined, options: Options) => {
      const written = await writeAll(context, runtime, { ...options, folder });
      if (!written.ok) return finishWithFailure(context, written.failure);
      if (options.json) return printJson(context, written.value);
      for (const [name, count] of Object.entries(written.value)) context.stderr(`${name}: ${count}\n`);
    });
}

type Request = Options & { readonly folder: string | undefined };

async function writeAll(context: CliContext, runtime: Runtime, request: Request): Promise<Result<Counts, Failure>> {
  const { folder, rings } = request;
  const format = rings === undefined ? undefined : /\.(csv|ndjson)$/i.exec(rings)?.[1]?.toLowerCase();
  if (rings !== undefined && format === undefined) {
    return fail(failure('INVALID_ARGUMENT', `${rings} must end in .csv or .ndjson`));
  }
  if ((folder === undefined) === (rings === undefined)) {
    return fail(failure('INVALID_ARGUMENT', 'name either a folder for the graph or a file with --rings'));
  }
  const services = await context.open();
  if (!services.ok) return services;
  if (folder !== undefined) return writeGraph(context, runtime, { services: services.value, folder });
  return writeRings(context, runtime, { ...request, services: services.value, file: rings ?? '', format });
}

type GraphTarget = { readonly services: Services; readonly folder: string };

async function writeGraph(
  context: CliContext,
  runtime: Runtime,
  { services, folder }: GraphTarget,
): Promise<Result<Counts, Failure>> {
  const reader = await runtime.openRecordReader();
  try {
    const files = await createExportGraph({ ...services, reader })(context.principal);
    if (!files.ok) return files;
    const counts: Record<string, number> = {};
    for (const file of files.value) {
      const written = await runtime.writeLines(join(folder, file.name), file.text());
      if (!written.ok) return written;
      counts[file.name] = file.lines();
      // Import refuses an empty file as a broken export: a class without records has none, nor an earlier one.
      if (file.lines() === 0) await runtime.removeFile(join(folder, file.name));
    }
    return ok(counts);
  } finally {
    await reader.close();
  }
}

type RingTarget = Options & { readonly services: Services; readonly file: string; readonly format: string | undefined };

async function writeRings(
  context: CliContext,
  runtime: Runtime,
  { services, file, format, run, all }: RingTarget,
): Promise<Result<Counts, Failure>> {
  const rings = await createStreamRings(services)(context.principal, {
    ...(run === undefined ? {} : { runId: run }),
    ...(all ? { everyStatus: true } : {}),
  });
  if (!rings.ok) return rings;
  let count = 0;
  const counted = async function* (): AsyncGenerator<string> {
    if (format === 'csv') yield ringCsvHeader;
    for await (const ring of rings.value) {
      count += 1;
      yield format === 'csv' ? toRingCsv(ring) : `${JSON.stringify(toRingJson(ring))}\n`;
    }
  };
  const written = await runtime.writeLines(file, counted());
  return written.ok ? ok({ file, rings: count }) : written;
}
