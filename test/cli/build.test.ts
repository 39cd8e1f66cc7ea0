/** The bin in a miniature of the repository: what is stale is built, once, whoever asks. */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const REPOSITORY = fileURLToPath(new URL('../..', import.meta.url));
const COMPILED = {
  compilerOptions: { module: 'esnext', target: 'es2023', outDir: 'dist', rootDir: 'src', composite: true, types: [] },
};

describe('building on first use', () => {
  let root = '';
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'clewline-build-'));
    mkdirSync(join(root, 'server/src'), { recursive: true });
    cpSync(join(REPOSITORY, 'server/bin'), join(root, 'server/bin'), { recursive: true });
    symlinkSync(join(REPOSITORY, 'node_modules'), join(root, 'node_modules'));
    writeFileSync(join(root, 'package.json'), '{"type":"module"}');
    writeFileSync(join(root, 'server/package.json'), '{"type":"module"}');
    writeFileSync(join(root, 'server/tsconfig.json'), JSON.stringify({ ...COMPILED, include: ['src'] }));
    writeMain('built');
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  const writeMain = (text: string): void =>
    writeFileSync(
      join(root, 'server/src/main.ts'),
      `declare const console: { log(text: string): void };\nconsole.log('${text}');\nexport {};\n`,
    );
  const run = (cwd = root): Promise<{ code: number; stdout: string; stderr: string }> =>
    new Promise((resolve) => {
      execFile(process.execPath, [join(root, 'server/bin/clewline.js'), 'status'], { cwd }, (error, stdout, stderr) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
      });
    });
  const BUILDING = 'Building the server …\n';

  it('the first start builds and says so in one line; the next one, from anywhere, is silent', async () => {
    expect(await run()).toEqual({ code: 0, stdout: 'built\n', stderr: BUILDING });
    expect(await run(tmpdir())).toEqual({ code: 0, stdout: 'built\n', stderr: '' });
  });

  it('a changed source is built again', async () => {
    await run();
    writeMain('changed');
    expect(await run()).toEqual({ code: 0, stdout: 'changed\n', stderr: BUILDING });
  });

  it('of several processes that start at once, one builds and the others wait', async () => {
    const runs = await Promise.all([run(), run(), run()]);
    expect(runs.map(({ stdout }) => stdout)).toEqual(['built\n', 'built\n', 'built\n']);
    expect(runs.filter(({ stderr }) => stderr.includes(BUILDING))).toHaveLength(1);
    expect(existsSync(join(root, 'server/dist/.lock'))).toBe(false);
  });

  it('the lock of a process that is gone is taken over', async () => {
    mkdirSync(join(root, 'server/dist/.lock'), { recursive: true });
    // A process id above the greatest that Linux gives out.
    writeFileSync(join(root, 'server/dist/.lock/owner'), '4194305');
    expect(await run()).toMatchObject({ code: 0, stdout: 'built\n' });
  });

  it('sources that cannot be compiled end with 1 and what the compiler said', async () => {
    writeFileSync(join(root, 'server/tsconfig.json'), '{ "files": ["src/gone.ts"] }');
    const { code, stdout, stderr } = await run();
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr).toContain('could not be built');
  });
});
