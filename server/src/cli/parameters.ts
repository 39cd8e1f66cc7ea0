/** `clewline parameters`: the sets of parameters there are, what they say, and which is in force. */
import type { Command } from 'commander';
import {
  changedFromStandard,
  describeParameters,
  type ParameterValue,
} from '../application/parameters/describe-parameters.ts';
import {
  activateParameters,
  addParameterSet,
  listParameterSets,
  type ParameterList,
  revertParameters,
} from '../application/parameters/manage-parameters.ts';
import { findSet, type InForce } from '../application/parameters/parameters-in-force.ts';
import type { Failure } from '../domain/failure.ts';
import type { ParameterSet } from '../domain/parameter-set.ts';
import type { Result } from '../domain/result.ts';
import { formatTimePoint } from '../domain/time-point.ts';
import type { CliContext, Services } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { addCompareCommand } from './parameters-compare.ts';
import { readParametersFile } from './parameters-file.ts';
import type { Runtime } from './runtime.ts';
import { toTextTable } from './text-table.ts';

type Json = { readonly json?: true };
type Why = Json & { readonly why: string };
const CODES = '\nExit code 0: done; 1: could not run; 2: wrong usage.';

export function addParametersCommand(program: Command, context: CliContext, runtime: Runtime): void {
  const parameters = program
    .command('parameters')
    .description('the thresholds of detection: list, show and save sets of them, put one in force, take that back')
    .addHelpText(
      'after',
      '\nExample:\n  clewline parameters add strict.yaml --name strict --why "fewer false alarms"' +
        '\n  clewline parameters compare strict\n  clewline parameters activate strict --why "better by 40 verdicts"',
    );
  addReadingCommands(parameters, context);
  addCompareCommand(parameters, context, runtime);
  parameters
    .command('add')
    .description('save a set; what the file leaves out keeps its default. It is not in force yet')
    .argument('<file>', 'YAML or JSON: {highScore: 40, typologies: {BRUSHING: {leastBuyers: 4}}}')
    .requiredOption('--name <name>', 'how it is called from now on')
    .requiredOption('--why <text>', 'what it is for')
    .option('--json', 'print one JSON object')
    .addHelpText('after', `${CODES}\n\nExample:\n  clewline parameters add s.yaml --name strict --why "fewer alarms"`)
    .action(async (file: string, options: Why & { readonly name: string }) =>
      add(context, runtime, { file, ...options }),
    );
  parameters
    .command('activate')
    .description('put a set in force: from the next run on it publishes')
    .argument('<set>', 'its name or id')
    .requiredOption('--why <text>', 'why')
    .option('--json', 'print one JSON object')
    .addHelpText('after', `${CODES}\n\nExample:\n  clewline parameters activate strict --why "better by 40 verdicts"`)
    .action((name: string, { why, json }: Why) =>
      change(context, json, (services) => activateParameters(services, context.principal, { name, why })),
    );
  parameters
    .command('revert')
    .description('put the set in force again that was in force before the last change')
    .requiredOption('--why <text>', 'why')
    .option('--json', 'print one JSON object')
    .addHelpText('after', `${CODES}\n\nExample:\n  clewline parameters revert --why "lost two confirmed rings"`)
    .action(({ why, json }: Why) =>
      change(context, json, (services) => revertParameters(services, context.principal, { why })),
    );
}

function addReadingCommands(parameters: Command, context: CliContext): void {
  parameters
    .command('list')
    .description('list the sets, and what was in force when')
    .option('--json', 'print one JSON object')
    .addHelpText('after', `${CODES}\n\nExample:\n  clewline parameters list`)
    .action(async (options: Json) => list(context, options));
  parameters
    .command('show')
    .description('show every parameter with its value, default, bounds and unit')
    .argument('[set]', 'name or id; default: the set in force')
    .option('--json', 'print one JSON object')
    .addHelpText('after', `${CODES}\n\nExample:\n  clewline parameters show strict --json`)
    .action(async (name: string | undefined, options: Json) => show(context, name, options));
}

async function list(context: CliContext, { json }: Json): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const listed = await listParameterSets(services.value, context.principal);
  if (!listed.ok) return finishWithFailure(context, listed.failure);
  const { sets, inForce } = listed.value;
  if (json) return printJson(context, toListJson(listed.value));
  const rows = sets.map((set) => [
    set.id === inForce.set.id ? '*' : '',
    set.name,
    set.hash.slice(0, 12),
    set.at === null ? '–' : formatTimePoint(set.at),
    set.by ?? '–',
    changedFromStandard(set).map(toShort).join(', ') || '–',
    set.why,
  ]);
  context.stdout(toTextTable(['', 'name', 'hash', 'saved', 'by', 'differs from standard', 'why'], rows));
}

const toShort = ({ path, value }: ParameterValue): string => `${path} ${value}`;

const toListJson = ({ sets, inForce, activations }: ParameterList) => ({
  inForce: inForce.set.name,
  sets: sets.map((set) => ({ ...toSetJson(set), changed: changedFromStandard(set) })),
  activations: activations.map(({ value, why, by, at }) => ({
    name: sets.find(({ id }) => id === value)?.name ?? value,
    why,
    by,
    at: formatTimePoint(at),
  })),
});

const toSetJson = ({ id, name, hash, why, by, at }: ParameterSet) => ({
  id,
  name,
  hash,
  why,
  by,
  at: at === null ? null : formatTimePoint(at),
});

async function show(context: CliContext, name: string | undefined, { json }: Json): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const listed = await listParameterSets(services.value, context.principal);
  if (!listed.ok) return finishWithFailure(context, listed.failure);
  const wanted = name ?? listed.value.inForce.set.id;
  const set = await findSet(services.value, wanted);
  if (!set.ok) return finishWithFailure(context, set.failure);
  const isInForce = set.value.id === listed.value.inForce.set.id;
  const values = describeParameters(set.value);
  if (json) return printJson(context, { ...toSetJson(set.value), isInForce, parameters: values });
  context.stderr(`${set.value.name}, ${isInForce ? 'in force' : 'not in force'}: ${set.value.why}\n`);
  const rows = values.map(({ path, value, standard, min, max, unit }) => [
    value === standard ? '' : '*',
    path,
    ...[value, standard, min, max].map(String),
    unit,
  ]);
  context.stdout(toTextTable(['', 'parameter', 'value', 'default', 'least', 'most', 'unit'], rows));
}

type Addition = Why & { readonly file: string; readonly name: string };

async function add(context: CliContext, runtime: Runtime, { file, name, why, json }: Addition): Promise<void> {
  const parameters = await readParametersFile(runtime, file);
  if (!parameters.ok) return finishWithFailure(context, parameters.failure);
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const set = await addParameterSet(services.value, context.principal, { name, why, parameters: parameters.value });
  if (!set.ok) return finishWithFailure(context, set.failure);
  const changed = changedFromStandard(set.value);
  if (json) return printJson(context, { ...toSetJson(set.value), changed });
  context.stdout(`${set.value.id}\n`);
  context.stderr(`Saved, not in force: "clewline parameters compare ${name}" shows what it would change.\n`);
}

async function change(
  context: CliContext,
  json: true | undefined,
  work: (services: Services) => Promise<Result<InForce, Failure>>,
): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const done = await work(services.value);
  if (!done.ok) return finishWithFailure(context, done.failure);
  const { set } = done.value;
  if (json) return printJson(context, { inForce: set.name, id: set.id, hash: set.hash });
  context.stdout(`${set.name} is in force.\n`);
  context.stderr('The next "clewline detect" publishes with it; "clewline parameters revert" takes it back.\n');
}
