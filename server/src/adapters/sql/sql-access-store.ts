/** Service keys, one-time sign-in links and sessions. Only hashes of secrets are ever stored. */
import type { Kysely } from 'kysely';
import type { AccessStore, ServiceKey } from '../../application/ports/case-store.ts';
import type { TimePoint } from '../../domain/time-point.ts';
import type { CaseTables, ServiceKeyTable } from './tables.ts';

export function createSqlAccessStore(db: Kysely<CaseTables>): AccessStore {
  return { ...keyMethods(db), ...sessionMethods(db) };
}

type KeyMethods = Pick<AccessStore, 'addKey' | 'keyByHash' | 'keys' | 'revokeKey' | 'touchKey'>;

function keyMethods(db: Kysely<CaseTables>): KeyMethods {
  return {
    async addKey(key, secretHash) {
      await db.insertInto('service_key').values(toRow(key, secretHash)).execute();
    },
    async keyByHash(secretHash) {
      const query = db.selectFrom('service_key').selectAll().where('secret_hash', '=', secretHash);
      const row = await query.executeTakeFirst();
      return row === undefined ? null : toServiceKey(row);
    },
    async keys() {
      const rows = await db.selectFrom('service_key').selectAll().orderBy('created_at').orderBy('id').execute();
      return rows.map(toServiceKey);
    },
    async revokeKey(id, at) {
      const update = db.updateTable('service_key').set({ revoked_at: at });
      const result = await update.where('id', '=', id).where('revoked_at', 'is', null).executeTakeFirst();
      return result.numUpdatedRows > 0n;
    },
    async touchKey(id, at) {
      await db.updateTable('service_key').set({ last_used_at: at }).where('id', '=', id).execute();
    },
  };
}

function sessionMethods(db: Kysely<CaseTables>): Omit<AccessStore, keyof KeyMethods> {
  return {
    async addSignInToken(tokenHash, { role, name }, expiresAt) {
      const row = { token_hash: tokenHash, role, name, expires_at: expiresAt, used_at: null };
      await db.insertInto('sign_in_token').values(row).execute();
    },
    // One statement: of two requests with the same link, the row lock lets exactly one find it unspent.
    async useSignInToken(tokenHash, now) {
      const spent = await db
        .updateTable('sign_in_token')
        .set({ used_at: now })
        .where('token_hash', '=', tokenHash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .returning(['role', 'name'])
        .executeTakeFirst();
      return spent ?? null;
    },
    async addSession({ idHash, role, name, expiresAt }) {
      await db.insertInto('session').values({ id_hash: idHash, role, name, expires_at: expiresAt, ended: 0 }).execute();
    },
    async sessionByHash(idHash, now) {
      const query = db.selectFrom('session').select(['role', 'name']).where('id_hash', '=', idHash);
      const row = await query.where('ended', '=', 0).where('expires_at', '>', now).executeTakeFirst();
      return row ?? null;
    },
    guests: () =>
      db
        .selectFrom('session')
        .select(['role', 'name'])
        .distinct()
        .where('name', 'is not', null)
        .orderBy('name')
        .execute(),
    async endSession(idHash) {
      await db.updateTable('session').set({ ended: 1 }).where('id_hash', '=', idHash).execute();
    },
  };
}

const toRow = (key: ServiceKey, secretHash: string): ServiceKeyTable => ({
  id: key.id,
  name: key.name,
  role: key.role,
  secret_hash: secretHash,
  created_at: key.createdAt,
  expires_at: key.expiresAt,
  revoked_at: key.revokedAt,
  last_used_at: key.lastUsedAt,
});

const toServiceKey = (row: ServiceKeyTable): ServiceKey => ({
  id: row.id,
  name: row.name,
  role: row.role,
  createdAt: row.created_at as TimePoint,
  expiresAt: row.expires_at as TimePoint,
  revokedAt: row.revoked_at as TimePoint | null,
  lastUsedAt: row.last_used_at as TimePoint | null,
});
