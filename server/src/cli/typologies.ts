/** `clewline typologies`: every scheme detection can name, what it needs to see, and what is mistaken for it. */
import type { Command } from 'commander';
import { parametersInForce } from '../application/parameters/parameters-in-force.ts';
import { TYPOLOGIES } from '../detection/typologies/catalogue.ts';
import type { Typology } from '../detection/typologies/typology.ts';
import type { CliContext } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';

type Limits = Readonly<Record<string, number>>;

export function addTypologiesCommand(program: Command, context: CliContext): void {
  program
    .command('typologies')
    .description('list the schemes detection can name, with the thresholds in force and their look-alikes')
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nExit code 0: done; 1: could not run; 2: wrong usage.\n\nExample:\n  clewline typologies --json',
    )
    .action(async (options: { readonly json?: true }) => listTypologies(context, options));
}

async function listTypologies(context: CliContext, { json }: { readonly json?: true }): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const inForce = await parametersInForce(services.value);
  if (!inForce.ok) return finishWithFailure(context, inForce.failure);
  const { parameters, set } = inForce.value;
  const limitsOf = ({ code }: Typology): Limits => parameters.typologies[code];
  if (json) {
    const typologies = TYPOLOGIES.map((typology) => toJson(typology, limitsOf(typology)));
    return printJson(context, { parameterSet: set.name, parametersHash: set.hash, typologies });
  }
  context.stdout(TYPOLOGIES.map((typology) => toText(typology, limitsOf(typology))).join('\n'));
  context.stderr(`Thresholds of the parameters "${set.name}", which are in force.\n`);
}

const toJson = ({ code, stages, signals, thresholds, lookAlikes }: Typology, limits: Limits) => ({
  code,
  stages,
  signals,
  thresholds: Object.entries(thresholds).map(([name, bounds]) => ({ name, value: limits[name], ...bounds })),
  lookAlikes,
});

function toText({ code, stages, signals, thresholds, lookAlikes }: Typology, limits: Limits): string {
  const told = Object.entries(thresholds).map(([name, { standard, min, max, unit }]) => {
    const value = limits[name] ?? standard;
    const usual = value === standard ? '' : `, by default ${standard}`;
    return `${inWords(name)} ${value} (${unit}, ${min} to ${max}${usual})`;
  });
  return [
    code,
    `  shows at: ${stages.join(', ')}`,
    `  by: ${signals.join(', ')}`,
    `  thresholds: ${told.join('; ')}`,
    `  not to be mistaken for it: ${lookAlikes.join('; ')}`,
    '',
  ].join('\n');
}

/** leastBuyers → least buyers. */
const inWords = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
