/**
 * Links as they come from the server: a block of nodes at a time, and of nearly all links three numbers each. The first
 * holds other end, place of the node in its block, and count, in one: 2⁻⁵³ is as fine as a number goes, so it is for
 * ends below 2³¹, blocks of 1,024 and counts below 4,096. Links beyond that, without times, removed, or asked for with
 * their parts, come whole.
 */
import { LINK_TYPE_LIST, type LinkType } from '../../domain/ontology.ts';
import type { SqlRow, SqlValue } from '../sqlite/sql.ts';
import { BULK_MS, type Neo4jConnection, type Row, toInteger } from './connection.ts';

const SESSIONS = 2;
const BLOCK = 1_024;
const COUNTS = 4_096;
const MOST_PACKED_ENDS = 2 ** 31;

/** The least and the largest of the nodes' ids. */
export type NodeRange = { readonly first: number; readonly last: number };

/** A row of load-links.cypher. */
type Packed = {
  readonly block: number;
  /** Null where the links come whole. */
  readonly type: LinkType | null;
  readonly ends: readonly number[];
  readonly firstSeen: readonly number[];
  readonly lastSeen: readonly number[];
  readonly whole: readonly (readonly SqlValue[])[];
};
export type LinkBlocks = { readonly rows: readonly Packed[]; readonly total: number };

/** Each session takes every second block. `withParts`: what was stated and what was observed of each, too. */
export async function loadLinkBlocks(
  connection: Neo4jConnection,
  nodes: NodeRange,
  withParts: boolean,
): Promise<LinkBlocks> {
  const isPacked = nodes.last < MOST_PACKED_ENDS;
  const parts = Array.from({ length: SESSIONS }, (_, part) => {
    const first = nodes.first + part * BLOCK;
    const numbers = { first, last: nodes.last, stride: BLOCK * SESSIONS, block: BLOCK };
    const integers = Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, toInteger(value)]));
    return connection.ask('graph/load-links', { ...integers, isPacked, withParts }, null, BULK_MS);
  });
  const rows = (await Promise.all(parts)).flat().map(toPacked);
  return { rows, total: rows.reduce((sum, { ends }) => sum + ends.length, 0) };
}

const toPacked = ([block, type, ends, firstSeen, lastSeen, whole]: Row): Packed =>
  ({ block, type, ends, firstSeen, lastSeen, whole }) as Packed;

/** The latest time of any link; −1 where none has one. */
export function latestOfLinks({ rows }: LinkBlocks): number {
  let latest = -1;
  for (const { lastSeen } of rows) for (const time of lastSeen) if (time > latest) latest = time;
  return latest;
}

const span = (first: SqlValue, last: SqlValue): SqlValue =>
  first === null || last === null ? null : Number(last) - Number(first);

/** As rows of which columns are made, by the store's small ids. */
export function* linkRows({ rows }: LinkBlocks, idOf: (node: number) => number): Iterable<SqlRow> {
  for (const row of rows) yield* row.type === null ? wholeRows(row, idOf) : packedRows(row, idOf);
}

function* packedRows({ block, type, ends, firstSeen, lastSeen }: Packed, idOf: (node: number) => number) {
  const code = LINK_TYPE_LIST.indexOf(type as LinkType);
  for (let i = 0; i < ends.length; i++) {
    const packed = ends[i] ?? 0;
    const other = Math.floor(packed / (BLOCK * COUNTS));
    const rest = packed - other * BLOCK * COUNTS;
    const node = block + Math.floor(rest / COUNTS);
    const first = firstSeen[i] ?? 0;
    const shown: SqlValue[] = [rest % COUNTS, first, (lastSeen[i] ?? 0) - first];
    yield [idOf(node), idOf(other), code, 0, ...shown, null, null, null, null, null, null, null];
  }
}

function* wholeRows({ block, whole }: Packed, idOf: (node: number) => number): Iterable<SqlRow> {
  for (const [type, place, other, count, first, last, ...parts] of whole) {
    const ends = [idOf(block + Number(place)), idOf(Number(other)), LINK_TYPE_LIST.indexOf(type as LinkType), 0];
    const shown = [count, first, span(first ?? null, last ?? null)];
    yield [...ends, ...partsOf(shown as SqlValue[], parts), null, null, null] as SqlRow;
  }
}

/** Count, start and span as stated, the same as observed, and the removal. */
function partsOf(shown: readonly SqlValue[], parts: readonly SqlValue[]): readonly SqlValue[] {
  const [removedAt = null, stated = null, statedFirst = null, statedLast = null, ...seen] = parts;
  const [observed = null, observedFirst = null, observedLast = null] = seen;
  if (observed === null) return [...shown, null, null, null, removedAt];
  if (stated === null) return [null, null, null, ...shown, removedAt];
  const ofRows = [stated, statedFirst, span(statedFirst, statedLast)];
  return [...ofRows, observed, observedFirst, span(observedFirst, observedLast), removedAt];
}
