/** Events by id, and pages of events by who is in them, type, order and time. */
import type { EventFilter, Page, Paged } from '../../application/ports/graph-store.ts';
import type { GraphEvent } from '../../domain/graph-view.ts';
import { EVENT_REFERENCE_LIST, EVENT_REFERENCES, EVENT_TYPE_LIST, type EventType } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { eventTypeCode } from '../sqlite/codes.ts';
import { type Neo4jConnection, type Parameters, type Run, toInteger } from './connection.ts';
import { nodeKey, toRef } from './entity-properties.ts';
import { byNewest, cursorOf, type EventKey, parseEventCursor } from './event-keys.ts';
import { toEvent } from './event-properties.ts';
import type { Properties } from './merged-properties.ts';
import { readEventsOfOrder } from './read-order-events.ts';
import { heldTypes } from './store-node.ts';
import { groupBy } from './write-context.ts';

const EVENT_CODES = Object.fromEntries(EVENT_TYPE_LIST.map((type, code) => [type, toInteger(code)]));

type FoundKeys = { readonly total: number; readonly keys: readonly EventKey[] };

export async function readEvent(connection: Neo4jConnection, id: string, type?: EventType): Promise<GraphEvent | null> {
  const types = type === undefined ? await heldTypes(connection) : [type];
  const keys = types.map((of) => ({ at: -1, type: of, id }));
  return (await readByKeys(connection, keys))[0] ?? null;
}

/** In the order of the keys; those that are not there are left out. */
async function readByKeys(connection: Neo4jConnection, keys: readonly EventKey[]): Promise<readonly GraphEvent[]> {
  const found = new Map<string, GraphEvent>();
  const groups = [...groupBy(keys, ({ type }) => type)];
  await Promise.all(
    groups.map(async ([type, ofType]) => {
      const ids = ofType.map(({ id }) => id);
      for (const [id, , from, to, properties] of await connection.ask('write/find-events', { ids }, type)) {
        const ends = { from: toRef(from), to: toRef(to) };
        found.set(`${type} ${id}`, toEvent(type, String(id), ends, properties as Properties));
      }
    }),
  );
  return keys.flatMap(({ type, id }) => found.get(`${type} ${id}`) ?? []);
}

export async function readEvents(
  connection: Neo4jConnection,
  filter: EventFilter,
  page: Page,
): Promise<Paged<GraphEvent>> {
  const after = page.after === undefined ? null : parseEventCursor(page.after);
  if (filter.orderId !== undefined) return readEventsOfOrder(connection, filter.orderId, filter, page.first, after);
  const { total, keys } = await findKeys(connection, filter, page.first + 1, after);
  const items = await readByKeys(connection, keys.slice(0, page.first));
  return {
    items: items.map((item) => ({ item, cursor: cursorOf(item) })),
    hasNext: keys.length > page.first,
    totalCount: total,
  };
}

async function findKeys(
  connection: Neo4jConnection,
  filter: EventFilter,
  limit: number,
  after: EventKey | null,
): Promise<FoundKeys> {
  const common = {
    types: filter.types ?? null,
    from: toInteger(filter.window?.from),
    to: toInteger(filter.window?.to),
    codes: EVENT_CODES,
    after: after && (await toPosition(connection, after)),
    limit: toInteger(limit),
  };
  if (!filter.of) return newestKeys(connection, filter, { common, limit, after });
  const parameters = { ...common, keys: [...new Set(filter.of.map(nodeKey))] };
  const [row] = filter.among
    ? await connection.ask('graph/find-events-among', { ...parameters, named: namedBy(filter.of) })
    : await connection.ask('graph/find-events-of', parameters);
  const [total = 0, found = []] = row ?? [];
  return { total: Number(total), keys: (found as readonly unknown[][]).map(toKey) };
}

/**
 * Ids are compared on the server, where both are stored texts: a parameter would be compared by UTF-16 units. It is by
 * the parameter where somebody else has deleted the event meanwhile.
 */
async function toPosition(connection: Neo4jConnection, { at, type, id }: EventKey): Promise<readonly unknown[]> {
  const [row] = await connection.ask('write/find-events', { ids: [id] }, type);
  return [toInteger(at), toInteger(eventTypeCode(type)), toInteger(Number(row?.[1] ?? -1)), id];
}

const toKey = ([at, type, id]: readonly unknown[]): EventKey => ({
  at: Number(at),
  type: type as EventType,
  id: String(id),
});

/** Event properties in which entities of the set may stand. */
function namedBy(refs: readonly EntityRef[]): Readonly<Record<string, readonly string[]>> {
  const named: [string, readonly string[]][] = [];
  for (const name of EVENT_REFERENCE_LIST) {
    const ids = refs.filter(({ kind }) => kind === EVENT_REFERENCES[name].kind).map(({ id }) => id);
    if (ids.length > 0) named.push([name, ids]);
  }
  return Object.fromEntries(named);
}

type Common = {
  readonly types: readonly EventType[] | null;
  readonly from: unknown;
  readonly to: unknown;
  readonly limit: unknown;
};
/** Behind every event whose time is known. */
const NO_TIME = -1;

/** Type by type, each by its index on time; a type of which there are none is not asked. */
async function newestKeys(
  connection: Neo4jConnection,
  filter: EventFilter,
  { common, limit, after }: { readonly common: Common; readonly limit: number; readonly after: EventKey | null },
): Promise<FoundKeys> {
  const held = await heldTypes(connection);
  const types = common.types ? held.filter((type) => common.types?.includes(type)) : held;
  const hasWindow = common.from !== null || common.to !== null;
  const to = filter.window?.to ?? Number.MAX_SAFE_INTEGER;
  const window = { ...common, windowTo: common.to, from: common.from ?? toInteger(0), to: toInteger(to) };
  // The index is entered at the last event shown, not at the newest of all.
  const rest = { ...window, to: toInteger(Math.min(to, after?.at ?? to)) };
  return connection.read('newest-events', async ({ run }) => {
    const ofAll = async (statement: string, parameters: Parameters) =>
      (await Promise.all(types.map((type) => run(statement, parameters, type)))).flat();
    const counted = await ofAll(hasWindow ? 'graph/count-events' : 'graph/count-all-events', window);
    const timed = after?.at === NO_TIME ? [] : await ofAll('graph/newest-events', rest);
    const timeless = hasWindow || timed.length >= limit ? [] : await timelessKeys(run, types, { common, after });
    return {
      total: counted.reduce((sum, [events]) => sum + Number(events), 0),
      keys: [...timed, ...timeless].map(toKey).sort(byNewest).slice(0, limit),
    };
  });
}

type Behind = { readonly common: Common; readonly after: EventKey | null };

/** Behind an event without a time come those of its type with a greater id, and the types behind it. */
async function timelessKeys(run: Run, types: readonly EventType[], { common: { limit }, after }: Behind) {
  const last = after?.at === NO_TIME ? after : null;
  const left = types.filter((type) => last === null || eventTypeCode(type) >= eventTypeCode(last.type));
  const idOf = (type: EventType): string => (type === last?.type ? last.id : '');
  const found = left.map((type) => run('graph/timeless-events', { id: idOf(type), limit }, type));
  return (await Promise.all(found)).flat();
}
