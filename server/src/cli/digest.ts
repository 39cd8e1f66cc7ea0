/** `clewline digest`: one hash of the whole graph, to compare stores by. */
import type { Command } from 'commander';
import { createComputeDigest } from '../application/compute-digest.ts';
import type { CliContext } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';

export function addDigestCommand(program: Command, context: CliContext): void {
  program
    .command('digest')
    .description('print a hash of the graph that does not depend on the order of arrival')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExit code 0: done; 1: could not run; 130: interrupted.\n\nExample:\n  clewline digest --json',
    )
    .action(async (options: { readonly json?: true }) => {
      const services = await context.open();
      if (!services.ok) return finishWithFailure(context, services.failure);
      const graph = services.value.graph.stoppedBy(context.signal);
      const digest = await createComputeDigest({ graph })(context.principal);
      if (!digest.ok) return finishWithFailure(context, digest.failure);
      const { entities, links, events } = digest.value;
      if (options.json) return printJson(context, digest.value);
      context.stdout(`${digest.value.digest}\n`);
      context.stderr(`${entities} entities, ${links} links, ${events} events\n`);
    });
}
