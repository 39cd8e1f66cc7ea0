/** Settings and sets of parameters as rows that are only ever added to. */
import { type Kysely, sql } from 'kysely';
import type { ParameterSetStore, SettingStore } from '../../application/ports/setting-store.ts';
import type { ParameterSet } from '../../domain/parameter-set.ts';
import type { Setting, SettingName } from '../../domain/setting.ts';
import { appendEvent } from './sql-event-log.ts';
import type { CaseTables } from './tables.ts';

export function createSqlSettingStore(db: Kysely<CaseTables>): SettingStore {
  return {
    current: async (name) => (await settingsOf(db, name, 1))[0] ?? null,
    history: async (name) => [...(await settingsOf(db, name))].reverse(),
    set: (setting, event) =>
      db.transaction().execute(async (tx) => {
        const number = (await lastSetting(tx)) + 1;
        await tx
          .insertInto('setting')
          .values({ number, name: setting.name, body: JSON.stringify(setting) })
          .execute();
        await appendEvent(tx, event);
        return number;
      }),
  };
}

async function lastSetting(db: Kysely<CaseTables>): Promise<number> {
  const row = await db
    .selectFrom('setting')
    .select((builder) => builder.fn.max('number').as('number'))
    .executeTakeFirst();
  return Number(row?.number ?? 0);
}

/** Newest first. */
async function settingsOf<Name extends SettingName>(
  db: Kysely<CaseTables>,
  name: Name,
  most?: number,
): Promise<readonly Setting<Name>[]> {
  let query = db.selectFrom('setting').select(['number', 'body']).where('name', '=', name).orderBy('number', 'desc');
  if (most !== undefined) query = query.limit(most);
  const rows = await query.execute();
  return rows.map(({ number, body }) => ({ ...(JSON.parse(body) as Setting<Name>), number: Number(number) }));
}

/** The number under which this setting holds; 0 where it was never set. */
export const settingNumber = async (db: Kysely<CaseTables>, name: SettingName): Promise<number> =>
  (await settingsOf(db, name, 1))[0]?.number ?? 0;

export function createSqlParameterSetStore(db: Kysely<CaseTables>): ParameterSetStore {
  return {
    add: (set, event) =>
      db.transaction().execute(async (tx) => {
        const { name, hash } = set;
        const row = {
          number: sql<number>`(select coalesce(max(number), 0) + 1 from parameter_set)`,
          name,
          hash,
          body: JSON.stringify(set),
        };
        const added = await tx
          .insertInto('parameter_set')
          .values(row)
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (Number(added.numInsertedOrUpdatedRows ?? 0) === 0) return false;
        await appendEvent(tx, event);
        return true;
      }),
    sets: async () => {
      const rows = await db.selectFrom('parameter_set').select('body').orderBy('number').execute();
      return rows.map(({ body }) => JSON.parse(body) as ParameterSet);
    },
  };
}
