/** For every statement of the catalogue that asks or writes, what it is asked when its db hits are counted. */
import type { Parameters } from '../../server/src/adapters/neo4j/connection.ts';
import { toInteger } from '../../server/src/adapters/neo4j/connection.ts';
import { nodeKey } from '../../server/src/adapters/neo4j/entity-properties.ts';
import {
  DRAWN_LINK_TYPE_LIST,
  ENTITY_KIND_LIST,
  EVENT_REFERENCE_LIST,
  EVENT_TYPE_LIST,
} from '../../server/src/domain/ontology.ts';
import { hour } from './budget-graph.ts';

/** Ids of the nodes and relationships to write to: many rows, so that a scan a row is seen. */
export type Held = {
  readonly buyers: readonly number[];
  readonly devices: readonly number[];
  readonly shared: number;
  readonly seller: number;
  readonly links: readonly number[];
  readonly orders: readonly number[];
};
export type Question = { readonly value?: string; readonly parameters: Parameters };

const codesOf = (names: readonly string[]) => Object.fromEntries(names.map((name, code) => [name, toInteger(code)]));
export const DRAWN = codesOf(DRAWN_LINK_TYPE_LIST);
const EVENTS = codesOf(EVENT_TYPE_LIST);
const BUYER = nodeKey({ kind: 'Buyer', id: 'b7' });
const SHARED = nodeKey({ kind: 'Device', id: 'shared' });
export const AROUND = [BUYER, SHARED, ...[8, 9, 10].map((i) => nodeKey({ kind: 'Buyer', id: `b${i}` }))];
const ALWAYS = { from: null, to: null };
const WINDOW = { from: toInteger(hour(10)), to: toInteger(hour(20)), windowTo: toInteger(hour(20)) };
export const PAGE = { types: null, ...ALWAYS, codes: EVENTS, after: null, limit: toInteger(10) };
const order = (parameters: Parameters): Question => ({ value: 'ORDER', parameters });
const usesDevice = (parameters: Parameters): Question => ({ value: 'USES_DEVICE', parameters });
const plain = (parameters: Parameters = {}): Question => ({ parameters });

export function profiledQuestions(held: Held): Readonly<Record<string, Question>> {
  return { ...READS, ...STORE, ...RINGS, ...NOTES, ...loads(held), ...writes(held) };
}

/** One node's links: what a wider block costs goes by the ids free in it, and those by what the server held before. */
function loads({ buyers }: Held): Readonly<Record<string, Question>> {
  const [node = -1] = buyers;
  return {
    'graph/load-links': plain({
      ...{ first: toInteger(node), last: toInteger(node), stride: toInteger(1), block: toInteger(1) },
      ...{ isPacked: true, withParts: false },
    }),
  };
}

const READS: Readonly<Record<string, Question>> = {
  'graph/all-entities': plain({ from: '' }),
  'graph/all-events': plain({ from: '' }),
  'graph/all-links': plain({ from: '' }),
  'graph/count-accounts': { value: 'Device', parameters: {} },
  'graph/count-all-events': order({}),
  'graph/count-events': order(WINDOW),
  'graph/count-link-types': plain({ keys: AROUND }),
  'graph/arrivals': plain({ from: toInteger(1), limit: toInteger(10) }),
  'graph/expand-entities': plain({
    ...{ keys: AROUND, types: null, ...ALWAYS, limit: toInteger(20) },
    withEnds: false,
  }),
  'graph/find-events-among': plain({ ...PAGE, keys: AROUND, named: { device: ['own-7'] } }),
  'graph/find-events-of': plain({ ...PAGE, keys: AROUND }),
  'graph/find-events-of-order': order({ order: 'o7-1' }),
  'graph/links-among': plain({ keys: AROUND, ...ALWAYS, limit: toInteger(100), codes: DRAWN }),
  'graph/links-between': plain({ from: BUYER, to: AROUND[2], mostLinks: toInteger(200), limit: toInteger(200) }),
  'graph/load-entities': plain({ part: toInteger(0), parts: toInteger(1) }),
  'graph/load-events': plain({
    ...{ part: toInteger(0), parts: toInteger(1), codes: EVENTS, references: EVENT_REFERENCE_LIST },
    withVersions: true,
  }),
  'graph/meet-around': plain({ keys: AROUND, types: ['USES_DEVICE'], limit: toInteger(100) }),
  'graph/newest-events': order({ ...PAGE, ...WINDOW }),
  'graph/read-entities': plain({ keys: AROUND }),
  'graph/registrations': plain({ from: toInteger(hour(0)), after: null, limit: toInteger(10) }),
  'graph/search-entities': plain({
    ...{ text: 'b7', word: '\nb7', prefixes: ENTITY_KIND_LIST.map((kind) => nodeKey({ kind, id: '' })) },
    ...{ rank: null, afterKey: '', limit: toInteger(10) },
  }),
  'graph/timeless-events': order({ id: '', limit: toInteger(10) }),
};

const STORE: Readonly<Record<string, Question>> = {
  'schema/013-label-removed': plain(),
  'schema/014-mark-undated': order({}),
  'store/lock-store': plain({ now: toInteger(1) }),
  'store/make-store': plain({ schema: toInteger(1) }),
  'store/count-nodes': plain(),
  'store/read-schema': plain(),
  'store/read-store': plain(),
  'store/save-store': plain({ properties: { changeNumber: toInteger(2) } }),
};

const many = <T>(row: (i: number) => T): Parameters => ({ rows: Array.from({ length: 10 }, (_, i) => row(i)) });
const key = (i: number): string => nodeKey({ kind: 'Buyer', id: `b${i}` });
const pair = (i: number): readonly string[] => [`ring-${i}`, key(i)];
const ids = { ids: ['ring-0', 'ring-1', 'ring-2'] };

/** Ten rings of one member each, shown beside the graph and noted. */
const RINGS: Readonly<Record<string, Question>> = {
  'projection/write-rings': plain(many((i) => ({ id: `ring-${i}`, run: 'run', score: 0.5, severity: 'HIGH' }))),
  'projection/write-memberships': plain(many((i) => [key(i), `ring-${i}`, 'CORE', 0.9, 'run'])),
  'projection/lock-rings': plain({ now: toInteger(1) }),
  'projection/stamp-rings': plain({ run: 'run', number: toInteger(1), owner: 'owner' }),
  'projection/read-rings': plain(),
  'projection/read-stamp': plain(),
  'projection/delete-memberships': plain(many((i) => [key(i), `ring-${i}`])),
  'projection/delete-rings': plain(ids),
};
const NOTES: Readonly<Record<string, Question>> = {
  'notes/save-rings': plain(many((i) => ({ id: `ring-${i}`, hash: `hash-${i}` }))),
  'notes/save-members': plain(many((i) => [`ring-${i}`, { key: key(i) }, { hash: `hash-${i}` }])),
  'notes/list-rings': plain(),
  'notes/list-members': plain(),
  'notes/remove-members': plain({ pairs: many(pair)['rows'] }),
  'notes/remove-rings': plain(ids),
};

/** What is written for good before the counting, so that the other questions find something. */
export const BEFOREHAND = {
  schema: ['notes/constrain-rings', 'notes/constrain-members'],
  written: Object.entries({ ...RINGS, ...NOTES }).filter(([name]) => /(write|save|lock)-/.test(name)),
};

function writes({ buyers, devices, shared, seller, links, orders }: Held): Readonly<Record<string, Question>> {
  const to = (end: number | undefined, i: number): readonly unknown[] => [toInteger(buyers[i]), toInteger(end)];
  const ends = (i: number) => to(shared, i);
  const pairs = (end: (i: number) => number | undefined) => many((i) => [toInteger(i), ...to(end(i), i)])['rows'];
  const twos = (end: (i: number) => number | undefined) => many((i) => to(end(i), i))['rows'];
  const integers = (ids: readonly number[]): readonly unknown[] => ids.slice(0, 10).map(toInteger);
  return {
    'write/add-degrees': plain(many((i) => [toInteger(buyers[i]), toInteger(1)])),
    'write/create-entities': { value: 'Buyer', parameters: many((i) => ({ key: `new ${i}`, id: `new ${i}` })) },
    'write/create-events': order(many((i) => [...ends(i), { id: `new ${i}`, at: toInteger(hour(i)) }])),
    'write/create-involvements': plain(many((i) => [...ends(i), { event: 'ORDER', id: `o${i}-0` }])),
    'write/create-links': usesDevice(many((i) => [...ends(i), { count: toInteger(1), role: 'OTHER' }])),
    'write/create-plain-links': usesDevice(many((i) => [...ends(i), toInteger(1), null, null, ['test']])),
    'write/delete-involvements': plain(many((i) => [...to(devices[i], i), 'ORDER', `o${i}-0`])),
    'write/delete-relationships': plain({ rows: integers(links) }),
    'write/find-entities': plain({ keys: AROUND }),
    'write/find-events': order({ ids: ['o7-1', 'o8-1', 'o9-1'] }),
    'write/find-links': usesDevice({ pairs: pairs(() => shared) }),
    'write/read-nodes': plain({ nodes: integers(buyers) }),
    'graph/find-witnesses': order({ pairs: twos(() => seller) }),
    'graph/find-witnesses-by-name': plain({ pairs: twos((i) => devices[i]) }),
    'write/sum-events': order({ pairs: pairs(() => seller) }),
    'write/sum-involvements': plain({ pairs: pairs((i) => devices[i]) }),
    'write/label-removed': plain({ rows: integers(buyers).slice(0, 10) }),
    'write/update-entities': plain(many((i) => [toInteger(buyers[i]), { label: 'New' }])),
    'write/update-relationships': plain(many((i) => [toInteger(orders[i]), { id: `changed ${i}` }])),
  };
}
