import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/running-server.ts';

describe('clewline copy', () => {
  let root = '';
  let directory = '';
  let from = '';
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'clewline-copy-cli-'));
    directory = join(root, 'store');
    from = `file:${join(directory, 'graph.sqlite')}`;
    const rows = Array.from({ length: 50 }, (_, i) => `USES_DEVICE,Buyer,b${i},Device,d${i % 7}`);
    writeFileSync(join(root, 'links.csv'), ['type,fromKind,fromId,toKind,toId', ...rows, ''].join('\n'));
    await run('import', 'links.csv');
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const run = (...args: string[]) => runCli(args, { directory, cwd: root });

  it('prints what both stores now hold, twice the same, with the digest each tells of itself', async () => {
    const digest = JSON.parse((await run('digest', '--json')).stdout) as unknown;
    expect(digest).toMatchObject({ entities: 57, links: 50, events: 0 });
    for (let i = 0; i < 2; i++) {
      const copied = await run('copy', '--from', from, '--to', 'file:other/graph.sqlite', '--json');
      expect(copied.code).toBe(0);
      expect(JSON.parse(copied.stdout)).toEqual(digest);
    }
    const other = await runCli(['digest', '--json'], { directory: join(root, 'other') });
    expect(JSON.parse(other.stdout)).toEqual(digest);
  });

  it('says what is wrong and ends with 1 where a store is not what it should be, 2 where the command is not', async () => {
    const missing = await run('copy', '--from', 'file:absent.sqlite', '--to', 'file:new.sqlite', '--json');
    expect(missing).toMatchObject({ code: 1, stdout: '' });
    expect(missing.stderr).toMatch(/^There is no graph store at .*absent\.sqlite\.\n$/);
    await run('copy', '--from', from, '--to', 'file:mixed.sqlite');
    const mixed = join(root, 'mixed');
    writeFileSync(join(root, 'entities.csv'), 'kind,id\nBuyer,another\n');
    await runCli(['import', 'entities.csv'], { directory: mixed, cwd: root });
    const differs = await run('copy', '--from', from, '--to', `file:${join(mixed, 'graph.sqlite')}`);
    expect(differs.code).toBe(1);
    expect(differs.stderr).toContain('held other records before: 58 entities');
    expect(await run('copy', '--from', from, '--to', from)).toMatchObject({ code: 2 });
    const foreign = await run('copy', '--from', 'mysql://root:secret@db', '--to', from);
    expect(foreign).toMatchObject({ code: 2, stderr: expect.not.stringContaining('secret') });
  });
});
