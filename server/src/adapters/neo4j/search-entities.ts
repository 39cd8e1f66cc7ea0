/** Search by id and label: folded by NFKC and case, exact ids first, then what starts with the text. */
import type { GraphStore, Page, Paged } from '../../application/ports/graph-store.ts';
import type { Entity } from '../../domain/graph-view.ts';
import { ENTITY_KIND_LIST } from '../../domain/ontology.ts';
import { parseCursor, toCursor } from '../sqlite/cursor.ts';
import { fold, toWordPrefix } from '../sqlite/fold.ts';
import { type Neo4jConnection, type Row, toInteger } from './connection.ts';
import { nodeKey, toEntity } from './entity-properties.ts';
import type { Properties } from './merged-properties.ts';

export async function searchEntities(
  connection: Neo4jConnection,
  query: Parameters<GraphStore['searchEntities']>[0],
  page: Page,
): Promise<Paged<Entity>> {
  const after = page.after === undefined ? null : parseCursor(page.after, ['number', 'string']);
  const text = fold(query.text);
  if (text === '') return { items: [], hasNext: false, totalCount: 0 };
  const found = await connection.ask('graph/search-entities', {
    text,
    word: `\n${toWordPrefix(query.text)}`,
    prefixes: (query.kinds ?? ENTITY_KIND_LIST).map((kind) => nodeKey({ kind, id: '' })),
    rank: after && toInteger(Number(after[0])),
    afterKey: after?.[1] ?? '',
    limit: toInteger(page.first + 1),
  });
  const rows = found.filter(([, rank]) => rank !== null);
  return {
    items: rows.slice(0, page.first).map((row) => ({ item: toItem(row), cursor: cursorOf(row) })),
    hasNext: rows.length > page.first,
    totalCount: Number(found[0]?.[0] ?? 0),
  };
}

const toItem = ([, , key, properties]: Row): Entity => toEntity(key, properties as Properties);
const cursorOf = ([, rank, key]: Row): string => toCursor([Number(rank), String(key)]);
