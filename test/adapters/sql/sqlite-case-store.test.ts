import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSqliteCaseStore } from '../../../server/src/adapters/sql/sql-case-store.ts';
import { openSqlite } from '../../../server/src/adapters/sqlite/open-sqlite.ts';
import { accessStoreContract } from '../../contract/access-store.contract.ts';
import { alertStoreContract } from '../../contract/alert-store.contract.ts';
import { caseStoreContract } from '../../contract/case-store.contract.ts';
import { caseStoreLineageContract } from '../../contract/case-store-lineage.contract.ts';
import { newcomerStoreContract } from '../../contract/newcomer-store.contract.ts';
import { projectionOutboxContract } from '../../contract/projection-outbox.contract.ts';
import { ringListContract } from '../../contract/ring-list.contract.ts';
import { settingStoreContract } from '../../contract/setting-store.contract.ts';
import { verdictStoreContract } from '../../contract/verdict-store.contract.ts';
import { webhookStoreContract } from '../../contract/webhook-store.contract.ts';
import { aRing, aRun, day } from '../../support/ring-builders.ts';

const run = promisify(execFile);
const MODULE = new URL('../../../server/src/adapters/sql/sql-case-store.ts', import.meta.url).href;

caseStoreContract('SQLite in memory', () => openSqliteCaseStore(':memory:'));
accessStoreContract('SQLite in memory', () => openSqliteCaseStore(':memory:'));
ringListContract('SQLite in memory', () => openSqliteCaseStore(':memory:'));
caseStoreLineageContract('SQLite in memory', () => openSqliteCaseStore(':memory:'));
settingStoreContract('SQLite in memory', () => openSqliteCaseStore(':memory:'));
alertStoreContract('SQLite in memory', () => openSqliteCaseStore(':memory:'));
verdictStoreContract('SQLite in memory', () => openSqliteCaseStore(':memory:'));
newcomerStoreContract('SQLite in memory', () => openSqliteCaseStore(':memory:'));
projectionOutboxContract('SQLite in memory', () => openSqliteCaseStore(':memory:'));
webhookStoreContract('SQLite in memory', () => openSqliteCaseStore(':memory:'));

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'clewline-cases-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('what was published is still there when the file is opened again', async () => {
  const path = join(folder, 'again.sqlite');
  const first = await openSqliteCaseStore(path);
  await first.rings.publishRun(aRun('run_1'), [aRing('rng_1')]);
  await first.close();
  const second = await openSqliteCaseStore(path);
  expect((await second.rings.ring('rng_1'))?.id).toBe('rng_1');
  await second.close();
});

it('several processes may open a new store at the same moment', async () => {
  const path = join(folder, 'shared.sqlite');
  const script = `import { openSqliteCaseStore } from ${JSON.stringify(MODULE)};
    const store = await openSqliteCaseStore(process.argv[1]);
    await store.log.append({ type: 'opened', at: 0, principal: 'p', subject: 's', details: {} });
    await store.close();`;
  const open = () => run(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script, path]);
  await Promise.all([open(), open(), open()]);
  const database = openSqlite({ path, readOnly: true });
  expect(database.prepare('SELECT count(*) AS events FROM domain_event').get()).toMatchObject({ events: 3 });
  database.close();
});

it('one process sees what another wrote', async () => {
  const path = join(folder, 'two.sqlite');
  const a = await openSqliteCaseStore(path);
  const b = await openSqliteCaseStore(path);
  await a.access.addSignInToken('hash', { role: 'administrator', name: null }, day(9));
  expect(await b.access.useSignInToken('hash', day(1))).toEqual({ role: 'administrator', name: null });
  expect(await a.access.useSignInToken('hash', day(1))).toBeNull();
  await Promise.all([a.close(), b.close()]);
});

it('a store of a newer version is refused with a sentence and left alone', async () => {
  const path = join(folder, 'newer.sqlite');
  await (await openSqliteCaseStore(path)).close();
  const database = openSqlite({ path });
  database.exec("INSERT INTO schema_migration (name) VALUES ('0999-later')");
  database.close();
  await expect(openSqliteCaseStore(path)).rejects.toThrow('newer Clewline (0999-later)');
});

it('events are numbered without a gap in the order they were written', async () => {
  const path = join(folder, 'events.sqlite');
  const store = await openSqliteCaseStore(path);
  const event = {
    type: 'keyCreated',
    at: day(1),
    principal: 'operator',
    subject: 'key_1',
    details: { role: 'viewer' },
  };
  for (let i = 0; i < 3; i++) await store.log.append(event);
  await store.close();
  const database = openSqlite({ path, readOnly: true });
  const rows = database.prepare('SELECT number, details FROM domain_event ORDER BY number').all();
  database.close();
  expect(rows.map((row) => ({ ...row }))).toEqual(
    [1, 2, 3].map((number) => ({ number, details: '{"role":"viewer"}' })),
  );
});
