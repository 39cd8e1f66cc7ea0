/**
 * Reads the whole graph back in one transaction. Neo4j holds no moment still for it: that nothing was written
 * meanwhile is checked by the change number, and told as a failure where something was.
 */
import type {
  MergedEntity,
  MergedEvent,
  MergedLink,
  Placed,
  RecordReader,
} from '../../application/ports/record-reader.ts';
import { FailureError, failure } from '../../domain/failure.ts';
import type { EventType, LinkType } from '../../domain/ontology.ts';
import { BULK_MS, Neo4jConnection, type OpenTransaction } from './connection.ts';
import type { Neo4jLogin } from './drivers.ts';
import { ENTITY_LAYOUT, toRef } from './entity-properties.ts';
import { readEvent } from './event-properties.ts';
import { readParts } from './link-properties.ts';
import { type Properties, readMerged } from './merged-properties.ts';
import { readState } from './store-node.ts';

/**
 * The store must have been opened before: its schema is not looked at. The place of an entity is its key, that of a link
 * or an event the key of the entity it comes from.
 */
export async function openNeo4jRecordReader(login: Neo4jLogin): Promise<RecordReader> {
  const connection = new Neo4jConnection(login);
  try {
    const { changeNumber } = await readState(connection);
    const transaction = await connection.begin('read-records', BULK_MS);
    const whole = <T>(records: AsyncIterable<T>) => unchanged(records, connection, changeNumber);
    return {
      entities: (from) => whole(readEntities(transaction, from)),
      links: (from) => whole(readLinks(transaction, from)),
      events: (from) => whole(readEvents(transaction, from)),
      close: async () => {
        await transaction.undo();
        await connection.close();
      },
    };
  } catch (error) {
    await connection.close();
    throw error;
  }
}

async function* unchanged<T>(
  records: AsyncIterable<T>,
  connection: Neo4jConnection,
  changeNumber: number,
): AsyncGenerator<T> {
  yield* records;
  if ((await readState(connection)).changeNumber === changeNumber) return;
  throw new FailureError(failure('STORE_UNAVAILABLE', 'The graph changed while it was read out: run it again.'));
}

async function* readEntities({ stream }: OpenTransaction, from = ''): AsyncGenerator<Placed<MergedEntity>> {
  for await (const [key, properties] of stream('graph/all-entities', { from })) {
    yield { place: String(key), ref: toRef(key), merged: readMerged(ENTITY_LAYOUT, properties as Properties) };
  }
}

async function* readLinks({ stream }: OpenTransaction, from = ''): AsyncGenerator<Placed<MergedLink>> {
  for await (const [type, start, to, properties] of stream('graph/all-links', { from })) {
    const { stated } = readParts(properties as Properties);
    if (stated === null) continue;
    yield { place: String(start), type: type as LinkType, from: toRef(start), to: toRef(to), stated };
  }
}

async function* readEvents({ stream }: OpenTransaction, from = ''): AsyncGenerator<Placed<MergedEvent>> {
  for await (const [type, start, to, found] of stream('graph/all-events', { from })) {
    const properties = found as Properties;
    const merged = readEvent({ from: toRef(start), to: toRef(to) }, properties);
    yield { place: String(start), type: type as EventType, id: String(properties['id']), merged };
  }
}
