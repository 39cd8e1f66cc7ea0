/** Reads the whole graph back through a connection of its own: in one transaction, so as of one moment. */
import type {
  MergedEntity,
  MergedEvent,
  MergedLink,
  Placed,
  RecordReader,
} from '../../application/ports/record-reader.ts';
import { LINK_TYPE_LIST } from '../../domain/ontology.ts';
import type { EntityRef } from '../../domain/records.ts';
import { ENTITY_READ_COLUMNS, parseMergedEntity, toKind } from './entity-rows.ts';
import { EVENT_ENTITY_JOINS, EVENT_READ_COLUMNS, parseMergedEvent, toEventType } from './event-rows.ts';
import { LINK_COLUMNS, linkColumns, parseStated } from './link-rows.ts';
import { openSqlite, type SqliteDatabase } from './open-sqlite.ts';
import { SourceSets } from './source-sets.ts';
import { prepareRows, type SqlValue, toIterable, toNumber, toText } from './sql.ts';

const ENDS = LINK_COLUMNS.length;

/** The store must exist; its schema was checked by whoever opened it. */
export function openSqliteRecordReader(path: string): RecordReader {
  const database = openSqlite({ path, readOnly: true });
  database.exec('BEGIN');
  return {
    entities: (from) => readEntities(database, Number(from ?? 0)),
    links: (from) => readLinks(database, Number(from ?? 0)),
    events: (from) => readEvents(database, Number(from ?? 0)),
    close: async () => database.close(),
  };
}

/** The place of each is its number in this file. */
function* readEntities(database: SqliteDatabase, from: number): Generator<Placed<MergedEntity>> {
  const statement = prepareRows(
    database,
    `SELECT ${ENTITY_READ_COLUMNS.join(', ')} FROM entity WHERE id >= ? ORDER BY id`,
  );
  for (const row of toIterable(statement.iterate(from)))
    yield { place: String(row[0]), ref: toRef(row[1], row[2]), merged: parseMergedEntity(row) };
}

/** The place of each is the number of the entity it comes from. */
function* readLinks(database: SqliteDatabase, from: number): Generator<Placed<MergedLink>> {
  const sources = new SourceSets(database);
  const statement = prepareRows(
    database,
    `SELECT ${linkColumns('link')}, f.kind, f.ext, t.kind, t.ext FROM link
     CROSS JOIN entity f ON f.id = link.a CROSS JOIN entity t ON t.id = link.b
     WHERE link.a >= ? AND link.type < ? ORDER BY link.a`,
  );
  for (const row of toIterable(statement.iterate(from, LINK_TYPE_LIST.length))) {
    const type = LINK_TYPE_LIST[toNumber(row[2])];
    if (!type) throw new Error(`the store holds an unknown type of link: ${row[2]}`);
    const stated = parseStated(row, sources);
    if (stated === null) continue;
    const ends = { from: toRef(row[ENDS], row[ENDS + 1]), to: toRef(row[ENDS + 2], row[ENDS + 3]) };
    yield { place: String(row[0]), type, ...ends, stated };
  }
}

/** The place of each is its number in this file. */
function* readEvents(database: SqliteDatabase, from: number): Generator<Placed<MergedEvent>> {
  const statement = prepareRows(
    database,
    `SELECT ${EVENT_READ_COLUMNS} FROM event ${EVENT_ENTITY_JOINS} WHERE event.id >= ? ORDER BY event.id`,
  );
  for (const row of toIterable(statement.iterate(from))) {
    yield { place: String(row[0]), type: toEventType(row[1]), id: toText(row[2]), merged: parseMergedEvent(row) };
  }
}

const toRef = (kind: SqlValue | undefined, id: SqlValue | undefined): EntityRef => ({
  kind: toKind(kind),
  id: toText(id),
});
