/** The record contract, asked of the command line as another tool would: files in, report and digest out. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { runCli } from '../support/running-server.ts';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

type Counts = Readonly<Record<'read' | 'created' | 'updated' | 'unchanged' | 'rejected' | 'conflicts', number>>;
type Report = {
  readonly entities: Counts;
  readonly links: Counts;
  readonly events: Counts;
  readonly rejectsFile: string | null;
};

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'clewline-contract-'));
  folders.push(folder);
  return folder;
}

function filesIn(contents: Readonly<Record<string, string>>): string {
  const folder = newFolder();
  for (const [name, text] of Object.entries(contents)) writeFileSync(join(folder, name), text);
  return folder;
}

async function importFrom(directory: string, path: string, ...flags: string[]) {
  const run = await runCli(['import', path, '--json', ...flags], { directory });
  const report = run.stdout === '' ? null : (JSON.parse(run.stdout) as Report);
  return { ...run, report };
}

async function digestOf(directory: string): Promise<string> {
  const run = await runCli(['digest', '--json'], { directory });
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  return run.stdout;
}

async function digestAfter(...steps: readonly Readonly<Record<string, string>>[]): Promise<string> {
  const directory = newFolder();
  for (const step of steps) expect((await importFrom(directory, filesIn(step))).code).toBe(0);
  return digestOf(directory);
}

const ENTITIES = `kind,id,label,createdAt,status,updatedAt,colour
Seller,s1,Shop one,2026-01-02,active,2026-01-02T00:00:00Z,red
Buyer,b1,,2026-01-03T10:00Z,,,
Buyer,b2,Ännä 🜁,,,,
`;
const LINKS = `type,fromKind,fromId,toKind,toId,firstSeen,lastSeen,count,source
USES_DEVICE,Buyer,b1,Device,d1,2026-02-01,2026-02-03,4,login
USES_DEVICE,Buyer,b2,Device,d1,2026-02-02,,,checkout
HAS_ADDRESS,Buyer,b1,Address,a1,,,,
`;
const EVENTS = `{"type":"ORDER","id":"o1","at":"2026-02-05T10:00:00Z","fromKind":"Buyer","fromId":"b1","toKind":"Seller","toId":"s1","amount":"10.50","currency":"GBP","orderId":"r1","device":"d9"}
{"type":"ORDER","id":"o2","fromKind":"Buyer","fromId":"b2","toKind":"Seller","toId":"s1","amount":"7","currency":"GBP","orderId":"r2","paymentInstrument":"c1","declined":true}
`;

describe('importing records', () => {
  it('gives the same graph whatever the order, and again', async () => {
    const directory = newFolder();
    const all = { 'entities.csv': ENTITIES, 'links.csv': LINKS, 'events.ndjson': EVENTS };
    const first = await importFrom(directory, filesIn(all));
    expect(first.code).toBe(0);
    expect(first.report?.entities).toMatchObject({ read: 3, created: 3, rejected: 0 });
    expect(first.report?.links).toMatchObject({ read: 3, created: 3, rejected: 0 });
    expect(first.report?.events).toMatchObject({ read: 2, created: 2, rejected: 0 });
    const digest = await digestOf(directory);
    expect(JSON.parse(digest)).toMatchObject({ entities: 7, links: expect.any(Number), events: 2 });

    const again = await importFrom(directory, filesIn(all));
    expect(again.report?.entities).toMatchObject({ read: 3, created: 0, updated: 0, unchanged: 3, conflicts: 0 });
    expect(again.report?.links).toMatchObject({ read: 3, created: 0, updated: 0, unchanged: 3, conflicts: 0 });
    expect(again.report?.events).toMatchObject({ read: 2, created: 0, updated: 0, unchanged: 2, conflicts: 0 });
    expect(await digestOf(directory)).toBe(digest);

    const backwards = (csv: string): string => {
      const [header = '', ...rows] = csv.trimEnd().split('\n');
      return `${[header, ...rows.reverse()].join('\r\n')}\r\n`;
    };
    const steps = [
      { 'events.ndjson': EVENTS.trimEnd().split('\n').reverse().join('\n') },
      { 'links-b.csv': `\uFEFF${backwards(LINKS)}` },
      { 'entities-2026.csv': backwards(ENTITIES) },
    ];
    expect(await digestAfter(...steps)).toBe(digest);
  });

  it('lets the later version of a field win, and an absent field erase nothing', async () => {
    const old = { 'entities.csv': 'kind,id,label,market,updatedAt\nSeller,s1,Old name,GB,2026-01-01\n' };
    const recent = { 'entities.csv': 'kind,id,label,status,updatedAt\nSeller,s1,New name,banned,2026-03-01\n' };
    const forwards = await digestAfter(old, recent);
    expect(await digestAfter(recent, old)).toBe(forwards);
    expect(await digestAfter(recent)).not.toBe(forwards);
  });

  it('takes the greater value between equal versions and counts the disagreement', async () => {
    const a = { 'entities.csv': 'kind,id,label,updatedAt\nSeller,s1,Alpha,2026-01-01\n' };
    const b = { 'entities.csv': 'kind,id,label,updatedAt\nSeller,s1,Beta,2026-01-01\n' };
    expect(await digestAfter(a, b)).toBe(await digestAfter(b, a));
    expect(await digestAfter(a, b)).toBe(await digestAfter(b));
    const directory = newFolder();
    await importFrom(directory, filesIn(a));
    expect((await importFrom(directory, filesIn(b))).report?.entities).toMatchObject({ updated: 1, conflicts: 1 });
  });

  it('moves an observation when the event is corrected', async () => {
    const event = (device: string, version: string): Readonly<Record<string, string>> => ({
      'events.csv': `type,id,at,fromKind,fromId,toKind,toId,device,updatedAt\nORDER,o1,2026-02-01T10:00:00Z,Buyer,b1,Seller,s1,${device},${version}\n`,
    });
    const corrected = await digestAfter(event('d1', '2026-02-01'), event('d2', '2026-02-02'));
    expect(await digestAfter(event('d2', '2026-02-02'), event('d1', '2026-02-01'))).toBe(corrected);
  });

  it('writes nothing with --dry-run, and nothing with --strict unless every row fits', async () => {
    const directory = newFolder();
    const empty = await digestOf(directory);
    const good = filesIn({ 'entities.csv': ENTITIES });
    const dry = await importFrom(directory, good, '--dry-run');
    expect(dry.code).toBe(0);
    expect(dry.report?.entities).toMatchObject({ read: 3, created: 3, updated: 0, unchanged: 0, conflicts: 0 });
    expect(await digestOf(directory)).toBe(empty);
    const bad = filesIn({ 'entities.csv': `${ENTITIES}Dragon,x,,,,,\n` });
    const strict = await importFrom(directory, bad, '--strict');
    expect(strict.code).not.toBe(0);
    expect(await digestOf(directory)).toBe(empty);
  });

  it('sets bad rows aside in a file that can be corrected and imported again', async () => {
    const directory = newFolder();
    const links = `type,fromKind,fromId,toKind,toId\nREFERRED,Buyer,b1,Buyer,b1\nUSES_DEVICE,Buyer,b1,Device,d1\n`;
    const first = await importFrom(directory, filesIn({ 'links.csv': links }));
    expect(first.code).toBe(3);
    expect(first.report?.links).toMatchObject({ read: 2, created: 1, rejected: 1 });
    const rejectsFile = first.report?.rejectsFile ?? '';
    const [reject = ''] = readFileSync(rejectsFile, 'utf8').trimEnd().split('\n');
    expect(JSON.parse(reject)).toMatchObject({
      type: 'REFERRED',
      fromId: 'b1',
      _line: 2,
      _file: expect.stringContaining('links.csv'),
    });
    const fixed = join(newFolder(), 'corrected.ndjson');
    writeFileSync(fixed, `${reject.replace('"toId":"b1"', '"toId":"b2"')}\n`);
    const second = await importFrom(directory, fixed);
    expect(second.code).toBe(0);
    expect(second.report?.links).toMatchObject({ created: 1, rejected: 0 });
    const whole = await digestAfter({ 'links.csv': links.replace('Buyer,b1\nUSES', 'Buyer,b2\nUSES') });
    expect(await digestOf(directory)).toBe(whole);
  });
});

describe('input that does not fit', () => {
  const HEADER = 'kind,id,createdAt\n';
  const rows: readonly [name: string, files: Readonly<Record<string, string>>, says: RegExp][] = [
    ['an unknown kind', { 'entities.csv': `${HEADER}Dragon,x,\n` }, /Dragon/],
    ['an impossible date', { 'entities.csv': `${HEADER}Buyer,x,2026-02-30\n` }, /2026-02-30/],
    ['a date before 1990', { 'entities.csv': `${HEADER}Buyer,x,1989-12-31\n` }, /1989-12-31|1990/],
    ['an id over 200 characters', { 'entities.csv': `${HEADER}Buyer,${'x'.repeat(201)},\n` }, /200/],
    ['a control character', { 'entities.csv': `${HEADER}Buyer,a\u0007b,\n` }, /control/i],
    ['an unknown link type', { 'links.csv': 'type,fromKind,fromId,toKind,toId\nKNOWS,Buyer,a,Buyer,b\n' }, /KNOWS/],
    ['wrong end kinds', { 'links.csv': 'type,fromKind,fromId,toKind,toId\nUSES_DEVICE,Buyer,a,Phone,b\n' }, /Phone/],
    [
      'a number with a comma',
      { 'events.csv': 'type,id,fromKind,fromId,toKind,toId,amount,currency\nORDER,o,Buyer,a,Seller,b,"1,5",GBP\n' },
      /amount/,
    ],
    [
      'a negative amount',
      { 'events.csv': 'type,id,fromKind,fromId,toKind,toId,amount,currency\nORDER,o,Buyer,a,Seller,b,-1,GBP\n' },
      /amount/,
    ],
    [
      'an amount without a currency',
      { 'events.csv': 'type,id,fromKind,fromId,toKind,toId,amount\nORDER,o,Buyer,a,Seller,b,1\n' },
      /currency/,
    ],
    ['a missing id', { 'entities.csv': `${HEADER}Buyer,,\n` }, /id/],
  ];
  it.each(rows)('%s is one rejected row that says what was expected', async (_name, files, says) => {
    const directory = newFolder();
    const run = await importFrom(directory, filesIn(files));
    expect(run.code).toBe(3);
    const reject = readFileSync(run.report?.rejectsFile ?? '', 'utf8');
    expect(JSON.parse(reject)).toMatchObject({ _line: 2, _expected: expect.any(String), _column: expect.anything() });
    expect(reject).toMatch(says);
  });

  const files: readonly [name: string, files: Readonly<Record<string, string | Buffer>>, says: RegExp][] = [
    ['a missing required column', { 'entities.csv': 'kind,label\nBuyer,x\n' }, /entities\.csv.*id/],
    ['a duplicate header', { 'entities.csv': 'kind,id,id\nBuyer,x,y\n' }, /entities\.csv.*id/],
    ['an empty file', { 'entities.csv': '' }, /entities\.csv.*empty/i],
    ['an unbalanced quote', { 'entities.csv': 'kind,id\nBuyer,"x\nBuyer,y\n' }, /entities\.csv.*2/],
    [
      'invalid UTF-8',
      { 'entities.csv': Buffer.from([...Buffer.from('kind,id\nBuyer,'), 0xff, 0xfe, 10]) },
      /entities\.csv.*UTF-8/,
    ],
    ['a cut gzip', { 'entities.csv.gz': Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2]) }, /entities\.csv\.gz/],
    ['half a Parquet file', { 'entities.parquet': Buffer.from('PAR1garbage') }, /entities\.parquet/],
  ];
  it.each(files)('%s stops that file with one sentence that names it', async (_name, contents, says) => {
    const directory = newFolder();
    const folder = newFolder();
    for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content);
    const run = await importFrom(directory, folder);
    expect([1, 3]).toContain(run.code);
    expect(run.stderr + run.stdout + rejectsOf(run.report)).toMatch(says);
    expect(run.stderr).not.toMatch(/\bat .*\.(js|ts):\d+/);
  });

  it('a folder with nothing in it, and a path that is not there, are refused', async () => {
    const directory = newFolder();
    const nothing = await importFrom(directory, newFolder());
    expect(nothing.code).toBe(1);
    const missing = await importFrom(directory, '/nowhere/at/all.csv');
    expect(missing.code).toBe(1);
    expect(missing.stderr).toMatch(/nowhere/);
  });

  it('paths are taken from where the command is called', async () => {
    const directory = newFolder();
    const folder = filesIn({ 'entities.csv': ENTITIES });
    mkdirSync(join(folder, 'inside'));
    const run = await runCli(['import', '../entities.csv', '--json'], { directory, cwd: join(folder, 'inside') });
    expect(run.code).toBe(0);
  });
});

const rejectsOf = (report: Report | null): string =>
  report?.rejectsFile ? readFileSync(report.rejectsFile, 'utf8') : '';
