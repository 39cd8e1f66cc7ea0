/** Alerts of a store of an older version, which held the sentence alone. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteCaseStore } from '../../../server/src/adapters/sql/sql-case-store.ts';
import { openSqlite } from '../../../server/src/adapters/sqlite/open-sqlite.ts';
import type { Alert, AlertCause } from '../../../server/src/domain/alert.ts';
import { anAlert } from '../../support/alert-builders.ts';
import { day } from '../../support/ring-builders.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'clewline-alert-queue-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const AS_BEFORE = `DROP TABLE alert_tag; ALTER TABLE alert_step DROP COLUMN assignee;
  ALTER TABLE alert DROP COLUMN assignee; ALTER TABLE alert DROP COLUMN close_reason;
  ALTER TABLE alert DROP COLUMN raised_at; ALTER TABLE alert DROP COLUMN hours_left;
  ALTER TABLE session DROP COLUMN name; ALTER TABLE sign_in_token DROP COLUMN name;
  UPDATE alert SET body = json_remove(body, '$.causes', '$.typologies', '$.assignment', '$.revision');
  DELETE FROM schema_migration WHERE name = '0013-alert-queue'`;

async function upgraded(...alerts: readonly Alert[]) {
  const path = join(folder, 'cases.sqlite');
  const before = await openSqliteCaseStore(path);
  const changes = alerts.map((alert) => ({ alert, type: 'OPENED', at: day(1), by: 'operator', note: '' }) as const);
  await before.alerts.change(changes, 0, { type: 'x', at: day(1), principal: 'p', subject: '', details: {} });
  await before.close();
  const database = openSqlite({ path });
  database.exec(AS_BEFORE);
  database.close();
  return openSqliteCaseStore(path);
}

it('are filtered and sorted as newer ones are, and belong to nobody', async () => {
  const basis = { ...anAlert('', '').basis, typologies: ['BRUSHING'] } as const;
  const sentences: readonly (readonly [reason: string, causes: readonly AlertCause[]])[] = [
    ['New ring: 3 members, HIGH, looks like card testing', ['NEW_RING']],
    ['Came out of rng_9: 3 members, MEDIUM', ['SPLIT_OFF']],
    ['Not told of yet: 3 members, HIGH', ['NOT_TOLD_BEFORE']],
    ['+1 account, now HIGH', ['MORE_MEMBERS', 'WORSE_SEVERITY']],
    ['+12,000.5 USD still stoppable, looks like card testing now', ['MORE_MONEY', 'OTHER_TYPOLOGY']],
  ];
  const alerts = sentences.map(([reason], i) =>
    anAlert(`alr_${i}`, `r${i}`, {
      reason,
      basis,
      raisedAt: day(i),
      settlesAt: i === 0 ? day(9) : null,
      hoursLeft: 20,
    }),
  );
  const store = await upgraded(...alerts);
  const found = await store.alerts.alerts({}, { first: 9 }, { field: 'raisedAt', direction: 'asc' });
  expect(found.items.map(({ item }) => item)).toEqual(
    alerts.map((alert, i) => ({ ...alert, typologies: ['BRUSHING'], causes: sentences[i]?.[1], revision: i + 1 })),
  );
  const idsOf = async (filter: object) =>
    (await store.alerts.alerts(filter, { first: 9 })).items.map(({ item }) => item.id).sort();
  expect(await idsOf({ causes: ['MORE_MEMBERS', 'SPLIT_OFF'] })).toEqual(['alr_1', 'alr_3']);
  expect(await idsOf({ typologies: ['BRUSHING'], mostHoursLeft: 24 })).toEqual(['alr_0']);
  expect(await idsOf({ assignee: null })).toHaveLength(5);
  await store.close();
});
