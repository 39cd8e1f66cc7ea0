/** `clewline key`: service keys for other tools. */
import type { Command } from 'commander';
import { createCreateKey, createListKeys, createRevokeKey } from '../application/manage-keys.ts';
import type { ServiceKey } from '../application/ports/case-store.ts';
import { ROLES, type Role } from '../domain/principal.ts';
import { formatTimePoint, type TimePoint } from '../domain/time-point.ts';
import type { CliContext } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { parseDays, parseRole } from './option-values.ts';
import { toTextTable } from './text-table.ts';

const DEFAULT_DAYS = 90;
const EXIT_CODES = '\nExit code 0: done; 1: could not run; 2: wrong usage.';
type CreateOptions = { readonly name: string; readonly role: Role; readonly expires: number; readonly json?: true };
type Options = { readonly json?: true };

export function addKeyCommand(program: Command, context: CliContext): void {
  const key = program.command('key').description('make, list and revoke the keys other tools sign in with');
  key.addHelpText('after', '\nExample:\n  clewline key create --name "nightly job" --role service --expires 90d');
  key
    .command('create')
    .description('make a key and print it, this once')
    .requiredOption('--name <name>', 'what it is for')
    .requiredOption('--role <role>', ROLES.join(', '), parseRole)
    .option('--expires <days>', 'how long it works, like 90d', parseDays, DEFAULT_DAYS)
    .option('--json', 'print {"id","key"}')
    .addHelpText('after', `${EXIT_CODES}\n\nExample:\n  clewline key create --name shop --role viewer --json`)
    .action(async (options: CreateOptions) => createKey(context, options));
  key
    .command('list')
    .description('list keys with role, expiry and last use; never the keys themselves')
    .option('--json', 'print one JSON object with the list')
    .addHelpText('after', `${EXIT_CODES}\n\nExample:\n  clewline key list`)
    .action(async (options: Options) => listKeys(context, options));
  key
    .command('revoke')
    .description('make a key stop working within a second')
    .argument('<id>', 'the id that create printed and list shows')
    .option('--json', 'print {"id"}')
    .addHelpText('after', `${EXIT_CODES}\n\nExample:\n  clewline key revoke key_3q2-7w`)
    .action(async (id: string, options: Options) => revokeKey(context, id, options));
}

async function createKey(context: CliContext, { name, role, expires, json }: CreateOptions): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const created = await createCreateKey(services.value)(context.principal, { name, role, expiresInDays: expires });
  if (!created.ok) return finishWithFailure(context, created.failure);
  if (json) return printJson(context, created.value);
  context.stdout(`${created.value.key}\n`);
  context.stderr(`Key ${created.value.id} works for ${expires} days. It is shown this once: keep it now.\n`);
}

async function listKeys(context: CliContext, { json }: Options): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const keys = await createListKeys(services.value)(context.principal);
  if (!keys.ok) return finishWithFailure(context, keys.failure);
  if (json) return printJson(context, { keys: keys.value.map(toKeyJson) });
  if (keys.value.length === 0) return context.stderr('No keys yet.\n');
  const rows = keys.value.map((key) => Object.values(toKeyJson(key)).map((value) => value ?? '–'));
  context.stdout(toTextTable(['id', 'name', 'role', 'created', 'expires', 'revoked', 'last used'], rows));
}

const toTime = (time: TimePoint | null): string | null => (time === null ? null : formatTimePoint(time));

function toKeyJson({ id, name, role, createdAt, expiresAt, revokedAt, lastUsedAt }: ServiceKey) {
  return {
    id,
    name,
    role,
    createdAt: formatTimePoint(createdAt),
    expiresAt: formatTimePoint(expiresAt),
    revokedAt: toTime(revokedAt),
    lastUsedAt: toTime(lastUsedAt),
  };
}

async function revokeKey(context: CliContext, id: string, { json }: Options): Promise<void> {
  const services = await context.open();
  if (!services.ok) return finishWithFailure(context, services.failure);
  const revoked = await createRevokeKey(services.value)(context.principal, id);
  if (!revoked.ok) return finishWithFailure(context, revoked.failure);
  if (json) return printJson(context, revoked.value);
  context.stderr(`Key ${id} is revoked.\n`);
}
