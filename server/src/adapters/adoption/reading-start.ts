/** From where on an entry is read: from its bookmark, or all of it. */
import type { MapMistake } from '../files/mapping/map-text.ts';
import type { ForeignConnection } from './foreign-connection.ts';
import { describePattern } from './pattern.ts';
import type { ReadingEntry } from './reading-entry.ts';
import { type Changed, COMPARABLE, countAll, isComparable, readType } from './reading-statements.ts';

/** What was committed late carries an earlier time than what was read already. */
const OVERLAP_SECONDS = 300;

/** The change of the last row read, as text, and its type: a bookmark's value. */
export type Mark = { readonly type: string; readonly text: string };
const parseMark = (text: string): Mark => JSON.parse(text);

export type ReadingStart = {
  readonly entry: ReadingEntry;
  /** The bookmark's name: it belongs to this database and to this way of reading it. */
  readonly name: string;
  /** Null where nothing tells what changed: all is read. */
  readonly changed: Changed | null;
  /** Seconds, or the property's own unit. */
  readonly overlap: number;
  readonly from: Mark | null;
  /** As far as the server knows without looking; null where only a part is read. */
  readonly rows: number | null;
};

export type FindStarts = {
  readonly connection: ForeignConnection;
  readonly databaseId: string;
  readonly bookmark: (name: string) => Promise<string | null>;
};

export async function findStarts(
  entries: readonly ReadingEntry[],
  options: FindStarts,
): Promise<{ readonly starts: readonly ReadingStart[]; readonly mistakes: readonly MapMistake[] }> {
  const starts: ReadingStart[] = [];
  const mistakes: MapMistake[] = [];
  for (const entry of entries) {
    const found = await findStart(entry, options);
    if ('message' in found) mistakes.push(found);
    else starts.push(found);
  }
  return { starts, mistakes };
}

async function findStart(entry: ReadingEntry, options: FindStarts): Promise<ReadingStart | MapMistake> {
  const { connection, databaseId, bookmark } = options;
  const name = `adopted ${databaseId} ${entry.fingerprint}`;
  const [row] = await connection.read(countAll(entry.pattern));
  const whole = { entry, name, changed: null, overlap: 0, from: null, rows: Number(row?.[0]) };
  if (entry.updated === null) return whole;
  const { property, overlap } = entry.updated;
  const [found] = await connection.read(readType(entry, property));
  if (!found) return whole;
  const type = String(found[0]).replace(/ NOT NULL$/, '');
  const path = [...entry.path, 'updated'];
  if (!isComparable(type)) {
    return { path, message: `${property} is a ${type}; a time, a number or a text tells what changed` };
  }
  const { isTime } = COMPARABLE[type];
  if (isTime === null && overlap !== undefined) {
    return { path: [...path, 'overlap'], message: `${property} is a text, from which nothing can be taken away` };
  }
  const held = await bookmark(name);
  const mark = held === null ? null : parseMark(held);
  // Their property may have become one of another type: then all is read again.
  const from = mark?.type === type ? mark : null;
  return {
    ...whole,
    changed: { property, type },
    overlap: overlap ?? (isTime ? OVERLAP_SECONDS : 0),
    from,
    rows: from === null ? whole.rows : null,
  };
}

export const describeStart = ({ entry, from }: ReadingStart): string =>
  `${describePattern(entry.pattern)}${from === null ? '' : `, changed since ${from.text}`}`;
