/**
 * Which rows changed since the snapshot of the columns was written, so that the next load reads those and no others.
 * Triggers note the keys of changed rows; they stand from the first snapshot on, and work for whatever writes. New
 * entities and events need no note: their ids are higher than any the snapshot knows.
 */
import { LINK_TYPE_LIST } from '../../domain/ontology.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import { inTransaction, type StatementCache, toNumber, toRow } from './sql.ts';
import { readState, type StoreState } from './store-state.ts';

/** What a note is about. */
export const CHANGED = { entity: 0, event: 1, link: 2 } as const;

const note = (kind: keyof typeof CHANGED, key: string): string =>
  `INSERT OR IGNORE INTO column_change VALUES (${CHANGED[kind]}, ${key});`;
const onLinks = (name: string, event: string, row: string): string =>
  `CREATE TRIGGER IF NOT EXISTS note_link_${name} AFTER ${event} ON link WHEN ${row}.type < ${LINK_TYPE_LIST.length}
   BEGIN ${note('link', `${row}.a, ${row}.b, ${row}.type`)} END;`;

const JOURNAL = `
CREATE TABLE IF NOT EXISTS column_change (
  kind INTEGER NOT NULL, a INTEGER NOT NULL, b INTEGER NOT NULL, type INTEGER NOT NULL, PRIMARY KEY (kind, a, b, type)
) WITHOUT ROWID;
CREATE TRIGGER IF NOT EXISTS note_entity AFTER UPDATE OF label, market, created_at, status, risk_label, risk_at,
  unsettled, reserved, balance_currency, removed_at, updated_at, versions ON entity
  BEGIN ${note('entity', 'NEW.id, 0, 0')} END;
CREATE TRIGGER IF NOT EXISTS note_event AFTER UPDATE ON event BEGIN ${note('event', 'NEW.id, 0, 0')} END;
${onLinks('new', 'INSERT', 'NEW')}
${onLinks('changed', 'UPDATE', 'NEW')}
${onLinks('gone', 'DELETE', 'OLD')}`;

/** The state the notes count from. */
export type JournalStart = Pick<StoreState, 'mark' | 'changeNumber' | 'nextEntity' | 'nextEvent'>;

/** Begins anew, unless the store has changed since that state. */
export function startJournal(database: SqliteDatabase, prepare: StatementCache, state: StoreState): void {
  inTransaction(database, 'IMMEDIATE', () => {
    if (readState(prepare).mark !== state.mark) return;
    database.exec(JOURNAL);
    database.exec('DELETE FROM column_change');
    const { mark, changeNumber, nextEntity, nextEvent } = state;
    const start: JournalStart = { mark, changeNumber, nextEntity, nextEvent };
    prepare("INSERT INTO meta VALUES ('columns', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value").run(
      JSON.stringify(start),
    );
  });
}

/** Null where none was begun. */
export function readJournalStart(prepare: StatementCache): JournalStart | null {
  const row = toRow(prepare("SELECT value FROM meta WHERE name = 'columns'").get());
  return row === undefined ? null : parseStart(String(row[0]));
}

const parseStart = (text: string): JournalStart => JSON.parse(text);

/** Rows that changed or came since. */
export function countChanges(prepare: StatementCache, start: JournalStart, now: StoreState): number {
  const noted = toNumber(toRow(prepare('SELECT count(*) FROM column_change').get())?.[0]);
  return noted + (now.nextEntity - start.nextEntity) + (now.nextEvent - start.nextEvent);
}

/** Of those that were there before: with ids below `next`. */
export const countNoted = (prepare: StatementCache, kind: 'entity' | 'event', next: number): number =>
  toNumber(toRow(prepare('SELECT count(*) FROM column_change WHERE kind = ? AND a < ?').get(CHANGED[kind], next))?.[0]);
