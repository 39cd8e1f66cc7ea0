/** `clewline sign-in`: a new one-time link for the browser. */
import { type Command, Option } from 'commander';
import { createIssueSignInToken } from '../application/sign-in.ts';
import { ROLES, type Role } from '../domain/principal.ts';
import type { CliContext } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import type { Runtime } from './runtime.ts';

type Options = { readonly json?: true; readonly name?: string; readonly role: Role };

export function addSignInCommand(program: Command, context: CliContext, runtime: Runtime): void {
  program
    .command('sign-in')
    .description(
      'print a link that signs a browser in, as administrator unless said otherwise, once, within ten minutes',
    )
    .option(
      '--name <name>',
      'whom the link is for: what they do and what is theirs goes by this name (default: the role)',
    )
    .addOption(new Option('--role <role>', 'what they may do').choices(ROLES).default('administrator'))
    .option('--json', 'print {"signInUrl"}')
    .addHelpText(
      'after',
      '\nExit code 0: done; 1: could not run.\n\nExample:\n  clewline sign-in --name Ada --role investigator',
    )
    .action(async ({ json, name, role }: Options) => {
      const services = await context.open();
      if (!services.ok) return finishWithFailure(context, services.failure);
      const token = await createIssueSignInToken(services.value)(context.principal, { role, name: name ?? null });
      if (!token.ok) return finishWithFailure(context, token.failure);
      const signInUrl = toSignInUrl(await runtime.serviceUrl(), token.value);
      if (json) return printJson(context, { signInUrl });
      context.stdout(`${signInUrl}\n`);
    });
}

export const toSignInUrl = (url: string, token: string): string => `${url}/sign-in?token=${token}`;
