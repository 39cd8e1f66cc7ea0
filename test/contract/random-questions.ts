/** Questions of every kind a graph store answers, drawn at random about things that are there and a few that are not. */
import type { EventFilter, GraphStore, Paged, TimeWindow } from '../../server/src/application/ports/graph-store.ts';
import {
  DRAWN_LINK_TYPE_LIST,
  ENTITY_KIND_LIST,
  EVENT_TYPE_LIST,
  type EventType,
} from '../../server/src/domain/ontology.ts';
import type { EntityRef } from '../../server/src/domain/records.ts';
import type { TimePoint } from '../../server/src/domain/time-point.ts';

export type Known = {
  readonly refs: readonly EntityRef[];
  readonly events: readonly { readonly type: EventType; readonly id: string }[];
  readonly labels: readonly string[];
  readonly orders: readonly string[];
  readonly times: readonly TimePoint[];
};
export type Question = { readonly name: string; readonly ask: (store: GraphStore) => Promise<unknown> };

type Random = () => number;
const below = (random: Random, limit: number): number => Math.floor(random() * limit);
function pick<T>(random: Random, list: readonly T[]): T {
  const found = list[below(random, list.length)];
  if (found === undefined) throw new Error('nothing to pick from');
  return found;
}
const some = <T>(random: Random, list: readonly T[], most: number): T[] =>
  Array.from({ length: 1 + below(random, most) }, () => pick(random, list));

function refsOf(random: Random, { refs }: Known, most: number): EntityRef[] {
  const found = some(random, refs, most);
  return random() < 0.1 ? [...found, { kind: 'Buyer', id: 'nobody' }] : found;
}

function windowOf(random: Random, { times }: Known): { window?: TimeWindow } {
  const choice = random();
  if (choice < 0.5) return {};
  const [from, to] = [pick(random, times), pick(random, times)].sort((x, y) => x - y);
  if (choice < 0.65 && from !== undefined) return { window: { from } };
  if (choice < 0.8 && to !== undefined) return { window: { to } };
  return from !== undefined && to !== undefined ? { window: { from, to } } : {};
}

const QUESTIONS: Readonly<Record<string, (random: Random, known: Known) => Question['ask']>> = {
  entities: (random, known) => {
    const refs = refsOf(random, known, 20);
    return (store) => store.entities(refs);
  },
  expand: (random, known) => {
    const types = random() < 0.3 ? { types: some(random, DRAWN_LINK_TYPE_LIST, 6) } : {};
    const limitPerEntity = 1 + below(random, 120);
    const expansion = { of: refsOf(random, known, 4), limitPerEntity, ...types, ...windowOf(random, known) };
    return (store) => store.expand(expansion);
  },
  'link types': (random, known) => {
    const refs = refsOf(random, known, 5);
    return async (store) => (await store.linkTypeCounts(refs)).map((counts) => [...counts]);
  },
  'links among': (random, known) => {
    const seeds = some(random, known.refs, 3);
    const options = { limit: 1 + below(random, 300), ...windowOf(random, known) };
    return async (store) => {
      const around = await store.expand({ of: seeds, limitPerEntity: 40 });
      const refs = around.flatMap(({ ref, links }) => [ref, ...links.flatMap(({ from, to }) => [from, to])]);
      return store.linksAmong(refs, options);
    };
  },
  event: (random, known) => {
    const { type, id } = pick(random, known.events);
    const isTyped = random() < 0.5;
    return (store) => store.event(id, isTyped ? type : undefined);
  },
  events: (random, known) => {
    const choice = random();
    const filter: EventFilter = {
      ...(choice < 0.75 && { of: refsOf(random, known, choice < 0.3 ? 1 : 12) }),
      ...(choice > 0.4 && choice < 0.75 && { among: true }),
      ...(choice > 0.75 && choice < 0.85 && { orderId: pick(random, known.orders) }),
      ...(random() < 0.3 && { types: some(random, EVENT_TYPE_LIST, 5) }),
      ...windowOf(random, known),
    };
    const first = 1 + below(random, 30);
    return (store) => twoPages((after) => store.events(filter, after === undefined ? { first } : { first, after }));
  },
  search: (random, known) => {
    const text = random() < 0.5 ? pick(random, known.labels) : pick(random, known.refs).id;
    const query = {
      text: text.slice(0, 1 + below(random, text.length)),
      ...(random() < 0.3 && { kinds: some(random, ENTITY_KIND_LIST, 4) }),
    };
    const first = 1 + below(random, 30);
    return (store) =>
      twoPages((after) => store.searchEntities(query, after === undefined ? { first } : { first, after }));
  },
  'of an id': (random, known) => {
    const { id } = pick(random, known.refs);
    return (store) => store.entitiesById(id);
  },
};

export function randomQuestion(random: Random, known: Known): Question {
  const name = pick(random, Object.keys(QUESTIONS));
  const ask = QUESTIONS[name]?.(random, known);
  if (!ask) throw new Error(`no question ${name}`);
  return { name, ask };
}

/** Items and totals; a cursor is a store's own business. */
async function twoPages<T>(read: (after?: string) => Promise<Paged<T>>): Promise<unknown> {
  const first = await read();
  const after = first.items.at(-1)?.cursor;
  const second = first.hasNext && after !== undefined ? await read(after) : null;
  return [first, second].map((page) => page && { ...page, items: page.items.map(({ item }) => item) });
}
