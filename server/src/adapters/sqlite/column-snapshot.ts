/**
 * The columns of the present, kept in a file beside the store (`STORE-columns`), so that a second run need not read ten
 * million rows, only those that changed since (column-journal.ts). It is worth nothing by itself: it names the state of
 * the store it was read from, and one that is damaged, half written, of another version or too far behind is passed
 * over and replaced. Where it cannot be written (no room, no right), nothing is lost but time.
 */
import { randomBytes } from 'node:crypto';
import { closeSync, openSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { ColumnsRequest } from '../../application/ports/graph-store.ts';
import type { GraphColumns } from '../../detection/columns.ts';
import {
  ENTITY_KIND_LIST,
  ENTITY_STATUSES,
  EVENT_REFERENCE_LIST,
  EVENT_STATUSES,
  EVENT_TYPE_LIST,
  LINK_TYPE_LIST,
  RISK_LABELS,
} from '../../domain/ontology.ts';
import { countChanges, readJournalStart, startJournal } from './column-journal.ts';
import { layOut } from './column-layout.ts';
import { readColumnsFile, writeColumnsFile } from './columns-file.ts';
import { applyDelta } from './delta-columns.ts';
import type { Anchored } from './load-columns.ts';
import type { SqliteDatabase } from './open-sqlite.ts';
import type { StatementCache } from './sql.ts';
import type { StoreState } from './store-state.ts';

/** To be raised with every change of what columns mean or how rows become columns (load-columns.ts and beside it). */
const SNAPSHOT_VERSION = 3;
/** Fewer rows are read about as fast as a file. */
const LEAST_ROWS = 100_000;
/** The rest of the disk stays free for the store. */
const MOST_OF_FREE_SPACE = 0.5;
/** Of all rows: where more have changed, all are read and the snapshot is written anew. */
const MOST_CHANGED = 0.1;

const CODES = [
  ENTITY_KIND_LIST,
  ENTITY_STATUSES,
  RISK_LABELS,
  LINK_TYPE_LIST,
  EVENT_TYPE_LIST,
  EVENT_STATUSES,
  EVENT_REFERENCE_LIST,
];

export const snapshotPath = (storePath: string): string => `${storePath}-columns`;

export type FromSnapshot = {
  readonly columns: GraphColumns;
  readonly readFrom: 'snapshot' | 'snapshot and changes';
};
type Options = {
  readonly path: string;
  readonly snapshotFromRows?: number;
  readonly snapshotMostChanged?: number;
};
type Store = { readonly database: SqliteDatabase; readonly prepare: StatementCache };

const rowsOf = ({ entities, links, events }: StoreState): number => entities + links + events;

export class ColumnSnapshot {
  readonly #storePath: string;
  readonly #leastRows: number;
  readonly #mostChanged: number;

  constructor({ path, snapshotFromRows, snapshotMostChanged }: Options) {
    this.#storePath = path;
    this.#leastRows = snapshotFromRows ?? LEAST_ROWS;
    this.#mostChanged = snapshotMostChanged ?? MOST_CHANGED;
  }

  /** Within one transaction with reading the state. */
  read(request: ColumnsRequest, state: StoreState, prepare: StatementCache): FromSnapshot | null {
    if (!this.#isWorthwhile(request, state)) return null;
    const exact = this.#readFile(describe(request, state));
    if (exact) return { columns: exact.columns, readFrom: 'snapshot' };
    const start = request.windowDays === undefined ? readJournalStart(prepare) : null;
    if (!start || countChanges(prepare, start, state) > rowsOf(state) * this.#mostChanged) return null;
    const before = this.#readFile(describe(request, start));
    const columns = before && applyDelta(prepare, before, start);
    return columns && { columns, readFrom: 'snapshot and changes' };
  }

  #readFile(of: string): Anchored | null {
    return readColumnsFile(snapshotPath(this.#storePath), of) as Anchored | null;
  }

  /** Outside of any transaction: changes are noted from here on, which writes to the store. */
  write(request: ColumnsRequest, state: StoreState, loaded: Anchored, store: Store): void {
    if (!this.#isWorthwhile(request, state)) return;
    try {
      this.#removeLeftOvers();
      const isWritten = this.#replace(describe(request, state), loaded);
      if (isWritten && request.windowDays === undefined) startJournal(store.database, store.prepare, state);
    } catch {
      // Whatever went wrong, the columns at hand are right; the next run reads rows again.
    }
  }

  /** Views of the past are asked for now and then, each another one: they read rows. */
  #isWorthwhile({ asOf }: ColumnsRequest, state: StoreState): boolean {
    const isKnown = this.#storePath !== ':memory:' && state.mark !== '';
    return isKnown && asOf === undefined && rowsOf(state) >= this.#leastRows;
  }

  /** False where there is no room. */
  #replace(of: string, { columns, anchors }: Anchored): boolean {
    const layout = layOut({ columns, anchors });
    const size = layout.parts.reduce((sum, { bytes }) => sum + bytes.length, 0);
    const folder = dirname(this.#storePath);
    const { bavail, bsize } = statfsSync(folder);
    if (size > bavail * bsize * MOST_OF_FREE_SPACE) return false;
    const draft = `${snapshotPath(this.#storePath)}.${process.pid}.${randomBytes(4).toString('hex')}.draft`;
    try {
      const file = openSync(draft, 'wx', statSync(this.#storePath).mode & 0o777);
      try {
        writeColumnsFile(file, of, layout);
      } finally {
        closeSync(file);
      }
      renameSync(draft, snapshotPath(this.#storePath));
      return true;
    } finally {
      rmSync(draft, { force: true });
    }
  }

  /** Drafts of processes that are no more. */
  #removeLeftOvers(): void {
    const folder = dirname(this.#storePath);
    const start = `${basename(snapshotPath(this.#storePath))}.`;
    for (const name of readdirSync(folder)) {
      if (!name.startsWith(start) || !name.endsWith('.draft')) continue;
      const pid = Number(name.slice(start.length).split('.')[0]);
      if (!isRunning(pid)) rmSync(join(folder, name), { force: true });
    }
  }
}

/** Equal texts: the same columns. */
const describe = (
  { windowDays }: ColumnsRequest,
  { mark, changeNumber }: Pick<StoreState, 'mark' | 'changeNumber'>,
): string => JSON.stringify([SNAPSHOT_VERSION, mark, changeNumber, windowDays ?? null, CODES]);

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
