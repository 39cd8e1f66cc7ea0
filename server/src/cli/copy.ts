/** `clewline copy`: one graph store into another, proved by digest. */
import type { Command } from 'commander';
import { createCopyGraph } from '../application/copy-graph.ts';
import type { CopyStart } from '../application/copy-place.ts';
import type { CliContext } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { createProgressLine } from './progress-line.ts';
import type { Runtime } from './runtime.ts';

type Options = { readonly from: string; readonly to: string; readonly json?: true };

export function addCopyCommand(program: Command, context: CliContext, runtime: Runtime): void {
  program
    .command('copy')
    .description('copy one graph store into another, and prove by digest that they are equal')
    .requiredOption('--from <url>', 'store to read: file:PATH, neo4j://HOST or bolt://HOST')
    .requiredOption('--to <url>', 'store to write, empty or a copy that broke off')
    .option('--json', 'print {"entities","links","events","digest"}')
    .addHelpText(
      'after',
      '\nThe login of --to comes by CLEWLINE_GRAPH_USER, CLEWLINE_GRAPH_PASSWORD and CLEWLINE_GRAPH_DATABASE; that of' +
        '\n--from by the same names with FROM for GRAPH, and else is the same.' +
        '\n\nA copy that broke off goes on where it stopped when it is called again, as long as the source is the same; if' +
        '\nthe source has changed, it starts from the beginning. Which of both is said on standard error.' +
        '\n\nExit code 0: copied and proved; 1: could not run, or the graphs differ; 2: wrong usage; 130: interrupted, run' +
        '\nit again.' +
        '\n\nExample:\n  clewline copy --from file:.clewline/graph.sqlite --to neo4j://localhost',
    )
    .action((options: Options) => copy(context, runtime, options));
}

async function copy(context: CliContext, runtime: Runtime, { from, to, json }: Options): Promise<void> {
  const opened = await runtime.openCopy(from, to);
  if (!opened.ok) return finishWithFailure(context, opened.failure);
  const { close, ...stores } = opened.value;
  const progress = createProgressLine(context, 'copying');
  try {
    const copied = await createCopyGraph(stores)(context.principal, {
      signal: context.signal,
      onStart: (start) => context.stderr(describeStart(start)),
      ...(progress.report === undefined ? {} : { onProgress: progress.report }),
    });
    progress.clear();
    if (!copied.ok) return finishWithFailure(context, copied.failure);
    const { entities, links, events, digest } = copied.value;
    if (json) return printJson(context, { entities, links, events, digest });
    context.stdout(`${digest}\n`);
    context.stderr(`${entities} entities, ${links} links, ${events} events: both graphs have this digest\n`);
  } finally {
    await close();
  }
}

function describeStart(start: CopyStart): string {
  if (start.kind === 'new') return '';
  if (start.kind === 'sourceChanged')
    return 'The source has changed since it was last copied: starting from the beginning.\n';
  return `Going on after ${start.from.done} records that an earlier copy brought.\n`;
}
