/** `clewline adopt`: an existing Neo4j graph, read through a map; and rings, noted beside it. */
import type { Command } from 'commander';
import { createAdoptGraph } from '../application/adopt-graph.ts';
import { createNoteRings } from '../application/note-rings.ts';
import type { ForeignGraph, NoteReport } from '../application/ports/foreign-graph.ts';
import type { Severity } from '../domain/ring.ts';
import { type CliContext, EXIT, type Services } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { printReport } from './import.ts';
import { parseSeverity } from './option-values.ts';
import { createProgressLine } from './progress-line.ts';
import type { Runtime } from './runtime.ts';
import { toTextTable } from './text-table.ts';

type Options = {
  readonly map: string;
  readonly full?: true;
  readonly writeRings?: true;
  readonly minSeverity?: Severity;
  readonly dryRun?: true;
  readonly json?: true;
};

export function addAdoptCommand(program: Command, context: CliContext, runtime: Runtime): void {
  program
    .command('adopt')
    .description('read an existing Neo4j graph through a map; its data are never changed')
    .requiredOption('--map <file>', 'what its labels, relationship types and properties mean (YAML or JSON)')
    .option('--full', 'read all of it again, not only what changed')
    .option('--write-rings', 'read nothing; write the published rings beside it, as Clewline_Ring and Clewline_Member')
    .option('--min-severity <severity>', 'with --write-rings: LOW, MEDIUM, HIGH or CRITICAL, and above', parseSeverity)
    .option('--dry-run', 'report what would be written, and write nothing')
    .option('--json', 'print the report as one JSON object')
    .addHelpText('after', HELP)
    .action(async (options: Options) => adopt(context, runtime, options));
}

const HELP = `
Its server and login come by CLEWLINE_ADOPT_URL, CLEWLINE_ADOPT_USER, CLEWLINE_ADOPT_PASSWORD (or _FILE) and
CLEWLINE_ADOPT_DATABASE; the map may name server and database, never a password.

Exit code 0: every row fitted; 3: some were rejected, see the rejects file; 1: could not run; 2: wrong usage;
130: interrupted, run it again and it goes on.

Examples:
  clewline adopt --map our-graph.map.yaml --dry-run
  clewline adopt --map our-graph.map.yaml && clewline detect && clewline adopt --map our-graph.map.yaml --write-rings`;

async function adopt(context: CliContext, runtime: Runtime, options: Options): Promise<void> {
  if (options.minSeverity !== undefined && !options.writeRings) return refuse(context, '--min-severity');
  if (options.full && options.writeRings) return refuse(context, '--full');
  const opened = await runtime.openForeignGraph(options.map);
  if (!opened.ok) return finishWithFailure(context, opened.failure);
  try {
    const services = await context.open();
    if (!services.ok) return finishWithFailure(context, services.failure);
    await (options.writeRings ? writeRings : read)(
      context,
      { services: services.value, foreign: opened.value },
      options,
    );
  } finally {
    await opened.value.close();
  }
}

function refuse(context: CliContext, option: string): void {
  context.stderr(`${option} ${option === '--full' ? 'is for reading' : 'is for --write-rings'}.\n`);
  context.exit(EXIT.usage);
}

type Opened = { readonly services: Services; readonly foreign: ForeignGraph };

async function read(context: CliContext, { services, foreign }: Opened, options: Options): Promise<void> {
  const { graph: store, newRejectsWriter, log, clock } = services;
  const progress = createProgressLine(context, 'reading');
  const adopted = await createAdoptGraph({ store, foreign, newRejectsWriter, log, clock })(context.principal, {
    dryRun: options.dryRun === true,
    full: options.full === true,
    signal: context.signal,
    ...(progress.report === undefined ? {} : { onProgress: progress.report }),
  });
  progress.clear();
  if (!adopted.ok) return finishWithFailure(context, adopted.failure);
  for (const entry of adopted.value.entries) context.stderr(`read: ${entry}\n`);
  printReport(context, adopted.value, options);
  context.exit(adopted.value.rejectsFile === null ? EXIT.done : EXIT.findings);
}

async function writeRings(context: CliContext, { services, foreign }: Opened, options: Options): Promise<void> {
  const noted = await createNoteRings({ ...services, foreign })(context.principal, {
    dryRun: options.dryRun === true,
    ...(options.minSeverity === undefined ? {} : { minSeverity: options.minSeverity }),
  });
  if (!noted.ok) return finishWithFailure(context, noted.failure);
  if (options.json) printJson(context, noted.value);
  else
    context.stdout(
      toTextTable(
        COLUMNS,
        CLASSES.map((name) => toCells(noted.value, name)),
      ),
    );
  if (options.dryRun) context.stderr('dry run: nothing was written\n');
}

const CLASSES = ['rings', 'members'] as const;
const COLUMNS = ['', 'created', 'updated', 'unchanged', 'removed'];

function toCells(report: NoteReport, name: (typeof CLASSES)[number]): string[] {
  const { created, updated, unchanged, removed } = report[name];
  return [name, ...[created, updated, unchanged, removed].map(String)];
}
