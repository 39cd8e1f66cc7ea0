/** `detect --threads`: enough ties for the work to be shared, and rings that must come out the same. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCli } from '../support/running-server.ts';

/** 50 accounts behind each address tie each other, 49 ties an account: 210 addresses make half a million ends of ties. */
const ADDRESSES = 210;
const BEHIND_EACH = 50;
const GANGS = 40;
const GANG_SIZE = 7;

/** Crowds that tie each other weakly, and among them gangs that share a device and cards. */
function writeCrowds(folder: string): void {
  mkdirSync(folder, { recursive: true });
  const seen = '2026-02-20T10:00:00Z';
  const links = ['type,fromKind,fromId,toKind,toId,firstSeen'];
  for (let i = 0; i < ADDRESSES * BEHIND_EACH; i++) {
    links.push(`SEEN_AT_IP,Buyer,b${i},IpAddress,10.0.${Math.floor(i / BEHIND_EACH)}.1,${seen}`);
    const gang = Math.floor(i / GANG_SIZE);
    if (gang >= GANGS) continue;
    links.push(
      `USES_DEVICE,Buyer,b${i},Device,d${gang},${seen}`,
      `PAYS_WITH,Buyer,b${i},PaymentInstrument,p${gang},${seen}`,
    );
    links.push(`PAYS_WITH,Buyer,b${i},PaymentInstrument,q${gang},${seen}`);
  }
  writeFileSync(join(folder, 'links.csv'), [...links, ''].join('\n'));
}

describe('detect --threads', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'clewline-threads-'));
    writeCrowds(join(root, 'exports'));
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('two threads find the rings one thread finds', async () => {
    const run = (...args: string[]) => runCli([...args, '--json'], { directory: join(root, 'store'), cwd: root });
    expect((await run('import', 'exports')).code).toBe(0);
    const found = async (threads: string) => JSON.parse((await run('detect', '--trial', '--threads', threads)).stdout);
    const [one, two] = [await found('1'), await found('2')];
    expect(Object.values<number>(one.rings).some((count) => count > 0)).toBe(true);
    expect(two.rings).toEqual(one.rings);
    expect(two.resultHash).toBe(one.resultHash);
  }, 120_000);
});
