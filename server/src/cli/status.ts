/** `clewline status`: what the stores hold, when detection last ran, and how what runs by itself stands. */
import type { Command } from 'commander';
import { reportStatus } from '../application/report-status.ts';
import { formatTimePoint } from '../domain/time-point.ts';
import type { CliContext } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { readWork, workLines } from './work-status.ts';

export function addStatusCommand(program: Command, context: CliContext): void {
  program
    .command('status')
    .description('say what the stores hold, when detection last ran, and how schedules and webhooks stand')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExit code 0: done; 1: could not run.\n\nExample:\n  clewline status')
    .action(async (options: { readonly json?: true }) => {
      const services = await context.open();
      if (!services.ok) return finishWithFailure(context, services.failure);
      const { graph, rings, cases } = services.value;
      const status = await reportStatus({ principal: context.principal, graph, rings });
      if (!status.ok) return finishWithFailure(context, status.failure);
      const run = await rings.latestPublishedRun();
      const published = run && { runId: run.id, finishedAt: formatTimePoint(run.finishedAt), rings: run.rings };
      const work = await readWork(context, cases);
      if (!work.ok) return finishWithFailure(context, work.failure);
      if (options.json) return printJson(context, { ...status.value, published, ...work.value });
      const { entities, links, events, graphStore, graphStoreVersion, changesBehind } = status.value;
      context.stdout(`graph store ${graphStore} ${graphStoreVersion}\n`);
      context.stdout(`${entities} entities, ${links} links, ${events} events\n`);
      context.stdout(
        published === null
          ? 'no detection run published yet\n'
          : `last published run ${published.runId}, ${published.finishedAt}, ${behind(changesBehind)}\n`,
      );
      for (const line of workLines(work.value)) context.stdout(`${line}\n`);
    });
}

function behind(changes: number | null): string {
  if (changes === null) return 'of another graph';
  return changes === 0 ? 'of the latest change' : `${changes} change${changes === 1 ? '' : 's'} ago`;
}
