/** `clewline sign-in`: a new one-time link for the browser. */
import type { Command } from 'commander';
import { createIssueSignInToken } from '../application/sign-in.ts';
import type { CliContext } from './cli-context.ts';
import { finishWithFailure, printJson } from './finish.ts';
import type { Runtime } from './runtime.ts';

export function addSignInCommand(program: Command, context: CliContext, runtime: Runtime): void {
  program
    .command('sign-in')
    .description('print a link that signs a browser in as administrator, once, within ten minutes')
    .option('--json', 'print {"signInUrl"}')
    .addHelpText('after', '\nExit code 0: done; 1: could not run.\n\nExample:\n  clewline sign-in')
    .action(async (options: { readonly json?: true }) => {
      const services = await context.open();
      if (!services.ok) return finishWithFailure(context, services.failure);
      const token = await createIssueSignInToken(services.value)(context.principal, 'administrator');
      if (!token.ok) return finishWithFailure(context, token.failure);
      const signInUrl = toSignInUrl(await runtime.serviceUrl(), token.value);
      if (options.json) return printJson(context, { signInUrl });
      context.stdout(`${signInUrl}\n`);
    });
}

export const toSignInUrl = (url: string, token: string): string => `${url}/sign-in?token=${token}`;
