/** `clewline import`: reads files into the graph store and says what became of their rows. */
import type { Command } from 'commander';
import { importFiles } from '../application/import-files.ts';
import type { ImportReport } from '../application/write-source.ts';
import { type CliContext, EXIT } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { createProgressLine } from './progress-line.ts';

type Options = { readonly map?: string; readonly dryRun?: true; readonly strict?: true; readonly json?: true };

const CLASSES = ['entities', 'links', 'events'] as const;

export function addImportCommand(program: Command, context: CliContext): void {
  program
    .command('import')
    .description('read files or folders of entities, links and events into the graph store')
    .argument('<path...>', 'files, or folders whose top level is read')
    .option('--map <file>', 'mapping file (YAML or JSON) for exports in another layout')
    .option('--dry-run', 'report what an import would do, and write nothing')
    .option('--strict', 'write nothing unless every row fits')
    .option('--json', 'print the report as one JSON object')
    .addHelpText(
      'after',
      '\nExit code 0: every row fitted; 3: some were rejected, see the rejects file; 1: could not run.' +
        '\n\nExamples:\n  clewline import exports/\n  clewline import orders.xlsx --map orders.map.yaml --dry-run',
    )
    .action(async (paths: string[], options: Options) => runImport(context, paths, options));
}

async function runImport(context: CliContext, paths: readonly string[], options: Options): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const { graph: store, source, newRejectsWriter, log, clock } = services.value;
  const progress = createProgressLine(context, 'importing');
  const imported = await importFiles({ store, source, newRejectsWriter, log, clock })(context.principal, {
    paths,
    dryRun: options.dryRun === true,
    strict: options.strict === true,
    signal: context.signal,
    ...(options.map === undefined ? {} : { mapFile: options.map }),
    ...(progress.report === undefined ? {} : { onProgress: progress.report }),
  });
  progress.clear();
  if (!imported.ok) return finishWithFailure(context, imported.failure);
  printReport(context, imported.value, options);
  context.exit(imported.value.rejectsFile === null ? EXIT.done : EXIT.findings);
}

type Shown = { readonly json?: true; readonly dryRun?: true };

export function printReport(context: CliContext, report: ImportReport, options: Shown): void {
  const { entities, links, events, rejectsFile, ignored } = report;
  for (const file of ignored) context.stderr(`ignored: ${file}\n`);
  if (options.json) printJson(context, { entities, links, events, rejectsFile });
  else context.stdout(toTable(report));
  if (rejectsFile !== null) context.stderr(`rows that did not fit: ${rejectsFile}\n`);
  if (report.written) return;
  context.stderr(
    options.dryRun ? 'dry run: nothing was written\n' : 'strict: nothing was written, for not every row fits\n',
  );
}

function toTable(report: ImportReport): string {
  const names = ['read', 'created', 'updated', 'unchanged', 'rejected', 'conflicts'] as const;
  const lines = [['', ...names], ...CLASSES.map((record) => [record, ...names.map((name) => report[record][name])])];
  return lines
    .map(
      (cells) =>
        `${cells
          .map((cell) => String(cell).padEnd(11))
          .join('')
          .trimEnd()}\n`,
    )
    .join('');
}
