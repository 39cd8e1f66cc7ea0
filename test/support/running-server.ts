/** The real service in its own process, on a free port of 127.0.0.1 with a data folder of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const BIN = fileURLToPath(new URL('../../server/bin/clewline.js', import.meta.url));

export type RunningServer = {
  readonly url: string;
  readonly graphqlUrl: string;
  readonly signInUrl: string;
  readonly directory: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
};
type Options = { readonly demo?: true; readonly directory?: string; readonly env?: Readonly<Record<string, string>> };

export async function startServer(options: Options = {}): Promise<RunningServer> {
  const directory = options.directory ?? mkdtempSync(join(tmpdir(), 'clewline-server-'));
  const flags = ['serve', '--json', '--port', '0', ...(options.demo ? ['--demo'] : [])];
  const child = spawn(process.execPath, [BIN, ...flags], {
    env: { ...process.env, CLEWLINE_DATA_DIR: directory, ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const addresses = await firstLine(child);
  return {
    ...addresses,
    directory,
    process: child,
    stop: async () => {
      await end(child);
      if (options.directory === undefined) rmSync(directory, { recursive: true, force: true });
    },
  };
}

type Addresses = Pick<RunningServer, 'url' | 'graphqlUrl' | 'signInUrl'>;

function firstLine(child: ChildProcess): Promise<Addresses> {
  return new Promise((resolve, reject) => {
    let out = '';
    let errors = '';
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const end = out.indexOf('\n');
      if (end >= 0) resolve(JSON.parse(out.slice(0, end)) as Addresses);
    });
    child.once('exit', (code) => reject(new Error(`the service ended with ${code} before it served: ${errors}`)));
  });
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
  });
}

/** Runs one command of the command line to its end. */
export function runCli(
  args: readonly string[],
  options: {
    readonly directory: string;
    readonly cwd?: string;
    readonly input?: string;
    readonly env?: Readonly<Record<string, string>>;
  },
): Promise<{ readonly code: number | null; readonly stdout: string; readonly stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [BIN, ...args], {
      env: { ...process.env, CLEWLINE_DATA_DIR: options.directory, ...options.env },
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk: Buffer) => {
      stdout += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      stderr += chunk.toString();
    });
    child.stdin.end(options.input ?? '');
    child.once('close', (code) => resolve({ code, stdout, stderr }));
  });
}
