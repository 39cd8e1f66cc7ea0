/** `clewline allow`: an identifier of many that is in order ties nobody until somebody has to look again. */
import type { Command } from 'commander';
import { suppressAlerts } from '../application/alerts/suppress-alerts.ts';
import { failure } from '../domain/failure.ts';
import { ENTITY_KIND_LIST, kindEntry } from '../domain/ontology.ts';
import type { SuppressionTarget } from '../domain/suppression.ts';
import { DAY_MS, formatTimePoint, toTimePoint } from '../domain/time-point.ts';
import type { CliContext } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { parseDays } from './option-values.ts';

const KINDS = ENTITY_KIND_LIST.filter((kind) => kindEntry(kind).class === 'identifier');
type Options = { readonly because: string; readonly for: number; readonly json?: true };

export function addAllowCommand(program: Command, context: CliContext): void {
  program
    .command('allow')
    .description(
      'say of an identifier, or a range of IP addresses, that it is in order: it ties nobody in the runs to come',
    )
    .argument('<kind>', `one of ${KINDS.join(', ')}`)
    .argument('<id>', 'its id; of IP addresses also a range, such as 198.51.100.0/24 or 2001:db8::/32')
    .requiredOption('--because <text>', 'why')
    .option('--for <days>', 'until somebody has to look again, at most 365d', parseDays, 180)
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nIt is listed, renewed and ended with what keeps alerts back.' +
        '\nExit code 0: done; 1: could not run; 2: wrong usage.' +
        '\n\nExample:\n  clewline allow IpAddress 198.51.100.0/24 --because "NAT of our campus" --for 365d',
    )
    .action(async (kind: string, id: string, options: Options) => run(context, { kind, id }, options));
}

async function run(context: CliContext, named: { readonly kind: string; readonly id: string }, options: Options) {
  const kind = KINDS.find((each) => each === named.kind);
  if (kind === undefined) {
    return finishWithFailure(context, failure('INVALID_ARGUMENT', `kind must be one of ${KINDS.join(', ')}.`));
  }
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const target: SuppressionTarget =
    kind === 'IpAddress' && named.id.includes('/')
      ? { kind: 'range', range: named.id }
      : { kind: 'entity', ref: { kind, id: named.id } };
  const until = toTimePoint(context.clock.now() + options.for * DAY_MS, 'MILLISECOND');
  const entry = await suppressAlerts(
    { ...services.value, principal: context.principal },
    { kind: 'ALLOW', target, reason: options.because, until },
  );
  if (!entry.ok) return finishWithFailure(context, entry.failure);
  const { id, reason, expiresAt } = entry.value;
  const name = entry.value.target.kind === 'range' ? entry.value.target.range : named.id;
  if (options.json) return printJson(context, { id, reason, until: formatTimePoint(expiresAt) });
  context.stdout(`${kind} ${name} ties nobody until ${formatTimePoint(expiresAt)} (${id}).\n`);
}
