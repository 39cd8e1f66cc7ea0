/**
 * The tables of the graph store. Things have integer ids of this store's own; they never leave it. Every drawn link
 * (stated, observed, or the line of all events of one type) is one row of `link`, keyed so that the links of one
 * thing lie together; `link_reverse` finds it from the other end. Versions of fields are told in `versions` only where
 * they differ from the row's `updated_at`. Kinds, types and statuses are positions in the lists of ontology.ts.
 */
import { type Failure, failure } from '../../domain/failure.ts';
import { ENTITY_KIND_LIST, EVENT_REFERENCE_LIST, type EventReference, kindEntry } from '../../domain/ontology.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import { inTransaction, readNumber } from './sql.ts';

export const GRAPH_SCHEMA_VERSION = 3;
/** Tells a Clewline graph store from any other SQLite file ("clwg"). */
const APPLICATION_ID = 0x636c7767;

export const referenceColumn = (reference: EventReference): string =>
  `ref_${reference.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`;
export const REFERENCE_COLUMNS: readonly string[] = EVENT_REFERENCE_LIST.map(referenceColumn);

/** Every entity an event has, in whatever role, with its time (−1 = unknown). */
const EVENT_ENTITY = `CREATE TABLE event_entity (
  entity INTEGER NOT NULL, at INTEGER NOT NULL, event INTEGER NOT NULL, PRIMARY KEY (entity, at, event)
) WITHOUT ROWID;`;

/** From version 1, which had an index for each role instead. */
const ENTITIES_OF_EVENTS = `${EVENT_ENTITY}
INSERT INTO event_entity SELECT DISTINCT entity, ifnull(at, -1), id FROM (
  ${['from_id', 'to_id', ...REFERENCE_COLUMNS].map((column) => `SELECT ${column} AS entity, at, id FROM event`).join('\n  UNION ALL ')}
) WHERE entity IS NOT NULL ORDER BY 1, 2, 3;
${['from', 'to', ...REFERENCE_COLUMNS].map((role) => `DROP INDEX event_${role};`).join('\n')}`;

/** The kinds of accounts, as a list in a statement. */
export const ACTORS = ENTITY_KIND_LIST.flatMap((kind, code) => (kindEntry(kind).class === 'actor' ? [code] : [])).join(
  ', ',
);
/** Accounts in the order of their creation; in version 3. Written out, so that the planner knows the index by it. */
export const CREATED_ACTOR = `created_at IS NOT NULL AND kind IN (${ACTORS})`;
const REGISTRATIONS = `CREATE INDEX entity_created ON entity (created_at, kind, ext) WHERE ${CREATED_ACTOR};`;

const TABLES = `
CREATE TABLE meta (name TEXT PRIMARY KEY, value NOT NULL) WITHOUT ROWID;
CREATE TABLE entity (
  id INTEGER PRIMARY KEY, kind INTEGER NOT NULL, ext TEXT NOT NULL, folded TEXT, label TEXT, market TEXT,
  created_at INTEGER, status TEXT, risk_label TEXT, risk_at INTEGER, risk_reason TEXT, unsettled TEXT, reserved TEXT,
  balance_currency TEXT, next_settlement_at INTEGER, removed_at INTEGER, updated_at INTEGER, versions TEXT,
  attributes TEXT, degree INTEGER NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX entity_identity ON entity (kind, ext);
CREATE INDEX entity_folded ON entity (folded) WHERE folded IS NOT NULL;
${REGISTRATIONS}
CREATE TABLE label_word (word TEXT NOT NULL, entity INTEGER NOT NULL, PRIMARY KEY (word, entity)) WITHOUT ROWID;
CREATE TABLE source_set (id INTEGER PRIMARY KEY, names TEXT NOT NULL UNIQUE);
CREATE TABLE attribute_name (name TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE link (
  a INTEGER NOT NULL, b INTEGER NOT NULL, type INTEGER NOT NULL, stamp INTEGER NOT NULL,
  stated_count INTEGER, stated_first INTEGER, stated_span INTEGER,
  observed_count INTEGER, observed_first INTEGER, observed_span INTEGER,
  removed_at INTEGER, updated_at INTEGER, sources INTEGER, fields TEXT,
  PRIMARY KEY (a, b, type)
) WITHOUT ROWID;
CREATE TABLE link_reverse (
  b INTEGER NOT NULL, a INTEGER NOT NULL, type INTEGER NOT NULL, PRIMARY KEY (b, a, type)
) WITHOUT ROWID;
CREATE TABLE event (
  id INTEGER PRIMARY KEY, type INTEGER NOT NULL, ext TEXT NOT NULL, at INTEGER, from_id INTEGER NOT NULL,
  to_id INTEGER NOT NULL, status TEXT, amount TEXT, currency TEXT, order_id TEXT, declined INTEGER, outcome TEXT,
  rating REAL, action TEXT, reason TEXT, quantity REAL, discount TEXT, removed_at INTEGER, updated_at INTEGER,
  versions TEXT, attributes TEXT, ${REFERENCE_COLUMNS.map((column) => `${column} INTEGER`).join(', ')}
);
CREATE UNIQUE INDEX event_identity ON event (type, ext);
CREATE INDEX event_at ON event (at);
CREATE INDEX event_order ON event (order_id, at) WHERE order_id IS NOT NULL;
${EVENT_ENTITY}
`;

/** Makes the tables in an empty file, brings those of an older version up to date; refuses a file of a newer version or of another program. */
export function prepareGraphSchema(database: SqliteDatabase, path: string): Result<void, Failure> {
  return inTransaction(database, 'IMMEDIATE', () => {
    const version = readNumber(database, 'PRAGMA user_version');
    const application = readNumber(database, 'PRAGMA application_id');
    const tables = readNumber(database, 'SELECT count(*) FROM sqlite_schema');
    if (version === 0 && tables === 0) {
      database.exec(TABLES);
      database.exec(`PRAGMA user_version = ${GRAPH_SCHEMA_VERSION}; PRAGMA application_id = ${APPLICATION_ID}`);
      return ok(undefined);
    }
    if (application !== APPLICATION_ID) {
      return fail(failure('STORE_UNAVAILABLE', `${path} is not a Clewline graph store; name another file.`));
    }
    if (version > GRAPH_SCHEMA_VERSION) return fail(tooNew(path, version));
    if (version === 1) database.exec(ENTITIES_OF_EVENTS);
    if (version < 3) database.exec(`${REGISTRATIONS} PRAGMA user_version = ${GRAPH_SCHEMA_VERSION}`);
    return ok(undefined);
  });
}

const tooNew = (path: string, version: number): Failure =>
  failure(
    'STORE_TOO_NEW',
    `${path} was written by a newer Clewline (store version ${version}, this one knows ${GRAPH_SCHEMA_VERSION}): update Clewline, or name another store.`,
  );
