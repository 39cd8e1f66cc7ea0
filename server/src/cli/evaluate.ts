/** `clewline evaluate`: how good detection is, on a generated marketplace or against what is known of one's own. */
import type { Command } from 'commander';
import type { EvaluationRequest } from '../application/evaluate-detection.ts';
import type { EvaluationStores } from '../application/evaluation/evaluate-marketplaces.ts';
import { ok } from '../domain/result.ts';
import type { CliContext, Services } from './cli-context.ts';
import type { EvaluateOptions } from './evaluation-input.ts';
import { toEvaluationText } from './evaluation-table.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { parseWhole } from './option-values.ts';
import type { Runtime } from './runtime.ts';

export function addEvaluateCommand(program: Command, context: CliContext, runtime: Runtime): void {
  program
    .command('evaluate')
    .description('mark detection against planted rings, or against labels of single accounts')
    .argument('[scenario]', 'demo, small, medium, large, hard or links-NUMBER; its own stores, yours stay untouched')
    .option('--truth <dir>', 'mark the rings published here against the truth files of an imported marketplace')
    .option('--labels <file>', 'mark the rings published here against a CSV (or .csv.gz) of labelled accounts')
    .option('--id-column <name>', 'column of the label file that holds the account id', 'id')
    .option('--label-column <name>', 'column that says 1, true or yes for a flagged account', 'label')
    .option(
      '--seed-labels <half>',
      'with --labels: tell a random half to detection, score its leads and rings on the other half',
    )
    .option('--splits <count>', 'random halves for --seed-labels, 20 if not given', parseWhole(1, 100))
    .option('--seed <text>', 'generate the scenario from another seed')
    .option('--seeds <count>', 'generate so many marketplaces and mark them as one', parseWhole(1, 50))
    .option(
      '--camouflage <knobs>',
      'how rings hide, like decoys=4,rotation=0.6,jitterMinutes=60,density=0.5,hijacked=0',
    )
    .option(
      '--curves',
      'mark along curves: each knob of camouflage swept, three seeds a point unless --seeds says more',
    )
    .option('--baselines', 'mark published baselines beside, however large the marketplace is')
    .option('--no-baselines', 'leave the baselines out; unasked they run up to 200,000 links and events')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExit code 0: done; 1: could not run; 2: wrong usage.' +
        '\n\nExamples:\n  clewline evaluate medium --seeds 5 --camouflage decoys=2,rotation=0.5 --json' +
        '\n  clewline evaluate small --curves --json' +
        '\n  clewline evaluate --labels users.csv.gz --id-column user_id --label-column fraud_money_transfer' +
        '\n  clewline evaluate --labels users.csv.gz --id-column user_id --label-column fraud_money_transfer --seed-labels half',
    )
    .action(async (scenario: string | undefined, options: EvaluateOptions) =>
      evaluate(context, runtime, scenario, options),
    );
}

async function evaluate(
  context: CliContext,
  runtime: Runtime,
  scenario: string | undefined,
  options: EvaluateOptions,
): Promise<void> {
  // Loaded here, not above: no other command should wait for the generator and detection.
  const { readEvaluationRequest } = await import('./evaluation-input.ts');
  const { createEvaluateDetection } = await import('../application/evaluate-detection.ts');
  const request = await readEvaluationRequest(runtime, scenario, options);
  if (!request.ok) return finishWithFailure(context, request.failure);
  const openStores = storesFor(context, runtime, request.value);
  const evaluation = await createEvaluateDetection({ openStores })(context.principal, request.value);
  if (!evaluation.ok) return finishWithFailure(context, evaluation.failure);
  if (options.json) return printJson(context, evaluation.value);
  context.stdout(toEvaluationText(evaluation.value));
}

const storesFor = (context: CliContext, runtime: Runtime, request: EvaluationRequest) => async () => {
  if (request.against === 'scenario' || request.against === 'curves') {
    const services = await context.openTemporary();
    if (!services.ok) return services;
    const release = (): Promise<void> => services.value.close();
    return ok({ ...(await toStores(context, runtime, services.value)), release });
  }
  const services = await context.open();
  return services.ok ? ok(await toStores(context, runtime, services.value)) : services;
};

async function toStores(context: CliContext, runtime: Runtime, services: Services): Promise<EvaluationStores> {
  const { createDetectRings } = await import('../application/detect-rings.ts');
  const detectRings = createDetectRings({ ...services, ...runtime });
  const graph = services.graph.stoppedBy(context.signal);
  return { graph, rings: services.rings, detect: (principal) => detectRings(principal, { signal: context.signal }) };
}
