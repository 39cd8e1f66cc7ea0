/**
 * The whole graph as columns for detection. Links come packed, by blocks of nodes, and events as one list a node, over two
 * sessions at once. Sessions share no snapshot, so change number and counts are looked at again afterwards,
 * and the load repeated when a batch came between.
 */
import type { ColumnsRequest, LoadedColumns } from '../../application/ports/graph-store.ts';
import { FailureError, failure } from '../../domain/failure.ts';
import { EVENT_REFERENCE_LIST, EVENT_TYPE_LIST } from '../../domain/ontology.ts';
import { inSteps } from '../in-steps.ts';
import { columnsFrom } from '../sqlite/load-columns.ts';
import { columnSourceOf, type LoadedRows } from './column-rows.ts';
import { BULK_MS, type Neo4jConnection, type Parameters, type Row, toInteger } from './connection.ts';
import { loadLinkBlocks, type NodeRange } from './link-blocks.ts';
import { readState, toCounts } from './store-node.ts';

const SESSIONS = 2;
const TRIES = 5;
const codesOf = (names: readonly string[]) => Object.fromEntries(names.map((name, code) => [name, toInteger(code)]));
const EVENT_CODES = codesOf(EVENT_TYPE_LIST);

export async function loadColumns(connection: Neo4jConnection, request: ColumnsRequest): Promise<LoadedColumns> {
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const before = await readState(connection);
    const rows = await loadRows(connection, request);
    const after = await readState(connection);
    const isSame = before.changeNumber === after.changeNumber;
    if (!isSame) continue;
    const counts = toCounts(after);
    const found = { entities: rows.entities.length, links: rows.links.total, events: rows.events };
    if (found.entities !== counts.entities || found.links !== counts.links || found.events !== counts.events) {
      throw new FailureError(miscounted(counts, found));
    }
    const columns = await inSteps(columnsFrom(columnSourceOf(rows), request), connection.signal);
    return { columns, changeNumber: after.changeNumber, counts };
  }
  throw new FailureError(
    failure('STORE_UNAVAILABLE', 'The graph changed under every try to read it whole; wait until the import is done.'),
  );
}

const miscounted = (counts: object, found: object) =>
  failure(
    'STORE_UNAVAILABLE',
    `The graph is not what was imported: ${JSON.stringify(counts)} were written, ${JSON.stringify(found)} are there. Something else writes to this database.`,
  );

async function loadRows(connection: Neo4jConnection, request: ColumnsRequest): Promise<LoadedRows> {
  const entities = (await inParts(connection, 'graph/load-entities')).flatMap(([list]) => list as readonly Row[]);
  // Of today, what was stated and what was observed of a link need not be told apart.
  const withParts = request.asOf !== undefined || request.windowDays !== undefined;
  const links = await loadLinkBlocks(connection, rangeOf(entities), withParts);
  const events = await inParts(connection, 'graph/load-events', {
    codes: EVENT_CODES,
    references: EVENT_REFERENCE_LIST,
    withVersions: request.asOf !== undefined,
  });
  return {
    entities,
    links,
    eventLists: events.map(toList),
    events: total(events),
  };
}

function rangeOf(entities: readonly Row[]): NodeRange {
  let [first, last] = [Number(entities[0]?.[0] ?? 0), -1];
  for (const [node] of entities) {
    first = Math.min(first, Number(node));
    last = Math.max(last, Number(node));
  }
  return { first, last };
}

const toList = ([node, list]: Row) => ({ node: Number(node), list: list as readonly Row[] });
const total = (rows: readonly Row[]): number => rows.reduce((sum, [, list]) => sum + (list as Row[]).length, 0);

/** Each session takes the nodes whose id leaves its number: no id is left out, however they lie. */
async function inParts(
  connection: Neo4jConnection,
  statement: string,
  parameters: Parameters = {},
): Promise<readonly Row[]> {
  const parts = Array.from({ length: SESSIONS }, (_, part) =>
    connection.ask(statement, { ...parameters, part: toInteger(part), parts: toInteger(SESSIONS) }, null, BULK_MS),
  );
  return (await Promise.all(parts)).flat();
}
