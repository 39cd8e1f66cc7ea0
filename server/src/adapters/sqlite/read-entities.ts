/** Entities by their identity, and identifiers by how many accounts share them. */
import type { Arrival, ArrivalsRequest, RegistrationsRequest } from '../../application/ports/graph-store.ts';
import type { Entity } from '../../domain/graph-view.ts';
import { ENTITY_KIND_LIST, type EntityKind, LINK_TYPE_LIST } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { kindCode } from './codes.ts';
import { ENTITY_READ_COLUMNS, parseEntity } from './entity-rows.ts';
import { ACTORS, CREATED_ACTOR } from './graph-schema.ts';
import { degreeOf, liveLink } from './live-links.ts';
import { type StatementCache, toNumber, toRow, toRows } from './sql.ts';
import type { StoreState } from './store-state.ts';

export const entityColumns = (alias: string, isStale: boolean): string =>
  ENTITY_READ_COLUMNS.map((column) => (column === 'degree' ? degreeOf(alias, isStale) : `${alias}.${column}`)).join(
    ', ',
  );

export function readEntities(
  prepare: StatementCache,
  refs: readonly EntityRef[],
  isStale: boolean,
): readonly (Entity | null)[] {
  const find = prepare(`SELECT ${entityColumns('entity', isStale)} FROM entity WHERE kind = ? AND ext = ?`);
  return refs.map(({ kind, id }) => {
    const row = toRow(find.get(kindCode(kind), id));
    return row ? parseEntity(row) : null;
  });
}

export function readEntitiesById(prepare: StatementCache, id: string, isStale: boolean): readonly Entity[] {
  const refs = ENTITY_KIND_LIST.map((kind) => ({ kind, id }));
  return readEntities(prepare, refs, isStale).filter((entity) => entity !== null);
}

/** 0 where there is none. */
export function entityIdOf(prepare: StatementCache, { kind, id }: EntityRef): number {
  return toNumber(toRow(prepare('SELECT id FROM entity WHERE kind = ? AND ext = ?').get(kindCode(kind), id))?.[0]);
}

/** In the order of the partial index, so a page costs what it holds. */
export function readRegistrations(
  prepare: StatementCache,
  { from, after, first }: RegistrationsRequest,
  isStale: boolean,
): readonly Entity[] {
  const columns = entityColumns('entity', isStale);
  const order = 'ORDER BY created_at, kind, ext LIMIT ?';
  const place = after === null ? '' : 'AND (created_at, kind, ext) > (?, ?, ?)';
  const query = prepare(`SELECT ${columns} FROM entity WHERE ${CREATED_ACTOR} AND created_at >= ? ${place} ${order}`);
  const values = after === null ? [] : [after.createdAt, kindCode(after.ref.kind), after.ref.id];
  return toRows(query.all(from, ...values, first)).map(parseEntity);
}

/** Ids grow by arrival. By the table itself, from there on: an index of kinds would put all accounts in order first. */
export function readArrivals(
  prepare: StatementCache,
  { from, first }: ArrivalsRequest,
  isStale: boolean,
): readonly Arrival[] {
  const columns = entityColumns('entity', isStale);
  const query = prepare(`SELECT ${columns} FROM entity WHERE id >= ? AND +kind IN (${ACTORS}) ORDER BY id LIMIT ?`);
  return toRows(query.all(from, first)).map((row) => ({ position: toNumber(row[0]), account: parseEntity(row) }));
}

/** From the end, for those asked for are among the last: ids have gaps where an entity was there already. */
export function readNextArrival(prepare: StatementCache, state: StoreState, afterEntities: number): number {
  const later = state.entities - afterEntities;
  if (later <= 0) return state.nextEntity;
  return toNumber(toRow(prepare('SELECT id FROM entity ORDER BY id DESC LIMIT 1 OFFSET ?').get(later - 1))?.[0]);
}

const MAX_ACCOUNTS = 1_000;

/** Position n: how many identifiers of this kind have more than n accounts; n below 1,000. */
export function countAccountsPerIdentifier(prepare: StatementCache, kind: EntityKind): readonly number[] {
  const rows = toRows(
    prepare(
      `SELECT accounts, count(*) FROM (
        SELECT count(DISTINCT r.a) AS accounts FROM entity e CROSS JOIN link_reverse r ON r.b = e.id
        CROSS JOIN entity f ON f.id = r.a
        CROSS JOIN link l ON l.a = r.a AND l.b = r.b AND l.type = r.type
        WHERE e.kind = ? AND e.removed_at IS NULL AND f.removed_at IS NULL AND f.kind IN (${ACTORS})
          AND r.type < ${LINK_TYPE_LIST.length} AND ${liveLink('l')}
        GROUP BY e.id
      ) GROUP BY accounts`,
    ).all(kindCode(kind)),
  );
  const most = Math.min(MAX_ACCOUNTS, Math.max(0, ...rows.map((row) => toNumber(row[0]))));
  const more = new Array<number>(most).fill(0);
  for (const row of rows) {
    const accounts = Math.min(most, toNumber(row[0]));
    for (let n = 0; n < accounts; n++) more[n] = (more[n] ?? 0) + toNumber(row[1]);
  }
  return more;
}
