/**
 * What the store holds of the things a batch tells of, as records: merged with these anywhere else, the batch changes
 * what it would change here. A link that events show comes with all the events that show it, for a correction of the
 * last of them takes it away.
 */
import { entityRecords, eventRecords, linkRecords } from '../../application/merged-to-records.ts';
import type { EventType } from '../../domain/ontology.ts';
import type { EntityRecord, EventRecord, GraphRecord, LinkRecord } from '../../domain/records.ts';
import { gatherDrafts, type LinkDraft } from './batch-drafts.ts';
import { type Neo4jConnection, type Row, toInteger } from './connection.ts';
import { ENTITY_LAYOUT, toRef } from './entity-properties.ts';
import { readEvent } from './event-properties.ts';
import { readParts } from './link-properties.ts';
import { type Properties, readMerged } from './merged-properties.ts';
import { isObservedByName, witnessesOf } from './observe-again.ts';
import { groupBy, inParts } from './write-context.ts';

type EventIds = Map<EventType, Set<string>>;

export async function heldRecords(
  connection: Neo4jConnection,
  batch: readonly GraphRecord[],
): Promise<readonly GraphRecord[]> {
  const drafts = gatherDrafts(batch);
  const links = await heldLinks(connection, [...drafts.links]);
  const ids: EventIds = new Map();
  for (const { type, id } of drafts.events.values()) note(ids, type, id);
  await noteWitnesses(connection, links.observed, ids);
  return [
    ...(await heldEntities(connection, [...drafts.entities.keys()])),
    ...links.records,
    ...(await heldEvents(connection, ids)),
  ];
}

function note(ids: EventIds, type: EventType, id: string): void {
  const known = ids.get(type) ?? new Set();
  ids.set(type, known.add(id));
}

async function heldEntities(connection: Neo4jConnection, keys: readonly string[]): Promise<readonly EntityRecord[]> {
  const records: EntityRecord[] = [];
  for (const part of inParts(keys)) {
    for (const [key, properties] of await connection.ask('graph/read-entities', { keys: part })) {
      records.push(...entityRecords({ ref: toRef(key), merged: readMerged(ENTITY_LAYOUT, properties as Properties) }));
    }
  }
  return records;
}

/** Internal ids of its ends. */
type Pair = readonly [number, number];
type ObservedPair = { readonly type: LinkDraft['type']; readonly pair: Pair };
type HeldLinks = { readonly records: LinkRecord[]; readonly observed: ObservedPair[] };

async function heldLinks(connection: Neo4jConnection, drafts: readonly LinkDraft[]): Promise<HeldLinks> {
  const nodes = await findNodes(connection, [...new Set(drafts.flatMap(({ from, to }) => [from, to]))]);
  const held: HeldLinks = { records: [], observed: [] };
  for (const [type, ofType] of groupBy(drafts, (draft) => draft.type)) {
    const there = ofType.flatMap((draft) => {
      const [from, to] = [nodes.get(draft.from), nodes.get(draft.to)];
      return from === undefined || to === undefined ? [] : [{ draft, pair: [from, to] as const }];
    });
    for (const part of inParts(there)) {
      const pairs = part.map(({ pair }, position) => [position, ...pair].map(toInteger));
      for (const [position, , properties] of await connection.ask('write/find-links', { pairs }, type)) {
        const found = part[Number(position)];
        if (found) noteLink(held, found, properties as Properties);
      }
    }
  }
  return held;
}

type FoundLink = { readonly draft: LinkDraft; readonly pair: Pair };

function noteLink(held: HeldLinks, { draft: { type, from, to }, pair }: FoundLink, properties: Properties): void {
  const { stated, observed } = readParts(properties);
  if (stated !== null) held.records.push(...linkRecords({ type, from: toRef(from), to: toRef(to), stated }));
  if (observed !== null) held.observed.push({ type, pair });
}

async function findNodes(connection: Neo4jConnection, keys: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const nodes = new Map<string, number>();
  for (const part of inParts(keys)) {
    const rows = await connection.ask('write/find-entities', { keys: part });
    for (const [key, node] of rows) nodes.set(String(key), Number(node));
  }
  return nodes;
}

async function noteWitnesses(
  connection: Neo4jConnection,
  observed: readonly ObservedPair[],
  ids: EventIds,
): Promise<void> {
  for (const [type, ofType] of groupBy(observed, (link) => link.type)) {
    for (const part of inParts(ofType)) {
      const pairs = part.map(({ pair }) => pair.map(toInteger));
      for (const [event, id] of await findWitnesses(connection, type, pairs)) {
        note(ids, event as EventType, String(id));
      }
    }
  }
}

/** Type and id of each. */
async function findWitnesses(connection: Neo4jConnection, link: LinkDraft['type'], pairs: readonly unknown[]) {
  const found: Row[] = [];
  for (const type of witnessesOf(link)) {
    for (const [id] of await connection.ask('graph/find-witnesses', { pairs }, type)) found.push([type, id]);
  }
  if (isObservedByName(link)) found.push(...(await connection.ask('graph/find-witnesses-by-name', { pairs })));
  return found;
}

async function heldEvents(connection: Neo4jConnection, ids: EventIds): Promise<readonly EventRecord[]> {
  const records: EventRecord[] = [];
  for (const [type, ofType] of ids) {
    for (const part of inParts([...ofType])) {
      for (const [id, , from, to, properties] of await connection.ask('write/find-events', { ids: part }, type)) {
        const merged = readEvent({ from: toRef(from), to: toRef(to) }, properties as Properties);
        records.push(...eventRecords({ type, id: String(id), merged }));
      }
    }
  }
  return records;
}
