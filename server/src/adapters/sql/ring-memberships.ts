/** Which published rings an account is in, from two indexes alone: no ring is read. */
import type { Kysely } from 'kysely';
import { entityKey } from '../../domain/entity-key.ts';
import type { EntityRef } from '../../domain/records.ts';
import type { CaseTables } from './tables.ts';

/** Keys in one IN: well below the limits on parameters of both databases. */
const CHUNK = 200;

export async function ringIdsOf(
  db: Kysely<CaseTables>,
  refs: readonly EntityRef[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  const keys = [...new Set(refs.map(entityKey))];
  for (let start = 0; start < keys.length; start += CHUNK) {
    for (const { member, ring_id: id } of await membershipsOf(db, keys.slice(start, start + CHUNK))) {
      const known = found.get(member);
      if (known) known.push(id);
      else found.set(member, [id]);
    }
  }
  return found;
}

function membershipsOf(db: Kysely<CaseTables>, keys: readonly string[]) {
  const newest = db.selectFrom('detection_run').select((builder) => builder.fn.max('published_number').as('number'));
  return db
    .selectFrom('detection_run')
    .innerJoin('ring_member', 'ring_member.run_id', 'detection_run.id')
    .innerJoin('ring', (join) =>
      join.onRef('ring.run_id', '=', 'ring_member.run_id').onRef('ring.id', '=', 'ring_member.ring_id'),
    )
    .select(['ring_member.member', 'ring_member.ring_id'])
    .where('detection_run.published_number', '=', newest)
    .where('ring_member.member', 'in', keys)
    .where('ring.status', '=', 'ACTIVE')
    .orderBy('ring.score', 'desc')
    .orderBy('ring.id')
    .execute();
}
