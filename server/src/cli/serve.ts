/** `clewline serve`: web and GraphQL on one port until it is told to stop. */
import type { Command } from 'commander';
import { createIssueSignInToken } from '../application/sign-in.ts';
import { type CliContext, EXIT, type Services } from './cli-context.ts';
import { fillWithDemo } from './fill-with-demo.ts';
import { finishWithFailure, printJson } from './finish.ts';
import { parseWhole } from './option-values.ts';
import type { RunningService, Runtime } from './runtime.ts';
import { toSignInUrl } from './sign-in.ts';

type Options = { readonly port?: number; readonly host?: string; readonly demo?: true; readonly json?: true };

export function addServeCommand(program: Command, context: CliContext, runtime: Runtime): void {
  program
    .command('serve')
    .description('serve the web workbench and GraphQL on one port')
    .option('--port <port>', 'port to listen on (0 takes a free one)', parseWhole(0, 65_535))
    .option('--host <host>', 'address to listen on')
    .option('--demo', 'fill an empty store with a demonstration marketplace first')
    .option('--json', 'print {"url","graphqlUrl","signInUrl"} once it accepts requests')
    .addHelpText(
      'after',
      '\nExit code 0: told to stop, and drained; 1: could not run; 2: wrong usage; 130: interrupted, and drained.' +
        '\n\nExample:\n  clewline serve --port 4000',
    )
    .action(async (options: Options) => serve(context, runtime, options));
}

async function serve(context: CliContext, runtime: Runtime, options: Options): Promise<void> {
  const request = { host: options.host ?? context.config.host, port: options.port ?? context.config.port };
  const isLocal = isLoopback(request.host);
  if (!isLocal && context.config.publicUrl === null) {
    context.stderr(
      `${request.host} can be reached by others: set CLEWLINE_PUBLIC_URL=https://… to the address of a proxy with ` +
        'TLS in front, or listen on 127.0.0.1.\n',
    );
    return context.exit(EXIT.failed);
  }
  const services = await context.open({ waitForGraph: true });
  if (!services.ok) return finishWithFailure(context, services.failure);
  // The port first: to find it taken after a minute of filling helps nobody.
  const running = await runtime.serve(services.value, request);
  if (!running.ok) return finishWithFailure(context, running.failure);
  try {
    if (options.demo && !(await fillWithDemo(context, runtime, services.value))) return;
    const signInUrl = isLocal ? await newSignInUrl(context, services.value, running.value) : null;
    announce(context, { url: running.value.url, graphqlUrl: `${running.value.url}/graphql`, signInUrl }, options);
    await aborted(context.signal);
  } finally {
    await running.value.drain();
  }
  context.exit(context.signal.reason === 'SIGTERM' ? EXIT.done : EXIT.interrupted);
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);

async function newSignInUrl(context: CliContext, services: Services, { url }: RunningService): Promise<string | null> {
  const token = await createIssueSignInToken(services)(context.principal, { role: 'administrator', name: null });
  return token.ok ? toSignInUrl(url, token.value) : null;
}

type Addresses = { readonly url: string; readonly graphqlUrl: string; readonly signInUrl: string | null };

function announce(context: CliContext, addresses: Addresses, { json }: Options): void {
  if (json) {
    printJson(context, addresses);
    return;
  }
  context.stdout(`Clewline   ${addresses.url}\nGraphQL    ${addresses.graphqlUrl}\n`);
  if (addresses.signInUrl === null) context.stdout('Sign in with a link of "clewline sign-in".\n');
  else
    context.stdout(
      `Sign in    ${addresses.signInUrl}\n           (once, within ten minutes; "clewline sign-in" prints another)\n`,
    );
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
