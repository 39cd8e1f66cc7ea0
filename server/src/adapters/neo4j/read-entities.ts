/** Entities by kind and id, and how many accounts share one. */
import type { Arrival, ArrivalsRequest, RegistrationsRequest } from '../../application/ports/graph-store.ts';
import type { Entity } from '../../domain/graph-view.ts';
import { ENTITY_KIND_LIST, type EntityKind } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { type Neo4jConnection, toInteger } from './connection.ts';
import { nodeKey, toEntity } from './entity-properties.ts';
import { numberOf, type Properties } from './merged-properties.ts';

export async function readEntities(
  connection: Neo4jConnection,
  refs: readonly EntityRef[],
): Promise<readonly (Entity | null)[]> {
  const keys = refs.map(nodeKey);
  const rows = await connection.ask('graph/read-entities', { keys: [...new Set(keys)] });
  const found = new Map(rows.map(([key, properties]) => [key, toEntity(key, properties as Properties)]));
  return keys.map((key) => found.get(key) ?? null);
}

export async function readEntitiesById(connection: Neo4jConnection, id: string): Promise<readonly Entity[]> {
  const refs = ENTITY_KIND_LIST.map((kind) => ({ kind, id }));
  return (await readEntities(connection, refs)).filter((entity) => entity !== null);
}

export async function readRegistrations(
  connection: Neo4jConnection,
  { from, after, first }: RegistrationsRequest,
): Promise<readonly Entity[]> {
  // Whatever lies before the place need not be looked at: the moment it has is where the walk goes on.
  const place = after === null || after.createdAt < from ? null : after;
  const parameters = { from: toInteger(place?.createdAt ?? from), after: place && nodeKey(place.ref) };
  const rows = await connection.ask('graph/registrations', { ...parameters, limit: toInteger(first) });
  return rows.map(([key, properties]) => toEntity(key, properties as Properties));
}

export async function readArrivals(
  connection: Neo4jConnection,
  { from, first }: ArrivalsRequest,
): Promise<readonly Arrival[]> {
  const rows = await connection.ask('graph/arrivals', { from: toInteger(from), limit: toInteger(first) });
  return rows.map(([key, position, properties]) => ({
    position: numberOf(position) ?? 0,
    account: toEntity(key, properties as Properties),
  }));
}

const MAX_ACCOUNTS = 1_000;

/** Position n: how many identifiers of this kind have more than n accounts; n below 1,000. */
export async function countAccounts(connection: Neo4jConnection, kind: EntityKind): Promise<readonly number[]> {
  const rows = await connection.ask('graph/count-accounts', {}, kind);
  const most = Math.min(MAX_ACCOUNTS, Math.max(0, ...rows.map(([accounts]) => Number(accounts))));
  const more = new Array<number>(most).fill(0);
  for (const [accounts, things] of rows) {
    for (let n = 0; n < Math.min(most, Number(accounts)); n++) more[n] = (more[n] ?? 0) + Number(things);
  }
  return more;
}
