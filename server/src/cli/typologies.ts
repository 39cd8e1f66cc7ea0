/** `clewline typologies`: every scheme detection can name, what it needs to see, and what is mistaken for it. */
import type { Command } from 'commander';
import { TYPOLOGIES } from '../detection/typologies/catalogue.ts';
import type { Typology } from '../detection/typologies/typology.ts';
import type { CliContext } from './cli-context.ts';
import { printJson } from './finish.ts';

export function addTypologiesCommand(program: Command, context: CliContext): void {
  program
    .command('typologies')
    .description('list the schemes detection can name, with their thresholds and look-alikes')
    .option('--json', 'print one JSON object')
    .addHelpText('after', '\nExit code 0: done; 2: wrong usage.\n\nExample:\n  clewline typologies --json')
    .action((options: { readonly json?: true }) => {
      if (options.json) return printJson(context, { typologies: TYPOLOGIES.map(toJson) });
      context.stdout(TYPOLOGIES.map(toText).join('\n'));
    });
}

const toJson = ({ code, stages, signals, thresholds, lookAlikes }: Typology) => ({
  code,
  stages,
  signals,
  thresholds: Object.entries(thresholds).map(([name, { standard, ...rest }]) => ({ name, value: standard, ...rest })),
  lookAlikes,
});

function toText({ code, stages, signals, thresholds, lookAlikes }: Typology): string {
  const limits = Object.entries(thresholds).map(
    ([name, { standard, min, max, unit }]) => `${inWords(name)} ${standard} (${unit}, ${min} to ${max})`,
  );
  return [
    code,
    `  shows at: ${stages.join(', ')}`,
    `  by: ${signals.join(', ')}`,
    `  thresholds: ${limits.join('; ')}`,
    `  not to be mistaken for it: ${lookAlikes.join('; ')}`,
    '',
  ].join('\n');
}

/** leastBuyers → least buyers. */
const inWords = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
