import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../support/http-service.ts';
import { BIN, runCli } from '../support/running-server.ts';

type Started = {
  readonly child: ChildProcess;
  /** Resolves at the first line of standard output. */
  readonly line: Promise<string>;
  /** Resolves once standard error holds this text. */
  readonly told: (text: string) => Promise<void>;
  readonly stderr: () => string;
  readonly ended: Promise<{ readonly code: number | null; readonly signal: string | null }>;
};

describe('clewline serve', () => {
  let root = '';
  const running: ChildProcess[] = [];
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'clewline-serve-'));
  });
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL');
    rmSync(root, { recursive: true, force: true });
  });

  function start(folder: string, args: readonly string[], env: Readonly<Record<string, string>> = {}): Started {
    const child = spawn(process.execPath, [BIN, 'serve', '--port', '0', ...args], {
      env: { ...process.env, CLEWLINE_DATA_DIR: join(root, folder), CLEWLINE_LOG_LEVEL: 'warn', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.push(child);
    let out = '';
    let errors = '';
    const waiting: { readonly text: string; readonly resolve: () => void }[] = [];
    child.stderr?.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
      for (const { text, resolve } of waiting) if (errors.includes(text)) resolve();
    });
    return {
      child,
      line: new Promise((resolve) => {
        child.stdout?.on('data', (chunk: Buffer) => {
          out += chunk.toString();
          if (out.includes('\n')) resolve(out.slice(0, out.indexOf('\n')));
        });
      }),
      told: (text) =>
        new Promise((resolve) => {
          if (errors.includes(text)) resolve();
          else waiting.push({ text, resolve });
        }),
      stderr: () => errors,
      ended: new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal }))),
    };
  }

  const addresses = async ({ line }: Started) =>
    JSON.parse(await line) as { readonly url: string; readonly graphqlUrl: string; readonly signInUrl: string | null };
  const portOf = (url: string): number => Number(new URL(url).port);

  it.each([
    ['SIGTERM', 0],
    ['SIGINT', 130],
  ] as const)(
    'prints its addresses once it accepts requests, and drains on %s with exit code %i',
    async (signal, code) => {
      const service = start(`plain-${signal}`, ['--json']);
      const { url, graphqlUrl, signInUrl } = await addresses(service);
      expect(graphqlUrl).toBe(`${url}/graphql`);
      const ready = await ask(portOf(url), '/readyz', {});
      expect(ready.status).toBe(200);
      expect(String(ready.body)).toMatch(
        /^ready\ngraph store: SQLite 3\.[\d.]+\nchange number: 0\nrings: none found in this graph yet\n$/,
      );
      const signIn = new URL(signInUrl ?? '');
      expect((await ask(portOf(url), `${signIn.pathname}${signIn.search}`, {})).status).toBe(303);
      const another = await runCli(['sign-in'], { directory: join(root, `plain-${signal}`) });
      expect(another.stdout.startsWith(`${url}/sign-in?token=`)).toBe(true);
      service.child.kill(signal);
      expect(await service.ended).toEqual({ code, signal: null });
      expect(service.stderr()).not.toContain('token=');
    },
  );

  it('a port that is taken is told in one sentence, with exit code 1', async () => {
    const first = start('taken-1', ['--json']);
    const port = String(portOf((await addresses(first)).url));
    const second = await runCli(['serve', '--json', '--port', port], { directory: join(root, 'taken-2') });
    expect(second).toMatchObject({ code: 1, stdout: '' });
    expect(second.stderr).toContain(`Port ${port} of 127.0.0.1 is already in use`);
    first.child.kill('SIGTERM');
    await first.ended;
  });

  it('an address others can reach is refused without TLS in front, and then no link is printed', async () => {
    const refused = start('open', ['--json', '--host', '0.0.0.0']);
    expect((await refused.ended).code).toBe(1);
    expect(refused.stderr()).toContain('CLEWLINE_PUBLIC_URL=https://');
    const behind = start('open', ['--json', '--host', '0.0.0.0'], { CLEWLINE_PUBLIC_URL: 'https://rings.example/' });
    expect(await addresses(behind)).toEqual({
      url: 'https://rings.example',
      graphqlUrl: 'https://rings.example/graphql',
      signInUrl: null,
    });
    behind.child.kill('SIGTERM');
    await behind.ended;
  });

  it('wrong settings are told all at once, with exit code 2', async () => {
    const wrong = start('wrong', [], {
      CLEWLINE_PORT: 'many',
      CLEWLINE_PUBLIC_URL: 'http://x',
      CLEWLINE_LOG_LEVEL: 'loud',
    });
    expect((await wrong.ended).code).toBe(2);
    for (const name of ['CLEWLINE_PORT', 'CLEWLINE_PUBLIC_URL', 'CLEWLINE_LOG_LEVEL']) {
      expect(wrong.stderr()).toContain(name);
    }
  });

  it('the demonstration fills an empty store, survives kill -9 in the middle, and a filled store is left alone', async () => {
    const cut = start('cut', ['--json', '--demo']);
    await cut.told('Importing it');
    cut.child.kill('SIGKILL');
    await cut.ended;
    expect(existsSync(join(root, 'cut/demo'))).toBe(true);
    const again = start('cut', ['--json', '--demo']);
    await addresses(again);
    expect(again.stderr()).toContain('Found');
    again.child.kill('SIGKILL');
    await again.ended;
    const filled = start('cut', ['--json', '--demo']);
    await addresses(filled);
    expect(filled.stderr()).toBe('');
    filled.child.kill('SIGTERM');
    expect((await filled.ended).code).toBe(0);
    const { stdout } = await runCli(['rings', '--json'], { directory: join(root, 'cut') });
    expect(stdout.split('\n').length).toBeGreaterThan(8);
  }, 240_000);
});
