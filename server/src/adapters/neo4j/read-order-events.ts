/** The events of one order: few, so they are read whole and narrowed here. */
import type { EventFilter, Paged, TimeWindow } from '../../application/ports/graph-store.ts';
import { entityKey } from '../../domain/entity-key.ts';
import type { GraphEvent } from '../../domain/graph-view.ts';
import { isRemoved } from '../../domain/merge-observed.ts';
import { EVENT_REFERENCE_LIST, EVENT_REFERENCES, type EventType } from '../../domain/ontology.ts';
import type { Neo4jConnection } from './connection.ts';
import { toRef } from './entity-properties.ts';
import { byNewest, cursorOf, type EventKey } from './event-keys.ts';
import { toEvent } from './event-properties.ts';
import type { Properties } from './merged-properties.ts';
import { heldTypes } from './store-node.ts';

export async function readEventsOfOrder(
  connection: Neo4jConnection,
  orderId: string,
  filter: EventFilter,
  first: number,
  after: EventKey | null,
): Promise<Paged<GraphEvent>> {
  const types = await heldTypes(connection);
  const rows = await connection.read('find-events-of-order', async ({ run }) => {
    const found = types.map((type) => run('graph/find-events-of-order', { order: orderId }, type));
    return (await Promise.all(found)).flat();
  });
  const isWanted = wantedBy(filter);
  const events = rows
    .map(([type, from, to, found]) => {
      const properties = found as Properties;
      const ends = { from: toRef(from), to: toRef(to) };
      return toEvent(type as EventType, String(properties['id']), ends, properties);
    })
    .filter(isWanted)
    .sort((x, y) => byNewest(keyOf(x), keyOf(y)));
  const rest = after ? events.filter((event) => byNewest(keyOf(event), after) > 0) : events;
  return {
    items: rest.slice(0, first).map((item) => ({ item, cursor: cursorOf(item) })),
    hasNext: rest.length > first,
    totalCount: events.length,
  };
}

const keyOf = ({ at, type, id }: GraphEvent): EventKey => ({ at: at ?? -1, type, id });

function wantedBy({ of, among, types, window }: EventFilter): (event: GraphEvent) => boolean {
  const wanted = of && new Set(of.map(entityKey));
  return (event) =>
    (!types || types.includes(event.type)) &&
    isInWindow(event, window) &&
    (!wanted || isIn(event, wanted, among ?? false));
}

/** A removed event is still there in views of an earlier date. */
function isInWindow({ at, removedAt }: GraphEvent, { from, to }: TimeWindow = {}): boolean {
  if (from !== undefined && !(at !== undefined && at >= from)) return false;
  if (to !== undefined && !(at !== undefined && at <= to)) return false;
  return !isRemoved(removedAt ?? null, at ?? null) || (to !== undefined && removedAt !== undefined && removedAt > to);
}

function isIn({ from, to, references }: GraphEvent, wanted: ReadonlySet<string>, among: boolean): boolean {
  const ends = [from, to].filter((ref) => wanted.has(entityKey(ref))).length;
  const isNamed = EVENT_REFERENCE_LIST.some((name) => {
    const id = references?.[name];
    return id !== undefined && wanted.has(entityKey({ kind: EVENT_REFERENCES[name].kind, id }));
  });
  return among ? ends === 2 || (ends === 1 && isNamed) : ends > 0 || isNamed;
}
