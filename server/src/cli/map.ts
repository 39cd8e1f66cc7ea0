/** `clewline map`: a first mapping file from the headers of foreign exports. */
import type { Command } from 'commander';
import { draftMapping } from '../application/draft-mapping.ts';
import type { CliContext } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';

export function addMapCommand(program: Command, context: CliContext): void {
  program
    .command('map')
    .description('write a first mapping file from the headers of exports in another layout')
    .argument('<file...>', 'CSV, NDJSON, JSON, Parquet or XLSX files')
    .option('--json', 'print one JSON object with the mapping as text')
    .addHelpText(
      'after',
      '\nExit code 0: done; 1: a file cannot be read.' +
        '\n\nExample:\n  clewline map orders.csv users.xlsx > export.map.yaml',
    )
    .action(async (files: string[], options: { readonly json?: true }) => {
      const services = await context.openTemporary();
      if (!services.ok) return finishWithFailure(context, services.failure);
      const mapping = await draftMapping(services.value.source)(files);
      if (!mapping.ok) return finishWithFailure(context, mapping.failure);
      if (options.json) return printJson(context, { mapping: mapping.value });
      context.stdout(mapping.value);
    });
}
