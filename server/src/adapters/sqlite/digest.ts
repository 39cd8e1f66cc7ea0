/**
 * A hash of the whole graph that no order can change: SHA-256 of each record's canonical text, summed modulo 2^256.
 */
import { canonicalEntity, canonicalEvent, canonicalLink } from '../../domain/merge-canonical.ts';
import { LINK_TYPE_LIST } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { ENTITY_READ_COLUMNS, parseMergedEntity, toKind } from './entity-rows.ts';
import { EVENT_ENTITY_JOINS, EVENT_READ_COLUMNS, parseMergedEvent, toEventType } from './event-rows.ts';
import { HashSum } from './hash-sum.ts';
import { LINK_COLUMNS, linkColumns, parseObserved, parseStated } from './link-rows.ts';
import { type BlockQuery, exactReal, rowBlocks } from './row-blocks.ts';
import type { SourceSets } from './source-sets.ts';
import { type SqlRow, type SqlValue, type StatementCache, toNullableNumber, toNumber, toText } from './sql.ts';

const LINK_ENDS = LINK_COLUMNS.length;
const ALL_ENTITIES: BlockQuery = {
  columns: ENTITY_READ_COLUMNS.join(', '),
  from: 'entity',
  key: 'entity.id',
  keysPerBlock: 1_000,
};
const ALL_LINKS: BlockQuery = {
  columns: `${linkColumns('link')}, f.kind, f.ext, t.kind, t.ext`,
  from: 'link CROSS JOIN entity f ON f.id = link.a CROSS JOIN entity t ON t.id = link.b',
  key: 'link.a',
  keysPerBlock: 64,
  where: `link.type < ${LINK_TYPE_LIST.length}`,
};
const ALL_EVENTS: BlockQuery = {
  columns: EVENT_READ_COLUMNS.replace('event.rating', exactReal('event.rating')).replace(
    'event.quantity',
    exactReal('event.quantity'),
  ),
  from: `event ${EVENT_ENTITY_JOINS}`,
  key: 'event.id',
  keysPerBlock: 500,
};
const RATING = 12;
const QUANTITY = 15;

export function* digestOf(prepare: StatementCache, sources: SourceSets): Generator<void, string> {
  const sum = new HashSum();
  const addAll = function* (query: BlockQuery, textOf: (row: SqlRow) => string): Generator<void, void> {
    for (const block of rowBlocks(prepare, query)) {
      for (const row of block) sum.add(textOf(row));
      yield;
    }
  };
  yield* addAll(ALL_ENTITIES, (row) => canonicalEntity(toRef(row[1], row[2]), parseMergedEntity(row)));
  yield* addAll(ALL_LINKS, (row) => linkText(row, sources));
  yield* addAll(ALL_EVENTS, eventText);
  return sum.toString();
}

function linkText(row: SqlRow, sources: SourceSets): string {
  const type = LINK_TYPE_LIST[toNumber(row[2])];
  if (!type) throw new Error(`the store holds an unknown type of link: ${row[2]}`);
  const from = toRef(row[LINK_ENDS], row[LINK_ENDS + 1]);
  const to = toRef(row[LINK_ENDS + 2], row[LINK_ENDS + 3]);
  return canonicalLink(type, from, to, { stated: parseStated(row, sources), observed: parseObserved(row) });
}

function eventText(row: SqlRow): string {
  const exact = [...row];
  for (const column of [RATING, QUANTITY]) exact[column] = toNullableNumber(row[column]);
  return canonicalEvent(toEventType(row[1]), toText(row[2]), parseMergedEvent(exact));
}

const toRef = (kind: SqlValue | undefined, id: SqlValue | undefined): EntityRef => ({
  kind: toKind(kind),
  id: toText(id),
});
