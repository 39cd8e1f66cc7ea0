import { describe, expect, it } from 'vitest';
import type { CliContext } from '../../server/src/cli/cli-context.ts';
import { runCommandLine } from '../../server/src/cli/run.ts';
import type { Runtime } from '../../server/src/cli/runtime.ts';
import { readConfig } from '../../server/src/config.ts';
import { OPERATOR } from '../../server/src/domain/principal.ts';

const COMMANDS = ['serve', 'import', 'detect', 'rings', 'digest', 'export', 'evaluate', 'key', 'sign-in', 'status'].map(
  (command) => [command],
);
const SUBCOMMANDS = [
  ['key', 'create'],
  ['key', 'list'],
  ['key', 'revoke'],
];

/** The command line in this process, where no store may be opened. */
async function run(args: readonly string[]) {
  const result = { code: -1, stdout: '', stderr: '' };
  const config = readConfig({});
  if (!config.ok) throw new Error('the default settings cannot be used');
  const refuse = (): never => {
    throw new Error('a store was opened');
  };
  const context: CliContext = {
    config: config.config,
    principal: OPERATOR,
    stdout: (text) => {
      result.stdout += text;
    },
    stderr: (text) => {
      result.stderr += text;
    },
    isTerminal: false,
    signal: new AbortController().signal,
    clock: { now: () => 0 },
    open: refuse,
    openTemporary: refuse,
    exit: (code) => {
      result.code = code;
    },
  };
  const runtime: Partial<Runtime> = { version: '9.9.9', toFailure: () => null };
  await runCommandLine(context, runtime as Runtime, args);
  return result;
}

describe('usage', () => {
  it.each([...COMMANDS, ...SUBCOMMANDS])('%s %s explains itself with an example', async (...command) => {
    const { code, stdout } = await run([...command, '--help']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Examples?:\n {2}clewline /);
  });

  it.each([
    [['nonsense']],
    [[]],
    [['detect', '--nonsense']],
    [['detect', '--as-of', '2026-02-30']],
    [['detect', '--window-days', '1.5']],
    [['rings', '--min-severity', 'SEVERE']],
    [['key', 'create', '--name', 'x', '--role', 'king']],
    [['key', 'create', '--name', 'x', '--role', 'viewer', '--expires', 'never']],
    [['import']],
    [['serve', '--port', '70000']],
  ])('wrong usage ends with 2 and a sentence: %j', async (args) => {
    const { code, stdout, stderr } = await run(args);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).not.toBe('');
  });

  it('the version is printed alone', async () => {
    expect(await run(['--version'])).toEqual({ code: 0, stdout: '9.9.9\n', stderr: '' });
  });

  it('every command is named in the help of the program, with the exit codes', async () => {
    const { code, stdout } = await run(['--help']);
    expect(code).toBe(0);
    for (const [command] of COMMANDS) expect(stdout).toContain(`  ${command}`);
    expect(stdout).toContain('130 interrupted');
  });
});
