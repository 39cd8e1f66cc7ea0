import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/running-server.ts';

/** Six buyers who share a device, a card and a payout account, and order at one seller within minutes. */
function writeGang(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const buyers = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6'];
  const entities = buyers.map((id) => `Buyer,${id},2026-02-01T10:00:00Z`);
  const links = buyers.flatMap((id) => [
    `USES_DEVICE,Buyer,${id},Device,d1,2026-02-20T10:00:00Z`,
    `PAYS_WITH,Buyer,${id},PaymentInstrument,p1,2026-02-20T10:00:00Z`,
    `PAID_OUT_TO,Buyer,${id},PayoutAccount,a1,2026-02-20T10:00:00Z`,
  ]);
  const events = buyers.map((id, i) => `ORDER,o${i},2026-03-01T10:0${i}:00Z,Buyer,${id},Seller,s1,10.50,USD,o${i}`);
  writeFileSync(join(folder, 'entities.csv'), ['kind,id,createdAt', ...entities, ''].join('\n'));
  writeFileSync(join(folder, 'links.csv'), ['type,fromKind,fromId,toKind,toId,firstSeen', ...links, ''].join('\n'));
  const header = 'type,id,at,fromKind,fromId,toKind,toId,amount,currency,orderId';
  writeFileSync(join(folder, 'events.csv'), [header, ...events, ''].join('\n'));
}

describe('the command line', () => {
  let root = '';
  let directory = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'clewline-cli-'));
    directory = join(root, 'store');
    writeGang(join(root, 'exports'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  const run = (...args: string[]) => runCli(args, { directory, cwd: root });
  const runJson = async (...args: string[]) => {
    const result = await run(...args, '--json');
    expect(result.stdout.endsWith('\n')).toBe(true);
    return { ...result, json: JSON.parse(result.stdout) as Record<string, unknown> };
  };

  it('an import by a path relative to the caller, a detection and its rings, each one JSON answer', async () => {
    const imported = await runJson('import', 'exports');
    expect(imported).toMatchObject({
      code: 0,
      json: { entities: { read: 6 }, links: { created: 18 }, rejectsFile: null },
    });
    const detected = await runJson('detect');
    expect(detected.code).toBe(0);
    expect(Object.keys(detected.json)).toEqual([
      'runId',
      'rings',
      'changes',
      'durationMs',
      'stages',
      'peakRssBytes',
      'resultHash',
    ]);
    expect(detected.json).toMatchObject({
      changes: { born: 1 },
      stages: expect.arrayContaining([{ name: 'load', durationMs: expect.any(Number) }]),
    });
    expect(detected.json['peakRssBytes']).toBeGreaterThan(10_000_000);
    const none = await run('rings', '--min-severity', 'CRITICAL');
    expect(none).toMatchObject({ code: 0, stdout: '', stderr: 'No rings of CRITICAL or above.\n' });
    const rings = await run('rings', '--json');
    const ring = JSON.parse(rings.stdout.trimEnd()) as Record<string, unknown>;
    expect(Object.keys(ring)).toEqual(
      ['id', 'score', 'severity', 'confidence', 'status', 'size', 'summary', 'markets', 'stages', 'members'].concat([
        'identifiers',
        'typologies',
        'evidence',
        'counterEvidence',
        'exposure',
        'firstSeen',
        'lastSeen',
      ]),
    );
    expect(ring['members']).toEqual(
      expect.arrayContaining([
        {
          kind: 'Buyer',
          id: 'b1',
          role: expect.any(String),
          confidence: expect.any(Number),
          reason: expect.any(String),
        },
      ]),
    );
  });

  it('running detection again changes nothing, to the byte', async () => {
    const first = await run('rings', '--json');
    const again = await runJson('detect');
    expect(again.json['changes']).toEqual({ born: 0, grown: 0, shrunk: 0, merged: 0, split: 0, dormant: 0 });
    expect((await run('rings', '--json')).stdout).toBe(first.stdout);
  });

  it('a trial is kept aside and shown by its run', async () => {
    const trial = await runJson('detect', '--as-of', '2026-02-25', '--trial');
    const runId = String(trial.json['runId']);
    expect(trial.stderr).toContain(`rings --run ${runId}`);
    expect((await run('rings', '--run', runId, '--json')).code).toBe(0);
    expect((await run('rings', '--json')).stdout).not.toBe('');
    expect(await run('rings', '--run', 'run_nothing')).toMatchObject({
      code: 1,
      stdout: '',
      stderr: 'there is no run run_nothing\n',
    });
  });

  it('runs are listed and shown, two are compared, and one made again is equal', async () => {
    const { runs, total } = (await runJson('detect', 'list')).json as { runs: { runId: string }[]; total: number };
    expect(runs).toHaveLength(total);
    const [newest = { runId: '' }] = runs;
    const shown = await runJson('detect', 'show', newest.runId);
    expect(shown.json).toMatchObject({ ...newest, parameters: { version: 1 }, resultHash: expect.any(String) });
    const compared = await runJson('detect', 'diff', newest.runId, newest.runId);
    expect(compared).toMatchObject({ code: 0, json: { sameResult: true, added: [], removed: [], changed: [] } });
    expect(await runJson('detect', 'repeat', newest.runId)).toMatchObject({ code: 0, json: { isEqual: true } });
    expect((await run('detect', 'show', 'run_x')).code).toBe(1);
    expect((await run('detect', 'lst')).code).toBe(2);
  });

  it('an incremental run stands on the last one, and says why where it cannot', async () => {
    const standing = await runJson('detect', '--incremental');
    expect(standing).toMatchObject({ code: 0, stderr: expect.not.stringContaining('A full run') });
    const shown = await runJson('detect', 'show', String(standing.json['runId']));
    expect(shown.json).toMatchObject({ kind: 'incremental', incremental: { touchedAccounts: 0, standingRings: 1 } });
    rmSync(join(directory, 'last-run'));
    const full = await runJson('detect', '--incremental');
    expect(full).toMatchObject({ code: 0, stderr: expect.stringContaining('A full run: No full run is remembered') });
    expect(full.json['resultHash']).toBe(standing.json['resultHash']);
  });

  it('the digest and the status tell what the store holds', async () => {
    const digest = await runJson('digest');
    expect(digest.json).toEqual({
      digest: expect.stringMatching(/^[0-9a-f]{32,}$/),
      entities: 10,
      links: expect.any(Number),
      events: 6,
    });
    expect((await runJson('status')).json).toMatchObject({
      entities: 10,
      events: 6,
      published: { runId: expect.any(String) },
      ...{ schedules: [], webhooks: [] },
    });
  });

  it('rings are exported for a spreadsheet, one member a row', async () => {
    expect(await runJson('export', '--rings', 'rings.csv')).toMatchObject({
      code: 0,
      json: { file: 'rings.csv', rings: 1 },
    });
    const lines = readFileSync(join(root, 'rings.csv'), 'utf8').split('\r\n');
    expect(lines[0]).toMatch(/^ring,score,severity/);
    expect(lines.some((line) => line.includes(',Buyer,b3,'))).toBe(true);
    expect((await run('export', '--rings', 'rings.pdf')).code).toBe(2);
    expect(await run('export', '--rings', 'no/such/folder.csv')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('ENOENT'),
    });
  });

  it('a key is shown once, listed without its secret, and revoked', async () => {
    const created = await runJson('key', 'create', '--name', 'nightly', '--role', 'service', '--expires', '30d');
    expect(created.json).toEqual({ id: expect.stringMatching(/^key_/), key: expect.stringMatching(/^clw_[\w-]{43}$/) });
    const listed = await runJson('key', 'list');
    expect(listed.stdout).not.toContain(String(created.json['key']));
    expect(listed.json).toMatchObject({ keys: [{ name: 'nightly', role: 'service', revokedAt: null }] });
    expect((await run('key', 'revoke', String(created.json['id']))).code).toBe(0);
    expect((await run('key', 'revoke', String(created.json['id']))).code).toBe(1);
  });

  it('sign-in prints a link and nothing else', async () => {
    const { stdout, code } = await run('sign-in');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:4000\/sign-in\?token=[\w-]{43}\n$/),
    ]);
  });

  it('parameters that cannot be used are refused with every mistake named', async () => {
    writeFileSync(join(root, 'wrong.yaml'), 'minScore: high\nnonsense: 1\n');
    const { code, stderr } = await run('detect', '--parameters', 'wrong.yaml');
    expect(code).toBe(2);
    expect(stderr).toContain('minScore');
    expect(stderr).toContain('nonsense');
    expect((await run('detect', '--parameters', 'gone.yaml')).code).toBe(1);
  });
});
